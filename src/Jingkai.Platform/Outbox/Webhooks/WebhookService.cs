using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Jingkai.Platform.Outbox.Delivery;
using Jingkai.Platform.Outbox.Targets;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Outbox.Webhooks;

/// <summary>A webhook to enter, or as it is to be.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Url">Where it listens.</param>
/// <param name="Topics">Codes of topics, or <c>*</c> for all.</param>
/// <param name="Active">Whether messages are written for it; true when not given.</param>
public sealed record WebhookInput(string? Name, string? Url, IReadOnlyList<string>? Topics, bool? Active = null);

/// <summary>A webhook as page and interface show it; its secret is shown once, when it is made.</summary>
/// <param name="Id">Its id; messages name it.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Url">Where it listens.</param>
/// <param name="Topics">What it hears of.</param>
/// <param name="Active">Whether messages are written for it.</param>
/// <param name="HasSecret">False after an installation was moved or restored: make a new secret, or nothing is sent.</param>
/// <param name="CreatedAt">When it was entered.</param>
/// <param name="Version">Grows with each change.</param>
public sealed record WebhookView(Guid Id, string Name, string Url, IReadOnlyList<string> Topics, bool Active, bool HasSecret, DateTime CreatedAt, int Version);

/// <summary>Keeps the webhooks of the zone.</summary>
public sealed class WebhookService
{
    private const int Most = 50;
    private const int LongestName = 60;
    private const int LongestUrl = 1000;

    private readonly JingkaiDbContext db;
    private readonly OutboxWriter outbox;
    private readonly OutboxTopics topics;
    private readonly TargetRules rules;
    private readonly WebhookSecrets secrets;
    private readonly OutboxSignal signal;
    private readonly TimeProvider clock;

    internal WebhookService(JingkaiDbContext db, OutboxWriter outbox, OutboxTopics topics, OutboxSettings settings, WebhookSecrets secrets, OutboxSignal signal, TimeProvider clock) =>
        (this.db, this.outbox, this.topics, rules, this.secrets, this.signal, this.clock) = (db, outbox, topics, new(settings), secrets, signal, clock);

    /// <summary>All webhooks in order of entering.</summary>
    public async Task<IReadOnlyList<WebhookView>> ListAsync(CancellationToken cancel = default) =>
        [.. (await db.Set<Webhook>().AsNoTracking().OrderBy(w => w.Id).ToListAsync(cancel)).Select(View)];

    /// <summary>The webhook, or <c>not-found</c>.</summary>
    public async Task<Result<WebhookView>> FindAsync(Guid id, CancellationToken cancel = default) =>
        await db.Set<Webhook>().AsNoTracking().FirstOrDefaultAsync(w => w.Id == id, cancel) is { } webhook ? View(webhook) : ApiErrors.NotFound;

    /// <summary>Enters a webhook.</summary>
    /// <returns>It with its secret, never to be shown again; or what is wrong with the input.</returns>
    public async Task<Result<(WebhookView View, string Secret)>> CreateAsync(WebhookInput input, CancellationToken cancel = default)
    {
        if (await db.Set<Webhook>().CountAsync(cancel) >= Most) return OutboxErrors.TooManyWebhooks;
        var webhook = new Webhook { ZoneId = db.ZoneId, CreatedAt = clock.Now() };
        if (Apply(webhook, input) is { } wrong) return wrong;
        var secret = WebhookSecrets.New();
        webhook.Secret = secrets.Protect(webhook, secret);
        db.Add(webhook);
        await db.SaveChangesAsync(cancel);
        return (View(webhook), secret);
    }

    /// <summary>Changes a webhook as a whole.</summary>
    /// <param name="id">The webhook.</param>
    /// <param name="input">As it is to be.</param>
    /// <param name="version">The version the caller saw; null: not checked.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Result<WebhookView>> ChangeAsync(Guid id, WebhookInput input, int? version = null, CancellationToken cancel = default)
    {
        if (await Tracked(id, cancel) is not { } webhook) return ApiErrors.NotFound;
        if (version is { } seen && seen != webhook.Version) return ApiErrors.Stale;
        if (Apply(webhook, input) is { } wrong)
        {
            db.ChangeTracker.Clear();
            return wrong;
        }

        await db.SaveChangesAsync(cancel);
        return View(webhook);
    }

