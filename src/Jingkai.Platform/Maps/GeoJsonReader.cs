using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Jingkai.Kernel;
using Jingkai.Platform.Api;

namespace Jingkai.Platform.Maps;

/// <summary>What a file of shapes holds, in the form it is stored in.</summary>
/// <param name="GeoJson">A FeatureCollection of CGCS2000 with at most seven decimals, two numbers a position, plain properties.</param>
/// <param name="Features">Number of features.</param>
/// <param name="Positions">Number of positions.</param>
/// <param name="SouthWest">Lower corner of the bounds.</param>
/// <param name="NorthEast">Upper corner of the bounds.</param>
/// <param name="Dropped">Properties that are not kept: lists, objects, and those beyond the most a feature may have.</param>
internal sealed record MapShapes(string GeoJson, int Features, int Positions, GeoPoint SouthWest, GeoPoint NorthEast, int Dropped);

/// <summary>
/// A strict reader of GeoJSON (RFC 7946) that trusts nothing: size, depth and counts are limited before anything is kept, and whatever is wrong is told
/// with its place and what to do. Heights are let go, a bare geometry becomes a feature. What rings enclose is not judged: an outline that crosses
/// itself is drawn as it is.
/// </summary>
internal sealed class GeoJsonReader
{
    public const int MostBytes = 5 << 20, MostPositions = 200_000, MostFeatures = 20_000, MostFaults = 20;

