using System.Text.Json;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Jingkai.Platform.Numbering;
using Jingkai.Platform.SignOffs;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Register;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.LifeCycle;

/// <summary>Moves a project when somebody other than who claimed it has confirmed the stage.</summary>
internal sealed class StageKind(Signatories signatories, TimeProvider clock) : ISignOffKind
{
    public const string KindCode = "projects.stage";

    public string Code => KindCode;

    public Text Name { get; } = new("项目阶段确认", "Stage of a project");

    public async Task<Result<IReadOnlyList<StepPlan>>> PlanAsync(JingkaiDbContext db, SignOff signOff, CancellationToken cancel)
    {
        // Handed in again after a return: the claim waits anew, unless another one does.
        if (await MoveAsync(db, signOff, cancel) is { State: StageMoveState.Refused } move)
        {
            await NumberSeries.HoldAsync(db, ProjectService.Series, cancel);
            if (await StageService.OpenAsync(db, move.ProjectId, cancel) is { } other) return Errors.Pending(other.SignOff ?? "");
            if (await AgainAsync(db, move, cancel) is { IsOk: false, Error: { } refused }) return refused;
            (move.State, move.DecidedById, move.DecidedAt) = (StageMoveState.Claimed, null, null);
        }

        return Result.Ok<IReadOnlyList<StepPlan>>([new(SignOffMode.Any, new("确认阶段", "Confirm the stage"), await signatories.ForAsync(ProjectsPermissions.Confirm, signOff, cancel), ProjectsPermissions.Confirm)]);
    }

    public async Task<Result> ApprovedAsync(JingkaiDbContext db, SignOff signOff, CancellationToken cancel)
    {
        await NumberSeries.HoldAsync(db, ProjectService.Series, cancel);
        if (await MoveAsync(db, signOff, cancel) is not { State: StageMoveState.Claimed } move) return Errors.Changed;
        if (await ProjectFile.LoadAsync(db, [move.ProjectId], track: true, cancel) is not [var file]) return Errors.Changed;
        var (project, stage) = (file.Project, Ladder.StageOf(move.ToStage)!);
        var brought = (await StageService.FreeAsync(db, project.Id, move.Id, cancel)).Where(e => e.MoveId == move.Id).Select(e => e.Kind).ToHashSet(StringComparer.Ordinal);
        if (project.Stage != move.FromStage || Gate.Judge(StageService.FactsOf(file), move.ToStage, move.ReachedOn, brought, db.Today).Count > 0) return Errors.Changed;
        var before = project.Stage;
        var node = file.Milestone(stage.Milestone);
        if (node is null) db.Add(node = new ProjectWriter(db).NewNode(file, stage.Milestone));
        node.ReachedOn = move.ReachedOn;
        (project.Stage, project.StageOn) = (stage.Code, move.ReachedOn);
        (move.State, move.DecidedById, move.DecidedAt) = (StageMoveState.Confirmed, db.Actor.MemberId, clock.Now());
        AuditTrail.Record(db, clock.Now(), "stage-confirmed", nameof(InvestmentProject), project.Id.ToString(), project.Code, new { stage = before }, new { stage = stage.Code, on = move.ReachedOn, signOff = signOff.Code });
        using (db.SuppressAudit()) await db.SaveChangesAsync(cancel);
        return Result.Ok();
    }

    public async Task NotApprovedAsync(JingkaiDbContext db, SignOff signOff, CancellationToken cancel)
    {
        if (await MoveAsync(db, signOff, cancel) is not { State: StageMoveState.Claimed } move) return;
        (move.State, move.DecidedById, move.DecidedAt) = (StageMoveState.Refused, db.Actor.MemberId, clock.Now());
    }

    /// <summary>Judges a claim that came back as if it were made anew: it takes up evidence that was brought meanwhile in the place of what was found wanting.</summary>
    private static async Task<Result> AgainAsync(JingkaiDbContext db, StageMove move, CancellationToken cancel)
    {
        if (await ProjectFile.LoadAsync(db, [move.ProjectId], track: false, cancel) is not [var file]) return Errors.Changed;
        var free = await StageService.FreeAsync(db, move.ProjectId, move.Id, cancel);
        var wrong = Gate.Judge(StageService.FactsOf(file), move.ToStage, move.ReachedOn, free.Select(e => e.Kind).ToHashSet(StringComparer.Ordinal), db.Today);
        if (wrong.Count > 0) return wrong.FirstOrDefault(w => w.Kind == ErrorKind.Conflict) ?? ApiErrors.Invalid(wrong);
        StageService.Tie(move, free);
        return Result.Ok();
    }

    // Whatever the signer's scope: the claim belongs to the sign-off.
    private static async Task<StageMove?> MoveAsync(JingkaiDbContext db, SignOff signOff, CancellationToken cancel)
    {
        var asked = JsonSerializer.Deserialize<StageAsked>(signOff.Payload, JsonSerializerOptions.Web)!.Move;
        return db.Set<StageMove>().Local.FirstOrDefault(m => m.Id == asked)
            ?? await db.Set<StageMove>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsTracking().FirstOrDefaultAsync(m => m.Id == asked, cancel);
    }
}
