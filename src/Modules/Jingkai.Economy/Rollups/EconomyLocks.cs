using Jingkai.Economy.Domain;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Rollups;

/// <summary>Locks the economy's rows of enterprises and reads their classification. Everyone who changes reports, spans or
/// roll-ups begins here, in order of id.</summary>
internal sealed class EconomyLocks
{
    /// <summary>First half of the advisory lock's key; the second is the zone.</summary>
    private const int Key = 5180002;

    /// <summary>How many ids go into one statement.</summary>
    public const int Chunk = 500;

    /// <summary>Says that this transaction writes enterprises, reports or roll-ups of its zone: it waits while somebody holds
    /// <see cref="LockAllAsync"/> there. SQLite has one writer, which the transaction already is.</summary>
    public async Task EnterAsync(JingkaiDbContext db, CancellationToken cancel)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("Locks need an open transaction.");
        if (db.Provider == Provider.Postgres) await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock_shared({Key}, {db.ZoneId})", cancel);
    }

    /// <summary>Enters, and locks the rows until the transaction ends.</summary>
    public async Task LockAsync(JingkaiDbContext db, IReadOnlyList<Guid> enterprises, CancellationToken cancel)
    {
        await EnterAsync(db, cancel);
        if (db.Provider != Provider.Postgres) return;
        foreach (var chunk in enterprises.Order(ByteOrder.Instance).Chunk(Chunk * 20))
        {
            await db.Database.ExecuteSqlAsync(
                $"SELECT 1 FROM economy_enterprises WHERE zone_id = {db.ZoneId} AND enterprise_id = ANY({chunk}) ORDER BY enterprise_id FOR UPDATE", cancel);
        }
    }

    /// <summary>Keeps every other writer of enterprises, reports and roll-ups of the zone out until the transaction ends; other
    /// zones go on.</summary>
    public async Task LockAllAsync(JingkaiDbContext db, CancellationToken cancel)
    {
        if (db.Provider == Provider.Postgres) await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Key}, {db.ZoneId})", cancel);
    }

    /// <summary>The spans of each enterprise, in order of time; an enterprise without spans has an empty list.</summary>
    public async Task<Dictionary<Guid, List<EnterpriseSpan>>> SpansAsync(JingkaiDbContext db, IReadOnlyList<Guid> enterprises, CancellationToken cancel)
    {
        var spans = enterprises.ToDictionary(e => e, _ => new List<EnterpriseSpan>(1));
        var all = db.Set<EnterpriseSpan>().AsNoTracking().OrderBy(s => s.FromOn);
        if (enterprises.Count > Chunk * 4)
        {
            await foreach (var span in all.AsAsyncEnumerable().WithCancellation(cancel))
                if (spans.TryGetValue(span.EnterpriseId, out var list)) list.Add(span);
            return spans;
        }

        foreach (var chunk in enterprises.Chunk(Chunk))
            foreach (var span in await all.Where(s => chunk.Contains(s.EnterpriseId)).ToListAsync(cancel)) spans[span.EnterpriseId].Add(span);
        return spans;
    }

    /// <summary>Group sets in force, each with the time it covers.</summary>
    public async Task<IReadOnlyList<GroupSetView>> GroupSetsAsync(JingkaiDbContext db, CancellationToken cancel) =>
        [.. (await db.Set<GroupSet>().AsNoTracking().Where(s => s.InForce).OrderBy(s => s.Number).ToListAsync(cancel)).Select(GroupSetView.Of)];
}
