using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests.Projects;

/// <summary>Investment projects from their entry to full capacity, and what is refused on the way.</summary>
public abstract class ProjectTests(ProjectServer server) : ServerTests(server)
{
    [Fact]
    public async Task Project_goes_from_talks_to_capacity_through_gates_that_another_person_opens()
    {
        using var zone = await ProjectZone.OpenAsync(Server);
        var code = await zone.EnterAsync("promo", new { name = "高端装备产业园", kind = "industrial", investor = "某某集团", totalInvestment = 120000, unit = "招商局", attendant = "walker" });
        code.ShouldBe("P2026-0001");
        (await zone.GetAsync("boss", $"projects/{code}")).Text("stage").ShouldBe("in-talks");

        await StepAsync(zone, code, "signed", "2025-06-01", "agreement");
        (await zone.PatchAsync("promo", code, new { enterprise = zone.Firm, address = "东湖路1号", nationalCode = "2101-330402-04-01-123456" })).EnsureSuccessStatusCode();
        await StepAsync(zone, code, "landed", "2025-06-20", "landing-proof");
        await StepAsync(zone, code, "filed", "2025-07-01", "filing");
        (await zone.PatchAsync("works", code, new { plannedCompletionOn = "2026-12-31", landOn = "2025-07-10" })).EnsureSuccessStatusCode();
        await StepAsync(zone, code, "started", "2025-07-27", "permit", "site-photo");
        (await zone.As("works").PutAsJsonAsync(zone.Office.At($"projects/{code}/investments/2025-08"), new { amount = 2500.5 })).EnsureSuccessStatusCode();
        await StepAsync(zone, code, "under-construction", "2025-09-01", "site-photo");
        await StepAsync(zone, code, "completed", "2026-02-20", "acceptance");
        (await zone.PatchAsync("works", code, new { capacity = "年产10万台" })).EnsureSuccessStatusCode();
        await StepAsync(zone, code, "in-production", "2026-03-01", "production-proof");
        await StepAsync(zone, code, "at-capacity", "2026-03-05", "capacity-proof");

        var done = await zone.GetAsync("boss", $"projects/{code}");
        (done.Text("stage"), done.GetProperty("daysToStart").GetInt32(), done.GetProperty("daysToCompletion").GetInt32(), done.GetProperty("startedOnLand").GetBoolean()).ShouldBe(("at-capacity", 56, 264, true));
        done.Items("milestones").Where(m => m.Text("reachedOn") is not null).Select(m => m.Text("code"))
            .ShouldBe(["signed", "landed", "filed", "land", "started", "main-works", "completed", "production", "capacity"]);
        (await zone.GetAsync("boss", $"projects/{code}/gate")).GetProperty("to").ValueKind.ShouldBe(JsonValueKind.Null);
        (await Code(await zone.ClaimAsync("works", code, "at-capacity", "2026-03-05", "capacity-proof"))).ShouldBe("last-stage");
        var moves = (await zone.GetAsync("boss", $"projects/{code}/stage")).Items();
        moves.Select(m => m.Text("state")).Distinct().ShouldBe(["confirmed"]);
        moves.Count.ShouldBe(9);
        moves[0].Items("evidence").Single().Text("kind").ShouldBe("capacity-proof");
        var trail = await zone.InAsync(s => s.GetRequiredService<JingkaiDbContext>().Set<AuditEntry>().Where(e => e.EntityType == "InvestmentProject" && e.Label == code).Select(e => e.Action).ToListAsync());
        trail.Count(a => a == "stage-confirmed").ShouldBe(8);
    }

