using Jingkai.Economy.Domain;
using Jingkai.Economy.Months.Tasks;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Months;

/// <summary>A frozen version of a month.</summary>
internal sealed record MonthVersionView(int Number, DateTime FrozenAt, DateTime? UnlockedAt, string SignOff, long Records, int Unconfirmed, string Sha256);

/// <summary>A month in a list.</summary>
/// <param name="Month"><c>2020-07</c>.</param>
/// <param name="State"><see cref="MonthState"/>.</param>
/// <param name="Frozen">Frozen versions so far.</param>
/// <param name="LockedAt">When it was locked last.</param>
/// <param name="Tasks">Its tasks with their progress, within the reader's scope.</param>
internal sealed record MonthSummary(string Month, string State, int Frozen, DateTime? LockedAt, IReadOnlyList<TaskView> Tasks)
{
    /// <summary>All tasks together.</summary>
    public Progress Progress => Progress.Of(Tasks.Select(t => t.Progress));
}

/// <summary>A month with what can be done.</summary>
/// <param name="Month"><c>2020-07</c>.</param>
/// <param name="State"><see cref="MonthState"/>.</param>
/// <param name="LockSignOff">The sign-off that locked it last.</param>
/// <param name="UnlockSignOff">The sign-off that opened it again; null unless it is unlocked.</param>
/// <param name="Pending">A request that is not decided.</param>
/// <param name="LockedAt">When it was locked last.</param>
/// <param name="Versions">Frozen versions, newest first.</param>
/// <param name="Tasks">Its tasks.</param>
/// <param name="Unconfirmed">How many duties nobody has confirmed.</param>
/// <param name="Citations">How many citations of its figures are on record.</param>
/// <param name="Allowed">What the reader may ask for now.</param>
internal sealed record MonthView(
    string Month, string State, string? LockSignOff, string? UnlockSignOff, string? Pending, DateTime? LockedAt, IReadOnlyList<MonthVersionView> Versions, IReadOnlyList<TaskView> Tasks,
    int Unconfirmed, int Citations, IReadOnlyList<string> Allowed);

/// <summary>Months as interface and pages show them.</summary>
internal sealed class MonthReader(JingkaiDbContext db, TaskReader tasks, DutyNames names, MonthService months, Citations.CitationReader citations)
{
    /// <summary>Months of which anything is stored or asked for, newest first.</summary>
    public async Task<PagedList<MonthSummary>> ListAsync(PageRequest page, CancellationToken cancel = default)
    {
        // A month that a writer only held, for instance the later months of a corrected year, says nothing.
        var query = db.Set<ReportMonth>().AsNoTracking().Where(m => m.State != MonthState.Open
            || db.Set<ReportTask>().Any(t => t.ZoneId == m.ZoneId && t.Month == m.Month) || db.Set<Rollup>().Any(r => r.ZoneId == m.ZoneId && r.Month == m.Month));
        if (!db.SeesAll(MonthsModel.DutyPermission)) query = query.Where(m => db.Set<ReportDuty>().Any(d => d.Month == m.Month));
        var total = await query.LongCountAsync(cancel);
        var rows = await query.OrderByDescending(m => m.Month).Skip(page.Skip).Take(page.Size).ToListAsync(cancel);
        var mine = (await tasks.OfMonthsAsync([.. rows.Select(m => m.Month)], cancel)).ToLookup(t => t.Month);
        return new([.. rows.Select(m => new MonthSummary(MonthKey.Text(m.Month), m.State, m.Frozen, m.LockedAt, [.. mine[MonthKey.Text(m.Month)]]))], total, page.Page, page.Size);
    }

    /// <summary>One month; of a reader who sees no duty of it, <c>not-found</c>.</summary>
    public async Task<Result<MonthView>> FindAsync(int month, CancellationToken cancel = default)
    {
        var stored = await db.Set<ReportMonth>().AsNoTracking().FirstOrDefaultAsync(m => m.Month == month, cancel) ?? new ReportMonth { Month = month };
        var all = db.SeesAll(MonthsModel.DutyPermission);
        var mine = await tasks.OfMonthsAsync([month], cancel);
        if (!all && mine.Count == 0) return ApiErrors.NotFound;
        var versions = await db.Set<MonthVersion>().AsNoTracking().Where(v => v.Month == month).OrderByDescending(v => v.Number).ToListAsync(cancel);
        var pending = await months.PendingAsync(month, cancel);
        var asks = db.Actor.May(MonthEndpoints.WritePermission) && db.Actor.MemberId is not null && pending is null;
        return new MonthView(MonthKey.Text(month), stored.State, stored.LockSignOff, stored.UnlockSignOff, all ? pending : null, stored.LockedAt,
            [.. versions.Select(v => new MonthVersionView(v.Number, v.FrozenAt, v.UnlockedAt, v.SignOff, v.Records, v.Unconfirmed, v.Sha256))], mine,
            all ? (await names.UnconfirmedAsync(month, cancel)).Count : mine.Sum(t => t.Progress.Total - t.Progress.Confirmed), (await citations.OfMonthAsync(month, cancel)).Count,
            asks && MonthKey.LastDay(month) < db.Today ? MonthService.MovesOf(stored.State) : []);
    }
}
