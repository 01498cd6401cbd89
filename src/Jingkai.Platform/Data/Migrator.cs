using System.Data.Common;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Jingkai.Platform.Data;

/// <summary>Applies the plain SQL files of <c>db/&lt;provider&gt;</c> in order, one transaction each, and records version,
/// checksum and instant in <c>schema_migrations</c>.</summary>
public sealed class Migrator(DatabaseLocation location, TimeProvider clock, ILogger<Migrator> log)
{
    private sealed record Script(string Version, string Sql, string Checksum);

    /// <summary>Brings the schema up to date.</summary>
    /// <returns>The versions that were applied now.</returns>
    /// <exception cref="InvalidOperationException">A file that was applied before has changed since.</exception>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancel = default)
    {
        await using var connection = Open();
        await connection.OpenAsync(cancel);
        if (connection is SqliteConnection) await Execute(connection, SqlitePragmas.Sql, cancel);
        else await Execute(connection, "SELECT pg_advisory_lock(5180001)", cancel);
        await Execute(connection, "CREATE TABLE IF NOT EXISTS schema_migrations (version text NOT NULL PRIMARY KEY, checksum text NOT NULL, applied_at text NOT NULL)", cancel);

        var applied = await Applied(connection, cancel);
        var scripts = Scripts();
        foreach (var script in scripts.Where(s => applied.TryGetValue(s.Version, out var sum) && sum != s.Checksum))
            throw new InvalidOperationException($"Migration {script.Version} was changed after it had been applied; restore the original file.");
        var pending = scripts.Where(s => !applied.ContainsKey(s.Version)).ToList();
        if (pending.Count > 0 && applied.Count > 0 && connection is SqliteConnection sqlite) Backup(sqlite);
        foreach (var script in pending) await Apply(connection, script, cancel);
        return [.. pending.Select(s => s.Version)];
    }

    /// <summary>How many migrations there are.</summary>
    public int Count => Scripts().Count;

    /// <summary>Versions not applied yet; empty when the schema is up to date.</summary>
    public async Task<IReadOnlyList<string>> PendingAsync(CancellationToken cancel = default)
    {
        await using var connection = Open();
        await connection.OpenAsync(cancel);
        var applied = await Exists(connection, cancel) ? await Applied(connection, cancel) : [];
        return [.. Scripts().Where(s => !applied.ContainsKey(s.Version)).Select(s => s.Version)];
    }

    private async Task Apply(DbConnection connection, Script script, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using (var command = connection.CreateCommand())
        {
            command.Transaction = transaction;
            command.CommandText = script.Sql;
            await command.ExecuteNonQueryAsync(cancel);
            command.CommandText = "INSERT INTO schema_migrations (version, checksum, applied_at) VALUES (@version, @checksum, @at)";
            Add(command, "@version", script.Version);
            Add(command, "@checksum", script.Checksum);
            Add(command, "@at", InstantToText.Write(clock.Now()));
            await command.ExecuteNonQueryAsync(cancel);
        }

        await transaction.CommitAsync(CancellationToken.None);
        log.LogInformation("Applied migration {Version}", script.Version);
    }

    private void Backup(SqliteConnection source)
    {
        var path = $"{source.DataSource}.before-{clock.Now():yyyyMMddHHmmss}.bak";
        using var target = new SqliteConnection($"Data Source={path};Pooling=False");
        target.Open();
        source.BackupDatabase(target);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        log.LogInformation("Saved the database to {Path} before migrating", path);
    }

    private DbConnection Open()
    {
        if (location.Provider == Provider.Postgres) return new NpgsqlConnection(new NpgsqlConnectionStringBuilder(location.ConnectionString) { Pooling = false }.ConnectionString);
        var connection = new SqliteConnection(location.ConnectionString);
        if (!connection.DataSource.Contains(":memory:", StringComparison.Ordinal) && !File.Exists(connection.DataSource)) PrivateFile.Ensure(connection.DataSource);
        return connection;
    }

    private List<Script> Scripts()
    {
        var prefix = location.Provider == Provider.Sqlite ? "Jingkai.Db.sqlite." : "Jingkai.Db.postgres.";
        var assembly = typeof(Migrator).Assembly;
        return [.. assembly.GetManifestResourceNames().Where(n => n.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(name => Read(assembly, name, prefix))];
    }

    private static Script Read(Assembly assembly, string name, string prefix)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        var sql = reader.ReadToEnd().ReplaceLineEndings("\n");
        return new(name[prefix.Length..^4], sql, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql))));
    }

    private static async Task<Dictionary<string, string>> Applied(DbConnection connection, CancellationToken cancel)
    {
        var versions = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT version, checksum FROM schema_migrations";
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel)) versions.Add(reader.GetString(0), reader.GetString(1));
        return versions;
    }

    private static async Task<bool> Exists(DbConnection connection, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = connection is SqliteConnection
            ? "SELECT count(*) FROM sqlite_master WHERE name = 'schema_migrations'"
            : "SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = 'schema_migrations'";
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancel), System.Globalization.CultureInfo.InvariantCulture) > 0;
    }

    private static async Task Execute(DbConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
