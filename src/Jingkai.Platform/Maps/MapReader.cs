using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Maps;

/// <summary>A layer as lists show it.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name in the reader's language.</param>
/// <param name="NameZh">Chinese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Source">Where the shapes come from.</param>
/// <param name="Datum">Datum of the file that was handed in; what is stored is cgcs2000.</param>
/// <param name="Converted">It was converted on entry.</param>
/// <param name="ReviewNumber">审图号; null: for inside use only.</param>
/// <param name="Order">Place in the drawing, lowest first.</param>
/// <param name="From">First day it holds.</param>
/// <param name="Until">Last day it holds.</param>
/// <param name="InForce">It holds today.</param>
/// <param name="Features">Number of features.</param>
/// <param name="Positions">Number of positions.</param>
/// <param name="Bytes">Bytes of the stored GeoJSON.</param>
/// <param name="Bounds">West, south, east, north in degrees.</param>
/// <param name="Version">Version, for <c>If-Match</c>.</param>
public sealed record MapLayerView(
    string Code, string Name, string NameZh, string NameEn, string Source, string Datum, bool Converted, string? ReviewNumber, int Order, DateOnly? From, DateOnly? Until, bool InForce,
    int Features, int Positions, int Bytes, IReadOnlyList<decimal> Bounds, int Version);

/// <summary>A map ready to be sent.</summary>
/// <param name="Tag">Changes whenever the map does.</param>
/// <param name="Json">The map; null when the caller has it already.</param>
internal sealed record MapAnswer(string Tag, byte[]? Json);

/// <summary>Reads the map of the zone.</summary>
public sealed class MapReader(JingkaiDbContext db)
{
    /// <summary>Every layer in the order of drawing, also those that do not hold today.</summary>
    public async Task<IReadOnlyList<MapLayerView>> LayersAsync(CancellationToken cancel = default) => [.. (await RowsAsync(cancel)).Select(View)];

    /// <summary>One layer.</summary>
    public async Task<Result<MapLayerView>> FindAsync(string code, CancellationToken cancel = default) =>
        await db.Set<MapLayer>().AsNoTracking().FirstOrDefaultAsync(l => l.Code == code, cancel) is { } layer ? View(layer) : ApiErrors.NotFound;

    /// <summary>Why the map may not be shown to outside eyes; null when it may.</summary>
    /// <param name="layers">Layers of the zone.</param>
    public static Error? Withheld(IEnumerable<MapLayerView> layers)
    {
        var without = layers.Where(l => l.InForce && l.ReviewNumber is null).Select(l => l.Name).ToList();
        return without.Count == 0 ? null : MapErrors.ReviewNumberMissing(without);
    }

    /// <summary>The layers that hold today with their shapes, as one answer.</summary>
    /// <param name="outside">For outside eyes: refused while a layer has no review number.</param>
    /// <param name="known">Tags the caller holds, as the header <c>If-None-Match</c> has them.</param>
    /// <param name="cancel">Cancels.</param>
    internal async Task<Result<MapAnswer>> ReadAsync(bool outside, string known, CancellationToken cancel = default)
    {
        await using var moment = await db.SnapshotAsync(cancel);
        var rows = (await RowsAsync(cancel)).Where(l => l.HoldsOn(db.Today)).ToList();
        var views = rows.ConvertAll(View);
        if (outside && Withheld(views) is { } withheld) return withheld;
        var said = string.Join('\n', rows.Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.Id:N} {l.Version} {l.Sha256}"))) + CultureInfo.CurrentUICulture.Name + outside;
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said)))[..32]}\"";
        if (known.Contains(tag, StringComparison.Ordinal)) return new MapAnswer(tag, null);
        var ids = rows.ConvertAll(l => l.Id);
        var shapes = await db.Set<MapShape>().AsNoTracking().Where(s => ids.Contains(s.LayerId)).ToDictionaryAsync(s => s.LayerId, s => s.GeoJson, cancel);
        return new MapAnswer(tag, Write(rows, views, shapes, outside));
    }

    private byte[] Write(List<MapLayer> rows, List<MapLayerView> views, Dictionary<Guid, string> shapes, bool outside)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("zone", db.Actor.ZoneCode);
            json.WriteString("datum", Kernel.Datum.Cgcs2000.Code());
            json.WriteBoolean("outside", outside);
            json.WritePropertyName("bounds");
            if (rows.Count == 0) json.WriteNullValue();
            else Bounds(json, Corners(rows.Min(l => l.WestE7), rows.Min(l => l.SouthE7), rows.Max(l => l.EastE7), rows.Max(l => l.NorthE7)));
            json.WriteStartArray("reviewNumbers");
            foreach (var number in views.Select(v => v.ReviewNumber).OfType<string>().Distinct(StringComparer.Ordinal)) json.WriteStringValue(number);
            json.WriteEndArray();
            json.WriteStartArray("layers");
            foreach (var (row, view) in rows.Zip(views))
            {
                json.WriteStartObject();
                json.WriteString("code", view.Code);
                json.WriteString("name", view.Name);
                json.WriteString("source", view.Source);
                json.WriteString("reviewNumber", view.ReviewNumber);
                json.WriteString("enteredDatum", view.Datum);
                json.WritePropertyName("bounds");
                Bounds(json, view.Bounds);
                json.WritePropertyName("features");
                // Written by the reader of GeoJSON, so nothing has to look at it again.
                json.WriteRawValue(shapes[row.Id], skipInputValidation: true);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void Bounds(Utf8JsonWriter json, IReadOnlyList<decimal> bounds)
    {
        json.WriteStartArray();
        foreach (var degrees in bounds) json.WriteNumberValue(degrees);
        json.WriteEndArray();
    }

    private Task<List<MapLayer>> RowsAsync(CancellationToken cancel) => db.Set<MapLayer>().AsNoTracking().OrderBy(l => l.Position).ThenBy(l => l.Code).ToListAsync(cancel);

    private MapLayerView View(MapLayer layer) => new(
        layer.Code, new Text(layer.NameZh, layer.NameEn).Current, layer.NameZh, layer.NameEn, layer.Source, layer.Datum, layer.Datum != Kernel.Datum.Cgcs2000.Code(), layer.ReviewNumber, layer.Position,
        layer.ValidFrom, layer.ValidUntil, layer.HoldsOn(db.Today), layer.Features, layer.Positions, layer.Bytes, Corners(layer.WestE7, layer.SouthE7, layer.EastE7, layer.NorthE7), layer.Version);

    private static decimal[] Corners(int west, int south, int east, int north)
    {
        var (low, high) = (GeoPoint.OfE7(west, south), GeoPoint.OfE7(east, north));
        return [low.Longitude, low.Latitude, high.Longitude, high.Latitude];
    }
}
