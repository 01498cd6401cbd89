using Jingkai.Economy.Domain;
using Jingkai.Economy.Months.Tasks;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Months.Duties;

/// <summary>Reminds of duties: by hand, each at most once a day, and when a point of the task's clock comes. The row of a reminder is written
/// with the notice, so none is sent twice.</summary>
internal sealed class Reminders(JingkaiDbContext db, TaskReader tasks, DutyContacts contacts, TimeProvider clock)
{
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

    /// <summary>Reminds all who still owe, as a point of the task's clock has come.</summary>
    /// <returns>How many duties were reminded; null when somebody is at one of them: to be asked again.</returns>
    public async Task<int?> GiveAsync(ReportTask task, string point, Text title, CancellationToken cancel)
    {
        var due = await OpenAsync(task, point, cancel);
        if (db.Provider == Provider.Postgres && due.Count > 0)
        {
            // The sweep holds the clock, at which writers of duties arrive last: it must not wait for a duty.
            var ids = due.Select(d => d.Id).ToArray();
            var free = await db.Database.SqlQuery<Guid>($"SELECT id AS \"Value\" FROM economy_report_duties WHERE zone_id = {db.ZoneId} AND id = ANY({ids}) ORDER BY id FOR UPDATE SKIP LOCKED").ToListAsync(cancel);
            if (free.Count < due.Count) return null;
            // What was written before they were taken.
            due = await OpenAsync(task, point, cancel);
        }

        await WriteAsync(task, due, point, title, null, cancel);
        return due.Count;
    }

    private async Task<List<ReportDuty>> OpenAsync(ReportTask task, string point, CancellationToken cancel)
    {
        var owed = DutyState.Owed.ToList();
        foreach (var known in db.ChangeTracker.Entries<ReportDuty>().ToList()) known.State = EntityState.Detached;
        return await db.Set<ReportDuty>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsTracking().Where(d => d.TaskId == task.Id && owed.Contains(d.State)
            && !db.Set<DutyReminder>().Any(r => r.ZoneId == d.ZoneId && r.DutyId == d.Id && r.Point == point)).ToListAsync(cancel);
    }

    private async Task<int> SendAsync(ReportTask task, Func<ReportDuty, bool> wanted, string point, Text title, string? text, CancellationToken cancel)
    {
        await LockAsync(task.Id, cancel);
        if (db.Provider == Provider.Postgres) await db.Database.ExecuteSqlAsync($"SELECT 1 FROM economy_report_duties WHERE zone_id = {db.ZoneId} AND task_id = {task.Id} ORDER BY id FOR UPDATE", cancel);
        var due = (await OpenAsync(task, point, cancel)).Where(wanted).ToList();
        await WriteAsync(task, due, point, title, text, cancel);
        return due.Count;
    }

    private async Task WriteAsync(ReportTask task, List<ReportDuty> due, string point, Text title, string? text, CancellationToken cancel)
    {
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
    }

    private async Task LockAsync(Guid task, CancellationToken cancel)
    {
        if (db.Provider == Provider.Postgres) await db.Database.ExecuteSqlAsync($"SELECT 1 FROM economy_report_tasks WHERE zone_id = {db.ZoneId} AND id = {task} FOR UPDATE", cancel);
    }
}
