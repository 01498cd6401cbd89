namespace Jingkai.Rules.Language;

internal enum TokenKind
{
    End, Number, Text, Date, Name, Word,
    And, Or, Not, In, NotIn, Between, NotBetween, Is, Unknown, IsUnknown, IsKnown, BetweenAnd, True, False,
    Open, Close, ListOpen, ListClose, Comma,
    Plus, Minus, Times, Divide,
    Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual,
    Bad,
}

/// <summary>A word of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Offset">Where it begins in the expression.</param>
/// <param name="Text">The text as written, or the content of a quoted text.</param>
/// <param name="Number">The number.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Date">The date.</param>
internal readonly record struct Token(TokenKind Kind, int Offset, string Text, decimal Number = 0, Kernel.Unit? Unit = null, DateOnly Date = default);
