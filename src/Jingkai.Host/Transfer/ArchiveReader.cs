using System.Data.Common;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Jingkai.Host.Commands;
using Jingkai.Platform;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Host.Transfer;

/// <summary>Fills an empty installation from an archive: everything in one transaction, or nothing.</summary>
internal sealed class ArchiveReader(JingkaiDbContext db, DatabaseLocation location, DataFolder folder)
{
    /// <summary>Reads the archive into the database and the data folder.</summary>
    /// <exception cref="RefusedException">The archive does not fit this program, is damaged, or the installation is not empty.</exception>
    public async Task<TransferManifest> ReadAsync(Stream source, CancellationToken cancel = default)
    {
        try
        {
            using var zip = new ZipArchive(source, ZipArchiveMode.Read, leaveOpen: true);
            return await Read(zip, cancel);
        }
        catch (Exception damaged) when (IsDamage(damaged))
        {
            throw Damaged(damaged);
        }
    }

    /// <summary>Looks whether a file is an archive at all.</summary>
    /// <exception cref="RefusedException">It is none.</exception>
    public static async Task LookAsync(Stream source, CancellationToken cancel = default)
    {
        try
        {
            using var zip = new ZipArchive(source, ZipArchiveMode.Read, leaveOpen: true);
            await Manifest(zip, cancel);
        }
        catch (Exception damaged) when (IsDamage(damaged))
        {
            throw Damaged(damaged);
        }
    }

    private static bool IsDamage(Exception error) =>
        error is InvalidDataException or JsonException or FormatException or EndOfStreamException or InvalidOperationException { Source: "System.Text.Json" };

    private static RefusedException Damaged(Exception error) => new($"the archive is damaged: {error.Message.ReplaceLineEndings(" ")}");

