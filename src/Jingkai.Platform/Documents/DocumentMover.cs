using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Jingkai.Platform.Documents.Composing;
using Jingkai.Platform.SignOffs;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Documents;

/// <summary>Hands papers in, issues and voids them.</summary>
public sealed class DocumentMover
{
    private readonly JingkaiDbContext db;
    private readonly DocumentStore store;
    private readonly DocumentIssuer issuer;
    private readonly DocumentWriter writer;
    private readonly DocumentTrail trail;
    private readonly SignOffService signOffs;

    internal DocumentMover(JingkaiDbContext db, DocumentStore store, DocumentIssuer issuer, DocumentWriter writer, DocumentTrail trail, SignOffService signOffs) =>
        (this.db, this.store, this.issuer, this.writer, this.trail, this.signOffs) = (db, store, issuer, writer, trail, signOffs);

    /// <summary>送签: to who issues it, perhaps after others have agreed.</summary>
    public Task<Result<Document>> SubmitAsync(string code, DocumentSubmitInput input, int? seen, CancellationToken cancel = default) => MoveAsync(code, DocumentVerb.Submit, seen, r => r.MaySubmit, async (document, rules) =>
    {
        var people = await store.PeopleAsync(cancel);
        var errors = new List<Error>();
        var signer = Person(input.To, "to", people, errors);
        if (signer is null && errors.Count == 0) errors.Add(DocumentErrors.SignerRequired);
        if (signer is not null && !rules.MaySign(signer)) errors.Add(DocumentErrors.CannotSign("to"));
        var cosigners = (input.Cosign ?? []).Select((who, n) => Person(who, $"cosign[{n}]", people, errors)).OfType<DocumentPerson>().ToList();
        if (cosigners.Any(c => !c.Reads)) errors.Add(DocumentErrors.CannotSign("cosign"));
        if (cosigners.Append(signer).Select(c => c?.Id).Distinct().Count() != cosigners.Count + 1) errors.Add(DocumentErrors.SignerTwice);
        if (errors.Count > 0) return ApiErrors.Invalid(errors);
        if (!(await writer.ReadyAsync(document, cancel)).Try(out _, out var error) || !(await issuer.WordOfAsync(document, cancel)).Try(out _, out error)) return error;
        // Handed in anew, perhaps to another: the round that was returned is over.
        if (document.SignOffCode is { } earlier) await signOffs.DropAsync(earlier, null, cancel);
        var title = new Text($"签发公文：{document.Title}", $"Paper to issue: {document.Title}");
        var started = await signOffs.StartAsync(new(DocumentSignOff.KindCode, DocumentAttachments.SubjectKind, document.Code, title, new DocumentRequest(document.Code, signer!.Id, [.. cosigners.Select(c => c.Id)]))
        {
            Reason = input.Note, Path = DocumentTrail.PathOf(document), Owner = document.AuthorId,
        }, cancel);
        if (!started.IsOk) return started.Error;
        document.SignOffCode = started.Value.Code;
        return Result.Ok();
    }, cancel);

    /// <summary>Issues a draft directly: by one who may and wrote nothing of it.</summary>
    public Task<Result<Document>> IssueAsync(string code, string? note, int? seen, CancellationToken cancel = default) => MoveAsync(code, DocumentVerb.Issue, seen, r => r.MayIssue, async (document, _) =>
    {
        var words = TextNormal.CleanLines(note);
        if (words.Length > DocumentLimits.LongestNote) return ApiErrors.Invalid([ApiErrors.TooLong("note", DocumentLimits.LongestNote)]);
        if (document.SignOffCode is { } earlier) await signOffs.DropAsync(earlier, words, cancel);
        return await issuer.IssueAsync(document, words.Length == 0 ? null : words, cancel);
    }, cancel);

    /// <summary>作废, from any state.</summary>
    public Task<Result<Document>> VoidAsync(string code, string? reason, int? seen, CancellationToken cancel = default) => MoveAsync(code, DocumentVerb.Void, seen, r => r.MayVoid, async (document, _) =>
    {
        var words = TextNormal.CleanLines(reason);
        if (words.Length == 0) return ApiErrors.Invalid([DocumentErrors.ReasonRequired]);
        if (words.Length > DocumentLimits.LongestNote) return ApiErrors.Invalid([ApiErrors.TooLong("reason", DocumentLimits.LongestNote)]);
        var issued = document.State == DocumentState.Issued;
        if (!issued && document.SignOffCode is { } waiting) await signOffs.DropAsync(waiting, words, cancel);
        (document.State, document.VoidReason, document.VoidedOn) = (DocumentState.Voided, words, db.Today);
        await trail.AddAsync(document, DocumentVerb.Void, words, [], cancel);
        await db.SaveChangesAsync(cancel);
        if (!issued) return Result.Ok();
        await trail.VoidedAsync(document, words, cancel);
        trail.Tell(await trail.ReadersAsync(document, cancel), new($"公文已作废：{document.Number} {document.Title}", $"A paper was voided: {document.Number} {document.Title}"), document, words);
        return Result.Ok();
    }, cancel);

