using System.Buffers;

namespace Jingkai.Platform.Ledgers.Sheets;

/// <summary>The bytes under the scanner: a window over the source that grows with a token and no further than allowed.</summary>
internal sealed partial class XmlScanner
{
    /// <summary>The place of the <c>&gt;</c> that ends the tag at <c>_next</c>; one inside quotes does not.</summary>
    private int FindTagEnd()
    {
        byte quote = 0;
        for (var i = _next + 1; ; i++)
        {
            if (i >= _end)
            {
                var before = _next;
                if (!Fill(_next))
                {
                    throw SheetErrors.Damaged();
                }

                i -= before - _next;
            }

            var b = _buffer[i];
            if (quote != 0)
            {
                quote = b == quote ? (byte)0 : quote;
            }
            else if (b == '>')
            {
                return i;
            }
            else if (b is (byte)'"' or (byte)'\'')
            {
                quote = b;
            }
        }
    }

    private int Find(ReadOnlySpan<byte> what, int from)
    {
        while (true)
        {
            if (from < _end)
            {
                var at = _buffer.AsSpan(from, _end - from).IndexOf(what);
                if (at >= 0)
                {
                    return from + at;
                }
            }

            var before = _next;
            var resume = Math.Max(from, _end - what.Length + 1);
            if (!Fill(_next))
            {
                throw SheetErrors.Damaged();
            }

            from = resume - (before - _next);
        }
    }

    private void Need(int bytes)
    {
        while (_end - _next < bytes)
        {
            if (!Fill(_next))
            {
                throw SheetErrors.Damaged();
            }
        }
    }

    /// <summary>Reads more bytes and keeps those from <paramref name="keepFrom"/> on, moved to the front.</summary>
    private bool Fill(int keepFrom, bool text = false)
    {
        if (_sourceDone)
        {
            return false;
        }

        var kept = _end - keepFrom;
        if (kept >= MaxToken)
        {
            throw Endless(text);
        }

        if (kept > _buffer.Length / 2)
        {
            var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            _buffer.AsSpan(keepFrom, kept).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
        else
        {
            _buffer.AsSpan(keepFrom, kept).CopyTo(_buffer);
        }

        _next -= keepFrom;
        _end = kept;
        var read = _source.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _sourceDone = read == 0;
        return read > 0;
    }

    /// <summary>
    /// The refusal of a token without an end: reads on, keeping nothing, so that the guard can tell a bomb from damage.
    /// </summary>
    private SheetReadException Endless(bool text)
    {
        while (_source.Read(_buffer) > 0)
        {
        }

        return text ? new SheetReadException(TextTooLong()) : SheetErrors.Damaged();
    }

    private int Append(ReadOnlySpan<byte> text, int length)
    {
        if (length + text.Length > MaxToken)
        {
            throw new SheetReadException(TextTooLong());
        }

        if (length + text.Length > _content.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent((length + text.Length) * 2);
            _content.AsSpan(0, length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_content);
            _content = larger;
        }

        var target = _content.AsSpan(length);
        return length + XmlEntities.Resolve(text, target, keepEntities: IsCharacterData);
    }
}
