using Jingkai.Platform.Ledgers.Importing;

namespace Jingkai.Ui.Pages.Imports;

/// <summary>A column of the uploaded file, as the preview shows it.</summary>
/// <param name="Letter">Its letter.</param>
/// <param name="Heading">Its heading; empty when it has none.</param>
/// <param name="Key">The ledger's column it is read as; empty when it is not read.</param>
/// <param name="Reason">Why it is not read.</param>
/// <param name="Samples">Its first values.</param>
internal sealed record FileColumn(string Letter, string Heading, string Key, string? Reason, IReadOnlyList<string> Samples);

/// <summary>What the preview shows of a file's columns, and what a person made of them.</summary>
internal static class FileColumns
{
    private const string Prefix = "map.";
    private const int MostSamples = 3;

    /// <summary>Name of the select of a column.</summary>
    public static string FieldOf(string letter) => Prefix + letter;

    /// <summary>All columns of the file in their order.</summary>
    public static IReadOnlyList<FileColumn> Of(ImportReport report)
    {
        var read = report.Mapping.ToDictionary(m => m.Column);
        var unread = report.UnreadColumns.ToDictionary(m => m.Column);
        var letters = read.Keys.Concat(unread.Keys).Concat(report.Preview.SelectMany(p => p.Cells.Keys)).Distinct()
            .OrderBy(l => l.Length).ThenBy(l => l, StringComparer.Ordinal);
        return [.. letters.Select(letter => new FileColumn(
            letter,
            read.GetValueOrDefault(letter)?.Heading ?? unread.GetValueOrDefault(letter)?.Heading ?? "",
            read.GetValueOrDefault(letter)?.Key ?? "",
            unread.GetValueOrDefault(letter)?.Reason,
            [.. report.Preview.Where(p => p.Row > report.HeadingRow).Select(p => p.Cells.GetValueOrDefault(letter)).OfType<string>().Take(MostSamples)]))];
    }

    /// <summary>The options after a person went over the columns; equal to the present ones when nothing was changed.</summary>
    /// <param name="options">The present options.</param>
    /// <param name="report">What was found under them.</param>
    /// <param name="sheet">The sheet chosen.</param>
    /// <param name="fields">The posted selects: letter → key or empty.</param>
    public static ImportOptions Choose(ImportOptions options, ImportReport report, string? sheet, IEnumerable<KeyValuePair<string, string>> fields)
    {
        // Columns of one sheet say nothing about those of another.
        if (!string.IsNullOrEmpty(sheet) && sheet != report.Sheet) return options with { Sheet = sheet, HeadingRow = null, Map = new Dictionary<string, string>() };
        var found = report.Mapping.ToDictionary(m => m.Column, m => m.Key);
        var map = options.Map.ToDictionary();
        foreach (var (name, key) in fields)
        {
            if (!name.StartsWith(Prefix, StringComparison.Ordinal)) continue;
            var letter = name[Prefix.Length..];
            if (key != found.GetValueOrDefault(letter, "")) map[letter] = key;
        }

        // A key chosen for one column is taken from the column that had it.
        foreach (var (letter, key) in map.Where(m => m.Value.Length > 0).ToList())
            foreach (var other in map.Where(m => m.Key != letter && m.Value == key && found.GetValueOrDefault(m.Key) == key).Select(m => m.Key).ToList()) map[other] = "";
        return options with { Map = map };
    }

    /// <summary>Whether two options read a file alike.</summary>
    public static bool Same(ImportOptions a, ImportOptions b) =>
        a.Sheet == b.Sheet && a.HeadingRow == b.HeadingRow && a.Map.Count == b.Map.Count && a.Map.All(m => b.Map.TryGetValue(m.Key, out var key) && key == m.Value);
}
