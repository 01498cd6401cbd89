using System.Text.Json;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Cases.Kinds;
using Jingkai.Platform.Cases.Rules;
using Jingkai.Platform.Clocks;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Cases.Reading;

/// <summary>Cases as page and interface show them, within the reader's scope.</summary>
public sealed class CaseReader
{
    private readonly JingkaiDbContext db;
    private readonly CaseKinds kinds;
    private readonly CaseStore store;
    private readonly CasePeople people;
    private readonly IEnumerable<ICaseSubject> subjects;
    private readonly TimeProvider time;

    internal CaseReader(JingkaiDbContext db, CaseKinds kinds, CaseStore store, CasePeople people, IEnumerable<ICaseSubject> subjects, TimeProvider time) =>
        (this.db, this.kinds, this.store, this.people, this.subjects, this.time) = (db, kinds, store, people, subjects, time);

    /// <summary>A page of cases; the most pressing first unless another order is asked for.</summary>
    /// <returns>Them; 400 for a filter or order that cannot be read.</returns>
    public async Task<Result<PagedList<CaseSummary>>> ListAsync(CaseFilter filter, PageRequest page, CancellationToken cancel = default)
    {
        if (!(await new CaseQuery(db, time).ApplyAsync(filter, cancel)).Try(out var query, out var error)) return error;
        var total = await query.LongCountAsync(cancel);
        if (!Order(query, filter.Sort).Try(out var ordered, out error)) return error;
        var rows = await ordered.Skip(page.Skip).Take(page.Size).ToListAsync(cancel);
        return new PagedList<CaseSummary>(await SummariesAsync([.. rows.Select(r => r.Case)], cancel), total, page.Page, page.Size);
    }

