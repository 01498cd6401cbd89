using Jingkai.Enterprises.Contracts;
using Jingkai.Enterprises.Domain;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Register;

internal sealed class ParkSetup(JingkaiDbContext db) : IParkSetup
{
    public async Task<int> AddAsync(IReadOnlyList<string> names, CancellationToken cancel = default)
    {
        var known = (await db.Set<Park>().AsNoTracking().Select(p => p.NameKey).ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
        var fresh = names.Select(TextNormal.Clean).Where(n => n.Length > 0 && known.Add(TextNormal.SearchKey(n))).ToList();
        db.AddRange(fresh.Select(n => new Park { ZoneId = db.ZoneId, Name = n, NameKey = TextNormal.SearchKey(n), SortKey = TextNormal.SortKey(n) }));
        await db.SaveChangesAsync(cancel);
        return fresh.Count;
    }
}
