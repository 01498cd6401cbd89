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
    private readonly Dictionary<int, (int Number, DateTime At)> frozen = [];
    private readonly Dictionary<(string Subject, int Month), FrozenSum> sums = [];

    private FigureData(IReadOnlyList<GroupSetView> sets, DateTime? asOf) => (Sets, AsOf) = (sets, asOf);

    public IReadOnlyList<GroupSetView> Sets { get; }

    /// <summary>The instant as of which everything here stood; null: now.</summary>
    public DateTime? AsOf { get; }

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

    /// <summary>When the sums behind a level and the whole it is a share of last changed, or null without sums.</summary>
    public DateTime? ChangedAt(Subject subject, LevelKey key) =>
        new[] { Rollup(subject, key.Month), Rollup(Subject.Zone, key.Month), key.Less is { } l ? Rollup(subject, l) : null, key.Less is { } z ? Rollup(Subject.Zone, z) : null }.Max(r => r?.ChangedAt);

    /// <summary>How many reports are expected of a subject for a month.</summary>
    public long Expected(Subject subject, int month) =>
        frozen.ContainsKey(month) ? sums.GetValueOrDefault((subject.Text, month))?.Expected ?? 0
        : subject.RollupKey(month, Sets) is { } key && populations.TryGetValue(key, out var changes) ? changes.Where(c => c.Month <= month).Sum(c => c.Delta) : 0;

    /// <summary>The frozen version a month is told by: the one in force now, or at the instant asked for; null when its sums are live.</summary>
    public int? FrozenNumber(int month) => frozen.TryGetValue(month, out var version) ? version.Number : null;

    /// <summary>Whether the frozen sum of a month is another than the live one.</summary>
    public bool Moved(Subject subject, int month)
    {
        if (!frozen.ContainsKey(month)) return false;
        var live = subject.RollupKey(month, Sets) is { } key ? rollups.GetValueOrDefault((key, month)) : null;
        var kept = sums.GetValueOrDefault((subject.Text, month))?.AsRollup();
        return live is null || kept is null ? live is not null || kept is not null : !Months.Freezer.Same(live, kept);
    }

    private Rollup? Rollup(Subject subject, int month) =>
        frozen.TryGetValue(month, out var version) ? sums.GetValueOrDefault((subject.Text, month))?.AsRollup(version.At)
        : subject.RollupKey(month, Sets) is { } key ? rollups.GetValueOrDefault((key, month)) : null;

    /// <summary>Reads what is needed for periods whose months lie between two months (both included).</summary>
    public static async Task<FigureData> ReadAsync(
        JingkaiDbContext db, SubjectFinder subjects, Indicator indicator, IReadOnlyList<Subject> about, IReadOnlyList<Period> periods, DateTime? asOf, bool withSums, CancellationToken cancel)
    {
        var data = new FigureData(await subjects.SetsAsync(cancel), asOf);
        var texts = about.Select(s => s.Text).Distinct().ToList();
        var names = periods.Select(p => p.ToString()).Distinct().ToList();
        var delivered = db.Set<Observation>().AsNoTracking().Where(o => o.Indicator == indicator.Code && texts.Contains(o.Subject) && names.Contains(o.Period));
        delivered = asOf is { } at ? delivered.Where(o => o.RecordedAt <= at).OrderBy(o => o.Number) : delivered.Where(o => o.Current);
        foreach (var o in await delivered.ToListAsync(cancel)) data.observations[(o.Subject, o.Period)] = o;

        var years = periods.Select(p => p.Year).Distinct().ToList();
        var set = db.Set<Target>().AsNoTracking().Where(t => t.Indicator == indicator.Code && texts.Contains(t.Subject) && years.Contains(t.Year));
        set = asOf is { } then ? set.Where(t => t.RecordedAt <= then).OrderBy(t => t.Number) : set.Where(t => t.Current);
        foreach (var t in await set.ToListAsync(cancel)) data.targets[(t.Subject, t.Year)] = t;

        var measure = Measures.Of(indicator.Code);
        if (measure is null || withSums) await data.ReadFrozen(db, measure, indicator.Merged, texts, periods, cancel);
        if (measure is not null && withSums) await data.ReadRollups(db, measure, indicator.Merged, about, periods, cancel);
        return data;
    }

    private async Task ReadFrozen(JingkaiDbContext db, Measure? measure, bool merged, List<string> texts, IReadOnlyList<Period> periods, CancellationToken cancel)
    {
        var months = periods.Select(p => p.YearMonth).Concat(measure is null ? [] : periods.Select(p => LevelKey.Of(p, measure, merged)?.Less).OfType<int>()).Distinct().ToList();
        var versions = db.Set<MonthVersion>().AsNoTracking().Where(v => months.Contains(v.Month));
        versions = AsOf is { } at ? versions.Where(v => v.FrozenAt <= at && (v.UnlockedAt == null || v.UnlockedAt > at)) : versions.Where(v => v.UnlockedAt == null);
        foreach (var v in await versions.Select(v => new { v.Month, v.Number, v.FrozenAt }).ToListAsync(cancel)) frozen[v.Month] = (v.Number, v.FrozenAt);
        if (measure is null || frozen.Count == 0) return;
        var kept = frozen.Keys.ToList();
        foreach (var sum in await db.Set<FrozenSum>().AsNoTracking().Where(f => f.Measure == measure.Id && kept.Contains(f.Month) && texts.Contains(f.Subject)).ToListAsync(cancel))
            if (frozen[sum.Month].Number == sum.Number) sums[(sum.Subject, sum.Month)] = sum;
    }

    private async Task ReadRollups(JingkaiDbContext db, Measure measure, bool merged, IReadOnlyList<Subject> about, IReadOnlyList<Period> periods, CancellationToken cancel)
    {
        var months = periods.Select(p => LevelKey.Of(p, measure, merged)).OfType<LevelKey>().SelectMany(k => k.Less is { } less ? new[] { k.Month, less } : [k.Month]).Distinct().ToList();
        if (months.Count == 0) return;
        var keys = about.SelectMany(s => months.Select(m => s.RollupKey(m, Sets))).OfType<string>().Distinct().ToList();
        // Sums are kept as they stand now; what they were is added up again from the versions of the reports.
        var sums = AsOf is { } at
            ? (await PastReports.SumAsync(db, Sets, measure, months, at, cancel)).Where(r => keys.Contains(r.Subject))
            : await db.Set<Rollup>().AsNoTracking().Where(r => r.Measure == measure.Id && months.Contains(r.Month) && keys.Contains(r.Subject)).ToListAsync(cancel);
        foreach (var r in sums) rollups[(r.Subject, r.Month)] = r;
        var last = months.Max();
        var population = (int)measure.Population;
        foreach (var c in await db.Set<PopulationChange>().AsNoTracking().Where(c => c.Population == population && keys.Contains(c.Subject) && c.Month <= last).ToListAsync(cancel))
        {
            if (!populations.TryGetValue(c.Subject, out var list)) populations.Add(c.Subject, list = []);
            list.Add((c.Month, c.Delta));
        }
    }
}
