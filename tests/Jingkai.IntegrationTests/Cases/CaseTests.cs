using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Cases;
using Jingkai.Platform.Cases.Reading;
using Jingkai.Platform.Data;
using Jingkai.Platform.Notices;
using Jingkai.Platform.SignOffs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests.Cases;

/// <summary>Cases over the interface: a whole life, what is refused, parts, silence, bad reviews, meetings.</summary>
public abstract class CaseTests(TestServer server) : ServerTests(server)
{
    [Fact]
    public async Task Request_lives_from_its_registration_to_its_end()
    {
        using var zone = await CaseZone.OpenAsync(Server);
        var raised = await zone.PostAsync("firm", "cases", new { title = "门口道路积水", category = "logistics", @class = "complex", text = "货车进出困难" });
        raised.StatusCode.ShouldBe(HttpStatusCode.Created);
        var view = await Json(raised);
        var code = view.Text("code")!;
        raised.Headers.Location!.ToString().ShouldBe($"/api/v1/zones/{zone.Code}/cases/{code}");
        // The liaison of the enterprise received it first; the desk assigns it.
        (view.Text("state"), view.Text("turn"), view.At("responsible.name").GetString(), view.Text("due")).ShouldBe(("registered", "desk", "liaison", "2025-09-29T17:30:00"));
        view = await MoveAsync(zone, "econ", code, new { move = "assign", to = "规划局" });
        (view.Text("state"), view.Text("turn"), view.At("turnOf.name").GetString(), view.At("responsible.name").GetString()).ShouldBe(("assigned", "unit", "规划局", "liaison"));
        view = await MoveAsync(zone, "build", code, new { move = "accept" });
        (view.Text("state"), view.At("responsible.name").GetString(), view.At("unit.name").GetString()).ShouldBe(("accepted", "build", "规划局"));
        await MoveAsync(zone, "build", code, new { move = "progress", note = "已到现场" });
        view = await MoveAsync(zone, "build", code, new { move = "answer", note = "已修补" });
        (view.Text("state"), view.Text("turn"), view.Text("answer")).ShouldBe(("answered", "asker", "已修补"));
        view = await MoveAsync(zone, "firm", code, new { move = "confirm", grade = 5, note = "很快" });
        (view.Text("state"), view.Text("settledBy"), view.GetProperty("grade").GetInt32()).ShouldBe(("confirmed", "asker", 5));
        view = await MoveAsync(zone, "econ", code, new { move = "close" });
        (view.Text("state"), view.Text("turn")).ShouldBe(("closed", "nobody"));
        view.GetProperty("events").EnumerateArray().Select(e => e.Text("verb")).ShouldBe(["raise", "assign", "accept", "progress", "answer", "confirm", "close"]);
        // The asker reads what concerns them, and offices instead of names.
        var own = await zone.GetAsync("firm", $"cases/{code}");
        own.GetProperty("events")[1].Text("by").ShouldBe("经发局");
    }

    [Fact]
    public async Task Refused_move_says_what_is_possible_now()
    {
        using var zone = await CaseZone.OpenAsync(Server);
        var code = (await zone.RaiseAsync("firm", null)).Value.Code;
        var refused = await zone.PostAsync("econ", $"cases/{code}/moves", new { move = "answer", note = "x" });
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement;
        problem.Text("code").ShouldBe("move-not-allowed");
        problem.GetProperty("allowed").EnumerateArray().Select(m => m.GetString()).ShouldBe(["assign", "accept", "lift", "escalate", "classify", "duplicate", "group", "urge", "comment"]);
        (await Code(await zone.PostAsync("econ", $"cases/{code}/moves", new { move = "dance" }))).ShouldBe("unknown-move");
        (await Code(await zone.PostAsync("econ", $"cases/{code}/moves", new { move = "assign", to = "没有这个局" }))).ShouldBe("unknown-target");
        (await Code(await zone.PostAsync("econ", $"cases/{code}/moves", new { move = "assign" }))).ShouldBe("to-required");
        using var stale = new HttpRequestMessage(HttpMethod.Post, zone.At($"cases/{code}/moves")) { Content = JsonContent.Create(new { move = "assign", to = "规划局" }) };
        stale.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        (await Code(await (await zone.AsAsync("econ")).SendAsync(stale))).ShouldBe("stale");
        (await zone.RowAsync(code)).State.ShouldBe("registered");
    }

