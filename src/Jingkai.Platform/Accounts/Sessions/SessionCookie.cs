using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;

namespace Jingkai.Platform.Accounts;

/// <summary>Ties the cookie to a row: signing in begins a session and puts its key into the ticket, signing out ends it.</summary>
internal sealed class SessionCookie(SessionStore sessions) : CookieAuthenticationEvents
{
    private const string KeyClaim = "jingkai:session";
    private static readonly object Keep = new();

    /// <summary>The key in a principal's ticket, or null.</summary>
    public static string? KeyOf(ClaimsPrincipal user) => user.FindFirstValue(KeyClaim);

    /// <summary>The next sign-in of this request renews the ticket of the session at hand and begins none.</summary>
    public static void KeepSession(HttpContext http) => http.Items[Keep] = KeyOf(http.User);

    public override async Task SigningIn(CookieSigningInContext context)
    {
        var http = context.HttpContext;
        if (context.Principal?.Identity is not ClaimsIdentity identity || !Principals.TryAccount(context.Principal, out var account)) return;
        var key = http.Items[Keep] as string;
        if (key is null)
        {
            if (KeyOf(http.User) is { } old) await sessions.EndAsync(old, SessionEnd.Replaced, http.RequestAborted);
            key = await sessions.BeginAsync(account, http.Request.Headers.UserAgent.ToString(), Principals.AddressOf(http), http.RequestAborted);
        }

        identity.AddClaim(new(KeyClaim, key));
    }

    public override async Task SigningOut(CookieSigningOutContext context)
    {
        if (KeyOf(context.HttpContext.User) is { } key) await sessions.EndAsync(key, SessionEnd.SignOut, context.HttpContext.RequestAborted);
    }
}
