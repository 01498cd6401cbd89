using System.Globalization;
using System.Text;
using Jingkai.Kernel;

namespace Jingkai.Rules.Language;

/// <summary>Takes an expression apart into words. Full-width signs are the same as their half-width forms.</summary>
internal sealed class Lexer
{
    /// <summary>The Chinese keywords; glued to a name they are part of it, hence the check for names that hold one.</summary>
    internal static readonly string[] ChineseKeywords = ["不介于", "不属于", "介于", "属于", "未知", "已知", "且", "或", "非", "和"];

    private readonly string text;
    private readonly Func<int, Place> placeOf;
    private readonly ProblemList problems;
    private readonly List<Token> tokens = [];
    private int at;

    private Lexer(string text, Func<int, Place> placeOf, ProblemList problems) => (this.text, this.placeOf, this.problems) = (text, placeOf, problems);

    public static List<Token> Read(string text, Func<int, Place> placeOf, ProblemList problems)
    {
        var lexer = new Lexer(text, placeOf, problems);
        while (lexer.Next())
        {
        }

        lexer.tokens.Add(new(TokenKind.End, text.Length, ""));
        return lexer.tokens;
    }

    internal static bool IsNamePart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_' || IsChinese(c);

    private static bool IsChinese(char c) => c is >= '\u3400' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF' or '〇';

    /// <summary>Full-width forms in half width; one character stays one character, so places do not move.</summary>
    private static char Half(char c) => c switch
    {
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        '\u3000' => ' ',
        '“' or '”' or '„' => '"',
        '【' => '[',
        '】' => ']',
        '、' => ',',
        '×' => '*',
        '÷' => '/',
        '−' => '-',
        _ => c,
    };

    private char Peek(int ahead = 0) => at + ahead < text.Length ? Half(text[at + ahead]) : '\0';

