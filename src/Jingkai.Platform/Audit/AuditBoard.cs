using System.Text.Json.Nodes;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Unit = Jingkai.Platform.Accounts.Unit;

namespace Jingkai.Platform.Audit;

/// <summary>What to look for in the trail; empty parts do not filter.</summary>
/// <param name="Q">Part of the record's label, or the whole id of a record.</param>
/// <param name="Actor">Part of the name of who acted.</param>
/// <param name="Action">What was done.</param>
/// <param name="Entity">Kind of record.</param>
/// <param name="From">First instant.</param>
/// <param name="To">First instant after.</param>
public sealed record AuditFilter(string? Q = null, string? Actor = null, string? Action = null, string? Entity = null, DateTime? From = null, DateTime? To = null);

/// <summary>An entry of the trail as page and interface show it.</summary>
public sealed record AuditView(
    Guid Id, DateTime At, string Actor, string Via, string? RemoteAddress, string Action, string Entity, string EntityId, string Label, string? Before, string? After, long? Sequence);

/// <summary>How far the trail of a zone is sealed.</summary>
/// <param name="Sealed">Entries with a chain number.</param>
/// <param name="Waiting">Entries that the sealer has not seen yet.</param>
/// <param name="Head">The seal of the last one.</param>
public sealed record AuditChain(long Sealed, long Waiting, string Head);

/// <summary>Reads the trail of the zone.</summary>
public sealed class AuditBoard(JingkaiDbContext db, AuditSealing sealing)
{
    private const int MostIds = 500;

    /// <summary>A page of entries, newest first.</summary>
    public async Task<PagedList<AuditView>> ListAsync(AuditFilter filter, PageRequest page, CancellationToken cancel = default)
    {
        var entries = db.Set<AuditEntry>().AsNoTracking();
        if (filter.Q is { Length: > 0 } q) entries = entries.Where(e => e.Label.Contains(q) || e.EntityId == q);
        if (filter.Actor is { Length: > 0 } actor) entries = entries.Where(e => e.ActorName.Contains(actor));
        if (filter.Action is { Length: > 0 } action) entries = entries.Where(e => e.Action == action);
        if (filter.Entity is { Length: > 0 } entity) entries = entries.Where(e => e.EntityType == entity);
        if (filter.From is { } from) entries = entries.Where(e => e.At >= from);
        if (filter.To is { } to) entries = entries.Where(e => e.At < to);
        var total = await entries.LongCountAsync(cancel);
        var items = await entries.OrderByDescending(e => e.Id).Skip(page.Skip).Take(page.Size)
            .Select(e => new AuditView(e.Id, e.At, e.ActorName, e.Via, e.RemoteAddress, e.Action, e.EntityType, e.EntityId, e.Label, e.Before, e.After, e.Sequence)).ToListAsync(cancel);
        return new(items, total, page.Page, page.Size);
    }

    /// <summary>The kinds of record and the actions that occur, for the filter.</summary>
    public async Task<(IReadOnlyList<string> Entities, IReadOnlyList<string> Actions)> KnownAsync(CancellationToken cancel = default) => (
        await db.Set<AuditEntry>().AsNoTracking().Select(e => e.EntityType).Distinct().OrderBy(e => e).ToListAsync(cancel),
        await db.Set<AuditEntry>().AsNoTracking().Select(e => e.Action).Distinct().OrderBy(e => e).ToListAsync(cancel));

    /// <summary>Names of the members, units and accounts whose ids the entries mention, so that a reader need not know ids.</summary>
    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IEnumerable<AuditView> entries, CancellationToken cancel = default)
    {
        var ids = entries.SelectMany(e => Ids(e.Before).Concat(Ids(e.After))).Distinct().Take(MostIds).ToList();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        if (ids.Count == 0) return names;
        foreach (var member in await db.Set<Member>().AsNoTracking().Where(m => ids.Contains(m.Id)).Select(m => new { m.Id, m.Name }).ToListAsync(cancel)) names[member.Id.ToString()] = member.Name;
        foreach (var unit in await db.Set<Unit>().AsNoTracking().Where(u => ids.Contains(u.Id)).Select(u => new { u.Id, u.Name }).ToListAsync(cancel)) names[unit.Id.ToString()] = unit.Name;
        // Accounts are the installation's; only those with a place in this zone are named.
        var accounts = db.Set<Member>().AsNoTracking().Where(m => ids.Contains(m.AccountId)).Join(db.Users, m => m.AccountId, a => a.Id, (_, a) => new { a.Id, a.UserName });
        foreach (var account in await accounts.ToListAsync(cancel)) names[account.Id.ToString()] = account.UserName ?? "";
        return names;
    }

    private static IEnumerable<Guid> Ids(string? json)
    {
        if (json is null || JsonNode.Parse(json) is not JsonObject values) yield break;
        foreach (var (_, value) in values)
            if (value is JsonValue text && text.TryGetValue<string>(out var plain) && Guid.TryParseExact(plain, "D", out var id)) yield return id;
    }

    /// <summary>How far the trail is sealed.</summary>
    public async Task<AuditChain> ChainAsync(CancellationToken cancel = default)
    {
        var head = await db.Set<AuditHead>().AsNoTracking().FirstOrDefaultAsync(cancel);
        var waiting = await db.Set<AuditEntry>().AsNoTracking().LongCountAsync(e => e.Sequence == null, cancel);
        return new(head?.Sequence ?? 0, waiting, head?.Seal ?? "");
    }

    /// <summary>Recomputes every seal of the zone's trail.</summary>
    public Task<AuditReport> VerifyAsync(CancellationToken cancel = default) => sealing.VerifyAsync(db, db.ZoneId, cancel);
}
