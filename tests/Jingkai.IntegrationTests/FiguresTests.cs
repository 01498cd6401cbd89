using System.Net;
using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;

namespace Jingkai.IntegrationTests;

/// <summary>The figures of the articles, asked for as a program asks for them.</summary>
public abstract class FiguresTests(TestServer server) : ServerTests(server)
{
    private const string Linping = "linping";

    [Fact]
    public async Task Output_of_linping_is_the_published_one_and_the_enterprises_agree()
    {
        var figure = await Figure(Linping, "IND_GOV", "2020-01/2020-07");
        figure.Number("value").ShouldBe(401.87m);
        figure.Text("unit").ShouldBe("亿元");
        figure.Number("growth").ShouldBe(14.2m);
        figure.Text("growthBasis").ShouldBe("comparable");
        figure.Number("computedGrowth").ShouldBe(14.2m);
        figure.Text("origin").ShouldBe("reported");
        figure.Text("source").ShouldNotBeNull().ShouldContain("S0-06");
        figure.GetProperty("withheld").GetBoolean().ShouldBeFalse();
        var sum = figure.GetProperty("rolledUp");
        (sum.Number("value"), sum.Number("growth"), sum.Number("difference")).ShouldBe((401.87m, 14.2m, 0m));
        (sum.At("reporting.received").GetInt64(), sum.At("reporting.expected").GetInt64()).ShouldBe((385, 385));
        figure.Number("prior").ShouldBe(351.90018m);
    }

    [Theory]
    [InlineData("zone", "IND_GOV", 401.87)]
    [InlineData("group:装备制造", "IND_GOV", 282.19)]
    [InlineData("group:生物医药", "IND_GOV", 52.82)]
    [InlineData("group:主导产业", "IND_GOV", 335.01)]
    public async Task Records_of_the_trace_add_up_to_the_figure(string subject, string indicator, decimal expected)
    {
        using var client = Server.Client();
        var figure = await Json(await client.FigureAsync(Linping, indicator, "2020-01/2020-07", subject));
        var (sum, records, total) = (0m, 0, 0L);
        for (var page = 1; page == 1 || records < total; page++)
        {
            var trace = await Json(await client.GetAsync($"{figure.Text("trace")}?page={page}&size=200"));
            trace.Text("definition").ShouldNotBeNullOrEmpty();
            trace.Text("formula").ShouldNotBeNullOrEmpty();
            total = trace.At("records.total").GetInt64();
            foreach (var record in trace.GetProperty("records").Items())
            {
                records++;
                sum += record.Number("value")!.Value;
            }

            trace.GetProperty("records").Items().Count.ShouldBeGreaterThan(0);
        }

        sum.ShouldBe(expected);
        total.ShouldBe(figure.At("rolledUp.reporting.received").GetInt64());
    }

    [Theory]
    [InlineData("group:装备制造", 282.19, 19.0, 223)]
    [InlineData("group:生物医药", 52.82, 45.6, 47)]
    public async Task Leading_groups_are_as_published_and_rolled_up(string subject, decimal value, decimal growth, long enterprises)
    {
        var figure = await Figure(Linping, "IND_GOV", "2020-01/2020-07", subject);
        (figure.Number("value"), figure.Number("growth"), figure.Number("computedGrowth")).ShouldBe((value, growth, growth));
        (figure.At("rolledUp").Number("value"), figure.At("rolledUp").Number("growth"), figure.At("rolledUp").Number("difference")).ShouldBe((value, growth, 0m));
        figure.At("rolledUp.reporting.received").GetInt64().ShouldBe(enterprises);
    }

    [Fact]
    public async Task Union_of_the_leading_industries_holds_83_36_per_cent_and_gained_5_7_points()
    {
        var union = await Figure(Linping, "IND_GOV", "2020-01/2020-07", "group:主导产业");
        union.Number("share").ShouldBe(83.36m);
        union.Number("shareChangePoints").ShouldBe(5.7m);
        union.Number("value").ShouldBe(335.01m);
        union.Text("origin").ShouldBe("rolledUp");
        union.Number("growth").ShouldBeNull("growth that nobody delivered is computed growth");
        union.Number("computedGrowth").ShouldBe(22.5m);
        union.Text("growthBasis").ShouldBe("computed");

        var published = await Figure(Linping, "LEAD_SHARE", "2020-01/2020-07");
        (published.Number("value"), published.Number("changePoints"), published.Number("growth")).ShouldBe((83.36m, 5.7m, null));
    }

