using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Kernel;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Clocks;
using Jingkai.Platform.Data;
using Jingkai.Platform.Meetings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests.Meetings;

/// <summary>Meetings from the call to the last accepted task, and what is refused on the way.</summary>
public abstract class MeetingTests(MeetingServer server) : ServerTests(server)
{
    [Fact]
    public async Task Meeting_runs_from_its_call_to_the_last_accepted_task_and_waits_in_one_inbox_at_a_time()
    {
        using var zone = await MeetingZone.OpenAsync(Server);
        var code = await zone.CallAsync(items: ["用电增容", "道路占用"]);
        code.ShouldStartWith("H2026-");
        (await zone.ToldAsync("owner")).ShouldBe(["请参加会议：厂房用电增容协调解难会"]);
        // Still to come: it waits for nobody.
        (await zone.WaitingAsync()).ShouldBeEmpty();
        var held = await zone.MoveAsync("chair", code, new { move = "hold", attendees = new[] { new { name = "王工", organisation = "供电公司", attendance = "excused" } } });
        held.Items("attendees").Select(a => a.Text("attendance")).ShouldBe(["present", "excused"]);
        (await zone.WaitingAsync()).ShouldBe(["recorder: 待写纪要"]);
        await zone.WriteAsync("recorder", code, 1, "同意增容，分两步实施。", new { text = "协调供电公司提供方案", owner = zone.Who("owner"), amount = 5 }, new { text = "落实临时用电", owner = zone.Who("owner"), dueOn = "2026-03-20" });
        await zone.WriteAsync("recorder", code, 2, "未议。");
        var written = await zone.MoveAsync("recorder", code, new { move = "minute" });
        (written.Text("state"), written.At("confirmer.name").GetString()).ShouldBe(("written", "chair"));
        (await zone.WaitingAsync()).ShouldBe(["chair: 纪要待确认"]);
        var minuted = await zone.MoveAsync("chair", code, new { move = "confirm" });
        (minuted.Text("state"), minuted.Text("minutesNumber"), minuted.Text("confirmedOn")).ShouldBe(("minuted", "〔2026〕1号", "2026-03-05"));
        (await zone.WaitingAsync()).ShouldBe(["owner: 待办理", "owner: 待办理"]);

        var tasks = (await zone.GetAsync("owner", "meeting-tasks?owner=mine")).Items();
        tasks.Select(t => (t.Text("text"), t.Text("due"), t.Text("unit"))).ShouldBe([("协调供电公司提供方案", "2026-03-12T17:30:00", "建设局"), ("落实临时用电", "2026-03-20T17:30:00", "建设局")]);
        (await zone.InAsync(s => s.GetRequiredService<JingkaiDbContext>().Set<Clock>().Where(c => c.SubjectKind == "meeting-task").Select(c => c.Managed).ToListAsync())).ShouldBe([true, true]);
        var first = tasks[0].GetProperty("id").GetGuid();
        await zone.TaskAsync("owner", first, new { move = "done", note = "方案已报送。" });
        (await zone.WaitingAsync()).ShouldBe(["owner: 待办理", "recorder: 待核销"]);
        var accepted = await zone.TaskAsync("recorder", first, new { move = "accept" });
        (accepted.Text("state"), accepted.At("doneBy.name").GetString(), accepted.At("acceptor.name").GetString()).ShouldBe(("accepted", "owner", "recorder"));
        (await zone.WaitingAsync()).ShouldBe(["owner: 待办理"]);
        (await zone.InAsync(s => s.GetRequiredService<IClocks>().FindAsync(new("meeting-task", first.ToString()))))!.State.ShouldBe(ClockState.Stopped);
        (await zone.GetAsync("leader", $"meetings/{code}")).GetProperty("openTasks").GetInt32().ShouldBe(1);
        var trail = await zone.InAsync(s => s.GetRequiredService<JingkaiDbContext>().Set<AuditEntry>().Where(e => e.EntityType == nameof(Meeting) && e.Label == code).Select(e => e.Action).ToListAsync());
        trail.Count.ShouldBeGreaterThan(3);
        trail.ShouldContain("created");
    }

