using System.Text.Encodings.Web;
using System.Text.Unicode;
using Jingkai.Platform.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Ui;

/// <summary>What the host adds for pages.</summary>
public static class UiSetup
{
    private const string Chunks = WebAssets.Folder + "c/";

    /// <summary>
    /// Writes Chinese as it is. By default every character beyond ASCII becomes a numeric entity, which makes a Chinese page a
    /// fifth longer; what has a meaning in HTML is still encoded.
    /// </summary>
    public static IServiceCollection AddJingkaiUi(this IServiceCollection services) =>
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));

    /// <summary>Maps the static assets. Chunks carry their hash in the name, so browsers may keep them for ever.</summary>
    public static void MapJingkaiAssets(this IEndpointRouteBuilder endpoints)
    {
        // Run from a build instead of a publish folder, the framework reads every file anew, sends it uncompressed and forbids
        // browsers to keep it, in case someone edits it. Ours are made by the build alone.
        var settings = endpoints.ServiceProvider.GetRequiredService<IConfiguration>();
        settings["ReloadStaticAssetsAtRuntime"] = "false";
        settings["EnableStaticAssetsDevelopmentCaching"] = "true";
        endpoints.MapStaticAssets().AllowAnyone().Add(builder =>
        {
            if (builder is not RouteEndpointBuilder { RoutePattern.RawText: { } path } || !path.StartsWith(Chunks, StringComparison.Ordinal)) return;
            if (builder.RequestDelegate is not { } serve) return;
            builder.RequestDelegate = http =>
            {
                http.Response.OnStarting(() =>
                {
                    if (http.Response.StatusCode is 200 or 304) http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
                    return Task.CompletedTask;
                });
                return serve(http);
            };
        });
    }
}