    /// <summary>Enough for positions of a polygon of several parts, which lie eight deep.</summary>
    private const int MostDepth = 16;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = MostDepth, AllowDuplicateProperties = false };

    private readonly Datum datum;
    private readonly List<Error> faults = [];
    private readonly ArrayBufferWriter<byte> buffer = new();
    private readonly Utf8JsonWriter writer;
    private readonly GeoJsonProperties properties;
    private int positions;
    private int features;
    private (int West, int South, int East, int North) bounds = (int.MaxValue, int.MaxValue, int.MinValue, int.MinValue);

    private GeoJsonReader(Datum datum)
    {
        this.datum = datum;
        // Stored and sent as JSON, never within a page: Chinese stays readable.
        writer = new(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        properties = new(writer);
    }

    private bool IsFull => faults.Count >= MostFaults || positions > MostPositions;

    /// <summary>Reads a file.</summary>
    /// <param name="json">UTF-8, with or without its mark.</param>
    /// <param name="datum">The datum of its positions.</param>
    /// <returns>The shapes, or what is wrong: one error, or up to twenty in its details.</returns>
    public static Result<MapShapes> Read(ReadOnlyMemory<byte> json, Datum datum)
    {
        if (json.Length > MostBytes) return MapErrors.TooLarge(MostBytes >> 20);
        if (json.Span.StartsWith("\uFEFF"u8)) json = json[3..];
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            // A text that no database keeps, or that is no UTF-8.
            return PlainText.IsBroken(document.RootElement) ? MapErrors.NotJson(null, null) : new GeoJsonReader(datum).Read(document.RootElement);
        }
        catch (JsonException e)
        {
            return MapErrors.NotJson(e.LineNumber, e.BytePositionInLine);
        }
    }

    private Result<MapShapes> Read(JsonElement root)
    {
        var type = TypeOf(root);
        if (SystemOf(root) is { } system) return MapErrors.WrongSystem(system);
        IReadOnlyList<JsonElement> found;
        if (type == "FeatureCollection")
        {
            if (!root.TryGetProperty("features", out var list) || list.ValueKind != JsonValueKind.Array) return MapErrors.NoFeatures;
            if (list.GetArrayLength() > MostFeatures) return MapErrors.TooMany("too-many-features", MostFeatures, "要素", "features");
            found = [.. list.EnumerateArray()];
        }
        else if (type == "Feature" || GeoJsonGeometry.IsKnown(type))
        {
            found = [root];
        }
        else
        {
            return MapErrors.NotGeoJson(type is null ? null : TextNormal.Clean(type) is { Length: > 40 } text ? text[..40] : TextNormal.Clean(type));
        }

        writer.WriteStartObject();
        writer.WriteString("type", "FeatureCollection");
        writer.WriteStartArray("features");
        for (var i = 0; i < found.Count && !IsFull; i++) Feature(found[i], i);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        if (positions > MostPositions) return MapErrors.TooMany("too-many-positions", MostPositions, "坐标点", "positions");
        if (faults.Count > 0) return ApiErrors.Invalid(faults);
        if (features == 0) return MapErrors.NoFeatures;
        return new MapShapes(Encoding.UTF8.GetString(buffer.WrittenSpan), features, positions, GeoPoint.OfE7(bounds.West, bounds.South), GeoPoint.OfE7(bounds.East, bounds.North), properties.Dropped);
    }

    private void Feature(JsonElement element, int index)
    {
        var type = TypeOf(element);
        var spot = new GeoJsonSpot(index, GeoJsonProperties.NameOf(element));
        if (type != "Feature" && !GeoJsonGeometry.IsKnown(type))
        {
            faults.Add(spot.Fault("bad-geojson", "type 应为 Feature。", "its type must be Feature."));
            return;
        }

        var geometry = element;
        if (type == "Feature" && (!element.TryGetProperty("geometry", out geometry) || geometry.ValueKind != JsonValueKind.Object))
        {
            faults.Add(spot.Fault("bad-geojson", "没有 geometry，请删去这个要素或补上图形。", "it has no geometry; draw it or take the feature out."));
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("type", "Feature");
        if (type == "Feature") properties.Id(element);
        properties.Write(element, spot, faults);
        writer.WritePropertyName("geometry");
        new GeoJsonGeometry(writer, faults, Position, () => IsFull).Write(geometry, spot);
        writer.WriteEndObject();
        features++;
    }

    /// <summary>Converts, counts and writes one position.</summary>
    private GeoPoint? Position(JsonElement element, GeoJsonSpot spot)
    {
        positions++;
        if (element.ValueKind != JsonValueKind.Array || element.GetArrayLength() is < 2 or > 4
            || element[0].ValueKind != JsonValueKind.Number || element[1].ValueKind != JsonValueKind.Number)
        {
            return Fault("bad-position", "坐标应为 [经度, 纬度] 两个数。", "a position is two numbers, [longitude, latitude].");
        }

        // More than 28 digits or beyond 10^28: no number of degrees.
        if (!element[0].TryGetDecimal(out var longitude) || !element[1].TryGetDecimal(out var latitude) || Math.Abs(longitude) > 1000 || Math.Abs(latitude) > 1000)
            return Fault("place-out-of-range", "坐标超出范围；像是以米计的投影坐标，请导出为经纬度。", "the position is out of range; it looks like projected metres, export longitude and latitude.");
        if (Math.Abs(latitude) > 90 && Math.Abs(longitude) <= 90)
            return Fault("place-out-of-range", "纬度超出范围；经度、纬度像是写反了，GeoJSON 先写经度。", "the latitude is out of range; the two look swapped, GeoJSON has longitude first.");
        if (!GeoPoint.OfDegrees(longitude, latitude).Try(out var entered, out var error)) return Fault(error.Code, error.Message.Zh + "。", error.Message.En + ".");
        var point = datum.ToCgcs2000(entered);
        bounds = (Math.Min(bounds.West, point.LongitudeE7), Math.Min(bounds.South, point.LatitudeE7), Math.Max(bounds.East, point.LongitudeE7), Math.Max(bounds.North, point.LatitudeE7));
        writer.WriteStartArray();
        writer.WriteNumberValue(point.Longitude);
        writer.WriteNumberValue(point.Latitude);
        writer.WriteEndArray();
        return entered;

        GeoPoint? Fault(string code, string zh, string en)
        {
            if (faults.Count < MostFaults) faults.Add(spot.Fault(code, zh, en));
            writer.WriteNullValue();
            return null;
        }
    }

    /// <summary>The reference system a file of before RFC 7946 names, where it is none of ours.</summary>
    private static string? SystemOf(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("crs", out var crs) || crs.ValueKind != JsonValueKind.Object
            || !crs.TryGetProperty("properties", out var values) || values.ValueKind != JsonValueKind.Object
            || !values.TryGetProperty("name", out var name) || name.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        var text = TextNormal.Clean(name.GetString());
        string[] ours = ["CRS84", "4326", "4490"];
        return ours.Any(known => text.EndsWith(known, StringComparison.OrdinalIgnoreCase)) ? null : text.Length > 80 ? text[..80] : text;
    }

    private static string? TypeOf(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null;
}