    [Fact]
    public async Task Value_added_has_real_growth_and_neither_prior_nor_computed_growth()
    {
        var figure = await Figure(Linping, "IND_VA", "2020-01/2020-07");
        (figure.Number("value"), figure.Number("growth"), figure.Text("growthBasis")).ShouldBe((116.27m, 16.1m, "real"));
        (figure.Number("prior"), figure.Number("computedGrowth")).ShouldBe((null, null));
    }

    [Theory]
    [InlineData("2020-H1")]
    [InlineData("2020-01/2020-06")]
    public async Task Foreign_investment_in_manufacturing_is_held_against_its_target(string period)
    {
        var figure = await Figure(Linping, "FDI_MFG", period);
        (figure.Number("value"), figure.Text("unit"), figure.Number("completion")).ShouldBe((7579m, "万美元", 50.53m));
        (figure.At("target").Number("value"), figure.At("target").Text("unit")).ShouldBe((15000m, "万美元"));
        figure.Number("pace").ShouldBe(50m);
        figure.GetProperty("behind").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task July_alone_is_74_04_and_rose_by_30_9()
    {
        var figure = await Figure(Linping, "IND_GOV", "2020-07");
        (figure.Number("value"), figure.Number("growth")).ShouldBe((74.04m, 30.9m));
        (figure.At("rolledUp").Number("value"), figure.At("rolledUp").Number("growth"), figure.At("rolledUp").Number("difference")).ShouldBe((74.04m, 30.9m, 0m));
    }

    [Theory]
    [InlineData("yangzhou", "GDP", "2023-H1", "2023-01/2023-06")]
    [InlineData("linping", "IND_GOV", "2020-Q1", "2020-01/2020-03")]
    [InlineData("linping", "IND_GOV", "2020-H1", "2020-01/2020-06")]
    [InlineData("linping", "IND_GOV", "2019", "2019-01/2019-12")]
    [InlineData("linping", "TAX", "2019", "2019-01/2019-12")]
    public async Task Two_names_of_one_period_answer_alike(string zone, string indicator, string one, string other)
    {
        var (a, b) = (await Figure(zone, indicator, one), await Figure(zone, indicator, other));
        a.Text("period").ShouldBe(one);
        b.Text("period").ShouldBe(other);
        foreach (var property in a.EnumerateObject().Where(p => p.Name != "period")) b.GetProperty(property.Name).GetRawText().ShouldBe(property.Value.GetRawText(), property.Name);
    }

    [Fact]
    public async Task Second_quarter_is_a_computed_difference_with_growth_from_comparable_levels()
    {
        var quarter = await Figure(Linping, "IND_GOV", "2020-Q2");
        var (half, first) = (await Figure(Linping, "IND_GOV", "2020-H1"), await Figure(Linping, "IND_GOV", "2020-Q1"));
        quarter.Number("value").ShouldBe(half.Number("value") - first.Number("value"));
        quarter.Text("status").ShouldBe("computed");
        quarter.Number("growth").ShouldBeNull();
        // (3278300 − 1168998.4) ÷ (2953379.2 − 1326066.9) − 1
        quarter.Number("computedGrowth").ShouldBe(29.6m);
        (await Figure(Linping, "IND_GOV", "2019-H2")).Text("status").ShouldBe("computed");
    }

    [Fact]
    public async Task Output_turns_from_negative_to_positive_by_quarter_and_by_month()
    {
        (await Figure(Linping, "IND_GOV", "2020-Q1")).Number("computedGrowth").ShouldBe(-11.8m);
        var series = await Series(Linping, "IND_GOV", "2020-01", "2020-08", "month");
        series.Select(p => (p.Text("period"), p.Number("growth"))).ShouldBe(
        [
            ("2020-01/2020-02", -18.1m), ("2020-03", -1.6m), ("2020-04", 21.5m), ("2020-05", 31.3m), ("2020-06", 35.5m), ("2020-07", 30.9m), ("2020-08", 28.1m),
        ]);
        var levels = await Series(Linping, "IND_GOV", "2020-01", "2020-08", "ytd");
        levels[0].Text("period").ShouldBe("2020-01/2020-02");
        levels.Single(p => p.Text("period") == "2020-01/2020-07").Number("value").ShouldBe(401.87m);
        levels.Count.ShouldBe(7);
    }

    [Fact]
    public async Task Series_of_a_measure_that_is_not_merged_begins_in_january()
    {
        (await Series(Linping, "POWER_IND", "2020-01", "2020-03", "month")).Select(p => p.Text("period")).ShouldBe(["2020-01", "2020-02", "2020-03"]);
        (await Series(Linping, "POWER_IND", "2020-01", "2020-02", "ytd")).Select(p => p.Text("period")).ShouldBe(["2020-01/2020-01", "2020-01/2020-02"]);
    }

    [Theory]
    [InlineData("IND_GOV", "2020-01", 422, "merged-period")]
    [InlineData("IND_GOV", "2020-02", 422, "merged-period")]
    [InlineData("规上工业总产值", "2020-01/2020-01", 422, "merged-period")]
    [InlineData("GDP", "2023-05", 422, "no-such-period")]
    [InlineData("GDP", "2023-01/2023-05", 422, "no-such-period")]
    [InlineData("FISC_CAPACITY", "2023-Q1", 422, "no-such-period")]
    [InlineData("IND_GOV", "2020-13", 400, "bad-period")]
    [InlineData("IND_GOV", "一七月", 400, "bad-period")]
    [InlineData("IND_GOV", "", 400, "missing-parameter")]
    [InlineData("IND_GOV", "1999-05", 404, "no-figure")]
    public async Task Periods_that_an_indicator_does_not_have_are_refused(string indicator, string period, int status, string code)
    {
        using var client = Server.Client();
        var answer = await client.FigureAsync(Linping, indicator, period);
        ((int)answer.StatusCode).ShouldBe(status);
        (await Code(answer)).ShouldBe(code);
    }

    [Theory]
    [InlineData("IND_GOVV", "zone", "unknown-indicator", null)]
    [InlineData("规上工业产出", "zone", "unknown-indicator", "规上工业总产值")]
    [InlineData("IND_GOV", "group:装备", "unknown-subject", "group:装备制造")]
    [InlineData("IND_GOV", "park:不存在的园", "unknown-subject", null)]
    [InlineData("IND_GOV", "industry:9999", "unknown-subject", null)]
    [InlineData("IND_GOV", "planet:mars", "unknown-subject", null)]
    public async Task Unknown_names_are_answered_with_the_nearest(string indicator, string subject, string code, string? nearest)
    {
        using var client = Server.Client();
        var answer = await client.FigureAsync(Linping, indicator, "2020-01/2020-07", subject);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        problem.Text("code").ShouldBe(code);
        if (nearest is not null) problem.Text("detail").ShouldNotBeNull().ShouldContain(nearest);
    }

    [Theory]
    [InlineData("规模以上工业总产值")]
    [InlineData("规上工业产值")]
    [InlineData("ind_gov")]
    public async Task Indicators_are_known_by_code_name_and_alias(string name) =>
        (await Figure(Linping, name, "2020-01/2020-07")).Text("indicator").ShouldBe("IND_GOV");

    [Theory]
    [InlineData("shangyu", "IND_GOV", "2022-Q1", 25.3)]
    [InlineData("shangyu", "FAI", "2022-Q1", 41.4)]
    [InlineData("yangzhou", "IND_VA", "2023-H1", 11.5)]
    public async Task Figure_published_as_growth_alone_has_an_empty_value(string zone, string indicator, string period, decimal growth)
    {
        var figure = await Figure(zone, indicator, period);
        (figure.Number("value"), figure.Number("growth"), figure.Number("prior")).ShouldBe((null, growth, null));
        figure.Text("origin").ShouldBe("reported");
    }

    [Theory]
    [InlineData("GDP", 375.3, 8.3, "real")]
    [InlineData("IND_INVOICE", 564.4, 7.4, "nominal")]
    [InlineData("FAI_ALL", 121.8, 15.1, "nominal")]
    [InlineData("RETAIL", 59.6, 14.2, "nominal")]
    [InlineData("TRADE", 142.3, 12.6, "nominal")]
    public async Task Half_year_of_yangzhou_is_as_reported(string indicator, decimal value, decimal growth, string basis)
    {
        var figure = await Figure("yangzhou", indicator, "2023-H1");
        (figure.Number("value"), figure.Text("unit"), figure.Number("growth"), figure.Text("growthBasis")).ShouldBe((value, "亿元", growth, basis));
        if (basis == "real") figure.Number("prior").ShouldBeNull();
        else figure.Text("priorBasis").ShouldBe("implied");
    }

    [Fact]
    public async Task As_of_an_instant_only_what_was_delivered_by_then_is_told()
    {
        using var client = Server.Client();
        var now = await Json(await client.FigureAsync(Linping, "IND_GOV", "2020-01/2020-07", more: $"&asOf={DateTime.UtcNow.AddMinutes(1):yyyy-MM-dd'T'HH:mm:ss'Z'}"));
        now.Number("value").ShouldBe(401.87m);
        var early = await client.FigureAsync(Linping, "IND_GOV", "2020-01/2020-07", more: "&asOf=2020-01-01T00:00:00Z");
        early.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Code(early)).ShouldBe("no-figure");
        (await Code(await client.FigureAsync(Linping, "IND_GOV", "2020-01/2020-07", more: "&asOf=yesterday"))).ShouldBe("bad-instant");
    }

