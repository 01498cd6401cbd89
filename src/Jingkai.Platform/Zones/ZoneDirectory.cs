using System.Collections.Concurrent;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Platform.Zones;

/// <summary>What every request needs to know of a zone.</summary>
/// <param name="Id">Number in keys.</param>
/// <param name="Code">Code in addresses.</param>
/// <param name="Name">Official name.</param>
/// <param name="ShortName">Name in text.</param>
/// <param name="DemoToday">Fixed business date, demo only.</param>
public sealed record ZoneInfo(int Id, string Code, string Name, string ShortName, DateOnly? DemoToday);

/// <summary>Zones by code, cached; a zone is added rarely and the cache is told.</summary>
public sealed class ZoneDirectory(IServiceScopeFactory scopes)
{
    private readonly ConcurrentDictionary<string, ZoneInfo> byCode = new(StringComparer.Ordinal);

    /// <summary>The zone of a code, or null.</summary>
    public async ValueTask<ZoneInfo?> FindAsync(string code, CancellationToken cancel = default)
    {
        if (byCode.TryGetValue(code, out var known)) return known;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JingkaiDbContext>();
        var zone = await db.Set<Zone>().AsNoTracking().FirstOrDefaultAsync(z => z.Code == code, cancel);
        if (zone is null) return null;
        return byCode[code] = new(zone.Id, zone.Code, zone.Name, zone.ShortName, zone.DemoToday);
    }

    /// <summary>Forgets what is cached, after a zone changed.</summary>
    public void Forget() => byCode.Clear();
}

/// <summary>The business date: periods, deadlines and pace follow it, never the machine's clock.</summary>
public interface IZoneCalendar
{
    /// <summary>Today in the zone (Asia/Shanghai; fixed in the demo).</summary>
    DateOnly Today(ZoneInfo zone);
}

internal sealed class ZoneCalendar(TimeProvider clock) : IZoneCalendar
{
    // China keeps UTC+8 all year since 1992; no time-zone database is needed, also on machines without one.
    private static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);

    public DateOnly Today(ZoneInfo zone) => zone.DemoToday ?? DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(Shanghai).DateTime);
}
