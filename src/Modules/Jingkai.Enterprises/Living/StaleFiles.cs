using Jingkai.Enterprises.Domain;
using Jingkai.Enterprises.Register;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Living;

/// <summary>A file with fields past their due day.</summary>
internal sealed record StaleFile(StaleFileRef File, IReadOnlyList<StaleField> Due);

internal sealed record StaleFileRef(Guid Id, string Code, string Name, IReadOnlyList<string> UnboundLiaisons);

/// <summary>Finds what is past its due day. Whoever has left the zone is not asked any more.</summary>
internal static class StaleFiles
{
    /// <summary>The stale files among some, in order of name; three statements however many they are.</summary>
    public static async Task<List<StaleFile>> ReadAsync(JingkaiDbContext db, IQueryable<Enterprise> files, DateOnly day, CancellationToken cancel)
    {
        var terms = await FieldTerms.LoadAsync(db, cancel);
        var (cut, today) = (terms.Cutoff(day), db.Today);
        // Wide enough for any field; which ones are due is decided below, field by field.
        var candidates = files.AsNoTracking().Where(e => e.VoidedAt == null && e.Stage != EnterpriseStage.MovedOut && e.Stage != EnterpriseStage.Deregistered
            && (e.AsOf <= cut || e.DueOn <= day || db.Set<Provenance>().Any(p => p.EnterpriseId == e.Id && (p.AsOf <= cut || p.DueOn <= day))));
        var rows = await candidates.OrderBy(e => e.SortKey).ThenBy(e => e.Id).Select(e => new
        {
            File = e,
            Listings = db.Set<AboveScaleListing>().Any(l => l.EnterpriseId == e.Id),
            Qualifications = db.Set<Qualification>().Any(q => q.EnterpriseId == e.Id),
            Contacts = db.Set<Contact>().Any(c => c.EnterpriseId == e.Id),
            Liaisons = db.Set<Platform.Accounts.Assignment>().Any(a => a.SubjectKind == RegisterScope.EnterpriseKind && a.Role == Platform.Accounts.AssignmentRoles.Liaison
                && a.SubjectId == e.Id && (a.UntilOn == null || a.UntilOn > today)),
        }).ToListAsync(cancel);
        if (rows.Count == 0) return [];
        var own = (await db.Set<Provenance>().AsNoTracking().Where(p => candidates.Any(e => e.Id == p.EnterpriseId)).ToListAsync(cancel)).ToLookup(p => p.EnterpriseId);
        return [.. rows
            .Select(r => new StaleFile(new(r.File.Id, r.File.Code, r.File.Name, LiaisonLines.Read(r.File.LiaisonNames)),
                FieldStandings.Due(FilledFields.Of(r.File, r.Listings, r.Qualifications, r.Contacts, r.Liaisons), r.File.Whole, own[r.File.Id], terms, day)))
            .Where(s => s.Due.Count > 0)];
    }
}
