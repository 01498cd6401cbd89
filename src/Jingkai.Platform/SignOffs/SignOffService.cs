using System.Text.Json;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Jingkai.Platform.Jobs;
using Jingkai.Platform.Notices;
using Jingkai.Platform.Numbering;
using Jingkai.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.SignOffs;

/// <summary>A move asked for.</summary>
/// <param name="Verb">One of <see cref="SignOffVerb.Moves"/>.</param>
/// <param name="Note">Opinion or reason; required to return, hand over and reassign.</param>
/// <param name="To">The member it is handed to, or who is added.</param>
/// <param name="SeenVersion">Version the caller saw; null: not checked.</param>
public sealed record MoveRequest(string Verb, string? Note = null, Guid? To = null, int? SeenVersion = null);

/// <summary>Starts sign-offs and moves them on.</summary>
public sealed class SignOffService
{
    private const int LongestNote = 2000;
    private static readonly TimeSpan UrgePause = TimeSpan.FromHours(1);

    private readonly JingkaiDbContext db;
    private readonly SignOffStore store;
    private readonly IEnumerable<ISignOffKind> kinds;
    private readonly NoticeWriter notices;
    private readonly IOutbox outbox;
    private readonly TimeProvider clock;

    internal SignOffService(JingkaiDbContext db, SignOffStore store, IEnumerable<ISignOffKind> kinds, NoticeWriter notices, IOutbox outbox, TimeProvider clock) =>
        (this.db, this.store, this.kinds, this.notices, this.outbox, this.clock) = (db, store, kinds, notices, outbox, clock);

    /// <summary>Hands something in, in the caller's transaction.</summary>
    /// <returns>The sign-off, or <c>no-signer</c> when nobody may decide it.</returns>
    public async Task<Result<SignOff>> StartAsync(SignOffRequest request, CancellationToken cancel = default)
    {
        if (db.Actor.MemberId is not { } member) return SignOffErrors.MembersOnly;
        var note = Note(request.Reason, required: false);
        if (!note.IsOk) return note.Error;
        var now = clock.Now();
        var signOff = new SignOff
        {
            ZoneId = db.ZoneId, Kind = request.Kind, SubjectKind = request.SubjectKind, SubjectId = request.SubjectId, TitleZh = request.Title.Zh, TitleEn = request.Title.En,
            Reason = note.Value.Length == 0 ? null : note.Value, Path = request.Path, Payload = JsonSerializer.Serialize(request.Payload, JobQueue.Json),
            StarterId = member, OwnerId = request.Owner ?? member, StartedAt = now, SubmittedAt = now,
        };
        var plan = await PlanAsync(signOff, cancel);
        if (!plan.IsOk) return plan.Error;
        signOff.Code = NumberSeries.Format("S", db.Today.Year, await NumberSeries.ReserveAsync(db, $"S{db.Today.Year}", 1, cancel));
        db.Add(signOff);
        foreach (var copy in request.Copies.Distinct()) db.Add(new SignOffCopy { ZoneId = db.ZoneId, SignOffId = signOff.Id, MemberId = copy, At = now });
        var open = AddRound(signOff, plan.Value);
        Trail(signOff, new() { Verb = SignOffVerb.Submit, MemberId = member }, now);
        Tell(signOff, open, new($"请审批：{signOff.TitleZh}", $"To sign: {signOff.TitleEn}"), now);
        await PublishAsync(SignOffTopics.Started, signOff, cancel);
        await db.SaveChangesAsync(cancel);
        return signOff;
    }

