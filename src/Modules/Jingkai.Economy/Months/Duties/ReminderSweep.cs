using Jingkai.Platform.Zones;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Jingkai.Economy.Months.Duties;

/// <summary>Sweeps all zones for reminders every few minutes while the server runs (<c>Reporting:SweepMinutes</c>; 0: never).</summary>
internal sealed class ReminderSweep(IServiceScopeFactory scopes, IZoneCalendar calendar, IConfiguration configuration, TimeProvider clock, ILogger<ReminderSweep> log)
    : ZoneSweep(scopes, calendar, configuration, clock, log, "Reporting:SweepMinutes", 10)
{
    protected override Task SweepAsync(IServiceProvider services, CancellationToken cancel) => services.GetRequiredService<Reminders>().SweepAsync(cancel);
}
