using Jingkai.Economy.Domain;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Analysis;

/// <summary>A report that is missing.</summary>
/// <param name="Enterprise">Whose.</param>
/// <param name="Month">The month it is missing for.</param>
/// <param name="DueOn">The day it was due; null: nobody was asked, the month before tells that it is missing.</param>
internal sealed record MissingReport(Guid Enterprise, int Month, DateOnly? DueOn);

/// <summary>Says which reports are missing. Where a month was opened, late is what is still owed after its due day. Of a month that nobody
/// opened only the month before tells: late is who reported then, still operates in the zone, and has not reported.</summary>
internal sealed class LateReports(JingkaiDbContext db)
{
    /// <summary>Enterprises the caller may read whose report is missing, the longest overdue first.</summary>
    /// <param name="newest">The newest month with reports.</param>
    /// <param name="cancel">Stops the reading.</param>
    public async Task<IReadOnlyList<MissingReport>> MissingAsync(int newest, CancellationToken cancel = default)
    {
        var (today, owed) = (db.Today, DutyState.Owed.ToList());
        var asked = await (from d in db.Set<ReportDuty>().AsNoTracking()
                           join t in db.Set<ReportTask>() on d.TaskId equals t.Id
                           where d.EnterpriseId != null && t.State == TaskState.Open && t.DueOn < today && owed.Contains(d.State)
                           group t.DueOn by new { Enterprise = d.EnterpriseId!.Value, d.Month } into g
                           select new { g.Key.Enterprise, g.Key.Month, DueOn = g.Min() }).ToListAsync(cancel);
        List<MissingReport> missing = [.. asked.OrderBy(a => a.DueOn).Select(a => new MissingReport(a.Enterprise, a.Month, a.DueOn))];
        if (!await db.Set<ReportTask>().AnyAsync(t => t.Month == newest && t.Kind == TaskKind.Enterprises, cancel)) missing.AddRange(await UnaskedAsync(newest, cancel));
        return missing;
    }

    private async Task<IEnumerable<MissingReport>> UnaskedAsync(int month, CancellationToken cancel)
    {
        // January of merged measures has no report; taxes and power of it have.
        var before = MonthKey.Month(month) == 1 ? MonthKey.Of(MonthKey.Year(month) - 1, 12) : month - 1;
        var day = MonthKey.LastDay(month);
        var values = db.Set<ReportValue>().AsNoTracking();
        var missing = await values.Where(v => v.Month == before && !db.Set<ReportValue>().Any(w => w.EnterpriseId == v.EnterpriseId && w.Month == month)
                && db.Set<EnterpriseSpan>().Any(s => s.EnterpriseId == v.EnterpriseId && s.Operating && s.FromOn <= day && (s.UntilOn == null || s.UntilOn > day)))
            .Select(v => v.EnterpriseId).Distinct().ToListAsync(cancel);
        return missing.Select(e => new MissingReport(e, month, null));
    }
}
