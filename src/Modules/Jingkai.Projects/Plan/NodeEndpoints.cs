using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingkai.Projects.Plan;

/// <summary>The nodes of a project's own plan for programs.</summary>
internal static class NodeEndpoints
{
    public static void Map(IEndpointRouteBuilder zone)
    {
        var nodes = zone.MapGroup("/projects/{code}/nodes").WithTags("projects");
        nodes.MapGet("", async (string code, NodeService service, CancellationToken cancel) => Answer(await service.ReadAsync(code, cancel)))
            .RequirePermission(ProjectsPermissions.Read).WithSummary("Nodes of the project's own plan in order, beside the milestones.");
        nodes.MapPut("", async (string code, NodesBody body, NodeService service, CancellationToken cancel) =>
            (await service.SetAsync(code, body.Nodes, cancel)).Try(out var written, out var error) ? Answer(await service.ReadAsync(written, cancel)) : ApiResults.Problem(error))
            .RequirePermission(ProjectsPermissions.Write).WithSummary("Sets them as a whole, in order: name, startOn, plannedOn, promisedOn, begunOn, reachedOn.");
    }

    private static IResult Answer(Kernel.Result<IReadOnlyList<PlanNode>> found) =>
        found.Try(out var items, out var error) ? TypedResults.Ok(new { items, total = items.Count, page = 1, size = Math.Max(items.Count, 1) }) : ApiResults.Problem(error);

    private sealed record NodesBody(IReadOnlyList<PlanNode>? Nodes);
}
