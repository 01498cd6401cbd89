using Jingkai.Kernel;

namespace Jingkai.Rules;

/// <summary>The value of a fact that a condition looked at.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Printed">The value with its unit; null: unknown.</param>
/// <param name="Note">Where it comes from and as of when.</param>
public sealed record UsedFact(FactDeclaration Fact, string? Printed, FactNote Note)
{
    internal Evaluating.Cell Cell { get; init; }

    /// <summary>The value as a reader of pages reads it; null: unknown.</summary>
    public string? Show(System.Globalization.CultureInfo culture) =>
        Cell.IsUnknown ? null : Telling.Printing.Show(Cell, Fact.RuleType, culture?.TwoLetterISOLanguageName == "zh");
}

/// <summary>How one condition came out.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Told">The condition in a sentence: the pack's own, or one made from it.</param>
/// <param name="Result">Yes, no, or null for unknown.</param>
/// <param name="Values">The facts it looked at.</param>
/// <param name="Lacking">For a no: what is missing, in the condition's own unit; null where that cannot be said.</param>
public sealed record ConditionResult(string Id, Text Told, bool? Result, IReadOnlyList<UsedFact> Values, string? Lacking);

/// <summary>How one item of a score came out.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Told">What it counts.</param>
/// <param name="Points">The points, not rounded; null: unknown.</param>
/// <param name="IsAverage">True when its facts are missing and the group's average stands in.</param>
/// <param name="Values">The facts it looked at.</param>
public sealed record ItemResult(string Id, Text Told, decimal? Points, bool IsAverage, IReadOnlyList<UsedFact> Values);

/// <summary>A verdict with everything needed to reproduce it.</summary>
public sealed record Verdict
{
    /// <summary>yes, no, unknown, a flag, or a grade.</summary>
    public required string Value { get; init; }

    /// <summary>The amount of an eligibility in yuan, not rounded; only with a yes.</summary>
    public decimal? Amount { get; init; }

    /// <summary>The points of a score, not rounded.</summary>
    public decimal? Score { get; init; }

    /// <summary>The grade of a score.</summary>
    public string? Grade { get; init; }

    /// <summary>The pack.</summary>
    public required string Pack { get; init; }

    /// <summary>The SHA-256 of the pack's text.</summary>
    public required string Hash { get; init; }

    /// <summary>The first day of the version used; null: none was in force.</summary>
    public DateOnly? Version { get; init; }

    /// <summary>The evaluation day.</summary>
    public required DateOnly On { get; init; }

    /// <summary>Conditions, verdicts or adjustments with their results.</summary>
    public IReadOnlyList<ConditionResult> Conditions { get; init; } = [];

    /// <summary>The items of a score.</summary>
    public IReadOnlyList<ItemResult> Items { get; init; } = [];

    /// <summary>The facts that could change the verdict, by code.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];

    /// <summary>The steps of the ladder of consequences, each with its result; empty where the pack has none or the verdict is unknown.</summary>
    public IReadOnlyList<ConsequenceResult> Consequences { get; init; } = [];

    /// <summary>What the pack says of the verdict.</summary>
    public Text? Because { get; init; }

    /// <summary>Where no condition decided: why.</summary>
    public string? Reason { get; init; }
}

/// <summary>Stable words of verdicts and reasons.</summary>
public static class VerdictWords
{
    /// <summary>All conditions hold.</summary>
    public const string Yes = "yes";

    /// <summary>A condition does not hold, or no flag was given.</summary>
    public const string No = "no";

    /// <summary>Facts are missing that could change the answer.</summary>
    public const string Unknown = "unknown";

    /// <summary>A score without grades.</summary>
    public const string Scored = "scored";

    /// <summary>A rating that gives no flag.</summary>
    public const string NoFlag = "none";

    /// <summary>The day lies outside all versions.</summary>
    public const string NoVersion = "no version in force";

    /// <summary>An average or a quota needs the group.</summary>
    public const string NeedsGroup = "needs-group";
}