    /// <summary>Removes a webhook. What waits for it is given up and stays to be seen.</summary>
    public async Task<Result> RemoveAsync(Guid id, CancellationToken cancel = default)
    {
        if (await Tracked(id, cancel) is not { } webhook) return ApiErrors.NotFound;
        db.Remove(webhook);
        await db.SaveChangesAsync(cancel);
        return Result.Ok();
    }

    /// <summary>Makes a new secret; the old one signs nothing from now on.</summary>
    public async Task<Result<string>> RenewSecretAsync(Guid id, CancellationToken cancel = default)
    {
        if (await Tracked(id, cancel) is not { } webhook) return ApiErrors.NotFound;
        var secret = WebhookSecrets.New();
        webhook.Secret = secrets.Protect(webhook, secret);
        await db.SaveChangesAsync(cancel);
        return secret;
    }

    /// <summary>Queues a test message for the webhook, also when it is switched off.</summary>
    /// <returns>Id of the message.</returns>
    public async Task<Result<Guid>> TestAsync(Guid id, CancellationToken cancel = default)
    {
        if (await db.Set<Webhook>().AsNoTracking().FirstOrDefaultAsync(w => w.Id == id, cancel) is not { } webhook) return ApiErrors.NotFound;
        var message = outbox.AddTo(db, webhook, OutboxTopics.Test, outbox.Body(db, OutboxTopics.Test, new { webhook = webhook.Id }));
        await db.SaveChangesAsync(cancel);
        signal.Set();
        return message.Id;
    }

    private Task<Webhook?> Tracked(Guid id, CancellationToken cancel) => db.Set<Webhook>().AsTracking().FirstOrDefaultAsync(w => w.Id == id, cancel);

    private Error? Apply(Webhook webhook, WebhookInput input)
    {
        var errors = new List<Error>();
        var name = TextNormal.Clean(input.Name);
        if (name.Length == 0) errors.Add(ApiErrors.Required("name"));
        else if (name.Length > LongestName) errors.Add(OutboxErrors.NameTooLong);
        var uri = Address(input.Url?.Trim(), errors);
        var chosen = (input.Topics ?? []).Select(t => t.Trim()).Where(t => t.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        var known = topics.Events.Select(t => t.Code).Append(OutboxTopics.Any).ToList();
        if (chosen.Count == 0) errors.Add(OutboxErrors.NoTopics);
        else if (chosen.FirstOrDefault(t => !known.Contains(t)) is { } unknown) errors.Add(OutboxErrors.UnknownTopic(unknown, known));
        if (errors.Count > 0) return ApiErrors.Invalid(errors);
        (webhook.Name, webhook.Url, webhook.Host, webhook.Active) = (name, uri!.AbsoluteUri, uri.IdnHost, input.Active ?? true);
        webhook.Topics = chosen.Contains(OutboxTopics.Any) ? OutboxTopics.Any : string.Join(' ', chosen.Order(StringComparer.Ordinal));
        return null;
    }

    private Uri? Address(string? url, List<Error> errors)
    {
        if (string.IsNullOrEmpty(url))
        {
            errors.Add(ApiErrors.Required("url"));
            return null;
        }

        var uri = url.Length <= LongestUrl && Uri.TryCreate(url, UriKind.Absolute, out var read) ? read : null;
        if (rules.Refusal(uri) is not { } refusal) return uri;
        errors.Add(refusal switch
        {
            DeliveryErrors.HostNotListed => OutboxErrors.HostNotListed(uri!.IdnHost),
            DeliveryErrors.NotHttps => OutboxErrors.NotHttps,
            _ => OutboxErrors.BadUrl,
        });
        return null;
    }

    private static WebhookView View(Webhook w) => new(w.Id, w.Name, w.Url, OutboxTopics.Split(w.Topics), w.Active, w.Secret is not null, w.CreatedAt, w.Version);
}
