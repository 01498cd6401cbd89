using Jingkai.Kernel;

namespace Jingkai.Rules.Language;

/// <summary>An operator of the language.</summary>
internal enum Operator
{
    Add, Subtract, Multiply, Divide,
    Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual,
}

/// <summary>A piece of an expression as it was written. Chains (a + b + c, x and y and z) are one node, so that the tree is
/// never deeper than the brackets of its text.</summary>
internal abstract record Syntax(Place At);

/// <summary>A number with its unit; the value is in the unit as written.</summary>
internal sealed record NumberSyntax(Place At, decimal Value, Unit? Unit) : Syntax(At);

internal sealed record TextSyntax(Place At, string Value) : Syntax(At);

internal sealed record DateSyntax(Place At, DateOnly Value) : Syntax(At);

internal sealed record BoolSyntax(Place At, bool Value) : Syntax(At);

internal sealed record ListSyntax(Place At, IReadOnlyList<Syntax> Items) : Syntax(At);

internal sealed record NameSyntax(Place At, string Name) : Syntax(At);

internal sealed record CallSyntax(Place At, string Name, IReadOnlyList<Syntax> Arguments) : Syntax(At);

internal sealed record NotSyntax(Place At, Syntax Operand) : Syntax(At);

internal sealed record NegateSyntax(Place At, Syntax Operand) : Syntax(At);

/// <summary>Operands joined by <c>and</c> or <c>or</c>.</summary>
internal sealed record JoinSyntax(Place At, bool IsAnd, IReadOnlyList<Syntax> Operands) : Syntax(At);

/// <summary>A first operand, then pairs of operator and operand, of one rank, from left to right.</summary>
internal sealed record ChainSyntax(Place At, Syntax First, IReadOnlyList<(Operator Operator, Place At, Syntax Operand)> Rest) : Syntax(At);

internal sealed record CompareSyntax(Place At, Operator Operator, Syntax Left, Syntax Right) : Syntax(At);

internal sealed record InSyntax(Place At, bool Negated, Syntax Value, Syntax List) : Syntax(At);

internal sealed record BetweenSyntax(Place At, bool Negated, Syntax Value, Syntax Low, Syntax High) : Syntax(At);

internal sealed record IsUnknownSyntax(Place At, bool Negated, Syntax Value) : Syntax(At);

/// <summary>What could be read of an expression before an error that ended it: names in it are still checked, its type is not.</summary>
internal sealed record PartialSyntax(Place At, Syntax Read) : Syntax(At);

/// <summary>Where the text could not be read; already reported.</summary>
internal sealed record BrokenSyntax(Place At) : Syntax(At);
