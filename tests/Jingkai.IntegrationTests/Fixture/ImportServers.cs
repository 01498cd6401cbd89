using System.Collections.Concurrent;
using Jingkai.Enterprises.Contracts;
using Jingkai.Platform.Data;
using Jingkai.Platform.Events;
using Jingkai.Platform.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests.Fixture;

/// <summary>A place where work stops until the test lets it go on, so that tests look at a running job without a clock.</summary>
internal sealed class Gate
{
    private static readonly ConcurrentDictionary<Guid, Gate> Jobs = new();
    private static readonly ConcurrentDictionary<(Provider, int), Gate> Zones = new();

    private readonly SemaphoreSlim reached = new(0);
    private readonly SemaphoreSlim open = new(0);

    /// <summary>Stops every write of enterprises in the zone. Zones of two servers may have the same number.</summary>
    public static Gate Before(Provider provider, int zone) => Zones[(provider, zone)] = new();

    /// <summary>The gate of a job of kind <see cref="GateJob.JobKind"/>.</summary>
    public static Gate Of(Guid job) => Jobs.GetOrAdd(job, _ => new());

    /// <summary>Waits until work has come to the gate.</summary>
    public Task ReachedAsync() => reached.WaitAsync();

    /// <summary>Lets the work pass once.</summary>
    public void Open() => open.Release();

    /// <summary>Lets it pass from now on.</summary>
    public void TakeAway() => open.Release(1000);

    public async Task PassAsync(CancellationToken cancel)
    {
        reached.Release();
        await open.WaitAsync(cancel);
    }

    /// <summary>Sees batches of enterprises in the transaction that writes them.</summary>
    internal sealed class OfEnterprises : IEventHandler<EnterpriseChanged>
    {
        public Task HandleAsync(JingkaiDbContext db, EnterpriseChanged change, CancellationToken cancel) =>
            Zones.TryGetValue((db.Provider, db.ZoneId), out var gate) ? gate.PassAsync(cancel) : Task.CompletedTask;
    }
}

/// <summary>A job that holds nothing and waits at its gate; others queue behind it.</summary>
internal sealed class GateJob : IJobHandler
{
    public const string JobKind = "test-gate";

    public string Kind => JobKind;

    public async Task<object?> RunAsync(JobRun run, CancellationToken cancel)
    {
        await Gate.Of(run.Id).PassAsync(cancel);
        return null;
    }
}

/// <summary>A server for imports that are stopped on their way or come from bad people; its log of errors is nobody else's.</summary>
public abstract class ImportServer(Provider provider) : TestServer(provider, demo: false)
{
    /// <summary>Smaller than usual, so that a file too large is quickly made.</summary>
    public const int MaxMegabytes = 12;

    protected override void Configure(WebApplicationBuilder builder)
    {
        builder.Configuration["Uploads:MaxMegabytes"] = MaxMegabytes.ToString(System.Globalization.CultureInfo.InvariantCulture);
        builder.Services.AddScoped<IEventHandler<EnterpriseChanged>, Gate.OfEnterprises>();
        builder.Services.AddScoped<IJobHandler, GateJob>();
    }
}

/// <summary>Imports on SQLite.</summary>
public sealed class SqliteImports() : ImportServer(Provider.Sqlite);

/// <summary>Imports on PostgreSQL.</summary>
public sealed class PostgresImports() : ImportServer(Provider.Postgres);
