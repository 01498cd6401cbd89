using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Accounts;

namespace Jingkai.IntegrationTests.Figures;

/// <summary>Figures counted from records: asked for as any other figure, and opened down to the records.</summary>
public abstract class CountedFigureTests(TestServer server) : ServerTests(server)
{
    private const string Chinese = @"\p{IsCJKUnifiedIdeographs}";

    private const string Heading = "统一社会信用代码,企业名称,行业代码,注册日期,规上入库日期,规上退出日期,联企干部\n";

    [Theory]
    [InlineData("2019-03", 2, 0, null)]
    [InlineData("2019-01/2019-03", 3, 1, 200.0)]
    [InlineData("2019-Q1", 3, 1, 200.0)]
    [InlineData("2019-H1", 3, 2, 50.0)]
    [InlineData("2019", 4, 2, 100.0)]
    [InlineData("2019-Q2", 0, 1, -100.0)]
    [InlineData("2018-07", 0, null, null)]
    [InlineData("2019-03-02/2019-11-30", 1, 1, 0.0)]
    [InlineData("../2019-03", 5, 1, 400.0)]
    public async Task Count_is_answered_for_every_kind_of_period(string period, int value, int? prior, double? growth)
    {
        using var office = await WithFirms();
        var figure = await Json(await office.Economy.FigureAsync(office.Zone, "ENT_REGISTERED", period));
        (figure.Number("value"), figure.Number("prior"), figure.Number("computedGrowth"), figure.Number("growth")).ShouldBe((value, prior, (decimal?)growth, null));
        (figure.Text("origin"), figure.Text("status"), figure.Text("unit"), figure.Text("scope"), figure.Text("period")).ShouldBe(("counted", "computed", "家", "zone", period));
        figure.GetProperty("withheld").GetBoolean().ShouldBeFalse();
        var trace = await Json(await office.Economy.GetAsync(figure.Text("trace") + "?size=1"));
        trace.At("records.total").GetInt64().ShouldBe(value, "every count opens to as many records");
        trace.Text("definition").ShouldNotBeNullOrEmpty();
        trace.Text("formula").ShouldNotBeNull().ShouldContain($"= {value} 家");
        if (growth is not null) trace.Text("formula").ShouldNotBeNull().ShouldContain($"({value} ÷ {prior} − 1) × 100");
        foreach (var record in trace.GetProperty("records").Items())
        {
            record.Text("path").ShouldBe($"/z/{office.Zone}/enterprises/{record.Text("code")}");
            (await office.Economy.GetAsync(office.At($"enterprises/{record.Text("code")}"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task What_stands_at_a_day_is_counted_at_the_end_of_the_period()
    {
        using var office = await WithFirms();
        foreach (var (period, value) in ((string, int)[])[("2018-01", 1), ("2019-02", 3), ("2019-03", 5), ("2019", 6), ("2020-06", 6)])
        {
            var figure = await Json(await office.Economy.FigureAsync(office.Zone, "在区企业数", period));
            figure.Number("value").ShouldBe(value, period);
            (await Json(await office.Economy.GetAsync(figure.Text("trace")))).At("records.total").GetInt64().ShouldBe(value, period);
        }

        (await Json(await office.Economy.FigureAsync(office.Zone, "规上入库家数", "2020"))).Number("value").ShouldBe(2);
        (await Json(await office.Economy.FigureAsync(office.Zone, "ENT_LISTED_OUT", "2021"))).Number("value").ShouldBe(1);
        (await Code(await office.Economy.FigureAsync(office.Zone, "ENT_REGISTERED", "2017-06"))).ShouldBe("no-figure");
        (await Code(await office.Economy.FigureAsync(office.Zone, "ENT_REGISTERED", "2019", "industry:34"))).ShouldBe("no-figure");
    }

    [Fact]
    public async Task Series_of_counts_have_a_point_a_month()
    {
        using var office = await WithFirms();
        var months = (await Json(await office.Economy.GetAsync(office.At("figures/series?indicator=ENT_REGISTERED&from=2019-01&to=2019-06&kind=month")))).Items("points");
        months.Select(p => p.Number("value")).ShouldBe([1, 0, 2, 0, 0, 0]);
        var levels = (await Json(await office.Economy.GetAsync(office.At("figures/series?indicator=ENT_REGISTERED&from=2019-01&to=2019-03&kind=ytd")))).Items("points");
        levels.Select(p => (p.Text("period"), p.Number("value"))).ShouldBe([("2019-01/2019-01", 1), ("2019-01/2019-02", 1), ("2019-01/2019-03", 3)]);
    }

    [Fact]
    public async Task Counts_stay_within_the_scope_of_their_reader_and_say_so()
    {
        using var office = await WithFirms();
        var first = (await Json(await office.Economy.GetAsync(office.At("enterprises?q=甲1&size=1")))).Items()[0].Text("code")!;
        using var enterprise = await office.HireAsync("firm", Roles.Enterprise, first);
        var own = await Json(await enterprise.FigureAsync(office.Zone, "ENT_REGISTERED", "../2019-12"));
        (own.Number("value"), own.Text("scope")).ShouldBe((1m, "own"));
        var trace = await Json(await enterprise.GetAsync(own.Text("trace")));
        trace.GetProperty("records").Items().Select(r => r.Text("code")).ShouldBe([first]);
        trace.Text("definition").ShouldNotBeNull().ShouldContain("只计");
        // A reference of the whole zone, opened by the enterprise, tells what it may count itself.
        var whole = await Json(await office.Economy.FigureAsync(office.Zone, "ENT_REGISTERED", "../2019-12"));
        (await Json(await enterprise.GetAsync(whole.Text("trace")))).At("records.total").GetInt64().ShouldBe(1);
        using var administrator = await office.HireAsync("park", Roles.Operator);
        (await Code(await administrator.FigureAsync(office.Zone, "SIGNOFF_IN", "2019"))).ShouldBe("records-not-permitted");
        (await Json(await administrator.GetAsync(office.At("indicators?counted=true")))).Items().Select(i => i.Text("code")).ShouldNotContain("SIGNOFF_IN");
        (await Json(await office.Economy.GetAsync(office.At("indicators?counted=true")))).Items().Select(i => i.Text("code")).ShouldContain("SIGNOFF_IN");
    }

    [Fact]
    public async Task Counted_figures_are_not_delivered_but_may_have_a_target()
    {
        using var office = await WithFirms();
        var refused = await office.Economy.ImportAsync(office.Zone, "observations", "指标代码,报告期,数值,单位,来源\nENT_REGISTERED,2019-03,9,家,台账\n");
        refused.Reasons.Single().Code.ShouldBe("counted-indicator");
        (await Code(await office.Economy.PostAsJsonAsync(office.At("indicators"), new { code = "ENT_REGISTERED", name = "别的", unit = "家" }))).ShouldBe("indicator-code-taken");
        await office.Economy.MustImportAsync(office.Zone, "targets", "指标名称,年度,目标值,单位,来源\n新注册企业数,2019,8,家,年度计划\n");
        var figure = await Json(await office.Economy.FigureAsync(office.Zone, "ENT_REGISTERED", "2019-H1"));
        (figure.At("target").Number("value"), figure.Number("completion"), figure.Number("pace")).ShouldBe((8m, 37.5m, 50m));
        var pace = (await Json(await office.Economy.GetAsync(office.At("figures/pace?year=2019")))).Items().Single(p => p.Text("indicator") == "ENT_REGISTERED");
        (pace.Number("value"), pace.Number("completion")).ShouldBe((4m, 50m));
    }

    [Fact]
    public async Task Earlier_instants_are_refused_and_a_reference_says_what_was_counted_then()
    {
        using var office = await WithFirms();
        (await Code(await office.Economy.FigureAsync(office.Zone, "ENT_REGISTERED", "2019", null, "&asOf=2020-01-01T00:00:00Z"))).ShouldBe("counted-as-of");
        var before = await Json(await office.Economy.FigureAsync(office.Zone, "ENT_REGISTERED", "2019"));
        (await Json(await office.Economy.GetAsync(before.Text("trace")))).GetProperty("sinceRef").ValueKind.ShouldBe(JsonValueKind.Null);
        await office.Economy.MustImportAsync(office.Zone, "enterprises", Heading + $"{Office.CreditCode()},后来者,3435,2019-05-05,,,\n");
        var trace = await Json(await office.Economy.GetAsync(before.Text("trace")));
        (trace.At("sinceRef").Number("then"), trace.At("sinceRef").Number("now"), trace.At("records.total").GetInt64()).ShouldBe((4m, 5m, 5L));
        (await Json(await office.Economy.FigureAsync(office.Zone, "ENT_REGISTERED", "2019"))).Text("ref").ShouldNotBe(before.Text("ref"));
        (await Json(await office.Economy.PostAsJsonAsync(office.At("citations"), new { document = "半年报", on = "2020-01-10", figures = new[] { new { @ref = before.Text("ref"), printed = "4家" } } }))).ValueKind.ShouldBe(JsonValueKind.Object);
    }

    [Fact]
    public async Task Sign_offs_are_counted_with_the_median_of_their_working_days()
    {
        using var office = await Office.OpenAsync(Server);
        using var leader = await office.HireAsync("leader", Roles.Leader);
        var year = TimeProvider.System.GetUtcNow().AddHours(8).Year;
        foreach (var agreed in (bool[])[true, false])
        {
            var made = await Json(await office.Economy.PostAsJsonAsync(office.At("sign-offs"), new { title = "用印", steps = new[] { new { mode = "one", members = new[] { $"{office.Zone}.leader" } } } }));
            if (agreed) (await leader.PostAsJsonAsync(office.At($"sign-offs/{made.Text("code")}/moves"), new { move = "approve" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await Json(await leader.FigureAsync(office.Zone, "SIGNOFF_IN", $"{year}"))).Number("value").ShouldBe(2);
        (await Json(await leader.FigureAsync(office.Zone, "SIGNOFF_AGREED", $"{year}"))).Number("value").ShouldBe(1);
        var days = await Json(await leader.FigureAsync(office.Zone, "SIGNOFF_DAYS", $"{year}"));
        (days.Number("value"), days.Number("base"), days.Text("unit")).ShouldBe((0m, 1m, "工作日"));
        var record = (await Json(await leader.GetAsync(days.Text("trace")))).GetProperty("records").Items().Single();
        (record.Number("value"), record.Text("label")).ShouldBe((0m, "用印"));
    }

    [Fact]
    public async Task Counted_indicators_have_codes_and_names_of_their_own_in_both_languages()
    {
        using var office = await Office.OpenAsync(Server);
        using var client = Server.Client();
        var all = (IReadOnlyList<JsonElement>)[.. (await Json(await client.GetAsync(office.At("indicators")))).Items(), .. (await Json(await client.GetAsync(office.At("indicators?counted=true")))).Items()];
        all.Select(i => i.Text("code")).ShouldBeUnique();
        all.Select(i => i.Text("nameEn")).ShouldBeUnique();
        var names = all.SelectMany(i => new[] { i.Text("code"), i.Text("nameZh") }.Concat(i.Items("aliases").Select(a => a.GetString())).Distinct().Select(n => (Name: n, Code: i.Text("code")))).ToLookup(n => n.Name, n => n.Code);
        var counted = all.Where(i => i.GetProperty("counted").GetBoolean()).ToList();
        counted.ShouldNotBeEmpty();
        foreach (var indicator in counted)
        {
            var code = indicator.Text("code")!;
            code.ShouldMatch("^[A-Z][A-Z0-9_]{1,39}$");
            foreach (var name in new[] { code, indicator.Text("nameZh") }.Concat(indicator.Items("aliases").Select(a => a.GetString()))) names[name].ShouldBe([code], name);
            indicator.Text("nameZh").ShouldNotBeNull().ShouldMatch(Chinese);
            indicator.Text("nameEn").ShouldNotBeNullOrWhiteSpace();
            indicator.Text("nameEn")!.ShouldNotMatch(Chinese);
            indicator.Text("definition").ShouldNotBeNull().ShouldMatch(Chinese);
            indicator.Text("definitionEn").ShouldNotBeNullOrWhiteSpace();
            indicator.Text("definitionEn")!.ShouldNotMatch(Chinese);
            // Each answers, be it that nothing was recorded.
            var answer = await client.FigureAsync(office.Zone, code, "2020");
            answer.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.NotFound);
            if (answer.StatusCode == HttpStatusCode.NotFound) (await Code(answer)).ShouldBe("no-figure", code);
        }
    }

    [Fact]
    public async Task Every_count_of_the_demo_opens_down_to_as_many_records()
    {
        using var client = Server.Client();
        const string Zone = "linping";
        foreach (var indicator in (await Json(await client.GetAsync($"/api/v1/zones/{Zone}/indicators?counted=true"))).Items().Where(i => i.GetProperty("counted").GetBoolean()))
        {
            var answer = await client.FigureAsync(Zone, indicator.Text("code")!, "2020-01-01/2020-09-09");
            if (answer.StatusCode == HttpStatusCode.NotFound) continue;
            var figure = await Json(answer);
            var trace = await Json(await client.GetAsync(figure.Text("trace") + "?size=1"));
            (figure.Number("base") ?? figure.Number("value")).ShouldBe(trace.At("records.total").GetInt64(), indicator.Text("code"));
        }
    }

    private async Task<Office> WithFirms()
    {
        var office = await Office.OpenAsync(Server);
        await office.Economy.MustImportAsync(office.Zone, "enterprises", Heading
            + $"{Office.CreditCode()},甲1,3435,2018-01-15,2020-01-01,2021-06-01,\n{Office.CreditCode()},甲2,3435,2018-05-20,2020-01-01,,\n{Office.CreditCode()},甲3,3435,2019-01-31,2021-01-01,,\n"
            + $"{Office.CreditCode()},甲4,3435,2019-03-01,,,\n{Office.CreditCode()},甲5,3435,2019-03-31,,,\n{Office.CreditCode()},甲6,3435,2019-12-31,,,\n{Office.CreditCode()},甲7,3435,2023-01-01,,,\n");
        return office;
    }
}

public sealed class Counted_figures_on_sqlite(SqliteDemo server) : CountedFigureTests(server);

public sealed class Counted_figures_on_postgres(PostgresDemo server) : CountedFigureTests(server);
