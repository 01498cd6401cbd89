using Jingkai.Platform.Ledgers.Sheets;

namespace Jingkai.UnitTests.Sheets;

public class XlsxReadingTests
{
    private const string Formats = """
        <numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/><numFmt numFmtId="165" formatCode="0.0%"/><numFmt numFmtId="166" formatCode="[Red]#,##0.00_ "/></numFmts>
        <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="9"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="57"/></cellXfs>
        """;

    [Fact]
    public void Shared_inline_and_formula_texts_are_read()
    {
        var rows = Files.Rows(Files.Raw(
            """
            <sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>内联 </t></is></c><c r="D1" t="str"><f>A1&amp;"x"</f><v>甲x</v></c></row></sheetData>
            """,
            """<si><t>甲</t></si><si><r><t>临平</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 经开区</t></r><rPh sb="0" eb="1"><t>READ</t></rPh></si>"""));
        rows.ShouldHaveSingleItem().Cells.ToArray().Select(c => c.Raw).ShouldBe(["甲", "临平 经开区", "内联 ", "甲x"]);
    }

    [Fact]
    public void Numbers_are_exact_at_fifteen_digits()
    {
        var row = Files.Rows(Files.Raw(
            """
            <sheetData><row r="1"><c r="A1"><v>0.30000000000000004</v></c><c r="B1"><v>1234567.89</v></c><c r="C1"><v>1.1E-3</v></c><c r="D1"><v>-4.0187E2</v></c><c r="E1"><v>83.359999999999999</v></c><c r="F1"><v>123456789012345.6</v></c></row></sheetData>
            """))[0];
        row.Cells.ToArray().Select(c => c.Number).ShouldBe([0.3m, 1234567.89m, 0.0011m, -401.87m, 83.36m, 123456789012346m]);
        row.Cells.ToArray().ShouldAllBe(c => c.Kind == CellKind.Number && !c.DigitsLost);
    }

    [Theory]
    [InlineData("913301007996550581", true)]
    [InlineData("9.1330100799655E+17", true)]
    [InlineData("1000000000000000", true)]
    [InlineData("999999999999999", false)]
    [InlineData("13800138000", false)]
    public void Integers_beyond_fifteen_digits_are_marked(string stored, bool lost)
    {
        var cell = Files.Rows(Files.Raw($"""<sheetData><row r="1"><c r="A1"><v>{stored}</v></c></row></sheetData>"""))[0][0];
        cell.DigitsLost.ShouldBe(lost);
        cell.Raw.ShouldBe(stored);
    }

    [Fact]
    public void Dates_and_per_cents_are_known_by_their_formats()
    {
        var row = Files.Rows(Files.Raw(
            """
            <sheetData><row r="1"><c r="A1" s="1"><v>44043</v></c><c r="B1" s="2"><v>44043.5</v></c><c r="C1" s="3"><v>0.12</v></c><c r="D1" s="4"><v>0.125</v></c><c r="E1" s="5"><v>44043</v></c><c r="F1" s="6"><v>44013</v></c><c r="G1" t="d"><v>2020-07-31T00:00:00</v></c><c r="H1"><v>44043</v></c></row></sheetData>
            """, styles: Formats))[0];
        row.Cells.ToArray().Select(c => c.Raw).ShouldBe(
            ["2020-07-31", "2020-07-31 12:00:00", "12%", "12.5%", "44043", "2020-07-01", "2020-07-31", "44043"]);
        row.Cells.ToArray().Select(c => c.Kind).ShouldBe(
            [CellKind.Date, CellKind.Date, CellKind.Number, CellKind.Number, CellKind.Number, CellKind.Date, CellKind.Date, CellKind.Number]);
        row[3].IsPercentFormat.ShouldBeTrue();
        row[3].Number.ShouldBe(0.125m);
    }

    [Fact]
    public void Workbooks_of_the_1904_calendar_show_the_same_days()
    {
        var row = Files.Rows(Files.Raw(
            """<sheetData><row r="1"><c r="A1" s="1"><v>42581</v></c></row></sheetData>""",
            styles: Formats, workbookPr: """<workbookPr date1904="1"/>"""))[0];
        row[0].Raw.ShouldBe("2020-07-31");
    }

    [Fact]
    public void Formulas_give_their_saved_value_and_say_when_there_is_none()
    {
        var row = Files.Rows(Files.Raw(
            """
            <sheetData><row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>SUM(A1:A9)</f><v></v></c><c r="C1"><f>A1</f></c><c r="D1" t="str"><f>""</f><v></v></c><c r="E1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="F1" t="b"><v>1</v></c></row></sheetData>
            """))[0];
        row[0].Number.ShouldBe(2);
        row[1].IsUncachedFormula.ShouldBeTrue();
        row[1].Raw.ShouldBe("=SUM(A1:A9)");
        row[2].IsUncachedFormula.ShouldBeTrue();
        row[3].Kind.ShouldBe(CellKind.Empty);
        row[4].ShouldBe(Cell.OfError("#DIV/0!"));
        row[5].Truth.ShouldBeTrue();
    }

