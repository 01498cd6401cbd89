using Jingkai.Rules.Compiling;
using Jingkai.Rules.Evaluating;

namespace Jingkai.Rules.Vectors;

/// <summary>A number for all subjects in 64-bit fixed point.</summary>
internal sealed class FixedNumber(long[] values, int scale, ulong[] known)
{
    public long[] Values { get; } = values;

    public int Scale { get; } = scale;

    public ulong[] Known { get; } = known;

    /// <summary>False when a value of this evaluation did not fit; whoever uses the number goes row by row then.</summary>
    public bool Fits { get; set; } = true;

    /// <summary>Computes the values anew; null for a column of the table.</summary>
    public Func<FixedNumber, bool>? Compute { get; init; }
}

/// <summary>The numbers that conditions compute from columns, each once.</summary>
internal sealed class FixedNumbers(FactTable table, TableSubject subject)
{
    // Each computed number is a column of its own; a pack with endless sums goes row by row instead.
    private const int MostComputed = 48;

    private readonly Dictionary<int, FixedNumber?> known = [];
    private readonly List<FixedNumber> order = [];

    /// <summary>The number of a node, or null when it has no exact fixed point.</summary>
    public FixedNumber? Of(Node node)
    {
        if (known.TryGetValue(node.Id, out var number)) return number;
        number = order.Count < MostComputed ? Make(node) : null;
        known[node.Id] = number;
        if (number?.Compute is not null) order.Add(number);
        return number;
    }

    public FixedNumber? InScale(FixedNumber number, int scale)
    {
        if (number.Scale == scale) return number;
        if (scale > FixedPoint.MostDecimals || order.Count >= MostComputed) return null;
        var factor = FixedPoint.Power(scale - number.Scale);
        var made = new FixedNumber(new long[number.Values.Length], scale, number.Known) { Compute = into => number.Fits && Scaled(number.Values, factor, into.Values) };
        order.Add(made);
        return made;
    }

    public void Compute()
    {
        foreach (var number in order) number.Fits = number.Compute!(number);
    }

    private FixedNumber? Make(Node node)
    {
        switch (node.Op)
        {
            case Op.Fact when table[node.Fact!] is FixedColumn column:
                return new(column.Values, column.Scale, column.Known);
            case Op.Constant when node.Value.Kind == ValueType.Number:
                return Constant(node.Value.Number);
            case Op.Negate when Of(node.Arguments[0]) is { } inner:
                return new(Fresh(), inner.Scale, inner.Known) { Compute = into => inner.Fits && Scaled(inner.Values, -1, into.Values) };
            case Op.Add or Op.Subtract when Of(node.Arguments[0]) is { } left && Of(node.Arguments[1]) is { } right:
                return Sum(left, right, node.Op == Op.Subtract);
            case Op.Multiply when Of(node.Arguments[0]) is { } left && Of(node.Arguments[1]) is { } right && left.Scale + right.Scale <= FixedPoint.MostDecimals:
                return new(Fresh(), left.Scale + right.Scale, Both(left, right)) { Compute = into => left.Fits && right.Fits && Product(left.Values, right.Values, into.Values) };
            case Op.YearsSince or Op.MonthsSince when Days(node.Arguments[0]) is { } days:
                return new(Fresh(), 0, days.Known) { Compute = into => Since(days.Days, subject.Today, node.Op == Op.YearsSince ? 12 : 1, into.Values) };
            case Op.DaysBetweenDates when Days(node.Arguments[0]) is { } first && Days(node.Arguments[1]) is { } second:
                return new(Fresh(), 0, Both(first.Known, second.Known)) { Compute = into => Between(first.Days, second.Days, into.Values) };
            default:
                return null;
        }
    }

    private DateColumn? Days(Node node) => node.Op == Op.Fact ? table[node.Fact!] as DateColumn : null;

    private long[] Fresh() => new long[Bitmap.Words(table.Count) * 64];

    private FixedNumber? Constant(decimal value)
    {
        var scale = FixedPoint.ScaleOf(value);
        if (scale > FixedPoint.MostDecimals || !FixedPoint.TryScale(value, scale, out var scaled)) return null;
        var (column, all) = (Fresh(), new ulong[Bitmap.Words(table.Count)]);
        Array.Fill(column, scaled);
        Array.Fill(all, ulong.MaxValue);
        return new(column, scale, all);
    }

    private FixedNumber? Sum(FixedNumber left, FixedNumber right, bool minus)
    {
        var scale = Math.Max(left.Scale, right.Scale);
        if (InScale(left, scale) is not { } a || InScale(right, scale) is not { } b) return null;
        return new(Fresh(), scale, Both(left, right)) { Compute = into => a.Fits && b.Fits && Added(a.Values, b.Values, minus, into.Values) };
    }

    private static ulong[] Both(FixedNumber left, FixedNumber right) => Both(left.Known, right.Known);

    private static ulong[] Both(ulong[] left, ulong[] right)
    {
        var both = new ulong[left.Length];
        Bitmap.And(left, right, both);
        return both;
    }

    private static bool Scaled(long[] from, long factor, long[] into)
    {
        var most = long.MaxValue / Math.Abs(factor);
        var fits = true;
        for (var i = 0; i < into.Length; i++)
        {
            fits &= from[i] <= most && from[i] >= -most;
            into[i] = unchecked(from[i] * factor);
        }

        return fits;
    }

    private static bool Added(long[] left, long[] right, bool minus, long[] into)
    {
        var overflow = 0L;
        for (var i = 0; i < into.Length; i++)
        {
            var (a, b) = (left[i], right[i]);
            var sum = unchecked(minus ? a - b : a + b);
            overflow |= minus ? (a ^ b) & (a ^ sum) : (a ^ sum) & (b ^ sum);
            into[i] = sum;
        }

        return overflow >= 0;
    }

    private static bool Product(long[] left, long[] right, long[] into)
    {
        var fits = true;
        for (var i = 0; i < into.Length; i++)
        {
            var high = Math.BigMul(left[i], right[i], out var low);
            fits &= high == low >> 63;
            into[i] = low;
        }

        return fits;
    }

    private static bool Since(int[] days, int today, int months, long[] into)
    {
        for (var i = 0; i < into.Length; i++) into[i] = CivilTime.Months(days[i], today) / months;
        return true;
    }

    private static bool Between(int[] first, int[] second, long[] into)
    {
        for (var i = 0; i < into.Length; i++) into[i] = (long)second[i] - first[i];
        return true;
    }
}
