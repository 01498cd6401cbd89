using System.Linq.Expressions;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Meetings;

/// <summary>Who reads what. A meeting: its chair and recorder, who called it, who is asked to come, who put something on its agenda, who has a task
/// from it, and the zone's leaders and economy office. A task: they, and the unit that answers for it. For everybody else it does not exist.</summary>
internal static class MeetingScope
{
    public static void Configure(ModelBuilder model, JingkaiDbContext db)
    {
        model.Entity<Meeting>().HasQueryFilter(JingkaiDbContext.ScopeFilter, m =>
            db.SeesAll(MeetingsModel.ReadPermission) || db.Set<MeetingPart>().Any(p => p.ZoneId == m.ZoneId && p.MeetingId == m.Id && p.MemberId == db.MemberId));
        model.Entity<MeetingDecision>().HasQueryFilter(JingkaiDbContext.ScopeFilter, Decisions(db));
    }

    /// <summary>The filter of decisions, also for queries that leave the filters of other tables out.</summary>
    public static Expression<Func<MeetingDecision, bool>> Decisions(JingkaiDbContext db) => d =>
        db.SeesAll(MeetingsModel.ReadPermission)
        || db.Set<MeetingPart>().Any(p => p.ZoneId == d.ZoneId && p.MeetingId == d.MeetingId && p.MemberId == db.MemberId)
        || (db.SeesBy(MeetingsModel.ReadPermission, Scope.Unit) && d.State != MeetingTaskState.Draft && d.UnitId != null
            && (d.UnitId == db.UnitId || db.Set<Unit>().Any(u => u.ZoneId == d.ZoneId && u.Id == d.UnitId && u.ParentId == db.UnitId)));
}
