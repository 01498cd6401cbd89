using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Extensions;
using Jingkai.Projects.LifeCycle;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Promises;

/// <summary>A promised start, completion, production or capacity is the promised day of that milestone: one fact, told in both places.</summary>
internal static class PromisedDay
{
    /// <summary>A change of the promise puts off what only an extension puts off.</summary>
    public static bool PutsOff(ProjectPromise promise, DateOnly? before) => before is { } day && (promise.DueOn is null || promise.DueOn > day)
        && promise.Side == PromiseSide.Investor && PromiseItems.Find(promise.Item)?.Milestone is { } milestone && ExtensionRules.All.Any(r => r.Milestone == milestone);

    /// <summary>The day on which the milestone that a promise is was reached; null: not yet, or it is none.</summary>
    public static async Task<DateOnly?> ReachedAsync(JingkaiDbContext db, ProjectPromise promise, CancellationToken cancel) => PromiseItems.Find(promise.Item)?.Milestone is { } milestone
        ? await db.Set<ProjectNode>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).Where(n => n.ProjectId == promise.ProjectId && n.Milestone == milestone).Select(n => n.ReachedOn).FirstOrDefaultAsync(cancel) : null;

    public static async Task FollowAsync(JingkaiDbContext db, ProjectPromise promise, InvestmentProject project, DateTime now, CancellationToken cancel)
    {
        if (promise.Side != PromiseSide.Investor || PromiseItems.Find(promise.Item)?.Milestone is not { } milestone || promise.DueOn is not { } day) return;
        var node = db.Set<ProjectNode>().Local.FirstOrDefault(n => n.ProjectId == project.Id && n.Milestone == milestone)
            ?? await db.Set<ProjectNode>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsTracking().FirstOrDefaultAsync(n => n.ProjectId == project.Id && n.Milestone == milestone, cancel);
        if (node?.PromisedOn == day) return;
        var before = node?.PromisedOn;
        if (node is null) db.Add(node = new() { ZoneId = db.ZoneId, ProjectId = project.Id, Milestone = milestone, Position = Ladder.Milestones.Select((m, at) => (m.Code, at)).First(m => m.Code == milestone).at });
        node.PromisedOn = day;
        AuditTrail.Record(db, now, "promised", nameof(InvestmentProject), project.Id.ToString(), project.Code, before is null ? null : new { promisedOn = before }, new { milestone, promisedOn = day });
    }
}
