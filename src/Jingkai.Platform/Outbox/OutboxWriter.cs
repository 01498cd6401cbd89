using System.Text.Json;
using Jingkai.Platform.Data;
using Jingkai.Platform.Jobs;
using Jingkai.Platform.Outbox.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Outbox;

/// <summary>Tells the world outside that something happened, in the caller's transaction: what is rolled back was never told, what
/// is committed is told at least once. The one way by which effects leave the database.</summary>
public interface IOutbox
{
    /// <summary>Adds one message for each active webhook of the context's zone that listens to the topic; the caller saves.</summary>
    /// <param name="db">The context of what happened.</param>
    /// <param name="topic">Code of a registered <see cref="OutboxTopic"/>.</param>
    /// <param name="data">What the receiver needs to ask for the rest over the interface, under its own rights: codes and counts, no
    /// values, no names of persons.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>How many messages were added.</returns>
    Task<int> PublishAsync(JingkaiDbContext db, string topic, object data, CancellationToken cancel = default);
}

/// <summary>A message to write; see <see cref="OutboxMessage"/>.</summary>
/// <param name="Channel">One of <see cref="OutboxChannels"/>.</param>
/// <param name="Target">Id of a webhook or of a member, or the robot of a group.</param>
/// <param name="Host">The host it leaves for.</param>
/// <param name="Topic">What it is about.</param>
/// <param name="Payload">JSON.</param>
public sealed record NewMessage(string Channel, string Target, string Host, string Topic, string Payload)
{
    /// <summary>Key against doubles; its own id when not given. A key that the zone has already fails the transaction.</summary>
    public string? Key { get; init; }

    /// <summary>Passes quiet hours where the zone allows it.</summary>
    public bool Urgent { get; init; }
}

/// <summary>Writes messages into the context's transaction.</summary>
public sealed class OutboxWriter(TimeProvider clock) : IOutbox
{
    /// <summary>Adds a message to the context; the caller saves.</summary>
    public OutboxMessage Add(JingkaiDbContext db, NewMessage what)
    {
        var id = OutboxIds.Next(clock);
        var now = clock.Now();
        var message = new OutboxMessage
        {
            ZoneId = db.ZoneId, Id = id, Channel = what.Channel, Target = what.Target, Host = what.Host, Topic = what.Topic, Key = what.Key ?? id.ToString(),
            Payload = what.Payload, Urgent = what.Urgent, CreatedAt = now, NextAt = now,
        };
        db.Add(message);
        return message;
    }

    /// <inheritdoc />
    public async Task<int> PublishAsync(JingkaiDbContext db, string topic, object data, CancellationToken cancel = default)
    {
        var listening = (await db.Set<Webhook>().AsNoTracking().Where(w => w.Active).OrderBy(w => w.Id).ToListAsync(cancel))
            .Where(w => OutboxTopics.Covers(w.Topics, topic)).ToList();
        if (listening.Count == 0) return 0;
        var body = Body(db, topic, data);
        foreach (var webhook in listening) AddTo(db, webhook, topic, body);
        return listening.Count;
    }

    internal OutboxMessage AddTo(JingkaiDbContext db, Webhook webhook, string topic, string body) =>
        Add(db, new(OutboxChannels.Webhook, webhook.Id.ToString(), webhook.Host, topic, body));

    /// <summary>One body for all receivers: <c>id</c> names what happened, the delivery's key names the delivery.</summary>
    internal string Body(JingkaiDbContext db, string topic, object data) =>
        JsonSerializer.Serialize(new { id = OutboxIds.Next(clock), type = topic, zone = db.Actor.ZoneCode, at = InstantToText.Write(clock.Now()), data }, JobQueue.Json);
}
