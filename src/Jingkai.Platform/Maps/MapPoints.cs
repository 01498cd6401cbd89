using System.Text.Encodings.Web;
using System.Text.Json;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Microsoft.AspNetCore.Http;

namespace Jingkai.Platform.Maps;

/// <summary>The points of one source.</summary>
/// <param name="Source">The source.</param>
/// <param name="Points">Its points, in the order the source gave.</param>
public sealed record MapPointSet(IMapSource Source, IReadOnlyList<MapPoint> Points);

/// <summary>Reads points from whoever has some, under the permission of each source.</summary>
public sealed class MapPoints(IEnumerable<IMapSource> sources, JingkaiDbContext db)
{
    /// <summary>The sources the actor may read.</summary>
    public IReadOnlyList<IMapSource> Sources => [.. sources.Where(s => db.Actor.May(s.Permission))];

    /// <summary>Points of the kinds asked for.</summary>
    /// <param name="kinds">Codes, separated by commas; null or empty is all that the actor may read.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>The points, <c>bad-filter</c> (400) for an unknown kind, or <c>not-permitted</c> (403).</returns>
    public async Task<Result<IReadOnlyList<MapPointSet>>> ReadAsync(string? kinds, CancellationToken cancel = default)
    {
        var wanted = (kinds ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal).ToList();
        foreach (var kind in wanted)
        {
            if (sources.FirstOrDefault(s => s.Kind == kind) is not { } known) return ApiErrors.BadFilter("kind", kind);
            if (!db.Actor.May(known.Permission)) return ApiErrors.NotPermitted;
        }

        var sets = new List<MapPointSet>();
        foreach (var source in Sources.Where(s => wanted.Count == 0 || wanted.Contains(s.Kind)))
            sets.Add(new(source, await source.PointsAsync(cancel)));
        return sets;
    }

    /// <summary>Points as an answer of the interface; also for endpoints of modules that have filters of their own.</summary>
    /// <param name="http">The request.</param>
    /// <param name="sets">The points, within what the actor may see.</param>
    /// <param name="zone">Code of the zone, for addresses of pages.</param>
    public static IResult Answer(HttpContext http, IReadOnlyList<MapPointSet> sets, string zone)
    {
        http.Response.Headers.CacheControl = "private, no-cache";
        return TypedResults.Bytes(Write(sets, zone), "application/geo+json");
    }

    /// <summary>Points as GeoJSON: the marks stand beside the features as a member of their own, which RFC 7946 allows.</summary>
    private static byte[] Write(IReadOnlyList<MapPointSet> sets, string zone)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            json.WriteStartArray("marks");
            foreach (var set in sets)
            {
                foreach (var mark in set.Source.Marks)
                {
                    json.WriteStartObject();
                    json.WriteString("kind", set.Source.Kind);
                    json.WriteString("group", mark.Group);
                    json.WriteString("code", mark.Code);
                    json.WriteString("name", mark.Name.Current);
                    json.WriteString("letter", mark.Letter.Current);
                    json.WriteString("shape", JsonNamingPolicy.KebabCaseLower.ConvertName(mark.Shape.ToString()));
                    json.WriteString("colour", JsonNamingPolicy.KebabCaseLower.ConvertName(mark.Colour.ToString()));
                    json.WriteEndObject();
                }
            }

            json.WriteEndArray();
            json.WriteStartArray("features");
            foreach (var set in sets)
                foreach (var point in set.Points) Feature(json, set.Source, point, zone);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void Feature(Utf8JsonWriter json, IMapSource source, MapPoint point, string zone)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteString("id", $"{source.Kind}:{point.Code}");
        json.WriteStartObject("geometry");
        json.WriteString("type", "Point");
        json.WriteStartArray("coordinates");
        json.WriteNumberValue(point.Place.Point.Longitude);
        json.WriteNumberValue(point.Place.Point.Latitude);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteString("kind", source.Kind);
        json.WriteString("code", point.Code);
        json.WriteString("name", point.Name.Current);
        if (point.Stage is not null) json.WriteString("stage", point.Stage);
        if (point.Flag is not null) json.WriteString("flag", point.Flag);
        json.WriteString("path", $"/z/{zone}/{point.Path}");
        if (point.Place.Address.Length > 0) json.WriteString("address", point.Place.Address);
        json.WriteBoolean("converted", point.Place.Converted);
        json.WriteStartArray("summary");
        foreach (var line in point.Summary) json.WriteStringValue(line.Current);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
