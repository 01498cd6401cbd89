using System.Globalization;
using System.Text.Json;
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

        // The facts of one round by the other packs that ship, also by those that came into force only later: each says something of every project it knows.
        var last = rounds.First(r => r.Text("state") == "published").Text("code");
        foreach (var pack in (string[])["yinchuan-2025", "xinchang-quarterly", "yongfeng-monthly"])
        {
            var other = await Json(await client.GetAsync($"/api/v1/zones/shangyu/rating-rounds/{last}/verdicts?pack={pack}"));
            other.Items().Count(i => i.Text("flag") != "unknown").ShouldBeGreaterThan(other.Items().Count / 2, pack);
            (other.Text("firstTextFrom") is not null).ShouldBe(pack == "yinchuan-2025", pack);
        }

        var figure = await Json(await client.FigureAsync("shangyu", "PRJ_FLAG_RED", "2022-06"));
        var counted = (await Json(await client.GetAsync(figure.Text("trace")))).At("records").Items();
        figure.Number("value").ShouldBe(counted.Count);
        counted.Count.ShouldBe(rounds.First(r => r.Text("state") == "published").At("flags").EnumerateArray().First(f => f.Text("flag") == "red").GetProperty("projects").GetInt32());
        (await Json(await client.FigureAsync("shangyu", "PRJ_LIMITED", "2022-06"))).Number("value").ShouldBe((await Json(await client.GetAsync("/api/v1/zones/shangyu/consequences?kind=constraint&state=in-force"))).Items().Count);
        (await Json(await client.FigureAsync("shangyu", "PRJ_TALKS", "2022-01/2022-06"))).Number("value")!.Value.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task The_zone_lives_phases_parts_own_nodes_extensions_problems_and_promises_of_both_sides()
    {
        using var client = Server.Client();
        async Task<JsonElement> Get(string path) => await Json(await client.GetAsync($"/api/v1/zones/shangyu/{path}"));
        var wall = await Get("wall");
        (wall.GetProperty("projects").GetInt32(), wall.GetProperty("parts").GetInt32()).ShouldBe((82 + 33, 2), "S2-28, S2-29");
        wall.GetProperty("blocked").GetInt32().ShouldBeGreaterThanOrEqualTo(6);
        wall.At("lists").GetProperty("overdue").GetInt32().ShouldBeGreaterThan(0);
        var codes = wall.Items().ToDictionary(l => l.Text("name")!, l => l.Text("code")!);
        // A whole is counted, its parts are not.
        wall.Number("investment").ShouldBe(wall.Items().Where(l => l.GetProperty("whole").ValueKind == JsonValueKind.Null).Sum(l => l.Number("totalInvestment") ?? 0));
        wall.Items().Where(l => l.GetProperty("whole").ValueKind != JsonValueKind.Null).Select(l => l.At("whole").Text("name")).ShouldBe(["南洲智能阀门项目", "南洲智能阀门项目"]);

        foreach (var (project, phases, parts, nodes) in ((string, int, int, int)[])[("南洲智能阀门项目", 2, 2, 3), ("东明冷链装备项目", 2, 2, 3), ("北辰包装新材料项目", 3, 0, 0), ("金川数控刀具项目", 2, 0, 3), ("明澈社区服务中心工程", 0, 0, 2)])
        {
            var view = await Get($"projects/{codes[project]}/phases");
            (view.Items().Count, view.Items("subProjects").Count, view.Items("warnings").Count).ShouldBe((phases, parts, 0), project);
            (await Get($"projects/{codes[project]}/nodes")).Items().Count.ShouldBe(nodes, project);
        }

        async Task<JsonElement> Extension(string project) => (await Get($"projects/{codes[project]}/extensions")).Items().Single();
        var granted = await Extension("金川数控刀具项目");
        (granted.Text("state"), granted.Text("wasPlanned"), granted.Text("until"), granted.Text("askedOn")).ShouldBe(("granted", "2022-11-23", "2023-02-28", "2022-06-16"));
        (await Get($"promises?project={codes["金川数控刀具项目"]}&item=completion")).Items().Single().Text("dueOn").ShouldBe("2023-02-28");
        (await Extension("西岭储能系统项目")).Text("state").ShouldBe("asked");
        (await Extension("安澜智能电梯部件项目")).Text("state").ShouldBe("refused");
        (await Get("consequences?kind=constraint&state=in-force")).Items().ShouldContain(c => c.Text("name") == "安澜智能电梯部件项目" && c.Text("approvedBy") != null);

        var problems = (await Get("cases?kind=project-problem&size=50")).Items();
        problems.Select(p => p.Text("state")).Distinct().ShouldBe(["registered", "assigned", "in-hand", "held", "answered", "closed"], ignoreOrder: true);
        (await Get("cases?kind=project-problem&overdue=true")).Items().ShouldNotBeEmpty();
        foreach (var side in (string[])["investor", "zone"])
        {
            var promises = (await Get($"promises?side={side}&size=50")).Items();
            promises.Select(p => p.Text("state")).Distinct().ShouldBe(["open", "overdue", "kept", "partly", .. side == "investor" ? new[] { "kept-late" } : []], ignoreOrder: true);
        }
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
