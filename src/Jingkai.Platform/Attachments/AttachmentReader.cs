using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Attachments.Content;
using Jingkai.Platform.Data;
using Jingkai.Platform.Uploads;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Attachments;

/// <summary>Attachments as page and interface show them. Nothing is read but through a record whose files the actor may see.</summary>
public sealed class AttachmentReader(JingkaiDbContext db, IEnumerable<IAttachmentSubject> subjects, UploadStore uploads)
{
    // Other records with the same content: enough to see that a picture was used before.
    private const int MostTwins = 20;

    private readonly Dictionary<string, IAttachmentSubject> byKind = subjects.ToDictionary(s => s.Kind, StringComparer.Ordinal);

    /// <summary>A page of a record's files, newest first, the voided among them.</summary>
    /// <param name="subject">The record, <c>kind:id</c>.</param>
    /// <param name="page">The page.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>The page; <c>bad-subject</c> (400) or <c>unknown-subject</c> (404).</returns>
    public async Task<Result<AttachmentsView>> ListAsync(string? subject, PageRequest page, CancellationToken cancel = default)
    {
        if (!(await SubjectAsync(subject, cancel)).Try(out var found, out var error)) return error;
        var (kind, record) = found;
        var query = db.Set<Attachment>().AsNoTracking().Where(a => a.SubjectKind == kind && a.SubjectId == record.Id);
        var total = await query.LongCountAsync(cancel);
        var rows = await query.OrderByDescending(a => a.AddedAt).ThenByDescending(a => a.Id).Skip(page.Skip).Take(page.Size).ToListAsync(cancel);
        var twins = await TwinsAsync(rows, cancel);
        return new AttachmentsView([.. rows.Select(a => View(a, record) with { AlsoAt = [.. twins[a.Sha256]] })], total, page.Page, page.Size, $"{kind}:{record.Id}", record.Label, record.MayAdd);
    }

    /// <summary>How many files of a record are not voided, for a tab; null when there is no such record or the actor may not see its files.</summary>
    public async Task<long?> CountAsync(string subject, CancellationToken cancel = default)
    {
        if (!(await SubjectAsync(subject, cancel)).Try(out var found, out _)) return null;
        var (kind, id) = (found.Kind, found.Subject.Id);
        return await db.Set<Attachment>().LongCountAsync(a => a.SubjectKind == kind && a.SubjectId == id && a.VoidedAt == null, cancel);
    }

    /// <summary>One attachment, or <c>not-found</c>.</summary>
    public async Task<Result<AttachmentView>> FindAsync(Guid id, CancellationToken cancel = default)
    {
        if (await FindWithSubjectAsync(id, track: false, cancel) is not { } found) return ApiErrors.NotFound;
        var twins = await TwinsAsync([found.Attachment], cancel);
        return View(found.Attachment, found.Subject) with { AlsoAt = [.. twins[found.Attachment.Sha256]] };
    }

    /// <summary>The original.</summary>
    /// <returns>It; <c>not-found</c>, <c>attachment-voided</c> (403) or <c>file-gone</c> (404).</returns>
    public async Task<Result<AttachmentFile>> OriginalAsync(Guid id, CancellationToken cancel = default)
    {
        if (await FindWithSubjectAsync(id, track: false, cancel) is not { } found) return ApiErrors.NotFound;
        return MayOpen(found.Attachment, found.Subject) ? await OpenAsync(found.Attachment.UploadId, found.Attachment.Name, FileKind.Of(found.Attachment.Kind).MediaType, cancel) : AttachmentErrors.Voided;
    }

    /// <summary>The picture that pages show.</summary>
    /// <returns>It; <c>not-found</c>, <c>attachment-voided</c> (403) or <c>file-gone</c> (404).</returns>
    public async Task<Result<AttachmentFile>> PreviewAsync(Guid id, CancellationToken cancel = default)
    {
        if (await FindWithSubjectAsync(id, track: false, cancel) is not { Attachment: { PreviewId: { } preview, PreviewKind: { } kind } attachment }) return ApiErrors.NotFound;
        return attachment.VoidedAt is null ? await OpenAsync(preview, attachment.Name, FileKind.Of(kind).MediaType, cancel) : AttachmentErrors.Voided;
    }

    /// <summary>The record of <c>kind:id</c>.</summary>
    internal async Task<Result<(string Kind, AttachmentSubject Subject)>> SubjectAsync(string? subject, CancellationToken cancel)
    {
        if (subject?.Split(':', 2) is not [{ Length: > 0 } kind, { Length: > 0 } key]) return AttachmentErrors.BadSubject;
        return byKind.TryGetValue(kind, out var source) && await source.FindAsync(db, key, cancel) is { } record ? (kind, record) : AttachmentErrors.NoSubject;
    }

