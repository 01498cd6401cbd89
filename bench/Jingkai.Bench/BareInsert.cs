using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Jingkai.Bench;

/// <summary>The lower bound of an import: the very rows it left, into an equal table by the engine's fastest way in one transaction,
/// and nothing else.</summary>
internal static class BareInsert
{
    private const string Columns = "zone_id, enterprise_id, measure, month, month_e4, month_prior_e4, ytd_e4, ytd_prior_e4, version, collected, batch_id, recorded_at";

    /// <summary>One prepared statement.</summary>
    public static (TimeSpan Elapsed, TimeSpan Unchecked, int Rows) Sqlite(string database)
    {
        var rows = new List<object[]>();
        string schema;
        using (var source = new SqliteConnection($"Data Source={database};Mode=ReadOnly;Pooling=False"))
        {
            source.Open();
            using var command = source.CreateCommand();
            command.CommandText = "SELECT sql FROM sqlite_master WHERE name = 'economy_reports'";
            schema = (string)command.ExecuteScalar()!;
            command.CommandText = $"SELECT {Columns} FROM economy_reports";
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                var row = new object[reader.FieldCount];
                reader.GetValues(row);
                rows.Add(row);
            }
        }

        var path = Path.GetTempFileName();
        try
        {
            using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=OFF; " + schema;
            command.ExecuteNonQuery();
            var start = Stopwatch.GetTimestamp();
            using var transaction = connection.BeginTransaction();
            command.Transaction = transaction;
            command.CommandText = $"INSERT INTO economy_reports ({Columns}) VALUES ({string.Join(", ", Enumerable.Range(0, 12).Select(n => $"@p{n}"))})";
            var parameters = Enumerable.Range(0, 12).Select(n => command.Parameters.Add(new SqliteParameter($"@p{n}", null))).ToArray();
            foreach (var row in rows)
            {
                for (var n = 0; n < parameters.Length; n++) parameters[n].Value = row[n];
                command.ExecuteNonQuery();
            }

            transaction.Commit();
            var elapsed = Stopwatch.GetElapsedTime(start);
            return (elapsed, elapsed, rows.Count);
        }
        finally
        {
            foreach (var file in (string[])[path, path + "-wal", path + "-shm"]) File.Delete(file);
        }
    }

    /// <summary>Binary COPY into an equal table with the same keys and index; with its foreign key, and once more without.</summary>
    public static async Task<(TimeSpan Elapsed, TimeSpan Unchecked, int Rows)> PostgresAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        var rows = new List<object?[]>();
        await using (var command = new NpgsqlCommand($"SELECT {Columns} FROM economy_reports", connection))
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync()) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(n => reader.IsDBNull(n) ? null : reader.GetValue(n))]);
        }

        const string equal = "CREATE TABLE bare_reports (LIKE economy_reports INCLUDING ALL)";
        const string reference = "ALTER TABLE bare_reports ADD FOREIGN KEY (zone_id, enterprise_id) REFERENCES economy_enterprises (zone_id, enterprise_id)";
        var plain = await CopyAsync(connection, equal, rows);
        return (await CopyAsync(connection, $"{equal}; {reference}", rows), plain, rows.Count);
    }

    private static async Task<TimeSpan> CopyAsync(NpgsqlConnection connection, string schema, List<object?[]> rows)
    {
        await using (var create = new NpgsqlCommand(schema, connection)) await create.ExecuteNonQueryAsync();
        var start = Stopwatch.GetTimestamp();
        await using (var import = await connection.BeginBinaryImportAsync($"COPY bare_reports ({Columns}) FROM STDIN (FORMAT BINARY)"))
        {
            foreach (var row in rows)
            {
                await import.StartRowAsync();
                foreach (var value in row)
                {
                    if (value is null) await import.WriteNullAsync();
                    else await import.WriteAsync(value);
                }
            }

            await import.CompleteAsync();
        }

        var elapsed = Stopwatch.GetElapsedTime(start);
        await using (var drop = new NpgsqlCommand("DROP TABLE bare_reports", connection)) await drop.ExecuteNonQueryAsync();
        return elapsed;
    }
}
