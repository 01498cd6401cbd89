using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingkai.IntegrationTests.Fixture;

namespace Jingkai.IntegrationTests.Figures;

/// <summary>Figures worked out by hand from one small zone. Numbers of the ledgers are in 万元, figures in 亿元; the reckoning stands
/// beside each case.</summary>
/// <remarks>甲, 乙 make parts (3484) and are listed all year. 丙 (3670) is listed from April 2025 on. 丁 (2710) leaves the list in
/// June. 戊 (3921) is not listed. 己 (3484) is listed, but registered here and working elsewhere. 庚 makes boilers (3411) until April
/// and car parts (3670) from May on.</remarks>
public abstract class WorkedCasesTests(TestServer server) : ServerTests(server)
{
    private static readonly ConcurrentDictionary<TestServer, Lazy<Task<string>>> Zones = new();

    [Theory]
    // January and February come together: 甲1000 乙500 丁400 庚200, against 800+700+0+160; a base of nought is known, not blank.
    [InlineData("IND_GOV", "2025-01/2025-02", "zone", "value", 0.21)]
    [InlineData("IND_GOV", "2025-01/2025-02", "zone", "computedGrowth", 26.5)]
    [InlineData("IND_GOV", "2025-01/2025-02", "industry:2710", "value", 0.04)]
    // 400 against 0: no growth over a base that is not above nought.
    [InlineData("IND_GOV", "2025-01/2025-02", "industry:2710", "computedGrowth", null)]
    // March is a month of its own: 600+300+300+100 against 400+400+0+80; 丙 has reported and is not listed yet.
    [InlineData("IND_GOV", "2025-03", "zone", "value", 0.13)]
    [InlineData("IND_GOV", "2025-03", "zone", "computedGrowth", 47.7)]
    [InlineData("IND_GOV", "2025-03", "zone", "rolledUp.reporting.expected", 4)]
    // 1600+800+700+300 against 1200+1100+0+240; the first quarter is the same figure.
    [InlineData("IND_GOV", "2025-01/2025-03", "zone", "value", 0.34)]
    [InlineData("IND_GOV", "2025-Q1", "zone", "computedGrowth", 33.9)]
    // The first month after a listing: 丙's 950 against its own 700, 500+250+950+200+120 against 500+250+700+100+100.
    [InlineData("IND_GOV", "2025-04", "zone", "value", 0.202)]
    [InlineData("IND_GOV", "2025-04", "zone", "computedGrowth", 22.4)]
    [InlineData("IND_GOV", "2025-04", "industry:3670", "rolledUp.reporting.expected", 1)]
    // The population is restated: 丙 brings its whole year so far (3000 against 2400), so April less March is not April.
    [InlineData("IND_GOV", "2025-01/2025-04", "zone", "value", 0.747)]
    [InlineData("IND_GOV", "2025-01/2025-04", "zone", "computedGrowth", 26.8)]
    // 乙 does not know last May: the sum has it, the growth stands on the other four, 1650 against 1500.
    [InlineData("IND_GOV", "2025-05", "zone", "value", 0.195)]
    [InlineData("IND_GOV", "2025-05", "zone", "computedGrowth", 10.0)]
    [InlineData("IND_GOV", "2025-05", "zone", "rolledUp.reporting.received", 5)]
    [InlineData("IND_GOV", "2025-01/2025-05", "zone", "value", 0.942)]
    // 8070 against 6040.
    [InlineData("IND_GOV", "2025-01/2025-05", "zone", "computedGrowth", 33.6)]
    // 丁 has left the list: 700+350+1100+130 against 500+300+900+110, and nobody of its industry is left.
    [InlineData("IND_GOV", "2025-06", "zone", "rolledUp.value", 0.228)]
    [InlineData("IND_GOV", "2025-06", "industry:C", "value", 0.228)]
    [InlineData("IND_GOV", "2025-06", "industry:C", "computedGrowth", 26.0)]
    [InlineData("IND_GOV", "2025-06", "industry:2710", "", "no-figure")]
    // What an office delivered stands; what the enterprises make of it stands beside it: 10700 against 9000.
    [InlineData("IND_GOV", "2025-01/2025-06", "zone", "value", 1.1)]
    [InlineData("IND_GOV", "2025-01/2025-06", "zone", "growth", 20.0)]
    [InlineData("IND_GOV", "2025-01/2025-06", "zone", "growthBasis", "comparable")]
    [InlineData("IND_GOV", "2025-01/2025-06", "zone", "computedGrowth", 18.9)]
    [InlineData("IND_GOV", "2025-01/2025-06", "zone", "rolledUp.value", 1.07)]
    [InlineData("IND_GOV", "2025-01/2025-06", "zone", "rolledUp.difference", -0.03)]
    // The second quarter is the half less the first: 7300 against 6460 over industry as a whole.
    [InlineData("IND_GOV", "2025-Q2", "industry:C", "value", 0.73)]
    [InlineData("IND_GOV", "2025-Q2", "industry:C", "computedGrowth", 13.0)]
    [InlineData("IND_GOV", "2025-Q2", "industry:C", "growth", null)]
    [InlineData("IND_GOV", "2025-Q2", "industry:C", "status", "computed")]
    // An industry code that moved: 庚 counts among machinery to April (500+250+120 against 850), among cars from May (1150 against 900).
    [InlineData("IND_GOV", "2025-04", "industry:34", "value", 0.087)]
    [InlineData("IND_GOV", "2025-04", "industry:34", "computedGrowth", 2.4)]
    [InlineData("IND_GOV", "2025-05", "industry:34", "value", 0.07)]
    [InlineData("IND_GOV", "2025-05", "industry:34", "computedGrowth", -20.0)]
    [InlineData("IND_GOV", "2025-05", "industry:3670", "value", 0.115)]
    [InlineData("IND_GOV", "2025-05", "industry:36", "computedGrowth", 27.8)]
    [InlineData("IND_GOV", "2025-01/2025-04", "industry:34", "value", 0.357)]
    [InlineData("IND_GOV", "2025-01/2025-05", "industry:34", "value", 0.385)]
    // 2500 against 2200, 乙 left aside.
    [InlineData("IND_GOV", "2025-01/2025-05", "industry:3484", "computedGrowth", 13.6)]
    // 100 against 100, 200 against 100.
    [InlineData("IND_GOV", "2025-05", "industry:2710", "computedGrowth", 0.0)]
    [InlineData("IND_GOV", "2025-04", "industry:2710", "computedGrowth", 100.0)]
    // Parks: 500+950+120 against 1300; 250+200 against 350.
    [InlineData("IND_GOV", "2025-04", "park:东园", "value", 0.157)]
    [InlineData("IND_GOV", "2025-04", "park:东园", "computedGrowth", 20.8)]
    [InlineData("IND_GOV", "2025-04", "park:西园", "computedGrowth", 28.6)]
    // A share changes in points: 870/2020 − 850/1650; the union 1820/2020 − 1550/1650.
    [InlineData("IND_GOV", "2025-04", "group:装备制造", "share", 43.07)]
    [InlineData("IND_GOV", "2025-04", "group:装备制造", "shareChangePoints", -8.4)]
    [InlineData("IND_GOV", "2025-04", "group:主导产业", "share", 90.1)]
    [InlineData("IND_GOV", "2025-04", "group:主导产业", "shareChangePoints", -3.8)]
    [InlineData("IND_GOV", "2025-05", "group:主导产业", "share", 94.87)]
    // Over those whose prior is known: 1550/1650 − 1400/1500.
    [InlineData("IND_GOV", "2025-05", "group:主导产业", "shareChangePoints", 0.6)]
    // Real growth is delivered, never computed, and implies no base.
    [InlineData("IND_VA", "2025-H1", "zone", "value", 0.3)]
    [InlineData("IND_VA", "2025-H1", "zone", "growth", 7.3)]
    [InlineData("IND_VA", "2025-H1", "zone", "growthBasis", "real")]
    [InlineData("IND_VA", "2025-H1", "zone", "computedGrowth", null)]
    [InlineData("IND_VA", "2025-H1", "zone", "prior", null)]
    [InlineData("IND_VA", "2025-Q2", "zone", "value", 0.16)]
    [InlineData("IND_VA", "2025-Q2", "zone", "growth", null)]
    [InlineData("IND_VA", "2025-Q2", "zone", "computedGrowth", null)]
    // Points: no growth.
    [InlineData("RD_INT", "2024", "zone", "value", 3.25)]
    [InlineData("RD_INT", "2024", "zone", "changePoints", 0.12)]
    [InlineData("RD_INT", "2024", "zone", "growth", null)]
    // Tax has a January; February is the month alone; a refund makes a month negative. 戊 is not listed and reports all the same.
    [InlineData("TAX", "2025-01", "zone", "value", 0.0018)]
    [InlineData("TAX", "2025-01", "zone", "computedGrowth", 20.0)]
    [InlineData("TAX", "2025-02", "zone", "value", -0.0002)]
    [InlineData("TAX", "2025-02", "zone", "computedGrowth", -125.0)]
    [InlineData("TAX", "2025-01/2025-02", "zone", "value", 0.0016)]
    [InlineData("TAX", "2025-02", "industry:3921", "computedGrowth", -83.3)]
    // Staff is a state: its year to date is its last month.
    [InlineData("EMP_END", "2025-02", "zone", "value", 150)]
    [InlineData("EMP_END", "2025-01/2025-02", "zone", "value", 150)]
    // Completion and time progress, rounded half away from nought: 0.9876 of 8 is 12.345.
    [InlineData("FAI", "2025-Q1", "zone", "completion", 12.35)]
    [InlineData("FAI", "2025-Q1", "zone", "pace", 25.0)]
    [InlineData("FAI", "2025-Q1", "zone", "behind", true)]
    [InlineData("FISC_GPB", "2025-H1", "zone", "completion", 50.0)]
    [InlineData("FISC_GPB", "2025-H1", "zone", "behind", false)]
    [InlineData("FISC_GPB", "2025-H1", "zone", "growthBasis", "nominal")]
    public async Task Figure_is_as_worked_out(string indicator, string period, string subject, string field, object? expected)
    {
        var zone = await Zones.GetOrAdd(Server, s => new(() => Build(s))).Value;
        using var client = Server.Client();
        var answer = await client.FigureAsync(zone, indicator, period, subject);
        if (field.Length == 0)
        {
            (await Code(answer)).ShouldBe((string?)expected);
            return;
        }

        var figure = await Json(answer);
        var value = figure.At(field);
        switch (expected)
        {
            case null: value.ValueKind.ShouldBe(JsonValueKind.Null); break;
            case bool yes: value.GetBoolean().ShouldBe(yes); break;
            case string text: value.GetString().ShouldBe(text); break;
            default: value.GetDecimal().ShouldBe(Convert.ToDecimal(expected, CultureInfo.InvariantCulture)); break;
        }
    }