    /// <summary>How many each of the usual lists has: mine, unit, desk, late, week.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountsAsync(CancellationToken cancel = default)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (name, filter) in CaseLists.Of(db.Actor))
            counts[name] = (await new CaseQuery(db, time).ApplyAsync(filter, cancel)).Try(out var query, out _) ? await query.CountAsync(cancel) : 0;
        return counts;
    }

    /// <summary>A case with its story and what the reader can do; <c>not-found</c>.</summary>
    public async Task<Result<CaseView>> FindAsync(string code, CancellationToken cancel = default)
    {
        if (await store.ReadAsync(code, cancel) is not { } board) return ApiErrors.NotFound;
        var row = board.Case;
        var actor = await people.ActorAsync(row, cancel);
        var summary = (await SummariesAsync([row], cancel))[0];
        var names = await NamesAsync(cancel);
        // An asker is told what concerns them, not who passes what to whom.
        var outside = actor is { Asks: true, Handles: false, Desk: false, Leads: false };
        var events = (await db.Set<CaseEvent>().AsNoTracking().Where(e => e.CaseId == row.Id).OrderBy(e => e.Number).ToListAsync(cancel)).Where(e => !outside || !CaseVerb.IsInternal(e.Verb)).ToList();
        var clocks = await EndsAsync([.. board.Parts.Select(p => p.ClockId).Append(row.WaitClockId).OfType<Guid>()], cancel);
        var now = Now;
        var extensions = row.ClockId is { } clock && !outside ? await db.Set<ClockExtension>().AsNoTracking().Where(e => e.ClockId == clock).OrderBy(e => e.AskedAt).ToListAsync(cancel) : [];
        var unit = row.ClockId is { } c ? await db.Set<Clock>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsNoTracking().Where(k => k.Id == c).Select(k => k.Unit).FirstOrDefaultAsync(cancel) : null;
        var group = row.GroupId is { } g ? await db.Set<CaseGroup>().AsNoTracking().FirstOrDefaultAsync(x => x.Id == g, cancel) : null;
        return new CaseView(summary)
        {
            Id = row.Id, Version = row.Version, Text = row.Text, Fields = JsonSerializer.Deserialize<Dictionary<string, string>>(row.Fields)!,
            SubjectPath = await SubjectPathAsync(row, cancel),
            RaisedBy = outside && !row.RaisedByAsker ? null : names.Member(row.RaisedById), RaisedByAsker = row.RaisedByAsker, Proposed = outside ? null : names.Unit(row.ProposedUnitId),
            Assigned = outside ? null : names.Member(row.AssignedId), AssignedUnit = names.Unit(row.AssignedUnitId), Answer = row.Answer, HeldUntil = row.HeldUntil,
            SilenceDue = row is { State: CaseState.Answered, WaitClockId: { } wait } && clocks.TryGetValue(wait, out var ends) ? ClockTime.Text(ends.DueAt) : null,
            Meeting = outside ? null : row.Meeting, OuterSystem = row.OuterSystem, OuterNumber = row.OuterNumber,
            DuplicateOf = row.DuplicateOfId is { } of ? await db.Set<Case>().Where(x => x.Id == of).Select(x => x.Code).FirstOrDefaultAsync(cancel) : null,
            Duplicates = await db.Set<Case>().Where(x => x.DuplicateOfId == row.Id).OrderBy(x => x.Code).Select(x => x.Code).ToListAsync(cancel),
            Group = outside || group is null ? null : new(group.Code, group.Title), GradeNote = row.GradeNote, FollowUp = row.FollowUp,
            Parts = outside ? [] : [.. board.Parts.Select(p => new PartView(p.Number, p.Title, names.Unit(p.UnitId), names.Member(p.MemberId), p.AfterPart, p.State, p.Result, p.DoneAt,
                p.ClockId is { } id && clocks.TryGetValue(id, out var end) ? ClockTime.Text(end.DueAt) : null, PartState.IsOpen(p.State) && p.ClockId is { } k && clocks.TryGetValue(k, out var over) && over.DueAt < now, CaseMover.PartMoves(board, p, actor)))],
            Extensions = [.. extensions.Select(e => new CaseExtensionView(TimeLimit.Of(e.Amount, Calendars.LimitUnits.Find(unit).Value).Value.InWords().Current, e.Reason, e.State, e.SignOff))],
            Events = [.. events.Select(e => new EventView(e.Number, e.At, e.Verb, e.State, outside && e.MemberId != db.Actor.MemberId ? names.UnitNameOf(e.MemberId) : names.Member(e.MemberId)?.Name, outside ? null : names.Member(e.ForId)?.Name,
                outside ? names.Unit(e.ToUnitId)?.Name : Joined(names.Member(e.ToId)?.Name, names.Unit(e.ToUnitId)?.Name), e.Note, outside ? null : e.About, e.Part, [.. (e.Evidence ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Guid.Parse)]))],
            Allowed = board.Allowed(actor),
        };
    }

    /// <summary>Common problems of the zone that cases can be put into.</summary>
    public async Task<IReadOnlyList<CaseTerm>> OpenGroupsAsync(CancellationToken cancel = default) =>
        [.. (await db.Set<CaseGroup>().AsNoTracking().Where(g => g.SettledAt == null).OrderByDescending(g => g.OpenedAt).Take(200).ToListAsync(cancel)).Select(g => new CaseTerm(g.Code, g.Title))];

    /// <summary>Where a case can go: units with somebody who handles cases, and these members, in order of unit and name.</summary>
    public async Task<IReadOnlyList<CaseHandler>> HandlersAsync(CancellationToken cancel = default) =>
        await (from m in people.Holding(CasePermissions.Handle) join u in db.Set<Accounts.Unit>() on m.UnitId equals (Guid?)u.Id orderby u.Position, u.Name, m.Name, m.Id select new CaseHandler(u.Id, u.Name, m.Id, m.Name, m.Post)).ToListAsync(cancel);

    internal async Task<IReadOnlyList<CaseSummary>> SummariesAsync(IReadOnlyList<Case> rows, CancellationToken cancel)
    {
        if (rows.Count == 0) return [];
        var (names, known, now) = (await NamesAsync(cancel), (await kinds.AllAsync(cancel)).ToDictionary(k => k.Code, StringComparer.Ordinal), Now);
        var ends = await EndsAsync([.. rows.Select(r => r.ClockId).OfType<Guid>()], cancel);
        return [.. rows.Select(r =>
        {
            var kind = known.GetValueOrDefault(r.Kind);
            var clock = r.ClockId is { } id ? ends.GetValueOrDefault(id) : null;
            var running = clock is { State: not ClockState.Stopped };
            return new CaseSummary
            {
                Code = r.Code, Kind = new(r.Kind, kind?.Name.Text.Current ?? r.Kind), Title = r.Title, Subject = r.SubjectId is { } subject ? new(subject, r.SubjectName ?? "") : null,
                Category = new(r.Category, kind?.CategoryOf(r.Category)?.Name.Text.Current ?? r.Category), Class = new(r.Class, kind?.ClassOf(r.Class)?.Name.Text.Current ?? r.Class), Source = r.Source, Urgent = r.Urgent,
                State = r.State, Turn = r.Turn, TurnOf = names.Member(r.TurnMemberId) ?? names.Unit(r.TurnUnitId), Responsible = names.Member(r.ResponsibleId), Unit = names.Unit(r.ResponsibleUnitId), RaisedAt = r.RaisedAt,
                Due = ClockTime.Text(running ? clock!.DueAt : r.AnswerDueAt), Provisional = running && clock!.Provisional, Late = running ? clock!.DueAt < now : r.AnswerDueAt is { } due && r.AnsweredAt > due,
                AnsweredAt = r.AnsweredAt, SettledAt = r.SettledAt, SettledBy = r.SettledBy, EndedAt = r.EndedAt, Returned = r.Returned, Reopened = r.Reopened, Grade = r.Grade, Urged = r.UrgedAt is not null && CaseState.Unanswered.Contains(r.State),
            };
        })];
    }

    private async Task<string?> SubjectPathAsync(Case row, CancellationToken cancel) =>
        row.SubjectId is { } id && subjects.FirstOrDefault(s => s.Kind == row.SubjectKind) is { } source && await source.FindAsync(id.ToString(), cancel) is { Path: { } path } ? $"/z/{db.Actor.ZoneCode}/{path}" : null;

    private DateTime Now => ClockTime.Instant(ClockTime.Now(db, time));

    private static string? Joined(string? member, string? unit) => member is null ? unit : unit is null ? member : $"{unit} {member}";

    private Result<IQueryable<CaseWithEnds>> Order(IQueryable<Case> query, string? sort)
    {
        var rows = from c in query join k in db.Set<ClockEnds>() on c.ClockId equals (Guid?)k.Id into clocks from k in clocks.DefaultIfEmpty() select new CaseWithEnds { Case = c, DueAt = k != null && k.State != ClockState.Stopped ? k.DueAt : null };
        return sort switch
        {
            // Urgent first, then by the end of the time; what has none comes last, the newest of it first.
            null or "" or "due" => Result.Ok<IQueryable<CaseWithEnds>>(rows.OrderBy(r => r.DueAt == null).ThenByDescending(r => r.DueAt != null && r.Case.Urgent).ThenBy(r => r.DueAt).ThenByDescending(r => r.Case.RaisedAt).ThenByDescending(r => r.Case.Id)),
            "-due" => Result.Ok<IQueryable<CaseWithEnds>>(rows.OrderBy(r => r.DueAt == null).ThenByDescending(r => r.DueAt).ThenByDescending(r => r.Case.Id)),
            "raised" => Result.Ok<IQueryable<CaseWithEnds>>(rows.OrderBy(r => r.Case.RaisedAt).ThenBy(r => r.Case.Id)),
            "-raised" => Result.Ok<IQueryable<CaseWithEnds>>(rows.OrderByDescending(r => r.Case.RaisedAt).ThenByDescending(r => r.Case.Id)),
            "code" => Result.Ok<IQueryable<CaseWithEnds>>(rows.OrderBy(r => r.Case.Code)),
            "-code" => Result.Ok<IQueryable<CaseWithEnds>>(rows.OrderByDescending(r => r.Case.Code)),
            _ => ApiErrors.BadSort(sort, ["due", "raised", "code"]),
        };
    }

    private async Task<IReadOnlyDictionary<Guid, ClockEnds>> EndsAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancel) =>
        ids.Count == 0 ? new Dictionary<Guid, ClockEnds>() : await db.Set<ClockEnds>().AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancel);

    private async Task<PartyNames> NamesAsync(CancellationToken cancel) => new(
        await db.Set<Member>().AsNoTracking().Select(m => new PartyName(m.Id, m.Name, m.UnitId)).ToDictionaryAsync(m => m.Id, cancel),
        await db.Set<Accounts.Unit>().AsNoTracking().Select(u => new PartyName(u.Id, u.Name, null)).ToDictionaryAsync(u => u.Id, cancel));

    private sealed class CaseWithEnds
    {
        public required Case Case { get; init; }

        public DateTime? DueAt { get; init; }
    }

    private sealed record PartyName(Guid Id, string Name, Guid? Unit);

    private sealed class PartyNames(IReadOnlyDictionary<Guid, PartyName> members, IReadOnlyDictionary<Guid, PartyName> units)
    {
        public CaseParty? Member(Guid? id) => id is { } known && members.TryGetValue(known, out var found) ? new(found.Id, found.Name) : null;

        public CaseParty? Unit(Guid? id) => id is { } known && units.TryGetValue(known, out var found) ? new(found.Id, found.Name) : null;

        public string? UnitNameOf(Guid? member) => member is { } id && members.TryGetValue(id, out var found) ? Unit(found.Unit)?.Name : null;
    }
}
