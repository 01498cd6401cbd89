using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Jingkai.Platform.Documents.Composing;
using Jingkai.Platform.Documents.Templates;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Documents;

/// <summary>Papers as page and interface show them.</summary>
public sealed class DocumentReader
{
    private readonly JingkaiDbContext db;
    private readonly DocumentStore store;
    private readonly DocumentWriter writer;
    private readonly DocumentIssuer issuer;
    private readonly DocumentTrail trail;
    private readonly TemplateCatalog templates;

    internal DocumentReader(JingkaiDbContext db, DocumentStore store, DocumentWriter writer, DocumentIssuer issuer, DocumentTrail trail, TemplateCatalog templates) =>
        (this.db, this.store, this.writer, this.issuer, this.trail, this.templates) = (db, store, writer, issuer, trail, templates);

    /// <summary>A page of what the actor may see.</summary>
    public async Task<PagedList<DocumentSummary>> ListAsync(DocumentFilter filter, PageRequest page, CancellationToken cancel = default)
    {
        var query = Query(filter);
        var total = await query.LongCountAsync(cancel);
        query = filter.Sort switch
        {
            "code" => query.OrderBy(d => d.Code),
            "issuedOn" => query.OrderBy(d => d.IssuedOn == null).ThenBy(d => d.IssuedOn).ThenBy(d => d.Code),
            "-issuedOn" => query.OrderBy(d => d.IssuedOn == null).ThenByDescending(d => d.IssuedOn).ThenByDescending(d => d.Code),
            _ => query.OrderByDescending(d => d.Code),
        };
        var people = await store.PeopleAsync(cancel);
        return new([.. (await query.Skip(page.Skip).Take(page.Size).ToListAsync(cancel)).Select(d => Summary(d, people))], total, page.Page, page.Size);
    }

    /// <summary>How many papers a filter finds.</summary>
    public Task<int> CountAsync(DocumentFilter filter, CancellationToken cancel = default) => Query(filter).CountAsync(cancel);

    /// <summary>The paper, or <c>not-found</c>.</summary>
    public async Task<Result<DocumentView>> FindAsync(string code, CancellationToken cancel = default)
    {
        if (await db.Set<Document>().AsNoTracking().FirstOrDefaultAsync(d => d.Code == code, cancel) is not { } document) return ApiErrors.NotFound;
        var (people, rules, inside) = (await store.PeopleAsync(cancel), await store.RulesAsync(document, cancel), await InsideAsync(document, cancel));
        var (paper, unresolved) = await PaperAsync(document, people, cancel);
        var moves = inside ? await db.Set<DocumentMove>().AsNoTracking().Where(m => m.DocumentId == document.Id).OrderBy(m => m.At).ThenBy(m => m.Id).ToListAsync(cancel) : [];
        var subject = inside && document.SubjectKind is { } kind && (trail.SubjectOf(kind) is not { } known || await known.MayReadAsync(db, document.SubjectId!, cancel));
        return new DocumentView(Summary(document, people), paper)
        {
            CopyTo = document.CopyTo,
            Enterprise = (await writer.EnterpriseAsync(document, cancel))?.Code,
            Attachments = document.AttachmentNotes,
            Word = document.Word,
            Subject = subject ? $"{document.SubjectKind}:{document.SubjectId}" : null,
            SubjectPath = subject && document.SubjectPath is { } path ? Rooted(path) : null,
            Author = inside ? Person(people, document.AuthorId) : null,
            SignOff = inside ? document.SignOffCode : null,
            Fields = inside ? DocumentWriter.FieldsOf(document) : null,
            Version = document.Version,
            Allowed = rules.Allowed,
            Figures = [.. DocumentIssuer.FiguresOf(paper.Body).Select(f => new DocumentFigureView(f.Ref, f.Printed, paper.Body.SelectMany(b => b.AllRuns).First(r => r.Ref == f.Ref).Path is { } at ? Rooted(at) : null))],
            Faults = document.State == DocumentState.Draft ? [.. (await FaultsAsync(document, unresolved, cancel)).Select(e => new DocumentFault(e.Field ?? "", e.Code, e.Message.Current))] : [],
            VoidReason = document.VoidReason,
            VoidedOn = document.VoidedOn,
            Moves = [.. moves.Select(m => new DocumentMoveView(m.At, m.Day, people.NameOf(m.MemberId), m.Verb, m.Note, people.NameOf(m.ToId)))],
        };
    }

    /// <summary>The paper as printed, with its code; or <c>not-found</c>.</summary>
    public async Task<Result<Paper>> PaperAsync(string code, CancellationToken cancel = default)
    {
        if (await db.Set<Document>().AsNoTracking().FirstOrDefaultAsync(d => d.Code == code, cancel) is not { } document) return ApiErrors.NotFound;
        return (await PaperAsync(document, await store.PeopleAsync(cancel), cancel)).Paper;
    }

    /// <summary>Templates that papers are drafted by.</summary>
    public IReadOnlyList<TemplateView> Templates => [.. templates.All.Select(View)];

    /// <summary>A template, or <c>not-found</c>.</summary>
    public Result<TemplateView> Template(string code) => templates.Find(code) is { } found ? View(found) : ApiErrors.NotFound;

    /// <summary>Members who may issue a paper, for the choices of a page.</summary>
    public async Task<IReadOnlyList<DocumentPersonView>> SignersAsync(string code, CancellationToken cancel = default)
    {
        if (await db.Set<Document>().AsNoTracking().FirstOrDefaultAsync(d => d.Code == code, cancel) is not { } document) return [];
        var (people, rules) = (await store.PeopleAsync(cancel), await store.RulesAsync(document, cancel));
        return [.. people.All.Where(rules.MaySign).Select(p => Person(people, p.Id)!)];
    }

