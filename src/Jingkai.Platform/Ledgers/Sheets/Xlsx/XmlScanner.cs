using System.Buffers;
using Jingkai.Kernel;

namespace Jingkai.Platform.Ledgers.Sheets;

internal enum XmlToken
{
    Start,
    End,
    Text,
    EndOfFile,
}

/// <summary>
/// A forward reader of XML without document types, over UTF-8 bytes. It exists beside XmlReader for two reasons:
/// it makes no string unless asked (a sheet of 100,000 rows has ten million nodes), and no name, attribute or text of
/// a hostile file can make it hold more than <see cref="MaxToken"/> bytes.
/// </summary>
internal sealed partial class XmlScanner : IDisposable
{
    public const int MaxToken = 1 << 20;
    private const int MaxDepth = 64;

    private readonly Stream _source;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
    private byte[] _content = ArrayPool<byte>.Shared.Rent(4 * 1024);
    private int _next;
    private int _end;
    private int _depth;
    private readonly int[] _open = new int[MaxDepth + 1];
    private bool _sourceDone;
    private bool _started;

    // The current token as a part of the buffer; valid until the next Read.
    private int _nameStart;
    private int _nameEnd;
    private int _tokenEnd;

    public XmlScanner(Stream source) => _source = source;

    /// <summary>The refusal of a text longer than <see cref="MaxToken"/>; of anything else so long it is that of a damaged file.</summary>
    public Func<Error> TextTooLong { get; init; } = static () => SheetErrors.Unreadable;

    /// <summary>True for a start token such as <c>&lt;c r="A1"/&gt;</c>, which no end token follows.</summary>
    public bool IsEmpty { get; private set; }

    /// <summary>True for a text token that stood in CDATA, where nothing is an entity.</summary>
    public bool IsCharacterData { get; private set; }

    /// <summary>The current text token as it stands, entities unresolved.</summary>
    public ReadOnlySpan<byte> RawText => _buffer.AsSpan(_nameStart, _tokenEnd - _nameStart);

    /// <summary>The element's name without a prefix.</summary>
    public ReadOnlySpan<byte> Name => _buffer.AsSpan(_nameStart, _nameEnd - _nameStart);

    public bool Is(ReadOnlySpan<byte> name) => Name.SequenceEqual(name);

    public XmlToken Read()
    {
        if (!_started)
        {
            Begin();
        }

        while (true)
        {
            if (_next >= _end && !Fill(_next))
            {
                return _depth == 0 ? XmlToken.EndOfFile : throw SheetErrors.Damaged();
            }

            if (_buffer[_next] != '<')
            {
                return ReadText();
            }

            Need(2);
            switch (_buffer[_next + 1])
            {
                case (byte)'/':
                    return ReadEnd();
                case (byte)'?':
                    _next = Find("?>"u8, _next + 2) + 2;
                    break;
                case (byte)'!':
                    if (TryReadCharacterData())
                    {
                        return XmlToken.Text;
                    }

                    break;
                default:
                    return ReadStart();
            }
        }
    }

    /// <summary>An attribute of the current start token as it stands, entities unresolved; empty when it is missing.</summary>
    public ReadOnlySpan<byte> Attribute(ReadOnlySpan<byte> name)
    {
        var rest = _buffer.AsSpan(_nameEnd, _tokenEnd - _nameEnd);
        while (true)
        {
            var equals = rest.IndexOf((byte)'=');
            if (equals < 0)
            {
                return default;
            }

            var found = rest[..equals].Trim(Blanks);
            rest = rest[(equals + 1)..].TrimStart(Blanks);
            var close = rest.IsEmpty || rest[0] is not ((byte)'"' or (byte)'\'') ? -1 : rest[1..].IndexOf(rest[0]);
            if (close < 0)
            {
                throw SheetErrors.Damaged();
            }

            if (found.SequenceEqual(name))
            {
                return rest.Slice(1, close);
            }

            rest = rest[(close + 2)..];
        }
    }

    /// <summary>The text inside the current start token up to its end, entities resolved; valid until the next call.</summary>
    public ReadOnlySpan<byte> Content()
    {
        if (IsEmpty)
        {
            return default;
        }

        var length = 0;
        for (var depth = _depth; ;)
        {
            switch (Read())
            {
                case XmlToken.Text:
                    length = Append(RawText, length);
                    break;
                case XmlToken.End when _depth < depth:
                    return _content.AsSpan(0, length);
            }
        }
    }

    /// <summary>The text inside the current start token as a string.</summary>
    public string ContentText()
    {
        var bytes = Content();
        return bytes.IsEmpty ? "" : ExcelText.Decode(bytes);
    }

    /// <summary>Passes over everything inside the current start token, and its end.</summary>
    public void Skip()
    {
        if (IsEmpty)
        {
            return;
        }

        for (var depth = _depth; _depth >= depth;)
        {
            Read();
        }
    }

