namespace Jingkai.Platform.Meetings;

/// <summary>A meeting as its caller enters it, or a change of one: what is null stays, what is empty is cleared.</summary>
/// <param name="Kind"><see cref="MeetingKind"/>.</param>
/// <param name="Title">What it is about.</param>
/// <param name="StartsAt">When it begins, local time of the zone: <c>2026-03-05T14:30</c>.</param>
/// <param name="Place">Where.</param>
/// <param name="Chair">Id or sign-in name of who chairs it.</param>
/// <param name="Recorder">Id or sign-in name of who writes the minutes.</param>
/// <param name="Attendees">All who are asked to come; who is left out is asked no longer.</param>
/// <param name="Items">The agenda, when the meeting is called.</param>
public sealed record MeetingInput(
    string? Kind, string? Title, string? StartsAt, string? Place, string? Chair, string? Recorder, IReadOnlyList<AttendeeInput>? Attendees = null, IReadOnlyList<ItemInput>? Items = null);

/// <summary>Somebody who is asked to come.</summary>
/// <param name="Member">Id or sign-in name of a member.</param>
/// <param name="Name">Name of a person from outside.</param>
/// <param name="Organisation">Whom that person speaks for.</param>
/// <param name="Attendance"><see cref="Meetings.Attendance"/>.</param>
public sealed record AttendeeInput(string? Member, string? Name, string? Organisation, string? Attendance);

/// <summary>An item of an agenda in words, or a change of one: what is null stays, what is empty is cleared. Records are put on an agenda from
/// where they are kept.</summary>
/// <param name="Title">What it is about; that of a record stays.</param>
/// <param name="Question">What is to be decided.</param>
/// <param name="Unit">Id or name of the unit that reports.</param>
/// <param name="Reporter">Id or sign-in name of who reports.</param>
/// <param name="Position">Where it stands, from 1.</param>
public sealed record ItemInput(string? Title, string? Question, string? Unit, string? Reporter, int? Position = null);

/// <summary>The minutes as they are written.</summary>
/// <param name="Text">General remarks; null: as they are.</param>
/// <param name="Items">What came of items; those left out stay as they are.</param>
public sealed record MinutesInput(string? Text, IReadOnlyList<OutcomeInput>? Items);

/// <summary>What came of an item.</summary>
/// <param name="Number">Number of the item.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Decisions">All decisions on it, in their order; null: as they are.</param>
public sealed record OutcomeInput(int Number, string? Outcome, IReadOnlyList<DecisionInput>? Decisions);

/// <summary>A decision. Its time is an amount or a last day.</summary>
/// <param name="Text">What is to be done.</param>
/// <param name="Owner">Id or sign-in name of who does it.</param>
/// <param name="Unit">Id or name of the unit that answers for it; the owner's when empty.</param>
/// <param name="Amount">How many days from the confirmation of the minutes.</param>
/// <param name="Per"><c>working-days</c> (also when empty) or <c>calendar-days</c>.</param>
/// <param name="DueOn">The last day: <c>2026-03-31</c>.</param>
public sealed record DecisionInput(string? Text, string? Owner, string? Unit, int? Amount, string? Per, string? DueOn);

/// <summary>A move of a meeting.</summary>
/// <param name="Move">One of <see cref="MeetingVerb.Moves"/>.</param>
/// <param name="Note">Why, or the correction.</param>
/// <param name="To">Id or sign-in name of the leader who confirms, where the chair wrote of the minutes.</param>
/// <param name="Attendees">Who came, when the meeting was held; who was asked and is left out came.</param>
public sealed record MeetingMoveInput(string? Move, string? Note = null, string? To = null, IReadOnlyList<AttendeeInput>? Attendees = null);

/// <summary>A move of a task.</summary>
/// <param name="Move">One of <see cref="MeetingTaskVerb.Moves"/>.</param>
/// <param name="Note">What was done, or why.</param>
/// <param name="To">Id or sign-in name of who takes it over.</param>
public sealed record MeetingTaskMoveInput(string? Move, string? Note = null, string? To = null);
