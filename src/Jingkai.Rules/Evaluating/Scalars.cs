using Jingkai.Kernel;
using Jingkai.Rules.Compiling;

namespace Jingkai.Rules.Evaluating;

/// <summary>What a node is evaluated against.</summary>
internal abstract class Subject
{
    /// <summary>The evaluation day.</summary>
    public abstract int Today { get; }

    /// <summary>The working days of the place.</summary>
    public virtual WorkCalendar Calendar => WorkCalendar.Default;

    public abstract Cell Fact(FactDeclaration fact);

    public virtual Cell Previous(FactDeclaration fact, int rounds) => Cell.Unknown(Reason.Missing);

    /// <summary>Rounds with any of some flags in a row before this one.</summary>
    public virtual int Streak(IReadOnlyList<string> flags) => 0;

    /// <summary>Rounds with any of some flags in all.</summary>
    public virtual int Total(IReadOnlyList<string> flags) => 0;
}

/// <summary>The meaning of every operation on single values, three-valued. Total: never throws, never loops without bound.</summary>
internal static class Scalars
{
    /// <summary>Evaluates nodes in order into <paramref name="values"/> by their ids.</summary>
    public static void Run(IReadOnlyList<Node> nodes, Cell[] values, Subject subject)
    {
        for (var i = 0; i < nodes.Count; i++) values[nodes[i].Id] = Apply(nodes[i], values, subject);
    }

    /// <summary>The value of a node from those of its arguments. Only nodes without arguments, and those that look at the day, need the subject.</summary>
    public static Cell Apply(Node node, Cell[] values, Subject? subject)
    {
        switch (node.Op)
        {
            case Op.Constant: return node.Value;
            case Op.Fact: return subject!.Fact(node.Fact!);
            case Op.Previous: return subject!.Previous(node.Fact!, node.Rounds);
            case Op.Streak: return Cell.Of((decimal)subject!.Streak(node.Flags!));
            case Op.Total: return Cell.Of((decimal)subject!.Total(node.Flags!));
            case Op.Broken: return Cell.Unknown(Reason.Missing);
            case Op.And: return And(node, values);
            case Op.Or: return Or(node, values);
            case Op.IsUnknown: return Cell.Of(values[node.Arguments[0].Id].IsUnknown);
            case Op.If: return If(node, values);
            case Op.Coalesce: return Coalesce(node, values);
            case Op.List: return List(node, values);
            case Op.Steps: return Steps(node, values);
            case Op.In: return In(values[node.Arguments[0].Id], node.Arguments[1], values);
        }

        var left = values[node.Arguments[0].Id];
        if (left.IsUnknown) return left;
        if (node.Arguments.Length == 1) return Unary(node.Op, left, subject);
        if (node.Op is Op.Min or Op.Max) return Extreme(node, values);
        var right = values[node.Arguments[1].Id];
        return right.IsUnknown ? right : Binary(node.Op, left, right, subject);
    }

    private static Cell And(Node node, Cell[] values)
    {
        var unknown = Cell.True;
        foreach (var argument in node.Arguments)
        {
            var value = values[argument.Id];
            if (value.IsFalse) return value;
            if (value.IsUnknown && !unknown.IsUnknown) unknown = value;
        }

        return unknown;
    }

    private static Cell Or(Node node, Cell[] values)
    {
        var unknown = Cell.False;
        foreach (var argument in node.Arguments)
        {
            var value = values[argument.Id];
            if (value.IsTrue) return value;
            if (value.IsUnknown && !unknown.IsUnknown) unknown = value;
        }

        return unknown;
    }

    private static Cell If(Node node, Cell[] values)
    {
        var (condition, yes, no) = (values[node.Arguments[0].Id], values[node.Arguments[1].Id], values[node.Arguments[2].Id]);
        if (!condition.IsUnknown) return condition.IsTrue ? yes : no;
        return !yes.IsUnknown && yes.Equals(no) ? yes : condition;
    }

    private static Cell Coalesce(Node node, Cell[] values)
    {
        foreach (var argument in node.Arguments)
        {
            if (!values[argument.Id].IsUnknown) return values[argument.Id];
        }

        return values[node.Arguments[0].Id];
    }

