using Jingkai.Platform.Data;

namespace Jingkai.Platform.Audit;

/// <summary>One line of the audit trail: who changed what, when and from where, with the values before and after.
/// Written in the transaction of the change; never changed afterwards except by the sealer, which adds
/// <see cref="Sequence"/> and <see cref="Seal"/>.</summary>
public sealed class AuditEntry : IZoned
{
    /// <summary>Zone number used for entries of the installation itself (accounts, zones).</summary>
    public const int Installation = 0;

    /// <inheritdoc />
    public int ZoneId { get; set; }

    /// <summary>Version 7 UUID: entries sort by time.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Real instant.</summary>
    public DateTime At { get; set; }

    /// <summary>The account that acted.</summary>
    public Guid? AccountId { get; set; }

    /// <summary>Its name at the time.</summary>
    public string ActorName { get; set; } = "";

    /// <summary>page, api, job, cli or system.</summary>
    public string Via { get; set; } = "";

    /// <summary>Remote address, where there is one.</summary>
    public string? RemoteAddress { get; set; }

    /// <summary>created, changed, voided, removed, imported, corrected, revealed, signed-in …</summary>
    public string Action { get; set; } = "";

    /// <summary>Kind of record.</summary>
    public string EntityType { get; set; } = "";

    /// <summary>Id of the record, or of the batch.</summary>
    public string EntityId { get; set; } = "";

    /// <summary>What people call the record.</summary>
    public string Label { get; set; } = "";

    /// <summary>Canonical JSON of the changed values before; null for a new record.</summary>
    public string? Before { get; set; }

    /// <summary>Canonical JSON of the changed values after; null for a removed record.</summary>
    public string? After { get; set; }

    /// <summary>Place in the zone's chain, given by the sealer; null while waiting.</summary>
    public long? Sequence { get; set; }

    /// <summary>HMAC-SHA-256 over the entry and the seal before it, hexadecimal.</summary>
    public string? Seal { get; set; }
}

/// <summary>The end of a zone's chain; the row is the sealer's lease.</summary>
public sealed class AuditHead : IZoned
{
    /// <inheritdoc />
    public int ZoneId { get; set; }

    /// <summary>Number of the last sealed entry.</summary>
    public long Sequence { get; set; }

    /// <summary>Seal of the last sealed entry.</summary>
    public string Seal { get; set; } = "";
}

/// <summary>A value that identifies a person, kept apart so that it can be erased while the trail stays whole.</summary>
public sealed class PersonalValue : IZoned
{
    /// <inheritdoc />
    public int ZoneId { get; set; }

    /// <summary>The reference the trail carries.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>The value; null once erased.</summary>
    public string? Value { get; set; }
}
