using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Jingkai.Platform.Ledgers.Views;

/// <summary>Views over the interface. The list decides which permission is asked for.</summary>
internal static class SavedViewEndpoints
{
    public static void Map(IEndpointRouteBuilder zone)
    {
        zone.MapGet("/views", async (string? ledger, SavedViews views, CancellationToken cancel) =>
        {
            var listed = await views.ListAsync(ledger, cancel);
            return listed.Try(out var items, out var error) ? TypedResults.Ok(new { items, total = items.Count, page = 1, size = Math.Max(items.Count, 1) }) : ApiResults.Problem(error);
        }).RequirePermission("platform.zone");
        zone.MapPost("/views", async (string? ledger, NewSavedView body, SavedViews views, Actor actor, CancellationToken cancel) =>
            ApiResults.Created(await views.AddAsync(ledger, body, strict: true, cancel), v => $"/api/v1/zones/{actor.ZoneCode}/views?ledger={v.Ledger}")).RequirePermission("platform.zone").WithIdempotency();
        zone.MapPatch("/views/{id:guid}", async (Guid id, SavedViewChange body, [FromHeader(Name = "If-Match")] string? ifMatch, SavedViews views, CancellationToken cancel) =>
        {
            int? seen = int.TryParse(ifMatch?.Trim('"', 'W', '/'), out var version) ? version : ifMatch is null or "*" ? null : -1;
            return ApiResults.From(await views.ChangeAsync(id, body, strict: true, seen, cancel));
        }).RequirePermission("platform.zone");
        zone.MapDelete("/views/{id:guid}", async (Guid id, SavedViews views, CancellationToken cancel) => ApiResults.From(await views.DeleteAsync(id, cancel))).RequirePermission("platform.zone");
    }
}
