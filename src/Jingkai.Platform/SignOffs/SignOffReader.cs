using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Jingkai.Platform.Inboxes;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.SignOffs;

/// <summary>Sign-offs as page, interface and inbox show them.</summary>
public sealed class SignOffReader
{
    private readonly JingkaiDbContext db;
    private readonly SignOffStore store;
    private readonly IEnumerable<ISignOffKind> kinds;

    internal SignOffReader(JingkaiDbContext db, SignOffStore store, IEnumerable<ISignOffKind> kinds) => (this.db, this.store, this.kinds) = (db, store, kinds);

    /// <summary>A page of what the actor may see, newest first.</summary>
    /// <param name="state">Only this <see cref="SignOffState"/>; all when null.</param>
    /// <param name="orphaned">Only those that nobody holds.</param>
    /// <param name="subject">Only those about this subject, <c>kind:id</c>.</param>
    /// <param name="page">The page.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<PagedList<SignOffSummary>> ListAsync(string? state, bool orphaned, string? subject, PageRequest page, CancellationToken cancel = default)
    {
        var query = db.Set<SignOff>().AsNoTracking();
        if (state is not null) query = query.Where(s => s.State == state);
        if (subject?.Split(':', 2) is [var kind, var id]) query = query.Where(s => s.SubjectKind == kind && s.SubjectId == id);
        query = query.OrderByDescending(s => s.StartedAt).ThenByDescending(s => s.Id);
        if (!orphaned)
            return new(await SummariesAsync(await query.Skip(page.Skip).Take(page.Size).ToListAsync(cancel), cancel), await query.LongCountAsync(cancel), page.Page, page.Size);
        // Whether somebody holds a place is decided by the rules, not by a column: what is open is never much.
        var open = await query.Where(s => s.State == SignOffState.Pending || s.State == SignOffState.Returned).ToListAsync(cancel);
        var nobodys = (await SummariesAsync(open, cancel)).Where(s => s.Orphaned).ToList();
        return new([.. nobodys.Skip(page.Skip).Take(page.Size)], nobodys.Count, page.Page, page.Size);
    }

    /// <summary>The sign-off, or <c>not-found</c>.</summary>
    public async Task<Result<SignOffView>> FindAsync(string code, CancellationToken cancel = default)
    {
        var signOff = await db.Set<SignOff>().AsNoTracking().FirstOrDefaultAsync(s => s.Code == code, cancel);
        if (signOff is null) return ApiErrors.NotFound;
        var board = (await store.BoardsAsync([signOff], tracked: false, cancel))[0];
        var people = await PeopleAsync(cancel);
        var steps = await db.Set<SignOffStep>().AsNoTracking().Where(s => s.SignOffId == signOff.Id).OrderBy(s => s.Round).ThenBy(s => s.Number).ToListAsync(cancel);
        var moves = await db.Set<SignOffMove>().AsNoTracking().Where(m => m.SignOffId == signOff.Id).OrderBy(m => m.At).ThenBy(m => m.Id).ToListAsync(cancel);
        var copies = await db.Set<SignOffCopy>().AsNoTracking().Where(c => c.SignOffId == signOff.Id).Select(c => c.MemberId).ToListAsync(cancel);
        PersonView? Maybe(Guid? id) => id is { } known ? people.Of(known) : null;
        return new SignOffView(Summary(board, people))
        {
            SubjectKind = signOff.SubjectKind,
            SubjectId = signOff.SubjectId,
            Path = signOff.Path is null ? null : $"/z/{db.Actor.ZoneCode}/{signOff.Path}",
            Reason = signOff.Reason,
            Owner = people.Of(signOff.OwnerId),
            Version = signOff.Version,
            Allowed = db.Actor.MemberId is { } me ? board.Allowed(me) : [],
            Steps = [.. steps.Select(s => new StepView(s.Round, s.Number, s.Mode, new Text(s.TitleZh, s.TitleEn).Current, [.. board.Signers.Where(p => p.Round == s.Round && p.Step == s.Number)
                .Select(p => new SignerView(people.Of(p.MemberId), p.State, p.Added, p.State == SignerState.Open ? Maybe(board.Holder(p)) : null, Maybe(p.DecidedById), p.Opinion, p.DecidedAt))]))],
            Moves = [.. moves.Select(m => new MoveView(m.At, m.Round, m.Step, people.Of(m.MemberId), Maybe(m.ForId), m.Verb, m.Note, Maybe(m.ToId)))],
            Copies = [.. copies.Select(people.Of)],
            StandsInFor = db.Actor.MemberId is { } member && board.PlaceOf(member) is { } place && place.MemberId != member ? people.Of(place.MemberId).Name : null,
        };
    }

    /// <summary>Members who could be asked in the actor's place, for the choice of a page.</summary>
    public async Task<IReadOnlyList<PersonView>> CandidatesAsync(string code, CancellationToken cancel = default)
    {
        var signOff = await db.Set<SignOff>().AsNoTracking().FirstOrDefaultAsync(s => s.Code == code, cancel);
        if (signOff is null || db.Actor.MemberId is not { } me) return [];
        var board = (await store.BoardsAsync([signOff], tracked: false, cancel))[0];
        if ((board.PlaceOf(me) ?? (signOff.StarterId == me ? board.Orphans.FirstOrDefault() : null)) is not { } place) return [];
        var people = await PeopleAsync(cancel);
        return [.. people.All.Where(p => board.MayBeAsked(p.Id, place))];
    }

    internal async Task<IReadOnlyList<SignOffSummary>> SummariesAsync(IReadOnlyList<SignOff> signOffs, CancellationToken cancel)
    {
        if (signOffs.Count == 0) return [];
        var people = await PeopleAsync(cancel);
        return [.. (await store.BoardsAsync(signOffs, tracked: false, cancel)).Select(b => Summary(b, people))];
    }

    private SignOffSummary Summary(SignOffBoard board, People people)
    {
        var s = board.SignOff;
        var open = s.State is SignOffState.Pending or SignOffState.Returned;
        var holders = open ? board.Holders.Distinct().Select(people.Of).ToList() : [];
        return new()
        {
            Code = s.Code,
            Kind = s.Kind,
            KindName = kinds.FirstOrDefault(k => k.Code == s.Kind)?.Name.Current ?? s.Kind,
            Title = new Text(s.TitleZh, s.TitleEn).Current,
            State = s.State,
            Round = s.Round,
            Starter = people.Of(s.StarterId),
            StartedAt = s.StartedAt,
            SubmittedAt = s.SubmittedAt,
            ClosedAt = s.ClosedAt,
            Holders = holders,
            Orphaned = open && (holders.Count == 0 || board.Orphans.Count > 0),
            Urged = open && s.UrgedAt > s.SubmittedAt,
        };
    }

    private async Task<People> PeopleAsync(CancellationToken cancel) =>
        new(await db.Set<Member>().AsNoTracking().OrderBy(m => m.Name).Select(m => new PersonView(m.Id, m.Name, m.Post)).ToListAsync(cancel));

    private sealed class People(IReadOnlyList<PersonView> all)
    {
        private readonly Dictionary<Guid, PersonView> byId = all.ToDictionary(p => p.Id);

        public IReadOnlyList<PersonView> All => all;

        public PersonView Of(Guid id) => byId.GetValueOrDefault(id) ?? new(id, "—", null);
    }
}
