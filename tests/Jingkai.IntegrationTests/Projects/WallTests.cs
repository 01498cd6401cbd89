using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;

namespace Jingkai.IntegrationTests.Projects;

/// <summary>Progress with its second look, and the wall that shows it beside the plan.</summary>
public abstract class WallTests(ProjectServer server) : ServerTests(server)
{
    [Fact]
    public async Task Progress_is_entered_by_one_and_checked_by_another_and_what_is_returned_counts_no_more()
    {
        using var zone = await ProjectZone.OpenAsync(Server);
        var code = await BuiltAsync(zone, "在建项目");
        var entered = await zone.PostAsync("works", $"projects/{code}/progress", new { percent = 35.25, words = "主体施工", on = "2026-03-01" });
        entered.StatusCode.ShouldBe(HttpStatusCode.Created, await entered.Content.ReadAsStringAsync());
        var id = (await Json(entered)).GetProperty("id").GetGuid();
        (await Code(await zone.PostAsync("works", $"projects/{code}/progress/{id}/check", new { }))).ShouldBe("own-progress");
        (await zone.PostAsync("walker", $"projects/{code}/progress/{id}/check", new { })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Code(await zone.PostAsync("walker", $"projects/{code}/progress/{id}/return", new { reason = "不实" }))).ShouldBe("already-checked");
        var second = (await Json(await zone.PostAsync("works", $"projects/{code}/progress", new { percent = 60 }))).GetProperty("id").GetGuid();
        (await LineAsync(zone)).Number("progress").ShouldBe(60);
        (await Code(await zone.PostAsync("walker", $"projects/{code}/progress/{second}/return", new { }))).ShouldBe("required");
        (await zone.PostAsync("walker", $"projects/{code}/progress/{second}/return", new { reason = "与现场不符" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var line = await LineAsync(zone);
        (line.Number("progress"), line.Text("progressOn"), line.GetProperty("progressChecked").GetBoolean(), line.Text("progressWords")).ShouldBe((35.25m, "2026-03-01", true, "主体施工"));

        foreach (var (body, code2) in ((object, string)[])[(new { percent = 101 }, "bad-percent"), (new { percent = -1 }, "bad-percent"), (new { percent = 1.00001 }, "bad-percent"), (new { }, "bad-percent"), (new { percent = 1, on = "2026-03-06" }, "in-future")])
            (await Code(await zone.PostAsync("works", $"projects/{code}/progress", body))).ShouldBe(code2);
        var talks = await zone.EnterAsync("works", new { name = "未开工", kind = "industrial" });
        (await Code(await zone.PostAsync("works", $"projects/{talks}/progress", new { percent = 1 }))).ShouldBe("not-started");
        (await Code(await zone.PostAsync("plan", $"projects/{code}/progress", new { percent = 1 }))).ShouldBe("not-permitted");
    }

    [Fact]
    public async Task Wall_sets_progress_beside_the_planned_course_and_names_what_is_next_and_what_blocks()
    {
        using var zone = await ProjectZone.OpenAsync(Server);
        var code = await BuiltAsync(zone, "挂图项目");
        await zone.EnterAsync("works", new { name = "不上图", kind = "industrial" });
        (await zone.As("works").PutAsJsonAsync(zone.Office.At($"projects/{code}/course"), new { points = new[] { new { on = "2026-01-01", percent = 0 }, new { on = "2026-01-11", percent = 50 }, new { on = "2026-05-31", percent = 100 } } })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Code(await zone.As("works").PutAsJsonAsync(zone.Office.At($"projects/{code}/course"), new { points = new[] { new { on = "2026-01-01", percent = 50 }, new { on = "2026-02-01", percent = 40 } } }))).ShouldBe("bad-course");
        (await zone.PostAsync("works", $"projects/{code}/progress", new { percent = 45 })).EnsureSuccessStatusCode();
        (await zone.PostAsync("works", "cases", new { kind = "project-problem", subject = code, title = "管线迁改受阻", category = "utilities", @class = "complex" })).EnsureSuccessStatusCode();
        var wall = await zone.GetAsync("boss", "wall");
        (wall.GetProperty("total").GetInt32(), wall.GetProperty("behind").GetInt32(), wall.GetProperty("blocked").GetInt32()).ShouldBe((1, 1, 1));
        var line = wall.Items().Single();
        // 50 + 50 × 53 ÷ 140, not rounded.
        line.Number("planned")!.Value.ShouldBe(50m + (50m * 53 / 140), 0.0000000001m);
        line.Number("gap")!.Value.ShouldBe(45m - line.Number("planned")!.Value);
        (line.Text("standing"), line.Text("timeLimit"), line.At("current").Text("name"), line.At("next").Text("name"), line.At("next").GetProperty("late").ValueKind).ShouldBe(("behind", "2026-12-31", "主体施工", "竣工", JsonValueKind.Null));
        line.Items("problems").Single().Text("title").ShouldBe("管线迁改受阻");
        (await zone.GetAsync("boss", "wall?unit=消防")).Items().ShouldBeEmpty();
        (await zone.GetAsync("boss", "wall?kind=industrial")).Items().Count.ShouldBe(1);
        (await zone.GetAsync("liaison", "wall")).Items().ShouldBeEmpty();
        (await zone.As("boss").GetAsync(zone.Office.At("wall?kind=moon"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Wall_counts_a_whole_once_and_shows_its_part_below_it_unless_only_the_part_is_there()
    {
        using var zone = await ProjectZone.OpenAsync(Server);
        async Task<string> Enter(string name, decimal investment, string unit, string? parent = null, string? wallFrom = "2026-01-01")
        {
            var code = await zone.EnterAsync("works", new { name, kind = "industrial", stage = "under-construction", stageOn = "2026-01-20", startedOn = "2026-01-01", plannedCompletionOn = "2026-02-28", unit, totalInvestment = investment, yearPlan = investment / 10, wallFrom, parent });
            (await zone.PostAsync("works", "cases", new { kind = "project-problem", subject = code, title = $"{name}缺水", category = "utilities", @class = "simple" })).EnsureSuccessStatusCode();
            return code;
        }

        var whole = await Enter("主体", 1000, "项目中心");
        var part = await Enter("安装子项", 400, "规划局", whole);
        var hidden = await Enter("不上图的主体", 900, "项目中心", wallFrom: null);
        var alone = await Enter("独自上图子项", 300, "项目中心", hidden);
        await Enter("又一个", 50, "项目中心");
        var wall = await zone.GetAsync("boss", "wall");
        (wall.GetProperty("total").GetInt32(), wall.GetProperty("projects").GetInt32(), wall.GetProperty("parts").GetInt32()).ShouldBe((4, 3, 1));
        (wall.Number("investment"), wall.Number("yearPlan"), wall.GetProperty("behind").GetInt32(), wall.GetProperty("blocked").GetInt32(), wall.At("lists").GetProperty("overdue").GetInt32()).ShouldBe((1350, 135, 3, 3, 3));
        var codes = wall.Items().Select(l => l.Text("code")).ToList();
        codes.IndexOf(part).ShouldBe(codes.IndexOf(whole) + 1);
        var lines = wall.Items().ToDictionary(l => l.Text("code")!);
        (lines[part].At("whole").Text("code"), lines[part].At("whole").Text("name"), lines[part].Number("totalInvestment")).ShouldBe((whole, "主体", 400));
        (lines[alone].GetProperty("whole").ValueKind, lines[whole].GetProperty("whole").ValueKind).ShouldBe((JsonValueKind.Null, JsonValueKind.Null));
        // Whoever filters to the part alone sees it, and still counts it in no sum: the units together are the wall.
        var filtered = await zone.GetAsync("boss", "wall?unit=规划局");
        (filtered.Items().Single().At("whole").Text("code"), filtered.GetProperty("projects").GetInt32(), filtered.Number("investment"), filtered.GetProperty("blocked").GetInt32()).ShouldBe((whole, 0, 0, 0));
        // Off the wall the whole holds nothing there.
        (await zone.PatchAsync("works", whole, new { wallUntil = "2026-03-01" })).EnsureSuccessStatusCode();
        wall = await zone.GetAsync("boss", "wall");
        (wall.GetProperty("projects").GetInt32(), wall.GetProperty("parts").GetInt32(), wall.Number("investment")).ShouldBe((3, 0, 750));
    }

    private static async Task<string> BuiltAsync(ProjectZone zone, string name) => await zone.EnterAsync("works", new
    {
        name, kind = "industrial", stage = "under-construction", stageOn = "2026-01-20", startedOn = "2026-01-01", plannedCompletionOn = "2026-12-31", unit = "项目中心", wallFrom = "2026-01-01", sponsor = "boss", attendant = "walker",
    });

    private static async Task<JsonElement> LineAsync(ProjectZone zone) => (await zone.GetAsync("boss", "wall")).Items().Single();
}

public sealed class Wall_on_sqlite(SqliteProjects server) : WallTests(server), IClassFixture<SqliteProjects>;

public sealed class Wall_on_postgres(PostgresProjects server) : WallTests(server), IClassFixture<PostgresProjects>;
