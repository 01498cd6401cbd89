using Jingkai.Platform.Zones;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Jingkai.Enterprises.Copies;

/// <summary>Keeps the copy of a year as soon as the year is over in a zone (<c>Register:SweepMinutes</c>; 0: never).</summary>
internal sealed class YearSweep(IServiceScopeFactory scopes, IZoneCalendar calendar, IConfiguration configuration, TimeProvider clock, ILogger<YearSweep> log)
    : ZoneSweep(scopes, calendar, configuration, clock, log, "Register:SweepMinutes", 10)
{
    protected override Task SweepAsync(IServiceProvider services, CancellationToken cancel) => services.GetRequiredService<YearCopies>().SweepAsync(cancel);
}
