using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingkai.Platform.Notices;

/// <summary>One's own notices over the interface.</summary>
internal static class NoticeEndpoints
{
    public static void Map(IEndpointRouteBuilder zone)
    {
        zone.MapGet("/notices", async (string? page, string? size, bool? unread, NoticeBoard board, CancellationToken cancel) =>
            PageRequest.Parse(page, size).Try(out var request, out var error) ? TypedResults.Ok(await board.ListAsync(unread == true, request, cancel)) : ApiResults.Problem(error))
            .RequirePermission("platform.inbox");
        zone.MapPost("/notices/read", async (ReadRequest body, NoticeBoard board, CancellationToken cancel) =>
            TypedResults.Ok(new { read = await board.ReadAsync(body.Ids, cancel) })).RequirePermission("platform.inbox");
    }

    /// <param name="Ids">The notices read; all when null.</param>
    private sealed record ReadRequest(IReadOnlyList<Guid>? Ids);
}
