using Jingkai.Rules.Compiling;
using Jingkai.Rules.Evaluating;

namespace Jingkai.Rules.Packs;

/// <summary>
/// Finds conditions that never hold and verdicts that one above always takes, where it can be seen: constants, equal conditions,
/// and ranges of one quantity.
/// </summary>
internal static class Reachability
{
    // Nobody writes more verdicts, and comparing each with all above it must not cost without bound.
    private const int MostCompared = 50;

    public static void Check(PackKind kind, IReadOnlyList<Clause> clauses, Yaml.YamlScalar? otherwise, ProblemList problems)
    {
        var above = new List<List<Ranges>>();
        var seen = new HashSet<int>();
        var closed = false;
        foreach (var clause in clauses)
        {
            var when = clause.When;
            if (when.IsBroken) continue;
            if (when is { IsConstant: true, Value.IsTrue: false })
            {
                problems.Add(clause.At, ProblemCodes.UnreachableVerdict, "这个条件永远不成立", "this condition never holds", "检查门槛和参数", "check thresholds and parameters");
                continue;
            }

            var ways = Ranges.Of(when);
            if (ways is { Count: 0 })
            {
                problems.Add(clause.At, ProblemCodes.UnreachableVerdict, "这个条件自相矛盾，永远不成立", "this condition contradicts itself and never holds", "检查门槛和参数", "check thresholds and parameters");
                continue;
            }

            if (kind != PackKind.Rating) continue;
            if (closed || !seen.Add(when.Id) || (ways is not null && ways.All(way => IsTaken(way, above))))
                problems.Add(clause.At, ProblemCodes.UnreachableVerdict, $"“{clause.Flag}”轮不到：上面的条件已经包括了它", $"`{clause.Flag}` cannot be reached: what stands above takes it", "调换次序，或收紧上面的条件", "change the order, or narrow what stands above");
            closed |= when is { IsConstant: true, Value.IsTrue: true };
            if (ways is not null && above.Count < MostCompared) above.Add(ways);
        }

        if (closed && otherwise is not null)
            problems.Add(otherwise.At, ProblemCodes.UnreachableVerdict, "otherwise 轮不到：上面有总是成立的条件", "otherwise cannot be reached: a condition above always holds", "去掉其中一个", "remove one of them");
    }

    /// <summary>Whether one verdict above, or several on one quantity together, hold whenever this way does.</summary>
    private static bool IsTaken(Ranges way, List<List<Ranges>> above)
    {
        var other = above.SelectMany(ways => ways).ToList();
        if (other.Any(way.Within)) return true;
        return other.Where(o => o.IsSingle).GroupBy(o => o.SingleQuantity).Any(group => way.WithinAll(group.Key, [.. group.Select(g => g.SingleRange)]));
    }
}

/// <summary>A range of a quantity; null ends are open to infinity.</summary>
internal readonly record struct Range(decimal? Low, bool LowIn, decimal? High, bool HighIn)
{
    public bool IsEmpty => Low > High || (Low == High && Low is not null && !(LowIn && HighIn));

    public Range And(Range other)
    {
        var low = Low is null || other.Low > Low || (other.Low == Low && !other.LowIn) ? other : this;
        if (other.Low is null) low = this;
        var high = High is null || other.High < High || (other.High == High && !other.HighIn) ? other : this;
        if (other.High is null) high = this;
        return new(low.Low, low.LowIn, high.High, high.HighIn);
    }

    public bool Within(Range other) =>
        (other.Low is null || Low > other.Low || (Low == other.Low && (other.LowIn || !LowIn))) &&
        (other.High is null || High < other.High || (High == other.High && (other.HighIn || !HighIn)));
}

/// <summary>A way in which a condition can hold: a range for each quantity it looks at.</summary>
internal sealed class Ranges
{
    private const int MostWays = 32;
    private readonly Dictionary<int, Range> ranges = [];

    /// <summary>True when other conditions must hold as well, that are not ranges.</summary>
    private bool andMore;

    public bool IsSingle => ranges.Count == 1 && !andMore;

    public int SingleQuantity => ranges.Keys.First();

    public Range SingleRange => ranges.Values.First();

    /// <summary>The ways in which a condition can hold; empty: none; null: it cannot be seen.</summary>
    public static List<Ranges>? Of(Node node)
    {
        switch (node.Op)
        {
            case Op.Or:
                var any = new List<Ranges>();
                foreach (var argument in node.Arguments)
                {
                    if (Of(argument) is not { } ways || any.Count + ways.Count > MostWays) return null;
                    any.AddRange(ways);
                }

                return any;
            case Op.And:
                var all = new List<Ranges> { new() };
                foreach (var argument in node.Arguments)
                {
                    var ways = Of(argument) ?? [new() { andMore = true }];
                    if (all.Count * ways.Count > MostWays) return null;
                    all = [.. all.SelectMany(_ => ways, (a, b) => a.And(b)).OfType<Ranges>()];
                }

                return all;
            default:
                return One(node) is { } range ? [range] : null;
        }
    }

    /// <summary>Whether everything here is also within another way.</summary>
    public bool Within(Ranges other) => !other.andMore && other.ranges.All(o => ranges.TryGetValue(o.Key, out var mine) && mine.Within(o.Value));

    /// <summary>Whether the range of a quantity here is covered by several together.</summary>
    public bool WithinAll(int quantity, List<Range> others)
    {
        if (!ranges.TryGetValue(quantity, out var rest)) return false;
        foreach (var next in others.OrderBy(o => o.Low ?? decimal.MinValue).ThenBy(o => o.LowIn ? 0 : 1))
        {
            if (rest.IsEmpty || rest.Within(next)) return true;
            var startsHere = next.Low is null || next.Low < rest.Low || (next.Low == rest.Low && (next.LowIn || !rest.LowIn));
            if (!startsHere) return false;
            if (next.High is { } high && (rest.Low is null || high >= rest.Low)) rest = rest with { Low = high, LowIn = !next.HighIn };
        }

        return rest.IsEmpty;
    }

    private Ranges? And(Ranges other)
    {
        var both = new Ranges { andMore = andMore || other.andMore };
        foreach (var (quantity, range) in ranges) both.ranges[quantity] = range;
        foreach (var (quantity, range) in other.ranges) both.ranges[quantity] = both.ranges.TryGetValue(quantity, out var mine) ? mine.And(range) : range;
        return both.ranges.Values.Any(r => r.IsEmpty) ? null : both;
    }

    private static Ranges? One(Node node)
    {
        if (node.Arguments.Length != 2) return null;
        var (left, right) = (node.Arguments[0], node.Arguments[1]);
        var op = node.Op;
        if (left.IsConstant)
        {
            (left, right) = (right, left);
            op = op switch { Op.Less => Op.Greater, Op.LessOrEqual => Op.GreaterOrEqual, Op.Greater => Op.Less, Op.GreaterOrEqual => Op.LessOrEqual, _ => op };
        }

        if (!right.IsConstant || right.Value.IsUnknown || right.Value.Kind is not (ValueType.Number or ValueType.Date)) return null;
        var bound = right.Value.Kind == ValueType.Date ? right.Value.Day : right.Value.Number;
        Range? range = op switch
        {
            Op.Equal => new(bound, true, bound, true),
            Op.Less => new(null, false, bound, false),
            Op.LessOrEqual => new(null, false, bound, true),
            Op.Greater => new(bound, false, null, false),
            Op.GreaterOrEqual => new(bound, true, null, false),
            _ => null,
        };
        if (range is not { } found) return null;
        var one = new Ranges();
        one.ranges[left.Id] = found;
        return one;
    }
}
