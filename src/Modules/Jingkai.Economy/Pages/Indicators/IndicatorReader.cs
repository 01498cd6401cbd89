using Jingkai.Economy.Domain;
using Jingkai.Economy.Figures;
using Jingkai.Economy.Indicators;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Pages.Indicators;

/// <summary>A version of a delivered figure.</summary>
internal sealed record VersionLine(int Number, decimal? Value, decimal? Growth, decimal? Change, string Status, string Source, string? Wording, DateTime RecordedAt, DateTime? ReplacedAt);

/// <summary>A yearly target.</summary>
internal sealed record TargetLine(int Year, decimal? Value, decimal? Growth, string? Bound, string? Source);

/// <summary>What the page of an indicator shows.</summary>
internal sealed record IndicatorView
{
    public required Indicator Indicator { get; init; }

    public required Subject Subject { get; init; }

    public Period? Period { get; init; }

    public Figure? Figure { get; init; }

    public Figure? Month { get; init; }

    /// <summary>Months of the zone that have data (<c>yyyymm</c>), newest first.</summary>
    public IReadOnlyList<int> Months { get; init; } = [];

    /// <summary>When the period has no figure: the latest one that has.</summary>
    public Period? Elsewhere { get; init; }

    public bool Planned { get; init; }

    public bool ToDate { get; init; }

    public Period From { get; init; }

    public Period To { get; init; }

    public IReadOnlyList<SeriesPoint> Points { get; init; } = [];

    public IReadOnlyList<PartOfWhole> Groups { get; init; } = [];

    public IReadOnlyList<PartOfWhole> Industries { get; init; } = [];

    public IReadOnlyList<PartOfWhole> Parks { get; init; } = [];

    public IReadOnlyList<VersionLine> Versions { get; init; } = [];

    public IReadOnlyList<TargetLine> Targets { get; init; } = [];

    /// <summary>Other periods that have a delivered figure, newest first.</summary>
    public IReadOnlyList<(Period Period, bool Planned)> Delivered { get; init; } = [];
}

/// <summary>What the address asks of the page.</summary>
internal sealed record IndicatorAsk(string Code, string? Subject, string? Period, string? Kind, string? From, string? To);

/// <summary>Reads the page of an indicator.</summary>
internal sealed class IndicatorReader(JingkaiDbContext db, IndicatorCatalog catalog, SubjectFinder subjects, FigureReader reader, FigureSeries series, LatestFigures latest, Breakdown breakdown, CountedReader counts)
{
    public async Task<Result<IndicatorView>> ReadAsync(IndicatorAsk ask, CancellationToken cancel)
    {
        await using var moment = await db.SnapshotAsync(cancel);
        var found = await catalog.FindAsync(ask.Code, cancel);
        if (!found.IsOk) return found.Error;
        var indicator = found.Value;
        if (indicator.Counted is { } counted && counts.Refuse(counted, null) is { } refusal) return refusal;
        var about = await subjects.FindAsync(ask.Subject, cancel);
        if (!about.IsOk) return about.Error;
        var subject = about.Value;
        var known = await latest.ReadAsync(null, cancel);
        var period = PeriodOf(indicator, subject, ask.Period, known, db.Today);
        if (!period.IsOk) return period.Error;
        var text = subject.Text;
        var delivered = await db.Set<Observation>().AsNoTracking().Where(o => o.Indicator == indicator.Code && o.Subject == text && o.Current)
            .OrderByDescending(o => o.PeriodEnd).Select(o => new { o.Period, o.PeriodEnd, o.PublishedOn }).ToListAsync(cancel);
        var view = new IndicatorView
        {
            Indicator = indicator,
            Subject = subject,
            Targets = await TargetsAsync(indicator, text, cancel),
            Delivered = [.. delivered.Select(o => (Period.Parse(o.Period).Value, !LatestFigures.IsActual(indicator, o.PeriodEnd, o.PublishedOn, db.Today)))],
        };
        return period.Value is { } p ? await FillAsync(view, p, ask, known, cancel) : view;
    }

