using Jingkai.Kernel;
using Jingkai.Rules.Compiling;
using Jingkai.Rules.Telling;

namespace Jingkai.Rules.Evaluating;

/// <summary>The explained verdict of a score pack.</summary>
internal static class ScoreEvaluator
{
    public static Verdict Evaluate(Verdict blank, Explanation explained, DateOnly on, IReadOnlyList<FactSet>? group, WorkCalendar calendar)
    {
        var (version, values) = (explained.Version, explained.Values);
        var others = version.NeedsGroup && group is not null ? Others(group, explained.Facts) : [];
        var sheet = new ScoreSheet(version, others.Count + 1);
        sheet.Fill(0, values);
        var scratch = new Cell[values.Length];
        for (var i = 0; i < others.Count; i++)
        {
            Scalars.Run(version.Nodes, scratch, new GivenSubject(others[i], on, [], calendar));
            sheet.Fill(i + 1, scratch);
        }

        sheet.Finish(group is not null);
        var items = version.Items.Select((item, i) => new ItemResult(item.Id, item.Text?.Render(values) ?? Sentences.Of(item.Syntax, explained.Pack, version),
            sheet.Points(i, 0) is { IsUnknown: false } points ? points.Number : null, values[item.Points.Id].IsUnknown && !sheet.Points(i, 0).IsUnknown, explained.Used(item.LooksAt))).ToList();
        var conditions = version.Adjustments.Select(a => explained.Condition(a.Clause)).ToList();
        var (total, grade) = (sheet.Total(0), sheet.Grade(0));
        var name = grade >= 0 ? version.Grades[grade].Name : null;
        var vetoed = version.Adjustments.FirstOrDefault(a => a.Kind == AdjustmentKind.Veto && values[a.Clause.When.Id].IsTrue);
        var value = name ?? (grade == ScoreSheet.UnknownGrade || total.IsUnknown ? VerdictWords.Unknown : version.Grades.Count > 0 ? VerdictWords.NoFlag : vetoed is null ? VerdictWords.Scored : VerdictWords.No);
        var verdict = blank with
        {
            Value = value,
            Score = total.IsUnknown ? null : total.Number,
            Grade = name,
            Items = items,
            Conditions = conditions,
            Because = vetoed?.Clause.Because?.Render(values),
        };
        return value == VerdictWords.Unknown ? Unsettled(verdict, explained, sheet, group is not null) : verdict;
    }

    private static Verdict Unsettled(Verdict verdict, Explanation explained, ScoreSheet sheet, bool hasGroup)
    {
        var (version, values) = (explained.Version, explained.Values);
        var open = version.Items.Where((_, i) => sheet.Points(i, 0).IsUnknown).Select(i => i.Points)
            .Concat(version.Adjustments.Select(a => a.Points ?? a.Clause.When)).Concat(version.Adjustments.Where(a => a.Grade is not null).Select(a => a.Clause.When))
            .Where(n => values[n.Id].IsUnknown).ToList();
        var unknown = explained.Causes(open);
        var needsGroup = !hasGroup && version.NeedsGroup && (sheet.Total(0) is { IsUnknown: true, Reason: Reason.NeedsGroup } || !sheet.Total(0).IsUnknown);
        var reason = needsGroup ? VerdictWords.NeedsGroup : unknown.Count == 0 ? Words.Of(sheet.Total(0).Reason) : null;
        return verdict with { Unknown = unknown, Reason = reason };
    }

    /// <summary>The group without the subject, which belongs to it either way.</summary>
    private static List<FactSet> Others(IReadOnlyList<FactSet> group, FactSet subject)
    {
        var others = group.ToList();
        var self = others.FindIndex(f => ReferenceEquals(f, subject) || f.SameAs(subject));
        if (self >= 0) others.RemoveAt(self);
        return others;
    }
}
