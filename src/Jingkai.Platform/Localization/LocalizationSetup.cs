using System.Reflection;
using Jingkai.Platform.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Platform.Localization;

/// <summary>Registers the words of the interface and keeps a visitor's choice of language.</summary>
public static class LocalizationSetup
{
    /// <summary>Adds the <see cref="Localizer"/> over the resources of the given assemblies.</summary>
    public static IServiceCollection AddJingkaiLocalization(this IServiceCollection services, params IEnumerable<Assembly> assemblies) =>
        services.AddSingleton(new Localizer(assemblies));

    /// <summary>Keeps the choice for a year; a language that is not on offer is ignored.</summary>
    public static void RememberLanguage(this HttpResponse response, string? language)
    {
        if (language is null || !Localizer.Languages.Contains(language)) return;
        response.Cookies.Append(LanguageProvider.Cookie, language, new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            MaxAge = TimeSpan.FromDays(365),
            Path = "/",
            SameSite = SameSiteMode.Lax,
            Secure = response.HttpContext.Request.IsHttps,
        });
    }
}
