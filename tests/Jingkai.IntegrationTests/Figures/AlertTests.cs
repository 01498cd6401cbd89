using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests.Figures;

/// <summary>Alerts with their notes and thresholds, and the list of candidates, in a zone of their own.</summary>
public abstract class AlertTests(TestServer server) : ServerTests(server)
{
    [Fact]
    public async Task Outlier_opens_its_report_is_noted_and_opens_again_when_the_value_changes()
    {
        using var office = await Office.OpenAsync(Server);
        var (steady, wild) = await TwoAsync(office);
        var alert = (await Alerts(office.Economy, office)).Where(a => a.Text("kind") == "outlier").ShouldHaveSingleItem();
        (alert.Text("subjectName"), alert.Text("period"), alert.Number("value"), alert.Number("reference"), alert.Text("state")).ShouldBe(("飞跃厂", "2020-08", 3000m, 100m, "open"));
        (await office.Economy.GetAsync(alert.Text("trace"))).StatusCode.ShouldBe(HttpStatusCode.OK);

        using var missing = await office.Economy.PostAsJsonAsync(office.At("alerts/notes"), new { key = alert.Text("key"), note = " " });
        ((int)missing.StatusCode).ShouldBe(422);
        using var stale = await office.Economy.PostAsJsonAsync(office.At("alerts/notes"), new { key = alert.Text("key"), note = "已核实", seen = "1" });
        ((int)stale.StatusCode).ShouldBe(409);
        using var noted = await office.Economy.PostAsJsonAsync(office.At("alerts/notes"), new { key = alert.Text("key"), note = "已核实，订单集中交付", seen = alert.Text("seen") });
        noted.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Json(noted)).ShouldSatisfyAllConditions(a => a.Text("state").ShouldBe("acknowledged"), a => a.Text("by").ShouldBe("economy"), a => a.Text("note").ShouldBe("已核实，订单集中交付"));
        (await Alerts(office.Economy, office)).Where(a => a.Text("kind") == "outlier").ShouldBeEmpty();

