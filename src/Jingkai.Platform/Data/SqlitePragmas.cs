using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace Jingkai.Platform.Data;

/// <summary>Every SQLite connection: write-ahead log, full durability, foreign keys, and a wait for the one writer.</summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    internal const string Sql = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=60000; PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY;";

    /// <summary>Connections of the pool that are set up already: opening one again must cost nothing.</summary>
    private readonly ConditionalWeakTable<sqlite3, object> ready = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData data)
    {
        if (connection is SqliteConnection { Handle: { } handle } && !ready.TryAdd(handle, this)) return;
        using var command = connection.CreateCommand();
        command.CommandText = Sql;
        command.ExecuteNonQuery();
    }

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData data, CancellationToken cancel = default)
    {
        ConnectionOpened(connection, data);
        return Task.CompletedTask;
    }
}
