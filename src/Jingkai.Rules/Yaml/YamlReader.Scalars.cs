using System.Globalization;
using System.Text;

namespace Jingkai.Rules.Yaml;

/// <summary>Keys and scalars.</summary>
internal sealed partial class YamlReader
{
    /// <summary>The column of the colon that makes the words from a column on a key, or -1.</summary>
    private int KeyEnd(int from)
    {
        var line = Line;
        var i = from;
        if (i < line.Length && line[i] is '"' or '\'')
        {
            var quote = line[i++];
            for (; i < line.Length && line[i] != quote; i++)
            {
                if (line[i] == '\\' && quote == '"') i++;
            }

            i++;
            while (i < line.Length && line[i] == ' ') i++;
            return i < line.Length && line[i] == ':' && (i + 1 >= line.Length || line[i + 1] is ' ' or '\t') ? i : -1;
        }

        if (i < line.Length && line[i] is '[' or '{') return -1;
        for (; i < line.Length; i++)
        {
            if (line[i] == '#' && i > from && line[i - 1] == ' ') return -1;
            if (line[i] == ':' && (i + 1 >= line.Length || line[i + 1] is ' ' or '\t')) return i;
        }

        return -1;
    }

    private YamlScalar Key(int colon)
    {
        if (Char is '"' or '\'') return Quoted(-1);
        SkipAnchors();
        var text = col < colon ? Line[col..colon].TrimEnd() : "";
        return new(Here, text, ScalarStyle.Plain, [new(0, Here)]);
    }

    /// <summary>A plain scalar over one or more lines.</summary>
    private YamlScalar Plain(int parent, bool flow)
    {
        var at = Here;
        if (Char is '@' or '`' or '%' or '#' or ',' or ']' or '}')
        {
            Bad($"值不能以“{Char}”开头", $"a value cannot begin with {Char}", "用引号括起来", "put it in quotes");
        }

        var text = new StringBuilder();
        var runs = new List<ScalarRun>();
        while (true)
        {
            var end = PlainEnd(flow, out var stopped);
            runs.Add(new(text.Length, Here));
            text.Append(Line.AsSpan(col, Math.Max(0, end - col)).TrimEnd(" \t"));
            col = end;
            if (stopped || !NextPlainLine(parent, flow, out var blanks)) break;
            text.Append(blanks > 0 ? new string('\n', blanks) : " ");
        }

        return new(at, text.ToString(), ScalarStyle.Plain, runs);
    }

    private int PlainEnd(bool flow, out bool stopped)
    {
        var line = Line;
        stopped = true;
        for (var i = col; i < line.Length; i++)
        {
            if (line[i] == '#' && i > 0 && line[i - 1] is ' ' or '\t') return i;
            if (flow && line[i] is ',' or '[' or ']' or '{' or '}') return i;
            if (line[i] != ':') continue;
            var next = i + 1 < line.Length ? line[i + 1] : ' ';
            if (next is ' ' or '\t' || (flow && next is ',' or '[' or ']' or '{' or '}')) return i;
        }

        stopped = false;
        return line.Length;
    }

    /// <summary>Goes on to the line that continues a plain scalar; false, without moving, when there is none.</summary>
    private bool NextPlainLine(int parent, bool flow, out int blanks)
    {
        blanks = 0;
        var next = row + 1;
        while (next < lines.Length && string.IsNullOrWhiteSpace(lines[next]))
        {
            next++;
            blanks++;
        }

        if (next >= lines.Length) return false;
        var indent = Indent(lines[next]);
        if (indent <= parent || lines[next][indent] == '#') return false;
        if (flow && lines[next][indent] is ',' or ']' or '}' or '[' or '{' or ':') return false;
        (row, col) = (next, indent);
        return true;
    }

    private YamlScalar Quoted(int parent)
    {
        var at = Here;
        var quote = Char;
        var text = new StringBuilder();
        var runs = new List<ScalarRun>();
        var style = quote == '"' ? ScalarStyle.DoubleQuoted : ScalarStyle.SingleQuoted;
        col++;
        runs.Add(new(0, Here));
        while (true)
        {
            if (col >= Line.Length)
            {
                if (!NextQuotedLine(parent, text))
                {
                    Bad(at, "引号没有结束", "the quote does not end", $"在末尾加上{quote}", $"add the closing {quote}");
                    return new(at, text.ToString(), style, runs);
                }

                runs.Add(new(text.Length, Here));
                continue;
            }

            var c = Line[col];
            if (c == quote)
            {
                col++;
                if (quote == '\'' && Char == '\'')
                {
                    text.Append('\'');
                    col++;
                    runs.Add(new(text.Length, Here));
                    continue;
                }

                return new(at, text.ToString(), style, runs);
            }

            if (c == '\\' && quote == '"')
            {
                Escape(text);
                runs.Add(new(text.Length, Here));
                continue;
            }

            text.Append(c);
            col++;
        }
    }

