using Jingkai.Economy.Domain;
using Jingkai.Economy.Figures;
using Jingkai.Economy.Indicators;
using Jingkai.Economy.Rollups;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Months.Reconciliation;

/// <summary>Why an enterprise may explain a difference.</summary>
internal static class ExplanationKind
{
    /// <summary>Expected and not in yet; the amount is estimated from the month before.</summary>
    public const string Late = "late";

    /// <summary>Listed above scale and not operating in the zone: reports, and is not summed.</summary>
    public const string NotOperating = "not-operating";

    /// <summary>Industrial and not listed: reports, and is not summed.</summary>
    public const string NotListed = "not-listed";

    /// <summary>Came into the population during the year: its whole year to date is summed.</summary>
    public const string MovedIn = "moved-in";

    /// <summary>Left the population during the year: its earlier months are not summed any more.</summary>
    public const string MovedOut = "moved-out";

    /// <summary>Its value changed, or came in, after the figure was delivered.</summary>
    public const string ChangedSince = "changed-since";
}

/// <summary>An enterprise that may explain a difference.</summary>
/// <param name="Kind"><see cref="ExplanationKind"/>.</param>
/// <param name="Code">Code of the enterprise.</param>
/// <param name="Enterprise">Its name.</param>
/// <param name="Amount">By how much it moves the sum away from the delivered figure, in the indicator's unit.</param>
/// <param name="Estimated">The amount is an estimate.</param>
internal sealed record Explanation(string Kind, string Code, string Enterprise, decimal Amount, bool Estimated);

/// <summary>A delivered figure beside the sum of the reports.</summary>
/// <param name="Indicator">Code of the indicator.</param>
/// <param name="Name">Its name.</param>
/// <param name="Period">Canonical period.</param>
/// <param name="Unit">Unit of the values.</param>
/// <param name="Delivered">As the office delivered it; null when it has not.</param>
/// <param name="RolledUp">What the reports add up to.</param>
/// <param name="Difference">Sum less delivered figure.</param>
/// <param name="Received">Reports in.</param>
/// <param name="Expected">Reports expected.</param>
/// <param name="Ref">The figure.</param>
/// <param name="Items">The enterprises that move it most, within the reader's scope.</param>
/// <param name="ItemsTotal">All of them.</param>
/// <param name="Unexplained">What remains; only for whoever reads all reports.</param>
internal sealed record Reconciliation(
    string Indicator, string Name, string Period, string Unit, decimal? Delivered, decimal? RolledUp, decimal? Difference, long Received, long Expected, string Ref,
    IReadOnlyList<Explanation> Items, int ItemsTotal, decimal? Unexplained);

/// <summary>Sets delivered figures beside the sums of the enterprises' reports and looks for the enterprises that explain the difference.
/// Nothing is ever adjusted.</summary>
internal sealed class Reconciler(JingkaiDbContext db, IndicatorCatalog indicators, FigureReader figures, EconomyLocks locks, SmallCells cells)
{
    private const int Most = 20;

    public async Task<IReadOnlyList<Reconciliation>> ReadAsync(int month, CancellationToken cancel = default)
    {
        await using var moment = await db.SnapshotAsync(cancel);
        var found = new List<Reconciliation>();
        foreach (var measure in Measures.All.Where(m => m.Reconcilable))
        {
            var indicator = (await indicators.FindAsync(measure.Indicator, cancel)).Value;
            var (year, index) = (MonthKey.Year(month), MonthKey.Month(month));
            List<Period> periods = indicator.Merged && index == 1 ? [] : indicator.Merged && index == 2 ? [Period.YearToDate(year, 2)] : [Period.YearToDate(year, index), Period.Month(year, index)];
            var read = await figures.ReadAsync(indicator, Subject.Zone, periods, null, cancel);
            for (var i = 0; i < periods.Count; i++)
            {
                // A month that is the difference of two delivered levels is the office's word too, only not in one piece.
                if (read[i] is not { Withheld: false, RolledUp: { } sum } figure) continue;
                var delivered = figure.Origin is "reported" or "derived" ? figure.Value : null;
                var difference = sum.Value - delivered;
                var items = difference is null or 0 ? [] : await ExplainAsync(measure, indicator, periods[i], LevelKey.Of(periods[i], measure, indicator.Merged)!.Value, cancel);
                found.Add(new(indicator.Code, new Text(indicator.NameZh, indicator.NameEn).Current, periods[i].ToString(), indicator.Unit, delivered, sum.Value, difference, sum.Reporting.Received, sum.Reporting.Expected, figure.Ref,
                    [.. items.Take(Most)], items.Count, cells.Unrestricted && difference is { } d && d != 0 ? d - items.Sum(e => e.Amount) : null));
            }
        }

        return found;
    }

