using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Clocks;

/// <summary>The time limits of the zone.</summary>
public sealed class LimitReader(JingkaiDbContext db)
{
    /// <summary>The limit of a code in force on a day, or null.</summary>
    public Task<TimeLimitRule?> FindAsync(string code, DateOnly on, CancellationToken cancel = default) =>
        db.Set<TimeLimitRule>().AsNoTracking().Where(r => r.Code == code && r.FromOn <= on).OrderByDescending(r => r.FromOn).FirstOrDefaultAsync(cancel);

    /// <summary>All versions of a limit, newest first.</summary>
    public async Task<IReadOnlyList<TimeLimitRule>> VersionsAsync(string code, CancellationToken cancel = default) =>
        await db.Set<TimeLimitRule>().AsNoTracking().Where(r => r.Code == code).OrderByDescending(r => r.FromOn).ToListAsync(cancel);

    /// <summary>The limits in force on a day, in order of code.</summary>
    public async Task<IReadOnlyList<TimeLimitRule>> InForceAsync(DateOnly on, CancellationToken cancel = default) =>
        [.. (await db.Set<TimeLimitRule>().AsNoTracking().Where(r => r.FromOn <= on).ToListAsync(cancel))
            .GroupBy(r => r.Code, StringComparer.Ordinal).Select(g => g.MaxBy(r => r.FromOn)!).OrderBy(r => r.Code, StringComparer.Ordinal)];
}
