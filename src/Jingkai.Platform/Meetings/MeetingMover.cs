using System.Globalization;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Clocks;
using Jingkai.Platform.Data;
using Jingkai.Platform.Numbering;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Meetings;

/// <summary>Moves meetings on.</summary>
public sealed class MeetingMover
{
    private const int LongestNote = 2000, LongestLabel = 60;

    private readonly JingkaiDbContext db;
    private readonly MeetingStore store;
    private readonly MeetingTrail trail;
    private readonly IClocks clocks;
    private readonly TimeProvider time;

    internal MeetingMover(JingkaiDbContext db, MeetingStore store, MeetingTrail trail, IClocks clocks, TimeProvider time) =>
        (this.db, this.store, this.trail, this.clocks, this.time) = (db, store, trail, clocks, time);

    /// <summary>Moves a meeting on, in a transaction of its own.</summary>
    /// <param name="code">The meeting.</param>
    /// <param name="input">The move.</param>
    /// <param name="seen">Version the caller saw; null: not checked.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>Done; <c>not-found</c>; <c>move-not-allowed</c> (409, with what is allowed now); <c>stale</c>; what is wrong with the fields.</returns>
    public Task<Result<Meeting>> MoveAsync(string code, MeetingMoveInput input, int? seen, CancellationToken cancel = default) => db.InTransactionAsync<Meeting>(async () =>
    {
        if (db.Actor.MemberId is null) return MeetingErrors.MembersOnly;
        if (!MeetingVerb.Moves.Contains(input.Move)) return MeetingErrors.UnknownMove(input.Move, MeetingVerb.Moves);
        if (await store.TakeAsync(code, beyond: false, cancel) is not { } meeting) return ApiErrors.NotFound;
        if (seen is { } version && version != meeting.Version) return ApiErrors.Stale;
        var rules = await store.RulesAsync(meeting, cancel);
        var allowed = rules.Allowed(store.Actor);
        if (!allowed.Contains(input.Move!)) return MeetingErrors.NotAllowed(input.Move!, allowed);
        var note = TextNormal.CleanLines(input.Note);
        if (note.Length == 0 && input.Move is MeetingVerb.Return or MeetingVerb.Cancel or MeetingVerb.Correct) return ApiErrors.Invalid([MeetingErrors.NoteRequired]);
        if (note.Length > LongestNote) return ApiErrors.Invalid([MeetingErrors.NoteTooLong(LongestNote)]);
        var words = note.Length == 0 ? null : note;
        var done = input.Move switch
        {
            MeetingVerb.Hold => await HoldAsync(meeting, input, cancel),
            MeetingVerb.Minute => await MinuteAsync(meeting, rules, input.To, words, cancel),
            MeetingVerb.Confirm => await ConfirmAsync(meeting, words, cancel),
            MeetingVerb.Return => Return(meeting, note),
            MeetingVerb.Cancel => await CancelAsync(meeting, note, cancel),
            _ => await CorrectAsync(meeting, note, cancel),
        };
        if (!done.IsOk) return done.Error;
        await trail.SaveAsync(meeting, cancel);
        return meeting;
    }, cancel);

    private async Task<Result> HoldAsync(Meeting meeting, MeetingMoveInput input, CancellationToken cancel)
    {
        var errors = new List<Error>();
        if (meeting.StartsAt is not { } starts) errors.Add(MeetingErrors.StartRequired);
        else if (DateOnly.FromDateTime(ClockTime.Local(starts)) > db.Today) return MeetingErrors.NotYet;
        if (meeting.ChairId is null) errors.Add(MeetingErrors.ChairRequired);
        if (meeting.RecorderId is null) errors.Add(MeetingErrors.RecorderRequired);
        var people = await store.PeopleAsync(cancel);
        var came = MeetingAttendance.Read(input.Attendees, people, errors);
        if (errors.Count > 0) return ApiErrors.Invalid(errors);
        meeting.State = MeetingState.Held;
        var known = await db.Set<Attendee>().AsTracking().Where(a => a.MeetingId == meeting.Id).OrderBy(a => a.Position).ToListAsync(cancel);
        if (input.Attendees is not null) MeetingAttendance.Apply(db, meeting, known, [.. known.Select(k => came.FirstOrDefault(c => Same(c, k)) ?? new Invited(k.MemberId, k.Name, k.Organisation, k.Attendance)), .. came.Where(c => !known.Exists(k => Same(c, k)))]);
        else foreach (var one in known.Where(a => a.Attendance == Attendance.Invited)) one.Attendance = Attendance.Present;
        trail.Add(meeting, MeetingVerb.Hold);
        trail.Tell([meeting.RecorderId], new($"请写会议纪要：{meeting.Title}", $"Minutes to write: {meeting.Title}"), MeetingTrail.PathOf(meeting));
        return Result.Ok();
    }

