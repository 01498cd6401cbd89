using Jingkai.Enterprises.Domain;
using Jingkai.Enterprises.Living;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Supply;

/// <summary>Missing links 缺链: what the zone's enterprises buy and nobody in the zone supplies, what they supply and nobody buys, and what both
/// sides are there for without dealing with each other. Only for readers of the whole zone: of a part of it "nobody" would be wrong.</summary>
internal sealed class GapReader(JingkaiDbContext db)
{
    public static IReadOnlyList<string> Kinds { get; } = ["no-supplier", "unmatched", "no-buyer"];

    public async Task<Result<IReadOnlyList<SupplyGap>>> ReadAsync(string? kind, string? product, CancellationToken cancel)
    {
        if (!db.SeesAll(EnterprisesPermissions.Read)) return ApiErrors.NotPermitted;
        if (!string.IsNullOrEmpty(kind) && !Kinds.Contains(kind)) return ApiErrors.BadFilter("kind", kind.Length <= 40 ? kind : kind[..40] + "…");
        var wanted = TextNormal.SearchKey(product);
        var files = await LoadReader.InZone(db).Select(e => new { e.Id, e.Code, e.Name, e.SortKey, e.Products }).ToDictionaryAsync(e => e.Id, cancel);
        var links = await db.Set<SupplyLink>().AsNoTracking().Where(l => l.VoidedAt == null && (wanted.Length == 0 || l.ProductKey.Contains(wanted))).ToListAsync(cancel);
        bool Inside(Guid? id) => id is { } file && files.ContainsKey(file);
        IReadOnlyList<LinkParty> Parties(IEnumerable<Guid?> ids) => [.. ids.OfType<Guid>().Distinct().Where(files.ContainsKey).Select(id => files[id]).OrderBy(f => f.SortKey, StringComparer.Ordinal).Select(f => new LinkParty(f.Name, f.Code, null))];
        var made = files.Values.Where(f => f.Products is not null).Select(f => (f.Id, Key: TextNormal.SearchKey(f.Products))).ToList();
        var gaps = new List<(SupplyGap Gap, string Sort)>();
        foreach (var group in links.GroupBy(l => l.ProductKey, StringComparer.Ordinal))
        {
            var buyers = group.Where(l => Inside(l.BuyerId)).ToList();
            var suppliers = group.Where(l => Inside(l.SupplierId)).ToList();
            var found = (buyers.Count, suppliers.Count) switch
            {
                ( > 0, 0) => "no-supplier",
                (0, > 0) => "no-buyer",
                // Both sides are here; a gap remains when somebody who buys deals with none of those who supply.
                ( > 0, > 0) => buyers.GroupBy(l => l.BuyerId).Any(b => b.All(l => !Inside(l.SupplierId))) ? "unmatched" : null,
                _ => null,
            };
            if (found is null || (!string.IsNullOrEmpty(kind) && kind != found)) continue;
            var concerned = found switch
            {
                "no-buyer" => suppliers,
                "unmatched" => [.. buyers.GroupBy(l => l.BuyerId).Where(b => b.All(l => !Inside(l.SupplierId))).SelectMany(b => b)],
                _ => buyers,
            };
            var taken = concerned.Select(l => found == "no-buyer" ? l.SupplierId : l.BuyerId).ToHashSet();
            var candidates = found == "no-buyer" ? [] : suppliers.Select(l => l.SupplierId)
                .Concat(made.Where(m => group.Key.Length >= 2 && m.Key.Contains(group.Key, StringComparison.Ordinal)).Select(m => (Guid?)m.Id)).Where(id => !taken.Contains(id));
            var name = group.GroupBy(l => l.Product, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).First();
            gaps.Add((new(name.Key, found, Parties(taken), [.. concerned.Select(l => l.OutsideName).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], Parties(candidates)), name.First().SortKey));
        }

        return Result.Ok<IReadOnlyList<SupplyGap>>([.. gaps.OrderBy(g => Kinds.ToList().IndexOf(g.Gap.Kind)).ThenByDescending(g => g.Gap.Enterprises.Count).ThenBy(g => g.Sort, StringComparer.Ordinal).Select(g => g.Gap)]);
    }
}