    private Task<Result<Document>> MoveAsync(string code, string verb, int? seen, Func<DocumentRules, bool> may, Func<Document, DocumentRules, Task<Result>> move, CancellationToken cancel) => db.InTransactionAsync<Document>(async () =>
    {
        if (db.Actor.MemberId is null) return DocumentErrors.MembersOnly;
        if (await store.SignOffOfAsync(code, cancel) is { } waiting) await signOffs.HoldAsync([waiting], cancel);
        if (await store.TakeAsync(code, beyond: false, cancel) is not { } document) return ApiErrors.NotFound;
        if (seen is { } version && version != document.Version) return ApiErrors.Stale;
        var rules = await store.RulesAsync(document, cancel);
        if (!may(rules))
        {
            // Why not is worth more than what instead.
            if (verb == DocumentVerb.Issue && document.State == DocumentState.Draft && db.Actor.May(DocumentsModel.IssuePermission)) return DocumentErrors.WroteIt;
            return DocumentErrors.NotAllowed(verb, rules.Allowed);
        }

        var done = await move(document, rules);
        if (!done.IsOk) return done.Error;
        await db.SaveChangesAsync(cancel);
        return document;
    }, cancel);

    private static DocumentPerson? Person(string? who, string field, DocumentPeople people, List<Error> errors)
    {
        if (string.IsNullOrWhiteSpace(who)) return null;
        var person = people.Find(who.Trim());
        if (person is null) errors.Add(DocumentErrors.UnknownMember(who, field));
        return person;
    }
}

/// <summary>The issue itself, in the caller's transaction: from the last agreement of a sign-off, or directly.</summary>
internal sealed class DocumentIssuer(JingkaiDbContext db, DocumentStore store, DocumentWriter writer, DocumentTrail trail, DocumentNumbers numbers)
{
    public Task<Result<string>> WordOfAsync(Document document, CancellationToken cancel) => numbers.WordOfAsync(writer.TemplateOf(document), document.Word, cancel);

    /// <summary>Composes it for good, gives it its number, and tells whoever it concerns.</summary>
    public async Task<Result> IssueAsync(Document document, string? note, CancellationToken cancel)
    {
        if (!(await writer.ReadyAsync(document, cancel)).Try(out var body, out var error) || !(await WordOfAsync(document, cancel)).Try(out var word, out error)) return error;
        var people = await store.PeopleAsync(cancel);
        var (organ, printedBy) = await OrganAsync(document, people, cancel);
        (document.Blocks, document.Organ, document.PrintedBy, document.Signatory) = (PaperBlock.Write(body), organ, printedBy, people.NameOf(db.Actor.MemberId));
        (document.State, document.IssuedOn, document.IssuedById) = (DocumentState.Issued, db.Today, db.Actor.MemberId);
        await trail.AddAsync(document, DocumentVerb.Issue, note, [], cancel);
        await trail.CopyAsync(document, people, cancel);
        // Last, so that others wait for the row of the series as short as can be.
        (document.Word, document.Year, document.Serial) = (word, db.Today.Year, await numbers.TakeAsync(word, db.Today.Year, cancel));
        document.Search = TextNormal.SearchKey($"{document.Title}{document.Number}");
        await db.SaveChangesAsync(cancel);
        await trail.IssuedAsync(document, FiguresOf(body), cancel);
        trail.Tell(await trail.ReadersAsync(document, cancel), new($"公文已印发：{document.Number} {document.Title}", $"A paper was issued: {document.Number} {document.Title}"), document);
        return Result.Ok();
    }

    /// <summary>发文机关 and 印发机关.</summary>
    public async Task<(string Organ, string PrintedBy)> OrganAsync(Document document, DocumentPeople people, CancellationToken cancel)
    {
        const string Committee = "管理委员会";
        // The name in force on the day: a paper keeps the name used at the time.
        var zone = await db.Set<Zones.ZoneName>().AsNoTracking().Where(n => (n.FromOn == null || n.FromOn <= db.Today) && (n.UntilOn == null || n.UntilOn > db.Today)).OrderByDescending(n => n.FromOn).Select(n => n.Name).FirstOrDefaultAsync(cancel)
            ?? await db.Set<Zones.Zone>().AsNoTracking().Where(z => z.Id == db.ZoneId).Select(z => z.Name).SingleAsync(cancel);
        var organ = zone.EndsWith(Committee, StringComparison.Ordinal) || zone.EndsWith("管委会", StringComparison.Ordinal) ? zone : zone + Committee;
        return (organ, organ + (people.UnitOf(document.UnitId) is { } unit && unit != Committee ? unit : "办公室"));
    }

    /// <summary>The figures of a body, each once as it is first printed.</summary>
    public static IReadOnlyList<PrintedFigure> FiguresOf(IReadOnlyList<PaperBlock> body) =>
        [.. body.SelectMany(b => b.AllRuns).Where(r => r.Ref is not null).DistinctBy(r => r.Ref, StringComparer.Ordinal).Select(r => new PrintedFigure(r.Ref!, r.Text))];
}
