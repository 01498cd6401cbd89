using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Maps;
using Jingkai.Projects.Register;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingkai.Projects.Wall;

/// <summary>The wall for programs.</summary>
internal static class WallEndpoints
{
    private static readonly QueryParameter[] Filters =
    [
        new("q", "Part of a name, code, project code or investor, or pinyin initials."),
        new("kind", "industrial, services, upgrade, urban, government or science."),
        new("stage", "in-talks, signed, landed, filed, started, under-construction, completed, in-production or at-capacity."),
        new("unit", "Responsible unit, name or id."),
        new("park", "Name of the park."),
        new("sponsor", "Name or sign-in name of the sponsoring leader; me is the caller."),
        new("chain", "Industrial chain."),
        new("tag", "A list the project stands in."),
        new("list", "no-land: signed, without land; not-started: land, not started; overdue: started, a planned day has passed."),
        new("flag", "The present flag as its rule pack writes it; none: without."),
    ];

    public static void Map(IEndpointRouteBuilder zone)
    {
        zone.MapGet("/wall", async (HttpRequest request, WallReader reader, KnownFlags flags, CancellationToken cancel) =>
        {
            if (!WallFilter.Parse(request.Query).Try(out var filter, out var error)) return ApiResults.Problem(error);
            if (await flags.RefuseAsync(filter, cancel) is { } refused) return ApiResults.Problem(refused);
            var (number, size) = (request.Query["page"].ToString(), request.Query["size"].ToString());
            if (!PageRequest.Parse(number, size).Try(out var page, out error)) return ApiResults.Problem(error);
            var wall = await reader.ReadAsync(filter, cancel);
            return TypedResults.Ok(number.Length + size.Length == 0 ? wall : wall.Part(page.Skip, page.Size));
        }).RequirePermission(ProjectsPermissions.Read).WithTags("projects").WithSummary("Projects on the wall within the caller's scope, with the sums of all that pass the filter, the three lists and the flags. A sub-project whose whole is on the wall is a line, and in no sum. All lines, or a page of them when page or size is given.")
            .WithQuery(Filters).WithQuery(new("page", "Number of the page, from 1."), new("size", "Lines on a page, 1 to 200.")).Produces<WallView>();
        zone.MapGet("/wall/points", async (HttpContext http, Actor actor, WallReader reader, KnownFlags flags, CancellationToken cancel) =>
        {
            if (!WallFilter.Parse(http.Request.Query).Try(out var filter, out var error)) return ApiResults.Problem(error);
            if (await flags.RefuseAsync(filter, cancel) is { } refused) return ApiResults.Problem(refused);
            var by = http.Request.Query["by"].ToString();
            if (by is not ("" or "stage" or "flag")) return ApiResults.Problem(ApiErrors.BadFilter("by", by.Length <= 40 ? by : by[..40]));
            return MapPoints.Answer(http, [WallPoints.Of(await reader.ReadAsync(filter, cancel), by == "flag" ? WallColour.Flag : WallColour.Stage)], actor.ZoneCode);
        }).RequirePermission(ProjectsPermissions.Read).WithTags("projects").WithSummary("The projects of the wall that have a place, as GeoJSON with the marks they carry.").WithQuery(Filters).WithQuery(new QueryParameter("by", "stage (with the flag as a pennant) or flag: what the marks are coloured by."));
        zone.MapGet("/projects/{code}/place", async (string code, HttpContext http, Actor actor, ProjectReader reader, ProjectMap map, CancellationToken cancel) =>
            await reader.IdOfAsync(code, cancel) is { } id ? MapPoints.Answer(http, [new(map, await map.PointAsync(id, cancel))], actor.ZoneCode) : ApiResults.Problem(ApiErrors.NotFound))
            .RequirePermission(ProjectsPermissions.Read).WithTags("projects").WithSummary("Where the project is, as GeoJSON (CGCS2000); without a feature when it has no place.");
    }
}
