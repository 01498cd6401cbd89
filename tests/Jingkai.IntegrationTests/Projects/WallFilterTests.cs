using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;

namespace Jingkai.IntegrationTests.Projects;

/// <summary>What of the wall is shown: filters, the three lists, flags before any round was published, pages, and points upon the map.</summary>
public abstract class WallFilterTests(ProjectServer server) : ServerTests(server)
{
    [Fact]
    public async Task Three_lists_of_the_wall_hold_the_projects_that_the_ledger_lists_and_are_counted_whatever_list_is_shown()
    {
        using var zone = await ProjectZone.OpenAsync(Server);
        await FillAsync(zone);
        var wall = await zone.GetAsync("boss", "wall");
        var counts = wall.At("lists");
        (counts.Number("noLand"), counts.Number("notStarted"), counts.Number("overdue")).ShouldBe((2, 1, 1));
        wall.Items().Count.ShouldBe(6);
        foreach (var (list, count) in ((string, int)[])[("no-land", 2), ("not-started", 1), ("overdue", 1)])
        {
            var shown = await zone.GetAsync("boss", $"wall?list={list}");
            Names(shown).ShouldBe(Names(await zone.GetAsync("boss", $"projects?wall=true&list={list}")));
            (shown.Items().Count, shown.Number("total")).ShouldBe((count, count));
            shown.Items().ShouldAllBe(l => l.Items("lists").Single().GetString() == list);
            shown.At("lists").Number("noLand").ShouldBe(2);
        }

        // Sums are of what is shown; the counts of the lists follow every other filter.
        (await zone.GetAsync("boss", "wall?list=no-land")).Number("investment").ShouldBe(30000);
        (await zone.GetAsync("boss", "wall?list=no-land&chain=新材料")).At("lists").Number("noLand").ShouldBe(1);
        Names(await zone.GetAsync("boss", "wall?sponsor=boss&unit=项目中心&kind=industrial&park=东园")).ShouldBe(["在建"]);
        (await Code(await zone.As("boss").GetAsync(zone.Office.At("wall?list=late")))).ShouldBe("bad-filter");
        var page = await zone.GetAsync("boss", "wall?page=2&size=4");
        (page.Items().Count, page.Number("total")).ShouldBe((2, 6));
        (await Code(await zone.As("boss").GetAsync(zone.Office.At("wall?size=201")))).ShouldBe("bad-page");
    }

    [Fact]
    public async Task Third_list_holds_whoever_started_and_lags_its_course_though_no_planned_day_is_over()
    {
        using var zone = await ProjectZone.OpenAsync(Server, "2026-07-02");
        var code = await zone.EnterAsync("works", new { name = "慢的", kind = "industrial", unit = "项目中心", stage = "started", stageOn = "2026-01-01", plannedStartOn = "2026-01-01", plannedCompletionOn = "2026-12-31", wallFrom = "2026-01-01" });
        // Planned by now: exactly 50 per cent. Ten points behind are still tolerated.
        foreach (var (percent, listed) in ((decimal, int)[])[(40m, 0), (39.9999m, 1), (60m, 0)])
        {
            (await zone.PostAsync("works", $"projects/{code}/progress", new { percent })).EnsureSuccessStatusCode();
            var wall = await zone.GetAsync("boss", "wall");
            (wall.At("lists").Number("overdue"), wall.Items().Single().Number("planned"), wall.Items().Single().Text("standing")).ShouldBe((listed, 50m, listed == 1 ? "behind" : percent > 50 ? "early" : "on-time"));
            (await zone.GetAsync("boss", "projects?list=overdue")).Items().Count.ShouldBe(listed);
        }
    }

    [Fact]
    public async Task Without_a_published_round_no_project_bears_a_flag()
    {
        using var zone = await ProjectZone.OpenAsync(Server);
        await FillAsync(zone);
        var wall = await zone.GetAsync("boss", "wall");
        wall.Items("flags").ShouldBeEmpty();
        wall.Items().ShouldAllBe(l => l.GetProperty("flag").ValueKind == JsonValueKind.Null && l.Items("flags").Count == 0);
        (await zone.GetAsync("boss", "wall?flag=red")).Items().ShouldBeEmpty();
        (await zone.GetAsync("boss", "wall?flag=none")).Items().Count.ShouldBe(6);
        var byFlag = await zone.GetAsync("boss", "wall/points?by=flag");
        byFlag.Items("features").ShouldAllBe(p => p.At("properties").Text("stage") == "none");
        byFlag.Items("marks").Select(m => m.Text("code")).ShouldBe(["none"]);
        (await Code(await zone.As("boss").GetAsync(zone.Office.At("wall/points?by=moon")))).ShouldBe("bad-filter");
    }

