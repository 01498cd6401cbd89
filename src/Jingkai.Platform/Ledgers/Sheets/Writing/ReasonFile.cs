using System.Globalization;
using System.Text;

namespace Jingkai.Platform.Ledgers.Sheets;

/// <summary>
/// Gives back what somebody handed in, with one column more that says what is wrong in a row: correct it, delete
/// nothing, hand it in again. Every cell of the sheet stands where it stood; the reason column is passed over when the
/// file comes back.
/// </summary>
public static class ReasonFile
{
    /// <summary>The heading of the added column; headings that begin so are never taken for one of the ledger's.</summary>
    public const string Heading = "错误原因 / Reason";

    private const int WidestColumn = 40;

    /// <summary>Writes the sheet as a workbook with the reasons.</summary>
    /// <param name="file">The original.</param>
    /// <param name="sheet">Its sheet.</param>
    /// <param name="headingRow">The row in which the added column's heading stands: the last one of the headings, or 1.</param>
    /// <param name="reasons">Row number as Excel shows it → what is wrong.</param>
    /// <param name="output">Where to; stays open.</param>
    /// <returns>Done, or a refusal of <see cref="SheetFile.Read{T}"/>.</returns>
    public static Kernel.Result Write(
        SheetFile file, int sheet, int headingRow, IReadOnlyDictionary<int, string> reasons, Stream output)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(reasons);
        var head = file.Head(sheet);
        if (!head.IsOk)
        {
            return head.Error;
        }

        // The added column must stand right of every row, so the widest one is looked for first.
        var column = file.Read(sheet, rows => ReasonColumn(rows, headingRow));
        if (!column.IsOk)
        {
            return column.Error;
        }

        var written = file.Read(sheet, rows =>
        {
            Write(rows, file.Sheets[sheet].Name, head.Value, headingRow, column.Value, reasons, output);
            return true;
        });
        return written.IsOk ? Kernel.Result.Ok() : written.Error;
    }

    /// <summary>True for a heading that <see cref="Write(SheetFile, int, int, IReadOnlyDictionary{int, string}, Stream)"/> added.</summary>
    internal static bool IsOwnHeading(string heading) => heading.StartsWith("错误原因", StringComparison.Ordinal);

    private static int ReasonColumn(IEnumerable<SheetRow> rows, int headingRow)
    {
        int widest = 0, own = -1;
        foreach (var row in rows)
        {
            widest = Math.Max(widest, row.Count);
            if (row.Number == headingRow && row.Count > 0 && IsOwnHeading(row[row.Count - 1].Raw))
            {
                own = row.Count - 1;
            }
        }

        // Handed in again with our column still there: it is written anew, not added twice.
        return own >= 0 && own == widest - 1 ? own : widest;
    }

    private static void Write(
        IEnumerable<SheetRow> rows, string name, SheetHead head, int headingRow, int column,
        IReadOnlyDictionary<int, string> reasons, Stream output)
    {
        using var writer = new XlsxWriter(output);
        writer.BeginSheet(name, headingRow, 0, Widths(head, column));
        foreach (var merged in head.Merged)
        {
            writer.Merge(merged);
        }

        var headed = false;
        foreach (var row in rows)
        {
            if (!headed && row.Number > headingRow)
            {
                // The heading's row can lack cells of its own and is then not among the rows.
                WriteHeading(writer, headingRow, default, column);
                headed = true;
            }

            if (row.Number == headingRow)
            {
                WriteHeading(writer, headingRow, row.Cells, column);
                headed = true;
                continue;
            }

            var reason = reasons.GetValueOrDefault(row.Number);
            var cells = Extend(row.Cells, column, Cell.Of(reason));
            writer.WriteRow(row.Number, row.Hidden, cells, lastStyle: reason is null ? -1 : XlsxStyles.Reason);
        }

        writer.Finish();
    }

    private static void WriteHeading(XlsxWriter writer, int row, ReadOnlySpan<Cell> cells, int column) =>
        writer.WriteRow(row, false, Extend(cells, column, Cell.Of(Heading)), lastStyle: XlsxStyles.Heading);

    private static Cell[] Extend(ReadOnlySpan<Cell> cells, int column, Cell last)
    {
        var extended = new Cell[column + 1];
        cells[..Math.Min(cells.Length, column)].CopyTo(extended);
        extended[column] = last;
        return extended;
    }

    private static List<(int, bool)> Widths(SheetHead head, int column)
    {
        var widths = new List<(int, bool)>();
        for (var i = 0; i < column; i++)
        {
            var widest = head.Rows.Where(r => !IsMergedAcross(head, r.Number, i)).Select(r => Width(r[i].Raw)).DefaultIfEmpty(0).Max();
            widths.Add((Math.Clamp(widest + 2, 8, WidestColumn), false));
        }

        widths.Add((60, false));
        return widths;
    }

    private static bool IsMergedAcross(SheetHead head, int row, int column) =>
        head.Merged.Any(m => m.Covers(row, column) && m.LastColumn > m.FirstColumn);

    // A Chinese character takes the room of two figures.
    private static int Width(string text) => text.EnumerateRunes()
        .Sum(r => r.Value < 0x1100 ? 1 : Rune.GetUnicodeCategory(r) == UnicodeCategory.NonSpacingMark ? 0 : 2);
}
