using System.Globalization;
using System.Text;

namespace Jingkai.Platform.Ledgers.Sheets;

/// <summary>
/// Text as workbooks write it. Characters that XML or its line-end rule would not keep stand as <c>_x000D_</c>, and a
/// literal <c>_x000D_</c> as <c>_x005F_x000D_</c> (ECMA-376 part 1, 22.9.2.19).
/// </summary>
internal static class ExcelText
{
    /// <summary>The longest text of a cell that Excel opens.</summary>
    public const int MaxLength = 32_767;

    private const int EscapeLength = 7;
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static string Decode(ReadOnlySpan<byte> utf8)
    {
        string text;
        try
        {
            text = Strict.GetString(utf8);
        }
        catch (DecoderFallbackException e)
        {
            throw SheetErrors.Damaged(e);
        }

        return utf8.IndexOf("_x"u8) < 0 ? text : Unescape(text);
    }

    /// <summary>The character that begins at <paramref name="i"/> as an escape, or -1.</summary>
    public static int EscapeAt(ReadOnlySpan<char> text, int i) =>
        text.Length - i >= EscapeLength && text[i] == '_' && text[i + 1] == 'x' && text[i + 6] == '_'
        && int.TryParse(text.Slice(i + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            ? code
            : -1;

    /// <summary>
    /// Drops what neither file format can carry: control characters except tab and line ends, halves of surrogate
    /// pairs, and the two non-characters of XML.
    /// </summary>
    public static string Printable(string text)
    {
        var bad = IndexOfUnprintable(text, 0);
        if (bad < 0)
        {
            return text;
        }

        var kept = new StringBuilder(text.Length);
        var from = 0;
        for (; bad >= 0; from = bad + 1, bad = IndexOfUnprintable(text, from))
        {
            kept.Append(text, from, bad - from);
        }

        return kept.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>The text cut to <see cref="MaxLength"/>, never inside a surrogate pair, with an ellipsis at its end.</summary>
    public static string Fit(string text)
    {
        if (text.Length <= MaxLength)
        {
            return text;
        }

        var cut = MaxLength - 1;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[cut - 1]) ? cut - 1 : cut), "…");
    }

    private static int IndexOfUnprintable(string text, int from)
    {
        for (var i = from; i < text.Length; i++)
        {
            var c = text[i];
            if (c >= ' ' && c < '\uD800')
            {
                continue;
            }

            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
                continue;
            }

            if (c is '\t' or '\n' or '\r' || (c >= '\uE000' && c < '\uFFFE'))
            {
                continue;
            }

            return i;
        }

        return -1;
    }

    private static string Unescape(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var code = EscapeAt(text, i);
            plain.Append(code < 0 ? text[i] : (char)code);
            i += code < 0 ? 0 : EscapeLength - 1;
        }

        return plain.ToString();
    }
}