    [Fact]
    public async Task Stage_without_facts_or_evidence_out_of_order_or_by_its_owner_alone_is_refused_and_nothing_changes()
    {
        using var zone = await ProjectZone.OpenAsync(Server);
        var code = await zone.EnterAsync("econ", new { name = "新材料项目", kind = "industrial" });
        var before = await zone.GetAsync("boss", $"projects/{code}");

        var bare = await zone.PostAsync("econ", $"projects/{code}/stage", new { to = "signed" });
        bare.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await ReasonsAsync(bare)).ShouldBe(["on day-required", "facts missing-facts", "evidence missing-evidence"]);
        (await Code(await zone.PostAsync("econ", $"projects/{code}/stage", new { to = "started", on = "2026-03-01" }))).ShouldBe("out-of-order");
        (await Code(await zone.PostAsync("econ", $"projects/{code}/stage", new { to = "moon", on = "2026-03-01" }))).ShouldBe("unknown-stage");
        (await zone.PatchAsync("econ", code, new { investor = "甲", totalInvestment = 1, unit = "经发局" })).EnsureSuccessStatusCode();
        (await ReasonsAsync(await zone.ClaimAsync("econ", code, "signed", "2026-03-06", "agreement"))).ShouldBe(["on in-future"]);
        // The agreement did not stay behind either.
        (await zone.GetAsync("boss", $"projects/{code}/evidence")).Items().ShouldBeEmpty();
        (await ReasonsAsync(await zone.PostAsync("econ", $"projects/{code}/stage", new { to = "signed", on = "2026-03-01", evidence = new[] { new { kind = "agreement", attachment = Guid.NewGuid() } } }))).ShouldBe(["evidence[0] unknown-attachment"]);
        (await Code(await zone.PatchAsync("econ", code, new { stage = "signed" }))).ShouldBe("stage-by-gate");
        (await Code(await zone.PatchAsync("econ", code, new { signedOn = "2026-03-01" }))).ShouldBe("stage-by-gate");
        (await Code(await zone.ClaimAsync("fire", code, "signed", "2026-03-01", []))).ShouldBe("not-permitted");

        (await zone.ClaimAsync("econ", code, "signed", "2026-03-01", "agreement")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var pending = await zone.PendingAsync(code);
        (await Code(await zone.ClaimAsync("promo", code, "signed", "2026-03-01", "agreement"))).ShouldBe("stage-pending");
        // The economy office confirms stages, but not the one it claimed itself.
        (await zone.SignAsync("econ", pending, "approve")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var waiting = await zone.GetAsync("boss", $"projects/{code}");
        (waiting.Text("stage"), waiting.Items("milestones").Count).ShouldBe((before.Text("stage"), 0));

        (await zone.SignAsync("boss", pending, "return", "协议未盖章")).EnsureSuccessStatusCode();
        (await zone.GetAsync("boss", $"projects/{code}")).Text("stage").ShouldBe("in-talks");
        // What came back is free again, and the next claim stands on it.
        (await zone.PostAsync("promo", $"projects/{code}/stage", new { to = "signed", on = "2026-03-02" })).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await zone.SignAsync("boss", await zone.PendingAsync(code), "approve")).EnsureSuccessStatusCode();
        var signed = await zone.GetAsync("boss", $"projects/{code}");
        (signed.Text("stage"), signed.Text("stageOn")).ShouldBe(("signed", "2026-03-02"));
        // Evidence is used once.
        (await zone.GetAsync("boss", $"projects/{code}/evidence")).Items().Select(e => e.Text("stage")).ShouldBe(["signed"]);
    }

    [Fact]
    public async Task Facts_that_vanish_while_a_claim_waits_refuse_its_confirmation()
    {
        using var zone = await ProjectZone.OpenAsync(Server);
        var code = await zone.EnterAsync("promo", new { name = "待签项目", kind = "industrial", investor = "甲", totalInvestment = 5000, unit = "招商局" });
        (await zone.ClaimAsync("promo", code, "signed", "2026-03-01", "agreement")).EnsureSuccessStatusCode();
        (await zone.PatchAsync("econ", code, new { investor = (string?)null })).EnsureSuccessStatusCode();
        var refused = await zone.SignAsync("boss", await zone.PendingAsync(code), "approve");
        (refused.StatusCode, await Code(refused)).ShouldBe((HttpStatusCode.Conflict, "project-changed"));
        (await zone.GetAsync("boss", $"projects/{code}")).Text("stage").ShouldBe("in-talks");
        (await zone.PatchAsync("econ", code, new { investor = "乙" })).EnsureSuccessStatusCode();
        (await zone.SignAsync("boss", await zone.PendingAsync(code), "approve")).EnsureSuccessStatusCode();
        (await zone.GetAsync("boss", $"projects/{code}")).Text("stage").ShouldBe("signed");
    }

