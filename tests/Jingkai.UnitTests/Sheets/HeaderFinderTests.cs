using Jingkai.Platform.Ledgers.Sheets;

namespace Jingkai.UnitTests.Sheets;

public class HeaderFinderTests
{
    internal static readonly IReadOnlyList<ColumnSpec> Reports =
    [
        new("credit-code", "统一社会信用代码", "信用代码") { Required = true, IsKey = true, Kind = ColumnKind.Identifier },
        new("name", "企业名称", "单位名称"),
        new("period", "报告期", "所属期") { Required = true, Kind = ColumnKind.Period },
        .. ColumnSpec.Measure("IND_GOV", "工业总产值(万元)", "规上工业总产值"),
        .. ColumnSpec.Measure("IND_REV", "营业收入(万元)"),
        .. ColumnSpec.Measure("POWER_IND", "用电量(万千瓦时)"),
        new("EMP_END", "从业人员(人)", "期末从业人员") { Kind = ColumnKind.Number, UnitAware = true },
    ];

    private static readonly IReadOnlyList<ColumnSpec> Observations =
    [
        new("code", "指标代码") { Required = true, Alternative = "indicator", IsKey = true },
        new("indicator", "指标名称", "指标") { Required = true, Alternative = "indicator", IsKey = true },
        new("growth", "同比(%)", "同比增长(%)"),
        new("change", "增减(百分点)"),
        new("note", "原文"),
        new("phone", "联系电话"),
    ];

    private static readonly MergedRange[] TwoRowMerges =
    [
        new(1, 0, 1, 11), new(3, 0, 4, 0), new(3, 1, 4, 1), new(3, 2, 4, 2), new(3, 3, 3, 6), new(3, 7, 3, 10), new(3, 11, 4, 11),
    ];

