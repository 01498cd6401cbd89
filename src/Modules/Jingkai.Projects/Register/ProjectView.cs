using System.Text.Json.Serialization;
using Jingkai.Kernel;
using Jingkai.Projects.Domain;
using Jingkai.Projects.LifeCycle;

namespace Jingkai.Projects.Register;

/// <summary>A milestone as it is answered.</summary>
internal sealed record MilestoneView(string Code, string Name, DateOnly? PlannedOn, DateOnly? PromisedOn, DateOnly? ReachedOn);

/// <summary>Plan and completed investment of a year, in 万元.</summary>
internal sealed record YearView(int Year, decimal? Planned, decimal? Completed);

/// <summary>The projects at a stage and their total investment in 亿元.</summary>
internal sealed record StageCount(string Stage, string Name, int Projects, decimal Investment);

/// <summary>A line of the ledger.</summary>
internal record ProjectSummary(string Code, string Name, string Kind, string KindName, string Stage, string StageName)
{
    public Guid Id { get; init; }

    public DateOnly? StageOn { get; init; }

    /// <summary>万元.</summary>
    public decimal? TotalInvestment { get; init; }

    public string? InvestmentBound { get; init; }

    /// <summary>亩.</summary>
    public decimal? LandMu { get; init; }

    public string? LandBound { get; init; }

    public string? Unit { get; init; }

    public string? Park { get; init; }

    public string? Sponsor { get; init; }

    public string? Attendant { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>On the wall today.</summary>
    public bool OnWall { get; init; }

    /// <summary>Planned investment of the business year, 万元.</summary>
    public decimal? YearPlan { get; init; }

    /// <summary>Completed in the business year, 万元.</summary>
    public decimal? YearCompleted { get; init; }

    public DateOnly? EndedOn { get; init; }
}

/// <summary>A project as it is answered.</summary>
internal sealed record ProjectView(string Code, string Name, string Kind, string KindName, string Stage, string StageName) : ProjectSummary(Code, Name, Kind, KindName, Stage, StageName)
{
    public IReadOnlyList<string> Aliases { get; init; } = [];

    public string? NationalCode { get; init; }

    public string? Investor { get; init; }

    /// <summary>Permanent code of the company in the register.</summary>
    public string? Enterprise { get; init; }

    public string? EnterpriseName { get; init; }

    public string? IndustryCode { get; init; }

    public string? Chain { get; init; }

    public string? Content { get; init; }

    public string? Capacity { get; init; }

    public string? Address { get; init; }

    public decimal? Longitude { get; init; }

    public decimal? Latitude { get; init; }

    /// <summary>What longitude and latitude are of: always cgcs2000; null: no place.</summary>
    public string? Datum { get; init; }

    /// <summary>The map they were entered from and converted; null: none but CGCS2000.</summary>
    public string? EnteredDatum { get; init; }

    /// <summary>Where it is, for maps.</summary>
    [JsonIgnore]
    public Place? Place { get; init; }

    public DateOnly? WallFrom { get; init; }

    public DateOnly? WallUntil { get; init; }

    public string? Source { get; init; }

    /// <summary>Code of the project it is a part of.</summary>
    public string? Parent { get; init; }

    public string? ParentName { get; init; }

    public IReadOnlyList<MilestoneView> Milestones { get; init; } = [];

    public IReadOnlyList<YearView> Years { get; init; } = [];

    /// <summary>Completed in all, 万元.</summary>
    public decimal? Completed { get; init; }

    /// <summary>Days from the agreement to the start, and to completion.</summary>
    public int? DaysToStart { get; init; }

    public int? DaysToCompletion { get; init; }

    /// <summary>拿地即开工: started within the zone's number of days after the land was obtained; null: not started, or without land.</summary>
    public bool? StartedOnLand { get; init; }

    public string? EndReason { get; init; }

    public DateTime? VoidedAt { get; init; }

    public string? VoidedBy { get; init; }

    public string? VoidReason { get; init; }

    public int Version { get; init; }

    public MilestoneView? Milestone(string code) => Milestones.FirstOrDefault(m => m.Code == code);
}

/// <summary>Numbers of a project in the units of the interface.</summary>
internal static class Amounts
{
    /// <summary>Days within which a start after obtaining the land counts as 拿地即开工.</summary>
    public const int StartOnLandDays = 30;

    /// <summary>The most 分 of one amount: 1万亿元. No project comes near it, and the sums of a whole zone stay far within a 64-bit number.</summary>
    public const long MostFen = 100_000_000_000_000;

    /// <summary>The most stored area of one project: 1,000万亩.</summary>
    public const long MostLand = 200_000_000_000_000;

    /// <summary>分 as 万元, exact.</summary>
    public static decimal? Wan(long? fen) => fen / 1_000_000m;

    /// <summary>Stored area as 亩, exact.</summary>
    public static decimal? Mu(long? units) => units / 20_000_000m;

    /// <summary>Ten-millionths of a degree as degrees.</summary>
    public static decimal? Degrees(int? e7) => e7 / 10_000_000m;

    /// <summary>Days from one day to another; null where one is unknown or they are in the wrong order.</summary>
    public static int? Days(DateOnly? from, DateOnly? to) => from is { } a && to is { } b && b >= a ? b.DayNumber - a.DayNumber : null;
}
