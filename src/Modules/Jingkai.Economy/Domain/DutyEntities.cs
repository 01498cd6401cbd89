using Jingkai.Platform.Data;

namespace Jingkai.Economy.Domain;

/// <summary>Who a task asks.</summary>
internal static class TaskKind
{
    /// <summary>Each enterprise of a set, for its measures.</summary>
    public const string Enterprises = "enterprises";

    /// <summary>One unit, for one indicator.</summary>
    public const string Office = "office";
}

/// <summary>Whether a task is being worked on.</summary>
internal static class TaskState
{
    public const string Open = "open";

    /// <summary>The month is locked.</summary>
    public const string Closed = "closed";
}

/// <summary>Where a duty stands.</summary>
internal static class DutyState
{
    /// <summary>未报.</summary>
    public const string Waiting = "waiting";

    /// <summary>草稿: something was typed; no figure knows it.</summary>
    public const string Draft = "draft";

    /// <summary>待确认: the values are in and count; a second person looks at them.</summary>
    public const string Submitted = "submitted";

    /// <summary>已退回, with the reason.</summary>
    public const string Returned = "returned";

    /// <summary>已确认 by another than who submitted.</summary>
    public const string Confirmed = "confirmed";

    public static IReadOnlyList<string> All { get; } = [Waiting, Draft, Submitted, Returned, Confirmed];

    /// <summary>It is the enterprise's or the unit's turn.</summary>
    public static IReadOnlyList<string> Owed { get; } = [Waiting, Draft, Returned];
}

/// <summary>A line of the zone's reporting plan: makes one task each month.</summary>
internal sealed class ReportPlanLine : ZoneEntity, IAudited
{
    /// <summary>What the line is, unique in the zone: <c>enterprises:above-scale</c>, <c>office:FDI</c>.</summary>
    public string Line { get; set; } = "";

    /// <summary><see cref="TaskKind"/>.</summary>
    public string Kind { get; set; } = TaskKind.Enterprises;

    /// <summary>above-scale, all, or the canonical text of an industry, group or park.</summary>
    public string? EnterpriseSet { get; set; }

    /// <summary>Indicator codes of the measures asked for, separated by commas.</summary>
    public string Measures { get; set; } = "";

    /// <summary>The indicator a unit delivers.</summary>
    public string? Indicator { get; set; }

    public Guid? UnitId { get; set; }

    /// <summary>Due on this working day of the month after the reported one.</summary>
    public int DueWorkday { get; set; }

    public string AuditLabel => Line;
}

/// <summary>What is to be reported for a month, by whom and until when.</summary>
internal sealed class ReportTask : ZoneEntity, IAudited
{
    /// <summary>What people call it: <c>T2020-0001</c>.</summary>
    public string Code { get; set; } = "";

    public int Month { get; set; }

    /// <summary>The line of the plan it was made from.</summary>
    public string Line { get; set; } = "";

    public string Kind { get; set; } = TaskKind.Enterprises;

    public string? EnterpriseSet { get; set; }

    public string Measures { get; set; } = "";

    public string? Indicator { get; set; }

    public Guid? UnitId { get; set; }

    /// <summary>Canonical period of the figure a unit delivers; the month for enterprises.</summary>
    public string Period { get; set; } = "";

    public int DueWorkday { get; set; }

    public DateOnly DueOn { get; set; }

    /// <summary>The holidays of the due day's year are not announced: the day was counted by the week alone.</summary>
    public bool Provisional { get; set; }

    public string State { get; set; } = TaskState.Open;

    public DateTime OpenedAt { get; set; }

    public Guid? OpenedById { get; set; }

    public DateTime? ClosedAt { get; set; }

    public string AuditLabel => Code;

    /// <summary>Ids of the measures asked for.</summary>
    public IReadOnlyList<Measure> AskedMeasures => [.. Measures.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(m => Domain.Measures.Of(m)!)];
}

/// <summary>What one enterprise, or one unit, owes to a task.</summary>
internal sealed class ReportDuty : ZoneEntity, IAudited
{
    public Guid TaskId { get; set; }

    /// <summary>The month of the task.</summary>
    public int Month { get; set; }

    public Guid? EnterpriseId { get; set; }

    public Guid? UnitId { get; set; }

    /// <summary>What people call it: the task and the enterprise's or indicator's code.</summary>
    public string Label { get; set; } = "";

    /// <summary><see cref="DutyState"/>.</summary>
    public string State { get; set; } = DutyState.Waiting;

    /// <summary>What was typed and not submitted, as JSON; enters no figure.</summary>
    public string? Draft { get; set; }

    public DateTime? DraftAt { get; set; }

    /// <summary>The member who submitted last; null when the values came from no member (set up, or in before the task was opened).</summary>
    public Guid? SubmittedById { get; set; }

    public DateTime? SubmittedAt { get; set; }

    /// <summary>The batch that wrote the values.</summary>
    public Guid? BatchId { get; set; }

    /// <summary>It came after the due day.</summary>
    public bool Late { get; set; }

    /// <summary>What the submitter has to say to the values.</summary>
    public string? Note { get; set; }

    public Guid? ConfirmedById { get; set; }

    public DateTime? ConfirmedAt { get; set; }

    /// <summary>Why it was returned last.</summary>
    public string? ReturnNote { get; set; }

    /// <summary>How often it was reminded.</summary>
    public int Reminders { get; set; }

    public DateTime? RemindedAt { get; set; }

    public string AuditLabel => Label;
}

/// <summary>One move of a duty: its paper trail.</summary>
internal sealed class DutyMove : IZoned
{
    public int ZoneId { get; set; }

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid DutyId { get; set; }

    public DateTime At { get; set; }

    /// <summary>Who moved it; null for the system and for imports by no member.</summary>
    public Guid? MemberId { get; set; }

    /// <summary><see cref="DutyVerb"/>.</summary>
    public string Verb { get; set; } = "";

    public string? Note { get; set; }
}

/// <summary>A reminder that was sent. Its key is why none is sent twice.</summary>
internal sealed class DutyReminder : IZoned
{
    public int ZoneId { get; set; }

    public Guid DutyId { get; set; }

    /// <summary><c>before</c> and <c>after</c> the due day by the sweep; a business date for one sent by hand that day.</summary>
    public string Point { get; set; } = "";

    public DateTime At { get; set; }

    public Guid? ById { get; set; }
}

/// <summary>What happens to a duty.</summary>
internal static class DutyVerb
{
    /// <summary>存草稿.</summary>
    public const string Draft = "draft";

    /// <summary>提交.</summary>
    public const string Submit = "submit";

    /// <summary>确认.</summary>
    public const string Confirm = "confirm";

    /// <summary>退回.</summary>
    public const string Return = "return";

    /// <summary>催报.</summary>
    public const string Remind = "remind";

    /// <summary>An import brought the values.</summary>
    public const string Import = "import";

    /// <summary>A correction changed values that were in.</summary>
    public const string Correct = "correct";

    /// <summary>A merge of duplicates brought or changed values.</summary>
    public const string Merge = "merge";

    /// <summary>The merge was undone.</summary>
    public const string Unmerge = "unmerge";
}