    private static Cell List(Node node, Cell[] values)
    {
        if (node.Value.Kind == ValueType.List) return node.Value;
        // The list of the subject before is used again: evaluating many subjects must not make garbage.
        var before = values[node.Id];
        var items = before.Kind == ValueType.List ? before.Items : new Cell[node.Arguments.Length];
        for (var i = 0; i < items.Length; i++) items[i] = values[node.Arguments[i].Id];
        return Cell.Of(items);
    }

    private static Cell Steps(Node node, Cell[] values)
    {
        var x = values[node.Arguments[0].Id];
        if (x.IsUnknown) return x;
        for (var i = 1; i + 1 < node.Arguments.Length; i += 2)
        {
            if (values[node.Arguments[i].Id].IsUnknown) return values[node.Arguments[i].Id];
        }

        return Chosen(node, values) is { } chosen ? values[chosen.Id] : Cell.Of(0m);
    }

    /// <summary>The value of the highest threshold that is reached; null when none is, or a threshold is unknown.</summary>
    internal static Node? Chosen(Node node, Cell[] values)
    {
        var x = values[node.Arguments[0].Id].Number;
        decimal? reached = null;
        Node? chosen = null;
        for (var i = 1; i + 1 < node.Arguments.Length; i += 2)
        {
            var threshold = values[node.Arguments[i].Id];
            if (threshold.IsUnknown) return null;
            if (threshold.Number > x || threshold.Number <= reached) continue;
            (reached, chosen) = (threshold.Number, node.Arguments[i + 1]);
        }

        return chosen;
    }

    /// <summary>Items of a written list are looked at one by one, so that no list is made for it.</summary>
    private static Cell In(Cell value, Node list, Cell[] values)
    {
        if (value.IsUnknown) return value;
        var answer = Cell.False;
        if (list.Op == Op.List)
        {
            foreach (var item in list.Arguments)
            {
                if (Matches(value, values[item.Id], ref answer)) return Cell.True;
            }

            return answer;
        }

        var given = values[list.Id];
        if (given.IsUnknown) return given;
        foreach (var item in given.Items)
        {
            if (Matches(value, item, ref answer)) return Cell.True;
        }

        return answer;
    }

    private static bool Matches(Cell value, Cell item, ref Cell answer)
    {
        if (item.IsUnknown) answer = item;
        return !item.IsUnknown && value.Equals(item);
    }

    private static Cell Extreme(Node node, Cell[] values)
    {
        var best = values[node.Arguments[0].Id];
        foreach (var argument in node.Arguments)
        {
            var value = values[argument.Id];
            if (value.IsUnknown) return value;
            if (node.Op == Op.Min ? value.Number < best.Number : value.Number > best.Number) best = value;
        }

        return best;
    }

    private static Cell Unary(Op op, Cell value, Subject? subject) => op switch
    {
        Op.Not => Cell.Of(value.IsFalse),
        Op.Negate => Cell.Of(-value.Number),
        Op.Abs => Cell.Of(Math.Abs(value.Number)),
        Op.Floor => Cell.Of(decimal.Floor(value.Number)),
        Op.Ceiling => Cell.Of(decimal.Ceiling(value.Number)),
        Op.Count => Cell.Of((decimal)value.Items.Length),
        Op.Min or Op.Max => value,
        Op.YearsSince => Cell.Of((decimal)CivilTime.Years(value.Day, subject!.Today)),
        Op.MonthsSince => Cell.Of((decimal)CivilTime.Months(value.Day, subject!.Today)),
        _ => Cell.Unknown(Reason.Missing),
    };

