using System.IO.Compression;
using System.Text;
using Jingkai.Platform.Ledgers.Sheets;

namespace Jingkai.UnitTests.Sheets;

/// <summary>Files made for a test: by the product's writer, or part by part where the writer would never write such.</summary>
internal static class Files
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    public static MemoryStream Xlsx(Action<XlsxWriter> write)
    {
        var stream = new MemoryStream();
        using var writer = new XlsxWriter(stream);
        write(writer);
        writer.Finish();
        return stream;
    }

    public static MemoryStream Xlsx(SheetLayout layout, params Cell[][] rows) => Xlsx(w =>
    {
        w.Begin(layout);
        foreach (var row in rows)
        {
            w.Row(row);
        }
    });

    /// <summary>A sheet without headings of its own: just these rows.</summary>
    public static MemoryStream Plain(IEnumerable<Cell[]> rows, params MergedRange[] merged) => Xlsx(w =>
    {
        w.BeginSheet("Sheet1", 0, 0, []);
        foreach (var range in merged)
        {
            w.Merge(range);
        }

        var number = 1;
        foreach (var row in rows)
        {
            w.WriteRow(number++, false, row);
        }
    });

    /// <summary>A workbook of one sheet from its XML between worksheet tags, with shared texts and cell formats.</summary>
    public static MemoryStream Raw(string sheet, string? sharedTexts = null, string? styles = null, string workbookPr = "") =>
        Zip(Parts(sheet, sharedTexts, styles, workbookPr));

    public static Dictionary<string, string> Parts(
        string sheet, string? sharedTexts = null, string? styles = null, string workbookPr = "")
    {
        const string Relations = "http://schemas.openxmlformats.org/package/2006/relationships";
        const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        var parts = new Dictionary<string, string>
        {
            ["_rels/.rels"] = $"""<Relationships xmlns="{Relations}"><Relationship Id="r1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>""",
            ["xl/workbook.xml"] = $"""<workbook xmlns="{Main}" xmlns:r="{Office}">{workbookPr}<sheets><sheet name="表一" sheetId="1" r:id="rId1"/></sheets></workbook>""",
            ["xl/_rels/workbook.xml.rels"] = $"""<Relationships xmlns="{Relations}"><Relationship Id="rId1" Type="{Office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{Office}/sharedStrings" Target="/xl/sharedStrings.xml"/><Relationship Id="rId3" Type="{Office}/styles" Target="styles.xml"/></Relationships>""",
            ["xl/worksheets/sheet1.xml"] = sheet.StartsWith('<') && sheet.Contains("worksheet", StringComparison.Ordinal)
                ? sheet
                : $"""<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{Main}">{sheet}</worksheet>""",
        };
        if (sharedTexts is not null)
        {
            parts["xl/sharedStrings.xml"] = $"""<sst xmlns="{Main}">{sharedTexts}</sst>""";
        }

        if (styles is not null)
        {
            parts["xl/styles.xml"] = $"""<styleSheet xmlns="{Main}">{styles}</styleSheet>""";
        }

        return parts;
    }

    public static MemoryStream Zip(IReadOnlyDictionary<string, string> parts)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return stream;
    }

    public static MemoryStream Text(string content, Encoding? encoding = null) =>
        new((encoding ?? new UTF8Encoding(false)).GetBytes(content));

    public static SheetFile Open(Stream stream, string name = "file.xlsx", SheetLimits? limits = null)
    {
        var opened = SheetFile.Open(stream, name, limits);
        opened.IsOk.ShouldBeTrue(opened.ToString());
        return opened.Value;
    }

    public static List<SheetRow> Rows(Stream stream, string name = "file.xlsx", SheetLimits? limits = null, int sheet = 0)
    {
        using var file = Open(stream, name, limits);
        return [.. file.Rows(sheet)];
    }

    /// <summary>The code of the refusal, whether it shows at opening or at reading.</summary>
    public static string? Refusal(Stream stream, string name = "file.xlsx", SheetLimits? limits = null)
    {
        var opened = SheetFile.Open(stream, name, limits);
        if (!opened.IsOk)
        {
            return opened.Error.Code;
        }

        using var file = opened.Value;
        var read = file.Read(0, rows => rows.Count());
        return read.Error?.Code;
    }

    public static Cell T(string text) => Cell.Of(text);

    public static Cell N(decimal number) => Cell.Of((decimal?)number);

    public static Cell[] Texts(params string[] texts) => [.. texts.Select(Cell.Of)];
}
