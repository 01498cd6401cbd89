using Jingkai.Platform.Data;

namespace Jingkai.Platform.Api;

/// <summary>The answer given to a create with an <c>Idempotency-Key</c>; the same key again gets the same answer.</summary>
public sealed class IdempotentRequest : IZoned
{
    /// <inheritdoc />
    public int ZoneId { get; set; }

    /// <summary>Who sent it.</summary>
    public Guid AccountId { get; set; }

    /// <summary>The key as sent.</summary>
    public string Key { get; set; } = "";

    /// <summary>SHA-256 of method, path and body: another request under the same key is refused.</summary>
    public string Fingerprint { get; set; } = "";

    /// <summary>Status of the answer; 0 while the first request is still running.</summary>
    public int Status { get; set; }

    /// <summary>Content of the answer.</summary>
    public string? Body { get; set; }

    /// <summary>Where the created record lives.</summary>
    public string? Location { get; set; }

    /// <summary>When it was answered.</summary>
    public DateTime At { get; set; }
}
