using Jingkai.Economy.Domain;
using Jingkai.Economy.Indicators;
using Jingkai.Economy.Months.Tasks;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Jingkai.Platform.Inboxes;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Months.Duties;

/// <summary>Duties in the inbox. An enterprise's contact and the members of a unit find what they owe, the late ones first; those who
/// confirm find one line a task. What somebody submitted themselves waits for another and is not theirs to do.</summary>
internal sealed class DutyInbox(JingkaiDbContext db, TaskReader tasks, IndicatorCatalog indicators) : IInboxSource
{
    private static readonly Dictionary<string, Text> States = new(StringComparer.Ordinal)
    {
        [DutyState.Waiting] = new("未报", "Not reported"),
        [DutyState.Draft] = new("草稿", "Draft"),
        [DutyState.Submitted] = new("待确认", "To be confirmed"),
        [DutyState.Returned] = new("已退回", "Returned"),
        [DutyState.Confirmed] = new("已确认", "Confirmed"),
    };

    private sealed record Owed(Guid Duty, Guid Task, string? Enterprise, string State, DateTime At, bool Urged);

    private sealed record ToConfirm(Guid Task, int N, DateTime At);

    public async Task<InboxPart> ReadAsync(string box, int take, CancellationToken cancel)
    {
        if (db.Actor.MemberId is not { } me) return InboxPart.Empty;
        return box switch
        {
            InboxBox.ToDo => await ToDoAsync(me, take, cancel),
            InboxBox.Done => await DoneAsync(me, take, cancel),
            InboxBox.Started => await StartedAsync(me, take, cancel),
            _ => InboxPart.Empty,
        };
    }

    private async Task<InboxPart> ToDoAsync(Guid me, int take, CancellationToken cancel)
    {
        var owed = await OwedAsync(cancel);
        var confirm = await ToConfirmAsync(me, cancel);
        var total = owed.Count + confirm.Count;
        if (total == 0 || take == 0) return new([], total);
        var found = await TasksAsync([.. owed.Select(o => o.Task).Concat(confirm.Select(c => c.Task)).Distinct()], cancel);
        var titles = await TitlesAsync(found.Values, cancel);
        var items = owed.Select(o => new InboxItem(DutyContacts.Topic, found[o.Task].Code, titles[o.Task], DutyContacts.PathOf(MonthKey.Text(found[o.Task].Month), o.Duty, o.Enterprise), o.At)
        {
            State = o.State == DutyState.Waiting ? null : States[o.State], DueOn = found[o.Task].DueOn, Urged = o.Urged,
        }).Concat(confirm.Select(c => new InboxItem(DutyContacts.Topic, found[c.Task].Code, new($"待确认{c.N}项：{titles[c.Task].Zh}", $"{c.N} to confirm: {titles[c.Task].En}"), $"reporting/{MonthKey.Text(found[c.Task].Month)}?tab=confirm&task={found[c.Task].Code}", c.At)));
        return new([.. items.OrderByDescending(i => i.Urged).ThenBy(i => i.DueOn ?? DateOnly.MaxValue).ThenBy(i => i.At).Take(take)], total);
    }

    /// <summary>What the actor's enterprise and unit owe, of open tasks.</summary>
    private async Task<List<Owed>> OwedAsync(CancellationToken cancel)
    {
        var enterprise = db.SeesBy(DutyService.SubmitPermission, Scope.Enterprise) ? db.Actor.EnterpriseId : null;
        var unit = db.SeesBy(DutyService.SubmitPermission, Scope.Unit) ? db.Actor.UnitId : null;
        if (enterprise is null && unit is null) return [];
        var states = DutyState.Owed.ToList();
        return await (from d in db.Set<ReportDuty>().AsNoTracking()
                      join t in db.Set<ReportTask>() on d.TaskId equals t.Id
                      join e in db.Set<EnterpriseCopy>() on d.EnterpriseId equals (Guid?)e.EnterpriseId into enterprises
                      from e in enterprises.DefaultIfEmpty()
                      where t.State == TaskState.Open && states.Contains(d.State)
                          && ((enterprise != null && d.EnterpriseId == enterprise) || (unit != null && d.UnitId == unit))
                      select new Owed(d.Id, d.TaskId, e == null ? null : e.Code, d.State, t.OpenedAt, d.RemindedAt != null)).ToListAsync(cancel);
    }

