using Jingkai.Platform.Ledgers.Sheets;

namespace Jingkai.UnitTests.Sheets;

public class ReasonFileTests
{
    private static readonly Dictionary<int, string> Reasons = new() { [4] = "产值:不是数字", [6] = "信用代码:位数不对" };

    [Fact]
    public void Every_cell_stands_where_it_stood_and_bad_rows_say_why()
    {
        var original = Files.Raw(
            """
            <sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>月报</t></is></c></row>
            <row r="3"><c r="A3" t="inlineStr"><is><t>企业名称</t></is></c><c r="B3" t="inlineStr"><is><t>产值</t></is></c></row>
            <row r="4" hidden="1"><c r="A4" t="inlineStr"><is><t>=甲</t></is></c><c r="B4" t="inlineStr"><is><t>约5</t></is></c></row>
            <row r="5"><c r="A5"><v>913301007996550581</v></c><c r="C5" t="e"><v>#N/A</v></c></row>
            <row r="6"><c r="B6"><f>A1*2</f></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>
            """);
        using var file = Files.Open(original);
        using var given = Files.Open(Give(file, 3, Reasons));
        given.Sheets.Single().Name.ShouldBe("表一");
        given.Head().Value.Merged.ShouldBe([new MergedRange(1, 0, 2, 1)]);
        var rows = given.Rows().ToList();
        rows.Select(r => (r.Number, r.Hidden)).ShouldBe([(1, false), (3, false), (4, true), (5, false), (6, false)]);
        rows.Select(r => r[3].Raw).ShouldBe(["", ReasonFile.Heading, "产值:不是数字", "", "信用代码:位数不对"]);
        foreach (var (before, after) in file.Rows().Zip(rows))
        {
            after.Cells[..Math.Min(3, after.Count)].ToArray().Select(c => c.Raw)
                .ShouldBe(Enumerable.Range(0, Math.Min(3, after.Count)).Select(i => before[i].Raw));
        }

        rows[3][0].DigitsLost.ShouldBeTrue();
        rows[3][2].Kind.ShouldBe(CellKind.Error);
    }

    [Fact]
    public void Separated_text_comes_back_as_a_workbook_with_the_same_row_numbers()
    {
        using var file = Files.Open(Files.Text("标题\n\n名称,产值\n甲,约5\n乙,6,多\n丙\n"), "a.csv");
        var rows = Files.Rows(Give(file, 3, Reasons));
        rows.Select(r => r.Number).ShouldBe([1, 2, 3, 4, 5, 6]);
        rows[3].Cells.ToArray().Select(c => c.Raw).ShouldBe(["甲", "约5", "", "产值:不是数字"]);
        rows[5][3].Raw.ShouldBe("信用代码:位数不对");
    }

    [Fact]
    public void Handed_in_again_the_column_is_passed_over_and_written_anew()
    {
        using var file = Files.Open(Files.Plain([Files.Texts("企业名称", "报告期"), Files.Texts("甲", "x"), Files.Texts("乙", "y")]));
        using var once = Files.Open(Give(file, 1, new Dictionary<int, string> { [2] = "错" }));
        var map = HeaderFinder.Find(once.Head().Value, HeaderFinderTests.Reports);
        map.Columns.Select(c => c.Key).ShouldBe(["name", "period"]);
        map.Ignored.ShouldBeEmpty();
        var twice = Files.Rows(Give(once, 1, new Dictionary<int, string> { [3] = "又错" }));
        twice.Select(r => string.Join('|', r.Cells.ToArray().Select(c => c.Raw)))
            .ShouldBe(["企业名称|报告期|" + ReasonFile.Heading, "甲|x", "乙|y|又错"]);
    }

    [Fact]
    public void A_file_that_breaks_off_is_a_refusal()
    {
        using var file = Files.Open(Files.Text("a,b\n1,\"2\n"), "a.csv");
        ReasonFile.Write(file, 0, 1, Reasons, new MemoryStream()).Error!.Code.ShouldBe("unreadable-file");
    }

    private static MemoryStream Give(SheetFile file, int headingRow, Dictionary<int, string> reasons)
    {
        var stream = new MemoryStream();
        ReasonFile.Write(file, 0, headingRow, reasons, stream).IsOk.ShouldBeTrue();
        return stream;
    }
}
