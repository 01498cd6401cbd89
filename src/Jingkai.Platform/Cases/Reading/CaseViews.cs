using System.Diagnostics.CodeAnalysis;

namespace Jingkai.Platform.Cases.Reading;

/// <summary>A member or unit in an answer.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
public sealed record CaseParty(Guid Id, string Name);

/// <summary>A member who handles cases, with the unit.</summary>
public sealed record CaseHandler(Guid UnitId, string Unit, Guid MemberId, string Member, string? Post);

/// <summary>A code with what people call it.</summary>
public sealed record CaseTerm(string Code, string Name);

/// <summary>A case in a list. Moments are instants; <see cref="Due"/> is of the zone's wall clock.</summary>
public record CaseSummary
{
    /// <summary>Its code.</summary>
    public required string Code { get; init; }

    /// <summary>Its kind.</summary>
    public required CaseTerm Kind { get; init; }

    /// <summary>What is asked.</summary>
    public required string Title { get; init; }

    /// <summary>What it is about.</summary>
    public CaseParty? Subject { get; init; }

    /// <summary>Its category.</summary>
    public required CaseTerm Category { get; init; }

    /// <summary>Its class.</summary>
    public required CaseTerm Class { get; init; }

    /// <summary>By which way it came.</summary>
    public required string Source { get; init; }

    /// <summary>加急.</summary>
    public bool Urgent { get; init; }

    /// <summary><see cref="CaseState"/>.</summary>
    public required string State { get; init; }

    /// <summary><see cref="CaseTurn"/>.</summary>
    public required string Turn { get; init; }

    /// <summary>Whose turn it is, when a member's or a unit's.</summary>
    public CaseParty? TurnOf { get; init; }

    /// <summary>Who answers for it.</summary>
    public CaseParty? Responsible { get; init; }

    /// <summary>The unit that answers for it.</summary>
    public CaseParty? Unit { get; init; }

    /// <summary>When it was raised.</summary>
    public DateTime RaisedAt { get; init; }

    /// <summary>When the answer is due, on the zone's wall clock; null while time stands still.</summary>
    public string? Due { get; init; }

    /// <summary>The due moment lies in a year whose holidays are not announced.</summary>
    public bool Provisional { get; init; }

    /// <summary>Not answered in time, or not yet although the time is over.</summary>
    public bool Late { get; init; }

    /// <summary>When it was answered.</summary>
    public DateTime? AnsweredAt { get; init; }

    /// <summary>When it was settled.</summary>
    public DateTime? SettledAt { get; init; }

    /// <summary><see cref="Settlement"/>.</summary>
    public string? SettledBy { get; init; }

    /// <summary>When it ended.</summary>
    public DateTime? EndedAt { get; init; }

    /// <summary>How often a unit returned it.</summary>
    public int Returned { get; init; }

    /// <summary>How often the asker was not satisfied.</summary>
    public int Reopened { get; init; }

    /// <summary>1 to 5.</summary>
    public int? Grade { get; init; }

    /// <summary>Somebody waits impatiently.</summary>
    public bool Urged { get; init; }
}

/// <summary>A part.</summary>
public sealed record PartView(int Number, string Title, CaseParty? Unit, CaseParty? Member, int? After, string State, string? Result, DateTime? DoneAt, string? Due, bool Late, IReadOnlyList<string> Allowed);

/// <summary>An entry of the timeline.</summary>
public sealed record EventView(int Number, DateTime At, string Verb, string State, string? By, string? For, string? To, string? Note, string? About, int? Part, IReadOnlyList<Guid> Evidence);

/// <summary>More time that was asked for.</summary>
public sealed record CaseExtensionView(string More, string Reason, string State, string SignOff);

/// <summary>A case as its page shows it.</summary>
public sealed record CaseView : CaseSummary
{
    /// <summary>Of a summary.</summary>
    [SetsRequiredMembers]
    public CaseView(CaseSummary summary) : base(summary)
    {
    }

    /// <summary>Its id, to tie files to it.</summary>
    public Guid Id { get; init; }

    /// <summary>For If-Match.</summary>
    public int Version { get; init; }

    /// <summary>What is asked, at length.</summary>
    public string? Text { get; init; }

