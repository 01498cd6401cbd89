using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Jingkai.Platform.Zones;

/// <summary>Goes round all zones every few minutes while the server runs, as the system, on each zone's own business day. Every server of an
/// installation sweeps: what a sweep does must be done once whoever does it.</summary>
/// <param name="scopes">Makes a scope of services for each zone.</param>
/// <param name="calendar">Tells a zone's business day.</param>
/// <param name="configuration">Settings.</param>
/// <param name="clock">The clock.</param>
/// <param name="log">The log.</param>
/// <param name="setting">Setting that holds the minutes between two rounds; 0: never.</param>
/// <param name="usualMinutes">Minutes when the setting is absent.</param>
public abstract class ZoneSweep(IServiceScopeFactory scopes, IZoneCalendar calendar, IConfiguration configuration, TimeProvider clock, ILogger log, string setting, int usualMinutes) : BackgroundService
{
    /// <summary>What is done in one zone; the actor of the services is the system there.</summary>
    protected abstract Task SweepAsync(IServiceProvider services, CancellationToken cancel);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var minutes = configuration.GetValue(setting, usualMinutes);
        if (minutes <= 0) return;
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(minutes), clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await RoundAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    /// <summary>One round over all zones; a zone that fails does not keep the others waiting.</summary>
    private async Task RoundAsync(CancellationToken cancel)
    {
        foreach (var zone in await ZonesAsync(cancel))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<Actor>().ActAsSystem(zone.Id, zone.Code, calendar.Today(zone), "system");
                await SweepAsync(scope.ServiceProvider, cancel);
            }
            catch (Exception error) when (!cancel.IsCancellationRequested)
            {
                log.LogError(error, "{Sweep} failed in zone {Zone}; it is tried again in the next round", GetType().Name, zone.Code);
            }
        }
    }

    private async Task<IReadOnlyList<ZoneInfo>> ZonesAsync(CancellationToken cancel)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<JingkaiDbContext>().Set<Zone>().AsNoTracking().OrderBy(z => z.Id)
                .Select(z => new ZoneInfo(z.Id, z.Code, z.Name, z.ShortName, z.DemoToday)).ToListAsync(cancel);
        }
        catch (Exception error) when (!cancel.IsCancellationRequested)
        {
            log.LogError(error, "The zones could not be read for {Sweep}; it is tried again", GetType().Name);
            return [];
        }
    }
}
