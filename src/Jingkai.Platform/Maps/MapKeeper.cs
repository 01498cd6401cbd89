using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Maps;

/// <summary>What is said of a layer.</summary>
/// <param name="NameZh">Chinese name.</param>
/// <param name="NameEn">English name; the Chinese one where there is none.</param>
/// <param name="Source">Where the shapes come from.</param>
/// <param name="ReviewNumber">审图号; empty for inside use only.</param>
/// <param name="Order">Drawn in this order; null: as its code usually lies.</param>
/// <param name="From">First day it holds.</param>
/// <param name="Until">Last day it holds.</param>
/// <param name="Datum">Datum of the shapes: cgcs2000 (default), gcj-02, bd-09.</param>
/// <param name="GeoJson">The shapes; left out, those that are there stay.</param>
public sealed record MapLayerInput(
    string? NameZh, string? NameEn = null, string? Source = null, string? ReviewNumber = null, int? Order = null, DateOnly? From = null, DateOnly? Until = null,
    string? Datum = null, JsonElement? GeoJson = null);

/// <summary>A layer that was kept.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Created">It is new.</param>
/// <param name="Dropped">Properties of its features that were not kept.</param>
public sealed record KeptLayer(string Code, bool Created, int Dropped);

/// <summary>Keeps the layers of the zone's map.</summary>
public sealed partial class MapKeeper(JingkaiDbContext db)
{
    /// <summary>Who keeps them; everyone of the zone sees the map.</summary>
    public const string Permission = "platform.maps";

    /// <summary>Most bytes of the shapes of one layer.</summary>
    public const int MostBytes = GeoJsonReader.MostBytes;

    internal const int MostLayers = 20, MostMapBytes = 12 << 20, LongestName = 60, LongestSource = 200, LongestReviewNumber = 40;

    /// <summary>Keeps a layer: makes it, or replaces what is said of it and, where given, its shapes.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="input">What is said of it. Its shapes are left aside when <paramref name="file"/> has them.</param>
    /// <param name="seen">The version the caller read; null for any.</param>
    /// <param name="file">The shapes as a file, UTF-8.</param>
    /// <param name="cancel">Cancels.</param>
    public Task<Result<KeptLayer>> PutAsync(string code, MapLayerInput input, int? seen = null, ReadOnlyMemory<byte>? file = null, CancellationToken cancel = default)
    {
        if (db.Actor is { MemberId: null, IsInstallationAdministrator: false }) return Task.FromResult<Result<KeptLayer>>(MapErrors.MembersOnly);
        var errors = new List<Error>();
        var (nameZh, nameEn, source, review) = (TextNormal.Clean(input.NameZh), TextNormal.Clean(input.NameEn), TextNormal.Clean(input.Source), TextNormal.Clean(input.ReviewNumber));
        if (!Codes().IsMatch(code) || code == "new") errors.Add(MapErrors.BadCode);
        Check(nameZh, "nameZh", LongestName, required: true, errors);
        Check(nameEn, "nameEn", LongestName, required: false, errors);
        Check(source, "source", LongestSource, required: true, errors);
        Check(review, "reviewNumber", LongestReviewNumber, required: false, errors);
        if (input.Order is < 0 or > 999) errors.Add(Error.Invalid("bad-number", "应为0至999的整数。", "A whole number from 0 to 999 is expected.", "order"));
        if (input.Until < input.From) errors.Add(MapErrors.DateOrder);
        MapShapes? shapes = null;
        if (!Datums.Parse(input.Datum).Try(out var datum, out var unknown)) errors.Add(unknown);
        else if ((file ?? Shapes(input.GeoJson)) is { } given && !GeoJsonReader.Read(given, datum).Try(out shapes, out var wrong))
        {
            // A list of faults of the shapes stands beside what is wrong elsewhere.
            if (wrong.Kind != ErrorKind.Invalid) return Task.FromResult<Result<KeptLayer>>(wrong);
            errors.AddRange(wrong.Details is { Count: > 0 } faults ? faults : [wrong]);
        }

        if (errors.Count > 0) return Task.FromResult<Result<KeptLayer>>(ApiErrors.Invalid(errors));
        return db.InTransactionAsync<KeptLayer>(async () =>
        {
            var layers = await db.Set<MapLayer>().AsTracking().ToListAsync(cancel);
            var layer = layers.FirstOrDefault(l => l.Code == code);
            if (seen is { } version && version != (layer?.Version ?? 0)) return ApiErrors.Stale;
            var created = layer is null;
            if (created && shapes is null) return ApiErrors.Invalid([MapErrors.ShapesRequired]);
            if (created && layers.Count >= MostLayers) return MapErrors.TooManyLayers(MostLayers);
            if (layer is null) db.Add(layer = new() { ZoneId = db.ZoneId, Code = code });
            (layer.NameZh, layer.NameEn, layer.Source, layer.ReviewNumber) = (nameZh, nameEn.Length == 0 ? nameZh : nameEn, source, review.Length == 0 ? null : review);
            (layer.Position, layer.ValidFrom, layer.ValidUntil) = (input.Order ?? (created ? Usual(code) : layer.Position), input.From, input.Until);
            if (shapes is not null) await ShapeAsync(layer, shapes, datum, created, cancel);
            if (layers.Where(l => l.Id != layer.Id).Sum(l => (long)l.Bytes) + layer.Bytes > MostMapBytes) return ApiErrors.Invalid([MapErrors.MapTooLarge(MostMapBytes >> 20)]);
            await db.SaveChangesAsync(cancel);
            return new KeptLayer(code, created, shapes?.Dropped ?? 0);
        }, cancel);
    }