        await ReportsAsync(office, wild, (8, 4000));
        (await Alerts(office.Economy, office)).Where(a => a.Text("kind") == "outlier").ShouldHaveSingleItem().Text("state").ShouldBe("changed");
        steady.ShouldNotBe(wild);
    }

    [Fact]
    public async Task Text_of_the_zone_decides_once_adopted_and_says_why_in_its_own_words()
    {
        using var office = await Office.OpenAsync(Server);
        using var leader = await office.HireAsync("leader", Roles.Leader);
        await TwoAsync(office);
        async Task AdoptAsync(string when)
        {
            var proposed = await Json(await office.Economy.PostAsJsonAsync(office.At("rule-packs"), new
            {
                pack = $$"""
                    pack: outlier-month
                    kind: alert
                    subject: report
                    title: { zh: 月报异常值, en: Month out of line }
                    facts:
                      value: { type: number, zh: 本月数 }
                      median: { type: number, zh: 此前各月中位数 }
                      months: { type: number, zh: 可比月数 }
                    versions:
                      - { from: 2000-01-01, when: "{{when}}", because: { zh: "本月{value}，是中位数的{value / median}倍", en: "{value} is {value / median} times the median" } }
                    """,
            }));
            (await leader.PostAsJsonAsync(office.At($"sign-offs/{proposed.Text("signOff")}/moves"), new { move = "approve" })).IsSuccessStatusCode.ShouldBeTrue();
        }

        await AdoptAsync("months >= 6 and value > median * 20");
        var alert = (await Alerts(office.Economy, office)).Where(a => a.Text("kind") == "outlier").ShouldHaveSingleItem();
        (alert.Text("message"), alert.GetProperty("limit").ValueKind).ShouldBe(("本月3000，是中位数的30倍", JsonValueKind.Null));
        await AdoptAsync("months >= 6 and value > median * 40");
        (await Alerts(office.Economy, office)).Where(a => a.Text("kind") == "outlier").ShouldBeEmpty();
    }

    [Fact]
    public async Task Report_missing_after_the_month_before_is_late()
    {
        using var office = await Office.OpenAsync(Server);
        var (steady, wild) = await TwoAsync(office);
        (await Alerts(office.Economy, office)).Where(a => a.Text("kind") == "late").ShouldBeEmpty();
        await ReportsAsync(office, wild, (9, 100));
        var late = (await Alerts(office.Economy, office)).Where(a => a.Text("kind") == "late").ShouldHaveSingleItem();
        late.Text("subjectName").ShouldBe("平稳厂");
        steady.ShouldNotBeNull();
    }

    [Fact]
    public async Task Reader_is_alerted_of_nobody_outside_their_scope()
    {
        using var office = await Office.OpenAsync(Server);
        var (steady, _) = await TwoAsync(office);
        var code = (await Json(await office.Economy.GetAsync(office.At($"enterprises/{steady}")))).Text("code")!;
        var contact = await office.HireAsync("contact", Roles.Enterprise, code);
        (await Alerts(contact, office)).Where(a => a.Text("kind") is "outlier" or "late").ShouldBeEmpty();
        using var note = await contact.PostAsJsonAsync(office.At("alerts/notes"), new { key = "outlier|IND_GOV|x|2020-08", note = "x" });
        note.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var promotion = await office.HireAsync("promotion", Roles.Promotion);
        (await Alerts(promotion, office)).Where(a => a.Text("kind") is "outlier" or "late").ShouldBeEmpty();
    }

    [Fact]
    public async Task Thresholds_hold_from_their_day()
    {
        using var office = await Office.OpenAsync(Server);
        await TwoAsync(office);
        // Thirty times the median is within a floor of 5000 %; from a later day that does not hold yet.
        (await Set(office, "2999-01-01", new { outlierFloor = 5000 })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Alerts(office.Economy, office)).ShouldContain(a => a.Text("kind") == "outlier");
        (await Set(office, "2020-01-01", new { outlierFloor = 5000 })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Alerts(office.Economy, office)).ShouldNotContain(a => a.Text("kind") == "outlier");
        (await Set(office, "2020-01-01", new { outlierFloor = 50 })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Alerts(office.Economy, office)).ShouldContain(a => a.Text("kind") == "outlier");
        var all = await Json(await office.Economy.GetAsync(office.At("analysis-settings")));
        (all.GetProperty("total").GetInt32(), all.At("now").Text("from")).ShouldBe((2, "2020-01-01"));
        using var refused = await Set(office, "2020-01-01", new { candidateShare = 0, outlierMonths = 2, belowPoints = -1 });
        ((int)refused.StatusCode).ShouldBe(422);
        JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement.GetProperty("errors").EnumerateArray().Select(e => e.Text("field")).ShouldBe(["belowPoints", "candidateShare", "outlierMonths"]);
        ((int)(await Set(office, "2020-01-01", new { comparisonZone = "no-such-zone" })).StatusCode).ShouldBe(422);
        ((int)(await Set(office, "2020-01-01", new { comparisonZone = office.Zone })).StatusCode).ShouldBe(422);
        var version = all.At("now").GetProperty("version").GetInt32();
        foreach (var (tag, status) in new[] { ($"\"{version + 1}\"", 412), ("\"0\"", 412), ($"\"{version}\"", 200) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, office.At("analysis-settings")) { Content = JsonContent.Create(new { from = "2020-01-01", thresholds = new { outlierFloor = 60 } }) };
            request.Headers.TryAddWithoutValidation("If-Match", tag);
            using var answer = await office.Economy.SendAsync(request);
            ((int)answer.StatusCode).ShouldBe(status, tag);
        }

        ((int)(await Set(office, "2020-01-01", new { sectors = new[] { new { prefix = "ZZ", kind = "工业", wanYuan = 1 } } })).StatusCode).ShouldBe(422);
    }

    [Fact]
    public async Task Growth_below_the_comparison_zone_is_an_alert_for_who_may_see_that_zone()
    {
        using var office = await Office.OpenAsync(Server);
        using var other = await Office.OpenAsync(Server);
        using var root = Server.Client();
        // Only fresh figures are alerts: the year to date up to the last month that has one, counted from the zone's business date.
        var today = await Server.InZone(office.Zone, services => Task.FromResult(services.GetRequiredService<JingkaiDbContext>().Today));
        var last = today.AddMonths(today.Month is 1 or 2 ? -today.Month : -1);
        var period = string.Create(CultureInfo.InvariantCulture, $"{last.Year}-01/{last.Year}-{last.Month:00}");
        const string Heading = "指标代码,报告期,数值,单位,同比,来源\n";
        await office.Economy.MustImportAsync(office.Zone, "observations", $"{Heading}FAI,{period},30,亿元,5.2,统计快报");
        await other.Economy.MustImportAsync(other.Zone, "observations", $"{Heading}FAI,{period},50,亿元,8.7,统计快报");
        (await Below(root)).ShouldBeEmpty("no zone is compared with");
        (await root.PutAsJsonAsync(office.At("analysis-settings"), new { from = "2020-01-01", thresholds = new { comparisonZone = other.Zone, belowPoints = 3 } })).StatusCode.ShouldBe(HttpStatusCode.OK);
        var below = (await Below(root)).ShouldHaveSingleItem();
        (below.Text("indicator"), below.Text("subject"), below.Text("period"), below.Number("value"), below.Number("limit"), below.Number("reference")).ShouldBe(("FAI", "zone", period, 5.2m, 5.7m, 8.7m));
        (await Below(office.Economy)).ShouldBeEmpty("the office may not look into the other zone");

        // Exactly as far below as is allowed is no alert.
        (await root.PutAsJsonAsync(office.At("analysis-settings"), new { from = "2020-01-01", thresholds = new { comparisonZone = other.Zone, belowPoints = 3.5 } })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Below(root)).ShouldBeEmpty();
        // The office may change the rest without seeing the zone that is set.
        (await Set(office, "2020-01-01", new { comparisonZone = other.Zone, belowPoints = 1 })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Below(root)).ShouldHaveSingleItem();

        async Task<IReadOnlyList<JsonElement>> Below(HttpClient client) => [.. (await Alerts(client, office)).Where(a => a.Text("kind") == "below")];
    }

    [Fact]
    public async Task Month_far_below_the_months_before_is_an_outlier_too_and_January_with_February_counts_half()
    {
        using var office = await Office.OpenAsync(Server);
        var (steady, wild) = await TwoAsync(office);
        await ReportsAsync(office, steady, (8, 10));
        (await Alerts(office.Economy, office)).Where(a => a.Text("kind") == "outlier").Select(a => (a.Text("subjectName"), a.Number("value"), a.Number("reference"))).ShouldBe([("飞跃厂", 3000m, 100m), ("平稳厂", 10m, 100m)]);
        // 200 of two months is as usual.
        await ReportsAsync(office, steady, (8, 100));
        await office.Economy.MustImportAsync(office.Zone, "enterprise-reports", $"统一社会信用代码,报告期,工业总产值(万元)_本月\n{steady},2021-02,200\n{wild},2021-02,900");
        (await Alerts(office.Economy, office)).Where(a => a.Text("kind") == "outlier").ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            a => a.Text("subjectName").ShouldBe("飞跃厂"), a => a.Text("period").ShouldBe("2021-01/2021-02"), a => a.Number("value").ShouldBe(450m));
    }

    [Fact]
    public async Task Enterprise_near_the_threshold_is_a_candidate_until_it_is_listed()
    {
        using var office = await Office.OpenAsync(Server);
        var (near, reached, far, listed) = (Office.CreditCode(), Office.CreditCode(), Office.CreditCode(), Office.CreditCode());
        await office.Economy.MustImportAsync(office.Zone, "enterprises",
            $"统一社会信用代码,企业名称,行业代码,规上入库日期\n{near},近线厂,3411,\n{reached},达标厂,3411,\n{far},小厂,3411,\n{listed},规上厂,3411,2018-01-01");
        var rows = new List<string> { "统一社会信用代码,报告期,营业收入(万元)_本月,营业收入(万元)_累计" };
        foreach (var (code, month) in new[] { (near, 200m), (reached, 250m), (far, 50m), (listed, 900m) })
            for (var m = 1; m <= 8; m++) if (m != 1) rows.Add(string.Create(CultureInfo.InvariantCulture, $"{code},2020-0{m},{(m == 2 ? month * 2 : month)},{month * m}"));
        await office.Economy.MustImportAsync(office.Zone, "enterprise-reports", string.Join('\n', rows));
        var list = await Json(await office.Economy.GetAsync(office.At("above-scale-candidates")));
        // Eight months: 1600 and 2000 of 2000; the months of 2019 are missing.
        list.Items().Select(i => (i.Text("name"), i.Text("status"), i.Number("turnover"), i.Number("lacking"), i.Number("share"), i.GetProperty("missingMonths").GetArrayLength()))
            .ShouldBe([("达标厂", "reached", 2000m, 0m, 100.0m, 4), ("近线厂", "near", 1600m, 400m, 80.0m, 4)]);
        (await Json(await office.Economy.GetAsync(office.At("above-scale-candidates?status=near")))).Items().ShouldHaveSingleItem().Text("name").ShouldBe("近线厂");
        await office.Economy.MustImportAsync(office.Zone, "enterprises", $"统一社会信用代码,企业名称,行业代码,规上入库日期\n{reached},达标厂,3411,2020-08-01");
        (await Json(await office.Economy.GetAsync(office.At("above-scale-candidates")))).Items().ShouldHaveSingleItem().Text("name").ShouldBe("近线厂");
    }

    [Theory]
    [InlineData("alerts?kind=colour")]
    [InlineData("alerts?state=shut")]
    [InlineData("alerts?page=0")]
    [InlineData("above-scale-candidates?status=far")]
    [InlineData("figures/pace?year=20x")]
    public async Task Filter_that_cannot_be_read_is_refused(string path)
    {
        using var client = Server.Client();
        using var office = await Office.OpenAsync(Server);
        ((int)(await client.GetAsync(office.At(path))).StatusCode).ShouldBe(400);
    }

    private static Task<HttpResponseMessage> Set(Office office, string from, object thresholds) => office.Economy.PutAsJsonAsync(office.At("analysis-settings"), new { from, thresholds });

    private static async Task<IReadOnlyList<JsonElement>> Alerts(HttpClient client, Office office) => (await Json(await client.GetAsync(office.At("alerts?size=200")))).Items();

    /// <summary>Two listed enterprises with a year of 100 万元 a month; in August one reports 3000.</summary>
    private static async Task<(string Steady, string Wild)> TwoAsync(Office office)
    {
        var (steady, wild) = (Office.CreditCode(), Office.CreditCode());
        await office.Economy.MustImportAsync(office.Zone, "enterprises", $"统一社会信用代码,企业名称,行业代码,规上入库日期\n{steady},平稳厂,3411,2018-01-01\n{wild},飞跃厂,3411,2018-01-01");
        await ReportsAsync(office, steady, [.. Enumerable.Range(2, 7).Select(m => (m, m == 2 ? 200 : 100))]);
        await ReportsAsync(office, wild, [.. Enumerable.Range(2, 7).Select(m => (m, m == 8 ? 3000 : m == 2 ? 200 : 100))]);
        return (steady, wild);
    }

    private static Task<Imported> ReportsAsync(Office office, string code, params (int Month, int Value)[] months) => office.Economy.MustImportAsync(office.Zone, "enterprise-reports",
        "统一社会信用代码,报告期,工业总产值(万元)_本月\n" + string.Join('\n', months.Select(m => string.Create(CultureInfo.InvariantCulture, $"{code},2020-{m.Month:00},{m.Value}"))));
}

/// <summary>Alerts on SQLite.</summary>
public sealed class SqliteAlertTests(SqliteEmpty server) : AlertTests(server);

/// <summary>Alerts on PostgreSQL.</summary>
public sealed class PostgresAlertTests(PostgresEmpty server) : AlertTests(server);
