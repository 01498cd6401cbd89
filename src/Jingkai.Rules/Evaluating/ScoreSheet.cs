using Jingkai.Kernel;
using Jingkai.Rules.Compiling;

namespace Jingkai.Rules.Evaluating;

/// <summary>The points of all members of a group: averages for missing items, totals, ranks and grades.</summary>
internal sealed class ScoreSheet
{
    /// <summary>Facts are missing that decide on the grade.</summary>
    public const int UnknownGrade = -2;

    public const int NoGrade = -1;

    private readonly PackVersion version;
    private readonly Cell[][] items;
    private readonly Cell[] adjusted;
    private readonly Cell[] totals;
    private readonly int[] vetoes;
    private readonly int[] lifts;
    private readonly int[] grades;
    private readonly bool[] vetoed;
    private readonly decimal[] ranked;
    private int rankedCount;

    public ScoreSheet(PackVersion version, int members)
    {
        this.version = version;
        items = [.. version.Items.Select(_ => new Cell[members])];
        (adjusted, totals) = (new Cell[members], new Cell[members]);
        (vetoes, lifts, grades) = (new int[members], new int[members], new int[members]);
        vetoed = new bool[members];
        ranked = new decimal[members];
    }

    public Cell Points(int item, int row) => items[item][row];

    public Cell Total(int row) => totals[row];

    /// <summary>The place of the grade in the version's list, <see cref="NoGrade"/> or <see cref="UnknownGrade"/>.</summary>
    public int Grade(int row) => grades[row];

    /// <summary>Whether a veto surely holds; of packs without grades that is all it says.</summary>
    public bool IsVetoed(int row) => vetoed[row];

    /// <summary>Takes a member's points from its evaluated nodes.</summary>
    public void Fill(int row, Cell[] values)
    {
        for (var i = 0; i < items.Length; i++) items[i][row] = values[version.Items[i].Points.Id];
        var sum = Cell.Of(0m);
        (vetoes[row], lifts[row], vetoed[row]) = (NoGrade, NoGrade, false);
        foreach (var adjustment in version.Adjustments)
        {
            if (adjustment.Points is { } points) sum = Plus(sum, values[points.Id], adjustment.Kind == AdjustmentKind.Deduction);
            var when = values[adjustment.Clause.When.Id];
            if (adjustment.Kind == AdjustmentKind.Veto)
            {
                vetoes[row] = Worse(vetoes[row], when, IndexOf(adjustment.Grade));
                vetoed[row] |= when.IsTrue;
            }
            else if (adjustment.Grade is { } grade) lifts[row] = Better(lifts[row], when, IndexOf(grade));
        }

        adjusted[row] = sum;
    }

    /// <summary>Averages, totals and grades of all. Without a group, what needs one is unknown.</summary>
    public void Finish(bool hasGroup)
    {
        for (var i = 0; i < items.Length; i++)
        {
            if (version.Items[i].Missing == MissingScore.Average) Average(items[i], hasGroup);
        }

        for (var row = 0; row < totals.Length; row++) totals[row] = Sum(row);
        if (version.Grades.Count == 0)
        {
            Array.Fill(grades, NoGrade);
            return;
        }

        rankedCount = 0;
        for (var row = 0; row < totals.Length; row++)
        {
            if (vetoes[row] == NoGrade && !totals[row].IsUnknown) ranked[rankedCount++] = totals[row].Number;
        }

        Array.Sort(ranked, 0, rankedCount);
        for (var row = 0; row < grades.Length; row++) grades[row] = GradeOf(row, hasGroup);
    }

    private static void Average(Cell[] column, bool hasGroup)
    {
        if (!hasGroup)
        {
            for (var row = 0; row < column.Length; row++)
            {
                if (column[row].IsUnknown) column[row] = Cell.Unknown(Reason.NeedsGroup);
            }

            return;
        }

        var (sum, count) = (Cell.Of(0m), 0);
        foreach (var cell in column)
        {
            if (cell.IsUnknown) continue;
            sum = Plus(sum, cell, false);
            count++;
        }

        if (count == 0 || sum.IsUnknown) return;
        var average = Scalars.Arithmetic(Op.Divide, sum.Number, count);
        for (var row = 0; row < column.Length; row++)
        {
            if (column[row].IsUnknown) column[row] = average;
        }
    }

    private Cell Sum(int row)
    {
        var sum = Cell.Of(0m);
        foreach (var column in items) sum = Plus(sum, column[row], false);
        return Plus(sum, adjusted[row], false);
    }

    private int GradeOf(int row, bool hasGroup)
    {
        if (vetoes[row] is var veto && veto != NoGrade) return veto;
        var total = totals[row];
        var grade = total.IsUnknown ? UnknownGrade : Ranked(total.Number, hasGroup);
        return lifts[row] switch
        {
            NoGrade => grade,
            UnknownGrade => grade == 0 ? grade : UnknownGrade,
            var lift => grade == UnknownGrade ? lift == 0 ? 0 : UnknownGrade : grade == NoGrade ? lift : Math.Min(grade, lift),
        };
    }

    private int Ranked(decimal total, bool hasGroup)
    {
        for (var i = 0; i < version.Grades.Count; i++)
        {
            var grade = version.Grades[i];
            if (grade.Top is { } top)
            {
                if (!hasGroup) return UnknownGrade;
                // Cumulative places, half away from zero; whoever ties with the last place is in.
                if (Better(total) < Rounding.Display(top * rankedCount / 100, 0)) return i;
            }
            else if (grade.AtLeast is not { } least || total >= least)
            {
                return i;
            }
        }

        return NoGrade;
    }

    /// <summary>How many have more points.</summary>
    private int Better(decimal total)
    {
        var (low, high) = (0, rankedCount);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ranked[middle] <= total) low = middle + 1;
            else high = middle;
        }

        return rankedCount - low;
    }

    private int IndexOf(string? grade)
    {
        for (var i = 0; i < version.Grades.Count; i++)
        {
            if (version.Grades[i].Name == grade) return i;
        }

        return NoGrade;
    }

    private static int Worse(int before, Cell when, int grade) => when.IsTrue ? Math.Max(before, grade) : when.IsUnknown && before < 0 ? UnknownGrade : before;

    private static int Better(int before, Cell when, int grade) => when.IsTrue ? before < 0 ? grade : Math.Min(before, grade) : when.IsUnknown && before != 0 ? UnknownGrade : before;

    private static Cell Plus(Cell sum, Cell next, bool minus) =>
        sum.IsUnknown ? sum : next.IsUnknown ? next : Scalars.Arithmetic(minus ? Op.Subtract : Op.Add, sum.Number, next.Number);
}
