using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;
using Jingkai.Platform.Ledgers.Sheets;

namespace Jingkai.IntegrationTests.Fixture;

/// <summary>A number that Excel shows as per cent: 0.125 is shown as 12.5%.</summary>
internal readonly record struct Share(decimal Value);

/// <summary>A formula with the result Excel saved.</summary>
internal readonly record struct Formula(string Text, decimal? Cached);

/// <summary>A number as the file spells it.</summary>
internal readonly record struct Stored(string Digits);

/// <summary>Text inside its cell instead of the table of shared texts.</summary>
internal readonly record struct Inline(string Text);

/// <summary>An error value such as #N/A.</summary>
internal readonly record struct Broken(string Code);

/// <summary>A workbook as Excel itself writes it (shared texts, number formats, merged blocks, hidden rows, several sheets), made
/// without the product's own writer.</summary>
internal sealed class Workbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private readonly List<WorkbookSheet> sheets = [];
    private readonly List<string> texts = [];

    /// <summary>A workbook of one sheet.</summary>
    public static byte[] Of(params object?[][] rows)
    {
        var workbook = new Workbook();
        var sheet = workbook.Sheet("Sheet1");
        foreach (var row in rows) sheet.Row(row);
        return workbook.ToArray();
    }

    public WorkbookSheet Sheet(string name, bool hidden = false)
    {
        var sheet = new WorkbookSheet(name, hidden, Shared);
        sheets.Add(sheet);
        return sheet;
    }

    /// <summary>The parts by name, for whoever wants to spoil one.</summary>
    public Dictionary<string, string> Parts()
    {
        var parts = new Dictionary<string, string>
        {
            ["[Content_Types].xml"] = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>""",
            ["_rels/.rels"] = $"""<Relationships xmlns="{Relations}"><Relationship Id="rId1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>""",
            ["xl/workbook.xml"] = $"""<workbook xmlns="{Main}" xmlns:r="{Office}"><sheets>{string.Concat(sheets.Select((s, i) => $"<sheet name=\"{SecurityElement.Escape(s.Name)}\" sheetId=\"{i + 1}\"{(s.Hidden ? " state=\"hidden\"" : "")} r:id=\"rId{i + 1}\"/>"))}</sheets></workbook>""",
            ["xl/_rels/workbook.xml.rels"] = $"""<Relationships xmlns="{Relations}">{string.Concat(sheets.Select((_, i) => $"<Relationship Id=\"rId{i + 1}\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>"))}<Relationship Id="texts" Type="{Office}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="looks" Type="{Office}/styles" Target="styles.xml"/></Relationships>""",
            // 14 is the short date, 10 is 0.00%.
            ["xl/styles.xml"] = $"""<styleSheet xmlns="{Main}"><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/></cellXfs></styleSheet>""",
        };
        for (var i = 0; i < sheets.Count; i++) parts[$"xl/worksheets/sheet{i + 1}.xml"] = sheets[i].Xml();
        parts["xl/sharedStrings.xml"] = $"""<sst xmlns="{Main}">{string.Concat(texts.Select(t => $"<si><t xml:space=\"preserve\">{SecurityElement.Escape(t)}</t></si>"))}</sst>""";
        return parts;
    }

    public byte[] ToArray() => Zip(Parts());

    public static byte[] Zip(IReadOnlyDictionary<string, string> parts, CompressionLevel level = CompressionLevel.Fastest)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var entry = zip.CreateEntry(name, level).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return stream.ToArray();
    }

    /// <summary>The rows of the first sheet of a file as text, row numbers as Excel shows them.</summary>
    public static SortedDictionary<int, string[]> Read(byte[] content, string name = "file.xlsx")
    {
        var opened = SheetFile.Open(new MemoryStream(content), name);
        opened.IsOk.ShouldBeTrue(opened.ToString());
        using var file = opened.Value;
        return new(file.Rows().ToDictionary(r => r.Number, r => Enumerable.Range(0, r.Count).Select(i => r[i].Raw).ToArray()));
    }

    private int Shared(string text)
    {
        var at = texts.IndexOf(text);
        if (at >= 0) return at;
        texts.Add(text);
        return texts.Count - 1;
    }
}

/// <summary>A sheet of a <see cref="Workbook"/>.</summary>
internal sealed class WorkbookSheet(string name, bool hidden, Func<string, int> shared)
{
    private readonly StringBuilder rows = new();
    private readonly List<string> merged = [];
    private int last;

    public string Name => name;

    public bool Hidden => hidden;

    /// <summary>Adds a row and returns its number.</summary>
    public int Row(params object?[] cells) => Row(false, cells);

    /// <summary>Adds a row that Excel hides.</summary>
    public int HiddenRow(params object?[] cells) => Row(true, cells);

    /// <summary>Leaves rows out, as Excel does with empty ones.</summary>
    public WorkbookSheet Gap(int count = 1)
    {
        last += count;
        return this;
    }

    public WorkbookSheet Merge(params string[] ranges)
    {
        merged.AddRange(ranges);
        return this;
    }

    public string Xml()
    {
        var blocks = merged.Count == 0 ? "" : $"<mergeCells count=\"{merged.Count}\">{string.Concat(merged.Select(m => $"<mergeCell ref=\"{m}\"/>"))}</mergeCells>";
        return $"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData>{blocks}</worksheet>""";
    }

    private int Row(bool isHidden, object?[] cells)
    {
        last++;
        rows.Append(CultureInfo.InvariantCulture, $"<row r=\"{last}\"{(isHidden ? " hidden=\"1\"" : "")}>");
        for (var i = 0; i < cells.Length; i++) Cell(XlsxReference.Letters(i) + last.ToString(CultureInfo.InvariantCulture), cells[i]);
        rows.Append("</row>");
        return last;
    }

    private void Cell(string at, object? value)
    {
        var culture = CultureInfo.InvariantCulture;
        _ = value switch
        {
            null => rows,
            string text => rows.Append(culture, $"<c r=\"{at}\" t=\"s\"><v>{shared(text)}</v></c>"),
            Inline inline => rows.Append(culture, $"<c r=\"{at}\" t=\"inlineStr\"><is><t>{SecurityElement.Escape(inline.Text)}</t></is></c>"),
            Stored stored => rows.Append(culture, $"<c r=\"{at}\"><v>{stored.Digits}</v></c>"),
            Broken broken => rows.Append(culture, $"<c r=\"{at}\" t=\"e\"><v>{broken.Code}</v></c>"),
            Share share => rows.Append(culture, $"<c r=\"{at}\" s=\"2\"><v>{share.Value}</v></c>"),
            DateOnly day => rows.Append(culture, $"<c r=\"{at}\" s=\"1\"><v>{day.DayNumber - new DateOnly(1899, 12, 30).DayNumber}</v></c>"),
            Formula formula => rows.Append(culture, $"<c r=\"{at}\"><f>{SecurityElement.Escape(formula.Text)}</f>{(formula.Cached is { } cached ? string.Create(culture, $"<v>{cached}</v>") : "")}</c>"),
            int or long or decimal => rows.Append(culture, $"<c r=\"{at}\"><v>{value}</v></c>"),
            _ => throw new ArgumentException($"A workbook of a test has no {value.GetType().Name}.", nameof(value)),
        };
    }
}
