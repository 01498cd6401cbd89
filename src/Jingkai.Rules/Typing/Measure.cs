using Jingkai.Kernel;
using Jingkai.Rules.Language;

namespace Jingkai.Rules.Typing;

/// <summary>
/// What a number measures: base dimensions with exponents, or a bare number that fits any. <see cref="Held"/> is the unit in
/// which its decimal counts when that is not the base unit (万元/亩, 万千瓦时).
/// </summary>
internal sealed class Measure
{
    private readonly SortedDictionary<string, int> parts;

    private Measure(SortedDictionary<string, int> parts, Unit? held = null, bool isRatio = false, bool isBare = false)
    {
        this.parts = parts;
        (Held, IsRatio, IsBare) = (held, isRatio, isBare);
        Key = string.Join('·', parts.Select(p => p.Value == 1 ? p.Key : $"{p.Key}^{p.Value}"));
    }

    /// <summary>A literal or parameter without a unit.</summary>
    public static Measure Bare { get; } = new([], isBare: true);

    /// <summary>A pure number.</summary>
    public static Measure Number { get; } = new([]);

    /// <summary>The quotient of two quantities of one dimension.</summary>
    public static Measure Ratio { get; } = new([], isRatio: true);

    public static Measure Percent { get; } = Of(Unit.Percent);

    public static Measure Points { get; } = Of(Unit.Points);

    public static Measure Yuan { get; } = Of(Unit.Yuan);

    public string Key { get; }

    public Unit? Held { get; }

    public bool IsRatio { get; }

    public bool IsBare { get; }

    public bool IsPure => parts.Count == 0;

    public bool IsPercent => Key == "percent";

    public bool IsPoints => Key == "percentage-points";

    /// <summary>% or pp.</summary>
    public bool IsShare => IsPercent || IsPoints;

    public static Measure Of(Unit unit)
    {
        var parts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var codes = unit.Dimension.Code.Split('/');
        for (var i = 0; i < codes.Length; i++)
        {
            if (codes[i] != "number") parts[codes[i]] = parts.GetValueOrDefault(codes[i]) + (i == 0 ? 1 : -1);
        }

        return new(Without(parts), RuleUnits.IsHeldInBase(unit) || unit.Numerator == unit.Denominator ? null : unit);
    }

    public bool SameHeld(Measure other) => Held?.Symbol == other.Held?.Symbol;

    public Measure InBase => Held is null ? this : new(parts);

    public Measure Times(Measure other) => Combined(other, 1);

    public Measure Over(Measure other) => Combined(other, -1);

    /// <summary>How it is named in a message.</summary>
    public string Name => IsBare || IsPure ? "1" : Held is { } held ? RuleUnits.Symbol(held) : string.Join('·', parts.Select(p => p.Value == 1 ? BaseSymbol(p.Key) : $"{BaseSymbol(p.Key)}^{p.Value}"));

    /// <summary>The symbol of the base unit, or empty for a pure number.</summary>
    public string BaseName => IsPure ? "" : Name;

    private Measure Combined(Measure other, int sign)
    {
        var sum = new SortedDictionary<string, int>(parts, StringComparer.Ordinal);
        foreach (var (code, exponent) in other.parts) sum[code] = sum.GetValueOrDefault(code) + (sign * exponent);
        sum = Without(sum);
        return sum.Count == 0 && parts.Count > 0 ? Ratio : new(sum);
    }

    private static SortedDictionary<string, int> Without(SortedDictionary<string, int> parts)
    {
        foreach (var code in parts.Where(p => p.Value == 0).Select(p => p.Key).ToList()) parts.Remove(code);
        return parts;
    }

    private static string BaseSymbol(string code) => code switch
    {
        "money.cny" => "元",
        "money.usd" => "美元",
        "area" => "平方米",
        "percent" => "%",
        "percentage-points" => "pp",
        "count.person" => "人",
        "count.enterprise" => "家",
        "energy.coal-equivalent" => "吨标准煤",
        "energy.electric" => "千瓦时",
        "time.day" => "天",
        "time.month" => "月",
        "time.year" => "年",
        _ => code,
    };
}
