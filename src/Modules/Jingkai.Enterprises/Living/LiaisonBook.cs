using Jingkai.Enterprises.Domain;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Living;

/// <summary>A liaison with unit.</summary>
internal sealed record LiaisonSeat(Guid Enterprise, Guid Member, string Name, Guid? UnitId, string? Unit, bool Active, DateOnly From);

/// <summary>Who is liaison of which enterprise today, the longest in office first.</summary>
internal static class LiaisonBook
{
    public static async Task<ILookup<Guid, LiaisonSeat>> LoadAsync(JingkaiDbContext db, CancellationToken cancel)
    {
        var today = db.Today;
        var seats = await (
            from a in db.Set<Assignment>().AsNoTracking()
            join m in db.Set<Member>() on a.MemberId equals m.Id
            join u in db.Set<Unit>() on m.UnitId equals (Guid?)u.Id into units
            from u in units.DefaultIfEmpty()
            where a.SubjectKind == RegisterScope.EnterpriseKind && a.Role == AssignmentRoles.Liaison && a.FromOn <= today && (a.UntilOn == null || a.UntilOn > today)
            orderby a.FromOn, a.Id
            select new LiaisonSeat(a.SubjectId, m.Id, m.Name, m.UnitId, u == null ? null : u.Name, m.Active, a.FromOn)).ToListAsync(cancel);
        return seats.ToLookup(s => s.Enterprise);
    }
}
