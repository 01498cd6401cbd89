using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Ui.Pages.Account;

/// <summary>Carries a secret from the post that made it to the page that shows it once: encrypted, for two minutes, for that
/// page only, gone when read.</summary>
internal static class OnceCookie
{
    private const string Name = "jingkai-once";
    private const string OwnAccount = "/account";

    public static void Leave(HttpContext http, string secret, string page = OwnAccount) => http.Response.Cookies.Append(
        Name,
        Protector(http).Protect(secret),
        new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, MaxAge = TimeSpan.FromMinutes(2), IsEssential = true, Secure = http.Request.IsHttps, Path = page });

    public static string? Take(HttpContext http, string page = OwnAccount)
    {
        if (http.Request.Cookies[Name] is not { Length: > 0 } text || http.Response.HasStarted) return null;
        http.Response.Cookies.Delete(Name, new CookieOptions { Path = page });
        http.Response.Headers.CacheControl = "no-store";
        try
        {
            return Protector(http).Unprotect(text);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    private static IDataProtector Protector(HttpContext http) => http.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector("Jingkai.Once");
}
