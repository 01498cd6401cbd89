using Jingkai.Kernel;
using Jingkai.Platform.Data;

namespace Jingkai.Platform.Cases;

/// <summary>Something asked for, from its registration to its end. Moments are on the zone's time: where the business date stands still, so do they.</summary>
public sealed class Case : ZoneEntity, IAudited
{
    /// <summary>What people call it: <c>C2026-0042</c>.</summary>
    public string Code { get; set; } = "";

    /// <summary>Code of its kind.</summary>
    public string Kind { get; set; } = "";

    /// <summary>Kind of what it is about: <c>enterprise</c>, <c>project</c>; null: the zone itself.</summary>
    public string? SubjectKind { get; set; }

    /// <summary>Its id.</summary>
    public Guid? SubjectId { get; set; }

    /// <summary>Its name when the case was raised.</summary>
    public string? SubjectName { get; set; }

    /// <summary>Code of a category of the kind.</summary>
    public string Category { get; set; } = "";

    /// <summary>Code of a class of the kind: simple, complex, hard, consultation.</summary>
    public string Class { get; set; } = "";

    /// <summary>What is asked, in a line.</summary>
    public string Title { get; set; } = "";

    /// <summary>The same at length.</summary>
    public string? Text { get; set; }

    /// <summary>By which way it came: visit, phone, platform …</summary>
    public string Source { get; set; } = CaseSource.Platform;

    /// <summary>加急.</summary>
    public bool Urgent { get; set; }

    /// <summary>Values of the kind's own fields, as JSON.</summary>
    public string Fields { get; set; } = "{}";

    /// <summary>Who wrote it down; null: a program of the installation.</summary>
    public Guid? RaisedById { get; set; }

    /// <summary>The asker wrote it down, not an officer.</summary>
    public bool RaisedByAsker { get; set; }

    /// <summary>When.</summary>
    public DateTime RaisedAt { get; set; }

    /// <summary>The unit that the first receiver proposes.</summary>
    public Guid? ProposedUnitId { get; set; }

    /// <summary><see cref="CaseState"/>.</summary>
    public string State { get; set; } = CaseState.Registered;

    /// <summary>Who answers for it: the first receiver until another accepts; null: the desk.</summary>
    public Guid? ResponsibleId { get; set; }

    /// <summary>The unit that answers for it.</summary>
    public Guid? ResponsibleUnitId { get; set; }

    /// <summary>To whom it is offered.</summary>
    public Guid? AssignedId { get; set; }

    /// <summary>To which unit it is offered.</summary>
    public Guid? AssignedUnitId { get; set; }

    /// <summary>It is handed over by who held it; refused, it goes back to this state.</summary>
    public string? ResumeState { get; set; }

    /// <summary><see cref="CaseTurn"/>.</summary>
    public string Turn { get; set; } = CaseTurn.Desk;

    /// <summary>Whose turn, when a member's.</summary>
    public Guid? TurnMemberId { get; set; }

    /// <summary>Whose turn, when a unit's.</summary>
    public Guid? TurnUnitId { get; set; }

    /// <summary>How often a unit returned it.</summary>
    public int Returned { get; set; }

    /// <summary>How often the asker was not satisfied.</summary>
    public int Reopened { get; set; }

    /// <summary>When it was first given to a unit or person.</summary>
    public DateTime? AssignedAt { get; set; }

    /// <summary>When somebody first took it over.</summary>
    public DateTime? AcceptedAt { get; set; }

    /// <summary>When the asker was first answered.</summary>
    public DateTime? FirstAnsweredAt { get; set; }

    /// <summary>When the asker was last answered; null once it was reopened.</summary>
    public DateTime? AnsweredAt { get; set; }

    /// <summary>The end that was promised when it was answered.</summary>
    public DateTime? AnswerDueAt { get; set; }

    /// <summary>The answer.</summary>
    public string? Answer { get; set; }

    /// <summary>办结: when it was settled.</summary>
    public DateTime? SettledAt { get; set; }

    /// <summary><see cref="Settlement"/>.</summary>
    public string? SettledBy { get; set; }

    /// <summary>销号: when it was struck off, or ended otherwise.</summary>
    public DateTime? EndedAt { get; set; }

    /// <summary>While it is held: the day on which it is looked at again.</summary>
    public DateOnly? HeldUntil { get; set; }

    /// <summary>When it was last urged.</summary>
    public DateTime? UrgedAt { get; set; }

    /// <summary>When it was last brought before the leaders.</summary>
    public DateTime? EscalatedAt { get; set; }

    /// <summary>Code of the meeting it was lifted to.</summary>
    public string? Meeting { get; set; }

    /// <summary>The outer system it was sent to.</summary>
    public string? OuterSystem { get; set; }

    /// <summary>Its number there.</summary>
    public string? OuterNumber { get; set; }

    /// <summary>The case it repeats.</summary>
    public Guid? DuplicateOfId { get; set; }

    /// <summary>The common problem it belongs to.</summary>
    public Guid? GroupId { get; set; }

    /// <summary>The clock of its answer.</summary>
    public Guid? ClockId { get; set; }

    /// <summary>The clock of what is waited for beside: acceptance, the review date, the asker's word, the follow-up.</summary>
    public Guid? WaitClockId { get; set; }

