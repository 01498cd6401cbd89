using Jingkai.Economy.Domain;
using Jingkai.Economy.Figures;
using Jingkai.Economy.Indicators;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Months;

/// <summary>A frozen version of a sum, with the digest that proves the reports behind it.</summary>
internal sealed record FrozenView(int Number, decimal? Value, decimal? Growth, long Received, long Expected, DateTime FrozenAt, string SignOff, string Sha256);

/// <summary>What a frozen sum would be if it were added up now: enterprises were moved, or values changed, since it was locked.</summary>
internal sealed record SinceLock(decimal? Frozen, decimal? Now, decimal? Difference);

/// <summary>What is known of the frozen versions of a figure.</summary>
/// <param name="Versions">Newest first. Whoever reads only some of the reports sees the one in force: the difference of two versions may be one enterprise.</param>
/// <param name="Moved">The live sum differs from the one in force.</param>
/// <param name="Since">By how much, for whoever reads all reports.</param>
internal sealed record FrozenHistory(IReadOnlyList<FrozenView> Versions, bool Moved, SinceLock? Since)
{
    public static FrozenHistory None { get; } = new([], false, null);
}

/// <summary>The frozen versions behind a figure, and whether the live sum has moved away from the one in force.</summary>
internal sealed class FrozenTrace(JingkaiDbContext db, SubjectFinder subjects, SmallCells cells)
{
    public async Task<FrozenHistory> ReadAsync(Indicator indicator, Subject subject, Period period, Figure figure, DateTime? asOf, CancellationToken cancel)
    {
        // A difference of two levels is no sum of its own; what is withheld is withheld in every version.
        if (figure.Withheld || figure.RolledUp is not { Value: not null } sum || Measures.Of(indicator.Code) is not { } measure || LevelKey.Of(period, measure, indicator.Merged) is not { Less: null } key) return FrozenHistory.None;
        var text = subject.Text;
        var versions = await (from s in db.Set<FrozenSum>().AsNoTracking()
                              join v in db.Set<MonthVersion>() on new { s.Month, s.Number } equals new { v.Month, v.Number }
                              where s.Month == key.Month && s.Measure == measure.Id && s.Subject == text
                              orderby s.Number descending
                              select new { s, v.FrozenAt, v.SignOff }).ToListAsync(cancel);
        if (versions.Count == 0) return FrozenHistory.None;
        var shown = versions.Select(v => (v, Level: Of(v.s.AsRollup(), key))).Select(v => new FrozenView(
            v.v.s.Number, Shown(v.Level), indicator.RealGrowth || (!cells.Unrestricted && sum.Growth is null) ? null : v.Level.Growth, v.Level.Count, v.v.s.Expected, v.v.FrozenAt, v.v.SignOff, v.v.s.Sha256)).ToList();
        // Only what is told now can have moved since.
        if (figure.Frozen is null || asOf is not null) return new(cells.Unrestricted ? shown : [], false, null);
        var live = subject.RollupKey(key.Month, await subjects.SetsAsync(cancel)) is { } rollup
            ? await db.Set<Rollup>().AsNoTracking().FirstOrDefaultAsync(r => r.Measure == measure.Id && r.Month == key.Month && r.Subject == rollup, cancel) : null;
        var now = live is null ? default : Of(live, key);
        var frozen = Of(versions[0].s.AsRollup(), key);
        return cells.Unrestricted
            ? new(shown, now != frozen, now == frozen ? null : new(Shown(frozen), Shown(now), Shown(now) - Shown(frozen)))
            : new([shown[0]], now != frozen, null);

        decimal? Shown(Level level) => Unit.FromScaled(level.Sum, 4, indicator.Base, indicator.Shown);
    }

    private static Level Of(Rollup r, LevelKey key) => key.InMonth ? Level.Month(r) : Level.Ytd(r);
}
