using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Jingkai.Platform.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Jingkai.Platform.Accounts;

/// <summary>API tokens: 32 random bytes, shown once, stored as a hash.</summary>
public static class Tokens
{
    /// <summary>Name of the authentication scheme.</summary>
    public const string Scheme = "Bearer";

    /// <summary>Makes a token for an account and adds its row to the context.</summary>
    public static string Issue(JingkaiDbContext db, Guid account, string name, DateTime now, DateTime? expires, string scope = TokenScope.Full)
    {
        var token = "jk_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).Replace('+', '-').Replace('/', '_').TrimEnd('=');
        db.Add(new AccessToken { AccountId = account, Name = name, Hash = Hash(token), CreatedAt = now, ExpiresAt = expires, Scope = scope });
        return token;
    }

    internal static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

/// <summary>Reads <c>Authorization: Bearer …</c>.</summary>
internal sealed class TokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, AccessReader access, LastUse uses)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return AuthenticateResult.NoResult();
        var found = await access.TokenAsync(header[7..].Trim(), Context.RequestAborted);
        if (found is null) return AuthenticateResult.Fail("unknown, expired or withdrawn token");
        uses.Note(found);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, found.AccountId.ToString()), new Claim(Principals.TokenScopeClaim, found.Scope)], Tokens.Scheme);
        return AuthenticateResult.Success(new(new(identity), Tokens.Scheme));
    }
}