    private static async Task<string> Build(TestServer server)
    {
        var office = await Office.OpenAsync(server);
        using (office)
        {
            var client = office.Economy;
            string Code(int n) => Codes[n];
            var listed = "统一社会信用代码,企业名称,行业代码,所属园区,规上入库日期,规上退出日期\n"
                + $"{Code(0)},甲零件有限公司,3484,东园,2020-01-01,\n{Code(1)},乙零件有限公司,3484,西园,2020-01-01,\n{Code(2)},丙汽配有限公司,3670,东园,2025-04-01,\n"
                + $"{Code(3)},丁药业有限公司,2710,西园,2020-01-01,2025-06-01\n{Code(4)},戊通信有限公司,3921,西园,,\n{Code(5)},己零件有限公司,3484,东园,2020-01-01,\n{Code(6)},庚锅炉有限公司,3411,东园,2020-01-01,\n";
            await client.MustImportAsync(office.Zone, "enterprises", listed);
            (await client.PatchAsync(office.At($"enterprises/{Code(5)}"), new JsonObject { ["presence"] = "registered-only" })).EnsureSuccessStatusCode();
            (await client.PatchAsync(office.At($"enterprises/{Code(6)}"), new JsonObject { ["industryCode"] = "3670", ["effectiveOn"] = "2025-05-01" })).EnsureSuccessStatusCode();
            (await client.PostAsJsonAsync(office.At("industry-groups"), new
            {
                from = "2020-01-01",
                source = "测试",
                groups = new[] { new { name = "装备制造", prefixes = new[] { "34" } }, new { name = "汽车零部件", prefixes = new[] { "3670" } } },
            })).EnsureSuccessStatusCode();
            await client.MustImportAsync(office.Zone, "enterprise-reports", Output());
            await client.MustImportAsync(office.Zone, "enterprise-reports", "统一社会信用代码,报告期,税收(万元)_本月,税收(万元)_上年同期,税收(万元)_累计,税收(万元)_上年同期累计,从业人员(人)\n"
                + $"{Code(0)},2025-01,10,8,10,8,100\n{Code(0)},2025-02,-3,2,7,10,90\n{Code(4)},2025-01,8,7,8,7,50\n{Code(4)},2025-02,1,6,9,13,60\n");
            await client.MustImportAsync(office.Zone, "observations", """
                指标代码,报告期,数值,单位,同比(%),增减(百分点),来源
                IND_GOV,2025-01/2025-06,1.10,亿元,20.0,,统计局
                IND_VA,2025-Q1,0.14,亿元,6.0,,统计局
                IND_VA,2025-H1,0.30,亿元,7.3,,统计局
                RD_INT,2024,3.25,%,,0.12,统计局
                FAI,2025-Q1,0.9876,亿元,,,统计局
                FISC_GPB,2025-H1,12.5,亿元,-3.4,,财政局

                """);
            await client.MustImportAsync(office.Zone, "targets", "指标代码,年度,目标值,单位,来源\nFAI,2025,8,亿元,计划\nFISC_GPB,2025,25,亿元,预算\n");
            return office.Zone;
        }
    }

