using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Jingkai.Platform.Ledgers.Sheets;

/// <summary>Reads the rows of one sheet, one after the other.</summary>
internal sealed class XlsxRows : IDisposable
{
    private readonly XmlScanner _xml;
    private readonly string[] _sharedTexts;
    private readonly NumberLook[] _looks;
    private readonly bool _since1904;
    private readonly SheetLimits _limits;
    private readonly Cell[] _row;
    private int _number;
    private int _column;
    private int _used;
    private bool _inData;

    public XlsxRows(Stream part, string[] sharedTexts, NumberLook[] looks, bool since1904, SheetLimits limits)
    {
        _xml = new XmlScanner(part) { TextTooLong = () => SheetErrors.CellTooLong(_number) };
        _sharedTexts = sharedTexts;
        _looks = looks;
        _since1904 = since1904;
        _limits = limits;
        _row = new Cell[limits.MaxColumns];
    }

    private enum Stored : byte
    {
        Number,
        Shared,
        FormulaText,
        Inline,
        Bool,
        Error,
        IsoDate,
    }

    public SheetRow? Next()
    {
        while (true)
        {
            switch (_xml.Read())
            {
                case XmlToken.EndOfFile:
                    return null;
                case XmlToken.Start when _inData && _xml.Is("row"u8):
                    return ReadRow();
                case XmlToken.Start when _xml.Is("sheetData"u8):
                    _inData = !_xml.IsEmpty;
                    break;
                case XmlToken.End when _xml.Is("sheetData"u8):
                    // What follows (merged blocks, pictures, rules) is not rows.
                    return null;
            }
        }
    }

    public void Dispose() => _xml.Dispose();

    private SheetRow ReadRow()
    {
        _number = Utf8Parser.TryParse(_xml.Attribute("r"u8), out int stated, out _) && stated > 0 ? stated : _number + 1;
        if (_number > _limits.MaxRows)
        {
            throw new SheetReadException(SheetErrors.TooManyRows(_limits.MaxRows));
        }

        var hidden = IsTrue(_xml.Attribute("hidden"u8));
        _column = -1;
        _used = 0;
        if (!_xml.IsEmpty)
        {
            for (var token = _xml.Read(); token != XmlToken.End; token = _xml.Read())
            {
                if (token != XmlToken.Start)
                {
                    continue;
                }

                if (_xml.Is("c"u8))
                {
                    ReadCell();
                }
                else
                {
                    _xml.Skip();
                }
            }
        }

        var cells = _row.AsSpan(0, _used);
        var row = new SheetRow(_number, hidden, cells.ToArray());
        cells.Clear();
        return row;
    }

    private void ReadCell()
    {
        _column = XlsxReference.TryColumn(_xml.Attribute("r"u8), out var stated) ? stated : _column + 1;
        if (_xml.IsEmpty)
        {
            return;
        }

        var stored = StoredAs(_xml.Attribute("t"u8));
        var look = Utf8Parser.TryParse(_xml.Attribute("s"u8), out int style, out _) && (uint)style < (uint)_looks.Length
            ? _looks[style]
            : NumberLook.Plain;
        Cell cell = default;
        string? formula = null;
        for (var token = _xml.Read(); token != XmlToken.End; token = _xml.Read())
        {
            if (token != XmlToken.Start)
            {
                continue;
            }

            if (_xml.Is("v"u8))
            {
                cell = Read(_xml.Content(), stored, look);
            }
            else if (_xml.Is("is"u8))
            {
                cell = Cell.Of(SharedTexts.ReadRich(_xml));
            }
            else if (_xml.Is("f"u8))
            {
                formula = _xml.ContentText();
            }
            else
            {
                _xml.Skip();
            }
        }

        if (formula is not null && cell.Kind == CellKind.Empty && stored == Stored.Number)
        {
            cell = Cell.OfUncachedFormula(formula);
        }

        Put(cell);
    }

    private void Put(Cell cell)
    {
        if (cell.Kind == CellKind.Empty)
        {
            return;
        }

        if (_column >= _row.Length)
        {
            throw new SheetReadException(SheetErrors.TooManyColumns(_number, _limits.MaxColumns));
        }

        _row[_column] = cell;
        _used = Math.Max(_used, _column + 1);
    }

    private Cell Read(ReadOnlySpan<byte> value, Stored stored, NumberLook look)
    {
        if (value.IsEmpty)
        {
            return default;
        }

        switch (stored)
        {
            case Stored.Number:
                return ReadNumber(value.Trim(" \t\r\n"u8), look);
            case Stored.Shared:
                return Utf8Parser.TryParse(value, out int index, out _) && (uint)index < (uint)_sharedTexts.Length
                    ? Cell.Of(_sharedTexts[index])
                    : throw SheetErrors.Damaged();
            case Stored.Bool:
                return Cell.Of((bool?)IsTrue(value));
            case Stored.Error:
                return Cell.OfError(ExcelText.Decode(value));
            case Stored.IsoDate:
                return ReadIsoDate(ExcelText.Decode(value));
            default:
                return Cell.Of(ExcelText.Decode(value));
        }
    }

    private Cell ReadNumber(ReadOnlySpan<byte> value, NumberLook look)
    {
        if (value.IsEmpty)
        {
            return default;
        }

        if (!CellNumber.TryParse(value, out var number))
        {
            // Too large for a decimal, or no number at all: kept as it stands, and refused where a number is wanted.
            return Cell.Of(Encoding.UTF8.GetString(value));
        }

        var serial = _since1904 ? number + ExcelDate.Days1904 : number;
        if (look == NumberLook.Date && ExcelDate.IsDate(serial))
        {
            return Cell.OfSerial(serial);
        }

        var cell = Cell.OfStored(number, look == NumberLook.Percent, text: null);
        return cell.DigitsLost ? Cell.OfStored(number, look == NumberLook.Percent, Encoding.UTF8.GetString(value)) : cell;
    }

    private static Cell ReadIsoDate(string value) =>
        DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault, out var date)
            ? Cell.Of((DateTime?)date)
            : Cell.Of(value);

    private static bool IsTrue(ReadOnlySpan<byte> value) => value.SequenceEqual("1"u8) || value.SequenceEqual("true"u8);

    private static Stored StoredAs(ReadOnlySpan<byte> type) => type switch
    {
        [] or [(byte)'n'] => Stored.Number,
        [(byte)'s'] => Stored.Shared,
        [(byte)'b'] => Stored.Bool,
        [(byte)'e'] => Stored.Error,
        [(byte)'d'] => Stored.IsoDate,
        _ when type.SequenceEqual("inlineStr"u8) => Stored.Inline,
        _ => Stored.FormulaText,
    };
}
