using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Jingkai.Host.Commands;
using Jingkai.Host.Transfer;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Attachments;
using Jingkai.Platform.Data;
using Jingkai.Platform.Jobs;
using Jingkai.UnitTests.Attachments;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Jingkai.IntegrationTests;

/// <summary>A whole installation moves between databases: <c>jingkai export</c> and <c>jingkai import</c>.</summary>
public sealed class TransferTests(SqliteDemo server) : IDisposable
{
    private static byte[]? good;

    private readonly string folder = Directory.CreateTempSubdirectory("jingkai-transfer").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Installation_moves_from_sqlite_to_postgres_and_back_without_loss()
    {
        var postgres = Environment.GetEnvironmentVariable("JINGKAI_TEST_POSTGRES");
        Assert.SkipWhen(string.IsNullOrEmpty(postgres), "JINGKAI_TEST_POSTGRES is not set: PostgreSQL was not tried.");
        var name = "jk_" + Guid.CreateVersion7().ToString("N");
        await Execute(postgres, $"CREATE DATABASE {name}");
        try
        {
            var database = new NpgsqlConnectionStringBuilder(postgres) { Database = name, Pooling = false }.ConnectionString;
            var (original, preview) = await Attach();
            (await Export("first.zip", "--data", server.Folder)).ShouldBe(0);
            (await Import("first.zip", "--data", In("postgres"), "--database", database)).ShouldBe(0);
            (await Export("second.zip", "--data", In("postgres"), "--database", database)).ShouldBe(0);
            (await Import("second.zip", "--data", In("sqlite"))).ShouldBe(0);
            (await Export("third.zip", "--data", In("sqlite"))).ShouldBe(0);

            var first = Contents("first.zip");
            first["tables/economy_reports.jsonl"].Length.ShouldBeGreaterThan(1000);
            first.Keys.ShouldContain(k => k.StartsWith("uploads/", StringComparison.Ordinal));
            first["tables/platform_attachments.jsonl"].ShouldContain(line => line.Contains(original.ToString(), StringComparison.Ordinal) && line.Contains(preview.ToString(), StringComparison.Ordinal));
            foreach (var upload in new[] { original, preview })
            {
                foreach (var place in new[] { "postgres", "sqlite" })
                    File.ReadAllBytes(Stored(In(place), upload)).ShouldBe(File.ReadAllBytes(Stored(server.Folder, upload)));
            }

            Same(first, Contents("second.zip"));
            Same(first, Contents("third.zip"));

            // With its key the trail is as whole as before.
            foreach (var place in new[] { "postgres", "sqlite" }) File.Copy(Path.Combine(server.Folder, "audit.key"), Path.Combine(In(place), "audit.key"), overwrite: true);
            (await MaintenanceCommands.VerifyAuditAsync(new(["--data", In("postgres"), "--database", database]))).ShouldBe(0);
            (await MaintenanceCommands.VerifyAuditAsync(new(["--data", In("sqlite")]))).ShouldBe(0);
        }
        finally
        {
            NpgsqlConnection.ClearAllPools();
            await Execute(postgres, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        }
    }

    [Fact]
    public async Task Archive_is_private_and_carries_no_token_no_key_and_no_unfinished_job()
    {
        var unfinished = await server.InZone("linping", async services =>
        {
            var db = services.GetRequiredService<JingkaiDbContext>();
            var job = new Job { ZoneId = db.ZoneId, Kind = "none", State = JobState.Running, LeaseUntil = DateTime.MaxValue.AddTicks(-9), CreatedAt = services.GetRequiredService<TimeProvider>().Now() };
            db.Add(job);
            await db.SaveChangesAsync();
            return job;
        });
        (await Export("a.zip", "--data", server.Folder)).ShouldBe(0);
        await server.InZone("linping", async services =>
        {
            var db = services.GetRequiredService<JingkaiDbContext>();
            db.Remove(unfinished);
            return await db.SaveChangesAsync();
        });

        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(In("a.zip")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var contents = Contents("a.zip");
        contents.Keys.ShouldNotContain("tables/platform_access_tokens.jsonl");
        contents.Keys.ShouldNotContain("tables/platform_account_tokens.jsonl");
        contents.Keys.ShouldNotContain("tables/platform_sessions.jsonl");
        contents.Keys.ShouldNotContain("tables/platform_idempotent_requests.jsonl");
        contents.Keys.ShouldAllBe(k => k == TransferManifest.Name || k.StartsWith("tables/", StringComparison.Ordinal) || k.StartsWith("uploads/", StringComparison.Ordinal));
        contents["tables/platform_jobs.jsonl"].ShouldNotContain(line => line.Contains(unfinished.Id.ToString(), StringComparison.Ordinal));
        var key = await File.ReadAllTextAsync(Path.Combine(server.Folder, "audit.key"));
        contents.Values.SelectMany(lines => lines).ShouldNotContain(line => line.Contains(key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Installation_that_is_not_empty_takes_no_archive()
    {
        (await Export("a.zip", "--data", server.Folder)).ShouldBe(0);
        (await Import("a.zip", "--data", In("there"))).ShouldBe(0);
        var before = File.ReadAllBytes(Path.Combine(In("there"), "jingkai.db"));
        (await Should.ThrowAsync<RefusedException>(() => Import("a.zip", "--data", In("there")))).Message.ShouldContain("not empty");
        File.ReadAllBytes(Path.Combine(In("there"), "jingkai.db")).ShouldBe(before);
        (await Should.ThrowAsync<RefusedException>(() => Export("a.zip", "--data", server.Folder))).Message.ShouldContain("exists already");
    }

    [Theory]
    [InlineData("row cut", "damaged")]
    [InlineData("row lost", "promises")]
    [InlineData("reference lost", "refers to a row")]
    [InlineData("table lost", "lacks the rows")]
    [InlineData("other schema", "was made at schema")]
    [InlineData("file outside", "outside its folder")]
    [InlineData("file lost", "lacks the file")]
    [InlineData("file changed", "is not the one that was uploaded")]
    [InlineData("no manifest", "no archive")]
    [InlineData("no zip", "damaged")]
    public async Task Archive_that_does_not_fit_is_refused_and_nothing_is_kept(string fault, string reason)
    {
        await Good();
        Spoil(fault);
        (await Should.ThrowAsync<RefusedException>(() => Import("bad.zip", "--data", In("there")))).Message.ShouldContain(reason);
        // What is no archive at all is refused before a data folder is made.
        if (Directory.Exists(In("there"))) Directory.EnumerateFiles(In("there"), "*", SearchOption.AllDirectories).ShouldNotContain(f => f.Contains("uploads", StringComparison.Ordinal));
        // Also what fails last leaves the place empty: it still takes the good one.
        if (fault is "reference lost" or "file outside" or "file lost") (await Import("good.zip", "--data", In("there"))).ShouldBe(0);
    }

    private string In(string name) => Path.Combine(folder, name);

    private Task<int> Export(string file, params string[] args) => TransferCommands.ExportAsync(new([In(file), .. args]));

    private Task<int> Import(string file, params string[] args) => TransferCommands.ImportAsync(new([In(file), .. args]));

    /// <summary>A good archive, made once for all faults.</summary>
    private async Task Good()
    {
        if (good is null)
        {
            (await Export("good.zip", "--data", server.Folder)).ShouldBe(0);
            good = await File.ReadAllBytesAsync(In("good.zip"));
        }
        else
        {
            await File.WriteAllBytesAsync(In("good.zip"), good);
        }
    }

    private void Spoil(string fault)
    {
        if (fault == "no zip")
        {
            File.WriteAllText(In("bad.zip"), "not a zip");
            return;
        }

        File.Copy(In("good.zip"), In("bad.zip"));
        using var zip = ZipFile.Open(In("bad.zip"), ZipArchiveMode.Update);
        switch (fault)
        {
            case "row cut": Rewrite(zip, "tables/economy_rollups.jsonl", text => text[..(text.Length / 2)]); break;
            case "row lost": Rewrite(zip, "tables/economy_rollups.jsonl", text => text[..(text.TrimEnd('\n').LastIndexOf('\n') + 1)]); break;
            case "reference lost": LoseReferences(zip); break;
            case "table lost": zip.GetEntry("tables/economy_rollups.jsonl")!.Delete(); break;
            case "other schema": Rewrite(zip, TransferManifest.Name, text => text.Replace("0001_platform", "0000_other", StringComparison.Ordinal)); break;
            case "file outside":
                using (var writer = new StreamWriter(zip.CreateEntry("uploads/../../escaped").Open())) writer.Write("x");
                var files = zip.Entries.Count(e => e.FullName.StartsWith("uploads/", StringComparison.Ordinal));
                Rewrite(zip, TransferManifest.Name, text => System.Text.RegularExpressions.Regex.Replace(text, "\"files\": \\d+", $"\"files\": {files}"));
                break;
            case "file lost":
                zip.Entries.First(e => IsUpload(e)).Delete();
                Rewrite(zip, TransferManifest.Name, text => System.Text.RegularExpressions.Regex.Replace(text, "\"files\": \\d+", $"\"files\": {zip.Entries.Count(e => e.FullName.StartsWith("uploads/", StringComparison.Ordinal))}"));
                break;
            case "file changed": Rewrite(zip, zip.Entries.First(e => IsUpload(e)).FullName, _ => "something else"); break;
            default: zip.GetEntry(TransferManifest.Name)!.Delete(); break;
        }
    }

    private static bool IsUpload(ZipArchiveEntry entry) => System.Text.RegularExpressions.Regex.IsMatch(entry.FullName, "^uploads/[0-9]+/[0-9a-f]{32}$");

    private static string Stored(string data, Guid upload) => Directory.GetFiles(Path.Combine(data, "uploads"), upload.ToString("N"), SearchOption.AllDirectories).Single();

    /// <summary>Attaches a photo with its picture to an enterprise of the demo.</summary>
    private async Task<(Guid Original, Guid Preview)> Attach() => await server.InZone("linping", async services =>
    {
        var db = services.GetRequiredService<JingkaiDbContext>();
        var code = (await services.GetRequiredService<Enterprises.Contracts.IEnterpriseDirectory>().SuggestAsync("", 1))[0].Code;
        using var preview = new MemoryStream(MadeFiles.Jpeg());
        var added = await services.GetRequiredService<AttachmentService>().AddAsync($"enterprise:{code}", new(new MemoryStream(MadeFiles.Jpeg(4000, 3000, MadeFiles.Exif())), "走访.jpg") { Preview = preview });
        var attachment = await db.Set<Attachment>().AsNoTracking().SingleAsync(a => a.Id == added.Value.View.Id);
        return (attachment.UploadId, attachment.PreviewId!.Value);
    });

    /// <summary>Takes the units away and says so in the manifest: only the members' references tell.</summary>
    private static void LoseReferences(ZipArchive zip)
    {
        Rewrite(zip, "tables/platform_units.jsonl", text => text[..(text.IndexOf('\n', StringComparison.Ordinal) + 1)]);
        Rewrite(zip, TransferManifest.Name, text =>
        {
            var manifest = JsonSerializer.Deserialize<TransferManifest>(text, TransferManifest.Json)!;
            var tables = manifest.Tables.Select(t => t.Table == "platform_units" ? t with { Rows = 0 } : t).ToList();
            return JsonSerializer.Serialize(manifest with { Tables = tables }, TransferManifest.Json);
        });
    }

    private static void Rewrite(ZipArchive zip, string name, Func<string, string> change)
    {
        var entry = zip.GetEntry(name)!;
        string text;
        using (var reader = new StreamReader(entry.Open(), Encoding.UTF8)) text = reader.ReadToEnd();
        entry.Delete();
        using var writer = new StreamWriter(zip.CreateEntry(name).Open(), new UTF8Encoding(false));
        writer.Write(change(text));
    }

    /// <summary>Lines of every entry in a fixed order: each database sorts text its own way.</summary>
    private Dictionary<string, string[]> Contents(string file)
    {
        using var zip = ZipFile.OpenRead(In(file));
        return zip.Entries.ToDictionary(e => e.FullName, e =>
        {
            using var reader = new StreamReader(e.Open(), Encoding.Latin1);
            return reader.ReadToEnd().Split('\n').Order(StringComparer.Ordinal).ToArray();
        });
    }

    private static void Same(Dictionary<string, string[]> one, Dictionary<string, string[]> other)
    {
        other.Keys.Order().ShouldBe(one.Keys.Order());
        foreach (var (name, lines) in one.Where(e => e.Key != TransferManifest.Name)) other[name].SequenceEqual(lines).ShouldBeTrue(name);
    }

    private static async Task Execute(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
