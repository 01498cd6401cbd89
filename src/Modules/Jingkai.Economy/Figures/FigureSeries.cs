using Jingkai.Economy.Indicators;
using Jingkai.Kernel;
using Jingkai.Platform.Data;

namespace Jingkai.Economy.Figures;

/// <summary>A figure over time.</summary>
internal sealed class FigureSeries(JingkaiDbContext db, IndicatorCatalog indicators, SubjectFinder subjects, FigureReader reader)
{
    /// <summary>Longest series answered: fifty years of months.</summary>
    private const int Most = 600;

    public async Task<Result<IReadOnlyList<SeriesPoint>>> ReadAsync(string? indicatorText, string? subjectText, string? from, string? to, string? kind, CancellationToken cancel = default)
    {
        await using var moment = await db.SnapshotAsync(cancel);
        var indicator = await indicators.FindAsync(indicatorText, cancel);
        if (!indicator.IsOk) return indicator.Error;
        var subject = await subjects.FindAsync(subjectText, cancel);
        if (!subject.IsOk) return subject.Error;
        var (first, last) = (MonthOf(from, "from"), MonthOf(to, "to"));
        if (!first.IsOk) return first.Error;
        if (!last.IsOk) return last.Error;
        if (kind is not (null or "" or "month" or "ytd")) return Jingkai.Platform.Api.ApiErrors.BadFilter("kind", kind);
        return Result.Ok(await ReadAsync(indicator.Value, subject.Value, first.Value, last.Value, kind == "ytd", cancel));
    }

    public async Task<IReadOnlyList<SeriesPoint>> ReadAsync(Indicator indicator, Subject subject, Period from, Period to, bool ytd, CancellationToken cancel = default)
    {
        var cumulative = ytd && !indicator.Stock;
        var periods = (cumulative ? Period.YearToDates(from, to, indicator.Merged) : Period.Months(from, to, indicator.Merged))
            .Where(p => FigurePeriods.Check(indicator, p).IsOk).Take(Most).ToList();
        if (periods.Count == 0) return [];
        var figures = await reader.ReadAsync(indicator, subject, [.. periods.Select(p => FigurePeriods.Canonical(indicator, p))], null, cancel);
        return [.. periods.Zip(figures).Where(p => p.Second is not null && (p.Second.Value is not null || p.Second.Growth is not null || p.Second.Withheld))
            .Select(p => new SeriesPoint(p.First.ToString(), p.Second!.Value, p.Second.Growth ?? p.Second.ComputedGrowth, p.Second.Status, p.Second))];
    }

    private static Result<Period> MonthOf(string? text, string parameter)
    {
        if (string.IsNullOrWhiteSpace(text)) return FigureErrors.Missing(parameter);
        var period = Period.Parse(text.Trim());
        if (!period.IsOk) return period.Error.At(parameter);
        return Period.MonthOf(period.Value.End);
    }
}
