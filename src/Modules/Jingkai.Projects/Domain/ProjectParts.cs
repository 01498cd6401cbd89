using Jingkai.Platform.Data;

namespace Jingkai.Projects.Domain;

/// <summary>What belongs to one project and is read by whoever reads it.</summary>
internal abstract class ProjectPart : ZoneEntity
{
    public Guid ProjectId { get; set; }
}

/// <summary>A milestone or a node of the plan: a thing that is to be reached by a day.</summary>
internal sealed class ProjectNode : ProjectPart
{
    /// <summary>Code of a milestone every project may have (<c>signed</c>, <c>land</c> …); null: a node of this project's own plan.</summary>
    public string? Milestone { get; set; }

    /// <summary>What the project's own node is called.</summary>
    public string? Name { get; set; }

    public int Position { get; set; }

    /// <summary>When work on it is planned to begin; null: it is a day, not a time.</summary>
    public DateOnly? StartOn { get; set; }

    /// <summary>计划: the day by which it is planned to be reached.</summary>
    public DateOnly? PlannedOn { get; set; }

    /// <summary>承诺: the day by which it was promised in an agreement.</summary>
    public DateOnly? PromisedOn { get; set; }

    /// <summary>When work on it began.</summary>
    public DateOnly? BegunOn { get; set; }

    /// <summary>实际: the day on which it was reached.</summary>
    public DateOnly? ReachedOn { get; set; }
}

/// <summary>一期, 二期: a phase keeps content and standard of its own.</summary>
internal sealed class ProjectPhase : ProjectPart
{
    public int Number { get; set; }

    public string Name { get; set; } = "";

    public string? Content { get; set; }

    /// <summary>建设标准.</summary>
    public string? Standard { get; set; }

    public string? Capacity { get; set; }

    public long? InvestmentFen { get; set; }

    public long? LandUnits { get; set; }
}

/// <summary>A word a project is listed under: 重大, 152, 市县长 …</summary>
internal sealed class ProjectTag : ProjectPart
{
    public string Tag { get; set; } = "";
}

/// <summary>年度计划投资.</summary>
internal sealed class YearPlan : ProjectPart
{
    public int Year { get; set; }

    public long PlannedFen { get; set; }
}

/// <summary>当月完成投资: one value a month; what was there before a correction stays in the trail.</summary>
internal sealed class MonthInvestment : ProjectPart
{
    /// <summary>Longest <see cref="Source"/>.</summary>
    public const int LongestSource = 200;

    /// <summary><c>202407</c>.</summary>
    public int Month { get; set; }

    /// <summary>Completed in the month; negative where a later count takes back.</summary>
    public long CompletedFen { get; set; }

    public string? Source { get; set; }
}

/// <summary>A point of the planned course: on that day, so much of the whole.</summary>
internal sealed class PlanPoint : ProjectPart
{
    public DateOnly Day { get; set; }

    /// <summary>1/10 000 of a per cent.</summary>
    public int PercentE4 { get; set; }
}

/// <summary>形象进度: how much of the whole stood on a day. Entered by one, confirmed by another; only the latest of a day that was not taken back counts.</summary>
internal sealed class ProgressEntry : ProjectPart
{
    public DateOnly Day { get; set; }

    /// <summary>1/10 000 of a per cent, 0 to 1 000 000.</summary>
    public int PercentE4 { get; set; }

    /// <summary>What stands, in words: 主体结构封顶.</summary>
    public string? Words { get; set; }

    public Guid? ById { get; set; }

    public DateTime At { get; set; }

    public Guid? ConfirmedById { get; set; }

    public DateTime? ConfirmedAt { get; set; }

    /// <summary>It was taken back by whoever entered or checked it.</summary>
    public DateTime? RefusedAt { get; set; }

    public string? RefuseReason { get; set; }

    /// <summary>发生安全质量问题; null: not told.</summary>
    public bool? Accident { get; set; }

    /// <summary>资金低于规定; null: not told.</summary>
    public bool? FundsBelowRule { get; set; }
}
