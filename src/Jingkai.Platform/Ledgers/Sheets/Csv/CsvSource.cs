using Jingkai.Kernel;
using System.Text;

namespace Jingkai.Platform.Ledgers.Sheets;

/// <summary>A text file with separated values, as one sheet.</summary>
internal sealed class CsvSource : ISheetSource
{
    private const int SampleLength = 64 * 1024;
    private static readonly char[] Delimiters = [',', '\t', ';'];

    private readonly Stream _file;
    private readonly SheetLimits _limits;
    private readonly Encoding _encoding;
    private readonly int _markLength;
    private readonly char _delimiter;
    private readonly bool _stated;

    private CsvSource(Stream file, string name, SheetLimits limits, Encoding encoding, int markLength)
    {
        _file = file;
        _limits = limits;
        _encoding = encoding;
        _markLength = markLength;
        Sheets = [new SheetInfo(0, name, false)];
        var sample = ReadSample();

        // Excel itself honours a first line "sep=;".
        _stated = sample.StartsWith("sep=", StringComparison.OrdinalIgnoreCase)
            && sample.Length > 5 && sample[5] is '\r' or '\n' && Delimiters.Contains(sample[4]);
        (_delimiter, LooksLikeTable) = _stated ? (sample[4], true) : FindDelimiter(sample);
    }

    public IReadOnlyList<SheetInfo> Sheets { get; }

    /// <summary>True when at least two records agree on two or more columns.</summary>
    public bool LooksLikeTable { get; }

    public static Result<CsvSource> Open(Stream file, string name, SheetLimits limits)
    {
        if (CsvEncoding.Detect(file) is not { } found)
        {
            return SheetErrors.Unreadable;
        }

        var source = new CsvSource(file, name, limits, found.Encoding, found.MarkLength);
        return source.IsMarkup() ? SheetErrors.WebPage : source;
    }

    public IReadOnlyList<MergedRange> Merged(int sheet) => [];

    public IEnumerable<SheetRow> Rows(int sheet)
    {
        using var text = OpenText();
        var parser = new CsvParser(text, _delimiter);
        var fields = new List<string>();
        while (parser.Read(fields))
        {
            if (parser.Record > _limits.MaxRows)
            {
                throw new SheetReadException(SheetErrors.TooManyRows(_limits.MaxRows));
            }

            if (!_stated || parser.Record > 1)
            {
                yield return ToRow(parser.Record, fields);
            }
        }
    }

    public void Dispose()
    {
        // The file belongs to whoever opened it; every reading closes its own reader.
    }

    private SheetRow ToRow(int number, List<string> fields)
    {
        var used = fields.FindLastIndex(f => f.Length > 0) + 1;
        if (used > _limits.MaxColumns)
        {
            throw new SheetReadException(SheetErrors.TooManyColumns(number, _limits.MaxColumns));
        }

        var cells = new Cell[used];
        for (var i = 0; i < used; i++)
        {
            cells[i] = Cell.Of(CsvText.Unguard(fields[i]));
        }

        return new SheetRow(number, false, cells);
    }

    private StreamReader OpenText()
    {
        _file.Position = _markLength;
        return new StreamReader(_file, _encoding, detectEncodingFromByteOrderMarks: false, 64 * 1024, leaveOpen: true);
    }

    private string ReadSample()
    {
        using var text = OpenText();
        var sample = new char[SampleLength];
        return new string(sample, 0, text.ReadBlock(sample));
    }

    private bool IsMarkup()
    {
        // Office systems export web pages and XML under the name .xls; read as text they would be nonsense.
        var start = ReadSample().AsSpan().TrimStart();
        ReadOnlySpan<string> markup = ["<!doctype", "<html", "<table", "<?xml", "<head", "<meta", "<style", "MIME-Version:"];
        foreach (var tag in markup)
        {
            if (start.StartsWith(tag, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The delimiter under which most records have the same number of columns: in a file with tabs the commas of
    /// <c>1,234</c> are many, but they never agree.
    /// </summary>
    private static (char Delimiter, bool Table) FindDelimiter(string sample)
    {
        var best = (Delimiter: Delimiters[0], Score: 0, Records: 0);
        foreach (var delimiter in Delimiters)
        {
            var (score, records) = Score(sample, delimiter);
            best = score > best.Score ? (delimiter, score, records) : best;
        }

        return (best.Delimiter, best.Records >= 2);
    }

    private static (int Score, int Records) Score(string sample, char delimiter)
    {
        using var text = new StringReader(sample);
        var parser = new CsvParser(text, delimiter);
        var fields = new List<string>();
        var widths = new Dictionary<int, int>();
        try
        {
            while (parser.Record < 200 && parser.Read(fields))
            {
                if (fields.Count > 1)
                {
                    widths[fields.Count] = widths.GetValueOrDefault(fields.Count) + 1;
                }
            }
        }
        catch (SheetReadException)
        {
            // The sample ends inside quotes, or a value is too long under this delimiter; what was counted counts.
        }

        var best = (Score: 0, Records: 0);
        foreach (var (width, records) in widths)
        {
            var score = (width - 1) * records;
            best = score > best.Score ? (score, records) : best;
        }

        return best;
    }
}
