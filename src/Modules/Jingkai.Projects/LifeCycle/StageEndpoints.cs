using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingkai.Projects.LifeCycle;

/// <summary>Stages, gates and evidence for programs.</summary>
internal static class StageEndpoints
{
    public static void Map(IEndpointRouteBuilder zone)
    {
        var projects = zone.MapGroup("/projects/{code}").WithTags("projects");
        projects.MapGet("/gate", async (string code, StageReader reader, CancellationToken cancel) => ApiResults.From(await reader.GateAsync(code, cancel)))
            .RequirePermission(ProjectsPermissions.Read).WithSummary("The gate to the next stage: what it asks for and what is there.").Produces<GateView>();
        projects.MapGet("/stage", async (string code, StageReader reader, CancellationToken cancel) => ApiResults.Whole(await reader.MovesAsync(code, cancel)))
            .RequirePermission(ProjectsPermissions.Read).WithSummary("How the project came to its stage, the newest move first.");
        projects.MapPost("/stage", async (string code, StageClaim body, Actor actor, StageService service, StageReader reader, CancellationToken cancel) =>
        {
            if (!(await service.ClaimAsync(code, body, cancel)).Try(out var signOff, out var error)) return ApiResults.Problem(error);
            return TypedResults.Accepted($"/api/v1/zones/{actor.ZoneCode}/sign-offs/{signOff}", (await reader.GateAsync(code, cancel)).Value);
        }).RequirePermission(ProjectsPermissions.Write).WithIdempotency().WithSummary("Claims that the project reached its next stage: to, on, note, evidence (kind, attachment). It waits in a sign-off until another confirms it.").Produces<GateView>(StatusCodes.Status202Accepted);
        projects.MapGet("/evidence", async (string code, StageReader reader, CancellationToken cancel) => ApiResults.Whole(await reader.EvidenceAsync(code, cancel)))
            .RequirePermission(ProjectsPermissions.Read).WithSummary("Files that prove something.");
        projects.MapPost("/evidence", async (string code, EvidenceInput body, Actor actor, StageService service, CancellationToken cancel) =>
            (await service.BringAsync(code, body, cancel)).Try(out var id, out var error) ? TypedResults.Created($"/api/v1/zones/{actor.ZoneCode}/projects/{code}/evidence", new { id }) : ApiResults.Problem(error))
            .RequirePermission(ProjectsPermissions.Attach).WithIdempotency().WithSummary("Says what a file of the project (subject project:code) proves: kind, attachment, note.");
    }
}
