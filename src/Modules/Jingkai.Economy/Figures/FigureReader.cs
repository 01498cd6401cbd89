using Jingkai.Economy.Domain;
using Jingkai.Economy.Indicators;
using Jingkai.Kernel;
using Jingkai.Platform.Data;

namespace Jingkai.Economy.Figures;

/// <summary>Answers what a figure is. Each answer stands at one moment: sums, groups and targets of before and after a change are never mixed.</summary>
internal sealed class FigureReader(JingkaiDbContext db, IndicatorCatalog indicators, SubjectFinder subjects, SmallCells cells, CountedReader counts)
{
    /// <summary>One figure by the texts of the interface.</summary>
    public async Task<Result<Figure>> ReadAsync(string? indicatorText, string? periodText, string? subjectText, DateTime? asOf = null, CancellationToken cancel = default)
    {
        if (string.IsNullOrWhiteSpace(indicatorText)) return FigureErrors.Missing("indicator");
        await using var moment = await db.SnapshotAsync(cancel);
        var indicator = await indicators.FindAsync(indicatorText, cancel);
        if (!indicator.IsOk) return indicator.Error;
        var period = FigurePeriods.Read(indicator.Value, periodText);
        if (!period.IsOk) return period.Error;
        var subject = await subjects.FindAsync(subjectText, cancel);
        if (!subject.IsOk) return subject.Error;
        if (indicator.Value.Counted is { } counted && counts.Refuse(counted, asOf) is { } refusal) return refusal;
        var figure = (await ReadAsync(indicator.Value, subject.Value, [period.Value], asOf, cancel, periodText!.Trim()))[0];
        return figure is not null ? figure : asOf is null ? FigureErrors.NoFigure : FigureErrors.NoFigureThen;
    }

    /// <summary>Figures of one indicator and subject for several canonical periods, null where nothing is stored.</summary>
    public async Task<IReadOnlyList<Figure?>> ReadAsync(
        Indicator indicator, Subject subject, IReadOnlyList<Period> periods, DateTime? asOf, CancellationToken cancel, string? asked = null) =>
        (await ReadAsync(indicator, [subject], periods, asOf, cancel, asked))[0];

    /// <summary>Figures of one indicator for several subjects and periods, in a fixed number of queries.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<Figure?>>> ReadAsync(
        Indicator indicator, IReadOnlyList<Subject> about, IReadOnlyList<Period> periods, DateTime? asOf, CancellationToken cancel, string? asked = null)
    {
        await using var moment = await db.SnapshotAsync(cancel);
        if (indicator.Counted is not null) return await counts.ReadAsync(indicator, about, periods, asOf, asked, cancel);
        // What sums were at two instants can differ by one enterprise's report: only who reads every enterprise may ask for earlier ones.
        var data = await FigureData.ReadAsync(db, subjects, indicator, [.. about, Subject.Zone], [.. WithLevels(periods)], asOf, withSums: asOf is null || cells.Unrestricted, cancel);
        var composer = new FigureComposer(indicator, data, db.Actor.ZoneCode);
        var answers = new List<IReadOnlyList<Figure?>>(about.Count);
        foreach (var subject in about)
        {
            var row = new List<Figure?>(periods.Count);
            foreach (var period in periods)
                row.Add(composer.Compose(subject, period, asked ?? period.ToString(), await ToldAsync(indicator, subject, period, data, cancel), await ToldAsync(indicator, Subject.Zone, period, data, cancel)));
            answers.Add(row);
        }

        return answers;
    }

    /// <summary>What of a figure its reader is told. Decided is on the live sums: a frozen one that has moved away from them stands on other
    /// enterprises, and beside the live sums of other subjects it would tell which; it is told to readers of the whole zone only.</summary>
    private async Task<Allowed> ToldAsync(Indicator indicator, Subject subject, Period period, FigureData data, CancellationToken cancel)
    {
        var told = await cells.OfAsync(indicator, subject, period, cancel);
        if (cells.Unrestricted || Measures.Of(indicator.Code) is not { } measure || LevelKey.Of(period, measure, indicator.Merged) is not { } key) return told;
        return data.Moved(subject, key.Month) || (key.Less is { } less && data.Moved(subject, less)) ? told with { Sum = false, Growth = false } : told;
    }

    /// <summary>The periods and the year-to-date levels whose differences may give them.</summary>
    private static IEnumerable<Period> WithLevels(IReadOnlyList<Period> periods)
    {
        foreach (var period in periods)
        {
            yield return period;
            if (period.Kind is not (PeriodKind.Month or PeriodKind.Quarter or PeriodKind.Half) || period.Start.Month == 1) continue;
            yield return Period.YearToDate(period.Year, period.End.Month);
            yield return Period.YearToDate(period.Year, period.Start.Month - 1);
        }
    }
}
