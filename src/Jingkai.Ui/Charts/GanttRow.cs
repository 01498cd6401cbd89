namespace Jingkai.Ui;

/// <summary>One line of a Gantt chart. Days are inclusive on both ends; whatever is not known is null.</summary>
/// <param name="Label">What is done.</param>
public sealed record GanttRow(string Label)
{
    /// <summary>Where it opens.</summary>
    public string? Href { get; init; }

    /// <summary>A few words under the label, for example who does it.</summary>
    public string? Note { get; init; }

    /// <summary>How deep it lies: 0 for a heading, 1 for what belongs to it.</summary>
    public int Level { get; init; }

    /// <summary>First planned day.</summary>
    public DateOnly? PlannedFrom { get; init; }

    /// <summary>Last planned day.</summary>
    public DateOnly? PlannedUntil { get; init; }

    /// <summary>The day somebody promised.</summary>
    public DateOnly? Promised { get; init; }

    /// <summary>The day it began.</summary>
    public DateOnly? ActualFrom { get; init; }

    /// <summary>The day it ended; null while it runs.</summary>
    public DateOnly? ActualUntil { get; init; }

    /// <summary>Days that count for themselves.</summary>
    public IReadOnlyList<GanttMilestone> Milestones { get; init; } = [];

    /// <summary>It was given up: it is late no more and runs no more.</summary>
    public bool Dropped { get; init; }
}

/// <summary>A day that counts for itself.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Day">When.</param>
/// <param name="Done">It was reached.</param>
public sealed record GanttMilestone(string Label, DateOnly Day, bool Done = false);

/// <summary>What the axis of a Gantt chart counts.</summary>
public enum GanttScale
{
    /// <summary>Weeks below months.</summary>
    Week,

    /// <summary>Months below years.</summary>
    Month,

    /// <summary>Quarters below years.</summary>
    Quarter,
}