    [Fact]
    public async Task Unit_returns_once_with_a_reason_and_the_first_receiver_stays_responsible()
    {
        using var zone = await CaseZone.OpenAsync(Server);
        var code = (await zone.RaiseAsync("liaison", zone.Quiet)).Value.Code;
        await zone.MustAsync("econ", code, "assign", to: "消防");
        (await Code(await zone.PostAsync("fire", $"cases/{code}/moves", new { move = "return" }))).ShouldBe("note-required");
        var returned = await zone.MustAsync("fire", code, "return", "不属我处职责");
        (returned.State, returned.Turn, returned.ResponsibleId).ShouldBe(("registered", "desk", zone.Members["liaison"]));
        await zone.MustAsync("econ", code, "assign", to: "消防");
        (await Code(await zone.PostAsync("fire", $"cases/{code}/moves", new { move = "return", note = "再退" }))).ShouldBe("return-spent");
        (await zone.MustAsync("fire", code, "accept")).ResponsibleId.ShouldBe(zone.Members["fire"]);
        // Handed over, it is the first holder's until the other accepts; declining a colleague is no return.
        (await zone.MustAsync("fire", code, "hand-over", "请接手", "规划局")).ResponsibleId.ShouldBe(zone.Members["fire"]);
        var declined = await zone.MustAsync("plan", code, "return", "人手不足");
        (declined.State, declined.ResponsibleId, declined.Returned).ShouldBe(("accepted", zone.Members["fire"], 1));
    }

