using System.Security.Cryptography;
using Jingkai.Kernel;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Jingkai.Platform.Notices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Platform.Accounts;

/// <summary>Begins and ends sign-ins. Works in scopes of its own: who signs in is nobody yet in the request.</summary>
public sealed class SessionStore(IServiceScopeFactory scopes, AccessReader access, TimeProvider clock)
{
    private const int LongestUserAgent = 400;
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(180);

    /// <summary>Begins a sign-in.</summary>
    /// <returns>The key for the cookie; it is not stored.</returns>
    public async Task<string> BeginAsync(Guid accountId, string userAgent, string? address, CancellationToken cancel)
    {
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).Replace('+', '-').Replace('/', '_').TrimEnd('=');
        var now = clock.Now();
        var session = new AccountSession
        {
            AccountId = accountId, Hash = Tokens.Hash(key), UserAgent = TextNormal.Clean(userAgent.Length > LongestUserAgent ? userAgent[..LongestUserAgent] : userAgent), Address = address,
            CreatedAt = now, LastSeenAt = now, ExpiresAt = now + SessionInfo.Longest,
        };
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JingkaiDbContext>();
        var account = await db.Users.AsNoTracking().FirstAsync(a => a.Id == accountId, cancel);
        db.Actor.SignIn(accountId, account.UserName!, account.DisplayName, account.InstallationRole, "page", address);
        var unknown = await IsUnknownAsync(db, session, cancel);
        db.Add(session);
        AuditTrail.Record(db, now, "signed-in", nameof(AccountSession), session.Id.ToString(), account.UserName!, after: new { device = Device.Of(userAgent).ToString(), address }, installation: true);
        await db.SaveChangesAsync(cancel);
        if (unknown) await TellAsync(session, cancel);
        return key;
    }

    /// <summary>Ends the sign-in of a key; again does no harm.</summary>
    public async Task EndAsync(string key, string by, CancellationToken cancel)
    {
        var hash = Tokens.Hash(key);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JingkaiDbContext>();
        await EndAsync(db, db.Set<AccountSession>().Where(s => s.Hash == hash), by, cancel);
    }

    /// <summary>Ends those of a query that are not over yet.</summary>
    /// <returns>How many ended.</returns>
    public async Task<int> EndAsync(JingkaiDbContext db, IQueryable<AccountSession> which, string by, CancellationToken cancel)
    {
        var now = clock.Now();
        var ended = await which.Where(s => s.EndedAt == null && s.ExpiresAt > now).ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, now).SetProperty(x => x.EndedBy, by), cancel);
        access.Forget();
        return ended;
    }

    /// <summary>True when the account has signed in before, and not lately with such a device from such a network. An address of
    /// IPv4 counts by its first two parts: telephones and offices draw a new one every day.</summary>
    private async Task<bool> IsUnknownAsync(JingkaiDbContext db, AccountSession session, CancellationToken cancel)
    {
        var since = clock.Now() - Remembered;
        var before = await db.Set<AccountSession>().AsNoTracking().Where(s => s.AccountId == session.AccountId && s.CreatedAt > since).Select(s => new { s.UserAgent, s.Address }).ToListAsync(cancel);
        var device = Device.Of(session.UserAgent);
        return before.Count > 0 && !before.Any(s => Device.Of(s.UserAgent) == device && NetworkOf(s.Address) == NetworkOf(session.Address));
    }

    /// <summary>Tells the person in every zone where they have a place, so that a sign-in which was not theirs is seen.</summary>
    private async Task TellAsync(AccountSession session, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var seats = await (from m in scope.ServiceProvider.GetRequiredService<JingkaiDbContext>().Set<Member>().IgnoreQueryFilters().AsNoTracking()
                           where m.AccountId == session.AccountId && m.Active
                           select new { m.ZoneId, m.Id }).ToListAsync(cancel);
        var device = Device.Of(session.UserAgent).ToString();
        var (zh, en) = device.Length > 0 ? (device, device) : ("未知设备", "unknown device");
        foreach (var seat in seats)
        {
            await using var visit = scopes.CreateAsyncScope();
            visit.ServiceProvider.GetRequiredService<Actor>().Enter(seat.ZoneId, "", default);
            var db = visit.ServiceProvider.GetRequiredService<JingkaiDbContext>();
            visit.ServiceProvider.GetRequiredService<NoticeWriter>().Add(db, new(seat.Id, "sign-in", new($"新的登录：{zh}，地址 {session.Address}", $"New sign-in: {en}, address {session.Address}"), "/account") { At = session.CreatedAt });
            await db.SaveChangesAsync(cancel);
        }
    }

    private static string NetworkOf(string? address) =>
        !System.Net.IPAddress.TryParse(address, out var parsed) ? "" : Convert.ToHexString(parsed.GetAddressBytes(), 0, parsed.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? 2 : 4);
}
