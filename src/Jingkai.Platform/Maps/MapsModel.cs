using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Platform.Maps;

/// <summary>Tables and services of maps.</summary>
internal static class MapsModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<MapLayer>(layer =>
        {
            layer.ToTable("platform_map_layers").HasKey(l => new { l.ZoneId, l.Id });
            layer.HasIndex(l => new { l.ZoneId, l.Code }).IsUnique();
        });
        model.Entity<MapShape>(shape =>
        {
            shape.ToTable("platform_map_shapes").HasKey(s => new { s.ZoneId, s.LayerId });
            shape.HasOne<MapLayer>().WithMany().HasForeignKey(s => new { s.ZoneId, s.LayerId });
        });
    }

    public static IServiceCollection AddMaps(this IServiceCollection services) =>
        services.AddScoped<MapKeeper>().AddScoped<MapReader>().AddScoped<MapPoints>();
}
