using System.Buffers;
using System.Data;
using System.Data.Common;
using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using Jingkai.Platform;
using Jingkai.Platform.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Host.Transfer;

/// <summary>Writes a whole installation into one file: the rows of all tables as they were at one moment, and the uploads.</summary>
internal sealed class ArchiveWriter(JingkaiDbContext db, DatabaseLocation location, DataFolder folder, TimeProvider clock)
{
    private const int Flush = 1 << 16;
    private static readonly byte[] NewLine = "\n"u8.ToArray();

    /// <summary>Writes the archive; the stream stays open.</summary>
    public async Task<TransferManifest> WriteAsync(Stream target, CancellationToken cancel = default)
    {
        using var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
        await db.Database.OpenConnectionAsync(cancel);
        var connection = db.Database.GetDbConnection();
        // One moment for all tables, beside a running server, without holding it up.
        await using var moment = connection is SqliteConnection sqlite
            ? sqlite.BeginTransaction(deferred: true)
            : await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);

        var migrations = await Migrations.AppliedAsync(connection, moment, cancel);
        var counts = new List<TransferCount>();
        foreach (var table in TransferTable.InOrder(db).Where(t => !t.IsLeftOut))
            counts.Add(new(table.Name, await WriteTable(zip, table, connection, moment, cancel)));
        var files = await WriteUploads(zip, cancel);
        var missing = (await UploadRow.ReadAsync(connection, moment, cancel)).Select(u => u.File).Where(name => !files.Contains(name)).ToList();

        var manifest = new TransferManifest(TransferManifest.Current, "jingkai", clock.Now(), migrations, counts, files.Count) { Missing = missing };
        await using var entry = zip.CreateEntry(TransferManifest.Name, CompressionLevel.Fastest).Open();
        await JsonSerializer.SerializeAsync(entry, manifest, TransferManifest.Json, cancel);
        return manifest;
    }

    private async Task<long> WriteTable(ZipArchive zip, TransferTable table, DbConnection connection, DbTransaction moment, CancellationToken cancel)
    {
        await using var entry = zip.CreateEntry(TransferManifest.EntryOf(table.Name), CompressionLevel.Fastest).Open();
        var buffer = new ArrayBufferWriter<byte>(2 * Flush);
        await using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        Line(buffer, json, table.Columns, static (json, column, _) => json.WriteStringValue(column.Name));

        await using var command = connection.CreateCommand();
        command.Transaction = moment;
        command.CommandText = table.Select;
        // A province's reports take longer to read than a page may wait.
        command.CommandTimeout = 0;
        await using var reader = await command.ExecuteReaderAsync(location.Provider == Provider.Postgres ? CommandBehavior.SequentialAccess : CommandBehavior.Default, cancel);
        var rows = 0L;
        while (await reader.ReadAsync(cancel))
        {
            Line(buffer, json, table.Columns, (json, column, index) => TransferValue.Write(json, column.Read(reader, index)));
            rows++;
            if (buffer.WrittenCount < Flush) continue;
            await entry.WriteAsync(buffer.WrittenMemory, cancel);
            buffer.ResetWrittenCount();
        }

        await entry.WriteAsync(buffer.WrittenMemory, cancel);
        return rows;
    }

    private static void Line(ArrayBufferWriter<byte> buffer, Utf8JsonWriter json, IReadOnlyList<TransferColumn> columns, Action<Utf8JsonWriter, TransferColumn, int> write)
    {
        json.Reset(buffer);
        json.WriteStartArray();
        for (var i = 0; i < columns.Count; i++) write(json, columns[i], i);
        json.WriteEndArray();
        json.Flush();
        buffer.Write(NewLine);
    }

    /// <summary>Writes the files and gives their names.</summary>
    private async Task<HashSet<string>> WriteUploads(ZipArchive zip, CancellationToken cancel)
    {
        var root = Path.Combine(folder.Folder, "uploads");
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (!Directory.Exists(root)) return names;
        foreach (var file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            FileStream content;
            try
            {
                content = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            }
            catch (FileNotFoundException)
            {
                continue; // a running server tidied it away
            }

            var name = Path.GetRelativePath(root, file).Replace('\\', '/');
            await using var entry = zip.CreateEntry(TransferManifest.FilePrefix + name, CompressionLevel.Fastest).Open();
            await using (content) await content.CopyToAsync(entry, cancel);
            names.Add(name);
        }

        return names;
    }
}
