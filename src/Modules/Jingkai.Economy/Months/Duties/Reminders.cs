using Jingkai.Economy.Domain;
using Jingkai.Economy.Months.Tasks;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Calendars;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Months.Duties;

/// <summary>Reminds of duties: by hand, each at most once a day, and by a sweep, once on the working day before the due day and once after
/// it. The row of a reminder is written with the notice, so none is sent twice, however many processes sweep.</summary>
internal sealed class Reminders(JingkaiDbContext db, TaskReader tasks, DutyContacts contacts, WorkDays days, TimeProvider clock)
{
    public const string Before = "before";
    public const string After = "after";

    /// <summary>Reminds by hand: the duties named, or all of a task that are late.</summary>
    /// <returns>How many were reminded; <c>nothing-to-remind</c> when all is in or was reminded today.</returns>
    public Task<Result<int>> RemindAsync(string taskCode, IReadOnlyCollection<Guid>? ids, string? text, CancellationToken cancel = default) => db.InTransactionAsync<int>(async () =>
    {
        var note = DutyErrors.Note(text, required: false);
        if (!note.IsOk) return note.Error;
        if (await db.Set<ReportTask>().AsNoTracking().FirstOrDefaultAsync(t => t.Code == taskCode, cancel) is not { } task) return ApiErrors.NotFound;
        if (task.State != TaskState.Open) return MonthErrors.Locked(task.Month);
        var late = db.Today > task.DueOn;
        var title = await tasks.TitleTextAsync(task, cancel);
        var sent = await SendAsync(task, d => ids is null ? late : ids.Contains(d.Id), db.Today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            new($"催报：{title.Zh}（{task.DueOn:MM-dd}截止）", $"Reminder: {title.En} (due {task.DueOn:yyyy-MM-dd})"), note.Value, cancel);
        if (sent == 0) return TaskErrors.NothingToRemind;
        AuditTrail.Record(db, clock.Now(), "reminded", nameof(ReportTask), task.Id.ToString(), task.Code, after: new { duties = sent });
        await db.SaveChangesAsync(cancel);
        return sent;
    }, cancel);

    /// <summary>The sweep of one zone on its business date. Also counts provisional due days anew once their year is announced.</summary>
    /// <returns>How many reminders were sent.</returns>
    public async Task<int> SweepAsync(CancellationToken cancel = default)
    {
        var sent = 0;
        foreach (var id in await db.Set<ReportTask>().AsNoTracking().Where(t => t.State == TaskState.Open).OrderBy(t => t.Id).Select(t => t.Id).ToListAsync(cancel))
            sent += (await db.InTransactionAsync<int>(async () => await SweepAsync(id, cancel), cancel)).Value;
        return sent;
    }

    private async Task<int> SweepAsync(Guid id, CancellationToken cancel)
    {
        // Two processes meet at the task: the second finds the reminders of the first.
        await LockAsync(id, cancel);
        var task = await db.Set<ReportTask>().AsTracking().FirstAsync(t => t.Id == id, cancel);
        if (task.State != TaskState.Open) return 0;
        if (task.Provisional && TaskOpener.DueOn(await days.DeadlineAsync(cancel), task.Month, task.DueWorkday) is { Provisional: false } due) (task.DueOn, task.Provisional) = (due.Day, false);
        var point = PointOn(await days.CalendarAsync(cancel), task.DueOn, db.Today);
        var sent = 0;
        if (point is not null)
        {
            var title = await tasks.TitleTextAsync(task, cancel);
            sent = await SendAsync(task, _ => true, point, point == Before
                ? new($"即将截止（{task.DueOn:MM-dd}）：{title.Zh}", $"Due soon ({task.DueOn:yyyy-MM-dd}): {title.En}")
                : new($"已逾期（{task.DueOn:MM-dd}截止）：{title.Zh}", $"Overdue since {task.DueOn:yyyy-MM-dd}: {title.En}"), null, cancel);
        }

        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        return sent;
    }

    /// <summary>What a day is to a due day: the working day before it (and what follows, when the sweep did not run then), or past it.</summary>
    public static string? PointOn(WorkCalendar calendar, DateOnly due, DateOnly today)
    {
        if (today > due) return After;
        return today >= calendar.AddWorkdaysProvisionally(due, -1).Day ? Before : null;
    }

    private async Task<int> SendAsync(ReportTask task, Func<ReportDuty, bool> wanted, string point, Text title, string? text, CancellationToken cancel)
    {
        await LockAsync(task.Id, cancel);
        if (db.Provider == Provider.Postgres) await db.Database.ExecuteSqlAsync($"SELECT 1 FROM economy_report_duties WHERE zone_id = {db.ZoneId} AND task_id = {task.Id} ORDER BY id FOR UPDATE", cancel);
        var owed = DutyState.Owed.ToList();
        var open = await db.Set<ReportDuty>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsTracking().Where(d => d.TaskId == task.Id && owed.Contains(d.State)
            && !db.Set<DutyReminder>().Any(r => r.ZoneId == d.ZoneId && r.DutyId == d.Id && r.Point == point)).ToListAsync(cancel);
        var due = open.Where(wanted).ToList();
        var now = clock.Now();
        using (db.SuppressAudit())
        {
            foreach (var duty in due)
            {
                db.Add(new DutyReminder { ZoneId = db.ZoneId, DutyId = duty.Id, Point = point, At = now, ById = db.Actor.MemberId });
                db.Add(new DutyMove { ZoneId = db.ZoneId, DutyId = duty.Id, At = now, MemberId = db.Actor.MemberId, Verb = DutyVerb.Remind, Note = text });
                (duty.Reminders, duty.RemindedAt) = (duty.Reminders + 1, now);
            }

            await contacts.TellAsync(task, due, title, now, withLiaisons: true, text, cancel);
            await db.SaveChangesAsync(cancel);
        }

        return due.Count;
    }

    private async Task LockAsync(Guid task, CancellationToken cancel)
    {
        if (db.Provider == Provider.Postgres) await db.Database.ExecuteSqlAsync($"SELECT 1 FROM economy_report_tasks WHERE zone_id = {db.ZoneId} AND id = {task} FOR UPDATE", cancel);
    }
}
