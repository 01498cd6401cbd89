using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Meetings;

/// <summary>Reads meetings with what their rules need. A meeting's row is taken before anything is read that a writer decides by, also for
/// its agenda, its minutes and its tasks: everything about one meeting happens one after another.</summary>
internal sealed class MeetingStore(JingkaiDbContext db, PermissionCatalog permissions)
{
    private MeetingPeople? people;

    /// <summary>Takes a meeting until the transaction ends.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="beyond">Also one that the actor has no part in.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Meeting?> TakeAsync(string code, bool beyond, CancellationToken cancel)
    {
        if (db.Provider == Provider.Postgres) await db.Database.ExecuteSqlAsync($"SELECT 1 FROM platform_meetings WHERE zone_id = {db.ZoneId} AND code = {code} FOR UPDATE", cancel);
        var query = db.Set<Meeting>().AsTracking();
        if (beyond) query = query.IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]);
        var meeting = await query.FirstOrDefaultAsync(m => m.Code == code, cancel);
        // A row that this context tracked before it was taken may be older than what another writer left.
        if (meeting is not null && db.Entry(meeting).State == EntityState.Unchanged) await db.Entry(meeting).ReloadAsync(cancel);
        return meeting;
    }

    /// <summary>Takes the meeting of a task that the actor may see, and then the task.</summary>
    public async Task<(Meeting Meeting, MeetingDecision Task)?> TakeTaskAsync(Guid id, CancellationToken cancel)
    {
        var meeting = await db.Set<MeetingDecision>().AsNoTracking().Where(d => d.Id == id && d.State != MeetingTaskState.Draft).Select(d => (Guid?)d.MeetingId).FirstOrDefaultAsync(cancel);
        if (meeting is null) return null;
        var code = await db.Set<Meeting>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).Where(m => m.Id == meeting).Select(m => m.Code).SingleAsync(cancel);
        var taken = await TakeAsync(code, beyond: true, cancel);
        return (taken!, await db.Set<MeetingDecision>().AsTracking().SingleAsync(d => d.Id == id, cancel));
    }

    /// <summary>The rules of a meeting.</summary>
    public async Task<MeetingRules> RulesAsync(Meeting meeting, CancellationToken cancel) => new(meeting, await WritersAsync(meeting.Id, cancel));

    /// <summary>Whoever wrote of a meeting's minutes.</summary>
    public async Task<IReadOnlySet<Guid>> WritersAsync(Guid meeting, CancellationToken cancel) =>
        (await db.Set<MeetingMove>().AsNoTracking().Where(m => m.MeetingId == meeting && m.MemberId != null && (m.Verb == MeetingVerb.Write || m.Verb == MeetingVerb.Minute))
            .Select(m => m.MemberId!.Value).Distinct().ToListAsync(cancel)).ToHashSet();

    /// <summary>Items of an agenda in their order.</summary>
    public Task<List<AgendaItem>> ItemsAsync(Guid meeting, bool tracked, CancellationToken cancel)
    {
        var query = db.Set<AgendaItem>().Where(i => i.MeetingId == meeting).OrderBy(i => i.Position).ThenBy(i => i.Number);
        return (tracked ? query.AsTracking() : query.AsNoTracking()).ToListAsync(cancel);
    }

    /// <summary>Decisions of a meeting in their order; whoever reads the meeting reads them.</summary>
    public Task<List<MeetingDecision>> DecisionsAsync(Guid meeting, bool tracked, CancellationToken cancel)
    {
        var query = db.Set<MeetingDecision>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).Where(d => d.MeetingId == meeting).OrderBy(d => d.Number).ThenBy(d => d.Id);
        return (tracked ? query.AsTracking() : query.AsNoTracking()).ToListAsync(cancel);
    }

    /// <summary>The members and units of the zone.</summary>
    public async Task<MeetingPeople> PeopleAsync(CancellationToken cancel) => people ??= await MeetingPeople.ReadAsync(db, permissions, cancel);

    /// <summary>The actor, to the rules.</summary>
    public MeetingActor Actor => new(db.MemberId, db.Actor.Roles.Contains(Roles.Leader));
}
