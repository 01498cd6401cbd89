using System.Text.Json;
using Jingkai.Kernel;

namespace Jingkai.Platform.Maps;

/// <summary>Writes one geometry, position by position.</summary>
internal sealed class GeoJsonGeometry(Utf8JsonWriter writer, List<Error> faults, Func<JsonElement, GeoJsonSpot, GeoPoint?> position, Func<bool> full)
{
    private static readonly string[] Known = ["Point", "LineString", "MultiLineString", "Polygon", "MultiPolygon"];

    public static bool IsKnown(string? type) => Known.Contains(type, StringComparer.Ordinal);

    public void Write(JsonElement geometry, GeoJsonSpot spot)
    {
        var type = geometry.TryGetProperty("type", out var named) && named.ValueKind == JsonValueKind.String ? named.GetString() : null;
        if (!IsKnown(type))
        {
            Fault(spot, "unsupported-geometry", $"不支持这种图形，可用：{string.Join("、", Known)}。", $"this kind of geometry is not taken; use one of {string.Join(", ", Known)}.");
            return;
        }

        if (!geometry.TryGetProperty("coordinates", out var coordinates) || coordinates.ValueKind != JsonValueKind.Array)
        {
            Fault(spot, "bad-geojson", "没有 coordinates。", "it has no coordinates.");
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("type", type);
        writer.WritePropertyName("coordinates");
        switch (type)
        {
            case "Point":
                position(coordinates, spot);
                break;
            case "LineString":
                Line(coordinates, spot);
                break;
            case "MultiLineString":
                Each(coordinates, spot, (line, n) => Line(line, spot with { Part = n }));
                break;
            case "Polygon":
                Polygon(coordinates, spot);
                break;
            default:
                Each(coordinates, spot, (polygon, n) => Polygon(polygon, spot with { Part = n }));
                break;
        }

        writer.WriteEndObject();
    }

    private void Polygon(JsonElement rings, GeoJsonSpot spot) => Each(rings, spot, (ring, n) => Ring(ring, spot with { Ring = n }));

    private void Line(JsonElement line, GeoJsonSpot spot)
    {
        var before = faults.Count;
        var count = Positions(line, spot).Count;
        if (count < 2 && Judges(before)) Fault(spot, "line-short", "线至少要有两个点。", "a line has at least two positions.", write: false);
    }

    private void Ring(JsonElement ring, GeoJsonSpot spot)
    {
        var before = faults.Count;
        var (count, first, last) = Positions(ring, spot);
        if (!Judges(before)) return;
        if (count < 4) Fault(spot, "ring-short", "环至少要有四个点（首尾相同）。", "a ring has at least four positions, the last equal to the first.", write: false);
        else if (first != last) Fault(spot, "ring-open", "环没有闭合，最后一点须与第一点相同。", "the ring is open; its last position must equal its first.", write: false);
    }

    private (int Count, GeoPoint? First, GeoPoint? Last) Positions(JsonElement list, GeoJsonSpot spot)
    {
        var (count, first, last) = (0, (GeoPoint?)null, (GeoPoint?)null);
        Each(list, spot, (element, n) =>
        {
            last = position(element, spot with { Position = n });
            if (n == 0) first = last;
            count++;
        });
        return (count, first, last);
    }

    private void Each(JsonElement list, GeoJsonSpot spot, Action<JsonElement, int> each)
    {
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
        {
            Fault(spot, "bad-geojson", "coordinates 应为非空的列表。", "coordinates must be a list that is not empty.");
            return;
        }

        writer.WriteStartArray();
        var n = 0;
        foreach (var element in list.EnumerateArray())
        {
            if (full()) break;
            each(element, n++);
        }

        writer.WriteEndArray();
    }

    /// <summary>The list was read to its end and nothing in it is wrong.</summary>
    private bool Judges(int before) => faults.Count == before && !full();

    private void Fault(GeoJsonSpot spot, string code, string zh, string en, bool write = true)
    {
        if (faults.Count < GeoJsonReader.MostFaults) faults.Add(spot.Fault(code, zh, en));
        // What was begun is thrown away, but the writer wants a value here.
        if (write) writer.WriteNullValue();
    }
}
