using System.Globalization;
using Jingkai.Kernel;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Jingkai.Platform.Jobs;
using Jingkai.Platform.Ledgers.Sheets;
using Jingkai.Platform.Outbox;
using Jingkai.Platform.Uploads;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Jingkai.Platform.Ledgers.Importing;

/// <summary>Imports a file: reads and judges it row by row without a lock, then writes all of it in one transaction or nothing.
/// A deadlock with another writer, or one who changed what the rows were judged by, repeats the whole, at most three times.</summary>
internal sealed class ImportJob(
    LedgerCatalog ledgers, UploadStore uploads, ImportContext context, JingkaiDbContext db, JobQueue queue, IOutbox outbox, TimeProvider clock, ILogger<ImportJob> log) : IJobHandler
{
    public const string JobKind = "import";
    public const string ReasonSuffix = ".reasons.xlsx";

    private const decimal ReadingPart = 0.5m;

    public string Kind => JobKind;

    public async Task<object?> RunAsync(JobRun run, CancellationToken cancel)
    {
        var request = run.Read<ImportRequest>();
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(request.Language);
        var empty = new ImportReport { Ledger = request.Ledger, Upload = request.Upload, FileName = request.FileName, Mode = request.Options.Mode, DryRun = request.Options.DryRun };
        if (!ledgers.ToWrite(request.Ledger).Try(out var ledger, out var refusal)) return Refused(empty, [("", refusal)]);
        if (await uploads.FindAsync(db, request.Upload, cancel) is not { } upload) return Refused(empty, [("", LedgerErrors.UploadGone)]);
        (context.Job, context.Upload, context.FileName, context.Sha256) = (run.Id, upload.Id, upload.Name, upload.Sha256);

        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await Attempt(run, ledger, upload, request.Options, empty, cancel);
            }
            catch (Exception error) when ((error is ImportOvertakenException || Conflicts.IsBusy(error)) && !cancel.IsCancellationRequested)
            {
                log.LogInformation(error, "Import {Job} met another writer in attempt {Attempt}", run.Id, attempt + 1);
                db.ChangeTracker.Clear();
                // A database that was held longer than anyone waits is not asked again and again.
                if (attempt == Transactions.MostRetries || !(error is ImportOvertakenException || Conflicts.IsDeadlock(error)))
                {
                    log.LogError(error, "Import {Job} gave up after {Attempts} attempts", run.Id, attempt + 1);
                    return Refused(empty, [("", LedgerErrors.Overtaken)]);
                }

                await Transactions.PauseAsync(attempt, cancel);
            }
        }
    }

    private async Task<object> Attempt(JobRun run, ILedger ledger, Upload upload, ImportOptions options, ImportReport empty, CancellationToken cancel)
    {
        await using var stream = new MeteredStream(uploads.Open(upload));
        if (!SheetFile.Open(stream, upload.Name).Try(out var file, out var unreadable)) return Refused(empty, [("", unreadable)]);
        using var opened = file;
        var plan = ImportPlan.Find(file, ledger, options);
        var report = Describe(empty, file, ledger, plan);
        if (plan.Refusals.Count > 0) return Refused(report with { Preview = options.DryRun ? PreviewOf(file, plan) : [] }, plan.Refusals);

        var session = await ledger.BeginImportAsync(cancel);
        var tally = new ImportTally(ledger.Columns);
        foreach (var ignored in plan.Header.Ignored) tally.Warn(0, LedgerErrors.IgnoredColumn(ignored.Heading, Name(ignored.Reason)), ignored.Heading);
        stream.Begin();
        try
        {
            Judge(file, plan, ledger, session, tally, options.DryRun, () => run.Report(stream.Part * ReadingPart), cancel);
        }
        catch (SheetReadException error)
        {
            return Refused(report, [("", error.Error)]);
        }

        foreach (var (row, remark) in (await session.RemarksAsync(cancel)).Where(r => !tally.Excluded.Contains(r.Row))) tally.Warn(row, remark);
        if (tally.HiddenRows > 0) tally.Warn(0, LedgerErrors.HiddenRows(tally.HiddenRows));
        report = report with { ReportUrl = WriteReasons(run.Id, file, plan, tally) };
        run.Report(ReadingPart);
        return await Commit(run, session, tally, upload, options, report, cancel);
    }

    private static void Judge(
        SheetFile file, ImportPlan plan, ILedger ledger, IImportSession session, ImportTally tally, bool preview, Action progress, CancellationToken cancel)
    {
        var reader = new RowReader(ledger, plan.Header);
        var rows = 0;
        foreach (var row in file.Rows(plan.Sheet!.Index))
        {
            if (row.Number < plan.Header.DataRow) continue;
            if ((++rows & 0x1FF) == 0)
            {
                cancel.ThrowIfCancellationRequested();
                progress();
            }

            if (reader.IsEmpty(row) || reader.IsTotal(row))
            {
                tally.Skip();
                continue;
            }

            if (RowReader.IsNote(row))
            {
                tally.Skip();
                tally.Warn(row.Number, LedgerErrors.NoteRow, row.Cells[0].Raw);
                continue;
            }

            if (row.Hidden) tally.Hidden();
            if (preview && tally.WantsPreview) tally.Preview.Add(PreviewOf(row));
            var read = reader.Read(row);
            session.Judge(read);
            tally.Take(read);
        }
    }

    private async Task<object> Commit(JobRun run, IImportSession session, ImportTally tally, Upload upload, ImportOptions options, ImportReport report, CancellationToken cancel)
    {
        void Progress(decimal part) => run.Report(ReadingPart + (Math.Clamp(part, 0m, 1m) * (0.99m - ReadingPart)));
        if (options.Mode != ImportMode.Good && tally.Rejected > 0) return Told(report, tally, new(0, 0, 0), committed: false);
        if (options.DryRun) return Told(report, tally, await session.ApplyAsync(tally.Excluded, false, Progress, cancel), committed: false);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var counts = await session.ApplyAsync(tally.Excluded, true, Progress, cancel);
        var done = new { ledger = report.Ledger, file = upload.Name, sha256 = upload.Sha256, job = run.Id, inserted = counts.Inserted, updated = counts.Updated, unchanged = counts.Unchanged, rejected = tally.Rejected };
        AuditTrail.Record(db, clock.Now(), "imported", nameof(Upload), upload.Id.ToString(), upload.Name, after: done);
        await outbox.PublishAsync(db, "import.done", new { done.ledger, done.job, done.inserted, done.updated, done.unchanged, done.rejected }, cancel);
        await db.SaveChangesAsync(cancel);
        var told = Told(report, tally, counts, committed: true);
        // The answer commits with the rows: a process that dies right after it has answered, and no other worker does it again.
        if (!await queue.CloseAsync(db, run.Id, told, cancel)) throw new OperationCanceledException("Another worker has ended this job.");
        cancel.ThrowIfCancellationRequested();
        await transaction.CommitAsync(CancellationToken.None);
        return told;
    }

    private static ImportReport Told(ImportReport report, ImportTally tally, ImportCounts counts, bool committed) => report with
    {
        Committed = committed,
        Read = tally.Read,
        Inserted = counts.Inserted,
        Updated = counts.Updated,
        Unchanged = counts.Unchanged,
        Rejected = tally.Rejected,
        Duplicates = tally.Repeated,
        Skipped = tally.Skipped,
        HiddenRows = tally.HiddenRows,
        Errors = tally.Errors,
        ErrorsTotal = tally.ErrorsTotal,
        Warnings = tally.Warnings,
        WarningsTotal = tally.WarningsTotal,
        Preview = tally.Preview,
    };

    private string? WriteReasons(Guid job, SheetFile file, ImportPlan plan, ImportTally tally)
    {
        if (tally.Reasons.Count == 0) return null;
        using (var output = new FileStream(uploads.PathBeside(db.ZoneId, job, ReasonSuffix), UploadStore.Private(FileMode.Create)))
        {
            var written = ReasonFile.Write(file, plan.Sheet!.Index, plan.Header.LastRow, tally.Reasons, output);
            if (!written.IsOk) return null;
        }

        return $"/api/v1/zones/{db.Actor.ZoneCode}/jobs/{job}/report";
    }

    private static ImportReport Describe(ImportReport report, SheetFile file, ILedger ledger, ImportPlan plan) => report with
    {
        Sheet = plan.Sheet?.Name,
        Sheets = [.. file.Sheets.Select(s => new SheetChoice(s.Name, s.Hidden))],
        HeadingRow = plan.Header.LastRow,
        Mapping = [.. plan.Header.Columns.Select(c => new MappedColumn(c.Letter, c.Heading, c.Key, ledger.Columns.First(l => l.Key == c.Key).Title, c.Unit?.Symbol))],
        UnreadColumns = [.. plan.Header.Ignored.Select(i => new UnreadColumn(i.Letter, i.Heading, Name(i.Reason)))],
        UnknownColumns = [.. plan.Header.Ignored.Where(i => i.Reason == IgnoredReason.Unknown).Select(i => i.Heading)],
        MissingColumns = plan.Header.Missing,
    };

    private static FailedWork Refused(ImportReport report, IReadOnlyList<(string Column, Error Error)> refusals) => new(report with
    {
        Errors = [.. refusals.Select(r => ReportLine.Of(0, r.Column, "", r.Error))],
        ErrorsTotal = refusals.Count,
    });

    /// <summary>The first rows of a sheet whose headings are not understood, so that a person can say what they are.</summary>
    private static List<PreviewRow> PreviewOf(SheetFile file, ImportPlan plan)
    {
        if (plan.Sheet is null) return [];
        var rows = file.Read(plan.Sheet.Index, all => all.Where(r => !r.IsEmpty).Take(10).Select(PreviewOf).ToList());
        return rows.IsOk ? rows.Value : [];
    }

    private static PreviewRow PreviewOf(SheetRow row)
    {
        var cells = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < row.Count; i++)
            if (!row[i].IsBlank) cells.Add(XlsxReference.Letters(i), row[i].Raw.Length <= 60 ? row[i].Raw : row[i].Raw[..59] + "…");
        return new(row.Number, cells);
    }

    private static string Name(IgnoredReason reason) => reason switch
    {
        IgnoredReason.Duplicate => "duplicate",
        IgnoredReason.Ambiguous => "ambiguous",
        IgnoredReason.LeftOut => "left-out",
        _ => "unknown",
    };
}
