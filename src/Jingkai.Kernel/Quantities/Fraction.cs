using System.Numerics;

namespace Jingkai.Kernel;

/// <summary>Exact fractions between decimals and integers.</summary>
internal static class Fraction
{
    // A decimal holds 96 bits; 28 significant digits always fit, 29 sometimes.
    private const int Digits = 28;

    private static readonly BigInteger MaxMantissa = (BigInteger.One << 96) - 1;

    /// <summary>A decimal as mantissa ÷ 10^scale, scale 0 to 28.</summary>
    internal static (BigInteger Mantissa, int Scale) Parts(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var mantissa = ((BigInteger)(uint)bits[2] << 64) | ((BigInteger)(uint)bits[1] << 32) | (uint)bits[0];
        return (bits[3] < 0 ? -mantissa : mantissa, (bits[3] >> 16) & 0xFF);
    }

    /// <summary>mantissa ÷ 10^scale as a decimal with exactly that many decimals where they fit.</summary>
    /// <exception cref="OverflowException">The whole part does not fit.</exception>
    internal static decimal ToDecimal(BigInteger mantissa, int scale)
    {
        var size = BigInteger.Abs(mantissa);
        if (scale > Digits || size > MaxMantissa)
        {
            return ToDecimal(mantissa, BigInteger.Pow(10, scale));
        }

        var mask = (BigInteger)uint.MaxValue;
        return new decimal(
            (int)(uint)(size & mask), (int)(uint)((size >> 32) & mask), (int)(uint)(size >> 64), mantissa.Sign < 0, (byte)scale);
    }

    /// <summary>
    /// numerator ÷ denominator as a decimal: exact when it has a finite form that fits, otherwise rounded half away
    /// from zero to 28 significant digits (at most 28 decimals).
    /// </summary>
    /// <exception cref="OverflowException">The whole part does not fit.</exception>
    internal static decimal ToDecimal(BigInteger numerator, BigInteger denominator)
    {
        var common = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        var (n, d) = (numerator / common, denominator / common);
        var scale = FiniteScale(d);
        if (scale is >= 0 and <= Digits)
        {
            var exact = n * BigInteger.Pow(10, scale) / d;
            if (BigInteger.Abs(exact) <= MaxMantissa)
            {
                return ToDecimal(exact, scale);
            }
        }

        var whole = BigInteger.Abs(n) / d;
        if (whole > MaxMantissa)
        {
            throw new OverflowException("The number does not fit a decimal.");
        }

        var wholeDigits = whole.IsZero ? 0 : whole.ToString(System.Globalization.CultureInfo.InvariantCulture).Length;
        scale = Math.Max(0, Digits - wholeDigits);
        var rounded = Rounding.DivideAwayFromZero(n * BigInteger.Pow(10, scale), d);
        return BigInteger.Abs(rounded) > MaxMantissa
            ? throw new OverflowException("The number does not fit a decimal.")
            : ToDecimal(rounded, scale);
    }

    /// <summary>Decimals needed to write 1 ÷ d exactly, or -1 when no finite number is enough.</summary>
    private static int FiniteScale(BigInteger d)
    {
        var (twos, fives) = (0, 0);
        while (d.IsEven)
        {
            d >>= 1;
            twos++;
        }

        while ((d % 5).IsZero)
        {
            d /= 5;
            fives++;
        }

        return d.IsOne ? Math.Max(twos, fives) : -1;
    }
}