    [Fact]
    public async Task Points_are_those_projects_with_a_place_that_the_reader_may_see_and_the_filter_lets_pass()
    {
        using var zone = await ProjectZone.OpenAsync(Server);
        await FillAsync(zone);
        var points = await zone.GetAsync("boss", "wall/points");
        points.Items("features").Select(Named).ShouldBe(["供地", "在建", "完成"], ignoreOrder: true);
        var built = points.Items("features").Single(p => Named(p) == "在建");
        built.At("geometry").Items("coordinates").Select(c => c.GetDecimal()).ShouldBe([120.31m, 30.42m]);
        (built.At("properties").Text("stage"), built.At("properties").GetProperty("converted").GetBoolean()).ShouldBe(("under-construction", false));
        points.Items("features").Single(p => Named(p) == "完成").At("properties").GetProperty("converted").GetBoolean().ShouldBeTrue();
        points.Items("marks").Select(m => m.Text("code")).ShouldContain("under-construction");
        (await zone.GetAsync("boss", "wall/points?list=not-started")).Items("features").Select(Named).ShouldBe(["供地"]);

        // The zone's own map has every project with a place, those off the wall too.
        (await zone.GetAsync("boss", "map/points?kind=projects")).Items("features").Select(Named).ShouldBe(["不上图", "供地", "在建", "完成"], ignoreOrder: true);
        // A department reads all of the zone; a liaison only what is assigned.
        (await zone.GetAsync("fire", "wall/points")).Items("features").Count.ShouldBe(3);
        (await zone.GetAsync("liaison", "wall/points")).Items("features").ShouldBeEmpty();
        (await zone.GetAsync("liaison", "map/points?kind=projects")).Items("features").ShouldBeEmpty();
        var code = built.At("properties").Text("code");
        (await zone.GetAsync("boss", $"projects/{code}/place")).Items("features").Select(Named).ShouldBe(["在建"]);
        (await zone.As("liaison").GetAsync(zone.Office.At($"projects/{code}/place"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static string Named(JsonElement point) => point.At("properties").Text("name")!;

    private static IEnumerable<string?> Names(JsonElement list) => list.Items().Select(l => l.Text("name"));

    /// <summary>Six projects on the wall, one at each point of the way, and one beside it.</summary>
    private static async Task FillAsync(ProjectZone zone)
    {
        object[] projects =
        [
            new { name = "签约一", kind = "industrial", stage = "signed", signedOn = "2025-10-01", totalInvestment = 10000, chain = "新材料", wallFrom = "2026-01-01" },
            new { name = "签约二", kind = "services", stage = "signed", signedOn = "2025-11-01", totalInvestment = 20000, wallFrom = "2026-01-01" },
            new { name = "供地", kind = "industrial", stage = "filed", signedOn = "2025-06-01", landOn = "2025-12-01", wallFrom = "2026-01-01", longitude = 120.3, latitude = 30.42 },
            new
            {
                name = "在建", kind = "industrial", stage = "under-construction", signedOn = "2024-06-01", startedOn = "2025-02-01", plannedCompletionOn = "2026-02-01", wallFrom = "2026-01-01", longitude = 120.31, latitude = 30.42, sponsor = "boss",
                unit = "项目中心", park = "东园",
            },
            new { name = "按期", kind = "industrial", stage = "under-construction", signedOn = "2024-06-01", startedOn = "2025-03-01", plannedCompletionOn = "2026-12-01", wallFrom = "2026-01-01" },
            new { name = "完成", kind = "industrial", stage = "completed", startedOn = "2024-03-01", completedOn = "2025-12-01", wallFrom = "2026-01-01", longitude = 120.32, latitude = 30.43, datum = "bd-09" },
            new { name = "不上图", kind = "industrial", stage = "signed", signedOn = "2025-10-01", longitude = 120.33, latitude = 30.42 },
        ];
        foreach (var project in projects) await zone.EnterAsync("promo", project);
    }
}

public sealed class Wall_filters_on_sqlite(SqliteProjects server) : WallFilterTests(server), IClassFixture<SqliteProjects>;

public sealed class Wall_filters_on_postgres(PostgresProjects server) : WallFilterTests(server), IClassFixture<PostgresProjects>;
