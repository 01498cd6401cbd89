using Jingkai.Kernel;
using Jingkai.Platform.Api;

namespace Jingkai.Platform.Meetings;

/// <summary>A person of a meeting.</summary>
/// <param name="Id">The member.</param>
/// <param name="Name">The name in the zone.</param>
/// <param name="Post">The post, as printed.</param>
/// <param name="Unit">The office.</param>
public sealed record MeetingPersonView(Guid Id, string Name, string? Post, string? Unit);

/// <summary>A meeting in a list.</summary>
public record MeetingSummary
{
    /// <summary>What people call it.</summary>
    public required string Code { get; init; }

    /// <summary><see cref="MeetingKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>What the kind is called.</summary>
    public required string KindName { get; init; }

    /// <summary>What it is about.</summary>
    public required string Title { get; init; }

    /// <summary><see cref="MeetingState"/>.</summary>
    public required string State { get; init; }

    /// <summary>When it begins, local time of the zone; null: to be set.</summary>
    public required string? StartsAt { get; init; }

    /// <summary>Where.</summary>
    public required string? Place { get; init; }

    /// <summary>Who chairs it.</summary>
    public required MeetingPersonView? Chair { get; init; }

    /// <summary>Who writes the minutes.</summary>
    public required MeetingPersonView? Recorder { get; init; }

    /// <summary>How many items its agenda has.</summary>
    public required int ItemCount { get; init; }

    /// <summary>How many tasks came of it.</summary>
    public required int TaskCount { get; init; }

    /// <summary>How many of them wait for their owners.</summary>
    public required int OpenTasks { get; init; }

    /// <summary>Its day is past and nobody said that it was held.</summary>
    public required bool Overdue { get; init; }
}

/// <summary>Somebody asked to come.</summary>
/// <param name="Member">Id of the member; null: a person from outside.</param>
/// <param name="Name">The name.</param>
/// <param name="Organisation">The office, or whom a person from outside speaks for.</param>
/// <param name="Attendance"><see cref="Meetings.Attendance"/>.</param>
public sealed record AttendeeView(Guid? Member, string Name, string? Organisation, string Attendance);

/// <summary>An item of the agenda. Outcome and decisions are empty for a reader who does not write or confirm the minutes, until they are confirmed.</summary>
public sealed record AgendaItemView(
    int Number, int Position, string Title, string? SubjectKind, string? Path, string? Question, MeetingPersonView? Reporter, string? Unit, string? Outcome, IReadOnlyList<DecisionView> Decisions, bool MayChange);

/// <summary>A decision in the minutes.</summary>
/// <param name="Id">Its id; as a task it is known by it.</param>
/// <param name="Number">Its order in the minutes.</param>
/// <param name="Text">What is to be done.</param>
/// <param name="Owner">Who does it.</param>
/// <param name="Unit">The unit that answers for it.</param>
/// <param name="UnitId">The same, by id.</param>
/// <param name="State"><see cref="MeetingTaskState"/>.</param>
/// <param name="Amount">How many days.</param>
/// <param name="Per">Which days.</param>
/// <param name="DueOn">The last day that was set.</param>
/// <param name="Limit">The time in words.</param>
/// <param name="Due">When it ends, local time of the zone; null until it runs.</param>
/// <param name="Late">Its time is over, or was when it was done.</param>
public sealed record DecisionView(
    Guid Id, int Number, string Text, MeetingPersonView Owner, string? Unit, Guid? UnitId, string State, int? Amount, string? Per, DateOnly? DueOn, string Limit, string? Due, bool Late);

/// <summary>A move of a meeting or a task.</summary>
/// <param name="At">When.</param>
/// <param name="Day">The business day.</param>
/// <param name="By">Who.</param>
/// <param name="Verb"><see cref="MeetingVerb"/> or <see cref="MeetingTaskVerb"/>.</param>
/// <param name="Note">The reason, the report or the correction.</param>
/// <param name="To">To whom it went.</param>
public sealed record MeetingMoveView(DateTime At, DateOnly Day, string? By, string Verb, string? Note, string? To);

