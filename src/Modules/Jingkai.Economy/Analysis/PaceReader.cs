using System.Numerics;
using System.Text.Json.Serialization;
using Jingkai.Economy.Domain;
using Jingkai.Economy.Figures;
using Jingkai.Economy.Indicators;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Analysis;

/// <summary>A target with the pace it needs. What cannot be said is null.</summary>
/// <param name="Quota">Less is better, the target is a quota.</param>
/// <param name="RequiredMonthly">Needed of each remaining month (of a quota: allowed), in the unit.</param>
/// <param name="AverageSoFar">Monthly average of the months elapsed.</param>
/// <param name="LastYearRest">What last year's same remaining months brought, as stored: not a comparable base.</param>
/// <param name="GrowthGap">Growth so far less the growth aimed at, in points.</param>
internal sealed record PaceLine(
    string Indicator, string Name, string Unit, string Subject, string SubjectName, int Year, string? Period, int? Months, TargetView Target, bool Quota, decimal? Value,
    decimal? Completion, decimal? TimeProgress, decimal? Gap, bool? Behind, bool? Reached, decimal? Remaining, int? MonthsLeft, decimal? RequiredMonthly, decimal? AverageSoFar, decimal? AgainstAverage,
    decimal? LastYearRest, decimal? RemainingGrowth, decimal? Growth, decimal? GrowthGap, bool Withheld, string? Trace,
    [property: JsonIgnore] Indicator About, [property: JsonIgnore] Subject On, [property: JsonIgnore] Figure? Figure);

/// <summary>Holds the targets of a year against what is known of it.</summary>
internal sealed class PaceReader(JingkaiDbContext db, IndicatorCatalog indicators, SubjectFinder subjects, FigureReader reader, LatestFigures latest)
{
    // More decimals than a stored value has in any unit of the catalogue.
    private const decimal Scale = 1_000_000_000_000m;

    /// <summary>The years that have targets, the newest first.</summary>
    public async Task<IReadOnlyList<int>> YearsAsync(CancellationToken cancel = default) =>
        await db.Set<Target>().AsNoTracking().Where(t => t.Current).Select(t => t.Year).Distinct().OrderByDescending(y => y).ToListAsync(cancel);

    /// <summary>The targets of a year (of the business date's when none is named), the most behind first.</summary>
    public async Task<Result<IReadOnlyList<PaceLine>>> ReadAsync(int? year, string? indicatorText, string? subjectText, CancellationToken cancel = default)
    {
        var asked = year ?? db.Today.Year;
        await using var moment = await db.SnapshotAsync(cancel);
        var rows = db.Set<Target>().AsNoTracking().Where(t => t.Current && t.Year == asked);
        if (!string.IsNullOrWhiteSpace(indicatorText))
        {
            var one = await indicators.FindAsync(indicatorText, cancel);
            if (!one.IsOk) return one.Error;
            var code = one.Value.Code;
            rows = rows.Where(t => t.Indicator == code);
        }

        if (!string.IsNullOrWhiteSpace(subjectText))
        {
            var about = await subjects.FindAsync(subjectText, cancel);
            if (!about.IsOk) return about.Error;
            var text = about.Value.Text;
            rows = rows.Where(t => t.Subject == text);
        }

        var known = await latest.ReadAsync(null, cancel);
        var named = await subjects.NamedAsync(cancel);
        var lines = new List<PaceLine>();
        foreach (var target in await rows.OrderBy(t => t.Indicator).ThenBy(t => t.Subject).ToListAsync(cancel))
        {
            var indicator = await indicators.FindAsync(target.Indicator, cancel);
            var subject = SubjectTexts.Find(target.Subject, named);
            if (indicator.IsOk && subject.IsOk) lines.Add(await LineAsync(indicator.Value, subject.Value, target, known, cancel));
        }

        return Result.Ok<IReadOnlyList<PaceLine>>([.. lines.OrderBy(l => l.Gap is null).ThenBy(l => l.Quota ? -l.Gap : l.Gap)]);
    }

