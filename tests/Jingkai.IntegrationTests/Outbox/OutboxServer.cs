using System.Collections.Concurrent;
using System.Globalization;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Data;
using Jingkai.Platform.Outbox;
using Jingkai.Platform.Outbox.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Jingkai.IntegrationTests.Outbox;

/// <summary>A clock that stands until it is moved.</summary>
public sealed class StandingClock(DateTimeOffset start) : TimeProvider
{
    private long ticks = start.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    /// <summary>Moves it on.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);

    /// <summary>Moves it on to the next time the clocks of China show this hour and minute.</summary>
    public void AdvanceTo(int hour, int minute)
    {
        var local = GetUtcNow().UtcDateTime.AddHours(8);
        var wanted = local.Date.AddHours(hour).AddMinutes(minute);
        Advance((wanted > local ? wanted : wanted.AddDays(1)) - local);
    }
}

/// <summary>Keeps everything that is logged, at every level.</summary>
public sealed class WholeLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> lines = new();

    public IReadOnlyList<string> Lines => [.. lines];

    public ILogger CreateLogger(string categoryName) => this;

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Enqueue($"{formatter(state, exception)} {exception}");
}

/// <summary>The program with every way out set up, each leading to a stand-in, a clock that stands, and no dispatcher running by
/// itself: the test says when messages leave.</summary>
public abstract class OutboxServer(Provider provider) : TestServer(provider, demo: false)
{
    public const string RobotToken = "tok-5f2c9b1e";
    public const string RobotSecret = "SECa7d9e3f1b5";
    public const string WecomKey = "693a91f6-7bbc-4bc4-97a0-0ec2sifa5aaa";
    public const string SmsKey = "sms-app-key-81723";
    public const string MailPassword = "mail-password-4421";
    public const int MostAttempts = 4;

    /// <summary>Listens for webhooks, robots and SMS.</summary>
    public StandInReceiver Receiver { get; } = new();

    /// <summary>Takes letters.</summary>
    public StandInMailServer MailServer { get; } = new();

    /// <summary>Wednesday 4 March 2026, 10:00 in China, to begin with.</summary>
    public StandingClock Clock { get; } = new(new(2026, 3, 4, 2, 0, 0, TimeSpan.Zero));

    /// <summary>Everything that was logged.</summary>
    public WholeLog Log { get; } = new();

    /// <summary>Counts queries of the database.</summary>
    public QueryCounter Queries { get; } = new();

    internal OutboxDispatcher Dispatcher => Services.GetRequiredService<OutboxDispatcher>();

    internal OutboxQueue Queue => Services.GetRequiredService<OutboxQueue>();

    /// <summary>A dispatcher as another process would have it.</summary>
    internal OutboxDispatcher Another() =>
        new(Services.GetRequiredService<IServiceScopeFactory>(), Queue, Services.GetRequiredService<OutboxSettings>(), NullLogger<OutboxDispatcher>.Instance);

    /// <summary>Delivers all that is due now.</summary>
    public Task DrainAsync() => Dispatcher.DrainAsync(CancellationToken.None);

    /// <summary>Delivers, moves the clock on past the next back-off, and so on, until nothing of the zone waits.</summary>
    public async Task DrainAllAsync(string zone)
    {
        for (var round = 0; round < 60; round++)
        {
            await DrainAsync();
            if ((await MessagesAsync(zone)).All(m => m.State != OutboxState.Waiting)) return;
            Clock.Advance(TimeSpan.FromMinutes(80));
        }

        throw new InvalidOperationException("Messages still wait.");
    }

    /// <summary>The messages of a zone in order of writing.</summary>
    public Task<List<OutboxMessage>> MessagesAsync(string zone) =>
        InZone(zone, s => s.GetRequiredService<JingkaiDbContext>().Set<OutboxMessage>().AsNoTracking().OrderBy(m => m.Id).ToListAsync());

    /// <summary>Publishes in one transaction.</summary>
    public Task PublishAsync(string zone, string topic, int count, bool commit = true) => InZone(zone, async services =>
    {
        var db = services.GetRequiredService<JingkaiDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        for (var i = 0; i < count; i++) await services.GetRequiredService<IOutbox>().PublishAsync(db, topic, new { number = i });
        await db.SaveChangesAsync();
        if (commit) await transaction.CommitAsync();
        return 0;
    });

    protected override void Release()
    {
        Receiver.Dispose();
        MailServer.Dispose();
    }

    protected override void Configure(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddSingleton<Microsoft.EntityFrameworkCore.Diagnostics.IInterceptor>(Queries);
        builder.Logging.AddProvider(Log).AddFilter<WholeLog>(null, LogLevel.Trace);
        var set = builder.Configuration;
        set["Outbox:Dispatch"] = "false";
        set["Outbox:MostAttempts"] = MostAttempts.ToString(CultureInfo.InvariantCulture);
        set["Outbox:TimeoutMilliseconds"] = "1500";
        set["Outbox:AllowLoopback"] = "true";
        set["Outbox:Hosts"] = "127.0.0.1, hooks.example.cn";
        set["Outbox:Site"] = "https://jingkai.example.cn";
        set["Outbox:Smtp:Host"] = "127.0.0.1";
        set["Outbox:Smtp:Port"] = MailServer.Port.ToString(CultureInfo.InvariantCulture);
        set["Outbox:Smtp:Tls"] = "false";
        set["Outbox:Smtp:User"] = "jingkai";
        set["Outbox:Smtp:Password"] = MailPassword;
        set["Outbox:Smtp:From"] = "jingkai@zone.example.cn";
        set["Outbox:DingTalk:Url"] = Receiver.At($"/robot/send?access_token={RobotToken}");
        set["Outbox:DingTalk:Secret"] = RobotSecret;
        set["Outbox:WeCom:Url"] = Receiver.At($"/cgi-bin/webhook/send?key={WecomKey}");
        set["Outbox:Sms:Url"] = Receiver.At("/sms/{phone}?id={key}");
        set["Outbox:Sms:Headers:Authorization"] = $"Bearer {SmsKey}";
        set["Outbox:Sms:Body"] = """{"to":"{phone}","content":"{text}"}""";
        set["Outbox:Sms:Success"] = "\"code\":0";
        Receiver.On("/robot/send", _ => new Reply.Answer(200, """{"errcode":0,"errmsg":"ok"}"""));
        Receiver.On("/cgi-bin/webhook/send", _ => new Reply.Answer(200, """{"errcode":0,"errmsg":"ok"}"""));
    }
}

/// <summary>Counts the queries that read a table.</summary>
public sealed class QueryCounter : Microsoft.EntityFrameworkCore.Diagnostics.DbCommandInterceptor
{
    private readonly ConcurrentQueue<string> texts = new();

    public int Of(string table) => texts.Count(t => t.Contains(table, StringComparison.Ordinal));

    public override ValueTask<Microsoft.EntityFrameworkCore.Diagnostics.InterceptionResult<System.Data.Common.DbDataReader>> ReaderExecutingAsync(
        System.Data.Common.DbCommand command, Microsoft.EntityFrameworkCore.Diagnostics.CommandEventData data,
        Microsoft.EntityFrameworkCore.Diagnostics.InterceptionResult<System.Data.Common.DbDataReader> result, CancellationToken cancel = default)
    {
        texts.Enqueue(command.CommandText);
        return ValueTask.FromResult(result);
    }
}

/// <summary>On SQLite.</summary>
public sealed class SqliteOutbox() : OutboxServer(Provider.Sqlite);

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresOutbox() : OutboxServer(Provider.Postgres);