    [Fact]
    public async Task Innovation_space_lies_behind_its_time_progress()
    {
        var figure = await Figure(Linping, "INNO_SPACE_NEW", "2020-01-01/2020-09-09");
        (figure.Number("value"), figure.At("target").Number("value"), figure.Number("completion"), figure.Number("pace")).ShouldBe((33.3m, 60m, 55.5m, 66.67m));
        figure.GetProperty("behind").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Targets_stand_alone_before_anything_is_reported()
    {
        var level = await Figure(Linping, "IND_GOV", "2023");
        (level.Number("value"), level.At("target").Number("value"), level.At("target").Text("bound"), level.Number("completion")).ShouldBe((null, 1300m, "力争", null));
        var growth = await Figure(Linping, "IND_VA", "2023");
        (growth.At("target").Number("value"), growth.At("target").Number("growth")).ShouldBe((null, 8m));
        (await Figure("yangzhou", "FISC_CAPACITY", "2025")).At("target").Number("value").ShouldBe(100m);
        (await Figure("yangzhou", "INDUSTRY_SCALE", "2023", "group:新能源(含基础能源)")).At("target").Number("value").ShouldBe(600m);
    }

    [Fact]
    public async Task Every_fact_of_the_articles_is_told_in_its_own_unit()
    {
        using var client = Server.Client();
        var checkedFields = 0;
        foreach (var fact in DemoFacts.All)
        {
            var answer = await client.FigureAsync(fact.Zone, fact.Indicator, fact.Period, fact.Subject);
            var figure = await Json(answer);
            var told = fact.Store == "target" ? figure.GetProperty("target").Number(fact.Field) : figure.Number(fact.Field);
            told.ShouldBe(fact.Stated, $"{fact.Id}.{fact.Field}");
            if (fact is { Field: "value", Unit: { } unit }) figure.Text("unit").ShouldBe(unit, fact.Id);
            if (fact.Store == "observation") figure.Text("source").ShouldNotBeNull().ShouldContain($"[{fact.Id}]");
            checkedFields++;
        }

        checkedFields.ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task Delivered_and_rolled_up_figures_of_the_demo_are_consistent()
    {
        using var client = Server.Client();
        foreach (var period in (string[])["2020-01/2020-07", "2020-07", "2020-H1"])
            (await Json(await client.GetAsync($"/api/v1/zones/{Linping}/figures/consistency?period={Uri.EscapeDataString(period)}"))).Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task Roll_ups_of_the_demo_equal_a_rebuild() =>
        (await Server.InZone(Linping, s => Rollups.RebuildAsync(s))).Changed.ShouldBe(0);

    private async Task<JsonElement> Figure(string zone, string indicator, string period, string? subject = null)
    {
        using var client = Server.Client();
        return await Json(await client.FigureAsync(zone, indicator, period, subject));
    }

    private async Task<IReadOnlyList<JsonElement>> Series(string zone, string indicator, string from, string to, string kind)
    {
        using var client = Server.Client();
        return (await Json(await client.GetAsync($"/api/v1/zones/{zone}/figures/series?indicator={indicator}&from={from}&to={to}&kind={kind}"))).Items("points");
    }
}

public sealed class Figures_on_sqlite(SqliteDemo server) : FiguresTests(server);

public sealed class Figures_on_postgres(PostgresDemo server) : FiguresTests(server);
