using System.IO.Compression;
using System.Xml.Linq;
using Jingkai.Platform.Ledgers.Sheets;

namespace Jingkai.UnitTests.Sheets;

public class WritingTests
{
    private static readonly SheetLayout Layout = new("月/报",
    [
        new("名称") { IsText = true },
        new("本月") { Group = "产值(万元)", NumberFormat = "#,##0.00" },
        new("累计") { Group = "产值(万元)", NumberFormat = "#,##0.00" },
        new("本月") { Group = "税收(万元)" },
    ])
    {
        Titles = ["临平 <月报> & \"说明\""],
        FrozenColumns = 1,
    };

    [Fact]
    public void Every_part_of_a_workbook_is_well_formed_and_named_in_the_content_types()
    {
        using var zip = new ZipArchive(Files.Xlsx(Layout, [Files.T("=1+1"), Files.N(1.5m)]));
        var parts = zip.Entries.ToDictionary(e => "/" + e.FullName, e => XDocument.Load(e.Open()));
        parts.Keys.ShouldBe(
            ["/xl/worksheets/sheet1.xml", "/xl/styles.xml", "/xl/workbook.xml", "/xl/_rels/workbook.xml.rels", "/_rels/.rels", "/[Content_Types].xml"]);
        var overrides = parts["/[Content_Types].xml"].Descendants().Select(e => (string?)e.Attribute("PartName")).OfType<string>();
        overrides.ShouldBe(["/xl/workbook.xml", "/xl/styles.xml", "/xl/worksheets/sheet1.xml"], ignoreOrder: true);

        var sheet = parts["/xl/worksheets/sheet1.xml"];
        sheet.Root!.Elements().Select(e => e.Name.LocalName).ShouldBe(["sheetViews", "sheetFormatPr", "cols", "sheetData", "mergeCells"]);
        sheet.Descendants().ShouldNotContain(e => e.Name.LocalName == "f");
        var pane = sheet.Descendants().Single(e => e.Name.LocalName == "pane");
        ((string?)pane.Attribute("ySplit"), (string?)pane.Attribute("topLeftCell"), (string?)pane.Attribute("state")).ShouldBe(("3", "B4", "frozen"));
        sheet.Descendants().Where(e => e.Name.LocalName == "mergeCell").Select(e => (string?)e.Attribute("ref")).ShouldBe(["A2:A3", "B2:C2"]);

        // Every style that a cell names exists, and the counts say the truth.
        var styles = parts["/xl/styles.xml"];
        foreach (var list in styles.Root!.Elements())
        {
            ((int?)list.Attribute("count")).ShouldBe(list.Elements().Count(), list.Name.LocalName);
        }

        var count = styles.Root!.Elements().Single(e => e.Name.LocalName == "cellXfs").Elements().Count();
        sheet.Descendants().Where(e => e.Name.LocalName == "c").ShouldAllBe(c => ((int?)c.Attribute("s") ?? 0) < count);
    }

    [Fact]
    public void Headings_titles_and_values_read_back()
    {
        using var file = Files.Open(Files.Xlsx(Layout, [Files.T("甲"), Files.N(1.5m), default, Cell.OfPercent(5)]));
        file.Sheets.Single().Name.ShouldBe("月 报");
        var rows = file.Rows().Select(r => string.Join('|', r.Cells.ToArray().Select(c => c.Raw))).ToList();
        rows.ShouldBe(["临平 <月报> & \"说明\"", "名称|产值(万元)|产值(万元)|税收(万元)", "名称|本月|累计|本月", "甲|1.5||5%"]);
    }

    [Fact]
    public void Several_sheets_have_names_that_Excel_accepts()
    {
        var stream = Files.Xlsx(w =>
        {
            foreach (var name in (string[])["a:b", "A b", "", "'x'", new string('长', 40), new string('长', 35)])
            {
                w.Begin(new SheetLayout(name, [new("列")]));
                w.Row([Files.T(name)]);
            }
        });
        using var file = Files.Open(stream);
        file.Sheets.Select(s => s.Name).ShouldBe(["a b", "A b (2)", "Sheet", "x", new string('长', 31), new string('长', 27) + " (2)"]);
        file.Rows(1).Last()[0].Raw.ShouldBe("A b");
    }

    [Fact]
    public void A_workbook_without_a_sheet_has_one() => Files.Rows(Files.Xlsx(_ => { })).ShouldBeEmpty();

    [Fact]
    public void An_unfinished_workbook_is_unreadable()
    {
        var stream = new MemoryStream();
        using (var writer = new XlsxWriter(stream))
        {
            writer.Begin(Layout);
            writer.Row([Files.T("a")]);
        }

        Files.Refusal(new MemoryStream(stream.ToArray())).ShouldBe("unreadable-file");
    }

    [Fact]
    public void The_target_need_not_seek()
    {
        var target = new ForwardOnly();
        using var writer = new XlsxWriter(target);
        writer.Begin(Layout);
        for (var i = 0; i < 5000; i++)
        {
            writer.Row([Files.T("企业" + i), Files.N(i)]);
        }

        target.Inner.Length.ShouldBeGreaterThan(0, "rows go out while they are written");
        writer.Finish();
        Files.Rows(target.Inner).Count.ShouldBe(5003);
    }

    [Fact]
    public void Text_beyond_what_Excel_opens_is_cut_and_shows_it()
    {
        var text = new string('长', 32_765) + "𠮷𠮷";
        var read = Files.Rows(Files.Plain([[Files.T(text)]]))[0][0].Raw;
        read.Length.ShouldBeLessThanOrEqualTo(32_767);
        read.ShouldBe(new string('长', 32_765) + "…");
    }

    [Fact]
    public void Numbers_that_Excel_cannot_keep_travel_as_text()
    {
        var row = Files.Rows(Files.Plain([[Files.N(1234567890123456.78m), Files.N(123456789012.345m), Files.N(1_500_000_000_000_000_000m)]]))[0];
        row[0].ShouldBe(Cell.Of("1234567890123456.78"));
        row[1].ShouldBe(Files.N(123456789012.345m));
        row[2].Kind.ShouldBe(CellKind.Number);
    }

    private sealed class ForwardOnly : Stream
    {
        public MemoryStream Inner { get; } = new();

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException("forward only");

        public override long Position
        {
            get => throw new NotSupportedException("forward only");
            set => throw new NotSupportedException("forward only");
        }

        public override void Flush() => Inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("forward only");

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("forward only");

        public override void SetLength(long value) => throw new NotSupportedException("forward only");

        public override void Write(byte[] buffer, int offset, int count) => Inner.Write(buffer, offset, count);
    }
}
