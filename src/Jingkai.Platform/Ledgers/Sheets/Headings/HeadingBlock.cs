using System.Globalization;

namespace Jingkai.Platform.Ledgers.Sheets;

/// <summary>One way to read the headings over a column, outer headings first.</summary>
/// <param name="Index">The column.</param>
/// <param name="Shown">The headings as the file has them, for people.</param>
/// <param name="Parts">The headings taken apart; never empty ones.</param>
/// <param name="Unit">The unit of a line of units among the headings.</param>
/// <param name="Own">How many of the last parts are surely the column's own; those before were taken over from the left.</param>
internal sealed record HeadingPath(int Index, string Shown, IReadOnlyList<HeadingText> Parts, Kernel.Unit? Unit, int Own);

/// <summary>Adjacent rows read as headings: merged cells spread over their block, unmerged group headings to the right.</summary>
internal static class HeadingBlock
{
    public static List<HeadingPath> Paths(IReadOnlyList<SheetRow> rows, int first, int depth, IReadOnlyList<MergedRange> merged)
    {
        var width = 0;
        for (var i = first; i < first + depth; i++)
        {
            width = Math.Max(width, rows[i].Count);
        }

        foreach (var range in merged)
        {
            var touches = range.FirstRow <= rows[first + depth - 1].Number && range.LastRow >= rows[first].Number;
            width = touches ? Math.Max(width, Math.Min(range.LastColumn + 1, SheetLimits.Default.MaxColumns)) : width;
        }

        var paths = new List<HeadingPath>(width);
        for (var column = 0; column < width; column++)
        {
            if (Path(rows, first, depth, merged, column) is { } path)
            {
                paths.Add(path);
            }
        }

        return paths;
    }

    private static HeadingPath? Path(
        IReadOnlyList<SheetRow> rows, int first, int depth, IReadOnlyList<MergedRange> merged, int column)
    {
        var shown = new List<string>();
        var parts = new List<HeadingText>();
        Kernel.Unit? unit = null;
        var own = 0;
        for (var i = first; i < first + depth; i++)
        {
            var text = Text(rows, i, merged, column);
            var inherited = false;
            if (text.Length == 0 && i < first + depth - 1 && HasOwnBelow(rows, i + 1, first + depth, merged, column))
            {
                text = FromLeft(rows, i, merged, column);
                inherited = true;
            }

            var part = HeadingText.Of(text);
            if (part.IsEmpty || (shown.Count > 0 && shown[^1] == text))
            {
                continue;
            }

            if (part.IsUnitOnly)
            {
                unit = part.Unit;
                continue;
            }

            shown.Add(text);
            parts.Add(part);
            own = inherited ? 0 : own + 1;
        }

        return parts.Count == 0
            ? null
            : new HeadingPath(column, string.Join("_", shown.Select(s => s.Trim())), parts, unit, own);
    }

    /// <summary>The text of a cell, or of the merged block over it.</summary>
    private static string Text(IReadOnlyList<SheetRow> rows, int row, IReadOnlyList<MergedRange> merged, int column)
    {
        var number = rows[row].Number;
        foreach (var range in merged)
        {
            if (range.Covers(number, column))
            {
                var top = row;
                while (top > 0 && rows[top - 1].Number >= range.FirstRow)
                {
                    top--;
                }

                return rows[top].Number == range.FirstRow ? Shown(rows[top][range.FirstColumn]) : "";
            }
        }

        return Shown(rows[row][column]);
    }

    // A heading 2020年7月 typed into Excel becomes a date.
    private static string Shown(Cell cell) => cell.Kind == CellKind.Date
        ? string.Create(CultureInfo.InvariantCulture, $"{cell.Date.Year}年{cell.Date.Month}月")
        : cell.Raw;

    private static bool HasOwnBelow(IReadOnlyList<SheetRow> rows, int from, int end, IReadOnlyList<MergedRange> merged, int column)
    {
        for (var i = from; i < end; i++)
        {
            if (!string.IsNullOrWhiteSpace(Text(rows, i, merged, column)))
            {
                return true;
            }
        }

        return false;
    }

    private static string FromLeft(IReadOnlyList<SheetRow> rows, int row, IReadOnlyList<MergedRange> merged, int column)
    {
        for (var left = column - 1; left >= 0; left--)
        {
            if (merged.Any(m => m.Covers(rows[row].Number, left)))
            {
                // A merged heading says itself how far it reaches.
                return "";
            }

            var text = Shown(rows[row][left]);
            if (!string.IsNullOrWhiteSpace(text))
            {
                return text;
            }
        }

        return "";
    }
}
