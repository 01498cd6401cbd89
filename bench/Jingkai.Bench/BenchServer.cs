using System.Net.Http.Headers;
using System.Net.Http.Json;
using Jingkai.Host;
using Jingkai.Host.Demo;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Jingkai.Platform.Zones;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Jingkai.Bench;

/// <summary>The real program in this process, on a fresh database.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("jingkai-bench").FullName;
    private WebApplication? app;

    public string Token { get; private set; } = "";

    public Uri Address { get; private set; } = null!;

    public IServiceProvider Services => app!.Services;

    public string DatabasePath => Path.Combine(folder, "jingkai.db");

    public static async Task<BenchServer> StartAsync(DatabaseLocation? location = null)
    {
        var server = new BenchServer();
        server.app = JingkaiApp.Build(new(server.folder, location ?? DatabaseLocation.File(server.DatabasePath), "http://127.0.0.1:0"), builder =>
        {
            builder.Configuration["RateLimit:RequestsPerMinute"] = "100000000";
            builder.Logging.ClearProviders();
        });
        await server.Services.GetRequiredService<Migrator>().MigrateAsync();
        await using (var scope = server.Services.CreateAsyncScope())
        {
            scope.ServiceProvider.GetRequiredService<Actor>().SignIn(Guid.Empty, "setup", "setup", InstallationRoles.Administrator, "cli", null);
            (_, server.Token) = await Administrator.CreateAsync(scope.ServiceProvider);
        }

        await server.app.StartAsync();
        server.Address = new(server.app.Urls.First());
        return server;
    }

    public HttpClient Client() => new(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(20), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", Token) } };

    public async Task<string> ZoneAsync(string code)
    {
        using var client = Client();
        (await client.PostAsJsonAsync("/api/v1/zones", new { code, name = "测量" + code, level = "省级", province = "浙江省", city = "嘉兴市" })).EnsureSuccessStatusCode();
        return code;
    }

    public async Task InZone(string code, Func<IServiceProvider, Task> work)
    {
        await using var scope = Services.CreateAsyncScope();
        var zone = await Services.GetRequiredService<ZoneDirectory>().FindAsync(code) ?? throw new InvalidOperationException(code);
        scope.ServiceProvider.GetRequiredService<Actor>().ActAsSystem(zone.Id, zone.Code, Services.GetRequiredService<IZoneCalendar>().Today(zone), "bench");
        await work(scope.ServiceProvider);
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
