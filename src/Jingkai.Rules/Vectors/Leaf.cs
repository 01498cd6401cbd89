using Jingkai.Rules.Compiling;

namespace Jingkai.Rules.Vectors;

/// <summary>How a condition without joints is answered for all subjects.</summary>
internal abstract record Leaf
{
    /// <summary>A constant.</summary>
    public sealed record Fixed(bool Sure, bool Possible) : Leaf;

    /// <summary>A fact that is yes or no.</summary>
    public sealed record Flag(BoolColumn Column) : Leaf;

    /// <summary>Whether a fact is unknown.</summary>
    public sealed record Unknown(Column Column) : Leaf;

    /// <summary>A condition on one text, answered once for each word of its dictionary.</summary>
    public sealed record Words(TextColumn Column, byte[] Sure, byte[] Possible) : Leaf;

    /// <summary>A date within one of these ranges of days; or outside all of them.</summary>
    public sealed record Days(DateColumn Column, (int Low, int High)[] Ranges, bool Outside) : Leaf;

    /// <summary>A number within one of these ranges of its scale; or outside all of them.</summary>
    public sealed record Range(FixedNumber Number, (long Low, long High)[] Ranges, bool Outside, Node[] Rows) : Leaf;

    /// <summary>Two numbers of one scale compared.</summary>
    public sealed record Pair(Op Op, FixedNumber Left, FixedNumber Right, Node[] Rows) : Leaf;

    /// <summary>Everything else: row by row, these nodes in order.</summary>
    public sealed record Rowwise(Node[] Rows) : Leaf;
}
