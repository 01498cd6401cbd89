using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Accounts;

/// <summary>A sign-in as its owner sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Browser">The browser in words; empty when unknown.</param>
/// <param name="System">The system in words; empty when unknown.</param>
/// <param name="Handheld">A telephone or a tablet.</param>
/// <param name="Address">From which address it came.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="LastSeenAt">When it was last used, to within a few minutes.</param>
/// <param name="Current">The one that asks.</param>
public sealed record SessionView(Guid Id, string Browser, string System, bool Handheld, string? Address, DateTime CreatedAt, DateTime LastSeenAt, bool Current);

/// <summary>One's own sign-ins. Nobody sees or ends another's.</summary>
public sealed class SessionService(JingkaiDbContext db, SessionStore store, LastUse uses, TimeProvider clock)
{
    /// <summary>The sign-ins that hold, this one first, then the latest used.</summary>
    public async Task<IReadOnlyList<SessionView>> ListAsync(CancellationToken cancel = default)
    {
        var now = clock.Now();
        var rows = await Mine.AsNoTracking().Where(s => s.EndedAt == null && s.ExpiresAt > now).ToListAsync(cancel);
        return [.. rows.Select(s => (Row: s, Seen: uses.Of(s.Id) ?? s.LastSeenAt))
            .Where(s => new SessionInfo(s.Row.Id, s.Row.AccountId, s.Seen, s.Row.ExpiresAt, s.Row.EndedAt).Holds(now))
            .Select(s => View(s.Row, s.Seen)).OrderByDescending(s => s.Current).ThenByDescending(s => s.LastSeenAt).ThenByDescending(s => s.Id)];
    }

    /// <summary>Ends a sign-in.</summary>
    /// <returns>Done; <c>not-found</c> also when it is another's, or over.</returns>
    public async Task<Result> EndAsync(Guid id, CancellationToken cancel = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await store.EndAsync(db, Mine.Where(s => s.Id == id), SessionEnd.Ended, cancel) == 0) return ApiErrors.NotFound;
        await RecordAsync(id.ToString(), 1, cancel);
        await transaction.CommitAsync(CancellationToken.None);
        return Result.Ok();
    }

    /// <summary>Ends all sign-ins but the one that asks; a program that asks with a token ends all.</summary>
    /// <returns>How many ended.</returns>
    public async Task<int> EndOthersAsync(CancellationToken cancel = default)
    {
        var current = db.Actor.SessionId;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var ended = await store.EndAsync(db, Mine.Where(s => s.Id != current), SessionEnd.Ended, cancel);
        if (ended > 0) await RecordAsync("", ended, cancel);
        await transaction.CommitAsync(CancellationToken.None);
        return ended;
    }

    /// <summary>The ticket that is renewed next in this request stays that of the sign-in at hand.</summary>
    public static void Keep(HttpContext http) => SessionCookie.KeepSession(http);

    private IQueryable<AccountSession> Mine
    {
        get
        {
            var account = db.Actor.AccountId;
            return db.Set<AccountSession>().Where(s => s.AccountId == account);
        }
    }

    private async Task RecordAsync(string id, int count, CancellationToken cancel)
    {
        AuditTrail.Record(db, clock.Now(), "session-ended", nameof(AccountSession), id, db.Actor.UserName, after: new { count }, installation: true);
        await db.SaveChangesAsync(cancel);
    }

    private SessionView View(AccountSession s, DateTime seen)
    {
        var device = Device.Of(s.UserAgent);
        return new(s.Id, device.Browser, device.System, device.IsHandheld, s.Address, s.CreatedAt, seen, s.Id == db.Actor.SessionId);
    }
}
