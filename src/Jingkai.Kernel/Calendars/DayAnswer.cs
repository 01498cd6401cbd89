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
