using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Jingkai.Platform.Zones;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Jingkai.Economy.Months.Duties;

/// <summary>Sweeps all zones for reminders every few minutes while the server runs (<c>Reporting:SweepMinutes</c>; 0: never).</summary>
internal sealed class ReminderSweep(IServiceScopeFactory scopes, IZoneCalendar calendar, IConfiguration configuration, TimeProvider clock, ILogger<ReminderSweep> log) : BackgroundService
{
    private const int UsualMinutes = 10;

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        var minutes = configuration.GetValue("Reporting:SweepMinutes", UsualMinutes);
        if (minutes <= 0) return;
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(minutes), clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping)) await SweepAsync(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
    }

    /// <summary>One round over all zones; a zone that fails does not keep the others waiting.</summary>
    private async Task SweepAsync(CancellationToken cancel)
    {
        foreach (var zone in await ZonesAsync(cancel))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<Actor>().ActAsSystem(zone.Id, zone.Code, calendar.Today(zone), "system");
                await scope.ServiceProvider.GetRequiredService<Reminders>().SweepAsync(cancel);
            }
            catch (Exception error) when (!cancel.IsCancellationRequested)
            {
                log.LogError(error, "Reminders of zone {Zone} failed; they are tried again in the next round", zone.Code);
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
            log.LogError(error, "The zones could not be read for reminders; it is tried again");
            return [];
        }
    }
}
