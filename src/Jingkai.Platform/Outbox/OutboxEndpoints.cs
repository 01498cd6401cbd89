using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Outbox.Preferences;
using Jingkai.Platform.Outbox.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Jingkai.Platform.Outbox;

/// <summary>The outbox, its webhooks and notice preferences over the interface.</summary>
internal static class OutboxEndpoints
{
    public const string Permission = "platform.outbox";

    public static void Map(IEndpointRouteBuilder zone)
    {
        MapMessages(zone);
        MapWebhooks(zone);
        zone.MapGet("/notice-preferences", async (PreferenceService preferences, CancellationToken cancel) =>
            ApiResults.From(await preferences.ReadAsync(cancel))).RequirePermission("platform.inbox");
        zone.MapPut("/notice-preferences", async (PreferenceInput input, PreferenceService preferences, CancellationToken cancel) =>
            ApiResults.From(await preferences.SetAsync(input, cancel))).RequirePermission("platform.inbox");
    }

    private static void MapMessages(IEndpointRouteBuilder zone)
    {
        zone.MapGet("/outbox", async (string? state, string? channel, string? topic, string? page, string? size, OutboxBoard board, CancellationToken cancel) =>
            PageRequest.Parse(page, size).Try(out var request, out var error) ? ApiResults.From(await board.ListAsync(new(state, channel, topic), request, cancel)) : ApiResults.Problem(error))
            .RequirePermission(Permission);
        zone.MapPost("/outbox/{id:guid}/resend", async (Guid id, OutboxBoard board, CancellationToken cancel) =>
            ApiResults.From(await board.ResendAsync(id, cancel))).RequirePermission(Permission);
        zone.MapPost("/outbox/resend", async (OutboxBoard board, CancellationToken cancel) =>
            TypedResults.Ok(new { resent = await board.ResendAllAsync(cancel) })).RequirePermission(Permission);
        zone.MapGet("/outbox/quiet-hours", async (QuietHoursService quiet, CancellationToken cancel) =>
            TypedResults.Ok(await quiet.ReadAsync(cancel))).RequirePermission(Permission);
        zone.MapPut("/outbox/quiet-hours", async (QuietHoursView input, QuietHoursService quiet, CancellationToken cancel) =>
            ApiResults.From(await quiet.SetAsync(input, cancel))).RequirePermission(Permission);
    }

    private static void MapWebhooks(IEndpointRouteBuilder zone)
    {
        zone.MapGet("/webhooks", async (WebhookService webhooks, CancellationToken cancel) =>
        {
            var items = await webhooks.ListAsync(cancel);
            return TypedResults.Ok(new { items, total = items.Count, page = 1, size = Math.Max(items.Count, 1) });
        }).RequirePermission(Permission);
        zone.MapGet("/webhooks/topics", (OutboxTopics topics) =>
            TypedResults.Ok(new { items = topics.Events.Select(t => new { t.Code, Name = t.Name.Current }), total = topics.Events.Count, page = 1, size = Math.Max(topics.Events.Count, 1) }))
            .RequirePermission(Permission);
        // Without Idempotency-Key: a remembered answer would keep the secret.
        zone.MapPost("/webhooks", async (WebhookInput input, WebhookService webhooks, Actor actor, CancellationToken cancel) =>
            (await webhooks.CreateAsync(input, cancel)).Try(out var made, out var error)
                ? TypedResults.Created($"/api/v1/zones/{actor.ZoneCode}/webhooks/{made.View.Id}", new { made.View.Id, made.View.Name, made.View.Url, made.View.Topics, made.View.Active, made.View.HasSecret, made.View.CreatedAt, made.View.Version, made.Secret })
                : ApiResults.Problem(error)).RequirePermission(Permission);
        zone.MapGet("/webhooks/{id:guid}", async (Guid id, WebhookService webhooks, CancellationToken cancel) =>
            ApiResults.From(await webhooks.FindAsync(id, cancel))).RequirePermission(Permission);
        zone.MapPut("/webhooks/{id:guid}", async (Guid id, WebhookInput input, [FromHeader(Name = "If-Match")] string? ifMatch, WebhookService webhooks, CancellationToken cancel) =>
            ApiResults.From(await webhooks.ChangeAsync(id, input, Version(ifMatch), cancel))).RequirePermission(Permission);
        zone.MapDelete("/webhooks/{id:guid}", async (Guid id, WebhookService webhooks, CancellationToken cancel) =>
            ApiResults.From(await webhooks.RemoveAsync(id, cancel))).RequirePermission(Permission);
        zone.MapPost("/webhooks/{id:guid}/secret", async (Guid id, WebhookService webhooks, CancellationToken cancel) =>
            ApiResults.From((await webhooks.RenewSecretAsync(id, cancel)).Map(secret => new { secret }))).RequirePermission(Permission);
        zone.MapPost("/webhooks/{id:guid}/test", async (Guid id, WebhookService webhooks, CancellationToken cancel) =>
            (await webhooks.TestAsync(id, cancel)).Try(out var message, out var error) ? TypedResults.Accepted((string?)null, new { message }) : ApiResults.Problem(error)).RequirePermission(Permission);
    }

    /// <summary>The version of an <c>If-Match</c>; one that is none matches nothing.</summary>
    private static int? Version(string? ifMatch) =>
        string.IsNullOrEmpty(ifMatch) || ifMatch == "*" ? null : int.TryParse(ifMatch.Trim('"'), out var version) ? version : -1;
}
