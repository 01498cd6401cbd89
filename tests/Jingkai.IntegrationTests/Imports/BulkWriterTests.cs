using System.Data.Common;
using System.Globalization;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Data;
using Jingkai.Platform.Jobs;
using Jingkai.Platform.Uploads;
using Jingkai.Platform.Numbering;
using Jingkai.Platform.Zones;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests.Imports;

/// <summary>Rows written in bulk are the rows that saving one by one would have written, on both databases.</summary>
public abstract class BulkWriterTests(TestServer server) : ServerTests(server)
{
    private static readonly string[] Texts =
        ["", " ", "a", "'", "\"", "\\", "O'Brien \"x\"", "甲公司", "𠮷😀𝄞", "e\u0301", "a\tb\r\nc", "\\N", "NULL", "{1,2}", "=1+1", "%_", new('长', 1_000), new('x', 1_001), string.Concat(Enumerable.Repeat("😀", 3_000))];

    private static readonly long[] Longs = [0, 1, -1, int.MaxValue, (long)int.MaxValue + 1, long.MaxValue, long.MinValue];

    private static readonly DateTime?[] Instants =
        [null, new DateTime(2024, 2, 29, 23, 59, 59, DateTimeKind.Utc).AddTicks(9_999_990), new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc), new DateTime(1900, 1, 1, 0, 0, 0, DateTimeKind.Utc)];

    private static readonly DateOnly?[] Days = [null, new(1, 1, 1), new(1582, 10, 15), new(1899, 12, 31), new(2024, 2, 29), new(9999, 12, 31)];

    [Fact]
    public async Task Every_value_is_stored_as_saving_stores_it()
    {
        using var office = await Office.OpenAsync(Server);
        await Server.InZone(office.Zone, async services =>
        {
            var db = services.GetRequiredService<JingkaiDbContext>();
            await Same(db, "platform_uploads", [.. Uploads(db.ZoneId)], u => u.Id);
            await Same(db, "platform_zone_names", [.. Names(db.ZoneId)], n => n.Id);
            await Same(db, "platform_jobs", [.. Jobs(db.ZoneId)], j => j.Id);
            return true;
        });
    }

    [Theory]
    [InlineData(10)]
    [InlineData(2_500)]
    public async Task Upsert_changes_what_it_is_told_and_nothing_else(int count)
    {
        using var office = await Office.OpenAsync(Server);
        await Server.InZone(office.Zone, async services =>
        {
            var db = services.GetRequiredService<JingkaiDbContext>();
            var uploads = Enumerable.Range(0, count).Select(i => new Upload { ZoneId = db.ZoneId, Name = Texts[i % Texts.Length], Sha256 = $"{i}", Size = Longs[i % Longs.Length], CreatedAt = Instants[1]!.Value, AccountId = i % 2 == 0 ? null : Guid.CreateVersion7() }).ToList();
            (await BulkWriter.InsertAsync(db, uploads.Take(count / 2))).ShouldBe(count / 2);
            var changed = uploads.ConvertAll(u => new Upload { ZoneId = db.ZoneId, Id = u.Id, Name = u.Name + "'改", Sha256 = "other", Size = u.Size == long.MinValue ? 5 : -u.Size, CreatedAt = Instants[2]!.Value });
            (await BulkWriter.UpsertAsync(db, changed, [nameof(Upload.Name), nameof(Upload.AccountId)])).ShouldBe(count);
            var stored = await db.Set<Upload>().AsNoTracking().ToDictionaryAsync(u => u.Id);
            stored.Count.ShouldBe(count);
            for (var i = 0; i < count; i++)
            {
                var (now, before, given) = (stored[uploads[i].Id], uploads[i], changed[i]);
                (now.Name, now.AccountId).ShouldBe((given.Name, given.AccountId));
                (now.Sha256, now.Size, now.CreatedAt).ShouldBe(i < count / 2 ? (before.Sha256, before.Size, before.CreatedAt) : (given.Sha256, given.Size, given.CreatedAt));
            }

            // Without columns existing rows stay, and only new ones are added.
            var more = new Upload { ZoneId = db.ZoneId, Name = "新", CreatedAt = Instants[1]!.Value };
            await BulkWriter.UpsertAsync(db, [.. uploads, more], []);
            var after = await db.Set<Upload>().AsNoTracking().ToDictionaryAsync(u => u.Id);
            after.Count.ShouldBe(count + 1);
            after[uploads[0].Id].Name.ShouldBe(changed[0].Name);
            return true;
        });
    }

    [Theory]
    [InlineData(7)]
    [InlineData(2_100)]
    public async Task Numbers_are_added_where_that_is_asked(int count)
    {
        using var office = await Office.OpenAsync(Server);
        await Server.InZone(office.Zone, async services =>
        {
            var db = services.GetRequiredService<JingkaiDbContext>();
            Sequence Of(int i, long next) => new() { ZoneId = db.ZoneId, Name = $"系列'{i}", Next = next };
            await BulkWriter.UpsertAsync(db, Enumerable.Range(0, count).Select(i => Of(i, i)), [nameof(Sequence.Next)], addNumbers: true);
            await BulkWriter.UpsertAsync(db, Enumerable.Range(count / 2, count).Select(i => Of(i, -3)), [nameof(Sequence.Next)], addNumbers: true);
            await BulkWriter.UpsertAsync(db, [Of(0, long.MaxValue)], [nameof(Sequence.Next)]);
            var stored = await db.Set<Sequence>().AsNoTracking().Where(s => s.Name.StartsWith("系列")).ToDictionaryAsync(s => s.Name, s => s.Next);
            stored.Count.ShouldBe(count + (count / 2));
            stored["系列'0"].ShouldBe(long.MaxValue);
            for (var i = 1; i < stored.Count; i++) stored[$"系列'{i}"].ShouldBe(i < count / 2 ? i : i < count ? i - 3 : -3, $"{i}");
            return true;
        });
    }

    [Theory]
    [InlineData(3)]
    [InlineData(2_500)]
    public async Task Row_of_another_zone_is_refused_and_takes_the_others_with_it(int count)
    {
        using var office = await Office.OpenAsync(Server);
        using var other = await Office.OpenAsync(Server);
        var foreign = await other.IdAsync();
        await Server.InZone(office.Zone, async services =>
        {
            var db = services.GetRequiredService<JingkaiDbContext>();
            IEnumerable<Upload> Rows() => Enumerable.Range(0, count).Select(i => new Upload { ZoneId = i == count - 1 ? foreign : db.ZoneId, Name = $"{i}", CreatedAt = Instants[1]!.Value });
            await Should.ThrowAsync<ZoneViolationException>(() => BulkWriter.InsertAsync(db, Rows()));
            await Should.ThrowAsync<ZoneViolationException>(() => BulkWriter.UpsertAsync(db, Rows(), [nameof(Upload.Name)]));
            await Should.ThrowAsync<ZoneViolationException>(() => BulkWriter.UpsertAsync(db, Rows().ToList(), []));
            (await db.Set<Upload>().IgnoreQueryFilters().CountAsync(u => u.ZoneId == foreign || u.ZoneId == db.ZoneId)).ShouldBe(0);

            // The context is as good as before.
            (await BulkWriter.InsertAsync(db, [new Upload { ZoneId = db.ZoneId, Name = "好", CreatedAt = Instants[1]!.Value }])).ShouldBe(1);
            return true;
        });
    }

    [Fact]
    public async Task What_fails_or_is_stopped_leaves_nothing()
    {
        using var office = await Office.OpenAsync(Server);
        await Server.InZone(office.Zone, async services =>
        {
            var db = services.GetRequiredService<JingkaiDbContext>();
            Upload Of(Guid id) => new() { ZoneId = db.ZoneId, Id = id, Name = "x", CreatedAt = Instants[1]!.Value };
            var twice = Guid.CreateVersion7();
            await Should.ThrowAsync<DbException>(() => BulkWriter.InsertAsync(db, [Of(Guid.CreateVersion7()), Of(twice), Of(twice)]));
            using var stop = new CancellationTokenSource();
            IEnumerable<Upload> Endless()
            {
                for (var i = 0; ; i++)
                {
                    if (i == 3_000) stop.Cancel();
                    yield return Of(Guid.CreateVersion7());
                }
            }

            await Should.ThrowAsync<OperationCanceledException>(() => BulkWriter.InsertAsync(db, Endless(), stop.Token));
            await Should.ThrowAsync<ArgumentException>(() => BulkWriter.UpsertAsync(db, [Of(twice)], ["Colour"]));

            // In the caller's transaction the rows are the caller's to keep or not.
            await using (var transaction = await db.Database.BeginTransactionAsync())
            {
                await BulkWriter.InsertAsync(db, [Of(Guid.CreateVersion7())]);
                (await db.Set<Upload>().CountAsync()).ShouldBe(1);
                await transaction.RollbackAsync();
            }

            (await db.Set<Upload>().CountAsync()).ShouldBe(0);
            (await BulkWriter.InsertAsync(db, Array.Empty<Upload>())).ShouldBe(0);
            return true;
        });
    }

    /// <summary>Writes the rows in bulk and, under other ids, by saving; the stored rows must not differ.</summary>
    private static async Task Same<T>(JingkaiDbContext db, string table, List<T> rows, Func<T, Guid> id) where T : class, IZoned
    {
        (await BulkWriter.InsertAsync(db, rows)).ShouldBe(rows.Count);
        var written = await Rows(db, table, [.. rows.Select(id)]);
        var read = await db.Set<T>().AsNoTracking().Where(r => rows.Select(id).Contains(EF.Property<Guid>(r, "Id"))).ToListAsync();
        foreach (var row in rows)
            foreach (var property in typeof(T).GetProperties())
                property.GetValue(read.Single(r => id(r) == id(row))).ShouldBe(property.GetValue(row), $"{typeof(T).Name}.{property.Name}");

        await db.Set<T>().Where(r => rows.Select(id).Contains(EF.Property<Guid>(r, "Id"))).ExecuteDeleteAsync();
        db.AddRange(rows);
        using (db.SuppressAudit()) await db.SaveChangesAsync();
        (await Rows(db, table, [.. rows.Select(id)])).ShouldBe(written, table);
        db.ChangeTracker.Clear();
    }

    /// <summary>Rows as the database itself shows them, on SQLite with the type of each value.</summary>
    private static async Task<List<string>> Rows(JingkaiDbContext db, string table, HashSet<Guid> ids)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT * FROM {table} WHERE zone_id = {db.ZoneId.ToString(CultureInfo.InvariantCulture)} ORDER BY id";
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            var values = Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue).Select(v => $"{v.GetType().Name} {(v is byte[] bytes ? Convert.ToHexString(bytes) : v is DateTime at ? at.ToString("O", CultureInfo.InvariantCulture) : Convert.ToString(v, CultureInfo.InvariantCulture))}");
            var id = reader.GetValue(reader.GetOrdinal("id"));
            if (ids.Contains(id is byte[] key ? new Guid(key, bigEndian: true) : (Guid)id)) rows.Add(string.Join(" | ", values));
        }

        await db.Database.CloseConnectionAsync();
        return rows;
    }

    private static IEnumerable<Upload> Uploads(int zone)
    {
        for (var i = 0; i < Texts.Length * Longs.Length; i++)
        {
            yield return new()
            {
                ZoneId = zone,
                Id = i switch { 0 => Guid.Empty, 1 => Guid.AllBitsSet, _ => Guid.CreateVersion7() },
                Name = Texts[i % Texts.Length],
                Sha256 = Texts[(i + 3) % 5],
                Size = Longs[i % Longs.Length],
                CreatedAt = Instants[1 + (i % 3)]!.Value,
                AccountId = (i % 3) switch { 0 => null, 1 => Guid.Empty, _ => Guid.NewGuid() },
            };
        }
    }

    private static IEnumerable<ZoneName> Names(int zone) =>
        from text in Texts from day in Days select new ZoneName { ZoneId = zone, Name = text, FromOn = day, UntilOn = Days[(Array.IndexOf(Days, day) + 1) % Days.Length], Version = int.MaxValue };

    private static IEnumerable<Job> Jobs(int zone) =>
        from text in Texts
        from at in Instants
        select new Job
        {
            ZoneId = zone,
            Kind = "test",
            State = JobState.Done,
            Payload = text,
            Result = text.Length % 2 == 0 ? null : text,
            CreatedAt = Instants[1]!.Value,
            StartedAt = at,
            FinishedAt = at,
            LeaseUntil = null,
            ProgressE4 = int.MinValue,
            CancelRequested = text.Length % 2 == 0,
        };
}

public sealed class Bulk_writer_on_sqlite(SqliteEmpty server) : BulkWriterTests(server);

public sealed class Bulk_writer_on_postgres(PostgresEmpty server) : BulkWriterTests(server);
