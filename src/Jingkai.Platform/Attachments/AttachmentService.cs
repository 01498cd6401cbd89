using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Attachments.Content;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Jingkai.Platform.Numbering;
using Jingkai.Platform.Uploads;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Attachments;

/// <summary>Ties files to records and voids them.</summary>
public sealed class AttachmentService(JingkaiDbContext db, AttachmentReader reader, UploadStore uploads, AttachmentLimits limits, TimeProvider clock)
{
    private const int LongestNote = 200;
    private const int LongestReason = 500;

    /// <summary>Keeps a file and ties it to a record, in a transaction of its own. The same content a second time changes nothing.</summary>
    /// <param name="subject">The record, <c>kind:id</c>.</param>
    /// <param name="file">The file.</param>
    /// <param name="cancel">Cancels; nothing is left behind.</param>
    /// <returns>What came of it; <c>bad-subject</c> (400), <c>unknown-subject</c> (404), <c>may-not-add</c> (403), what
    /// <see cref="UploadStore.KeepAsync"/> and the look at the content refuse, <c>bad-preview</c> (415), <c>preview-differs</c> (422),
    /// <c>too-many-attachments</c> or <c>zone-storage-full</c> (409).</returns>
    public async Task<Result<AddedAttachment>> AddAsync(string? subject, NewAttachment file, CancellationToken cancel = default)
    {
        if (!(await reader.SubjectAsync(subject, cancel)).Try(out var found, out var error)) return error;
        if (!found.Subject.MayAdd) return AttachmentErrors.MayNotAdd;
        var note = TextNormal.Clean(file.Note);
        if (note.Length > LongestNote) return AttachmentErrors.NoteTooLong;

        var kept = new List<Upload>();
        var done = false;
        try
        {
            var attachment = new Attachment { ZoneId = db.ZoneId, SubjectKind = found.Kind, SubjectId = found.Subject.Id, Note = note.Length == 0 ? null : note };
            if (await TakeInAsync(attachment, file, kept, cancel) is { } refusal) return refusal;
            var outcome = await SaveAsync(attachment, found.Subject, cancel);
            done = outcome is { IsOk: true, Value.Duplicate: false };
            return outcome;
        }
        finally
        {
            if (!done) foreach (var upload in kept) uploads.Discard(db, upload);
        }
    }

    /// <summary>Voids an attachment; its line stays.</summary>
    /// <returns>It; <c>not-found</c>, <c>may-not-void</c> (403), <c>already-voided</c> or what the record keeps it for (409), <c>required</c> or <c>too-long</c> (422).</returns>
    public Task<Result<AttachmentView>> VoidAsync(Guid id, string? reason, CancellationToken cancel = default) => db.InTransactionAsync<AttachmentView>(async () =>
    {
        if (await reader.FindWithSubjectAsync(id, track: true, cancel) is not { } found) return ApiErrors.NotFound;
        var (attachment, subject) = found;
        if (attachment.VoidedAt is not null) return AttachmentErrors.AlreadyVoided;
        if (!reader.MayVoid(attachment, subject)) return AttachmentErrors.MayNotVoid;
        var why = TextNormal.Clean(reason);
        if (why.Length == 0) return AttachmentErrors.ReasonRequired;
        if (why.Length > LongestReason) return AttachmentErrors.ReasonTooLong;
        if (await reader.KeepsAsync(attachment, cancel) is { } kept) return kept;
        (attachment.VoidedAt, attachment.VoidedBy, attachment.VoidReason) = (clock.Now(), Name, why);
        AuditTrail.Record(db, attachment.VoidedAt.Value, "voided", nameof(Attachment), attachment.Id.ToString(), attachment.Name, after: new { subject = $"{attachment.SubjectKind}:{attachment.SubjectId}", reason = why });
        await db.SaveChangesAsync(cancel);
        return reader.View(attachment, subject);
    }, cancel);

    private string Name => db.Actor.DisplayName.Length > 0 ? db.Actor.DisplayName : db.Actor.UserName;