    private async Task<TransferManifest> Read(ZipArchive zip, CancellationToken cancel)
    {
        var manifest = await Manifest(zip, cancel);
        await db.Database.OpenConnectionAsync(cancel);
        var connection = db.Database.GetDbConnection();
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var tables = TransferTable.InOrder(db);
        await Check(manifest, tables, connection, transaction, cancel);

        await using var loader = TableLoader.For(location.Provider, connection, transaction);
        await loader.BeginAsync(tables, cancel);
        foreach (var table in tables.Where(t => !t.IsLeftOut)) await Load(zip, table, manifest, loader, cancel);
        await loader.EndAsync(tables, cancel);
        foreach (var (table, rows) in manifest.Tables)
        {
            var found = await Scalar(connection, transaction, tables.Single(t => t.Name == table).Count, cancel);
            if (found != rows) throw new RefusedException($"{table} has {found} rows after the import and {rows} in the archive; nothing was kept");
        }

        var written = new List<string>();
        try
        {
            var files = await Files(zip, manifest, written, cancel);
            CheckFiles(await UploadRow.ReadAsync(connection, transaction, cancel), files, manifest);
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch
        {
            foreach (var file in written) File.Delete(file);
            throw;
        }

        return manifest;
    }

    private static async Task<TransferManifest> Manifest(ZipArchive zip, CancellationToken cancel)
    {
        var entry = zip.GetEntry(TransferManifest.Name) ?? throw new RefusedException("the file is no archive of jingkai export");
        await using var content = entry.Open();
        var manifest = await JsonSerializer.DeserializeAsync<TransferManifest>(content, TransferManifest.Json, cancel);
        if (manifest is not { Product: "jingkai", Tables: not null, Migrations: not null }) throw new RefusedException("the file is no archive of jingkai export");
        if (manifest.Format != TransferManifest.Current) throw new RefusedException($"the archive has form {manifest.Format}, this program reads form {TransferManifest.Current}");
        return manifest;
    }

    private async Task Check(TransferManifest manifest, IReadOnlyList<TransferTable> tables, DbConnection connection, DbTransaction transaction, CancellationToken cancel)
    {
        var here = await Migrations.AppliedAsync(connection, transaction, cancel);
        if (!here.SequenceEqual(manifest.Migrations))
            throw new RefusedException($"the archive was made at schema {manifest.Migrations.LastOrDefault()} and this program has {here.LastOrDefault()}; bring the old installation to the same version, run jingkai migrate there and export again");
        if (!tables.Where(t => !t.IsLeftOut).Select(t => t.Name).ToHashSet().SetEquals(manifest.Tables.Select(t => t.Table)))
            throw new RefusedException("the archive does not have the tables of this program");
        foreach (var table in tables)
            if (await Scalar(connection, transaction, table.Count, cancel) is > 0 and var rows)
                throw new RefusedException($"the database is not empty ({table.Name} has {rows} rows); import into a new data folder or a new database");
        var uploads = Path.Combine(folder.Folder, "uploads");
        if (Directory.Exists(uploads) && Directory.EnumerateFiles(uploads, "*", SearchOption.AllDirectories).Any())
            throw new RefusedException($"{uploads} is not empty; import into a new data folder");
    }

    private static async Task Load(ZipArchive zip, TransferTable table, TransferManifest manifest, TableLoader loader, CancellationToken cancel)
    {
        var entry = zip.GetEntry(TransferManifest.EntryOf(table.Name)) ?? throw new RefusedException($"the archive lacks the rows of {table.Name}");
        using var lines = new StreamReader(entry.Open());
        var header = JsonSerializer.Deserialize<string[]>(await lines.ReadLineAsync(cancel) ?? "[]")!;
        if (!header.SequenceEqual(table.Columns.Select(c => c.Name))) throw new RefusedException($"the columns of {table.Name} in the archive are not those of this program");
        var read = await loader.LoadAsync(table, Rows(lines, table, cancel), cancel);
        var expected = manifest.Tables.Single(t => t.Table == table.Name).Rows;
        if (read != expected) throw new RefusedException($"the archive holds {read} rows of {table.Name} and promises {expected}; it is damaged");
    }

    private static async IAsyncEnumerable<object?[]> Rows(StreamReader lines, TransferTable table, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var values = new object?[table.Columns.Count];
        while (await lines.ReadLineAsync(cancel) is { } line)
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.GetArrayLength() != values.Length) throw new FormatException($"a row of {table.Name} has {json.RootElement.GetArrayLength()} values");
            for (var i = 0; i < values.Length; i++) values[i] = table.Columns[i].Stored(TransferValue.Read(json.RootElement[i], table.Columns[i].Carried));
            yield return values;
        }
    }

    /// <summary>Every upload has its file, whole; none may turn out to be lost when somebody opens it in a year.</summary>
    private static void CheckFiles(IEnumerable<UploadRow> uploads, Dictionary<string, (long Size, string Sha256)> files, TransferManifest manifest)
    {
        var missing = manifest.Missing.ToHashSet(StringComparer.Ordinal);
        foreach (var upload in uploads.Where(u => !missing.Contains(u.File)))
        {
            if (!files.TryGetValue(upload.File, out var file)) throw new RefusedException($"the archive lacks the file {upload.File}; nothing was kept");
            if (file != (upload.Size, upload.Sha256)) throw new RefusedException($"the file {upload.File} of the archive is not the one that was uploaded; nothing was kept");
        }
    }

    /// <summary>Writes the files; by name what they turned out to be.</summary>
    private async Task<Dictionary<string, (long Size, string Sha256)>> Files(ZipArchive zip, TransferManifest manifest, List<string> written, CancellationToken cancel)
    {
        var files = new Dictionary<string, (long, string)>(StringComparer.Ordinal);
        var root = Path.GetFullPath(folder.Sub("uploads"));
        var entries = zip.Entries.Where(e => e.FullName.StartsWith(TransferManifest.FilePrefix, StringComparison.Ordinal)).ToList();
        if (entries.Count != manifest.Files) throw new RefusedException($"the archive holds {entries.Count} files and promises {manifest.Files}; it is damaged");
        foreach (var entry in entries)
        {
            var path = Path.GetFullPath(Path.Combine(root, entry.FullName[TransferManifest.FilePrefix.Length..]));
            if (!path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)) throw new RefusedException($"the archive names a file outside its folder: {entry.FullName}");
            new DataFolder(root).Sub(Path.GetRelativePath(root, Path.GetDirectoryName(path)!));
            await using var target = new FileStream(path, PrivateFiles.New());
            written.Add(path);
            await using var content = entry.Open();
            files[entry.FullName[TransferManifest.FilePrefix.Length..]] = await Copy(content, target, cancel);
        }

        return files;
    }

    private static async Task<(long Size, string Sha256)> Copy(Stream content, Stream target, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (buffer, size) = (new byte[64 * 1024], 0L);
        for (int read; (read = await content.ReadAsync(buffer, cancel)) > 0; size += read)
        {
            hash.AppendData(buffer, 0, read);
            await target.WriteAsync(buffer.AsMemory(0, read), cancel);
        }

        return (size, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static async Task<long> Scalar(DbConnection connection, DbTransaction transaction, string sql, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancel), CultureInfo.InvariantCulture);
    }
}
