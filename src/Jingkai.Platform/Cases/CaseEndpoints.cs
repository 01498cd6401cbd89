using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Cases.Groups;
using Jingkai.Platform.Cases.Kinds;
using Jingkai.Platform.Cases.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Jingkai.Platform.Cases;

/// <summary>Cases over the interface.</summary>
internal static class CaseEndpoints
{
    private const int MostSuggested = 30;

    public static void Map(IEndpointRouteBuilder zone)
    {
        zone.MapGet("/cases", async ([AsParameters] CaseListQuery query, CaseReader reader, CancellationToken cancel) =>
        {
            if (!PageRequest.Parse(query.Page, query.Size).Try(out var page, out var error)) return ApiResults.Problem(error);
            return query.Filter().Try(out var filter, out error) ? ApiResults.From(await reader.ListAsync(filter, page, cancel)) : ApiResults.Problem(error);
        }).RequirePermission(CasePermissions.Read).Produces<PagedList<CaseSummary>>()
            .WithSummary("Cases of one's scope, the most pressing first. whose: mine, unit, desk, raised, held; when: late, week; state: a state, open, unanswered, settled, over; kind, category, class, source, unit, responsible, subject (id), group, grade (1–5, bad), raisedFrom, raisedUntil, q; sort: due, raised, code.");
        zone.MapPost("/cases", async (CaseInput body, CaseService cases, CaseReader reader, Actor actor, CancellationToken cancel) =>
            (await cases.RaiseAsync(body, cancel)).Try(out var raised, out var error) ? ApiResults.Created(await reader.FindAsync(raised.Code, cancel), c => $"/api/v1/zones/{actor.ZoneCode}/cases/{c.Code}") : ApiResults.Problem(error))
            .RequirePermission(CasePermissions.Raise).WithIdempotency().Produces<CaseView>(StatusCodes.Status201Created)
            .WithSummary("Raises a case: title, category; enterprise (code or credit code; an enterprise's account need not say its own), class, text, source, urgent, unit (proposed), kind, fields.");
        zone.MapGet("/cases/{code}", async (string code, CaseReader reader, CancellationToken cancel) => ApiResults.From(await reader.FindAsync(code, cancel)))
            .RequirePermission(CasePermissions.Read).Produces<CaseView>().WithSummary("A case with its parts, its timeline and the moves now allowed.");
        zone.MapPost("/cases/{code}/moves", async (string code, CaseMoveInput body, [FromHeader(Name = "If-Match")] string? ifMatch, CaseService cases, CaseReader reader, CancellationToken cancel) =>
        {
            // A tag that was never given names no version.
            if (!IfMatch.TryRead(ifMatch, out var seen)) seen = -1;
            return await AnswerAsync(await cases.MoveAsync(code, body, seen, cancel), code, reader, cancel);
        }).RequirePermission(CasePermissions.Read).WithIdempotency().Produces<CaseView>()
            .WithSummary("Moves a case: move, note, to, evidence (ids of attachments), and where the move needs them amount, until, grade, category, class, assist, after, reference, valid. A move that is not possible now is 409 with the list of those that are.");
        zone.MapPost("/cases/{code}/parts/{number:int}/moves", async (string code, int number, PartMoveBody body, CaseService cases, CaseReader reader, CancellationToken cancel) =>
            await AnswerAsync(await cases.MovePartAsync(code, number, body.Move, body.Note, body.Evidence, cancel), code, reader, cancel))
            .RequirePermission(CasePermissions.Read).WithIdempotency().Produces<CaseView>().WithSummary("Moves a part of a case: accept, done (note: what came of it), cancel (note: why).");
        zone.MapPost("/cases/moves", async (BulkBody body, CaseService cases, CancellationToken cancel) =>
            (await cases.MoveManyAsync(body.Codes, new(body.Move, body.Note, body.To), cancel)).Try(out var outcomes, out var error)
                ? TypedResults.Ok(new { moved = outcomes.Count(o => o.Error is null), refused = outcomes.Where(o => o.Error is not null).Select(o => new { code = o.Code, problem = ApiResults.Of(o.Error!) }) }) : ApiResults.Problem(error))
            .RequirePermission(CasePermissions.Read).WithIdempotency().WithSummary("Moves several cases alike (codes, move, note, to); each for itself, the answer says which were refused and why.");
        MapKinds(zone);
        MapGroups(zone);
    }

