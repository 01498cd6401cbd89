using System.Security.Cryptography;
using System.Text;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Jingkai.Platform.Audit;

/// <summary>The key that seals the trail and the file of chain heads: both outside the database, so that neither a changed
/// row nor a cut tail goes unseen.</summary>
public sealed class AuditKey
{
    private const int SealLength = 64;

    private readonly string heads;

    /// <summary>Reads the key of a data folder, making it at the first start.</summary>
    public AuditKey(string folder)
    {
        var path = Path.Combine(folder, "audit.key");
        heads = Path.Combine(folder, "audit-heads.log");
        if (!File.Exists(path)) PrivateFile.Write(path, RandomNumberGenerator.GetHexString(64));
        Key = Encoding.ASCII.GetBytes(File.ReadAllText(path).Trim());
    }

    internal byte[] Key { get; }

    internal void Append(int zone, long sequence, string seal, DateTime at) =>
        File.AppendAllText(heads, $"{at:yyyy-MM-ddTHH:mm:ssZ} {zone} {sequence} {seal}\n");

    /// <summary>The last head written for each zone.</summary>
    internal Dictionary<int, (long Sequence, string Seal)> Heads()
    {
        var last = new Dictionary<int, (long, string)>();
        if (!File.Exists(heads)) return last;
        foreach (var line in File.ReadLines(heads))
        {
            var parts = line.Split(' ');
            // A line that a crash cut short says nothing.
            if (parts is [_, _, _, { Length: SealLength }]) last[int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture)] = (long.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture), parts[3]);
        }

        return last;
    }
}

/// <summary>What <c>jingkai audit verify</c> reports of one zone.</summary>
/// <param name="ZoneId">Zone number; 0 is the installation.</param>
/// <param name="Sealed">Entries whose seal is right.</param>
/// <param name="Waiting">Entries not sealed yet.</param>
/// <param name="Broken">Sequence numbers that are missing or whose seal is wrong.</param>
public sealed record AuditReport(int ZoneId, long Sealed, long Waiting, IReadOnlyList<long> Broken);

/// <summary>Numbers and seals waiting entries, zone by zone.</summary>
public sealed class AuditSealing(AuditKey key, TimeProvider clock)
{
    private const int Batch = 500;

    /// <summary>Seals what waits in one zone; returns how many entries were sealed.</summary>
    public async Task<int> SealAsync(JingkaiDbContext db, int zone, CancellationToken cancel = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var head = await LockHead(db, zone, cancel);
        var waiting = await db.Set<AuditEntry>().IgnoreQueryFilters().Where(e => e.ZoneId == zone && e.Sequence == null)
            .OrderBy(e => e.Id).Take(Batch).ToListAsync(cancel);
        foreach (var entry in waiting)
        {
            entry.Sequence = ++head.Sequence;
            head.Seal = entry.Seal = Seal(entry, head.Seal);
        }

        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(CancellationToken.None);
        db.ChangeTracker.Clear();
        if (waiting.Count > 0) key.Append(zone, head.Sequence, head.Seal, clock.Now());
        return waiting.Count;
    }

    /// <summary>Walks a zone's chain.</summary>
    public async Task<AuditReport> VerifyAsync(JingkaiDbContext db, int zone, CancellationToken cancel = default)
    {
        // Before the entries are read: a head written while the chain is walked would look like a tail cut off.
        var heads = key.Heads();
        var entries = db.Set<AuditEntry>().IgnoreQueryFilters().AsNoTracking().Where(e => e.ZoneId == zone);
        var waiting = await entries.LongCountAsync(e => e.Sequence == null, cancel);
        var broken = new List<long>();
        long good = 0, expected = 0;
        var previous = "";
        heads.TryGetValue(zone, out var head);
        await foreach (var entry in entries.Where(e => e.Sequence != null).OrderBy(e => e.Sequence).AsAsyncEnumerable().WithCancellation(cancel))
        {
            while (++expected < entry.Sequence) broken.Add(expected);
            // The head outside tells a tail that was cut and grown again.
            if (entry.Seal == Seal(entry, previous) && (entry.Sequence != head.Sequence || entry.Seal == head.Seal)) good++;
            else broken.Add(entry.Sequence!.Value);
            previous = entry.Seal ?? "";
        }

        if (head.Sequence > expected) broken.Add(head.Sequence);
        return new(zone, good, waiting, broken);
    }

    private static async Task<AuditHead> LockHead(JingkaiDbContext db, int zone, CancellationToken cancel)
    {
        var heads = db.Set<AuditHead>();
        var query = db.Provider == Provider.Postgres
            ? heads.FromSql($"SELECT * FROM platform_audit_heads WHERE zone_id = {zone} FOR UPDATE")
            : heads.Where(h => h.ZoneId == zone);
        var head = await query.IgnoreQueryFilters().FirstOrDefaultAsync(cancel);
        if (head is not null) return head;
        // Of two sealers that begin a chain at once the second waits here and then finds the head of the first.
        await db.Database.ExecuteSqlAsync($"INSERT INTO platform_audit_heads (zone_id, sequence, seal) VALUES ({zone}, 0, '') ON CONFLICT (zone_id) DO NOTHING", cancel);
        return await query.IgnoreQueryFilters().FirstAsync(cancel);
    }

    private string Seal(AuditEntry e, string previous)
    {
        var text = string.Join('\u001f', previous, e.ZoneId, e.Sequence, e.Id, InstantToText.Write(e.At), e.AccountId, e.ActorName, e.Via,
            e.RemoteAddress, e.Action, e.EntityType, e.EntityId, e.Label, e.Before, e.After);
        return Convert.ToHexStringLower(HMACSHA256.HashData(key.Key, Encoding.UTF8.GetBytes(text)));
    }
}

/// <summary>Seals waiting entries every few seconds while the server runs.</summary>
internal sealed class AuditSealer(IServiceScopeFactory scopes, TimeProvider clock, ILogger<AuditSealer> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(8), clock);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            try
            {
                await SealAll(stopping);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                log.LogError(error, "Sealing the audit trail failed; the entries keep waiting");
            }
        }
    }

    private async Task SealAll(CancellationToken cancel)
    {
        List<int> zones;
        await using (var scope = scopes.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<JingkaiDbContext>();
            zones = await db.Set<AuditEntry>().IgnoreQueryFilters().Where(e => e.Sequence == null).Select(e => e.ZoneId).Distinct().ToListAsync(cancel);
        }

        foreach (var zone in zones)
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Accounts.Actor>().ActAsSystem(zone, "", default, "system");
            var db = scope.ServiceProvider.GetRequiredService<JingkaiDbContext>();
            var sealing = scope.ServiceProvider.GetRequiredService<AuditSealing>();
            while (await sealing.SealAsync(db, zone, cancel) > 0)
            {
            }
        }
    }
}
