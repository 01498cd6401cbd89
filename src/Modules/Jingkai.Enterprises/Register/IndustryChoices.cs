using Jingkai.Kernel;

namespace Jingkai.Enterprises.Register;

/// <summary>An industry in a pick list.</summary>
/// <param name="Value">Its code.</param>
/// <param name="Text">Code and name.</param>
/// <param name="Hint">The name one level up.</param>
internal sealed record IndustryChoice(string Value, string Text, string Hint);

/// <summary>The classification as it is searched: by beginning of the code, part of the name in either language, or pinyin initials.</summary>
internal static class IndustryChoices
{
    private static readonly Lazy<(Industry Industry, string Name, string NameEn, string Initials)[]> All = new(static () =>
        [.. IndustryCode.All.OrderBy(i => i.Level).Select(i => (i, TextNormal.SearchKey(i.Name), TextNormal.SearchKey(i.NameEn), TextNormal.Initials(i.Name)))]);

    public static IReadOnlyList<IndustryChoice> Find(string? text, int most)
    {
        var key = TextNormal.SearchKey(text);
        // With the section's letter in front (c3435) the digits alone are the code.
        var digits = key.Length > 1 && char.IsAsciiLetter(key[0]) && char.IsAsciiDigit(key[1]) ? key[1..] : key;
        return [.. All.Value
            .Where(i => i.Industry.Code.StartsWith(digits, StringComparison.OrdinalIgnoreCase) || i.Name.Contains(key, StringComparison.Ordinal)
                || (key.Length > 2 && i.NameEn.Contains(key, StringComparison.Ordinal))
                || (key.Length > 1 && i.Initials.StartsWith(key, StringComparison.Ordinal)))
            .Take(most)
            .Select(i => new IndustryChoice(i.Industry.Code, $"{i.Industry.Code} {i.Industry.Shown}", IndustryNames.Of(i.Industry.Parent) ?? ""))];
    }
}
