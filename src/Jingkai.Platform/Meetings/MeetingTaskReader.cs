using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Clocks;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Meetings;

/// <summary>Tasks from meetings as page and interface show them.</summary>
public sealed class MeetingTaskReader
{
    private readonly JingkaiDbContext db;
    private readonly MeetingStore store;
    private readonly TimeProvider clock;

    internal MeetingTaskReader(JingkaiDbContext db, MeetingStore store, TimeProvider clock) => (this.db, this.store, this.clock) = (db, store, clock);

    /// <summary>A page of the tasks that the actor may see: what is open by its end, then the rest, the newest first.</summary>
    public async Task<PagedList<MeetingTaskView>> ListAsync(MeetingTaskFilter filter, PageRequest page, CancellationToken cancel = default)
    {
        var query = Query(filter);
        var total = await query.LongCountAsync(cancel);
        var rows = await query.OrderBy(r => r.Task.State == MeetingTaskState.Accepted).ThenBy(r => r.Task.State == MeetingTaskState.Done).ThenBy(r => r.Clock.DueAt).ThenBy(r => r.Task.Id)
            .Skip(page.Skip).Take(page.Size).ToListAsync(cancel);
        return new(await ViewsAsync(rows, cancel), total, page.Page, page.Size);
    }

    /// <summary>How many tasks a filter finds.</summary>
    public Task<int> CountAsync(MeetingTaskFilter filter, CancellationToken cancel = default) => Query(filter).CountAsync(cancel);

    /// <summary>A task with its story, or <c>not-found</c>.</summary>
    public async Task<Result<MeetingTaskDetail>> FindAsync(Guid id, CancellationToken cancel = default)
    {
        if (await Query(new(null, null, false, null)).FirstOrDefaultAsync(r => r.Task.Id == id, cancel) is not { } row) return ApiErrors.NotFound;
        var people = await store.PeopleAsync(cancel);
        var moves = await db.Set<MeetingMove>().AsNoTracking().Where(m => m.DecisionId == id).OrderBy(m => m.At).ThenBy(m => m.Id).ToListAsync(cancel);
        var open = await db.Set<Meeting>().AnyAsync(m => m.Id == row.Meeting.Id, cancel);
        return new MeetingTaskDetail((await ViewsAsync([row], cancel))[0])
        {
            MeetingPath = open ? $"/z/{db.Actor.ZoneCode}/{MeetingTrail.PathOf(row.Meeting)}" : null,
            MinutesNumber = MeetingReader.NumberOf(row.Meeting),
            Report = row.Task.Report,
            DoneBy = MeetingReader.Person(people, row.Task.DoneById),
            DoneAt = row.Task.DoneAt,
            AcceptedAt = row.Task.AcceptedAt,
            Version = row.Task.Version,
            Allowed = db.Actor.MemberId is null ? [] : new MeetingTaskRules(row.Meeting, row.Task).Allowed(store.Actor),
            Moves = [.. moves.Select(m => MeetingReader.Move(m, people))],
        };
    }

    /// <summary>Who may take a task over now, for the choice of a page.</summary>
    public async Task<IReadOnlyList<MeetingPersonView>> CandidatesAsync(Guid id, CancellationToken cancel = default)
    {
        if (await Query(new(null, null, false, null)).FirstOrDefaultAsync(r => r.Task.Id == id, cancel) is not { } row) return [];
        var (people, rules) = (await store.PeopleAsync(cancel), new MeetingTaskRules(row.Meeting, row.Task));
        return [.. people.All.Where(p => p.TakesPart && (row.Task.State == MeetingTaskState.Done ? p.Id != row.Task.AcceptorId && rules.MayAccept(new(p.Id, p.Leads)) : p.Id != row.Task.OwnerId))
            .Select(p => MeetingReader.Person(people, p.Id)!)];
    }

    /// <summary>Whoever may see a task may see whose it is, what meeting it is from and its clock.</summary>
    private IQueryable<Row> Query(MeetingTaskFilter filter)
    {
        var tasks = db.Set<MeetingDecision>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsNoTracking().Where(MeetingScope.Decisions(db)).Where(d => d.State != MeetingTaskState.Draft);
        if (filter.Owner == "mine") tasks = tasks.Where(d => d.OwnerId == db.MemberId);
        if (filter.Owner == "accept") tasks = tasks.Where(d => d.AcceptorId == db.MemberId && d.State == MeetingTaskState.Done);
        if (filter.Owner == "unit") tasks = tasks.Where(d => d.UnitId != null && (d.UnitId == db.UnitId || db.Set<Accounts.Unit>().Any(u => u.ZoneId == d.ZoneId && u.Id == d.UnitId && u.ParentId == db.UnitId)));
        if (filter.State is { } state) tasks = tasks.Where(d => d.State == state);
        var rows = from d in tasks
                   join m in db.Set<Meeting>() on d.MeetingId equals m.Id
                   join i in db.Set<AgendaItem>() on d.ItemId equals i.Id
                   join c in db.Set<Clock>() on d.ClockId equals (Guid?)c.Id
                   select new Row { Task = d, Meeting = m, Item = i, Clock = c };
        if (filter.Meeting is { } code) rows = rows.Where(r => r.Meeting.Code == code);
        if (!filter.Late) return rows;
        var now = ClockTime.Instant(ClockTime.Now(db, clock));
        return rows.Where(r => r.Clock.DueAt < (r.Clock.StoppedAt ?? now));
    }

    private async Task<IReadOnlyList<MeetingTaskView>> ViewsAsync(IReadOnlyList<Row> rows, CancellationToken cancel)
    {
        if (rows.Count == 0) return [];
        var (people, now) = (await store.PeopleAsync(cancel), ClockTime.Instant(ClockTime.Now(db, clock)));
        return [.. rows.Select(r => new MeetingTaskView
        {
            Id = r.Task.Id,
            Meeting = r.Meeting.Code,
            MeetingTitle = r.Meeting.Title,
            Item = r.Item.Label.Current,
            Number = r.Task.Number,
            Text = r.Task.Text,
            Owner = MeetingReader.Person(people, r.Task.OwnerId)!,
            Unit = people.UnitOf(r.Task.UnitId),
            State = r.Task.State,
            Limit = MeetingReader.LimitOf(r.Task),
            Due = ClockTime.Text(r.Clock.DueAt),
            Late = r.Clock.DueAt < (r.Clock.StoppedAt ?? now),
            Acceptor = MeetingReader.Person(people, r.Task.AcceptorId),
        })];
    }

    private sealed class Row
    {
        public required MeetingDecision Task { get; init; }

        public required Meeting Meeting { get; init; }

        public required AgendaItem Item { get; init; }

        public required Clock Clock { get; init; }
    }
}
