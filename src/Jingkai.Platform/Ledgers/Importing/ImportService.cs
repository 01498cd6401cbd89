using System.Globalization;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Jingkai.Platform.Jobs;
using Jingkai.Platform.Ledgers.Sheets;
using Jingkai.Platform.Ledgers.Uploads;

namespace Jingkai.Platform.Ledgers.Importing;

/// <summary>Takes files in and starts imports; used by page and interface alike.</summary>
public sealed class ImportService(JingkaiDbContext db, LedgerCatalog ledgers, UploadStore uploads, JobQueue queue)
{
    /// <summary>Keeps a new file and starts its import.</summary>
    /// <returns>The job; or <c>unknown-ledger</c> (404), <c>not-permitted</c> (403), <c>too-large</c> (413), <c>empty-file</c> (422),
    /// <c>unreadable-file</c> or <c>encrypted-file</c> (415).</returns>
    public async Task<Result<Job>> StartAsync(string ledger, Stream content, string fileName, ImportOptions options, CancellationToken cancel = default)
    {
        if (!ledgers.ToWrite(ledger).Try(out _, out var refusal)) return refusal;
        if (!(await uploads.KeepAsync(db, content, fileName, cancel)).Try(out var upload, out var error)) return error;
        // What is no spreadsheet at all is told at once; what shows only while reading is told by the job.
        using (var stream = uploads.Open(upload))
        {
            if (!SheetFile.Open(stream, upload.Name).Try(out var file, out var unreadable)) return unreadable;
            file.Dispose();
        }

        return await EnqueueAsync(ledger, upload, options, cancel);
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
