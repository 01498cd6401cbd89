namespace Jingkai.Rules.Yaml;

/// <summary>
/// Reads the YAML that packs are written in: block and flow mappings and lists, plain, quoted and block scalars, comments.
/// Anchors, aliases, tags, merge keys and complex keys are refused. One pass, every error with its place, and it goes on
/// after an error where the indent says how. Reading takes time in proportion to the text.
/// </summary>
internal sealed partial class YamlReader
{
    internal const int MostDepth = 64;

    private readonly string[] lines;
    private readonly ProblemList problems;
    private int row;
    private int col;
    private bool abandoned;

    private YamlReader(string text, ProblemList problems)
    {
        lines = text.ReplaceLineEndings("\n").TrimStart('\uFEFF').Split('\n');
        this.problems = problems;
    }

    /// <summary>The mapping a pack consists of, or null when there is none to go on with.</summary>
    public static YamlMap? Read(string text, ProblemList problems)
    {
        var reader = new YamlReader(text, problems);
        reader.NextLine(first: true);
        if (!reader.AtEnd && reader.lines[reader.row].StartsWith("---", StringComparison.Ordinal))
        {
            reader.row++;
            reader.NextLine(first: true);
        }

        if (reader.AtEnd)
        {
            problems.Add(new(1, 1), ProblemCodes.BadYaml, "规则包是空的", "the pack is empty", "写上 pack、kind、subject、title、versions", "write pack, kind, subject, title and versions");
            return null;
        }

        var root = reader.Node(-1, 1, inline: true);
        if (!reader.abandoned && !reader.AtEnd)
        {
            if (reader.lines[reader.row].TrimEnd() != "...") reader.Bad("这里不是上文的一部分", "this belongs to nothing above", "一个文件只写一个规则包，并检查缩进", "write one pack per file and check the indent");
        }

        if (root is YamlMap map) return reader.abandoned ? null : map;
        problems.Add(root.At, ProblemCodes.BadYaml, "规则包应当由“键: 值”组成", "a pack consists of keys and values", "以 pack: 名称 开头", "begin with pack: name");
        return null;
    }

    private bool AtEnd => row >= lines.Length || abandoned;

    private string Line => lines[row];

    private Place Here => new(row + 1, col + 1);

    private char Char => row < lines.Length && col < Line.Length ? Line[col] : '\0';

    private void Bad(string zh, string en, string remedyZh, string remedyEn) => Bad(Here, zh, en, remedyZh, remedyEn);

    private void Bad(Place at, string zh, string en, string remedyZh, string remedyEn) => problems.Add(at, ProblemCodes.BadYaml, zh, en, remedyZh, remedyEn);

    /// <summary>Moves to the first word of the next line that says something.</summary>
    private void NextLine(bool first = false)
    {
        if (!first) row++;
        for (; row < lines.Length; row++)
        {
            col = Indent(Line);
            if (col < Line.Length && Line[col] == '\t' && Line.AsSpan(col).Trim().Length > 0)
            {
                Bad("缩进用了制表符", "a tab in the indent", "缩进只用空格", "indent with spaces only");
                while (col < Line.Length && Line[col] is '\t' or ' ') col++;
            }

            if (col < Line.Length && Line[col] != '#' && !string.IsNullOrWhiteSpace(Line)) return;
        }

        col = 0;
    }

    private static int Indent(string line)
    {
        var i = 0;
        while (i < line.Length && line[i] == ' ') i++;
        return i;
    }

    /// <summary>The node that begins here. <paramref name="inline"/>: a mapping or a list may begin on this line.</summary>
    private YamlNode Node(int parent, int depth, bool inline)
    {
        var at = Here;
        if (depth > MostDepth)
        {
            problems.Add(at, ProblemCodes.TooDeep, $"嵌套超过{MostDepth}层", $"nested deeper than {MostDepth}", "把内层拆开", "take the inner part apart");
            abandoned = true;
            return Nothing(at);
        }

        SkipAnchors();
        if (EndOfWords())
        {
            NextLine();
            return !AtEnd && col > parent ? Node(parent, depth + 1, inline: true) : Nothing(at);
        }

        if (IsDash())
        {
            if (inline) return BlockList(col, depth);
            Bad("列表要另起一行", "a list begins on a line of its own", "把“- ”放到下一行", "put the \"- \" on the next line");
            SkipDeeper(parent);
            return Nothing(at);
        }

        if (Char is '|' or '>') return BlockScalar(parent);
        if (Char == '?' && (col + 1 >= Line.Length || Line[col + 1] == ' '))
        {
            Bad("不接受复合键", "complex keys are refused", "写成 键: 值", "write key: value");
            SkipDeeper(parent);
            return Nothing(at);
        }

        if (inline && KeyEnd(col) is >= 0) return BlockMap(col, depth);
        var node = Char switch
        {
            '[' or '{' => Flow(parent, depth),
            '"' or '\'' => Quoted(parent),
            _ => Plain(parent, flow: false),
        };
        AfterValue(parent);
        return node;
    }

