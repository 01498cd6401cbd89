using Jingkai.Kernel;

namespace Jingkai.Platform.Ledgers.Sheets;

/// <summary>What a file is by its content, whatever its name says.</summary>
public enum SheetFormat
{
    /// <summary>A workbook of Excel 2007 and later.</summary>
    Xlsx,

    /// <summary>A workbook of Excel 97–2003.</summary>
    Xls,

    /// <summary>Text with separated values: UTF-8, UTF-16 with a mark, or GB18030.</summary>
    Csv,
}

/// <summary>A sheet of a workbook.</summary>
/// <param name="Index">Its place, from 0.</param>
/// <param name="Name">Its name; the file's name for text with separated values.</param>
/// <param name="Hidden">Whether Excel hides it.</param>
public sealed record SheetInfo(int Index, string Name, bool Hidden);

/// <summary>A block of merged cells. Rows as Excel shows them, from 1; columns from 0; ends included.</summary>
public readonly record struct MergedRange(int FirstRow, int FirstColumn, int LastRow, int LastColumn)
{
    /// <summary>True when the cell lies inside.</summary>
    public bool Covers(int row, int column) =>
        row >= FirstRow && row <= LastRow && column >= FirstColumn && column <= LastColumn;
}

/// <summary>The beginning of a sheet: what is needed to find its headings and to show a preview.</summary>
/// <param name="Rows">The first rows.</param>
/// <param name="Merged">The merged blocks that begin in them.</param>
public sealed record SheetHead(IReadOnlyList<SheetRow> Rows, IReadOnlyList<MergedRange> Merged);

/// <summary>What is accepted from a stranger's file.</summary>
public sealed record SheetLimits
{
    /// <summary>The limits of an ordinary import.</summary>
    public static SheetLimits Default { get; } = new();

    /// <summary>Bytes that the parts of a workbook may have after inflating, together.</summary>
    public long MaxInflatedBytes { get; init; } = 512L << 20;

    /// <summary>How many times larger than packed a part may become, asked once it is larger than <see cref="RatioFreeBytes"/>.</summary>
    public int MaxRatio { get; init; } = 250;

    /// <summary>Bytes of a part that are not held against its ratio; small parts of blank cells pack very well.</summary>
    public long RatioFreeBytes { get; init; } = 8L << 20;

    /// <summary>Bytes of the table of shared texts after inflating; this part alone is held in memory.</summary>
    public long MaxSharedTextBytes { get; init; } = 256L << 20;

    /// <summary>Rows of a sheet; Excel itself has no more.</summary>
    public int MaxRows { get; init; } = 1_048_576;

    /// <summary>Columns that may hold something.</summary>
    public int MaxColumns { get; init; } = 200;
}

/// <summary>
/// A file turned out to be unreadable or too large while its rows were being read.
/// <see cref="SheetFile.Read{T}"/> turns it into a refusal.
/// </summary>
public sealed class SheetReadException : Exception
{
    /// <summary>The reading stopped for this reason.</summary>
    public SheetReadException(Error error, Exception? inner = null)
        : base(error?.Message.En, inner)
    {
        ArgumentNullException.ThrowIfNull(error);
        Error = error;
    }

    /// <summary>Why.</summary>
    public Error Error { get; }
}
