using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Cases.Kinds;
using Jingkai.Platform.Cases.Rules;
using Jingkai.Platform.Data;
using Jingkai.Platform.Numbering;

namespace Jingkai.Platform.Cases;

/// <summary>What became of one case of several.</summary>
/// <param name="Code">The case.</param>
/// <param name="Error">Why it did not move; null when it did.</param>
public sealed record BulkOutcome(string Code, Error? Error);

/// <summary>Raises cases and moves them on, each as one transaction.</summary>
public sealed class CaseService
{
    private const int MostAtOnce = 200;

    private readonly JingkaiDbContext db;
    private readonly CaseStore store;
    private readonly CasePeople people;
    private readonly CaseInputReader inputs;
    private readonly CaseMover mover;
    private readonly CaseTimes times;
    private readonly CaseNews news;
    private readonly CaseKinds kinds;

    internal CaseService(JingkaiDbContext db, CaseStore store, CasePeople people, CaseInputReader inputs, CaseMover mover, CaseTimes times, CaseNews news, CaseKinds kinds) =>
        (this.db, this.store, this.people, this.inputs, this.mover, this.times, this.news, this.kinds) = (db, store, people, inputs, mover, times, news, kinds);

    /// <summary>Raises a case.</summary>
    /// <returns>It; 422 with every field that is wrong.</returns>
    public Task<Result<Case>> RaiseAsync(CaseInput input, CancellationToken cancel = default) => db.InTransactionAsync(() => RaiseWithinAsync(input, cancel), cancel);

    /// <summary>The same within the caller's transaction, for modules whose own records raise cases.</summary>
    public async Task<Result<Case>> RaiseWithinAsync(CaseInput input, CancellationToken cancel = default)
    {
        if (!Acts) return ApiErrors.NotPermitted;
        if (!(await inputs.ReadAsync(input, cancel)).Try(out var read, out var error)) return error;
        var (row, kind) = read;
        row.RaisedById = db.Actor.MemberId;
        row.RaisedByAsker = people.Asks(row);
        row.RaisedAt = times.Now;
        // The first receiver answers for it until another accepts: the officer who wrote it down, or the liaison of the asker.
        row.ResponsibleId = row.RaisedByAsker || db.Actor.MemberId is null || !db.Actor.May(CasePermissions.Handle) ? await people.LiaisonAsync(row.SubjectKind, row.SubjectId, cancel) : db.Actor.MemberId;
        row.ResponsibleUnitId = await mover.UnitOfAsync(row.ResponsibleId, cancel);
        var series = $"C{db.Today.Year}";
        row.Code = NumberSeries.Format("C", db.Today.Year, await NumberSeries.ReserveAsync(db, series, 1, cancel));
        var board = new CaseBoard(row, [], kind, db.Today);
        board.SetTurn(false);
        db.Add(row);
        await db.SaveChangesAsync(cancel);
        var started = await times.StartAnswerAsync(row, kind, row.RaisedAt, null, cancel);
        if (!started.IsOk) return started.Error;
        mover.Write(row, new() { Verb = CaseVerb.Raise, Note = null, ToUnitId = row.ProposedUnitId });
        await news.TellTurnAsync(row, new($"待分办：{row.Code} {row.Title}", $"To assign: {row.Code} {row.Title}"), row.SubjectName, false, cancel);
        news.TellResponsible(row, new($"您是首接责任人：{row.Code} {row.Title}", $"You received it first: {row.Code} {row.Title}"), row.SubjectName);
        await news.PublishAsync(CaseNews.Registered, row, cancel);
        await db.SaveChangesAsync(cancel);
        return row;
    }

    /// <summary>Moves a case on.</summary>
    /// <returns>Done; <c>not-found</c>; <c>stale</c>; a refused move is 409 with what is allowed now; input is 422.</returns>
    public Task<Result<Case>> MoveAsync(string code, CaseMoveInput input, int? seenVersion = null, CancellationToken cancel = default) => db.InTransactionAsync<Case>(async () =>
    {
        if (!Acts) return ApiErrors.NotPermitted;
        if (!CaseVerb.Moves.Contains(input.Move)) return ApiErrors.Invalid([CaseErrors.UnknownMove(input.Move)]);
        if (await store.TakeAsync(code, cancel) is not { } board) return ApiErrors.NotFound;
        if (seenVersion is { } seen && seen != board.Case.Version) return ApiErrors.Stale;
        var actor = await people.ActorAsync(board.Case, cancel);
        if (board.Refusal(input.Move!, actor) is { } refusal) return refusal;
        var moved = await mover.MoveAsync(board, actor, input, cancel);
        if (!moved.IsOk) return moved.Error;
        Touch(board.Case);
        await db.SaveChangesAsync(cancel);
        return board.Case;
    }, cancel);

    /// <summary>Moves several cases alike, each for itself: what is refused for one does not keep the others.</summary>
    public async Task<Result<IReadOnlyList<BulkOutcome>>> MoveManyAsync(IReadOnlyList<string>? codes, CaseMoveInput input, CancellationToken cancel = default)
    {
        if (!Acts) return ApiErrors.NotPermitted;
        if (codes is null || codes.Count == 0) return ApiErrors.Invalid([ApiErrors.Required("codes")]);
        if (codes.Count > MostAtOnce) return ApiErrors.Invalid([CaseErrors.TooMany]);
        if (!CaseVerb.Moves.Contains(input.Move)) return ApiErrors.Invalid([CaseErrors.UnknownMove(input.Move)]);
        var outcomes = new List<BulkOutcome>();
        foreach (var code in codes.Select(c => c.Trim()).Distinct(StringComparer.Ordinal))
        {
            var moved = await MoveAsync(code, input, null, cancel);
            outcomes.Add(new(code, moved.IsOk ? null : moved.Error));
            db.ChangeTracker.Clear();
        }

        return outcomes;
    }

    /// <summary>Moves a part on: accept, done (with what came of it), cancel.</summary>
    public Task<Result<Case>> MovePartAsync(string code, int number, string? move, string? note, IReadOnlyList<string>? evidence, CancellationToken cancel = default) => db.InTransactionAsync<Case>(async () =>
    {
        if (!Acts) return ApiErrors.NotPermitted;
        if (await store.TakeAsync(code, cancel) is not { } board || board.Parts.FirstOrDefault(p => p.Number == number) is not { } part) return ApiErrors.NotFound;
        var moved = await mover.MovePartAsync(board, part, await people.ActorAsync(board.Case, cancel), move, note, evidence, cancel);
        if (!moved.IsOk) return moved.Error;
        Touch(board.Case);
        await db.SaveChangesAsync(cancel);
        return board.Case;
    }, cancel);

    /// <summary>Kinds that the actor can raise.</summary>
    public Task<IReadOnlyList<CaseKindDefinition>> KindsAsync(CancellationToken cancel = default) => kinds.AllAsync(cancel);

    // A move that changes only parts or words must also refuse whoever saw the case before it.
    private void Touch(Case row) => db.Entry(row).Property(c => c.State).IsModified = true;

    /// <summary>Who looks at several zones as their leader reads them; only members and the installation's administrator do something.</summary>
    private bool Acts => db.Actor.MemberId is not null || db.Actor.IsInstallationAdministrator;
}
