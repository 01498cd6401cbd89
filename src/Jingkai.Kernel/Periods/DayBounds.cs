using System.Globalization;

namespace Jingkai.Kernel;

/// <summary>The days that records bear: from 1900 to 2999. Others are slips of the pen, and near the ends of the calendar nothing can be counted from them.</summary>
public static class DayBounds
{
    /// <summary>The first year.</summary>
    public const int FirstYear = 1900;

    /// <summary>The last year.</summary>
    public const int LastYear = 2999;

    /// <summary>Whether a day is one of them.</summary>
    public static bool Has(DateOnly day) => day.Year is >= FirstYear and <= LastYear;

    /// <summary>Reads such a day as an address has it: <c>2026-03-05</c>.</summary>
    public static bool TryRead(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day) && Has(day);
}
