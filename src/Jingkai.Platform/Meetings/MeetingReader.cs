using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Clocks;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Meetings;

/// <summary>Meetings as page and interface show them.</summary>
public sealed class MeetingReader
{
    private readonly JingkaiDbContext db;
    private readonly MeetingStore store;
    private readonly MeetingBook book;
    private readonly TimeProvider clock;

    internal MeetingReader(JingkaiDbContext db, MeetingStore store, MeetingBook book, TimeProvider clock) => (this.db, this.store, this.book, this.clock) = (db, store, book, clock);

    /// <summary>A page of what the actor may see.</summary>
    public async Task<PagedList<MeetingSummary>> ListAsync(MeetingFilter filter, PageRequest page, CancellationToken cancel = default)
    {
        var query = Query(filter);
        var total = await query.LongCountAsync(cancel);
        query = filter.Sort switch
        {
            "startsAt" => query.OrderBy(m => m.StartsAt == null).ThenBy(m => m.StartsAt).ThenBy(m => m.Code),
            "code" => query.OrderBy(m => m.Code),
            "-code" => query.OrderByDescending(m => m.Code),
            // What has no time yet stands first: it waits for one.
            _ => query.OrderByDescending(m => m.StartsAt == null).ThenByDescending(m => m.StartsAt).ThenByDescending(m => m.Code),
        };
        return new(await SummariesAsync(await query.Skip(page.Skip).Take(page.Size).ToListAsync(cancel), cancel), total, page.Page, page.Size);
    }

    /// <summary>How many meetings a filter finds.</summary>
    public Task<int> CountAsync(MeetingFilter filter, CancellationToken cancel = default) => Query(filter).CountAsync(cancel);

    /// <summary>The meeting, or <c>not-found</c>.</summary>
    public async Task<Result<MeetingView>> FindAsync(string code, CancellationToken cancel = default)
    {
        if (await db.Set<Meeting>().AsNoTracking().FirstOrDefaultAsync(m => m.Code == code, cancel) is not { } meeting) return ApiErrors.NotFound;
        var (people, rules, writers) = (await store.PeopleAsync(cancel), await store.RulesAsync(meeting, cancel), await store.WritersAsync(meeting.Id, cancel));
        var (items, decisions) = (await store.ItemsAsync(meeting.Id, tracked: false, cancel), await store.DecisionsAsync(meeting.Id, tracked: false, cancel));
        var attendees = await db.Set<Attendee>().AsNoTracking().Where(a => a.MeetingId == meeting.Id).OrderBy(a => a.Position).ToListAsync(cancel);
        var moves = (await db.Set<MeetingMove>().AsNoTracking().Where(m => m.MeetingId == meeting.Id && m.DecisionId == null).OrderBy(m => m.At).ThenBy(m => m.Id).ToListAsync(cancel)).Select(m => Move(m, people)).ToList();
        var (clocks, now, actor) = (await book.ClocksAsync(decisions, cancel), ClockTime.Instant(ClockTime.Now(db, clock)), store.Actor);
        var acts = db.Actor.MemberId is not null;
        var sees = meeting.State == MeetingState.Minuted || rules.Keeps(actor) || meeting.ConfirmerId == actor.Id;
        var writes = acts && rules.MayWrite(actor);
        return new MeetingView((await SummariesAsync([meeting], cancel))[0])
        {
            Caller = Person(people, meeting.CallerId),
            Version = meeting.Version,
            Allowed = acts ? rules.Allowed(actor) : [],
            MayChange = acts && rules.MayAttend(actor),
            MayWrite = writes,
            MayAdd = acts && (writes || (meeting.State == MeetingState.Planned && (rules.Keeps(actor) || db.Actor.May(MeetingsModel.CallPermission)))),
            SeesMinutes = sees,
            NamesConfirmer = writes && !rules.Confirmer(actor.Id, null, people).IsOk,
            Attendees = [.. attendees.Select(a => new AttendeeView(a.MemberId, a.MemberId is null ? a.Name ?? "" : people.NameOf(a.MemberId) ?? "—", a.MemberId is null ? a.Organisation : people.UnitOf(people.Of(a.MemberId)?.UnitId), a.Attendance))],
            Items = [.. items.Select(i => new AgendaItemView(
                i.Number, i.Position, i.Label.Current, i.SubjectKind, i.Path is null ? null : $"/z/{db.Actor.ZoneCode}/{i.Path}", i.Question, Person(people, i.ReporterId), people.UnitOf(i.UnitId), sees ? i.Outcome : null,
                sees ? [.. decisions.Where(d => d.ItemId == i.Id).Select(d => Decision(d, clocks.GetValueOrDefault(d.Id), now, people))] : [], acts && rules.MayChange(actor, i)))],
            Minutes = sees ? meeting.Minutes : null,
            MinutesNumber = NumberOf(meeting),
            Confirmer = Person(people, meeting.ConfirmerId),
            ConfirmedOn = meeting.ConfirmedOn,
            CancelReason = meeting.CancelReason,
            Corrections = [.. moves.Where(m => m.Verb == MeetingVerb.Correct)],
            Moves = [.. moves.Where(m => m.Verb != MeetingVerb.Write)],
        };
    }

    /// <summary>Members who take part in meetings, for the choices of a page.</summary>
    public async Task<IReadOnlyList<MeetingPersonView>> PeopleAsync(CancellationToken cancel = default)
    {
        var people = await store.PeopleAsync(cancel);
        return [.. people.All.Where(p => p.TakesPart).Select(p => Person(people, p.Id)!)];
    }

