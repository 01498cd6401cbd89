using Jingkai.Economy.Domain;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Months;

/// <summary>Months that a transaction holds.</summary>
/// <param name="Locked">Those that are locked: nothing of them may be written.</param>
/// <param name="Exceptions">Sign-offs of those that are open again by exception.</param>
internal sealed record HeldMonths(IReadOnlyList<int> Locked, IReadOnlyDictionary<int, string> Exceptions)
{
    public static HeldMonths None { get; } = new([], new Dictionary<int, string>());

    /// <summary>The sign-off that allows a change of a month, when one was needed.</summary>
    public string? SignOffOf(int month) => Exceptions.GetValueOrDefault(month);
}

/// <summary>Where writers of figures and the lock of a month meet. Writers hold a month shared from before their first look until
/// they commit; the lock holds it alone. So no value slips in after the lock, and none that was on its way is forgotten. Months are
/// taken before enterprises, enterprises before duties: that order is what keeps writers from one another's throats.</summary>
internal sealed class MonthGate
{
    /// <summary>Keeps months from being locked until the transaction ends. SQLite has one writer, which the transaction already is.</summary>
    public async Task<HeldMonths> HoldAsync(JingkaiDbContext db, IEnumerable<int> months, CancellationToken cancel)
    {
        var asked = months.Distinct().Order().ToArray();
        if (asked.Length == 0) return HeldMonths.None;
        await EnsureAsync(db, asked, cancel);
        if (db.Provider == Provider.Postgres)
            await db.Database.ExecuteSqlAsync($"SELECT 1 FROM economy_months WHERE zone_id = {db.ZoneId} AND month = ANY({asked}) ORDER BY month FOR SHARE", cancel);
        var states = await db.Set<ReportMonth>().AsNoTracking().Where(m => asked.Contains(m.Month) && m.State != MonthState.Open)
            .Select(m => new { m.Month, m.State, m.UnlockSignOff }).ToListAsync(cancel);
        return states.Count == 0 ? HeldMonths.None : new(
            [.. states.Where(m => m.State == MonthState.Locked).Select(m => m.Month).Order()],
            states.Where(m => m.State == MonthState.Unlocked && m.UnlockSignOff is not null).ToDictionary(m => m.Month, m => m.UnlockSignOff!));
    }

    /// <summary>Takes a month alone: waits for everyone who writes it, and keeps everyone else out until the transaction ends.</summary>
    public async Task<ReportMonth> TakeAsync(JingkaiDbContext db, int month, CancellationToken cancel)
    {
        await EnsureAsync(db, [month], cancel);
        if (db.Provider == Provider.Postgres)
            await db.Database.ExecuteSqlAsync($"SELECT 1 FROM economy_months WHERE zone_id = {db.ZoneId} AND month = {month} FOR UPDATE", cancel);
        return await db.Set<ReportMonth>().AsTracking().FirstAsync(m => m.Month == month, cancel);
    }

    /// <summary>Months that are locked now; to judge rows by before anything is held.</summary>
    public static async Task<IReadOnlySet<int>> LockedAsync(JingkaiDbContext db, CancellationToken cancel) =>
        (await db.Set<ReportMonth>().AsNoTracking().Where(m => m.State == MonthState.Locked).Select(m => m.Month).ToListAsync(cancel)).ToHashSet();

    /// <summary>A lock needs a row to stand on, also for a month of which nothing was ever written.</summary>
    private static async Task EnsureAsync(JingkaiDbContext db, int[] months, CancellationToken cancel)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("Months are held by an open transaction.");
        var known = await db.Set<ReportMonth>().AsNoTracking().Where(m => months.Contains(m.Month)).Select(m => m.Month).ToListAsync(cancel);
        foreach (var month in months.Except(known))
            await db.Database.ExecuteSqlAsync($"INSERT INTO economy_months (zone_id, month, state, frozen, version) VALUES ({db.ZoneId}, {month}, {MonthState.Open}, 0, 1) ON CONFLICT (zone_id, month) DO NOTHING", cancel);
    }
}
