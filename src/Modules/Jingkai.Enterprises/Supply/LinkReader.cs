using Jingkai.Enterprises.Domain;
using Jingkai.Enterprises.Register;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Supply;

/// <summary>Reads links within the reader's scope. Whoever sees one end sees the link; of an end outside the scope only the name is told, as
/// if it were no file of the register, and never its share.</summary>
internal sealed class LinkReader(JingkaiDbContext db)
{
    private const int Batch = 1000;

    /// <summary>The links of one file, what it supplies first.</summary>
    public async Task<IReadOnlyList<SupplyLinkView>> OfAsync(Guid file, bool voided, CancellationToken cancel)
    {
        var rows = await db.Set<SupplyLink>().AsNoTracking().Where(l => (l.SupplierId == file || l.BuyerId == file) && (voided || l.VoidedAt == null)).ToListAsync(cancel);
        var views = await ViewsAsync([.. rows.OrderBy(l => l.VoidedAt is not null).ThenBy(l => l.DirectionOf(file)).ThenBy(l => l.SortKey, StringComparer.Ordinal).ThenBy(l => l.Id)], cancel);
        return [.. views.Select((v, i) => v with { Direction = Kebab.Of(Find(rows, v.Id).DirectionOf(file)!.Value) })];
    }

    /// <summary>One link of a file; null when there is none the reader may see.</summary>
    public async Task<SupplyLinkView?> OneAsync(Guid file, Guid id, CancellationToken cancel)
    {
        var link = await db.Set<SupplyLink>().AsNoTracking().FirstOrDefaultAsync(l => l.Id == id && (l.SupplierId == file || l.BuyerId == file), cancel);
        return link is null ? null : (await ViewsAsync([link], cancel))[0] with { Direction = Kebab.Of(link.DirectionOf(file)!.Value) };
    }

    public async Task<PagedList<SupplyLinkView>> ListAsync(LinkFilter filter, PageRequest page, CancellationToken cancel)
    {
        var links = filter.Order(filter.Apply(db.Set<SupplyLink>().AsNoTracking()));
        if (filter.Text is not { } text)
        {
            var total = await links.LongCountAsync(cancel);
            return new(await ViewsAsync(await links.Skip(page.Skip).Take(page.Size).ToListAsync(cancel), cancel), total, page.Page, page.Size);
        }

        if (db.SeesAll(EnterprisesPermissions.Read))
        {
            var named = links.Where(l => db.Set<Enterprise>().Any(e => e.ZoneId == l.ZoneId && (e.Id == l.SupplierId || e.Id == l.BuyerId) && e.SearchKey.Contains(text)) || l.OutsideKey.Contains(text));
            var total = await named.LongCountAsync(cancel);
            return new(await ViewsAsync(await named.Skip(page.Skip).Take(page.Size).ToListAsync(cancel), cancel), total, page.Page, page.Size);
        }

        // The few of a reader below the zone's scope are searched by what is shown: whether a name is in the register is not to be found out.
        var views = (await ViewsAsync(await links.ToListAsync(cancel), cancel)).Where(v => Bears(v.Supplier, text) || Bears(v.Buyer, text)).ToList();
        return new([.. views.Skip(page.Skip).Take(page.Size)], views.Count, page.Page, page.Size);
    }

    /// <summary>All of a filter, in batches.</summary>
    public async Task<List<SupplyLinkView>> AllAsync(LinkFilter filter, CancellationToken cancel)
    {
        var all = new List<SupplyLinkView>();
        for (var page = 1; ; page++)
        {
            var part = await ListAsync(filter, new(page, Batch), cancel);
            all.AddRange(part.Items);
            if (part.Items.Count < Batch) return all;
        }
    }

    private static bool Bears(LinkParty party, string text) => TextNormal.SearchKey(party.Name).Contains(text, StringComparison.Ordinal) || TextNormal.SearchKey(party.Code).Contains(text, StringComparison.Ordinal);

    private static SupplyLink Find(List<SupplyLink> rows, Guid id) => rows.Find(r => r.Id == id)!;

    private async Task<IReadOnlyList<SupplyLinkView>> ViewsAsync(List<SupplyLink> rows, CancellationToken cancel)
    {
        if (rows.Count == 0) return [];
        var ids = rows.SelectMany(r => new[] { r.SupplierId, r.BuyerId }).OfType<Guid>().Distinct().ToList();
        var seen = await db.Set<Enterprise>().AsNoTracking().Where(e => ids.Contains(e.Id)).Select(e => new { e.Id, e.Code, e.Name, Live = e.VoidedAt == null }).ToDictionaryAsync(e => e.Id, cancel);
        var unseen = ids.Where(id => !seen.ContainsKey(id)).ToList();
        var names = unseen.Count == 0 ? [] : await db.Set<Enterprise>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsNoTracking().Where(e => unseen.Contains(e.Id)).ToDictionaryAsync(e => e.Id, e => e.Name, cancel);
        var writes = !db.Actor.May(EnterprisesPermissions.Confirm) ? []
            : db.SeesAll(EnterprisesPermissions.Confirm) ? seen.Where(e => e.Value.Live).Select(e => e.Key).ToHashSet()
            : (await db.Set<Enterprise>().AsNoTracking().Where(RegisterScope.Of(db, EnterprisesPermissions.Confirm)).Where(e => ids.Contains(e.Id) && e.VoidedAt == null).Select(e => e.Id).ToListAsync(cancel)).ToHashSet();
        LinkParty Party(Guid? id, SupplyLink link) => id is not { } file ? new(link.OutsideName ?? "", null, link.OutsidePlace)
            : seen.TryGetValue(file, out var known) ? new(known.Name, known.Code, null) : new(names.GetValueOrDefault(file, ""), null, null);
        bool Sees(Guid? id) => id is { } file && seen.ContainsKey(file);
        return [.. rows.Select(l => new SupplyLinkView(
            l.Id, null, Party(l.SupplierId, l), Party(l.BuyerId, l), l.Product, Sees(l.SupplierId) ? Share.Percent(l.SalesE2) : null, Sees(l.BuyerId) ? Share.Percent(l.PurchasesE2) : null,
            l.Source, l.AsOf, l.ConfirmedBy, l.ByName, l.At, l.Version, l.VoidedAt is { } at ? new(at, l.VoidedBy, l.VoidReason) : null,
            l.VoidedAt is null && ((l.SupplierId is { } s && writes.Contains(s)) || (l.BuyerId is { } b && writes.Contains(b))) ? LinkService.MovesOf(db, l) : []))];
    }
}
