using ExcelDataReader;
using Jingkai.Platform.Ledgers.Sheets;

namespace Jingkai.UnitTests.Sheets;

/// <summary>A reader that is not ours understands what we write, and ours agrees with it.</summary>
public class OtherReaderTests
{
    [Fact]
    public void Another_reader_reads_the_same_from_our_workbooks()
    {
        var layout = new SheetLayout("月报", [new("名称"), new("本月") { Group = "产值" }, new("累计") { Group = "产值" }, new("日期"), new("占比")]);
        var stream = Files.Xlsx(layout,
            [Files.T("=1+1 & <甲>"), Files.N(1234.56m), Files.N(-0.1m), Cell.Of((DateOnly?)new DateOnly(2020, 7, 31)), Cell.OfPercent(12.5m)],
            [Files.T("第二\n行"), default, Files.N(3), Cell.Of((DateTime?)new DateTime(2020, 7, 31, 8, 30, 0)), default]);
        using var other = ExcelReaderFactory.CreateOpenXmlReader(stream, new ExcelReaderConfiguration { LeaveOpen = true });
        other.Name.ShouldBe("月报");
        var theirs = new List<object?[]>();
        while (other.Read())
        {
            theirs.Add([.. Enumerable.Range(0, other.FieldCount).Select(other.GetValue)]);
        }

        theirs[2].ShouldBe(["=1+1 & <甲>", 1234.56, -0.1, new DateTime(2020, 7, 31), 0.125]);
        theirs[3].ShouldBe(["第二\n行", null, 3.0, new DateTime(2020, 7, 31, 8, 30, 0), null]);
        other.MergeCells.Select(m => (m.FromRow, m.FromColumn, m.ToRow, m.ToColumn))
            .ShouldBe([(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 1, 3), (0, 4, 1, 4)]);

        var ours = Files.Rows(stream);
        ours[2].Cells.ToArray().Select(c => c.Raw).ShouldBe(["=1+1 & <甲>", "1234.56", "-0.1", "2020-07-31", "12.5%"]);
    }
}
