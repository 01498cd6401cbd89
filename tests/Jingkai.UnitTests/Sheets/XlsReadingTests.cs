using Jingkai.Platform.Ledgers.Sheets;

namespace Jingkai.UnitTests.Sheets;

public class XlsReadingTests
{
    private static readonly byte[] Workbook = new XlsFixture()
        .Sheet("报表")
        .Row(0, false).Text(0, 0, "临平经开区月报").Merge(0, 0, 0, 3)
        .Row(2, false).Text(2, 0, "企业名称").Text(2, 1, "产值(万元)")
        .Row(3, true).Text(3, 0, "甲公司").Number(3, 1, 0.1m).Number(3, 2, 44043, XlsFixture.Date).Number(3, 3, 0.125m, XlsFixture.Percent)
        .Row(4, false).Text(4, 0, "乙公司").Formula(4, 1, 2).Number(4, 2, 913301007996550581m)
        .Sheet("旧表", hidden: true).Text(0, 0, "x")
        .ToArray();

    [Fact]
    public void Old_workbooks_give_the_same_rows()
    {
        using var file = Files.Open(new MemoryStream(Workbook), "月报.xls");
        file.Format.ShouldBe(SheetFormat.Xls);
        file.Sheets.ShouldBe([new SheetInfo(0, "报表", false), new SheetInfo(1, "旧表", true)]);
        var rows = file.Rows().ToList();
        rows.Select(r => r.Number).ShouldBe([1, 3, 4, 5]);
        rows[2].Cells.ToArray().Select(c => c.Raw).ShouldBe(["甲公司", "0.1", "2020-07-31", "12.5%"]);
        rows[2][1].Number.ShouldBe(0.1m);
        rows[3][1].Number.ShouldBe(2);
        rows[3][2].DigitsLost.ShouldBeTrue();
        file.Rows(1).Single()[0].Raw.ShouldBe("x");
        file.Rows(0).Count().ShouldBe(4);
    }

    [Fact]
    public void Hidden_rows_and_merged_blocks_of_old_workbooks_are_known()
    {
        using var file = Files.Open(new MemoryStream(Workbook), "月报.xls");
        file.Rows().Select(r => r.Hidden).ShouldBe([false, false, true, false]);
        file.Head().Value.Merged.ShouldBe([new MergedRange(1, 0, 1, 3)]);
    }

    [Fact]
    public void Headings_are_found_in_old_workbooks_too()
    {
        using var file = Files.Open(new MemoryStream(Workbook), "月报.xls");
        var map = HeaderFinder.Find(file.Head().Value, [new("name", "企业名称"), new("output", "产值(亿元)") { UnitAware = true }]);
        map.DataRow.ShouldBe(4);
        map["output"]!.Unit!.Symbol.ShouldBe("万元");
    }
}
