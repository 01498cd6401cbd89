using System.Linq.Expressions;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Domain;

/// <summary>Which enterprises a permission reaches for the actor of a context: all of the zone, those assigned to the member,
/// those of the parks the member answers for, or the one the account speaks for.</summary>
internal static class RegisterScope
{
    /// <summary>Kind of the subject of assignments to an enterprise.</summary>
    public const string EnterpriseKind = "enterprise";

    /// <summary>Kind of the subject of assignments to a park.</summary>
    public const string ParkKind = "park";

    /// <summary>The filter for a permission. It is translated to SQL with the values of the context that runs the query.</summary>
    public static Expression<Func<Enterprise, bool>> Of(JingkaiDbContext db, string permission) => e =>
        db.SeesAll(permission)
        || (db.SeesBy(permission, Scope.Enterprise) && e.Id == db.EnterpriseId)
        || (db.SeesBy(permission, Scope.Assigned) && db.Set<Assignment>().Any(a =>
            a.ZoneId == e.ZoneId && a.SubjectKind == EnterpriseKind && a.SubjectId == e.Id && a.MemberId == db.MemberId
            && a.FromOn <= db.Today && (a.UntilOn == null || a.UntilOn > db.Today)))
        || (db.SeesBy(permission, Scope.Park) && e.ParkId != null && db.Set<Assignment>().Any(a =>
            a.ZoneId == e.ZoneId && a.SubjectKind == ParkKind && a.SubjectId == e.ParkId && a.MemberId == db.MemberId
            && a.FromOn <= db.Today && (a.UntilOn == null || a.UntilOn > db.Today)));
}