    private static void MapKinds(IEndpointRouteBuilder zone)
    {
        zone.MapGet("/case-kinds", async (CaseKinds kinds, CancellationToken cancel) =>
        {
            var items = await kinds.AllAsync(cancel);
            return TypedResults.Ok(new { items, total = items.Count, page = 1, size = Math.Max(items.Count, 1) });
        }).RequirePermission(CasePermissions.Read).WithSummary("Kinds of cases with their fields, categories, classes and limits.");
        zone.MapGet("/case-kinds/{code}", async (string code, CaseKinds kinds, CancellationToken cancel) => await kinds.FindAsync(code, cancel) is { } kind ? TypedResults.Ok(kind) : ApiResults.Problem(ApiErrors.NotFound))
            .RequirePermission(CasePermissions.Read).Produces<CaseKindDefinition>().WithSummary("A kind of case.");
        zone.MapGet("/case-kinds/{code}/subjects", async (string code, string? q, CaseKinds kinds, IEnumerable<ICaseSubject> subjects, CancellationToken cancel) =>
        {
            if (await kinds.FindAsync(code, cancel) is not { } kind) return ApiResults.Problem(ApiErrors.NotFound);
            var found = subjects.FirstOrDefault(s => s.Kind == kind.Subject) is { } source ? await source.SuggestAsync(q ?? "", MostSuggested, cancel) : [];
            return TypedResults.Ok(new { items = found.Select(s => new { value = s.Code, text = s.Name, hint = s.Code }) });
        }).RequirePermission(CasePermissions.Raise).WithSummary("What cases of a kind can be about, for a pick list: value, text, hint; at most 30.");
        zone.MapPut("/case-kinds/{code}", async (string code, CaseKindDefinition body, string? reason, CaseKindKeeper keeper, CancellationToken cancel) => ApiResults.From(await keeper.PutAsync(code, body, reason, cancel)))
            .RequirePermission(CasePermissions.Keep).Produces<CaseKindDefinition>().WithSummary("Replaces the zone's version of a kind: categories with their units, classes with their limits, fields, how it ends.");
    }

    private static void MapGroups(IEndpointRouteBuilder zone)
    {
        zone.MapGet("/case-groups", async (bool? settled, string? page, string? size, CaseGroups groups, CancellationToken cancel) =>
            PageRequest.Parse(page, size).Try(out var request, out var error) ? TypedResults.Ok(await groups.ListAsync(settled == true, request, cancel)) : ApiResults.Problem(error))
            .RequirePermission(CasePermissions.Groups).Produces<PagedList<CaseGroupView>>().WithSummary("Common problems, those with most cases first; settled=true shows settled ones too.");
        zone.MapPost("/case-groups", async (CaseGroupInput body, CaseGroups groups, Actor actor, CancellationToken cancel) => ApiResults.Created(await groups.OpenAsync(body, cancel), g => $"/api/v1/zones/{actor.ZoneCode}/case-groups/{g.Code}"))
            .RequirePermission(CasePermissions.Gather).WithIdempotency().Produces<CaseGroupView>(StatusCodes.Status201Created).WithSummary("Opens a common problem: title, note, category, cases (codes put into it).");
        zone.MapGet("/case-groups/{code}", async (string code, CaseGroups groups, CancellationToken cancel) => ApiResults.From(await groups.FindAsync(code, cancel)))
            .RequirePermission(CasePermissions.Groups).Produces<CaseGroupView>().WithSummary("A common problem.");
        zone.MapPost("/case-groups/{code}/moves", async (string code, CaseGroupMove body, CaseGroups groups, CancellationToken cancel) => ApiResults.From(await groups.MoveAsync(code, body, cancel)))
            .RequirePermission(CasePermissions.Gather).WithIdempotency().Produces<CaseGroupView>().WithSummary("lift (note: the question; to: a planned meeting, a new one when empty) or settle (note: what was settled).");
    }

    private static async Task<IResult> AnswerAsync(Result<Case> moved, string code, CaseReader reader, CancellationToken cancel)
    {
        if (!moved.IsOk) return ApiResults.Problem(moved.Error);
        // Returned or handed on, it may have left the reader's scope.
        var found = await reader.FindAsync(code, cancel);
        return found.IsOk ? TypedResults.Ok(found.Value) : TypedResults.NoContent();
    }

    private sealed record PartMoveBody(string? Move, string? Note, IReadOnlyList<string>? Evidence);

    private sealed record BulkBody(IReadOnlyList<string>? Codes, string? Move, string? Note, string? To);
}
