using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace Jingkai.Platform.Data.Bulk;

/// <summary>One prepared statement, bound and stepped row after row below ADO.NET: its parameters by name and its reader per
/// command cost more than the insert itself.</summary>
internal static class SqliteBulk
{
    public static Task<long> Write<T>(JingkaiDbContext db, BulkPlan<T> plan, string sql, IEnumerable<T> rows, CancellationToken cancel) where T : class, IZoned
    {
        var handle = ((SqliteConnection)db.Database.GetDbConnection()).Handle ?? throw new InvalidOperationException("The connection is not open.");
        var result = raw.sqlite3_prepare_v2(handle, sql, out var statement);
        SqliteException.ThrowExceptionForRC(result, handle);
        using (statement) return Task.FromResult(Write(db, plan, handle, statement, rows, cancel));
    }

    private static long Write<T>(JingkaiDbContext db, BulkPlan<T> plan, sqlite3 handle, sqlite3_stmt statement, IEnumerable<T> rows, CancellationToken cancel) where T : class, IZoned
    {
        var columns = plan.Columns.ToArray();
        var buffer = new byte[4096];
        var written = 0L;
        foreach (var row in BulkWriter.Guarded(db, rows, cancel))
        {
            for (var i = 0; i < columns.Length; i++)
            {
                var bound = columns[i].Bind(statement, i + 1, row, buffer);
                if (bound != raw.SQLITE_OK) SqliteException.ThrowExceptionForRC(bound, handle);
            }

            var stepped = raw.sqlite3_step(statement);
            if (stepped != raw.SQLITE_DONE) SqliteException.ThrowExceptionForRC(stepped, handle);
            raw.sqlite3_reset(statement);
            written++;
        }

        return written;
    }
}
