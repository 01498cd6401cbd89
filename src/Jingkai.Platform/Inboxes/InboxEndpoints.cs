using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingkai.Platform.Inboxes;

/// <summary>One's own inbox over the interface.</summary>
internal static class InboxEndpoints
{
    public static void Map(IEndpointRouteBuilder zone) =>
        zone.MapGet("/inbox", async (string? box, string? page, string? size, InboxReader inbox, CancellationToken cancel) =>
        {
            if (!PageRequest.Parse(page, size).Try(out var request, out var error)) return ApiResults.Problem(error);
            box ??= InboxBox.ToDo;
            return InboxBox.All.Contains(box) ? TypedResults.Ok(await inbox.ReadAsync(box, request, cancel)) : ApiResults.Problem(InboxErrors.UnknownBox(box));
        }).RequirePermission("platform.inbox");
}