    [Fact]
    public async Task Whoever_wrote_the_minutes_does_not_confirm_them_and_whoever_did_a_task_does_not_accept_it()
    {
        using var zone = await MeetingZone.OpenAsync(Server);
        var code = await zone.CallAsync(items: "用电增容");
        await zone.MoveAsync("recorder", code, new { move = "hold" });
        // The chair writes a line: another leader has to confirm.
        await zone.WriteAsync("chair", code, 1, "同意。", new { text = "报方案", owner = zone.Who("recorder"), amount = 3, per = "calendar-days" });
        (await Code(await zone.TryAsync("recorder", $"meetings/{code}/moves", new { move = "minute" }))).ShouldBe("confirmer-required");
        (await Code(await zone.TryAsync("recorder", $"meetings/{code}/moves", new { move = "minute", to = zone.Who("chair") }))).ShouldBe("cannot-confirm");
        (await Code(await zone.TryAsync("recorder", $"meetings/{code}/moves", new { move = "minute", to = zone.Who("owner") }))).ShouldBe("cannot-confirm");
        await zone.MoveAsync("recorder", code, new { move = "minute", to = zone.Who("leader") });
        foreach (var writer in (string[])["chair", "recorder"])
        {
            var refused = await zone.TryAsync(writer, $"meetings/{code}/moves", new { move = "confirm" });
            refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
            (await Code(refused)).ShouldBe("move-not-allowed");
        }

        (await zone.MoveAsync("leader", code, new { move = "confirm" })).Text("state").ShouldBe("minuted");
        // The recorder has the task, so the chair accepts it.
        var task = (await zone.TasksAsync(code)).Single();
        await zone.TaskAsync("recorder", task, new { move = "done", note = "已报" });
        (await zone.WaitingAsync()).ShouldBe(["chair: 待核销"]);
        (await Code(await zone.TryAsync("recorder", $"meeting-tasks/{task}/moves", new { move = "accept" }))).ShouldBe("move-not-allowed");
        (await zone.TaskAsync("chair", task, new { move = "accept" })).Text("state").ShouldBe("accepted");
    }

