using Jingkai.Platform.Clocks;
using Jingkai.Platform.Data;

namespace Jingkai.Platform.Counting;

/// <summary>Counts over several spans what was read once, by days of the zone's wall clock.</summary>
public static class Tally
{
    // Both databases write it, and no record is older.
    private static readonly DateOnly BeforeAll = new(1900, 1, 1);

    /// <summary>The day of an instant on the zone's wall clock.</summary>
    public static DateOnly Day(DateTime instant) => DateOnly.FromDateTime(Wall(instant));

    /// <summary>An instant on that clock.</summary>
    public static DateTime Wall(DateTime instant) => ClockTime.Local(instant);

    /// <summary>The present moment as an instant of the zone: where the business date stands still, so does it.</summary>
    public static DateTime Moment(JingkaiDbContext db, TimeProvider time) => ClockTime.Instant(ClockTime.Now(db, time));

    /// <summary>The instant at which a day begins.</summary>
    public static DateTime Begin(DateOnly day) => ClockTime.Instant(day.ToDateTime(TimeOnly.MinValue));

    /// <summary>The instants of a span: from the first, up to but not the second. A span without a beginning begins before all records.</summary>
    public static (DateTime From, DateTime Until) Instants(CountSpan span) => (Begin(span.From ?? BeforeAll), Begin(span.Until.AddDays(1)));

    /// <summary>The smallest span that holds all.</summary>
    public static CountSpan Hull(IReadOnlyList<CountSpan> spans) =>
        new(spans.Any(s => s.From is null) ? null : spans.Min(s => s.From), spans.Max(s => s.Until));

    /// <summary>Whether a day lies in a span.</summary>
    public static bool Holds(this CountSpan span, DateOnly day) => day <= span.Until && (span.From is not { } from || day >= from);

    /// <summary>How many days lie in each span; unknown where none lies before its end.</summary>
    /// <param name="days">The day of each record up to the last span's end, from the beginning of records.</param>
    /// <param name="spans">The spans.</param>
    public static IReadOnlyList<Counted> Of(IEnumerable<DateOnly> days, IReadOnlyList<CountSpan> spans)
    {
        var sorted = days.Order().ToList();
        return [.. spans.Select(s => Upto(sorted, s.Until) is var last && last == 0 ? Counted.Nothing : new Counted(last - (s.From is { } from ? Upto(sorted, from.AddDays(-1)) : 0)))];
    }

    /// <summary>How many stretches hold the last day of each span; unknown where none has begun by then.</summary>
    /// <param name="stretches">First day (null: always) and first day no longer (null: still) of each record.</param>
    /// <param name="spans">The spans.</param>
    public static IReadOnlyList<Counted> AtEnd(IEnumerable<(DateOnly? Since, DateOnly? Until)> stretches, IReadOnlyList<CountSpan> spans)
    {
        var all = stretches.ToList();
        var begun = all.Select(s => s.Since ?? DateOnly.MinValue).Order().ToList();
        var ended = all.Where(s => s.Until is not null).Select(s => s.Until!.Value).Order().ToList();
        return [.. spans.Select(s => Upto(begun, s.Until) is var known && known == 0 ? Counted.Nothing : new Counted(known - Upto(ended, s.Until)))];
    }

    /// <summary>How many of the sorted days are not after a day.</summary>
    private static int Upto(List<DateOnly> sorted, DateOnly day)
    {
        var (low, high) = (0, sorted.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] <= day) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
