using Jingkai.Host.Commands;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Attachments;
using Jingkai.Platform.Data;
using Jingkai.Platform.Uploads;
using Jingkai.UnitTests.Attachments;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Jingkai.IntegrationTests.Fixture.AttachmentCalls;

namespace Jingkai.IntegrationTests;

/// <summary><c>jingkai backup</c> beside a running server, and <c>jingkai restore</c>.</summary>
public sealed class BackupTests(SqliteEmpty server) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("jingkai-backup-test").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Backup_brings_every_file_back_and_signs_nobody_in()
    {
        using var office = await Office.OpenAsync(server);
        var (code, _) = await EnterpriseAsync(office);
        using var signedIn = await WebVisit.SignInAsync(server, $"{office.Zone}.economy", "correct horse battery");
        var photo = MadeFiles.Jpeg(4000, 3000, MadeFiles.Exif());
        (await Attach(office.Economy, office, $"enterprise:{code}", photo, "走访.jpg", MadeFiles.Jpeg())).EnsureSuccessStatusCode();
        var kept = await server.InZone(office.Zone, s => s.GetRequiredService<JingkaiDbContext>().Set<Attachment>().AsNoTracking().SingleAsync());
        // One file is just coming in, and held by whoever writes it.
        var coming = Path.Combine(server.Folder, "uploads", kept.ZoneId.ToString(System.Globalization.CultureInfo.InvariantCulture), "coming");
        await using (var writing = new FileStream(coming, UploadStore.Private(FileMode.Create)))
        {
            await writing.WriteAsync("half"u8.ToArray());
            (await BackupCommands.BackupAsync(new([Path.Combine(folder, "out"), "--data", server.Folder]))).ShouldBe(0);
        }

        File.Delete(coming);
        var archive = Directory.GetFiles(Path.Combine(folder, "out")).ShouldHaveSingleItem();
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(archive).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);

        var restored = Path.Combine(folder, "restored");
        (await BackupCommands.RestoreAsync(new([archive, "--data", restored]))).ShouldBe(0);
        foreach (var upload in new[] { kept.UploadId, kept.PreviewId!.Value })
        {
            var file = Directory.GetFiles(Path.Combine(restored, "uploads"), upload.ToString("N"), SearchOption.AllDirectories).ShouldHaveSingleItem();
            File.ReadAllBytes(file).ShouldBe(File.ReadAllBytes(Path.Combine(server.Folder, Path.GetRelativePath(restored, file))));
            if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        await using var database = new SqliteConnection($"Data Source={Path.Combine(restored, "jingkai.db")};Pooling=False");
        await database.OpenAsync();
        (await CountAsync(database, "platform_attachments")).ShouldBeGreaterThan(0);
        (await CountAsync(database, "platform_access_tokens")).ShouldBe(0);
        (await CountAsync(database, "platform_sessions")).ShouldBe(0);
        (await signedIn.IsSignedInAsync()).ShouldBeTrue();
    }

    private static async Task<long> CountAsync(SqliteConnection database, string table)
    {
        await using var command = database.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM {table}";
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
