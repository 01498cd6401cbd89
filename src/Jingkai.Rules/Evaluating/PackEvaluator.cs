using Jingkai.Kernel;
using Jingkai.Rules.Compiling;
using Jingkai.Rules.Evaluating;
using Jingkai.Rules.Telling;

namespace Jingkai.Rules;

/// <summary>Evaluates one subject and explains: every condition with its facts, what is lacking, which unknown facts matter.</summary>
public static class PackEvaluator
{
    /// <summary>The verdict on a subject.</summary>
    /// <param name="pack">The pack.</param>
    /// <param name="facts">What is known.</param>
    /// <param name="on">The evaluation day; chooses the version.</param>
    /// <param name="history">The rounds before, the oldest first.</param>
    /// <param name="group">The facts of the group, for averages and quotas. The subject belongs to it, whether it is among them or not.</param>
    /// <param name="calendar">The working days; null: the published ones.</param>
    public static Verdict Evaluate(RulePack pack, FactSet facts, DateOnly on, IReadOnlyList<Round>? history = null, IReadOnlyList<FactSet>? group = null, WorkCalendar? calendar = null)
    {
        ArgumentNullException.ThrowIfNull(pack);
        ArgumentNullException.ThrowIfNull(facts);
        var blank = new Verdict { Value = VerdictWords.Unknown, Pack = pack.Name, Hash = pack.Hash, On = on };
        if (pack.VersionOn(on) is not { } version) return blank with { Reason = VerdictWords.NoVersion };
        var values = new Cell[version.Nodes.Count];
        Scalars.Run(version.Nodes, values, new GivenSubject(facts, on, history ?? [], calendar ?? WorkCalendar.Default));
        var explained = new Explanation(pack, version, facts, values);
        blank = blank with { Version = version.From };
        return pack.Kind switch
        {
            PackKind.Rating => Followed(Rated(blank, explained), explained, on, history ?? [], calendar ?? WorkCalendar.Default),
            PackKind.Score => ScoreEvaluator.Evaluate(blank, explained, on, group, calendar ?? WorkCalendar.Default),
            _ => Decided(blank, explained),
        };
    }

    private static Verdict Decided(Verdict blank, Explanation explained)
    {
        var (version, values) = (explained.Version, explained.Values);
        var conditions = version.Clauses.Select(explained.Condition).ToList();
        var isUnknown = conditions.All(c => c.Result != false) && conditions.Any(c => c.Result is null);
        var value = isUnknown ? VerdictWords.Unknown : conditions.All(c => c.Result == true) ? VerdictWords.Yes : VerdictWords.No;
        var undecided = isUnknown ? version.Clauses.Where(c => values[c.When.Id].IsUnknown).Select(c => c.When).ToList() : [];
        var amount = value == VerdictWords.Yes && version.Amount is { } a ? values[a.Id] : default;
        var because = version.Clauses is [{ Because: { } told }] && value == VerdictWords.Yes ? told.Render(values) : (Text?)null;
        return Unsettled(blank with { Value = value, Conditions = conditions, Amount = amount.Kind == ValueType.Number ? amount.Number : null, Because = because }, explained, undecided) is var verdict
            && value == VerdictWords.Yes && amount.IsUnknown && version.Amount is { } missing ? verdict with { Reason = Words.Of(values[missing.Id].Reason) } : verdict;
    }

    private static Verdict Rated(Verdict blank, Explanation explained)
    {
        var (version, values) = (explained.Version, explained.Values);
        var conditions = version.Clauses.Select(explained.Condition).ToList();
        var undecided = new List<Node>();
        Clause? first = null;
        foreach (var clause in version.Clauses)
        {
            var when = values[clause.When.Id];
            if (when.IsUnknown) undecided.Add(clause.When);
            if (!when.IsTrue) continue;
            first = clause;
            break;
        }

        if (undecided.Count > 0) return Unsettled(blank with { Conditions = conditions }, explained, undecided);
        return blank with { Value = first?.Flag ?? version.Otherwise ?? VerdictWords.NoFlag, Conditions = conditions, Because = first?.Because?.Render(values) };
    }

    /// <summary>Whether the release condition of a consequence holds after a round.</summary>
    /// <param name="pack">The text that imposed it.</param>
    /// <param name="imposed">The evaluation day on which it was imposed; chooses the version.</param>
    /// <param name="id">The step of the ladder.</param>
    /// <param name="facts">What was known in the round.</param>
    /// <param name="on">The evaluation day of the round.</param>
    /// <param name="history">All rounds up to and with this one, the oldest first.</param>
    /// <param name="calendar">The working days; null: the published ones.</param>
    /// <returns>Null when facts are missing, or there is no such condition.</returns>
    public static bool? Releases(RulePack pack, DateOnly imposed, string id, FactSet facts, DateOnly on, IReadOnlyList<Round> history, WorkCalendar? calendar = null)
    {
        ArgumentNullException.ThrowIfNull(pack);
        ArgumentNullException.ThrowIfNull(facts);
        if (pack.VersionOn(imposed) is not { } version || version.Consequences.FirstOrDefault(c => c.Clause.Id == id)?.Release is not { } release) return null;
        var values = new Cell[version.Nodes.Count];
        Scalars.Run(version.Nodes, values, new GivenSubject(facts, on, history, calendar ?? WorkCalendar.Default));
        return values[release.When.Id] is { IsUnknown: false } value ? value.IsTrue : null;
    }

    /// <summary>What follows from a flag: the ladder is looked at with this round among those counted.</summary>
    private static Verdict Followed(Verdict verdict, Explanation explained, DateOnly on, IReadOnlyList<Round> history, WorkCalendar calendar)
    {
        var version = explained.Version;
        if (version.Consequences.Count == 0 || verdict.Value == VerdictWords.Unknown) return verdict;
        var values = new Cell[version.Nodes.Count];
        Scalars.Run(version.Nodes, values, new GivenSubject(explained.Facts, on, [.. history, new(verdict.Value, explained.Facts)], calendar));
        var after = new Explanation(explained.Pack, version, explained.Facts, values);
        return verdict with { Consequences = [.. version.Consequences.Select(c => Result(c, after))] };
    }

    private static ConsequenceResult Result(PackConsequence consequence, Explanation explained)
    {
        var (clause, value) = (consequence.Clause, explained.Values[consequence.Clause.When.Id]);
        return new(clause.Id, consequence.Kind, clause.Text?.Render(explained.Values) ?? Sentences.Of(clause.Syntax, explained.Pack, explained.Version, after: true), value.IsUnknown ? null : value.IsTrue, consequence.Days, consequence.Factors,
            value.IsTrue ? clause.Because?.Render(explained.Values) : null, consequence.Release is { } release ? Sentences.Of(release.Syntax, explained.Pack, explained.Version, after: true) : null);
    }

    /// <summary>Names the facts that matter; where none are missing, the reason.</summary>
    private static Verdict Unsettled(Verdict verdict, Explanation explained, IReadOnlyList<Node> undecided)
    {
        if (undecided.Count == 0) return verdict;
        var unknown = explained.Causes(undecided);
        return verdict with { Unknown = unknown, Reason = unknown.Count == 0 ? Words.Of(explained.Values[undecided[0].Id].Reason) : null };
    }
}
