using System.Text;

namespace Jingkai.Platform.Ledgers.Sheets;

/// <summary>
/// Reads records of separated values after RFC 4180: quotes, doubled quotes, delimiters and line ends inside quotes;
/// and what people's files have besides: any of three line ends, quotes in the middle of a value, text after a quote.
/// </summary>
internal sealed class CsvParser(TextReader text, char delimiter)
{
    private readonly char[] _buffer = new char[32 * 1024];
    private readonly StringBuilder _long = new();
    private int _next;
    private int _end;

    /// <summary>The number of the record that was read last, from 1; Excel shows a record as one row.</summary>
    public int Record { get; private set; }

    /// <summary>Reads the next record into the list; false at the end of the file.</summary>
    public bool Read(List<string> fields)
    {
        fields.Clear();
        if (Peek() < 0)
        {
            return false;
        }

        Record++;
        while (true)
        {
            fields.Add(ReadField());
            var c = Peek();
            if (c == delimiter)
            {
                _next++;
                continue;
            }

            if (c == '\r')
            {
                _next++;
                c = Peek();
            }

            if (c == '\n')
            {
                _next++;
            }

            return true;
        }
    }

    private string ReadField()
    {
        _long.Clear();
        if (Peek() == '"')
        {
            ReadQuoted();
        }

        while (true)
        {
            var rest = _buffer.AsSpan(_next, _end - _next);
            var stop = rest.IndexOfAny(delimiter, '\r', '\n');
            var part = stop < 0 ? rest : rest[..stop];
            _next += part.Length;
            if (stop >= 0 && _long.Length == 0)
            {
                return part.ToString();
            }

            Add(part);
            if (stop >= 0 || Peek() < 0)
            {
                return _long.ToString();
            }
        }
    }

    private void ReadQuoted()
    {
        var opened = Record;
        _next++;
        while (true)
        {
            if (Peek() < 0)
            {
                throw new SheetReadException(SheetErrors.OpenQuote(opened));
            }

            var rest = _buffer.AsSpan(_next, _end - _next);
            var quote = rest.IndexOf('"');
            Add(quote < 0 ? rest : rest[..quote]);
            _next += quote < 0 ? rest.Length : quote + 1;
            if (quote < 0)
            {
                continue;
            }

            if (Peek() != '"')
            {
                return;
            }

            _long.Append('"');
            _next++;
        }
    }

    private void Add(ReadOnlySpan<char> part)
    {
        // A quote that never closes would otherwise swallow the rest of the file.
        if (_long.Length + part.Length > ExcelText.MaxLength)
        {
            throw new SheetReadException(SheetErrors.CellTooLong(Record));
        }

        _long.Append(part);
    }

    private int Peek()
    {
        if (_next < _end)
        {
            return _buffer[_next];
        }

        _next = 0;
        _end = text.Read(_buffer, 0, _buffer.Length);
        return _end > 0 ? _buffer[0] : -1;
    }
}
