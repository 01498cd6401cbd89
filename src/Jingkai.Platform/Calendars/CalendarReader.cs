using System.Globalization;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Calendars;

/// <summary>A day with a name.</summary>
/// <param name="Date">The day.</param>
/// <param name="Worked">Whether it is worked.</param>
/// <param name="Name">The holiday, or why.</param>
/// <param name="Source">The paper that says so, where the zone entered it.</param>
/// <param name="Own">The zone entered it; otherwise it was shipped with the program.</param>
public sealed record NamedDay(DateOnly Date, bool Worked, string Name, string? Source, bool Own);

/// <summary>A year of the zone.</summary>
/// <param name="Year">The year.</param>
/// <param name="Published">Whether its notice is known.</param>
/// <param name="Workdays">Its working days; null when its notice is not known.</param>
/// <param name="OfficeHours">The office hours.</param>
/// <param name="Days">Days off and make-up days, in order.</param>
public sealed record CalendarYear(int Year, bool Published, int? Workdays, string OfficeHours, IReadOnlyList<NamedDay> Days);

/// <summary>Reads the calendar of a zone.</summary>
public sealed class CalendarReader(JingkaiDbContext db, WorkDays days)
{
    /// <summary>A year with its named days.</summary>
    public async Task<CalendarYear> ReadAsync(int? wanted, CancellationToken cancel = default)
    {
        var year = wanted ?? db.Today.Year;
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var calendar = await days.CalendarAsync(cancel);
        var own = await db.Set<WorkDay>().AsNoTracking().Where(d => d.Date >= first && d.Date <= last).ToDictionaryAsync(d => d.Date, cancel);
        var named = new List<NamedDay>();
        for (var day = first; day <= last; day = day.AddDays(1))
            if (calendar.NameOf(day) is { } name) named.Add(new(day, calendar.Answer(day) == DayAnswer.Workday, own.ContainsKey(day) ? name : Holidays.Told(name), own.GetValueOrDefault(day)?.Source, own.ContainsKey(day)));
        var count = calendar.CountWorkdays(first, last);
        return new(year, calendar.IsPublished(year), count.IsOk ? count.Value : null, WorkDays.Text(await days.HoursAsync(cancel)), named);
    }

    /// <summary>Reads a year of an address; null: this year.</summary>
    public static Result<int?> Year(string? text) =>
        string.IsNullOrEmpty(text) ? Result.Ok<int?>(null)
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year >= WorkDayKeeper.First.Year && year <= WorkDayKeeper.Last.Year ? Result.Ok<int?>(year) : CalendarErrors.BadYear;

    /// <summary>Reads a limit of an address.</summary>
    public static Result<TimeLimit> Limit(string? amount, string? unit)
    {
        if (!LimitUnits.Find(string.IsNullOrEmpty(unit) ? LimitUnits.All[0] : unit).Try(out var known, out var error)) return error;
        return int.TryParse(amount, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? TimeLimit.Of(number, known) : CalendarErrors.BadNumber;
    }

    /// <summary>Reads the event of an address: a day, or a local time; none: today, as the day ends.</summary>
    public static Result<DateTime> Start(string? text, DateOnly today)
    {
        if (string.IsNullOrEmpty(text)) return today.ToDateTime(TimeOnly.MinValue);
        return DateTime.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) && at.Year is >= 1900 and <= 2200 ? at : CalendarErrors.BadStart;
    }
}
