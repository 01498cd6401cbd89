using Jingkai.Platform.Data.Bulk;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Data;

/// <summary>Writes many rows of one entity at the speed of the database: one prepared statement on SQLite, binary
/// <c>COPY</c> on PostgreSQL. Runs on the connection and in the transaction of the context (in one of its own when none is
/// open), takes table, columns and converters from the model, and refuses rows of another zone as saving does. It passes
/// by the change tracker, the version counter and the audit trail: the caller records its batch.</summary>
public static class BulkWriter
{
    /// <summary>Inserts rows.</summary>
    /// <param name="db">Context that stands in the zone of the rows.</param>
    /// <param name="rows">Rows, read once and not kept; reading them must not use the connection of <paramref name="db"/>.</param>
    /// <param name="cancel">Cancels; the caller's transaction must then be rolled back.</param>
    /// <returns>How many rows were written.</returns>
    /// <exception cref="ZoneViolationException">A row belongs to another zone.</exception>
    public static Task<long> InsertAsync<T>(JingkaiDbContext db, IEnumerable<T> rows, CancellationToken cancel = default) where T : class, IZoned =>
        Run(db, plan => db.Provider == Provider.Sqlite
            ? SqliteBulk.Write(db, plan, plan.InsertSql, rows, cancel)
            : PostgresBulk.InsertAsync(db, plan, rows, cancel), cancel, rows);

    /// <summary>Inserts rows, or changes those whose primary key exists. On PostgreSQL rows are locked in key order, so that
    /// writers who touch the same rows never deadlock on one another.</summary>
    /// <param name="db">Context that stands in the zone of the rows.</param>
    /// <param name="rows">Rows with distinct keys.</param>
    /// <param name="updateColumns">Names of the properties that an existing row takes over; none: existing rows stay.</param>
    /// <param name="addNumbers">Integer columns of <paramref name="updateColumns"/> grow by the given value instead of taking it.</param>
    /// <param name="cancel">Cancels; the caller's transaction must then be rolled back.</param>
    /// <returns>How many rows were given.</returns>
    /// <exception cref="ZoneViolationException">A row belongs to another zone.</exception>
    public static Task<long> UpsertAsync<T>(
        JingkaiDbContext db, IEnumerable<T> rows, string[] updateColumns, bool addNumbers = false, CancellationToken cancel = default) where T : class, IZoned =>
        Run(db, plan => db.Provider == Provider.Sqlite
            ? SqliteBulk.Write(db, plan, plan.UpsertSql(updateColumns, addNumbers), rows, cancel)
            : PostgresBulk.UpsertAsync(db, plan, plan.OnConflict(updateColumns, addNumbers), rows, cancel), cancel, rows);

    private static async Task<long> Run<T>(JingkaiDbContext db, Func<BulkPlan<T>, Task<long>> write, CancellationToken cancel, IEnumerable<T> rows) where T : class, IZoned
    {
        if (rows.TryGetNonEnumeratedCount(out var count) && count == 0) return 0;
        var plan = BulkPlan<T>.Of(db);
        if (db.Database.CurrentTransaction is not null) return await write(plan);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var written = await write(plan);
        await transaction.CommitAsync(CancellationToken.None);
        return written;
    }

    /// <summary>The rows, each checked against the zone of the context.</summary>
    internal static IEnumerable<T> Guarded<T>(JingkaiDbContext db, IEnumerable<T> rows, CancellationToken cancel) where T : class, IZoned
    {
        var seen = 0;
        foreach (var row in rows)
        {
            if (!ZoneGuard.Allowed(db, row, row.ZoneId))
                throw new ZoneViolationException($"{typeof(T).Name} of zone {row.ZoneId} may not be written in the context of zone {db.ZoneId}.");
            if ((++seen & 0xFF) == 0) cancel.ThrowIfCancellationRequested();
            yield return row;
        }
    }
}
