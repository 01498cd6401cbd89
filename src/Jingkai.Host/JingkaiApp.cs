using Jingkai.Economy;
using Jingkai.Enterprises;
using Jingkai.Platform;
using Jingkai.Platform.Data;
using Jingkai.Platform.Uploads;
using Jingkai.Platform.Modules;
using Jingkai.Projects;
using Jingkai.Services;
using Microsoft.AspNetCore.Http.Features;

namespace Jingkai.Host;

/// <summary>How to build the program.</summary>
/// <param name="Folder">Private data folder.</param>
/// <param name="Database">Where the data lives.</param>
/// <param name="Urls">Addresses to listen on; null: none, for commands that only use the services.</param>
internal sealed record AppOptions(string Folder, DatabaseLocation Database, string? Urls = null);

/// <summary>Puts platform, modules and pages together. The only place that sees everything.</summary>
internal static class JingkaiApp
{
    /// <summary>The modules, in order of dependency.</summary>
    public static IReadOnlyList<IModule> Modules { get; } = [new EnterprisesModule(), new EconomyModule(), new ProjectsModule(), new ServicesModule()];

    public static WebApplication Build(AppOptions options, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(JingkaiApp).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = UploadStore.LargestRequest;
            kestrel.AddServerHeader = false;
        });
        builder.Services.Configure<FormOptions>(form => form.MultipartBodyLengthLimit = 72 * 1024 * 1024);
        // Standard output carries only the lines of the contract; logs go to standard error.
        builder.Logging.ClearProviders();
        builder.Logging.AddJsonConsole(console => console.JsonWriterOptions = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        if (options.Urls is not null) builder.WebHost.UseUrls(options.Urls);
        // A command says what it did or why not in one line; what the database layer logs on the way says it again at length.
        else builder.Logging.AddFilter("Jingkai", LogLevel.Warning).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None);

        configure?.Invoke(builder);
        var folder = new DataFolder(options.Folder);
        folder.Sub(".");
        builder.Services.AddJingkaiPlatform(builder.Configuration, options.Database, folder, Modules);
        Pages.Register(builder.Services);

        var app = builder.Build();
        app.UseJingkaiPlatform();
        app.MapJingkaiApi();
        Pages.Map(app);
        return app;
    }
}
