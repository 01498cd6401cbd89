using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;

namespace Jingkai.IntegrationTests.Imports;

/// <summary>Monthly reports of enterprises as an office that nobody has met keeps them.</summary>
public abstract class ReportFilesTests(TestServer server) : ServerTests(server)
{
    private static readonly string[] Codes = [.. Enumerable.Range(0, 9).Select(_ => Office.CreditCode())];

    [Fact]
    public async Task Strangers_workbook_is_read_as_its_office_meant_it()
    {
        using var office = await OpenAsync();
        var workbook = new Workbook();
        var sheet = workbook.Sheet("7月").Merge("A1:P1", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:H3", "I3:L3", "M3:M4", "N3:N4", "O3:O4");
        sheet.Row("青湖经济开发区工业企业月度主要经济指标");
        sheet.Row("填报单位：经济发展局", null, null, null, null, null, "单位：万元、万千瓦时、人");
        sheet.Row("序号", "报告期", "单位详细名称", "信用代码", "营业收入", null, null, null, "工业总产值（亿元）", null, null, null, "期末从业人员", "用电量_本月", "联系人");
        sheet.Row(null, null, null, null, "本月", "上年同期", "1-本月", "上年同期", "1—本月", "去年同期累计", "当月", "上年同月");
        sheet.Row("甲", "乙", "丙", "丁", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        sheet.Row(1, "2024年7月", "甲公司", Codes[0], 100, 90, 700, 600, new Stored("0.069999999999999993"), 0.06m, 0.01m, 0.009m, 120, 5.5m, "王明");
        sheet.Row(2, 202407, "乙公司", Codes[1], "１，２３４．５", "1,000", "—", "…", 0, "-", "/", null, "８０", "0");
        sheet.Row(3, "2024-07", "丙公司", Codes[2], "7000.12万元", null, new Formula("E8*2", 14000.24m));
        sheet.Gap();
        sheet.Row(4, new DateOnly(2024, 7, 31), "丁公司", Codes[3], 1);
        sheet.Row(5, "2024.7.1", "戊公司", Codes[4], 1);
        sheet.Row(6, "2024年1-7月", "己公司", Codes[5], 1);
        sheet.HiddenRow(7, " ２０２４．０７ ", "庚公司", Codes[6], 1);
        sheet.Row(8, "2024/7", "辛公司", Codes[7].ToLowerInvariant(), 1);
        sheet.Row(null, "2024年7月", "合计", null, new Formula("SUM(E6:E14)", 8339.62m), 1090);
        var read = await office.Economy.ImportAsync(office.Zone, "enterprise-reports", workbook.ToArray(), "7月月报.xlsx", "?mode=all");
        read.State.ShouldBe("done", read.ToString());
        read.Errors.ShouldBeEmpty(read.ToString());
        read.Counts.ShouldBe((8, 8, 0, 0, 0), read.ToString());
        (read.Count("hiddenRows"), read.Count("skipped")).ShouldBe((1, 1));
        read.Warnings.ShouldContain((0, "", "序号", "unknown-column"));
        read.Warnings.ShouldContain((0, "", "联系人", "unknown-column"));

        (await Report(office, Codes[0], "2024-07", "IND_REV")).ShouldBe((100m, 90m, 700m, 600m));
        (await Report(office, Codes[0], "2024-07", "IND_GOV")).ShouldBe((100m, 90m, 700m, 600m), "亿元 of the heading, exact at 15 digits, parts in another order");
        (await Report(office, Codes[0], "2024-07", "EMP_END")).ShouldBe((120m, null, null, null));
        (await Report(office, Codes[0], "2024-07", "POWER_IND")).ShouldBe((5.5m, null, null, null));
        (await Report(office, Codes[1], "2024-07", "IND_REV")).ShouldBe((1234.5m, 1000m, null, null), "a dash is not reported");
        (await Report(office, Codes[1], "2024-07", "IND_GOV")).ShouldBe((null, null, 0m, null), "0 is zero");
        (await Report(office, Codes[1], "2024-07", "EMP_END")).ShouldBe((80m, null, null, null));
        (await Report(office, Codes[2], "2024-07", "IND_REV")).ShouldBe((7000.12m, null, 14000.24m, null), "a formula's saved result");
        foreach (var code in Codes[3..8]) (await Report(office, code, "2024-07", "IND_REV")).ShouldBe((1m, null, null, null), code);
        await Server.RollupsEqualRebuild(office.Zone);
        using var figure = JsonDocument.Parse(await office.Economy.GetStringAsync(office.At("figures?indicator=IND_REV&period=2024-07")));
        figure.RootElement.Number("value").ShouldBe((100 + 1234.5m + 7000.12m + 5) / 10_000);
    }

    [Fact]
    public async Task Flat_csv_in_the_encoding_of_chinese_excel_is_read()
    {
        using var office = await OpenAsync();
        var csv = $"单位：亿元,,,,,\r\n企业名称,工业总产值_累计,统一社会信用代码,工业总产值_上年同期累计,所属期,工业总产值_本月\r\n甲公司,\"1,234.5\",{Codes[0]},1.5,２０２４年７月,'-0\r\n乙公司,0.00000001,{Codes[1]},,2024年7月份,\r\n,,,,,\r\n总计,1234.5,,,,\r\n";
        var read = await office.Economy.ImportAsync(office.Zone, "enterprise-reports", CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(csv), "月报.csv", "?mode=good");
        read.Counts.ShouldBe((2, 2, 0, 0, 0), read.ToString());
        (await Report(office, Codes[0], "2024-07", "IND_GOV")).ShouldBe((0m, null, 12_345_000m, 15_000m));
        (await Report(office, Codes[1], "2024-07", "IND_GOV")).ShouldBe((null, null, 0.0001m, null), "one yuan");
    }

    [Fact]
    public async Task February_of_a_merged_measure_carries_january_too_and_january_is_refused()
    {
        using var office = await OpenAsync();
        var content = Workbook.Of(
            ["统一社会信用代码", "报告期", "工业总产值(万元)_本月", "工业总产值(万元)_上年同期", "工业总产值(万元)_累计", "工业总产值(万元)_上年同期累计", "税收(万元)_本月", "税收(万元)_累计"],
            [Codes[0], "2024年1月", null, "-", null, null, 10, 10],
            [Codes[0], "2024年2月", 200, 180, null, null, 20, 30],
            [Codes[1], "2024-01", 100, null, null, null, 10, 10],
            [Codes[1], "2024-01/2024-02", 150, null, 200, 190, null, null],
            [Codes[2], "202401", null, 50, null, null, null, null],
            [Codes[3], "202401", null, null, null, 0, null, null]);
        var read = await office.Economy.ImportAsync(office.Zone, "enterprise-reports", content, "年初.xlsx", "?mode=good");
        read.Errors.ShouldBe([
            (4, "工业总产值(万元)_本月", "100", "merged-period"),
            (6, "工业总产值(万元)_上年同期", "50", "merged-period"),
            (7, "工业总产值(万元)_上年同期累计", "0", "merged-period")], read.ToString());
        read.Counts.ShouldBe((6, 3, 0, 0, 3), read.ToString());
        read.Warnings.ShouldBe([(5, "工业总产值(万元)_本月", "150", "merged-values-differ")]);
        (await Report(office, Codes[0], "2024-02", "IND_GOV")).ShouldBe((200m, 180m, 200m, 180m));
        (await Report(office, Codes[1], "2024-02", "IND_GOV")).ShouldBe((200m, 190m, 200m, 190m));
        (await Report(office, Codes[0], "2024-02", "TAX")).ShouldBe((20m, null, 30m, null), "税收 has a January of its own");
        (await Report(office, Codes[0], "2024-01", "TAX")).ShouldBe((10m, null, 10m, null));
    }

    [Fact]
    public async Task Every_bad_row_is_named_by_row_column_value_and_reason()
    {
        using var office = await OpenAsync();
        var failing = Codes[0][..17] + (Codes[0][17] == '0' ? '1' : '0');
        var stranger = Office.CreditCode();
        var workbook = new Workbook();
        var sheet = workbook.Sheet("月报").Merge("A2:A3", "B2:B3", "C2:F2", "G2:H2");
        sheet.Row("月报");
        sheet.Row("统一社会信用代码", "报告期", "工业总产值(万元)", null, null, null, "税收(万元)", null, "从业人员(人)");
        sheet.Row(null, null, "本月", "上年同期", "1-本月", "上年同期(累计)", "本月", "1-本月");
        sheet.Row(Codes[0], "2024-07", 1, 1, 7, 7, -3, -1, 12);
        sheet.Row(failing, "2024-07", 1);
        sheet.Row(stranger, "2024-07", 1);
        sheet.Row("9133", "2024-07", 1);
        sheet.Row(Codes[1], "2024年13月", 1);
        sheet.Row(Codes[1], new Stored("2020.1"), 1);
        sheet.Row(Codes[1], "2020年第三季度", 1);
        sheet.Row(Codes[1], "下个月", 1);
        sheet.Row(null, null, 1);
        sheet.Row(Codes[2], "2024-07", "约100", "12,34", -5, new Stored("0.000000001"), "5吨", new Broken("#DIV/0!"), 12.5m);
        sheet.Row(Codes[3], "2024-07", new Share(0.5m), new Stored("1E+25"), new DateOnly(2024, 7, 1), "1.2E+10", new Formula("A1", null));
        var before = await ZoneState.ReadAsync(Server, office.Zone);
        var content = workbook.ToArray();
        var refused = await office.Economy.ImportAsync(office.Zone, "enterprise-reports", content, "月报.xlsx", "?mode=all");
        refused.Committed.ShouldBeFalse();
        refused.Counts.ShouldBe((11, 0, 0, 0, 10), refused.ToString());
        const string Code = "统一社会信用代码", Output = "工业总产值(万元)", Tax = "税收(万元)";
        refused.Errors.ShouldBe([
            (5, Code, failing, "credit-code-check"),
            (6, Code, stranger, "unknown-enterprise"),
            (7, Code, "9133", "credit-code-length"),
            (8, "报告期", "2024年13月", "bad-period"),
            (9, "报告期", "2020.1", "bad-period"),
            (10, "报告期", "2020年第三季度", "bad-period"),
            (11, "报告期", "下个月", "bad-period"),
            (12, Code, "", "required"),
            (12, "报告期", "", "required"),
            (13, Output + "_本月", "约100", "bad-number"),
            (13, Output + "_上年同期", "12,34", "bad-number"),
            (13, Output + "_累计", "-5", "negative-value"),
            (13, Output + "_上年同期累计", "0.000000001", "too-precise"),
            (13, Tax + "_本月", "5吨", "bad-number"),
            (13, Tax + "_累计", "#DIV/0!", "cell-error"),
            (13, "从业人员(人)", "12.5", "not-whole"),
            (14, Output + "_本月", "50%", "bad-number"),
            (14, Output + "_上年同期", "1E+25", "out-of-range"),
            (14, Output + "_累计", "2024-07-01", "bad-number"),
            (14, Output + "_上年同期累计", "1.2E+10", "digits-lost"),
            (14, Tax + "_本月", "=A1", "formula-not-calculated")], refused.ToString());
        refused.Result.Items("errors").Single(e => e.GetProperty("row").GetInt32() == 9).Text("message").ShouldNotBeNull().ShouldContain("10月", customMessage: "says why 2020.1 is refused");
        (await ZoneState.ReadAsync(Server, office.Zone)).ShouldEqual(before);
        var good = await office.Economy.ImportAsync(office.Zone, "enterprise-reports", content, "月报.xlsx", "?mode=good");
        good.Counts.ShouldBe((11, 1, 0, 0, 10));
        (await Report(office, Codes[0], "2024-07", "TAX")).ShouldBe((-3m, null, -1m, null), "refunds can exceed what is paid");
        await Server.RollupsEqualRebuild(office.Zone);
    }

    [Fact]
    public async Task Blank_leaves_what_is_stored_a_dash_and_the_word_clear_it()
    {
        using var office = await OpenAsync();
        const string Headings = "统一社会信用代码,报告期,工业总产值(万元)_本月,工业总产值(万元)_上年同期,工业总产值(万元)_累计,工业总产值(万元)_上年同期累计,从业人员(人)\n";
        await office.Economy.MustImportAsync(office.Zone, "enterprise-reports", $"{Headings}{Codes[0]},2024-07,100,90,700,600,12\n");
        var kept = await office.Economy.ImportAsync(office.Zone, "enterprise-reports", $"报告期,统一社会信用代码,工业总产值(万元)_累计,从业人员(人)\n2024-07,{Codes[0]},700,\n");
        kept.Counts.ShouldBe((1, 0, 0, 1, 0), kept.ToString());
        var cleared = await office.Economy.ImportAsync(office.Zone, "enterprise-reports", $"{Headings}{Codes[0]},2024-07,,清空,-,,0\n");
        cleared.Counts.ShouldBe((1, 0, 1, 0, 0), cleared.ToString());
        (await Report(office, Codes[0], "2024-07", "IND_GOV")).ShouldBe((100m, null, null, 600m));
        (await Report(office, Codes[0], "2024-07", "EMP_END")).ShouldBe((0m, null, null, null));
        await Server.RollupsEqualRebuild(office.Zone);
    }

    [Fact]
    public async Task Month_and_earlier_year_to_date_that_do_not_add_up_are_remarked_and_kept()
    {
        using var office = await OpenAsync();
        const string Headings = "统一社会信用代码,报告期,工业总产值(万元)_本月,工业总产值(万元)_累计\n";
        var within = await office.Economy.ImportAsync(office.Zone, "enterprise-reports", $"{Headings}{Codes[0]},2024-06,100,600\n{Codes[0]},2024-07,100,701\n{Codes[1]},2024-06,100,600\n{Codes[2]},2024-07,100,701\n{Codes[2]},2024-06,100,600\n");
        within.Counts.ShouldBe((5, 5, 0, 0, 0));
        within.Warnings.ShouldBe([(3, "工业总产值(万元)_累计", "701", "month-and-year-to-date"), (5, "工业总产值(万元)_累计", "701", "month-and-year-to-date")], within.ToString());

        // The month before came with another file.
        var later = await office.Economy.ImportAsync(office.Zone, "enterprise-reports", $"{Headings}{Codes[1]},2024-07,100,701\n{Codes[0]},2024-08,10,711\n");
        later.Warnings.ShouldBe([(2, "工业总产值(万元)_累计", "701", "month-and-year-to-date")], later.ToString());
        (await Report(office, Codes[1], "2024-07", "IND_GOV")).ShouldBe((100m, null, 701m, null), "never corrected");
    }

    private async Task<Office> OpenAsync()
    {
        var office = await Office.OpenAsync(Server);
        await office.Economy.MustImportAsync(office.Zone, "enterprises", Firm.Ledger(Codes.Select((code, i) => new Firm($"企业{i}", "3484") { Code = code })));
        return office;
    }

    private static async Task<(decimal? Value, decimal? Prior, decimal? Ytd, decimal? YtdPrior)> Report(Office office, string code, string month, string indicator)
    {
        var reports = await Json(await office.Economy.GetAsync(office.At($"enterprise-reports/{code}/{month}")));
        var report = reports.Items().Single(r => r.Text("indicator") == indicator);
        return (report.Number("value"), report.Number("prior"), report.Number("ytd"), report.Number("ytdPrior"));
    }
}

public sealed class Report_files_on_sqlite(SqliteEmpty server) : ReportFilesTests(server);

public sealed class Report_files_on_postgres(PostgresEmpty server) : ReportFilesTests(server);
