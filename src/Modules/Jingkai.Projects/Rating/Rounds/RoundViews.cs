using System.Text.Json.Nodes;

namespace Jingkai.Projects.Rating.Rounds;

/// <summary>How many projects got a flag.</summary>
internal sealed record FlagCount(string Flag, string Name, string Colour, int Projects);

/// <summary>A round as it is answered.</summary>
internal sealed record RoundView(string Code, string Title, string Pack, string PackTitle, string Cadence, DateOnly StartsOn, DateOnly EndsOn, string State)
{
    public string? Kind { get; init; }

    public DateOnly DueOn { get; init; }

    public bool PhotoRequired { get; init; }

    /// <summary>Projects in it, those that are excused among them.</summary>
    public int Projects { get; init; }

    /// <summary>Projects whose progress was entered.</summary>
    public int Entered { get; init; }

    /// <summary>Of them, those that another has checked.</summary>
    public int Checked { get; init; }

    public int Excused { get; init; }

    /// <summary>Appeals that wait.</summary>
    public int Appeals { get; init; }

    public IReadOnlyList<FlagCount> Flags { get; init; } = [];

    public string? OpenedBy { get; init; }

    public DateTime OpenedAt { get; init; }

    public string? FrozenBy { get; init; }

    public DateTime? FrozenAt { get; init; }

    public string? PublishedBy { get; init; }

    public DateTime? PublishedAt { get; init; }

    public string? VoidReason { get; init; }

    /// <summary>The text that decided.</summary>
    public string? Hash { get; init; }

    /// <summary>Facts the pack asks the units for beside progress: accident, funds_below_rule.</summary>
    public IReadOnlyList<string> Asks { get; init; } = [];
}

/// <summary>What was entered for a project of a round.</summary>
internal sealed record RoundProgressView(string Project, string Name, string? Unit, string? Attendant, bool Needed)
{
    public Guid ProjectId { get; init; }

    /// <summary>The entry that counts.</summary>
    public Guid? Entry { get; init; }

    public DateOnly? On { get; init; }

    public decimal? Percent { get; init; }

    public string? Words { get; init; }

    public bool? Accident { get; init; }

    public bool? FundsBelowRule { get; init; }

    /// <summary>Files of the photos.</summary>
    public IReadOnlyList<Guid> Photos { get; init; } = [];

    public string? By { get; init; }

    public DateTime? At { get; init; }

    public string? CheckedBy { get; init; }

    public DateTime? CheckedAt { get; init; }

    /// <summary>Why the latest entry was returned, where none took its place.</summary>
    public string? Returned { get; init; }

    public string? Excuse { get; init; }

    /// <summary>What stood in the round before, per cent.</summary>
    public decimal? Before { get; init; }

    /// <summary>The caller entered it, and so does not check it.</summary>
    public bool Mine { get; init; }

    /// <summary>The caller may enter progress of it.</summary>
    public bool MayEnter { get; init; }

    public bool Started { get; init; }

    public string State => Excuse is not null ? "excused" : CheckedAt is not null ? "checked" : Entry is not null ? "entered" : !Needed ? "not-needed" : Returned is not null ? "returned" : "missing";
}

/// <summary>A fact that was changed after the freeze.</summary>
internal sealed record LateEdit(string Fact, string Name, string? Frozen, string? Now);

/// <summary>A project with its verdict.</summary>
internal sealed record RatedProject(string Project, string Name, string? Unit)
{
    public Guid ProjectId { get; init; }

    public string? Sponsor { get; init; }

    public string? Attendant { get; init; }

    /// <summary>Id of the recorded verdict; null of a comparison by another pack.</summary>
    public Guid? VerdictId { get; init; }

    /// <summary>The flag; null: excused.</summary>
    public string? Flag { get; init; }

    public string? FlagName { get; init; }

    public string? Colour { get; init; }

    public decimal? Progress { get; init; }

    public decimal? Planned { get; init; }

    /// <summary>Progress less plan, in points.</summary>
    public decimal? Gap { get; init; }

    /// <summary>What the pack says of it.</summary>
    public string? Because { get; init; }

    /// <summary>Facts that are missing, by name.</summary>
    public IReadOnlyList<string> Lacking { get; init; } = [];

    /// <summary>Rounds with this flag in a row, this one included.</summary>
    public int InARow { get; init; }

    /// <summary>Rounds with this flag in all, this one included.</summary>
    public int InAll { get; init; }

    /// <summary>The flag of the round before.</summary>
    public string? Before { get; init; }

    public string? BeforeName { get; init; }

    public string? Excuse { get; init; }

    /// <summary>The flag before an appeal was upheld.</summary>
    public string? Appealed { get; init; }

    /// <summary>The caller may appeal against it now.</summary>
    public bool MayAppeal { get; init; }

    public IReadOnlyList<LateEdit> LateEdits { get; init; } = [];

    public IReadOnlyList<string> Consequences { get; init; } = [];

    /// <summary>The verdict as the rule language answers it.</summary>
    public JsonNode? Verdict { get; init; }
}

/// <summary>The verdicts of a round.</summary>
internal sealed record RoundVerdicts(string Round, string Pack, string PackTitle, string? Hash, DateOnly On, string State, IReadOnlyList<FlagCount> Flags, IReadOnlyList<RatedProject> Items, int Total)
{
    /// <summary>Looked at with another pack that came into force only after the round: the first day of its first text, by which it was judged.</summary>
    public DateOnly? FirstTextFrom { get; init; }
}
