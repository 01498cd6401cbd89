using System.Net;
using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;

namespace Jingkai.IntegrationTests.Figures;

/// <summary>Contributions, required pace and recovery on the demo's figures.</summary>
public abstract class AnalysisTests(TestServer server) : ServerTests(server)
{
    private const string Period = "2020-01/2020-07";

    [Theory]
    [InlineData("industry")]
    [InlineData("group")]
    [InlineData("park")]
    [InlineData("enterprise")]
    public async Task Parts_and_rest_add_up_to_the_growth_of_the_zone(string by)
    {
        var view = await Get($"contributions?indicator=IND_GOV&period={Period}&by={by}&size=50");
        view.Number("growth").ShouldBe(14.2m);
        view.Number("value").ShouldBe(401.87m);
        var items = view.Items();
        items.Count.ShouldBeGreaterThan(1);
        items.Sum(i => i.Number("delta") ?? 0).ShouldBe(view.Number("delta")!.Value);
        items.Sum(i => i.GetProperty("count").GetInt64()).ShouldBe(view.GetProperty("count").GetInt64());
        // Each line is rounded once, so the sum may be off by half a step a line.
        Math.Abs(items.Sum(i => i.Number("pull") ?? 0) - 14.2m).ShouldBeLessThan(0.05m + (0.005m * items.Count));
        Math.Abs(items.Sum(i => i.Number("rate") ?? 0) - 100m).ShouldBeLessThan(0.05m * items.Count);
    }

