using Jingkai.Economy.Domain;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Jingkai.Platform.Notices;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Months.Duties;

/// <summary>Whom a duty concerns: the enterprise's own accounts, or the members of the unit; in the place of an enterprise without an account,
/// its liaisons.</summary>
internal sealed class DutyContacts(JingkaiDbContext db, NoticeWriter notices)
{
    public const string Topic = "report-task";

    /// <summary>Tells those whom duties concern; the caller saves.</summary>
    public async Task TellAsync(ReportTask task, IReadOnlyList<ReportDuty> duties, Text title, DateTime at, bool withLiaisons, string? text, CancellationToken cancel)
    {
        if (duties.Count == 0) return;
        var people = await ReadAsync(duties, cancel);
        var codes = await CodesAsync(duties, cancel);
        foreach (var duty in duties)
        {
            var (own, liaisons) = people.Of(duty);
            foreach (var member in own.Count > 0 || !withLiaisons ? own : liaisons)
                notices.Add(db, new(member, Topic, title, PathOf(task, duty, codes)) { Text = text, At = at });
        }
    }

    /// <summary>Those of the duties whose enterprise has an account of its own: of the others the office or a liaison must see to it.</summary>
    public async Task<IReadOnlySet<Guid>> WithAccountAsync(IReadOnlyCollection<Guid> duties, CancellationToken cancel) =>
        (await db.Set<ReportDuty>().AsNoTracking().Where(d => duties.Contains(d.Id) && db.Set<Member>().Any(m => m.ZoneId == d.ZoneId && m.Active && m.EnterpriseId == d.EnterpriseId)).Select(d => d.Id).ToListAsync(cancel)).ToHashSet();

    /// <summary>Where a duty is filled in, below <c>/z/{zone}/</c>.</summary>
    public static string PathOf(string month, Guid duty, string? enterprise) =>
        enterprise is null ? $"reporting/{month}/offices/{duty}" : $"reporting/{month}/{Uri.EscapeDataString(enterprise)}";

    private static string PathOf(ReportTask task, ReportDuty duty, IReadOnlyDictionary<Guid, string> codes) =>
        PathOf(MonthKey.Text(task.Month), duty.Id, duty.EnterpriseId is { } id ? codes.GetValueOrDefault(id) ?? "" : null);

    private async Task<Dictionary<Guid, string>> CodesAsync(IReadOnlyList<ReportDuty> duties, CancellationToken cancel)
    {
        var ids = duties.Select(d => d.EnterpriseId).OfType<Guid>().ToHashSet();
        return ids.Count == 0 ? [] : (await db.Set<EnterpriseCopy>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsNoTracking().Select(e => new { e.EnterpriseId, e.Code }).ToListAsync(cancel))
            .Where(e => ids.Contains(e.EnterpriseId)).ToDictionary(e => e.EnterpriseId, e => e.Code);
    }

    private async Task<People> ReadAsync(IReadOnlyList<ReportDuty> duties, CancellationToken cancel)
    {
        var members = await db.Set<Member>().AsNoTracking().Where(m => m.Active && (m.EnterpriseId != null || m.UnitId != null)).Select(m => new { m.Id, m.EnterpriseId, m.UnitId }).ToListAsync(cancel);
        var liaisons = await (from a in db.Set<Assignment>().AsNoTracking()
                              join m in db.Set<Member>() on a.MemberId equals m.Id
                              where a.SubjectKind == "enterprise" && a.FromOn <= db.Today && (a.UntilOn == null || a.UntilOn > db.Today) && m.Active
                              select new { a.SubjectId, a.MemberId }).ToListAsync(cancel);
        return new(
            members.Where(m => m.EnterpriseId is not null).ToLookup(m => m.EnterpriseId!.Value, m => m.Id),
            members.Where(m => m.UnitId is not null && m.EnterpriseId is null).ToLookup(m => m.UnitId!.Value, m => m.Id),
            liaisons.ToLookup(a => a.SubjectId, a => a.MemberId));
    }

    private sealed record People(ILookup<Guid, Guid> OfEnterprise, ILookup<Guid, Guid> OfUnit, ILookup<Guid, Guid> Liaisons)
    {
        public (IReadOnlyList<Guid> Own, IReadOnlyList<Guid> Liaisons) Of(ReportDuty duty) => duty.EnterpriseId is { } enterprise
            ? ([.. OfEnterprise[enterprise]], [.. Liaisons[enterprise].Distinct()])
            : ([.. OfUnit[duty.UnitId ?? Guid.Empty]], []);
    }
}
