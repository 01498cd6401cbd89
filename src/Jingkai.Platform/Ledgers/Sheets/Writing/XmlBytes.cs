using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Jingkai.Platform.Ledgers.Sheets;

/// <summary>Writes XML as UTF-8 into a buffer and that into a stream, without a string for a cell.</summary>
internal sealed class XmlBytes(Stream target) : IDisposable
{
    private const int Size = 64 * 1024;

    // '_' may begin something that reads like an escape.
    private static readonly SearchValues<char> Special = SearchValues.Create("&<>\"\r_");

    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(Size);
    private int _used;

    public XmlBytes Raw(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _buffer.Length - _used)
        {
            Flush();
        }

        bytes.CopyTo(_buffer.AsSpan(_used));
        _used += bytes.Length;
        return this;
    }

    public XmlBytes Number(int value)
    {
        Reserve(16);
        Utf8Formatter.TryFormat(value, _buffer.AsSpan(_used), out var written);
        _used += written;
        return this;
    }

    public XmlBytes Number(decimal value)
    {
        Reserve(48);
        value.TryFormat(_buffer.AsSpan(_used), out var written, default, CultureInfo.InvariantCulture);
        _used += written;
        return this;
    }

    public XmlBytes Reference(int row, int column)
    {
        Reserve(16);
        _used += XlsxReference.Write(_buffer.AsSpan(_used), row, column);
        return this;
    }

    /// <summary>Text or an attribute's value.</summary>
    public XmlBytes Text(string text)
    {
        var rest = ExcelText.Printable(text).AsSpan();
        while (true)
        {
            var special = rest.IndexOfAny(Special);
            Plain(special < 0 ? rest : rest[..special]);
            if (special < 0)
            {
                return this;
            }

            Raw(rest[special] switch
            {
                '&' => "&amp;"u8,
                '<' => "&lt;"u8,
                '>' => "&gt;"u8,
                '"' => "&quot;"u8,
                // XML would read a carriage return as a line feed.
                '\r' => "_x000D_"u8,
                _ => ExcelText.EscapeAt(rest, special) < 0 ? "_"u8 : "_x005F_"u8,
            });
            rest = rest[(special + 1)..];
        }
    }

    public void Flush()
    {
        target.Write(_buffer, 0, _used);
        _used = 0;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private void Plain(ReadOnlySpan<char> text)
    {
        const int Piece = Size / 4;
        while (!text.IsEmpty)
        {
            var length = Math.Min(text.Length, Piece);
            length -= length < text.Length && char.IsHighSurrogate(text[length - 1]) ? 1 : 0;
            Reserve(length * 3);
            _used += Encoding.UTF8.GetBytes(text[..length], _buffer.AsSpan(_used));
            text = text[length..];
        }
    }

    private void Reserve(int bytes)
    {
        if (bytes > _buffer.Length - _used)
        {
            Flush();
        }
    }
}
