using DocumentFormat.OpenXml.Wordprocessing;
using Jingkai.Platform.Documents.Composing;
using M = Jingkai.Platform.Documents.Word.PaperMeasures;

namespace Jingkai.Platform.Documents.Word;

/// <summary>Tables of papers.</summary>
internal static class WordTable
{
    private static readonly Look Cell = new(PaperFonts.FangSong, M.SizeSmall4), Heading = new(PaperFonts.HeiTi, M.SizeSmall4), Small = new(PaperFonts.FangSong, M.Size4);

    /// <summary>A table of the body: its heading is repeated on every page, no row is torn.</summary>
    public static Table Of(PaperBlock block, WordText text)
    {
        var parts = block.Columns.Sum(c => c.Width);
        var widths = block.Columns.Select(c => M.TextWidth * c.Width / parts).ToList();
        var table = Framed(new TableBorders(
            new TopBorder { Val = BorderValues.Single, Size = 4 }, new LeftBorder { Val = BorderValues.Single, Size = 4 }, new BottomBorder { Val = BorderValues.Single, Size = 4 }, new RightBorder { Val = BorderValues.Single, Size = 4 },
            new InsideHorizontalBorder { Val = BorderValues.Single, Size = 4 }, new InsideVerticalBorder { Val = BorderValues.Single, Size = 4 }), widths);
        var head = new TableRow(new TableRowProperties(new CantSplit(), new TableHeader()));
        head.Append(block.Columns.Select((c, n) => CellOf(widths[n], JustificationValues.Center, [WordText.Run(c.Title, Heading)])));
        table.Append(head);
        foreach (var row in block.Rows)
        {
            var line = new TableRow(new TableRowProperties(new CantSplit()));
            line.Append(row.Select((cell, n) => CellOf(widths[n], block.Columns[n].Right ? JustificationValues.Right : JustificationValues.Left, text.Runs(cell, Cell))));
            table.Append(line);
        }

        return table;
    }

    /// <summary>版记: it floats to the lower edge of the last page. The outer rules are thicker (0.35 mm) than the one between (0.25 mm).</summary>
    public static Table Record(string? copyTo, string? printedBy, string? printedOn)
    {
        var ruled = printedBy is not null;
        const int Day = 3700;
        var widths = new List<int> { M.TextWidth - Day, Day };
        var table = Framed(new TableBorders(
            new TopBorder { Val = ruled ? BorderValues.Single : BorderValues.Nil, Size = 8 }, new LeftBorder { Val = BorderValues.Nil }, new BottomBorder { Val = ruled ? BorderValues.Single : BorderValues.Nil, Size = 8 },
            new RightBorder { Val = BorderValues.Nil }, new InsideHorizontalBorder { Val = ruled ? BorderValues.Single : BorderValues.Nil, Size = 6 }, new InsideVerticalBorder { Val = BorderValues.Nil }), widths,
            new() { LeftFromText = 0, RightFromText = 0, VerticalAnchor = VerticalAnchorValues.Margin, HorizontalAnchor = HorizontalAnchorValues.Margin, TablePositionXAlignment = HorizontalAlignmentValues.Left, TablePositionYAlignment = VerticalAlignmentValues.Bottom });
        if (copyTo is not null)
        {
            var copies = WordText.Lines();
            // 抄送 hangs, and stands one character from either edge.
            copies.Indentation = new() { Left = WordText.Text(M.Size4 * 10 * 4), Right = WordText.Text(M.Size4 * 10), Hanging = WordText.Text(M.Size4 * 10 * 3) };
            var cell = new TableCell(new TableCellProperties(new TableCellWidth { Width = WordText.Text(M.TextWidth), Type = TableWidthUnitValues.Dxa }, new GridSpan { Val = 2 }));
            cell.Append(WordText.Paragraph(copies, WordText.Run($"抄送：{copyTo.TrimEnd('。')}。", Small)));
            table.Append(new TableRow(cell));
        }

        if (ruled)
        {
            var (left, right) = (WordText.Lines(), WordText.Lines());
            left.Indentation = new() { Left = WordText.Text(M.Size4 * 10) };
            right.Indentation = new() { Right = WordText.Text(M.Size4 * 10) };
            right.Justification = new() { Val = JustificationValues.Right };
            var row = new TableRow();
            foreach (var (width, properties, words) in ((int, ParagraphProperties, string)[])[(widths[0], left, printedBy!), (widths[1], right, printedOn ?? "")])
            {
                var cell = new TableCell(new TableCellProperties(new TableCellWidth { Width = WordText.Text(width), Type = TableWidthUnitValues.Dxa }));
                cell.Append(WordText.Paragraph(properties, WordText.Run(words, Small)));
                row.Append(cell);
            }

            table.Append(row);
        }

        return table;
    }

    private static Table Framed(TableBorders borders, IReadOnlyList<int> widths, TablePositionProperties? position = null)
    {
        var properties = new TableProperties();
        if (position is not null) properties.Append(position);
        properties.Append(new TableWidth { Width = WordText.Text(widths.Sum()), Type = TableWidthUnitValues.Dxa }, borders, new TableLayout { Type = TableLayoutValues.Fixed });
        var table = new Table(properties);
        table.Append(new TableGrid(widths.Select(w => new GridColumn { Width = WordText.Text(w) })));
        return table;
    }

    private static TableCell CellOf(int width, JustificationValues side, IEnumerable<DocumentFormat.OpenXml.OpenXmlElement> runs)
    {
        var properties = WordText.Lines(400);
        properties.Justification = new() { Val = side };
        var cell = new TableCell(new TableCellProperties(new TableCellWidth { Width = WordText.Text(width), Type = TableWidthUnitValues.Dxa }, new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Center }));
        cell.Append(WordText.Paragraph(properties, [.. runs]));
        return cell;
    }
}
