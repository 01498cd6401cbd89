using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Projects.Progress;
using Jingkai.Projects.Register;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingkai.Projects.Wall;

/// <summary>The wall and progress for programs.</summary>
internal static class WallEndpoints
{
    public static void Map(IEndpointRouteBuilder zone)
    {
        zone.MapGet("/wall", async (HttpRequest request, WallReader reader, CancellationToken cancel) =>
            ProjectFilter.Parse(request.Query).Try(out var filter, out var error) ? TypedResults.Ok(await reader.ReadAsync(filter, cancel)) : ApiResults.Problem(error))
            .RequirePermission(ProjectsPermissions.Read).WithTags("projects").WithSummary("Projects on the wall within the caller's scope: sponsor, unit, kind, chain and park as in the list of projects.").Produces<WallView>();
        var projects = zone.MapGroup("/projects/{code}").WithTags("projects");
        projects.MapPost("/progress", async (string code, ProgressInput body, Actor actor, ProgressService service, CancellationToken cancel) =>
            (await service.EnterAsync(code, body, cancel)).Try(out var id, out var error) ? TypedResults.Created($"/api/v1/zones/{actor.ZoneCode}/projects/{code}/progress", new { id }) : ApiResults.Problem(error))
            .RequirePermission(ProjectsPermissions.Write).WithIdempotency().WithSummary("Enters progress: on, percent, words. It counts at once and says until it is checked that nobody else has.");
        projects.MapPost("/progress/{id:guid}/check", async (string code, Guid id, ProgressService service, CancellationToken cancel) => Done(await service.CheckAsync(code, id, cancel)))
            .RequirePermission(ProjectsPermissions.Write).WithSummary("Another than who entered it says that it is so.");
        projects.MapPost("/progress/{id:guid}/return", async (string code, Guid id, ReasonBody body, ProgressService service, CancellationToken cancel) => Done(await service.RefuseAsync(code, id, body.Reason, cancel)))
            .RequirePermission(ProjectsPermissions.Write).WithSummary("It is not so: reason. It stays on record and counts no more.");
        projects.MapPut("/course", async (string code, CourseBody body, ProgressService service, CancellationToken cancel) =>
            (await service.PlanAsync(code, body.Points, cancel)).Try(out _, out var error) ? TypedResults.NoContent() : ApiResults.Problem(error))
            .RequirePermission(ProjectsPermissions.Write).WithSummary("The planned course: points (on, percent), rising; none: even from planned start to planned completion.");
    }

    private static IResult Done(Kernel.Result<Guid> done) => done.IsOk ? TypedResults.NoContent() : ApiResults.Problem(done.Error);

    private sealed record ReasonBody(string? Reason);

    private sealed record CourseBody(IReadOnlyList<CoursePoint>? Points);
}
