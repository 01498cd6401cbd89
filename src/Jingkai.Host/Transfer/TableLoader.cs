using System.Data.Common;
using Jingkai.Platform.Data;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Jingkai.Host.Transfer;

/// <summary>Puts rows into tables as fast as the database takes them. References that point forward are checked at the end.</summary>
internal abstract class TableLoader(DbConnection connection, DbTransaction transaction) : IAsyncDisposable
{
    public static TableLoader For(Provider provider, DbConnection connection, DbTransaction transaction) =>
        provider == Provider.Sqlite ? new SqliteLoader(connection, transaction) : new PostgresLoader(connection, transaction);

    /// <summary>Before the first row.</summary>
    public abstract Task BeginAsync(IReadOnlyList<TransferTable> tables, CancellationToken cancel);

    /// <summary>Loads one table; returns how many rows there were.</summary>
    public abstract Task<long> LoadAsync(TransferTable table, IAsyncEnumerable<object?[]> rows, CancellationToken cancel);

    /// <summary>After the last row: checks what was put off, and numbers new rows after the loaded ones.</summary>
    public abstract Task EndAsync(IReadOnlyList<TransferTable> tables, CancellationToken cancel);

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected async Task Execute(string sql, CancellationToken cancel)
    {
        await using var command = Command(sql);
        await command.ExecuteNonQueryAsync(cancel);
    }

    protected DbCommand Command(string sql)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.CommandTimeout = 0;
        return command;
    }

    private sealed class SqliteLoader(DbConnection connection, DbTransaction transaction) : TableLoader(connection, transaction)
    {
        // Lasts until the transaction ends; the commit fails if a reference is still open then.
        public override Task BeginAsync(IReadOnlyList<TransferTable> tables, CancellationToken cancel) => Execute("PRAGMA defer_foreign_keys=ON", cancel);

        public override async Task<long> LoadAsync(TransferTable table, IAsyncEnumerable<object?[]> rows, CancellationToken cancel)
        {
            await using var command = (SqliteCommand)Command(table.Insert);
            for (var i = 0; i < table.Columns.Count; i++) command.Parameters.Add(new SqliteParameter { ParameterName = $"@p{i}" });
            var count = 0L;
            await foreach (var row in rows.WithCancellation(cancel))
            {
                for (var i = 0; i < row.Length; i++) command.Parameters[i].Value = row[i] ?? DBNull.Value;
                if (count == 0) command.Prepare();
                command.ExecuteNonQuery();
                count++;
            }

            return count;
        }

        // A key that numbers itself goes on after the highest number by itself.
        public override async Task EndAsync(IReadOnlyList<TransferTable> tables, CancellationToken cancel)
        {
            await using var command = Command("PRAGMA foreign_key_check");
            await using var reader = await command.ExecuteReaderAsync(cancel);
            if (await reader.ReadAsync(cancel)) throw new InvalidDataException($"a row of {reader.GetString(0)} refers to a row of {reader.GetString(2)} that does not exist");
        }
    }

    private sealed class PostgresLoader(DbConnection connection, DbTransaction transaction) : TableLoader(connection, transaction)
    {
        private readonly NpgsqlConnection npgsql = (NpgsqlConnection)connection;

        public override Task BeginAsync(IReadOnlyList<TransferTable> tables, CancellationToken cancel) => Alter(tables, "DEFERRABLE INITIALLY DEFERRED", cancel);

        public override async Task<long> LoadAsync(TransferTable table, IAsyncEnumerable<object?[]> rows, CancellationToken cancel)
        {
            await using var copy = await npgsql.BeginBinaryImportAsync(table.Copy, cancel);
            // References are checked when the rows are in, which takes its time for millions of them.
            copy.Timeout = TimeSpan.FromHours(1);
            var count = 0L;
            await foreach (var row in rows.WithCancellation(cancel))
            {
                await copy.StartRowAsync(cancel);
                for (var i = 0; i < row.Length; i++)
                {
                    if (row[i] is { } value) await copy.WriteAsync(value, table.Columns[i].StoreType, cancel);
                    else await copy.WriteNullAsync(cancel);
                }

                count++;
            }

            await copy.CompleteAsync(cancel);
            return count;
        }

        public override async Task EndAsync(IReadOnlyList<TransferTable> tables, CancellationToken cancel)
        {
            await Execute("SET CONSTRAINTS ALL IMMEDIATE", cancel);
            await Alter(tables, "NOT DEFERRABLE", cancel);
            foreach (var table in tables)
                foreach (var column in table.Columns.Where(c => c.IsGenerated))
                    await Execute($"SELECT setval(pg_get_serial_sequence('\"{table.Name}\"', '{column.Name}'), max(\"{column.Name}\")) FROM \"{table.Name}\" HAVING max(\"{column.Name}\") IS NOT NULL", cancel);
        }

        private async Task Alter(IReadOnlyList<TransferTable> tables, string timing, CancellationToken cancel)
        {
            foreach (var table in tables)
                foreach (var constraint in table.LateReferences)
                    await Execute($"ALTER TABLE \"{table.Name}\" ALTER CONSTRAINT \"{constraint}\" {timing}", cancel);
        }
    }
}
