using Jingkai.Platform.Data;

namespace Jingkai.Platform.Outbox.Webhooks;

/// <summary>A program outside that is told what happens in the zone.</summary>
public sealed class Webhook : ZoneEntity, IAudited
{
    /// <summary>What people call it.</summary>
    public string Name { get; set; } = "";

    /// <summary>Where it listens; the host is one that the administrator of the installation listed.</summary>
    public string Url { get; set; } = "";

    /// <summary>Host of the address, for lists.</summary>
    public string Host { get; set; } = "";

    /// <summary>Codes of <see cref="OutboxTopic"/> with a space between, or <see cref="OutboxTopics.Any"/>.</summary>
    public string Topics { get; set; } = "";

    /// <summary>The signing secret, encrypted with the keys of the data folder. Null after an installation was moved or
    /// restored: it stays behind with the keys, and a new one must be made.</summary>
    public string? Secret { get; set; }

    /// <summary>False: nothing new is written for it.</summary>
    public bool Active { get; set; } = true;

    /// <summary>When it was entered.</summary>
    public DateTime CreatedAt { get; set; }

    /// <inheritdoc />
    public string AuditLabel => Name;
}
