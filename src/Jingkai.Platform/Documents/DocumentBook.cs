using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Jingkai.Platform.Documents.Templates;
using Jingkai.Platform.Numbering;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Documents;

/// <summary>Drafts papers in the caller's transaction, and finds them for modules.</summary>
internal sealed class DocumentBook(JingkaiDbContext db, DocumentStore store, DocumentWriter writer, DocumentTrail trail, TemplateCatalog templates) : IDocuments
{
    public async Task<Result<Document>> DraftAsync(NewDocument what, CancellationToken cancel = default)
    {
        if (templates.Find(what.Template) is null) return ApiErrors.Invalid([DocumentErrors.UnknownTemplate(what.Template, templates.All.Select(t => t.Code))]);
        var document = new Document
        {
            ZoneId = db.ZoneId, Template = what.Template, UnitId = what.Unit ?? db.Actor.UnitId, AuthorId = db.Actor.MemberId, DraftedOn = db.Today,
            SubjectKind = what.About?.Kind, SubjectId = what.About?.Id, SubjectPath = what.About?.Path,
        };
        var errors = await writer.ApplyAsync(document, new(null, what.Title, what.Fields, what.To, what.CopyTo, what.Enterprise, null, what.Urgency, what.Attachments, what.Word), cancel);
        if (errors.Count > 0) return ApiErrors.Invalid(errors);
        document.Code = NumberSeries.Format("D", db.Today.Year, await NumberSeries.ReserveAsync(db, FormattableString.Invariant($"D{db.Today.Year}"), 1, cancel));
        db.Add(document);
        await trail.AddAsync(document, DocumentVerb.Draft, null, [], cancel);
        await trail.CopyAsync(document, await store.PeopleAsync(cancel), cancel);
        await db.SaveChangesAsync(cancel);
        return document;
    }

    public Task<Document?> FindAsync(string code, CancellationToken cancel = default) => db.Set<Document>().AsNoTracking().FirstOrDefaultAsync(d => d.Code == code, cancel);

    public async Task<IReadOnlyList<SubjectPaper>> OfAsync(string subjectKind, string subjectId, CancellationToken cancel = default)
    {
        var all = await db.Set<Document>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsNoTracking().Where(d => d.SubjectKind == subjectKind && d.SubjectId == subjectId).ToListAsync(cancel);
        var open = (await db.Set<Document>().Where(d => d.SubjectKind == subjectKind && d.SubjectId == subjectId).Select(d => d.Id).ToListAsync(cancel)).ToHashSet();
        return [.. all.Where(d => d.IssuedOn is not null || open.Contains(d.Id)).OrderByDescending(d => d.IssuedOn ?? d.DraftedOn).ThenByDescending(d => d.Code, StringComparer.Ordinal)
            .Select(d => new SubjectPaper(d.Code, d.Template, d.Title, d.Number, d.State, d.IssuedOn, open.Contains(d.Id) ? DocumentTrail.PathOf(d) : null))];
    }
}
