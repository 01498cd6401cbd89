using Jingkai.Kernel;

namespace Jingkai.Rules;

/// <summary>What a flag of a rating is called.</summary>
/// <param name="Code">The flag as verdicts write it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Colour">How it is shown: one of <see cref="Colours"/>.</param>
public sealed record PackFlag(string Code, Text Name, string Colour)
{
    /// <summary>The colours a pack may name.</summary>
    public static IReadOnlyList<string> Colours { get; } = ["red", "blue", "yellow", "green", "brown", "grey"];
}

/// <summary>What may follow from a flag: the closed set of kinds.</summary>
public static class ConsequenceKinds
{
    /// <summary>通报表扬.</summary>
    public const string Commendation = "commendation";

    /// <summary>提醒.</summary>
    public const string Reminder = "reminder";

    /// <summary>约谈: held within a time limit, with minutes and a rectification plan.</summary>
    public const string Talk = "talk";

    /// <summary>书面说明: the responsible unit explains itself.</summary>
    public const string Explanation = "explanation";

    /// <summary>督办函.</summary>
    public const string Letter = "letter";

    /// <summary>通报.</summary>
    public const string Bulletin = "bulletin";

    /// <summary>要素约束: limits factors until its release condition holds.</summary>
    public const string Constraint = "constraint";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Commendation, Reminder, Talk, Explanation, Letter, Bulletin, Constraint];

    /// <summary>What a constraint can limit: 能耗指标, 土地指标, 土地延期.</summary>
    public static IReadOnlyList<string> Factors { get; } = ["energy", "land", "extension"];
}

/// <summary>A step of the ladder of consequences. Its counters count the round itself: <c>streak("snail") &gt;= 2</c> is a second snail in a row.</summary>
public sealed class PackConsequence
{
    /// <summary>One of <see cref="ConsequenceKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>When it follows.</summary>
    public required Clause Clause { get; init; }

    /// <summary>Working days within which it is to be done; null: at once, or without limit.</summary>
    public int? Days { get; init; }

    /// <summary>What a constraint limits.</summary>
    public IReadOnlyList<string> Factors { get; init; } = [];

    /// <summary>When a constraint ends.</summary>
    public Clause? Release { get; init; }
}

/// <summary>How a step of the ladder came out.</summary>
/// <param name="Id">Its name within the version.</param>
/// <param name="Kind">One of <see cref="ConsequenceKinds"/>.</param>
/// <param name="Told">What it is, in the pack's words or as a sentence.</param>
/// <param name="Result">It follows, or not; null: facts are missing.</param>
/// <param name="Days">Working days within which it is to be done.</param>
/// <param name="Factors">What a constraint limits.</param>
/// <param name="Because">What the pack says of it, with the values of the round; only where it follows.</param>
/// <param name="Release">When a constraint ends.</param>
public sealed record ConsequenceResult(string Id, string Kind, Text Told, bool? Result, int? Days, IReadOnlyList<string> Factors, Text? Because, Text? Release);
