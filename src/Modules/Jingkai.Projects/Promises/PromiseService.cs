using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Attachments;
using Jingkai.Platform.Clocks;
using Jingkai.Platform.Data;
using Jingkai.Platform.Ledgers;
using Jingkai.Platform.Numbering;
using Jingkai.Platform.SignOffs;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Rating;
using Jingkai.Projects.Register;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Promises;

/// <summary>Enters promises and what became of them. What is held against somebody, or lets somebody off, waits for a second person in a sign-off.</summary>
internal sealed class PromiseService(JingkaiDbContext db, ProjectReader reader, PromiseLedger ledger, PromiseClock clock, IClocks clocks, SignOffService signOffs, FactorLimits limits, TimeProvider time)
{
    private const int LongestNote = 500;

    /// <summary>Enters a promise.</summary>
    /// <param name="typed">Columns and what was typed; <c>project</c> among them.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>Its code, or what is wrong, by column.</returns>
    public Task<Result<string>> CreateAsync(IReadOnlyDictionary<string, string?> typed, CancellationToken cancel) => db.InTransactionAsync<string>(async () =>
    {
        if (db.Actor.MemberId is null) return LifeCycle.Errors.MembersOnly;
        await NumberSeries.HoldAsync(db, ProjectService.Series, cancel);
        if (typed.GetValueOrDefault(PromiseColumns.Project) is not { Length: > 0 } key) return ApiErrors.Invalid([ApiErrors.Required(PromiseColumns.Project)]);
        if (await reader.IdOfAsync(key, cancel) is not { } id) return ApiErrors.Invalid([Register.Errors.UnknownProject(key).At(PromiseColumns.Project)]);
        if (!(await ProjectAsync(id, cancel)).Try(out var project, out var error)) return error;
        if (!(await ReadAsync(typed, cancel)).Try(out var change, out error)) return error;
        var promise = New(db, project.Id, time.Now());
        if (PromiseWriter.Apply(promise, change) is { Count: > 0 } wrong) return ApiErrors.Invalid([.. wrong.Select(w => w.Error.At(w.Column))]);
        await AddAsync(db, promise, cancel);
        if (await SettleAsync(promise, project, changed: true, cancel) is { IsOk: false, Error: { } refused }) return refused;
        return promise.Code;
    }, cancel);

    /// <summary>Changes what is named of an open promise; the rest stays.</summary>
    public Task<Result<string>> ChangeAsync(string code, IReadOnlyDictionary<string, string?> typed, int? version, CancellationToken cancel) => MoveAsync(code, async (promise, project) =>
    {
        if (version is { } seen && seen != promise.Version) return ApiErrors.Stale;
        if (typed.GetValueOrDefault(PromiseColumns.Project) is { Length: > 0 } key && await reader.IdOfAsync(key, cancel) != project.Id) return ApiErrors.Invalid([Errors.ProjectFixed]);
        if (!(await ReadAsync(typed, cancel)).Try(out var change, out var error)) return error;
        var before = (promise.AgreedOn, promise.DueOn, promise.UnitId, promise.OwnerId);
        if (PromiseWriter.Apply(promise, change) is { Count: > 0 } wrong) return ApiErrors.Invalid([.. wrong.Select(w => w.Error.At(w.Column))]);
        if (PromisedDay.PutsOff(promise, before.DueOn) && await limits.OnAsync(project.Id, Factors.Extension, cancel) is { } limit) return Extensions.Errors.Constrained(limit);
        promise.Index();
        return await SettleAsync(promise, project, changed: before != (promise.AgreedOn, promise.DueOn, promise.UnitId, promise.OwnerId), cancel);
    }, cancel);

