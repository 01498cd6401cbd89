using Jingkai.Kernel;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Jingkai.Platform.SignOffs;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Promises;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Register;

/// <summary>What else comes to an end with a project: sign-offs nobody could carry out any more, clocks that would warn of nothing.</summary>
internal sealed class ProjectEnd(JingkaiDbContext db, SignOffService signOffs, PromiseClock promises, TimeProvider clock)
{
    /// <summary>Takes what waits for the project before the project itself is taken.</summary>
    public async Task HoldAsync(Guid? project, CancellationToken cancel)
    {
        if (project is { } id) await signOffs.HoldAsync(await signOffs.OpenOfAsync(ProjectScope.Kind, id.ToString(), cancel), cancel);
    }

    /// <summary>The project is given up: claims, extensions and constraints that wait are taken back.</summary>
    public async Task AsEndedAsync(InvestmentProject project, string reason, CancellationToken cancel)
    {
        // The trail of the project tells of its end once, in its own words.
        using (db.SuppressAudit()) await signOffs.DropAllAsync(ProjectScope.Kind, project.Id.ToString(), reason, cancel);
    }

    /// <summary>The project never was: its promises stop counting, too, and what was called its parts stands for itself.</summary>
    public async Task<Result> AsVoidedAsync(InvestmentProject project, string reason, CancellationToken cancel)
    {
        await AsEndedAsync(project, reason, cancel);
        foreach (var promise in await db.Set<ProjectPromise>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsTracking().Where(p => p.ProjectId == project.Id && p.VoidedAt == null && p.ClockId != null).OrderBy(p => p.Id).ToListAsync(cancel))
            if (await promises.FollowAsync(promise, project, changed: false, cancel) is { IsOk: false, Error: { } refused }) return refused;
        foreach (var part in await db.Set<InvestmentProject>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsTracking().Where(p => p.ParentId == project.Id).OrderBy(p => p.Id).ToListAsync(cancel))
        {
            part.ParentId = null;
            AuditTrail.Record(db, clock.Now(), "changed", nameof(InvestmentProject), part.Id.ToString(), part.Code, new { parent = project.Code }, new { parent = (string?)null });
        }

        return Result.Ok();
    }
}
