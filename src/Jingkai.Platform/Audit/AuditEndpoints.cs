using System.Text.Json.Nodes;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingkai.Platform.Audit;

/// <summary>The trail for programs.</summary>
internal static class AuditEndpoints
{
    public static void Map(IEndpointRouteBuilder zone)
    {
        zone.MapGet("/audit", List).RequirePermission("platform.audit");
        zone.MapGet("/audit/chain", async (AuditBoard board, CancellationToken cancel) => TypedResults.Ok(await board.ChainAsync(cancel))).RequirePermission("platform.audit");
        zone.MapPost("/audit/verify", async (AuditBoard board, CancellationToken cancel) =>
        {
            var report = await board.VerifyAsync(cancel);
            return TypedResults.Ok(new { @sealed = report.Sealed, report.Waiting, report.Broken });
        }).RequirePermission("platform.audit");
    }

    private static async Task<IResult> List(string? q, string? actor, string? action, string? entity, string? from, string? to, string? page, string? size, AuditBoard board, CancellationToken cancel)
    {
        if (!PageRequest.Parse(page, size).Try(out var request, out var error)) return ApiResults.Problem(error);
        if (!AuditDays.TryRead(from, 0, out var first)) return ApiResults.Problem(ApiErrors.BadFilter("from", from!));
        if (!AuditDays.TryRead(to, 1, out var end)) return ApiResults.Problem(ApiErrors.BadFilter("to", to!));
        var found = await board.ListAsync(new(q, actor, action, entity, first, end), request, cancel);
        var items = found.Items.Select(e => new { e.Id, e.At, e.Actor, e.Via, e.RemoteAddress, e.Action, e.Entity, e.EntityId, e.Label, Before = Json(e.Before), After = Json(e.After), e.Sequence }).ToList();
        return TypedResults.Ok(new { items, total = found.Total, page = found.Page, size = found.Size });
    }

    private static JsonNode? Json(string? text) => text is null ? null : JsonNode.Parse(text);
}
