namespace Jingkai.Platform.Attachments;

/// <summary>That an attachment was voided.</summary>
public sealed record AttachmentVoid(DateTime At, string By, string Reason);

/// <summary>A picture that pages show.</summary>
/// <param name="Url">Where it is, from the root.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
public sealed record AttachmentPreview(string Url, int Width, int Height);

/// <summary>Another record that carries the same content.</summary>
/// <param name="Subject"><c>kind:id</c>.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Path">Where it opens, from the root; null when it has no page.</param>
public sealed record AttachmentTwin(string Subject, string Label, string? Path);

/// <summary>An attachment as its reader sees it.</summary>
public sealed record AttachmentView(
    Guid Id, string Subject, string Name, string? Note, string Kind, string MediaType, long Size, string Sha256, DateTime? TakenAt, decimal? Latitude, decimal? Longitude,
    string AddedBy, DateTime AddedAt, int Version)
{
    /// <summary>Where the original is downloaded, from the root; null when the reader may not open it.</summary>
    public string? Content { get; init; }

    /// <summary>The picture that pages show; null when there is none, or it was voided.</summary>
    public AttachmentPreview? Preview { get; init; }

    /// <summary>Set when it was voided.</summary>
    public AttachmentVoid? Voided { get; init; }

    /// <summary>Whether the reader may void it.</summary>
    public bool MayVoid { get; init; }

    /// <summary>Other records with the same content, as far as the reader may see their files.</summary>
    public IReadOnlyList<AttachmentTwin> AlsoAt { get; init; } = [];
}

/// <summary>The files of a record.</summary>
public sealed record AttachmentsView(IReadOnlyList<AttachmentView> Items, long Total, int Page, int Size, string Subject, string Label, bool MayAdd);

/// <summary>What came of a file that was sent.</summary>
/// <param name="View">The attachment.</param>
/// <param name="Duplicate">The record had a file with this very content already: nothing was added, this is the one it had.</param>
public sealed record AddedAttachment(AttachmentView View, bool Duplicate);

/// <summary>A file to attach.</summary>
/// <param name="Content">Its bytes; read once.</param>
/// <param name="Name">The sender's name of the file.</param>
public sealed record NewAttachment(Stream Content, string Name)
{
    /// <summary>What it shows.</summary>
    public string? Note { get; init; }

    /// <summary>The picture that pages show, made by the sender's browser.</summary>
    public Stream? Preview { get; init; }
}

/// <summary>A file that is sent to its reader.</summary>
/// <param name="Content">The bytes; whoever receives it closes it.</param>
/// <param name="Name">Name to save it under.</param>
/// <param name="MediaType">What it is.</param>
/// <param name="Sha256">SHA-256 of the bytes.</param>
public sealed record AttachmentFile(Stream Content, string Name, string MediaType, string Sha256);
