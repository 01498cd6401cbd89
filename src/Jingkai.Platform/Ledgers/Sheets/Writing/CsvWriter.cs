using System.Buffers;
using System.Text;

namespace Jingkai.Platform.Ledgers.Sheets;

/// <summary>
/// Writes separated text as Excel in China opens it: UTF-8 with a mark, commas, CRLF. Text that Excel would take for a
/// formula gets an apostrophe before it, which reading takes away again.
/// </summary>
public sealed class CsvWriter : ISheetWriter
{
    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(",\"\r\n;\t");

    private readonly StreamWriter _out;
    private bool _begun;

    /// <summary>Begins the text. The stream stays open.</summary>
    public CsvWriter(Stream output) =>
        _out = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 64 * 1024, leaveOpen: true);

    /// <inheritdoc/>
    public void Begin(SheetLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        if (_begun)
        {
            throw new InvalidOperationException("Separated text holds one sheet only.");
        }

        foreach (var title in layout.Titles)
        {
            Row([Cell.Of(title)]);
        }

        Row([.. layout.Columns.Select(c => Cell.Of(c.FlatHeading ?? (c.Group is null ? c.Heading : $"{c.Group}_{c.Heading}")))]);
    }

    /// <inheritdoc/>
    public void Row(ReadOnlySpan<Cell> cells)
    {
        _begun = true;
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0)
            {
                _out.Write(',');
            }

            var text = cells[i].Raw;
            Write(cells[i].Kind is CellKind.Text or CellKind.Error ? CsvText.Guard(ExcelText.Fit(ExcelText.Printable(text))) : text);
        }

        _out.Write("\r\n");
    }

    /// <inheritdoc/>
    public void Finish() => _out.Flush();

    /// <summary>Lets go of the buffer; what <see cref="Finish"/> has not written is written too.</summary>
    public void Dispose() => _out.Dispose();

    private void Write(string text)
    {
        var blankEnds = text.Length > 0 && (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]));
        if (!blankEnds && !text.AsSpan().ContainsAny(NeedsQuotes))
        {
            _out.Write(text);
            return;
        }

        _out.Write('"');
        _out.Write(text.Replace("\"", "\"\"", StringComparison.Ordinal));
        _out.Write('"');
    }
}
