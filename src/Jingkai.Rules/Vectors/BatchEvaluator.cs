using System.Numerics;
using Jingkai.Kernel;
using Jingkai.Rules.Compiling;
using Jingkai.Rules.Evaluating;
using Jingkai.Rules.Vectors;

namespace Jingkai.Rules;

/// <summary>
/// Evaluates a pack over all subjects of a table by columns. Conditions are bitmaps; a condition two clauses share is computed
/// once; what does not fit 64-bit fixed point exactly is evaluated row by row. After it is made, evaluating allocates nothing.
/// Agrees with <see cref="PackEvaluator"/> on every subject.
/// </summary>
public sealed partial class BatchEvaluator
{
    private readonly PackVersion? version;
    private readonly FactTable table;
    private readonly Node[] conditions;
    private readonly Answers?[] answers;
    private readonly Answers[] clauses;
    private readonly Leaf?[] leaves;
    private readonly FixedNumbers numbers;
    private readonly BatchVerdicts verdicts;
    private readonly ulong[] open;
    private readonly ulong[] settled;
    private readonly TableSubject subject;
    private readonly Cell[] values;
    private readonly Node[] amountNodes = [];
    private readonly ScoreSheet? sheet;

    /// <summary>Prepares the evaluation of a pack on a day.</summary>
    /// <param name="table">The subjects.</param>
    /// <param name="on">The evaluation day; chooses the version.</param>
    /// <param name="histories">The rounds before of each subject; null: none.</param>
    /// <param name="calendar">The working days; null: the published ones.</param>
    public BatchEvaluator(FactTable table, DateOnly on, IReadOnlyList<IReadOnlyList<Round>>? histories = null, WorkCalendar? calendar = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        this.table = table;
        version = table.Pack.VersionOn(on);
        var words = Bitmap.Words(table.Count);
        (open, settled) = (new ulong[words], new ulong[words]);
        verdicts = new(table.Count);
        subject = new(table, on, histories, calendar ?? WorkCalendar.Default);
        values = new Cell[version?.Nodes.Count ?? 0];
        numbers = new(table, subject);
        (conditions, answers, clauses, leaves) = ([], [], [], []);
        if (version is null) return;
        if (table.Pack.Kind == PackKind.Score)
        {
            sheet = new(version, table.Count);
            verdicts.ScoreValues = new decimal?[table.Count];
            return;
        }

        answers = new Answers?[values.Length];
        leaves = new Leaf?[values.Length];
        conditions = [.. Joints(version.Clauses.Select(c => c.When))];
        foreach (var node in conditions)
        {
            answers[node.Id] = new(words);
            if (!IsJoint(node)) leaves[node.Id] = Leaf(node);
        }

        clauses = [.. version.Clauses.Select(c => answers[c.When.Id]!)];
        if (version.Amount is { } amount)
        {
            amountNodes = [.. Below([amount])];
            verdicts.AmountValues = new decimal?[table.Count];
        }

        // The words of the verdicts are known before any subject is looked at.
        foreach (var clause in version.Clauses)
        {
            if (clause.Flag is { } flag) verdicts.RowsOf(flag);
        }
    }

    /// <summary>The verdicts. The same object every time, with the table's facts as they are now.</summary>
    public BatchVerdicts Evaluate()
    {
        verdicts.Clear();
        if (version is null)
        {
            Fill(verdicts.RowsOf(VerdictWords.Unknown));
            return verdicts;
        }

        numbers.Compute();
        foreach (var node in conditions) Answer(node);
        switch (table.Pack.Kind)
        {
            case PackKind.Rating:
                Rate(version);
                break;
            case PackKind.Score:
                Score(version, sheet!);
                break;
            default:
                Decide(version);
                break;
        }

        return verdicts;
    }

    private void Fill(ulong[] rows)
    {
        Array.Fill(rows, ulong.MaxValue);
        Cut(rows);
    }

    private void Cut(ulong[] rows)
    {
        if (rows.Length > 0) rows[^1] &= Bitmap.LastMask(table.Count);
    }

