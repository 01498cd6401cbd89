using Jingkai.Kernel;
using Jingkai.Platform.Calendars;
using Jingkai.Platform.Data;

namespace Jingkai.Platform.Meetings;

/// <summary>Where a decision stands.</summary>
public static class MeetingTaskState
{
    /// <summary>Stands in minutes that nobody confirmed yet: no task.</summary>
    public const string Draft = "draft";

    /// <summary>办理中: waits for its owner.</summary>
    public const string Open = "open";

    /// <summary>已办待核: waits for who accepts it.</summary>
    public const string Done = "done";

    /// <summary>已核销.</summary>
    public const string Accepted = "accepted";

    /// <summary>The states of a task, in order.</summary>
    public static IReadOnlyList<string> All { get; } = [Open, Done, Accepted];
}

/// <summary>What can be done with a task.</summary>
public static class MeetingTaskVerb
{
    /// <summary>办结: its owner says what was done.</summary>
    public const string Done = "done";

    /// <summary>核销: another than who did it accepts it.</summary>
    public const string Accept = "accept";

    /// <summary>退回: it is not done.</summary>
    public const string Return = "return";

    /// <summary>移交: another is to do it or, once it is done, to accept it.</summary>
    public const string HandOver = "hand-over";

    /// <summary>All of them, in the order in which they are offered.</summary>
    public static IReadOnlyList<string> Moves { get; } = [Done, Accept, Return, HandOver];
}

/// <summary>议定事项: what a meeting decided on an item of its agenda. With the minutes' confirmation it becomes a task with an owner and a clock.</summary>
public sealed class MeetingDecision : ZoneEntity, IAudited
{
    /// <summary>Kind of its clock's subject.</summary>
    public const string SubjectKind = "meeting-task";

    /// <summary>The meeting.</summary>
    public Guid MeetingId { get; set; }

    /// <summary>The item of the agenda.</summary>
    public Guid ItemId { get; set; }

    /// <summary>Order in the minutes, from 1.</summary>
    public int Number { get; set; }

    /// <summary>What is to be done.</summary>
    public string Text { get; set; } = "";

    /// <summary>Who does it.</summary>
    public Guid OwnerId { get; set; }

    /// <summary>The unit that answers for it.</summary>
    public Guid? UnitId { get; set; }

    /// <summary>How long it may take from the confirmation of the minutes; null where a day is set.</summary>
    public int? LimitAmount { get; set; }

    /// <summary><see cref="LimitUnits"/>: working or calendar days.</summary>
    public string? LimitUnit { get; set; }

    /// <summary>The last day; null where a limit is set.</summary>
    public DateOnly? DueOn { get; set; }

    /// <summary><see cref="MeetingTaskState"/>.</summary>
    public string State { get; set; } = MeetingTaskState.Draft;

    /// <summary>Its clock, once it is a task.</summary>
    public Guid? ClockId { get; set; }

    /// <summary>When it became a task.</summary>
    public DateTime? OpenedAt { get; set; }

    /// <summary>What was done, in the words of who did it.</summary>
    public string? Report { get; set; }

    /// <summary>When it was done.</summary>
    public DateTime? DoneAt { get; set; }

    /// <summary>Who did it.</summary>
    public Guid? DoneById { get; set; }

    /// <summary>In whose inbox it waits to be accepted, or who accepted it; never who did it.</summary>
    public Guid? AcceptorId { get; set; }

    /// <summary>When it was accepted.</summary>
    public DateTime? AcceptedAt { get; set; }

    /// <summary>The limit, where one is set.</summary>
    internal TimeLimit? Limit => LimitAmount is { } amount && LimitUnits.Find(LimitUnit).Try(out var unit, out _) && TimeLimit.Of(amount, unit).Try(out var limit, out _) ? limit : null;

    /// <inheritdoc />
    public string AuditLabel => Text.Length <= 40 ? Text : Text[..40];
}