    private async Task<List<ToConfirm>> ToConfirmAsync(Guid me, CancellationToken cancel)
    {
        if (!db.SeesAll(DutyService.ConfirmPermission)) return [];
        return await (from d in db.Set<ReportDuty>().AsNoTracking()
                      join t in db.Set<ReportTask>() on d.TaskId equals t.Id
                      where t.State == TaskState.Open && d.State == DutyState.Submitted && (d.SubmittedById == null || d.SubmittedById != me)
                      group d by d.TaskId into g
                      select new ToConfirm(g.Key, g.Count(), g.Max(d => d.SubmittedAt)!.Value)).ToListAsync(cancel);
    }

    /// <summary>What the actor did to duties, one line a task.</summary>
    private async Task<InboxPart> DoneAsync(Guid me, int take, CancellationToken cancel)
    {
        var query = from m in db.Set<DutyMove>().AsNoTracking()
                    join d in db.Set<ReportDuty>() on m.DutyId equals d.Id
                    where m.MemberId == me && m.Verb != DutyVerb.Remind
                    group m by d.TaskId into g
                    select new { Task = g.Key, At = g.Max(m => m.At), N = g.Select(m => m.DutyId).Distinct().Count() };
        var total = await query.CountAsync(cancel);
        if (total == 0 || take == 0) return new([], total);
        var done = await query.OrderByDescending(x => x.At).Take(take).ToListAsync(cancel);
        var found = await TasksAsync([.. done.Select(d => d.Task)], cancel);
        var titles = await TitlesAsync(found.Values, cancel);
        var own = await db.Set<ReportDuty>().AsNoTracking().Where(d => db.Actor.EnterpriseId != null && d.EnterpriseId == db.Actor.EnterpriseId).Select(d => new { d.TaskId, d.State, d.Id }).ToDictionaryAsync(d => d.TaskId, cancel);
        var code = own.Count == 0 ? null : await db.Set<EnterpriseCopy>().AsNoTracking().Where(e => e.EnterpriseId == db.Actor.EnterpriseId).Select(e => e.Code).FirstOrDefaultAsync(cancel);
        return new([.. done.Select(x =>
        {
            var mine = own.GetValueOrDefault(x.Task);
            return new InboxItem(DutyContacts.Topic, found[x.Task].Code, titles[x.Task], mine is null ? $"reporting/{MonthKey.Text(found[x.Task].Month)}" : DutyContacts.PathOf(MonthKey.Text(found[x.Task].Month), mine.Id, code), x.At)
            {
                State = mine is not null ? States[mine.State] : new($"办理{x.N}项", $"{x.N} handled"),
            };
        })], total);
    }

    private async Task<InboxPart> StartedAsync(Guid me, int take, CancellationToken cancel)
    {
        var query = db.Set<ReportTask>().AsNoTracking().Where(t => t.OpenedById == me);
        var total = await query.CountAsync(cancel);
        if (total == 0 || take == 0) return new([], total);
        var started = await query.OrderByDescending(t => t.OpenedAt).ThenByDescending(t => t.Code).Take(take).ToListAsync(cancel);
        var titles = await TitlesAsync(started, cancel);
        var progress = (await tasks.ViewAsync(started, cancel)).ToDictionary(t => t.Code, t => t.Progress, StringComparer.Ordinal);
        return new([.. started.Select(t => new InboxItem(DutyContacts.Topic, t.Code, titles[t.Id], $"reporting/{MonthKey.Text(t.Month)}", t.OpenedAt)
        {
            DueOn = t.State == TaskState.Open && progress.GetValueOrDefault(t.Code) is { } p && p.Confirmed < p.Total ? t.DueOn : null,
            State = progress.GetValueOrDefault(t.Code) is { } known ? new($"已确认{known.Confirmed}/{known.Total}", $"{known.Confirmed} of {known.Total} confirmed") : null,
        })], total);
    }

    private Task<Dictionary<Guid, ReportTask>> TasksAsync(List<Guid> ids, CancellationToken cancel) => db.Set<ReportTask>().AsNoTracking().Where(t => ids.Contains(t.Id)).ToDictionaryAsync(t => t.Id, cancel);

    private async Task<Dictionary<Guid, Text>> TitlesAsync(IEnumerable<ReportTask> found, CancellationToken cancel)
    {
        var names = (await indicators.AllAsync(cancel)).ToDictionary(i => i.Code, StringComparer.Ordinal);
        var titles = new Dictionary<Guid, Text>();
        foreach (var task in found) titles[task.Id] = await tasks.TitleTextAsync(task, names, cancel);
        return titles;
    }
}