    private static bool Same(Invited a, Attendee b) => a.Member is { } id ? b.MemberId == id : b.MemberId is null && a.Name == b.Name && a.Organisation == b.Organisation;

    private async Task<Result> MinuteAsync(Meeting meeting, MeetingRules rules, string? to, string? note, CancellationToken cancel)
    {
        var people = await store.PeopleAsync(cancel);
        var items = await store.ItemsAsync(meeting.Id, tracked: false, cancel);
        var empty = items.Where(i => i.Outcome is null).Select(i => MeetingErrors.OutcomeRequired($"items[{i.Number.ToString(CultureInfo.InvariantCulture)}].outcome")).ToList();
        if (items.Count == 0 && meeting.Minutes is null) empty.Add(MeetingErrors.OutcomeRequired("text"));
        if (empty.Count > 0) return ApiErrors.Invalid(empty);
        Guid? named = null;
        if (!string.IsNullOrWhiteSpace(to))
        {
            if (people.Find(to.Trim()) is not { } person) return ApiErrors.Invalid([MeetingErrors.UnknownMember(to, "to")]);
            named = person.Id;
        }

        if (!rules.Confirmer(db.MemberId, named, people).Try(out var confirmer, out var error)) return ApiErrors.Invalid([error]);
        (meeting.State, meeting.ConfirmerId) = (MeetingState.Written, confirmer);
        trail.Add(meeting, MeetingVerb.Minute, note, confirmer);
        trail.Tell([confirmer], new($"请确认会议纪要：{meeting.Title}", $"Minutes to confirm: {meeting.Title}"), MeetingTrail.PathOf(meeting), note);
        return Result.Ok();
    }

