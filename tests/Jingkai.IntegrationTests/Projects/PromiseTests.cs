using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Clocks;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests.Projects;

/// <summary>Promises of both sides: entered, timed by the same clocks, judged by whom they should be.</summary>
public abstract class PromiseTests(ProjectServer server) : ServerTests(server)
{
    [Fact]
    public async Task Promises_of_both_sides_stand_in_one_ledger_and_run_by_the_same_clocks()
    {
        using var zone = await ProjectZone.OpenAsync(Server);
        var project = await zone.EnterAsync("promo", new { name = "储能电池项目", kind = "industrial", unit = "招商局", enterprise = zone.Firm });
        var invest = await PromiseAsync(zone, "promo", new { project, side = "investor", item = "intensity", value = 400.5m, agreedOn = "2026-01-01", dueOn = "2026-12-31", owner = "works", agreement = "投资协议第5条" });
        var road = await PromiseAsync(zone, "works", new { project, side = "zone", item = "roads", text = "东侧配套道路通车", agreedOn = "2026-01-01", dueOn = "2026-03-02", unit = "规划局" });
        (invest, road).ShouldBe(("PM2026-0001", "PM2026-0002"));

        var list = (await zone.GetAsync("boss", "promises")).Items();
        // What is overdue comes first.
        list.Select(p => p.Text("code")).ShouldBe([road, invest]);
        (list[0].Text("state"), list[0].Number("daysLeft"), list[1].Text("state"), list[1].Number("daysLeft"), list[1].Number("value"), list[1].Text("valueUnit")).ShouldBe(("overdue", -3m, "open", 301m, 400.5m, "万元/亩"));
        var clocks = await zone.InAsync(s => s.GetRequiredService<JingkaiDbContext>().Set<Clock>().Where(c => c.SubjectKind == "project-promise").OrderBy(c => c.DueAt).Select(c => new { c.State, c.Managed, c.Unit, c.LimitCode }).ToListAsync());
        clocks.ShouldAllBe(c => c.State == "running" && c.Managed && c.Unit == "calendar-days" && c.LimitCode == "project.promise");
        clocks.Count.ShouldBe(2);

        (await CodesAsync(zone, "promises?side=zone")).ShouldBe([road]);
        (await CodesAsync(zone, "promises?state=overdue")).ShouldBe([road]);
        (await CodesAsync(zone, $"promises?project={project}&due=2026-12-31")).ShouldBe([road, invest]);
        (await CodesAsync(zone, "promises?due=2026-06-30")).ShouldBe([road]);
        (await CodesAsync(zone, "promises?unit=规划局")).ShouldBe([road]);
        (await CodesAsync(zone, "promises?owner=works")).ShouldBe([invest]);
        (await CodesAsync(zone, "promises?q=储能&item=intensity")).ShouldBe([invest]);
        (await zone.As("boss").GetAsync(zone.Office.At("promises?state=moon"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        // In the inbox of who answers: a person, or where none is named the unit's people.
        (await zone.GetAsync("works", "inbox?box=todo")).Items().Single(i => i.Text("source") == "promise").Text("key").ShouldBe(invest);
        (await zone.GetAsync("plan", "inbox?box=todo")).Items().Single(i => i.Text("source") == "promise").Text("dueOn").ShouldBe("2026-03-02");
        (await zone.GetAsync("fire", "inbox?box=todo")).Items().ShouldBeEmpty();

        (await zone.PostAsync("works", $"promises/{invest}/clock", new { move = "pause" })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await zone.PostAsync("works", $"promises/{invest}/clock", new { move = "pause", reason = "等待用地调整" })).EnsureSuccessStatusCode();
        await zone.TodayAsync("2026-03-15");
        var paused = await zone.GetAsync("boss", $"promises/{invest}");
        (paused.Text("state"), paused.Text("pauseReason"), paused.Text("ends")).ShouldBe(("paused", "等待用地调整", null));
        (await zone.PostAsync("works", $"promises/{invest}/clock", new { move = "resume" })).EnsureSuccessStatusCode();
        // The promised day stays on record; ten days that did not count move its end, to a working day.
        var resumed = await zone.GetAsync("boss", $"promises/{invest}");
        (resumed.Text("dueOn"), resumed.Text("ends")).ShouldBe(("2026-12-31", "2027-01-11"));
    }

    [Fact]
    public async Task Promise_is_kept_with_evidence_and_broken_or_waived_only_by_a_second_person()
    {
        using var zone = await ProjectZone.OpenAsync(Server);
        var project = await zone.EnterAsync("works", new { name = "新材料项目", kind = "industrial", unit = "项目中心" });
        var tax = await PromiseAsync(zone, "works", new { project, side = "investor", item = "tax", value = 30, dueOn = "2026-12-31", owner = "walker" });
        var paper = await zone.PaperAsync("works", project);
        (await ReasonsAsync(await zone.PostAsync("works", $"promises/{tax}/result", new { result = "kept", achieved = 30 }))).ShouldBe(["evidence missing-evidence"]);
        (await ReasonsAsync(await zone.PostAsync("works", $"promises/{tax}/result", new { result = "kept", achieved = 29.9999, evidence = paper }))).ShouldBe(["achieved short-of-promise"]);
        (await ReasonsAsync(await zone.PostAsync("works", $"promises/{tax}/result", new { result = "partly", achieved = 30, evidence = paper }))).ShouldBe(["achieved not-short"]);
        (await ReasonsAsync(await zone.PostAsync("works", $"promises/{tax}/result", new { result = "kept-late", achieved = 30, evidence = paper }))).ShouldBe(["result in-time"]);
        (await ReasonsAsync(await zone.PostAsync("works", $"promises/{tax}/result", new { result = "kept", achieved = 30.00001, evidence = Guid.NewGuid() }))).ShouldBe(["evidence unknown-attachment", "achieved too-precise"]);
        (await zone.PostAsync("works", $"promises/{tax}/result", new { result = "kept", achieved = 31.5, evidence = paper })).EnsureSuccessStatusCode();
        var kept = await zone.GetAsync("boss", $"promises/{tax}");
        (kept.Text("state"), kept.Number("achieved"), kept.Text("judgedBy"), kept.Text("resultOn")).ShouldBe(("kept", 31.5m, "works", "2026-03-05"));
        (await StatesAsync(zone)).ShouldBe(["stopped"]);
        (await Code(await PatchAsync(zone, "works", tax, new { text = "改" }))).ShouldBe("judged");
        // A mistake is taken back by those who confirm, and the clock runs on.
        (await zone.PostAsync("works", $"promises/{tax}/reopening", new { reason = "看错" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await zone.PostAsync("econ", $"promises/{tax}/reopening", new { reason = "看错" })).EnsureSuccessStatusCode();
        (await StatesAsync(zone)).ShouldBe(["running"]);

        (await ReasonsAsync(await zone.PostAsync("econ", $"promises/{tax}/result", new { result = "broken", achieved = 10 }))).ShouldBe(["note required", "remedy required"]);
        (await zone.PostAsync("econ", $"promises/{tax}/result", new { result = "broken", achieved = 10, remedy = "penalty", note = "连续两年未达标" })).EnsureSuccessStatusCode();
        var waiting = await zone.GetAsync("boss", $"promises/{tax}");
        (waiting.Text("state"), waiting.Text("result")).ShouldBe(("waiting", null));
        (await Code(await zone.PostAsync("works", $"promises/{tax}/result", new { result = "waived", note = "免" }))).ShouldBe("result-pending");
        (await zone.SignAsync("econ", waiting.Text("signOff")!, "approve")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await zone.SignAsync("boss", waiting.Text("signOff")!, "return", "补充通知书")).EnsureSuccessStatusCode();
        (await zone.GetAsync("boss", $"promises/{tax}")).Text("state").ShouldBe("open");
        (await zone.PostAsync("econ", $"promises/{tax}/result", new { result = "broken", achieved = 10, remedy = "penalty", note = "已送达通知书" })).EnsureSuccessStatusCode();
        (await zone.SignAsync("boss", (await zone.GetAsync("boss", $"promises/{tax}")).Text("signOff")!, "approve")).EnsureSuccessStatusCode();
        var broken = await zone.GetAsync("boss", $"promises/{tax}");
        (broken.Text("state"), broken.Text("enteredBy"), broken.Text("judgedBy"), broken.Text("remedy"), broken.Number("achieved"), broken.Text("resultNote")).ShouldBe(("broken", "econ", "boss", "penalty", 10m, "已送达通知书"));
        (await StatesAsync(zone)).ShouldBe(["stopped"]);

        // Whoever answers for a promise of the zone does not say himself that it was kept; an upper limit is kept from below.
        var land = await PromiseAsync(zone, "works", new { project, side = "zone", item = "agency", dueOn = "2026-03-01", owner = "walker" });
        (await Code(await zone.PostAsync("walker", $"promises/{land}/result", new { result = "kept", evidence = paper }))).ShouldBe("own-promise");
        (await ReasonsAsync(await zone.PostAsync("works", $"promises/{land}/result", new { result = "kept", evidence = paper }))).ShouldBe(["result late"]);
        (await zone.PostAsync("works", $"promises/{land}/result", new { result = "kept-late", evidence = paper })).EnsureSuccessStatusCode();
        var energy = await PromiseAsync(zone, "works", new { project, side = "investor", item = "energy", value = 0.25 });
        (await ReasonsAsync(await zone.PostAsync("works", $"promises/{energy}/result", new { result = "kept", achieved = 0.26, evidence = paper }))).ShouldBe(["achieved short-of-promise"]);
        (await zone.PostAsync("works", $"promises/{energy}/result", new { result = "kept", achieved = 0.2, evidence = paper })).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task Promise_is_read_by_who_reads_its_project_and_refused_when_it_says_nothing_sound()
    {
        using var zone = await ProjectZone.OpenAsync(Server);
        var project = await zone.EnterAsync("plan", new { name = "规划局项目", kind = "industrial", unit = "规划局" });
        (await ReasonsAsync(await zone.PostAsync("plan", "promises", new { project, side = "moon", item = "gold" }))).ShouldBe(["side unknown-side", "item unknown-item"]);
        (await ReasonsAsync(await zone.PostAsync("plan", "promises", new { project }))).ShouldBe(["side required", "item required"]);
        (await ReasonsAsync(await zone.PostAsync("plan", "promises", new { project, side = "zone", item = "tax", value = 1 }))).ShouldBe(["item other-side"]);
        (await ReasonsAsync(await zone.PostAsync("plan", "promises", new { project, side = "investor", item = "tax", value = 1.23456, valueUnit = "亩" }))).ShouldBe(["valueUnit unit-mismatch", "value too-precise"]);
        (await ReasonsAsync(await zone.PostAsync("plan", "promises", new { project, side = "investor", item = "start", value = 1, owner = "nobody" }))).ShouldBe(["owner unknown-member"]);
        (await ReasonsAsync(await zone.PostAsync("plan", "promises", new { project, side = "investor", item = "start", value = 1 }))).ShouldBe(["value is-a-day", "dueOn required"]);
        (await ReasonsAsync(await zone.PostAsync("plan", "promises", new { project, side = "investor", item = "other", agreedOn = "2026-03-01", dueOn = "2026-02-01", what = 1 }))).ShouldBe(["what unknown-field"]);
        (await ReasonsAsync(await zone.PostAsync("plan", "promises", new { project, side = "investor", item = "other", agreedOn = "2026-03-01", dueOn = "2026-02-01" }))).ShouldBe(["dueOn bad-order"]);
        (await ReasonsAsync(await zone.PostAsync("plan", "promises", new { project = "P2026-9999", side = "investor", item = "other" }))).ShouldBe(["project unknown-project"]);
        (await Code(await zone.PostAsync("fire", "promises", new { project, side = "investor", item = "other" }))).ShouldBe("not-permitted");

        // A promised start is the promised day of that milestone.
        var start = await PromiseAsync(zone, "plan", new { project, side = "investor", item = "start", dueOn = "2026-06-30" });
        (await zone.GetAsync("boss", $"projects/{project}")).Items("milestones").Single(m => m.Text("code") == "started").Text("promisedOn").ShouldBe("2026-06-30");
        (await PatchAsync(zone, "plan", start, new { dueOn = "2026-07-31", owner = "plan" })).EnsureSuccessStatusCode();
        (await zone.GetAsync("boss", $"projects/{project}")).Items("milestones").Single(m => m.Text("code") == "started").Text("promisedOn").ShouldBe("2026-07-31");
        (await zone.GetAsync("boss", $"promises/{start}")).Text("ends").ShouldBe("2026-07-31");
        (await StatesAsync(zone)).ShouldBe(["running", "stopped"]);

        // The liaison holds neither project nor company; whoever speaks for the company reads both sides.
        (await zone.GetAsync("liaison", "promises")).Items().ShouldBeEmpty();
        (await zone.As("liaison").GetAsync(zone.Office.At($"promises/{start}"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await zone.PatchAsync("econ", project, new { enterprise = zone.Firm })).EnsureSuccessStatusCode();
        (await zone.GetAsync("liaison", "promises")).Items().Single().Text("code").ShouldBe(start);

        (await zone.PostAsync("plan", $"promises/{start}/voiding", new { reason = "重复登记" })).EnsureSuccessStatusCode();
        (await zone.GetAsync("boss", "promises")).Items().ShouldBeEmpty();
        (await StatesAsync(zone)).ShouldBe(["stopped", "stopped"]);
    }

    [Fact]
    public async Task Promises_come_in_and_go_out_as_a_ledger_but_for_what_takes_a_second_person()
    {
        using var zone = await ProjectZone.OpenAsync(Server);
        var project = await zone.EnterAsync("econ", new { name = "台账项目", kind = "industrial" });
        const string Heading = "项目名称,承诺方,承诺事项,承诺内容,承诺值,计量单位,承诺日期,到期日期,责任单位,责任人,协议依据,履约结果,完成值,完成日期";
        string[] rows =
        [
            "台账项目,投资方,固定资产投资,,50000,万元,2025-01-01,2026-12-31,招商局,,协议第3条,,,",
            "台账项目,政府,供地,首期供地,120,亩,2025-01-01,2025-06-30,规划局,plan,,已兑现,120,2025-06-20",
            "台账项目,企业,竣工,,,,2025-01-01,2027-03-31,,,,,,",
        ];
        var csv = Heading + "\n" + string.Join('\n', rows);
        await zone.Office.Economy.MustImportAsync(zone.Code, "promises", csv);
        var list = (await zone.GetAsync("boss", "promises?sort=code")).Items();
        list.Select(p => (p.Text("side"), p.Text("item"), p.Text("state"), p.Number("value"))).ShouldBe([("investor", "investment", "open", 50000m), ("zone", "land", "kept", 120m), ("investor", "completion", "open", null)]);
        // The same file again changes nothing.
        await zone.Office.Economy.MustImportAsync(zone.Code, "promises", csv);
        (await zone.GetAsync("boss", "promises")).GetProperty("total").GetInt32().ShouldBe(3);
        (await StatesAsync(zone)).ShouldBe(["running", "running"]);
        (await zone.GetAsync("boss", $"projects/{project}")).Items("milestones").Single(m => m.Text("code") == "completed").Text("promisedOn").ShouldBe("2027-03-31");
        var bad = await zone.Office.Economy.ImportAsync(zone.Code, "promises", Heading + "\n台账项目,投资方,用工,,300,人,,2025-12-31,,,,未兑现,20,2025-12-31\n没有的项目,投资方,用工,,300,人,,,,,,,,\n");
        bad.Reasons.Select(r => (r.Column, r.Code)).ShouldBe([("履约结果", "takes-two"), ("项目名称", "unknown-project")]);
        var sheet = await (await zone.As("boss").GetAsync(zone.Office.At("ledgers/promises/export?format=csv&side=zone"))).Content.ReadAsStringAsync();
        sheet.ShouldContain("首期供地");
        sheet.ShouldNotContain("固定资产投资");
    }

    private static async Task<string> PromiseAsync(ProjectZone zone, string who, object body)
    {
        var answer = await zone.PostAsync(who, "promises", body);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("code").GetString()!;
    }

    private static async Task<IReadOnlyList<string?>> CodesAsync(ProjectZone zone, string path) => [.. (await zone.GetAsync("boss", path)).Items().Select(p => p.Text("code"))];

    private static Task<List<string>> StatesAsync(ProjectZone zone) =>
        zone.InAsync(s => s.GetRequiredService<JingkaiDbContext>().Set<Clock>().Where(c => c.SubjectKind == "project-promise").OrderBy(c => c.State).Select(c => c.State).ToListAsync());

    private static Task<HttpResponseMessage> PatchAsync(ProjectZone zone, string who, string code, object body) => zone.As(who).PatchAsJsonAsync(zone.Office.At($"promises/{code}"), body);

    private static async Task<IReadOnlyList<string>> ReasonsAsync(HttpResponseMessage answer)
    {
        var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        return [.. body.Items("errors").Select(e => $"{e.Text("field")} {e.Text("code")}")];
    }
}

public sealed class Promises_on_sqlite(SqliteProjects server) : PromiseTests(server), IClassFixture<SqliteProjects>;

public sealed class Promises_on_postgres(PostgresProjects server) : PromiseTests(server), IClassFixture<PostgresProjects>;
