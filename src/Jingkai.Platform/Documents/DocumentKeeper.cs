using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Attachments;
using Jingkai.Platform.Data;
using Jingkai.Platform.SignOffs;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Documents;

/// <summary>Drafts papers by hand, changes drafts and lets them vanish.</summary>
public sealed class DocumentKeeper
{
    private readonly JingkaiDbContext db;
    private readonly DocumentStore store;
    private readonly DocumentBook book;
    private readonly DocumentWriter writer;
    private readonly DocumentTrail trail;
    private readonly SignOffService signOffs;

    internal DocumentKeeper(JingkaiDbContext db, DocumentStore store, DocumentBook book, DocumentWriter writer, DocumentTrail trail, SignOffService signOffs) =>
        (this.db, this.store, this.book, this.writer, this.trail, this.signOffs) = (db, store, book, writer, trail, signOffs);

    /// <summary>Drafts a paper.</summary>
    public Task<Result<Document>> DraftAsync(DocumentInput input, CancellationToken cancel = default) => db.InTransactionAsync<Document>(async () =>
    {
        if (db.Actor.MemberId is null) return DocumentErrors.MembersOnly;
        var errors = new List<Error>();
        if (string.IsNullOrWhiteSpace(input.Template)) errors.Add(ApiErrors.Required("template"));
        var unit = await UnitAsync(input.Unit, errors, cancel);
        var about = await AboutAsync(input.Subject, errors, cancel);
        if (errors.Count > 0) return ApiErrors.Invalid(errors);
        return await book.DraftAsync(new(input.Template!, input.Fields ?? [])
        {
            Title = input.Title, Unit = unit, To = input.To, CopyTo = input.CopyTo, Enterprise = input.Enterprise, Urgency = input.Urgency, Attachments = input.Attachments, Word = input.Word, About = about,
        }, cancel);
    }, cancel);

    /// <summary>Changes a draft.</summary>
    public Task<Result<Document>> ChangeAsync(string code, DocumentInput input, int? seen, CancellationToken cancel = default) => db.InTransactionAsync<Document>(async () =>
    {
        if (db.Actor.MemberId is null) return DocumentErrors.MembersOnly;
        if (await store.TakeAsync(code, beyond: false, cancel) is not { } document) return ApiErrors.NotFound;
        if (seen is { } version && version != document.Version) return ApiErrors.Stale;
        var rules = await store.RulesAsync(document, cancel);
        if (!rules.MayChange) return document.State == DocumentState.Draft ? ApiErrors.NotPermitted : DocumentErrors.NotAllowed(DocumentVerb.Change, rules.Allowed);
        var errors = new List<Error>();
        if (input.Template is { } template && template != document.Template) errors.Add(DocumentErrors.TemplateFixed);
        var unit = await UnitAsync(input.Unit, errors, cancel);
        errors.AddRange(await writer.ApplyAsync(document, input, cancel));
        if (errors.Count > 0) return ApiErrors.Invalid(errors);
        if (input.Unit is not null) document.UnitId = unit;
        await trail.AddAsync(document, DocumentVerb.Change, null, [], cancel);
        await trail.CopyAsync(document, await store.PeopleAsync(cancel), cancel);
        // Also where the same was entered again: whoever wrote of it stands in its trail.
        if (db.Entry(document).State == EntityState.Unchanged) db.Entry(document).Property(d => d.State).IsModified = true;
        await db.SaveChangesAsync(cancel);
        return document;
    }, cancel);

    /// <summary>Lets a draft vanish that never had a number.</summary>
    public async Task<Result> DeleteAsync(string code, int? seen, CancellationToken cancel = default)
    {
        var done = await db.InTransactionAsync<bool>(async () =>
        {
            if (db.Actor.MemberId is null) return DocumentErrors.MembersOnly;
            if (await store.SignOffOfAsync(code, cancel) is { } waiting) await signOffs.HoldAsync([waiting], cancel);
            if (await store.TakeAsync(code, beyond: false, cancel) is not { } document) return ApiErrors.NotFound;
            if (seen is { } version && version != document.Version) return ApiErrors.Stale;
            var rules = await store.RulesAsync(document, cancel);
            if (!rules.MayDelete) return DocumentErrors.NotAllowed(DocumentVerb.Delete, rules.Allowed);
            var id = document.Id.ToString();
            if (await db.Set<Attachment>().AnyAsync(a => a.SubjectKind == DocumentAttachments.SubjectKind && a.SubjectId == id, cancel)) return DocumentErrors.HasFiles;
            if (document.SignOffCode is { } signOff) await signOffs.DropAsync(signOff, null, cancel);
            db.RemoveRange(await db.Set<DocumentMove>().AsTracking().Where(m => m.DocumentId == document.Id).ToListAsync(cancel));
            db.RemoveRange(await db.Set<DocumentPart>().AsTracking().Where(p => p.DocumentId == document.Id).ToListAsync(cancel));
            db.RemoveRange(await db.Set<DocumentCopy>().AsTracking().Where(c => c.DocumentId == document.Id).ToListAsync(cancel));
            db.Remove(document);
            await db.SaveChangesAsync(cancel);
            return true;
        }, cancel);
        return done.IsOk ? Result.Ok() : done.Error;
    }

    /// <summary>One's own office, or any for who has none or reads the whole zone.</summary>
    private async Task<Guid?> UnitAsync(string? text, List<Error> errors, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(text)) return db.Actor.UnitId;
        var people = await store.PeopleAsync(cancel);
        if (people.FindUnit(text.Trim()) is not { } unit) errors.Add(DocumentErrors.UnknownUnit(text));
        else if (unit == db.Actor.UnitId || db.SeesAll(DocumentsModel.ReadPermission)) return unit;
        else errors.Add(DocumentErrors.OtherUnit);
        return null;
    }

    private async Task<DocumentAbout?> AboutAsync(string? text, List<Error> errors, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var at = text.IndexOf(':', StringComparison.Ordinal);
        if (at > 0 && trail.SubjectOf(text[..at]) is { } subject && await subject.MayReadAsync(db, text[(at + 1)..], cancel)) return new(text[..at], text[(at + 1)..]);
        errors.Add(DocumentErrors.UnknownSubject(text));
        return null;
    }
}
