using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Jingkai.Platform.Notices;
using Jingkai.Platform.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Platform.Meetings;

/// <summary>What follows from every change of a meeting: its trail, who may read it now, who is told, and what outside programs and the
/// subjects of its agenda hear.</summary>
internal sealed class MeetingTrail(JingkaiDbContext db, NoticeWriter notices, IOutbox outbox, IServiceProvider services, TimeProvider clock)
{
    public const string Topic = "meeting";

    /// <summary>Adds a move of the actor.</summary>
    public void Add(Meeting meeting, string verb, string? note = null, Guid? to = null, MeetingDecision? task = null) => db.Add(new MeetingMove
    {
        ZoneId = db.ZoneId, MeetingId = meeting.Id, DecisionId = task?.Id, At = clock.Now(), Day = db.Today, MemberId = db.Actor.MemberId, Verb = verb, Note = note, ToId = to,
    });

    /// <summary>Tells members, but for the actor.</summary>
    public void Tell(IEnumerable<Guid?> members, Text title, string path, string? text = null, bool urgent = false)
    {
        foreach (var member in members.OfType<Guid>().Distinct().Where(m => m != db.MemberId)) notices.Add(db, new(member, Topic, title, path) { At = clock.Now(), Text = text, Urgent = urgent });
    }

    /// <summary>Where a meeting opens.</summary>
    public static string PathOf(Meeting meeting) => $"meetings/{meeting.Code}";

    /// <summary>Where a task opens.</summary>
    public static string PathOf(MeetingDecision task) => $"meeting-tasks/{task.Id}";

    public Task PublishAsync(string topic, Meeting meeting, CancellationToken cancel) =>
        outbox.PublishAsync(db, topic, new { code = meeting.Code, kind = meeting.Kind, state = meeting.State }, cancel);

    public Task PublishAsync(string topic, Meeting meeting, MeetingDecision task, CancellationToken cancel) =>
        outbox.PublishAsync(db, topic, new { meeting = meeting.Code, task = task.Id, state = task.State }, cancel);

    /// <summary>The kind that an item is about; asked for late, since kinds call meetings themselves.</summary>
    public IMeetingSubject? SubjectOf(AgendaItem item) => item.SubjectKind is { } kind ? services.GetServices<IMeetingSubject>().FirstOrDefault(s => s.Kind == kind) : null;

    /// <summary>Saves, and lets who reads the meeting follow from its rows.</summary>
    public async Task SaveAsync(Meeting meeting, CancellationToken cancel)
    {
        // A move that changes other rows only must also refuse whoever saw the meeting before it.
        if (db.Entry(meeting).State == EntityState.Unchanged) db.Entry(meeting).Property(m => m.State).IsModified = true;
        await db.SaveChangesAsync(cancel);
        var members = new HashSet<Guid>(((Guid?[])[meeting.CallerId, meeting.ChairId, meeting.RecorderId, meeting.ConfirmerId]).OfType<Guid>());
        members.UnionWith(await db.Set<Attendee>().Where(a => a.MeetingId == meeting.Id && a.MemberId != null).Select(a => a.MemberId!.Value).ToListAsync(cancel));
        members.UnionWith(await db.Set<AgendaItem>().Where(i => i.MeetingId == meeting.Id && i.AddedById != null).Select(i => i.AddedById!.Value).ToListAsync(cancel));
        members.UnionWith(await db.Set<MeetingMove>().Where(m => m.MeetingId == meeting.Id && m.MemberId != null).Select(m => m.MemberId!.Value).Distinct().ToListAsync(cancel));
        foreach (var task in await db.Set<MeetingDecision>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).Where(d => d.MeetingId == meeting.Id && d.State != MeetingTaskState.Draft)
            .Select(d => new { d.OwnerId, d.AcceptorId }).ToListAsync(cancel))
        {
            members.Add(task.OwnerId);
            if (task.AcceptorId is { } acceptor) members.Add(acceptor);
        }

        var parts = await db.Set<MeetingPart>().AsTracking().Where(p => p.MeetingId == meeting.Id).ToListAsync(cancel);
        db.RemoveRange(parts.Where(p => !members.Contains(p.MemberId)));
        db.AddRange(members.Except(parts.Select(p => p.MemberId)).Select(m => new MeetingPart { ZoneId = db.ZoneId, MeetingId = meeting.Id, MemberId = m }));
        await db.SaveChangesAsync(cancel);
    }
}