    private bool NextQuotedLine(int parent, StringBuilder text)
    {
        var blanks = 0;
        var next = row + 1;
        while (next < lines.Length && string.IsNullOrWhiteSpace(lines[next]))
        {
            next++;
            blanks++;
        }

        if (next >= lines.Length || Indent(lines[next]) <= parent) return false;
        while (text.Length > 0 && text[^1] is ' ' or '\t') text.Length--;
        text.Append(blanks > 0 ? new string('\n', blanks) : " ");
        (row, col) = (next, Indent(lines[next]));
        return true;
    }

    private void Escape(StringBuilder text)
    {
        var at = Here;
        var c = col + 1 < Line.Length ? Line[col + 1] : '\0';
        col += 2;
        var digits = c switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits > 0)
        {
            if (col + digits <= Line.Length && int.TryParse(Line.AsSpan(col, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && Rune.IsValid(code))
            {
                text.Append(new Rune(code).ToString());
                col += digits;
                return;
            }

            c = '?';
        }

        var plain = c switch
        {
            '0' => "\0",
            'a' => "\a",
            'b' => "\b",
            't' or '\t' => "\t",
            'n' => "\n",
            'v' => "\v",
            'f' => "\f",
            'r' => "\r",
            'e' => "\e",
            ' ' => " ",
            '"' => "\"",
            '/' => "/",
            '\\' => "\\",
            'N' => "\u0085",
            '_' => "\u00A0",
            'L' => "\u2028",
            'P' => "\u2029",
            '\0' => "",
            _ => null,
        };
        if (plain is null) Bad(at, "引号内的反斜线写法不对", "no such escape", "反斜线写成 \\\\", "write a backslash as \\\\");
        text.Append(plain);
        col = Math.Min(col, Line.Length);
    }

    private YamlScalar BlockScalar(int parent)
    {
        var at = Here;
        var folded = Char == '>';
        var header = Line[(col + 1)..];
        var comment = header.IndexOf(" #", StringComparison.Ordinal);
        header = (comment >= 0 ? header[..comment] : header).Trim();
        var (keep, strip, given) = (header.Contains('+', StringComparison.Ordinal), header.Contains('-', StringComparison.Ordinal), header.FirstOrDefault(char.IsAsciiDigit));
        if (header.Any(c => c is not ('+' or '-') && c is < '1' or > '9') || header.Length > 2)
        {
            Bad("文字块的开头写法不对", "not the head of a block", "写 | 或 >，内容从下一行起", "write | or > and begin on the next line");
        }

        var first = row + 1;
        while (first < lines.Length && string.IsNullOrWhiteSpace(lines[first])) first++;
        var indent = given != '\0' ? Math.Max(parent, 0) + (given - '0') : first < lines.Length ? Indent(lines[first]) : 0;
        var text = new StringBuilder();
        var runs = new List<ScalarRun>();
        var pending = 0;
        var wasPlain = false;
        row++;
        for (; row < lines.Length; row++)
        {
            var blank = string.IsNullOrWhiteSpace(lines[row]);
            if (indent <= parent || (!blank && Indent(lines[row]) < indent)) break;
            if (blank && lines[row].Length <= indent)
            {
                pending++;
                continue;
            }

            var content = lines[row][indent..];
            var plain = content[0] is not (' ' or '\t');
            if (runs.Count > 0 && folded && wasPlain && plain) text.Append(pending == 0 ? " " : new string('\n', pending));
            else text.Append('\n', pending + (runs.Count > 0 ? 1 : 0));
            runs.Add(new(text.Length, new(row + 1, 1)));
            text.Append(content);
            (pending, wasPlain) = (0, plain);
        }

        if (runs.Count > 0 && !strip) text.Append('\n', keep ? pending + 1 : 1);
        row--;
        NextLine();
        return new(at, text.ToString(), ScalarStyle.Block, runs);
    }
}