/// <summary>A meeting with everything that its reader may know.</summary>
public sealed record MeetingView : MeetingSummary
{
    /// <summary>From its line in a list.</summary>
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public MeetingView(MeetingSummary summary) : base(summary)
    {
    }

    /// <summary>Who called it.</summary>
    public MeetingPersonView? Caller { get; init; }

    /// <summary>Grows with every change; send it back as <c>If-Match</c>.</summary>
    public int Version { get; init; }

    /// <summary>The moves open to the reader now.</summary>
    public IReadOnlyList<string> Allowed { get; init; } = [];

    /// <summary>The reader may change time, place and people.</summary>
    public bool MayChange { get; init; }

    /// <summary>The reader may write the minutes.</summary>
    public bool MayWrite { get; init; }

    /// <summary>The reader may put something on the agenda.</summary>
    public bool MayAdd { get; init; }

    /// <summary>The reader sees the minutes: they are confirmed, or the reader writes or confirms them.</summary>
    public bool SeesMinutes { get; init; }

    /// <summary>The reader hands minutes in to a leader of their choice, since the chair wrote of them.</summary>
    public bool NamesConfirmer { get; init; }

    /// <summary>Who is asked to come, or came.</summary>
    public IReadOnlyList<AttendeeView> Attendees { get; init; } = [];

    /// <summary>The agenda in its order.</summary>
    public IReadOnlyList<AgendaItemView> Items { get; init; } = [];

    /// <summary>General remarks of the minutes.</summary>
    public string? Minutes { get; init; }

    /// <summary>Number of the minutes: 〔2026〕3号.</summary>
    public string? MinutesNumber { get; init; }

    /// <summary>Who confirms the minutes, or did.</summary>
    public MeetingPersonView? Confirmer { get; init; }

    /// <summary>The day on which the minutes were confirmed.</summary>
    public DateOnly? ConfirmedOn { get; init; }

    /// <summary>Why it was cancelled.</summary>
    public string? CancelReason { get; init; }

    /// <summary>Corrections of confirmed minutes, in order of time.</summary>
    public IReadOnlyList<MeetingMoveView> Corrections { get; init; } = [];

    /// <summary>Every move of the meeting, in order of time.</summary>
    public IReadOnlyList<MeetingMoveView> Moves { get; init; } = [];
}

/// <summary>A task from a meeting in a list.</summary>
public record MeetingTaskView
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Code of the meeting.</summary>
    public required string Meeting { get; init; }

    /// <summary>What the meeting was about.</summary>
    public required string MeetingTitle { get; init; }

    /// <summary>The item of the agenda.</summary>
    public required string Item { get; init; }

    /// <summary>Order in the minutes.</summary>
    public required int Number { get; init; }

    /// <summary>What is to be done.</summary>
    public required string Text { get; init; }

    /// <summary>Who does it.</summary>
    public required MeetingPersonView Owner { get; init; }

    /// <summary>The unit that answers for it.</summary>
    public required string? Unit { get; init; }

    /// <summary><see cref="MeetingTaskState"/>.</summary>
    public required string State { get; init; }

    /// <summary>The time in words.</summary>
    public required string Limit { get; init; }

    /// <summary>When it ends, local time of the zone.</summary>
    public required string? Due { get; init; }

    /// <summary>Its time is over, or was when it was done.</summary>
    public required bool Late { get; init; }

    /// <summary>Who is to accept it, or did.</summary>
    public required MeetingPersonView? Acceptor { get; init; }
}

/// <summary>A task with its story.</summary>
public sealed record MeetingTaskDetail : MeetingTaskView
{
    /// <summary>From its line in a list.</summary>
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public MeetingTaskDetail(MeetingTaskView view) : base(view)
    {
    }

    /// <summary>Where the meeting opens, from the root; null: the reader has no part in it.</summary>
    public string? MeetingPath { get; init; }

    /// <summary>Number of the minutes.</summary>
    public string? MinutesNumber { get; init; }

    /// <summary>What was done.</summary>
    public string? Report { get; init; }

