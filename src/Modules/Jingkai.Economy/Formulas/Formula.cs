namespace Jingkai.Economy.Formulas;

/// <summary>A piece of an expression.</summary>
/// <param name="At">Column of its first character (of an operation: of the operator), from 1.</param>
internal abstract record Node(int At);

/// <summary>A number as written.</summary>
internal sealed record NumberNode(int At, Rational Value) : Node(At);

/// <summary>A number of a figure: <c>IND_GOV[group:装备制造]@2020-01/2020-07.growth</c>.</summary>
/// <param name="At">Column of its first character.</param>
/// <param name="Text">As written.</param>
/// <param name="Indicator">Code, name or alias.</param>
/// <param name="Subject">Subject, or null for the zone.</param>
/// <param name="Period">Period in the form of the interface.</param>
/// <param name="Field">Which number; <c>value</c> when none is named.</param>
internal sealed record ReferenceNode(int At, string Text, string Indicator, string? Subject, string Period, string Field) : Node(At)
{
    /// <summary>What distinguishes figures, whatever number of them is meant.</summary>
    public (string Indicator, string? Subject, string Period) Figure => (Indicator, Subject, Period);
}

/// <summary>The opposite.</summary>
internal sealed record MinusNode(int At, Node Of) : Node(At);

/// <summary>Two pieces joined by an operator.</summary>
internal sealed record OperationNode(int At, Operator Operator, Node Left, Node Right) : Node(At);

/// <summary>Operators, weakest first.</summary>
internal enum Operator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
}

/// <summary>A parsed expression with the figures it names, in the order in which they stand.</summary>
internal sealed record Formula(string Text, Node Root, IReadOnlyList<ReferenceNode> References);

/// <summary>Numbers of a figure that an expression may name.</summary>
internal static class FormulaFields
{
    public const string Value = "value";
    public const string Growth = "growth";
    public const string Prior = "prior";
    public const string ImpliedPrior = "impliedPrior";

    /// <summary>All names, in the words of the figure interface.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Value, Growth, "computedGrowth", Prior, ImpliedPrior, "changePoints", "share", "shareChangePoints", "completion", "pace", "target", "targetGrowth"];

    /// <summary>A level in the indicator's unit, as against a per cent.</summary>
    public static bool IsLevel(string field) => field is Value or Prior or ImpliedPrior or "target";
}
