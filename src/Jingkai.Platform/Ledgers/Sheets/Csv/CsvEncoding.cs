using System.Text;

namespace Jingkai.Platform.Ledgers.Sheets;

/// <summary>Finds out in which encoding a text file is written, by its bytes alone.</summary>
internal static class CsvEncoding
{
    private const int Chunk = 64 * 1024;

    static CsvEncoding() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>
    /// The encoding and the length of its mark, or null when the file is no text. The whole file is looked at: a ledger
    /// can begin with a thousand rows of plain ASCII before the first Chinese name.
    /// </summary>
    public static (Encoding Encoding, int MarkLength)? Detect(Stream file)
    {
        Span<byte> mark = stackalloc byte[4];
        file.Position = 0;
        mark = mark[..file.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false)];
        (Encoding, int)? stated = mark switch
        {
            [0xEF, 0xBB, 0xBF, ..] => (new UTF8Encoding(false, true), 3),
            [0xFF, 0xFE, 0, 0] => null,
            [0xFF, 0xFE, ..] => (new UnicodeEncoding(false, false, true), 2),
            [0xFE, 0xFF, ..] => (new UnicodeEncoding(true, false, true), 2),
            _ => null,
        };
        if (stated is { } known)
        {
            return Fits(file, known.Item1, known.Item2) ? known : null;
        }

        var utf8 = new UTF8Encoding(false, true);
        if (Fits(file, utf8, 0))
        {
            return (utf8, 0);
        }

        var chinese = Encoding.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        return Fits(file, chinese, 0) ? (chinese, 0) : null;
    }

    private static bool Fits(Stream file, Encoding encoding, int skip)
    {
        file.Position = skip;
        var bytes = new byte[Chunk];
        var chars = new char[encoding.GetMaxCharCount(Chunk)];
        var decoder = encoding.GetDecoder();
        try
        {
            int read;
            do
            {
                read = file.Read(bytes);
                var count = decoder.GetChars(bytes, 0, read, chars, 0, flush: read == 0);
                if (chars.AsSpan(0, count).ContainsAny(NotText))
                {
                    return false;
                }
            }
            while (read > 0);

            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    // Control characters that no text file has. Tab, line ends, vertical tab, form feed and the old end mark (1A) occur.
    private static readonly System.Buffers.SearchValues<char> NotText = System.Buffers.SearchValues.Create(
        "\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\uFFFE\uFFFF");
}