    /// <summary>Who did it.</summary>
    public MeetingPersonView? DoneBy { get; init; }

    /// <summary>When it was done.</summary>
    public DateTime? DoneAt { get; init; }

    /// <summary>When it was accepted.</summary>
    public DateTime? AcceptedAt { get; init; }

    /// <summary>Grows with every move; send it back as <c>If-Match</c>.</summary>
    public int Version { get; init; }

    /// <summary>The moves open to the reader now.</summary>
    public IReadOnlyList<string> Allowed { get; init; } = [];

    /// <summary>Every move, in order of time.</summary>
    public IReadOnlyList<MeetingMoveView> Moves { get; init; } = [];
}

/// <summary>Which meetings.</summary>
/// <param name="State">A <see cref="MeetingState"/>, or <c>open</c>: neither minuted nor cancelled.</param>
/// <param name="Kind">A <see cref="MeetingKind"/>.</param>
/// <param name="Mine">Only those the reader has a part in.</param>
/// <param name="Q">Words of the title, or a code.</param>
/// <param name="Since">First day.</param>
/// <param name="Until">Last day.</param>
/// <param name="Sort"><c>startsAt</c>, <c>-startsAt</c> (usual), <c>code</c> or <c>-code</c>.</param>
public sealed record MeetingFilter(string? State, string? Kind, bool Mine, string? Q, DateOnly? Since, DateOnly? Until, string Sort)
{
    /// <summary>Neither minuted nor cancelled.</summary>
    public const string Open = "open";

    private static readonly string[] Sorts = ["startsAt", "-startsAt", "code", "-code"];

    /// <summary>Reads a filter of an address.</summary>
    public static Result<MeetingFilter> Parse(string? state, string? kind, string? mine, string? q, string? from, string? until, string? sort)
    {
        (state, kind, mine, sort) = (Given(state), Given(kind), Given(mine), Given(sort) ?? "-startsAt");
        if (state is not (null or Open) && !MeetingState.All.Contains(state)) return ApiErrors.BadFilter("state", state);
        if (kind is not null && !MeetingKind.All.Contains(kind)) return ApiErrors.BadFilter("kind", kind);
        if (mine is not (null or "true" or "false")) return ApiErrors.BadFilter("mine", mine);
        if (!Sorts.Contains(sort)) return ApiErrors.BadSort(sort, Sorts);
        if (!Day(from, out var first)) return ApiErrors.BadFilter("from", from!);
        if (!Day(until, out var last)) return ApiErrors.BadFilter("until", until!);
        return new MeetingFilter(state, kind, mine == "true", Given(q?.Trim()), first, last, sort);
    }

    internal static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static bool Day(string? text, out DateOnly? day)
    {
        day = null;
        if (string.IsNullOrEmpty(text)) return true;
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var read) || read.Year is < 1900 or > 2200) return false;
        day = read;
        return true;
    }
}

/// <summary>Which tasks.</summary>
/// <param name="Owner"><c>mine</c>, <c>unit</c>, <c>accept</c> (to be accepted by the reader) or all.</param>
/// <param name="State">A <see cref="MeetingTaskState"/>.</param>
/// <param name="Late">Only those whose time is over, or was when they were done.</param>
/// <param name="Meeting">Only of this meeting.</param>
public sealed record MeetingTaskFilter(string? Owner, string? State, bool Late, string? Meeting)
{
    /// <summary>Reads a filter of an address.</summary>
    public static Result<MeetingTaskFilter> Parse(string? owner, string? state, string? late, string? meeting)
    {
        (owner, state, late, meeting) = (MeetingFilter.Given(owner), MeetingFilter.Given(state), MeetingFilter.Given(late), MeetingFilter.Given(meeting));
        if (owner is not (null or "mine" or "unit" or "accept")) return ApiErrors.BadFilter("owner", owner);
        if (state is not null && !MeetingTaskState.All.Contains(state)) return ApiErrors.BadFilter("state", state);
        if (late is not (null or "true" or "false")) return ApiErrors.BadFilter("late", late);
        return new MeetingTaskFilter(owner, state, late == "true", meeting);
    }
}
