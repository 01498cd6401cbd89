using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Documents.Word;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Jingkai.Platform.Documents;

/// <summary>Papers, their templates and their numbers over the interface.</summary>
internal static class DocumentEndpoints
{
    public static void Map(IEndpointRouteBuilder zone)
    {
        zone.MapGet("/documents", async (string? q, string? template, string? state, string? year, string? subject, string? sort, string? page, string? size, DocumentReader reader, CancellationToken cancel) =>
            !PageRequest.Parse(page, size).Try(out var request, out var error) || !DocumentFilter.Parse(q, template, state, year, subject, sort).Try(out var filter, out error)
                ? ApiResults.Problem(error) : TypedResults.Ok(await reader.ListAsync(filter, request, cancel)))
            .RequirePermission(DocumentsModel.ReadPermission).Produces<PagedList<DocumentSummary>>().WithSummary("Papers that the reader may see: q, template, state (draft, signing, issued, voided), year, subject (kind:id), sort (code, issuedOn).");
        zone.MapPost("/documents", async (DocumentInput body, DocumentKeeper keeper, DocumentReader reader, Actor actor, CancellationToken cancel) =>
            (await keeper.DraftAsync(body, cancel)).Try(out var made, out var error) ? ApiResults.Created(await reader.FindAsync(made.Code, cancel), d => $"/api/v1/zones/{actor.ZoneCode}/documents/{d.Code}") : ApiResults.Problem(error))
            .RequirePermission(DocumentsModel.DraftPermission).WithIdempotency().Produces<DocumentView>(StatusCodes.Status201Created)
            .WithSummary("Drafts a paper: template, fields, title, to, copyTo, enterprise, unit, urgency, attachments, word, subject. Texts quote figures as {{figure:REF}} or {{figure:INDICATOR@PERIOD|growth}}.");
        zone.MapGet("/documents/{code}", async (string code, DocumentReader reader, CancellationToken cancel) => ApiResults.From(await reader.FindAsync(code, cancel)))
            .RequirePermission(DocumentsModel.ReadPermission).Produces<DocumentView>().WithSummary("A paper as printed, with its figures, what keeps it from being handed in, and its moves.");
        zone.MapPatch("/documents/{code}", async (string code, DocumentInput body, [FromHeader(Name = "If-Match")] string? ifMatch, DocumentKeeper keeper, DocumentReader reader, CancellationToken cancel) =>
            await AnswerAsync(await keeper.ChangeAsync(code, body, Seen(ifMatch), cancel), reader, cancel))
            .RequirePermission(DocumentsModel.DraftPermission).Produces<DocumentView>().WithSummary("Changes a draft; what is left out stays, an empty text or null clears.");
        zone.MapDelete("/documents/{code}", async (string code, [FromHeader(Name = "If-Match")] string? ifMatch, DocumentKeeper keeper, CancellationToken cancel) => ApiResults.From(await keeper.DeleteAsync(code, Seen(ifMatch), cancel)))
            .RequirePermission(DocumentsModel.DraftPermission).WithSummary("Lets a draft vanish that never had a number; its author's.");
        zone.MapPost("/documents/{code}/submit", async (string code, DocumentSubmitInput body, [FromHeader(Name = "If-Match")] string? ifMatch, DocumentMover mover, DocumentReader reader, CancellationToken cancel) =>
            await AnswerAsync(await mover.SubmitAsync(code, body, Seen(ifMatch), cancel), reader, cancel))
            .RequirePermission(DocumentsModel.DraftPermission).WithIdempotency().Produces<DocumentView>().WithSummary("Hands a draft in to be signed: to (who issues it), cosign (who agrees before), note.");
        zone.MapPost("/documents/{code}/issue", async (string code, DocumentIssueInput body, [FromHeader(Name = "If-Match")] string? ifMatch, DocumentMover mover, DocumentReader reader, CancellationToken cancel) =>
            await AnswerAsync(await mover.IssueAsync(code, body.Note, Seen(ifMatch), cancel), reader, cancel))
            .RequirePermission(DocumentsModel.IssuePermission).WithIdempotency().Produces<DocumentView>().WithSummary("Issues a draft directly: by one who may and wrote nothing of it. Gives the number, fixes every figure.");
        zone.MapPost("/documents/{code}/void", async (string code, DocumentVoidInput body, [FromHeader(Name = "If-Match")] string? ifMatch, DocumentMover mover, DocumentReader reader, CancellationToken cancel) =>
            await AnswerAsync(await mover.VoidAsync(code, body.Reason, Seen(ifMatch), cancel), reader, cancel))
            .RequirePermission(DocumentsModel.ReadPermission).WithIdempotency().Produces<DocumentView>().WithSummary("Voids a paper with its reason; its number stays its own.");
        zone.MapGet("/documents/{code}/word", async (string code, DocumentReader reader, PaperWord word, Actor actor, CancellationToken cancel) =>
            (await reader.PaperAsync(code, cancel)).Try(out var paper, out var error)
                ? TypedResults.File(word.Write(paper, actor.ZoneCode), PaperWord.ContentType, PaperWord.FileName(paper, code)) : ApiResults.Problem(error))
            .RequirePermission(DocumentsModel.ReadPermission).WithSummary("The paper as a Word file, laid out after GB/T 9704-2012; each figure leads to its records.");
        zone.MapGet("/document-templates", (DocumentReader reader) => TypedResults.Ok(new { items = reader.Templates }))
            .RequirePermission(DocumentsModel.DraftPermission).WithSummary("Templates of papers with their fields.");
        zone.MapGet("/document-templates/{code}", (string code, DocumentReader reader) => ApiResults.From(reader.Template(code)))
            .RequirePermission(DocumentsModel.DraftPermission).Produces<TemplateView>().WithSummary("A template with its fields.");
        zone.MapGet("/document-series", async (string? year, SeriesKeeper keeper, CancellationToken cancel) =>
            !DocumentFilter.Parse(null, null, null, year, null, null).Try(out var filter, out var error) ? ApiResults.Problem(error) : TypedResults.Ok(new { items = await keeper.ListAsync(filter.Year, cancel) }))
            .RequirePermission(DocumentsModel.DraftPermission).WithSummary("Words of the zone (机关代字) with the last number of a year.");
        zone.MapPut("/document-series/{word}", async (string word, SeriesInput body, SeriesKeeper keeper, CancellationToken cancel) => ApiResults.From(await keeper.PutAsync(word, body, cancel)))
            .RequirePermission(DocumentsModel.SeriesPermission).Produces<SeriesView>().WithSummary("Sets a word: series (which papers bear it), next (where an office that joins in mid-year goes on), year.");
    }

    /// <summary>A tag that was never given names no version.</summary>
    private static int? Seen(string? ifMatch) => IfMatch.TryRead(ifMatch, out var seen) ? seen : -1;

    private static async Task<IResult> AnswerAsync(Result<Document> done, DocumentReader reader, CancellationToken cancel) =>
        done.IsOk ? ApiResults.From(await reader.FindAsync(done.Value.Code, cancel)) : ApiResults.Problem(done.Error);
}
