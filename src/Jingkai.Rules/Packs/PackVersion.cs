using Jingkai.Kernel;
using Jingkai.Rules.Compiling;
using Jingkai.Rules.Language;

namespace Jingkai.Rules;

/// <summary>What a pack says from a day on.</summary>
public sealed class PackVersion
{
    /// <summary>The first day in force; also the version's name.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day in force; null: until the next version.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Conditions of an eligibility pack, verdicts of a rating, the one condition of an alert.</summary>
    public required IReadOnlyList<Clause> Clauses { get; init; }

    /// <summary>The flag of a rating when no verdict holds.</summary>
    public string? Otherwise { get; init; }

    /// <summary>What follows from the flags of a rating.</summary>
    public IReadOnlyList<PackConsequence> Consequences { get; init; } = [];

    /// <summary>The items of a score.</summary>
    public IReadOnlyList<ScoreItem> Items { get; init; } = [];

    /// <summary>Points or grades given on top, taken off, and vetoes, in this order.</summary>
    public IReadOnlyList<Adjustment> Adjustments { get; init; } = [];

    /// <summary>The grades, the best first.</summary>
    public IReadOnlyList<Grade> Grades { get; init; } = [];

    /// <summary>Parameters, as they were written.</summary>
    public required IReadOnlyList<(string Name, string Written)> Parameters { get; init; }

    /// <summary>Definitions, as they were written.</summary>
    public required IReadOnlyList<(string Name, string Written)> Definitions { get; init; }

    internal Node? Amount { get; init; }

    /// <summary>The amount as it was written, for telling it in a sentence.</summary>
    internal Syntax? AmountSyntax { get; init; }

    internal IReadOnlyList<Node> Nodes { get; init; } = null!;

    /// <summary>Names with what stands for them, for telling conditions in sentences.</summary>
    internal IReadOnlyDictionary<string, Node> Named { get; init; } = null!;

    /// <summary>Definitions as trees, for telling conditions in sentences.</summary>
    internal IReadOnlyDictionary<string, Syntax> Defined { get; init; } = null!;

    /// <summary>Averages or quotas ask for the facts of the whole group.</summary>
    public bool NeedsGroup => Items.Any(i => i.Missing == MissingScore.Average) || Grades.Any(g => g.Top is not null);
}

/// <summary>A condition of a version.</summary>
public sealed class Clause
{
    /// <summary>Its name within the version; of a rating the flag, unless it has one of its own.</summary>
    public required string Id { get; init; }

    /// <summary>The flag of a rating's verdict.</summary>
    public string? Flag { get; init; }

    /// <summary>The condition as it was written.</summary>
    public required string Written { get; init; }

    internal Place At { get; init; }

    /// <summary>What the pack says of it; null where it says nothing.</summary>
    internal Template? Text { get; init; }

    internal Template? Because { get; init; }

    internal Syntax Syntax { get; init; } = null!;

    internal Node When { get; init; } = null!;

    /// <summary>The facts the condition looks at; found once.</summary>
    internal FactDeclaration[] LooksAt => field ??= When.Facts();
}

/// <summary>What an item of a score counts when its facts are missing.</summary>
public enum MissingScore
{
    /// <summary>The score is unknown.</summary>
    Unknown,

    /// <summary>Nothing.</summary>
    Zero,

    /// <summary>The average of the group.</summary>
    Average,
}

/// <summary>An item of a score.</summary>
public sealed class ScoreItem
{
    /// <summary>Its name within the version.</summary>
    public required string Id { get; init; }

    /// <summary>What it counts when facts are missing.</summary>
    public required MissingScore Missing { get; init; }

    /// <summary>The formula as it was written.</summary>
    public required string Written { get; init; }

    internal Template? Text { get; init; }

    internal Syntax Syntax { get; init; } = null!;

    /// <summary>Weight, cap and floor, where there are any.</summary>
    internal (Syntax? Weight, Syntax? Cap, Syntax? Floor) Bounds { get; init; }

    /// <summary>The points: score × weight, then capped, then floored.</summary>
    internal Node Points { get; init; } = null!;

    internal FactDeclaration[] LooksAt => field ??= Points.Facts();
}

/// <summary>What an adjustment does.</summary>
public enum AdjustmentKind
{
    /// <summary>Adds points, or lifts to a grade.</summary>
    Bonus,

    /// <summary>Takes points off.</summary>
    Deduction,

    /// <summary>Sets the grade, whatever the points.</summary>
    Veto,
}

/// <summary>A bonus, a deduction or a veto.</summary>
public sealed class Adjustment
{
    /// <summary>What it does.</summary>
    public required AdjustmentKind Kind { get; init; }

    /// <summary>The grade to which a bonus lifts after grading, or on which a veto sets before it.</summary>
    public string? Grade { get; init; }

    /// <summary>Its condition.</summary>
    public required Clause Clause { get; init; }

    /// <summary>The points when the condition holds; null: none.</summary>
    internal Node? Points { get; init; }

    internal Syntax? PointsSyntax { get; init; }
}

/// <summary>A grade with its threshold, or its cumulative share of the group, or neither: all the rest.</summary>
/// <param name="Name">The grade.</param>
/// <param name="AtLeast">The least points.</param>
/// <param name="Top">The cumulative share in per cent.</param>
public sealed record Grade(string Name, decimal? AtLeast, decimal? Top);
