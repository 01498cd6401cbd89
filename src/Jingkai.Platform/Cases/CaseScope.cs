using System.Linq.Expressions;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Jingkai.Platform.SignOffs;

namespace Jingkai.Platform.Cases;

/// <summary>Who may do what with cases.</summary>
public static class CasePermissions
{
    /// <summary>Reads cases; how far, says the scope.</summary>
    public const string Read = "platform.cases";

    /// <summary>Raises cases.</summary>
    public const string Raise = "platform.cases.raise";

    /// <summary>Accepts and handles cases.</summary>
    public const string Handle = "platform.cases.handle";

    /// <summary>The desk: assigns, follows up, strikes off.</summary>
    public const string Desk = "platform.cases.desk";

    /// <summary>A leader: assigns, lifts, urges.</summary>
    public const string Lead = "platform.cases.lead";

    /// <summary>Reads common problems: everyone who handles or leads.</summary>
    public const string Groups = "platform.cases.groups";

    /// <summary>Opens, lifts and settles common problems.</summary>
    public const string Gather = "platform.cases.gather";

    /// <summary>Keeps the kinds of the zone.</summary>
    public const string Keep = "platform.cases.keep";
}

/// <summary>Who reads a case. For everybody else it does not exist.</summary>
internal static class CaseScope
{
    /// <summary>All of the zone; or what one raised, holds, is offered, has a part in, ever moved or stands in for; or what one's unit holds or has a part
    /// in; or what is about something assigned to one; or what is about one's own enterprise.</summary>
    public static Expression<Func<Case, bool>> Filter(JingkaiDbContext db) => c =>
        db.SeesAll(CasePermissions.Read)
        || (c.RaisedById != null && c.RaisedById == db.MemberId)
        || (c.ResponsibleId != null && c.ResponsibleId == db.MemberId)
        || (c.AssignedId != null && c.AssignedId == db.MemberId)
        || (c.TurnMemberId != null && c.TurnMemberId == db.MemberId)
        || (db.SeesBy(CasePermissions.Read, Scope.Enterprise) && c.SubjectKind == "enterprise" && c.SubjectId == db.EnterpriseId)
        || (db.SeesBy(CasePermissions.Read, Scope.Assigned) && db.Set<Assignment>().Any(a => a.ZoneId == c.ZoneId && a.MemberId == db.MemberId && a.SubjectKind == c.SubjectKind && a.SubjectId == c.SubjectId
            && a.FromOn <= db.Today && (a.UntilOn == null || a.UntilOn > db.Today)))
        || (db.SeesBy(CasePermissions.Read, Scope.Unit) && (
            (c.ResponsibleUnitId != null && (c.ResponsibleUnitId == db.UnitId || db.Set<Unit>().Any(u => u.ZoneId == c.ZoneId && u.Id == c.ResponsibleUnitId && u.ParentId == db.UnitId)))
            || (c.AssignedUnitId != null && (c.AssignedUnitId == db.UnitId || db.Set<Unit>().Any(u => u.ZoneId == c.ZoneId && u.Id == c.AssignedUnitId && u.ParentId == db.UnitId)))
            || db.Set<CasePart>().Any(p => p.ZoneId == c.ZoneId && p.CaseId == c.Id && p.UnitId != null && p.UnitId == db.UnitId)))
        || db.Set<CaseEvent>().Any(e => e.ZoneId == c.ZoneId && e.CaseId == c.Id && e.MemberId != null && e.MemberId == db.MemberId)
        || db.Set<Absence>().Any(a => a.ZoneId == c.ZoneId && a.VoidedAt == null && a.StandInId == db.MemberId && a.FromOn <= db.Today && a.UntilOn > db.Today
            && (a.MemberId == c.ResponsibleId || a.MemberId == c.TurnMemberId));
}
