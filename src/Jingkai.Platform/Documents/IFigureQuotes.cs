using Jingkai.Kernel;

namespace Jingkai.Platform.Documents;

/// <summary>A figure as a paper quotes it.</summary>
/// <param name="Ref">The permanent reference that names its version.</param>
/// <param name="Value">The value as printed, with its unit: <c>401.87亿元</c>.</param>
/// <param name="Unit">The unit as printed.</param>
/// <param name="Wording">As the office that delivered it worded it; null: nobody did.</param>
/// <param name="Path">Where it opens down to its records, below <c>/z/{zone}/</c>.</param>
public sealed record FigureQuote(string Ref, string Value, string Unit, string? Wording, string Path)
{
    /// <summary>What else can be said of it, as printed, by <see cref="FigurePart"/>; what is not known is left out.</summary>
    public IReadOnlyDictionary<string, string> Parts { get; init; } = new Dictionary<string, string>();
}

/// <summary>What a paper can say of a figure: <c>{{figure:REF|growth}}</c>.</summary>
public static class FigurePart
{
    /// <summary>The value with its unit; what is said when nothing is asked for.</summary>
    public const string Value = "value";

    /// <summary>The value alone.</summary>
    public const string Number = "number";

    /// <summary>The unit alone.</summary>
    public const string Unit = "unit";

    /// <summary>What the figure is called.</summary>
    public const string Name = "name";

    /// <summary>Its period in words.</summary>
    public const string Period = "period";

    /// <summary>Its growth as delivered: <c>14.2%</c>.</summary>
    public const string Growth = "growth";

    /// <summary>Its change in points: <c>5.7个百分点</c>.</summary>
    public const string Change = "change";

    /// <summary>Its share of the whole.</summary>
    public const string Share = "share";

    /// <summary>Its share of the year's target.</summary>
    public const string Completion = "completion";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Value, Number, Unit, Name, Period, Growth, Change, Share, Completion];

    /// <summary>Those that are numbers, and lead to the records behind the figure.</summary>
    public static IReadOnlyList<string> Numbers { get; } = [Value, Number, Growth, Change, Share, Completion];
}

/// <summary>Resolves figures that papers name, under the actor's scope. One implementation, in the module that owns the figures; papers know no
/// module.</summary>
public interface IFigureQuotes
{
    /// <summary>What figures are now, or at the version that a permanent reference names.</summary>
    /// <param name="references">Permanent references, or <c>INDICATOR@PERIOD</c>, or <c>INDICATOR@PERIOD@SUBJECT</c>.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>For each reference the figure, or why it cannot be quoted: unknown, or withheld from this actor.</returns>
    Task<IReadOnlyDictionary<string, Result<FigureQuote>>> QuoteAsync(IReadOnlyCollection<string> references, CancellationToken cancel = default);
}
