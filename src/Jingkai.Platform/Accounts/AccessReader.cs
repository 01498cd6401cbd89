using System.Security.Claims;
using Jingkai.Platform.Data;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Platform.Accounts;

/// <summary>What requests need to know of an account.</summary>
public sealed record AccountInfo(Guid Id, string UserName, string DisplayName, string? InstallationRole, bool Disabled, string? Stamp);

/// <summary>An account's place in a zone with its grants.</summary>
public sealed record Place(Guid? Member, Guid? Unit, Guid? Enterprise, IReadOnlyList<string> Roles, IReadOnlyDictionary<string, Scope> Grants);

/// <summary>Accounts, tokens and memberships as requests need them: kept for a few seconds, and forgotten at once in this
/// process when something changes. Another node of the same installation follows within <see cref="Freshness"/>.</summary>
public sealed class AccessReader(IServiceScopeFactory scopes, PermissionCatalog permissions, TimeProvider clock)
{
    /// <summary>How long an answer may be older than the database.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);

    private volatile MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = 100_000 });

    /// <summary>Forgets everything, after an account, token, membership or role changed.</summary>
    public void Forget() => cache = new(new MemoryCacheOptions { SizeLimit = 100_000 });

    /// <summary>The account, or null.</summary>
    public Task<AccountInfo?> AccountAsync(Guid id, CancellationToken cancel) => Cached(("account", id, 0), db =>
        db.Users.AsNoTracking().Where(a => a.Id == id)
            .Select(a => new AccountInfo(a.Id, a.UserName!, a.DisplayName, a.InstallationRole, a.Disabled, a.SecurityStamp)).FirstOrDefaultAsync(cancel));

    /// <summary>A token, or null when it does not work.</summary>
    public async Task<TokenInfo?> TokenAsync(string token, CancellationToken cancel)
    {
        var hash = Tokens.Hash(token);
        var found = await Cached(("token", hash, 0), db => db.Set<AccessToken>().AsNoTracking().Where(t => t.Hash == hash)
            .Select(t => new TokenInfo(t.Id, t.AccountId, t.Scope, t.ExpiresAt, t.RevokedAt, t.LastUsedAt)).FirstOrDefaultAsync(cancel));
        return found?.Works(clock.Now()) == true ? found : null;
    }

    /// <summary>The sign-in of a cookie's key, or null when it does not hold.</summary>
    public async Task<SessionInfo?> SessionAsync(string key, CancellationToken cancel)
    {
        var hash = Tokens.Hash(key);
        var found = await Cached(("session", hash, 0), db => db.Set<AccountSession>().AsNoTracking().Where(s => s.Hash == hash)
            .Select(s => new SessionInfo(s.Id, s.AccountId, s.LastSeenAt, s.ExpiresAt, s.EndedAt)).FirstOrDefaultAsync(cancel));
        return found?.Holds(clock.Now()) == true ? found : null;
    }

    /// <summary>The account's place in a zone; null when it has none.</summary>
    public Task<Place?> PlaceAsync(Guid account, string? installationRole, int zone, CancellationToken cancel) => Cached(("place", account, zone), async db =>
    {
        var member = await db.Set<Member>().IgnoreQueryFilters().AsNoTracking().FirstOrDefaultAsync(m => m.ZoneId == zone && m.AccountId == account && m.Active, cancel);
        if (installationRole == InstallationRoles.Administrator) return new Place(member?.Id, null, null, [], new Dictionary<string, Scope>());
        if (installationRole == InstallationRoles.Observer) return new Place(member?.Id, null, null, [Roles.Leader], Widen(permissions.Union([Roles.Leader])));
        if (member is null) return null;
        var roles = await db.Set<MemberRole>().IgnoreQueryFilters().AsNoTracking().Where(r => r.ZoneId == zone && r.MemberId == member.Id).Select(r => r.Role).ToListAsync(cancel);
        return new Place(member.Id, member.UnitId, member.EnterpriseId, roles, permissions.Union(roles));
    });

    private static Dictionary<string, Scope> Widen(IReadOnlyDictionary<string, Scope> grants) =>
        grants.ToDictionary(g => g.Key, g => g.Value | Scope.AllZones, StringComparer.Ordinal);

    private async Task<T?> Cached<T>(object key, Func<JingkaiDbContext, Task<T?>> read) where T : class
    {
        var current = cache;
        if (current.TryGetValue(key, out T? known)) return known;
        await using var scope = scopes.CreateAsyncScope();
        var value = await read(scope.ServiceProvider.GetRequiredService<JingkaiDbContext>());
        current.Set(key, value, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = Freshness, Size = 1 });
        return value;
    }
}

/// <summary>Claims of a signed-in principal.</summary>
internal static class Principals
{
    public const string StampClaim = "AspNet.Identity.SecurityStamp";

    /// <summary>Scope of the token that a program sent; a cookie has none.</summary>
    public const string TokenScopeClaim = "jingkai:token-scope";

    public static bool TryAccount(ClaimsPrincipal user, out Guid id) =>
        Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out id);

    public static string? TokenScopeOf(ClaimsPrincipal user) => user.FindFirstValue(TokenScopeClaim);

    /// <summary>The address a request comes from, in its usual form.</summary>
    public static string? AddressOf(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString() : null;

    /// <summary>A cookie made before the password or the rights changed no longer counts; tokens carry no stamp.</summary>
    public static bool StampHolds(ClaimsPrincipal user, AccountInfo account) =>
        user.FindFirstValue(StampClaim) is not { } stamp || stamp == account.Stamp;
}
