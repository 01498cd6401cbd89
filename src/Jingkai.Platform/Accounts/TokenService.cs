using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Accounts;

/// <summary>An API token as its owner sees it; the token itself is shown once, when it is made.</summary>
public sealed record TokenView(Guid Id, string Name, string Scope, DateTime CreatedAt, DateTime? ExpiresAt, DateTime? RevokedAt, DateTime? LastUsedAt)
{
    /// <summary>Whether it works at an instant.</summary>
    public bool Works(DateTime now) => RevokedAt is null && !(ExpiresAt <= now);
}

/// <summary>Keeps the API tokens of the account that is signed in.</summary>
public sealed class TokenService(JingkaiDbContext db, AccessReader access, LastUse uses, TimeProvider clock)
{
    private const int MostTokens = 50;
    private const int LongestName = 60;
    private const int MostDays = 366 * 3;

    private static Error BadDays { get; } = new(ErrorKind.Invalid, "bad-days", new("有效期须为 1 至 1098 天，或不填表示长期有效。", "A token lasts 1 to 1098 days; leave it empty for one without end."), "days");

    private static Error NameTooLong { get; } = new(ErrorKind.Invalid, "too-long", new("名称最多 60 个字。", "A name has at most 60 characters."), "name");

    private static Error TooMany { get; } = new(ErrorKind.Conflict, "too-many-tokens", new("有效令牌已达 50 个，请先停用不再使用的。", "There are 50 working tokens; withdraw those not in use first."));

    /// <summary>The account's tokens, newest first; withdrawn ones too.</summary>
    public async Task<IReadOnlyList<TokenView>> ListAsync(CancellationToken cancel = default) =>
        [.. (await Mine.AsNoTracking().OrderByDescending(t => t.Id).Take(200).ToListAsync(cancel)).Select(View)];

    /// <summary>Makes a token for the account.</summary>
    /// <returns>The token, never to be shown again; or <c>required</c>, <c>too-long</c>, <c>bad-days</c>, <c>bad-scope</c>, <c>too-many-tokens</c>.</returns>
    public async Task<Result<(TokenView View, string Token)>> CreateAsync(string? name, int? days, string? scope = null, CancellationToken cancel = default)
    {
        var clean = TextNormal.Clean(name ?? "");
        if (clean.Length == 0) return ApiErrors.Required("name");
        if (clean.Length > LongestName) return NameTooLong;
        if (days is < 1 or > MostDays) return BadDays;
        if (scope is not (null or TokenScope.Full or TokenScope.ReadOnly)) return BadScope(scope);
        var now = clock.Now();
        if (await Mine.CountAsync(t => t.RevokedAt == null && (t.ExpiresAt == null || t.ExpiresAt > now), cancel) >= MostTokens) return TooMany;
        var token = Tokens.Issue(db, db.Actor.AccountId!.Value, clean, now, days is { } d ? now.AddDays(d) : null, scope ?? TokenScope.Full);
        var row = db.ChangeTracker.Entries<AccessToken>().Last(e => e.State == EntityState.Added).Entity;
        await db.SaveChangesAsync(cancel);
        return (View(row), token);
    }

    /// <summary>Withdraws a token of the account; again does no harm.</summary>
    public async Task<Result> RevokeAsync(Guid id, CancellationToken cancel = default)
    {
        if (await Mine.FirstOrDefaultAsync(t => t.Id == id, cancel) is not { } token) return ApiErrors.NotFound;
        token.RevokedAt ??= clock.Now();
        await db.SaveChangesAsync(cancel);
        access.Forget();
        return Result.Ok();
    }

    private static Error BadScope(string scope) => new(ErrorKind.Invalid, "bad-scope", new($"权限范围只能是 full 或 read-only，不能是“{scope}”。", $"scope is full or read-only, not \"{scope}\"."), "scope");

    private TokenView View(AccessToken t) => new(t.Id, t.Name, t.Scope, t.CreatedAt, t.ExpiresAt, t.RevokedAt, uses.Of(t.Id) ?? t.LastUsedAt);

    private IQueryable<AccessToken> Mine
    {
        get
        {
            var account = db.Actor.AccountId;
            return db.Set<AccessToken>().Where(t => t.AccountId == account);
        }
    }
}
