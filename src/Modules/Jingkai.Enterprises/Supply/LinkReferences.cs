using System.Text.Json;
using Jingkai.Enterprises.Domain;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Jingkai.Platform.Numbering;
using Jingkai.Platform.References;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Supply;

/// <summary>Links follow a file into the one it is merged with. What would tie the kept file to itself, or say a second time what it says
/// already, is voided, and comes back when the merge is undone.</summary>
internal sealed class LinkReferences(TimeProvider clock) : IReferenceHolder
{
    public string Code => "supply-links";

    public Task<IReadOnlyList<ReferenceConflict>> ConflictsAsync(JingkaiDbContext db, ReferenceMove move, CancellationToken cancel) => Task.FromResult<IReadOnlyList<ReferenceConflict>>([]);

    public async Task<Result<MovedReferences>> MoveAsync(JingkaiDbContext db, ReferenceMove move, CancellationToken cancel)
    {
        if (move.Kind != ReferenceKinds.Enterprise) return new MovedReferences("null", []);
        await NumberSeries.HoldAsync(db, LinkService.Series, cancel);
        var links = await All(db).Where(l => l.VoidedAt == null && (l.SupplierId == move.Gone || l.BuyerId == move.Gone)).OrderBy(l => l.Id).ToListAsync(cancel);
        var taken = (await All(db).AsNoTracking().Where(l => l.VoidedAt == null && (l.SupplierId == move.Kept || l.BuyerId == move.Kept)).Select(l => l.PairKey).ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
        var (moved, voided) = (new List<SupplyLink>(), new List<SupplyLink>());
        foreach (var link in links)
        {
            var (supplier, buyer) = (Pointed(link.SupplierId, move.Gone, move.Kept), Pointed(link.BuyerId, move.Gone, move.Kept));
            var single = supplier != buyer && taken.Add(SupplyLink.KeyOf(supplier, buyer, link.OutsideKey, link.ProductKey));
            (single ? moved : voided).Add(link);
        }

        using (db.SuppressAudit())
        {
            foreach (var link in voided) (link.VoidedAt, link.VoidedBy, link.VoidReason) = (clock.Now(), Me(db), move.Reason);
            await db.SaveChangesAsync(cancel);
            foreach (var link in moved) Point(link, move.Gone, move.Kept);
            await db.SaveChangesAsync(cancel);
        }

        var record = new Moved([.. moved.Select(l => l.Id)], [.. voided.Select(l => l.Id)]);
        return new MovedReferences(JsonSerializer.Serialize(record, JsonSerializerOptions.Web), [.. new ReferenceCount[]
        {
            new(new("条供需关系", "supply links"), moved.Count),
            new(new("条供需关系作废（两端已是一家，或已有同样的一条）", "supply links voided (between the two, or there already)"), voided.Count),
        }.Where(c => c.Count > 0)]);
    }

    public Task<IReadOnlyList<Text>> ObstaclesAsync(JingkaiDbContext db, ReferenceMove move, string record, CancellationToken cancel) => Task.FromResult<IReadOnlyList<Text>>([]);

    public async Task MoveBackAsync(JingkaiDbContext db, ReferenceMove move, string record, CancellationToken cancel)
    {
        if (JsonSerializer.Deserialize<Moved>(record, JsonSerializerOptions.Web) is not { } moved) return;
        await NumberSeries.HoldAsync(db, LinkService.Series, cancel);
        using (db.SuppressAudit())
        {
            foreach (var link in await All(db).Where(l => moved.Links.Contains(l.Id)).ToListAsync(cancel)) Point(link, move.Kept, move.Gone);
            foreach (var link in await All(db).Where(l => moved.Voided.Contains(l.Id)).ToListAsync(cancel)) (link.VoidedAt, link.VoidedBy, link.VoidReason) = (null, null, null);
            await db.SaveChangesAsync(cancel);
        }
    }

    private static Guid? Pointed(Guid? end, Guid from, Guid to) => end == from ? to : end;

    private static void Point(SupplyLink link, Guid from, Guid to)
    {
        (link.SupplierId, link.BuyerId) = (Pointed(link.SupplierId, from, to), Pointed(link.BuyerId, from, to));
        link.Index();
    }

    // Whatever the writer's scope: all of them belong to the two files.
    private static IQueryable<SupplyLink> All(JingkaiDbContext db) => db.Set<SupplyLink>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsTracking();

    private static string Me(JingkaiDbContext db) => db.Actor.DisplayName.Length > 0 ? db.Actor.DisplayName : db.Actor.UserName;

    private sealed record Moved(IReadOnlyList<Guid> Links, IReadOnlyList<Guid> Voided);
}
