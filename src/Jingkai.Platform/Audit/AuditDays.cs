using System.Globalization;

namespace Jingkai.Platform.Audit;

/// <summary>Days of a filter as instants.</summary>
public static class AuditDays
{
    /// <summary>The beginning of a day in the zone (UTC+8, as everywhere in China), plus so many days, as UTC.</summary>
    /// <param name="text">The day, <c>2020-07-31</c>; empty for none.</param>
    /// <param name="plus">Days to add.</param>
    /// <param name="instant">The instant, or null for none.</param>
    /// <returns>False when the text is no day.</returns>
    public static bool TryRead(string? text, int plus, out DateTime? instant)
    {
        instant = null;
        if (string.IsNullOrEmpty(text)) return true;
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || day.Year is < 1900 or > 9000) return false;
        instant = DateTime.SpecifyKind(day.AddDays(plus).ToDateTime(TimeOnly.MinValue).AddHours(-8), DateTimeKind.Utc);
        return true;
    }
}
