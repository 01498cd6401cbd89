using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingkai.Services.Boards;

/// <summary>Boards over the interface.</summary>
internal static class BoardEndpoints
{
    public static void Map(IEndpointRouteBuilder zone)
    {
        zone.MapGet("/sponsors", async (SponsorBook sponsors, CancellationToken cancel) =>
        {
            var items = await sponsors.ReadAsync(cancel);
            return TypedResults.Ok(new { items, total = items.Count, page = 1, size = Math.Max(items.Count, 1) });
        }).RequirePermission(BoardPermissions.Read).WithSummary("Leaders behind enterprises, with the enterprises of each that the reader may see.");
        zone.MapPut("/sponsors/{enterprise}", async (string enterprise, SponsorInput body, SponsorBook sponsors, CancellationToken cancel) => ApiResults.From(await sponsors.PutAsync(enterprise, body.Member, cancel)))
            .RequirePermission(BoardPermissions.Sponsor).WithSummary("Names the leader behind an enterprise: member (id or sign-in name); empty: nobody any more.");
        zone.MapGet("/case-boards", async (string? by, string? period, BoardReader boards, CancellationToken cancel) => ApiResults.From(await boards.ReadAsync(by, period, cancel)))
            .RequirePermission(BoardPermissions.Read).Produces<BoardView>()
            .WithSummary("Enterprise requests by unit, category, sponsor, liaison or class: raised, open, overdue, answered, settled, median working days, shares in time and satisfied; period as of figures, the running month when empty.");

        zone.MapGet("/case-boards/records", async (string? by, string? key, string? measure, string? period, string? page, string? size, BoardReader boards, CancellationToken cancel) =>
        {
            if (!PageRequest.Parse(page, size).Try(out var request, out var error)) return ApiResults.Problem(error);
            return ApiResults.From((await boards.RecordsAsync(by, key, measure, period, request, cancel)).Map(r => r.Page));
        }).RequirePermission(BoardPermissions.Read).Produces<PagedList<BoardRecord>>()
            .WithSummary("The requests behind a number of a board. key: of the line, empty for the total; measure: raised, open, overdue, answered, settled, days, on-time, satisfaction and the others of the counted figures.");
    }
}
