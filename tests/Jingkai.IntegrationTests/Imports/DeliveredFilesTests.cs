using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;

namespace Jingkai.IntegrationTests.Imports;

/// <summary>Figures and targets as an office delivers them.</summary>
public abstract class DeliveredFilesTests(TestServer server) : ServerTests(server)
{
    [Fact]
    public async Task Strangers_observations_are_read_as_their_office_meant_them()
    {
        using var office = await OpenAsync();
        var workbook = new Workbook();
        var sheet = workbook.Sheet("快报").Merge("A1:N1");
        sheet.Row("青湖经济开发区主要经济指标快报");
        sheet.Gap();
        sheet.Row("来源", "指标名称", "代码", "报告期", "数值", "计量单位", "同比（%）", "增减（百分点）", "同比口径", "状态", "限定词", "范围", "发布日期", "原文");
        const string Source = "2024年半年度报告";
        sheet.Row(Source, "规上工业总产值", null, "2024年上半年", new Stored("401.87"), "亿元", new Share(0.142m), null, "可比口径", "快报", "约", null, new DateOnly(2024, 7, 20), "规上工业总产值约401.87亿元，同比增长14.2%");
        sheet.Row(Source, "规模以上工业总产值", null, "2024年1-6月", "1,234,567", "万元", "１９．０％", null, null, "定报", null, "行业：38", "2024.7.20");
        sheet.Row(Source, "规上工业增加值", null, "2024-01/2024-06", "—", "亿元", 16.1m, null, "可比价");
        sheet.Row(Source, "实际使用外资", null, "2024年1月", "7579", "万美元", -5.5m);
        sheet.Row(Source, "规上工业企业数", null, "2024年6月底", 385, "家");
        sheet.Row(Source, "高新技术产业产值占规上工业比重", null, "2024年1至6月", "83.36%", "%", null, 5.7m);
        sheet.Row(Source, "地区生产总值", null, "2024年前三季度", new Share(0.5m), "%");
        sheet.Row(null, "合计", null, null, 1234.5m, "亿元");
        var read = await office.Economy.ImportAsync(office.Zone, "observations", workbook.ToArray(), "快报.xlsx", "?mode=good");
        read.State.ShouldBe("done", read.ToString());
        read.Errors.ShouldBe([(10, "单位", "%", "unit-mismatch")], read.ToString());
        read.Counts.ShouldBe((7, 6, 0, 0, 1), read.ToString());
        read.Count("skipped").ShouldBe(1);
        read.Warnings.ShouldBe([(0, "", "代码", "unknown-column")]);

        var output = await Figure(office, "IND_GOV", "2024-H1");
        (output.Number("value"), output.Number("growth"), output.Text("growthBasis"), output.Text("status"), output.Text("source")).ShouldBe((401.87m, 14.2m, "comparable", "flash", Source));
        (await Figure(office, "IND_GOV", "2024-01/2024-06", "industry:38")).Number("value").ShouldBe(123.4567m);
        (await Figure(office, "IND_GOV", "2024-01/2024-06", "industry:38")).Number("growth").ShouldBe(19.0m);
        var added = await Figure(office, "IND_VA", "2024-01/2024-06");
        (added.Number("value"), added.Number("growth"), added.Text("growthBasis")).ShouldBe((null, 16.1m, "real"), "growth alone");
        (await Figure(office, "FDI", "2024-01")).Number("growth").ShouldBe(-5.5m);
        (await Figure(office, "IND_ENT", "2024-06")).Number("value").ShouldBe(385m);
        var share = await Figure(office, "HT_OUT_SHARE", "2024-01/2024-06");
        (share.Number("value"), share.Number("changePoints")).ShouldBe((83.36m, 5.7m));
    }

    [Fact]
    public async Task Strangers_targets_are_read_as_their_office_meant_them()
    {
        using var office = await OpenAsync();
        var csv = "青湖经济开发区2024年度目标任务\r\n指标,年份,目标值,计量单位,目标增速,限定词,对象,来源\r\n规上工业总产值,２０２４年,\"1,000.5\",亿元,12%,力争,全区,人大报告\r\n实际使用外资,2024年度,15000,万美元,,不低于,,人大报告\r\n规上工业增加值,2025,,,8.5,,,\r\n规上工业总产值,2024,500,亿元,,,园区:东园,\r\n合计,2024,1500,亿元,,,,\r\n";
        var read = await office.Economy.ImportAsync(office.Zone, "targets", CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(csv), "目标.csv", "?mode=all");
        read.State.ShouldBe("done", read.ToString());
        read.Errors.ShouldBeEmpty(read.ToString());
        read.Counts.ShouldBe((4, 4, 0, 0, 0), read.ToString());
        var rows = await Export(office, "targets");
        rows.Select(r => string.Join('|', r[0], r[2], r[3], r[4], r[5], r[6], r[7], r[8])).ShouldBe([
            "IND_GOV|2024||1000.5|力争|亿元|12|人大报告", "FDI|2024||15000|不低于|万美元||人大报告", "IND_GOV|2024|园区:东园|500||亿元||", "IND_VA|2025||||亿元|8.5|"], ignoreOrder: true);
    }