    /// <summary>Enters what became of it. Broken and waived count when another has agreed.</summary>
    public Task<Result<string>> ConcludeAsync(string code, ResultInput input, CancellationToken cancel) => MoveAsync(code, async (promise, project) =>
    {
        var wrong = new List<Error>();
        if (PromiseItems.ResultNamed(input.Result)?.Code is not { } result) return ApiErrors.Invalid([string.IsNullOrWhiteSpace(input.Result) ? ApiErrors.Required("result") : Errors.UnknownResult(input.Result)]);
        var remedy = string.IsNullOrWhiteSpace(input.Remedy) ? null : PromiseItems.RemedyNamed(input.Remedy)?.Code;
        if (remedy is null && !string.IsNullOrWhiteSpace(input.Remedy)) wrong.Add(Errors.UnknownRemedy(input.Remedy));
        var note = TextNormal.CleanLines(input.Note);
        if (note.Length > LongestNote) wrong.Add(ApiErrors.TooLong("note", LongestNote));
        if (note.Length == 0 && PromiseResult.TakesTwo(result)) wrong.Add(ApiErrors.Required("note"));
        Guid? evidence = null;
        if (!string.IsNullOrWhiteSpace(input.Evidence))
        {
            if (await FileAsync(project.Id, input.Evidence, cancel) is { } file) evidence = file;
            else wrong.Add(Errors.NoSuchFile(input.Evidence));
        }
        else if (!PromiseResult.TakesTwo(result)) wrong.Add(Errors.EvidenceRequired);

        if (promise.Side == PromiseSide.Zone && !PromiseResult.TakesTwo(result) && promise.OwnerId is { } owner && owner == db.Actor.MemberId) return Errors.OwnPromise;
        var conclusion = new Conclusion(result, input.Achieved, input.On ?? db.Today, evidence, remedy, note.Length == 0 ? null : note);
        var last = await clock.LastAsync(promise, cancel);
        wrong.AddRange(PromiseWriter.Conclude(promise, conclusion, last, await PromisedDay.ReachedAsync(db, promise, cancel), db.Today));
        if (wrong.Count > 0) return ApiErrors.Invalid(wrong);
        promise.EnteredById = db.Actor.MemberId;
        if (!PromiseResult.TakesTwo(result))
        {
            (promise.JudgedById, promise.JudgedAt) = (db.Actor.MemberId, time.Now());
            return await SettleAsync(promise, project, changed: false, cancel);
        }

        // What was judged to be right is kept with the sign-off; the promise stays open until another has agreed.
        Open(promise);
        var name = PromiseItems.ResultNamed(result)!;
        var asked = await signOffs.StartAsync(new(PromiseKind.KindCode, ProjectScope.Kind, project.Id.ToString(), new($"{project.Name}：{promise.Text}（{name.Zh}）", $"{project.Name}: {promise.Text} ({name.En})"), new PromiseAsked(promise.Id, db.Actor.MemberId, conclusion))
        {
            Reason = conclusion.Note, Path = $"promises/{promise.Code}", Owner = promise.OwnerId,
        }, cancel);
        if (!asked.Try(out var signOff, out var error)) return error;
        promise.SignOff = signOff.Code;
        await db.SaveChangesAsync(cancel);
        return Result.Ok();
    }, cancel);

    /// <summary>Takes a result back that was a mistake; the trail keeps it.</summary>
    public Task<Result<string>> ReopenAsync(string code, string? why, CancellationToken cancel) => MoveAsync(code, async (promise, project) =>
    {
        if (promise.Result is null) return Errors.NotJudged;
        if (!Reason(why).Try(out var reason, out var error)) return error;
        Open(promise);
        promise.ResultNote = reason;
        return await SettleAsync(promise, project, changed: false, cancel);
    }, cancel, ProjectsPermissions.Confirm, judged: true);

    /// <summary>Lets its time stand still, with the reason, or go on.</summary>
    public Task<Result<string>> PauseAsync(string code, string? move, string? why, CancellationToken cancel) => MoveAsync(code, async (promise, _) =>
    {
        if (move is not (ClockVerb.Pause or ClockVerb.Resume)) return ApiErrors.Invalid([Errors.BadMove(move is { Length: > 20 } ? move[..20] : move)]);
        if (promise.ClockId is not { } id) return Errors.NoClock;
        var moved = move == ClockVerb.Pause ? await clocks.PauseAsync(id, why ?? "", cancel) : await clocks.ResumeAsync(id, cancel);
        if (!moved.IsOk) return moved.Error;
        await db.SaveChangesAsync(cancel);
        return Result.Ok();
    }, cancel);

    /// <summary>作废: it was entered by mistake.</summary>
    public Task<Result<string>> VoidAsync(string code, string? why, CancellationToken cancel) => MoveAsync(code, async (promise, project) =>
    {
        if (!Reason(why).Try(out var reason, out var error)) return error;
        (promise.VoidedAt, promise.VoidedById, promise.VoidReason) = (time.Now(), db.Actor.MemberId, reason);
        return await SettleAsync(promise, project, changed: false, cancel);
    }, cancel);

    internal static ProjectPromise New(JingkaiDbContext db, Guid project, DateTime now) => new() { ZoneId = db.ZoneId, ProjectId = project, ById = db.Actor.MemberId, At = now };

