using System.Net.Http.Json;
using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;

namespace Jingkai.IntegrationTests.Projects;

/// <summary>Parts of a project beside the whole, and what is counted.</summary>
public abstract class PhaseTests(ProjectServer server) : ServerTests(server)
{
    [Fact]
    public async Task Phases_are_written_as_a_whole_and_told_when_they_exceed_it()
    {
        using var zone = await ProjectZone.OpenAsync(Server);
        var code = await zone.EnterAsync("works", new { name = "分期项目", kind = "industrial", unit = "项目中心", totalInvestment = 10000, landMu = 50 });
        var set = await Json(await PutAsync("works", new object[] { new { name = "一期", totalInvestment = 6000.000001m, landMu = 30, content = "厂房", standard = "丙类厂房" }, new { name = "二期", totalInvestment = 5000 } }));
        (set.Number("phasesInvestment"), set.Number("phasesLandMu"), set.GetProperty("warnings").EnumerateArray().Select(w => w.GetString()).Single()).ShouldBe((11000.000001m, 30m, "phases-investment"));
        set.Items().Select(p => (p.Number("number"), p.Text("name"))).ShouldBe([(1m, "一期"), (2m, "二期")]);
        var bad = JsonDocument.Parse(await (await PutAsync("works", new object[] { new { totalInvestment = -1 }, new { number = 1, name = "重复", landMu = 0.000000001m } })).Content.ReadAsStringAsync()).RootElement;
        bad.Items("errors").Select(e => $"{e.Text("field")} {e.Text("code")}").ShouldBe(["phases[0].totalInvestment bad-number", "phases[0].name required", "phases[1].landMu too-precise", "phases[1].number number-twice"], ignoreOrder: true);
        (await Code(await PutAsync("fire", []))).ShouldBe("not-permitted");
        (await zone.GetAsync("boss", $"projects/{code}/phases")).Items().Count.ShouldBe(2);
        (await PutAsync("works", [])).EnsureSuccessStatusCode();
        (await zone.GetAsync("boss", $"projects/{code}/phases")).Items().ShouldBeEmpty();

        Task<HttpResponseMessage> PutAsync(string who, object[] phases) => zone.As(who).PutAsJsonAsync(zone.Office.At($"projects/{code}/phases"), new { phases });
    }

    [Fact]
    public async Task Nodes_of_its_own_plan_stand_beside_the_milestones_and_on_the_wall()
    {
        using var zone = await ProjectZone.OpenAsync(Server);
        var code = await zone.EnterAsync("works", new { name = "有节点的项目", kind = "industrial", unit = "项目中心", wallFrom = "2026-01-01", plannedStartOn = "2026-06-30" });
        var put = await PutAsync([new { name = "桩基", startOn = "2026-02-01", plannedOn = "2026-03-01", begunOn = "2026-02-03" }, new { name = "设备进场", plannedOn = "2026-09-01", promisedOn = "2026-10-01" }]);
        (await Json(put)).Items().Select(n => n.Text("name")).ShouldBe(["桩基", "设备进场"]);
        // The wall tells the earliest node that is not reached, whoever's it is.
        (await zone.GetAsync("boss", "wall")).Items().Single().At("next").Text("name").ShouldBe("桩基");
        var bad = JsonDocument.Parse(await (await PutAsync([new { name = "桩基", startOn = "2026-02-02", plannedOn = "2026-02-01" }, new { name = "桩基", begunOn = "2026-03-01", reachedOn = "2026-03-06" }])).Content.ReadAsStringAsync()).RootElement;
        bad.Items("errors").Select(e => $"{e.Text("field")} {e.Text("code")}").ShouldBe(["nodes[0].plannedOn bad-order", "nodes[1].name name-twice", "nodes[1].reachedOn in-future"]);
        (await PutAsync([new { name = "设备进场", plannedOn = "2026-09-01" }])).EnsureSuccessStatusCode();
        (await zone.GetAsync("boss", $"projects/{code}/nodes")).Items().Single().Text("promisedOn").ShouldBeNull();
        (await zone.GetAsync("boss", $"projects/{code}")).Items("milestones").Select(m => m.Text("code")).ShouldBe(["started"]);

        Task<HttpResponseMessage> PutAsync(object[] nodes) => zone.As("works").PutAsJsonAsync(zone.Office.At($"projects/{code}/nodes"), new { nodes });
    }

