using System.Globalization;
using System.Security.Cryptography;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Jingkai.Platform.Ledgers.Uploads;

/// <summary>Keeps what people hand in: <c>uploads/&lt;zone&gt;/&lt;id&gt;</c> in the data folder, readable by the owner of the process
/// only, with size and SHA-256 in <c>platform_uploads</c>.</summary>
public sealed class UploadStore(DataFolder folder, IConfiguration configuration, TimeProvider clock)
{
    /// <summary>Most bytes of a request that carries a file; what a file may have is <see cref="MaxBytes"/>.</summary>
    public const long LargestRequest = 80L << 20;

    /// <summary>Longest name kept.</summary>
    private const int NameLength = 200;

    /// <summary>Most bytes of one file; <c>Uploads:MaxMegabytes</c>, 64 unless configured.</summary>
    public long MaxBytes { get; } = configuration.GetValue("Uploads:MaxMegabytes", 64L) << 20;

    /// <summary>Writes the content to disk and adds its row to the context; the caller saves.</summary>
    /// <returns>The upload, or <c>too-large</c> (413) or <c>empty-file</c> (422).</returns>
    public async Task<Result<Upload>> KeepAsync(JingkaiDbContext db, Stream content, string name, CancellationToken cancel = default)
    {
        var upload = new Upload { ZoneId = db.ZoneId, Name = CleanName(name), CreatedAt = clock.Now(), AccountId = db.Actor.AccountId };
        var path = PathOf(upload);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using (var file = new FileStream(path, Private(FileMode.CreateNew)))
            {
                var buffer = new byte[64 * 1024];
                for (int read; (read = await content.ReadAsync(buffer, cancel)) > 0;)
                {
                    upload.Size += read;
                    if (upload.Size > MaxBytes) break;
                    hash.AppendData(buffer, 0, read);
                    await file.WriteAsync(buffer.AsMemory(0, read), cancel);
                }
            }

            if (upload.Size > MaxBytes || upload.Size == 0)
            {
                File.Delete(path);
                return upload.Size == 0 ? LedgerErrors.EmptyFile : ApiErrors.TooLarge;
            }

            upload.Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        catch
        {
            File.Delete(path);
            throw;
        }

        db.Add(upload);
        return upload;
    }

    /// <summary>Takes back a file that was kept and is refused after all, before the caller saves.</summary>
    public void Discard(JingkaiDbContext db, Upload upload)
    {
        db.Entry(upload).State = EntityState.Detached;
        File.Delete(PathOf(upload));
    }

    /// <summary>An upload of the actor, or null when it does not exist or somebody else sent it.</summary>
    public async Task<Upload?> FindAsync(JingkaiDbContext db, Guid id, CancellationToken cancel = default)
    {
        var account = db.Actor.AccountId;
        var all = db.Actor.IsInstallationAdministrator;
        return await db.Set<Upload>().AsNoTracking().FirstOrDefaultAsync(u => u.Id == id && (all || u.AccountId == account), cancel);
    }

    /// <summary>Opens the original.</summary>
    public FileStream Open(Upload upload) => new(PathOf(upload), FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024);

    /// <summary>Where a file that belongs to a job is kept, for instance its rows with reasons.</summary>
    internal string PathBeside(int zone, Guid id, string suffix) => Path.Combine(ZoneFolder(zone), id.ToString("N") + suffix);

    internal static FileStreamOptions Private(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, BufferSize = 64 * 1024, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private string PathOf(Upload upload) => PathBeside(upload.ZoneId, upload.Id, "");

    private string ZoneFolder(int zone) => new DataFolder(folder.Sub("uploads")).Sub(zone.ToString(CultureInfo.InvariantCulture));

    /// <summary>The last part of whatever path the sender's system uses, without control characters.</summary>
    internal static string CleanName(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var clean = TextNormal.Clean(last);
        return clean.Length > NameLength ? clean[^NameLength..] : clean.Length == 0 ? "file" : clean;
    }
}