    /// <summary>Keeps the original and the preview and finds out what they are.</summary>
    private async Task<Error?> TakeInAsync(Attachment attachment, NewAttachment file, List<Upload> kept, CancellationToken cancel)
    {
        if (!(await uploads.KeepAsync(db, file.Content, file.Name, limits.MaxBytes, cancel)).Try(out var original, out var refusal)) return refusal;
        kept.Add(original);
        FileFacts? facts;
        await using (var content = uploads.Open(original))
        {
            if (!FileInspector.Inspect(content, original.Name, limits.Codes, limits.Inflated).Try(out facts, out refusal)) return refusal;
        }

        (attachment.UploadId, attachment.Kind, attachment.Name, attachment.Sha256, attachment.Size) =
            (original.Id, facts.Kind.Code, AttachmentNames.Of(file.Name, facts.Kind), original.Sha256, original.Size);
        (attachment.TakenAt, attachment.LatitudeE6, attachment.LongitudeE6) = (facts.Shot.TakenAt, facts.Shot.LatitudeE6, facts.Shot.LongitudeE6);
        return file.Preview is null ? null : await TakeInPreviewAsync(attachment, facts, file.Preview, kept, cancel);
    }

    private async Task<Error?> TakeInPreviewAsync(Attachment attachment, FileFacts facts, Stream preview, List<Upload> kept, CancellationToken cancel)
    {
        if (!facts.Kind.IsPicture || await ReadAsync(preview, cancel) is not { } bytes || CleanPicture.Of(bytes) is not { } clean) return AttachmentErrors.BadPreview;
        if (facts.Size is { } size && !SameProportions(size, (clean.Width, clean.Height))) return AttachmentErrors.PreviewDiffers;
        using var content = new MemoryStream(clean.Content);
        if (!(await uploads.KeepAsync(db, content, $"{attachment.Name}.preview{clean.Kind.Extensions[0]}", cancel: cancel)).Try(out var upload, out var refusal)) return refusal;
        kept.Add(upload);
        (attachment.PreviewId, attachment.PreviewSize, attachment.PreviewKind, attachment.PreviewWidth, attachment.PreviewHeight) = (upload.Id, upload.Size, clean.Kind.Code, clean.Width, clean.Height);
        return null;
    }

    private async Task<Result<AddedAttachment>> SaveAsync(Attachment attachment, AttachmentSubject subject, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // One file of a zone after another: two at once would both find the last free place.
        await NumberSeries.ReserveAsync(db, "attachments", 0, cancel);
        var present = db.Set<Attachment>().AsNoTracking().Where(a => a.SubjectKind == attachment.SubjectKind && a.SubjectId == attachment.SubjectId && a.VoidedAt == null);
        if (await present.FirstOrDefaultAsync(a => a.Sha256 == attachment.Sha256, cancel) is { } same) return new AddedAttachment(reader.View(same, subject), Duplicate: true);
        if (await present.CountAsync(cancel) >= limits.MaxPerSubject) return AttachmentErrors.TooManyFiles(limits.MaxPerSubject);
        if (await db.Set<Attachment>().SumAsync(a => a.Size + a.PreviewSize, cancel) + attachment.Size + attachment.PreviewSize > limits.MaxZoneMegabytes << 20) return AttachmentErrors.ZoneFull(limits.MaxZoneMegabytes);

        (attachment.AddedAt, attachment.AddedById, attachment.AddedBy) = (clock.Now(), db.Actor.AccountId, Name);
        db.Add(attachment);
        AuditTrail.Record(db, attachment.AddedAt, "created", nameof(Attachment), attachment.Id.ToString(), attachment.Name,
            after: new { subject = $"{attachment.SubjectKind}:{attachment.SubjectId}", kind = attachment.Kind, size = attachment.Size, sha256 = attachment.Sha256, note = attachment.Note });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(CancellationToken.None);
        return new AddedAttachment(reader.View(attachment, subject), Duplicate: false);
    }

    private static async Task<byte[]?> ReadAsync(Stream content, CancellationToken cancel)
    {
        using var target = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = await content.ReadAsync(buffer, cancel)) > 0;)
        {
            if (target.Length + read > CleanPicture.MostBytes) return null;
            target.Write(buffer, 0, read);
        }

        return target.ToArray();
    }

    /// <summary>A shrunk picture keeps its proportions to within a pixel; one that the camera held upright has them turned.</summary>
    private static bool SameProportions((int Width, int Height) original, (int Width, int Height) shown)
    {
        bool Fit(long width, long height) => Math.Abs((width * shown.Height) - (height * shown.Width)) <= Math.Max(width, height) * 2;
        return Fit(original.Width, original.Height) || Fit(original.Height, original.Width);
    }
}