    /// <summary>The minutes, their number, every task and its clock, and what subjects make of it: all of it or nothing.</summary>
    private async Task<Result> ConfirmAsync(Meeting meeting, string? note, CancellationToken cancel)
    {
        var (people, items, decisions) = (await store.PeopleAsync(cancel), await store.ItemsAsync(meeting.Id, tracked: true, cancel), await store.DecisionsAsync(meeting.Id, tracked: true, cancel));
        foreach (var decision in decisions)
            if (!people.TakesPart(decision.OwnerId)) return ApiErrors.Invalid([MeetingErrors.CannotTakePart(people.NameOf(decision.OwnerId) ?? "", "owner")]);
        var year = db.Today.Year;
        (meeting.State, meeting.ConfirmedOn, meeting.MinutesYear) = (MeetingState.Minuted, db.Today, year);
        meeting.MinutesNumber = (int)await NumberSeries.ReserveAsync(db, FormattableString.Invariant($"minutes{year}"), 1, cancel);
        trail.Add(meeting, MeetingVerb.Confirm, note);
        var held = DateOnly.FromDateTime(ClockTime.Local(meeting.StartsAt!.Value));
        foreach (var decision in decisions)
        {
            (decision.State, decision.OpenedAt) = (MeetingTaskState.Open, time.Now());
            // A day counts as that day, whenever the minutes are confirmed: it is counted from the meeting.
            var limit = decision.DueOn is { } due ? TimeLimit.Of(due.DayNumber - held.DayNumber, LimitUnit.CalendarDays) : TimeLimit.Of(decision.LimitAmount!.Value, decision.Limit!.Value.Unit);
            if (!limit.Try(out var agreed, out var error)) return error;
            var label = decision.Text.Replace('\n', ' ');
            if (label.Length > LongestLabel) label = label[..LongestLabel] + "…";
            var clock = await clocks.StartAsync(new(new(MeetingDecision.SubjectKind, decision.Id.ToString()), new(label, label), "meeting.task")
            {
                Start = decision.DueOn is null ? null : held.ToDateTime(TimeOnly.MinValue), Limit = agreed, Path = MeetingTrail.PathOf(decision), Owner = decision.OwnerId, Unit = decision.UnitId, Managed = true,
            }, cancel);
            if (!clock.IsOk) return clock.Error;
            decision.ClockId = clock.Value.Id;
            trail.Tell([decision.OwnerId], new($"请办理会议议定事项：{label}", $"A task from a meeting: {label}"), MeetingTrail.PathOf(decision), meeting.Title);
        }

        await trail.SaveAsync(meeting, cancel);
        foreach (var item in items)
            if (trail.SubjectOf(item) is { } subject) await subject.MinutedAsync(db, new(meeting, item, [.. decisions.Where(d => d.ItemId == item.Id)]), cancel);
        var present = await db.Set<Attendee>().Where(a => a.MeetingId == meeting.Id).Select(a => a.MemberId).ToListAsync(cancel);
        trail.Tell([meeting.RecorderId, meeting.ChairId, meeting.CallerId, .. present, .. items.Select(i => i.AddedById)], new($"会议纪要已确认：{meeting.Title}", $"Minutes confirmed: {meeting.Title}"), MeetingTrail.PathOf(meeting));
        await trail.PublishAsync(MeetingTopics.Minuted, meeting, cancel);
        return Result.Ok();
    }

    private Result Return(Meeting meeting, string note)
    {
        meeting.State = MeetingState.Held;
        trail.Add(meeting, MeetingVerb.Return, note);
        trail.Tell([meeting.RecorderId, meeting.ChairId], new($"会议纪要已退回：{meeting.Title}", $"Minutes returned: {meeting.Title}"), MeetingTrail.PathOf(meeting), note);
        meeting.ConfirmerId = null;
        return Result.Ok();
    }

    private async Task<Result> CancelAsync(Meeting meeting, string note, CancellationToken cancel)
    {
        (meeting.State, meeting.CancelReason) = (MeetingState.Cancelled, note);
        trail.Add(meeting, MeetingVerb.Cancel, note);
        await trail.SaveAsync(meeting, cancel);
        var items = await store.ItemsAsync(meeting.Id, tracked: true, cancel);
        foreach (var item in items)
            if (trail.SubjectOf(item) is { } subject) await subject.DroppedAsync(db, meeting, item, note, cancel);
        var asked = await db.Set<Attendee>().Where(a => a.MeetingId == meeting.Id).Select(a => a.MemberId).ToListAsync(cancel);
        trail.Tell([meeting.CallerId, meeting.ChairId, meeting.RecorderId, .. asked, .. items.Select(i => i.AddedById)], new($"会议已取消：{meeting.Title}", $"Meeting cancelled: {meeting.Title}"), MeetingTrail.PathOf(meeting), note, urgent: true);
        await trail.PublishAsync(MeetingTopics.Cancelled, meeting, cancel);
        return Result.Ok();
    }

    private async Task<Result> CorrectAsync(Meeting meeting, string note, CancellationToken cancel)
    {
        trail.Add(meeting, MeetingVerb.Correct, note);
        var parts = await db.Set<MeetingPart>().Where(p => p.MeetingId == meeting.Id).Select(p => (Guid?)p.MemberId).ToListAsync(cancel);
        trail.Tell(parts, new($"会议纪要更正：{meeting.Title}", $"Minutes corrected: {meeting.Title}"), MeetingTrail.PathOf(meeting), note);
        return Result.Ok();
    }
}
