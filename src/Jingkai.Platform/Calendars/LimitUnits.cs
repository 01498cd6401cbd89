using Jingkai.Kernel;

namespace Jingkai.Platform.Calendars;

/// <summary>How the interface names the units of time limits.</summary>
public static class LimitUnits
{
    private static readonly (string Code, LimitUnit Unit)[] Known =
    [
        ("working-days", LimitUnit.WorkingDays), ("calendar-days", LimitUnit.CalendarDays), ("months", LimitUnit.Months), ("hours", LimitUnit.Hours), ("working-hours", LimitUnit.WorkingHours),
    ];

    /// <summary>All codes, the usual one first.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Known.Select(k => k.Code)];

    /// <summary>The code of a unit.</summary>
    public static string CodeOf(LimitUnit unit) => Known.First(k => k.Unit == unit).Code;

    /// <summary>The unit of a code.</summary>
    public static Result<LimitUnit> Find(string? code)
    {
        foreach (var (known, unit) in Known)
            if (known == code) return unit;
        return CalendarErrors.BadUnit(code);
    }
}
