using System.Security.Cryptography;
using System.Text;
using Jingkai.Economy.Domain;
using Jingkai.Economy.Indicators;
using Jingkai.Economy.Rollups;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Jingkai.Economy.Figures;

/// <summary>What of a figure its reader is told.</summary>
/// <param name="Sum">What the enterprises' reports add up to.</param>
/// <param name="Growth">Comparable prior and computed growth of that sum.</param>
/// <param name="Delivered">What an office delivered.</param>
internal readonly record struct Allowed(bool Sum, bool Growth, bool Delivered)
{
    public static Allowed All { get; } = new(true, true, true);

    /// <summary>Of a figure made of two others no more is told than of both.</summary>
    public Allowed And(Allowed other) => new(Sum && other.Sum, Growth && other.Growth, Delivered && other.Delivered);
}

/// <summary>Keeps counts and decisions for as long as nothing has changed who reported what. Nothing is lost with it: both follow
/// from the database, on every node alike.</summary>
internal sealed class CellCache
{
    /// <summary>Bounded by what the entries hold: cells of counts, subjects of decisions.</summary>
    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = 400_000 });

    public async Task<T> GetAsync<T>(object key, Func<T, int> size, Func<Task<T>> make)
        where T : class
    {
        if (kept.TryGetValue(key, out T? known)) return known!;
        var made = await make();
        return kept.Set(key, made, new MemoryCacheEntryOptions { Size = 1 + size(made), SlidingExpiration = TimeSpan.FromHours(2) });
    }
}

/// <summary>Keeps a reader from learning a single enterprise's value out of sums (统计法: survey data must not identify a
/// respondent, or let one infer it).</summary>
/// <remarks>What matters is how many enterprises behind a sum the reader may not read: what is known can be taken off, so it takes
/// three unknown ones to hide each. And what matters is all that is told together, not one figure: see <see cref="ToldMonth"/>
/// and <see cref="Disclosure"/>. A delivered figure of a measure that enterprises report is the same number and told on the same
/// terms. Readers of the whole zone pass without a query.</remarks>
internal sealed class SmallCells(JingkaiDbContext db, SubjectFinder finder, CellCache cache)
{
    public const string Permission = "reports.read";

    // A page asks for many subjects of the same measure; what was read once in a request is not read again.
    private readonly Dictionary<(int Measure, int Month), ToldMonth> told = [];
    private readonly Dictionary<(int Measure, int Month), Dictionary<string, Rollup>> sums = [];
    private readonly Dictionary<int, Dictionary<int, string>> stamps = [];
    private readonly Dictionary<int, ILookup<int, string>> deliveries = [];

    private IReadOnlyList<Guid>? readable;
    private Guid? moment;

    /// <summary>True when this reader reads every enterprise of the zone, so nothing needs withholding.</summary>
    public bool Unrestricted => db.SeesAll(Permission);

    /// <summary>What this reader is told of a figure.</summary>
    public async Task<Allowed> OfAsync(Indicator indicator, Subject subject, Period period, CancellationToken cancel = default)
    {
        if (Unrestricted || Measures.Of(indicator.Code) is not { } measure) return Allowed.All;
        await using var snapshot = await db.SnapshotAsync(cancel);
        Forget();
        var sets = await finder.SetsAsync(cancel);
        var key = LevelKey.Of(period, measure, indicator.Merged) ?? new LevelKey(period.YearMonth, measure.Stock, null);
        if (key.InMonth && !measure.Stock) return await MonthAsync(measure, subject, key.Month, sets, cancel);
        var level = await LevelAsync(measure, subject, key.Month, sets, cancel);
        return key.Less is { } less ? level.And(await LevelAsync(measure, subject, less, sets, cancel)) : level;
    }

    private async Task<Allowed> LevelAsync(Measure measure, Subject subject, int month, IReadOnlyList<GroupSetView> sets, CancellationToken cancel)
    {
        if (subject.RollupKey(month, sets) is not { } rollup) return Allowed.All;
        var decided = await DecidedAsync(measure, month, sets, cancel);
        return new(decided.Level(rollup), decided.Growth(rollup), decided.Level(rollup));
    }

    /// <summary>A month is told where it follows from levels that are told: then it says nothing new. Where it does not, somebody
    /// joined, left or is missing, and the month beside the levels would give away who. Where the month before was never reported, the
    /// month says of it what the level says of this one, about the same enterprises.</summary>
    private async Task<Allowed> MonthAsync(Measure measure, Subject subject, int month, IReadOnlyList<GroupSetView> sets, CancellationToken cancel)
    {
        if (subject.RollupKey(month, sets) is not { } rollup) return Allowed.All;
        var decided = await DecidedAsync(measure, month, sets, cancel);
        if (decided.Open(rollup)) return Allowed.All;
        var (level, january) = (await LevelAsync(measure, subject, month, sets, cancel), MonthKey.Month(month) == 1);
        var reported = stamps[measure.Id];
        if (!january && !reported.ContainsKey(month - 1))
        {
            var alone = level.Sum && decided.Even(rollup) && !reported.ContainsKey(month + 99);
            return level with { Sum = alone, Growth = alone && level.Growth && !reported.ContainsKey(month - 101) };
        }

        var levels = january ? level : level.And(await LevelAsync(measure, subject, month - 1, sets, cancel));
        if (!levels.Sum || (await SumsAsync(measure, month, cancel)).GetValueOrDefault(rollup) is not { } end) return levels with { Sum = false, Growth = false };
        var start = january ? new Rollup() : subject.RollupKey(month - 1, sets) is { } earlier ? (await SumsAsync(measure, month - 1, cancel)).GetValueOrDefault(earlier) : null;
        var follows = start is not null && end.MonthSumE4 == end.YtdSumE4 - start.YtdSumE4;
        var priors = start is not null && end.MonthBothE4 == end.YtdBothE4 - start.YtdBothE4 && end.MonthPriorE4 == end.YtdPriorE4 - start.YtdPriorE4;
        return levels with { Sum = follows, Growth = follows && priors && levels.Growth };
    }