    /// <summary>Members who read papers of the offices, for the choices of a page.</summary>
    public async Task<IReadOnlyList<DocumentPersonView>> PeopleAsync(CancellationToken cancel = default)
    {
        var people = await store.PeopleAsync(cancel);
        return [.. people.All.Where(p => p.Reads).Select(p => Person(people, p.Id)!)];
    }

    /// <summary>Names of the zone's units, for the choices of a page.</summary>
    public async Task<IReadOnlyList<string>> UnitsAsync(CancellationToken cancel = default) => [.. (await store.PeopleAsync(cancel)).Units.Values];

    private async Task<(Paper Paper, IReadOnlyList<Error> Unresolved)> PaperAsync(Document document, DocumentPeople people, CancellationToken cancel)
    {
        var template = writer.TemplateOf(document);
        var composed = document.Blocks is { } kept ? new Composed(PaperBlock.Read(kept), []) : await writer.ComposeAsync(document, cancel);
        var (organ, printedBy) = document.Organ is { } known ? (known, document.PrintedBy ?? known) : await issuer.OrganAsync(document, people, cancel);
        return (new Paper
        {
            Layout = template.Layout,
            Organ = organ,
            Number = document.Number,
            Signatory = template.Upward ? document.Signatory : null,
            Urgency = document.Urgency,
            Title = document.Title,
            To = document.Recipients,
            Body = composed.Body,
            Attachments = document.AttachmentNotes?.Split('\n') ?? [],
            Date = document.IssuedOn,
            CopyTo = document.CopyTo,
            PrintedBy = printedBy,
            Draft = document.State is DocumentState.Draft or DocumentState.Signing || document.IssuedOn is null,
            Voided = document.State == DocumentState.Voided,
        }, composed.Unresolved);
    }

    private async Task<IEnumerable<Error>> FaultsAsync(Document document, IReadOnlyList<Error> unresolved, CancellationToken cancel)
    {
        var template = writer.TemplateOf(document);
        var faults = FieldReader.Missing(template, DocumentWriter.FieldsOf(document)).ToList();
        if (template.Addressed && document.Recipients is null) faults.Add(ApiErrors.Required("to"));
        if (template.ToEnterprise && document.EnterpriseId is null) faults.Add(ApiErrors.Required("enterprise"));
        if (!(await issuer.WordOfAsync(document, cancel)).Try(out _, out var error)) faults.Add(error.Field is null ? error.At("word") : error);
        return faults.Concat(unresolved);
    }

    /// <summary>Whether the actor worked on the paper or reads the zone's, and was not only sent it.</summary>
    private async Task<bool> InsideAsync(Document document, CancellationToken cancel) =>
        db.SeesAll(DocumentsModel.ReadPermission)
        || (db.SeesBy(DocumentsModel.ReadPermission, Scope.Unit) && document.UnitId is { } unit && (unit == db.UnitId || await db.Set<Accounts.Unit>().AnyAsync(u => u.Id == unit && u.ParentId == db.UnitId, cancel)))
        || await db.Set<DocumentPart>().AnyAsync(p => p.DocumentId == document.Id && p.MemberId == db.MemberId, cancel)
        || (document.SignOffCode is { } signOff && await db.Set<SignOffs.SignOff>().AnyAsync(s => s.Code == signOff, cancel));

    private string Rooted(string path) => $"/z/{db.Actor.ZoneCode}/{path}";

    private DocumentSummary Summary(Document d, DocumentPeople people)
    {
        var template = templates.Find(d.Template);
        return new()
        {
            Code = d.Code,
            Template = d.Template,
            TemplateName = template?.Name.Text.Current ?? d.Template,
            Kind = template?.Kind ?? "",
            Title = d.Title,
            Number = d.Number,
            State = d.State,
            To = d.Recipients,
            Unit = people.UnitOf(d.UnitId),
            Urgency = d.Urgency,
            DraftedOn = d.DraftedOn,
            IssuedOn = d.IssuedOn,
            Signatory = d.Signatory,
        };
    }

    private static DocumentPersonView? Person(DocumentPeople people, Guid? id) => people.Of(id) is { } person ? new(person.Id, person.Name, person.Post, people.UnitOf(person.UnitId)) : null;

    private static TemplateView View(DocumentTemplate t) => new(t.Code, t.Name.Text.Current, t.Kind, t.Layout, t.Series, t.Addressed, t.ToEnterprise, [.. t.Fields.Select(View)]);

    private static TemplateFieldView View(TemplateField f) => new(f.Code, f.Label.Text.Current, f.Type, f.Required, f.Hint?.Text.Current, [.. f.Columns.Select(View)]);

    private IQueryable<Document> Query(DocumentFilter filter)
    {
        var query = db.Set<Document>().AsNoTracking();
        if (filter.State is { } state) query = query.Where(d => d.State == state);
        if (filter.Template is { } template) query = query.Where(d => d.Template == template);
        if (filter.Year is { } year)
        {
            var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
            query = query.Where(d => d.Year == year || (d.Year == null && d.DraftedOn >= first && d.DraftedOn <= last));
        }

        if (filter.SubjectKind is { } kind) query = query.Where(d => d.SubjectKind == kind && d.SubjectId == filter.SubjectId);
        if (filter.Q is not { } words) return query;
        var (key, code) = (TextNormal.SearchKey(words), words.ToUpperInvariant());
        return key.Length == 0 ? query.Where(d => d.Code == code) : query.Where(d => d.Code == code || d.Search.Contains(key));
    }
}
