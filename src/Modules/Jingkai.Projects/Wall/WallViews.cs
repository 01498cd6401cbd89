using System.Text.Json.Serialization;
using Jingkai.Kernel;
using Jingkai.Projects.Domain;

namespace Jingkai.Projects.Wall;

/// <summary>A step of a project's plan on the wall.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="On">The day reached or planned.</param>
/// <param name="Late">Days past the planned day; null: in time.</param>
internal sealed record WallNode(string Name, DateOnly? On, int? Late);

/// <summary>A problem that blocks a project.</summary>
internal sealed record WallProblem(string Code, string Title);

/// <summary>The project on the wall that a sub-project is a part of.</summary>
internal sealed record WallWhole(string Code, string Name);

/// <summary>A project on the wall (上图项目): its size, its people, how far it is and what is next.</summary>
internal sealed record WallLine(string Code, string Name, string Kind, string KindName, string Stage, string StageName)
{
    /// <summary>所属项目, when it is on the wall too: its sums and counts hold this part already. Null: the line counts.</summary>
    public WallWhole? Whole { get; init; }

    public string? Chain { get; init; }

    public string? Park { get; init; }

    public string? Unit { get; init; }

    public string? Sponsor { get; init; }

    public string? Attendant { get; init; }

    /// <summary>万元.</summary>
    public decimal? TotalInvestment { get; init; }

    public string? InvestmentBound { get; init; }

    /// <summary>Plan of the business year, 万元.</summary>
    public decimal? YearPlan { get; init; }

    /// <summary>Completed in it, 万元.</summary>
    public decimal? YearCompleted { get; init; }

    /// <summary>Completed since the beginning, 万元.</summary>
    public decimal? Completed { get; init; }

    /// <summary>形象进度 in per cent; null: not entered yet.</summary>
    public decimal? Progress { get; init; }

    /// <summary>Planned for today in per cent, not rounded; null: nothing planned.</summary>
    public decimal? Planned { get; init; }

    /// <summary>Progress less planned, in percentage points.</summary>
    public decimal? Gap { get; init; }

    public string? ProgressWords { get; init; }

    /// <summary>The day of the latest progress, and whether another has checked it.</summary>
    public DateOnly? ProgressOn { get; init; }

    public bool ProgressChecked { get; init; }

    /// <summary>建设时限: planned completion.</summary>
    public DateOnly? TimeLimit { get; init; }

    public WallNode? Current { get; init; }

    public WallNode? Next { get; init; }

    public IReadOnlyList<WallProblem> Problems { get; init; } = [];

    public decimal? Longitude { get; init; }

    public decimal? Latitude { get; init; }

    /// <summary>early, on-time, behind or unknown: how it stands against its plan.</summary>
    public string Standing { get; init; } = "unknown";

    /// <summary>The flag of the latest published round; null: it was given none then, whatever came before.</summary>
    public WallFlag? Flag { get; init; }

    /// <summary>The flags of the latest rounds, the newest first.</summary>
    public IReadOnlyList<WallFlag> Flags { get; init; } = [];

    /// <summary>Which of the three lists it stands in.</summary>
    public IReadOnlyList<string> Lists { get; init; } = [];

    /// <summary>Where it is, with the mark of how it was entered.</summary>
    [JsonIgnore]
    public Place? Place { get; init; }

    /// <summary>Its milestones and the nodes of its own plan.</summary>
    [JsonIgnore]
    public IReadOnlyList<ProjectNode> Nodes { get; init; } = [];
}

/// <summary>The three lists of work (三张清单) and how many of the wall's projects stand in each, whatever list is shown.</summary>
internal sealed record ListCounts(int NoLand, int NotStarted, int Overdue)
{
    /// <summary>Of a list by its code.</summary>
    public int Of(string list) => list switch { "no-land" => NoLand, "not-started" => NotStarted, _ => Overdue };
}

/// <summary>The wall: its lines and what all that pass the filter come to. <c>Total</c> is the number of lines; sub-projects whose whole is on the wall are among them, and in no other number.</summary>
internal sealed record WallView(DateOnly On, IReadOnlyList<WallLine> Items, int Total, decimal Investment, decimal YearPlan, decimal YearCompleted, int Behind, int Blocked)
{
    /// <summary>Projects that count.</summary>
    public int Projects { get; init; }

    /// <summary>Sub-projects beside them, held by their wholes.</summary>
    public int Parts { get; init; }

    public ListCounts Lists { get; init; } = new(0, 0, 0);

    /// <summary>The flags that projects of the wall bear now, whatever flag is filtered by; empty: no round was published.</summary>
    public IReadOnlyList<FlagCount> Flags { get; init; } = [];

    /// <summary>What a part of the lines is: the sums stay those of all.</summary>
    public WallView Part(int skip, int take) => this with { Items = [.. Items.Skip(skip).Take(take)] };
}
