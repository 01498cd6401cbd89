using System.Text;
using Jingkai.Platform.Ledgers.Sheets;

namespace Jingkai.UnitTests.Sheets;

public class CsvTests
{
    private const string Ledger = "企业名称,产值\r\n浙江中控,\"1,234.5\"\r\n\r\n甲\"乙\",\"两行\r\n文字\"\r\n";

    static CsvTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static TheoryData<string> Encodings => ["utf-8", "utf-8-mark", "gb18030", "utf-16", "utf-16BE"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void The_encoding_is_found_by_content(string name)
    {
        var encoding = Encoding.GetEncoding(name.Replace("-mark", "", StringComparison.Ordinal));
        byte[] mark = name is "utf-8" ? [] : name is "utf-8-mark" ? [0xEF, 0xBB, 0xBF] : encoding.GetPreamble();
        using var file = Files.Open(new MemoryStream([.. mark, .. encoding.GetBytes(Ledger)]), "台账.csv");
        file.Format.ShouldBe(SheetFormat.Csv);
        file.Sheets.ShouldBe([new SheetInfo(0, "台账", false)]);
        var rows = file.Rows().ToList();
        rows.Select(r => r.Number).ShouldBe([1, 2, 3, 4]);
        rows[1].Cells.ToArray().Select(c => c.Raw).ShouldBe(["浙江中控", "1,234.5"]);
        rows[2].IsEmpty.ShouldBeTrue();
        rows[3].Cells.ToArray().Select(c => c.Raw).ShouldBe(["甲\"乙\"", "两行\r\n文字"]);
    }

    [Fact]
    public void Chinese_that_begins_after_much_plain_text_is_found_too()
    {
        var text = string.Concat(Enumerable.Range(0, 30_000).Select(i => $"{i},plain\n")) + "99,杭州\n";
        var rows = Files.Rows(new MemoryStream(Encoding.GetEncoding("GB18030").GetBytes(text)), "a.csv");
        rows[^1][1].Raw.ShouldBe("杭州");
    }

    [Theory]
    [InlineData("a;b;c\n1,5;2,5;3\n4;5;6\n", 3)]
    [InlineData("a\tb\n1,234\t2\n1,234,567\t3\n", 2)]
    [InlineData("a,b\n1;2,3\n4,5\n", 2)]
    [InlineData("2020年;上半年\na,b,c\n1,2,3\n4,5,6\n", 3)]
    [InlineData("\"a,b\",\"c\nd\",e\n1,2,3\n", 3)]
    public void The_delimiter_is_the_one_under_which_rows_agree(string text, int columns) =>
        Files.Rows(Files.Text(text), "a.csv").Max(r => r.Count).ShouldBe(columns);

    [Fact]
    public void A_first_line_that_states_the_delimiter_is_honoured_and_keeps_its_row_number()
    {
        var rows = Files.Rows(Files.Text("sep=;\r\na;b,c\r\n"), "a.csv");
        rows.ShouldHaveSingleItem().Number.ShouldBe(2);
        rows[0][1].Raw.ShouldBe("b,c");
    }

    [Theory]
    [InlineData("a,b\rc,d\r", "a|b/c|d")]
    [InlineData("a,b\nc,d", "a|b/c|d")]
    [InlineData("a,\r\n,b\r\n", "a/|b")]
    [InlineData("\"\",x\n", "|x")]
    [InlineData("\"a\"\"b\",x\n", "a\"b|x")]
    [InlineData("\"a\"tail,x\n", "atail|x")]
    [InlineData("a\"b,x\n", "a\"b|x")]
    [InlineData("\uFEFFa,b\n", "a|b")]
    public void Records_are_read_as_the_standard_and_people_write_them(string text, string expected) =>
        string.Join('/', Files.Rows(Files.Text(text), "a.csv").Select(r => string.Join('|', r.Cells.ToArray().Select(c => c.Raw))))
            .ShouldBe(expected);

    [Fact]
    public void A_quote_that_never_closes_is_refused_with_its_row()
    {
        using var file = Files.Open(Files.Text("a,b\n1,\"2\n3,4\n"), "a.csv");
        var error = file.Read(0, r => r.Count()).Error!;
        error.Code.ShouldBe("unreadable-file");
        error.Message.Zh.ShouldContain("第 2 行");
        Files.Refusal(Files.Text("a,b\n1,\"" + new string('x', 40_000)), "a.csv").ShouldBe("cell-too-long");
    }

    [Fact]
    public void Buffers_of_the_parser_do_not_show()
    {
        var lines = Enumerable.Range(0, 20_000).Select(i => $"名称{i},\"a,{i}\",\"\"\"{i}\"\"\"").ToList();
        var rows = Files.Rows(Files.Text(string.Join("\r\n", lines)), "a.csv");
        rows.Count.ShouldBe(20_000);
        rows.ShouldAllBe(r => r[0].Raw == $"名称{r.Number - 1}" && r[1].Raw == $"a,{r.Number - 1}" && r[2].Raw == $"\"{r.Number - 1}\"");
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")", "'=HYPERLINK(\"http://x\")")]
    [InlineData("+1", "'+1")]
    [InlineData("-", "'-")]
    [InlineData("@x", "'@x")]
    [InlineData("\tx", "'\tx")]
    [InlineData("＝x", "'＝x")]
    [InlineData(" =x", "' =x")]
    [InlineData("'=x", "''=x")]
    [InlineData("''=x", "'''=x")]
    [InlineData("'x", "'x")]
    [InlineData("1-2", "1-2")]
    [InlineData("'", "'")]
    public void Text_that_could_be_a_formula_gets_one_apostrophe_and_loses_it_again(string text, string written)
    {
        CsvText.Guard(text).ShouldBe(written);
        CsvText.Unguard(written).ShouldBe(text);
    }

    [Fact]
    public void Numbers_keep_their_sign_without_an_apostrophe()
    {
        var stream = new MemoryStream();
        using var writer = new CsvWriter(stream);
        writer.Begin(new SheetLayout("x", [new("名称"), new("本月") { Group = "产值(万元)" }]) { Titles = ["标题"] });
        writer.Row([Files.T("-5"), Files.N(-5), Cell.OfPercent(12.5m), Cell.Of((DateOnly?)new DateOnly(2020, 7, 31)), Cell.Of((bool?)true), default, Files.N(1.50m)]);
        writer.Finish();
        Encoding.UTF8.GetString(stream.ToArray()).ShouldBe(
            "\uFEFF标题\r\n名称,产值(万元)_本月\r\n'-5,-5,12.5%,2020-07-31,TRUE,,1.5\r\n");
    }
}
