using System.Globalization;
using System.Text.RegularExpressions;
using Jingkai.Kernel;

namespace Jingkai.Economy.Formulas;

/// <summary>Reads expressions over figures:
/// <code>
/// sum       = product { ("+" | "-") product }
/// product   = unary { ("*" | "/") unary }
/// unary     = "-" unary | power
/// power     = primary [ "**" unary ]
/// primary   = number | reference | "(" sum ")"
/// reference = indicator [ "[" subject "]" ] "@" period [ "." field ]
/// </code>
/// An indicator is a code, or a name (in double quotes when it has other characters than letters and digits). The slash of a
/// period belongs to the period where the whole reads as one; a blank before it makes it a division.</summary>
internal sealed partial class FormulaParser
{
    public const int Longest = 4000;
    public const int Deepest = 64;
    public const int MostFigures = 60;

    private readonly string text;
    private readonly List<ReferenceNode> references = [];
    private int place;
    private int depth;

    private FormulaParser(string text) => this.text = text;

    /// <summary>Parses an expression.</summary>
    /// <returns>The formula, or the first error with its place.</returns>
    public static Result<Formula> Parse(string? expression)
    {
        if (string.IsNullOrWhiteSpace(expression)) return Figures.FigureErrors.Missing(FormulaErrors.Field);
        if (expression.Length > Longest) return FormulaErrors.TooLong(Longest);
        var parser = new FormulaParser(Plain(expression));
        try
        {
            var root = parser.Sum();
            if (parser.Next() is { } left) throw new Refusal(FormulaErrors.Syntax(parser.At, $"多出“{left}”。", $"\"{left}\" is too much."));
            return new Formula(expression, root, parser.references);
        }
        catch (Refusal refusal)
        {
            return refusal.Error;
        }
    }

    private int At => place + 1;

    // One character for one, so that places stay those of the text as typed.
    private static string Plain(string text) => text.Replace('（', '(').Replace('）', ')').Replace('＋', '+').Replace('－', '-').Replace('×', '*').Replace('÷', '/')
        .Replace('［', '[').Replace('］', ']').Replace('＠', '@');

    private Node Sum()
    {
        var left = Product();
        while (Next() is '+' or '-')
        {
            var (at, add) = (At, text[place] == '+');
            place++;
            left = new OperationNode(at, add ? Operator.Add : Operator.Subtract, left, Product());
        }

        return left;
    }

    private Node Product()
    {
        var left = Unary();
        while (Next() is '*' or '/')
        {
            var (at, multiply) = (At, text[place] == '*');
            place++;
            left = new OperationNode(at, multiply ? Operator.Multiply : Operator.Divide, left, Unary());
        }

        return left;
    }

    private Node Unary()
    {
        if (Next() is not '-') return Power();
        var at = At;
        place++;
        using var level = Deeper();
        return new MinusNode(at, Unary());
    }

    private Node Power()
    {
        var primary = Primary();
        if (Next() is not '*' || place + 1 >= text.Length || text[place + 1] != '*') return primary;
        var at = At;
        place += 2;
        using var level = Deeper();
        return new OperationNode(at, Operator.Power, primary, Unary());
    }

    private Node Primary()
    {
        switch (Next())
        {
            case null:
                throw new Refusal(FormulaErrors.Syntax(At, "算式不完整。", "The expression ends too early."));
            case '(':
                var open = At;
                place++;
                using (Deeper())
                {
                    var inner = Sum();
                    if (Next() is not ')') throw new Refusal(FormulaErrors.Syntax(open, "括号没有闭合。", "This bracket is not closed."));
                    place++;
                    return inner;
                }

            case >= '0' and <= '9':
                return Number();
            case '"':
                return Reference(Quoted());
            case { } c when char.IsLetter(c):
                return Reference(Word());
            case { } other:
                throw new Refusal(FormulaErrors.Syntax(At, $"此处不应有“{other}”，应为数、指标或括号。", $"\"{other}\" is unexpected; a number, an indicator or a bracket belongs here."));
        }
    }

