using Jingkai.Kernel;
using Jingkai.Rules.Compiling;

namespace Jingkai.Rules.Evaluating;

/// <summary>Years, months and days between civil dates.</summary>
internal static class CivilTime
{
    /// <summary>Completed months from one day to another; a month ends on the same day or on its last. Negative when the other is before.</summary>
    public static int Months(int from, int to)
    {
        if (to < from) return -Months(to, from);
        var (start, end) = (DateOnly.FromDayNumber(from), DateOnly.FromDayNumber(to));
        var months = ((end.Year - start.Year) * 12) + end.Month - start.Month;
        return months > 0 && start.AddMonths(months) > end ? months - 1 : months;
    }

    /// <summary>Completed years.</summary>
    public static int Years(int from, int to) => Months(from, to) / 12;

    /// <summary>A day moved by days, months or years; whole ones only.</summary>
    public static Cell Move(Op op, int day, decimal by)
    {
        if (by != decimal.Truncate(by) || Math.Abs(by) > 4_000_000) return Cell.Unknown(Reason.DateOutOfRange);
        var whole = (int)by;
        if (op == Op.AddDays)
        {
            var moved = (long)day + whole;
            return moved < DateOnly.MinValue.DayNumber || moved > DateOnly.MaxValue.DayNumber ? Cell.Unknown(Reason.DateOutOfRange) : Cell.OfDay((int)moved);
        }

        var months = op == Op.AddYears ? whole * 12L : whole;
        var date = DateOnly.FromDayNumber(day);
        var target = (date.Year * 12L) + date.Month - 1 + months;
        return target < 12 || target >= 120_000 ? Cell.Unknown(Reason.DateOutOfRange) : Cell.Of(date.AddMonths((int)months));
    }

    /// <summary>Working days after the first day, up to and including the second; negative when the second is before.</summary>
    public static Cell WorkingDays(WorkCalendar calendar, int from, int to)
    {
        var sign = to < from ? -1 : 1;
        if (from == to) return Cell.Of(0m);
        var (first, last) = (DateOnly.FromDayNumber(Math.Min(from, to) + 1), DateOnly.FromDayNumber(Math.Max(from, to)));
        return calendar.CountWorkdays(first, last).Try(out var days, out _) ? Cell.Of((decimal)(sign * days)) : Cell.Unknown(Reason.CalendarMissing);
    }
}