    [Fact]
    public async Task Case_is_not_answered_while_a_part_is_open_and_parts_wait_for_each_other()
    {
        using var zone = await CaseZone.OpenAsync(Server);
        var code = await zone.AcceptedAsync();
        await MoveAsync(zone, "plan", code, new { move = "add-part", to = "消防", note = "出具意见" });
        var view = await MoveAsync(zone, "plan", code, new { move = "add-part", to = "项目中心", note = "据此改造", after = 1 });
        view.GetProperty("parts").EnumerateArray().Select(p => p.Text("state")).ShouldBe(["open", "waiting"]);
        (await Code(await zone.PostAsync("plan", $"cases/{code}/moves", new { move = "answer", note = "x" }))).ShouldBe("parts-open");
        (await Code(await zone.PostAsync("centre", $"cases/{code}/parts/2/moves", new { move = "done", note = "x" }))).ShouldBe("move-not-allowed");
        (await zone.GetAsync("fire", "inbox")).Items().Select(i => i.Text("key")).ShouldContain($"{code}-1");
        (await zone.PostAsync("fire", $"cases/{code}/parts/1/moves", new { move = "done", note = "意见已出具" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await zone.GetAsync("centre", "inbox")).Items().Select(i => i.Text("key")).ShouldContain($"{code}-2");
        (await zone.PostAsync("centre", $"cases/{code}/parts/2/moves", new { move = "done", note = "已改造" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await MoveAsync(zone, "plan", code, new { move = "answer", note = "已办" })).Text("state").ShouldBe("answered");
    }

    [Fact]
    public async Task Silence_closes_after_two_reminders_and_is_counted_apart()
    {
        using var zone = await CaseZone.OpenAsync(Server);
        var code = await zone.AcceptedAsync();
        await zone.MustAsync("plan", code, "answer", "已办");
        for (var day = 0; day < 25 && (await zone.RowAsync(code)).State == "answered"; day++)
        {
            await zone.TodayAsync(zone.Today.AddDays(1).ToString("yyyy-MM-dd"));
            await zone.SweepAsync();
        }

        // Ten working days after 22 September 2025, with the holiday from 1 to 8 October and 28 September and 11 October worked: 11 October, swept the day after.
        zone.Today.ShouldBe(new DateOnly(2025, 10, 12));
        var row = await zone.RowAsync(code);
        (row.State, row.SettledBy, row.Turn).ShouldBe(("closed", "silence", "nobody"));
        var told = await zone.InAsync(s => s.GetRequiredService<JingkaiDbContext>().Set<Notice>().Where(n => n.MemberId == zone.Members["firm"] && n.TitleZh.StartsWith("请确认答复")).CountAsync());
        told.ShouldBe(2);
        (await zone.SweepAsync()).ShouldBe(0);
        // The asker can still speak: a grade, or once more.
        (await zone.MoveAsync("firm", code, new("rate", "一直没回音") { Grade = 1 })).IsOk.ShouldBeTrue();
        (await zone.RowAsync(code)).Turn.ShouldBe("desk");
        (await zone.MustAsync("firm", code, "reopen", "没有解决")).State.ShouldBe("in-hand");
    }

    [Fact]
    public async Task Who_raised_it_for_an_asker_without_an_account_calls_back_and_is_reminded_to()
    {
        using var zone = await CaseZone.OpenAsync(Server);
        var code = await zone.AcceptedAsync("liaison", zone.Quiet);
        var answered = await zone.MustAsync("plan", code, "answer", "已办");
        (answered.Turn, answered.TurnMemberId).ShouldBe(("member", zone.Members["liaison"]));
        await zone.TodayAsync("2025-09-26");
        await zone.SweepAsync();
        (await zone.GetAsync("liaison", "notices")).Items().Select(n => n.Text("title")!).ShouldContain(t => t.StartsWith("已超时限") && t.Contains(code));
        (await Code(await zone.PostAsync("liaison", $"cases/{code}/moves", new { move = "confirm", grade = 4 }))).ShouldBe("note-required");
        (await zone.MustAsync("liaison", code, "confirm", "电话回访，企业满意", grade: 4)).SettledBy.ShouldBe("call-back");
    }

    [Fact]
    public async Task Who_was_not_reminded_has_the_whole_time_once_more()
    {
        using var zone = await CaseZone.OpenAsync(Server);
        var code = await zone.AcceptedAsync();
        await zone.MustAsync("plan", code, "answer", "已办");
        // Nobody swept for weeks.
        await zone.TodayAsync("2025-11-03");
        await zone.SweepAsync();
        var row = await zone.RowAsync(code);
        (row.State, row.Reminded).ShouldBe(("answered", 1));
        var view = await zone.GetAsync("firm", $"cases/{code}");
        view.Text("silenceDue").ShouldBe("2025-11-17T17:30:00");
    }

    [Fact]
    public async Task Bad_review_is_followed_up_by_another_before_the_case_is_struck_off()
    {
        using var zone = await CaseZone.OpenAsync(Server);
        var raised = await zone.RaiseAsync("firm", null);
        var code = raised.Value.Code;
        // The desk handles it itself: then it neither confirms nor strikes off.
        await zone.MustAsync("econ", code, "accept");
        await zone.MustAsync("econ", code, "answer", "已办");
        (await Code(await zone.PostAsync("econ", $"cases/{code}/moves", new { move = "confirm", note = "电话" }))).ShouldBe("own-work");
        (await Code(await zone.PostAsync("firm", $"cases/{code}/moves", new { move = "confirm", grade = 2 }))).ShouldBe("note-required");
        (await Code(await zone.PostAsync("firm", $"cases/{code}/moves", new { move = "confirm", grade = 9 }))).ShouldBe("bad-grade");
        await zone.MustAsync("firm", code, "confirm", "太慢", grade: 2);
        (await Code(await zone.PostAsync("centre", $"cases/{code}/moves", new { move = "close" }))).ShouldBe("follow-up-open");
        (await Code(await zone.PostAsync("econ", $"cases/{code}/moves", new { move = "follow-up", note = "x", valid = true }))).ShouldBe("own-work");
        var view = await MoveAsync(zone, "centre", code, new { move = "follow-up", note = "属实，已说明", valid = true });
        view.Text("followUp").ShouldBe("valid");
        (await Code(await zone.PostAsync("econ", $"cases/{code}/moves", new { move = "close" }))).ShouldBe("own-work");
        (await MoveAsync(zone, "centre", code, new { move = "close" })).Text("state").ShouldBe("closed");
    }

    [Fact]
    public async Task Held_case_stands_still_with_a_review_date_and_more_time_needs_another_person()
    {
        using var zone = await CaseZone.OpenAsync(Server);
        var code = await zone.AcceptedAsync(level: "complex");
        (await Code(await zone.PostAsync("plan", $"cases/{code}/moves", new { move = "hold", note = "等评审", until = "2024-01-01" }))).ShouldBe("bad-until");
        var view = await MoveAsync(zone, "plan", code, new { move = "hold", note = "等评审", until = "2025-10-20" });
        (view.Text("state"), view.GetProperty("due").ValueKind, view.Text("heldUntil")).ShouldBe(("held", JsonValueKind.Null, "2025-10-20"));
        await zone.TodayAsync("2025-10-21");
        await zone.SweepAsync();
        (await zone.GetAsync("plan", "notices")).Items().Select(n => n.Text("title")!).ShouldContain(t => t.Contains(code));
        view = await MoveAsync(zone, "plan", code, new { move = "resume" });
        view.Text("due").ShouldBe("2025-10-28T17:30:00");
        view = await MoveAsync(zone, "plan", code, new { move = "extend", amount = 3, note = "材料未到" });
        var sign = view.GetProperty("extensions")[0].Text("signOff")!;
        (await zone.DoAsync("boss", s => s.GetRequiredService<SignOffService>().MoveAsync(sign, new(SignOffVerb.Approve, "同意")))).IsOk.ShouldBeTrue();
        view = await zone.GetAsync("plan", $"cases/{code}");
        (view.Text("due"), view.GetProperty("extensions")[0].Text("state")).ShouldBe(("2025-10-31T17:30:00", "granted"));
    }

    [Fact]
    public async Task Duplicates_end_with_the_case_they_repeat_and_what_several_ask_is_a_common_problem()
    {
        using var zone = await CaseZone.OpenAsync(Server);
        var (first, second, other) = ((await zone.RaiseAsync("firm", null)).Value.Code, (await zone.RaiseAsync("firm", null)).Value.Code, (await zone.RaiseAsync("liaison", zone.Quiet)).Value.Code);
        (await Code(await zone.PostAsync("econ", $"cases/{other}/moves", new { move = "duplicate", to = first }))).ShouldBe("other-asker");
        (await Code(await zone.PostAsync("econ", $"cases/{first}/moves", new { move = "duplicate", to = first }))).ShouldBe("same-case");
        var view = await MoveAsync(zone, "econ", second, new { move = "duplicate", to = first });
        (view.Text("state"), view.Text("duplicateOf")).ShouldBe(("duplicate", first));
        var group = await Json(await zone.PostAsync("econ", "case-groups", new { title = "门口道路积水", cases = new[] { first, other } }));
        (group.GetProperty("cases").GetInt32(), group.GetProperty("askers").GetInt32()).ShouldBe((2, 2));
        var lifted = await Json(await zone.PostAsync("econ", $"case-groups/{group.Text("code")}/moves", new { move = "lift", note = "由谁修路" }));
        lifted.Text("meeting").ShouldNotBeNullOrEmpty();
        await Json(await zone.PostAsync("econ", $"case-groups/{group.Text("code")}/moves", new { move = "settle", note = "纳入年度计划" }));
        (await Code(await zone.PostAsync("econ", $"case-groups/{group.Text("code")}/moves", new { move = "settle", note = "x" }))).ShouldBe("move-not-allowed");
    }

    [Fact]
    public async Task Lifted_case_stands_on_the_agenda_once()
    {
        using var zone = await CaseZone.OpenAsync(Server);
        var code = await zone.AcceptedAsync();
        var view = await MoveAsync(zone, "plan", code, new { move = "lift", note = "请定经费来源" });
        var meeting = view.Text("meeting").ShouldNotBeNull();
        (await Code(await zone.PostAsync("plan", $"cases/{code}/moves", new { move = "lift", note = "再提", to = meeting }))).ShouldBe("already-on-agenda");
        (await zone.GetAsync("boss", $"meetings/{meeting}")).GetRawText().ShouldContain(code);
    }

    [Fact]
    public async Task Desk_assigns_many_at_once_and_is_told_which_were_refused()
    {
        using var zone = await CaseZone.OpenAsync(Server);
        var codes = new List<string>();
        for (var n = 0; n < 3; n++) codes.Add((await zone.RaiseAsync("firm", null, title: $"诉求{n}")).Value.Code);
        await zone.MustAsync("firm", codes[1], "withdraw");
        var outcome = await Json(await zone.PostAsync("econ", "cases/moves", new { codes, move = "assign", to = "规划局" }));
        (outcome.GetProperty("moved").GetInt32(), outcome.GetProperty("refused").EnumerateArray().Single().Text("code")).ShouldBe((2, codes[1]));
        (await zone.GetAsync("plan", "cases?whose=mine")).GetProperty("total").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Everything_wrong_with_a_case_is_said_at_once_and_nothing_is_written()
    {
        using var zone = await CaseZone.OpenAsync(Server);
        var refused = await zone.PostAsync("econ", "cases", new { title = new string('长', 101), category = "nothing", @class = "easy", source = "dream", enterprise = "E1900-0001", unit = "没有这个局", fields = new { extra = "x" } });
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement;
        problem.GetProperty("errors").EnumerateArray().Select(e => e.Text("field")).ShouldBe(["title", "category", "class", "source", "enterprise", "unit", "extra"], ignoreOrder: true);
        (await zone.GetAsync("econ", "cases")).GetProperty("total").GetInt32().ShouldBe(0);
        foreach (var query in (string[])["state=odd", "whose=theirs", "when=never", "grade=9", "raisedFrom=tomorrow", "subject=x", "sort=colour", "page=0"])
            (await (await zone.AsAsync("econ")).GetAsync(zone.At($"cases?{query}"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest, query);
    }

    [Fact]
    public async Task Kind_keeps_what_cases_have_and_silence_always_follows_two_reminders()
    {
        using var zone = await CaseZone.OpenAsync(Server);
        await zone.RaiseAsync("firm", null);
        var kind = System.Text.Json.Nodes.JsonNode.Parse((await zone.GetAsync("econ", "case-kinds/enterprise-request")).GetRawText())!;
        kind["categories"]!.AsArray().RemoveAt(0);
        kind["closing"]!["silence"]!["points"] = "80,100";
        kind["categories"]![0]!["unit"] = "没有这个局";
        var refused = await (await zone.AsAsync("econ")).PutAsJsonAsync(zone.At("case-kinds/enterprise-request"), kind);
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement.GetProperty("errors").EnumerateArray().Select(e => e.Text("code")).ShouldBe(["two-reminders", "unknown-target", "category-in-use"], ignoreOrder: true);
        (await (await zone.AsAsync("plan")).PutAsJsonAsync(zone.At("case-kinds/enterprise-request"), kind)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Enterprise_has_one_sponsor_at_a_time_and_a_board_by_sponsor_counts_its_requests()
    {
        using var zone = await CaseZone.OpenAsync(Server);
        await zone.RaiseAsync("firm", null);
        await zone.RaiseAsync("liaison", zone.Quiet);
        (await zone.InAsync(s => s.GetRequiredService<Platform.Accounts.AccountService>().AddMemberAsync(new($"{zone.Code}.deputy", "deputy", "correct horse battery", [Platform.Accounts.Roles.Leader], "管委会")))).IsOk.ShouldBeTrue();
        var econ = await zone.AsAsync("econ");
        Task<HttpResponseMessage> Name(string enterprise, string? member) => econ.PutAsJsonAsync(zone.At($"sponsors/{enterprise}"), new { member });
        (await Code(await Name(zone.Firm, $"{zone.Code}.plan"))).ShouldBe("unknown-sponsor");
        (await Code(await Name("E1900-0001", $"{zone.Code}.boss"))).ShouldBe("not-found");
        foreach (var member in (string[])["boss", "deputy", "boss"]) (await Name(zone.Firm, $"{zone.Code}.{member}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await zone.GetAsync("econ", "sponsors")).Items().Select(s => (s.Text("name"), s.GetProperty("enterprises").GetArrayLength())).ShouldBe([("boss", 1)]);
        var board = await zone.GetAsync("boss", "case-boards?by=sponsor");
        board.Items().Select(l => (l.Text("name"), l.GetProperty("raised").GetInt32())).ShouldBe([("boss", 1), ("没有挂钩领导", 1)], ignoreOrder: true);
        (await Name(zone.Firm, null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await zone.GetAsync("econ", "sponsors")).GetProperty("total").GetInt32().ShouldBe(0);
    }

    private static async Task<JsonElement> MoveAsync(CaseZone zone, string who, string code, object move) => await Json(await zone.PostAsync(who, $"cases/{code}/moves", move));
}

public sealed class Cases_on_sqlite(SqliteEmpty server) : CaseTests(server);

public sealed class Cases_on_postgres(PostgresEmpty server) : CaseTests(server);
