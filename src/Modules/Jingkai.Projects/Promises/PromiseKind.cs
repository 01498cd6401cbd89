using System.Text.Json;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Jingkai.Platform.Numbering;
using Jingkai.Platform.SignOffs;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Register;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Promises;

/// <summary>Judges a promise broken, or waives it, when another than who entered it and who answers for it has agreed.</summary>
internal sealed class PromiseKind(Signatories signatories, PromiseClock clock, TimeProvider time) : ISignOffKind
{
    public const string KindCode = "projects.promise";

    public string Code => KindCode;

    public Text Name { get; } = new("履约结果认定", "Result of a promise");

    public async Task<Result<IReadOnlyList<StepPlan>>> PlanAsync(JingkaiDbContext db, SignOff signOff, CancellationToken cancel)
    {
        // Handed in again after a return: the result waits anew, unless the promise was judged meanwhile or another result waits.
        if (await PromiseAsync(db, signOff, cancel) is { } promise)
        {
            if (promise.SignOff is { } other && other != signOff.Code) return Errors.Pending(other);
            if (promise.Result is not null) return Errors.Judged;
            if (promise.VoidedAt is not null) return Errors.Voided;
            if (signOff.Code.Length > 0) promise.SignOff = signOff.Code;
        }

        return Result.Ok<IReadOnlyList<StepPlan>>([new(SignOffMode.Any, new("认定履约结果", "Judge the promise"), await signatories.ForAsync(ProjectsPermissions.Confirm, signOff, cancel), ProjectsPermissions.Confirm)]);
    }

    public async Task<Result> ApprovedAsync(JingkaiDbContext db, SignOff signOff, CancellationToken cancel)
    {
        await NumberSeries.HoldAsync(db, ProjectService.Series, cancel);
        if (await PromiseAsync(db, signOff, cancel) is not { Result: null, VoidedAt: null } promise || promise.SignOff != signOff.Code) return Errors.Changed;
        var asked = Asked(signOff);
        if (PromiseWriter.Conclude(promise, asked.Result, await clock.LastAsync(promise, cancel), await PromisedDay.ReachedAsync(db, promise, cancel), db.Today).Count > 0) return Errors.Changed;
        (promise.EnteredById, promise.JudgedById, promise.JudgedAt, promise.SignOff) = (asked.By, db.Actor.MemberId, time.Now(), null);
        var project = await db.Set<InvestmentProject>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsNoTracking().FirstAsync(p => p.Id == promise.ProjectId, cancel);
        await db.SaveChangesAsync(cancel);
        return await clock.FollowAsync(promise, project, changed: false, cancel);
    }

    public async Task NotApprovedAsync(JingkaiDbContext db, SignOff signOff, CancellationToken cancel)
    {
        if (await PromiseAsync(db, signOff, cancel) is { } promise && promise.SignOff == signOff.Code) promise.SignOff = null;
    }

    private static PromiseAsked Asked(SignOff signOff) => JsonSerializer.Deserialize<PromiseAsked>(signOff.Payload, JsonSerializerOptions.Web)!;

    // Whatever the signer's scope: the result belongs to the sign-off.
    private static async Task<ProjectPromise?> PromiseAsync(JingkaiDbContext db, SignOff signOff, CancellationToken cancel)
    {
        var id = Asked(signOff).Promise;
        return db.Set<ProjectPromise>().Local.FirstOrDefault(p => p.Id == id) ?? await db.Set<ProjectPromise>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsTracking().FirstOrDefaultAsync(p => p.Id == id, cancel);
    }
}

/// <summary>What a sign-off of a result is about.</summary>
/// <param name="Promise">The promise.</param>
/// <param name="By">Who entered the result.</param>
/// <param name="Result">The result.</param>
internal sealed record PromiseAsked(Guid Promise, Guid? By, Conclusion Result);
