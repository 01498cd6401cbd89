using Jingkai.Economy.Domain;
using Jingkai.Platform.Calendars;
using Jingkai.Platform.Data;
using Jingkai.Platform.Events;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Months.Tasks;

/// <summary>When the zone's days change, the due days of open tasks are counted anew.</summary>
internal sealed class DueDayFollower(WorkDays days) : IEventHandler<WorkDaysChanged>
{
    public async Task HandleAsync(JingkaiDbContext db, WorkDaysChanged happened, CancellationToken cancel)
    {
        var rules = await days.DeadlineAsync(cancel);
        foreach (var task in await db.Set<ReportTask>().AsTracking().Where(t => t.State == TaskState.Open).ToListAsync(cancel))
            (task.DueOn, task.Provisional) = TaskOpener.DueOn(rules, task.Month, task.DueWorkday);
        await db.SaveChangesAsync(cancel);
    }
}
