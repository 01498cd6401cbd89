using Jingkai.Enterprises.Domain;
using Jingkai.Platform.Data;
using Jingkai.Ui;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Register;

/// <summary>What the zone offers to choose from in filters and forms.</summary>
internal static class RegisterChoices
{
    public static async Task<IReadOnlyList<SelectOption>> ParksAsync(JingkaiDbContext db, CancellationToken cancel) =>
        [.. (await db.Set<Park>().AsNoTracking().OrderBy(p => p.SortKey).Select(p => p.Name).ToListAsync(cancel)).Select(name => new SelectOption(name, name))];

    /// <summary>Kinds of qualification in use, the most frequent first.</summary>
    public static async Task<IReadOnlyList<SelectOption>> QualificationsAsync(JingkaiDbContext db, CancellationToken cancel) =>
        [.. (await db.Set<Qualification>().AsNoTracking().GroupBy(q => q.Kind).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).Take(100).Select(g => g.Key).ToListAsync(cancel))
            .Select(kind => new SelectOption(kind, kind))];
}
