using System.Numerics;

namespace Jingkai.Kernel;

/// <summary>Rounding as official papers do it: half away from zero (四舍五入), never half to even.</summary>
public static class Rounding
{
    /// <summary>A number rounded for display. Sort, rank and grade on the unrounded one.</summary>
    /// <param name="value">Any decimal.</param>
    /// <param name="digits">Decimals to keep, 0 to 28.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="digits"/> is out of range.</exception>
    public static decimal Display(decimal value, int digits) =>
        decimal.Round(value, digits, MidpointRounding.AwayFromZero);

    /// <summary>
    /// <c>numerator × factor ÷ denominator</c>, rounded once, half away from zero. Integers of any size go in, so that
    /// sums are never rounded before they are divided.
    /// </summary>
    /// <param name="numerator">The dividend.</param>
    /// <param name="denominator">The divisor, in the same scale as <paramref name="numerator"/>.</param>
    /// <param name="digits">Decimals to keep, 0 to 28.</param>
    /// <param name="factor">100 for per cent.</param>
    /// <returns>The ratio, or null when <paramref name="denominator"/> is 0.</returns>
    /// <exception cref="OverflowException">The ratio does not fit a decimal (about 7.9 × 10^28 without decimals).</exception>
    public static decimal? Ratio(BigInteger numerator, BigInteger denominator, int digits, int factor = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(digits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digits, 28);
        return denominator.IsZero
            ? null
            : Fraction.ToDecimal(DivideAwayFromZero(numerator * factor * BigInteger.Pow(10, digits), denominator), digits);
    }

    /// <summary>The quotient rounded to a whole number, half away from zero.</summary>
    /// <exception cref="DivideByZeroException"><paramref name="denominator"/> is 0.</exception>
    public static BigInteger DivideAwayFromZero(BigInteger numerator, BigInteger denominator)
    {
        var quotient = BigInteger.DivRem(BigInteger.Abs(numerator), BigInteger.Abs(denominator), out var remainder);
        if (remainder * 2 >= BigInteger.Abs(denominator))
        {
            quotient++;
        }

        return numerator.Sign * denominator.Sign < 0 ? -quotient : quotient;
    }
}
