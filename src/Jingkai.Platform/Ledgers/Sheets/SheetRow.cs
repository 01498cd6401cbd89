namespace Jingkai.Platform.Ledgers.Sheets;

/// <summary>One row of a sheet.</summary>
public sealed class SheetRow
{
    private readonly Cell[] _cells;

    /// <summary>A row of these cells; the array is the row's from now on.</summary>
    /// <param name="number">The row number that Excel shows, from 1.</param>
    /// <param name="hidden">Whether the row is hidden in Excel.</param>
    /// <param name="cells">The cells from column A on.</param>
    public SheetRow(int number, bool hidden, params Cell[] cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        Number = number;
        Hidden = hidden;
        _cells = cells;
    }

    /// <summary>The row number that Excel shows, from 1. Rows without any cell are left out, so numbers may jump.</summary>
    public int Number { get; }

    /// <summary>True when Excel hides the row, by hand or by a filter. Hidden rows are read all the same.</summary>
    public bool Hidden { get; }

    /// <summary>The cells from column A to the last one that holds something.</summary>
    public ReadOnlySpan<Cell> Cells => _cells;

    /// <summary>The number of <see cref="Cells"/>.</summary>
    public int Count => _cells.Length;

    /// <summary>The cell of a column (0 is A); empty beyond the last one.</summary>
    public Cell this[int column] => (uint)column < (uint)_cells.Length ? _cells[column] : default;

    /// <summary>True when every cell is blank.</summary>
    public bool IsEmpty
    {
        get
        {
            foreach (ref readonly var cell in Cells)
            {
                if (!cell.IsBlank)
                {
                    return false;
                }
            }

            return true;
        }
    }
}
