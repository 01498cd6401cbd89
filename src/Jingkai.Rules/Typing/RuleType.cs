using Jingkai.Kernel;
using Jingkai.Rules.Language;

namespace Jingkai.Rules.Typing;

/// <summary>The type of an expression.</summary>
/// <param name="Kind">What kind of value.</param>
/// <param name="Measure">What a number, or the numbers of a list, measure.</param>
/// <param name="Shown">The unit in which a number is printed; null: the unit it is held in.</param>
/// <param name="Of">What a list holds; <see cref="ValueType.Broken"/> for an empty or a mixed one.</param>
internal sealed record RuleType(ValueType Kind, Measure? Measure = null, Unit? Shown = null, ValueType Of = ValueType.Broken)
{
    public static RuleType Broken { get; } = new(ValueType.Broken);

    public static RuleType Bool { get; } = new(ValueType.Bool);

    public static RuleType Text { get; } = new(ValueType.Text);

    public static RuleType Date { get; } = new(ValueType.Date);

    public static RuleType Bare { get; } = Number(Measure.Bare);

    public static RuleType Number(Measure measure, Unit? shown = null) => new(ValueType.Number, measure, shown);

    public static RuleType Number(Unit? unit) => unit is null ? Number(Measure.Number) : Number(Measure.Of(unit), unit);

    public bool IsBroken => Kind == ValueType.Broken;

    public bool IsNumber => Kind == ValueType.Number;

    /// <summary>The type of a list's items.</summary>
    public RuleType Item => Of == ValueType.Number ? Number(Measure ?? Measure.Bare, Shown) : new(Of);

    /// <summary>The name in a message.</summary>
    public Text Name => Kind switch
    {
        ValueType.Bool => new("是否", "yes or no"),
        ValueType.Number => new("数字", "a number"),
        ValueType.Text => new("文字", "text"),
        ValueType.Date => new("日期", "a date"),
        ValueType.List => new("列表", "a list"),
        _ => new("未知类型", "something broken"),
    };

    /// <summary>The printing unit, for a key that tells apart constants written in different units.</summary>
    public string Key => $"{Kind}{Of}{(Measure is { } m ? m.IsBare ? "bare" : m.Key + m.Held?.Symbol + (m.IsRatio ? "r" : "") : "")}{(Shown is { } s ? RuleUnits.Symbol(s) : "")}";
}
