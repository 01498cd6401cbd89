using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Jingkai.Platform.Maps;

/// <summary>The map over the interface.</summary>
internal static class MapEndpoints
{
    /// <summary>Shapes and a little around them.</summary>
    private const long LargestRequest = GeoJsonReader.MostBytes + (64 * 1024);

    public static void Map(IEndpointRouteBuilder zone)
    {
        zone.MapGet("/map", async (string? view, HttpContext http, MapReader reader, CancellationToken cancel) =>
        {
            if (view is not (null or "" or "outside")) return ApiResults.Problem(ApiErrors.BadFilter("view", view));
            if (!(await reader.ReadAsync(view == "outside", http.Request.Headers.IfNoneMatch.ToString(), cancel)).Try(out var map, out var error)) return ApiResults.Problem(error);
            http.Response.Headers.ETag = map.Tag;
            // Whoever lost the zone loses the copy; nobody fetches megabytes that did not change.
            http.Response.Headers.CacheControl = "private, no-cache";
            return map.Json is null ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Bytes(map.Json, "application/json");
        }).RequirePermission("platform.zone").WithSummary("The layers of the zone's map that hold today: bounds, review numbers, each layer with its features as GeoJSON (CGCS2000). view=outside is refused while a layer has no review number (审图号). Answers 304 to If-None-Match.");
        zone.MapGet("/map/points", async (string? kind, HttpContext http, MapPoints points, Actor actor, CancellationToken cancel) =>
        {
            return (await points.ReadAsync(kind, cancel)).Match(sets => MapPoints.Answer(http, sets, actor.ZoneCode), ApiResults.Problem);
        }).RequirePermission("platform.zone").WithSummary("Points as GeoJSON with the marks they carry: kind (codes, separated by commas; all the caller may read when left out). Each source shows what its permission and scope allow.");
        zone.MapGet("/map/layers", async (MapReader reader, CancellationToken cancel) =>
        {
            var items = await reader.LayersAsync(cancel);
            return TypedResults.Ok(new PagedList<MapLayerView>(items, items.Count, 1, Math.Max(items.Count, 1)));
        }).RequirePermission("platform.zone").WithSummary("The layers of the map without their shapes, also those that do not hold today.");
        zone.MapPut("/map/layers/{code}", async (string code, MapLayerInput body, [FromHeader(Name = "If-Match")] string? ifMatch, MapKeeper keeper, MapReader reader, Actor actor, CancellationToken cancel) =>
        {
            if (!(await keeper.PutAsync(code, body, Seen(ifMatch), cancel: cancel)).Try(out var kept, out var error)) return ApiResults.Problem(error);
            var view = await reader.FindAsync(code, cancel);
            return kept.Created ? ApiResults.Created(view, v => $"/api/v1/zones/{actor.ZoneCode}/map/layers/{v.Code}") : ApiResults.From(view);
        }).RequirePermission(MapKeeper.Permission).WithMetadata(new RequestSizeLimitAttribute(LargestRequest)).Produces<MapLayerView>().Produces<MapLayerView>(StatusCodes.Status201Created)
            .WithSummary("Keeps a layer: nameZh, nameEn, source, reviewNumber, order, from, until, datum (cgcs2000, gcj-02, bd-09; converted on entry) and geoJson (RFC 7946, at most 5 MiB and 200,000 positions). What is left out is cleared, but geoJson left out keeps the shapes and order keeps its place.");
        zone.MapDelete("/map/layers/{code}", async (string code, [FromHeader(Name = "If-Match")] string? ifMatch, MapKeeper keeper, CancellationToken cancel) =>
        {
            var removed = await keeper.RemoveAsync(code, Seen(ifMatch), cancel);
            return removed.IsOk ? TypedResults.NoContent() : ApiResults.Problem(removed.Error);
        }).RequirePermission(MapKeeper.Permission).WithSummary("Takes a layer away; the audit trail keeps what was said of it and the digest of its shapes.");
    }

    /// <summary>A tag that was never given names no version.</summary>
    private static int? Seen(string? ifMatch) => IfMatch.TryRead(ifMatch, out var seen) ? seen : -1;
}
