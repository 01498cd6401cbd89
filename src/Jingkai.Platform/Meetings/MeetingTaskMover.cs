using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Clocks;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Meetings;

/// <summary>Moves tasks from meetings on.</summary>
public sealed class MeetingTaskMover
{
    private const int LongestNote = 2000;

    private readonly JingkaiDbContext db;
    private readonly MeetingStore store;
    private readonly MeetingTrail trail;
    private readonly IClocks clocks;
    private readonly TimeProvider time;

    internal MeetingTaskMover(JingkaiDbContext db, MeetingStore store, MeetingTrail trail, IClocks clocks, TimeProvider time) =>
        (this.db, this.store, this.trail, this.clocks, this.time) = (db, store, trail, clocks, time);

    /// <summary>Moves a task on, in a transaction of its own.</summary>
    /// <param name="id">The task.</param>
    /// <param name="input">The move.</param>
    /// <param name="seen">Version the caller saw; null: not checked.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>Done; <c>not-found</c>; <c>move-not-allowed</c> (409, with what is allowed now); <c>stale</c>; what is wrong with the fields.</returns>
    public Task<Result<MeetingDecision>> MoveAsync(Guid id, MeetingTaskMoveInput input, int? seen, CancellationToken cancel = default) => db.InTransactionAsync<MeetingDecision>(async () =>
    {
        if (db.Actor.MemberId is null) return MeetingErrors.MembersOnly;
        if (!MeetingTaskVerb.Moves.Contains(input.Move)) return MeetingErrors.UnknownMove(input.Move, MeetingTaskVerb.Moves);
        if (await store.TakeTaskAsync(id, cancel) is not var (meeting, task)) return ApiErrors.NotFound;
        if (seen is { } version && version != task.Version) return ApiErrors.Stale;
        var rules = new MeetingTaskRules(meeting, task);
        var allowed = rules.Allowed(store.Actor);
        if (!allowed.Contains(input.Move!)) return MeetingErrors.NotAllowed(input.Move!, allowed);
        var note = TextNormal.CleanLines(input.Note);
        var errors = new List<Error>();
        if (note.Length == 0 && input.Move != MeetingTaskVerb.Accept) errors.Add(MeetingErrors.NoteRequired);
        if (note.Length > LongestNote) errors.Add(MeetingErrors.NoteTooLong(LongestNote));
        MeetingPerson? to = null;
        if (input.Move == MeetingTaskVerb.HandOver)
        {
            var people = await store.PeopleAsync(cancel);
            if (string.IsNullOrWhiteSpace(input.To)) errors.Add(MeetingErrors.ToRequired);
            else if ((to = people.Find(input.To.Trim())) is null) errors.Add(MeetingErrors.UnknownMember(input.To, "to"));
            else if (!to.TakesPart) errors.Add(MeetingErrors.CannotTakePart(to.Name, "to"));
        }

        if (errors.Count > 0) return ApiErrors.Invalid(errors);
        var words = note.Length == 0 ? null : note;
        var done = input.Move switch
        {
            MeetingTaskVerb.Done => await DoneAsync(meeting, task, rules, note, cancel),
            MeetingTaskVerb.Accept => await AcceptAsync(meeting, task, words, cancel),
            MeetingTaskVerb.Return => await ReturnAsync(meeting, task, note, cancel),
            _ => await HandOverAsync(meeting, task, rules, to!, note, cancel),
        };
        if (!done.IsOk) return done.Error;
        await trail.SaveAsync(meeting, cancel);
        return task;
    }, cancel);

    private async Task<Result> DoneAsync(Meeting meeting, MeetingDecision task, MeetingTaskRules rules, string report, CancellationToken cancel)
    {
        if (rules.AcceptorAfter(db.MemberId, await store.PeopleAsync(cancel)) is not { } acceptor) return MeetingErrors.NobodyAccepts;
        var stopped = await clocks.StopAsync(task.ClockId!.Value, cancel);
        if (!stopped.IsOk) return stopped.Error;
        (task.State, task.Report, task.DoneAt, task.DoneById, task.AcceptorId) = (MeetingTaskState.Done, report, time.Now(), db.MemberId, acceptor);
        trail.Add(meeting, MeetingTaskVerb.Done, report, task: task);
        trail.Tell([acceptor], new($"请核销会议任务：{task.AuditLabel}", $"A task from a meeting to accept: {task.AuditLabel}"), MeetingTrail.PathOf(task), report);
        await trail.PublishAsync(MeetingTopics.TaskDone, meeting, task, cancel);
        return Result.Ok();
    }

    private async Task<Result> AcceptAsync(Meeting meeting, MeetingDecision task, string? note, CancellationToken cancel)
    {
        (task.State, task.AcceptorId, task.AcceptedAt) = (MeetingTaskState.Accepted, db.MemberId, time.Now());
        trail.Add(meeting, MeetingTaskVerb.Accept, note, task: task);
        trail.Tell([task.DoneById], new($"会议任务已核销：{task.AuditLabel}", $"A task from a meeting was accepted: {task.AuditLabel}"), MeetingTrail.PathOf(task), note);
        await trail.SaveAsync(meeting, cancel);
        var item = await db.Set<AgendaItem>().AsNoTracking().SingleAsync(i => i.Id == task.ItemId, cancel);
        if (trail.SubjectOf(item) is { } subject) await subject.TaskDoneAsync(db, task, cancel);
        await trail.PublishAsync(MeetingTopics.TaskAccepted, meeting, task, cancel);
        return Result.Ok();
    }

    private async Task<Result> ReturnAsync(Meeting meeting, MeetingDecision task, string note, CancellationToken cancel)
    {
        var reopened = await clocks.ReopenAsync(task.ClockId!.Value, cancel);
        if (!reopened.IsOk) return reopened.Error;
        (task.State, task.Report, task.DoneAt, task.DoneById, task.AcceptorId) = (MeetingTaskState.Open, null, null, null, null);
        trail.Add(meeting, MeetingTaskVerb.Return, note, task: task);
        trail.Tell([task.OwnerId], new($"会议任务被退回：{task.AuditLabel}", $"A task from a meeting came back: {task.AuditLabel}"), MeetingTrail.PathOf(task), note);
        return Result.Ok();
    }

    private async Task<Result> HandOverAsync(Meeting meeting, MeetingDecision task, MeetingTaskRules rules, MeetingPerson to, string note, CancellationToken cancel)
    {
        if (task.State == MeetingTaskState.Done)
        {
            if (!rules.MayAccept(new(to.Id, to.Leads))) return ApiErrors.Invalid([MeetingErrors.CannotAccept]);
            if (task.AcceptorId == to.Id) return ApiErrors.Invalid([MeetingErrors.SameOwner]);
            task.AcceptorId = to.Id;
            trail.Tell([to.Id], new($"请核销会议任务：{task.AuditLabel}", $"A task from a meeting to accept: {task.AuditLabel}"), MeetingTrail.PathOf(task), note);
        }
        else
        {
            if (task.OwnerId == to.Id) return ApiErrors.Invalid([MeetingErrors.SameOwner]);
            // The clock tells the new owner.
            var given = await clocks.HandOverAsync(task.ClockId!.Value, to.Id, note.Length > 500 ? note[..500] : note, cancel);
            if (!given.IsOk) return given.Error;
            (task.OwnerId, task.UnitId) = (to.Id, to.UnitId ?? task.UnitId);
        }

        trail.Add(meeting, MeetingTaskVerb.HandOver, note, to.Id, task);
        return Result.Ok();
    }
}
