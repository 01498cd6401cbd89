using Jingkai.Platform.Attachments;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Meetings;

/// <summary>Papers of a meeting: whoever may read it reads them; who keeps it adds to them until the minutes are confirmed.</summary>
internal sealed class MeetingAttachments(MeetingStore store) : IAttachmentSubject
{
    public string Kind => "meeting";

    public async Task<AttachmentSubject?> FindAsync(JingkaiDbContext db, string key, CancellationToken cancel)
    {
        var id = Guid.TryParse(key, out var parsed) ? parsed : Guid.Empty;
        if (await db.Set<Meeting>().AsNoTracking().FirstOrDefaultAsync(m => m.Id == id || m.Code == key, cancel) is not { } meeting) return null;
        var keeps = db.Actor.MemberId is not null && (await store.RulesAsync(meeting, cancel)).Keeps(store.Actor);
        var adds = keeps && meeting.State is not (MeetingState.Minuted or MeetingState.Cancelled);
        return new(meeting.Id.ToString(), meeting.Code, MeetingTrail.PathOf(meeting)) { MayAdd = adds, Voiding = adds ? AttachmentVoiding.Own : AttachmentVoiding.None, SeesVoided = keeps };
    }
}

/// <summary>Evidence on a task: whoever may read it reads it; its owner adds to it while it is open.</summary>
internal sealed class MeetingTaskAttachments(MeetingStore store) : IAttachmentSubject
{
    public string Kind => MeetingDecision.SubjectKind;

    public async Task<AttachmentSubject?> FindAsync(JingkaiDbContext db, string key, CancellationToken cancel)
    {
        if (!Guid.TryParse(key, out var id)) return null;
        if (await db.Set<MeetingDecision>().AsNoTracking().FirstOrDefaultAsync(d => d.Id == id && d.State != MeetingTaskState.Draft, cancel) is not { } task) return null;
        var meeting = await db.Set<Meeting>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsNoTracking().SingleAsync(m => m.Id == task.MeetingId, cancel);
        var allowed = db.Actor.MemberId is null ? [] : new MeetingTaskRules(meeting, task).Allowed(store.Actor);
        var adds = allowed.Contains(MeetingTaskVerb.Done);
        return new(task.Id.ToString(), task.AuditLabel, MeetingTrail.PathOf(task))
        {
            MayAdd = adds,
            Voiding = adds ? AttachmentVoiding.Own : AttachmentVoiding.None,
            SeesVoided = adds || allowed.Contains(MeetingTaskVerb.Accept),
        };
    }
}