    [Fact]
    public async Task Every_bad_observation_is_named_by_row_column_value_and_reason()
    {
        using var office = await OpenAsync();
        object?[] headings = ["指标代码", "指标名称", "报告期", "对象", "数值", "限定词", "单位", "同比(%)", "增减(百分点)", "同比口径", "状态", "来源", "发布日期"];
        var content = Workbook.Of(
            headings,
            ["IND_GOV", null, "2024-01/2024-06", null, 100, null, "亿元", null, null, null, null, "报告"],
            ["IND_GOVV", null, "2024-01/2024-06", null, 100, null, "亿元", null, null, null, null, "报告"],
            [null, "人均幸福指数", "2024-01/2024-06", null, 100, null, "亿元", null, null, null, null, "报告"],
            [null, null, "2024-01/2024-06", null, 100, null, "亿元", null, null, null, null, "报告"],
            ["IND_GOV", null, "2024-01", null, 100, null, "亿元", null, null, null, null, "报告"],
            ["IND_GOV", null, "2024年2月", null, 100, null, "亿元", null, null, null, null, "报告"],
            ["GDP", null, "2024-05", null, 100, null, "亿元", null, null, null, null, "报告"],
            ["IND_GOV", null, new Stored("2024.1"), null, 100, null, "亿元", null, null, null, null, "报告"],
            ["IND_GOV", null, "2024-13", null, 100, null, "亿元", null, null, null, null, "报告"],
            ["IND_GOV", null, "2024-01/2024-07", "行业:99", 100, null, "亩", null, null, "环比", "初稿", "报告", "昨天"],
            ["IND_GOV", null, "2024-01/2024-08", "园区:西园", null, "大概", "亿元", "十", "一点", null, null, "报告"],
            ["IND_GOV", null, "2024-01/2024-08", null, null, null, "亿元", null, null, null, null, "报告"],
            ["IND_SALE_RATIO", null, "2024-01/2024-08", null, 98.5m, null, "%", 1.5m, null, null, null, "报告"],
            ["IND_GOV", null, "2024-01/2024-08", null, 100, null, null, null, null, null, null, null],
            ["IND_GOV", null, "2024-01/2024-08", null, new Stored("0.000000000000001"), null, "亿元", new Stored("0.00001"), null, null, null, "报告"]);
        var before = await ZoneState.ReadAsync(Server, office.Zone);
        var refused = await office.Economy.ImportAsync(office.Zone, "observations", content, "快报.xlsx", "?mode=all");
        refused.Counts.ShouldBe((15, 0, 0, 0, 14), refused.ToString());
        refused.Errors.ShouldBe([
            (3, "指标代码", "IND_GOVV", "unknown-indicator"),
            (4, "指标名称", "人均幸福指数", "unknown-indicator"),
            (5, "指标代码", "", "required"),
            (6, "报告期", "2024-01", "merged-period"),
            (7, "报告期", "2024年2月", "merged-period"),
            (8, "报告期", "2024-05", "no-such-period"),
            (9, "报告期", "2024.1", "bad-period"),
            (10, "报告期", "2024-13", "bad-period"),
            (11, "对象", "行业:99", "unknown-subject"),
            (11, "单位", "亩", "unit-mismatch"),
            (11, "同比口径", "环比", "unknown-word"),
            (11, "状态", "初稿", "unknown-word"),
            (11, "发布日期", "昨天", "bad-date"),
            (12, "对象", "园区:西园", "unknown-subject"),
            (12, "限定词", "大概", "unknown-word"),
            (12, "同比(%)", "十", "bad-number"),
            (12, "增减(百分点)", "一点", "bad-number"),
            (13, "数值", "", "empty-observation"),
            (14, "同比(%)", "1.5", "growth-in-points"),
            (15, "单位", "", "required"),
            (15, "来源", "", "required"),
            (16, "数值", "0.000000000000001", "too-precise"),
            (16, "同比(%)", "0.00001", "too-precise")], refused.ToString());
        (await ZoneState.ReadAsync(Server, office.Zone)).ShouldEqual(before);
        (await office.Economy.ImportAsync(office.Zone, "observations", content, "快报.xlsx", "?mode=good")).Counts.ShouldBe((15, 1, 0, 0, 14));
    }

