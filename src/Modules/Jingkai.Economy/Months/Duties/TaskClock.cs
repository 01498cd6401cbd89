using System.Globalization;
using Jingkai.Economy.Domain;
using Jingkai.Economy.Months.Tasks;
using Jingkai.Kernel;
using Jingkai.Platform.Clocks;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Months.Duties;

/// <summary>Whom the points of a task's clock concern: those who still owe, each for their own duty; once it is over also who opened the task.</summary>
internal sealed class TaskClock(TaskReader tasks, Reminders reminders) : IClockSubject
{
    public string Kind => TaskClocks.Kind;

    public async Task<ClockTold?> TellAsync(JingkaiDbContext db, ClockSignal signal, CancellationToken cancel)
    {
        var id = Guid.Parse(signal.Clock.SubjectId);
        var task = await db.Set<ReportTask>().AsNoTracking().FirstAsync(t => t.Id == id, cancel);
        var title = await tasks.TitleTextAsync(task, cancel);
        var over = signal.Point >= 100;
        var sent = await reminders.GiveAsync(task, string.Create(CultureInfo.InvariantCulture, $"{signal.Point}%.{signal.Clock.Generation}"), over
            ? new($"已逾期（{task.DueOn:MM-dd}截止）：{title.Zh}", $"Overdue since {task.DueOn:yyyy-MM-dd}: {title.En}")
            : new($"即将截止（{task.DueOn:MM-dd}）：{title.Zh}", $"Due soon ({task.DueOn:yyyy-MM-dd}): {title.En}"), cancel);
        if (sent is not { } told) return null;
        return new(told, over && told > 0 ? new($"已逾期，{told}项未报（{task.DueOn:MM-dd}截止）：{title.Zh}", $"Overdue since {task.DueOn:yyyy-MM-dd}, {told} not reported: {title.En}") : null);
    }
}
