using Jingkai.Enterprises.Register;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Merging;

/// <summary>Duplicates and merges for programs.</summary>
internal static class MergeEndpoints
{
    public static void Map(IEndpointRouteBuilder zone)
    {
        zone.MapGet("/enterprise-duplicates", async (string? page, string? size, DuplicateFinder finder, CancellationToken cancel) =>
        {
            if (!PageRequest.Parse(page, size).Try(out var request, out var error)) return ApiResults.Problem(error);
            var pairs = await finder.FindAsync(cancel);
            return TypedResults.Ok(new PagedList<DuplicatePair>([.. pairs.Skip(request.Skip).Take(request.Size)], pairs.Count, request.Page, request.Size));
        }).RequirePermission(EnterprisesPermissions.Merge).WithTags("enterprises").WithSummary("Pairs of files that look like the same enterprise, with the signs.").Produces<PagedList<DuplicatePair>>();

        zone.MapGet("/enterprise-duplicates/marks", async (string? withdrawn, DuplicateMarks marks, CancellationToken cancel) =>
        {
            if (withdrawn is not (null or "" or "true" or "false")) return ApiResults.Problem(ApiErrors.BadFilter("withdrawn", withdrawn.Length <= 40 ? withdrawn : withdrawn[..40]));
            var items = await marks.ListAsync(withdrawn == "true", cancel);
            return TypedResults.Ok(new { items, total = items.Count, page = 1, size = Math.Max(items.Count, 1) });
        }).RequirePermission(EnterprisesPermissions.Merge).WithTags("enterprises").WithSummary("Pairs said to be no duplicates; withdrawn=true: also those taken back.");
        zone.MapPost("/enterprise-duplicates/marks", async (NewDuplicateMark body, Actor actor, DuplicateMarks marks, CancellationToken cancel) =>
            (await marks.MarkAsync(body, cancel)).Try(out var made, out var error) ? TypedResults.Created($"/api/v1/zones/{actor.ZoneCode}/enterprise-duplicates/marks", made) : ApiResults.Problem(error))
            .RequirePermission(EnterprisesPermissions.Merge).WithIdempotency().WithTags("enterprises").WithSummary("Says that two files are no duplicates; the pair is no longer proposed.").Produces<DuplicateMarkView>(StatusCodes.Status201Created);
        zone.MapPost("/enterprise-duplicates/marks/{id:guid}/withdrawal", async (Guid id, UndoBody body, DuplicateMarks marks, CancellationToken cancel) => ApiResults.From(await marks.WithdrawAsync(id, body.Reason, cancel)))
            .RequirePermission(EnterprisesPermissions.Merge).WithTags("enterprises").WithSummary("Takes the mark back; the pair is proposed again.").Produces<DuplicateMarkView>();

        var files = zone.MapGroup("/enterprises").WithTags("enterprises");
        files.MapGet("/{key}/merge-preview", async (string key, string? with, MergeReader reader, CancellationToken cancel) => ApiResults.From(await reader.PreviewAsync(key, with, cancel)))
            .RequirePermission(EnterprisesPermissions.Merge).WithSummary("This file and another side by side, with what needs a decision before they become one.").Produces<MergePreview>();
        files.MapGet("/{key}/merges", async (string key, JingkaiDbContext db, MergeReader reader, CancellationToken cancel) =>
        {
            var file = await EnterpriseKey.Find(db, key).Select(e => (Guid?)e.Id).FirstOrDefaultAsync(cancel) ?? (await EnterpriseKey.GoneAsync(db, key, cancel))?.Id;
            if (file is not { } id) return ApiResults.Problem(ApiErrors.NotFound);
            var items = await reader.OfAsync(id, cancel);
            return TypedResults.Ok(new { items, total = items.Count, page = 1, size = Math.Max(items.Count, 1) });
        }).RequirePermission(EnterprisesPermissions.Read).WithSummary("The merges a file was part of, undone ones too.");
        files.MapPost("/{key}/merges", async (string key, NewMerge body, [FromHeader(Name = "If-Match")] string? ifMatch, Actor actor, MergeService service, CancellationToken cancel) =>
        {
            if (!IfMatch.TryRead(ifMatch, out var version)) return ApiResults.Problem(ApiErrors.Stale);
            return (await service.MergeAsync(key, body, version, cancel)).Try(out var done, out var error)
                ? TypedResults.Created($"/api/v1/zones/{actor.ZoneCode}/enterprises/{done.Kept}/merges", done) : ApiResults.Problem(error);
        }).RequirePermission(EnterprisesPermissions.Merge).WithIdempotency().WithSummary("Makes another file part of this one; the other stays as a tombstone that leads here.").Produces<MergeDone>(StatusCodes.Status201Created);
        files.MapPost("/{key}/merges/{id:guid}/undo", async (string key, Guid id, UndoBody body, [FromHeader(Name = "If-Match")] string? ifMatch, MergeService service, CancellationToken cancel) =>
            IfMatch.TryRead(ifMatch, out var version) ? ApiResults.From(await service.UndoAsync(key, id, body.Reason, version, cancel)) : ApiResults.Problem(ApiErrors.Stale))
            .RequirePermission(EnterprisesPermissions.Merge).WithIdempotency().WithSummary("Brings back both files as they were; refused with a list when what the merge changed was changed again.").Produces<MergeDone>();
    }

    private sealed record UndoBody(string? Reason);
}