    private async Task<ToldMonth> DecidedAsync(Measure measure, int month, IReadOnlyList<GroupSetView> sets, CancellationToken cancel)
    {
        if (told.TryGetValue((measure.Id, month), out var known)) return known;
        if (!stamps.TryGetValue(measure.Id, out var states)) stamps[measure.Id] = states = await StampsAsync(measure, cancel);
        if (!deliveries.TryGetValue(measure.Id, out var delivered)) deliveries[measure.Id] = delivered = await DeliveredAsync(measure, sets, cancel);
        HashSet<string> now = [.. delivered[month]], then = [.. delivered[month - 100]];
        var state = (db.ZoneId, measure.Id, month, states.GetValueOrDefault(month), states.GetValueOrDefault(month - 100));
        readable ??= await db.Set<EnterpriseCopy>().AsNoTracking().Select(e => e.EnterpriseId).ToListAsync(cancel);
        var mine = readable.Count == 0 ? CellCounts.Of([]) : await CellCounts.ReadAsync(db, measure, month, sets, readable, cancel);
        var decided = await cache.GetAsync((state, Hash(now.Order(StringComparer.Ordinal), then.Order(StringComparer.Ordinal), mine)), t => t.Count, async () =>
        {
            var all = await cache.GetAsync(state, c => c.All.Count, () => CellCounts.ReadAsync(db, measure, month, sets, null, cancel));
            return ToldMonth.Decide(all.Without(mine), now, then);
        });
        return told[(measure.Id, month)] = decided;
    }

    /// <summary>What tells that nobody's report, listing, industry, park or group has changed in a month: any such change changes a sum.</summary>
    private async Task<Dictionary<int, string>> StampsAsync(Measure measure, CancellationToken cancel) =>
        (await db.Set<Rollup>().AsNoTracking().Where(r => r.Measure == measure.Id).GroupBy(r => r.Month)
            .Select(g => new { Month = g.Key, Rows = g.Count(), At = g.Max(r => r.ChangedAt), M = g.Sum(r => r.MonthCount), B = g.Sum(r => r.MonthBothCount), L = g.Sum(r => r.YtdCount), P = g.Sum(r => r.YtdBothCount) })
            .ToListAsync(cancel)).ToDictionary(g => g.Month, g => FormattableString.Invariant($"{g.Rows} {g.At:O} {g.M} {g.B} {g.L} {g.P}"));

    private async Task<Dictionary<string, Rollup>> SumsAsync(Measure measure, int month, CancellationToken cancel) => sums.TryGetValue((measure.Id, month), out var known)
        ? known : sums[(measure.Id, month)] = await db.Set<Rollup>().AsNoTracking().Where(r => r.Measure == measure.Id && r.Month == month).ToDictionaryAsync(r => r.Subject, StringComparer.Ordinal, cancel);

    /// <summary>Roll-up subjects of the levels that offices published, by month.</summary>
    private async Task<ILookup<int, string>> DeliveredAsync(Measure measure, IReadOnlyList<GroupSetView> sets, CancellationToken cancel)
    {
        var merged = measure.Population == Population.AboveScaleIndustry;
        var found = new List<(int Month, string Subject)>();
        foreach (var o in await db.Set<Observation>().AsNoTracking().Where(o => o.Indicator == measure.Indicator && o.Current).Select(o => new { o.Subject, o.Period }).ToListAsync(cancel))
        {
            if (LevelKey.Of(Period.Parse(o.Period).Value, measure, merged) is not { Less: null } key || (key.InMonth && !measure.Stock)) continue;
            if (await finder.FindAsync(o.Subject, cancel) is { IsOk: true } subject && subject.Value.RollupKey(key.Month, sets) is { } rollup) found.Add((key.Month, rollup));
        }

        return found.ToLookup(f => f.Month, f => f.Subject, EqualityComparer<int>.Default);
    }

    /// <summary>Decisions read at one moment must not be used at another.</summary>
    private void Forget()
    {
        if (moment == db.MomentOf()) return;
        moment = db.MomentOf();
        readable = null;
        told.Clear();
        sums.Clear();
        stamps.Clear();
        deliveries.Clear();
    }

    private static string Hash(IEnumerable<string> now, IEnumerable<string> then, CellCounts mine)
    {
        var cells = mine.All.Select(c => FormattableString.Invariant($"{c.Key.Now} {c.Key.Then} {c.Value}")).Order(StringComparer.Ordinal);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{string.Join('\n', now)}\n\n{string.Join('\n', then)}\n\n{string.Join('\n', cells)}")));
    }
}
