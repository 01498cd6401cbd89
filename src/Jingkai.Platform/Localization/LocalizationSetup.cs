using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Platform.Localization;

/// <summary>Registers the languages and reads a visitor's choice from the cookie <see cref="CookieName"/>.</summary>
public static class LocalizationSetup
{
    /// <summary>The cookie that keeps the chosen language, <c>zh-CN</c> or <c>en</c>.</summary>
    public const string CookieName = "jingkai-lang";

    /// <summary>Adds the <see cref="Localizer"/> over the resources of the given assemblies.</summary>
    public static IServiceCollection AddJingkaiLocalization(this IServiceCollection services, params IEnumerable<Assembly> assemblies) =>
        services.AddSingleton(new Localizer(assemblies));

    /// <summary>
    /// Sets the culture of each request: the cookie decides, Chinese otherwise. The browser's own wish is left aside on purpose:
    /// office machines often run an English system, and their users expect Chinese.
    /// </summary>
    public static IApplicationBuilder UseJingkaiLocalization(this IApplicationBuilder app)
    {
        CultureInfo[] cultures = [.. Localizer.Languages.Select(CultureInfo.GetCultureInfo)];
        return app.UseRequestLocalization(new RequestLocalizationOptions
        {
            DefaultRequestCulture = new RequestCulture(cultures[0]),
            SupportedCultures = cultures,
            SupportedUICultures = cultures,
            RequestCultureProviders = [new CustomRequestCultureProvider(FromCookie)],
        });
    }

    /// <summary>Keeps the choice for a year; a language that is not on offer is ignored.</summary>
    public static void RememberLanguage(this HttpResponse response, string? language)
    {
        if (language is null || !Localizer.Languages.Contains(language)) return;
        response.Cookies.Append(CookieName, language, new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            MaxAge = TimeSpan.FromDays(365),
            Path = "/",
            SameSite = SameSiteMode.Lax,
            Secure = response.HttpContext.Request.IsHttps,
        });
    }

    private static Task<ProviderCultureResult?> FromCookie(HttpContext context)
    {
        var language = context.Request.Cookies[CookieName];
        return Task.FromResult(language is not null && Localizer.Languages.Contains(language) ? new ProviderCultureResult(language) : null);
    }
}
