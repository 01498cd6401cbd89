namespace Jingkai.Platform.Ledgers.Sheets;

/// <summary>
/// The apostrophe before text that a spreadsheet would take for a formula. Text that begins with a dangerous character,
/// also after blanks or apostrophes, gets one apostrophe more; reading takes exactly that one away. Since the rule
/// counts apostrophes that were there before, every text comes back as it was.
/// </summary>
internal static class CsvText
{
    // The full-width forms are formulas to East Asian Excel.
    private const string Dangerous = "=+-@\t\r\n＝＋－＠";

    public static string Guard(string text) => LooksDangerous(text) ? "'" + text : text;

    public static string Unguard(string text) =>
        text.Length > 1 && text[0] == '\'' && LooksDangerous(text.AsSpan(1)) ? text[1..] : text;

    private static bool LooksDangerous(ReadOnlySpan<char> text)
    {
        var rest = text.TrimStart("' ");
        return rest.Length > 0 && Dangerous.Contains(rest[0], StringComparison.Ordinal);
    }
}
