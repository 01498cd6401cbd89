using Jingkai.Platform.Calendars;
using Jingkai.Platform.Data;
using Jingkai.Platform.Events;

namespace Jingkai.Platform.Clocks;

/// <summary>When the zone's days or hours change, open clocks are counted anew in the same transaction.</summary>
internal sealed class ClockFollower(IClocks clocks) : IEventHandler<WorkDaysChanged>
{
    public Task HandleAsync(JingkaiDbContext db, WorkDaysChanged happened, CancellationToken cancel) => clocks.RecomputeAsync(null, cancel);
}
