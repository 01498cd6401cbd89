using Jingkai.Rules.Evaluating;
using Jingkai.Rules.Typing;

namespace Jingkai.Rules.Compiling;

/// <summary>What a node does with the values of its arguments.</summary>
internal enum Op
{
    Constant, Fact, Previous, Streak, Total, Broken,
    Add, Subtract, Multiply, Divide, Negate, AddDays, AddMonths, AddYears, DaysBetweenDates,
    Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual, In,
    And, Or, Not, IsUnknown,
    List, Percent, Min, Max, Abs, Round, Floor, Ceiling,
    YearsSince, MonthsSince, WorkingDays,
    Count, Has, Any, All, StartsWith, If, Coalesce, Steps,
}

/// <summary>
/// A step of a compiled version. Equal steps are one node, arguments come before what uses them: evaluating the nodes in order
/// computes everything once.
/// </summary>
internal sealed class Node(int id, Op op, Node[] arguments, RuleType type)
{
    public int Id { get; } = id;

    public Op Op { get; } = op;

    public Node[] Arguments { get; } = arguments;

    public RuleType Type { get; } = type;

    /// <summary>The value of a constant.</summary>
    public Cell Value { get; init; }

    /// <summary>The fact of <see cref="Op.Fact"/> and <see cref="Op.Previous"/>.</summary>
    public FactDeclaration? Fact { get; init; }

    /// <summary>The rounds before this one of <see cref="Op.Previous"/>.</summary>
    public int Rounds { get; init; }

    /// <summary>The flags of <see cref="Op.Streak"/> and <see cref="Op.Total"/>: any of them counts.</summary>
    public IReadOnlyList<string>? Flags { get; init; }

    /// <summary>How many joints (and, or) lie one below another.</summary>
    public int Depth { get; } = (arguments.Length == 0 ? 0 : arguments.Max(a => a.Depth)) + (op is Op.And or Op.Or ? 1 : 0);

    public bool IsConstant => Op == Op.Constant;

    public bool IsBroken => Type.IsBroken;

    /// <summary>The facts below, each once, in the order of the pack.</summary>
    public FactDeclaration[] Facts()
    {
        var facts = new SortedDictionary<int, FactDeclaration>();
        Walk([this], node =>
        {
            if (node is { Op: Op.Fact, Fact: { } fact }) facts.TryAdd(fact.Index, fact);
            return node.Arguments;
        });
        return [.. facts.Values];
    }

    /// <summary>Visits nodes and what each says lies below it, every node once; with a stack of its own, for chains are long.</summary>
    public static void Walk(IEnumerable<Node> roots, Func<Node, Node[]> visit)
    {
        var seen = new HashSet<int>();
        var open = new Stack<Node>(roots);
        while (open.TryPop(out var node))
        {
            if (!seen.Add(node.Id)) continue;
            foreach (var below in visit(node)) open.Push(below);
        }
    }
}
