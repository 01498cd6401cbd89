using Jingkai.Kernel;
using Jingkai.Platform.Data;

namespace Jingkai.Platform.Outbox.Preferences;

/// <summary>When nobody of a zone is to be disturbed (免打扰时段). What reaches a person waits until it is over; programs are told at
/// any time. By the real clock, in Asia/Shanghai, also in the demo.</summary>
public sealed class QuietHours : IZoned, IVersioned, IAudited
{
    /// <summary>Where a minute lies that no quiet time may reach: midnight.</summary>
    public const int MinutesOfDay = 24 * 60;

    // China keeps UTC+8 all year since 1992; no time-zone database is needed, also on machines without one.
    private static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);

    /// <inheritdoc />
    public int ZoneId { get; set; }

    /// <summary>False: messages leave at any time.</summary>
    public bool Active { get; set; } = true;

    /// <summary>First quiet minute of the day; 22:00 unless set.</summary>
    public int FromMinute { get; set; } = 22 * 60;

    /// <summary>First minute no longer quiet, of the same or the next day; 07:30 unless set.</summary>
    public int UntilMinute { get; set; } = (7 * 60) + 30;

    /// <summary>Days off are quiet as a whole.</summary>
    public bool DaysOff { get; set; }

    /// <summary>Urgent messages pass.</summary>
    public bool UrgentPasses { get; set; }

    /// <inheritdoc />
    public int Version { get; set; } = 1;

    /// <inheritdoc />
    public string AuditLabel => "quiet-hours";

    /// <summary>The first instant at which a message may leave: the given one, or the end of the quiet time it lies in.</summary>
    /// <param name="now">The instant, UTC.</param>
    /// <param name="urgent">Whether the message is urgent.</param>
    /// <param name="calendar">Which days are worked; in a year without a notice the week decides.</param>
    public DateTime FirstAllowed(DateTime now, bool urgent, WorkCalendar calendar)
    {
        if (!Active || (urgent && UrgentPasses)) return now;
        var local = now + Shanghai;
        // A holiday of nine days, each ended by its night, is the longest there has been.
        for (var step = 0; step < 100; step++)
        {
            var next = Next(local, calendar);
            if (next == local) return step == 0 ? now : DateTime.SpecifyKind(local - Shanghai, DateTimeKind.Utc);
            local = next;
        }

        return DateTime.SpecifyKind(local - Shanghai, DateTimeKind.Utc);
    }

    /// <summary>The end of the quiet time that a local instant lies in; itself when it lies in none.</summary>
    private DateTime Next(DateTime local, WorkCalendar calendar)
    {
        var (day, minute) = (local.Date, (local.Hour * 60) + local.Minute);
        if (DaysOff && IsOff(DateOnly.FromDateTime(day), calendar)) return day.AddDays(1);
        if (FromMinute == UntilMinute) return local;
        if (FromMinute < UntilMinute) return minute >= FromMinute && minute < UntilMinute ? day.AddMinutes(UntilMinute) : local;
        if (minute >= FromMinute) return day.AddDays(1).AddMinutes(UntilMinute);
        return minute < UntilMinute ? day.AddMinutes(UntilMinute) : local;
    }

    private static bool IsOff(DateOnly day, WorkCalendar calendar) => calendar.Answer(day) switch
    {
        DayAnswer.Workday => false,
        DayAnswer.DayOff => true,
        _ => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday,
    };
}
