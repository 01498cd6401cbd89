using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Clocks;

/// <summary>The time limits of the zone.</summary>
public sealed class LimitReader(JingkaiDbContext db)
{
    /// <summary>The limit of a code in force on a day, or null. A matter from before the zone wrote the limit down runs by its first version.</summary>
    public async Task<TimeLimitRule?> FindAsync(string code, DateOnly on, CancellationToken cancel = default)
    {
        var versions = await VersionsAsync(code, cancel);
        return versions.FirstOrDefault(r => r.FromOn <= on) ?? versions.LastOrDefault(r => r.FromOn <= db.Today);
    }

    /// <summary>All versions of a limit, newest first.</summary>
    public async Task<IReadOnlyList<TimeLimitRule>> VersionsAsync(string code, CancellationToken cancel = default) =>
        await db.Set<TimeLimitRule>().AsNoTracking().Where(r => r.Code == code).OrderByDescending(r => r.FromOn).ToListAsync(cancel);

    /// <summary>The limits in force on a day, in order of code.</summary>
    public async Task<IReadOnlyList<TimeLimitRule>> InForceAsync(DateOnly on, CancellationToken cancel = default) =>
        [.. (await db.Set<TimeLimitRule>().AsNoTracking().Where(r => r.FromOn <= on).ToListAsync(cancel))
            .GroupBy(r => r.Code, StringComparer.Ordinal).Select(g => g.MaxBy(r => r.FromOn)!).OrderBy(r => r.Code, StringComparer.Ordinal)];

    /// <summary>What limits are called: as the zone calls them; one it has not taken over, as it is shipped.</summary>
    internal async Task<IReadOnlyDictionary<string, Text>> NamesAsync(CancellationToken cancel)
    {
        var names = LimitKeeper.Examples.ToDictionary(e => e.Code!, e => new Text(e.NameZh!, e.NameEn!), StringComparer.Ordinal);
        foreach (var rule in await InForceAsync(DateOnly.MaxValue, cancel)) names[rule.Code] = new(rule.NameZh, rule.NameEn);
        return names;
    }
}
