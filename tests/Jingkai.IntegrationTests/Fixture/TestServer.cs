using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Jingkai.Host;
using Jingkai.Host.Demo;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Jingkai.Platform.Zones;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Jingkai.IntegrationTests.Fixture;

/// <summary>The real program on a real database, listening on a real socket.</summary>
public abstract class TestServer(Provider provider, bool demo) : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("jingkai-test").FullName;
    private string? database;
    private WebApplication? app;

    /// <summary>Which engine.</summary>
    public Provider Provider { get; } = provider;

    /// <summary>Token of the installation's administrator.</summary>
    public string Token { get; private set; } = "";

    /// <summary>Accounts by name.</summary>
    public Dictionary<string, string> Passwords { get; } = [];

    /// <summary>Address of the server.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>The data folder.</summary>
    public string Folder => folder;

    /// <summary>Services of the program.</summary>
    public IServiceProvider Services => app!.Services;

    /// <summary>Where the data lives.</summary>
    public DatabaseLocation Location { get; private set; } = null!;

    /// <summary>Unexpected failures the program logged.</summary>
    public ErrorLog Errors { get; } = new();

    private static string? Postgres => Environment.GetEnvironmentVariable("JINGKAI_TEST_POSTGRES");

    /// <summary>Set when this machine has no such database: the test says so and is skipped.</summary>
    public bool Missing => Provider == Provider.Postgres && string.IsNullOrEmpty(Postgres);

    public async ValueTask InitializeAsync()
    {
        if (Missing) return;
        Location = Provider == Provider.Sqlite ? DatabaseLocation.File(Path.Combine(folder, "jingkai.db")) : await CreateDatabase();
        app = JingkaiApp.Build(new(folder, Location, "http://127.0.0.1:0"), builder =>
        {
            builder.Configuration["RateLimit:RequestsPerMinute"] = "1000000";
            builder.Configuration["RateLimit:SignInsPerMinute"] = "100000";
            // Tests sweep when they mean to.
            builder.Configuration["Clocks:SweepMinutes"] = "0";
            builder.Configuration["Register:SweepMinutes"] = "0";
            builder.Logging.ClearProviders();
            builder.Logging.AddProvider(Errors);
            Configure(builder);
        });
        await app.Services.GetRequiredService<Migrator>().MigrateAsync();
        await using (var scope = app.Services.CreateAsyncScope())
        {
            scope.ServiceProvider.GetRequiredService<Actor>().SignIn(Guid.Empty, "setup", "setup", InstallationRoles.Administrator, "cli", null);
            var (account, token) = await Administrator.CreateAsync(scope.ServiceProvider);
            (Token, Passwords[account.Name]) = (token, account.Password);
        }

        if (demo)
        {
            foreach (var account in await DemoInstaller.InstallAsync(app.Services, Path.Combine(AppContext.BaseDirectory, "demo")))
                Passwords[account.Name] = account.Password;
        }

        await app.StartAsync();
        Address = new(app.Urls.First());
    }

    /// <summary>Last changes before the program is built.</summary>
    protected virtual void Configure(WebApplicationBuilder builder)
    {
    }

    /// <summary>Lets go of what <see cref="Configure"/> made.</summary>
    protected virtual void Release()
    {
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        if (database is not null)
        {
            NpgsqlConnection.ClearAllPools();
            await using var connection = new NpgsqlConnection(Postgres);
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand($"DROP DATABASE IF EXISTS {database} WITH (FORCE)", connection);
            await command.ExecuteNonQueryAsync();
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        Release();
        GC.SuppressFinalize(this);
    }

    /// <summary>A client with a token: the administrator's unless another is given.</summary>
    public HttpClient Client(string? token = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(5) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token ?? Token);
        return client;
    }

    /// <summary>A client without credentials.</summary>
    public HttpClient Anonymous() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };

    /// <summary>A client that acts as an account, by a token of its own.</summary>
    public async Task<HttpClient> As(string account)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JingkaiDbContext>();
        var id = db.Users.Where(u => u.UserName == account).Select(u => u.Id).Single();
        var token = Tokens.Issue(db, id, "test", scope.ServiceProvider.GetRequiredService<TimeProvider>().Now(), null);
        await db.SaveChangesAsync();
        return Client(token);
    }

    /// <summary>Does something inside a zone with all rights, as the system does.</summary>
    public async Task<T> InZone<T>(string zone, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        var info = await Services.GetRequiredService<ZoneDirectory>().FindAsync(zone) ?? throw new InvalidOperationException(zone);
        scope.ServiceProvider.GetRequiredService<Actor>().ActAsSystem(info.Id, info.Code, Services.GetRequiredService<IZoneCalendar>().Today(info), "test");
        return await work(scope.ServiceProvider);
    }

    /// <summary>Makes a fresh zone and returns its code.</summary>
    public async Task<string> NewZone()
    {
        var code = "z" + Guid.CreateVersion7().ToString("N")[^12..];
        using var client = Client();
        var made = await client.PostAsJsonAsync("/api/v1/zones", new { code, name = $"测试开发区{code}", level = "省级", province = "浙江省", city = "嘉兴市" });
        made.EnsureSuccessStatusCode();
        return code;
    }

    private async Task<DatabaseLocation> CreateDatabase()
    {
        database = "jk_" + Guid.CreateVersion7().ToString("N");
        await using var connection = new NpgsqlConnection(Postgres);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {database}", connection);
        await command.ExecuteNonQueryAsync();
        return new(Provider.Postgres, new NpgsqlConnectionStringBuilder(Postgres) { Database = database, MaxPoolSize = 40 }.ConnectionString);
    }
}