    private static readonly string[] Codes = [.. Enumerable.Range(0, 7).Select(_ => Office.CreditCode())];

    /// <summary>本月, 上年同期, 累计, 上年同期累计, by enterprise and month.</summary>
    private static string Output() => Report.Ledger(
    [
        new(Codes[0], "2025-02", 1000, 800, 1000, 800), new(Codes[0], "2025-03", 600, 400, 1600, 1200), new(Codes[0], "2025-04", 500, 500, 2100, 1700),
        new(Codes[0], "2025-05", 400, 500, 2500, 2200), new(Codes[0], "2025-06", 700, 500, 3200, 2700),
        new(Codes[1], "2025-02", 500, 700, 500, 700), new(Codes[1], "2025-03", 300, 400, 800, 1100), new(Codes[1], "2025-04", 250, 250, 1050, 1350),
        new(Codes[1], "2025-05", 300, null, 1350, null), new(Codes[1], "2025-06", 350, 300, 1700, 1650),
        new(Codes[2], "2025-03", 900, 800, 2050, 1700), new(Codes[2], "2025-04", 950, 700, 3000, 2400), new(Codes[2], "2025-05", 1000, 800, 4000, 3200), new(Codes[2], "2025-06", 1100, 900, 5100, 4100),
        new(Codes[3], "2025-02", 400, 0, 400, 0), new(Codes[3], "2025-03", 300, 0, 700, 0), new(Codes[3], "2025-04", 200, 100, 900, 100),
        new(Codes[3], "2025-05", 100, 100, 1000, 200), new(Codes[3], "2025-06", 50, 60, 1050, 260),
        new(Codes[4], "2025-04", 333, 222, 333, 222), new(Codes[5], "2025-04", 999, 888, 999, 888),
        new(Codes[6], "2025-02", 200, 160, 200, 160), new(Codes[6], "2025-03", 100, 80, 300, 240), new(Codes[6], "2025-04", 120, 100, 420, 340),
        new(Codes[6], "2025-05", 150, 100, 570, 440), new(Codes[6], "2025-06", 130, 110, 700, 550),
    ]);
}

/// <summary>On SQLite.</summary>
public sealed class Worked_cases_on_sqlite(SqliteEmpty server) : WorkedCasesTests(server);

/// <summary>On PostgreSQL.</summary>
public sealed class Worked_cases_on_postgres(PostgresEmpty server) : WorkedCasesTests(server);