    private async Task<PaceLine> LineAsync(Indicator indicator, Subject subject, Target target, LatestView known, CancellationToken cancel)
    {
        var newest = indicator.Counted is null ? known.Of(indicator.Code, subject.Text)?.Period : FigurePeriods.LastFull(indicator, db.Today);
        var period = PeriodOf(indicator, target.Year, newest);
        var aim = new TargetView(Shown(indicator, target.ValueE4), target.GrowthE4 / 10_000m, indicator.Unit, target.Bound, target.Source);
        var line = new PaceLine(
            indicator.Code, new Text(indicator.NameZh, indicator.NameEn).Current, indicator.Unit, subject.Text, subject.Name, target.Year, period?.ToString(), null, aim, indicator.Better == "down",
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, false, null, indicator, subject, null);
        if (period is not { } at) return line;
        var levels = indicator.Cumulative ? new[] { at, Period.YearToDate(at.Year - 1, at.End.Month), Period.YearToDate(at.Year - 1, 12) } : [at];
        var figures = await reader.ReadAsync(indicator, subject, [.. levels.Select(p => FigurePeriods.Canonical(indicator, p))], null, cancel);
        if (figures[0] is not { } figure) return line;
        line = line with { Figure = figure, Withheld = figure.Withheld, Trace = figure.Trace, Value = figure.Value, Growth = figure.Growth ?? figure.ComputedGrowth };
        if (aim.Growth is { } wanted && line.Growth is { } grown) line = line with { GrowthGap = grown - wanted };
        if (figure.Value is not { } value || aim.Value is not > 0 || !FigurePeriods.FromJanuary(indicator, at)) return line;
        return indicator.Cumulative ? Flow(line, value, FigurePeriods.Elapsed(at), figures) : line with { Completion = figure.Completion, Remaining = aim.Value - value, Reached = aim.Value <= value };
    }

    private static PaceLine Flow(PaceLine line, decimal value, int months, IReadOnlyList<Figure?> figures)
    {
        if (months == 0) return line;
        // Two levels of different origin have different enterprises in them and no difference that means anything.
        var (before, year) = (figures[1], figures[2]);
        var same = before is not null && year is not null && before.Origin == year.Origin;
        var answer = RequiredPace.Of(new(Whole(line.Target.Value!.Value), Whole(value), months, same ? Whole(before!.Value) : null, same ? Whole(year!.Value) : null, line.Quota, line.About is { RealGrowth: false, InPoints: false }));
        var remaining = line.Target.Value.Value - value;
        return line with
        {
            Months = months,
            Completion = answer.Completion,
            TimeProgress = answer.TimeProgress,
            Gap = answer.Gap,
            Behind = answer.Behind,
            Reached = answer.Reached,
            Remaining = remaining,
            MonthsLeft = answer.MonthsLeft,
            RequiredMonthly = answer is { MonthsLeft: > 0, Reached: false } ? remaining / answer.MonthsLeft : null,
            AverageSoFar = value / months,
            AgainstAverage = answer.AgainstAverage,
            LastYearRest = answer.LastRest is { } rest ? (decimal)rest / Scale : null,
            RemainingGrowth = answer.RemainingGrowth,
        };
    }

    /// <summary>The newest period of the target's year; the whole year when it is over.</summary>
    private static Period? PeriodOf(Indicator indicator, int year, Period? newest) =>
        newest is not { } period || period.Year < year ? null : period.Year == year ? period : FigurePeriods.Canonical(indicator, Period.YearToDate(year, 12));

    private static BigInteger Whole(decimal value) => new(value * Scale);

    private static BigInteger? Whole(decimal? value) => value is { } v ? Whole(v) : null;

    private static decimal? Shown(Indicator indicator, long? scaled) => scaled is { } s ? Unit.FromScaled(s, 4, indicator.Base, indicator.Shown) : null;
}
