using Jingkai.Economy.Domain;
using Jingkai.Economy.Indicators;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Figures;

/// <summary>The latest period of an indicator and subject that holds as an actual on the business date.</summary>
/// <param name="Indicator">Indicator.</param>
/// <param name="Subject">Canonical text of the subject.</param>
/// <param name="Period">Canonical period; of several that end on the same day the longest.</param>
internal sealed record LatestPeriod(Indicator Indicator, string Subject, Period Period);

/// <summary>A month whose enterprise reports are still coming in.</summary>
internal sealed record CollectingMonth(Indicator Indicator, Period Period, long Received, long Expected);

/// <summary>What a zone knows up to a day.</summary>
/// <param name="Periods">One entry an indicator and subject.</param>
/// <param name="Collecting">The newest month of enterprise reports, when reports are still missing and it is not shown as the latest.</param>
/// <param name="Months">Month ends (<c>yyyymm</c>) with data, newest first.</param>
internal sealed record LatestView(IReadOnlyList<LatestPeriod> Periods, CollectingMonth? Collecting, IReadOnlyList<int> Months)
{
    public LatestPeriod? Of(string indicator, string subject = "zone") => Periods.FirstOrDefault(p => p.Indicator.Code == indicator && p.Subject == subject);
}

/// <summary>Finds the latest figures. Costs a fixed number of queries over deliveries and roll-ups, never over enterprises.</summary>
internal sealed class LatestFigures(JingkaiDbContext db, IndicatorCatalog catalog)
{
    /// <summary>A record is an actual when its period has ended, when it was published by the day, or when it is the yearly
    /// state of the running year; everything later is planned.</summary>
    public static bool IsActual(Indicator indicator, DateOnly periodEnd, DateOnly? publishedOn, DateOnly today) =>
        periodEnd <= today || publishedOn <= today || (indicator is { Stock: true, Frequency: "Y" } && periodEnd.Year == today.Year);

    /// <param name="until">Last month to look at (<c>yyyymm</c>); null: up to the business date, and a newest month whose
    /// reports are incomplete is left aside.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<LatestView> ReadAsync(int? until = null, CancellationToken cancel = default)
    {
        var today = db.Today;
        var indicators = (await catalog.AllAsync(cancel)).ToDictionary(i => i.Code, StringComparer.Ordinal);
        var found = new Dictionary<(string, string), LatestPeriod>();
        var months = new SortedSet<int>();
        var delivered = await db.Set<Observation>().AsNoTracking().Where(o => o.Current)
            .Select(o => new { o.Indicator, o.Subject, o.Period, o.PeriodEnd, o.PublishedOn }).ToListAsync(cancel);
        foreach (var o in delivered)
        {
            if (!indicators.TryGetValue(o.Indicator, out var indicator) || !IsActual(indicator, o.PeriodEnd, o.PublishedOn, today)) continue;
            var period = Period.Parse(o.Period).Value;
            if (MonthKey.LastDay(period.YearMonth) <= today) months.Add(period.YearMonth);
            if (until is null || period.YearMonth <= until) Offer(indicator, o.Subject, period);
        }

        var newest = await RolledUpAsync(indicators, today, until, months, Offer, cancel);
        return new([.. found.Values], newest, [.. months.Reverse()]);

        void Offer(Indicator indicator, string subject, Period period)
        {
            if (!found.TryGetValue((indicator.Code, subject), out var known) || known.Period < period) found[(indicator.Code, subject)] = new(indicator, subject, period);
        }
    }

    private async Task<CollectingMonth?> RolledUpAsync(
        Dictionary<string, Indicator> indicators, DateOnly today, int? until, SortedSet<int> months, Action<Indicator, string, Period> offer, CancellationToken cancel)
    {
        var rows = await db.Set<Rollup>().AsNoTracking().Where(r => r.Subject == Rollups.Subjects.Zone)
            .Select(r => new { r.Measure, r.Month, Count = Math.Max(r.MonthCount, r.YtdCount) }).ToListAsync(cancel);
        if (rows.Count == 0) return null;
        var changes = await db.Set<PopulationChange>().AsNoTracking().Where(p => p.Subject == Rollups.Subjects.Zone).ToListAsync(cancel);
        CollectingMonth? collecting = null;
        foreach (var measure in Measures.All)
        {
            var indicator = indicators[measure.Indicator];
            var mine = rows.Where(r => r.Measure == measure.Id && r.Count > 0 && MonthKey.LastDay(r.Month) <= today).OrderBy(r => r.Month).ToList();
            foreach (var row in mine) months.Add(row.Month);
            var seen = mine.Where(r => until is null || r.Month <= until).ToList();
            if (seen.Count == 0) continue;
            var last = seen[^1];
            var expected = changes.Where(c => c.Population == (int)measure.Population && c.Month <= last.Month).Sum(c => c.Delta);
            // The newest month counts when all reports are in; a month before it is as complete as it will be.
            if (until is null && last.Count < expected && seen.Count > 1)
            {
                if (collecting is null && measure.Population == Population.AboveScaleIndustry) collecting = new(indicator, Of(measure, last.Month), last.Count, expected);
                last = seen[^2];
            }

            offer(indicator, "zone", Of(measure, last.Month));
        }

        return collecting;
    }

    private static Period Of(Measure measure, int month) =>
        measure.Stock ? Period.FromYearMonth(month) : Period.YearToDate(MonthKey.Year(month), MonthKey.Month(month));
}
