namespace Jingkai.Platform.Outbox;

/// <summary>A message as its channel gets it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Zone">Code of the zone.</param>
/// <param name="Target">Id of a webhook or of a member, or the robot of a group.</param>
/// <param name="Topic">What it is about.</param>
/// <param name="Key">Against doubles; goes along wherever the channel has a place for it.</param>
/// <param name="Payload">JSON.</param>
public sealed record OutboxDelivery(Guid Id, string Zone, string Target, string Topic, string Key, string Payload);

/// <summary>One way out of the house. Runs in a scope of its own that stands in the zone of the message, outside any transaction.</summary>
public interface IOutboxChannel
{
    /// <summary>One of <see cref="OutboxChannels"/>.</summary>
    string Code { get; }

    /// <summary>Tries once. Whatever the outside does comes back as an outcome; only bugs throw.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancel">The process is being torn down: breaks off without an outcome.</param>
    Task<DeliveryOutcome> SendAsync(OutboxDelivery message, CancellationToken cancel);
}
