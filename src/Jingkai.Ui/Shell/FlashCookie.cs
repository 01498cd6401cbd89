using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Jingkai.Ui;

/// <summary>Carries a message from a posted form to the page it redirects to: a cookie that lives until it is read.</summary>
public static class FlashCookie
{
    private const string Name = "jingkai-flash";

    /// <summary>Leaves a message for the next page.</summary>
    public static void Leave(HttpContext http, Tone tone, string text, string? title = null) => http.Response.Cookies.Append(
        Name,
        WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new FlashMessage(tone, text, title)))),
        new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, MaxAge = TimeSpan.FromMinutes(2), IsEssential = true, Secure = http.Request.IsHttps });

    /// <summary>The message left by the page before, which is thereby used up; null when there is none.</summary>
    public static FlashMessage? Take(HttpContext http)
    {
        if (http.Request.Cookies[Name] is not { Length: > 0 and < 4000 } text || http.Response.HasStarted) return null;
        http.Response.Cookies.Delete(Name);
        try
        {
            return JsonSerializer.Deserialize<FlashMessage>(Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(text)));
        }
        catch (Exception error) when (error is JsonException or FormatException)
        {
            return null;
        }
    }
}
