using Jingkai.Economy.Domain;
using Jingkai.Economy.Figures;
using Jingkai.Economy.Indicators;
using Jingkai.Economy.Rollups;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Months.Citations;

/// <summary>A figure as a paper prints it, beside what it is now.</summary>
/// <param name="Id">The citation.</param>
/// <param name="Document">Title of the paper.</param>
/// <param name="On">Date of the paper.</param>
/// <param name="Ref">The figure that was cited, with its version.</param>
/// <param name="Indicator">Code of the indicator.</param>
/// <param name="Name">Its name.</param>
/// <param name="Subject">What the figure is about.</param>
/// <param name="Period">Canonical period.</param>
/// <param name="Printed">As printed.</param>
/// <param name="Value">The figure when it was cited, in the indicator's unit.</param>
/// <param name="Unit">That unit.</param>
/// <param name="RecordedAt">When it was recorded.</param>
internal sealed record CitationView(
    Guid Id, string Document, DateOnly On, string Ref, string Indicator, string Name, string Subject, string Period, string Printed, decimal? Value, string Unit, DateTime RecordedAt);

/// <summary>A paper with the figures it cites.</summary>
internal sealed record CitingPaper(string Document, DateOnly On, IReadOnlyList<CitationView> Figures);

/// <summary>Finds the papers that cite figures: of a month, behind a report, of a delivered figure.</summary>
internal sealed class CitationReader(JingkaiDbContext db, IndicatorCatalog indicators, EconomyLocks locks, SmallCells cells)
{
    private IQueryable<Citation> InForce => db.Set<Citation>().AsNoTracking().Where(c => c.VoidedAt == null);

    /// <summary>A page of citations, the newest paper first.</summary>
    public async Task<PagedList<CitationView>> ListAsync(string? q, string? indicator, int? month, PageRequest page, CancellationToken cancel = default)
    {
        var query = InForce;
        if (TextNormal.Clean(q) is { Length: > 0 } text) query = query.Where(c => c.Document.Contains(text));
        if (indicator is not null) query = query.Where(c => c.Indicator == indicator);
        if (month is { } m)
        {
            var ids = (await OfMonthAsync(m, cancel)).Select(c => c.Id).ToList();
            query = query.Where(c => ids.Contains(c.Id));
        }

        var total = await query.LongCountAsync(cancel);
        var rows = await query.OrderByDescending(c => c.DatedOn).ThenByDescending(c => c.Id).Skip(page.Skip).Take(page.Size).ToListAsync(cancel);
        return new(await ViewAsync(rows, cancel), total, page.Page, page.Size);
    }

    /// <summary>Citations of figures whose period ends in a month, or is a difference that begins after it.</summary>
    public async Task<IReadOnlyList<CitationView>> OfMonthAsync(int month, CancellationToken cancel = default) =>
        await ViewAsync([.. (await InForce.ToListAsync(cancel)).Where(c => MonthsOf(c).Contains(month))], cancel);

    /// <summary>The same by the enterprise's code: of a month, and with <paramref name="later"/> of the later months of its year too.</summary>
    public async Task<IReadOnlyList<CitationView>> OfReportAsync(string enterprise, string indicator, int month, bool later, CancellationToken cancel = default)
    {
        var id = await db.Set<EnterpriseCopy>().AsNoTracking().Where(e => e.Code == enterprise || e.CreditCode == enterprise).Select(e => (Guid?)e.EnterpriseId).FirstOrDefaultAsync(cancel);
        if (id is null || Measures.Of(indicator) is not { } measure) return [];
        return await OfReportAsync(id.Value, measure, later ? [.. Enumerable.Range(month, 13 - MonthKey.Month(month))] : [month], cancel);
    }

    /// <summary>Citations of the figures that one enterprise's value goes into.</summary>
    public async Task<IReadOnlyList<CitationView>> OfReportAsync(Guid enterprise, Measure measure, IReadOnlyCollection<int> months, CancellationToken cancel = default)
    {
        var cited = await InForce.Where(c => c.Indicator == measure.Indicator).ToListAsync(cancel);
        if (cited.Count == 0) return [];
        var classification = new Classification(await locks.GroupSetsAsync(db, cancel));
        var spans = (await locks.SpansAsync(db, [enterprise], cancel))[enterprise];
        var touched = months.ToDictionary(m => m, m => classification.SubjectsOf(spans, m, measure.Population).Select(FrozenSum.SubjectOf).ToHashSet(StringComparer.Ordinal));
        return await ViewAsync([.. cited.Where(c => MonthsOf(c).Any(m => touched.TryGetValue(m, out var subjects) && subjects.Contains(c.Subject)))], cancel);
    }

    /// <summary>Papers with what they cite, the newest first.</summary>
    public static IReadOnlyList<CitingPaper> Papers(IReadOnlyList<CitationView> citations) =>
        [.. citations.GroupBy(c => (c.Document, c.On)).OrderByDescending(g => g.Key.On).ThenBy(g => g.Key.Document, StringComparer.Ordinal).Select(g => new CitingPaper(g.Key.Document, g.Key.On, [.. g]))];

    /// <summary>The months a cited figure stands on.</summary>
    private static IEnumerable<int> MonthsOf(Citation citation)
    {
        var period = Period.Parse(citation.Period).Value;
        yield return period.YearMonth;
        if (Measures.Of(citation.Indicator) is { } measure && LevelKey.Of(period, measure, measure.Population == Population.AboveScaleIndustry)?.Less is { } less) yield return less;
    }

    private async Task<IReadOnlyList<CitationView>> ViewAsync(IReadOnlyList<Citation> citations, CancellationToken cancel)
    {
        if (citations.Count == 0) return [];
        var known = (await indicators.AllAsync(cancel)).ToDictionary(i => i.Code, StringComparer.Ordinal);
        return [.. citations.OrderByDescending(c => c.DatedOn).ThenBy(c => c.Document, StringComparer.Ordinal).ThenBy(c => c.Id).Where(c => known.ContainsKey(c.Indicator)).Select(c =>
        {
            var indicator = known[c.Indicator];
            return new CitationView(c.Id, c.Document, c.DatedOn, c.Ref, c.Indicator, new Text(indicator.NameZh, indicator.NameEn).Current, c.Subject, c.Period, c.Printed,
                // Printed is public; the exact sum behind it is for readers of the whole zone.
                cells.Unrestricted && c.ValueE4 is { } v ? Unit.FromScaled(v, 4, indicator.Base, indicator.Shown) : null, indicator.Unit, c.RecordedAt);
        })];
    }
}
