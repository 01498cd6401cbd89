using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingkai.IntegrationTests.Fixture;

namespace Jingkai.IntegrationTests.Months;

/// <summary>The month of an office, played through over the interface by everyone who has a part in it.</summary>
public abstract class MonthPlayTests(TestServer server) : ServerTests(server)
{
    [Fact]
    public async Task Month_is_opened_reported_returned_confirmed_locked_corrected_and_locked_again()
    {
        using var zone = await ReportingZone.OpenAsync(Server);
        await zone.PlanAsync();
        await zone.JulyAsync();

        // Opened: who owes what, until when; each finds it in the inbox, and is told.
        var opened = await zone.OpenMonthAsync();
        (opened.GetProperty("opened").GetInt32(), opened.GetProperty("duties").GetInt32()).ShouldBe((2, 6));
        var enterprises = opened.Items().Single(t => t.Text("kind") == "enterprises");
        (enterprises.Text("dueOn"), enterprises.GetProperty("provisional").GetBoolean(), enterprises.At("progress.total").GetInt32()).ShouldBe(("2020-09-07", false, 5));
        opened.Items().Single(t => t.Text("kind") == "office").Text("dueOn").ShouldBe("2020-09-10");
        var mine = (await zone.ToDoAsync(zone.Contact)).Single();
        (mine.Text("dueOn"), mine.GetProperty("late").GetBoolean()).ShouldBe(("2020-09-07", true));
        (await zone.ToDoAsync(zone.Unit)).Single().Text("title").ShouldNotBeNull().ShouldContain("实际使用外资");
        (await zone.NoticesAsync(zone.Contact)).Single().Text("title").ShouldNotBeNull().ShouldContain("报送");
        (await zone.ToDoAsync(zone.Second)).ShouldBeEmpty();

        // A draft enters no figure; what does not add up is remarked on, not corrected.
        var duty = await zone.DutyAsync(0);
        var saved = await Json(await zone.MoveAsync(zone.Contact, duty, "draft", ReportingZone.Form(110, 900)));
        saved.At("duty.state").GetString().ShouldBe("draft");
        saved.GetProperty("warnings").EnumerateArray().Single().Text("code").ShouldBe("month-and-year-to-date");
        (await zone.Economy.FigureAsync(zone.Zone, "IND_GOV", ReportingZone.August)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        // Submitted, and at once in the sums; the enterprise itself declared it.
        var submitted = await Json(await zone.MoveAsync(zone.Contact, duty, "submit", ReportingZone.Form(110, 810)));
        (submitted.At("duty.state").GetString(), submitted.At("duty.submittedBy").GetString(), submitted.At("duty.late").GetBoolean()).ShouldBe(("submitted", "contact", true));
        (await zone.FigureAsync(ReportingZone.August)).Number("value").ShouldBe(0.011m);
        (await zone.ToDoAsync(zone.Contact)).ShouldBeEmpty();
        await zone.ImportAugustAsync(1, 2, 3);
        (await zone.DutiesAsync(zone.Economy, "&state=submitted")).Count.ShouldBe(4);

        // Contested by the second officer, answered by the enterprise.
        (await Code(await zone.MoveAsync(zone.Second, duty, "return", new { }))).ShouldBe("note-required");
        await Json(await zone.MoveAsync(zone.Second, duty, "return", new { note = "增幅偏大，请核实" }));
        var returned = (await zone.ToDoAsync(zone.Contact)).Single();
        returned.Text("state").ShouldBe("已退回");
        await Json(await zone.MoveAsync(zone.Contact, duty, "submit", ReportingZone.Form(108, 808, note: "新车间投产，已复核")));
        (await zone.FigureAsync(ReportingZone.August)).Number("value").ShouldBe(0.0108m + 0.022m + 0.033m + 0.044m);

        // Nobody confirms what they submitted.
        var imported = await zone.DutyAsync(1);
        var own = await zone.MoveAsync(zone.Economy, imported, "confirm");
        own.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var problem = JsonDocument.Parse(await own.Content.ReadAsStringAsync()).RootElement;
        problem.Text("code").ShouldBe("own-submission");
        problem.GetProperty("allowed").EnumerateArray().Select(a => a.GetString()).ShouldBe(["return"]);
        (await zone.ToDoAsync(zone.Economy)).Single().Text("title").ShouldNotBeNull().ShouldStartWith("待确认1项");
        (await zone.ToDoAsync(zone.Second)).Single().Text("title").ShouldNotBeNull().ShouldStartWith("待确认4项");
        var all = await Json(await zone.Second.PostAsJsonAsync(zone.At($"report-tasks/{enterprises.Text("code")}/confirm"), new { }));
        (all.GetProperty("confirmed").GetInt32(), all.GetProperty("left").GetInt32()).ShouldBe((4, 0));

        // The unit delivers its figure; the office confirms.
        var figure = await zone.UnitDutyAsync();
        await Json(await zone.MoveAsync(zone.Unit, figure, "submit", new { values = new { value = 8500, unit = "万美元", growth = "12.5%", source = "商务局8月快报", status = "快报" } }));
        await Json(await zone.MoveAsync(zone.Economy, figure, "confirm"));
        (await Json(await zone.Economy.FigureAsync(zone.Zone, "FDI", ReportingZone.ToAugust))).Number("value").ShouldBe(8500m);

        // One is late: the lock says so or is refused.
        var refused = await zone.Economy.PostAsJsonAsync(zone.At("months/2020-08/lock"), new { reason = "月报" });
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var unconfirmed = JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement;
        unconfirmed.Text("code").ShouldBe("duties-unconfirmed");
        unconfirmed.Text("detail").ShouldNotBeNull().ShouldContain("测试企业04");
        var asked = await Json(await zone.Economy.PostAsJsonAsync(zone.At("months/2020-08/lock"), new { reason = "测试企业04停产，下月补报", despiteUnconfirmed = true }));
        var code = asked.Text("signOff")!;
        (await Code(await zone.Economy.PostAsJsonAsync(zone.At("months/2020-08/lock"), new { reason = "再来", despiteUnconfirmed = true }))).ShouldBe("sign-off-pending");
        var signOff = await ReportingZone.GetAsync(zone.Leader, zone.At($"sign-offs/{code}"));
        signOff.Text("reason").ShouldNotBeNull().ShouldContain("未确认1项：测试企业04");
        (await Code(await zone.Economy.PostAsJsonAsync(zone.At($"sign-offs/{code}/moves"), new { move = "approve" }))).ShouldBe("move-not-allowed");
        await zone.SignAsync(code);

        await Locked(zone);
        await CorrectedAfterLocking(zone);
    }

    /// <summary>A locked month is told by its version, and nothing gets in by any way.</summary>
    private static async Task Locked(ReportingZone zone)
    {
        var figure = await zone.FigureAsync();
        (figure.Text("status"), figure.GetProperty("frozen").GetInt32(), figure.GetProperty("version").GetInt32(), figure.At("rolledUp.reporting.expected").GetInt32()).ShouldBe(("locked", 1, 1, 5));
        var correction = await zone.Economy.PatchAsync(zone.At($"enterprise-reports/{zone.Firms[1].Code}/2020-08"), new JsonObject { ["indicator"] = "IND_GOV", ["value"] = 1, ["reason"] = "试改" });
        (correction.StatusCode, await Code(correction)).ShouldBe((HttpStatusCode.Conflict, "period-locked"));
        var import = await zone.Economy.ImportAsync(zone.Zone, "enterprise-reports", Report.Ledger([new(zone.Firms[4].Code, "2020-08", 1, 1, 1, 1), new(zone.Firms[4].Code, "2020-09", 1, 1, 1, 1)]), "?mode=good");
        import.Reasons.ShouldBe([(2, "报告期", "period-locked")]);
        var observation = await zone.Economy.ImportAsync(zone.Zone, "observations", "指标名称,报告期,数值,单位,来源\n实际使用外资,2020年1-8月,9000,万美元,试\n", "?mode=all");
        observation.Reasons.ShouldBe([(2, "报告期", "period-locked")]);
        var late = await zone.DutyAsync(4);
        late.GetProperty("allowed").EnumerateArray().ShouldBeEmpty();
        (await Code(await zone.MoveAsync(zone.Economy, late, "submit", ReportingZone.Form(1, 1)))).ShouldBe("period-locked");
        (await zone.ToDoAsync(zone.Contact)).ShouldBeEmpty();
        (await zone.NoticesAsync(zone.Second))[0].Text("title").ShouldNotBeNull().ShouldContain("已锁定");
        (await Code(await zone.Economy.PostAsJsonAsync(zone.At("months/2020-08/lock"), new { }))).ShouldBe("move-not-allowed");
    }

    /// <summary>Unlocked by exception: the old value stays, the change carries its permission, the papers that cite it are named, and the
    /// second version stands beside the first.</summary>
    private static async Task CorrectedAfterLocking(ReportingZone zone)
    {
        var cited = await zone.FigureAsync();
        var recorded = await zone.Economy.PostAsJsonAsync(zone.At("citations"), new { document = "8月经济运行简报", on = "2020-09-12", figures = new[] { new { @ref = cited.Text("ref"), printed = "0.08亿元" } } });
        recorded.StatusCode.ShouldBe(HttpStatusCode.Created, await recorded.Content.ReadAsStringAsync());
        var asked = await Json(await zone.Economy.PostAsJsonAsync(zone.At("months/2020-08/unlock"), new { reason = "测试企业01单位错位" }));
        asked.GetProperty("citedBy").EnumerateArray().Single().Text("document").ShouldBe("8月经济运行简报");
        var code = asked.Text("signOff")!;
        (await ReportingZone.GetAsync(zone.Leader, zone.At($"sign-offs/{code}"))).Text("reason").ShouldNotBeNull().ShouldContain("8月经济运行简报");
        await zone.SignAsync(code);

        var corrected = await Json(await zone.Economy.PatchAsync(zone.At($"enterprise-reports/{zone.Firms[1].Code}/2020-08"), new JsonObject { ["indicator"] = "IND_GOV", ["value"] = 320, ["carry"] = true, ["reason"] = "单位错位" }));
        corrected.GetProperty("citedBy").EnumerateArray().Single().Text("document").ShouldBe("8月经济运行简报");
        var version = (await ReportingZone.GetAsync(zone.Economy, zone.At($"enterprise-reports/{zone.Firms[1].Code}/2020-08/IND_GOV/versions"))).Items().Single();
        (version.Number("value"), version.Text("reason"), version.Text("signOff")).ShouldBe((220m, "单位错位", code));
        (await zone.FigureAsync(ReportingZone.August)).Number("value").ShouldBe(0.0108m + 0.032m + 0.033m + 0.044m);

        var changes = await ReportingZone.GetAsync(zone.Leader, zone.At("months/2020-08/changes"));
        var report = changes.GetProperty("reports").EnumerateArray().Single();
        (report.Number("old"), report.Number("new"), report.Text("by"), report.Text("signOff")).ShouldBe((220m, 320m, "economy", code));
        changes.GetProperty("figures").EnumerateArray().ShouldContain(f => f.Text("cited") != null && f.Number("old") == cited.Number("value"));
        changes.GetProperty("figures").EnumerateArray().ShouldContain(f => f.Text("subject") == "zone" && f.Text("period") == ReportingZone.August && f.Text("because") == "单位错位");

        // What changed has to be confirmed again, by another.
        (await zone.DutyAsync(1)).Text("state").ShouldBe("submitted");
        await Json(await zone.MoveAsync(zone.Second, await zone.DutyAsync(1), "confirm"));
        await zone.LockAsync(despite: true);
        var second = await zone.FigureAsync(ReportingZone.August);
        (second.Text("status"), second.GetProperty("frozen").GetInt32(), second.Number("value")).ShouldBe(("locked", 2, 0.0108m + 0.032m + 0.033m + 0.044m));
        var month = await ReportingZone.GetAsync(zone.Economy, zone.At("months/2020-08"));
        var versions = month.Items("versions");
        versions.Select(v => v.GetProperty("number").GetInt32()).ShouldBe([2, 1]);
        // Each state of the month is still there: locked the first time, open again, and what the paper cited.
        var first = await AsOf(versions[1].GetProperty("unlockedAt").GetDateTime().AddMilliseconds(-1));
        (first.Number("value"), first.Text("status")).ShouldBe((0.0108m + 0.022m + 0.033m + 0.044m, "locked"));
        var between = await AsOf(versions[0].GetProperty("frozenAt").GetDateTime().AddMilliseconds(-1));
        (between.Number("value"), between.Text("status")).ShouldBe((second.Number("value"), "computed"));
        (await ReportingZone.GetAsync(zone.Economy, cited.Text("trace")!)).GetProperty("figure").Number("value").ShouldBe(cited.Number("value"));
        (await ReportingZone.GetAsync(zone.Economy, zone.At("months/2020-08/changes"))).GetProperty("reports").EnumerateArray().ShouldBeEmpty();
        month.GetProperty("allowed").EnumerateArray().Select(a => a.GetString()).ShouldBe(["unlock"]);

        Task<JsonElement> AsOf(DateTime at) => zone.FigureAsync(ReportingZone.August, more: $"&asOf={at:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}");
    }
}

public sealed class Month_play_on_sqlite(SqliteEmpty server) : MonthPlayTests(server);

public sealed class Month_play_on_postgres(PostgresEmpty server) : MonthPlayTests(server);
