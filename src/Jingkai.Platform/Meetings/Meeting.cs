using Jingkai.Kernel;
using Jingkai.Platform.Data;

namespace Jingkai.Platform.Meetings;

/// <summary>What a meeting is for.</summary>
public static class MeetingKind
{
    /// <summary>协调解难会: matters that one office alone does not settle.</summary>
    public const string ProblemSolving = "problem-solving";

    /// <summary>调度会: how work stands, and what follows.</summary>
    public const string Dispatch = "dispatch";

    /// <summary>Any other.</summary>
    public const string Other = "other";

    private static readonly Dictionary<string, Text> Names = new(StringComparer.Ordinal)
    {
        [ProblemSolving] = new("协调解难会", "Problem-solving meeting"),
        [Dispatch] = new("调度会", "Dispatch meeting"),
        [Other] = new("会议", "Meeting"),
    };

    /// <summary>All kinds in the order in which they are offered.</summary>
    public static IReadOnlyList<string> All { get; } = [ProblemSolving, Dispatch, Other];

    /// <summary>What a kind is called.</summary>
    public static Text NameOf(string kind) => Names.TryGetValue(kind, out var name) ? name : new(kind, kind);
}

/// <summary>Where a meeting stands.</summary>
public static class MeetingState
{
    /// <summary>待召开: called, not held yet.</summary>
    public const string Planned = "planned";

    /// <summary>已召开: its minutes are to be written.</summary>
    public const string Held = "held";

    /// <summary>纪要待确认: its minutes wait for who confirms them.</summary>
    public const string Written = "written";

    /// <summary>纪要已确认: they change no more, and what was decided runs as tasks.</summary>
    public const string Minuted = "minuted";

    /// <summary>已取消.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>All states in order.</summary>
    public static IReadOnlyList<string> All { get; } = [Planned, Held, Written, Minuted, Cancelled];
}

/// <summary>What can be done with a meeting.</summary>
public static class MeetingVerb
{
    /// <summary>召集.</summary>
    public const string Call = "call";

    /// <summary>登记召开: it took place.</summary>
    public const string Hold = "hold";

    /// <summary>记录: a member wrote of its minutes; kept so that the same member does not confirm them.</summary>
    public const string Write = "write";

    /// <summary>提交纪要: the minutes go to who confirms them.</summary>
    public const string Minute = "minute";

    /// <summary>确认纪要.</summary>
    public const string Confirm = "confirm";

    /// <summary>退回: the minutes are to be mended.</summary>
    public const string Return = "return";

    /// <summary>取消.</summary>
    public const string Cancel = "cancel";

    /// <summary>更正说明: a dated note on minutes that change no more.</summary>
    public const string Correct = "correct";

    /// <summary>The moves that can be asked for, in the order in which they are offered.</summary>
    public static IReadOnlyList<string> Moves { get; } = [Hold, Minute, Confirm, Return, Correct, Cancel];
}

/// <summary>会议: an agenda, who is there, minutes that a second person confirms, and decisions that become tasks.</summary>
public sealed class Meeting : ZoneEntity, IAudited
{
    /// <summary>What people call it: <c>H2026-0001</c>.</summary>
    public string Code { get; set; } = "";

    /// <summary><see cref="MeetingKind"/>.</summary>
    public string Kind { get; set; } = MeetingKind.Other;

    /// <summary>What it is about.</summary>
    public string Title { get; set; } = "";

    /// <summary>The title as it is searched.</summary>
    public string Search { get; set; } = "";

    /// <summary>When it begins, as an instant; null: to be set.</summary>
    public DateTime? StartsAt { get; set; }

    /// <summary>Where.</summary>
    public string? Place { get; set; }

    /// <summary>主持人.</summary>
    public Guid? ChairId { get; set; }

    /// <summary>记录人: writes the minutes, and accepts what was done of the decisions.</summary>
    public Guid? RecorderId { get; set; }

    /// <summary>Who called it; null: a program did.</summary>
    public Guid? CallerId { get; set; }

    /// <summary>When it was called.</summary>
    public DateTime CalledAt { get; set; }

    /// <summary><see cref="MeetingState"/>.</summary>
    public string State { get; set; } = MeetingState.Planned;

    /// <summary>The last number that was given to an item of its agenda.</summary>
    public int LastItem { get; set; }

    /// <summary>Minutes beside those of the items: general remarks.</summary>
    public string? Minutes { get; set; }

    /// <summary>Who is to confirm the minutes, or did; never one of those who wrote them.</summary>
    public Guid? ConfirmerId { get; set; }

    /// <summary>The business day on which the minutes were confirmed.</summary>
    public DateOnly? ConfirmedOn { get; set; }

    /// <summary>Year of the minutes' number: 〔2026〕.</summary>
    public int? MinutesYear { get; set; }

    /// <summary>Number of the minutes in their year.</summary>
    public int? MinutesNumber { get; set; }

    /// <summary>Why it was cancelled.</summary>
    public string? CancelReason { get; set; }

    /// <inheritdoc />
    public string AuditLabel => Code;
}

/// <summary>One move of a meeting or of one of its tasks: the paper trail that everyone who may see it reads.</summary>
public sealed class MeetingMove : IZoned
{
    /// <inheritdoc />
    public int ZoneId { get; set; }

    /// <summary>Version 7 UUID: moves sort by time.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>The meeting.</summary>
    public Guid MeetingId { get; set; }

    /// <summary>The task, where it was one that moved.</summary>
    public Guid? DecisionId { get; set; }

    /// <summary>When.</summary>
    public DateTime At { get; set; }

    /// <summary>The business day.</summary>
    public DateOnly Day { get; set; }

    /// <summary>Who moved; null: a program.</summary>
    public Guid? MemberId { get; set; }

    /// <summary><see cref="MeetingVerb"/> or <see cref="MeetingTaskVerb"/>.</summary>
    public string Verb { get; set; } = "";

    /// <summary>The reason, the report or the correction.</summary>
    public string? Note { get; set; }

    /// <summary>To whom it went.</summary>
    public Guid? ToId { get; set; }
}

/// <summary>A member who reads a meeting because of a part in it. Follows from the meeting's other rows; kept, so that the filter of every list
/// asks one index.</summary>
public sealed class MeetingPart : IZoned
{
    /// <inheritdoc />
    public int ZoneId { get; set; }

    /// <summary>The meeting.</summary>
    public Guid MeetingId { get; set; }

    /// <summary>Who.</summary>
    public Guid MemberId { get; set; }
}
