using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Jingkai.Platform.Data.Bulk;

/// <summary>Binary <c>COPY</c> for many rows; arrays in one statement for few, where a temporary table would cost more than
/// the rows.</summary>
internal static class PostgresBulk
{
    private const int Few = 2_000;

    public static async Task<long> InsertAsync<T>(JingkaiDbContext db, BulkPlan<T> plan, IEnumerable<T> rows, CancellationToken cancel) where T : class, IZoned =>
        await CopyAsync(db, plan, plan.Table, rows, cancel);

    public static async Task<long> UpsertAsync<T>(JingkaiDbContext db, BulkPlan<T> plan, string onConflict, IEnumerable<T> rows, CancellationToken cancel) where T : class, IZoned
    {
        using var source = BulkWriter.Guarded(db, rows, cancel).GetEnumerator();
        var first = new List<T>();
        while (first.Count < Few && source.MoveNext()) first.Add(source.Current);
        if (first.Count < Few || !source.MoveNext()) return await FromArrays(db, plan, onConflict, first, cancel);

        var temporary = plan.Temporary("new");
        await Execute(db, $"CREATE TEMP TABLE IF NOT EXISTS {temporary} (LIKE {plan.Table}) ON COMMIT DROP", [], cancel);
        await Execute(db, $"TRUNCATE {temporary}", [], cancel);
        var written = await CopyAsync(db, plan, temporary, Rest(first, source), cancel);
        await Execute(db, $"INSERT INTO {plan.Table} ({plan.Names}) SELECT {plan.Names} FROM {temporary} ORDER BY {plan.KeyNames} {onConflict}", [], cancel);
        await Execute(db, $"DROP TABLE {temporary}", [], cancel);
        return written;
    }

    private static IEnumerable<T> Rest<T>(List<T> first, IEnumerator<T> source)
    {
        foreach (var row in first) yield return row;
        do yield return source.Current;
        while (source.MoveNext());
    }

    private static async Task<long> FromArrays<T>(JingkaiDbContext db, BulkPlan<T> plan, string onConflict, List<T> rows, CancellationToken cancel) where T : class, IZoned
    {
        if (rows.Count == 0) return 0;
        var arrays = string.Join(", ", plan.Columns.Select((c, i) => $"${i + 1}::{c.StoreType}[]"));
        var parameters = plan.Columns.Select(c => new NpgsqlParameter { Value = c.Values(rows), DataTypeName = $"{c.StoreType}[]" });
        await Execute(db, $"INSERT INTO {plan.Table} ({plan.Names}) SELECT {plan.Names} FROM unnest({arrays}) AS given ({plan.Names}) ORDER BY {plan.KeyNames} {onConflict}", parameters, cancel);
        return rows.Count;
    }

    private static async Task<long> CopyAsync<T>(JingkaiDbContext db, BulkPlan<T> plan, string table, IEnumerable<T> rows, CancellationToken cancel) where T : class, IZoned
    {
        var columns = plan.Columns.ToArray();
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await using var copy = await connection.BeginBinaryImportAsync($"COPY {table} ({plan.Names}) FROM STDIN (FORMAT BINARY)", cancel);
        var written = 0L;
        foreach (var row in BulkWriter.Guarded(db, rows, cancel))
        {
            await copy.StartRowAsync(cancel);
            foreach (var column in columns) column.Copy(copy, row);
            written++;
        }

        await copy.CompleteAsync(cancel);
        return written;
    }

    private static async Task Execute(JingkaiDbContext db, string sql, IEnumerable<NpgsqlParameter> parameters, CancellationToken cancel)
    {
        await using var command = ((NpgsqlConnection)db.Database.GetDbConnection()).CreateCommand();
        command.CommandText = sql;
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
