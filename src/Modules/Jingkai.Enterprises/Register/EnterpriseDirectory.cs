using System.Runtime.CompilerServices;
using Jingkai.Enterprises.Contracts;
using Jingkai.Enterprises.Domain;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Register;

/// <inheritdoc cref="IEnterpriseDirectory"/>
internal sealed class EnterpriseDirectory(JingkaiDbContext db) : IEnterpriseDirectory
{
    private const int Batch = 1000;

    private IQueryable<Enterprise> Files => db.Set<Enterprise>().AsNoTracking().Where(e => e.VoidedAt == null);

    public async Task<EnterpriseRef?> FindAsync(string key, CancellationToken cancel = default)
    {
        if (await Refs(EnterpriseKey.Find(db, key).AsNoTracking().Where(e => e.VoidedAt == null)).FirstOrDefaultAsync(cancel) is { } found) return found;
        var gone = await EnterpriseKey.GoneAsync(db, key, cancel) ?? await EnterpriseKey.Find(db, key).AsNoTracking().FirstOrDefaultAsync(e => e.MergedIntoId != null, cancel);
        if (gone is null) return null;
        var kept = await RegisterService.FollowAsync(db, gone, cancel);
        return kept.VoidedAt is null ? new(kept.Id, kept.Code, kept.CreditCode, kept.Name) : null;
    }

    public async Task<IReadOnlyList<MergedEnterprise>> MergedAsync(CancellationToken cancel = default)
    {
        var gone = await db.Set<Enterprise>().AsNoTracking().Where(e => e.MergedIntoId != null).ToListAsync(cancel);
        if (gone.Count == 0) return [];
        var next = gone.ToDictionary(e => e.Id, e => e.MergedIntoId!.Value);
        var ends = gone.ToDictionary(e => e.Id, e => End(e.Id));
        var kept = await ByIdsAsync([.. ends.Values], cancel);
        return [.. gone.Where(e => kept.ContainsKey(ends[e.Id])).Select(e => new MergedEnterprise(e.Id, e.Code, e.CreditCode, kept[ends[e.Id]]))];

        Guid End(Guid id)
        {
            while (next.TryGetValue(id, out var further)) id = further;
            return id;
        }
    }

    public async Task<IReadOnlyDictionary<string, EnterpriseRef>> ByCreditCodesAsync(IReadOnlyCollection<string> creditCodes, CancellationToken cancel = default)
    {
        var found = new Dictionary<string, EnterpriseRef>(StringComparer.Ordinal);
        foreach (var chunk in creditCodes.Distinct(StringComparer.Ordinal).Chunk(Batch))
        {
            foreach (var enterprise in await Refs(Files.Where(e => chunk.Contains(e.CreditCode!))).ToListAsync(cancel)) found[enterprise.CreditCode!] = enterprise;
        }

        if (found.Count < creditCodes.Count)
        {
            foreach (var gone in await MergedAsync(cancel))
                if (gone.CreditCode is { } code && creditCodes.Contains(code)) found.TryAdd(code, gone.Into);
        }

        return found;
    }

    public async Task<IReadOnlySet<Guid>> ListedAsync(DateOnly day, CancellationToken cancel = default) =>
        (await db.Set<AboveScaleListing>().AsNoTracking().Where(l => l.Since <= day && (l.UntilOn == null || l.UntilOn > day)).Select(l => l.EnterpriseId).ToListAsync(cancel)).ToHashSet();

    public async Task<IReadOnlyDictionary<Guid, EnterpriseRef>> ByIdsAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancel = default)
    {
        var found = new Dictionary<Guid, EnterpriseRef>();
        foreach (var chunk in ids.Distinct().Chunk(Batch))
        {
            foreach (var enterprise in await Refs(Files.Where(e => chunk.Contains(e.Id))).ToListAsync(cancel)) found[enterprise.Id] = enterprise;
        }

        return found;
    }

    public async Task<IReadOnlyList<EnterpriseRef>> ByNameAsync(string name, CancellationToken cancel = default)
    {
        var key = TextNormal.SearchKey(name);
        if (key.Length == 0) return [];
        // The first line of the search key is the name, so the names of today are found by their beginning.
        var named = await Refs(Files.Where(e => e.SearchKey.StartsWith(key + "\n") || e.SearchKey == key)).ToListAsync(cancel);
        if (named.Count > 0) return named;
        return await Refs(Files.Where(e => db.Set<EnterpriseName>().Any(n => n.EnterpriseId == e.Id && n.NameKey == key)).OrderBy(e => e.SortKey)).ToListAsync(cancel);
    }

    public async Task<IReadOnlyList<EnterpriseRef>> SuggestAsync(string text, int most, CancellationToken cancel = default)
    {
        var key = TextNormal.SearchKey(text);
        return await Refs(Files.Where(e => e.SearchKey.Contains(key)).OrderBy(e => e.SortKey).ThenBy(e => e.Id).Take(Math.Clamp(most, 1, 200))).ToListAsync(cancel);
    }

    public async IAsyncEnumerable<IReadOnlyList<EnterpriseSnapshot>> SnapshotsAsync([EnumeratorCancellation] CancellationToken cancel = default)
    {
        var all = db.Set<Enterprise>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsNoTracking();
        var ids = await all.OrderBy(e => e.Id).Select(e => e.Id).ToListAsync(cancel);
        foreach (var chunk in ids.Chunk(Batch))
        {
            var dossiers = await Dossier.LoadAsync(db, all.Where(e => chunk.Contains(e.Id)), track: false, cancel);
            yield return dossiers.ConvertAll(d => d.Snapshot);
        }
    }

    public async Task<IReadOnlyList<ParkRef>> ParksAsync(CancellationToken cancel = default) =>
        await db.Set<Park>().AsNoTracking().OrderBy(p => p.SortKey).Select(p => new ParkRef(p.Id, p.Name)).ToListAsync(cancel);

    public Task<ParkRef?> ParkAsync(string name, CancellationToken cancel = default)
    {
        var key = TextNormal.SearchKey(name);
        return db.Set<Park>().AsNoTracking().Where(p => p.NameKey == key).Select(p => new ParkRef(p.Id, p.Name)).FirstOrDefaultAsync(cancel);
    }

    private static IQueryable<EnterpriseRef> Refs(IQueryable<Enterprise> files) => files.Select(e => new EnterpriseRef(e.Id, e.Code, e.CreditCode, e.Name));
}