    [Fact]
    public async Task Fields_are_judged_alike_by_patch_and_file_and_a_round_trip_changes_nothing()
    {
        using var zone = await ProjectZone.OpenAsync(Server);
        var wrong = await zone.PostAsync("promo", "projects", new { name = "", kind = "铁路", totalInvestment = -1, landMu = 0, unit = "没有的单位", park = "没有的园区", nationalCode = "12", enterprise = "没有的公司", sponsor = "没有的人", longitude = 120.3, startedOn = "2026-04-01", unknown = 1 });
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await ReasonsAsync(wrong)).ShouldBe(["unknown unknown-field"]);
        wrong = await zone.PostAsync("promo", "projects", new { name = "", kind = "铁路", totalInvestment = -1, landMu = 0, unit = "没有的单位", park = "没有的园区", nationalCode = "12", enterprise = "没有的公司", sponsor = "没有的人", startedOn = "2026-04-01" });
        (await ReasonsAsync(wrong)).Order(StringComparer.Ordinal).ShouldBe(
        [
            "enterprise unknown-enterprise", "kind unknown-kind", "landMu bad-number", "name required", "nationalCode bad-project-code", "park unknown-park", "sponsor unknown-member", "startedOn in-future", "totalInvestment bad-number", "unit unknown-unit",
        ]);

        const string sheet = """
            重点项目推进表,,,,,,,,,,
            项目名称,项目类别,项目状态,计划总投资(亿元),占地面积(亩),责任部门,联系领导,签约时间,拿地日期,实际开工日期,计划竣工时间
            智能电梯扩建,产业项目,在建,3.5,45.5,项目中心,boss,2024年3月1日,2024-06-01,2024-08-15,2026-06-30
            数字展厅,服务业项目,签约,0.8,,招商局,,2025-11-20,,,
            坏项目,产业项目,飞天,1,,项目中心,,,,,
            合计,,,5.3,45.5,,,,,,
            """;
        var imported = await zone.As("promo").ImportAsync(zone.Code, "projects", sheet, "?mode=good");
        imported.Reasons.ShouldBe([(5, "阶段", "unknown-stage")]);
        imported.Counts.ShouldBe((3, 2, 0, 0, 1));
        (await zone.As("promo").ImportAsync(zone.Code, "projects", sheet, "?mode=good")).Counts.ShouldBe((3, 0, 0, 2, 1));

        var list = (await zone.GetAsync("boss", "projects?sort=-totalInvestment")).Items();
        list.Select(p => (p.Text("name"), p.Number("totalInvestment"), p.Number("landMu"), p.Text("stage"))).ShouldBe([("智能电梯扩建", 35000m, 45.5m, "under-construction"), ("数字展厅", 8000m, null, "signed")]);
        var taken = (await zone.GetAsync("boss", $"projects/{list[0].Text("code")}/stage")).Items().Single();
        (taken.Text("state"), taken.Text("to")).ShouldBe(("taken-over", "under-construction"));
        foreach (var format in (string[])["csv", "xlsx"])
        {
            var file = await zone.As("econ").GetByteArrayAsync(zone.Office.At($"ledgers/projects/export?format={format}"));
            (await zone.As("econ").ImportAsync(zone.Code, "projects", file, $"projects.{format}")).Counts.ShouldBe((2, 0, 0, 2, 0), format);
        }

