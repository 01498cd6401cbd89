namespace Jingkai.Platform.Attachments.Content;

/// <summary>What a file is by its content, whatever its name says.</summary>
/// <param name="Code">Stable code: <c>pdf</c>, <c>jpeg</c> …</param>
/// <param name="MediaType">What it is sent as.</param>
/// <param name="Extensions">Endings of such files, the usual one first.</param>
/// <param name="IsPicture">A picture: it may carry a preview, place and time.</param>
public sealed record FileKind(string Code, string MediaType, IReadOnlyList<string> Extensions, bool IsPicture = false)
{
    /// <summary>The kinds that are recognised.</summary>
    public static IReadOnlyList<FileKind> All { get; } =
    [
        new("pdf", "application/pdf", [".pdf"]),
        new("jpeg", "image/jpeg", [".jpg", ".jpeg", ".jfif"], true),
        new("png", "image/png", [".png"], true),
        new("webp", "image/webp", [".webp"], true),
        new("heic", "image/heic", [".heic", ".heif"], true),
        new("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", [".docx"]),
        new("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", [".xlsx"]),
        new("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", [".pptx"]),
        new("doc", "application/msword", [".doc", ".wps"]),
        new("xls", "application/vnd.ms-excel", [".xls", ".et"]),
        new("text", "text/plain", [".txt"]),
        new("csv", "text/csv", [".csv"]),
        new("ofd", "application/ofd", [".ofd"]),
        new("zip", "application/zip", [".zip"]),
    ];

    /// <summary>The kinds taken unless the installation says otherwise. A zip hides what is in it, and only few can open an OFD.</summary>
    public static IReadOnlyList<string> Usual { get; } = [.. All.Select(k => k.Code).Except(["ofd", "zip"])];

    /// <summary>Codes of the kinds that are pictures.</summary>
    public static IReadOnlyList<string> Pictures { get; } = [.. All.Where(k => k.IsPicture).Select(k => k.Code)];

    /// <summary>The kind of a code.</summary>
    /// <exception cref="InvalidOperationException">There is no such kind.</exception>
    public static FileKind Of(string code) => All.FirstOrDefault(k => k.Code == code) ?? throw new InvalidOperationException($"There is no kind of file '{code}'.");
}

/// <summary>What was found out about a file.</summary>
/// <param name="Kind">What it is.</param>
internal sealed record FileFacts(FileKind Kind)
{
    /// <summary>Width and height of a picture in pixels, where its kind says so.</summary>
    public (int Width, int Height)? Size { get; init; }

    /// <summary>Time and place of a photo.</summary>
    public Shot Shot { get; init; } = Shot.None;
}