    /// <summary>Where its subject opens, from the root.</summary>
    public string? SubjectPath { get; init; }

    /// <summary>Values of the kind's own fields.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>Who wrote it down.</summary>
    public CaseParty? RaisedBy { get; init; }

    /// <summary>The asker did.</summary>
    public bool RaisedByAsker { get; init; }

    /// <summary>The unit proposed.</summary>
    public CaseParty? Proposed { get; init; }

    /// <summary>To whom it is offered.</summary>
    public CaseParty? Assigned { get; init; }

    /// <summary>To which unit it is offered.</summary>
    public CaseParty? AssignedUnit { get; init; }

    /// <summary>The answer.</summary>
    public string? Answer { get; init; }

    /// <summary>The day on which a held case is looked at again.</summary>
    public DateOnly? HeldUntil { get; init; }

    /// <summary>When silence closes it, on the zone's wall clock.</summary>
    public string? SilenceDue { get; init; }

    /// <summary>Code of the meeting it was lifted to.</summary>
    public string? Meeting { get; init; }

    /// <summary>The outer system and the number there.</summary>
    public string? OuterSystem { get; init; }

    /// <summary>Its number there.</summary>
    public string? OuterNumber { get; init; }

    /// <summary>The case it repeats.</summary>
    public string? DuplicateOf { get; init; }

    /// <summary>Cases that repeat it.</summary>
    public IReadOnlyList<string> Duplicates { get; init; } = [];

    /// <summary>The common problem.</summary>
    public CaseTerm? Group { get; init; }

    /// <summary>The asker's words to the grade.</summary>
    public string? GradeNote { get; init; }

    /// <summary><see cref="FollowUpState"/>.</summary>
    public string FollowUp { get; init; } = FollowUpState.None;

    /// <summary>Parts.</summary>
    public IReadOnlyList<PartView> Parts { get; init; } = [];

    /// <summary>More time asked for.</summary>
    public IReadOnlyList<CaseExtensionView> Extensions { get; init; } = [];

    /// <summary>The timeline, oldest first.</summary>
    public IReadOnlyList<EventView> Events { get; init; } = [];

    /// <summary>What the reader can do now.</summary>
    public IReadOnlyList<string> Allowed { get; init; } = [];
}

/// <summary>Which cases.</summary>
public sealed record CaseFilter
{
    /// <summary><c>mine</c>: my turn; <c>unit</c>: my unit's; <c>raised</c>: raised by me; <c>desk</c>: the desk's; <c>held</c>: I answer for it.</summary>
    public string? Whose { get; init; }

    /// <summary><c>late</c>, <c>week</c>: due by the end of this week.</summary>
    public string? When { get; init; }

    /// <summary>A state, <c>open</c>, <c>unanswered</c>, <c>settled</c> or <c>over</c>; several with commas.</summary>
    public string? State { get; init; }

    /// <summary>Code of a kind.</summary>
    public string? Kind { get; init; }

    /// <summary>Code of a category.</summary>
    public string? Category { get; init; }

    /// <summary>Code of a class.</summary>
    public string? Class { get; init; }

    /// <summary>By which way it came.</summary>
    public string? Source { get; init; }

    /// <summary>Id or name of the unit that answers for it or to which it is offered.</summary>
    public string? Unit { get; init; }

    /// <summary>Id or sign-in name of who answers for it.</summary>
    public string? Responsible { get; init; }

    /// <summary>Id of what it is about.</summary>
    public Guid? Subject { get; init; }

    /// <summary>Code of a common problem.</summary>
    public string? Group { get; init; }

    /// <summary>1 to 5, or <c>bad</c>.</summary>
    public string? Grade { get; init; }

    /// <summary>First and last day on which it was raised.</summary>
    public DateOnly? RaisedFrom { get; init; }

    /// <summary>Last day on which it was raised.</summary>
    public DateOnly? RaisedUntil { get; init; }

    /// <summary>Code, title, text or subject contains it.</summary>
    public string? Q { get; init; }

    /// <summary><c>due</c>, <c>raised</c>, <c>code</c>, each with - before it for the other way round.</summary>
    public string? Sort { get; init; }
}
