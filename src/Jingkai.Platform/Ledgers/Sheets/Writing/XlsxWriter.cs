using System.IO.Compression;

namespace Jingkai.Platform.Ledgers.Sheets;

/// <summary>
/// Writes a workbook forward only, into a stream that need not seek (a response's <c>BodyWriter.AsStream()</c>).
/// Numbers are real numbers, dates real dates; a number of more than 15 significant digits, which Excel cannot keep, is
/// written as text and reads back exactly. Characters that XML does not know are dropped; text beyond 32,767 characters,
/// Excel's limit, is cut with an ellipsis. The same rows give the same bytes.
/// </summary>
public sealed class XlsxWriter : ISheetWriter
{
    private const int LastRow = 1_048_576;

    private readonly ZipArchive _zip;
    private readonly CompressionLevel _level;
    private readonly XlsxStyles _styles = new();
    private readonly List<string> _names = [];
    private readonly List<MergedRange> _merged = [];
    private SheetLayout? _layout;
    private int[] _numberStyles = [];
    private Stream? _part;
    private XmlBytes? _xml;
    private int _row;
    private bool _finished;

    /// <summary>Begins a workbook. The stream stays open.</summary>
    public XlsxWriter(Stream output, CompressionLevel level = CompressionLevel.Fastest)
    {
        _zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        _level = level;
    }

    /// <inheritdoc/>
    public void Begin(SheetLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        EndSheet();
        var heading = layout.Titles.Count + layout.HeadingRows;
        BeginSheet(layout.Name, heading, layout.FrozenColumns, [.. layout.Columns.Select(c => (c.Width, c.IsText))]);
        _layout = layout;
        _numberStyles = [.. layout.Columns.Select(c => _styles.OfFormat(c.NumberFormat))];
        foreach (var title in layout.Titles)
        {
            WriteRow(_row + 1, false, [Cell.Of(title)], XlsxStyles.Title);
        }

        if (layout.HeadingRows == 2)
        {
            MergeHeadings(layout.Columns, _row + 1);
            WriteRow(_row + 1, false, [.. layout.Columns.Select(c => Cell.Of(c.Group ?? c.Heading))], XlsxStyles.Heading);
        }

        WriteRow(_row + 1, false, [.. layout.Columns.Select(c => Cell.Of(c.Heading))], XlsxStyles.Heading);
    }

    /// <inheritdoc/>
    public void Row(ReadOnlySpan<Cell> cells)
    {
        if (_row >= LastRow && _layout is { } full)
        {
            // A ledger longer than a sheet goes on in the next one, under the same headings.
            Begin(full);
        }

        WriteRow(_row + 1, false, cells);
    }

    /// <inheritdoc/>
    public void Finish()
    {
        if (_finished)
        {
            return;
        }

        if (_names.Count == 0)
        {
            BeginSheet("Sheet1", 0, 0, []);
        }

        EndSheet();
        _finished = true;
        Part("xl/styles.xml", _styles.Write);
        XlsxParts.Write(Part, _names);
        _zip.Dispose();
    }

    /// <summary>Lets go of the buffers. It does not complete the workbook; <see cref="Finish"/> does.</summary>
    public void Dispose()
    {
        _xml?.Dispose();
        _xml = null;
        _part = null;
    }

    internal void BeginSheet(string name, int frozenRows, int frozenColumns, IReadOnlyList<(int Width, bool IsText)> columns)
    {
        EndSheet();
        _layout = null;
        _numberStyles = [];
        _row = 0;
        _names.Add(SheetNames.Next(name, _names));
        var entry = NewEntry($"xl/worksheets/sheet{_names.Count}.xml");
        _part = entry.Open();
        _xml = new XmlBytes(_part);
        _xml.Raw("""
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"
            """u8).Raw(_names.Count == 1 ? " tabSelected=\"1\">"u8 : ">"u8);
        if (frozenRows > 0 || frozenColumns > 0)
        {
            _xml.Raw("<pane"u8);
            _ = frozenColumns > 0 ? _xml.Raw(" xSplit=\""u8).Number(frozenColumns).Raw("\""u8) : _xml;
            _ = frozenRows > 0 ? _xml.Raw(" ySplit=\""u8).Number(frozenRows).Raw("\""u8) : _xml;
            _xml.Raw(" topLeftCell=\""u8).Reference(frozenRows + 1, frozenColumns).Raw("\" activePane=\""u8)
                .Raw(frozenColumns == 0 ? "bottomLeft"u8 : frozenRows == 0 ? "topRight"u8 : "bottomRight"u8)
                .Raw("\" state=\"frozen\"/>"u8);
        }

        _xml.Raw("</sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/>"u8);
        for (var i = 0; i < columns.Count; i++)
        {
            _xml.Raw(i == 0 ? "<cols>"u8 : default).Raw("<col min=\""u8).Number(i + 1).Raw("\" max=\""u8).Number(i + 1)
                .Raw("\" width=\""u8).Number(Math.Clamp(columns[i].Width, 1, 255)).Raw("\" customWidth=\"1\""u8)
                .Raw(columns[i].IsText ? " style=\"1\"/>"u8 : "/>"u8).Raw(i == columns.Count - 1 ? "</cols>"u8 : default);
        }

        _xml.Raw("<sheetData>"u8);
    }