    /// <summary>Numbers a new promise and adds it to the context.</summary>
    internal static async Task AddAsync(JingkaiDbContext db, ProjectPromise promise, CancellationToken cancel)
    {
        promise.Code = NumberSeries.Format("PM", db.Today.Year, await NumberSeries.ReserveAsync(db, $"PM{db.Today.Year}", 1, cancel));
        promise.Index();
        db.Add(promise);
    }

    /// <summary>Open again, as if nothing had been said of it.</summary>
    internal static void Open(ProjectPromise promise) =>
        (promise.Result, promise.AchievedE4, promise.ResultOn, promise.EvidenceId, promise.Remedy, promise.ResultNote, promise.EnteredById, promise.JudgedById, promise.JudgedAt) = (null, null, null, null, null, null, null, null, null);

    /// <summary>Saves, and lets the clock and the milestone of the project follow.</summary>
    internal async Task<Result> SettleAsync(ProjectPromise promise, InvestmentProject project, bool changed, CancellationToken cancel)
    {
        await db.SaveChangesAsync(cancel);
        if (await clock.FollowAsync(promise, project, changed, cancel) is { IsOk: false, Error: { } refused }) return refused;
        if (changed) await PromisedDay.FollowAsync(db, promise, project, time.Now(), cancel);
        await db.SaveChangesAsync(cancel);
        return Result.Ok();
    }

    private Task<Result<string>> MoveAsync(string code, Func<ProjectPromise, InvestmentProject, Task<Result>> move, CancellationToken cancel, string permission = ProjectsPermissions.Write, bool judged = false) => db.InTransactionAsync<string>(async () =>
    {
        if (db.Actor.MemberId is null) return LifeCycle.Errors.MembersOnly;
        await NumberSeries.HoldAsync(db, ProjectService.Series, cancel);
        var id = Guid.TryParse(code, out var parsed) ? parsed : Guid.Empty;
        if (await db.Set<ProjectPromise>().AsTracking().FirstOrDefaultAsync(p => p.Code == code || p.Id == id, cancel) is not { } promise) return ApiErrors.NotFound;
        if (!(await ProjectAsync(promise.ProjectId, cancel, permission, ended: true)).Try(out var project, out var error)) return error;
        if (promise.VoidedAt is not null) return Errors.Voided;
        if (promise.SignOff is { } pending) return Errors.Pending(pending);
        if (promise.Result is not null && !judged) return Errors.Judged;
        var done = await move(promise, project);
        return done.IsOk ? promise.Code : done.Error;
    }, cancel);

    private async Task<Result<InvestmentProject>> ProjectAsync(Guid id, CancellationToken cancel, string permission = ProjectsPermissions.Write, bool ended = false)
    {
        if (await db.Set<InvestmentProject>().AsNoTracking().Where(ProjectScope.Of(db, permission)).FirstOrDefaultAsync(p => p.Id == id, cancel) is not { } project) return ApiErrors.NotPermitted;
        // What was promised of a project that was given up is still judged.
        return project.VoidedAt is not null ? LifeCycle.Errors.Voided : project.EndedOn is not null && !ended ? LifeCycle.Errors.Ended : project;
    }

    private async Task<Result<ProjectChange>> ReadAsync(IReadOnlyDictionary<string, string?> typed, CancellationToken cancel)
    {
        var row = TypedRow.Read(ledger, typed);
        var change = new PromiseJudge(await reader.BookAsync(cancel), db.Today).Read(row);
        // What is not typed stays: only a file has to have its required columns.
        var wrong = row.Errors.Where(e => e.Error.Code != "required").Select(e => e.Error.At(e.Key)).ToList();
        return wrong.Count > 0 ? ApiErrors.Invalid(wrong) : change;
    }

    private async Task<Guid?> FileAsync(Guid project, string key, CancellationToken cancel)
    {
        var subject = project.ToString();
        return Guid.TryParse(key, out var id) && await db.Set<Attachment>().AnyAsync(a => a.Id == id && a.SubjectKind == ProjectScope.Kind && a.SubjectId == subject && a.VoidedAt == null, cancel) ? id : null;
    }

    private static Result<string> Reason(string? why) => TextNormal.Clean(why) switch
    {
        "" => ApiErrors.Invalid([Register.Errors.ReasonRequired]),
        { Length: > LongestNote } => ApiErrors.Invalid([Register.Errors.TooLong("reason", LongestNote)]),
        var reason => reason,
    };
}
