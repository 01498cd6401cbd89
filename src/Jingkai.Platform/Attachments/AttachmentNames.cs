using Jingkai.Kernel;
using Jingkai.Platform.Attachments.Content;
using Jingkai.Platform.Uploads;

namespace Jingkai.Platform.Attachments;

/// <summary>Names under which files are shown and handed out: whatever system saves them, they are names and no paths, and their
/// ending says what the content is.</summary>
internal static class AttachmentNames
{
    private const int LongestStem = 120;
    private const string NotInNames = "<>:\"/\\|?*";

    private static readonly HashSet<string> Reserved = new(
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(1, 9).SelectMany(n => new[] { $"COM{n}", $"LPT{n}" })], StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Endings = FileKind.All.SelectMany(k => k.Extensions).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>A safe name for a file of a kind.</summary>
    public static string Of(string sent, FileKind kind)
    {
        var name = string.Concat(UploadStore.CleanName(sent).Select(c => NotInNames.Contains(c, StringComparison.Ordinal) ? '_' : c)).Trim('.', ' ');
        var ending = Path.GetExtension(name);
        // A picture saved under another picture's ending gets its own; anything else keeps what looks like an ending as part of its name.
        var stem = Endings.Contains(ending) ? name[..^ending.Length] : name;
        stem = Cut(stem).Trim('.', ' ');
        if (stem.Length == 0 || Reserved.Contains(stem.Split('.')[0])) stem = "file" + (stem.Length == 0 ? "" : "-" + stem);
        return stem + (kind.Extensions.FirstOrDefault(e => e.Equals(ending, StringComparison.OrdinalIgnoreCase)) ?? kind.Extensions[0]);
    }

    private static string Cut(string stem) =>
        stem.Length <= LongestStem ? stem : stem[..(char.IsHighSurrogate(stem[LongestStem - 1]) ? LongestStem - 1 : LongestStem)];
}
