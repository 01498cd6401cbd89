using System.Text;
using Jingkai.Platform.Data;
using Jingkai.Platform.Outbox.Targets;
using Jingkai.Platform.Outbox.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Outbox.Channels;

/// <summary>A signed POST of the body that was written with what happened.</summary>
internal sealed class WebhookChannel(JingkaiDbContext db, OutboxHttp http, WebhookSecrets secrets, TimeProvider clock) : IOutboxChannel
{
    public string Code => OutboxChannels.Webhook;

    public async Task<DeliveryOutcome> SendAsync(OutboxDelivery message, CancellationToken cancel)
    {
        var id = Guid.Parse(message.Target);
        if (await db.Set<Webhook>().AsNoTracking().FirstOrDefaultAsync(w => w.Id == id, cancel) is not { } webhook) return DeliveryOutcome.Refused(DeliveryErrors.WebhookGone);
        // A test asks whether it works before it is switched on.
        if (!webhook.Active && message.Topic != OutboxTopics.Test) return DeliveryOutcome.Refused(DeliveryErrors.WebhookInactive);
        if (secrets.Reveal(webhook) is not { } secret) return DeliveryOutcome.Refused(DeliveryErrors.NoSecret);
        if (!Uri.TryCreate(webhook.Url, UriKind.Absolute, out var address)) return DeliveryOutcome.Refused(DeliveryErrors.BadAddress);
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Content = new StringContent(message.Payload, Encoding.UTF8, "application/json");
        request.Headers.Add(Signature.KeyHeader, message.Key);
        request.Headers.Add(Signature.Header, Signature.Of(secret, clock.GetUtcNow(), message.Payload));
        var answer = await http.SendAsync(request, listed: false, cancel);
        return Outcome(answer, secret, address.Query);
    }

    /// <summary>What an answer means: 2xx is taken; 410 will not be taken any more; a busy or absent receiver holds what lies behind.</summary>
    internal static DeliveryOutcome Outcome(HttpAnswer answer, params IEnumerable<string?> secrets)
    {
        if (answer.Failure is { } failure) return failure;
        if (answer.IsSuccess) return DeliveryOutcome.Sent;
        var detail = $"{answer.Status} {OutboxHttp.Excerpt(answer.Body, secrets)}".TrimEnd();
        return answer.Status switch
        {
            410 => DeliveryOutcome.Refused(DeliveryErrors.Gone, detail),
            429 or 502 or 503 or 504 => DeliveryOutcome.Unreached(DeliveryErrors.Status, detail, answer.RetryAfter),
            _ => DeliveryOutcome.Failed(DeliveryErrors.Status, detail, answer.RetryAfter),
        };
    }
}