    [Fact]
    public void Merged_two_row_headings_below_titles()
    {
        var map = Find(Reports, TwoRowMerges,
            ["2020年7月规上工业企业报表"],
            ["填报单位:临平经开区", "", "", "", "", "", "", "", "", "", "单位:万元"],
            ["统一社会信用代码", "企业名称", "报告期", "工业总产值（万元）", "", "", "", "营业收入", "", "", "", "从业人员（人）"],
            ["", "", "", "本月", "上年同期", "1-本月", "上年同期（累计）", "本月", "上年同期", "1—7月", "上年同期"],
            ["91330100799655058B", "甲", "2020-07", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
        (map.FirstRow, map.LastRow, map.DataRow).ShouldBe((3, 4, 5));
        Keys(map).ShouldBe("credit-code name period IND_GOV.month IND_GOV.prior IND_GOV.ytd IND_GOV.prior-ytd IND_REV.month IND_REV.prior IND_REV.ytd IND_REV.prior-ytd EMP_END");
        map.Ignored.ShouldBeEmpty();
        map.Check().IsOk.ShouldBeTrue();
        map["IND_GOV.prior-ytd"]!.Heading.ShouldBe("工业总产值（万元）_上年同期（累计）");
        map["IND_GOV.prior-ytd"]!.Letter.ShouldBe("G");
        map["IND_REV.month"]!.UnitStated.ShouldBeTrue();
        map["EMP_END"]!.Unit!.Symbol.ShouldBe("人");
    }

    [Fact]
    public void Two_row_headings_without_merging_as_text_files_have_them()
    {
        var map = Find(Reports, [],
            ["统一社会信用代码", "企业名称", "报告期", "工业总产值(万元)", "", "", "", "用电量", "", "从业人员(人)"],
            ["", "", "", "本月", "去年同期", "累计", "去年同期", "本月", "累计", ""],
            ["91330100799655058B", "甲", "2020-07", "1", "2", "3", "4", "5", "6", "7"]);
        Keys(map).ShouldBe("credit-code name period IND_GOV.month IND_GOV.prior IND_GOV.ytd IND_GOV.prior-ytd POWER_IND.month POWER_IND.ytd EMP_END");
        map.DataRow.ShouldBe(3);
    }

    [Theory]
    [InlineData("_本月", "_上年同期", "_累计", "_上年同期累计")]
    [InlineData("_本月", "_上年同期", "_1-本月", "_上年同期(累计)")]
    [InlineData("本月", "去年同期", "1—7月", "去年1—7月")]
    [InlineData("(本月)", "(上年同月)", "(本年累计)", "(上年累计)")]
    [InlineData(" 当月", "：上年同期数", "1至7月累计", "\n上年同期累计数")]
    [InlineData("_2020年7月", "_2019年7月", "_2020年1-7月", "_2019年1-7月")]
    public void Flat_headings(string month, string prior, string ytd, string priorYtd)
    {
        foreach (var measure in (string[])["工业总产值(万元)", "工业总产值", "＊工业总产值（万元）"])
        {
            var map = Find(Reports, [], ["统一社会信用代码", measure + month, measure + prior, measure + ytd, measure + priorYtd, "报告期"]);
            Keys(map).ShouldBe("credit-code IND_GOV.month IND_GOV.prior IND_GOV.ytd IND_GOV.prior-ytd period", measure);
        }
    }

    [Fact]
    public void Part_before_measure_and_unit_at_the_end()
    {
        var map = Find(Reports, [], ["信用代码", "所属期", "本月工业总产值(亿元)", "1-7月工业总产值 单位:亿元", "上年同期工业总产值,亿元", "用电量_累计(千瓦时)"]);
        Keys(map).ShouldBe("credit-code period IND_GOV.month IND_GOV.ytd IND_GOV.prior POWER_IND.ytd");
        map.Columns.Skip(2).Select(c => c.Unit!.Symbol).ShouldBe(["亿元", "亿元", "亿元", "千瓦时"]);
        map.Columns.Skip(2).ShouldAllBe(c => c.UnitStated);
    }

    [Fact]
    public void Units_above_the_table_apply_where_they_fit_and_nothing_else_is_stated()
    {
        var map = Find(Reports, [],
            ["计量单位：亿元、千瓦时"],
            ["信用代码", "报告期", "工业总产值_本月", "营业收入(元)_本月", "用电量_本月", "从业人员"]);
        map.Columns.Skip(2).Select(c => (c.Unit!.Symbol, c.UnitStated))
            .ShouldBe([("亿元", true), ("元", true), ("千瓦时", true), ("人", false)]);
    }

    [Theory]
    [InlineData("填报单位:万元公司")]
    [InlineData("单位名称:某某")]
    [InlineData("单位负责人:张三")]
    [InlineData("单位:临平区经信局")]
    public void Other_words_with_unit_in_them_are_no_units(string line) => HeadingText.UnitLine(line).ShouldBeEmpty();

    [Theory]
    [InlineData("单位:万元")]
    [InlineData("单位：万元")]
    [InlineData("（单位：万元）")]
    [InlineData("2020年7月    单位:万元")]
    [InlineData("报表(计量单位:万元)")]
    [InlineData("金额单位: 万 元")]
    [InlineData("单位:万元    2020年7月")]
    [InlineData("统计时间:2020年7月 单位:万元")]
    public void Lines_of_units(string line) => HeadingText.UnitLine(line).ShouldHaveSingleItem().Symbol.ShouldBe("万元");

    [Fact]
    public void Rows_of_units_and_of_column_numbers_belong_to_the_headings()
    {
        var map = Find(Reports, [],
            ["信用代码", "报告期", "工业总产值_本月", "用电量_本月", "从业人员"],
            ["—", "", "亿元", "千瓦时", "人"],
            ["甲", "乙", "1", "2", "3"],
            ["91330100799655058B", "2020-07", "1", "2", "3"]);
        map.DataRow.ShouldBe(4);
        map["IND_GOV.month"]!.Unit!.Symbol.ShouldBe("亿元");
    }

    [Fact]
    public void The_only_prior_column_belongs_to_its_left_neighbour_unless_two_readings_are_possible()
    {
        string Second(params string[] parts)
        {
            var map = Find(Reports, [new(1, 2, 1, 1 + parts.Length)], ["信用代码", "报告期", "营业收入"], ["", "", .. parts]);
            return string.Join(' ', map.Columns.Skip(2).Select(c => c.Key[8..])) + (map.Ignored.Count > 0 ? " ?" + map.Ignored[0].Reason : "");
        }

        Second("本月", "上年同期").ShouldBe("month prior");
        Second("1-本月", "上年同期").ShouldBe("ytd prior-ytd");
        Second("1-本月", "上年同期", "本月", "上年同期(累计)").ShouldBe("ytd prior month prior-ytd");
        Second("本月", "1-本月", "上年同期", "上年同期").ShouldBe("month ytd prior prior-ytd");
        Second("本月", "上年同月", "1-本月", "上年同期").ShouldBe("month prior ytd prior-ytd");
        Second("本月", "1-本月", "上年同期").ShouldBe("month ytd ?Ambiguous");
        Second("本月", "上年同期", "1-本月", "同比").ShouldBe("month prior ytd ?Unknown");
    }

    [Fact]
    public void A_super_heading_a_measure_and_its_parts_make_three_rows()
    {
        var map = Find(Reports, [new(1, 0, 3, 0), new(1, 1, 3, 1), new(1, 2, 1, 5), new(2, 2, 2, 3), new(2, 4, 2, 5)],
            ["信用代码", "报告期", "主要经济指标"],
            ["", "", "工业总产值", "", "营业收入"],
            ["", "", "本月", "累计", "本月", "累计"],
            ["91330100799655058B", "2020-07", "1", "2", "3", "4"]);
        Keys(map).ShouldBe("credit-code period IND_GOV.month IND_GOV.ytd IND_REV.month IND_REV.ytd");
        map.DataRow.ShouldBe(4);
    }

    [Fact]
    public void Parts_above_the_measures_are_read_too()
    {
        var map = Find(Reports, [new(1, 2, 1, 3), new(1, 4, 1, 5)],
            ["信用代码", "报告期", "本月", "", "1-本月"], ["", "", "工业总产值(万元)", "营业收入(万元)", "工业总产值(万元)", "营业收入(万元)"]);
        Keys(map).ShouldBe("credit-code period IND_GOV.month IND_REV.month IND_GOV.ytd IND_REV.ytd");
    }

    [Fact]
    public void Unknown_headings_are_told_and_missing_required_ones_too()
    {
        var map = Find(Reports, [], ["序号", "企业名称", "工业总产值(可比价)_本月", "备注", "企业名称", "错误原因 / Reason"]);
        Keys(map).ShouldBe("name");
        map.Ignored.Select(i => (i.Letter, i.Heading, i.Reason)).ShouldBe(
        [
            ("A", "序号", IgnoredReason.Unknown), ("C", "工业总产值(可比价)_本月", IgnoredReason.Unknown),
            ("D", "备注", IgnoredReason.Unknown), ("E", "企业名称", IgnoredReason.Duplicate),
        ]);
        map.Missing.ShouldBe(["统一社会信用代码", "报告期"]);
        var error = map.Check().Error!;
        error.Code.ShouldBe("missing-columns");
        error.Details!.Select(d => d.Field).ShouldBe(["统一社会信用代码", "报告期"]);
    }

    [Fact]
    public void One_of_two_alternatives_is_enough()
    {
        Find(Observations, [], ["指标名称", "同比增长（%）"]).Missing.ShouldBeEmpty();
        Find(Observations, [], ["同比(%)", "原文"]).Missing.ShouldBe(["指标代码 / 指标名称"]);
    }

    [Fact]
    public void Per_cent_and_points_are_never_taken_for_one_another()
    {
        Keys(Find(Observations, [], ["指标", "同比(百分点)", "增减（个百分点）"])).ShouldBe("indicator change");
        Keys(Find(Observations, [], ["指标", "同比"])).ShouldBe("indicator growth");
    }

    [Fact]
    public void Remarks_in_brackets_do_not_hide_a_heading()
    {
        Keys(Find(Observations, [], ["指标名称(全称)", "联系电话（手机）*", "原 文"])).ShouldBe("indicator phone note");
        Keys(Find(Reports, [], ["统一社会信用代码(必填)", "报告期(yyyy-mm)", "工业总产值(万元)(必填)_本月"]))
            .ShouldBe("credit-code period IND_GOV.month");
    }

    [Fact]
    public void Nothing_known_is_no_header()
    {
        var map = Find(Reports, [], ["a", "b"], ["1", "2"]);
        map.Columns.ShouldBeEmpty();
        map.Check().Error!.Code.ShouldBe("header-not-found");
        Find(Reports, []).Check().Error!.Code.ShouldBe("header-not-found");
    }

    [Fact]
    public void A_person_may_choose_otherwise()
    {
        var rows = new[] { new[] { "a", "代码", "报告期", "企业名称", "" }, ["x", "1", "2", "3", "4"] };
        var map = Find(Reports, [], new HeaderChoice
        {
            HeadingRow = 1,
            Columns = new Dictionary<int, string?> { [0] = "name", [1] = "credit-code", [2] = null, [4] = "EMP_END" },
        }, rows);
        map.Columns.Select(c => (c.Letter, c.Key)).ShouldBe([("A", "name"), ("B", "credit-code"), ("E", "EMP_END")]);
        map.Ignored.Select(i => (i.Letter, i.Reason)).ShouldBe([("C", IgnoredReason.LeftOut), ("D", IgnoredReason.Duplicate)]);
        map.Missing.ShouldBe(["报告期"]);
        map.DataRow.ShouldBe(2);
    }

    [Fact]
    public void A_template_made_of_the_columns_is_understood_by_them()
    {
        foreach (var csv in (bool[])[false, true])
        {
            var stream = new MemoryStream();
            using ISheetWriter writer = csv ? new CsvWriter(stream) : new XlsxWriter(stream);
            writer.Begin(ColumnSpec.Layout("模板", Reports) with { Titles = ["月报", "说明:…"] });
            writer.Finish();
            using var file = Files.Open(stream, csv ? "模板.csv" : "模板.xlsx");
            var map = HeaderFinder.Find(file.Head().Value, Reports);
            map.Columns.Select(c => c.Key).ShouldBe(Reports.Select(s => s.Key));
            map.Ignored.ShouldBeEmpty();
            map.DataRow.ShouldBe(csv ? 4 : 5);
        }
    }

    [Fact]
    public void Totals_and_records_are_told_apart()
    {
        var map = Find(Reports, [], ["序号", "统一社会信用代码", "企业名称", "报告期", "从业人员"]);
        bool Total(params string[] cells) => RowRules.IsTotalRow(new SheetRow(2, false, Files.Texts(cells)), map);
        Total("合计").ShouldBeTrue();
        Total("", "", "合 计", "", "100").ShouldBeTrue();
        Total("", "小计：", "", "", "100").ShouldBeTrue();
        Total("", "—", "全区总计", "", "100").ShouldBeTrue();
        Total("1", "", "合计", "", "100").ShouldBeFalse();
        Total("", "91330100799655058B", "杭州合计", "", "100").ShouldBeFalse();
        Total("", "", "杭州合计科技有限公司", "", "100").ShouldBeFalse();
        Total("", "", "", "", "100", "合计").ShouldBeFalse();
        Total("").ShouldBeFalse();
    }

    private static string Keys(HeaderMap map) => string.Join(' ', map.Columns.Select(c => c.Key));

    private static HeaderMap Find(IReadOnlyList<ColumnSpec> specs, MergedRange[] merged, params string[][] rows) =>
        Find(specs, merged, null, rows);

    private static HeaderMap Find(IReadOnlyList<ColumnSpec> specs, MergedRange[] merged, HeaderChoice? choice, string[][] rows) =>
        HeaderFinder.Find(
            new SheetHead([.. rows.Select((r, i) => new SheetRow(i + 1, false, Files.Texts(r)))], merged), specs, choice);
}
