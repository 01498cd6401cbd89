namespace Jingkai.Platform.Ledgers.Sheets;

internal enum NumberLook : byte
{
    Plain,
    Date,
    Percent,
}

/// <summary>Tells from a number format whether a stored number is meant as a date or as per cent.</summary>
internal static class NumberFormats
{
    /// <summary>The look of a built-in format; the numbers that only Chinese Excel uses for dates are among them.</summary>
    public static NumberLook BuiltIn(int id) => id switch
    {
        9 or 10 => NumberLook.Percent,
        (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58) => NumberLook.Date,
        _ => NumberLook.Plain,
    };

    /// <summary>The look of a format written out, e.g. <c>yyyy"年"m"月"d"日"</c>, <c>#,##0.00_ </c>, <c>0.0%</c>.</summary>
    public static NumberLook Of(string format)
    {
        var look = NumberLook.Plain;
        for (var i = 0; i < format.Length; i++)
        {
            switch (format[i])
            {
                case ';':
                    // The other sections are for negative numbers, zero and text.
                    return look;
                case '\\' or '_' or '*':
                    i++;
                    break;
                case '"':
                    i = Past(format, '"', i);
                    break;
                case '[':
                    // Elapsed time [h]:mm is a time; colours, conditions and locales are not.
                    if (i + 1 < format.Length && char.ToLowerInvariant(format[i + 1]) is 'h' or 'm' or 's'
                        && Past(format, ']', i) is var close && IsOneLetter(format.AsSpan(i + 1, Math.Max(close - i - 1, 0))))
                    {
                        return NumberLook.Date;
                    }

                    i = Past(format, ']', i);
                    break;
                case '%':
                    return NumberLook.Percent;
                case 'y' or 'Y' or 'm' or 'M' or 'd' or 'D' or 'h' or 'H' or 's' or 'S':
                    return NumberLook.Date;
            }
        }

        return look;
    }

    private static int Past(string format, char close, int from)
    {
        var at = format.IndexOf(close, from + 1);
        return at < 0 ? format.Length : at;
    }

    private static bool IsOneLetter(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.ToLowerInvariant(c) != char.ToLowerInvariant(text[0]))
            {
                return false;
            }
        }

        return text.Length > 0;
    }
}