    /// <summary>How often the asker was reminded to confirm the present answer.</summary>
    public int Reminded { get; set; }

    /// <summary>1 to 5; null: none given.</summary>
    public int? Grade { get; set; }

    /// <summary>The asker's words to it.</summary>
    public string? GradeNote { get; set; }

    /// <summary>When it was given.</summary>
    public DateTime? GradedAt { get; set; }

    /// <summary><see cref="FollowUpState"/>.</summary>
    public string FollowUp { get; set; } = FollowUpState.None;

    /// <summary>When the bad review was followed up.</summary>
    public DateTime? FollowedUpAt { get; set; }

    /// <inheritdoc />
    public string AuditLabel => Code;
}

/// <summary>By which way cases come.</summary>
public static class CaseSource
{
    /// <summary>Through this system.</summary>
    public const string Platform = "platform";

    /// <summary>All of them: 走访, 平台, 电话, 12345, 会议, 来信.</summary>
    public static IReadOnlyList<string> All { get; } = ["visit", Platform, "phone", "hotline", "meeting", "letter"];
}

/// <summary>协办: what another unit has to do before the case can be answered.</summary>
public sealed class CasePart : ZoneEntity, IAudited
{
    /// <summary>The case.</summary>
    public Guid CaseId { get; set; }

    /// <summary>1, 2, 3 … within it.</summary>
    public int Number { get; set; }

    /// <summary>What is to be done.</summary>
    public string Title { get; set; } = "";

    /// <summary>By which unit.</summary>
    public Guid? UnitId { get; set; }

    /// <summary>By whom, once somebody took it.</summary>
    public Guid? MemberId { get; set; }

    /// <summary>Number of the part that comes first.</summary>
    public int? AfterPart { get; set; }

    /// <summary><see cref="PartState"/>.</summary>
    public string State { get; set; } = PartState.Open;

    /// <summary>What came of it.</summary>
    public string? Result { get; set; }

    /// <summary>When it was done or taken back.</summary>
    public DateTime? DoneAt { get; set; }

    /// <summary>Its clock; null while it waits for another part.</summary>
    public Guid? ClockId { get; set; }

    /// <inheritdoc />
    public string AuditLabel => Title;
}

/// <summary>Where a part stands.</summary>
public static class PartState
{
    /// <summary>Waits for the part before it.</summary>
    public const string Waiting = "waiting";

    /// <summary>Waits for somebody of its unit.</summary>
    public const string Open = "open";

    /// <summary>Somebody is at it.</summary>
    public const string Accepted = "accepted";

    /// <summary>Done.</summary>
    public const string Done = "done";

    /// <summary>Taken back.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>Whether the case has to wait for it.</summary>
    public static bool IsOpen(string state) => state is Waiting or Open or Accepted;
}

/// <summary>An entry of the timeline.</summary>
public sealed class CaseEvent : IZoned
{
    /// <inheritdoc />
    public int ZoneId { get; set; }

    /// <summary>Version 7 UUID.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>The case.</summary>
    public Guid CaseId { get; set; }

    /// <summary>1, 2, 3 … within the case: two moves are never at one place.</summary>
    public int Number { get; set; }

    /// <summary>When.</summary>
    public DateTime At { get; set; }

    /// <summary>By whom; null: the system or a program.</summary>
    public Guid? MemberId { get; set; }

    /// <summary>For whom, when the member stands in.</summary>
    public Guid? ForId { get; set; }

    /// <summary><see cref="CaseVerb"/>.</summary>
    public string Verb { get; set; } = "";

    /// <summary>The state after it.</summary>
    public string State { get; set; } = "";

    /// <summary>Words.</summary>
    public string? Note { get; set; }

    /// <summary>To which member.</summary>
    public Guid? ToId { get; set; }

    /// <summary>To which unit.</summary>
    public Guid? ToUnitId { get; set; }

    /// <summary>What else it names: a case, a group, a meeting, an amount, a day.</summary>
    public string? About { get; set; }

    /// <summary>The part it concerns.</summary>
    public int? Part { get; set; }

    /// <summary>Ids of attachments, with spaces between.</summary>
    public string? Evidence { get; set; }
}

/// <summary>共性问题: several cases that are one problem, from one to one class.</summary>
public sealed class CaseGroup : ZoneEntity, IAudited
{
    /// <summary>What people call it: <c>G2026-0003</c>.</summary>
    public string Code { get; set; } = "";

    /// <summary>The problem, in a line.</summary>
    public string Title { get; set; } = "";

    /// <summary>What is known and what is proposed.</summary>
    public string? Note { get; set; }

    /// <summary>The category most of its cases have.</summary>
    public string? Category { get; set; }

    /// <summary>Code of the meeting it was lifted to.</summary>
    public string? Meeting { get; set; }

    /// <summary>What was settled for all of them.</summary>
    public string? Outcome { get; set; }

    /// <summary>Who opened it.</summary>
    public Guid? OpenedById { get; set; }

    /// <summary>When.</summary>
    public DateTime OpenedAt { get; set; }

    /// <summary>When it was settled.</summary>
    public DateTime? SettledAt { get; set; }

    /// <inheritdoc />
    public string AuditLabel => Code;
}
