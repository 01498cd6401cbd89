using System.Globalization;
using Jingkai.Kernel;
using Jingkai.Rules.Evaluating;
using Jingkai.Rules.Language;
using Jingkai.Rules.Typing;

namespace Jingkai.Rules.Telling;

/// <summary>Prints values with their units.</summary>
internal static class Printing
{
    private const int Decimals = 4;

    public static string Value(Cell value, RuleType type) => value.Kind switch
    {
        ValueType.Number => Number(value.Number, type),
        ValueType.Text => value.Text,
        ValueType.Date => value.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ValueType.Bool => value.IsTrue ? "yes" : "no",
        ValueType.List => "[" + string.Join(',', value.Items.Select(i => Quoted(i, type.Item))) + "]",
        _ => "?",
    };

    /// <summary>As a pack would write it: text in quotes.</summary>
    public static string Quoted(Cell value, RuleType type) => value.Kind == ValueType.Text ? $"\"{value.Text}\"" : Value(value, type);

    /// <summary>A number in the unit it is shown in. Latin units stand apart, Chinese ones and % do not.</summary>
    public static string Number(decimal value, RuleType type)
    {
        var (shown, symbol) = InUnit(value, type);
        var number = Plain(shown);
        return symbol.Length > 0 && char.IsAsciiLetter(symbol[0]) ? $"{number} {symbol}" : number + symbol;
    }

    /// <summary>The number without a unit, at most four decimals unless it would print as zero.</summary>
    public static string Plain(decimal value)
    {
        var rounded = Rounding.Display(value, Decimals);
        if (rounded == 0 && value != 0) rounded = value;
        return rounded.ToString("0.############################", CultureInfo.InvariantCulture);
    }

    private static (decimal Value, string Symbol) InUnit(decimal value, RuleType type)
    {
        if (type.Measure is not { } measure || measure.IsBare) return (value, type.Shown is { } u ? RuleUnits.Symbol(u) : "");
        if (type.Shown is not { } unit || measure.Key != Measure.Of(unit).Key) return (value, measure.BaseName);
        if (measure.Held is { } held) return held.Symbol == unit.Symbol ? (value, RuleUnits.Symbol(unit)) : (value, RuleUnits.Symbol(held));
        try
        {
            return (RuleUnits.FromBase(value, unit), RuleUnits.Symbol(unit));
        }
        catch (OverflowException)
        {
            return (value, measure.BaseName);
        }
    }
}
