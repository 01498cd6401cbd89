using Npgsql;

namespace Jingkai.Bench;

/// <summary>A database of its own on the server that the tests use too.</summary>
internal static class ScratchPostgres
{
    /// <summary>The server, or null when this machine has none.</summary>
    public static string? Server => Environment.GetEnvironmentVariable("JINGKAI_TEST_POSTGRES") is { Length: > 0 } server ? server : null;

    public static async Task WithDatabaseAsync(Func<string, Task> work)
    {
        var name = "jkbench_" + Guid.CreateVersion7().ToString("N");
        await Execute($"CREATE DATABASE {name}");
        try
        {
            await work(new NpgsqlConnectionStringBuilder(Server) { Database = name }.ConnectionString);
        }
        finally
        {
            NpgsqlConnection.ClearAllPools();
            await Execute($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        }
    }

    private static async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(Server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
