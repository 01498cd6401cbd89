using System.Globalization;
using System.Text;
using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;

namespace Jingkai.IntegrationTests.Contract;

/// <summary>Observations and targets: units, words, what may stay empty, and how they are asked for.</summary>
public abstract class DeliveredTests(TestServer server) : ServerTests(server)
{
    private const string Observed = "指标代码,指标名称,报告期,对象,数值,限定词,单位,同比(%),增减(百分点),同比口径,状态,来源,发布日期,原文\n";

    [Fact]
    public async Task Every_indicator_of_the_catalogue_is_delivered_in_its_own_unit()
    {
        using var office = await Office.OpenAsync(Server);
        var catalogue = (await Json(await office.Economy.GetAsync(office.At("indicators")))).Items();
        catalogue.Count.ShouldBe(118);
        var file = new StringBuilder(Observed);
        foreach (var i in catalogue) file.Append(CultureInfo.InvariantCulture, $"{i.Text("code")},,2020,,7,,{i.Text("unit")},,,,,局,,\n");
        (await office.Economy.MustImportAsync(office.Zone, "observations", file.ToString())).Count("inserted").ShouldBe(118);
        foreach (var i in catalogue)
        {
            var figure = await Figure(office, i.Text("nameZh")!, "2020");
            (figure.Text("indicator"), figure.Number("value"), figure.Text("unit")).ShouldBe((i.Text("code"), 7m, i.Text("unit")));
        }
    }

