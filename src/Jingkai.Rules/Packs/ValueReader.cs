using System.Globalization;
using Jingkai.Rules.Compiling;
using Jingkai.Rules.Evaluating;
using Jingkai.Rules.Language;
using Jingkai.Rules.Typing;

namespace Jingkai.Rules.Packs;

/// <summary>Reads delivered values of facts.</summary>
internal static class ValueReader
{
    private const NumberStyles Numbers = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>A single value as text; null when it is none of that type.</summary>
    public static Cell? Read(ValueType type, Kernel.Unit? unit, string written)
    {
        var text = written.Trim();
        switch (type)
        {
            case ValueType.Text:
                return Cell.Of(written);
            case ValueType.Date:
                return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? Cell.Of(date) : null;
            case ValueType.Bool:
                return text switch { "true" or "yes" or "是" => Cell.True, "false" or "no" or "否" => Cell.False, _ => null };
            case ValueType.Number:
                if (decimal.TryParse(text, Numbers, CultureInfo.InvariantCulture, out var number)) return Number(number, unit);
                return WithUnit(text, unit);
            default:
                return null;
        }
    }

    /// <summary>A number in the declared unit, as it is held.</summary>
    public static Cell? Number(decimal value, Kernel.Unit? unit)
    {
        try
        {
            return unit is null || Measure.Of(unit).Held is not null ? Cell.Of(value) : Cell.Of(RuleUnits.ToBase(value, unit));
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>A held number in the declared unit again.</summary>
    public static decimal Delivered(decimal held, Kernel.Unit? unit)
    {
        try
        {
            return unit is null || Measure.Of(unit).Held is not null ? held : RuleUnits.FromBase(held, unit);
        }
        catch (OverflowException)
        {
            return held;
        }
    }

    /// <summary>A number written with a unit of its own: <c>3000万元</c>.</summary>
    private static Cell? WithUnit(string text, Kernel.Unit? unit)
    {
        if (text.Length > 100) return null;
        var problems = new ProblemList("");
        var syntax = Parser.Read(text, offset => new(1, offset + 1), problems);
        var table = new NodeTable();
        var node = new Compiler(table, new Scope([]), problems) { ConstantsOnly = true }.Lower(syntax);
        if (problems.Errors > 0 || !node.IsConstant || !node.Type.IsNumber || node.Value.IsUnknown) return null;
        var (measure, wanted) = (node.Type.Measure!, RuleType.Number(unit).Measure!);
        if (measure.IsBare) return Number(node.Value.Number, unit);
        return measure.Key == wanted.Key && measure.SameHeld(wanted) ? node.Value : null;
    }
}