    private static Cell Binary(Op op, Cell left, Cell right, Subject? subject) => op switch
    {
        Op.Equal => Cell.Of(left.Equals(right)),
        Op.NotEqual => Cell.Of(!left.Equals(right)),
        Op.Less => Cell.Of(Compare(left, right) < 0),
        Op.LessOrEqual => Cell.Of(Compare(left, right) <= 0),
        Op.Greater => Cell.Of(Compare(left, right) > 0),
        Op.GreaterOrEqual => Cell.Of(Compare(left, right) >= 0),
        Op.Add or Op.Subtract or Op.Multiply or Op.Divide or Op.Percent => Arithmetic(op, left.Number, right.Number),
        Op.AddDays or Op.AddMonths or Op.AddYears => CivilTime.Move(op, left.Day, right.Number),
        Op.DaysBetweenDates => Cell.Of((decimal)(right.Day - left.Day)),
        Op.WorkingDays => CivilTime.WorkingDays(subject!.Calendar, left.Day, right.Day),
        Op.Round => Round(left.Number, right.Number),
        Op.Has => Has(left.Items, right),
        Op.Any => AnyOf(left.Items, right.Items),
        Op.All => AllOf(left.Items, right.Items),
        Op.StartsWith => StartsWith(left.Text, right),
        _ => Cell.Unknown(Reason.Missing),
    };

    private static int Compare(Cell left, Cell right) => left.Kind == ValueType.Date ? left.Day.CompareTo(right.Day) : left.Number.CompareTo(right.Number);

    internal static Cell Arithmetic(Op op, decimal left, decimal right)
    {
        if (op is Op.Divide or Op.Percent && right == 0) return Cell.Unknown(Reason.DivisionByZero);
        if (Exceeds(op, left, right)) return Cell.Unknown(Reason.Overflow);
        try
        {
            return op switch
            {
                Op.Add => Cell.Of(left + right),
                Op.Subtract => Cell.Of(left - right),
                Op.Multiply => Cell.Of(left * right),
                Op.Divide => Cell.Of(left / right),
                _ => Cell.Of(left * 100 / right),
            };
        }
        catch (OverflowException)
        {
            return Cell.Unknown(Reason.Overflow);
        }
    }

    /// <summary>Sees an overflow before it happens: an exception costs ten thousand times a sum, and a hostile pack would have one at
    /// every step. What the rounding of this look-ahead misses is caught above.</summary>
    private static bool Exceeds(Op op, decimal left, decimal right)
    {
        var (a, b) = (Math.Abs(left), Math.Abs(right));
        return op switch
        {
            Op.Add or Op.Subtract => a > decimal.MaxValue - b && (left < 0 == right < 0) == (op == Op.Add),
            Op.Multiply => b > 1 && a > decimal.MaxValue / b,
            Op.Percent => a > decimal.MaxValue / 100 || (b < 1 && a * 100 > decimal.MaxValue * b),
            _ => b < 1 && a > decimal.MaxValue * b,
        };
    }

    private static Cell Round(decimal value, decimal digits)
    {
        if (digits is < 0 or > 28 || digits != decimal.Truncate(digits)) return Cell.Unknown(Reason.NotANumberOfDecimals);
        return Cell.Of(Rounding.Display(value, (int)digits));
    }

    private static Cell Has(Cell[] list, Cell item)
    {
        var answer = Cell.False;
        foreach (var one in list)
        {
            if (Matches(item, one, ref answer)) return Cell.True;
        }

        return answer;
    }

    private static Cell AnyOf(Cell[] list, Cell[] items)
    {
        var answer = Cell.False;
        foreach (var item in items)
        {
            var found = item.IsUnknown ? item : Has(list, item);
            if (found.IsTrue) return found;
            if (found.IsUnknown) answer = found;
        }

        return answer;
    }

    private static Cell AllOf(Cell[] list, Cell[] items)
    {
        var answer = Cell.True;
        foreach (var item in items)
        {
            var found = item.IsUnknown ? item : Has(list, item);
            if (found.IsFalse) return found;
            if (found.IsUnknown) answer = found;
        }

        return answer;
    }

    private static Cell StartsWith(string text, Cell prefix)
    {
        if (prefix.Kind == ValueType.Text) return Cell.Of(text.StartsWith(prefix.Text, StringComparison.Ordinal));
        var answer = Cell.False;
        foreach (var one in prefix.Items)
        {
            if (one.IsUnknown) answer = one;
            else if (text.StartsWith(one.Text, StringComparison.Ordinal)) return Cell.True;
        }

        return answer;
    }
}
