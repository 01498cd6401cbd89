using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingkai.Projects.Phases;

/// <summary>Phases and sub-projects of a project for programs.</summary>
internal static class PhaseEndpoints
{
    public static void Map(IEndpointRouteBuilder zone)
    {
        var phases = zone.MapGroup("/projects/{code}/phases").WithTags("projects");
        phases.MapGet("", async (string code, PhaseService service, CancellationToken cancel) => ApiResults.From(await service.ReadAsync(code, cancel)))
            .RequirePermission(ProjectsPermissions.Read).WithSummary("Phases and sub-projects with their sums beside the whole.").Produces<PhasesView>();
        phases.MapPut("", async (string code, PhasesBody body, PhaseService service, CancellationToken cancel) =>
            (await service.SetAsync(code, body.Phases, cancel)).Try(out var written, out var error) ? ApiResults.From(await service.ReadAsync(written, cancel)) : ApiResults.Problem(error))
            .RequirePermission(ProjectsPermissions.Write).WithSummary("Sets the phases as a whole: number, name, content, standard, capacity, totalInvestment in 万元, landMu.").Produces<PhasesView>();
    }

    private sealed record PhasesBody(IReadOnlyList<PhaseLine>? Phases);
}
