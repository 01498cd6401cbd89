using Jingkai.Economy.Domain;
using Jingkai.Economy.Indicators;
using Jingkai.Economy.Rollups;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Figures;

/// <summary>What is stored of one indicator for a few subjects and a stretch of periods: read in a fixed number of queries,
/// whatever the number of enterprises.</summary>
internal sealed class FigureData
{
    private readonly Dictionary<(string Subject, string Period), Observation> observations = [];
    private readonly Dictionary<(string Subject, int Month), Rollup> rollups = [];
    private readonly Dictionary<string, List<(int Month, long Delta)>> populations = [];
    private readonly Dictionary<(string Subject, int Year), Target> targets = [];
    private readonly Dictionary<int, int> frozen = [];
    private readonly Dictionary<(string Subject, int Month), FrozenSum> sums = [];

    private FigureData(IReadOnlyList<GroupSetView> sets) => Sets = sets;

    public IReadOnlyList<GroupSetView> Sets { get; }

    public Observation? Observation(Subject subject, Period period) => observations.GetValueOrDefault((subject.Text, period.ToString()));

    public Target? Target(Subject subject, int year) => targets.GetValueOrDefault((subject.Text, year));

    /// <summary>The level of a subject, or null when no enterprise of it has reported.</summary>
    public Level? Level(Subject subject, LevelKey key)
    {
        if (Rollup(subject, key.Month) is not { } end) return null;
        var level = key.InMonth ? Figures.Level.Month(end) : Figures.Level.Ytd(end);
        if (key.Less is { } less)
        {
            if (Rollup(subject, less) is not { } start) return null;
            level = level.Minus(Figures.Level.Ytd(start));
        }

        return level.Count > 0 ? level : null;
    }

    /// <summary>How many reports are expected of a subject for a month.</summary>
    public long Expected(Subject subject, int month) =>
        frozen.ContainsKey(month) ? sums.GetValueOrDefault((subject.Text, month))?.Expected ?? 0
        : subject.RollupKey(month, Sets) is { } key && populations.TryGetValue(key, out var changes) ? changes.Where(c => c.Month <= month).Sum(c => c.Delta) : 0;

    /// <summary>The frozen version a month is told by: while it is locked, or as it was at an earlier instant; null when its sums are live.</summary>
    public int? FrozenNumber(int month) => frozen.TryGetValue(month, out var number) ? number : null;

    private Rollup? Rollup(Subject subject, int month) =>
        frozen.ContainsKey(month) ? sums.GetValueOrDefault((subject.Text, month))?.AsRollup()
        : subject.RollupKey(month, Sets) is { } key ? rollups.GetValueOrDefault((key, month)) : null;

    /// <summary>Reads what is needed for periods whose months lie between two months (both included).</summary>
    public static async Task<FigureData> ReadAsync(
        JingkaiDbContext db, SubjectFinder subjects, Indicator indicator, IReadOnlyList<Subject> about, IReadOnlyList<Period> periods, DateTime? asOf, CancellationToken cancel)
    {
        var data = new FigureData(await subjects.SetsAsync(cancel));
        var texts = about.Select(s => s.Text).Distinct().ToList();
        var names = periods.Select(p => p.ToString()).Distinct().ToList();
        var delivered = db.Set<Observation>().AsNoTracking().Where(o => o.Indicator == indicator.Code && texts.Contains(o.Subject) && names.Contains(o.Period));
        delivered = asOf is { } at ? delivered.Where(o => o.RecordedAt <= at).OrderBy(o => o.Number) : delivered.Where(o => o.Current);
        foreach (var o in await delivered.ToListAsync(cancel)) data.observations[(o.Subject, o.Period)] = o;

        var years = periods.Select(p => p.Year).Distinct().ToList();
        foreach (var t in await db.Set<Target>().AsNoTracking().Where(t => t.Indicator == indicator.Code && texts.Contains(t.Subject) && years.Contains(t.Year) && t.Current).ToListAsync(cancel))
            data.targets[(t.Subject, t.Year)] = t;

        var measure = Measures.Of(indicator.Code);
        await data.ReadFrozen(db, measure, indicator.Merged, texts, periods, asOf, cancel);
        // Roll-ups live; what a figure was at an earlier instant is known only of delivered and frozen versions.
        if (measure is not null && asOf is null) await data.ReadRollups(db, measure, indicator.Merged, about, periods, cancel);
        return data;
    }

    private async Task ReadFrozen(JingkaiDbContext db, Measure? measure, bool merged, List<string> texts, IReadOnlyList<Period> periods, DateTime? asOf, CancellationToken cancel)
    {
        var months = periods.Select(p => p.YearMonth).Concat(measure is null ? [] : periods.Select(p => LevelKey.Of(p, measure, merged)?.Less).OfType<int>()).Distinct().ToList();
        if (asOf is { } at)
        {
            foreach (var v in await db.Set<MonthVersion>().AsNoTracking().Where(v => months.Contains(v.Month) && v.FrozenAt <= at).OrderBy(v => v.Number).Select(v => new { v.Month, v.Number }).ToListAsync(cancel)) frozen[v.Month] = v.Number;
        }
        else
        {
            foreach (var m in await db.Set<ReportMonth>().AsNoTracking().Where(m => months.Contains(m.Month) && m.State == MonthState.Locked).Select(m => new { m.Month, m.Frozen }).ToListAsync(cancel)) frozen[m.Month] = m.Frozen;
        }

        if (measure is null || frozen.Count == 0) return;
        var kept = frozen.Keys.ToList();
        foreach (var sum in await db.Set<FrozenSum>().AsNoTracking().Where(f => f.Measure == measure.Id && kept.Contains(f.Month) && texts.Contains(f.Subject)).ToListAsync(cancel))
            if (frozen[sum.Month] == sum.Number) sums[(sum.Subject, sum.Month)] = sum;
    }

    private async Task ReadRollups(JingkaiDbContext db, Measure measure, bool merged, IReadOnlyList<Subject> about, IReadOnlyList<Period> periods, CancellationToken cancel)
    {
        var months = periods.Select(p => LevelKey.Of(p, measure, merged)).OfType<LevelKey>().SelectMany(k => k.Less is { } less ? new[] { k.Month, less } : [k.Month]).Distinct().ToList();
        if (months.Count == 0) return;
        var keys = about.SelectMany(s => months.Select(m => s.RollupKey(m, Sets))).OfType<string>().Distinct().ToList();
        foreach (var r in await db.Set<Rollup>().AsNoTracking().Where(r => r.Measure == measure.Id && months.Contains(r.Month) && keys.Contains(r.Subject)).ToListAsync(cancel))
            rollups[(r.Subject, r.Month)] = r;
        var last = months.Max();
        var population = (int)measure.Population;
        foreach (var c in await db.Set<PopulationChange>().AsNoTracking().Where(c => c.Population == population && keys.Contains(c.Subject) && c.Month <= last).ToListAsync(cancel))
        {
            if (!populations.TryGetValue(c.Subject, out var list)) populations.Add(c.Subject, list = []);
            list.Add((c.Month, c.Delta));
        }
    }
}
