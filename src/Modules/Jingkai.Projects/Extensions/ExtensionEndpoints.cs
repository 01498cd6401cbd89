using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingkai.Projects.Extensions;

/// <summary>Extensions of a project for programs.</summary>
internal static class ExtensionEndpoints
{
    public static void Map(IEndpointRouteBuilder zone)
    {
        var extensions = zone.MapGroup("/projects/{code}/extensions").WithTags("projects");
        extensions.MapGet("", async (string code, ExtensionService service, CancellationToken cancel) =>
            (await service.ListAsync(code, cancel)).Try(out var items, out var error) ? TypedResults.Ok(new { items, total = items.Count, page = 1, size = Math.Max(items.Count, 1) }) : ApiResults.Problem(error))
            .RequirePermission(ProjectsPermissions.Read).WithSummary("Requests to put a day of the project off, the newest first.");
        extensions.MapPost("", async (string code, ExtensionInput body, Actor actor, ExtensionService service, CancellationToken cancel) =>
        {
            if (!(await service.AskAsync(code, body, cancel)).Try(out var signOff, out var error)) return ApiResults.Problem(error);
            return TypedResults.Accepted($"/api/v1/zones/{actor.ZoneCode}/sign-offs/{signOff}", new { signOff });
        }).RequirePermission(ProjectsPermissions.Write).WithIdempotency().WithSummary("Asks to put a day off: what (start, completion, land), until, reason, file. It waits in a sign-off; a project with a limit in force is refused (constrained).");
    }
}
