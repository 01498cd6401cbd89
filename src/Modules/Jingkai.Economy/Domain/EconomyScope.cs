using System.Linq.Expressions;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Domain;

/// <summary>Who reads which enterprise's reports: all for the offices, assigned ones for liaisons, the park's for operators,
/// one's own for enterprises. Everything else of the economy is zone-wide. Roll-ups and their upkeep leave the filter out
/// explicitly, because a sum does not depend on who writes.</summary>
internal static class EconomyScope
{
    public const string Permission = "reports.read";

    public static void Configure(ModelBuilder model, JingkaiDbContext db)
    {
        model.Entity<EnterpriseCopy>().HasQueryFilter(JingkaiDbContext.ScopeFilter, Of<EnterpriseCopy>(db, c => c.ZoneId, c => c.EnterpriseId));
        model.Entity<ReportValue>().HasQueryFilter(JingkaiDbContext.ScopeFilter, Of<ReportValue>(db, v => v.ZoneId, v => v.EnterpriseId));
        model.Entity<ReportVersion>().HasQueryFilter(JingkaiDbContext.ScopeFilter, Of<ReportVersion>(db, v => v.ZoneId, v => v.EnterpriseId));
    }

    private static Expression<Func<T, bool>> Of<T>(JingkaiDbContext db, Expression<Func<T, int>> zone, Expression<Func<T, Guid>> enterprise)
    {
        Expression<Func<int, Guid, bool>> readable = (zoneId, id) =>
            db.SeesAll(Permission)
            || (db.SeesBy(Permission, Scope.Enterprise) && id == db.EnterpriseId)
            || (db.SeesBy(Permission, Scope.Assigned) && db.Set<Assignment>().Any(a => a.ZoneId == zoneId && a.MemberId == db.MemberId
                && a.SubjectKind == "enterprise" && a.SubjectId == id && a.FromOn <= db.Today && (a.UntilOn == null || a.UntilOn > db.Today)))
            || (db.SeesBy(Permission, Scope.Park) && db.Set<EnterpriseSpan>().Any(s => s.ZoneId == zoneId && s.EnterpriseId == id
                && s.FromOn <= db.Today && (s.UntilOn == null || s.UntilOn > db.Today) && db.Set<Assignment>().Any(a => a.ZoneId == zoneId && a.MemberId == db.MemberId
                && a.SubjectKind == "park" && a.SubjectId == s.ParkId && a.FromOn <= db.Today && (a.UntilOn == null || a.UntilOn > db.Today))));
        var row = zone.Parameters[0];
        var body = new Replace(readable.Parameters[0], zone.Body).Visit(new Replace(readable.Parameters[1], new Replace(enterprise.Parameters[0], row).Visit(enterprise.Body)).Visit(readable.Body));
        return Expression.Lambda<Func<T, bool>>(body, row);
    }

    private sealed class Replace(ParameterExpression from, Expression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);
    }
}
