using Jingkai.Economy.Domain;
using Jingkai.Economy.Indicators;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Months;

/// <summary>A duty and what it is called in a sentence.</summary>
internal sealed record NamedDuty(Guid Id, string Name);

/// <summary>Duties of a month that nobody has confirmed, by the names of their enterprises and indicators. Reads all of them whoever asks:
/// a lock does not depend on who looks.</summary>
internal sealed class DutyNames(JingkaiDbContext db, IndicatorCatalog indicators)
{
    /// <summary>How many names a sentence takes.</summary>
    public const int MostListed = 6;

    public async Task<IReadOnlyList<NamedDuty>> UnconfirmedAsync(int month, CancellationToken cancel)
    {
        var open = await (from d in db.Set<ReportDuty>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsNoTracking()
                          join t in db.Set<ReportTask>() on d.TaskId equals t.Id
                          join e in db.Set<EnterpriseCopy>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]) on d.EnterpriseId equals (Guid?)e.EnterpriseId into enterprises
                          from e in enterprises.DefaultIfEmpty()
                          where d.Month == month && d.State != DutyState.Confirmed
                          orderby t.Code, e == null ? "" : e.SortKey, d.Label
                          select new { d.Id, t.Indicator, Name = e == null ? null : e.Name }).ToListAsync(cancel);
        var names = open.Any(d => d.Name is null) ? (await indicators.AllAsync(cancel)).ToDictionary(i => i.Code, i => i.NameZh, StringComparer.Ordinal) : [];
        return [.. open.Select(d => new NamedDuty(d.Id, d.Name ?? names.GetValueOrDefault(d.Indicator ?? "") ?? d.Indicator ?? ""))];
    }
}
