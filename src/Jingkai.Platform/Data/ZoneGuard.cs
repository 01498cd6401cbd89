using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Jingkai.Platform.Data;

/// <summary>A row of one zone was about to be written by a context that stands in another, or in none. Always a bug: query
/// filters guard reads only, this guards writes.</summary>
public sealed class ZoneViolationException(string message) : InvalidOperationException(message);

/// <summary>Before anything is saved: refuses rows of other zones, and counts versions up.</summary>
internal sealed class ZoneGuard : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData data, InterceptionResult<int> result)
    {
        Check(data.Context);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData data, InterceptionResult<int> result, CancellationToken cancel = default)
    {
        Check(data.Context);
        return ValueTask.FromResult(result);
    }

    private static void Check(DbContext? context)
    {
        if (context is not JingkaiDbContext db) return;
        foreach (var entry in db.ChangeTracker.Entries())
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted)) continue;
            if (entry.Entity is IZoned zoned) CheckZone(db, entry, zoned);
            if (entry is { State: EntityState.Modified, Entity: IVersioned versioned }) versioned.Version++;
        }
    }

    private static void CheckZone(JingkaiDbContext db, EntityEntry entry, IZoned row)
    {
        var original = entry.State == EntityState.Added ? row.ZoneId : (int)entry.Property(nameof(IZoned.ZoneId)).OriginalValue!;
        if (Allowed(db, row, row.ZoneId) && Allowed(db, row, original)) return;
        throw new ZoneViolationException(
            $"{entry.Metadata.ClrType.Name} of zone {row.ZoneId} may not be {entry.State.ToString().ToLowerInvariant()} in the context of zone {db.ZoneId}.");
    }

    internal static bool Allowed(JingkaiDbContext db, IZoned row, int zone) =>
        zone == db.ZoneId || (zone == Audit.AuditEntry.Installation && row is Audit.AuditEntry);
}
