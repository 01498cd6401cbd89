using Jingkai.Kernel;

namespace Jingkai.Platform.Ledgers.Sheets;

/// <summary>
/// A spreadsheet that somebody handed in. What it is, is decided by its content: <c>.xlsx</c>, <c>.xls</c>, or text with
/// separated values. Rows are read one after the other; only the table of shared texts of a workbook is held in memory.
/// Not for several threads at once.
/// </summary>
public sealed class SheetFile : IDisposable
{
    /// <summary>The rows at the beginning of a sheet among which headings are looked for.</summary>
    public const int HeadRows = 40;

    private readonly ISheetSource _source;
    private readonly Stream? _owned;

    private SheetFile(SheetFormat format, ISheetSource source, Stream? owned)
    {
        Format = format;
        _source = source;
        _owned = owned;
    }

    /// <summary>What the file is.</summary>
    public SheetFormat Format { get; }

    /// <summary>The sheets in their order, hidden ones too; at least one.</summary>
    public IReadOnlyList<SheetInfo> Sheets => _source.Sheets;

    /// <summary>Opens a file on disk.</summary>
    /// <returns>The open file, or the refusal of the other <c>Open</c>.</returns>
    public static Result<SheetFile> Open(string path, SheetLimits? limits = null)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024);
        var opened = Open(file, Path.GetFileName(path), limits, file);
        if (!opened.IsOk)
        {
            file.Dispose();
        }

        return opened;
    }

    /// <summary>Opens a file in a stream that can seek; the stream stays open and must not be used meanwhile.</summary>
    /// <param name="stream">The content.</param>
    /// <param name="fileName">Its name, for the name of a text file's sheet; never trusted for the kind.</param>
    /// <param name="limits">What is accepted; <see cref="SheetLimits.Default"/> when null.</param>
    /// <returns>
    /// The open file, or <c>unreadable-file</c> (415), <c>encrypted-file</c> (415), <c>file-too-large-inflated</c> (413).
    /// </returns>
    public static Result<SheetFile> Open(Stream stream, string fileName, SheetLimits? limits = null) =>
        Open(stream, fileName, limits, owned: null);

    /// <summary>
    /// The rows of a sheet from the top; each call begins anew, and ends what an earlier one had not finished. Rows without
    /// any cell are left out.
    /// </summary>
    /// <exception cref="SheetReadException">
    /// The file is damaged or too large, which shows only while reading; <see cref="Read{T}"/> makes it a refusal.
    /// </exception>
    public IEnumerable<SheetRow> Rows(int sheet = 0) => Has(sheet)
        ? _source.Rows(sheet)
        : throw new SheetReadException(SheetErrors.NoSuchSheet(sheet));

    /// <summary>Lets a function go through the rows of a sheet.</summary>
    /// <returns>
    /// Its answer, or <c>unreadable-file</c>, <c>file-too-large-inflated</c>, <c>too-many-rows</c>,
    /// <c>too-many-columns</c>, <c>cell-too-long</c>, <c>no-such-sheet</c>.
    /// </returns>
    public Result<T> Read<T>(int sheet, Func<IEnumerable<SheetRow>, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        try
        {
            return Result.Ok(read(Rows(sheet)));
        }
        catch (SheetReadException e)
        {
            return e.Error;
        }
    }

    /// <summary>The beginning of a sheet with its merged blocks, for headings and preview.</summary>
    /// <returns>It, or a refusal of <see cref="Read{T}"/>.</returns>
    public Result<SheetHead> Head(int sheet = 0, int rows = HeadRows) => Read(sheet, all =>
    {
        var first = all.Take(rows).ToList();
        var last = first.Count == 0 ? 0 : first[^1].Number;
        return new SheetHead(first, [.. _source.Merged(sheet).Where(m => m.FirstRow <= last)]);
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        _source.Dispose();
        _owned?.Dispose();
    }

    private bool Has(int sheet) => (uint)sheet < (uint)Sheets.Count;

    private static Result<SheetFile> Open(Stream stream, string fileName, SheetLimits? limits, Stream? owned)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(fileName);
        limits ??= SheetLimits.Default;
        Span<byte> start = stackalloc byte[8];
        stream.Position = 0;
        start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        try
        {
            return start switch
            {
                [(byte)'P', (byte)'K', <= 8, <= 8, ..] =>
                    new SheetFile(SheetFormat.Xlsx, new XlsxSource(stream, limits), owned),
                [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] =>
                    new SheetFile(SheetFormat.Xls, new XlsSource(stream, limits), owned),
                _ => OpenText(stream, fileName, limits, owned),
            };
        }
        catch (SheetReadException e)
        {
            return e.Error;
        }
    }

    private static Result<SheetFile> OpenText(Stream stream, string fileName, SheetLimits limits, Stream? owned)
    {
        var opened = CsvSource.Open(stream, Path.GetFileNameWithoutExtension(fileName), limits);
        if (!opened.IsOk)
        {
            return opened.Error;
        }

        // A sentence in a file named .xlsx is rubbish, a table in it is CSV that somebody renamed.
        return opened.Value.LooksLikeTable || !Path.GetExtension(fileName).StartsWith(".xl", StringComparison.OrdinalIgnoreCase)
            ? new SheetFile(SheetFormat.Csv, opened.Value, owned)
            : SheetErrors.TextNamedWorkbook;
    }
}
