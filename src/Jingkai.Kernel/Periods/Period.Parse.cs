using System.Globalization;

namespace Jingkai.Kernel;

public readonly partial record struct Period
{
    private const int FirstYear = DayBounds.FirstYear;
    private const int LastYear = DayBounds.LastYear;

    /// <summary>
    /// Reads the forms of the interface for programs and nothing else: <c>2020-07</c>, <c>2020-01/2020-07</c>,
    /// <c>2020-Q2</c>, <c>2020-H1</c>, <c>2020</c>, <c>2020-01-01/2020-09-09</c>, <c>../2022-04</c>. Years 1900 to 2999.
    /// </summary>
    /// <returns>The period, or the error <c>bad-period</c> (400).</returns>
    public static Result<Period> Parse(string? text) => TryParse(text, out var period) ? period : Bad(text);

    internal static bool TryParse(string? text, out Period period)
    {
        period = default;
        if (text is null || text.Length is < 4 or > 21)
        {
            return false;
        }

        if (text.StartsWith("../", StringComparison.Ordinal))
        {
            return TryMonth(text.AsSpan(3), out var year, out var month) && Set(UpTo(year, month), out period);
        }

        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash < 0
            ? TrySingle(text, out period)
            : TryPair(text.AsSpan(0, slash), text.AsSpan(slash + 1), out period);
    }

    private static bool TrySingle(ReadOnlySpan<char> text, out Period period)
    {
        period = default;
        if (!TryYear(text[..4], out var year))
        {
            return false;
        }

        if (text.Length == 4)
        {
            return Set(WholeYear(year), out period);
        }

        if (text.Length != 7 || text[4] != '-')
        {
            return false;
        }

        return (text[5], text[6]) switch
        {
            ('Q', >= '1' and <= '4') => Set(Quarter(year, text[6] - '0'), out period),
            ('H', '1' or '2') => Set(Half(year, text[6] - '0'), out period),
            _ => TryMonth(text, out _, out var month) && Set(Month(year, month), out period),
        };
    }

    private static bool TryPair(ReadOnlySpan<char> left, ReadOnlySpan<char> right, out Period period)
    {
        period = default;
        if (TryMonth(left, out var firstYear, out var firstMonth))
        {
            return firstMonth == 1 && TryMonth(right, out var year, out var month) && year == firstYear
                && Set(YearToDate(year, month), out period);
        }

        return TryDay(left, out var start) && TryDay(right, out var end) && start <= end
            && Set(Range(start, end), out period);
    }

    private static bool TryYear(ReadOnlySpan<char> text, out int year) =>
        TryDigits(text, 4, out year) && year is >= FirstYear and <= LastYear;

    private static bool TryMonth(ReadOnlySpan<char> text, out int year, out int month)
    {
        month = 0;
        year = 0;
        return text.Length == 7 && text[4] == '-' && TryYear(text[..4], out year)
            && TryDigits(text[5..], 2, out month) && month is >= 1 and <= 12;
    }

    private static bool TryDay(ReadOnlySpan<char> text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
        && DayBounds.Has(day);

    private static bool TryDigits(ReadOnlySpan<char> text, int length, out int value)
    {
        value = 0;
        return text.Length == length
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    private static bool Set(Period value, out Period period)
    {
        period = value;
        return true;
    }

    private static Error Bad(string? text, string? zhWhy = null, string? enWhy = null)
    {
        var shown = TextNormal.Excerpt(text);
        return Error.Malformed("bad-period",
            $"无法识别的时期“{shown}”，{zhWhy ?? "应形如 2020-07、2020-01/2020-07、2020-Q2、2020-H1、2020"}",
            $"unreadable period \"{shown}\"; {enWhy ?? "expected 2020-07, 2020-01/2020-07, 2020-Q2, 2020-H1 or 2020"}");
    }
}