        // A file does not move a project that is here already.
        var moved = await zone.As("promo").ImportAsync(zone.Code, "projects", "项目名称,项目类型,阶段,竣工日期\n数字展厅,服务业项目,竣工,\n智能电梯扩建,产业项目,,2026-03-01\n", "?mode=good");
        moved.Reasons.ShouldBe([(2, "阶段", "stage-by-gate"), (3, "竣工日期", "stage-by-gate")]);
    }

    [Fact]
    public async Task Everyone_reads_and_changes_what_is_theirs()
    {
        using var zone = await ProjectZone.OpenAsync(Server);
        var mine = await zone.EnterAsync("econ", new { name = "规划局的项目", kind = "urban", unit = "规划局", enterprise = zone.Firm });
        var other = await zone.EnterAsync("econ", new { name = "消防的项目", kind = "government", unit = "消防" });
        (await zone.PatchAsync("plan", mine, new { content = "道路" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Code(await zone.PatchAsync("plan", other, new { content = "道路" }))).ShouldBe("not-permitted");
        (await ReasonsAsync(await zone.PatchAsync("plan", mine, new { unit = "消防" }))).ShouldBe(["unit out-of-reach"]);
        (await ReasonsAsync(await zone.PostAsync("plan", "projects", new { name = "别人的", kind = "urban", unit = "消防" }))).ShouldBe(["unit out-of-reach"]);
        (await ReasonsAsync(await zone.PostAsync("plan", "projects", new { name = "太早", kind = "urban", unit = "规划局", stage = "started" }))).ShouldBe(["stage may-not-take-over"]);
        // The liaison of the company reads its project and no other.
        (await zone.GetAsync("liaison", "projects")).Items().Select(p => p.Text("code")).ShouldBe([mine]);
        (await zone.As("liaison").GetAsync(zone.Office.At($"projects/{other}"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await zone.As("liaison").GetAsync(zone.Office.At($"projects/{other}/gate"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var firm = await zone.Office.HireAsync("firm", Platform.Accounts.Roles.Enterprise, zone.Firm);
        (await Json(await firm.GetAsync(zone.Office.At("projects")))).Items().Select(p => p.Text("code")).ShouldBe([mine]);
        // Twice the same name is twice the same project.
        (await Code(await zone.PostAsync("promo", "projects", new { name = "消防的项目", kind = "government" }))).ShouldBe("name-taken");
    }

    [Fact]
    public async Task Lost_update_is_refused_and_a_given_up_project_stands_still()
    {
        using var zone = await ProjectZone.OpenAsync(Server);
        var code = await zone.EnterAsync("promo", new { name = "会终止的项目", kind = "industrial", investor = "甲", totalInvestment = 100, unit = "招商局" });
        using var stale = new HttpRequestMessage(HttpMethod.Patch, zone.Office.At($"projects/{code}")) { Content = JsonContent.Create(new { content = "乙" }) };
        stale.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        (await zone.PatchAsync("econ", code, new { content = "甲" })).EnsureSuccessStatusCode();
        (await zone.As("promo").SendAsync(stale)).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await Code(await zone.PostAsync("promo", $"projects/{code}/end", new { on = "2026-03-01" }))).ShouldBe("required");
        (await zone.PostAsync("promo", $"projects/{code}/end", new { on = "2026-03-01", reason = "投资方撤资" })).EnsureSuccessStatusCode();
        (await Code(await zone.ClaimAsync("promo", code, "signed", "2026-03-02", "agreement"))).ShouldBe("ended");
        (await zone.GetAsync("boss", "projects?ended=true")).Items().Count.ShouldBe(1);
        (await zone.PostAsync("promo", $"projects/{code}/resumption", new { reason = "恢复" })).EnsureSuccessStatusCode();
        (await zone.ClaimAsync("promo", code, "signed", "2026-03-02", "agreement")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await zone.PostAsync("promo", $"projects/{code}/voiding", new { reason = "重复登记" })).EnsureSuccessStatusCode();
        (await Code(await zone.SignAsync("boss", (await zone.GetAsync("boss", $"projects/{code}/stage")).Items()[0].Text("signOff")!, "approve"))).ShouldBe("move-not-allowed");
        (await zone.GetAsync("boss", "projects")).Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task Amounts_beyond_reason_are_refused_before_a_sum_could_break()
    {
        using var zone = await ProjectZone.OpenAsync(Server);
        var code = await zone.EnterAsync("works", new { name = "金额大的", kind = "industrial", unit = "项目中心", totalInvestment = 100_000_000, wallFrom = "2026-01-01" });
        (await ReasonsAsync(await zone.PatchAsync("works", code, new { totalInvestment = 9_000_000_000_000 }))).ShouldBe(["totalInvestment too-much"]);
        (await ReasonsAsync(await zone.PatchAsync("works", code, new { landMu = 10_000_001 }))).ShouldBe(["landMu too-much"]);
        foreach (var amount in (long[])[9_000_000_000_000, -9_000_000_000_000, 100_000_001])
            (await ReasonsAsync(await zone.As("works").PutAsJsonAsync(zone.Office.At($"projects/{code}/investments/2026-01"), new { amount }))).ShouldBe(["amount too-much"]);
        (await ReasonsAsync(await zone.As("works").PutAsJsonAsync(zone.Office.At($"projects/{code}/year-plans/2026"), new { amount = 9_000_000_000_000 }))).ShouldBe(["amount too-much"]);
        (await ReasonsAsync(await zone.As("works").PutAsJsonAsync(zone.Office.At($"projects/{code}/phases"), new { phases = new[] { new { name = "一期", totalInvestment = 9_000_000_000_000 } } }))).ShouldBe(["phases[0].totalInvestment too-much"]);
        (await zone.Office.Economy.ImportAsync(zone.Code, "project-investments", $"项目编号,项目名称,月份,当月完成投资（亿元）\n{code},金额大的,2026-01,900000000\n", "?mode=all")).Reasons.Select(r => r.Code).ShouldBe(["too-much"]);
        foreach (var month in (string[])["2026-01", "2026-02"]) (await zone.As("works").PutAsJsonAsync(zone.Office.At($"projects/{code}/investments/{month}"), new { amount = 100_000_000 })).EnsureSuccessStatusCode();
        (await zone.GetAsync("boss", "wall")).Number("yearCompleted").ShouldBe(200_000_000m);
    }

    [Fact]
    public async Task What_was_decided_on_keeps_its_file_and_its_day()
    {
        using var zone = await ProjectZone.OpenAsync(Server);
        var code = await zone.EnterAsync("promo", new { name = "有佐证的", kind = "industrial", investor = "甲", totalInvestment = 100, unit = "招商局" });
        var paper = await zone.PaperAsync("promo", code);
        (await zone.PostAsync("promo", $"projects/{code}/stage", new { to = "signed", on = "2026-03-02", evidence = new[] { new { kind = "agreement", attachment = paper } } })).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await zone.SignAsync("econ", await zone.PendingAsync(code), "approve")).EnsureSuccessStatusCode();
        foreach (var who in (string[])["promo", "works"]) (await Code(await zone.PostAsync(who, $"attachments/{paper}/void", new { reason = "误传" }))).ShouldBe("file-is-evidence");
        (await zone.GetAsync("boss", $"projects/{code}/evidence")).Items().Single().GetProperty("voided").GetBoolean().ShouldBeFalse();
        // One that should never have been there goes by the hand of another who confirms, and is missed in plain sight.
        (await zone.PostAsync("econ", $"attachments/{paper}/void", new { reason = "含个人信息" })).EnsureSuccessStatusCode();
        (await zone.GetAsync("boss", $"projects/{code}/stage")).Items()[0].Items("evidence").Single().GetProperty("voided").GetBoolean().ShouldBeTrue();

        (await ReasonsAsync(await zone.PatchAsync("econ", code, new { signedOn = (string?)null }))).ShouldBe(["signedOn day-of-stage"]);
        (await zone.PatchAsync("econ", code, new { signedOn = "2026-03-01" })).EnsureSuccessStatusCode();
        (await ReasonsAsync(await zone.PatchAsync("econ", code, new { plannedStartOn = "2026-06-01", plannedCompletionOn = "2026-05-31" }))).ShouldBe(["plannedCompletionOn bad-order"]);
        (await ReasonsAsync(await zone.PostAsync("econ", "projects", new { name = "次序不对的", kind = "industrial", stage = "in-production", startedOn = "2022-01-01", completedOn = "2021-01-01", productionOn = "2023-01-01" }))).ShouldBe(["completedOn bad-order"]);
        (await zone.GetAsync("boss", $"projects/{code}")).Text("stageOn").ShouldBe("2026-03-01");
    }

    [Fact]
    public async Task What_waits_for_a_project_is_taken_back_with_it_and_the_promises_of_a_voided_one_run_out_no_more()
    {
        using var zone = await ProjectZone.OpenAsync(Server);
        var code = await zone.EnterAsync("promo", new { name = "有承诺的项目", kind = "industrial", investor = "甲", totalInvestment = 100, unit = "招商局" });
        var promise = (await Json(await zone.PostAsync("works", "promises", new { project = code, side = "investor", item = "tax", value = 30, dueOn = "2026-12-31", owner = "walker" }))).Text("code");
        (await zone.PostAsync("econ", $"promises/{promise}/result", new { result = "waived", note = "改投他项" })).EnsureSuccessStatusCode();
        (await zone.ClaimAsync("promo", code, "signed", "2026-03-02", "agreement")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var waiting = await SignOffsAsync(zone, code);
        waiting.Select(s => s.State).ShouldBe(["pending", "pending"]);

        (await zone.PostAsync("promo", $"projects/{code}/end", new { reason = "投资方撤资" })).EnsureSuccessStatusCode();
        (await SignOffsAsync(zone, code)).Select(s => s.State).ShouldBe(["withdrawn", "withdrawn"]);
        (await zone.GetAsync("boss", "inbox")).Items().ShouldNotContain(i => waiting.Select(w => w.Code).Contains(i.Text("code")));
        (await zone.GetAsync("boss", $"projects/{code}/stage")).Items()[0].Text("state").ShouldBe("refused");
        // Given up, what was promised is still to be settled; entered by mistake, nothing was promised.
        (await zone.GetAsync("boss", $"promises/{promise}")).Text("state").ShouldBe("open");
        (await ClocksAsync(zone, code)).ShouldBe(["running"]);
        (await zone.PostAsync("promo", $"projects/{code}/voiding", new { reason = "重复登记" })).EnsureSuccessStatusCode();
        (await ClocksAsync(zone, code)).ShouldBe(["stopped"]);
        var trail = await zone.InAsync(s => s.GetRequiredService<JingkaiDbContext>().Set<AuditEntry>().Where(e => e.Label == code).Select(e => e.Action).ToListAsync());
        (trail.Count(a => a == "ended"), trail.Count(a => a == "voided")).ShouldBe((1, 1));
    }

    private static Task<List<(string Code, string State)>> SignOffsAsync(ProjectZone zone, string project) => zone.InAsync(async s =>
    {
        var db = s.GetRequiredService<JingkaiDbContext>();
        var id = (await db.Set<Jingkai.Projects.Domain.InvestmentProject>().SingleAsync(p => p.Code == project)).Id.ToString();
        return (await db.Set<Platform.SignOffs.SignOff>().Where(o => o.SubjectId == id).OrderBy(o => o.Code).ToListAsync()).ConvertAll(o => (o.Code, o.State));
    });

    private static Task<List<string>> ClocksAsync(ProjectZone zone, string project) => zone.InAsync(async s =>
    {
        var db = s.GetRequiredService<JingkaiDbContext>();
        return await (from p in db.Set<Jingkai.Projects.Promises.ProjectPromise>() join j in db.Set<Jingkai.Projects.Domain.InvestmentProject>() on p.ProjectId equals j.Id join c in db.Set<Platform.Clocks.Clock>() on p.ClockId equals c.Id where j.Code == project select c.State).ToListAsync();
    });

    [Fact]
    public async Task Plans_and_months_add_up_and_keep_what_was()
    {
        using var zone = await ProjectZone.OpenAsync(Server);
        var code = await zone.EnterAsync("works", new { name = "投资项目", kind = "upgrade", yearPlan = 1200 });
        async Task<JsonElement> PutAsync(string path, object body) => await Json(await zone.As("works").PutAsJsonAsync(zone.Office.At($"projects/{code}/{path}"), body));
        await PutAsync("year-plans/2025", new { amount = 800.25m });
        await PutAsync("investments/2026-01", new { amount = 100.01m });
        await PutAsync("investments/2026-02", new { amount = 200.02m });
        var view = await PutAsync("investments/2026-02", new { amount = 150m });
        view.Items("years").Select(y => (y.GetProperty("year").GetInt32(), y.Number("planned"), y.Number("completed"))).ShouldBe([(2025, 800.25m, null), (2026, 1200m, 250.01m)]);
        (await Code(await zone.As("works").PutAsJsonAsync(zone.Office.At($"projects/{code}/investments/2026-04"), new { amount = 1 }))).ShouldBe("in-future");
        (await zone.As("works").PutAsJsonAsync(zone.Office.At($"projects/{code}/investments/banana"), new { amount = 1 })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var entries = await zone.InAsync(s => s.GetRequiredService<JingkaiDbContext>().Set<AuditEntry>().Where(e => e.EntityType == "InvestmentProject" && e.Action == "invested").OrderBy(e => e.Id).Select(e => e.Before).ToListAsync());
        entries[^1]!.ShouldContain("200.02");
        (await zone.GetAsync("boss", "figures?indicator=PRJ_INVESTED&period=2026-01/2026-02")).Number("value").ShouldBe(0.025001m);
    }

    [Fact]
    public async Task Projects_are_counted_by_stage_kind_and_band_and_every_count_opens_to_its_projects()
    {
        using var zone = await ProjectZone.OpenAsync(Server);
        const string sheet = """
            项目名称,项目类型,阶段,总投资(亿元),用地面积(亩),签约日期,计划开工日期,开工日期,竣工日期,入库日期,计划入库日期
            甲,产业项目,签约,120,100,2026-01-10,2026-02-01,,,,
            乙,产业项目,签约,60,50,2026-02-10,,,,,
            丙,产业项目,签约,2.5,,2026-02-20,,,,,
            丁,服务业项目,签约,0.5,,2026-02-25,,,,,
            戊,产业项目,在建,10,20,2025-01-01,2025-03-01,2025-02-26,,2025-04-01,2025-04-01
            己,产业项目,竣工,1,10,2025-01-01,2025-04-01,2025-04-11,2026-01-05,,2025-06-01
            """;
        await zone.As("promo").MustImportAsync(zone.Code, "projects", sheet);
        async Task<decimal?> CountAsync(string indicator, string period) => (await zone.GetAsync("boss", $"figures?indicator={indicator}&period={period}")).Number("value");
        foreach (var (indicator, period, value) in ((string, string, decimal?)[])
        [
            ("PRJ_SIGNED", "2026-01/2026-02", 4), ("PRJ_SIGNED_IND", "2026-01/2026-02", 3), ("PRJ_SIGNED_SRV", "2026-01/2026-02", 1), ("PRJ_SIGNED", "2026-02", 3), ("PRJ_SIGNED_INV", "2026-01/2026-02", 183m),
            ("PRJ_SIGNED_IND_1", "2026-01/2026-02", 3), ("PRJ_SIGNED_IND_50", "2026-01/2026-02", 2), ("PRJ_SIGNED_IND_100", "2026-01/2026-02", 1), ("PRJ_SIGNED_IND_50X", "2026-01/2026-02", 1), ("PRJ_SIGNED_IND_1X", "2026-01/2026-02", 1),
            ("PRJ_SIGNED_IND_1_INV", "2026-01/2026-02", 182.5m), ("PRJ_TO_LAND_IND", "2026-02", 3), ("PRJ_TO_LAND_IND_LAND", "2026-02", 150), ("PRJ_STARTED_IND", "2025", 2), ("PRJ_BUILDING_IND", "2025-12", 2), ("PRJ_BUILDING_IND", "2026-02", 1),
            ("PRJ_BUILDING_IND_INV", "2025-12", 11), ("PRJ_BUILDING_IND_LAND", "2026-02", 20), ("PRJ_COMPLETED", "2026-01", 1), ("PRJ_COMPLETED", "2025", 0), ("PRJ_START_RATE", "2025", 100), ("PRJ_LIBRARY_RATE", "2025", 50),
            ("PRJ_DAYS_START", "2025", 78), ("PRJ_DAYS_START_BEST", "2025", 56), ("PRJ_DAYS_COMPLETION", "2026-01", 369),
        ])
            (await CountAsync(indicator, period)).ShouldBe(value, $"{indicator} {period}");

        var figure = await zone.GetAsync("boss", "figures?indicator=PRJ_SIGNED_IND_50&period=2026-01/2026-02");
        var trace = await Json(await zone.As("boss").GetAsync(figure.Text("trace")));
        trace.GetProperty("records").GetRawText().ShouldContain("甲");
        trace.GetProperty("records").GetRawText().ShouldContain("乙");
        trace.GetProperty("records").GetRawText().ShouldNotContain("丙");
        foreach (var (list, names) in ((string, string[])[])[("no-land", ["丙", "丁", "甲", "乙"]), ("not-started", []), ("overdue", [])])
            (await zone.GetAsync("boss", $"projects?list={list}")).Items().Select(p => p.Text("name")!).Order(StringComparer.Ordinal).ShouldBe(names.Order(StringComparer.Ordinal), list);
        (await zone.GetAsync("boss", "projects?band=50")).GetProperty("total").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Problem_of_a_project_is_a_case_and_its_company_follows_a_merge()
    {
        using var zone = await ProjectZone.OpenAsync(Server);
        var code = await zone.EnterAsync("works", new { name = "有问题的项目", kind = "industrial", enterprise = zone.Firm });
        var raised = await zone.PostAsync("works", "cases", new { kind = "project-problem", subject = code, title = "管线迁改受阻", category = "utilities", @class = "complex" });
        raised.StatusCode.ShouldBe(HttpStatusCode.Created, await raised.Content.ReadAsStringAsync());
        (await Json(raised)).At("subject.name").GetString().ShouldBe("有问题的项目");

        var kept = new Firm("项目公司甲（新）", "3612", "东园");
        await zone.Office.Economy.MustImportAsync(zone.Code, "enterprises", Firm.Ledger([kept]));
        var merged = await zone.PostAsync("econ", $"enterprises/{kept.Code}/merges", new { merged = zone.Firm, reason = "同一家" });
        merged.IsSuccessStatusCode.ShouldBeTrue(await merged.Content.ReadAsStringAsync());
        (await zone.GetAsync("boss", $"projects/{code}")).Text("enterpriseName").ShouldBe("项目公司甲（新）");
    }

    private static async Task StepAsync(ProjectZone zone, string code, string to, string on, params string[] evidence)
    {
        var claimed = await zone.ClaimAsync("works", code, to, on, evidence);
        claimed.StatusCode.ShouldBe(HttpStatusCode.Accepted, $"{to}: {await claimed.Content.ReadAsStringAsync()}");
        // The attendant owns the matter and decides it as little as who claimed it.
        var signed = await zone.SignAsync("econ", await zone.PendingAsync(code), "approve");
        signed.IsSuccessStatusCode.ShouldBeTrue($"{to}: {await signed.Content.ReadAsStringAsync()}");
        (await zone.GetAsync("boss", $"projects/{code}")).Text("stageOn").ShouldBe(on, to);
    }

    private static async Task<IReadOnlyList<string>> ReasonsAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, text);
        return [.. JsonDocument.Parse(text).RootElement.GetProperty("errors").EnumerateArray().Select(e => $"{e.Text("field")} {e.Text("code")}")];
    }
}

public abstract class ProjectServer(Provider provider) : TestServer(provider, demo: false);

public sealed class SqliteProjects() : ProjectServer(Provider.Sqlite);

public sealed class PostgresProjects() : ProjectServer(Provider.Postgres);

public sealed class Projects_on_sqlite(SqliteProjects server) : ProjectTests(server), IClassFixture<SqliteProjects>;

public sealed class Projects_on_postgres(PostgresProjects server) : ProjectTests(server), IClassFixture<PostgresProjects>;
