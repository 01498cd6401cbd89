using Jingkai.Kernel;
using Jingkai.Platform.Data;

namespace Jingkai.Platform.Meetings;

/// <summary>What an item of an agenda is about.</summary>
/// <param name="Kind">Kind of the subject: <c>case</c> …</param>
/// <param name="Id">Its id or code.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Path">Where it opens, below <c>/z/{zone}/</c>; null when it has no page.</param>
public sealed record AgendaSubject(string Kind, string Id, Text Label, string? Path);

/// <summary>A meeting to call.</summary>
/// <param name="Kind"><see cref="MeetingKind"/>.</param>
/// <param name="Title">What it is about.</param>
/// <param name="StartsAt">When it begins on the zone's wall clock; null: to be set.</param>
/// <param name="Place">Where.</param>
/// <param name="Chair">Member who chairs it; null: to be set.</param>
/// <param name="Recorder">Member who writes the minutes; null: to be set.</param>
public sealed record NewMeeting(string Kind, string Title, DateTime? StartsAt, string? Place, Guid? Chair, Guid? Recorder);

/// <summary>A planned meeting that something can be put to.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Title">What it is about.</param>
/// <param name="StartsAt">When it begins on the zone's wall clock; null: not set yet.</param>
public sealed record MeetingChoice(string Code, string Title, DateTime? StartsAt);

/// <summary>What a meeting decided about a subject, for a reader of that subject.</summary>
/// <param name="Code">Code of the meeting.</param>
/// <param name="Kind"><see cref="MeetingKind"/>.</param>
/// <param name="Title">What the meeting was about.</param>
/// <param name="State"><see cref="MeetingState"/>.</param>
/// <param name="StartsAt">When it began on the zone's wall clock.</param>
/// <param name="Item">Number of the item.</param>
/// <param name="Question">What was to be decided.</param>
/// <param name="Outcome">What came of it; null until the minutes are confirmed.</param>
/// <param name="Decisions">What was decided; none until the minutes are confirmed.</param>
/// <param name="Path">Where the meeting opens, below <c>/z/{zone}/</c>; null: the reader has no part in it.</param>
public sealed record SubjectMeeting(
    string Code, string Kind, string Title, string State, DateTime? StartsAt, int Item, string? Question, string? Outcome, IReadOnlyList<SubjectDecision> Decisions, string? Path);

/// <summary>A decision about a subject.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Text">What is to be done.</param>
/// <param name="Owner">Who does it.</param>
/// <param name="Unit">The unit that answers for it.</param>
/// <param name="State"><see cref="MeetingTaskState"/>.</param>
/// <param name="DueAt">The end of its time on the zone's wall clock.</param>
/// <param name="Late">Its time is over, or was when it was done.</param>
/// <param name="Report">What was done.</param>
public sealed record SubjectDecision(Guid Id, string Text, string Owner, string? Unit, string State, DateTime? DueAt, bool Late, string? Report);

/// <summary>Lifting things to meetings. Every call works within the caller's transaction, as <see cref="Clocks.IClocks"/> does; whether the actor
/// may do it is for the caller to know.</summary>
public interface IMeetings
{
    /// <summary>Calls a meeting.</summary>
    /// <returns>It; or what is wrong with the fields.</returns>
    Task<Result<Meeting>> CallAsync(NewMeeting what, CancellationToken cancel = default);

    /// <summary>Puts a subject on the agenda of a planned meeting.</summary>
    /// <returns>The item; <c>not-found</c>, <c>meeting-not-planned</c>, <c>already-on-agenda</c>.</returns>
    Task<Result<AgendaItem>> AddAsync(string meetingCode, AgendaSubject subject, string? question, CancellationToken cancel = default);

    /// <summary>Planned meetings to which the actor can put something, the next first: those the actor has a part in, and every problem-solving
    /// or dispatch meeting of the zone.</summary>
    Task<IReadOnlyList<MeetingChoice>> PlannedAsync(CancellationToken cancel = default);

    /// <summary>What meetings were asked and decided about a subject, newest first. Whoever may read the subject may read this, also without a part
    /// in the meeting; the rest of the minutes is not in it.</summary>
    Task<IReadOnlyList<SubjectMeeting>> OfAsync(string subjectKind, string subjectId, CancellationToken cancel = default);
}

/// <summary>What became of a subject at a meeting.</summary>
/// <param name="Meeting">The meeting.</param>
/// <param name="Item">The item of its agenda.</param>
/// <param name="Decisions">What was decided on it.</param>
public sealed record MeetingNews(Meeting Meeting, AgendaItem Item, IReadOnlyList<MeetingDecision> Decisions);

/// <summary>A kind of subject that wants to know what was decided about it. Runs in the transaction of what happened: if it fails, nothing of it
/// remains. The meeting's row is held meanwhile.</summary>
public interface IMeetingSubject
{
    /// <summary>Kind of the subject.</summary>
    string Kind { get; }

    /// <summary>The minutes were confirmed.</summary>
    Task MinutedAsync(JingkaiDbContext db, MeetingNews news, CancellationToken cancel);

    /// <summary>A task from a decision about it was done and accepted.</summary>
    Task TaskDoneAsync(JingkaiDbContext db, MeetingDecision decision, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>The meeting was cancelled, or the subject was taken off its agenda: nothing will be decided about it there.</summary>
    Task DroppedAsync(JingkaiDbContext db, Meeting meeting, AgendaItem item, string? reason, CancellationToken cancel) => Task.CompletedTask;
}
