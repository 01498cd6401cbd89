using System.Globalization;

namespace Jingkai.Platform.Ledgers.Sheets;

/// <summary>Names of sheets as Excel accepts them: at most 31 characters, none of <c>[]:*?/\</c>, no two alike.</summary>
internal static class SheetNames
{
    private const int MaxLength = 31;

    public static string Next(string wanted, IReadOnlyCollection<string> taken)
    {
        var plain = string.Concat(ExcelText.Printable(wanted).Select(c => c is '[' or ']' or ':' or '*' or '?' or '/' or '\\' or < ' ' ? ' ' : c))
            .Trim(' ', '\'');
        plain = plain.Length == 0 ? "Sheet" : Cut(plain, MaxLength);
        var name = plain;
        for (var i = 2; taken.Contains(name, StringComparer.OrdinalIgnoreCase); i++)
        {
            var number = $" ({i.ToString(CultureInfo.InvariantCulture)})";
            name = Cut(plain, MaxLength - number.Length) + number;
        }

        return name;
    }

    private static string Cut(string text, int length) => text.Length <= length
        ? text
        : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)].TrimEnd(' ', '\'');
}
