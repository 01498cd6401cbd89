using Jingkai.Kernel;

namespace Jingkai.Rules;

/// <summary>A subject whose verdict differs between two packs, or two days of one.</summary>
/// <param name="Row">The subject's place in the list.</param>
/// <param name="Before">Its verdict by the first.</param>
/// <param name="After">Its verdict by the second.</param>
/// <param name="Conditions">The conditions that came out differently, by id.</param>
public sealed record VerdictChange(int Row, Verdict Before, Verdict After, IReadOnlyList<string> Conditions)
{
    /// <summary>Why, in a sentence: the conditions that changed, or what else did.</summary>
    public Text Why
    {
        get
        {
            var changed = Conditions.Select(id => After.Conditions.FirstOrDefault(c => c.Id == id) ?? Before.Conditions.First(c => c.Id == id)).ToList();
            if (changed.Count == 0) return Amounts;
            return new(string.Join("；", changed.Select(c => $"{c.Told.Zh}：{Word(c.Result, zh: true)}{(c.Lacking is { } l ? $"，差 {l}" : "")}")),
                string.Join("; ", changed.Select(c => $"{c.Told.En}: {Word(c.Result, zh: false)}{(c.Lacking is { } l ? $", lacking {l}" : "")}")));
        }
    }

    private Text Amounts => (Before.Amount ?? Before.Score, After.Amount ?? After.Score) is ({ } before, { } after)
        ? new($"由 {Telling.Printing.Plain(before)} 变为 {Telling.Printing.Plain(after)}", $"from {Telling.Printing.Plain(before)} to {Telling.Printing.Plain(after)}")
        : new($"由 {Before.Value} 变为 {After.Value}", $"from {Before.Value} to {After.Value}");

    private static string Word(bool? result, bool zh) => result switch
    {
        true => zh ? "成立" : "holds",
        false => zh ? "不成立" : "does not hold",
        null => zh ? "未知" : "unknown",
    };
}

/// <summary>Says which subjects change verdict, amount, score or grade between two packs, before one is adopted.</summary>
public static class PackDiff
{
    /// <summary>Compares two packs, or two versions of one on two days, on the same subjects.</summary>
    /// <param name="before">The pack that is in force.</param>
    /// <param name="after">The pack that is to be.</param>
    /// <param name="facts">The facts of each subject as the one pack and the other read them, in the same order.</param>
    /// <param name="beforeOn">The evaluation day of the first.</param>
    /// <param name="afterOn">The evaluation day of the second.</param>
    /// <param name="calendar">The working days; null: the published ones.</param>
    public static IReadOnlyList<VerdictChange> Compare(RulePack before, RulePack after, IReadOnlyList<(FactSet Before, FactSet After)> facts, DateOnly beforeOn, DateOnly afterOn, WorkCalendar? calendar = null)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(facts);
        var (first, second) = (Verdicts(before, [.. facts.Select(f => f.Before)], beforeOn, calendar), Verdicts(after, [.. facts.Select(f => f.After)], afterOn, calendar));
        var changes = new List<VerdictChange>();
        for (var row = 0; row < facts.Count; row++)
        {
            if (first[row] == second[row] && Same(first.Amounts, second.Amounts, row) && Same(first.Scores, second.Scores, row)) continue;
            var was = PackEvaluator.Evaluate(before, facts[row].Before, beforeOn, group: Group(before, beforeOn, facts, f => f.Before), calendar: calendar);
            var now = PackEvaluator.Evaluate(after, facts[row].After, afterOn, group: Group(after, afterOn, facts, f => f.After), calendar: calendar);
            changes.Add(new(row, was, now, Changed(was, now)));
        }

        return changes;
    }

    private static BatchVerdicts Verdicts(RulePack pack, IReadOnlyList<FactSet> facts, DateOnly on, WorkCalendar? calendar) =>
        new BatchEvaluator(FactTable.Of(pack, facts), on, calendar: calendar).Evaluate();

    private static IReadOnlyList<FactSet>? Group(RulePack pack, DateOnly on, IReadOnlyList<(FactSet Before, FactSet After)> facts, Func<(FactSet Before, FactSet After), FactSet> side) =>
        pack.VersionOn(on)?.NeedsGroup == true ? [.. facts.Select(side)] : null;

    private static bool Same(IReadOnlyList<decimal?> first, IReadOnlyList<decimal?> second, int row) => (row < first.Count ? first[row] : null) == (row < second.Count ? second[row] : null);

    private static List<string> Changed(Verdict before, Verdict after)
    {
        var ids = before.Conditions.Select(c => c.Id).Union(after.Conditions.Select(c => c.Id));
        return [.. ids.Where(id => before.Conditions.FirstOrDefault(c => c.Id == id) is var b && after.Conditions.FirstOrDefault(c => c.Id == id) is var a && (a is null || b is null || a.Result != b.Result))];
    }
}
