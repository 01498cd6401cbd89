using System.IO.Compression;
using Jingkai.Platform.Ledgers.Sheets;

namespace Jingkai.Platform.Attachments.Content;

/// <summary>The zips that documents are: what they hold says what they are. Every part is inflated once under guard, because the
/// sizes that a zip states are written by whoever made it.</summary>
internal static class PackedFile
{
    private const int MostParts = 20_000;

    /// <summary>What the parts make of the file.</summary>
    /// <param name="Kind">docx, xlsx, pptx, ofd or zip.</param>
    /// <param name="HasMacros">It carries a program.</param>
    public readonly record struct Contents(string Kind, bool HasMacros);

    /// <exception cref="InvalidDataException">It is no complete zip.</exception>
    /// <exception cref="SheetReadException">It becomes too large when unpacked.</exception>
    public static Contents Look(Stream file, SheetLimits limits)
    {
        file.Position = 0;
        try
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.Entries.Count > MostParts) throw new InvalidDataException("too many parts");
            var guard = new InflationGuard(limits);
            var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            var buffer = new byte[64 * 1024];
            foreach (var entry in zip.Entries)
            {
                names.Add(entry.FullName.Replace('\\', '/').TrimStart('/'));
                using var content = guard.Open(Math.Min(entry.CompressedLength, file.Length)).Wrap(entry.Open());
                while (content.Read(buffer) > 0)
                {
                }
            }

            return new(KindOf(names), names.Any(n => n.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)));
        }
        catch (Exception e) when (e is IOException or NotSupportedException or ArgumentException)
        {
            throw new InvalidDataException("no complete zip", e);
        }
    }

    private static string KindOf(HashSet<string> names)
    {
        if (names.Contains("OFD.xml")) return "ofd";
        if (!names.Contains("[Content_Types].xml")) return "zip";
        return names.Contains("word/document.xml") ? "docx" : names.Contains("xl/workbook.xml") ? "xlsx" : names.Contains("ppt/presentation.xml") ? "pptx" : "zip";
    }
}
