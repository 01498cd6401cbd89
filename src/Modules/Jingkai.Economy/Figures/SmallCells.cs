using System.Security.Cryptography;
using Jingkai.Economy.Domain;
using Jingkai.Economy.Indicators;
using Jingkai.Economy.Rollups;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

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

/// <summary>Keeps a reader from learning a single enterprise's value out of sums (统计法: survey data must not identify a
/// respondent, or let one infer it).</summary>
/// <remarks>What matters is how many enterprises behind a sum the reader may not read: what is known can be taken off, so it takes
/// three unknown ones to hide each. And what matters is all that is told together, not one figure: see <see cref="Disclosure"/>
/// and <see cref="ToldBook"/>. A delivered figure of a measure that enterprises report is the same number and told on the same
/// terms.</remarks>
internal sealed class SmallCells(JingkaiDbContext db, SubjectFinder finder, ToldBooks books)
{
    public const string Permission = "reports.read";

    // A page asks for many subjects of the same measure; what was read once in a request is not read again.
    private readonly Dictionary<int, ToldBook> known = [];
    private HashSet<Guid>? readable;

    /// <summary>True when this reader reads every enterprise of the zone, so nothing needs withholding.</summary>
    public bool Unrestricted => db.SeesAll(Permission);

    /// <summary>What this reader is told of a figure.</summary>
    public async Task<Allowed> OfAsync(Indicator indicator, Subject subject, Period period, CancellationToken cancel = default)
    {
        if (Unrestricted || Measures.Of(indicator.Code) is not { } measure) return Allowed.All;
        var key = LevelKey.Of(period, measure, indicator.Merged) ?? new LevelKey(period.YearMonth, measure.Stock, null);
        var book = await BookAsync(measure, cancel);
        var sets = await finder.SetsAsync(cancel);
        if (key.InMonth && !measure.Stock)
        {
            // A delivered month may be the difference of two delivered levels.
            var first = MonthKey.Month(key.Month) == 1;
            var delivered = Level(key.Month).And(first ? Allowed.All : Level(key.Month - 1)).Delivered;
            return new(Tells(Telling.Month, key.Month), Tells(Telling.MonthGrowth, key.Month), delivered);
        }

        var level = Level(key.Month);
        return key.Less is { } less ? level.And(Level(less)) : level;

        bool Tells(Telling what, int month) => subject.RollupKey(month, sets) is not { } rollup || book.Tells(what, month, rollup);
        Allowed Level(int month) => new(Tells(Telling.Level, month), Tells(Telling.Growth, month), Tells(Telling.Level, month));
    }

    private async Task<ToldBook> BookAsync(Measure measure, CancellationToken cancel)
    {
        if (known.TryGetValue(measure.Id, out var book)) return book;
        readable ??= [.. await db.Set<EnterpriseCopy>().AsNoTracking().Select(e => e.EnterpriseId).ToListAsync(cancel)];
        var state = await MembershipState.ReadAsync(db, cancel);
        return known[measure.Id] = await books.GetAsync((db.ZoneId, measure.Id, state, Hash(readable)), async () =>
        {
            var sets = await finder.SetsAsync(cancel);
            return ToldBook.Write(measure, await Contributions.ReadAsync(db, measure, readable, sets, cancel), await DeliveredAsync(measure, sets, cancel));
        });
    }

    /// <summary>Months and roll-up subjects of the levels that offices published.</summary>
    private async Task<HashSet<(int, string)>> DeliveredAsync(Measure measure, IReadOnlyList<GroupSetView> sets, CancellationToken cancel)
    {
        var merged = measure.Population == Population.AboveScaleIndustry;
        var found = new HashSet<(int, string)>();
        foreach (var o in await db.Set<Observation>().AsNoTracking().Where(o => o.Indicator == measure.Indicator && o.Current).Select(o => new { o.Subject, o.Period }).ToListAsync(cancel))
        {
            if (LevelKey.Of(Period.Parse(o.Period).Value, measure, merged) is not { Less: null } key || (key.InMonth && !measure.Stock)) continue;
            if (await finder.FindAsync(o.Subject, cancel) is { IsOk: true } subject && subject.Value.RollupKey(key.Month, sets) is { } rollup) found.Add((key.Month, rollup));
        }

        return found;
    }

    private static string Hash(HashSet<Guid> ids) => ids.Count == 0 ? "" : Convert.ToHexString(SHA256.HashData([.. ids.Order().SelectMany(id => id.ToByteArray())]));
}
