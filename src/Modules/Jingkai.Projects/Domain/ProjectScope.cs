using System.Linq.Expressions;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Domain;

/// <summary>Which projects a permission reaches for the actor of a context.</summary>
internal static class ProjectScope
{
    /// <summary>Kind of the subject of assignments, files, cases and clocks of a project.</summary>
    public const string Kind = "project";

    /// <summary>All of the zone; or those assigned to the member, or whose company is; those of the member's unit or one below it; those of the member's parks;
    /// or those of the enterprise the account speaks for.</summary>
    public static Expression<Func<InvestmentProject, bool>> Of(JingkaiDbContext db, string permission) => p =>
        db.SeesAll(permission)
        || (db.SeesBy(permission, Scope.Enterprise) && p.EnterpriseId != null && p.EnterpriseId == db.EnterpriseId)
        || (db.SeesBy(permission, Scope.Assigned) && db.Set<Assignment>().Any(a => a.ZoneId == p.ZoneId && a.MemberId == db.MemberId
            && ((a.SubjectKind == Kind && a.SubjectId == p.Id) || (a.SubjectKind == "enterprise" && a.SubjectId == p.EnterpriseId))
            && a.FromOn <= db.Today && (a.UntilOn == null || a.UntilOn > db.Today)))
        || (db.SeesBy(permission, Scope.Unit) && p.UnitId != null && (p.UnitId == db.UnitId || db.Set<Unit>().Any(u => u.ZoneId == p.ZoneId && u.Id == p.UnitId && u.ParentId == db.UnitId)))
        || (db.SeesBy(permission, Scope.Park) && p.ParkId != null && db.Set<Assignment>().Any(a => a.ZoneId == p.ZoneId && a.SubjectKind == "park" && a.SubjectId == p.ParkId && a.MemberId == db.MemberId
            && a.FromOn <= db.Today && (a.UntilOn == null || a.UntilOn > db.Today)));
}