    private void Decide(PackVersion decided)
    {
        var (yes, no, unknown) = (verdicts.RowsOf(VerdictWords.Yes), verdicts.RowsOf(VerdictWords.No), verdicts.RowsOf(VerdictWords.Unknown));
        Array.Fill(yes, ulong.MaxValue);
        Array.Fill(open, ulong.MaxValue);
        foreach (var answer in clauses)
        {
            Bitmap.And(yes, answer.Sure, yes);
            Bitmap.And(open, answer.Possible, open);
        }

        Bitmap.Not(open, no);
        Bitmap.Without(open, yes, unknown);
        Cut(yes);
        Cut(no);
        Cut(unknown);
        if (decided.Amount is { } amount) Amounts(amount, yes);
    }

    private void Amounts(Node amount, ulong[] yes)
    {
        Array.Clear(verdicts.AmountValues);
        for (var word = 0; word < yes.Length; word++)
        {
            for (var bits = yes[word]; bits != 0; bits &= bits - 1)
            {
                var row = (word * 64) + BitOperations.TrailingZeroCount(bits);
                subject.Row = row;
                Scalars.Run(amountNodes, values, subject);
                if (values[amount.Id] is { IsUnknown: false } value) verdicts.AmountValues[row] = value.Number;
            }
        }
    }

    /// <summary>From the top: who surely has a flag and has not met an unknown gets it; who met one stays unknown.</summary>
    private void Rate(PackVersion rated)
    {
        var unknown = verdicts.RowsOf(VerdictWords.Unknown);
        Array.Fill(open, ulong.MaxValue);
        for (var i = 0; i < clauses.Length; i++)
        {
            var (sure, possible) = (clauses[i].Sure, clauses[i].Possible);
            var flag = verdicts.RowsOf(rated.Clauses[i].Flag!);
            for (var word = 0; word < open.Length; word++)
            {
                flag[word] |= open[word] & sure[word];
                unknown[word] |= open[word] & possible[word] & ~sure[word];
                open[word] &= ~possible[word];
            }

            Cut(flag);
        }

        var rest = verdicts.RowsOf(rated.Otherwise ?? VerdictWords.NoFlag);
        Bitmap.Or(rest, open, rest);
        Cut(rest);
        Cut(unknown);
    }

    private void Score(PackVersion scored, ScoreSheet points)
    {
        for (var row = 0; row < table.Count; row++)
        {
            subject.Row = row;
            Scalars.Run(scored.Nodes, values, subject);
            points.Fill(row, values);
        }

        points.Finish(hasGroup: true);
        for (var row = 0; row < table.Count; row++)
        {
            var (total, grade) = (points.Total(row), points.Grade(row));
            verdicts.ScoreValues[row] = total.IsUnknown ? null : total.Number;
            var word = grade >= 0 ? scored.Grades[grade].Name
                : grade == ScoreSheet.UnknownGrade || total.IsUnknown ? VerdictWords.Unknown
                : scored.Grades.Count > 0 ? VerdictWords.NoFlag : points.IsVetoed(row) ? VerdictWords.No : VerdictWords.Scored;
            Bitmap.Set(verdicts.RowsOf(word), row);
        }
    }

    private static bool IsJoint(Node node) => node.Op is Op.And or Op.Or or Op.Not;

    /// <summary>Conditions, and what they join, in order; what lies below the joined conditions is theirs.</summary>
    private static IEnumerable<Node> Joints(IEnumerable<Node> roots)
    {
        var (seen, stack) = (new SortedDictionary<int, Node>(), new Stack<Node>(roots));
        while (stack.TryPop(out var node))
        {
            if (!seen.TryAdd(node.Id, node) || !IsJoint(node)) continue;
            foreach (var argument in node.Arguments) stack.Push(argument);
        }

        return seen.Values;
    }

    /// <summary>Nodes and everything below them, in order.</summary>
    private static IEnumerable<Node> Below(IEnumerable<Node> roots)
    {
        var (seen, stack) = (new SortedDictionary<int, Node>(), new Stack<Node>(roots));
        while (stack.TryPop(out var node))
        {
            if (!seen.TryAdd(node.Id, node)) continue;
            foreach (var argument in node.Arguments) stack.Push(argument);
        }

        return seen.Values;
    }
}
