using System.Net.Http.Headers;
using Jingkai.Host;
using Jingkai.IntegrationTests.Fixture;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Jingkai.IntegrationTests;

/// <summary>Another process's worth of the program beside a test server: the same database and data folder, its own connections,
/// its own job runner. On PostgreSQL two imports run at the same moment only so.</summary>
internal sealed class SecondNode : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly TestServer server;

    private SecondNode(WebApplication app, TestServer server) => (this.app, this.server) = (app, server);

    public static async Task<SecondNode> StartAsync(TestServer server)
    {
        var app = JingkaiApp.Build(new(server.Folder, server.Location, "http://127.0.0.1:0"), builder =>
        {
            builder.Configuration["RateLimit:RequestsPerMinute"] = "1000000";
            builder.Configuration["Clocks:SweepMinutes"] = "0";
            builder.Configuration["Register:SweepMinutes"] = "0";
            builder.Logging.ClearProviders();
            builder.Logging.AddProvider(server.Errors);
        });
        await app.StartAsync();
        return new(app, server);
    }

    public IServiceProvider Services => app.Services;

    /// <summary>A client of this node with the credentials of another client.</summary>
    public HttpClient Like(HttpClient other)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(app.Urls.First()), Timeout = TimeSpan.FromMinutes(5) };
        client.DefaultRequestHeaders.Authorization = other.DefaultRequestHeaders.Authorization ?? new AuthenticationHeaderValue("Bearer", server.Token);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