    [Theory]
    [InlineData("FDI", "2021-03", "1.2345", "亿美元", "12345")]
    [InlineData("FDI", "2021-Q1", "12345678.9", "美元", "1234.56789")]
    [InlineData("TRADE", "2021-03", "12345678901.23", "元", "123.4567890123")]
    [InlineData("LAND_SUP", "2021-Q1", "1", "公顷", "15")]
    [InlineData("LAND_SUP", "2021-Q1", "100", "平方米", "0.15")]
    [InlineData("LAND_REUSE", "2021-Q1", "0.1", "平方公里", "150")]
    [InlineData("POWER", "2021-03", "1.5", "亿千瓦时", "15000")]
    [InlineData("INNO_SPACE_NEW", "2021-03", "12345", "平方米", "1.2345")]
    [InlineData("MU_TAX", "2021", "300000", "元/亩", "30")]
    [InlineData("HT_ENT", "2021-Q1", "1.2", "百家", "120")]
    public async Task Numbers_in_another_scale_become_the_catalogues_unit_exactly(string indicator, string period, string value, string unit, string expected)
    {
        using var office = await Office.OpenAsync(Server);
        await office.Economy.MustImportAsync(office.Zone, "observations", Observed + $"{indicator},,{period},,{value},,{unit},,,,,局,,\n");
        (await Figure(office, indicator, period)).Number("value").ShouldBe(decimal.Parse(expected, CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Reasons_name_row_and_column_once()
    {
        using var office = await Office.OpenAsync(Server);
        var imported = await office.Economy.ImportAsync(office.Zone, "observations", Observed
            + "FDI,,2021-03,,1,,亿元,,,,,局,,\nRETAIL,,2020-07,,1,,,,,,,局,,\nRETAIL,,2020-08,,1,,亿元,,,,,,,\nGDP,,2020-05,,1,,亿元,,,,,局,,\nIND_GOV,,2020-01,,1,,亿元,,,,,局,,\nTAX_SHARE,,2020-07,,1,,%,5,,,,局,,\n"
            + "RETAIL,,2020-09,,1,大概,亿元,,,随便,初稿,局,,\nRETAIL,,2020-12,,,,亿元,,,,,局,,\nRETAIL,,2020-04,行业:9999,1,,亿元,,,,,局,,\nBOGUS,,2020-04,,1,,亿元,,,,,局,,\n", "?mode=good");
        imported.Reasons.ShouldBe(
        [
            (2, "单位", "unit-mismatch"), (3, "单位", "required"), (4, "来源", "required"), (5, "报告期", "no-such-period"), (6, "报告期", "merged-period"), (7, "同比(%)", "growth-in-points"),
            (8, "限定词", "unknown-word"), (8, "同比口径", "unknown-word"), (8, "状态", "unknown-word"), (9, "数值", "empty-observation"), (10, "对象", "unknown-subject"), (11, "指标代码", "unknown-indicator"),
        ]);
        imported.Count("inserted").ShouldBe(0);
    }

    [Fact]
    public async Task Target_without_unit_is_in_the_catalogues_and_level_and_growth_may_both_be_set()
    {
        using var office = await Office.OpenAsync(Server);
        await office.Economy.MustImportAsync(office.Zone, "targets", "指标代码,指标名称,年度,对象,目标值,限定词,单位,目标增速(%),来源\nFDI,,2021,,15000,不低于,,,任务书\n,规上工业总产值,2021年,,1300,力争,亿元,10,报告\nRETAIL,,2050,,,,,8,\n");
        await office.Economy.MustImportAsync(office.Zone, "observations", Observed + "FDI,,2021-01/2021-12,,14999.25,,万美元,,,,,局,,\nIND_GOV,,2021-01/2021-02,,200,,亿元,,,,,局,,\nFDI,,2021-05,,1000,,万美元,,,,,局,,\n");
        var fdi = await Figure(office, "FDI", "2021");
        (fdi.Number("completion"), fdi.Number("pace"), fdi.At("target").Number("value"), fdi.At("target").Text("unit"), fdi.At("target").Text("bound")).ShouldBe((100.00m, 100m, 15000m, "万美元", "不低于"));
        var output = await Figure(office, "IND_GOV", "2021-01/2021-02");
        (output.Number("completion"), output.Number("pace"), output.At("target").Number("growth")).ShouldBe((15.38m, 16.67m, 10m));
        (await Figure(office, "FDI", "2021-05")).Number("completion").ShouldBeNull("a month alone completes no year");
        (await Figure(office, "RETAIL", "2050")).At("target").Number("growth").ShouldBe(8m);
    }

    [Fact]
    public async Task Template_and_export_head_their_columns_as_the_contract_does()
    {
        using var office = await Office.OpenAsync(Server);
        async Task<string> Heading(string ledger, string what) => (await office.Economy.GetStringAsync(office.At($"ledgers/{ledger}/{what}?format=csv"))).TrimStart('\ufeff').Split('\r', '\n')[0];
        foreach (var what in (string[])["template", "export"])
        {
            (await Heading("observations", what)).ShouldBe(Observed.TrimEnd());
            (await Heading("targets", what)).ShouldBe("指标代码,指标名称,年度,对象,目标值,限定词,单位,目标增速(%),来源");
        }
    }

    [Theory]
    [InlineData("figures?period=2021", 400, "missing-parameter", "indicator")]
    [InlineData("figures?indicator=TAX", 400, "missing-parameter", "period")]
    [InlineData("figures/series?from=2021&to=2021", 400, "missing-parameter", "indicator")]
    [InlineData("figures/series?indicator=TAX&from=2021", 400, "missing-parameter", "to")]
    [InlineData("figures?indicator=FD&period=2021", 404, "unknown-indicator", "FDI")]
    [InlineData("figures?indicator=ind_gv&period=2021", 404, "unknown-indicator", "IND_GOV")]
    [InlineData("figures?indicator=规上工业增加&period=2021", 404, "unknown-indicator", "规上工业增加值")]
    public async Task Refusal_names_what_is_missing_or_near(string address, int status, string code, string named)
    {
        using var office = await Office.OpenAsync(Server);
        var answer = await office.Economy.GetAsync(office.At(address));
        var body = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode, JsonDocument.Parse(body).RootElement.Text("code")).ShouldBe((status, code), body);
        JsonDocument.Parse(body).RootElement.Text("detail").ShouldNotBeNull().ShouldContain(named);
    }

    [Fact]
    public async Task Series_of_a_year_begins_in_its_january_and_a_quarterly_indicator_gives_its_levels()
    {
        using var office = await Office.OpenAsync(Server);
        await office.Economy.MustImportAsync(office.Zone, "observations", Observed
            + "RETAIL,,2021-01/2021-02,,18,,亿元,12,,,,局,,\nRETAIL,,2021-01/2021-03,,17,,亿元,12,,,,局,,\nRETAIL,,2021-01/2021-04,,40,,亿元,10,,,,局,,\nGDP,,2021-Q1,,100,,亿元,8,,,,局,,\nGDP,,2021-H1,,230,,亿元,9,,,,局,,\n");
        async Task<IReadOnlyList<(string?, decimal?, string?)>> Points(string query) =>
            [.. (await Json(await office.Economy.GetAsync(office.At("figures/series?" + query)))).Items("points").Select(p => (p.Text("period"), p.Number("value"), p.Text("status")))];
        (await Points("indicator=RETAIL&from=2021&to=2021&kind=month")).ShouldBe([("2021-01/2021-02", 18m, "final"), ("2021-03", -1m, "computed"), ("2021-04", 23m, "computed")]);
        (await Points("indicator=RETAIL&from=2021&to=2021&kind=ytd")).Select(p => p.Item2).ShouldBe([18m, 17m, 40m]);
        (await Points("indicator=GDP&from=2021-01&to=2021-12")).ShouldBe([("2021-01/2021-03", 100m, "final"), ("2021-01/2021-06", 230m, "final")]);
        var second = await Figure(office, "GDP", "2021-Q2");
        (second.Number("value"), second.Text("status"), second.Text("origin"), second.Number("growth"), second.Number("computedGrowth")).ShouldBe((130m, "computed", "derived", null, null));
    }

    [Fact]
    public async Task Relations_that_do_not_hold_are_named_with_their_difference()
    {
        using var office = await Office.OpenAsync(Server);
        await office.Economy.MustImportAsync(office.Zone, "observations", Observed
            + "TAX,,2021-01/2021-01,,3,,亿元,,,,,局,,\nTAX,,2021-02,,4,,亿元,,,,,局,,\nTAX,,2021-01/2021-02,,7.01,,亿元,,,,,局,,\n"
            + "RETAIL,,2021-01/2021-02,,10,,亿元,,,,,局,,\nRETAIL,,2021-01/2021-02,行业:F,10.5,,亿元,,,,,局,,\nRETAIL,,2021-01/2021-02,行业:H,9,,亿元,,,,,局,,\n"
            + "IND_PROFIT,,2021-01/2021-02,,1,,亿元,,,,,局,,\nIND_PROFIT,,2021-01/2021-02,行业:36,2,,亿元,,,,,局,,\nIND_MARGIN,,2021-01/2021-02,,5,,%,,,,,局,,\nIND_MARGIN,,2021-01/2021-02,行业:36,9,,%,,,,,局,,\n");
        var broken = (await Json(await office.Economy.GetAsync(office.At("figures/consistency?period=2021-01/2021-02")))).Items();
        broken.Select(b => (b.Text("relation"), b.Text("indicator"), b.Number("left"), b.Number("right"), b.Number("difference"))).ShouldBe(
            [("parts-and-whole", "RETAIL", 10.5m, 10m, 0.5m), ("month-and-year-to-date", "TAX", 7.01m, 7m, 0.01m)], ignoreOrder: true);
        broken.ShouldAllBe(b => b.GetProperty("figures").GetArrayLength() >= 2);
        (await Json(await office.Economy.GetAsync(office.At("figures/consistency?period=2021-01")))).Items().ShouldBeEmpty();
    }

    private static async Task<JsonElement> Figure(Office office, string indicator, string period) => await Json(await office.Economy.FigureAsync(office.Zone, indicator, period));
}

public sealed class Delivered_on_sqlite(SqliteEmpty server) : DeliveredTests(server);

public sealed class Delivered_on_postgres(PostgresEmpty server) : DeliveredTests(server);
