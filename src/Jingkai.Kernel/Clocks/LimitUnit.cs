namespace Jingkai.Kernel;

/// <summary>What a time limit is counted in.</summary>
public enum LimitUnit
{
    /// <summary>小时: hours of the clock, day and night.</summary>
    Hours,

    /// <summary>工作小时: hours in which the office is open.</summary>
    WorkingHours,

    /// <summary>工作日: days that are worked.</summary>
    WorkingDays,

    /// <summary>日 (自然日): days of the calendar; a limit that ends on a day off ends on the next working day (民法典第203条).</summary>
    CalendarDays,

    /// <summary>月: ends on the same day of a later month, or on that month's last (民法典第202条).</summary>
    Months,
}
