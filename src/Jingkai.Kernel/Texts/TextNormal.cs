using System.Globalization;
using System.Text;

namespace Jingkai.Kernel;

/// <summary>
/// How text is stored and compared, so that SQLite and PostgreSQL order and find alike. Pure functions; none of them
/// throws on broken input: a lone surrogate becomes U+FFFD and stays visible, non-characters are dropped.
/// </summary>
public static class TextNormal
{
    /// <summary>Bytes of a collation key that are kept in a sort key; about 25 Chinese characters decide the order.</summary>
    public const int SortKeyBytes = 60;

    private const CompareOptions Loose =
        CompareOptions.IgnoreCase | CompareOptions.IgnoreWidth | CompareOptions.IgnoreKanaType;

    private static readonly CompareInfo Chinese = CultureInfo.GetCultureInfo("zh-CN").CompareInfo;

    /// <summary>
    /// Text as it is stored: NFC, without control and invisible formatting characters, trimmed, runs of white space
    /// (line breaks and the ideographic space too) as one blank. Characters keep their width. Idempotent.
    /// </summary>
    /// <param name="text">The text as delivered; null is the empty text.</param>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                if (result.Length > 0 && result[^1] != ' ')
                {
                    result.Append(' ');
                }
            }
            else if (!IsDropped(rune))
            {
                result.Append(rune);
            }
        }

        return result.ToString().Trim(' ').Normalize(NormalizationForm.FormC);
    }

    /// <summary>Text of several lines as it is stored: every line as <see cref="Clean"/> leaves it, line breaks as <c>\n</c>, no
    /// blank lines at the ends and at most one between two lines. Idempotent.</summary>
    /// <param name="text">The text as delivered; null is the empty text.</param>
    public static string CleanLines(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        var result = new StringBuilder(text.Length);
        var blank = false;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Select(Clean))
        {
            if (line.Length == 0)
            {
                blank = result.Length > 0;
                continue;
            }

            if (result.Length > 0)
            {
                result.Append(blank ? "\n\n" : "\n");
            }

            result.Append(line);
            blank = false;
        }

        return result.ToString();
    }

    /// <summary>Full-width ASCII (<c>Ａ１，</c>) and the ideographic space as their half-width forms; all else unchanged.</summary>
    /// <param name="text">Any text; null is the empty text.</param>
    public static string HalfWidth(string? text) => string.IsNullOrEmpty(text)
        ? string.Empty
        : string.Create(text.Length, text, static (target, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                target[i] = source[i] switch
                {
                    '\u3000' => ' ',
                    >= '\uFF01' and <= '\uFF5E' => (char)(source[i] - 0xFEE0),
                    _ => source[i],
                };
            }
        });

    /// <summary>
    /// Text as it is searched: half-width, lower case, without blanks and punctuation, so that
    /// <c>浙江（临平）Ａ-Tech 公司</c> is found by <c>浙江临平atech公司</c>. Store it beside the name and compare keys with keys.
    /// Idempotent.
    /// </summary>
    /// <param name="text">Any text; null is the empty text.</param>
    public static string SearchKey(string? text)
    {
        var clean = Clean(HalfWidth(text));
        var result = new StringBuilder(clean.Length);
        foreach (var rune in clean.EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune) && !Rune.IsPunctuation(rune))
            {
                result.Append(Rune.ToLowerInvariant(rune));
            }
        }

        return result.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>
    /// A key whose binary order is the pinyin order of the text: the collation key of zh-CN as hexadecimal digits, at
    /// most <see cref="SortKeyBytes"/> bytes. Case and width do not count. The keys of one installation must come
    /// from one version of the Unicode library; after a change of version they are computed anew.
    /// </summary>
    /// <param name="text">Any text; null is the empty text.</param>
    /// <returns>0 to 120 lower-case hexadecimal digits.</returns>
    public static string SortKey(string? text)
    {
        var key = Chinese.GetSortKey(Clean(text), Loose).KeyData;
        return Convert.ToHexStringLower(key.AsSpan(0, Math.Min(key.Length, SortKeyBytes)));
    }

    /// <summary>
    /// The pinyin initials of a text, lower case: <c>浙江中控</c> is <c>zjzk</c>. ASCII letters and digits stand for
    /// themselves, everything else is left out. A character with several readings gives its most common one.
    /// </summary>
    /// <param name="text">Any text; null is the empty text.</param>
    public static string Initials(string? text)
    {
        var clean = Clean(HalfWidth(text));
        var result = new StringBuilder(clean.Length);
        for (var i = 0; i < clean.Length; i++)
        {
            var c = clean[i];
            if (char.IsAsciiLetterOrDigit(c))
            {
                result.Append(char.ToLowerInvariant(c));
            }
            else if (!char.IsLowSurrogate(c) && Pinyin.Initial(clean, i) is { } initial)
            {
                result.Append(initial);
            }
        }

        return result.ToString();
    }

    /// <summary>A piece of user input that is safe to repeat in a message.</summary>
    internal static string Excerpt(string? text)
    {
        var clean = Clean(text);
        return clean.Length <= 40 ? clean : string.Concat(clean.AsSpan(0, 39), "…");
    }

    private static bool IsDropped(Rune rune) =>
        // Non-characters first: normalisation and databases refuse them.
        (rune.Value & 0xFFFE) == 0xFFFE
        || rune.Value is >= 0xFDD0 and <= 0xFDEF
        || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control
        || rune.Value is 0xAD or 0x200B or 0x200E or 0x200F or 0x2060 or 0xFEFF
            or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
