using Jingkai.Kernel;
using Jingkai.Platform.Clocks;
using Jingkai.Platform.Data;
using Jingkai.Platform.Inboxes;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Meetings;

/// <summary>Meetings and their tasks in the inbox. Each waits in one: to be given a time, with who called it; its day past, or minutes to write, with
/// the recorder; minutes to confirm, with who confirms; a task with its owner, and once done with who accepts it. A meeting that is still to come
/// waits for nobody.</summary>
internal sealed class MeetingInbox(JingkaiDbContext db, MeetingStore store) : IInboxSource
{
    public const string Meetings = "meeting", Tasks = "meeting-task";

    private static readonly Text Plan = new("待定时间", "Time to be set"), Hold = new("待登记召开", "Was it held?"), Write = new("待写纪要", "Minutes to write"), Confirm = new("纪要待确认", "Minutes to confirm"),
        Do = new("待办理", "To do"), Accept = new("待核销", "To accept"), Minuted = new("纪要已确认", "Minutes confirmed");

    public async Task<InboxPart> ReadAsync(string box, int take, CancellationToken cancel)
    {
        if (db.Actor.MemberId is not { } me) return InboxPart.Empty;
        var today = ClockTime.Instant(db.Today.ToDateTime(TimeOnly.MinValue));
        var (all, tasks) = (db.Set<Meeting>().AsNoTracking(), db.Set<MeetingDecision>().AsNoTracking().Where(d => d.State != MeetingTaskState.Draft));
        var meetings = box switch
        {
            InboxBox.ToDo => all.Where(m => (m.State == MeetingState.Planned && m.StartsAt == null && m.CallerId == me)
                || (m.State == MeetingState.Planned && m.StartsAt < today && (m.RecorderId == me || (m.RecorderId == null && m.CallerId == me)))
                || (m.State == MeetingState.Held && m.RecorderId == me)
                || (m.State == MeetingState.Written && m.ConfirmerId == me)),
            InboxBox.Started => all.Where(m => m.CallerId == me),
            InboxBox.Done => all.Where(m => db.Set<MeetingMove>().Any(v => v.ZoneId == m.ZoneId && v.MeetingId == m.Id && v.DecisionId == null && v.MemberId == me
                && (v.Verb == MeetingVerb.Minute || v.Verb == MeetingVerb.Confirm || v.Verb == MeetingVerb.Return))),
            _ => all.Where(m => m.State == MeetingState.Minuted && db.Set<Attendee>().Any(a => a.ZoneId == m.ZoneId && a.MeetingId == m.Id && a.MemberId == me)),
        };
        tasks = box switch
        {
            InboxBox.ToDo => tasks.Where(d => (d.State == MeetingTaskState.Open && d.OwnerId == me) || (d.State == MeetingTaskState.Done && d.AcceptorId == me)),
            InboxBox.Done => tasks.Where(d => db.Set<MeetingMove>().Any(v => v.ZoneId == d.ZoneId && v.DecisionId == d.Id && v.MemberId == me)),
            _ => tasks.Where(d => false),
        };
        var total = await meetings.CountAsync(cancel) + await tasks.CountAsync(cancel);
        if (total == 0 || take == 0) return new([], total);
        var people = await store.PeopleAsync(cancel);
        var rows = await meetings.OrderBy(m => m.StartsAt == null).ThenBy(m => m.StartsAt).ThenBy(m => m.Id)
            .Select(m => new { Meeting = m, At = db.Set<MeetingMove>().Where(v => v.ZoneId == m.ZoneId && v.MeetingId == m.Id && v.DecisionId == null).OrderByDescending(v => v.At).Select(v => v.At).FirstOrDefault() }).Take(take).ToListAsync(cancel);
        var items = rows.Select(r => new InboxItem(Meetings, r.Meeting.Code, new(r.Meeting.Title, r.Meeting.Title), MeetingTrail.PathOf(r.Meeting), r.At)
        {
            From = people.NameOf(r.Meeting.State == MeetingState.Written ? r.Meeting.RecorderId : r.Meeting.CallerId),
            State = StateOf(r.Meeting),
        }).ToList();
        items.AddRange(await TasksAsync(tasks, take, people, cancel));
        return new([.. (box == InboxBox.ToDo ? items.OrderBy(i => i.DueOn ?? DateOnly.MaxValue).ThenBy(i => i.At) : items.OrderByDescending(i => i.At)).Take(take)], total);
    }

    private async Task<IEnumerable<InboxItem>> TasksAsync(IQueryable<MeetingDecision> tasks, int take, MeetingPeople people, CancellationToken cancel)
    {
        var rows = await tasks.OrderBy(d => d.OpenedAt).ThenBy(d => d.Id).Take(take).ToListAsync(cancel);
        if (rows.Count == 0) return [];
        var (ids, clockIds) = (rows.Select(d => d.MeetingId).ToList(), rows.Select(d => d.ClockId).ToList());
        var codes = await db.Set<Meeting>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).Where(m => ids.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Code, cancel);
        var clocks = await db.Set<Clock>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsNoTracking().Where(c => clockIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.DueAt, cancel);
        return rows.Select(d => new InboxItem(Tasks, $"{codes[d.MeetingId]}·{d.Number}", new(d.AuditLabel, d.AuditLabel), MeetingTrail.PathOf(d), d.AcceptedAt ?? d.DoneAt ?? d.OpenedAt!.Value)
        {
            From = people.NameOf(d.State == MeetingTaskState.Open ? null : d.DoneById),
            State = d.State switch { MeetingTaskState.Open => Do, MeetingTaskState.Done => Accept, _ => new("已核销", "Accepted") },
            DueOn = d.State == MeetingTaskState.Open && d.ClockId is { } clock && clocks[clock] is { } due ? DateOnly.FromDateTime(ClockTime.Local(due)) : null,
        });
    }

    private static Text StateOf(Meeting meeting) => meeting.State switch
    {
        MeetingState.Planned => meeting.StartsAt is null ? Plan : Hold,
        MeetingState.Held => Write,
        MeetingState.Written => Confirm,
        MeetingState.Minuted => Minuted,
        _ => new("已取消", "Cancelled"),
    };
}
