using System.Text.Json;
using System.Text.Json.Nodes;
using Jingkai.Kernel;
using Jingkai.Platform.Maps;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Host.Demo;

/// <summary>The map of a demo zone: outlines that are invented and say so. None has a review number, so none is for outside eyes.</summary>
internal static class DemoMaps
{
    private const string Source = "演示用示意图形，均为虚构，不代表实际边界和位置";

    private static readonly (string Code, string Zh, string En)[] Layers =
    [
        (MapLayerCodes.Boundary, "开发区范围（示意）", "Zone boundary (schematic)"),
        (MapLayerCodes.Water, "水系（示意）", "Water (schematic)"),
        (MapLayerCodes.Parks, "园区（示意）", "Parks (schematic)"),
        (MapLayerCodes.Roads, "道路（示意）", "Roads (schematic)"),
    ];

    /// <summary>Keeps the layers of <c>map.geojson</c>, whose features name theirs.</summary>
    /// <param name="services">Services inside the zone.</param>
    /// <param name="folder">The zone's folder.</param>
    public static async Task AddAsync(IServiceProvider services, string folder)
    {
        var path = Path.Combine(folder, "map.geojson");
        if (!File.Exists(path)) return;
        var features = JsonNode.Parse(await File.ReadAllTextAsync(path))!["features"]!.AsArray();
        foreach (var (code, zh, en) in Layers)
        {
            var own = features.Where(f => f!["properties"]!["layer"]!.GetValue<string>() == code).Select(f => f!.DeepClone()).ToArray();
            var shapes = JsonSerializer.SerializeToElement(new JsonObject { ["type"] = "FeatureCollection", ["features"] = new JsonArray(own) });
            var kept = await services.GetRequiredService<MapKeeper>().PutAsync(code, new(zh, en, Source, GeoJson: shapes));
            if (!kept.IsOk) throw new InvalidOperationException($"{path}: {code}: {string.Join("; ", (kept.Error.Details ?? [kept.Error]).Select(d => d.Message.Zh))}");
        }
    }
}