    /// <summary>An attachment with its record; null when it does not exist or the actor may not see the record's files.</summary>
    internal async Task<(Attachment Attachment, AttachmentSubject Subject)?> FindWithSubjectAsync(Guid id, bool track, CancellationToken cancel)
    {
        var query = track ? db.Set<Attachment>().AsTracking() : db.Set<Attachment>().AsNoTracking();
        if (await query.FirstOrDefaultAsync(a => a.Id == id, cancel) is not { } attachment) return null;
        return byKind.TryGetValue(attachment.SubjectKind, out var source) && await source.FindAsync(db, attachment.SubjectId, cancel) is { } record ? (attachment, record) : null;
    }

    internal AttachmentView View(Attachment a, AttachmentSubject subject)
    {
        var address = $"/api/v1/zones/{db.Actor.ZoneCode}/attachments/{a.Id}";
        return new(
            a.Id, $"{a.SubjectKind}:{a.SubjectId}", a.Name, a.Note, a.Kind, FileKind.Of(a.Kind).MediaType, a.Size, a.Sha256, a.TakenAt,
            a.LatitudeE6 / 1_000_000m, a.LongitudeE6 / 1_000_000m, a.AddedBy, a.AddedAt, a.Version)
        {
            Content = MayOpen(a, subject) ? address + "/content" : null,
            Preview = a is { PreviewId: not null, VoidedAt: null } ? new(address + "/preview", a.PreviewWidth, a.PreviewHeight) : null,
            Voided = a.VoidedAt is { } at ? new(at, a.VoidedBy ?? "", a.VoidReason ?? "") : null,
            MayVoid = MayVoid(a, subject),
        };
    }

    /// <summary>Why the record the file is tied to does not let it go.</summary>
    internal Task<Error?> KeepsAsync(Attachment file, CancellationToken cancel) => byKind.TryGetValue(file.SubjectKind, out var subject) ? subject.KeepsAsync(db, file, cancel) : Task.FromResult<Error?>(null);

    internal bool MayVoid(Attachment a, AttachmentSubject subject) => a.VoidedAt is null
        && (subject.Voiding == AttachmentVoiding.All || (subject.Voiding == AttachmentVoiding.Own && IsOwn(a)));

    private bool MayOpen(Attachment a, AttachmentSubject subject) => a.VoidedAt is null || subject.SeesVoided || IsOwn(a);

    private bool IsOwn(Attachment a) => a.AddedById is { } by && by == db.Actor.AccountId;

    private async Task<Result<AttachmentFile>> OpenAsync(Guid upload, string name, string mediaType, CancellationToken cancel)
    {
        var found = await db.Set<Upload>().AsNoTracking().FirstAsync(u => u.Id == upload, cancel);
        return uploads.TryOpen(found) is { } content ? new AttachmentFile(content, name, mediaType, found.Sha256) : UploadErrors.Gone;
    }

    /// <summary>By content, other records that carry it. A record whose files the actor may not see is not mentioned.</summary>
    private async Task<ILookup<string, AttachmentTwin>> TwinsAsync(IReadOnlyCollection<Attachment> rows, CancellationToken cancel)
    {
        if (rows.Count == 0) return Enumerable.Empty<(string, AttachmentTwin)>().ToLookup(t => t.Item1, t => t.Item2);
        var first = rows.First();
        var hashes = rows.Where(a => a.VoidedAt is null).Select(a => a.Sha256).ToList();
        var others = await db.Set<Attachment>().AsNoTracking()
            .Where(a => hashes.Contains(a.Sha256) && a.VoidedAt == null && !(a.SubjectKind == first.SubjectKind && a.SubjectId == first.SubjectId))
            .OrderBy(a => a.AddedAt).ThenBy(a => a.Id).Select(a => new { a.Sha256, a.SubjectKind, a.SubjectId }).Take(MostTwins).ToListAsync(cancel);
        var records = new Dictionary<(string, string), AttachmentSubject?>();
        foreach (var other in others)
        {
            var key = (other.SubjectKind, other.SubjectId);
            if (!records.ContainsKey(key)) records[key] = byKind.TryGetValue(other.SubjectKind, out var source) ? await source.FindAsync(db, other.SubjectId, cancel) : null;
        }

        return others.Select(o => (o.Sha256, Kind: o.SubjectKind, Record: records[(o.SubjectKind, o.SubjectId)])).Where(o => o.Record is not null).Distinct()
            .ToLookup(o => o.Sha256, o => new AttachmentTwin($"{o.Kind}:{o.Record!.Id}", o.Record.Label, o.Record.Path is null ? null : $"/z/{db.Actor.ZoneCode}/{o.Record.Path}"), StringComparer.Ordinal);
    }
}