    [Fact]
    public async Task Every_bad_target_is_named_by_row_column_value_and_reason()
    {
        using var office = await OpenAsync();
        var read = await office.Economy.ImportAsync(office.Zone, "targets", Workbook.Of(
            ["指标代码", "年度", "目标值", "限定词", "单位", "目标增速(%)"],
            ["IND_GOV", 2024, 100, null, "亿元", 5],
            ["IND_GOV", "24年", 100, null, "亿元"],
            ["IND_GOV", null, 100, null, "亿元"],
            ["IND_GOV", 2025, null, "差不多"],
            ["IND_GOV", new Stored("2024.5"), 100, null, null],
            ["幸福指数", 2025, 100, null, "亿元"]), "目标.xlsx", "?mode=good");
        read.Errors.ShouldBe([
            (3, "年度", "24年", "bad-year"), (4, "年度", "", "required"), (5, "限定词", "差不多", "unknown-word"),
            (6, "年度", "2024.5", "bad-year"), (6, "单位", "", "required"), (7, "指标代码", "幸福指数", "unknown-indicator")], read.ToString());
        read.Counts.ShouldBe((6, 1, 0, 0, 5));
    }

    [Fact]
    public async Task Blank_leaves_what_was_delivered_the_word_clears_it_and_each_change_is_a_version()
    {
        using var office = await OpenAsync();
        const string Headings = "指标代码,报告期,数值,限定词,单位,同比(%),同比口径,状态,来源,发布日期,原文\n";
        await office.Economy.MustImportAsync(office.Zone, "observations", $"{Headings}IND_GOV,2024-H1,100,约,亿元,5.5,可比口径,快报,报告,2024-07-20,原话\n");
        var same = await office.Economy.ImportAsync(office.Zone, "observations", $"{Headings}规上工业总产值,2024-01/2024-06,,,亿元,,,,报告,,\n");
        same.Errors.ShouldBeEmpty(same.ToString());
        same.Counts.ShouldBe((1, 0, 0, 1, 0), "the zone, the half and the year to date are one figure; blank says nothing");

        var sourced = await office.Economy.ImportAsync(office.Zone, "observations", "指标代码,报告期,单位,来源\nIND_GOV,2024-H1,亿元,年鉴\n");
        sourced.Counts.ShouldBe((1, 0, 1, 0, 0), sourced.ToString());
        (await Figure(office, "IND_GOV", "2024-H1")).Number("value").ShouldBe(100m);

        var cleared = await office.Economy.ImportAsync(office.Zone, "observations", $"{Headings}IND_GOV,2024-H1,-,清空,亿元,,,定报,年鉴,清空,清空\n");
        cleared.Counts.ShouldBe((1, 0, 1, 0, 0), cleared.ToString());
        var figure = await Figure(office, "IND_GOV", "2024-H1");
        (figure.Number("value"), figure.Number("growth"), figure.Text("status"), figure.Text("source"), figure.GetProperty("version").GetInt32()).ShouldBe((null, 5.5m, "final", "年鉴", 3));

        var emptied = await office.Economy.ImportAsync(office.Zone, "observations", $"{Headings}IND_GOV,2024-H1,,,亿元,清空,,,年鉴,,\n");
        emptied.Errors.ShouldBe([(2, "数值", "", "empty-observation")], "nothing would be left");
        var state = await ZoneState.ReadAsync(Server, office.Zone);
        state.Count("economy_observations").ShouldBe(3);
    }

    private async Task<Office> OpenAsync()
    {
        var office = await Office.OpenAsync(Server);
        await office.Economy.MustImportAsync(office.Zone, "enterprises", Firm.Ledger([new("甲公司", "3821", "东园")]));
        return office;
    }

    private static async Task<JsonElement> Figure(Office office, string indicator, string period, string? subject = null) =>
        await Json(await office.Economy.FigureAsync(office.Zone, indicator, period, subject));

    private static async Task<List<string[]>> Export(Office office, string ledger)
    {
        var content = await office.Economy.GetByteArrayAsync(office.At($"ledgers/{ledger}/export?format=xlsx"));
        return [.. Workbook.Read(content).Values.Skip(1).Select(r => r.Concat(Enumerable.Repeat("", 20)).Take(20).ToArray())];
    }
}

public sealed class Delivered_files_on_sqlite(SqliteEmpty server) : DeliveredFilesTests(server);

public sealed class Delivered_files_on_postgres(PostgresEmpty server) : DeliveredFilesTests(server);
