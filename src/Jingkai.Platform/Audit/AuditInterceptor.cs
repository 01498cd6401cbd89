using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Jingkai.Platform.Zones;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Jingkai.Platform.Audit;

/// <summary>Turns every saved change of an audited record into an entry of the trail, in the same transaction.</summary>
internal sealed class AuditInterceptor(TimeProvider clock) : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData data, InterceptionResult<int> result)
    {
        Write(data.Context);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData data, InterceptionResult<int> result, CancellationToken cancel = default)
    {
        Write(data.Context);
        return ValueTask.FromResult(result);
    }

    private void Write(DbContext? context)
    {
        if (context is not JingkaiDbContext { RecordsRows: true } db) return;
        var at = clock.Now();
        foreach (var entry in db.ChangeTracker.Entries().Where(Wanted).ToList())
        {
            var action = entry.State switch { EntityState.Added => "created", EntityState.Deleted => "removed", _ => "changed" };
            var modified = entry.State == EntityState.Modified;
            var before = entry.State == EntityState.Added ? null : AuditTrail.Values(db, entry, original: true, changedOnly: modified);
            var after = entry.State == EntityState.Deleted ? null : AuditTrail.Values(db, entry, original: false, changedOnly: modified);
            if (modified && after!.Count == 0) continue;
            db.Add(AuditTrail.Entry(
                db, at, action, entry.Metadata.ClrType.Name, KeyOf(entry), LabelOf(entry.Entity),
                AuditTrail.Json(before), AuditTrail.Json(after), installation: entry.Entity is not IZoned));
        }
    }

    private static bool Wanted(EntityEntry entry) =>
        entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted
        && entry.Entity is IAudited or Account or Zone or AccessToken;

    private static string KeyOf(EntityEntry entry) =>
        entry.Properties.FirstOrDefault(p => p.Metadata.Name == "Id")?.CurrentValue?.ToString()
        ?? string.Join('/', entry.Metadata.FindPrimaryKey()!.Properties.Select(p => entry.Property(p.Name).CurrentValue));

    private static string LabelOf(object entity) => entity switch
    {
        IAudited audited => audited.AuditLabel,
        Account account => account.UserName ?? "",
        Zone zone => zone.Code,
        AccessToken token => token.Name,
        _ => "",
    };
}