    [Fact]
    public void Row_numbers_are_Excels_and_hidden_rows_are_read_and_marked()
    {
        var rows = Files.Rows(Files.Raw(
            """
            <sheetData><row r="3"><c r="B3"><v>1</v></c></row><row r="7" hidden="1"><c r="A7"><v>2</v></c></row><row><c><v>3</v></c><c><v>4</v></c></row><row r="20"/></sheetData>
            """));
        rows.Select(r => (r.Number, r.Hidden, r.Count)).ShouldBe([(3, false, 2), (7, true, 1), (8, false, 2), (20, false, 0)]);
        rows[0][0].Kind.ShouldBe(CellKind.Empty);
        rows[0][99].Kind.ShouldBe(CellKind.Empty);
        rows[2][1].Number.ShouldBe(4);
        rows[3].IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Prefixes_comments_entities_and_character_data_are_XML_all_the_same()
    {
        var rows = Files.Rows(Files.Raw(
            """
            <?xml version="1.0"?><!-- by a library --><x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main">
             <x:sheetData >
              <x:row r='1' spans="1:2"><x:c r="A1" t="inlineStr" ><x:is><x:t>a&lt;b &amp; &#20013;&#x6587; &quot;q&apos;</x:t></x:is></x:c>
              <x:c t="inlineStr" r="B1"><x:is><x:t><![CDATA[<&]]>x<!-- c -->y</x:t></x:is></x:c></x:row>
             </x:sheetData><x:mergeCells><x:mergeCell ref="A1:B2"/></x:mergeCells>
            </x:worksheet>
            """));
        rows[0][0].Raw.ShouldBe("a<b & 中文 \"q'");
        rows[0][1].Raw.ShouldBe("<&xy");
    }

    [Fact]
    public void Escapes_of_Excel_are_resolved()
    {
        var row = Files.Rows(Files.Raw(
            """<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>a_x000D_b_x005F_x000D_c_x00g1_</t></is></c></row></sheetData>"""))[0];
        row[0].Raw.ShouldBe("a\rb_x000D_c_x00g1_");
    }

    [Fact]
    public void Merged_blocks_are_known_with_the_head()
    {
        using var file = Files.Open(Files.Raw(
            """
            <sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>不是 sheetData> 的结尾</t></is></c></row><row r="2"><c r="A2"><v>1</v></c></row></sheetData><mergeCells count="2"><mergeCell ref="A1:D1"/><mergeCell ref="AA900:AB901"/></mergeCells>
            """));
        var head = file.Head();
        head.Value.Merged.ShouldBe([new MergedRange(1, 0, 1, 3)]);
        head.Value.Rows.Count.ShouldBe(2);
        file.Head(rows: 1).Value.Rows.Count.ShouldBe(1);
    }

    [Fact]
    public void Sheets_are_listed_with_hidden_ones_and_without_charts()
    {
        var parts = Files.Parts("<sheetData/>");
        parts["xl/worksheets/sheet2.xml"] = parts["xl/worksheets/sheet1.xml"];
        parts["xl/chartsheets/sheet1.xml"] = "<chartsheet/>";
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].Replace("</sheets>",
            """<sheet name="图" sheetId="2" r:id="rId8"/><sheet name="旧" sheetId="3" state="hidden" r:id="rId9"/></sheets>""", StringComparison.Ordinal);
        parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].Replace("</Relationships>",
            """<Relationship Id="rId8" Type="x/chartsheet" Target="chartsheets/sheet1.xml"/><Relationship Id="rId9" Type="x/worksheet" Target="..\xl\worksheets\sheet2.xml"/></Relationships>""", StringComparison.Ordinal);
        using var file = Files.Open(Files.Zip(parts));
        file.Sheets.ShouldBe([new SheetInfo(0, "表一", false), new SheetInfo(1, "旧", true)]);
        file.Format.ShouldBe(SheetFormat.Xlsx);
        file.Read(2, r => r.Count()).Error!.Code.ShouldBe("no-such-sheet");
    }

    [Fact]
    public void Rows_can_be_read_again()
    {
        using var file = Files.Open(Files.Plain([Files.Texts("a"), Files.Texts("b")]));
        file.Rows().Count().ShouldBe(2);
        file.Rows().Select(r => r[0].Raw).ShouldBe(["a", "b"]);
    }

    [Theory]
    [InlineData("General", 0)]
    [InlineData("0.00E+00", 0)]
    [InlineData("#,##0.00\"m2\"", 0)]
    [InlineData("[$¥-804]#,##0.00", 0)]
    [InlineData("0.0\\d", 0)]
    [InlineData("0;[Red]-0;yyyy", 0)]
    [InlineData("yyyy/m/d", 1)]
    [InlineData("[$-804]yyyy\"年\"m\"月\"", 1)]
    [InlineData("[h]:mm", 1)]
    [InlineData("[DBNum1][$-804]m\"月\"", 1)]
    [InlineData("0.00%", 2)]
    [InlineData("0\"%\"", 0)]
    public void The_look_of_a_number_format(string format, int look) => ((int)NumberFormats.Of(format)).ShouldBe(look);
}
