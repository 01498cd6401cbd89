using Jingkai.Economy.Domain;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Analysis;

/// <summary>A report that is missing.</summary>
internal sealed record MissingReport(Guid Enterprise, int Month);

/// <summary>Says which reports of the newest month are missing. A month with tasks and deadlines of its own may answer in its place.</summary>
internal interface ILateReports
{
    /// <summary>Enterprises the caller may read whose report of a month is missing.</summary>
    Task<IReadOnlyList<MissingReport>> MissingAsync(int month, CancellationToken cancel = default);
}

/// <summary>Late is who reported the month before, still operates in the zone, and has not reported.</summary>
internal sealed class LateByMonthBefore(JingkaiDbContext db) : ILateReports
{
    public async Task<IReadOnlyList<MissingReport>> MissingAsync(int month, CancellationToken cancel = default)
    {
        // January of merged measures has no report; taxes and power of it have.
        var before = MonthKey.Month(month) == 1 ? MonthKey.Of(MonthKey.Year(month) - 1, 12) : month - 1;
        var day = MonthKey.LastDay(month);
        var values = db.Set<ReportValue>().AsNoTracking();
        var missing = await values.Where(v => v.Month == before && !db.Set<ReportValue>().Any(w => w.EnterpriseId == v.EnterpriseId && w.Month == month)
                && db.Set<EnterpriseSpan>().Any(s => s.EnterpriseId == v.EnterpriseId && s.Operating && s.FromOn <= day && (s.UntilOn == null || s.UntilOn > day)))
            .Select(v => v.EnterpriseId).Distinct().ToListAsync(cancel);
        return [.. missing.Select(e => new MissingReport(e, month))];
    }
}
