using System.Globalization;
using System.Text;

namespace Jingkai.Platform.Ledgers.Sheets;

/// <summary>Resolves the five named entities and numbered characters, and makes line ends one <c>\n</c> as XML asks.</summary>
internal static class XmlEntities
{
    /// <summary>Writes the resolved text, which is never longer, and gives its length.</summary>
    public static int Resolve(ReadOnlySpan<byte> text, Span<byte> target, bool keepEntities)
    {
        var written = 0;
        while (true)
        {
            var special = keepEntities ? text.IndexOf((byte)'\r') : text.IndexOfAny((byte)'&', (byte)'\r');
            if (special < 0)
            {
                text.CopyTo(target[written..]);
                return written + text.Length;
            }

            text[..special].CopyTo(target[written..]);
            written += special;
            if (text[special] == '\r')
            {
                target[written++] = (byte)'\n';
                var crLf = special + 1 < text.Length && text[special + 1] == '\n';
                text = text[(special + (crLf ? 2 : 1))..];
                continue;
            }

            text = text[(special + 1)..];
            var end = text.IndexOf((byte)';');
            if (end is < 1 or > 10)
            {
                throw SheetErrors.Damaged();
            }

            written += Rune(text[..end]).EncodeToUtf8(target[written..]);
            text = text[(end + 1)..];
        }
    }

    private static Rune Rune(ReadOnlySpan<byte> name)
    {
        if (name[0] == '#')
        {
            var hex = name.Length > 1 && name[1] == 'x';
            var digits = name[(hex ? 2 : 1)..];
            var style = hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
            return uint.TryParse(digits, style, CultureInfo.InvariantCulture, out var number) && System.Text.Rune.IsValid(number)
                ? new Rune(number)
                : throw SheetErrors.Damaged();
        }

        return new Rune(name switch
        {
            _ when name.SequenceEqual("lt"u8) => '<',
            _ when name.SequenceEqual("gt"u8) => '>',
            _ when name.SequenceEqual("amp"u8) => '&',
            _ when name.SequenceEqual("quot"u8) => '"',
            _ when name.SequenceEqual("apos"u8) => '\'',
            _ => throw SheetErrors.Damaged(),
        });
    }
}
