using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;

namespace Jingkai.IntegrationTests.Projects;

/// <summary>Values at the edge of what a field can hold, and matters that go on after they came back.</summary>
public abstract class EdgeTests(ProjectServer server) : ServerTests(server)
{
    [Fact]
    public async Task Null_among_the_items_of_a_list_is_refused_with_its_place()
    {
        using var zone = await ProjectZone.OpenAsync(Server);
        var code = await zone.EnterAsync("works", new { name = "列表项目", kind = "industrial" });
        foreach (var (method, path, body, field) in ((string, string, string, string)[])
        [
            ("POST", $"projects/{code}/stage", """{"to":"signed","evidence":[{"kind":"agreement"},null]}""", "evidence[1]"), ("PUT", $"projects/{code}/course", """{"points":[null]}""", "points[0]"),
            ("PUT", $"projects/{code}/nodes", """{"nodes":[null]}""", "nodes[0]"), ("PUT", $"projects/{code}/phases", """{"phases":[{"number":1,"name":"一期"},null,null]}""", "phases[1]"),
            ("POST", "rating-rounds", """{"pack":"x","projects":[null]}""", "projects[0]"), ("POST", "industry-groups", """{"from":"2024-01-01","groups":[{"name":"甲","prefixes":["36",null]}]}""", "groups[0].prefixes[1]"),
        ])
        {
            var answer = await SendAsync(zone.As("econ"), zone, method, path, body);
            (answer.StatusCode, await ReasonsAsync(answer)).ShouldBe((HttpStatusCode.UnprocessableEntity, $"{field} null-item"), $"{method} {path}");
        }

        Server.Errors.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task Days_near_the_end_of_the_calendar_are_refused_where_they_come_in()
    {
        using var zone = await ProjectZone.OpenAsync(Server);
        var code = await zone.EnterAsync("works", new { name = "日期项目", kind = "industrial" });
        foreach (var (method, path, body, field) in ((string, string, object, string)[])
        [
            ("POST", "rating-rounds", new { pack = "x", cadence = "month", on = "9999-12-31" }, "on"), ("POST", $"projects/{code}/end", new { on = "0001-01-01", reason = "撤资" }, "on"), ("POST", $"projects/{code}/extensions", new { what = "start", until = "9999-12-31" }, "until"),
            ("PUT", $"projects/{code}/course", new { points = new[] { new { on = "2026-01-01", percent = 0 }, new { on = "9999-12-31", percent = 100 } } }, "points[1].on"), ("PUT", $"projects/{code}/nodes", new { nodes = new[] { new { name = "桩基", plannedOn = "9999-12-31" } } }, "nodes[0].plannedOn"),
            ("PATCH", $"projects/{code}", new { wallFrom = "9999-12-31" }, "wallFrom"), ("POST", "promises", new { project = code, side = "investor", item = "start", dueOn = "9999-12-31" }, "dueOn"), ("POST", "consequences/RC2026-0001/talk", new { on = "9999-12-31" }, "on"),
        ])
        {
            var answer = await SendAsync(zone.As("works"), zone, method, path, JsonSerializer.Serialize(body));
            (answer.StatusCode, await ReasonsAsync(answer)).ShouldBe((HttpStatusCode.UnprocessableEntity, $"{field} bad-date"), $"{method} {path}");
        }

        foreach (var path in (string[])["promises?due=9999-12-31", "promises?due=0001-01-01", "time-limits?on=9999-12-31"])
            (await zone.As("boss").GetAsync(zone.Office.At(path))).StatusCode.ShouldBe(HttpStatusCode.BadRequest, path);
        Server.Errors.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task Fields_of_a_document_are_held_to_the_texts_that_can_be_kept()
    {
        using var zone = await ProjectZone.OpenAsync(Server);
        var made = await Json(await zone.PostAsync("econ", "documents", new { template = "talk-notice", fields = new { project = "二期厂房" } }));
        foreach (var fields in (string[])["""{"project":"\ud800"}""", """{"project":["\udc00"]}""", """{"\ud800":"甲"}""", """{"project":"a\u0000b"}""", """{"project":"甲","project":"乙"}""", "[]"])
        {
            var body = $$"""{"template":"talk-notice","fields":{{fields}}}""";
            var posted = await SendAsync(zone.As("econ"), zone, "POST", "documents", body);
            (posted.StatusCode, await Code(posted)).ShouldBe((HttpStatusCode.BadRequest, "bad-json"), fields);
            var patched = await SendAsync(zone.As("econ"), zone, "PATCH", $"documents/{made.Text("code")}", body);
            (patched.StatusCode, await Code(patched)).ShouldBe((HttpStatusCode.BadRequest, "bad-json"), fields);
        }

        Server.Errors.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task Claim_that_came_back_takes_up_the_evidence_brought_meanwhile()
    {
        using var zone = await ProjectZone.OpenAsync(Server);
        var code = await zone.EnterAsync("promo", new { name = "补正项目", kind = "industrial", investor = "甲", totalInvestment = 5000, unit = "招商局" });
        var wrong = await zone.PaperAsync("promo", code);
        (await zone.PostAsync("promo", $"projects/{code}/stage", new { to = "signed", on = "2026-03-01", evidence = new[] { new { kind = "agreement", attachment = wrong } } })).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var signOff = await zone.PendingAsync(code);
        (await zone.SignAsync("boss", signOff, "return", "协议不是盖章件")).EnsureSuccessStatusCode();
        (await AttachmentCalls.Void(zone.As("promo"), zone.Office, wrong)).IsSuccessStatusCode.ShouldBeTrue();
        var bare = await zone.SignAsync("promo", signOff, "submit", "已补正");
        (bare.StatusCode, await ReasonsAsync(bare)).ShouldBe((HttpStatusCode.UnprocessableEntity, "evidence missing-evidence"));

        (await zone.PostAsync("promo", $"projects/{code}/evidence", new { kind = "agreement", attachment = await zone.PaperAsync("promo", code) })).IsSuccessStatusCode.ShouldBeTrue();
        (await zone.SignAsync("promo", signOff, "submit", "已补正")).EnsureSuccessStatusCode();
        var approved = await zone.SignAsync("boss", signOff, "approve");
        approved.IsSuccessStatusCode.ShouldBeTrue(await approved.Content.ReadAsStringAsync());
        (await zone.GetAsync("boss", $"projects/{code}")).Text("stage").ShouldBe("signed");
    }

    [Fact]
    public async Task Promised_milestone_is_kept_when_the_ledger_has_it_reached()
    {
        using var zone = await ProjectZone.OpenAsync(Server);
        async Task<string> PromiseAsync(string project) => (await Json(await zone.PostAsync("works", "promises", new { project, side = "investor", item = "completion", agreedOn = "2025-01-01", dueOn = "2026-12-31" }))).Text("code")!;
        var early = await zone.EnterAsync("works", new { name = "未竣工项目", kind = "industrial" });
        var (open, paper) = (await PromiseAsync(early), await zone.PaperAsync("works", early));
        foreach (var result in (string[])["kept", "partly"])
            (await ReasonsAsync(await zone.PostAsync("works", $"promises/{open}/result", new { result, on = "2026-03-01", evidence = paper }))).ShouldBe("result milestone-not-reached");
        // Let off is not kept: that takes a second person as before.
        (await zone.PostAsync("works", $"promises/{open}/result", new { result = "waived", note = "改建" })).EnsureSuccessStatusCode();

        var built = await zone.EnterAsync("works", new { name = "已竣工项目", kind = "industrial", stage = "completed", completedOn = "2026-02-20" });
        (open, paper) = (await PromiseAsync(built), await zone.PaperAsync("works", built));
        (await ReasonsAsync(await zone.PostAsync("works", $"promises/{open}/result", new { result = "kept", on = "2026-02-19", evidence = paper }))).ShouldBe("on before-milestone");
        (await zone.PostAsync("works", $"promises/{open}/result", new { result = "kept", on = "2026-02-20", evidence = paper })).EnsureSuccessStatusCode();

        // A file says it no more than a person does.
        var bad = await zone.Office.Economy.ImportAsync(zone.Code, "promises", "项目名称,承诺方,承诺事项,承诺内容,承诺日期,到期日期,履约结果,完成日期\n未竣工项目,投资方,开工,,2025-01-01,2026-02-28,已兑现,2026-02-20\n");
        bad.Reasons.Select(r => (r.Column, r.Code)).ShouldBe([("履约结果", "milestone-not-reached")]);
    }

    [Fact]
    public async Task Source_that_is_too_long_is_refused_and_a_plan_may_be_nothing()
    {
        using var zone = await ProjectZone.OpenAsync(Server);
        var code = await zone.EnterAsync("works", new { name = "投资项目", kind = "industrial" });
        var source = await zone.As("works").PutAsJsonAsync(zone.Office.At($"projects/{code}/investments/2026-01"), new { amount = 1, source = new string('甲', 201) });
        (await ReasonsAsync(source)).ShouldBe("source too-long");
        (await zone.PatchAsync("works", code, new { yearPlan = 0 })).EnsureSuccessStatusCode();
        foreach (var answer in new[] { await zone.PatchAsync("works", code, new { yearPlan = -5 }), await zone.As("works").PutAsJsonAsync(zone.Office.At($"projects/{code}/year-plans/2026"), new { amount = -5 }) })
            (await answer.Content.ReadAsStringAsync()).ShouldContain("不能小于0");
        (await (await zone.PatchAsync("works", code, new { wallFrom = "明天" })).Content.ReadAsStringAsync()).ShouldContain("不是日期；请写成");
    }

    [Fact]
    public async Task Talk_follows_its_round_and_settlement_follows_the_talk()
    {
        using var rating = await RatingZone.OpenAsync(Server, "2026-06-16", "拖延项目");
        var (zone, code) = (rating.Zone, rating.Codes["拖延项目"]);
        var early = await zone.PostAsync("works", "rating-rounds", new { pack = RatingZone.Shangyu, cadence = "half-month", on = "2026-06-15", dueOn = "2026-05-31" });
        (await ReasonsAsync(early)).ShouldBe("dueOn bad-order");
        (await zone.GetAsync("boss", "wall?flag=foo")).Items().ShouldBeEmpty();
        var round = await rating.RoundAsync("2026-06-15");
        await rating.ReportAsync(round, code, 5, "2026-06-15");
        await rating.FreezeAsync(round);
        var again = await zone.PostAsync("works", $"rating-rounds/{round}/freeze", new { });
        (await Code(again)).ShouldBe("round-not-open");
        (await again.Content.ReadAsStringAsync()).ShouldContain("评比周期已冻结，不能再冻结");
        await rating.PublishAsync(round);

        var talk = (await rating.ConsequencesAsync("&kind=talk&state=running")).Single().Text("code");
        object Held(string on) => new { on, minutes = "要求加快", plan = "增加两个班组", planDueOn = "2026-07-10" };
        (await ReasonsAsync(await zone.PostAsync("works", $"consequences/{talk}/talk", Held("2026-06-15")))).ShouldBe("on before-consequence");
        await zone.TodayAsync("2026-06-18");
        (await zone.PostAsync("works", $"consequences/{talk}/talk", Held("2026-06-17"))).EnsureSuccessStatusCode();
        (await ReasonsAsync(await zone.PostAsync("walker", $"consequences/{talk}/settlement", new { on = "2026-06-16", outcome = "班组已到位" }))).ShouldBe("on before-talk");
        (await zone.PostAsync("walker", $"consequences/{talk}/settlement", new { on = "2026-06-17", outcome = "班组已到位" })).EnsureSuccessStatusCode();

        foreach (var path in (string[])["rating-rounds?state=foo", "consequences?kind=foo", "consequences?state=foo", "wall?flag=foo", "wall/points?flag=foo"])
        {
            var refused = await zone.As("boss").GetAsync(zone.Office.At(path));
            (refused.StatusCode, await Code(refused)).ShouldBe((HttpStatusCode.BadRequest, "bad-filter"), path);
        }

        foreach (var path in (string[])["rating-rounds?state=published", "rating-rounds?state=", "consequences?kind=constraint", "consequences?state=settled", "wall?flag=none", "wall?flag=blue", "wall?flag=snail"])
            (await zone.As("boss").GetAsync(zone.Office.At(path))).StatusCode.ShouldBe(HttpStatusCode.OK, path);
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, ProjectZone zone, string method, string path, string body) =>
        client.SendAsync(new(new(method), zone.Office.At(path)) { Content = new StringContent(body, Encoding.UTF8, "application/json") });

    private static async Task<string> ReasonsAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        var problem = JsonDocument.Parse(text).RootElement;
        return problem.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array ? string.Join(", ", errors.EnumerateArray().Select(e => $"{e.Text("field")} {e.Text("code")}")) : text;
    }
}

public sealed class Edges_on_sqlite(SqliteProjects server) : EdgeTests(server), IClassFixture<SqliteProjects>;

public sealed class Edges_on_postgres(PostgresProjects server) : EdgeTests(server), IClassFixture<PostgresProjects>;
