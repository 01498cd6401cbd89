using Jingkai.Kernel;
using Jingkai.Rules.Telling;

namespace Jingkai.Rules;

/// <summary>A condition as an officer reads it.</summary>
/// <param name="Id">Its name within the version.</param>
/// <param name="Flag">The flag of a rating.</param>
/// <param name="Says">What the pack says of it; null where it says nothing.</param>
/// <param name="Sentence">The condition itself in a sentence: it is what is evaluated, whatever the pack says.</param>
/// <param name="Written">The condition as it was written.</param>
public sealed record ReadCondition(string Id, string? Flag, Text? Says, Text Sentence, string Written);

/// <summary>An item of a score as an officer reads it.</summary>
/// <param name="Id">Its name within the version.</param>
/// <param name="Says">What the pack says of it.</param>
/// <param name="Sentence">How its points come about.</param>
/// <param name="Missing">What it counts when facts are missing.</param>
public sealed record ReadItem(string Id, Text? Says, Text Sentence, MissingScore Missing);

/// <summary>A bonus, deduction or veto as an officer reads it.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Condition">When.</param>
/// <param name="Points">How many points; null: none.</param>
/// <param name="Grade">The grade it sets or lifts to.</param>
public sealed record ReadAdjustment(AdjustmentKind Kind, ReadCondition Condition, Text? Points, string? Grade);

/// <summary>A step of the ladder of consequences as an officer reads it.</summary>
/// <param name="Kind">One of <see cref="ConsequenceKinds"/>.</param>
/// <param name="Condition">When it follows; counters count the round itself.</param>
/// <param name="Days">Working days within which it is to be done.</param>
/// <param name="Factors">What a constraint limits.</param>
/// <param name="Release">When a constraint ends.</param>
public sealed record ReadConsequence(string Kind, ReadCondition Condition, int? Days, IReadOnlyList<string> Factors, Text? Release);

/// <summary>A version of a pack in sentences.</summary>
/// <param name="From">The first day in force.</param>
/// <param name="To">The last day in force; null: until the next version, or without end.</param>
/// <param name="Parameters">Parameters with their values.</param>
/// <param name="Conditions">Conditions of an eligibility, verdicts of a rating from the top, the condition of an alert.</param>
/// <param name="Otherwise">The flag when no verdict of a rating holds.</param>
/// <param name="Amount">The amount of an eligibility.</param>
/// <param name="Items">Items of a score.</param>
/// <param name="Adjustments">What is added, taken off or set.</param>
/// <param name="Grades">The grades, the best first.</param>
public sealed record ReadVersion(
    DateOnly From, DateOnly? To, IReadOnlyList<(string Name, string Value)> Parameters, IReadOnlyList<ReadCondition> Conditions, string? Otherwise, Text? Amount,
    IReadOnlyList<ReadItem> Items, IReadOnlyList<ReadAdjustment> Adjustments, IReadOnlyList<Grade> Grades)
{
    /// <summary>What follows from the flags of a rating.</summary>
    public IReadOnlyList<ReadConsequence> Consequences { get; init; } = [];
}

/// <summary>Tells a pack in sentences, without evaluating it.</summary>
public static class PackReading
{
    /// <summary>The versions, the newest first.</summary>
    public static IReadOnlyList<ReadVersion> Of(RulePack pack)
    {
        ArgumentNullException.ThrowIfNull(pack);
        var versions = pack.Versions;
        return [.. versions.Select((version, i) => Read(pack, version, version.To ?? (i + 1 < versions.Count ? versions[i + 1].From.AddDays(-1) : null))).Reverse()];
    }

    private static ReadVersion Read(RulePack pack, PackVersion version, DateOnly? to) => new(
        version.From, to, [.. version.Parameters.Select(p => (p.Name, p.Written))], [.. version.Clauses.Select(c => Condition(pack, version, c))], version.Otherwise,
        version.AmountSyntax is { } amount ? Sentences.Of(amount, pack, version) : null,
        [.. version.Items.Select(i => new ReadItem(i.Id, i.Text?.Tell(), Points(pack, version, i), i.Missing))],
        [.. version.Adjustments.Select(a => new ReadAdjustment(a.Kind, Condition(pack, version, a.Clause), a.PointsSyntax is { } points ? Sentences.Of(points, pack, version) : null, a.Grade))],
        version.Grades)
    {
        Consequences = [.. version.Consequences.Select(c => new ReadConsequence(c.Kind, Condition(pack, version, c.Clause, after: true), c.Days, c.Factors, c.Release is { } release ? Sentences.Of(release.Syntax, pack, version, after: true) : null))],
    };

    private static ReadCondition Condition(RulePack pack, PackVersion version, Clause clause, bool after = false) =>
        new(clause.Id, clause.Flag, clause.Text?.Tell(), Sentences.Of(clause.Syntax, pack, version, after), clause.Written);

    private static Text Points(RulePack pack, PackVersion version, ScoreItem item)
    {
        var told = Sentences.Of(item.Syntax, pack, version);
        if (item.Bounds.Weight is { } weight && Sentences.Of(weight, pack, version) is var w) told = new($"（{told.Zh}）× {w.Zh}", $"({told.En}) × {w.En}");
        if (item.Bounds.Cap is { } cap && Sentences.Of(cap, pack, version) is var c) told = new($"{told.Zh}，最多 {c.Zh} 分", $"{told.En}, at most {c.En}");
        if (item.Bounds.Floor is { } floor && Sentences.Of(floor, pack, version) is var f) told = new($"{told.Zh}，最少 {f.Zh} 分", $"{told.En}, at least {f.En}");
        return told;
    }
}
