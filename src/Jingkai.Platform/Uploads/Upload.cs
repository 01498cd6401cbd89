using Jingkai.Platform.Data;

namespace Jingkai.Platform.Uploads;

/// <summary>A file that somebody handed in. The original is kept byte for byte in the data folder under the id, never under
/// the name the sender gave it.</summary>
public sealed class Upload : IZoned
{
    /// <inheritdoc />
    public int ZoneId { get; set; }

    /// <summary>Version 7 UUID.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>The sender's name of the file, without folders; to show only.</summary>
    public string Name { get; set; } = "";

    /// <summary>SHA-256 of the content, hexadecimal.</summary>
    public string Sha256 { get; set; } = "";

    /// <summary>Bytes.</summary>
    public long Size { get; set; }

    /// <summary>When it came in.</summary>
    public DateTime CreatedAt { get; set; }

    /// <summary>Who sent it; only this account may use it further.</summary>
    public Guid? AccountId { get; set; }
}
