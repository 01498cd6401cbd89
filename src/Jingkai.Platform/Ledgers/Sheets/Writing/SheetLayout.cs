namespace Jingkai.Platform.Ledgers.Sheets;

/// <summary>A column of a sheet to be written.</summary>
/// <param name="Heading">Its heading, with the unit where there is one: <c>占地面积(亩)</c>.</param>
public sealed record SheetColumn(string Heading)
{
    /// <summary>
    /// The heading over it and its neighbours with the same group. In a workbook it is merged over them, in separated
    /// text the two are written as <c>工业总产值(万元)_本月</c>.
    /// </summary>
    public string? Group { get; init; }

    /// <summary>The heading where there is no room for a group above; group and heading when null.</summary>
    public string? FlatHeading { get; init; }

    /// <summary>The width in characters.</summary>
    public int Width { get; init; } = 14;

    /// <summary>How Excel shows its numbers, e.g. <c>#,##0.00</c>; null for Excel's own choice.</summary>
    public string? NumberFormat { get; init; }

    /// <summary>
    /// True to make empty cells of the column text cells, so that a credit code typed into a template keeps its digits.
    /// </summary>
    public bool IsText { get; init; }
}

/// <summary>What stands on a sheet above its rows.</summary>
/// <param name="Name">The sheet's name; characters that Excel refuses are replaced.</param>
/// <param name="Columns">The columns in their order.</param>
public sealed record SheetLayout(string Name, IReadOnlyList<SheetColumn> Columns)
{
    /// <summary>Lines above the headings: title, date, <c>单位:万元</c>.</summary>
    public IReadOnlyList<string> Titles { get; init; } = [];

    /// <summary>Columns at the left that stay in sight.</summary>
    public int FrozenColumns { get; init; }

    /// <summary>The rows of headings: two when a column has a group.</summary>
    public int HeadingRows => Columns.Any(c => c.Group is not null) ? 2 : 1;
}

/// <summary>
/// Writes rows one after the other, so that an export of any length needs little memory. Text stays text: no cell can
/// become a formula. Call <see cref="Finish"/> at the end; a workbook without it stays unreadable, so that a cancelled
/// export is never taken for a whole one.
/// </summary>
public interface ISheetWriter : IDisposable
{
    /// <summary>Begins a sheet and writes its titles and headings. Separated text has room for one sheet only.</summary>
    void Begin(SheetLayout layout);

    /// <summary>Writes the next row, from column A on.</summary>
    void Row(ReadOnlySpan<Cell> cells);

    /// <summary>Writes what belongs at the end. The stream stays open.</summary>
    void Finish();
}
