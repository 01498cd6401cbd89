using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;

namespace Jingkai.IntegrationTests.Projects;

/// <summary>Flags of published rounds on the wall and upon its map.</summary>
public abstract class WallFlagTests(ProjectServer server) : ServerTests(server)
{
    [Fact]
    public async Task Wall_shows_the_flags_of_published_rounds_counts_them_and_filters_by_them()
    {
        using var rating = await RatingZone.OpenAsync(Server, "2026-03-16", "快的", "慢的");
        var (zone, fast, slow) = (rating.Zone, rating.Codes["快的"], rating.Codes["慢的"]);
        foreach (var (code, longitude) in ((string, decimal)[])[(fast, 120.3m), (slow, 120.31m)]) (await zone.PatchAsync("econ", code, new { longitude, latitude = 30.42 })).EnsureSuccessStatusCode();
        var round = await rating.RoundAsync("2026-03-10");
        await rating.ReportAsync(round, fast, 25);
        await rating.ReportAsync(round, slow, 5);
        await rating.FreezeAsync(round);
        (await zone.GetAsync("boss", "wall")).Items("flags").ShouldBeEmpty("a frozen round is not public yet");
        await rating.PublishAsync(round);
        var unrated = await zone.EnterAsync("promo", new { name = "未评的", kind = "industrial", wallFrom = "2026-01-01", longitude = 120.32, latitude = 30.42 });

        var wall = await zone.GetAsync("boss", "wall");
        wall.Items("flags").Select(f => (f.Text("flag"), f.Number("projects"))).ShouldBe([("red", 1), ("yellow", 1), ("none", 1)]);
        var lines = wall.Items().ToDictionary(l => l.Text("code")!);
        (lines[fast].At("flag").Text("flag"), lines[fast].At("flag").Text("name"), lines[fast].At("flag").Text("colour"), lines[fast].At("flag").Text("round"), lines[fast].Items("flags").Count).ShouldBe(("red", "红旗", "red", round, 1));
        lines[unrated].GetProperty("flag").ValueKind.ShouldBe(JsonValueKind.Null);
        foreach (var (flag, code) in ((string, string)[])[("red", fast), ("yellow", slow), ("none", unrated)]) (await zone.GetAsync("boss", $"wall?flag={flag}")).Items().Select(l => l.Text("code")).ShouldBe([code]);
        // What is counted stays, whatever is filtered by.
        (await zone.GetAsync("boss", "wall?flag=red")).Items("flags").Count.ShouldBe(3);

        var points = (await zone.GetAsync("boss", "wall/points?by=flag")).Items("features").ToDictionary(p => p.At("properties").Text("code")!, p => p.At("properties").Text("stage"));
        (points[fast], points[slow], points[unrated]).ShouldBe(("red", "yellow", "none"));
        var map = await zone.GetAsync("boss", "map/points?kind=projects");
        map.Items("features").Single(p => p.At("properties").Text("code") == fast).At("properties").Text("flag").ShouldBe("red");
        map.Items("marks").Where(m => m.Text("group") == "flag").Select(m => m.Text("code")).ShouldBe(["red", "yellow"]);
    }

    [Fact]
    public async Task A_flag_of_an_earlier_round_is_history_for_whom_the_latest_round_did_not_rate()
    {
        using var rating = await RatingZone.OpenAsync(Server, "2026-03-16", "一直评的", "不再评的");
        var (zone, kept, left) = (rating.Zone, rating.Codes["一直评的"], rating.Codes["不再评的"]);
        var first = await rating.RoundAsync("2026-03-10");
        foreach (var code in (string[])[kept, left]) await rating.ReportAsync(first, code, 25, "2026-03-10");
        await rating.FreezeAsync(first);
        await rating.PublishAsync(first);
        await zone.TodayAsync("2026-04-01");
        var second = await rating.RoundAsync("", new { pack = RatingZone.Shangyu, cadence = "half-month", on = "2026-03-20", photoRequired = false, projects = new[] { kept } });
        await rating.ReportAsync(second, kept, 5 + 25, "2026-03-31");
        await rating.FreezeAsync(second);
        await rating.PublishAsync(second);

        var wall = await zone.GetAsync("boss", "wall");
        var lines = wall.Items().ToDictionary(l => l.Text("code")!);
        (lines[kept].At("flag").Text("round"), lines[kept].Items("flags").Count).ShouldBe((second, 2));
        (lines[left].GetProperty("flag").ValueKind, lines[left].Items("flags").Single().Text("round")).ShouldBe((JsonValueKind.Null, first));
        wall.Items("flags").Select(f => (f.Text("flag"), f.Number("projects"))).ShouldBe([("red", 1), ("none", 1)]);
        (await zone.GetAsync("boss", "wall?flag=none")).Items().Single().Text("code").ShouldBe(left);
        (await zone.GetAsync("boss", "wall/points?by=flag")).Items("features").ShouldBeEmpty();
        var page = await (await zone.As("boss").GetAsync($"/z/{zone.Code}/wall")).Content.ReadAsStringAsync();
        System.Text.RegularExpressions.Regex.Count(page, "class=\"jk-flag\"").ShouldBe(1);
        System.Text.RegularExpressions.Regex.Count(page, "class=\"jk-flag-past\"").ShouldBe(2);
    }

