using System.Numerics;

namespace Jingkai.Kernel;

/// <summary>
/// The factor between two units in 128-bit integers, kept for the few pairs a file is read with: an import converts
/// millions of cells, and big integers would cost more than reading them. Gives up, never errs, where 128 bits may not do.
/// </summary>
internal sealed class UnitFactor
{
    private const int Kept = 8;
    private const int MostBits = 60;

    [ThreadStatic]
    private static UnitFactor?[]? recent;

    [ThreadStatic]
    private static int next;

    private readonly Unit from;
    private readonly Unit to;
    private readonly int decimals;
    private readonly long numerator;
    private readonly long denominator;

    private UnitFactor(Unit from, Unit to, int decimals)
    {
        (this.from, this.to, this.decimals) = (from, to, decimals);
        var (top, bottom) = (from.Numerator * to.Denominator * BigInteger.Pow(10, decimals), from.Denominator * to.Numerator);
        var common = BigInteger.GreatestCommonDivisor(top, bottom);
        (top, bottom) = (top / common, bottom / common);
        if (top.GetBitLength() <= MostBits && bottom.GetBitLength() <= MostBits)
        {
            (numerator, denominator) = ((long)top, (long)bottom);
        }
    }

    /// <summary>The exact conversion, when 128 bits suffice and it is exact and fits; otherwise the caller finds out more.</summary>
    internal static bool TryScale(decimal value, Unit from, Unit to, int decimals, out long scaled)
    {
        scaled = 0;
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var scale = (bits[3] >> 16) & 0xFF;
        if (bits[2] != 0 || scale > 15)
        {
            return false;
        }

        var factor = Find(from, to, decimals);
        if (factor.numerator == 0)
        {
            return false;
        }

        // 64 bits times 60 bits on top; 60 bits times 10^15 (50 bits) below.
        var top = (Int128)(((ulong)(uint)bits[1] << 32) | (uint)bits[0]) * factor.numerator;
        var (quotient, remainder) = Int128.DivRem(top, (Int128)factor.denominator * Power(scale));
        if (remainder != 0 || quotient > long.MaxValue)
        {
            return false;
        }

        scaled = bits[3] < 0 ? -(long)quotient : (long)quotient;
        return true;
    }

    private static long Power(int scale)
    {
        var power = 1L;
        for (var i = 0; i < scale; i++)
        {
            power *= 10;
        }

        return power;
    }

    private static UnitFactor Find(Unit from, Unit to, int decimals)
    {
        recent ??= new UnitFactor?[Kept];
        foreach (var known in recent)
        {
            if (known is not null && ReferenceEquals(known.from, from) && ReferenceEquals(known.to, to) && known.decimals == decimals)
            {
                return known;
            }
        }

        return recent[next++ % Kept] = new UnitFactor(from, to, decimals);
    }
}