    /// <summary>
    /// Passes over everything up to the end of an element, looking for the end's name only. Much faster than reading, and
    /// safe because a plain text never contains <c>&lt;</c>.
    /// </summary>
    public void SkipToEnd(ReadOnlySpan<byte> name)
    {
        if (IsEmpty)
        {
            return;
        }

        Span<byte> closing = stackalloc byte[name.Length + 1];
        name.CopyTo(closing);
        closing[^1] = (byte)'>';
        while (true)
        {
            var at = _buffer.AsSpan(_next, _end - _next).IndexOf(closing);
            if (at >= 0)
            {
                var stop = _next + at;
                var open = _buffer.AsSpan(_next, at).LastIndexOf((byte)'<');
                _next = stop + closing.Length;
                if (open >= 0 && _buffer[stop - at + open + 1] == '/')
                {
                    _depth--;
                    return;
                }

                continue;
            }

            // Keeps enough of the tail to hold an end tag with a prefix that the next bytes complete.
            var keep = Math.Min(_end - _next, 256);
            _next = _end - keep;
            if (!Fill(_next))
            {
                throw SheetErrors.Damaged();
            }
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        ArrayPool<byte>.Shared.Return(_content);
        _buffer = [];
        _content = [];
        _source.Dispose();
    }

    private static ReadOnlySpan<byte> Blanks => " \t\r\n"u8;

    private void Begin()
    {
        _started = true;
        while (_end < 4 && Fill(0))
        {
        }

        var start = _buffer.AsSpan(0, _end);
        if (start.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            _next = 3;
        }
        else if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            // No program writes sheets in UTF-16; a byte scanner would misread it, so it is refused and not guessed at.
            throw SheetErrors.Damaged();
        }
    }

    private XmlToken ReadText()
    {
        for (var from = _next; ;)
        {
            var at = _buffer.AsSpan(from, _end - from).IndexOf((byte)'<');
            if (at >= 0)
            {
                Token(_next, from + at);
                _next = from + at;
                return XmlToken.Text;
            }

            from = _end;
            var moved = _next;
            if (!Fill(_next, text: true))
            {
                if (_depth > 0 || _buffer.AsSpan(_next, _end - _next).ContainsAnyExcept(Blanks))
                {
                    throw SheetErrors.Damaged();
                }

                Token(_next, _end);
                _next = _end;
                return XmlToken.Text;
            }

            from -= moved - _next;
        }
    }

    private XmlToken ReadStart()
    {
        var close = FindTagEnd();
        var tag = _buffer.AsSpan(_next + 1, close - _next - 1);
        IsEmpty = tag.Length > 0 && tag[^1] == '/';
        SetName(_next + 1, close - (IsEmpty ? 1 : 0));
        _next = close + 1;
        if (!IsEmpty)
        {
            if (_depth == MaxDepth)
            {
                throw SheetErrors.Damaged();
            }

            _open[_depth++] = Mark(Name);
        }

        return XmlToken.Start;
    }

    private XmlToken ReadEnd()
    {
        var close = Find(">"u8, _next + 2);
        SetName(_next + 2, close);
        _next = close + 1;
        return --_depth >= 0 && _open[_depth] == Mark(Name) ? XmlToken.End : throw SheetErrors.Damaged();
    }

    // Enough of a name to see that an end belongs to another start, at the price of three bytes.
    private static int Mark(ReadOnlySpan<byte> name) => (name.Length << 16) | (name[0] << 8) | name[^1];

    private bool TryReadCharacterData()
    {
        Need(9);
        var start = _buffer.AsSpan(_next, _end - _next);
        if (start.StartsWith("<!--"u8))
        {
            _next = Find("-->"u8, _next + 4) + 3;
            return false;
        }

        if (!start.StartsWith("<![CDATA["u8))
        {
            // A document type could define entities that grow without end; no workbook has one.
            throw SheetErrors.Damaged();
        }

        var close = Find("]]>"u8, _next + 9);
        Token(_next + 9, close);
        IsCharacterData = true;
        _next = close + 3;
        return true;
    }

    private void Token(int start, int end)
    {
        _nameStart = start;
        _tokenEnd = end;
        IsCharacterData = false;
        IsEmpty = false;
    }

    private void SetName(int start, int end)
    {
        _tokenEnd = end;
        _nameStart = start;
        _nameEnd = start;
        for (; _nameEnd < end && _buffer[_nameEnd] > ' '; _nameEnd++)
        {
            if (_buffer[_nameEnd] == ':')
            {
                _nameStart = _nameEnd + 1;
            }
        }

        if (_nameStart == _nameEnd)
        {
            throw SheetErrors.Damaged();
        }
    }
}