/// <summary>Keeps errors that the program logs, so that tests can ask for none.</summary>
public sealed class ErrorLog : ILoggerProvider, ILogger
{
    private readonly List<string> entries = [];

    /// <summary>What was logged as an error so far.</summary>
    public IReadOnlyList<string> Entries
    {
        get
        {
            lock (entries) return [.. entries];
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel)) return;
        lock (entries) entries.Add($"{formatter(state, exception)} {exception}");
    }
}

/// <summary>SQLite with the demo zones.</summary>
public sealed class SqliteDemo() : TestServer(Provider.Sqlite, demo: true)
{
    /// <summary>Every way of telling is set up, so that its pages can be looked at; nothing leaves.</summary>
    protected override void Configure(WebApplicationBuilder builder)
    {
        // Points with every mark, where the zone of the pictures has projects without a place.
        builder.Services.AddScoped<Platform.Maps.IMapSource, TestPoints>();
        var set = builder.Configuration;
        set["Outbox:Dispatch"] = "false";
        set["Outbox:Hosts"] = "hooks.example.cn";
        set["Outbox:Smtp:Host"] = "mail.example.cn";
        set["Outbox:Smtp:From"] = "jingkai@example.cn";
        set["Outbox:Sms:Url"] = "https://sms.example.cn/send?to={phone}";
        set["Outbox:DingTalk:Url"] = "https://oapi.dingtalk.com/robot/send?access_token=none";
        set["Outbox:WeCom:Url"] = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=none";
    }
}

/// <summary>PostgreSQL with the demo zones.</summary>
public sealed class PostgresDemo() : TestServer(Provider.Postgres, demo: true);

/// <summary>SQLite without a zone.</summary>
public sealed class SqliteEmpty() : TestServer(Provider.Sqlite, demo: false);

/// <summary>PostgreSQL without a zone.</summary>
public sealed class PostgresEmpty() : TestServer(Provider.Postgres, demo: false);

/// <summary>SQLite without a zone, for tests that allow no failure at all: others provoke some, and all of a server stand in one log.</summary>
public sealed class SqliteHostile() : TestServer(Provider.Sqlite, demo: false);

/// <summary>The same on PostgreSQL.</summary>
public sealed class PostgresHostile() : TestServer(Provider.Postgres, demo: false);

/// <summary>A test class that runs once on each database.</summary>
public abstract class ServerTests
{
    protected ServerTests(TestServer server)
    {
        Assert.SkipWhen(server.Missing, "JINGKAI_TEST_POSTGRES is not set: PostgreSQL was not tried.");
        Server = server;
    }

    /// <summary>The server under test.</summary>
    protected TestServer Server { get; }

    /// <summary>Reads JSON and fails with the body when the status is not success.</summary>
    protected static async Task<JsonElement> Json(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{(int)answer.StatusCode} {body}");
        return JsonDocument.Parse(body).RootElement.Clone();
    }

    /// <summary>The stable code of a refusal.</summary>
    protected static async Task<string> Code(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync();
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json", body);
        return JsonDocument.Parse(body).RootElement.GetProperty("code").GetString()!;
    }
}