    [Fact]
    public async Task Sub_project_is_one_level_down_and_not_counted_twice()
    {
        using var zone = await ProjectZone.OpenAsync(Server);
        var whole = await zone.EnterAsync("econ", new { name = "整体项目", kind = "industrial", stage = "signed", stageOn = "2026-01-10", totalInvestment = 100000, landMu = 200 });
        var part = await zone.EnterAsync("econ", new { name = "子项目一", kind = "industrial", stage = "signed", stageOn = "2026-01-10", totalInvestment = 40000, landMu = 80, parent = whole });
        (await zone.GetAsync("boss", $"projects/{part}")).Text("parentName").ShouldBe("整体项目");
        (await Code(await zone.PatchAsync("econ", whole, new { parent = whole }))).ShouldBe("own-part");
        (await Code(await zone.PatchAsync("econ", whole, new { parent = part }))).ShouldBe("part-of-part");
        var other = await zone.EnterAsync("econ", new { name = "另一项目", kind = "industrial" });
        (await Code(await zone.PatchAsync("econ", whole, new { parent = other }))).ShouldBe("has-parts");
        (await Code(await zone.PatchAsync("econ", other, new { parent = "没有的" }))).ShouldBe("unknown-project");
        var parts = await zone.GetAsync("boss", $"projects/{whole}/phases");
        (parts.Items("subProjects").Single().Text("code"), parts.Number("subInvestment"), parts.GetProperty("warnings").GetArrayLength()).ShouldBe((part, 40000m, 0));
        foreach (var (indicator, value) in ((string, decimal)[])[("PRJ_SIGNED_IND", 1), ("PRJ_SIGNED_IND_INV", 10), ("PRJ_TO_LAND_IND_LAND", 200)])
            (await zone.GetAsync("boss", $"figures?indicator={indicator}&period=2026-01")).Number("value").ShouldBe(value, indicator);
        // By file too, and not by a ring of two rows.
        await zone.Office.Economy.MustImportAsync(zone.Code, "projects", "项目名称,所属项目\n子项目一,\n另一项目,整体项目\n");
        (await zone.GetAsync("boss", $"projects/{other}")).Text("parent").ShouldBe(whole);
        var ring = await zone.Office.Economy.ImportAsync(zone.Code, "projects", "项目名称,项目类型,所属项目\n第三项目,产业项目,另一项目\n整体项目,产业项目,子项目一\n");
        ring.Reasons.Select(r => r.Code).ShouldBe(["part-of-part", "part-of-part"]);
        (await zone.PatchAsync("econ", part, new { parent = (string?)null })).EnsureSuccessStatusCode();
        (await zone.GetAsync("boss", "figures?indicator=PRJ_SIGNED_IND&period=2026-01")).Number("value").ShouldBe(2);
        // A whole that never was leaves its parts to stand for themselves.
        (await zone.PatchAsync("econ", part, new { parent = whole })).EnsureSuccessStatusCode();
        (await zone.PostAsync("econ", $"projects/{whole}/voiding", new { reason = "重复登记" })).EnsureSuccessStatusCode();
        (await zone.GetAsync("boss", "figures?indicator=PRJ_SIGNED_IND&period=2026-01")).Number("value").ShouldBe(1);
        (await zone.GetAsync("boss", $"projects/{part}")).Text("parent").ShouldBeNull();
        (await zone.GetAsync("boss", $"projects/{part}/history")).Items()[0].Items("changes").Select(c => (c.Text("field"), c.Text("before"))).ShouldBe([("parent", whole)]);
    }
}

public sealed class Phases_on_sqlite(SqliteProjects server) : PhaseTests(server), IClassFixture<SqliteProjects>;

public sealed class Phases_on_postgres(PostgresProjects server) : PhaseTests(server), IClassFixture<PostgresProjects>;