    [Fact]
    public async Task Refused_move_says_what_is_possible_and_changes_nothing()
    {
        using var zone = await MeetingZone.OpenAsync(Server);
        var code = await zone.CallAsync(items: "用电增容");
        var refused = await zone.TryAsync("recorder", $"meetings/{code}/moves", new { move = "confirm" });
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement;
        (problem.Text("code"), string.Join(',', problem.GetProperty("allowed").EnumerateArray().Select(m => m.GetString()))).ShouldBe(("move-not-allowed", "hold,cancel"));
        (await Code(await zone.TryAsync("owner", $"meetings/{code}/moves", new { move = "cancel", note = "不开了" }))).ShouldBe("move-not-allowed");
        (await Code(await zone.TryAsync("recorder", $"meetings/{code}/moves", new { move = "cancel" }))).ShouldBe("note-required");
        (await Code(await zone.TryAsync("recorder", $"meetings/{code}/moves", new { move = "dance" }))).ShouldBe("unknown-move");
        await zone.MoveAsync("recorder", code, new { move = "hold" });
        (await Code(await zone.TryAsync("recorder", $"meetings/{code}/moves", new { move = "minute" }))).ShouldBe("outcome-required");
        (await Code(await zone.TryAsync("recorder", $"meetings/{code}/moves", new { move = "cancel", note = "不开了" }))).ShouldBe("move-not-allowed");
        var view = await zone.GetAsync("recorder", $"meetings/{code}");
        (view.Text("state"), view.GetProperty("moves").GetArrayLength()).ShouldBe(("held", 2));
        var stale = await zone["recorder"].PatchAsync(zone.At($"meetings/{code}"), new JsonObject { ["place"] = "二楼" }, "\"1\"");
        stale.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await zone["recorder"].PatchAsync(zone.At($"meetings/{code}"), new JsonObject { ["place"] = "二楼" }, $"\"{view.GetProperty("version").GetInt32()}\"")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Meeting_does_not_exist_for_whoever_has_no_part_in_it_and_a_unit_sees_its_tasks()
    {
        using var zone = await MeetingZone.OpenAsync(Server);
        var code = await zone.CallAsync("other", items: "用电增容");
        foreach (var (name, status) in (List<(string, HttpStatusCode)>)
            [("chair", HttpStatusCode.OK), ("owner", HttpStatusCode.OK), ("leader", HttpStatusCode.OK), ("economy", HttpStatusCode.OK), ("stranger", HttpStatusCode.NotFound), ("liaison", HttpStatusCode.NotFound), ("colleague", HttpStatusCode.NotFound), ("firm", HttpStatusCode.Forbidden)])
            (await zone[name].GetAsync(zone.At($"meetings/{code}"))).StatusCode.ShouldBe(status, name);
        (await Code(await zone.TryAsync("stranger", $"meetings/{code}/moves", new { move = "hold" }))).ShouldBe("not-found");
        (await Code(await zone.TryAsync("stranger", $"meetings/{code}/items", new { title = "加一项" }))).ShouldBe("not-found");
        (await Code(await zone["stranger"].PatchAsync(zone.At($"meetings/{code}"), new JsonObject { ["place"] = "二楼" }))).ShouldBe("not-found");
        (await zone["stranger"].GetAsync(zone.At($"attachments?subject=meeting:{code}"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await zone.GetAsync("stranger", "meetings")).GetProperty("total").GetInt32().ShouldBe(0);
        (await zone.GetAsync("economy", "meetings?mine=true")).GetProperty("total").GetInt32().ShouldBe(0);

        await zone.MoveAsync("recorder", code, new { move = "hold" });
        await zone.WriteAsync("recorder", code, 1, "内部意见。", new { text = "报方案", owner = zone.Who("colleague"), amount = 5 });
        // Drafts are nobody's: neither the one who would do it nor those who came read them.
        (await zone["colleague"].GetAsync(zone.At($"meetings/{code}"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await zone.GetAsync("owner", $"meetings/{code}")).Items()[0].Text("outcome").ShouldBeNull();
        (await zone.GetAsync("colleague", "meeting-tasks")).GetProperty("total").GetInt32().ShouldBe(0);
        await zone.MoveAsync("recorder", code, new { move = "minute" });
        await zone.MoveAsync("chair", code, new { move = "confirm" });
        (await zone.GetAsync("colleague", $"meetings/{code}")).Items()[0].Text("outcome").ShouldBe("内部意见。");
        (await zone.GetAsync("owner", "meeting-tasks?owner=unit")).GetProperty("total").GetInt32().ShouldBe(1);
        var task = (await zone.TasksAsync(code)).Single();
        (await zone["stranger"].GetAsync(zone.At($"meeting-tasks/{task}"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Code(await zone.TryAsync("stranger", $"meeting-tasks/{task}/moves", new { move = "done", note = "x" }))).ShouldBe("not-found");
        (await zone["stranger"].GetAsync(zone.At($"attachments?subject=meeting-task:{task}"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Unit_reads_the_task_of_its_officer_without_the_meeting()
    {
        using var zone = await MeetingZone.OpenAsync(Server);
        var code = await zone.WrittenAsync();
        await zone.MoveAsync("chair", code, new { move = "confirm" });
        var task = (await zone.TasksAsync(code)).Single();
        (await zone["colleague"].GetAsync(zone.At($"meetings/{code}"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var seen = await zone.GetAsync("colleague", $"meeting-tasks/{task}");
        (seen.Text("text"), seen.Text("meetingPath"), seen.GetProperty("allowed").GetArrayLength()).ShouldBe(("协调供电公司提供方案", null, 0));
        (await zone.GetAsync("colleague", "meeting-tasks?owner=unit")).GetProperty("total").GetInt32().ShouldBe(1);
        (await zone.GetAsync("colleague", "meeting-tasks?owner=mine")).GetProperty("total").GetInt32().ShouldBe(0);
        // Handed over, it waits for the other and the first still reads it.
        await zone.TaskAsync("owner", task, new { move = "hand-over", to = zone.Who("colleague"), note = "请接办" });
        (await zone.WaitingAsync()).ShouldBe(["colleague: 待办理"]);
        (await zone["colleague"].GetAsync(zone.At($"meetings/{code}"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await zone["owner"].GetAsync(zone.At($"meeting-tasks/{task}"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await zone.ToldAsync("colleague")).ShouldBe(["移交给您：协调供电公司提供方案"]);
        // Who is an enterprise takes no task, and nobody hands it to the one who has it.
        (await Code(await zone.TryAsync("colleague", $"meeting-tasks/{task}/moves", new { move = "hand-over", to = zone.Who("firm"), note = "x" }))).ShouldBe("cannot-take-part");
        (await Code(await zone.TryAsync("colleague", $"meeting-tasks/{task}/moves", new { move = "hand-over", to = zone.Who("colleague"), note = "x" }))).ShouldBe("same-owner");
    }

    [Fact]
    public async Task Confirmed_minutes_change_no_more_but_for_a_dated_correction()
    {
        using var zone = await MeetingZone.OpenAsync(Server);
        var code = await zone.WrittenAsync();
        (await Code(await zone["recorder"].PutAsJsonAsync(zone.At($"meetings/{code}/minutes"), new { text = "改" }))).ShouldBe("move-not-allowed");
        await zone.MoveAsync("chair", code, new { move = "return", note = "第一项写得不清楚" });
        (await zone.ToldAsync("recorder")).ShouldContain("会议纪要已退回：厂房用电增容协调解难会");
        (await zone.WaitingAsync()).ShouldBe(["recorder: 待写纪要"]);
        await zone.WriteAsync("recorder", code, 1, "同意增容。", new { text = "协调供电公司提供方案", owner = zone.Who("owner"), amount = 5 }, new { text = "月底前完工", owner = zone.Who("owner"), dueOn = "2026-03-31" });
        await zone.MoveAsync("recorder", code, new { move = "minute" });
        await zone.MoveAsync("chair", code, new { move = "confirm" });
        (await Code(await zone["recorder"].PutAsJsonAsync(zone.At($"meetings/{code}/minutes"), new { text = "改" }))).ShouldBe("move-not-allowed");
        (await Code(await zone["recorder"].PatchAsync(zone.At($"meetings/{code}"), new JsonObject { ["place"] = "二楼" }))).ShouldBe("move-not-allowed");
        (await Code(await zone.TryAsync("recorder", $"meetings/{code}/items", new { title = "补一项" }))).ShouldBe("meeting-not-planned");
        await zone.TodayAsync("2026-03-09");
        var corrected = await zone.MoveAsync("recorder", code, new { move = "correct", note = "供电公司应为“余杭供电公司”。" });
        corrected.Items("corrections").Select(c => (c.Text("day"), c.Text("by"), c.Text("note"))).ShouldBe([("2026-03-09", "recorder", "供电公司应为“余杭供电公司”。")]);
        corrected.Items()[0].Text("outcome").ShouldBe("同意增容。");
        (await Code(await zone.TryAsync("owner", $"meetings/{code}/moves", new { move = "correct", note = "x" }))).ShouldBe("move-not-allowed");
    }

    [Fact]
    public async Task Of_two_who_confirm_at_once_one_is_refused_and_every_task_exists_once()
    {
        using var zone = await MeetingZone.OpenAsync(Server);
        for (var round = 0; round < 5; round++)
        {
            var code = await zone.WrittenAsync();
            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => zone.TryAsync("chair", $"meetings/{code}/moves", new { move = "confirm" })));
            answers.Select(a => (int)a.StatusCode).Order().ShouldBe([200, 409, 409, 409]);
            (await zone.TasksAsync(code)).Count.ShouldBe(1);
        }

        (await zone.InAsync(s => s.GetRequiredService<JingkaiDbContext>().Set<Clock>().CountAsync(c => c.SubjectKind == "meeting-task"))).ShouldBe(5);
        (await zone.InAsync(s => s.GetRequiredService<JingkaiDbContext>().Set<Meeting>().OrderBy(m => m.MinutesNumber).Select(m => m.MinutesNumber).ToListAsync())).ShouldBe([1, 2, 3, 4, 5]);
        // A task is done once as well.
        var task = await zone.InAsync(s => s.GetRequiredService<JingkaiDbContext>().Set<MeetingDecision>().Select(d => d.Id).FirstAsync());
        var done = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => zone.TryAsync("owner", $"meeting-tasks/{task}/moves", new { move = "done", note = "办完" })));
        done.Select(a => (int)a.StatusCode).Order().ShouldBe([200, 409, 409, 409]);
    }

    [Fact]
    public async Task Confirmation_that_fails_on_the_way_leaves_nothing_half()
    {
        using var zone = await MeetingZone.OpenAsync(Server);
        var code = await zone.CallAsync(items: "用电增容");
        (await LiftAsync(zone, "owner", code, "fails")).IsOk.ShouldBeTrue();
        await zone.MoveAsync("recorder", code, new { move = "hold" });
        await zone.WriteAsync("recorder", code, 1, "同意。", new { text = "报方案", owner = zone.Who("owner"), amount = 5 });
        await zone.WriteAsync("recorder", code, 2, "同意。", new { text = "办手续", owner = zone.Who("owner"), amount = 5 });
        await zone.MoveAsync("recorder", code, new { move = "minute" });
        (await zone.TryAsync("chair", $"meetings/{code}/moves", new { move = "confirm" })).IsSuccessStatusCode.ShouldBeFalse();
        (await zone.GetAsync("chair", $"meetings/{code}")).Text("state").ShouldBe("written");
        (await zone.InAsync(s => s.GetRequiredService<JingkaiDbContext>().Set<Clock>().CountAsync())).ShouldBe(0);
        (await zone.ToldAsync("owner")).ShouldNotContain("请办理会议议定事项：报方案");
        (await zone.WaitingAsync()).ShouldBe(["chair: 纪要待确认"]);
        var next = await zone.WrittenAsync();
        (await zone.MoveAsync("chair", next, new { move = "confirm" })).Text("minutesNumber").ShouldBe("〔2026〕1号");
    }

    [Fact]
    public async Task Late_task_is_told_by_its_clock_and_a_returned_one_runs_on_from_its_first_day()
    {
        using var zone = await MeetingZone.OpenAsync(Server);
        var code = await zone.WrittenAsync();
        await zone.MoveAsync("chair", code, new { move = "confirm" });
        var task = (await zone.TasksAsync(code)).Single();
        await zone.TaskAsync("owner", task, new { move = "done", note = "方案已报送。" });
        await zone.TodayAsync("2026-03-10");
        (await Code(await zone.TryAsync("recorder", $"meeting-tasks/{task}/moves", new { move = "return" }))).ShouldBe("note-required");
        var back = await zone.TaskAsync("recorder", task, new { move = "return", note = "缺少预算" });
        (back.Text("state"), back.Text("due"), back.Text("report")).ShouldBe(("open", "2026-03-12T17:30:00", null));
        await zone.TodayAsync("2026-03-13");
        await zone.InAsync(s => s.GetRequiredService<ClockSweep>().RunAsync());
        (await zone.ToldAsync("owner"))[^1].ShouldBe("已超时限（03-12到期）：协调供电公司提供方案");
        (await zone.GetAsync("leader", "meeting-tasks?late=true")).Items().Single().GetProperty("late").GetBoolean().ShouldBeTrue();
        (await zone.GetAsync("owner", "meeting-tasks?late=true&state=done")).GetProperty("total").GetInt32().ShouldBe(0);
        await zone.TaskAsync("owner", task, new { move = "done", note = "预算已补。" });
        (await zone.GetAsync("owner", "meeting-tasks?late=true&state=done")).GetProperty("total").GetInt32().ShouldBe(1);
        // The recorder is away for good: the chair passes the acceptance on to another leader, never to who did it.
        (await Code(await zone.TryAsync("chair", $"meeting-tasks/{task}/moves", new { move = "hand-over", to = zone.Who("owner"), note = "x" }))).ShouldBe("cannot-accept");
        await zone.TaskAsync("chair", task, new { move = "hand-over", to = zone.Who("leader"), note = "请代为核销" });
        (await zone.WaitingAsync()).ShouldBe(["leader: 待核销"]);
        (await zone.TaskAsync("leader", task, new { move = "accept", note = "同意" })).Text("state").ShouldBe("accepted");
    }

    [Fact]
    public async Task Lifted_subject_hears_what_was_decided_and_its_readers_see_only_that()
    {
        using var zone = await MeetingZone.OpenAsync(Server);
        var code = await zone.CallAsync();
        (await zone.AsAsync("stranger", s => s.GetRequiredService<IMeetings>().PlannedAsync())).Select(m => m.Code).ShouldBe([code]);
        (await LiftAsync(zone, "stranger", code, "s-1")).IsOk.ShouldBeTrue();
        (await LiftAsync(zone, "stranger", code, "s-1")).Error!.Code.ShouldBe("already-on-agenda");
        (await LiftAsync(zone, "stranger", "H2026-9999", "s-2")).Error!.Code.ShouldBe("not-found");
        // Whoever put it there reads the meeting.
        (await zone["stranger"].GetAsync(zone.At($"meetings/{code}"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await zone.MoveAsync("recorder", code, new { move = "hold" });
        await zone.WriteAsync("recorder", code, 1, "由建设局牵头。", new { text = "牵头协调", owner = zone.Who("owner"), amount = 5 });
        var draft = await zone.AsAsync("liaison", s => s.GetRequiredService<IMeetings>().OfAsync("test-matter", "s-1"));
        (draft.Single().Outcome, draft[0].Decisions.Count).ShouldBe((null, 0));
        await zone.MoveAsync("recorder", code, new { move = "minute" });
        await zone.MoveAsync("chair", code, new { move = "confirm" });
        zone.Heard.ShouldContain("s-1: minuted, 1");
        var seen = (await zone.AsAsync("liaison", s => s.GetRequiredService<IMeetings>().OfAsync("test-matter", "s-1"))).Single();
        (seen.Outcome, seen.Decisions.Single().Owner, seen.Path).ShouldBe(("由建设局牵头。", "owner", null));
        var task = (await zone.TasksAsync(code)).Single();
        await zone.TaskAsync("owner", task, new { move = "done", note = "办完" });
        zone.Heard.ShouldNotContain("done: 牵头协调");
        await zone.TaskAsync("recorder", task, new { move = "accept" });
        zone.Heard.ShouldContain("done: 牵头协调");
        (await LiftAsync(zone, "stranger", code, "s-3")).Error!.Code.ShouldBe("meeting-not-planned");
        (await LiftAsync(zone, "colleague", code, "s-3")).Error!.Code.ShouldBe("not-found");
    }

    [Fact]
    public async Task Cancelled_meeting_and_removed_item_are_told_to_their_subjects()
    {
        using var zone = await MeetingZone.OpenAsync(Server);
        var code = await zone.CallAsync(items: ["第一项", "第二项"]);
        await LiftAsync(zone, "stranger", code, "s-4");
        await LiftAsync(zone, "stranger", code, "s-5");
        (await zone["owner"].DeleteAsync(zone.At($"meetings/{code}/items/3"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await zone["stranger"].DeleteAsync(zone.At($"meetings/{code}/items/3"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        zone.Heard.ShouldContain("s-4: dropped, ");
        (await zone["recorder"].PatchAsync(zone.At($"meetings/{code}/items/4"), new JsonObject { ["position"] = 1 })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await zone.GetAsync("recorder", $"meetings/{code}")).Items().Select(i => (i.GetProperty("number").GetInt32(), i.GetProperty("position").GetInt32())).ShouldBe([(4, 1), (1, 2), (2, 3)]);
        await zone.MoveAsync("recorder", code, new { move = "cancel", note = "改期另行通知" });
        zone.Heard.ShouldContain("s-5: dropped, 改期另行通知");
        (await zone.ToldAsync("owner"))[^1].ShouldBe("会议已取消：厂房用电增容协调解难会");
        (await zone.WaitingAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Wrong_input_is_told_field_by_field()
    {
        using var zone = await MeetingZone.OpenAsync(Server);
        (await Fields(await zone.TryAsync("recorder", "meetings", new { kind = "picnic", startsAt = "tomorrow", chair = "nobody", recorder = zone.Who("firm"), attendees = new[] { new { name = "" } }, items = new[] { new { title = "", unit = "no such" } } })))
            .ShouldBe(["startsAt bad-date", "chair unknown-member", "recorder cannot-take-part", "attendees[0].name required", "attendees[0].organisation required", "items[0].title required", "items[0].unit unknown-unit", "title required"]);
        (await Fields(await zone.TryAsync("recorder", "meetings", new { kind = "picnic", title = "会" }))).ShouldBe(["kind unknown-kind"]);
        var empty = (await Json(await zone.TryAsync("recorder", "meetings", new { kind = "dispatch", title = "调度会" }))).Text("code");
        (await zone.WaitingAsync()).ShouldBe(["recorder: 待定时间"]);
        (await Fields(await zone.TryAsync("recorder", $"meetings/{empty}/moves", new { move = "hold" }))).ShouldBe(["startsAt start-required", "chair chair-required", "recorder recorder-required"]);
        (await zone["recorder"].PatchAsync(zone.At($"meetings/{empty}"), new JsonObject { ["startsAt"] = "2026-03-06T09:00", ["chair"] = zone.Who("chair"), ["recorder"] = zone.Who("recorder") })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Code(await zone.TryAsync("recorder", $"meetings/{empty}/moves", new { move = "hold" }))).ShouldBe("not-yet");
        await zone.TodayAsync("2026-03-09");
        (await zone.WaitingAsync()).ShouldBe(["recorder: 待登记召开"]);
        await zone.MoveAsync("recorder", empty!, new { move = "hold" });
        var body = new
        {
            text = "总述",
            items = new object[]
            {
                new { number = 7, outcome = "x", decisions = new object[] { new { text = "" }, new { text = "办", owner = zone.Who("owner"), amount = 3, dueOn = "2026-03-31" }, new { text = "办", owner = zone.Who("owner"), dueOn = "2026-03-06" }, new { text = "办", owner = zone.Who("owner"), amount = 0, per = "moons" } } },
            },
        };
        (await Fields(await zone["recorder"].PutAsJsonAsync(zone.At($"meetings/{empty}/minutes"), body))).ShouldBe(
        [
            "items[0].decisions[0].text required", "items[0].decisions[0].owner required", "items[0].decisions[0].amount due-required", "items[0].decisions[1].amount due-required",
            "items[0].decisions[2].dueOn due-before-meeting", "items[0].decisions[3].per bad-unit", "items[0].decisions[3].amount bad-limit", "items[0].number unknown-item",
        ]);
        foreach (var query in (string[])["meetings?state=gone", "meetings?kind=x", "meetings?sort=place", "meetings?from=x", "meetings?mine=perhaps", "meeting-tasks?owner=x", "meeting-tasks?late=x", "meeting-tasks?state=draft"])
            (await zone["recorder"].GetAsync(zone.At(query))).StatusCode.ShouldBe(HttpStatusCode.BadRequest, query);
    }

    [Fact]
    public async Task Lists_are_filtered_and_sorted()
    {
        using var zone = await MeetingZone.OpenAsync(Server);
        var (a, b) = (await zone.CallAsync(), await zone.CallAsync("dispatch"));
        (await zone["recorder"].PatchAsync(zone.At($"meetings/{b}"), new JsonObject { ["startsAt"] = "2026-03-12T14:00", ["title"] = "三月项目调度会" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        async Task<string> List(string query) => string.Join(',', (await zone.GetAsync("recorder", "meetings" + query)).Items().Select(m => m.Text("code") == a ? "a" : "b"));
        (await List("")).ShouldBe("b,a");
        (await List("?sort=startsAt")).ShouldBe("a,b");
        (await List("?q=项目调度")).ShouldBe("b");
        (await List($"?q={a.ToLowerInvariant()}")).ShouldBe("a");
        (await List("?kind=dispatch&state=planned")).ShouldBe("b");
        (await List("?from=2026-03-05&until=2026-03-05")).ShouldBe("a");
        (await List("?state=open&mine=true&size=1&page=2")).ShouldBe("a");
        (await zone.ToldAsync("owner"))[^1].ShouldBe("会议时间或地点有变：三月项目调度会");
    }

    private static Task<Result<AgendaItem>> LiftAsync(MeetingZone zone, string who, string meeting, string id) => zone.AsAsync(who, s => s.GetRequiredService<JingkaiDbContext>()
        .InTransactionAsync(() => s.GetRequiredService<IMeetings>().AddAsync(meeting, new("test-matter", id, new($"事项{id}", $"Matter {id}"), null), "怎么办？")));

    private static async Task<IReadOnlyList<string>> Fields(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, await answer.Content.ReadAsStringAsync());
        return [.. JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("errors").EnumerateArray().Select(e => $"{e.Text("field")} {e.Text("code")}")];
    }
}

public sealed class Meetings_on_sqlite(SqliteMeetings server) : MeetingTests(server), IClassFixture<SqliteMeetings>;

public sealed class Meetings_on_postgres(PostgresMeetings server) : MeetingTests(server), IClassFixture<PostgresMeetings>;