    /// <summary>Moves a sign-off on, in a transaction of its own.</summary>
    /// <returns>Done; <c>not-found</c>; <c>move-not-allowed</c> (409, with what is allowed now); <c>stale</c>; what the kind refuses.</returns>
    public async Task<Result> MoveAsync(string code, MoveRequest move, CancellationToken cancel = default)
    {
        if (db.Actor.MemberId is not { } member) return SignOffErrors.MembersOnly;
        if (!SignOffVerb.Moves.Contains(move.Verb)) return SignOffErrors.UnknownMove(move.Verb);
        var note = Note(move.Note, required: move.Verb is SignOffVerb.Return or SignOffVerb.HandOver or SignOffVerb.Reassign);
        // Whoever hands over without a word and to nobody is told both at once.
        if (!note.IsOk) return move.Verb is SignOffVerb.HandOver or SignOffVerb.Reassign && move.To is null ? ApiErrors.Invalid([note.Error, SignOffErrors.ToRequired]) : note.Error;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await store.FindAsync(code, cancel) is not { } board) return ApiErrors.NotFound;
        if (move.SeenVersion is { } seen && seen != board.SignOff.Version) return ApiErrors.Stale;
        var allowed = board.Allowed(member);
        if (!allowed.Contains(move.Verb)) return SignOffErrors.NotAllowed(move.Verb, allowed);
        var done = await MoveAsync(board, member, move with { Note = note.Value.Length == 0 ? null : note.Value }, cancel);
        if (!done.IsOk) return done.Error;
        // A move that changes only places must also refuse whoever saw the sign-off before it.
        db.Entry(board.SignOff).Property(s => s.Step).IsModified = true;
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(CancellationToken.None);
        return Result.Ok();
    }

    /// <summary>Codes of the sign-offs of a subject that are not closed, whoever may see them.</summary>
    public Task<List<string>> OpenOfAsync(string subjectKind, string subjectId, CancellationToken cancel = default) => db.Set<SignOff>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsNoTracking()
        .Where(s => s.SubjectKind == subjectKind && s.SubjectId == subjectId && (s.State == SignOffState.Pending || s.State == SignOffState.Returned)).OrderBy(s => s.Code).Select(s => s.Code).ToListAsync(cancel);

    /// <summary>Takes sign-offs until the transaction ends, before their subject is taken: who decides one comes the same way, so neither waits for the other in a circle.</summary>
    public async Task HoldAsync(IReadOnlyCollection<string> codes, CancellationToken cancel = default)
    {
        if (codes.Count == 0 || db.Provider != Provider.Postgres) return;
        var wanted = codes.ToArray();
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM platform_sign_offs WHERE zone_id = {db.ZoneId} AND code = ANY({wanted}) ORDER BY code FOR UPDATE", cancel);
    }

    /// <summary>Takes back a sign-off whose subject does not wait for it any more, in the caller's transaction. Its kind is not asked: it is the
    /// kind that says so. One that is closed already stays as it is.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="note">Why, for its trail and those it waited for.</param>
    /// <param name="cancel">Cancels.</param>
    public Task DropAsync(string code, string? note, CancellationToken cancel = default) => DropAsync(code, note, tellKind: false, cancel);

    /// <summary>Takes back all that waits for a subject that has come to its end, in the caller's transaction; the kinds are told as of any withdrawal.</summary>
    /// <param name="subjectKind">What kind of subject.</param>
    /// <param name="subjectId">Which.</param>
    /// <param name="note">Why, for the trails and those they waited for.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task DropAllAsync(string subjectKind, string subjectId, string? note, CancellationToken cancel = default)
    {
        foreach (var code in await OpenOfAsync(subjectKind, subjectId, cancel)) await DropAsync(code, note, tellKind: true, cancel);
    }

    private async Task DropAsync(string code, string? note, bool tellKind, CancellationToken cancel)
    {
        if (await store.FindAsync(code, cancel, beyond: true) is not { SignOff.State: SignOffState.Pending or SignOffState.Returned } board) return;
        var holders = board.Holders.Append(board.SignOff.StarterId).Where(h => h != db.Actor.MemberId).ToList();
        await TakeBackAsync(board, db.Actor.MemberId ?? board.SignOff.StarterId, note, holders, tellKind, cancel);
        await db.SaveChangesAsync(cancel);
    }

    private Task<Result> MoveAsync(SignOffBoard board, Guid member, MoveRequest move, CancellationToken cancel) => move.Verb switch
    {
        SignOffVerb.Approve or SignOffVerb.Return => DecideAsync(board, member, move, cancel),
        SignOffVerb.Submit => SubmitAsync(board, member, move, cancel),
        SignOffVerb.Withdraw => WithdrawAsync(board, member, move, cancel),
        SignOffVerb.Urge => Task.FromResult(Urge(board, member, move)),
        _ => Task.FromResult(Ask(board, member, move)),
    };

    private async Task<Result> DecideAsync(SignOffBoard board, Guid member, MoveRequest move, CancellationToken cancel)
    {
        var (signOff, now, place) = (board.SignOff, clock.Now(), board.PlaceOf(member)!);
        var before = board.Holders;
        Trail(signOff, new() { Verb = move.Verb, Step = place.Step, MemberId = member, ForId = place.MemberId == member ? null : place.MemberId, Note = move.Note }, now);
        if (move.Verb == SignOffVerb.Return)
        {
            board.Return(place, member, move.Note, now);
            await Kind(signOff).NotApprovedAsync(db, signOff, cancel);
            Tell(signOff, [signOff.StarterId], new($"已退回：{signOff.TitleZh}", $"Returned: {signOff.TitleEn}"), now, move.Note);
            await PublishAsync(SignOffTopics.Returned, signOff, cancel);
            return Result.Ok();
        }

        if (!board.Approve(place, member, move.Note, now))
        {
            Tell(signOff, board.Holders.Except(before), new($"请审批：{signOff.TitleZh}", $"To sign: {signOff.TitleEn}"), now);
            return Result.Ok();
        }

        var carried = await Kind(signOff).ApprovedAsync(db, signOff, cancel);
        if (!carried.IsOk) return carried;
        var copies = await db.Set<SignOffCopy>().AsNoTracking().Where(c => c.SignOffId == signOff.Id).Select(c => c.MemberId).ToListAsync(cancel);
        Tell(signOff, copies.Append(signOff.StarterId).Append(signOff.OwnerId), new($"已同意：{signOff.TitleZh}", $"Approved: {signOff.TitleEn}"), now, move.Note);
        await PublishAsync(SignOffTopics.Approved, signOff, cancel);
        return Result.Ok();
    }

    private async Task<Result> SubmitAsync(SignOffBoard board, Guid member, MoveRequest move, CancellationToken cancel)
    {
        var (signOff, now) = (board.SignOff, clock.Now());
        signOff.Round++;
        signOff.Step = 1;
        var plan = await PlanAsync(signOff, cancel);
        if (!plan.IsOk) return plan.Error;
        (signOff.State, signOff.SubmittedAt) = (SignOffState.Pending, now);
        var open = AddRound(signOff, plan.Value);
        Trail(signOff, new() { Verb = SignOffVerb.Submit, MemberId = member, Note = move.Note }, now);
        Tell(signOff, open, new($"请再次审批：{signOff.TitleZh}", $"To sign again: {signOff.TitleEn}"), now, move.Note);
        await PublishAsync(SignOffTopics.Started, signOff, cancel);
        return Result.Ok();
    }

    private async Task<Result> WithdrawAsync(SignOffBoard board, Guid member, MoveRequest move, CancellationToken cancel)
    {
        await TakeBackAsync(board, member, move.Note, [.. board.Holders.Where(h => h != member)], tellKind: true, cancel);
        return Result.Ok();
    }

    private async Task TakeBackAsync(SignOffBoard board, Guid by, string? note, IReadOnlyList<Guid> told, bool tellKind, CancellationToken cancel)
    {
        var (signOff, now) = (board.SignOff, clock.Now());
        board.Withdraw(now);
        if (tellKind) await Kind(signOff).NotApprovedAsync(db, signOff, cancel);
        Trail(signOff, new() { Verb = SignOffVerb.Withdraw, MemberId = by, Note = note }, now);
        Tell(signOff, told, new($"已撤回：{signOff.TitleZh}", $"Withdrawn: {signOff.TitleEn}"), now, note);
        await PublishAsync(SignOffTopics.Withdrawn, signOff, cancel);
    }

    private Result Urge(SignOffBoard board, Guid member, MoveRequest move)
    {
        var (signOff, now) = (board.SignOff, clock.Now());
        if (signOff.UrgedAt > now - UrgePause) return SignOffErrors.UrgedRecently;
        signOff.UrgedAt = now;
        Trail(signOff, new() { Verb = SignOffVerb.Urge, MemberId = member, Note = move.Note }, now);
        Tell(signOff, board.Holders, new($"催办：{signOff.TitleZh}", $"Urged: {signOff.TitleEn}"), now, move.Note, urgent: true);
        return Result.Ok();
    }

    private Result Ask(SignOffBoard board, Guid member, MoveRequest move)
    {
        if (move.To is not { } to) return SignOffErrors.ToRequired;
        var place = move.Verb == SignOffVerb.Reassign ? board.Orphans[0] : board.PlaceOf(member)!;
        if (!board.MayBeAsked(to, place)) return SignOffErrors.CannotSign;
        var (signOff, now) = (board.SignOff, clock.Now());
        db.Add(move.Verb == SignOffVerb.AddSigner ? board.AddSigner(place, to) : board.HandOver(place, to));
        var forId = place.MemberId == member || move.Verb == SignOffVerb.Reassign ? (Guid?)null : place.MemberId;
        Trail(signOff, new() { Verb = move.Verb, Step = place.Step, MemberId = member, ForId = forId, Note = move.Note, ToId = to }, now);
        Tell(signOff, [to], new($"请审批：{signOff.TitleZh}", $"To sign: {signOff.TitleEn}"), now, move.Note);
        return Result.Ok();
    }

    private async Task<Result<IReadOnlyList<StepPlan>>> PlanAsync(SignOff signOff, CancellationToken cancel)
    {
        var plan = await Kind(signOff).PlanAsync(db, signOff, cancel);
        if (!plan.IsOk) return plan.Error;
        if (plan.Value.Count == 0) return SignOffErrors.NoSteps;
        var members = await store.MembersAsync(cancel);
        var seen = new HashSet<Guid>();
        foreach (var step in plan.Value)
        {
            if (step.Members.Count == 0) return SignOffErrors.NoSigner(step.Title);
            foreach (var asked in step.Members)
            {
                if (asked == signOff.StarterId || asked == signOff.OwnerId || !members.TryGetValue(asked, out var known) || !known.Active
                    || (step.Permission is { } permission && !known.Permissions.Contains(permission))) return SignOffErrors.CannotSign;
                if (!seen.Add(asked)) return SignOffErrors.SignerTwice;
            }
        }

        return plan;
    }

    private IReadOnlyList<Guid> AddRound(SignOff signOff, IReadOnlyList<StepPlan> plan)
    {
        foreach (var (step, n) in plan.Select((step, n) => (step, n + 1)))
        {
            db.Add(new SignOffStep { ZoneId = db.ZoneId, SignOffId = signOff.Id, Round = signOff.Round, Number = n, Mode = step.Mode, TitleZh = step.Title.Zh, TitleEn = step.Title.En, Permission = step.Permission });
            foreach (var asked in step.Members)
                db.Add(new SignOffSigner { ZoneId = db.ZoneId, SignOffId = signOff.Id, Round = signOff.Round, Step = n, MemberId = asked, State = n == 1 ? SignerState.Open : SignerState.Waiting });
        }

        return plan[0].Members;
    }

    private void Trail(SignOff signOff, SignOffMove move, DateTime now)
    {
        (move.ZoneId, move.SignOffId, move.Round, move.At) = (db.ZoneId, signOff.Id, signOff.Round, now);
        db.Add(move);
        AuditTrail.Record(db, now, move.Verb == SignOffVerb.Submit && signOff.Round == 1 ? "started" : move.Verb, nameof(SignOff), signOff.Id.ToString(), signOff.Code,
            after: new { kind = signOff.Kind, subject = $"{signOff.SubjectKind}:{signOff.SubjectId}", round = move.Round, step = move.Step, note = move.Note, to = move.ToId, standsInFor = move.ForId });
    }

    private void Tell(SignOff signOff, IEnumerable<Guid> members, Text title, DateTime now, string? note = null, bool urgent = false)
    {
        foreach (var member in members.Distinct()) notices.Add(db, new(member, "sign-off", title, $"sign-offs/{signOff.Code}") { Text = note, At = now, Urgent = urgent });
    }

    private Task PublishAsync(string topic, SignOff signOff, CancellationToken cancel) =>
        outbox.PublishAsync(db, topic, new { code = signOff.Code, kind = signOff.Kind, subject = $"{signOff.SubjectKind}:{signOff.SubjectId}", round = signOff.Round, state = signOff.State }, cancel);

    private ISignOffKind Kind(SignOff signOff) =>
        kinds.FirstOrDefault(k => k.Code == signOff.Kind) ?? throw new InvalidOperationException($"No sign-off kind '{signOff.Kind}' is registered.");

    internal static Result<string> Note(string? note, bool required)
    {
        var clean = TextNormal.CleanLines(note ?? "");
        if (clean.Length == 0 && required) return SignOffErrors.NoteRequired;
        return clean.Length > LongestNote ? SignOffErrors.NoteTooLong : clean;
    }
}
