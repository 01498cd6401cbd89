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

    /// <summary>The flag of <see cref="Op.Streak"/> and <see cref="Op.Total"/>.</summary>
    public string? Flag { get; init; }

    /// <summary>How many joints (and, or) lie one below another.</summary>
    public int Depth { get; } = (arguments.Length == 0 ? 0 : arguments.Max(a => a.Depth)) + (op is Op.And or Op.Or ? 1 : 0);

    public bool IsConstant => Op == Op.Constant;

    public bool IsBroken => Type.IsBroken;
}
