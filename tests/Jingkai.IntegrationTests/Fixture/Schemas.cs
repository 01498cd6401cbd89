using System.Data.Common;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.IntegrationTests.Fixture;

/// <summary>Facts of an SQLite schema, in the words of the schema test.</summary>
internal static class SqliteSchema
{
    public static async Task<HashSet<string>> ReadAsync(JingkaiDbContext db)
    {
        await db.Database.OpenConnectionAsync();
        var connection = db.Database.GetDbConnection();
        var facts = new HashSet<string>();
        foreach (var table in await Rows(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'schema_migrations'"))
        {
            var name = (string)table[0];
            var columns = await Rows(connection, $"SELECT name, type, \"notnull\", pk FROM pragma_table_info('{name}')");
            foreach (var c in columns) facts.Add($"column {name}.{c[0]} {((string)c[1]).ToLowerInvariant()} {((long)c[2] == 1 ? "not null" : "null")}");
            facts.Add($"primary key {name} ({string.Join(", ", columns.Where(c => (long)c[3] > 0).OrderBy(c => (long)c[3]).Select(c => c[0]))})");
            foreach (var index in await Rows(connection, $"SELECT name, \"unique\", origin FROM pragma_index_list('{name}')"))
            {
                if ((string)index[2] == "pk") continue;
                var parts = await Rows(connection, $"SELECT name FROM pragma_index_info('{index[0]}') ORDER BY seqno");
                facts.Add($"index {name} {index[0]} {((long)index[1] == 1 ? "unique " : "")}({string.Join(", ", parts.Select(p => p[0]))})");
            }

            foreach (var key in (await Rows(connection, $"SELECT id, \"table\", \"from\", \"to\", seq FROM pragma_foreign_key_list('{name}')")).GroupBy(k => (long)k[0]))
            {
                var parts = key.OrderBy(k => (long)k[4]).ToList();
                facts.Add($"foreign key {name} ({string.Join(", ", parts.Select(p => p[2]))}) -> {parts[0][1]} ({string.Join(", ", parts.Select(p => p[3]))})");
            }
        }

        return facts;
    }

    internal static async Task<List<object[]>> Rows(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object[]>();
        while (await reader.ReadAsync())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }
}

/// <summary>Facts of a PostgreSQL schema, in the words of the schema test.</summary>
internal static class PostgresSchema
{
    public static async Task<HashSet<string>> ReadAsync(JingkaiDbContext db)
    {
        await db.Database.OpenConnectionAsync();
        var connection = db.Database.GetDbConnection();
        var facts = new HashSet<string>();
        const string columns = """
            SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'public' AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND c.relname <> 'schema_migrations'
            """;
        foreach (var c in await SqliteSchema.Rows(connection, columns)) facts.Add($"column {c[0]}.{c[1]} {c[2]} {((bool)c[3] ? "not null" : "null")}");
        const string indexes = """
            SELECT t.relname, i.relname, x.indisunique, x.indisprimary,
                   array_to_string(ARRAY(SELECT a.attname FROM unnest(x.indkey) WITH ORDINALITY k(num, pos) JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.num ORDER BY k.pos), ', ')
            FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace
            WHERE n.nspname = 'public' AND t.relname <> 'schema_migrations'
            """;
        foreach (var i in await SqliteSchema.Rows(connection, indexes))
            facts.Add((bool)i[3] ? $"primary key {i[0]} ({i[4]})" : $"index {i[0]} {i[1]} {((bool)i[2] ? "unique " : "")}({i[4]})");
        const string foreign = """
            SELECT t.relname, r.relname,
                   array_to_string(ARRAY(SELECT a.attname FROM unnest(c.conkey) WITH ORDINALITY k(num, pos) JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.num ORDER BY k.pos), ', '),
                   array_to_string(ARRAY(SELECT a.attname FROM unnest(c.confkey) WITH ORDINALITY k(num, pos) JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum = k.num ORDER BY k.pos), ', ')
            FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class r ON r.oid = c.confrelid JOIN pg_namespace n ON n.oid = t.relnamespace
            WHERE c.contype = 'f' AND n.nspname = 'public'
            """;
        foreach (var k in await SqliteSchema.Rows(connection, foreign)) facts.Add($"foreign key {k[0]} ({k[2]}) -> {k[1]} ({k[3]})");
        return facts;
    }
}
