using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.UnitTests.Attachments;
using Jingkai.Projects.Rating;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests.Projects;

/// <summary>Rounds from their opening to what follows from them.</summary>
public abstract class RatingTests(ProjectServer server) : ServerTests(server)
{
    [Fact]
    public async Task Round_goes_from_progress_with_photo_and_second_look_to_frozen_verdicts_and_publication()
    {
        using var rating = await RatingZone.OpenAsync(Server, "2026-03-16", "快的", "慢的", "停的");
        var (zone, fast, slow, stuck) = (rating.Zone, rating.Codes["快的"], rating.Codes["慢的"], rating.Codes["停的"]);
        var opened = await Json(await zone.PostAsync("works", "rating-rounds", new { pack = RatingZone.Shangyu, cadence = "half-month", on = "2026-03-10" }));
        var round = opened.Text("code")!;
        (round, opened.Text("startsOn"), opened.Text("endsOn"), opened.Text("state"), opened.GetProperty("projects").GetInt32(), opened.GetProperty("photoRequired").GetBoolean()).ShouldBe(("R2026-0001", "2026-03-01", "2026-03-15", "open", 3, true));
        opened.Text("title").ShouldBe("2026年3月上半月 重点项目形象进度评旗（上虞式）");

        (await Code(await zone.PostAsync("plan", $"rating-rounds/{round}/progress", new { project = fast, percent = 25 }))).ShouldBe("photo-required");
        (await Code(await zone.PostAsync("plan", $"rating-rounds/{round}/progress", new { project = fast, percent = 25, photos = new[] { await zone.PaperAsync("works", fast) } }))).ShouldBe("not-a-photo");
        (await Code(await zone.PostAsync("plan", $"rating-rounds/{round}/progress", new { project = fast, percent = 25, on = "2026-03-16" }))).ShouldBe("outside-round");
        (await Code(await zone.PostAsync("fire", $"rating-rounds/{round}/progress", new { project = fast, percent = 25 }))).ShouldBe("not-permitted");
        (await Code(await zone.PostAsync("plan", $"rating-rounds/{round}/progress", new { project = "P2026-0099", percent = 25 }))).ShouldBe("not-in-round");
        foreach (var (project, percent) in ((string, decimal)[])[(fast, 25m), (slow, 5m), (stuck, 0m)])
        {
            var photo = (await Json(await AttachmentCalls.Attach(zone.As("plan"), zone.Office, $"project:{project}", MadeFiles.Jpeg(640, 480, MadeFiles.Exif()), "工地.jpg"))).Text("id");
            var entry = (await Json(await zone.PostAsync("plan", $"rating-rounds/{round}/progress", new { project, percent, words = "现场照片", photos = new[] { photo } }))).Text("id")!;
            if (project == stuck) continue;
            (await Code(await zone.PostAsync("plan", $"projects/{project}/progress/{entry}/check", new { }))).ShouldBe("own-progress");
            await rating.CheckAsync(project, entry);
        }

        var lines = (await zone.GetAsync("works", $"rating-rounds/{round}/progress")).Items().ToDictionary(l => l.Text("project")!);
        (lines[fast].Text("state"), lines[stuck].Text("state"), lines[fast].GetProperty("photos").GetArrayLength(), lines[fast].Text("by"), lines[fast].Text("checkedBy")).ShouldBe(("checked", "entered", 1, "plan", "works"));
        (await Code(await zone.PostAsync("plan", $"rating-rounds/{round}/freeze", new { }))).ShouldBe("not-permitted");
        var early = await zone.PostAsync("works", $"rating-rounds/{round}/freeze", new { });
        (await Code(early)).ShouldBe("progress-missing");
        (await zone.GetAsync("boss", $"rating-rounds/{round}")).Text("state").ShouldBe("open", "nothing was frozen");
        await rating.CheckAsync(stuck, lines[stuck].Text("entry")!);
        (await Code(await zone.PostAsync("works", $"rating-rounds/{round}/publish", new { }))).ShouldBe("round-not-frozen");
        await rating.FreezeAsync(round);
        (await Code(await zone.PostAsync("plan", $"rating-rounds/{round}/progress", new { project = fast, percent = 26 }))).ShouldBe("round-not-open");
        (await Code(await zone.As("boss").GetAsync(zone.Office.At($"rating-rounds/{round}/verdicts")))).ShouldBe("round-not-published");
        (await rating.VerdictsAsync(round, "works"))[fast].Text("flag").ShouldBe("red", "the office sees the table before it is public");
        await rating.PublishAsync(round);

        var verdicts = await rating.VerdictsAsync(round);
        var planned = RatingZone.Planned("2026-03-15");
        (verdicts[fast].Text("flag"), verdicts[fast].Text("flagName"), verdicts[fast].Number("progress"), verdicts[fast].Number("planned")).ShouldBe(("red", "红旗", 25m, planned));
        (verdicts[slow].Text("flag"), verdicts[stuck].Text("flag")).ShouldBe(("yellow", "yellow"));
        var verdict = verdicts[slow].GetProperty("verdict");
        (verdict.Text("verdict"), verdict.Text("pack"), verdict.Text("on")).ShouldBe(("yellow", RatingZone.Shangyu, "2026-03-15"));
        verdict.GetProperty("conditions").EnumerateArray().First().GetProperty("values").GetProperty("progress").Text("source").ShouldBe("plan填报，works复核");
        verdict.GetProperty("consequences").EnumerateArray().Where(c => c.Text("result") == "yes").Select(c => c.Text("id")).ShouldBe(["reminder"]);
        (await rating.ConsequencesAsync()).Select(c => (c.Text("project"), c.Text("kind"), c.Text("state"))).ShouldBe([(stuck, "reminder", "issued"), (slow, "reminder", "issued"), (fast, "commendation", "issued")], ignoreOrder: true);
        (await zone.GetAsync("walker", "notices")).Items().ShouldContain(n => n.Text("title")!.Contains("红旗1个", StringComparison.Ordinal));
        (await Code(await zone.PostAsync("works", $"rating-rounds/{round}/voiding", new { reason = "误开" }))).ShouldBe("round-published");
    }

