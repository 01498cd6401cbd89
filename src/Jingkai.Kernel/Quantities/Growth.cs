using System.Numerics;

namespace Jingkai.Kernel;

/// <summary>Growth computed by us (测算). A delivered growth is another figure and never passes through here.</summary>
public static class Growth
{
    /// <summary>Growth of a value over its comparable prior value in per cent, rounded once, half away from zero.</summary>
    /// <param name="value">The value, in the same unit and scale as <paramref name="prior"/>.</param>
    /// <param name="prior">The prior value on the same population; not last year's published figure.</param>
    /// <param name="digits">Decimals to keep.</param>
    /// <returns>Per cent (14.2 means 14.2 %), or null over a base of zero or below; see <see cref="Describe"/>.</returns>
    public static decimal? Percent(BigInteger value, BigInteger prior, int digits = 1) =>
        prior.Sign <= 0 ? null : Rounding.Ratio(value - prior, prior, digits, 100);

    /// <summary>The word for a change that begins or ends in a loss.</summary>
    public static Turn Describe(BigInteger value, BigInteger prior)
    {
        if (prior.Sign > 0)
        {
            return value.Sign < 0 ? Turn.TurnedToLoss : Turn.None;
        }

        if (prior.IsZero || value == prior)
        {
            return Turn.None;
        }

        if (value.Sign > 0)
        {
            return Turn.TurnedToProfit;
        }

        return value < prior ? Turn.LossWidened : Turn.LossNarrowed;
    }

    /// <summary>The wording of a turn; a dash for <see cref="Turn.None"/>.</summary>
    public static Text Word(Turn turn) => turn switch
    {
        Turn.TurnedToProfit => new Text("扭亏为盈", "turned to profit"),
        Turn.TurnedToLoss => new Text("由盈转亏", "turned to loss"),
        Turn.LossWidened => new Text("增亏", "loss widened"),
        Turn.LossNarrowed => new Text("减亏", "loss narrowed"),
        _ => new Text("—", "—"),
    };

    /// <summary>
    /// The average growth of two years (两年平均增速), the geometric mean √((1+g₁)(1+g₂)) − 1, rounded once.
    /// </summary>
    /// <param name="first">Growth of the first year in per cent.</param>
    /// <param name="second">Growth of the second year in per cent.</param>
    /// <param name="digits">Decimals to keep.</param>
    /// <returns>Per cent, or null when one of the years lost everything (−100 % or below).</returns>
    public static decimal? TwoYearAverage(decimal first, decimal second, int digits = 1)
    {
        if (first <= -100 || second <= -100)
        {
            return null;
        }

        var (a, aScale) = Fraction.Parts(100 + first);
        var (b, bScale) = Fraction.Parts(100 + second);

        // root = ⌊√(a·b·10^2d)⌋ in steps of 10^-d; then the half step decides, compared as squares without a root.
        var square = a * b * BigInteger.Pow(10, 2 * digits);
        var unit = BigInteger.Pow(10, aScale + bScale);
        var root = FloorRoot(square / unit);
        var half = (((root * 2) + 1) * ((root * 2) + 1) * unit).CompareTo(square * 4);
        var hundred = 100 * BigInteger.Pow(10, digits);
        if (half < 0 || (half == 0 && root >= hundred))
        {
            root++;
        }

        return Fraction.ToDecimal(root - hundred, digits);
    }

    private static BigInteger FloorRoot(BigInteger n)
    {
        if (n.IsZero)
        {
            return n;
        }

        // Newton from above; the start is at least the root.
        var x = BigInteger.One << (int)((n.GetBitLength() + 1) / 2);
        while (true)
        {
            var next = (x + (n / x)) >> 1;
            if (next >= x)
            {
                return x;
            }

            x = next;
        }
    }
}