    private bool Next()
    {
        while (at < text.Length && char.IsWhiteSpace(Half(text[at]))) at++;
        if (at >= text.Length) return false;
        var c = Peek();
        if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(1)))) Number();
        else if (c == '"') QuotedText();
        else if (IsNamePart(c)) Word();
        else Sign(c);
        return true;
    }

    private void Add(TokenKind kind, int length)
    {
        tokens.Add(new(kind, at, text.Substring(at, length)));
        at += length;
    }

    private void Sign(char c)
    {
        var next = Peek(1);
        switch (c)
        {
            case '(': Add(TokenKind.Open, 1); break;
            case ')': Add(TokenKind.Close, 1); break;
            case '[': Add(TokenKind.ListOpen, 1); break;
            case ']': Add(TokenKind.ListClose, 1); break;
            case ',': Add(TokenKind.Comma, 1); break;
            case '+': Add(TokenKind.Plus, 1); break;
            case '-': Add(TokenKind.Minus, 1); break;
            case '*': Add(TokenKind.Times, 1); break;
            case '/': Add(TokenKind.Divide, 1); break;
            case '≥': Add(TokenKind.GreaterOrEqual, 1); break;
            case '≤': Add(TokenKind.LessOrEqual, 1); break;
            case '≠': Add(TokenKind.NotEqual, 1); break;
            case '=' when next == '=':
                Report(at, "相等写一个等号", "equality is written with one =", "把 == 改成 =", "write = for ==");
                Add(TokenKind.Equal, 2);
                break;
            case '=': Add(TokenKind.Equal, 1); break;
            case '!' when next == '=': Add(TokenKind.NotEqual, 2); break;
            case '<' when next == '=': Add(TokenKind.LessOrEqual, 2); break;
            case '<' when next == '>':
                Report(at, "不等写作 !=", "inequality is written !=", "把 <> 改成 !=", "write != for <>");
                Add(TokenKind.NotEqual, 2);
                break;
            case '<': Add(TokenKind.Less, 1); break;
            case '>' when next == '=': Add(TokenKind.GreaterOrEqual, 2); break;
            case '>': Add(TokenKind.Greater, 1); break;
            default:
                Report(at, $"表达式中不能出现“{text[at]}”", $"{text[at]} has no place in an expression", "去掉它；文字要用双引号", "remove it; put text in double quotes");
                Add(TokenKind.Bad, char.IsSurrogatePair(text, at) ? 2 : 1);
                break;
        }
    }

    private void QuotedText()
    {
        var start = at++;
        var value = new StringBuilder();
        while (at < text.Length && Half(text[at]) != '"')
        {
            if (text[at] == '\\' && at + 1 < text.Length && (Half(text[at + 1]) == '"' || text[at + 1] == '\\')) at++;
            value.Append(text[at++]);
        }

        if (at >= text.Length) Report(start, "引号没有结束", "the text does not end", "在末尾加上双引号", "add the closing double quote");
        else at++;
        tokens.Add(new(TokenKind.Text, start, value.ToString()));
    }

    private void Number()
    {
        var start = at;
        if (IsDate(out var length))
        {
            var written = Plain(start, length);
            at += length;
            if (!DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            {
                Report(start, $"没有{written}这一天", $"there is no day {written}", "写成 年-月-日，例如 2023-01-31", "write year-month-day, such as 2023-01-31");
                date = DateOnly.MinValue;
            }

            tokens.Add(new(TokenKind.Date, start, written, Date: date));
            return;
        }

        while (char.IsAsciiDigit(Peek()) || (Peek() == '_' && char.IsAsciiDigit(Peek(1)))) at++;
        if (Peek() == '.' && char.IsAsciiDigit(Peek(1)))
        {
            at++;
            while (char.IsAsciiDigit(Peek()) || (Peek() == '_' && char.IsAsciiDigit(Peek(1)))) at++;
        }

        var digits = Plain(start, at - start).Replace("_", "", StringComparison.Ordinal);
        if (digits.Count(char.IsAsciiDigit) > 28 || !decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            Report(start, "数字超过28位", "more than 28 digits", "换用更大的单位", "use a larger unit");
            number = 0;
        }

        tokens.Add(new(TokenKind.Number, start, digits, number, UnitHere()));
    }

    /// <summary>Whether four digits, two and two with strokes between stand here.</summary>
    private bool IsDate(out int length)
    {
        length = 10;
        for (var i = 0; i < length; i++)
        {
            if (i is 4 or 7 ? Peek(i) != '-' : !char.IsAsciiDigit(Peek(i))) return false;
        }

        return !char.IsAsciiDigit(Peek(10));
    }

    private string Plain(int start, int length) => string.Create(length, (text, start), static (span, from) =>
    {
        for (var i = 0; i < span.Length; i++) span[i] = Half(from.text[from.start + i]);
    });

    /// <summary>The unit behind a number, perhaps after blanks: % or a word that is no keyword; <c>万元/亩</c> when nothing stands between.</summary>
    private Unit? UnitHere()
    {
        var from = at;
        while (from < text.Length && char.IsWhiteSpace(Half(text[from]))) from++;
        if (from >= text.Length) return null;
        if (Half(text[from]) == '%')
        {
            at = from + 1;
            return Unit.Percent;
        }

        var end = from;
        while (end < text.Length && IsNamePart(text[end])) end++;
        if (end == from) return null;
        var word = text[from..end];
        if (KeywordOf(word) != TokenKind.Name) return null;
        if (RuleUnits.Find(word) is { } unit)
        {
            at = end;
            var under = end + 1;
            while (under < text.Length && IsNamePart(text[under])) under++;
            if (end + 1 < under && Half(text[end]) == '/' && !char.IsAsciiDigit(text[end + 1]) && RuleUnits.Find(word + "/" + text[(end + 1)..under]) is { } quotient)
            {
                at = under;
                return quotient;
            }

            return unit;
        }

        at = end;
        if (Glued(word, rest => rest.Length == 0 || RuleUnits.Find(rest) is not null) is { } keyword) ReportGlued(from, keyword);
        else
        {
            problems.Add(placeOf(from), ProblemCodes.BadUnit, $"“{word}”不是计量单位", $"`{word}` is not a unit",
                "可用：元 万元 亿元 美元 平方米 亩 公顷 % pp 天 月 年 人 家 吨标准煤 万千瓦时", "use 元 万元 亿元 美元 平方米 亩 公顷 % pp 天 月 年 人 家 吨标准煤 万千瓦时");
        }

        return null;
    }

    private void Word()
    {
        var start = at;
        while (at < text.Length && IsNamePart(Half(text[at]))) at++;
        var word = Plain(start, at - start);
        tokens.Add(new(KeywordOf(word), start, word));
    }

    /// <summary>The keyword glued into a word, when what stands before it is something known.</summary>
    internal static string? Glued(string word, Func<string, bool> isKnown)
    {
        foreach (var keyword in ChineseKeywords)
        {
            var found = word.IndexOf(keyword, StringComparison.Ordinal);
            if (found >= 0 && (found > 0 ? isKnown(word[..found]) : word.Length > keyword.Length && isKnown(word[keyword.Length..]))) return keyword;
        }

        return null;
    }

    private void ReportGlued(int offset, string keyword) => Report(offset, $"“{keyword}”与名称连在一起", $"{keyword} is glued to a name", $"在“{keyword}”两边留空格", $"put spaces around {keyword}");

    private void Report(int offset, string zh, string en, string remedyZh, string remedyEn) => problems.Add(placeOf(offset), ProblemCodes.Syntax, zh, en, remedyZh, remedyEn);

    private static TokenKind KeywordOf(string word) => word switch
    {
        "and" or "且" => TokenKind.And,
        "or" or "或" => TokenKind.Or,
        "not" or "非" => TokenKind.Not,
        "in" or "属于" => TokenKind.In,
        "不属于" => TokenKind.NotIn,
        "between" or "介于" => TokenKind.Between,
        "不介于" => TokenKind.NotBetween,
        "和" => TokenKind.BetweenAnd,
        "is" => TokenKind.Is,
        "unknown" => TokenKind.Unknown,
        "未知" => TokenKind.IsUnknown,
        "已知" => TokenKind.IsKnown,
        "true" => TokenKind.True,
        "false" => TokenKind.False,
        _ => TokenKind.Name,
    };
}