    private async Task<IndicatorView> FillAsync(IndicatorView view, Period period, IndicatorAsk ask, LatestView known, CancellationToken cancel)
    {
        var (indicator, subject) = (view.Indicator, view.Subject);
        var asMonth = period.Kind == PeriodKind.YearToDate && indicator is { Cumulative: true, Frequency: "M" } && period.Index > (indicator.Merged ? 2 : 1) ? Period.Month(period.Year, period.Index) : (Period?)null;
        var figures = await reader.ReadAsync(indicator, subject, asMonth is { } m ? [period, m] : [period], null, cancel);
        var planned = view.Delivered.FirstOrDefault(d => d.Period == period) is { Planned: true };
        var toDate = ask.Kind == "ytd" && !indicator.Stock;
        var to = MonthOf(ask.To) ?? Period.MonthOf(period.End);
        var from = MonthOf(ask.From) ?? Period.Month(to.Year - 1, 1);
        var points = from <= to ? await series.ReadAsync(indicator, subject, from, to, toDate, cancel) : [];
        var parts = Measures.Of(indicator.Code) is not null || view.Delivered.Count > 0;
        var divided = subject.Kind == SubjectKind.Zone && indicator.Counted is null;
        return view with
        {
            Period = period,
            Figure = figures[0],
            Elsewhere = figures[0] is null && known.Of(indicator.Code, subject.Text)?.Period is { } other && other != period ? other : null,
            Months = indicator.Counted is null ? known.Months : LastMonths(db.Today),
            Month = asMonth is null ? null : figures[1],
            Planned = planned,
            ToDate = toDate,
            From = from,
            To = to,
            Points = [.. points.Where(p => Period.Parse(p.Period).Value is var point && (indicator.Counted is null ? point.End : point.Start) <= db.Today)],
            Groups = divided && parts ? await breakdown.GroupsAsync(indicator, period, cancel) : [],
            Industries = divided ? await breakdown.IndustriesAsync(indicator, period, null, cancel)
                : subject.Kind == SubjectKind.Industry ? await breakdown.IndustriesAsync(indicator, period, subject.Value, cancel) : [],
            Parks = divided ? await breakdown.ParksAsync(indicator, period, cancel) : [],
            Versions = figures[0] is { Withheld: false } && indicator.Counted is null ? await VersionsAsync(indicator, subject.Text, period.ToString(), cancel) : [],
        };
    }

    /// <summary>The period asked for, or the latest of the subject, or of the zone.</summary>
    private static Result<Period?> PeriodOf(Indicator indicator, Subject subject, string? text, LatestView known, DateOnly today)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            var asked = FigurePeriods.Read(indicator, text);
            return asked.IsOk ? (Period?)asked.Value : asked.Error;
        }

        if (indicator.Counted is not null) return (Period?)FigurePeriods.Running(indicator, today);
        return (known.Of(indicator.Code, subject.Text) ?? known.Of(indicator.Code))?.Period;
    }

    /// <summary>Months that counts are offered for: this year and three before.</summary>
    private static List<int> LastMonths(DateOnly today) =>
        [.. Period.Months(Period.Month(today.Year - 3, 1), Period.MonthOf(today), merged: false).Select(p => p.YearMonth).Reverse()];

    private static Period? MonthOf(string? text) =>
        text is { Length: > 0 } && Period.Parse(text.Trim()) is { IsOk: true, Value.Kind: not PeriodKind.UpTo } period ? Period.MonthOf(period.Value.End) : null;

    private async Task<IReadOnlyList<TargetLine>> TargetsAsync(Indicator indicator, string subject, CancellationToken cancel) =>
        [.. (await db.Set<Target>().AsNoTracking().Where(t => t.Indicator == indicator.Code && t.Subject == subject && t.Current).OrderByDescending(t => t.Year).ToListAsync(cancel))
            .Select(t => new TargetLine(t.Year, Shown(indicator, t.ValueE4), t.GrowthE4 / 10_000m, t.Bound, t.Source))];

    private async Task<IReadOnlyList<VersionLine>> VersionsAsync(Indicator indicator, string subject, string period, CancellationToken cancel) =>
        [.. (await db.Set<Observation>().AsNoTracking().Where(o => o.Indicator == indicator.Code && o.Subject == subject && o.Period == period).OrderByDescending(o => o.Number).ToListAsync(cancel))
            .Select(o => new VersionLine(o.Number, Shown(indicator, o.ValueE4), o.GrowthE4 / 10_000m, o.ChangeE4 / 10_000m, o.Status, o.Source, o.Wording, o.RecordedAt, o.ReplacedAt))];

    private static decimal? Shown(Indicator indicator, long? scaled) => scaled is { } s ? Unit.FromScaled(s, 4, indicator.Base, indicator.Shown) : null;
}
