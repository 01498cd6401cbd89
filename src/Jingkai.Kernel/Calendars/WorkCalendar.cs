using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace Jingkai.Kernel;

/// <summary>
/// Working days in China: Monday to Friday, minus the days off and plus the make-up days of the State Council's yearly
/// notice (国务院办公厅关于节假日安排的通知). A year whose notice is not known is unpublished, and every answer that
/// would need it says so. Immutable; a zone's own days are laid over it by <see cref="With"/>.
/// </summary>
public sealed class WorkCalendar
{
    private readonly FrozenDictionary<DateOnly, DayOverride> _days;
    private readonly ImmutableSortedSet<int> _years;

    private WorkCalendar(FrozenDictionary<DateOnly, DayOverride> days, ImmutableSortedSet<int> years)
    {
        _days = days;
        _years = years;
    }

    /// <summary>The calendar shipped with the program: the notices for 2018 to 2026.</summary>
    public static WorkCalendar Default { get; } = Load();

    /// <summary>The years whose notice is known, ascending.</summary>
    public IReadOnlyList<int> PublishedYears => [.. _years];

    /// <summary>
    /// The same calendar with days laid over it; a later override of a day wins. A day laid over an unpublished year is
    /// known, the year stays unpublished.
    /// </summary>
    public WorkCalendar With(IEnumerable<DayOverride> overrides)
    {
        ArgumentNullException.ThrowIfNull(overrides);
        var days = new Dictionary<DateOnly, DayOverride>(_days);
        foreach (var day in overrides)
        {
            days[day.Date] = day;
        }

        return new WorkCalendar(days.ToFrozenDictionary(), _years);
    }

    /// <summary>
    /// The same calendar with the notice for one year: the year becomes published and its earlier days are forgotten.
    /// Days of other years in the list (a make-up day at the end of December) are laid over.
    /// </summary>
    /// <param name="year">The year of the notice.</param>
    /// <param name="days">Its days off and make-up days.</param>
    public WorkCalendar WithYear(int year, IEnumerable<DayOverride> days)
    {
        ArgumentNullException.ThrowIfNull(days);
        var kept = _days.Where(d => d.Key.Year != year).ToFrozenDictionary();
        return new WorkCalendar(kept, _years.Add(year)).With(days);
    }

    /// <summary>Whether the notice for a year is known.</summary>
    public bool IsPublished(int year) => _years.Contains(year);

    /// <summary>What the calendar says of a day.</summary>
    public DayAnswer Answer(DateOnly day)
    {
        if (_days.TryGetValue(day, out var named))
        {
            return named.IsWorkday ? DayAnswer.Workday : DayAnswer.DayOff;
        }

        if (!IsPublished(day.Year))
        {
            return DayAnswer.Unpublished;
        }

        return IsWeekend(day) ? DayAnswer.DayOff : DayAnswer.Workday;
    }

    /// <summary>The holiday a day belongs to (a day off or a make-up day); null for an ordinary day.</summary>
    public string? NameOf(DateOnly day) => _days.TryGetValue(day, out var named) ? named.Name : null;

    /// <summary>
    /// The day a limit of working days ends on. Counting starts on the day after <paramref name="from"/> (民法典第201条);
    /// a negative number counts back from the day before. 0 gives <paramref name="from"/> itself.
    /// </summary>
    /// <returns>The day, or the error <c>calendar-missing</c> (422) when an unpublished day would have to be judged.</returns>
    public Result<DateOnly> AddWorkdays(DateOnly from, int workdays)
    {
        var day = from;
        for (var left = Math.Abs((long)workdays); left > 0;)
        {
            if (Step(ref day, Math.Sign(workdays)) is { } end)
            {
                return end;
            }

            switch (Answer(day))
            {
                case DayAnswer.Unpublished:
                    return Missing(day.Year);
                case DayAnswer.Workday:
                    left--;
                    break;
            }
        }

        return day;
    }

    /// <summary>
    /// As <see cref="AddWorkdays"/>, but unpublished days are taken by the week alone, for a due date that is shown as
    /// provisional and computed anew when the notice arrives.
    /// </summary>
    /// <returns>The day, and whether an unpublished day was judged by the week.</returns>
    public (DateOnly Day, bool Provisional) AddWorkdaysProvisionally(DateOnly from, int workdays)
    {
        var (day, provisional) = (from, false);
        for (var left = Math.Abs((long)workdays); left > 0;)
        {
            if (Step(ref day, Math.Sign(workdays)) is not null)
            {
                return (day, true);
            }

            var answer = Answer(day);
            provisional |= answer == DayAnswer.Unpublished;
            if (answer == DayAnswer.Workday || (answer == DayAnswer.Unpublished && !IsWeekend(day)))
            {
                left--;
            }
        }

        return (day, provisional);
    }

    /// <summary>
    /// The day itself if it is worked, otherwise the next working day: where a limit of calendar days or months ends
    /// (民法典第203条).
    /// </summary>
    /// <returns>The day, or the error <c>calendar-missing</c> (422).</returns>
    public Result<DateOnly> WorkdayOnOrAfter(DateOnly day) =>
        Answer(day) == DayAnswer.Workday ? day : Answer(day) == DayAnswer.Unpublished ? Missing(day.Year) : AddWorkdays(day, 1);

    /// <summary>
    /// Working days from one day to another, both included; 0 when the last is before the first. For days that have
    /// passed since an event start on the day after it.
    /// </summary>
    /// <returns>The number, or the error <c>calendar-missing</c> (422) when an unpublished day lies between.</returns>
    public Result<int> CountWorkdays(DateOnly from, DateOnly to)
    {
        var count = 0;
        for (var number = from.DayNumber; number <= to.DayNumber; number++)
        {
            var day = DateOnly.FromDayNumber(number);
            switch (Answer(day))
            {
                case DayAnswer.Unpublished:
                    return Missing(day.Year);
                case DayAnswer.Workday:
                    count++;
                    break;
            }
        }

        return count;
    }

    private static Error? Step(ref DateOnly day, int direction)
    {
        var next = (long)day.DayNumber + direction;
        if (next < DateOnly.MinValue.DayNumber || next > DateOnly.MaxValue.DayNumber)
        {
            return Missing(day.Year);
        }

        day = DateOnly.FromDayNumber((int)next);
        return null;
    }

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private static Error Missing(int year) => Error.Invalid("calendar-missing",
        $"{year}年的节假日安排尚未录入，无法确定工作日", $"the holiday notice for {year} is not in the calendar");

    private static WorkCalendar Load()
    {
        var days = EmbeddedTable.Rows("workdays-cn.csv")
            .Select(static row => new DayOverride(
                DateOnly.ParseExact(row[0], "yyyy-MM-dd", CultureInfo.InvariantCulture), row[1] == "workday", row[2]))
            .ToFrozenDictionary(static day => day.Date);
        return new WorkCalendar(days, [.. days.Keys.Select(static day => day.Year)]);
    }
}