    private NumberNode Number()
    {
        var match = NumberForm().Match(text, place);
        var at = At;
        place += match.Length;
        if (match.Length > 28 || place < text.Length && (char.IsLetterOrDigit(text[place]) || text[place] == '.'))
            throw new Refusal(FormulaErrors.Syntax(at, "不是数。", "This is not a number."));
        return new(at, Rational.Of(decimal.Parse(match.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)));
    }

    private string Word()
    {
        var from = place;
        while (place < text.Length && (char.IsLetterOrDigit(text[place]) || text[place] == '_')) place++;
        return text[from..place];
    }

    private string Quoted()
    {
        var end = text.IndexOf('"', place + 1);
        if (end < 0) throw new Refusal(FormulaErrors.Syntax(At, "引号没有闭合。", "This quotation mark is not closed."));
        var name = text[(place + 1)..end];
        place = end + 1;
        return name;
    }

    private ReferenceNode Reference(string indicator)
    {
        var from = place - indicator.Length - (place > 0 && text[place - 1] == '"' ? 2 : 0);
        string? subject = null;
        if (Next() is '[')
        {
            var close = text.IndexOf(']', place);
            if (close < 0) throw new Refusal(FormulaErrors.Syntax(At, "“[”没有闭合。", "\"[\" is not closed."));
            subject = text[(place + 1)..close].Trim();
            place = close + 1;
        }

        if (Next() is not '@') throw new Refusal(FormulaErrors.Syntax(At, $"“{indicator}”之后应为“@”和报告期。", $"\"@\" and a period belong after \"{indicator}\"."));
        place++;
        var period = PeriodForm().Match(text, place);
        if (!period.Success) throw new Refusal(FormulaErrors.Syntax(At, "“@”之后应为报告期，如 2020-07、2020-01/2020-07。", "A period belongs after \"@\", for example 2020-07 or 2020-01/2020-07."));
        var parsed = Period.Parse(period.Value);
        if (!parsed.IsOk) throw new Refusal(parsed.Error.Here(At));
        place += period.Length;
        var field = Field();
        if (references.Count >= MostFigures) throw new Refusal(FormulaErrors.TooManyFigures(from + 1, MostFigures));
        var reference = new ReferenceNode(from + 1, text[from..place], indicator, subject, period.Value, field);
        references.Add(reference);
        return reference;
    }

    private string Field()
    {
        if (place >= text.Length || text[place] != '.') return FormulaFields.Value;
        place++;
        var at = At;
        var field = Word();
        return FormulaFields.All.Contains(field) ? field : throw new Refusal(FormulaErrors.UnknownField(at, field));
    }

    private char? Next()
    {
        while (place < text.Length && char.IsWhiteSpace(text[place])) place++;
        return place < text.Length ? text[place] : null;
    }

    private Level Deeper() => ++depth > Deepest ? throw new Refusal(FormulaErrors.TooDeep(At, Deepest)) : new Level(this);

    private readonly struct Level(FormulaParser parser) : IDisposable
    {
        public void Dispose() => parser.depth--;
    }

    /// <summary>Leaves the descent at the first error; never leaves the parser.</summary>
    private sealed class Refusal(Error error) : Exception
    {
        public Error Error { get; } = error;
    }

    [GeneratedRegex(@"\G[0-9]+(?:\.[0-9]+)?")]
    private static partial Regex NumberForm();

    [GeneratedRegex(@"\G(?:\.\./[0-9]{4}-[0-9]{2}|[0-9]{4}-[0-9]{2}-[0-9]{2}/[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9]{2}/[0-9]{4}-[0-9]{2}|[0-9]{4}-[QH][0-9]|[0-9]{4}-[0-9]{2}|[0-9]{4})(?![0-9])")]
    private static partial Regex PeriodForm();
}
