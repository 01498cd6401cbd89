using Jingkai.Kernel;

namespace Jingkai.Economy.Formulas;

/// <summary>A number on its way through a formula.</summary>
/// <param name="Value">The number.</param>
/// <param name="Unit">Its unit; null for pure numbers.</param>
/// <param name="Exact">False after a root that has no end.</param>
internal readonly record struct Term(Rational Value, string? Unit, bool Exact = true)
{
    /// <summary>The unit where it matters: per cents and points count as pure numbers, as 增速/100 does.</summary>
    public string? Dimension => Unit is "%" or "个百分点" ? null : Unit;
}

/// <summary>Computes formulas exactly. Numbers of different units are not added; products and quotients carry their units.</summary>
internal static class FormulaEvaluator
{
    private const int LargestPower = 100;
    private const int LargestRoot = 12;
    private const long MostBits = 10_000;

    /// <summary>The value of an expression.</summary>
    /// <param name="node">The expression.</param>
    /// <param name="numbers">The numbers of its references.</param>
    public static Result<Term> Evaluate(Node node, IReadOnlyDictionary<ReferenceNode, Term> numbers)
    {
        switch (node)
        {
            case NumberNode number:
                return new Term(number.Value, null);
            case ReferenceNode reference:
                return numbers[reference];
            case MinusNode minus:
                var of = Evaluate(minus.Of, numbers);
                return of.IsOk ? of.Value with { Value = -of.Value.Value } : of;
            default:
                var operation = (OperationNode)node;
                var left = Evaluate(operation.Left, numbers);
                if (!left.IsOk) return left;
                var right = Evaluate(operation.Right, numbers);
                if (!right.IsOk) return right;
                var result = Apply(operation, left.Value, right.Value);
                return result.IsOk && result.Value.Value.Bits > MostBits ? FormulaErrors.TooLarge(operation.At) : result;
        }
    }

    private static Result<Term> Apply(OperationNode operation, Term a, Term b)
    {
        var exact = a.Exact && b.Exact;
        switch (operation.Operator)
        {
            case Operator.Add or Operator.Subtract:
                if (a.Dimension is { } x && b.Dimension is { } y && x != y) return FormulaErrors.UnitsDiffer(operation.At, x, y);
                return new Term(operation.Operator == Operator.Add ? a.Value + b.Value : a.Value - b.Value, a.Unit == b.Unit ? a.Unit : a.Dimension ?? b.Dimension, exact);
            case Operator.Multiply:
                return new Term(a.Value * b.Value, Times(a.Dimension, b.Dimension), exact);
            case Operator.Divide:
                if (b.Value.IsZero) return FormulaErrors.DivisionByZero(operation.At);
                return new Term(a.Value / b.Value, Per(a.Dimension, b.Dimension), exact);
            default:
                return Power(operation.At, a, b);
        }
    }

    private static Result<Term> Power(int at, Term a, Term b)
    {
        var (up, root) = (b.Value.Numerator, b.Value.Denominator);
        if (b.Dimension is not null || up > LargestPower || up < -LargestPower || root > LargestRoot) return FormulaErrors.BadPower(at);
        if (up.Sign < 0 && a.Value.IsZero) return FormulaErrors.DivisionByZero(at);
        if (!root.IsOne && a.Value.Sign < 0) return FormulaErrors.BadPower(at);
        if (a.Value.Bits * Math.Abs((int)up) > MostBits) return FormulaErrors.TooLarge(at);
        var raised = a.Value.Power((int)up);
        var exact = true;
        if (!root.IsOne) raised = raised.Root((int)root, out exact);
        var unit = b.Value == Rational.Of(1) ? a.Unit : a.Dimension is { } dimension ? FormattableString.Invariant($"({dimension})^{b.Value.ToDecimal(out _)}") : null;
        return new Term(raised, unit, exact && a.Exact && b.Exact);
    }

    private static string? Times(string? a, string? b) => a is null ? b : b is null ? a : $"{a}·{b}";

    private static string? Per(string? a, string? b) => b is null ? a : a == b ? null : $"{a ?? "1"}/{(b.Contains('/') || b.Contains('·') ? $"({b})" : b)}";

    /// <summary>A level divided by its growth is a prior value by another name. Finds one of an indicator whose growth is at
    /// constant prices, where it means nothing: level and growth of the same indicator on opposite sides of one quotient.</summary>
    /// <param name="node">The expression.</param>
    /// <param name="real">The indicator of a reference, when its growth is real; otherwise null.</param>
    public static ReferenceNode? PriorInDisguise(Node node, Func<ReferenceNode, string?> real)
    {
        List<(Node Factor, bool Below)> factors = [];
        Factors(node, false, factors);
        if (factors.Count > 1 || factors[0].Factor != node)
        {
            var named = factors.SelectMany(f => References(f.Factor).Select(r => (Reference: r, f.Below, Real: real(r)))).Where(r => r.Real is not null).ToList();
            foreach (var level in named.Where(r => FormulaFields.IsLevel(r.Reference.Field)))
                if (named.Any(r => r.Real == level.Real && r.Below != level.Below && r.Reference.Field == FormulaFields.Growth)) return level.Reference;
        }

        foreach (var (factor, _) in factors)
            foreach (var part in Parts(factor))
                if (PriorInDisguise(part, real) is { } found) return found;
        return null;
    }

    private static void Factors(Node node, bool below, List<(Node Factor, bool Below)> factors)
    {
        switch (node)
        {
            case OperationNode { Operator: Operator.Multiply or Operator.Divide } operation:
                Factors(operation.Left, below, factors);
                Factors(operation.Right, below ^ (operation.Operator == Operator.Divide), factors);
                break;
            case OperationNode { Operator: Operator.Power } power:
                Factors(power.Left, below ^ (power.Right is MinusNode), factors);
                break;
            case MinusNode minus:
                Factors(minus.Of, below, factors);
                break;
            default:
                factors.Add((node, below));
                break;
        }
    }

    private static IEnumerable<Node> Parts(Node factor) => factor is OperationNode { Operator: Operator.Add or Operator.Subtract } sum ? [sum.Left, sum.Right] : [];

    private static IEnumerable<ReferenceNode> References(Node node) => node switch
    {
        ReferenceNode reference => [reference],
        MinusNode minus => References(minus.Of),
        OperationNode operation => References(operation.Left).Concat(References(operation.Right)),
        _ => [],
    };
}
