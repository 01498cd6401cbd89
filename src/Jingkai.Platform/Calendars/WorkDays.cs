using System.Globalization;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Calendars;

/// <summary>The working days and office hours of the zone of the context: the shipped notices, with what the zone has entered laid over them.</summary>
public sealed class WorkDays(JingkaiDbContext db)
{
    // A notice names these days in every year: when all three are known, so is the year.
    private static readonly (int Month, int Day)[] Marks = [(1, 1), (5, 1), (10, 1)];

    private WorkCalendar? calendar;
    private OfficeHours? hours;

    /// <summary>Which days are worked.</summary>
    public async Task<WorkCalendar> CalendarAsync(CancellationToken cancel = default) =>
        calendar ??= Of(await db.Set<WorkDay>().AsNoTracking().Select(d => new DayOverride(d.Date, d.Worked, d.Name)).ToListAsync(cancel));

    /// <summary>When the office is open.</summary>
    public async Task<OfficeHours> HoursAsync(CancellationToken cancel = default) =>
        hours ??= await db.Set<OfficeTimetable>().AsNoTracking().Select(t => t.Hours).SingleOrDefaultAsync(cancel) is { } text ? Parse(text).Value : OfficeHours.Usual;

    /// <summary>Counts the zone's limits.</summary>
    public async Task<Deadline> DeadlineAsync(CancellationToken cancel = default) => new(await CalendarAsync(cancel), await HoursAsync(cancel));

    /// <summary>The shipped calendar with the days of a zone. A year the program does not know yet is known once its 1 January, 1 May and 1 October are.</summary>
    public static WorkCalendar Of(IReadOnlyList<DayOverride> days)
    {
        var known = WorkCalendar.Default;
        foreach (var year in days.GroupBy(d => d.Date.Year).Where(y => !WorkCalendar.Default.IsPublished(y.Key) && Marks.All(m => y.Any(d => d.Date.Month == m.Month && d.Date.Day == m.Day && !d.IsWorkday))))
            known = known.WithYear(year.Key, year);
        return known.With(days);
    }

    /// <summary>Reads stretches: <c>08:30-12:00,13:30-17:30</c>, also with 、 ; – and full-width signs.</summary>
    public static Result<OfficeHours> Parse(string? text)
    {
        var stretches = new List<(TimeOnly, TimeOnly)>();
        foreach (var part in TextNormal.HalfWidth(text).Split([',', '、', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = part.Split(['-', '–', '—', '~', '至'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (ends.Length != 2 || !Time(ends[0], out var from) || !Time(ends[1], out var to)) return OfficeHours.Of([]);
            stretches.Add((from, to));
        }

        return OfficeHours.Of(stretches);
    }

    /// <summary>Writes stretches as they are read.</summary>
    public static string Text(OfficeHours hours) =>
        string.Join(',', hours.Stretches.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.From:HH\\:mm}-{s.To:HH\\:mm}")));

    internal void Forget() => (calendar, hours) = (null, null);

    private static bool Time(string text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}
