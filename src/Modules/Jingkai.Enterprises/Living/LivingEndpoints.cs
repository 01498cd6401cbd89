using System.Globalization;
using Jingkai.Enterprises.Domain;
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

namespace Jingkai.Enterprises.Living;

/// <summary>What is stale, what is still true and what is wrong, for programs.</summary>
internal static class LivingEndpoints
{
    public static void Map(IEndpointRouteBuilder zone)
    {
        var files = zone.MapGroup("/enterprises").WithTags("enterprises");
        files.MapGet("/stale", Stale).RequirePermission(EnterprisesPermissions.Read).WithSummary("Fields past their due day, by enterprise, with how much waits with each liaison.")
            .WithQuery(StaleFilter.Parameters).WithQuery(InterfaceDescription.Paging([])).Produces<StaleListView>();
        files.MapPost("/{key}/field-confirmations", ConfirmAsync).RequirePermission(EnterprisesPermissions.Confirm).WithSummary("Says of fields that they are still true.").Produces<EnterpriseView>();
        files.MapGet("/{key}/corrections", async (string key, JingkaiDbContext db, CorrectionReader reader, CancellationToken cancel) =>
        {
            if (await EnterpriseKey.Find(db, key).Select(e => (Guid?)e.Id).FirstOrDefaultAsync(cancel) is not { } id) return ApiResults.Problem(ApiErrors.NotFound);
            var items = await reader.OfAsync(id, cancel);
            return TypedResults.Ok(new { items, total = items.Count, page = 1, size = Math.Max(items.Count, 1) });
        }).RequirePermission(EnterprisesPermissions.Read).WithSummary("Corrections of a file, open and answered.");
        files.MapPost("/{key}/corrections", async (string key, NewCorrection body, Actor actor, CorrectionService service, CancellationToken cancel) =>
            (await service.CorrectAsync(key, body, cancel)).Try(out var made, out var error)
                ? TypedResults.Created($"/api/v1/zones/{actor.ZoneCode}/enterprises/{made.Enterprise}/corrections", made) : ApiResults.Problem(error))
            .RequirePermission(EnterprisesPermissions.Confirm).WithIdempotency()
            .WithSummary("Says that a field is wrong and what it should be: written at once where the caller decides alone, otherwise open until answered.").Produces<Corrected>(StatusCodes.Status201Created);
        files.MapPost("/{key}/corrections/{id:guid}/moves", async (string key, Guid id, CorrectionMove body, [FromHeader(Name = "If-Match")] string? ifMatch, CorrectionService service, CancellationToken cancel) =>
            ApiResults.From(await service.MoveAsync(key, id, body, Seen(ifMatch), cancel)))
            .RequirePermission(EnterprisesPermissions.Confirm).WithIdempotency().WithSummary("accept, refuse, withdraw or hand-over.").Produces<Corrected>();
        files.MapPost("/{key}/corrections/{id:guid}/reveal", async (string key, Guid id, CorrectionService service, CancellationToken cancel) => ApiResults.From(await service.RevealAsync(key, id, cancel)))
            .RequirePermission(EnterprisesPermissions.Contacts).WithSummary("The contact a correction proposes in full; every time is logged.").Produces<RevealedCorrection>();
        zone.MapGet("/corrections", async (string? state, string? page, string? size, CorrectionReader reader, CancellationToken cancel) =>
        {
            if (!PageRequest.Parse(page, size).Try(out var request, out var error)) return ApiResults.Problem(error);
            var wanted = state is null ? (CorrectionState?)null : Kebab.Parse<CorrectionState>(state);
            return state is not null && wanted is null ? ApiResults.Problem(ApiErrors.BadFilter("state", state)) : TypedResults.Ok(await reader.ListAsync(wanted, request, cancel));
        }).RequirePermission(EnterprisesPermissions.Read).WithTags("enterprises").WithSummary("Corrections of the zone within the caller's scope, the newest first.").Produces<PagedList<CorrectionView>>();
        zone.MapGet("/field-terms", async (JingkaiDbContext db, CancellationToken cancel) => TypedResults.Ok(await TermService.ReadAsync(db, cancel)))
            .RequirePermission(EnterprisesPermissions.Read).WithTags("enterprises").WithSummary("After how many months each field is to be confirmed again.");
        zone.MapPut("/field-terms", async (Dictionary<string, int?> body, TermService service, JingkaiDbContext db, CancellationToken cancel) =>
        {
            var set = await service.SetAsync(body, cancel);
            return set.IsOk ? TypedResults.Ok(await TermService.ReadAsync(db, cancel)) : ApiResults.Problem(set.Error);
        }).RequirePermission(EnterprisesPermissions.Survey).WithTags("enterprises").WithSummary("Sets months by field; null takes the usual term. Fields left out stay.");
        zone.MapGet("/liaison-load", async (LoadReader load, CancellationToken cancel) => TypedResults.Ok(await load.ReadAsync(cancel)))
            .RequirePermission(EnterprisesPermissions.Survey).WithTags("enterprises").WithSummary("How many enterprises each liaison and unit looks after, and how many nobody does.").Produces<LoadView>();
        zone.MapPost("/liaison-reassignments", async (Reassignment body, ReassignService service, CancellationToken cancel) => ApiResults.From(await service.ReassignAsync(body, cancel)))
            .RequirePermission(EnterprisesPermissions.Survey).WithIdempotency().WithTags("enterprises").WithSummary("Hands enterprises to another liaison with a reason, all or none.").Produces<Reassigned>();
    }

    private static async Task<IResult> Stale(HttpRequest request, JingkaiDbContext db, StaleList list, CancellationToken cancel)
    {
        if (!PageRequest.Parse(request.Query["page"], request.Query["size"]).Try(out var page, out var error)) return ApiResults.Problem(error);
        if (!StaleFilter.Parse(request.Query, db.Today).Try(out var filter, out error)) return ApiResults.Problem(error);
        return TypedResults.Ok(await list.PageAsync(filter, page, cancel));
    }

    private static async Task<IResult> ConfirmAsync(string key, FieldsBody body, [FromHeader(Name = "If-Match")] string? ifMatch, HttpResponse response, JingkaiDbContext db, RegisterService register, CancellationToken cancel)
    {
        if (!(await register.ConfirmFieldsAsync(key, body.Fields ?? [], Seen(ifMatch), cancel)).Try(out var written, out var error)) return ApiResults.Problem(error);
        response.Headers.ETag = FormattableString.Invariant($"\"{written.Version}\"");
        return TypedResults.Ok(await EnterpriseView.FindAsync(db, written.Code, cancel));
    }

    // A tag that was never given matches no version.
    private static int? Seen(string? ifMatch) => ifMatch is null or "" or "*" ? null
        : int.TryParse(ifMatch.Trim('W', '/', '"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1;

    private sealed record FieldsBody(IReadOnlyList<string>? Fields);
}
