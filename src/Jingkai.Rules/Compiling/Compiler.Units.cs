using Jingkai.Kernel;
using Jingkai.Rules.Evaluating;
using Jingkai.Rules.Language;
using Jingkai.Rules.Typing;

namespace Jingkai.Rules.Compiling;

/// <summary>Arithmetic with units.</summary>
internal sealed partial class Compiler
{
    private Node Chain(ChainSyntax chain)
    {
        var left = Lower(chain.First);
        foreach (var (operation, at, operand) in chain.Rest)
        {
            var right = Lower(operand);
            left = left.IsBroken || right.IsBroken ? table.Broken() : operation switch
            {
                Operator.Multiply => Multiply(at, left, right),
                Operator.Divide => Divide(at, left, right),
                _ => Add(at, operation == Operator.Subtract, left, right),
            };
        }

        return left;
    }

    private Node Add(Place at, bool minus, Node left, Node right)
    {
        if (left.Type.Kind == ValueType.Date) return AddToDate(at, minus, left, right);
        if (!left.Type.IsNumber || !right.Type.IsNumber) return NotNumbers(at, left, right);
        var (a, b) = (left.Type.Measure!, right.Type.Measure!);
        var op = minus ? Op.Subtract : Op.Add;
        // A share and points: 12% + 0.5pp is a share again.
        if (a.IsPercent && b.IsPoints) return table.Make(op, left.Type, left, right);
        if (a.IsPoints && b.IsPercent && !minus) return table.Make(op, right.Type, left, right);
        (left, right, var type) = Fit(at, left, right);
        if (minus && type.Measure is { IsPercent: true }) type = RuleType.Number(Measure.Points, Unit.Points);
        return table.Make(op, type, left, right);
    }

    private Node AddToDate(Place at, bool minus, Node date, Node other)
    {
        if (minus && other.Type.Kind == ValueType.Date) return table.Make(Op.DaysBetweenDates, Days, other, date);
        var op = other.Type.Measure?.Key switch
        {
            "time.day" => Op.AddDays,
            "time.month" => Op.AddMonths,
            "time.year" => Op.AddYears,
            _ when other.Type.Measure is { IsBare: true } => Op.AddDays,
            _ => Op.Broken,
        };
        if (op == Op.Broken) return NotNumbers(at, date, other);
        return table.Make(op, RuleType.Date, date, minus ? table.Make(Op.Negate, other.Type, other) : other);
    }

    private Node NotNumbers(Place at, Node left, Node right)
    {
        Mismatch(at, $"{left.Type.Name.Zh}与{right.Type.Name.Zh}不能这样计算", $"{left.Type.Name.En} and {right.Type.Name.En} cannot be computed like this", "用数字计算；日期可以加减 天、月、年", "compute with numbers; days, months and years can be added to a date");
        return table.Broken();
    }

    private Node Multiply(Place at, Node left, Node right)
    {
        if (!left.Type.IsNumber || !right.Type.IsNumber) return NotNumbers(at, left, right);
        var (a, b) = (left.Type.Measure!, right.Type.Measure!);
        if (a.IsShare && b.IsShare)
        {
            problems.Add(at, ProblemCodes.DimensionMismatch, "百分数不能乘百分数", "a percentage cannot be multiplied by a percentage", "其中一个写成数，例如 0.03", "write one of them as a number, such as 0.03");
            return table.Broken();
        }

        if (b.IsBare) return table.Make(Op.Multiply, left.Type, left, right);
        if (a.IsBare) return table.Make(Op.Multiply, right.Type, left, right);
        if (b.IsShare) return table.Make(Op.Multiply, left.Type, left, Hundredth(right));
        if (a.IsShare) return table.Make(Op.Multiply, right.Type, Hundredth(left), right);
        if (b.IsPure) return table.Make(Op.Multiply, left.Type, left, right);
        if (a.IsPure) return table.Make(Op.Multiply, right.Type, left, right);
        return table.Make(Op.Multiply, RuleType.Number(a.Times(b).InBase), InBase(left), InBase(right));
    }