    [Fact]
    public async Task Equipment_pulls_12_8_points_of_14_2()
    {
        // The change of the group over the prior of the zone, and over the change of the zone.
        var view = await Get($"contributions?indicator=IND_GOV&period={Period}&by=group");
        var group = view.Items().Single(i => i.GetProperty("subject").ValueKind == JsonValueKind.String && i.Text("subject") == "group:装备制造");
        (group.Number("value"), group.Number("growth")).ShouldBe((282.19m, 19.0m));
        var (delta, prior, total) = (group.Number("delta")!.Value, view.Number("prior")!.Value, view.Number("delta")!.Value);
        group.Number("pull").ShouldBe(Math.Round(delta / prior * 100, 2, MidpointRounding.AwayFromZero));
        group.Number("rate").ShouldBe(Math.Round(delta / total * 100, 1, MidpointRounding.AwayFromZero));
        using var client = Server.Client();
        (await client.GetAsync(group.Text("trace"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Enterprises_open_their_report_and_can_be_turned_round()
    {
        using var client = Server.Client();
        var up = await Get($"contributions?indicator=IND_GOV&period={Period}&by=enterprise&size=5");
        var down = await Get($"contributions?indicator=IND_GOV&period={Period}&by=enterprise&size=5&sort=pull");
        up.GetProperty("total").GetInt64().ShouldBe(up.GetProperty("count").GetInt64());
        up.Items()[0].Number("delta")!.Value.ShouldBeGreaterThan(0);
        down.Items()[0].Number("delta")!.Value.ShouldBeLessThan(0);
        up.Items()[^1].Text("kind").ShouldBe("rest");
        (await client.GetAsync(up.Items()[0].Text("trace"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("indicator=IND_VA&period=2020-01/2020-07", 422, "real-growth")]
    [InlineData("indicator=FDI_MFG&period=2020-01/2020-06", 422, "not-rolled-up")]
    [InlineData("indicator=IND_GOV&period=2020-Q2", 422, "no-comparable-period")]
    [InlineData("indicator=IND_GOV&period=2020-01", 422, "merged-period")]
    [InlineData("indicator=IND_GOV&period=2020-07&by=colour", 400, "bad-filter")]
    [InlineData("indicator=IND_GOV&period=2020-07&by=park&subject=industry:34", 422, "zone-only")]
    [InlineData("indicator=IND_GOV&period=2020-07&sort=size", 400, "bad-sort")]
    [InlineData("indicator=IND_GOV&period=2010-07", 404, "no-figure")]
    public async Task What_cannot_be_divided_is_refused_with_its_reason(string query, int status, string code)
    {
        using var client = Server.Client();
        using var answer = await client.GetAsync($"/api/v1/zones/linping/figures/contributions?{query}");
        ((int)answer.StatusCode).ShouldBe(status);
        (await Code(answer)).ShouldBe(code);
    }

    [Fact]
    public async Task Reader_of_some_enterprises_learns_none_of_the_others()
    {
        using var liaison = await Server.As("liaison");
        (await liaison.GetAsync($"/api/v1/zones/linping/figures/contributions?indicator=IND_GOV&period={Period}&by=enterprise")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var all = (await Get($"contributions?indicator=IND_GOV&period={Period}")).Items().Where(i => i.Text("kind") == "part").ToDictionary(i => i.Text("subject")!);
        var view = await Json(await liaison.GetAsync($"/api/v1/zones/linping/figures/contributions?indicator=IND_GOV&period={Period}"));
        var (shown, hidden) = (0L, 0L);
        foreach (var item in view.Items())
        {
            if (item.GetProperty("withheld").GetBoolean())
            {
                (item.Number("pull"), item.Number("rate"), item.Number("delta"), item.Number("value"), item.Number("growth")).ShouldBe((null, null, null, null, null));
                hidden += all[item.Text("subject")!].GetProperty("count").GetInt64();
            }
            else if (item.Text("kind") == "part") shown += item.GetProperty("count").GetInt64();
        }

        hidden.ShouldBeGreaterThan(2, "small industries are withheld, and never so that one or two remain");
        (shown + hidden).ShouldBe(view.GetProperty("count").GetInt64());
        // Beside a value its change would tell what an enterprise without a prior reported.
        foreach (var part in view.Items().Where(i => i.Text("kind") == "part" && !i.GetProperty("withheld").GetBoolean())) part.GetProperty("count").GetInt64().ShouldBeGreaterThanOrEqualTo(3);
    }

    [Fact]
    public async Task Foreign_investment_needs_less_a_month_than_it_had()
    {
        var line = (await Get("pace?year=2020&indicator=FDI_MFG")).Items().ShouldHaveSingleItem();
        (line.Number("value"), line.Number("completion"), line.Number("timeProgress"), line.Number("gap")).ShouldBe((7579m, 50.53m, 50m, 0.53m));
        (line.Number("remaining"), line.GetProperty("monthsLeft").GetInt32(), line.Number("againstAverage")).ShouldBe((7421m, 6, -2.1m));
        Math.Round(line.Number("requiredMonthly")!.Value, 2).ShouldBe(1236.83m);
        line.GetProperty("behind").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Targets_of_a_year_stand_with_the_most_behind_first()
    {
        var gaps = (await Get("pace?year=2020")).Items().Select(i => i.Number("gap")).ToList();
        gaps.Count.ShouldBeGreaterThan(1);
        gaps.OfType<decimal>().ShouldBe(gaps.OfType<decimal>().Order());
        (await Get("pace?year=1999")).Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task Output_fell_to_18_1_below_and_was_back_after_two_months()
    {
        var view = await Get("recovery?indicator=IND_GOV&from=2019-01&to=2020-07&zones=shangyu");
        var own = view.Items()[0];
        own.Text("zone").ShouldBe("linping");
        var fall = own.At("month.fall");
        (fall.At("trough").Text("period"), fall.Number("depth"), fall.GetProperty("monthsUp").GetInt32()).ShouldBe(("2020-01/2020-02", 18.1m, 2));
        (fall.At("recovered").Text("period"), fall.At("recovered").Number("growth"), fall.Number("rebound")).ShouldBe(("2020-04", 21.5m, 49m));
        own.At("ytd.points").EnumerateArray().Last().Number("growth").ShouldBe(14.2m);
        view.Items()[1].Text("zone").ShouldBe("shangyu");
        using var client = Server.Client();
        (await client.GetAsync(fall.At("trough").Text("trace"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Zone_that_the_reader_may_not_enter_is_refused_like_one_that_does_not_exist()
    {
        using var leader = await Server.As("leader");
        foreach (var zone in new[] { "shangyu", "nowhere" })
        {
            using var answer = await leader.GetAsync($"/api/v1/zones/linping/figures/recovery?indicator=IND_GOV&zones={zone}");
            ((int)answer.StatusCode).ShouldBe(400);
            JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.Text("code").ShouldBe("bad-filter");
        }
    }

    private async Task<JsonElement> Get(string path)
    {
        using var client = Server.Client();
        using var answer = await client.GetAsync($"/api/v1/zones/linping/figures/{path}");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await Json(answer);
    }
}

/// <summary>Analysis on SQLite.</summary>
public sealed class SqliteAnalysisTests(SqliteDemo server) : AnalysisTests(server);

/// <summary>Analysis on PostgreSQL.</summary>
public sealed class PostgresAnalysisTests(PostgresDemo server) : AnalysisTests(server);
