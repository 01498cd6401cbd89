namespace Jingkai.Kernel;

/// <summary>
/// Counts time limits. Counting begins on the day after the event (民法典第201条); months end on the same day of the month or on its last
/// (第202条); calendar days and months that end on a day off end on the next working day, and the last day ends when the office
/// closes (第203条). All moments are those of the zone's wall clock.
/// </summary>
/// <param name="calendar">Which days are worked.</param>
/// <param name="hours">When the office is open on them.</param>
public sealed class Deadline(WorkCalendar calendar, OfficeHours hours)
{
    /// <summary>When a limit ends.</summary>
    /// <param name="limit">The limit.</param>
    /// <param name="start">The event it runs from.</param>
    /// <param name="pauses">Times that do not count, in any order.</param>
    /// <param name="extensions">Limits granted on top, each counted on from where the one before it ended.</param>
    public DueMoment Due(TimeLimit limit, DateTime start, IReadOnlyList<ClockPause>? pauses = null, IReadOnlyList<TimeLimit>? extensions = null)
    {
        var walk = new Walk(this, start, pauses ?? []);
        walk.Take(limit, limit.Amount);
        foreach (var more in extensions ?? []) walk.Take(more, more.Amount);
        return walk.End((extensions is { Count: > 0 } last ? last[^1] : limit).EndsWithDay);
    }

