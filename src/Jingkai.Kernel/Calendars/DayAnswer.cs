namespace Jingkai.Kernel;

/// <summary>What a calendar says of a day.</summary>
public enum DayAnswer
{
    /// <summary>A working day, make-up days (调休上班) included.</summary>
    Workday,

    /// <summary>A weekend or holiday.</summary>
    DayOff,

    /// <summary>The State Council's notice for the year is not in the calendar. Do not assume.</summary>
    Unpublished,
}

/// <summary>One day that differs from the rule that Monday to Friday are worked.</summary>
/// <param name="Date">The day.</param>
/// <param name="IsWorkday">True for a make-up day, false for a day off.</param>
/// <param name="Name">The holiday it belongs to, e.g. <c>春节</c>.</param>
public readonly record struct DayOverride(DateOnly Date, bool IsWorkday, string Name);
