using System.Text.Json;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Jingkai.Platform.Numbering;
using Jingkai.Platform.SignOffs;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Register;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Rating.Consequences;

/// <summary>Puts a constraint in force when another than who published the round has approved it.</summary>
internal sealed class ConstraintKind(Signatories signatories, TimeProvider clock) : ISignOffKind
{
    public const string KindCode = "projects.constraint";

    public string Code => KindCode;

    public Text Name { get; } = new("要素约束", "Constraint on factors");

    public async Task<Result<IReadOnlyList<StepPlan>>> PlanAsync(JingkaiDbContext db, SignOff signOff, CancellationToken cancel)
    {
        // Handed in again after it was returned.
        if (await FindAsync(db, signOff, cancel) is { State: ConsequenceState.Refused } constraint) constraint.State = ConsequenceState.Proposed;
        return Result.Ok<IReadOnlyList<StepPlan>>([new(SignOffMode.Any, new("批准要素约束", "Approve the constraint"), await signatories.ForAsync(ProjectsPermissions.Confirm, signOff, cancel), ProjectsPermissions.Confirm)]);
    }

    public async Task<Result> ApprovedAsync(JingkaiDbContext db, SignOff signOff, CancellationToken cancel)
    {
        await NumberSeries.HoldAsync(db, ProjectService.Series, cancel);
        if (await FindAsync(db, signOff, cancel) is not { State: ConsequenceState.Proposed } constraint) return Errors.ConstraintGone;
        (constraint.State, constraint.ApprovedById, constraint.BeginsOn) = (ConsequenceState.InForce, db.Actor.MemberId, db.Today);
        ConsequenceTrail.Tell(db, clock.Now(), constraint, "in-force", new { constraint.Factors, signOff = signOff.Code });
        using (db.SuppressAudit()) await db.SaveChangesAsync(cancel);
        return Result.Ok();
    }

    public async Task NotApprovedAsync(JingkaiDbContext db, SignOff signOff, CancellationToken cancel)
    {
        if (await FindAsync(db, signOff, cancel) is not { State: ConsequenceState.Proposed } constraint) return;
        (constraint.State, constraint.EndedOn) = (ConsequenceState.Refused, db.Today);
    }

    private static async Task<Consequence?> FindAsync(JingkaiDbContext db, SignOff signOff, CancellationToken cancel)
    {
        var asked = JsonSerializer.Deserialize<ConstraintAsked>(signOff.Payload, JsonSerializerOptions.Web)!.Consequence;
        return db.Set<Consequence>().Local.FirstOrDefault(c => c.Id == asked)
            ?? await db.Set<Consequence>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsTracking().FirstOrDefaultAsync(c => c.Id == asked, cancel);
    }
}
