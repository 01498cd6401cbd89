using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Jingkai.Platform.SignOffs;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Documents;

/// <summary>Who reads a paper: who wrote or signs it, the unit that drafts it, and once it is issued the units it is addressed or copied to and
/// the enterprise it goes to; the zone's leaders and the economy office read all. For everybody else it does not exist.</summary>
internal static class DocumentScope
{
    public static void Configure(ModelBuilder model, JingkaiDbContext db) => model.Entity<Document>().HasQueryFilter(JingkaiDbContext.ScopeFilter, d =>
        db.SeesAll(DocumentsModel.ReadPermission)
        || db.Set<DocumentPart>().Any(p => p.ZoneId == d.ZoneId && p.DocumentId == d.Id && p.MemberId == db.MemberId)
        // Also who stands in for a signer, or was handed it over: whoever reads the sign-off.
        || (d.SignOffCode != null && db.Set<SignOff>().Any(s => s.ZoneId == d.ZoneId && s.Code == d.SignOffCode))
        || (db.SeesBy(DocumentsModel.ReadPermission, Scope.Unit) && d.UnitId != null
            && (d.UnitId == db.UnitId || db.Set<Unit>().Any(u => u.ZoneId == d.ZoneId && u.Id == d.UnitId && u.ParentId == db.UnitId)))
        || (db.SeesBy(DocumentsModel.ReadPermission, Scope.Unit | Scope.Own) && d.IssuedOn != null
            && db.Set<DocumentCopy>().Any(c => c.ZoneId == d.ZoneId && c.DocumentId == d.Id && c.UnitId == db.UnitId))
        // A paper that reached the enterprise and was voided since stays visible to it, with the reason.
        || (db.SeesBy(DocumentsModel.ReadPermission, Scope.Enterprise) && d.IssuedOn != null && d.EnterpriseId != null && d.EnterpriseId == db.EnterpriseId));
}
