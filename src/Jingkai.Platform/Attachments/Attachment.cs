using Jingkai.Platform.Data;

namespace Jingkai.Platform.Attachments;

/// <summary>A file tied to a record (附件). The file never changes; an attachment that should not be there is voided, never deleted.</summary>
public sealed class Attachment : ZoneEntity
{
    /// <summary>Kind of the record, the code of its <see cref="IAttachmentSubject"/>.</summary>
    public string SubjectKind { get; set; } = "";

    /// <summary>Id of the record, as its <see cref="IAttachmentSubject"/> writes it.</summary>
    public string SubjectId { get; set; } = "";

    /// <summary>The original, byte for byte.</summary>
    public Guid UploadId { get; set; }

    /// <summary>The picture that pages show; null when there is none.</summary>
    public Guid? PreviewId { get; set; }

    /// <summary>Code of the kind found by content: <c>pdf</c>, <c>jpeg</c> …</summary>
    public string Kind { get; set; } = "";

    /// <summary>Name under which it is shown and handed out; its ending fits the content.</summary>
    public string Name { get; set; } = "";

    /// <summary>What it shows, in the sender's words.</summary>
    public string? Note { get; set; }

    /// <summary>SHA-256 of the original, hexadecimal.</summary>
    public string Sha256 { get; set; } = "";

    /// <summary>Bytes of the original.</summary>
    public long Size { get; set; }

    /// <summary>Bytes of the preview; 0 without one.</summary>
    public long PreviewSize { get; set; }

    /// <summary>Code of the preview's kind: <c>jpeg</c>, <c>png</c> or <c>webp</c>.</summary>
    public string? PreviewKind { get; set; }

    /// <summary>Width of the preview in pixels.</summary>
    public int PreviewWidth { get; set; }

    /// <summary>Height of the preview in pixels.</summary>
    public int PreviewHeight { get; set; }

    /// <summary>When a photo was taken, as its camera says.</summary>
    public DateTime? TakenAt { get; set; }

    /// <summary>Where a photo was taken: millionths of a degree north, WGS-84.</summary>
    public long? LatitudeE6 { get; set; }

    /// <summary>Where a photo was taken: millionths of a degree east, WGS-84.</summary>
    public long? LongitudeE6 { get; set; }

    /// <summary>The account that added it.</summary>
    public Guid? AddedById { get; set; }

    /// <summary>Its name at the time.</summary>
    public string AddedBy { get; set; } = "";

    /// <summary>When it was added.</summary>
    public DateTime AddedAt { get; set; }

    /// <summary>作废: when.</summary>
    public DateTime? VoidedAt { get; set; }

    /// <summary>作废: by whom.</summary>
    public string? VoidedBy { get; set; }

    /// <summary>作废: why.</summary>
    public string? VoidReason { get; set; }
}
