using System.Globalization;

namespace Jingkai.Platform.Ledgers.Sheets;

/// <summary>
/// Numbers of spreadsheets as exact decimals. A workbook stores binary fractions printed with up to 17 digits
/// (<c>0.30000000000000004</c>); Excel shows 15 significant digits, and so many are read here, from the text and
/// without going through binary.
/// </summary>
internal static class CellNumber
{
    private const int Significant = 15;
    private const int MostDecimals = 28;
    private static readonly decimal[] Powers = MakePowers();

    /// <summary>Reads <c>[+-]digits[.digits][E[+-]digits]</c>; false when it is none, or does not fit a decimal.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out decimal value)
    {
        value = 0;
        var i = 0;
        var negative = false;
        if (i < text.Length && text[i] is (byte)'-' or (byte)'+')
        {
            negative = text[i++] == '-';
        }

        long mantissa = 0;
        int digits = 0, kept = 0, scale = 0, firstDropped = -1;
        var point = false;
        for (; i < text.Length; i++)
        {
            var digit = text[i] - '0';
            if ((uint)digit > 9)
            {
                if (text[i] != '.' || point)
                {
                    break;
                }

                point = true;
                continue;
            }

            digits++;
            if (kept < Significant)
            {
                mantissa = (mantissa * 10) + digit;
                kept += kept > 0 || digit > 0 ? 1 : 0;
                scale += point ? 1 : 0;
            }
            else
            {
                firstDropped = firstDropped < 0 ? digit : firstDropped;
                scale -= point ? 0 : 1;
            }
        }

        if (digits == 0 || !TryExponent(text[i..], out var exponent))
        {
            return false;
        }

        mantissa += firstDropped >= 5 ? 1 : 0;
        return TryBuild(mantissa, scale - exponent, negative, out value);
    }

    /// <summary>Plain decimals without trailing zeros and without an exponent.</summary>
    public static string ToText(decimal value)
    {
        var text = value.ToString(CultureInfo.InvariantCulture);
        return text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    /// <summary>True when Excel can keep the number: at most 15 significant digits.</summary>
    public static bool IsExactInExcel(decimal value)
    {
        if (value is < 1_000_000_000_000_000m and > -1_000_000_000_000_000m && value == decimal.Truncate(value))
        {
            return true;
        }

        Span<char> text = stackalloc char[40];
        if (!value.TryFormat(text, out var written, default, CultureInfo.InvariantCulture))
        {
            return false;
        }

        int digits = 0, zeros = 0;
        foreach (var c in text[..written])
        {
            if (!char.IsAsciiDigit(c) || (digits == 0 && c == '0'))
            {
                continue;
            }

            // Zeros at the end do not count, neither of 1500000 nor of 1.500.
            zeros = c == '0' ? zeros + 1 : 0;
            digits++;
        }

        return digits - zeros <= Significant;
    }

    /// <summary>Cuts a number to so many decimals, half away from zero.</summary>
    public static decimal Cut(decimal value, int decimals)
    {
        var power = Powers[decimals];
        var half = value < 0 ? -0.5m : 0.5m;
        return decimal.Truncate((value * power) + half) / power;
    }

    private static bool TryExponent(ReadOnlySpan<byte> text, out int exponent)
    {
        exponent = 0;
        if (text.IsEmpty)
        {
            return true;
        }

        if (text[0] is not ((byte)'E' or (byte)'e') || text.Length is < 2 or > 6)
        {
            return false;
        }

        var negative = text[1] == '-';
        var start = text[1] is (byte)'-' or (byte)'+' ? 2 : 1;
        for (var i = start; i < text.Length; i++)
        {
            if (text[i] is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            exponent = (exponent * 10) + (text[i] - '0');
        }

        exponent = negative ? -exponent : exponent;
        return start < text.Length;
    }

    private static bool TryBuild(long mantissa, int scale, bool negative, out decimal value)
    {
        while (scale > 0 && mantissa != 0 && mantissa % 10 == 0)
        {
            mantissa /= 10;
            scale--;
        }

        for (; scale > MostDecimals && mantissa != 0; scale--)
        {
            mantissa = (mantissa + (scale == MostDecimals + 1 ? 5 : 0)) / 10;
        }

        value = 0;
        if (mantissa == 0)
        {
            return true;
        }

        if (scale < 0)
        {
            // 28 digits are the most that a decimal surely holds.
            if (-scale >= MostDecimals || mantissa >= Powers[MostDecimals + scale])
            {
                return false;
            }

            value = (negative ? -mantissa : mantissa) * Powers[-scale];
            return true;
        }

        value = new decimal((int)mantissa, (int)(mantissa >> 32), 0, negative, (byte)scale);
        return true;
    }

    private static decimal[] MakePowers()
    {
        var powers = new decimal[MostDecimals + 1];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
        {
            powers[i] = powers[i - 1] * 10;
        }

        return powers;
    }
}
