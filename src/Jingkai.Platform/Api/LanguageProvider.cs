using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;

namespace Jingkai.Platform.Api;

/// <summary>The reader's language: the cookie set by the language switch; programs may send <c>Accept-Language</c>.</summary>
internal sealed class LanguageProvider : RequestCultureProvider
{
    public const string Cookie = "jingkai-lang";

    public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext http)
    {
        var wanted = http.Request.Cookies[Cookie];
        if (wanted is null && http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)) wanted = http.Request.Headers.AcceptLanguage.ToString();
        var culture = wanted?.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true ? "en" : "zh-CN";
        return Task.FromResult<ProviderCultureResult?>(new(culture));
    }
}
