using Jingkai.Economy.Groups;
using Jingkai.Economy.Indicators;
using Jingkai.Economy.Rollups;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingkai.Economy.Setup;

/// <summary>What a zone sets up of its figures: its own indicators and its leading industries.</summary>
internal static class SetupEndpoints
{
    public static void Map(IEndpointRouteBuilder zone)
    {
        zone.MapPost("/indicators", async (IndicatorInput input, ZoneIndicators indicators, Actor actor, CancellationToken cancel) =>
            ApiResults.Created(await indicators.AddAsync(input, cancel), _ => $"/api/v1/zones/{actor.ZoneCode}/indicators")).RequirePermission("observations.write").WithIdempotency();
        zone.MapGet("/industry-groups", async (Figures.SubjectFinder subjects, CancellationToken cancel) =>
        {
            var items = await subjects.SetsAsync(cancel);
            return TypedResults.Ok(new { items, total = items.Count, page = 1, size = Math.Max(items.Count, 1) });
        }).RequirePermission("figures.read");
        zone.MapPost("/industry-groups", async (GroupSetInput input, GroupService groups, Actor actor, CancellationToken cancel) =>
        {
            var made = await groups.DefineAsync(input, cancel);
            return made.IsOk ? TypedResults.Created($"/api/v1/zones/{actor.ZoneCode}/industry-groups", new { number = made.Value }) : ApiResults.Problem(made.Error);
        }).RequirePermission("groups.write").WithIdempotency();
    }
}
