using System.Globalization;
using Jingkai.Economy.Domain;
using Jingkai.Economy.Figures;
using Jingkai.Economy.Indicators;
using Jingkai.Economy.Pages.Shared;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Jingkai.Platform.Documents;

namespace Jingkai.Economy.Papers;

/// <summary>A figure that a paper names.</summary>
/// <param name="Reference">The permanent reference: the one named, or that of the figure as it stands.</param>
/// <param name="Indicator">What is measured.</param>
/// <param name="Period">Its period.</param>
/// <param name="Figure">The figure at that version.</param>
internal sealed record NamedFigure(string Reference, Indicator Indicator, Period Period, Figure Figure);

/// <summary>Quotes figures for official papers, which are Chinese whatever the reader's language. What would be withheld from the actor is not quoted.</summary>
internal sealed class FigureQuotes(JingkaiDbContext db, FigureReader figures, Tracer tracer, IndicatorCatalog indicators) : IFigureQuotes
{
    public async Task<IReadOnlyDictionary<string, Result<FigureQuote>>> QuoteAsync(IReadOnlyCollection<string> references, CancellationToken cancel = default)
    {
        // One moment for the whole paper.
        await using var moment = await db.SnapshotAsync(cancel);
        var quotes = new Dictionary<string, Result<FigureQuote>>(StringComparer.Ordinal);
        foreach (var reference in references) quotes[reference] = (await FindAsync(reference, cancel)).Try(out var named, out var error) ? Quote(named) : error;
        return quotes;
    }

    /// <summary>The figure of a permanent reference, or of <c>INDICATOR@PERIOD</c> or <c>INDICATOR@PERIOD@SUBJECT</c> as it stands.</summary>
    public async Task<Result<NamedFigure>> FindAsync(string reference, CancellationToken cancel)
    {
        var parts = reference.Split('@', 3);
        Figure figure;
        if (parts.Length > 1)
        {
            if (!(await figures.ReadAsync(parts[0].Trim(), parts[1].Trim(), parts.Length > 2 ? parts[2].Trim() : null, null, cancel)).Try(out var read, out var error)) return error;
            figure = read;
        }
        else
        {
            if (!(await tracer.TraceAsync(reference.Trim(), new PageRequest(1, 1), cancel)).Try(out var trace, out var error)) return error;
            figure = trace.Figure with { Ref = reference.Trim() };
            // What was counted when the reference was made is what it names, whatever is counted now.
            if (trace.SinceRef is { } since) figure = figure with { Value = since.Then, ComputedGrowth = null, Growth = null, Completion = null, Share = null, ChangePoints = null };
        }

        if (figure.Withheld) return PaperErrors.Withheld;
        if (figure.Value is null) return PaperErrors.NoValue;
        var indicator = await indicators.FindAsync(figure.Indicator, cancel);
        if (!indicator.IsOk) return indicator.Error;
        return new NamedFigure(figure.Ref, indicator.Value, Period.Parse(figure.Period).Value, figure);
    }

    private static FigureQuote Quote(NamedFigure named)
    {
        var (figure, unit) = (named.Figure, named.Figure.Unit is "-" ? "" : named.Figure.Unit);
        var number = Written(figure.Value!.Value);
        var parts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [FigurePart.Number] = number,
            [FigurePart.Name] = named.Indicator.NameZh,
            [FigurePart.Period] = Show.ChinesePeriod(named.Period, named.Indicator),
        };
        // As delivered; what Jingkai computed from the comparable prior only where nothing was delivered.
        if ((figure.Growth ?? figure.ComputedGrowth) is { } growth) parts[FigurePart.Growth] = Written(growth) + "%";
        if ((figure.ChangePoints ?? figure.ShareChangePoints) is { } points) parts[FigurePart.Change] = Written(points) + "个百分点";
        if (figure.Share is { } share) parts[FigurePart.Share] = Written(share) + "%";
        if (figure.Completion is { } completion) parts[FigurePart.Completion] = Written(completion) + "%";
        var value = figure.Bound switch { null => number + unit, "余" => $"{number}余{unit}", var bound => $"{bound}{number}{unit}" };
        return new(named.Reference, value, unit, figure.Wording, $"trace/{named.Reference}") { Parts = parts };
    }

    /// <summary>Two decimals at most, none for show, no thousands separators.</summary>
    private static string Written(decimal value) => Rounding.Display(value, 2).ToString("0.##", CultureInfo.InvariantCulture);
}

/// <summary>Why a figure cannot be quoted.</summary>
internal static class PaperErrors
{
    public static Error Withheld { get; } = Error.Invalid("figure-withheld", "会使人推知个别企业的数，不予引用。", "Single enterprises could be inferred from it.");

    public static Error NoValue { get; } = Error.Invalid("no-figure", "还没有数值。", "It has no value.");
}
