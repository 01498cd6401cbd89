using Jingkai.Rules.Compiling;
using Jingkai.Rules.Evaluating;
using Jingkai.Rules.Vectors;

namespace Jingkai.Rules;

/// <summary>Conditions by columns.</summary>
public sealed partial class BatchEvaluator
{
    // A list with more items is looked up row by row.
    private const int MostRanges = 16;

    private const int MostSteps = 200;

    private Leaf Leaf(Node node)
    {
        if (node.IsConstant) return new Leaf.Fixed(node.Value.IsTrue, !node.Value.IsFalse);
        if (node.Op == Op.Fact) return new Leaf.Flag((BoolColumn)table[node.Fact!]);
        if (node is { Op: Op.IsUnknown, Arguments: [{ Op: Op.Fact, Fact: { } fact }] }) return new Leaf.Unknown(table[fact]);
        var below = Below([node]).ToArray();
        // Long formulas nobody writes by hand: no column for each of their steps.
        if (below.Length > MostSteps) return new Leaf.Rowwise(below);
        return Words(node, below) ?? Compared(node, below) ?? Listed(node, below) ?? new Leaf.Rowwise(below);
    }

    /// <summary>A condition that depends on one text only.</summary>
    private Leaf.Words? Words(Node node, Node[] below)
    {
        var open = below.Where(n => n.Arguments.Length == 0 && !n.IsConstant && n.Op != Op.List).ToList();
        if (open is not [{ Op: Op.Fact, Fact: { } fact }] || table[fact] is not TextColumn column) return null;
        var word = new WordSubject(subject);
        var (sure, possible) = (new byte[column.Words.Length], new byte[column.Words.Length]);
        for (var code = 0; code < sure.Length; code++)
        {
            word.Word = code == 0 ? Cell.Unknown(Reason.Missing) : Cell.Of(column.Words[code]);
            Scalars.Run(below, values, word);
            var answer = values[node.Id];
            (sure[code], possible[code]) = (answer.IsTrue ? (byte)1 : (byte)0, answer.IsFalse ? (byte)0 : (byte)1);
        }

        return new(column, sure, possible);
    }

    private Leaf? Compared(Node node, Node[] below)
    {
        if (node.Op is not (Op.Equal or Op.NotEqual or Op.Less or Op.LessOrEqual or Op.Greater or Op.GreaterOrEqual)) return null;
        var (left, right, op) = (node.Arguments[0], node.Arguments[1], node.Op);
        if (left.IsConstant) (left, right, op) = (right, left, Turned(op));
        if (left.Type.Kind == ValueType.Date && left.Op == Op.Fact && right is { IsConstant: true, Value.IsUnknown: false })
        {
            var (from, to) = Bounds(op, right.Value.Day, int.MinValue, int.MaxValue);
            return new Leaf.Days((DateColumn)table[left.Fact!], [((int)from, (int)to)], op == Op.NotEqual);
        }

        if (!left.Type.IsNumber || numbers.Of(left) is not { } number) return null;
        if (right.IsConstant) return right.Value.IsUnknown ? null : new Leaf.Range(number, [Scaled(op, right.Value.Number, number.Scale)], op == Op.NotEqual, below);
        if (numbers.Of(right) is not { } other) return null;
        var scale = Math.Max(number.Scale, other.Scale);
        return numbers.InScale(number, scale) is { } a && numbers.InScale(other, scale) is { } b ? new Leaf.Pair(op, a, b, below) : null;
    }

    /// <summary>A number or a date among constants.</summary>
    private Leaf? Listed(Node node, Node[] below)
    {
        if (node is not { Op: Op.In, Arguments: [var value, { Op: Op.List } list] } || list.Arguments.Length > MostRanges) return null;
        if (list.Arguments.Any(a => !a.IsConstant || a.Value.IsUnknown)) return null;
        if (value is { Op: Op.Fact, Type.Kind: ValueType.Date }) return new Leaf.Days((DateColumn)table[value.Fact!], [.. list.Arguments.Select(a => (a.Value.Day, a.Value.Day))], false);
        if (!value.Type.IsNumber || numbers.Of(value) is not { } number) return null;
        return new Leaf.Range(number, [.. list.Arguments.Select(a => Scaled(Op.Equal, a.Value.Number, number.Scale))], false, below);
    }

    private static Op Turned(Op op) => op switch
    {
        Op.Less => Op.Greater,
        Op.LessOrEqual => Op.GreaterOrEqual,
        Op.Greater => Op.Less,
        Op.GreaterOrEqual => Op.LessOrEqual,
        _ => op,
    };

    /// <summary>The range, both ends included, in which a value compares so with a whole bound. Not-equal gives the range to leave out.</summary>
    private static (long Low, long High) Bounds(Op op, long bound, long least, long most) => op switch
    {
        Op.Less => bound == least ? (1, 0) : (least, bound - 1),
        Op.LessOrEqual => (least, bound),
        Op.Greater => bound == most ? (1, 0) : (bound + 1, most),
        Op.GreaterOrEqual => (bound, most),
        _ => (bound, bound),
    };

    private static (long Low, long High) Scaled(Op op, decimal bound, int scale)
    {
        var none = (1L, 0L);
        var all = (long.MinValue, long.MaxValue);
        var power = FixedPoint.Power(scale);
        if (Math.Abs(bound) > (decimal)long.MaxValue / power)
        {
            // Beyond every value a column can hold.
            return op is Op.Equal or Op.NotEqual ? none : bound > 0 == op is Op.Less or Op.LessOrEqual ? all : none;
        }

        var exact = bound * power;
        var whole = (long)decimal.Floor(exact);
        if (whole == exact) return Bounds(op, whole, long.MinValue, long.MaxValue);
        return op switch
        {
            Op.Less or Op.LessOrEqual => (long.MinValue, whole),
            Op.Greater or Op.GreaterOrEqual => (whole + 1, long.MaxValue),
            _ => none,
        };
    }