    internal void Merge(MergedRange range) => _merged.Add(range);

    /// <summary>Writes a row under a number of its own, larger than the one before.</summary>
    /// <param name="number">The row number that Excel will show.</param>
    /// <param name="hidden">Whether Excel is to hide it.</param>
    /// <param name="cells">The cells from column A on.</param>
    /// <param name="textStyle">The style of text cells.</param>
    /// <param name="lastStyle">Another style for the last cell, or -1.</param>
    internal void WriteRow(int number, bool hidden, ReadOnlySpan<Cell> cells, int textStyle = XlsxStyles.Text, int lastStyle = -1)
    {
        var xml = _xml ?? throw new InvalidOperationException("Begin a sheet before writing rows.");
        _row = number;
        xml.Raw("<row r=\""u8).Number(number).Raw(hidden ? "\" hidden=\"1\">"u8 : "\">"u8);
        for (var column = 0; column < cells.Length; column++)
        {
            ref readonly var cell = ref cells[column];
            if (cell.Kind == CellKind.Empty)
            {
                continue;
            }

            xml.Raw("<c r=\""u8).Reference(number, column);
            WriteValue(xml, in cell, column, column == cells.Length - 1 && lastStyle >= 0 ? lastStyle : textStyle);
        }

        xml.Raw("</row>"u8);
    }

    private void WriteValue(XmlBytes xml, in Cell cell, int column, int textStyle)
    {
        switch (cell.Kind)
        {
            case CellKind.Number when cell.StoredText is { } stored:
                // Already lossy where it came from; it goes back as it came.
                Styled(xml, cell.IsPercentFormat ? XlsxStyles.Percent : XlsxStyles.General).Raw("\"><v>"u8).Text(stored).Raw("</v></c>"u8);
                break;
            case CellKind.Number when CellNumber.IsExactInExcel(cell.Number):
                var style = cell.IsPercentFormat ? XlsxStyles.Percent
                    : column < _numberStyles.Length ? _numberStyles[column] : XlsxStyles.General;
                Styled(xml, style).Raw("\"><v>"u8).Number(cell.Number).Raw("</v></c>"u8);
                break;
            case CellKind.Date:
                var look = cell.Number < 1 ? XlsxStyles.Time
                    : cell.Number == decimal.Truncate(cell.Number) ? XlsxStyles.Date : XlsxStyles.Instant;
                Styled(xml, look).Raw("\"><v>"u8).Number(cell.Number).Raw("</v></c>"u8);
                break;
            case CellKind.Bool:
                xml.Raw(cell.Truth ? "\" t=\"b\"><v>1</v></c>"u8 : "\" t=\"b\"><v>0</v></c>"u8);
                break;
            case CellKind.Error when !cell.IsUncachedFormula && cell.Raw.StartsWith('#'):
                xml.Raw("\" t=\"e\"><v>"u8).Text(cell.Raw).Raw("</v></c>"u8);
                break;
            default:
                Styled(xml, textStyle).Raw("\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"u8)
                    .Text(ExcelText.Fit(cell.Raw)).Raw("</t></is></c>"u8);
                break;
        }
    }

    private static XmlBytes Styled(XmlBytes xml, int style) =>
        style == XlsxStyles.General ? xml : xml.Raw("\" s=\""u8).Number(style);

    private void MergeHeadings(IReadOnlyList<SheetColumn> columns, int top)
    {
        for (var i = 0; i < columns.Count;)
        {
            var end = i + 1;
            if (columns[i].Group is { } group)
            {
                while (end < columns.Count && columns[end].Group == group)
                {
                    end++;
                }
            }

            var last = new MergedRange(top, i, columns[i].Group is null ? top + 1 : top, end - 1);
            if (last.LastRow > top || end - i > 1)
            {
                _merged.Add(last);
            }

            i = end;
        }
    }

    private void EndSheet()
    {
        if (_xml is not { } xml || _part is not { } part)
        {
            return;
        }

        xml.Raw("</sheetData>"u8);
        for (var i = 0; i < _merged.Count; i++)
        {
            _ = i == 0 ? xml.Raw("<mergeCells count=\""u8).Number(_merged.Count).Raw("\">"u8) : xml;
            xml.Raw("<mergeCell ref=\""u8).Reference(_merged[i].FirstRow, _merged[i].FirstColumn).Raw(":"u8)
                .Reference(_merged[i].LastRow, _merged[i].LastColumn).Raw("\"/>"u8)
                .Raw(i == _merged.Count - 1 ? "</mergeCells>"u8 : default);
        }

        xml.Raw("</worksheet>"u8).Flush();
        xml.Dispose();
        part.Dispose();
        _merged.Clear();
        _xml = null;
        _part = null;
    }

    private void Part(string name, Action<XmlBytes> write)
    {
        using var part = NewEntry(name).Open();
        using var xml = new XmlBytes(part);
        write(xml);
        xml.Flush();
    }

    private ZipArchiveEntry NewEntry(string name)
    {
        var entry = _zip.CreateEntry(name, _level);
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return entry;
    }
}