    /// <summary>
    /// When a share of a limit has been used, for a warning: days are counted in full (50 % of 3 days is the second), and the warning comes as
    /// the office opens on that day. 100 % is the end itself.
    /// </summary>
    /// <param name="limit">The limit.</param>
    /// <param name="percent">The share, 1 to 100.</param>
    /// <param name="start">The event it runs from.</param>
    /// <param name="pauses">Times that do not count.</param>
    public DueMoment Warning(TimeLimit limit, int percent, DateTime start, IReadOnlyList<ClockPause>? pauses = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(percent, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        if (percent == 100) return Due(limit, start, pauses);
        var walk = new Walk(this, start, pauses ?? []);
        walk.Take(limit, limit.Amount, percent);
        var end = walk.End(limit.EndsWithDay);
        return limit.EndsWithDay && end.Day is { } day ? end with { At = day.ToDateTime(hours.Opens) } : end;
    }

    /// <summary>Days of a limit in days that have been used by a day, that day included; more than the limit when it is over.</summary>
    /// <param name="unit">Working or calendar days.</param>
    /// <param name="start">The event.</param>
    /// <param name="by">The day.</param>
    /// <param name="pauses">Times that do not count.</param>
    public (int Days, bool Provisional) Used(LimitUnit unit, DateTime start, DateOnly by, IReadOnlyList<ClockPause>? pauses = null)
    {
        var (used, provisional) = (0, false);
        for (var number = DateOnly.FromDateTime(start).DayNumber + 1; number <= by.DayNumber; number++)
        {
            var day = DateOnly.FromDayNumber(number);
            if ((pauses ?? []).Any(p => p.Covers(day))) continue;
            if (unit == LimitUnit.CalendarDays || IsWorked(day, ref provisional)) used++;
        }

        return (used, provisional);
    }

    private bool IsWorked(DateOnly day, ref bool provisional)
    {
        var answer = calendar.Answer(day);
        if (answer != DayAnswer.Unpublished) return answer == DayAnswer.Workday;
        provisional = true;
        return day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
    }

    /// <summary>One counting, from the event on.</summary>
    private sealed class Walk(Deadline rules, DateTime start, IReadOnlyList<ClockPause> pauses)
    {
        // Beyond this there is no calendar to count by; a pause that never ends leads here too.
        private static readonly DateOnly Last = new(9990, 1, 1);

        private readonly List<ClockPause> ordered = [.. pauses.OrderBy(p => p.From)];
        private DateTime at = start;
        private bool provisional;
        private bool stuck;

        public void Take(TimeLimit limit, int amount, int percent = 100)
        {
            if (stuck) return;
            switch (limit.Unit)
            {
                case LimitUnit.Hours:
                    Hours(Part(TimeSpan.FromHours(amount), percent));
                    break;
                case LimitUnit.WorkingHours:
                    WorkingHours(Part(TimeSpan.FromHours(amount), percent));
                    break;
                case LimitUnit.WorkingDays:
                    Days(Part(amount, percent), worked: true);
                    break;
                case LimitUnit.CalendarDays:
                    Days(Part(amount, percent), worked: false);
                    break;
                default:
                    // What a month is in days is said by the event; left-out days then move the end.
                    var day = DateOnly.FromDateTime(at);
                    if (day > Last) stuck = true;
                    else Days(Part(day.AddMonths(amount).DayNumber - day.DayNumber, percent), worked: false);
                    break;
            }
        }

        public DueMoment End(bool withDay)
        {
            if (stuck) return new(null, provisional);
            if (!withDay) return new(at, provisional);
            for (var day = DateOnly.FromDateTime(at); ; day = day.AddDays(1))
            {
                if (day > Last || Open(day)) return new(null, provisional);
                if (!Covered(day) && rules.IsWorked(day, ref provisional)) return new(day.ToDateTime(rules.Closing), provisional);
            }
        }

        private static int Part(int amount, int percent) => (int)((((long)amount * percent) + 99) / 100);

        private static TimeSpan Part(TimeSpan time, int percent) => new(time.Ticks / 100 * percent);

        /// <summary>Nothing ends a pause that is open: once inside it the walk would go on for ever.</summary>
        private bool Open(DateOnly day) => ordered.Exists(p => p.Until is null && p.Covers(day));

        private bool Covered(DateOnly day) => ordered.Exists(p => p.Covers(day));

        private void Days(int count, bool worked)
        {
            var day = DateOnly.FromDateTime(at);
            for (var left = count; left > 0;)
            {
                day = day.AddDays(1);
                if (day > Last || Open(day))
                {
                    stuck = true;
                    return;
                }

                if (!Covered(day) && (!worked || rules.IsWorked(day, ref provisional))) left--;
            }

            at = day.ToDateTime(TimeOnly.FromDateTime(at));
        }

        private void Hours(TimeSpan time)
        {
            at = Through(at, time, DateTime.MaxValue, out var left);
            if (left > TimeSpan.Zero) stuck = true;
        }

        private void WorkingHours(TimeSpan time)
        {
            var left = time;
            for (var day = DateOnly.FromDateTime(at); left > TimeSpan.Zero; day = day.AddDays(1))
            {
                if (day > Last || ordered.Exists(p => p.Until is null && p.From <= day.ToDateTime(TimeOnly.MinValue)))
                {
                    stuck = true;
                    return;
                }

                if (!rules.IsWorked(day, ref provisional)) continue;
                foreach (var (from, to) in rules.Stretches)
                {
                    var (opens, closes) = (day.ToDateTime(from), day.ToDateTime(to));
                    if (closes <= at || left <= TimeSpan.Zero) continue;
                    at = Through(opens > at ? opens : at, left, closes, out left);
                }
            }
        }

        /// <summary>Goes on for a time, leaving pauses out, at most to a limit; what is left over did not fit.</summary>
        private DateTime Through(DateTime from, TimeSpan time, DateTime limit, out TimeSpan left)
        {
            left = time;
            var now = from;
            foreach (var pause in ordered)
            {
                if (pause.Until <= now || pause.From >= limit) continue;
                var run = pause.From > now ? pause.From - now : TimeSpan.Zero;
                if (run >= left) break;
                left -= run;
                if (pause.Until is not { } end || end >= limit) return limit;
                now = end;
            }

            var room = limit - now;
            if (room >= left)
            {
                now += left;
                left = TimeSpan.Zero;
                return now;
            }

            left -= room;
            return limit;
        }
    }

    private TimeOnly Closing => hours.Closes;

    private IReadOnlyList<(TimeOnly From, TimeOnly To)> Stretches => hours.Stretches;
}