    private async Task<List<Explanation>> ExplainAsync(Measure measure, Indicator indicator, Period period, LevelKey key, CancellationToken cancel)
    {
        var day = MonthKey.LastDay(key.Month);
        var classification = new Classification(await locks.GroupSetsAsync(db, cancel));
        // Names and values are within the reader's scope; spans carry neither.
        var names = await db.Set<EnterpriseCopy>().AsNoTracking().ToDictionaryAsync(e => e.EnterpriseId, e => (e.Code, e.Name), cancel);
        var spans = (await db.Set<EnterpriseSpan>().AsNoTracking().OrderBy(s => s.FromOn).ToListAsync(cancel)).ToLookup(s => s.EnterpriseId);
        var (first, earlier) = (MonthKey.Of(MonthKey.Year(key.Month), 1), MonthKey.Month(key.Month) == 1 ? 0 : key.Month - 1);
        var stored = (await db.Set<ReportValue>().AsNoTracking().Where(v => v.Measure == measure.Id && v.Month >= first && v.Month <= key.Month).ToListAsync(cancel)).ToLookup(v => v.EnterpriseId);
        var since = await db.Set<Observation>().AsNoTracking().Where(o => o.Current && o.Indicator == indicator.Code && o.Subject == Subjects.Zone && o.Period == period.ToString()).Select(o => (DateTime?)o.RecordedAt).FirstOrDefaultAsync(cancel);
        var changed = since is { } at ? await ChangedAsync(measure, key, at, cancel) : [];
        var found = new List<(Guid Enterprise, string Kind, long Amount, bool Estimated)>();
        foreach (var enterprise in names.Keys)
        {
            var mine = spans[enterprise].ToList();
            var summed = classification.SubjectsOf(mine, key.Month, measure.Population).Length > 0;
            var now = Value(stored[enterprise].FirstOrDefault(v => v.Month == key.Month), key);
            var before = stored[enterprise].FirstOrDefault(v => v.Month == earlier);
            var inForce = mine.FirstOrDefault(s => s.FromOn <= day && (s.UntilOn is null || day < s.UntilOn));
            if (summed && now is null)
            {
                // The month before is the best guess of what is missing.
                var guess = key.InMonth ? before?.MonthE4 : before?.YtdE4 is { } level ? level + (before.MonthE4 ?? 0) : null;
                found.Add((enterprise, ExplanationKind.Late, -(guess ?? 0), true));
            }
            else if (summed && changed.TryGetValue(enterprise, out var old)) found.Add((enterprise, ExplanationKind.ChangedSince, now!.Value - (old ?? 0), false));
            else if (summed && !key.InMonth && !WasSummed(classification, mine, measure, first)) found.Add((enterprise, ExplanationKind.MovedIn, now!.Value, false));
            else if (!summed && inForce is { AboveScale: true, Operating: false } && now is { } idle) found.Add((enterprise, ExplanationKind.NotOperating, -idle, false));
            else if (!summed && inForce is { AboveScale: false, Operating: true, Industry: { } industry } && IndustryCode.IsIndustrial(industry) && now is { } unlisted) found.Add((enterprise, ExplanationKind.NotListed, -unlisted, false));
            else if (!summed && !key.InMonth && WasSummed(classification, mine, measure, first) && stored[enterprise].OrderBy(v => v.Month).LastOrDefault(v => v.YtdE4 is not null) is { } last) found.Add((enterprise, ExplanationKind.MovedOut, -last.YtdE4!.Value, false));
        }

        return [.. found.Where(f => f.Amount != 0 || f.Kind == ExplanationKind.Late).OrderByDescending(f => Math.Abs(f.Amount)).ThenBy(f => names[f.Enterprise].Code, StringComparer.Ordinal)
            .Select(f => new Explanation(f.Kind, names[f.Enterprise].Code, names[f.Enterprise].Name, Unit.FromScaled(f.Amount, 4, indicator.Base, indicator.Shown), f.Estimated))];
    }

    /// <summary>Whether an enterprise was summed when the year began.</summary>
    private static bool WasSummed(Classification classification, List<EnterpriseSpan> spans, Measure measure, int january) => classification.SubjectsOf(spans, january, measure.Population).Length > 0;

    /// <summary>What enterprises' values were when the figure was delivered, of those that changed or came in since.</summary>
    private async Task<Dictionary<Guid, long?>> ChangedAsync(Measure measure, LevelKey key, DateTime since, CancellationToken cancel)
    {
        var changed = (await db.Set<ReportVersion>().AsNoTracking().Where(v => v.Measure == measure.Id && v.Month == key.Month && v.ReplacedAt > since && v.RecordedAt <= since).ToListAsync(cancel))
            .ToDictionary(v => v.EnterpriseId, v => key.InMonth ? v.MonthE4 : v.YtdE4);
        foreach (var late in await db.Set<ReportValue>().AsNoTracking().Where(v => v.Measure == measure.Id && v.Month == key.Month && v.RecordedAt > since && v.Version == 1).Select(v => v.EnterpriseId).ToListAsync(cancel))
            changed.TryAdd(late, null);
        return changed;
    }

    private static long? Value(ReportValue? v, LevelKey key) => key.InMonth ? v?.MonthE4 : v?.YtdE4;
}