    [Fact]
    public async Task Contests_of_two_packs_leave_each_project_its_own_flag_and_history()
    {
        using var rating = await RatingZone.OpenAsync(Server, "2026-04-01", "产业的");
        var (zone, plant) = (rating.Zone, rating.Codes["产业的"]);
        var road = await rating.BuildAsync("道路的");
        var third = await rating.BuildAsync("第三个");
        await rating.AdoptAsync("yinchuan-2025");
        await PlayAsync(await rating.RoundAsync("2026-03-15"), "2026-03-15", (plant, 25), (road, 5), (third, 19));
        await PlayAsync(await rating.RoundAsync("2026-03-31", new { pack = RatingZone.Shangyu, cadence = "half-month", on = "2026-03-31", photoRequired = false, projects = new[] { plant, road } }), "2026-03-31", (plant, 30), (road, 6));
        (await FlagsAsync()).ShouldBe([(plant, "red", 2), (road, "yellow", 2), (third, null, 1)], "whoever was left out of the latest round bears no flag, and keeps its history");
        (await CountAsync("PRJ_FLAG_RED"), await CountAsync("PRJ_FLAG_YELLOW"), await CountAsync("PRJ_FLAG_BLUE")).ShouldBe((1m, 1m, 0m));

        // A quarter by another pack, of one project alone, takes no flag away from the others.
        var quarter = await rating.RoundAsync("2026-03-31", new { pack = "yinchuan-2025", cadence = "quarter", on = "2026-03-31", photoRequired = false, projects = new[] { third } });
        await PlayAsync(quarter, "2026-03-31", (third, 24));
        var flags = await FlagsAsync();
        flags.Select(f => (f.Code, f.Flag)).Take(2).ShouldBe([(plant, "red"), (road, "yellow")]);
        flags[2].Flag.ShouldNotBeNull();
        flags[2].Count.ShouldBe(1, "the history of one contest is not mixed with another's");
        (await CountAsync("PRJ_FLAG_RED"), await CountAsync("PRJ_FLAG_YELLOW")).ShouldBe((1m, 1m));
        var reference = (await zone.GetAsync("boss", "figures?indicator=PRJ_FLAG_RED&period=2026-03")).Text("ref");
        (await zone.GetAsync("boss", $"figures/{reference}/trace")).ToString().ShouldContain(plant);

        async Task PlayAsync(string round, string on, params (string Code, decimal Percent)[] progress)
        {
            foreach (var (code, percent) in progress) await rating.ReportAsync(round, code, percent, on);
            await rating.FreezeAsync(round);
            await rating.PublishAsync(round);
        }

        async Task<decimal?> CountAsync(string indicator) => (await zone.GetAsync("boss", $"figures?indicator={indicator}&period=2026-03")).Number("value");

        async Task<List<(string Code, string? Flag, int Count)>> FlagsAsync() => [.. (await zone.GetAsync("boss", "wall")).Items()
            .Select(l => (Code: l.Text("code")!, Flag: l.GetProperty("flag").ValueKind == JsonValueKind.Null ? null : l.At("flag").Text("flag"), Count: l.Items("flags").Count)).OrderBy(l => l.Code, StringComparer.Ordinal)];
    }
}

public sealed class Wall_flags_on_sqlite(SqliteProjects server) : WallFlagTests(server), IClassFixture<SqliteProjects>;

public sealed class Wall_flags_on_postgres(PostgresProjects server) : WallFlagTests(server), IClassFixture<PostgresProjects>;
