using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Jingkai.Projects.Contracts;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Extensions;
using Jingkai.Projects.Phases;
using Jingkai.Projects.Plan;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Register;

/// <summary>Parts of projects, through the same services as every page.</summary>
internal sealed class ProjectSetup(JingkaiDbContext db, PhaseService phases, NodeService nodes, ExtensionService extensions) : IProjectSetup
{
    public async Task<Result<string>> CodeAsync(string project, CancellationToken cancel) =>
        await db.Set<InvestmentProject>().AsNoTracking().Where(p => p.VoidedAt == null && (p.Name == project || p.Code == project)).Select(p => p.Code).Take(2).ToListAsync(cancel) is [var code] ? code : ApiErrors.NotFound;

    public async Task<Result<string>> PhaseAsync(string project, IReadOnlyList<PastPhase> of, CancellationToken cancel) =>
        (await CodeAsync(project, cancel)).Try(out var code, out var error) ? await phases.SetAsync(code, [.. of.Select((p, at) => new PhaseLine(at + 1, p.Name, p.Content, p.Standard, p.Capacity, p.TotalInvestment, p.LandMu))], cancel) : error;

    public async Task<Result<string>> PlanAsync(string project, IReadOnlyList<PastNode> of, CancellationToken cancel) =>
        (await CodeAsync(project, cancel)).Try(out var code, out var error) ? await nodes.SetAsync(code, [.. of.Select(n => new PlanNode(n.Name, n.StartOn, n.PlannedOn, null, n.BegunOn, n.ReachedOn))], cancel) : error;

    public async Task<Result<string>> ExtendAsync(string project, string what, DateOnly until, string reason, CancellationToken cancel) =>
        (await CodeAsync(project, cancel)).Try(out var code, out var error) ? await extensions.AskAsync(code, new(what, until, reason), cancel) : error;
}
