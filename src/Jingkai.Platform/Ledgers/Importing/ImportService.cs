using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Jingkai.Platform.Jobs;
using Jingkai.Platform.Ledgers.Sheets;
using Jingkai.Platform.Uploads;

namespace Jingkai.Platform.Ledgers.Importing;

/// <summary>An import with what was asked and what came of it.</summary>
/// <param name="Job">The job; its result is <paramref name="Report"/>, or <c>{ code, message }</c> after an internal error.</param>
/// <param name="Request">What was asked.</param>
/// <param name="Report">What came of it; null while it runs, when it was cancelled and after an internal error.</param>
public sealed record ImportView(JobView Job, ImportRequest Request, ImportReport? Report);

/// <summary>Takes files in, starts imports and shows them; used by page and interface alike.</summary>
public sealed class ImportService(JingkaiDbContext db, LedgerCatalog ledgers, UploadStore uploads, JobQueue queue, JobBoard board)
{
    /// <summary>A form came without its file.</summary>
    public static Error NoFile { get; } = new(ErrorKind.Invalid, "no-file", new("请选择要导入的文件。", "Choose the file to import."), "file");

    /// <summary>The import of a job, or null when the job is none or belongs to somebody else.</summary>
    public async Task<ImportView?> FindAsync(Guid job, CancellationToken cancel = default) =>
        await board.FindAsync(job, cancel) is { Job.Kind: ImportJob.JobKind } entry ? View(entry) : null;

    /// <summary>The reader's latest imports and previews, newest first.</summary>
    public async Task<IReadOnlyList<ImportView>> RecentAsync(int most, CancellationToken cancel = default) =>
        [.. (await board.RecentAsync(ImportJob.JobKind, most, cancel)).Select(View)];

    private static ImportView View(JobEntry entry)
    {
        var request = JsonSerializer.Deserialize<ImportRequest>(entry.Payload, JobQueue.Json)!;
        var report = entry.Job.Result is JsonObject found && found.ContainsKey("ledger") ? found.Deserialize<ImportReport>(JobQueue.Json) : null;
        return new(entry.Job, request, report);
    }

    /// <summary>Keeps a new file and starts its import.</summary>
    /// <returns>The job; or <c>unknown-ledger</c> (404), <c>not-permitted</c> (403), <c>too-large</c> (413), <c>empty-file</c> (422),
    /// <c>unreadable-file</c> or <c>encrypted-file</c> (415).</returns>
    public async Task<Result<Job>> StartAsync(string ledger, Stream content, string fileName, ImportOptions options, CancellationToken cancel = default)
    {
        if (!ledgers.ToWrite(ledger).Try(out _, out var refusal)) return refusal;
        if (!(await uploads.KeepAsync(db, content, fileName, cancel: cancel)).Try(out var upload, out var error)) return error;
        // What is no spreadsheet at all is told at once; what shows only while reading is told by the job.
        if (Unreadable(upload) is { } unreadable)
        {
            uploads.Discard(db, upload);
            return unreadable;
        }

        return await EnqueueAsync(ledger, upload, options, cancel);
    }

    private Error? Unreadable(Upload upload)
    {
        using var stream = uploads.Open(upload);
        if (!SheetFile.Open(stream, upload.Name).Try(out var file, out var error)) return error;
        file.Dispose();
        return null;
    }

    /// <summary>Starts an import of a file that was uploaded before.</summary>
    /// <returns>The job; or <c>unknown-ledger</c> (404), <c>not-permitted</c> (403), <c>upload-gone</c> (404).</returns>
    public async Task<Result<Job>> StartAsync(string ledger, Guid upload, ImportOptions options, CancellationToken cancel = default)
    {
        if (!ledgers.ToWrite(ledger).Try(out _, out var refusal)) return refusal;
        return await uploads.FindAsync(db, upload, cancel) is { } found ? await EnqueueAsync(ledger, found, options, cancel) : LedgerErrors.UploadGone;
    }

    private async Task<Job> EnqueueAsync(string ledger, Upload upload, ImportOptions options, CancellationToken cancel)
    {
        var job = queue.Enqueue(db, ImportJob.JobKind, new ImportRequest(ledger, upload.Id, upload.Name, options, CultureInfo.CurrentUICulture.Name));
        await db.SaveChangesAsync(cancel);
        queue.Wake();
        return job;
    }
}
