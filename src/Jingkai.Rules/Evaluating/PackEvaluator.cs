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
            PackKind.Rating => Rated(blank, explained),
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

    /// <summary>Names the facts that matter; where none are missing, the reason.</summary>
    private static Verdict Unsettled(Verdict verdict, Explanation explained, IReadOnlyList<Node> undecided)
    {
        if (undecided.Count == 0) return verdict;
        var unknown = explained.Causes(undecided);
        return verdict with { Unknown = unknown, Reason = unknown.Count == 0 ? Words.Of(explained.Values[undecided[0].Id].Reason) : null };
    }
}