    /// <summary>Leaders who may confirm minutes of a meeting that its chair wrote of.</summary>
    public async Task<IReadOnlyList<MeetingPersonView>> ConfirmersAsync(string code, CancellationToken cancel = default)
    {
        if (await db.Set<Meeting>().AsNoTracking().FirstOrDefaultAsync(m => m.Code == code, cancel) is not { } meeting) return [];
        var (people, rules) = (await store.PeopleAsync(cancel), await store.RulesAsync(meeting, cancel));
        return [.. people.All.Where(p => p.Leads && rules.Confirmer(db.MemberId, p.Id, people).IsOk).Select(p => Person(people, p.Id)!)];
    }

    /// <summary>Units of the zone, for the choices of a page.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Name)>> UnitsAsync(CancellationToken cancel = default) => [.. (await store.PeopleAsync(cancel)).Units.Select(u => (u.Key, u.Value))];

    internal static MeetingPersonView? Person(MeetingPeople people, Guid? id) => people.Of(id) is { } person ? new(person.Id, person.Name, person.Post, people.UnitOf(person.UnitId)) : null;

    internal static MeetingMoveView Move(MeetingMove move, MeetingPeople people) => new(move.At, move.Day, people.NameOf(move.MemberId), move.Verb, move.Note, people.NameOf(move.ToId));

    internal static string? NumberOf(Meeting meeting) => meeting.MinutesNumber is { } number ? new Text(FormattableString.Invariant($"〔{meeting.MinutesYear}〕{number}号"), FormattableString.Invariant($"No. {number} of {meeting.MinutesYear}")).Current : null;

    /// <summary>The time of a decision in words.</summary>
    internal static string LimitOf(MeetingDecision decision) => decision.DueOn is { } due ? due.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : decision.Limit?.InWords().Current ?? "";

    private static DecisionView Decision(MeetingDecision d, Clock? own, DateTime now, MeetingPeople people) => new(
        d.Id, d.Number, d.Text, Person(people, d.OwnerId)!, people.UnitOf(d.UnitId), d.UnitId, d.State, d.LimitAmount, d.LimitUnit, d.DueOn, LimitOf(d), ClockTime.Text(own?.DueAt), own?.DueAt < (own?.StoppedAt ?? now));

    private IQueryable<Meeting> Query(MeetingFilter filter)
    {
        var query = db.Set<Meeting>().AsNoTracking();
        if (filter.State == MeetingFilter.Open) query = query.Where(m => m.State != MeetingState.Minuted && m.State != MeetingState.Cancelled);
        else if (filter.State is { } state) query = query.Where(m => m.State == state);
        if (filter.Kind is { } kind) query = query.Where(m => m.Kind == kind);
        if (filter.Mine) query = query.Where(m => db.Set<MeetingPart>().Any(p => p.ZoneId == m.ZoneId && p.MeetingId == m.Id && p.MemberId == db.MemberId));
        if (filter.Q is { } words)
        {
            var (key, code) = (TextNormal.SearchKey(words), words.ToUpperInvariant());
            query = key.Length == 0 ? query.Where(m => m.Code == code) : query.Where(m => m.Code == code || m.Search.Contains(key));
        }

        if (filter.Since is { } first)
        {
            var at = ClockTime.Instant(first.ToDateTime(TimeOnly.MinValue));
            query = query.Where(m => m.StartsAt >= at);
        }

        if (filter.Until is { } last)
        {
            var at = ClockTime.Instant(last.AddDays(1).ToDateTime(TimeOnly.MinValue));
            query = query.Where(m => m.StartsAt < at);
        }

        return query;
    }

    private async Task<IReadOnlyList<MeetingSummary>> SummariesAsync(IReadOnlyList<Meeting> meetings, CancellationToken cancel)
    {
        if (meetings.Count == 0) return [];
        var (ids, people) = (meetings.Select(m => m.Id).ToList(), await store.PeopleAsync(cancel));
        var items = await db.Set<AgendaItem>().Where(i => ids.Contains(i.MeetingId)).GroupBy(i => i.MeetingId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        var tasks = (await db.Set<MeetingDecision>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).Where(d => ids.Contains(d.MeetingId) && d.State != MeetingTaskState.Draft)
            .GroupBy(d => new { d.MeetingId, d.State }).Select(g => new { g.Key.MeetingId, g.Key.State, Count = g.Count() }).ToListAsync(cancel)).ToLookup(g => g.MeetingId);
        var today = ClockTime.Instant(db.Today.ToDateTime(TimeOnly.MinValue));
        return [.. meetings.Select(m => new MeetingSummary
        {
            Code = m.Code,
            Kind = m.Kind,
            KindName = MeetingKind.NameOf(m.Kind).Current,
            Title = m.Title,
            State = m.State,
            StartsAt = ClockTime.Text(m.StartsAt),
            Place = m.Place,
            Chair = Person(people, m.ChairId),
            Recorder = Person(people, m.RecorderId),
            ItemCount = items.GetValueOrDefault(m.Id),
            TaskCount = tasks[m.Id].Sum(t => t.Count),
            OpenTasks = tasks[m.Id].Where(t => t.State == MeetingTaskState.Open).Sum(t => t.Count),
            Overdue = m.State == MeetingState.Planned && m.StartsAt < today,
        })];
    }
}