    private Node Divide(Place at, Node left, Node right)
    {
        if (!left.Type.IsNumber || !right.Type.IsNumber) return NotNumbers(at, left, right);
        var (a, b) = (left.Type.Measure!, right.Type.Measure!);
        if (b.IsBare) return table.Make(Op.Divide, left.Type, left, right);
        if (b.IsShare)
        {
            if (a.IsBare || a.Key == b.Key) return table.Make(Op.Divide, RuleType.Number(Measure.Ratio), left, right);
            if (!a.IsShare) return table.Make(Op.Divide, left.Type, left, Hundredth(right));
        }

        if (a.IsShare && !b.IsPure)
        {
            problems.Add(at, ProblemCodes.DimensionMismatch, $"{a.Name}不能除以{b.Name}", $"{a.Name} cannot be divided by {b.Name}", "先把百分数写成数", "write the percentage as a number first");
            return table.Broken();
        }

        if (b.IsPure) return table.Make(Op.Divide, a.IsPure ? RuleType.Number(Measure.Ratio) : left.Type, left, right);
        if (a.IsBare) return table.Make(Op.Divide, RuleType.Number(a.Over(b).InBase), left, InBase(right));
        if (a.Key == b.Key && a.SameHeld(b)) return table.Make(Op.Divide, RuleType.Number(Measure.Ratio), left, right);
        return table.Make(Op.Divide, RuleType.Number(a.Over(b).InBase), InBase(left), InBase(right));
    }

    private Node Hundredth(Node share) => table.Make(Op.Divide, RuleType.Number(Measure.Number), share, table.Constant(Cell.Of(100m), RuleType.Bare));

    /// <summary>The same quantity counted in the base unit of its dimension.</summary>
    private Node InBase(Node node)
    {
        if (node.Type.Measure is not { Held: { } held } measure) return node;
        var type = RuleType.Number(measure.InBase, node.Type.Shown);
        var (up, down) = ((decimal)held.Numerator, (decimal)held.Denominator);
        if (up != 1) node = table.Make(Op.Multiply, type, node, table.Constant(Cell.Of(up), RuleType.Bare));
        if (down != 1) node = table.Make(Op.Divide, type, node, table.Constant(Cell.Of(down), RuleType.Bare));
        return node;
    }

    /// <summary>Brings two values to one type, or reports that they have none in common.</summary>
    private (Node Left, Node Right, RuleType Type) Fit(Place at, Node left, Node right)
    {
        if (left.IsBroken || right.IsBroken) return (table.Broken(), table.Broken(), RuleType.Broken);
        if (!Fit(at, left, right.Type)) return (table.Broken(), table.Broken(), RuleType.Broken);
        if (!left.Type.IsNumber) return (left, right, left.Type);
        var (a, b) = (left.Type.Measure!, right.Type.Measure!);
        if (b.IsBare) return (left, right, left.Type);
        if (a.IsBare) return (left, right, right.Type);
        if (!a.SameHeld(b)) (left, right) = (InBase(left), InBase(right));
        return (left, right, left.Type.Shown is null ? right.Type : left.Type);
    }

    /// <summary>Whether a value can stand beside one of a type.</summary>
    private bool Fit(Place at, Node left, RuleType other)
    {
        var type = left.Type;
        if (type.IsBroken || other.IsBroken) return true;
        if (type.Kind != other.Kind)
        {
            Mismatch(at, $"{type.Name.Zh}与{other.Name.Zh}不能放在一起", $"{type.Name.En} cannot stand beside {other.Name.En}", "两边用同一类值", "use values of one type on both sides");
            return false;
        }

        if (!type.IsNumber) return true;
        var (a, b) = (type.Measure!, other.Measure!);
        if (a.IsBare || b.IsBare || a.Key == b.Key) return true;
        if ((a.IsRatio && b.IsShare) || (b.IsRatio && a.IsShare))
        {
            problems.Add(at, ProblemCodes.RatioBesidePercent, "商是纯数，不能与百分数放在一起", "a quotient is a pure number and cannot stand beside a percentage", "写成 percent(a, b)，即 a ÷ b 的百分数", "write percent(a, b), which is a ÷ b in %");
            return false;
        }

        problems.Add(at, ProblemCodes.DimensionMismatch, $"量纲不同：{Said(a)}与{Said(b)}", $"different dimensions: {Said(a)} and {Said(b)}", "换成同一量纲的单位", "use units of one dimension");
        return false;
    }

    private static string Said(Measure measure) => measure.IsPure ? "1" : measure.Name;

    private static RuleType Days { get; } = RuleType.Number(RuleUnits.Find("天"));

    private static RuleType Months { get; } = RuleType.Number(RuleUnits.Find("月"));

    private static RuleType Years { get; } = RuleType.Number(RuleUnits.Find("年"));
}