    private void Answer(Node node)
    {
        var into = answers[node.Id]!;
        if (!IsJoint(node))
        {
            Answer(leaves[node.Id]!, node, into);
            return;
        }

        var first = answers[node.Arguments[0].Id]!;
        if (node.Op == Op.Not)
        {
            Bitmap.Not(first.Possible, into.Sure);
            Bitmap.Not(first.Sure, into.Possible);
            return;
        }

        first.Sure.CopyTo(into.Sure, 0);
        first.Possible.CopyTo(into.Possible, 0);
        for (var i = 1; i < node.Arguments.Length; i++)
        {
            var next = answers[node.Arguments[i].Id]!;
            if (node.Op == Op.And)
            {
                Bitmap.And(into.Sure, next.Sure, into.Sure);
                Bitmap.And(into.Possible, next.Possible, into.Possible);
            }
            else
            {
                Bitmap.Or(into.Sure, next.Sure, into.Sure);
                Bitmap.Or(into.Possible, next.Possible, into.Possible);
            }
        }
    }

    private void Answer(Leaf leaf, Node node, Answers into)
    {
        switch (leaf)
        {
            case Leaf.Fixed constant:
                Array.Fill(into.Sure, constant.Sure ? ulong.MaxValue : 0);
                Array.Fill(into.Possible, constant.Possible ? ulong.MaxValue : 0);
                break;
            case Leaf.Flag flag:
                flag.Column.Yes.CopyTo(into.Sure, 0);
                Bitmap.Settle(into, flag.Column.Known);
                break;
            case Leaf.Unknown unknown:
                Bitmap.Not(unknown.Column.Known, into.Sure);
                into.Sure.CopyTo(into.Possible, 0);
                break;
            case Leaf.Words words:
                Bitmap.Among(words.Column.Codes, words.Sure, into.Sure);
                Bitmap.Among(words.Column.Codes, words.Possible, into.Possible);
                break;
            case Leaf.Days days:
                Bitmap.Bounded(days.Column.Days, days.Ranges.Length == 0 ? 1 : days.Ranges[0].Low, days.Ranges.Length == 0 ? 0 : days.Ranges[0].High, into.Sure);
                for (var i = 1; i < days.Ranges.Length; i++)
                {
                    Bitmap.Bounded(days.Column.Days, days.Ranges[i].Low, days.Ranges[i].High, settled);
                    Bitmap.Or(into.Sure, settled, into.Sure);
                }

                if (days.Outside) Bitmap.Not(into.Sure, into.Sure);
                Bitmap.Settle(into, days.Column.Known);
                break;
            case Leaf.Range { Number.Fits: true } range:
                Bitmap.Bounded(range.Number.Values, range.Ranges.Length == 0 ? 1 : range.Ranges[0].Low, range.Ranges.Length == 0 ? 0 : range.Ranges[0].High, into.Sure);
                for (var i = 1; i < range.Ranges.Length; i++)
                {
                    Bitmap.Bounded(range.Number.Values, range.Ranges[i].Low, range.Ranges[i].High, settled);
                    Bitmap.Or(into.Sure, settled, into.Sure);
                }

                if (range.Outside) Bitmap.Not(into.Sure, into.Sure);
                Bitmap.Settle(into, range.Number.Known);
                break;
            case Leaf.Pair { Left.Fits: true, Right.Fits: true } pair:
                Compare(pair, into);
                break;
            case Leaf.Range range:
                Rowwise(range.Rows, node, into);
                break;
            case Leaf.Pair pair:
                Rowwise(pair.Rows, node, into);
                break;
            case Leaf.Rowwise rowwise:
                Rowwise(rowwise.Rows, node, into);
                break;
        }
    }

    private void Compare(Leaf.Pair pair, Answers into)
    {
        var (left, right) = (pair.Left.Values, pair.Right.Values);
        switch (pair.Op)
        {
            case Op.Equal or Op.NotEqual:
                Bitmap.Equal(left, right, into.Sure);
                break;
            case Op.Greater or Op.LessOrEqual:
                Bitmap.Greater(left, right, into.Sure);
                break;
            default:
                Bitmap.Greater(right, left, into.Sure);
                break;
        }

        if (pair.Op is Op.NotEqual or Op.LessOrEqual or Op.GreaterOrEqual) Bitmap.Not(into.Sure, into.Sure);
        Bitmap.And(pair.Left.Known, pair.Right.Known, settled);
        Bitmap.Settle(into, settled);
    }

    private void Rowwise(Node[] rows, Node node, Answers into)
    {
        Array.Clear(into.Sure);
        Array.Clear(into.Possible);
        for (var row = 0; row < table.Count; row++)
        {
            subject.Row = row;
            Scalars.Run(rows, values, subject);
            var answer = values[node.Id];
            if (answer.IsTrue) Bitmap.Set(into.Sure, row);
            if (!answer.IsFalse) Bitmap.Set(into.Possible, row);
        }
    }

    /// <summary>A subject of whom one text is known.</summary>
    private sealed class WordSubject(Subject other) : Subject
    {
        public Cell Word { get; set; }

        public override int Today => other.Today;

        public override Kernel.WorkCalendar Calendar => other.Calendar;

        public override Cell Fact(FactDeclaration fact) => Word;
    }
}