    /// <summary>Takes a layer away; what was said of it and the digest of its shapes stay in the audit trail.</summary>
    public Task<Result<string>> RemoveAsync(string code, int? seen = null, CancellationToken cancel = default) => db.InTransactionAsync<string>(async () =>
    {
        if (db.Actor is { MemberId: null, IsInstallationAdministrator: false }) return MapErrors.MembersOnly;
        if (await db.Set<MapLayer>().AsTracking().FirstOrDefaultAsync(l => l.Code == code, cancel) is not { } layer) return ApiErrors.NotFound;
        if (seen is { } version && version != layer.Version) return ApiErrors.Stale;
        db.Remove(await db.Set<MapShape>().AsTracking().SingleAsync(s => s.LayerId == layer.Id, cancel));
        db.Remove(layer);
        await db.SaveChangesAsync(cancel);
        return code;
    }, cancel);

    private async Task ShapeAsync(MapLayer layer, MapShapes shapes, Datum datum, bool created, CancellationToken cancel)
    {
        var bytes = Encoding.UTF8.GetBytes(shapes.GeoJson);
        (layer.Datum, layer.Features, layer.Positions, layer.Bytes, layer.Sha256) = (datum.Code(), shapes.Features, shapes.Positions, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        (layer.WestE7, layer.SouthE7, layer.EastE7, layer.NorthE7) = (shapes.SouthWest.LongitudeE7, shapes.SouthWest.LatitudeE7, shapes.NorthEast.LongitudeE7, shapes.NorthEast.LatitudeE7);
        var shape = created ? null : await db.Set<MapShape>().AsTracking().SingleAsync(s => s.LayerId == layer.Id, cancel);
        if (shape is null) db.Add(shape = new() { ZoneId = db.ZoneId, LayerId = layer.Id });
        shape.GeoJson = shapes.GeoJson;
    }

    private static ReadOnlyMemory<byte>? Shapes(JsonElement? json) =>
        // Without the cast an absent text would become an empty one: null turns into a memory of nothing.
        json is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } given ? Encoding.UTF8.GetBytes(given.GetRawText()) : (ReadOnlyMemory<byte>?)null;

    /// <summary>Known layers lie as they should; others come on top.</summary>
    private static int Usual(string code)
    {
        for (var i = 0; i < MapLayerCodes.All.Count; i++)
            if (MapLayerCodes.All[i] == code) return (i + 1) * 10;
        return (MapLayerCodes.All.Count + 1) * 10;
    }

    private static void Check(string text, string field, int most, bool required, List<Error> errors)
    {
        if (text.Length > most) errors.Add(ApiErrors.TooLong(field, most));
        if (text.Length == 0 && required) errors.Add(ApiErrors.Required(field));
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{0,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex Codes();
}
