using Jingkai.Economy;
using Jingkai.Enterprises;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Localization;
using Jingkai.Platform.Modules;
using Jingkai.Platform.Zones;
using Jingkai.Projects;
using Jingkai.Services;
using Jingkai.Ui;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Jingkai.Host;

/// <summary>The pages of the product: components of the design system and the modules, and the few posts outside them.</summary>
internal static class Pages
{
    public static readonly System.Reflection.Assembly[] All =
        [typeof(Ui.AppShell).Assembly, typeof(EnterprisesModule).Assembly, typeof(EconomyModule).Assembly, typeof(ProjectsModule).Assembly, typeof(ServicesModule).Assembly];

    public static void Register(IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddJingkaiUi();
        services.AddSingleton(new Localizer([typeof(Platform.PlatformServices).Assembly, typeof(Pages).Assembly, .. All]));
    }

    public static void Map(WebApplication app)
    {
        app.MapJingkaiAssets();
        app.MapRazorComponents<Components.App>().AddAdditionalAssemblies(All);
        app.MapPost("/sign-out", async (SignInManager<Account> signIn) =>
        {
            await signIn.SignOutAsync();
            return TypedResults.LocalRedirect("/sign-in");
        }).WithMetadata(new RequireAntiforgeryTokenAttribute()).AllowAnyone().ExcludeFromDescription();
        app.MapPost("/language", (HttpContext http, [FromForm] string? language, [FromForm] string? returnUrl) =>
        {
            http.Response.Cookies.Append("jingkai-lang", language == Localizer.English ? Localizer.English : Localizer.Chinese,
                new CookieOptions { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, HttpOnly = true, IsEssential = true, Secure = http.Request.IsHttps });
            return TypedResults.LocalRedirect(LocalUrl(returnUrl));
        }).AllowAnyone().ExcludeFromDescription();
        app.MapGet("/", async (ZoneService zones, ZoneVisit visit, IEnumerable<INavigationSource> sources, Actor actor, CancellationToken cancel) =>
        {
            if (!actor.IsSignedIn) return TypedResults.LocalRedirect("/sign-in");
            var mine = await zones.ListAsync(cancel);
            if (mine.Count != 1) return TypedResults.LocalRedirect("/zones");
            var first = await visit.InAsync(actor, mine[0].Code, "platform.zone", services => Task.FromResult(StartPage.Of(sources, services.GetRequiredService<Actor>())), cancel);
            return TypedResults.LocalRedirect($"/z/{mine[0].Code}/{first}".TrimEnd('/'));
        }).AllowAnyone().ExcludeFromDescription();
    }

    /// <summary>An address of this site, or the start page: nothing that leads elsewhere.</summary>
    internal static string LocalUrl(string? url) =>
        url is ['/', ..] && !url.StartsWith("//", StringComparison.Ordinal) && !url.StartsWith("/\\", StringComparison.Ordinal) && !url.Any(char.IsControl) ? url : "/";
}
