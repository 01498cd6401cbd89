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

    /// <summary>As a reader of pages reads it: money in 万元 and 亿元, or grouped and with English units; yes and no in the language.</summary>
    public static string Show(Cell value, RuleType type, bool chinese) => value.Kind switch
    {
        ValueType.Number => Show(value.Number, type, chinese),
        ValueType.Bool => value.IsTrue ? chinese ? "是" : "yes" : chinese ? "否" : "no",
        ValueType.List => value.Items.Length == 0 ? chinese ? "无" : "none" : string.Join(chinese ? "、" : ", ", value.Items.Select(i => Show(i, type.Item, chinese))),
        _ => Value(value, type),
    };

    private static string Show(decimal value, RuleType type, bool chinese)
    {
        if (type.Measure is { IsBare: false, Key: "money.cny" }) return chinese ? Money(value) : Grouped(value) + " CNY";
        var (shown, symbol) = InUnit(value, type);
        return chinese ? Number(value, type) : English.GetValueOrDefault(symbol) is { } word ? word.Length == 0 ? Grouped(shown) : $"{Grouped(shown)} {word}" : Grouped(shown) + symbol;
    }

    private static string Money(decimal value) => Math.Abs(value) switch
    {
        >= 100_000_000m => Grouped(value / 100_000_000m) + "亿元",
        >= 10_000m => Grouped(value / 10_000m) + "万元",
        _ => Grouped(value) + "元",
    };

    private static string Grouped(decimal value)
    {
        var plain = Plain(value);
        var point = plain.IndexOf('.', StringComparison.Ordinal);
        return decimal.Truncate(value).ToString("#,0", CultureInfo.InvariantCulture) is var whole && point < 0 ? Rounding.Display(value, 0).ToString("#,0", CultureInfo.InvariantCulture)
            : decimal.Parse(plain[..point], CultureInfo.InvariantCulture) == 0 ? plain : whole + plain[point..];
    }

    // How English names the units that packs write.
    private static readonly Dictionary<string, string> English = new(StringComparer.Ordinal)
    {
        ["人"] = "people", ["家"] = "", ["个"] = "", ["件"] = "", ["亩"] = "mu", ["公顷"] = "ha", ["平方米"] = "m²", ["平方公里"] = "km²", ["天"] = "days", ["月"] = "months", ["年"] = "years",
        ["吨标准煤"] = "tce", ["千瓦时"] = "kWh", ["万千瓦时"] = "×10,000 kWh", ["万元/亩"] = "×10,000 CNY per mu", ["万元/人"] = "×10,000 CNY per person", ["万元/吨标准煤"] = "×10,000 CNY per tce",
        ["万元/吨"] = "×10,000 CNY per tonne", ["元/千瓦时"] = "CNY per kWh", ["pp"] = "pp",
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
