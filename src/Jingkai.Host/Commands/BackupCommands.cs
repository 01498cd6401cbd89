using System.Formats.Tar;
using System.IO.Compression;
using Jingkai.Platform.Data;
using Jingkai.Platform.Outbox;
using Microsoft.Data.Sqlite;

namespace Jingkai.Host.Commands;

/// <summary>Backup and restore of an installation on SQLite: one private file with an online copy of the database, the keys
/// and the uploads. On PostgreSQL the database's own tools are the right ones, and the verbs say so.</summary>
internal static class BackupCommands
{
    public static async Task<int> BackupAsync(Arguments args)
    {
        args.Only("--data", "--database");
        var target = Path.GetFullPath(args.Word(0, "the folder to save into"));
        if (args.Database.Provider != Provider.Sqlite) throw new RefusedException("on PostgreSQL use pg_dump for the database and copy the data folder for keys and uploads");
        var database = Path.Combine(args.Folder, "jingkai.db");
        if (!File.Exists(database)) throw new RefusedException($"there is no database in {args.Folder}");
        Directory.CreateDirectory(target);
        var work = Directory.CreateTempSubdirectory("jingkai-backup");
        try
        {
            // The heads before the database: a server that seals meanwhile must not leave heads of entries that the copy lacks.
            foreach (var name in new[] { "audit.key", "audit-heads.log" })
                if (File.Exists(Path.Combine(args.Folder, name))) File.Copy(Path.Combine(args.Folder, name), Path.Combine(work.FullName, name));
            Copy(database, Path.Combine(work.FullName, "jingkai.db"));
            CopyFolder(Path.Combine(args.Folder, "uploads"), Path.Combine(work.FullName, "uploads"));
            var path = Path.Combine(target, $"jingkai-{TimeProvider.System.Now():yyyyMMdd-HHmmss}.tar.gz");
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            await using (var file = new FileStream(path, options))
            await using (var zip = new GZipStream(file, CompressionLevel.Optimal))
                await TarFile.CreateFromDirectoryAsync(work.FullName, zip, includeBaseDirectory: false);
            Console.WriteLine(path);
            return 0;
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    public static async Task<int> RestoreAsync(Arguments args)
    {
        args.Only("--data");
        var source = Path.GetFullPath(args.Word(0, "the backup file"));
        if (!File.Exists(source)) throw new RefusedException($"there is no file {source}");
        if (Directory.Exists(args.Folder) && Directory.EnumerateFileSystemEntries(args.Folder).Any()) throw new RefusedException($"{args.Folder} is not empty; restore into a new data folder");
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(args.Folder);
        else Directory.CreateDirectory(args.Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await using var file = File.OpenRead(source);
        await using var zip = new GZipStream(file, CompressionMode.Decompress);
        await TarFile.ExtractToDirectoryAsync(zip, args.Folder, overwriteFiles: false);
        // Sessions, tokens and protection keys are left behind on purpose: whoever holds a backup must not be signed in by it.
        await using var database = new SqliteConnection($"Data Source={Path.Combine(args.Folder, "jingkai.db")};Pooling=False");
        await database.OpenAsync();
        Forget(database);
        // What waited when the backup was made may have been sent since: a person decides.
        var waiting = Execute(database, "platform_outbox", $"UPDATE platform_outbox SET state = '{OutboxState.Dead}', last_error = '{DeliveryErrors.Moved}', lease_until = NULL, lease_id = NULL WHERE state = '{OutboxState.Waiting}'");
        Console.WriteLine($"restored into {args.Folder}; API tokens and the secrets of webhooks must be made anew{(waiting == 0 ? "" : $"; {waiting} messages that waited stand on the outbox page, to be sent again or not")}");
        return 0;
    }

    private static void Copy(string from, string to)
    {
        using var source = new SqliteConnection($"Data Source={from};Mode=ReadOnly;Pooling=False");
        using var target = new SqliteConnection($"Data Source={to};Pooling=False");
        source.Open();
        target.Open();
        source.BackupDatabase(target);
        Forget(target);
    }

    private static void Forget(SqliteConnection database)
    {
        Execute(database, "platform_access_tokens", "DELETE FROM platform_access_tokens");
        Execute(database, "platform_webhooks", "UPDATE platform_webhooks SET secret = NULL");
    }

    /// <summary>Changes rows of a table that a backup of an older version need not have.</summary>
    private static int Execute(SqliteConnection database, string table, string sql)
    {
        using var command = database.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = '{table}'";
        if ((long)command.ExecuteScalar()! == 0) return 0;
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    private static void CopyFolder(string from, string to)
    {
        if (!Directory.Exists(from)) return;
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
