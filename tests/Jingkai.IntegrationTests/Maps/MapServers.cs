using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Data;
using Jingkai.Platform.Maps;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests.Maps;

/// <summary>The program with a source of points.</summary>
public abstract class MapServer(Provider provider) : TestServer(provider, demo: false)
{
    protected override void Configure(WebApplicationBuilder builder) => builder.Services.AddScoped<IMapSource, TestPoints>();
}

public sealed class SqliteMaps() : MapServer(Provider.Sqlite);

public sealed class PostgresMaps() : MapServer(Provider.Postgres);

/// <summary>GeoJSON that tests send.</summary>
internal static class Shapes
{
    /// <summary>A square of a hundredth of a degree.</summary>
    public static object Square(string name, decimal west = 120.30m, decimal south = 30.42m) => Collection(new
    {
        type = "Feature",
        properties = new { name },
        geometry = new { type = "Polygon", coordinates = (decimal[][][])[[[west, south], [west + 0.01m, south], [west + 0.01m, south + 0.01m], [west, south + 0.01m], [west, south]]] },
    });

    public static object Collection(params object[] features) => new { type = "FeatureCollection", features };
}
