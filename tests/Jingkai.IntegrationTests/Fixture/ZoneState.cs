using System.Data.Common;
using System.Globalization;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests.Fixture;

/// <summary>Every business row of a zone, to prove that nothing was written, or nothing but what is expected.</summary>
internal sealed class ZoneState
{
    // What an import leaves of itself: the file, the job, the note in the trail.
    private static readonly HashSet<string> Traces = ["platform_jobs", "platform_uploads", "platform_idempotent_requests", "platform_audit", "platform_audit_heads"];

    private readonly SortedDictionary<string, List<string>> tables = new(StringComparer.Ordinal);

    public static Task<ZoneState> ReadAsync(TestServer server, string zone) => server.InZone(zone, async services =>
    {
        var db = services.GetRequiredService<JingkaiDbContext>();
        await db.Database.OpenConnectionAsync();
        var state = new ZoneState();
        foreach (var table in db.Model.GetEntityTypes().Where(t => typeof(IZoned).IsAssignableFrom(t.ClrType)).Select(t => t.GetTableName()).OfType<string>().Except(Traces))
            state.tables[table] = await Rows(db.Database.GetDbConnection(), $"SELECT * FROM {table} WHERE zone_id = {db.ZoneId.ToString(CultureInfo.InvariantCulture)}");
        return state;
    });

    /// <summary>Entries of the trail: action, type and what was noted after.</summary>
    public static Task<List<(string Action, string Entity, string? After)>> TrailAsync(TestServer server, string zone) => server.InZone(zone, async services =>
    {
        var db = services.GetRequiredService<JingkaiDbContext>();
        var entries = await db.Set<Platform.Audit.AuditEntry>().AsNoTracking().OrderBy(e => e.Id).ToListAsync();
        return entries.ConvertAll(e => (e.Action, e.EntityType, e.After));
    });

    /// <summary>Number of rows of a table.</summary>
    public int Count(string table) => tables[table].Count;

    /// <summary>Fails with the first difference.</summary>
    public void ShouldEqual(ZoneState before)
    {
        foreach (var (table, rows) in tables) rows.ShouldBe(before.tables[table], table);
    }

    private static async Task<List<string>> Rows(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(i => $"{reader.GetName(i)}={Text(reader.GetValue(i))}")));
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    private static string Text(object value) => value is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