    [Fact]
    public async Task Progress_comes_in_as_the_sheet_of_the_office_waits_for_the_second_look_and_never_stands_in_for_a_photo()
    {
        using var rating = await RatingZone.OpenAsync(Server, "2026-03-16", "快的", "慢的", "停的");
        var (zone, fast, slow, stuck) = (rating.Zone, rating.Codes["快的"], rating.Codes["慢的"], rating.Codes["停的"]);
        await zone.EnterAsync("works", new { name = "未开工的", kind = "industrial", unit = "规划局" });
        var round = await rating.RoundAsync("2026-03-15");
        const string Heading = "序号,项目名称,截止日期,工程进度（%）,目前进展,是否发生安全质量问题";
        var sheet = Heading + "\n1,快的,2026-03-15,25.5,主体封顶,无\n2,慢的,2026年3月15日,5%,,有\n3,停的,2026-03-15,0,,\n合计,,,,,\n";
        await zone.Office.Economy.MustImportAsync(zone.Code, "project-progress", sheet);
        var lines = (await zone.GetAsync("works", $"rating-rounds/{round}/progress")).Items().ToDictionary(l => l.Text("project")!);
        lines.Values.Select(l => l.Text("state")).Distinct().ShouldBe(["entered"], "a file checks nothing");
        (lines[fast].Number("percent"), lines[fast].Text("words"), lines[fast].Text("by"), lines[slow].Number("percent"), lines[slow].GetProperty("accident").GetBoolean()).ShouldBe((25.5m, "主体封顶", "economy", 5m, true));
        await rating.CheckAsync(fast, lines[fast].Text("entry")!);

        // Again it changes nothing, the second look neither; another figure is a new entry that waits anew.
        var again = await zone.Office.Economy.ImportAsync(zone.Code, "project-progress", sheet, "?mode=all");
        again.Counts.ShouldBe((3, 0, 0, 3, 0));
        var changed = await zone.Office.Economy.ImportAsync(zone.Code, "project-progress", Heading + "\n1,快的,2026-03-15,26,,\n", "?mode=all");
        changed.Counts.ShouldBe((1, 0, 1, 0, 0));
        var now = (await zone.GetAsync("works", $"rating-rounds/{round}/progress")).Items().Single(l => l.Text("project") == fast);
        (now.Text("state"), now.Number("percent"), now.Text("words")).ShouldBe(("entered", 26m, "主体封顶"));
        (await zone.GetAsync("boss", $"projects/{fast}/progress")).Items().Select(e => e.Number("percent")).ShouldBe([26m, 25.5m], "what stood before stays on record");

        var bad = await zone.Office.Economy.ImportAsync(zone.Code, "project-progress", Heading + "\n1,快的,2026-03-17,25,,\n2,慢的,2026-03-15,105,,\n3,停的,2026-03-15,5,,可能\n4,未开工的,2026-03-15,3,,\n5,没有的,2026-03-15,3,,\n", "?mode=all");
        bad.Reasons.Select(r => (r.Column, r.Code)).ShouldBe([("日期", "in-future"), ("形象进度(%)", "bad-percent"), ("安全质量问题", "not-yes-or-no"), ("形象进度(%)", "not-started"), ("项目名称", "unknown-project")]);
        (await (await zone.As("boss").GetAsync(zone.Office.At("ledgers/project-progress/export?format=csv"))).Content.ReadAsStringAsync()).ShouldContain($"{stuck},停的,2026-03-15,0");

        // Where the round wants photos, neither a file nor the project's own page goes round it; outside its days both do.
        await rating.VoidAsync(round);
        await rating.RoundAsync("2026-03-15", new { pack = RatingZone.Shangyu, cadence = "half-month", on = "2026-03-15" });
        (await zone.Office.Economy.ImportAsync(zone.Code, "project-progress", Heading + "\n1,快的,2026-03-15,27,,\n", "?mode=all")).Reasons.Select(r => r.Code).ShouldBe(["photo-required"]);
        (await Code(await zone.PostAsync("plan", $"projects/{fast}/progress", new { percent = 27, on = "2026-03-15" }))).ShouldBe("photo-required");
        (await zone.PostAsync("plan", $"projects/{fast}/progress", new { percent = 27, on = "2026-03-16" })).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Rounds_of_a_pack_follow_one_another_and_say_why_one_cannot_be_opened()
    {
        using var rating = await RatingZone.OpenAsync(Server, "2026-03-16");
        var zone = rating.Zone;
        (await Code(await zone.PostAsync("works", "rating-rounds", new { pack = RatingZone.Shangyu, on = "2026-03-10" }))).ShouldBe("nothing-to-rate");
        var done = await rating.BuildAsync("已竣工", new { });
        await rating.BuildAsync("在建");
        foreach (var (body, code) in ((object, string)[])[(new { pack = "nothing" }, "unknown-pack"), (new { pack = "yinchuan-2025" }, "pack-not-in-force"), (new { pack = RatingZone.Shangyu, cadence = "week" }, "unknown-cadence"),
            (new { pack = RatingZone.Shangyu, kind = "moon" }, "unknown-kind"), (new { }, "required"), (new { pack = RatingZone.Shangyu, projects = new[] { "P2026-0077" } }, "not-ratable")])
            (await Code(await zone.PostAsync("works", "rating-rounds", body))).ShouldBe(code);
        (await Code(await zone.PostAsync("boss", "rating-rounds", new { pack = RatingZone.Shangyu }))).ShouldBe("not-permitted");
        var first = await rating.RoundAsync("2026-03-10");
        (await Code(await zone.PostAsync("works", "rating-rounds", new { pack = RatingZone.Shangyu, cadence = "month", on = "2026-03-20" }))).ShouldBe("round-overlaps");
        var second = await rating.RoundAsync("2026-03-20");
        (await Code(await zone.PostAsync("works", $"rating-rounds/{second}/freeze", new { }))).ShouldBe("round-not-over");
        await zone.TodayAsync("2026-04-01");
        (await Code(await zone.PostAsync("works", $"rating-rounds/{second}/freeze", new { }))).ShouldBe("earlier-round-first");
        (await Json(await zone.PostAsync("works", $"rating-rounds/{first}/voiding", new { reason = "误开" }))).Text("state").ShouldBe("voided");
        (await zone.PostAsync("works", $"rating-rounds/{second}/excuses", new { project = done, reason = "停工待批，已附批文" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await rating.ReportAsync(second, rating.Codes["在建"], 30, "2026-03-31");
        await rating.FreezeAsync(second);
        await rating.PublishAsync(second);
        var verdicts = await rating.VerdictsAsync(second);
        (verdicts[done].Text("flag"), verdicts[done].Text("excuse"), verdicts[rating.Codes["在建"]].Text("flag")).ShouldBe((null, "停工待批，已附批文", "red"));
    }

    [Fact]
    public async Task Second_snail_in_a_row_limits_factors_once_approved_until_its_release_condition_holds_by_itself()
    {
        using var rating = await RatingZone.OpenAsync(Server, "2026-06-16", "拖延项目");
        var (zone, code) = (rating.Zone, rating.Codes["拖延项目"]);
        await PlayAsync(rating, "2026-06-15", (code, 5));
        var talk = (await rating.ConsequencesAsync()).Single();
        (talk.Text("kind"), talk.Text("state"), talk.Text("dueOn")).ShouldBe(("talk", "due", "2026-06-24"), "five working days after 16 June, the Dragon Boat festival of 19 June left out");
        (await Code(await zone.PostAsync("works", $"consequences/{talk.Text("code")}/talk", new { on = "2026-06-16", minutes = "已约谈" }))).ShouldBe("invalid");
        (await zone.PostAsync("works", $"consequences/{talk.Text("code")}/talk", new { on = "2026-06-16", minutes = "要求加快", plan = "增加两个班组", planDueOn = "2026-07-10" })).EnsureSuccessStatusCode();
        (await Code(await zone.PostAsync("works", $"consequences/{talk.Text("code")}/settlement", new { outcome = "已整改" }))).ShouldBe("own-talk");
        (await Json(await zone.PostAsync("walker", $"consequences/{talk.Text("code")}/settlement", new { outcome = "班组已到位" }))).Text("state").ShouldBe("settled");

        await zone.TodayAsync("2026-07-01");
        await PlayAsync(rating, "2026-06-30", (code, 8));
        var limit = (await rating.ConsequencesAsync("&kind=constraint")).Single();
        (limit.Text("state"), limit.GetProperty("factors").GetArrayLength(), limit.Text("release")).ShouldBe(("proposed", 3, "连续红旗或蓝旗的轮数（含本轮）不低于2"));
        (await LimitedAsync(zone, code)).ShouldBeNull("nothing holds before it is approved");
        (await Code(await zone.SignAsync("works", limit.Text("signOff")!, "approve"))).ShouldBe("move-not-allowed", "who published does not approve");
        (await zone.SignAsync("boss", limit.Text("signOff")!, "approve")).EnsureSuccessStatusCode();
        (await LimitedAsync(zone, code)).ShouldBe(limit.Text("code"));
        var asked = await zone.PostAsync("works", $"projects/{code}/extensions", new { what = "completion", until = "2027-03-31", reason = "工期调整" });
        (await Code(asked)).ShouldBe("constrained");
        (await asked.Content.ReadAsStringAsync()).ShouldContain("连续红旗或蓝旗的轮数（含本轮）不低于2");
        // Nor does anybody walk round it: by the project's own days, by a promise, by a softer course, by a file. What tightens the plan is free.
        (await Code(await zone.PatchAsync("works", code, new { plannedCompletionOn = "2027-03-31" }))).ShouldBe("constrained");
        (await Code(await zone.PatchAsync("works", code, new { plannedStartOn = "2026-06-01" }))).ShouldBe("constrained");
        (await Code(await zone.PatchAsync("works", code, new { plannedCompletionOn = (string?)null }))).ShouldBe("constrained");
        (await Code(await zone.As("works").PutAsJsonAsync(zone.Office.At($"projects/{code}/course"), new { points = new[] { new { on = "2026-01-01", percent = 0 }, new { on = "2026-12-01", percent = 10 }, new { on = "2026-12-31", percent = 100 } } }))).ShouldBe("constrained");
        (await zone.As("works").PutAsJsonAsync(zone.Office.At($"projects/{code}/course"), new { points = new[] { new { on = "2026-01-01", percent = 0 }, new { on = "2026-12-31", percent = 100 } } })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await zone.Office.Economy.ImportAsync(zone.Code, "projects", $"项目编号,项目名称,计划竣工日期\n{code},拖延项目,2027-03-31\n", "?mode=all")).Reasons.Select(r => r.Code).ShouldBe(["constrained"]);
        (await zone.PatchAsync("works", code, new { plannedCompletionOn = "2026-12-31", content = "厂房" })).EnsureSuccessStatusCode();

        await zone.TodayAsync("2026-07-16");
        await PlayAsync(rating, "2026-07-15", (code, 60));
        (await LimitedAsync(zone, code)).ShouldBe(limit.Text("code"), "one good round is not enough");
        await zone.TodayAsync("2026-08-01");
        var last = await PlayAsync(rating, "2026-07-31", (code, 55));
        (await LimitedAsync(zone, code)).ShouldBeNull();
        (await zone.PostAsync("works", $"projects/{code}/extensions", new { what = "completion", until = "2027-03-31", reason = "工期调整" })).IsSuccessStatusCode.ShouldBeTrue("nothing limits it any more");
        limit = (await rating.ConsequencesAsync("&kind=constraint")).Single();
        (limit.Text("state"), limit.Text("endRound"), limit.Text("approvedBy"), limit.Text("beginsOn"), limit.Text("endedOn")).ShouldBe(("released", last, "boss", "2026-07-01", "2026-08-01"));
        var counted = (await rating.VerdictsAsync(last))[code];
        (counted.Text("flag"), counted.GetProperty("inARow").GetInt32(), counted.GetProperty("inAll").GetInt32(), counted.Text("before")).ShouldBe(("blue", 1, 1, "red"));
    }

    [Fact]
    public async Task Late_edits_stand_beside_the_verdict_and_an_appeal_judges_anew_from_the_records_and_never_makes_it_worse()
    {
        using var rating = await RatingZone.OpenAsync(Server, "2026-06-16", "申诉项目", "另一项目");
        var (zone, code, other) = (rating.Zone, rating.Codes["申诉项目"], rating.Codes["另一项目"]);
        var round = await PlayAsync(rating, "2026-06-15", (code, 5), (other, 50));
        var before = (await rating.VerdictsAsync(round))[code];
        before.Text("flag").ShouldBe("snail");
        (await Code(await zone.PostAsync("fire", $"rating-rounds/{round}/appeals", new { project = code, reason = "填报有误" }))).ShouldBe("not-permitted");
        var appeal = (await Json(await zone.PostAsync("plan", $"rating-rounds/{round}/appeals", new { project = code, reason = "填报有误" }))).Text("id")!;
        (await Code(await zone.PostAsync("plan", $"rating-rounds/{round}/appeals", new { project = code, reason = "再提" }))).ShouldBe("appeal-open");
        var next = await rating.RoundAsync("2026-06-20");
        await zone.TodayAsync("2026-07-01");
        foreach (var project in rating.Codes.Values) await rating.ReportAsync(next, project, 51, "2026-06-30");
        (await Code(await zone.PostAsync("works", $"rating-rounds/{next}/freeze", new { }))).ShouldBe("appeals-wait");
        (await Code(await zone.PostAsync("boss", $"rating-rounds/{round}/appeals/{appeal}/decision", new { decision = "rejudge", reason = "属实" }))).ShouldBe("appeal-nothing-changed");

        var entry = (await Json(await zone.PostAsync("plan", $"projects/{code}/progress", new { percent = 44, on = "2026-06-15", words = "更正" }))).Text("id")!;
        await rating.CheckAsync(code, entry);
        var shown = (await rating.VerdictsAsync(round))[code];
        var edit = shown.GetProperty("lateEdits").EnumerateArray().Single();
        (shown.Text("flag"), edit.Text("fact"), edit.Text("frozen"), edit.Text("now")).ShouldBe(("snail", "progress", "5%", "44%"));
        (await zone.PostAsync("boss", $"rating-rounds/{round}/appeals/{appeal}/decision", new { decision = "rejudge", reason = "照片属实" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var after = (await rating.VerdictsAsync(round))[code];
        (after.Text("flag"), after.Text("appealed")).ShouldBe(("blue", "snail"));
        (await rating.ConsequencesAsync($"&project={code}")).Single(c => c.Text("round") == round).Text("state").ShouldBe("withdrawn");
        foreach (var verdict in new[] { before, after })
        {
            var again = await zone.GetAsync("boss", $"rule-verdicts/{verdict.Text("verdictId")}/reproduction");
            again.GetProperty("same").GetBoolean().ShouldBeTrue();
            again.GetProperty("now").ToString().ShouldBe(verdict.GetProperty("verdict").ToString(), "to the letter");
        }

        var second = (await Json(await zone.PostAsync("plan", $"rating-rounds/{round}/appeals", new { project = other, reason = "台风停工" }))).Text("id")!;
        var worse = (await Json(await zone.PostAsync("plan", $"projects/{other}/progress", new { percent = 2, on = "2026-06-15" }))).Text("id")!;
        await rating.CheckAsync(other, worse);
        (await Code(await zone.PostAsync("boss", $"rating-rounds/{round}/appeals/{second}/decision", new { decision = "rejudge", reason = "重评" }))).ShouldBe("appeal-worse");
        (await Code(await zone.PostAsync("boss", $"rating-rounds/{round}/appeals/{second}/decision", new { decision = "maybe", reason = "重评" }))).ShouldBe("unknown-decision");
        (await zone.PostAsync("boss", $"rating-rounds/{round}/appeals/{second}/decision", new { decision = "excuse", reason = "不可抗力" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Code(await zone.PostAsync("boss", $"rating-rounds/{round}/appeals/{second}/decision", new { decision = "reject", reason = "重评" }))).ShouldBe("appeal-decided");
        var excused = (await rating.VerdictsAsync(round))[other];
        (excused.Text("flag"), excused.Text("appealed"), excused.Text("excuse")).ShouldBe((null, "red", "不可抗力"));
        await rating.FreezeAsync(next);
        (await Code(await zone.PostAsync("plan", $"rating-rounds/{round}/appeals", new { project = code, reason = "迟到" }))).ShouldBe("appeal-late");
    }

    [Fact]
    public async Task Four_packs_make_four_tables_of_the_same_twenty_projects()
    {
        using var rating = await RatingZone.OpenAsync(Server, "2026-10-01", [.. Enumerable.Range(1, 20).Select(n => $"项目{n:00}")]);
        var zone = rating.Zone;
        foreach (var pack in (string[])["yinchuan-2025", "xinchang-quarterly", "yongfeng-monthly"]) await rating.AdoptAsync(pack);
        var round = await rating.RoundAsync("2026-09-30", new { pack = "yinchuan-2025", cadence = "quarter", on = "2026-09-30", photoRequired = false });
        var plan = RatingZone.Planned("2026-09-30");
        foreach (var (code, at) in rating.Codes.Values.Select((c, at) => (c, at)))
        {
            // Four points ahead, and four points further behind with each project.
            var entry = (await Json(await zone.PostAsync("plan", $"rating-rounds/{round}/progress", new { project = code, percent = decimal.Round(plan + 4 - (at * 4), 4), accident = at == 3, fundsBelowRule = at == 5 }))).Text("id")!;
            await rating.CheckAsync(code, entry);
        }

        await rating.FreezeAsync(round);
        await rating.PublishAsync(round);
        var codes = rating.Codes.Values.ToList();
        async Task<string> TableAsync(string pack)
        {
            var table = await zone.GetAsync("boss", $"rating-rounds/{round}/verdicts?pack={pack}");
            (table.Text("pack"), table.GetProperty("total").GetInt32()).ShouldBe((pack, 20));
            foreach (var item in table.Items()) item.GetProperty("verdict").GetProperty("conditions").GetArrayLength().ShouldBeGreaterThan(0);
            return string.Join(' ', table.GetProperty("flags").EnumerateArray().Select(f => $"{f.Text("flag")} {f.GetProperty("projects").GetInt32()}"));
        }

        // Started in January, not in the statistics library for eight months: red in Yinchuan, whatever the progress.
        (await TableAsync("yinchuan-2025")).ShouldBe("green 0 yellow 0 red 20");
        (await TableAsync(RatingZone.Shangyu)).ShouldBe("red 2 blue 2 yellow 5 snail 11");
        (await TableAsync("xinchang-quarterly")).ShouldBe("none 2 bulletin 17 pool 1");
        (await TableAsync("yongfeng-monthly")).ShouldBe("top 10 middle 0 last 10 last-second-month 0 last-third-month 0");
        var last = (await rating.VerdictsAsync(round, query: "?pack=yongfeng-monthly"))[codes[19]];
        last.GetProperty("verdict").GetProperty("conditions").EnumerateArray().First().GetProperty("values").GetProperty("rank").GetProperty("value").GetDecimal().ShouldBe(20);
        (await Code(await zone.As("boss").GetAsync(zone.Office.At($"rating-rounds/{round}/verdicts?pack=binjiang-incubator-2024")))).ShouldBe("not-a-project-rating");
        (await rating.ConsequencesAsync("&kind=letter")).Count.ShouldBe(20);
    }

    private static async Task<string?> LimitedAsync(ProjectZone zone, string code) => await zone.InAsync(async s =>
        (await s.GetRequiredService<FactorLimits>().OnAsync(Guid.Parse((await zone.GetAsync("boss", $"projects/{code}")).Text("id")!), Factors.Extension, CancellationToken.None))?.Code);

    /// <summary>Plays a whole round whose last day it is, with checked progress.</summary>
    private static async Task<string> PlayAsync(RatingZone rating, string on, params (string Project, decimal Percent)[] reports)
    {
        var round = await rating.RoundAsync(on);
        foreach (var (project, percent) in reports) await rating.ReportAsync(round, project, percent, on);
        await rating.FreezeAsync(round);
        await rating.PublishAsync(round);
        return round;
    }
}

public sealed class Rating_on_sqlite(SqliteProjects server) : RatingTests(server), IClassFixture<SqliteProjects>;

public sealed class Rating_on_postgres(PostgresProjects server) : RatingTests(server), IClassFixture<PostgresProjects>;
