using System.Data.Common;

namespace Jingkai.Host.Transfer;

/// <summary>The schema versions of a database; their names are the same for both databases.</summary>
internal static class Migrations
{
    public static async Task<IReadOnlyList<string>> AppliedAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT version FROM schema_migrations";
        var versions = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel)) versions.Add(reader.GetString(0));
        return [.. versions.Order(StringComparer.Ordinal)];
    }
}
