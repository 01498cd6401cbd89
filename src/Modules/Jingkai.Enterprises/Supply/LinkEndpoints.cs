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

namespace Jingkai.Enterprises.Supply;

/// <summary>Supply and demand for programs.</summary>
internal static class LinkEndpoints
{
    private static readonly QueryParameter[] Filters =
    [
        new("q", "Part of the name or the code of one of the ends."),
        new("product", "Part of the product."),
        new("ends", "inside: both ends are in the register; outside: one is not."),
        new("confirmed", "true or false."),
        new("voided", "true: voided links instead."),
    ];

    public static void Map(IEndpointRouteBuilder zone)
    {
        zone.MapGet("/supply-links", async (HttpRequest request, LinkReader reader, CancellationToken cancel) =>
        {
            if (!PageRequest.Parse(request.Query["page"], request.Query["size"]).Try(out var page, out var error)) return ApiResults.Problem(error);
            return LinkFilter.Parse(request.Query).Try(out var filter, out error) ? TypedResults.Ok(await reader.ListAsync(filter, page, cancel)) : ApiResults.Problem(error);
        }).RequirePermission(EnterprisesPermissions.Read).WithTags("supply").WithSummary("Who supplies what to whom, within the caller's scope; of an end outside it only the name.")
            .WithQuery(Filters).WithQuery(InterfaceDescription.Paging(LinkFilter.Sorts)).Produces<PagedList<SupplyLinkView>>();
        zone.MapGet("/supply-gaps", async (string? kind, string? product, string? page, string? size, GapReader gaps, CancellationToken cancel) =>
        {
            if (!PageRequest.Parse(page, size).Try(out var request, out var error)) return ApiResults.Problem(error);
            if (!(await gaps.ReadAsync(kind, product, cancel)).Try(out var all, out error)) return ApiResults.Problem(error);
            return TypedResults.Ok(new PagedList<SupplyGap>([.. all.Skip(request.Skip).Take(request.Size)], all.Count, request.Page, request.Size));
        }).RequirePermission(EnterprisesPermissions.Read).WithTags("supply")
            .WithSummary("Products bought in the zone that nobody in it supplies, supplied that nobody in it buys, or both without dealing with each other; for readers of the whole zone.").Produces<PagedList<SupplyGap>>();

        var files = zone.MapGroup("/enterprises").WithTags("supply");
        files.MapGet("/{key}/supply-links", async (string key, string? voided, JingkaiDbContext db, LinkReader reader, CancellationToken cancel) =>
        {
            if (voided is not (null or "" or "true" or "false")) return ApiResults.Problem(ApiErrors.BadFilter("voided", voided.Length <= 40 ? voided : voided[..40]));
            if (await EnterpriseKey.Find(db, key).Select(e => (Guid?)e.Id).FirstOrDefaultAsync(cancel) is not { } id) return ApiResults.Problem(ApiErrors.NotFound);
            var items = await reader.OfAsync(id, voided == "true", cancel);
            return TypedResults.Ok(new { items, total = items.Count, page = 1, size = Math.Max(items.Count, 1) });
        }).RequirePermission(EnterprisesPermissions.Read).WithSummary("What an enterprise supplies and buys, whichever side recorded it.");
        files.MapPost("/{key}/supply-links", async (string key, NewLink body, Actor actor, LinkService service, CancellationToken cancel) =>
            (await service.CreateAsync(key, body, cancel)).Try(out var made, out var error)
                ? TypedResults.Created($"/api/v1/zones/{actor.ZoneCode}/enterprises/{key}/supply-links", made) : ApiResults.Problem(error))
            .RequirePermission(EnterprisesPermissions.Confirm).WithIdempotency().WithSummary("Records what an enterprise supplies or buys.").Produces<SupplyLinkView>(StatusCodes.Status201Created);
        files.MapPut("/{key}/supply-links/{id:guid}", async (string key, Guid id, NewLink body, [FromHeader(Name = "If-Match")] string? ifMatch, LinkService service, CancellationToken cancel) =>
            IfMatch.TryRead(ifMatch, out var version) ? ApiResults.From(await service.ChangeAsync(key, id, body, version, cancel)) : ApiResults.Problem(ApiErrors.Stale))
            .RequirePermission(EnterprisesPermissions.Confirm).WithSummary("Product, place, share, source and day of a link as they shall be; direction and counterpart stay.").Produces<SupplyLinkView>();
        files.MapPost("/{key}/supply-links/{id:guid}/confirmation", async (string key, Guid id, [FromHeader(Name = "If-Match")] string? ifMatch, LinkService service, CancellationToken cancel) =>
            IfMatch.TryRead(ifMatch, out var version) ? ApiResults.From(await service.ConfirmAsync(key, id, version, cancel)) : ApiResults.Problem(ApiErrors.Stale))
            .RequirePermission(EnterprisesPermissions.Confirm).WithSummary("Says that a link is still true.").Produces<SupplyLinkView>();
        files.MapPost("/{key}/supply-links/{id:guid}/voiding", async (string key, Guid id, ReasonBody body, [FromHeader(Name = "If-Match")] string? ifMatch, LinkService service, CancellationToken cancel) =>
            IfMatch.TryRead(ifMatch, out var version) ? ApiResults.From(await service.VoidAsync(key, id, body.Reason, version, cancel)) : ApiResults.Problem(ApiErrors.Stale))
            .RequirePermission(EnterprisesPermissions.Confirm).WithSummary("Voids a link with a reason; it stays on record.").Produces<SupplyLinkView>();
    }

    private sealed record ReasonBody(string? Reason);
}
