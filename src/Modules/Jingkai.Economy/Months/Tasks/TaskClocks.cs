using Jingkai.Economy.Domain;
using Jingkai.Kernel;
using Jingkai.Platform.Clocks;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Months.Tasks;

/// <summary>The reporting deadline of a task as a clock: it starts with the task, stops when every duty is confirmed or the month is locked, and
/// runs on from its first start when one is returned, changed or added, or the month is opened again. One clock a task, not a duty: all duties
/// of a task have one due day, and who is reminded of which is read when the point comes.</summary>
internal sealed class TaskClocks(JingkaiDbContext db, IClocks clocks)
{
    public const string Kind = "report-task";

    /// <summary>The zone may set other points under this code; the days are the plan's.</summary>
    public const string Limit = "report.monthly";

    /// <summary>Eight tenths of five working days is the day before the last.</summary>
    private const string Points = "80,100";

    /// <summary>Starts the clock of a task that has none: just opened, or opened before deadlines ran as clocks.</summary>
    public async Task StartAsync(ReportTask task, Text title, CancellationToken cancel)
    {
        if (await clocks.FindAsync(new(Kind, task.Id.ToString()), cancel) is not null) return;
        Must(await clocks.StartAsync(new(new(Kind, task.Id.ToString()), title, Limit)
        {
            Start = MonthKey.LastDay(task.Month).ToDateTime(TimeOnly.MinValue), Limit = TimeLimit.Of(task.DueWorkday, LimitUnit.WorkingDays).Value, Points = Points,
            Path = $"reporting/{MonthKey.Text(task.Month)}", Owner = task.OpenedById, Managed = true,
        }, cancel));
    }

    /// <summary>Duties of a task moved, or the task was closed or opened: when the transaction ends, its clock follows.</summary>
    public void Touch(Guid task) => db.AtCommit(() => new Settlement(clocks)).Add(task);

    private static void Must(Result<Clock> result)
    {
        if (!result.IsOk) throw new InvalidOperationException($"The clock of a reporting task: {result.Error.Code}");
    }

    /// <summary>Last in the transaction, so that a clock's row, at which all duties of a task meet, is held shortest.</summary>
    private sealed class Settlement(IClocks clocks) : IAtCommit
    {
        private readonly HashSet<Guid> touched = [];

        public void Add(Guid task) => touched.Add(task);

        public async Task RunAsync(JingkaiDbContext db, CancellationToken cancel)
        {
            var found = new List<(Guid Clock, Guid Task)>();
            foreach (var task in touched)
                if (await clocks.FindAsync(new(Kind, task.ToString()), cancel) is { } clock) found.Add((clock.Id, task));
            foreach (var (id, task) in found.OrderBy(f => f.Clock, ByteOrder.Instance))
            {
                // Counted under the clock's row: of two who confirm the last two duties at once, the second sees the first.
                var clock = (await clocks.HoldAsync(id, cancel))!;
                var runs = await db.Set<ReportTask>().AnyAsync(t => t.Id == task && t.State == TaskState.Open, cancel)
                    && await db.Set<ReportDuty>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AnyAsync(d => d.TaskId == task && d.State != DutyState.Confirmed, cancel);
                if (runs == clock.State is not ClockState.Stopped) continue;
                Must(runs ? await clocks.ReopenAsync(id, cancel) : await clocks.StopAsync(id, cancel));
            }
        }
    }
}
