using System.Numerics;
using Jingkai.Kernel;

namespace Jingkai.Economy.Analysis;

/// <summary>A value and its comparable prior, summed over the enterprises that have both.</summary>
internal readonly record struct Change(BigInteger Value, BigInteger Prior, long Count)
{
    public BigInteger Delta => Value - Prior;

    public static Change operator -(Change a, Change b) => new(a.Value - b.Value, a.Prior - b.Prior, a.Count - b.Count);
}

/// <summary>What a part adds to the growth of its whole. All parts and the rest add up to 100 % and to the growth of the whole
/// before they are rounded, because all stand on the same enterprises.</summary>
/// <param name="Rate">贡献率: the part's change as a share of the whole's change, in per cent; null when the whole did not change.</param>
/// <param name="Pull">拉动: the part's change over the whole's prior, in percentage points; null over a base that is not above zero.</param>
/// <param name="Growth">The part's own growth in per cent; null over a base that is not above zero.</param>
internal readonly record struct Contribution(decimal? Rate, decimal? Pull, decimal? Growth)
{
    /// <summary>Rate with one decimal, pull with two, each divided and rounded once.</summary>
    public static Contribution Of(Change part, Change whole) => new(
        Rounding.Ratio(part.Delta, whole.Delta, 1, 100),
        whole.Prior.Sign > 0 ? Rounding.Ratio(part.Delta, whole.Prior, 2, 100) : null,
        part.Count > 0 ? Kernel.Growth.Percent(part.Value, part.Prior) : null);
}
