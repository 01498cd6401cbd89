using System.Text;
using Jingkai.Kernel;
using Jingkai.Platform.Ledgers.Sheets;

namespace Jingkai.Platform.Attachments.Content;

/// <summary>Finds out by its content what a file is. The name decides nothing but between kinds that have no mark of their own
/// (text and CSV).</summary>
internal static class FileInspector
{
    private const int TailLength = 4096;
    private const int MarkupLength = 64 * 1024;

    private static readonly string[] Markup = ["<script", "<svg", "<html", "<!doctype", "<iframe", "<?xml"];

    /// <summary>Looks at a file that can seek.</summary>
    /// <param name="file">The content.</param>
    /// <param name="name">The sender's name of the file.</param>
    /// <param name="allowed">Codes of the kinds that are taken.</param>
    /// <param name="limits">How large a packed file may become.</param>
    /// <returns>What it is; or <c>file-kind-refused</c>, <c>damaged-file</c>, <c>file-has-macros</c>, <c>encrypted-file</c> (415) or
    /// <c>file-too-large-inflated</c> (413).</returns>
    public static Result<FileFacts> Inspect(Stream file, string name, IReadOnlySet<string> allowed, SheetLimits limits)
    {
        try
        {
            var head = Bytes.Read(file, 0, (int)Math.Min(16, file.Length));
            var found = head switch
            {
                [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => Pdf(file),
                [0xFF, 0xD8, 0xFF, ..] => Picture("jpeg", PictureFile.ReadJpeg(file)),
                [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Picture("png", PictureFile.ReadPng(file)),
                [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => Picture("webp", PictureFile.ReadWebp(file)),
                [(byte)'P', (byte)'K', 3, 4, ..] => Packed(PackedFile.Look(file, limits)),
                [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => Compound(CompoundFile.Names(file)),
                _ when HeifFile.IsNamed(head) => Result.Ok(new FileFacts(FileKind.Of("heic")) { Shot = ShotOf(HeifFile.ReadExif(file)) }),
                _ => Text(file, name),
            };
            return found.IsOk && !allowed.Contains(found.Value.Kind.Code) ? AttachmentErrors.KindRefused(found.Value.Kind.Code) : found;
        }
        catch (SheetReadException e)
        {
            return e.Error.Code == SheetErrors.Unreadable.Code ? AttachmentErrors.Damaged : e.Error;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            return AttachmentErrors.Damaged;
        }
    }

    private static Result<FileFacts> Pdf(Stream file)
    {
        // A download that broke off lacks its end; some programs write a few blanks or marks after it.
        var length = (int)Math.Min(TailLength, file.Length);
        var tail = Bytes.Read(file, file.Length - length, length);
        return tail.AsSpan().IndexOf("%%EOF"u8) >= 0 ? new FileFacts(FileKind.Of("pdf")) : AttachmentErrors.Damaged;
    }

    private static Result<FileFacts> Picture(string kind, PictureFacts facts) =>
        new FileFacts(FileKind.Of(kind)) { Size = (facts.Width, facts.Height), Shot = ShotOf(facts.Exif) };

    private static Shot ShotOf(byte[]? exif) => exif is null ? Shot.None : Exif.Read(exif);

    private static Result<FileFacts> Packed(PackedFile.Contents contents) =>
        contents.HasMacros ? AttachmentErrors.HasMacros : new FileFacts(FileKind.Of(contents.Kind));

    private static Result<FileFacts> Compound(HashSet<string> names)
    {
        if (names.Contains("EncryptedPackage")) return SheetErrors.Encrypted;
        if (names.Contains("_VBA_PROJECT")) return AttachmentErrors.HasMacros;
        if (names.Contains("WordDocument")) return new FileFacts(FileKind.Of("doc"));
        return names.Contains("Workbook") || names.Contains("Book") ? new FileFacts(FileKind.Of("xls")) : AttachmentErrors.KindRefused(null);
    }

    /// <summary>Text has no mark: it must read as text all through, be named as text, and be no page or drawing.</summary>
    private static Result<FileFacts> Text(Stream file, string name)
    {
        var kind = FileKind.All.FirstOrDefault(k => k.Code is "text" or "csv" && k.Extensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase));
        if (kind is null || CsvEncoding.Detect(file) is not { } found) return AttachmentErrors.KindRefused(null);
        file.Position = found.MarkLength;
        using var reader = new StreamReader(file, Encoding.GetEncoding(found.Encoding.CodePage), detectEncodingFromByteOrderMarks: false, bufferSize: 4096, leaveOpen: true);
        var start = new char[MarkupLength];
        var text = start.AsSpan(0, reader.ReadBlock(start));
        if (text.TrimStart() is ['<', ..]) return AttachmentErrors.KindRefused(null);
        foreach (var mark in Markup)
            if (text.Contains(mark, StringComparison.OrdinalIgnoreCase)) return AttachmentErrors.KindRefused(null);
        return new FileFacts(kind);
    }
}
