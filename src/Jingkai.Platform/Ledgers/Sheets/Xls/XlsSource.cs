using System.Globalization;
using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using Jingkai.Kernel;

namespace Jingkai.Platform.Ledgers.Sheets;

/// <summary>A workbook of Excel 97–2003, by way of ExcelDataReader.</summary>
internal sealed class XlsSource : ISheetSource
{
    private readonly IExcelDataReader _reader;
    private readonly SheetLimits _limits;

    static XlsSource() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public XlsSource(Stream file, SheetLimits limits)
    {
        _limits = limits;
        _reader = Guarded(() => Open(file));
        Sheets = Guarded(ReadSheets);
    }

    public IReadOnlyList<SheetInfo> Sheets { get; }

    public IEnumerable<SheetRow> Rows(int sheet)
    {
        Guarded(() => MoveTo(sheet));
        var number = 0;
        while (Guarded(_reader.Read))
        {
            number++;
            if (number > _limits.MaxRows)
            {
                throw new SheetReadException(SheetErrors.TooManyRows(_limits.MaxRows));
            }

            var cells = Guarded(() => ReadCells(number));
            if (cells.Length > 0)
            {
                yield return new SheetRow(number, Guarded(() => _reader.RowHeight <= 0), cells);
            }
        }
    }

    public IReadOnlyList<MergedRange> Merged(int sheet) => Guarded(() =>
    {
        MoveTo(sheet);
        return (IReadOnlyList<MergedRange>)
            [.. (_reader.MergeCells ?? []).Select(m => new MergedRange(m.FromRow + 1, m.FromColumn, m.ToRow + 1, m.ToColumn))];
    });

    public void Dispose() => _reader.Dispose();

    private static IExcelDataReader Open(Stream file)
    {
        try
        {
            return ExcelReaderFactory.CreateBinaryReader(file, new ExcelReaderConfiguration
            {
                LeaveOpen = true,
                // What workbooks of Chinese Excel 95 and earlier are written in when they do not say.
                FallbackEncoding = Encoding.GetEncoding("GB18030"),
            });
        }
        catch (ExcelReaderException e) when (e is not InvalidPasswordException && HoldsEncryptedPackage(file))
        {
            // Excel wraps a protected .xlsx into the container of the old format.
            throw new SheetReadException(SheetErrors.Encrypted, e);
        }
    }

    private List<SheetInfo> ReadSheets()
    {
        var sheets = new List<SheetInfo>();
        do
        {
            var hidden = !string.Equals(_reader.VisibleState, "visible", StringComparison.OrdinalIgnoreCase);
            sheets.Add(new SheetInfo(sheets.Count, _reader.Name, hidden));
        }
        while (_reader.NextResult());

        return sheets;
    }

    private bool MoveTo(int sheet)
    {
        _reader.Reset();
        for (var i = 0; i < sheet; i++)
        {
            _reader.NextResult();
        }

        return true;
    }

    private Cell[] ReadCells(int number)
    {
        var used = _reader.FieldCount;
        while (used > 0 && _reader.GetValue(used - 1) is null or DBNull or "")
        {
            used--;
        }

        if (used > _limits.MaxColumns)
        {
            throw new SheetReadException(SheetErrors.TooManyColumns(number, _limits.MaxColumns));
        }

        var cells = new Cell[used];
        for (var i = 0; i < used; i++)
        {
            cells[i] = ToCell(_reader.GetValue(i), i);
        }

        return cells;
    }

    private Cell ToCell(object? value, int column) => value switch
    {
        null or DBNull => default,
        string text => Cell.Of(text),
        bool truth => Cell.Of((bool?)truth),
        DateTime date => Cell.Of((DateTime?)date),
        TimeSpan time => Cell.Of(time.ToString("c", CultureInfo.InvariantCulture)),
        IFormattable number => ToNumber(number.ToString("R", CultureInfo.InvariantCulture), column),
        _ => Cell.Of(value.ToString()),
    };

    private Cell ToNumber(string text, int column)
    {
        if (!CellNumber.TryParse(Encoding.ASCII.GetBytes(text), out var number))
        {
            return Cell.Of(text);
        }

        var format = _reader.GetNumberFormatString(column);
        var percent = format is not null && NumberFormats.Of(format) == NumberLook.Percent;
        var cell = Cell.OfStored(number, percent, text: null);
        return cell.DigitsLost ? Cell.OfStored(number, percent, text) : cell;
    }

    /// <summary>
    /// The library reports damage by whatever exception its arithmetic meets (index, overflow, null, end of stream), so
    /// every one of them means that the file cannot be read.
    /// </summary>
    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidPasswordException e)
        {
            throw new SheetReadException(SheetErrors.Encrypted, e);
        }
        catch (Exception e) when (e is not (SheetReadException or OutOfMemoryException))
        {
            throw SheetErrors.Damaged(e);
        }
    }

    private static bool HoldsEncryptedPackage(Stream file)
    {
        var name = Encoding.Unicode.GetBytes("EncryptedPackage");
        var buffer = new byte[64 * 1024];
        var kept = 0;
        file.Position = 0;
        for (int read; (read = file.Read(buffer, kept, buffer.Length - kept)) > 0;)
        {
            var filled = buffer.AsSpan(0, kept + read);
            if (filled.IndexOf(name) >= 0)
            {
                return true;
            }

            kept = Math.Min(filled.Length, name.Length - 1);
            filled[^kept..].CopyTo(buffer);
        }

        return false;
    }
}
