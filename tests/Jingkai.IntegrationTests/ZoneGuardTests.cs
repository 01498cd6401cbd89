using System.Reflection;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests;

/// <summary>No row of another zone can be written, whatever its type and whichever the way.</summary>
public abstract class ZoneGuardTests(TestServer server) : ServerTests(server)
{
    private static readonly MethodInfo Insert = typeof(BulkWriter).GetMethod(nameof(BulkWriter.InsertAsync))!;
    private static readonly MethodInfo Upsert = typeof(BulkWriter).GetMethod(nameof(BulkWriter.UpsertAsync))!;

    [Fact]
    public async Task Every_entity_type_of_another_zone_is_refused_when_saved()
    {
        using var mine = await Office.OpenAsync(Server);
        using var other = await Office.OpenAsync(Server);
        var stranger = await other.IdAsync();
        var tried = 0;
        foreach (var type in Types())
        {
            foreach (var state in (EntityState[])[EntityState.Added, EntityState.Modified, EntityState.Deleted])
            {
                await Server.InZone(mine.Zone, async services =>
                {
                    var db = services.GetRequiredService<JingkaiDbContext>();
                    db.Entry(Row(type, stranger)).State = state;
                    (await Should.ThrowAsync<ZoneViolationException>(() => db.SaveChangesAsync(), $"{type.ClrType.Name} {state}")).Message.ShouldContain(type.ClrType.Name);
                    return 0;
                });
                tried++;
            }
        }

        tried.ShouldBeGreaterThan(60);
    }

    [Fact]
    public async Task Every_entity_type_of_another_zone_is_refused_by_the_bulk_writer()
    {
        using var mine = await Office.OpenAsync(Server);
        using var other = await Office.OpenAsync(Server);
        var (home, stranger) = (await mine.IdAsync(), await other.IdAsync());
        foreach (var type in Types())
        {
            await Server.InZone(mine.Zone, async services =>
            {
                var db = services.GetRequiredService<JingkaiDbContext>();
                // A good row first: the bad one after it must take it down too.
                var rows = Array.CreateInstance(type.ClrType, 2);
                rows.SetValue(Row(type, home), 0);
                rows.SetValue(Row(type, stranger), 1);
                var before = await CountAsync(db, type);
                await Should.ThrowAsync<Exception>(() => (Task)Insert.MakeGenericMethod(type.ClrType).Invoke(null, [db, rows, CancellationToken.None])!, type.ClrType.Name);
                await Should.ThrowAsync<Exception>(() => (Task)Upsert.MakeGenericMethod(type.ClrType).Invoke(null, [db, rows, Array.Empty<string>(), false, CancellationToken.None])!, type.ClrType.Name);
                (await CountAsync(db, type)).ShouldBe(before, type.ClrType.Name);
                return 0;
            });
            // The refusal itself, with nothing else that could go wrong.
            await Server.InZone(mine.Zone, async services =>
            {
                var db = services.GetRequiredService<JingkaiDbContext>();
                var rows = Array.CreateInstance(type.ClrType, 1);
                rows.SetValue(Row(type, stranger), 0);
                await Should.ThrowAsync<ZoneViolationException>(() => (Task)Insert.MakeGenericMethod(type.ClrType).Invoke(null, [db, rows, CancellationToken.None])!, type.ClrType.Name);
                return 0;
            });
        }
    }

    [Fact]
    public async Task Context_without_a_zone_writes_into_none_and_reads_none()
    {
        using var other = await Office.OpenAsync(Server);
        var stranger = await other.IdAsync();
        await using var scope = Server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JingkaiDbContext>();
        foreach (var type in Types())
        {
            db.Entry(Row(type, stranger)).State = EntityState.Added;
            await Should.ThrowAsync<ZoneViolationException>(() => db.SaveChangesAsync(), type.ClrType.Name);
            db.ChangeTracker.Clear();
            (await CountAsync(db, type)).ShouldBe(0, type.ClrType.Name);
        }
    }

    [Fact]
    public async Task Every_entity_type_reads_only_its_own_zone()
    {
        using var mine = await Office.OpenAsync(Server);
        await mine.Economy.MustImportAsync(mine.Zone, "enterprises", Firm.Ledger([new("甲厂", "3612", "一号园", Liaison: "economy")]));
        using var other = await Office.OpenAsync(Server);
        var home = await other.IdAsync();
        await Server.InZone(other.Zone, async services =>
        {
            var db = services.GetRequiredService<JingkaiDbContext>();
            foreach (var type in Types())
            {
                var zones = await (Task<List<int>>)GetType().BaseType!.GetMethod(nameof(ZonesAsync), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(type.ClrType).Invoke(null, [db])!;
                zones.Except([home]).ShouldBeEmpty(type.ClrType.Name);
            }

            return 0;
        });
    }

    private static Task<List<int>> ZonesAsync<T>(JingkaiDbContext db) where T : class, IZoned => db.Set<T>().AsNoTracking().Select(r => r.ZoneId).Distinct().ToListAsync();

    private static Task<int> TotalAsync<T>(JingkaiDbContext db) where T : class, IZoned => db.Set<T>().AsNoTracking().CountAsync();

    private static Task<int> CountAsync(JingkaiDbContext db, IEntityType type) =>
        (Task<int>)typeof(ZoneGuardTests).GetMethod(nameof(TotalAsync), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(type.ClrType).Invoke(null, [db])!;

    private List<IEntityType> Types()
    {
        using var scope = Server.Services.CreateScope();
        var types = scope.ServiceProvider.GetRequiredService<JingkaiDbContext>().Model.GetEntityTypes().Where(t => typeof(IZoned).IsAssignableFrom(t.ClrType) && t.GetTableName() is not null).ToList();
        types.Count.ShouldBeGreaterThan(20);
        types.ShouldContain(t => t.ClrType == typeof(AuditEntry));
        return types;
    }

    /// <summary>A row of the type with its required values filled.</summary>
    private static object Row(IEntityType type, int zone)
    {
        var row = Activator.CreateInstance(type.ClrType, nonPublic: true)!;
        ((IZoned)row).ZoneId = zone;
        foreach (var property in type.GetProperties().Where(p => p.PropertyInfo is not null))
        {
            var value = property.PropertyInfo!.GetValue(row);
            if (property.ClrType == typeof(string) && !property.IsNullable && string.IsNullOrEmpty((string?)value)) property.PropertyInfo.SetValue(row, Guid.CreateVersion7().ToString("N"));
            if (property.ClrType == typeof(Guid) && (Guid)value! == Guid.Empty) property.PropertyInfo.SetValue(row, Guid.CreateVersion7());
            if (property.ClrType == typeof(DateTime)) property.PropertyInfo.SetValue(row, new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        }

        return row;
    }
}

public sealed class Zone_guard_on_sqlite(SqliteEmpty server) : ZoneGuardTests(server);

public sealed class Zone_guard_on_postgres(PostgresEmpty server) : ZoneGuardTests(server);
