using System.Globalization;
using Jingkai.IntegrationTests.Fixture;

namespace Jingkai.IntegrationTests.Projects;

/// <summary>The counts of projects that the articles publish come out of the demo's records.</summary>
public abstract class DemoProjectTests(TestServer server) : ServerTests(server)
{
    /// <summary>The fact that published the number, and where it is counted.</summary>
    public static TheoryData<string, string, string, string, string> Published => new()
    {
        { "S2-28", "shangyu", "PRJ_ON_WALL_IND", "2022-06", "82" },
        { "S2-29", "shangyu", "PRJ_ON_WALL_GOV", "2022-06", "33" },
        { "S2-48", "shangyu", "PRJ_LIBRARY_RATE", "2022-01/2022-04", "100" },
        { "S3-13", "yangzhou", "PRJ_SIGNED_IND_1", "2023-H1", "41" },
        { "S3-14", "yangzhou", "PRJ_SIGNED_IND_1_INV", "2023-H1", "465" },
        { "S3-15", "yangzhou", "PRJ_SIGNED_IND_100", "2023-H1", "2" },
        { "S3-16", "yangzhou", "PRJ_SIGNED_IND_50", "2023-H1", "3" },
        { "S3-17", "yangzhou", "PRJ_SIGNED_SRV", "2023-H1", "90" },
        { "S3-18", "yangzhou", "PRJ_SIGNED_SRV_INV", "2023-H1", "120" },
        { "S3-19", "yangzhou", "PRJ_SIGNED_SRV_50", "2023-H1", "1" },
        { "S3-20", "yangzhou", "PRJ_STARTED_IND", "2023-H1", "35" },
        { "S3-21", "yangzhou", "PRJ_STARTED_UPG", "2023-H1", "93" },
        { "S3-22", "yangzhou", "PRJ_STARTED_URB", "2023-H1", "44" },
        { "S4-06", "qianjiang", "PRJ_BUILDING_IND", "2019", "12" },
        { "S4-07", "qianjiang", "PRJ_BUILDING_IND_INV", "2019", "114.18" },
        { "S4-09", "qianjiang", "PRJ_INVESTED", "2019", "10" },
        { "S4-10", "qianjiang", "PRJ_TO_LAND_IND", "2019", "9" },
        { "S4-11", "qianjiang", "PRJ_TO_LAND_IND_LAND", "2019", "345" },
        { "S4-12", "qianjiang", "PRJ_TO_LAND_IND_INV", "2019", "22.85" },
        { "S0-26", "linping", "PRJ_SIGNED", "2020-01/2020-09", "28" },
    };

    /// <summary>S2-66: 最快仅需要56天.</summary>
    [Fact]
    public async Task Fastest_start_after_an_agreement_is_the_published_one_and_its_project_stands_first()
    {
        using var client = Server.Client();
        var figure = await Json(await client.FigureAsync("shangyu", "PRJ_DAYS_START_BEST", "2021"));
        figure.Number("value").ShouldBe(56);
        var records = (await Json(await client.GetAsync(figure.Text("trace")))).At("records").Items();
        records[0].Number("value").ShouldBe(56);
        records.Count.ShouldBeGreaterThan(5);
    }

    /// <summary>S2-37 to S2-40: four levels, rated every half month, one named project a red flag, praise for it and talks and limits for snails.</summary>
    [Fact]
    public async Task A_year_of_half_monthly_rounds_gives_four_flags_and_the_named_project_is_red_in_each()
    {
        using var client = Server.Client();
        var rounds = (await Json(await client.GetAsync("/api/v1/zones/shangyu/rating-rounds?size=50"))).Items();
        (rounds.Count, rounds.Count(r => r.Text("state") == "published")).ShouldBe((24, 23));
        rounds.Select(r => r.Text("cadence")).Distinct().ShouldBe(["half-month"]);
        foreach (var round in rounds.Where(r => r.Text("state") == "published").Take(3))
        {
            var table = await Json(await client.GetAsync($"/api/v1/zones/shangyu/rating-rounds/{round.Text("code")}/verdicts"));
            table.At("flags").EnumerateArray().Select(f => f.Text("name")).Take(4).ShouldBe(["红旗", "蓝旗", "黄旗", "蜗牛"]);
            table.Items().Single(i => i.Text("name") == "半导体配套材料项目").Text("flag").ShouldBe("red", "S2-37");
            table.Items().ShouldAllBe(i => i.Text("flag") != null);
        }

        var figure = await Json(await client.FigureAsync("shangyu", "PRJ_FLAG_RED", "2022-06"));
        var counted = (await Json(await client.GetAsync(figure.Text("trace")))).At("records").Items();
        figure.Number("value").ShouldBe(counted.Count);
        counted.Count.ShouldBe(rounds.First(r => r.Text("state") == "published").At("flags").EnumerateArray().First(f => f.Text("flag") == "red").GetProperty("projects").GetInt32());
        (await Json(await client.FigureAsync("shangyu", "PRJ_LIMITED", "2022-06"))).Number("value").ShouldBe((await Json(await client.GetAsync("/api/v1/zones/shangyu/consequences?kind=constraint&state=in-force"))).Items().Count);
        (await Json(await client.FigureAsync("shangyu", "PRJ_TALKS", "2022-01/2022-06"))).Number("value")!.Value.ShouldBeGreaterThan(0);
    }

    [Theory]
    [MemberData(nameof(Published))]
    public async Task Published_count_of_projects_follows_from_the_ledger(string fact, string zone, string indicator, string period, string value)
    {
        var number = decimal.Parse(value, CultureInfo.InvariantCulture);
        // The table says what the article says; the ledger says what the table says.
        DemoFacts.Of(fact, "value").Stated.ShouldBe(number, fact);
        using var client = Server.Client();
        var figure = await Json(await client.FigureAsync(zone, indicator, period));
        figure.Number("value").ShouldBe(number, $"{fact} {indicator}");
        var trace = await Json(await client.GetAsync(figure.Text("trace")));
        trace.At("records").Items().ShouldNotBeEmpty();
    }
}

public sealed class Demo_projects_on_sqlite(SqliteDemo server) : DemoProjectTests(server);

public sealed class Demo_projects_on_postgres(PostgresDemo server) : DemoProjectTests(server);