    /// <summary>Behind a value nothing may follow on its line; the next line must not be deeper.</summary>
    private void AfterValue(int parent)
    {
        if (AtEnd) return;
        if (!EndOfWords())
        {
            Bad("值的后面还有内容", "something follows the value", "整个值用引号括起来，或写成多行文字块 |", "put the whole value in quotes, or write it as a block |");
            SkipDeeper(parent);
            return;
        }

        NextLine();
    }

    private YamlMap BlockMap(int indent, int depth)
    {
        var map = new YamlMap(Here);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (!AtEnd && col >= indent)
        {
            if (col > indent)
            {
                Bad("缩进与上文不合", "the indent does not fit the lines above", $"缩进{indent}个空格", $"indent by {indent} spaces");
                SkipDeeper(indent);
                continue;
            }

            if (IsDash()) break;
            var colon = KeyEnd(col);
            if (colon < 0)
            {
                if (Line.StartsWith("...", StringComparison.Ordinal) || Line.StartsWith("---", StringComparison.Ordinal)) break;
                Bad("这里应当是“键: 值”", "expected key: value", "键的后面写冒号和空格", "write a colon and a space after the key");
                SkipDeeper(indent);
                continue;
            }

            var key = Key(colon);
            col = colon + 1;
            SkipSpaces();
            var value = Value(indent, depth);
            Add(map, keys, key, value);
        }

        return map;
    }

    /// <summary>The value behind a key.</summary>
    private YamlNode Value(int indent, int depth)
    {
        SkipAnchors();
        if (!EndOfWords()) return Node(indent, depth + 1, inline: false);
        var at = Here;
        NextLine();
        if (AtEnd || col < indent) return Nothing(at);
        if (col == indent) return IsDash() ? BlockList(indent, depth + 1) : Nothing(at);
        return Node(indent, depth + 1, inline: true);
    }

    private YamlList BlockList(int indent, int depth)
    {
        var list = new YamlList(Here);
        while (!AtEnd && col >= indent)
        {
            if (col > indent)
            {
                Bad("缩进与上文不合", "the indent does not fit the lines above", $"缩进{indent}个空格", $"indent by {indent} spaces");
                SkipDeeper(indent);
                continue;
            }

            if (!IsDash()) break;
            col++;
            SkipSpaces();
            if (EndOfWords())
            {
                var at = Here;
                NextLine();
                list.Items.Add(!AtEnd && col > indent ? Node(indent, depth + 1, inline: true) : Nothing(at));
            }
            else
            {
                list.Items.Add(Node(indent, depth + 1, inline: true));
            }
        }

        return list;
    }

    private void Add(YamlMap map, HashSet<string> keys, YamlScalar key, YamlNode value)
    {
        if (key.Value == "<<")
        {
            Bad(key.At, "不接受合并键", "merge keys are refused", "把内容写全", "write the content out");
            return;
        }

        if (keys.Add(key.Value)) map.Entries.Add((key, value));
        else problems.Add(key.At, ProblemCodes.DuplicateKey, $"“{key.Value}”写了两次", $"`{key.Value}` is given twice", "只留一个", "keep one");
    }

    /// <summary>Skips this line and the deeper ones below it.</summary>
    private void SkipDeeper(int indent)
    {
        do NextLine();
        while (!AtEnd && col > indent);
    }

    private bool IsDash() => Char == '-' && (col + 1 >= Line.Length || Line[col + 1] is ' ' or '\t');

    private bool EndOfWords() => row >= lines.Length || col >= Line.Length || string.IsNullOrWhiteSpace(Line[col..]) || (Line[col] == '#' && (col == 0 || Line[col - 1] is ' ' or '\t'));

    private void SkipSpaces()
    {
        while (Char is ' ' or '\t') col++;
    }

    private void SkipAnchors()
    {
        while (Char is '&' or '*' or '!')
        {
            Bad("不接受锚点、别名和标签", "anchors, aliases and tags are refused", "把内容写全；文字用引号", "write the content out; put text in quotes");
            while (col < Line.Length && Line[col] is not (' ' or ',' or ']' or '}')) col++;
            SkipSpaces();
        }
    }

    private static YamlScalar Nothing(Place at) => new(at, "", ScalarStyle.Empty, []);
}
