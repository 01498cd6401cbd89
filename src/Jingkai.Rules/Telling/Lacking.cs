using Jingkai.Kernel;
using Jingkai.Rules.Compiling;
using Jingkai.Rules.Evaluating;
using Jingkai.Rules.Typing;

namespace Jingkai.Rules.Telling;

/// <summary>Says of a condition that does not hold what is missing, in the condition's own unit.</summary>
internal static class Lacking
{
    // A condition with more parts is not made clearer by naming them all.
    private const int MostParts = 20;

    public static string? Of(Node node, Cell[] values)
    {
        if (!values[node.Id].IsFalse) return null;
        switch (node.Op)
        {
            case Op.And:
                return Joined(node.Arguments.Where(a => values[a.Id].IsFalse).Select(a => Of(a, values)), "; ");
            case Op.Or:
                return Joined(node.Arguments.Select(a => Of(a, values)), " or ");
            case Op.GreaterOrEqual or Op.Greater or Op.LessOrEqual or Op.Less:
                return Ordered(node, values);
            case Op.Equal:
                return Side(node.Arguments[1], values);
            case Op.NotEqual:
                return "not " + Side(node.Arguments[1], values);
            case Op.In:
                return Items(node.Arguments[1], values) is { } items ? "1 of " + items : null;
            case Op.Any:
                return Items(node.Arguments[1], values) is { } some ? "1 of " + some : null;
            case Op.Has:
                return Side(node.Arguments[1], values);
            case Op.All:
                return Missing(node, values);
            case Op.StartsWith:
                return node.Arguments[1].Type.Kind == ValueType.List ? Items(node.Arguments[1], values) is { } prefixes ? "1 of " + prefixes : null : Side(node.Arguments[1], values);
            case Op.Not when node.Arguments[0].Op is Op.In or Op.Any:
                return Items(node.Arguments[0].Arguments[1], values) is { } none ? "none of " + none : null;
            case Op.Not when node.Arguments[0].Op == Op.Has:
                return "not " + Side(node.Arguments[0].Arguments[1], values);
            default:
                return null;
        }
    }

    private static string? Joined(IEnumerable<string?> parts, string between)
    {
        var said = parts.OfType<string>().Take(MostParts).ToList();
        return said.Count == 0 ? null : string.Join(between, said);
    }

    private static string? Ordered(Node node, Cell[] values)
    {
        var (left, right) = (node.Arguments[0], node.Arguments[1]);
        var (have, need) = (values[left.Id], values[right.Id]);
        var strict = node.Op is Op.Greater or Op.Less ? ">" : "";
        if (have.Kind == ValueType.Date)
        {
            var days = Math.Abs(have.Day - need.Day);
            return $"{(days == 0 ? strict : "")}{days}天";
        }

        try
        {
            var gap = Math.Abs(need.Number - have.Number);
            return (gap == 0 ? strict : "") + Printing.Number(gap, GapType(left.Type, right.Type));
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>The difference of two shares is in points; otherwise the unit of the threshold, then that of the value.</summary>
    private static RuleType GapType(RuleType left, RuleType right)
    {
        if (left.Measure is { IsPercent: true } || right.Measure is { IsPercent: true }) return RuleType.Number(Measure.Points, Unit.Points);
        var (real, other) = right.Measure is { IsBare: false } ? (right, left) : (left, right);
        return real.Shown is null ? real with { Shown = other.Shown } : real;
    }

    private static string Side(Node node, Cell[] values) => Printing.Quoted(values[node.Id], node.Type);

    private static string? Items(Node list, Cell[] values) => values[list.Id] is { IsUnknown: false } known ? Printing.Value(known, list.Type) : null;

    private static string? Missing(Node node, Cell[] values)
    {
        var (have, need) = (values[node.Arguments[0].Id], values[node.Arguments[1].Id]);
        if (have.IsUnknown || need.IsUnknown) return null;
        return Joined(need.Items.Where(i => !i.IsUnknown && !have.Items.Any(h => h.Equals(i))).Select(i => Printing.Quoted(i, node.Arguments[1].Type.Item)), ", ");
    }
}
