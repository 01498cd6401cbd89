namespace Jingkai.Rules.Yaml;

/// <summary>Mappings and lists in brackets.</summary>
internal sealed partial class YamlReader
{
    private YamlNode Flow(int parent, int depth)
    {
        var at = Here;
        if (depth > MostDepth)
        {
            problems.Add(at, ProblemCodes.TooDeep, $"嵌套超过{MostDepth}层", $"nested deeper than {MostDepth}", "把内层拆开", "take the inner part apart");
            abandoned = true;
            return Nothing(at);
        }

        return Char == '[' ? FlowList(parent, depth) : FlowMap(parent, depth);
    }

    private YamlList FlowList(int parent, int depth)
    {
        var at = Here;
        var list = new YamlList(at);
        col++;
        while (Inside(parent, at, ']'))
        {
            var item = FlowItem(parent, depth);
            if (SkipToColon(parent) && item is YamlScalar key)
            {
                col++;
                var pair = new YamlMap(key.At);
                pair.Entries.Add((key, FlowValue(parent, depth)));
                item = pair;
            }

            list.Items.Add(item);
            if (!Separator(parent, ']')) break;
        }

        return list;
    }

    private YamlMap FlowMap(int parent, int depth)
    {
        var at = Here;
        var map = new YamlMap(at);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        col++;
        while (Inside(parent, at, '}'))
        {
            if (FlowItem(parent, depth) is not YamlScalar key)
            {
                Bad("键应当是一个词", "a key is a word", "写成 键: 值", "write key: value");
                if (!Separator(parent, '}')) break;
                continue;
            }

            YamlNode value = Nothing(Here);
            if (SkipToColon(parent))
            {
                col++;
                value = FlowValue(parent, depth);
            }

            Add(map, keys, key, value);
            if (!Separator(parent, '}')) break;
        }

        return map;
    }

    private YamlNode FlowItem(int parent, int depth)
    {
        SkipAnchors();
        return Char switch
        {
            '[' or '{' => Flow(parent, depth + 1),
            '"' or '\'' => Quoted(parent),
            ',' or ']' or '}' => Nothing(Here),
            _ => Plain(parent, flow: true),
        };
    }

    private YamlNode FlowValue(int parent, int depth) => FlowSpace(parent) && Char is not (',' or ']' or '}') ? FlowItem(parent, depth) : Nothing(Here);

    private bool SkipToColon(int parent) => FlowSpace(parent) && Char == ':';

    /// <summary>Skips blanks, comments and line ends; false when the bracket's lines have ended.</summary>
    private bool FlowSpace(int parent)
    {
        while (!abandoned && row < lines.Length)
        {
            SkipSpaces();
            if (!EndOfWords()) return true;
            var next = row + 1;
            while (next < lines.Length && (string.IsNullOrWhiteSpace(lines[next]) || lines[next].TrimStart().StartsWith('#'))) next++;
            if (next >= lines.Length) return false;
            var indent = Indent(lines[next]);
            if (indent <= parent && lines[next][indent] is not (']' or '}')) return false;
            (row, col) = (next, indent);
        }

        return false;
    }

    /// <summary>Whether another item begins; the closing bracket is taken.</summary>
    private bool Inside(int parent, Place opened, char close)
    {
        if (!FlowSpace(parent))
        {
            if (!abandoned) Bad(opened, "括号没有结束", "the bracket does not end", $"在末尾加上 {close}", $"add the closing {close}");
            col = row < lines.Length ? Line.Length : 0;
            return false;
        }

        if (Char != close) return true;
        col++;
        return false;
    }

    /// <summary>Takes the comma between items. Anything else is an error, after which it goes on with the next comma or bracket.</summary>
    private bool Separator(int parent, char close)
    {
        if (!FlowSpace(parent)) return !abandoned;
        if (Char == ',')
        {
            col++;
            return true;
        }

        if (Char == close) return true;
        Bad($"这里应当是逗号或 {close}", $"expected a comma or {close}", "各项之间用英文逗号；含逗号或括号的值用引号", "separate with commas; put values with commas or brackets in quotes");
        while (col < Line.Length && Line[col] != ',' && Line[col] != close) col++;
        if (Char == ',') col++;
        return true;
    }
}
