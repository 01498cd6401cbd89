using Jingkai.Kernel;

namespace Jingkai.Rules;

/// <summary>What a subject can be asked for.</summary>
/// <param name="Code">The code, as expressions and interfaces write it.</param>
/// <param name="Type">What kind of value.</param>
/// <param name="Unit">The unit in which numbers are delivered; null for a pure number.</param>
/// <param name="Of">What a list holds.</param>
/// <param name="Zh">The Chinese name; expressions may use it in place of the code.</param>
/// <param name="En">The English name.</param>
public sealed record FactDeclaration(string Code, ValueType Type, Unit? Unit = null, ValueType Of = ValueType.Text, string? Zh = null, string? En = null)
{
    /// <summary>A number in a unit (its symbol); null: a pure number.</summary>
    public static FactDeclaration Number(string code, string? unit, string zh, string en) => new(code, ValueType.Number, unit is null ? null : Unit.Find(unit).Value, Zh: zh, En: en);

    /// <summary>A text.</summary>
    public static FactDeclaration Text(string code, string zh, string en) => new(code, ValueType.Text, Zh: zh, En: en);

    /// <summary>A day.</summary>
    public static FactDeclaration Date(string code, string zh, string en) => new(code, ValueType.Date, Zh: zh, En: en);

    /// <summary>Yes or no.</summary>
    public static FactDeclaration Flag(string code, string zh, string en) => new(code, ValueType.Bool, Zh: zh, En: en);

    /// <summary>A list of texts.</summary>
    public static FactDeclaration List(string code, string zh, string en) => new(code, ValueType.List, Zh: zh, En: en);

    /// <summary>The place of the fact among those of its pack, from 0.</summary>
    public int Index { get; init; }

    internal Typing.RuleType RuleType => Type switch
    {
        ValueType.Number => Typing.RuleType.Number(Unit),
        ValueType.List => new(ValueType.List, Of == ValueType.Number ? Typing.RuleType.Number(Unit).Measure : null, Unit, Of),
        _ => new(Type),
    };

    /// <summary>The name for a reader's culture; the code where it has none.</summary>
    public string NameFor(System.Globalization.CultureInfo culture) =>
        new Text(Zh ?? Code, En ?? Code.Replace('_', ' ')).For(culture);
}

/// <summary>The facts that a kind of subject has beyond those a pack declares.</summary>
/// <param name="Subject">The subject, <c>enterprise</c>.</param>
/// <param name="Facts">Its facts.</param>
public sealed record FactCatalogue(string Subject, IReadOnlyList<FactDeclaration> Facts)
{
    /// <summary>A subject of which nothing is known beforehand.</summary>
    public static FactCatalogue Empty(string subject) => new(subject, []);
}
