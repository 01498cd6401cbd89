using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingkai.Economy.Domain;
using Jingkai.Economy.Months.Tasks;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Clocks;
using Jingkai.Platform.Data;
using Jingkai.Platform.Zones;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests.Months;

/// <summary>Who owes what: deadlines, imports that answer, reminders, and that nobody sees another's.</summary>
public abstract class DutyTests(TestServer server) : ServerTests(server)
{
    [Fact]
    public async Task Deadline_counts_working_days_over_the_national_holiday()
    {
        using var zone = await ReportingZone.OpenAsync(Server, today: "2020-10-01");
        await zone.PlanAsync();
        var opened = await zone.OpenMonthAsync("2020-09");
        // 1 to 8 October were off, the tenth (a Saturday) was worked.
        opened.Items().Single(t => t.Text("kind") == "enterprises").Text("dueOn").ShouldBe("2020-10-14");
        opened.Items().Single(t => t.Text("kind") == "office").Text("dueOn").ShouldBe("2020-10-19");
    }

    [Fact]
    public async Task Deadline_in_a_year_without_announced_holidays_is_provisional()
    {
        using var zone = await ReportingZone.OpenAsync(Server, today: "2039-01-04");
        await zone.PlanAsync();
        var opened = await zone.OpenMonthAsync("2038-12");
        opened.Items().ShouldAllBe(t => t.GetProperty("provisional").GetBoolean());
        opened.Items().Single(t => t.Text("kind") == "enterprises").Text("dueOn").ShouldBe("2039-01-07");
    }

    [Fact]
    public async Task January_asks_for_no_merged_measure()
    {
        using var zone = await ReportingZone.OpenAsync(Server, today: "2020-03-02");
        var january = await zone.OpenMonthAsync("2020-01");
        january.Items().Single().GetProperty("measures").EnumerateArray().Select(m => m.GetString()).ShouldBe(["TAX", "POWER_IND", "EMP_END"]);
        (await zone.OpenMonthAsync("2020-02")).Items().Single().GetProperty("measures").GetArrayLength().ShouldBe(5);
        await zone.PlanAsync();
        var again = await zone.OpenMonthAsync("2020-01");
        // A line that asks for merged output only makes no task in January; foreign investment is no such figure.
        again.Items().Count(t => t.Text("kind") == "enterprises").ShouldBe(1);
    }

    [Fact]
    public async Task Opening_again_adds_only_what_is_new()
    {
        using var zone = await ReportingZone.OpenAsync(Server);
        await zone.PlanAsync();
        await zone.OpenMonthAsync();
        var again = await zone.OpenMonthAsync();
        (again.GetProperty("opened").GetInt32(), again.GetProperty("duties").GetInt32()).ShouldBe((0, 0));
        var fresh = new Firm("新上规企业", "3612");
        await zone.Economy.MustImportAsync(zone.Zone, "enterprises", Firm.Ledger([fresh]));
        again = await zone.OpenMonthAsync();
        (again.GetProperty("opened").GetInt32(), again.GetProperty("duties").GetInt32()).ShouldBe((0, 1));
        (await Code(await zone.Economy.PostAsJsonAsync(zone.At("report-tasks"), new { month = "2020-10" }))).ShouldBe("month-in-the-future");
    }

    [Fact]
    public async Task Values_that_are_in_before_the_task_answer_it()
    {
        using var zone = await ReportingZone.OpenAsync(Server);
        await zone.PlanAsync();
        await zone.ImportAugustAsync(0, 1);
        await zone.OpenMonthAsync();
        (await zone.DutiesAsync(zone.Economy)).Select(d => d.Text("state")).Order().ShouldBe(["submitted", "submitted", "waiting", "waiting", "waiting", "waiting"]);
        // Brought by nobody in particular, so either officer confirms.
        await Json(await zone.MoveAsync(zone.Economy, await zone.DutyAsync(0), "confirm"));
    }

    [Fact]
    public async Task Import_marks_duties_and_a_change_undoes_the_confirmation()
    {
        using var zone = await ReportingZone.OpenAsync(Server, today: "2020-09-03");
        await zone.PlanAsync();
        await zone.OpenMonthAsync();
        await zone.ImportAugustAsync(0, 1);
        var first = await zone.DutyAsync(0);
        (first.Text("state"), first.Text("submittedBy"), first.GetProperty("late").GetBoolean()).ShouldBe(("submitted", "economy", false));
        await Json(await zone.MoveAsync(zone.Second, first, "confirm"));
        // The same file again changes nothing, not the confirmation either.
        await zone.ImportAugustAsync(0, 1);
        (await zone.DutyAsync(0)).Text("state").ShouldBe("confirmed");
        // A correction does, and its author cannot confirm it.
        (await zone.Second.PatchAsync(zone.At($"enterprise-reports/{zone.Firms[0].Code}/2020-08"), new JsonObject { ["indicator"] = "IND_GOV", ["value"] = 111, ["reason"] = "核实" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        var changed = await zone.DutyAsync(0);
        (changed.Text("state"), changed.Text("submittedBy")).ShouldBe(("submitted", "second"));
        (await Code(await zone.MoveAsync(zone.Second, changed, "confirm"))).ShouldBe("own-submission");
        await Json(await zone.MoveAsync(zone.Economy, changed, "confirm"));
        // A refused file marks nothing.
        var refused = await zone.Economy.ImportAsync(zone.Zone, "enterprise-reports", Report.Ledger([new(zone.Firms[2].Code, "2020-08", 5, 5, 5, 5), new(zone.Firms[3].Code, "2020-08", -5, 5, 5, 5)]), "?mode=all");
        refused.Reasons.ShouldNotBeEmpty();
        (await zone.DutyAsync(2)).Text("state").ShouldBe("waiting");
        var moves = (await ReportingZone.GetAsync(zone.Economy, zone.At($"report-duties/{first.Text("id")}"))).GetProperty("moves").EnumerateArray().Select(m => m.Text("verb")).ToList();
        moves.ShouldBe(["confirm", "correct", "confirm", "import"]);
    }

    [Fact]
    public async Task Late_report_is_an_alert_from_the_day_after_it_was_due()
    {
        using var zone = await ReportingZone.OpenAsync(Server, firms: 3, today: "2020-09-07");
        await zone.PlanAsync();
        await zone.JulyAsync();
        await zone.OpenMonthAsync();
        // One reported August: without a task the other two would be late at once.
        await zone.ImportAugustAsync(0);
        async Task<IReadOnlyList<(string?, string?)>> Late(HttpClient reader) =>
            [.. (await ReportingZone.GetAsync(reader, zone.At("alerts?kind=late&size=200"))).Items().Select(a => (a.Text("subjectName"), a.Text("dueOn")))];
        (await Late(zone.Economy)).ShouldBeEmpty();
        await zone.TodayAsync("2020-09-08");
        (await Late(zone.Economy)).ShouldBe([(zone.Firms[1].Name, "2020-09-07"), (zone.Firms[2].Name, "2020-09-07")], ignoreOrder: true);
        (await Late(zone.Contact)).ShouldBeEmpty();
        await zone.ImportAugustAsync(1);
        (await Late(zone.Economy)).ShouldHaveSingleItem().Item1.ShouldBe(zone.Firms[2].Name);
    }

    [Theory]
    [InlineData("""{"IND_GOV":{"value":-5,"ytd":5}}""", "negative-value", "IND_GOV.value")]
    [InlineData("""{"IND_GOV":{"value":"一千","ytd":5}}""", "bad-number", "IND_GOV.value")]
    [InlineData("""{"IND_GOV":{"value":0.000000001,"ytd":5}}""", "too-precise", "IND_GOV.value")]
    [InlineData("""{"IND_GOV":{"prior":5}}""", "value-missing", "IND_GOV.value")]
    [InlineData("""{"TAX":{"value":5}}""", "unknown-field", "values")]
    [InlineData("""{"IND_GOV":{"worth":5}}""", "unknown-field", "values")]
    [InlineData("""{}""", "nothing-typed", "values")]
    public async Task Form_is_judged_as_a_row_of_a_file_is(string values, string code, string field)
    {
        using var zone = await ReportingZone.OpenAsync(Server);
        await zone.PlanAsync();
        await zone.OpenMonthAsync();
        var refused = await zone.MoveAsync(zone.Contact, await zone.DutyAsync(0), "submit", new { values = JsonNode.Parse(values) });
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement;
        var error = problem.Items("errors").Single();
        (error.Text("code"), error.Text("field")).ShouldBe((code, field));
        (await zone.DutyAsync(0)).Text("state").ShouldBe("waiting");
        (await zone.Economy.FigureAsync(zone.Zone, "IND_GOV", ReportingZone.August)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Numbers_are_typed_as_people_type_them()
    {
        using var zone = await ReportingZone.OpenAsync(Server);
        await zone.PlanAsync();
        await zone.OpenMonthAsync();
        await Json(await zone.MoveAsync(zone.Contact, await zone.DutyAsync(0), "submit", new { values = new Dictionary<string, object> { ["IND_GOV"] = new { value = "１,234.5", prior = "-", ytd = "0.81亿元", ytdPrior = "" } } }));
        var report = (await ReportingZone.GetAsync(zone.Economy, zone.At($"enterprise-reports/{zone.Firms[0].Code}/2020-08"))).Items().Single();
        (report.Number("value"), report.Number("prior"), report.Number("ytd"), report.Number("ytdPrior"), report.Text("collected")).ShouldBe((1234.5m, null, 8100m, null, "企业自报"));
    }

    [Fact]
    public async Task Enterprise_never_sees_anothers_duty()
    {
        using var zone = await ReportingZone.OpenAsync(Server);
        await zone.PlanAsync();
        await zone.OpenMonthAsync();
        var (own, other) = (await zone.DutyAsync(0), await zone.DutyAsync(1));
        (await zone.DutiesAsync(zone.Contact)).Select(d => d.Text("id")).ShouldBe([own.Text("id")]);
        (await ReportingZone.GetAsync(zone.Contact, zone.At("report-tasks?month=2020-08"))).Items().Single().At("progress.total").GetInt32().ShouldBe(1);
        var unknown = await zone.Contact.GetAsync(zone.At($"report-duties/{Guid.CreateVersion7()}"));
        var known = await zone.Contact.GetAsync(zone.At($"report-duties/{other.Text("id")}"));
        (known.StatusCode, await known.Content.ReadAsStringAsync()).ShouldBe((unknown.StatusCode, await unknown.Content.ReadAsStringAsync()));
        foreach (var verb in (string[])["draft", "submit"])
            (await Code(await zone.MoveAsync(zone.Contact, other, verb, ReportingZone.Form(1, 1)))).ShouldBe("not-found");
        // The unit sees what it delivers, not what enterprises report; and the enterprise may not confirm or remind.
        (await zone.DutiesAsync(zone.Unit)).Select(d => d.Text("kind")).ShouldBe(["office"]);
        (await zone.MoveAsync(zone.Contact, own, "confirm")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await zone.MoveAsync(zone.Contact, own, "remind")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await zone.Contact.PostAsJsonAsync(zone.At("report-tasks"), new { month = "2020-08" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await zone.Contact.GetAsync(zone.At("months/2020-08/changes"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Whatever_waits_is_in_one_kind_of_inbox_only()
    {
        using var zone = await ReportingZone.OpenAsync(Server);
        await zone.PlanAsync();
        await zone.OpenMonthAsync();
        using var secondContact = await zone.Office.HireAsync("contact1", Roles.Enterprise, zone.Firms[1].Code);
        async Task<(int Contact, int Other, int Unit, int Economy, int Second, int Leader)> Count() =>
            ((await zone.ToDoAsync(zone.Contact)).Count, (await zone.ToDoAsync(secondContact)).Count, (await zone.ToDoAsync(zone.Unit)).Count, (await zone.ToDoAsync(zone.Economy)).Count, (await zone.ToDoAsync(zone.Second)).Count, (await zone.ToDoAsync(zone.Leader)).Count);
        (await Count()).ShouldBe((1, 1, 1, 0, 0, 0));
        await Json(await zone.MoveAsync(zone.Contact, await zone.DutyAsync(0), "submit", ReportingZone.Form(110, 810)));
        (await Count()).ShouldBe((0, 1, 1, 1, 1, 0));
        await Json(await zone.MoveAsync(zone.Economy, await zone.DutyAsync(1), "submit", ReportingZone.Form(110, 810)));
        // The first officer did it for the enterprise: only the second can confirm that one.
        (await zone.ToDoAsync(zone.Economy)).Single().Text("title").ShouldNotBeNull().ShouldContain("1项");
        (await zone.ToDoAsync(zone.Second)).Single().Text("title").ShouldNotBeNull().ShouldContain("2项");
        await Json(await zone.MoveAsync(zone.Second, await zone.DutyAsync(0), "confirm"));
        await Json(await zone.MoveAsync(zone.Second, await zone.DutyAsync(1), "return", new { note = "请补说明" }));
        (await Count()).ShouldBe((0, 1, 1, 0, 0, 0));
        (await ReportingZone.GetAsync(zone.Second, zone.At("inbox?box=done"))).Items().Single(i => i.Text("source") == "report-task").Text("state").ShouldBe("办理2项");
        (await ReportingZone.GetAsync(zone.Economy, zone.At("inbox?box=started"))).Items().Count(i => i.Text("source") == "report-task").ShouldBe(2);
    }

    [Fact]
    public async Task Reminder_by_hand_is_sent_once_a_day_to_the_contact_or_the_liaison()
    {
        using var zone = await ReportingZone.OpenAsync(Server, today: "2020-09-08");
        using var liaison = await zone.Office.HireAsync("liaison", Roles.Liaison);
        await zone.Economy.MustImportAsync(zone.Zone, "enterprises", Firm.Ledger([zone.Firms[1] with { Liaison = "liaison" }]));
        await zone.PlanAsync();
        var code = (await zone.OpenMonthAsync()).Items().Single(t => t.Text("kind") == "enterprises").Text("code");
        var sent = await Json(await zone.Economy.PostAsJsonAsync(zone.At($"report-tasks/{code}/remind"), new { text = "请抓紧" }));
        sent.GetProperty("reminded").GetInt32().ShouldBe(5);
        (await zone.NoticesAsync(zone.Contact))[0].Text("text").ShouldBe("请抓紧");
        (await zone.NoticesAsync(liaison)).Single().Text("title").ShouldNotBeNull().ShouldStartWith("催报");
        (await Code(await zone.Second.PostAsJsonAsync(zone.At($"report-tasks/{code}/remind"), new { }))).ShouldBe("nothing-to-remind");
        (await zone.ToDoAsync(zone.Contact)).Single().GetProperty("urged").GetBoolean().ShouldBeTrue();
        await zone.TodayAsync("2020-09-09");
        await Json(await zone.Second.PostAsJsonAsync(zone.At($"report-duties/{(await zone.DutyAsync(0)).Text("id")}/remind"), new { }));
        (await zone.DutyAsync(0)).GetProperty("reminders").GetInt32().ShouldBe(2);
        (await zone.DutyAsync(1)).GetProperty("reminders").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Sweep_reminds_before_and_after_the_due_day_exactly_once_whoever_sweeps()
    {
        using var zone = await ReportingZone.OpenAsync(Server, today: "2020-09-01");
        await zone.PlanAsync();
        await zone.OpenMonthAsync();
        await using var node = Server.Provider == Provider.Postgres ? await SecondNode.StartAsync(Server) : null;
        (await SweepAsync(zone, node)).ShouldBe(0);
        // Due on Monday the seventh: the working day before is Friday the fourth.
        await zone.TodayAsync("2020-09-03");
        (await SweepAsync(zone, node)).ShouldBe(0);
        await zone.TodayAsync("2020-09-04");
        (await SweepAsync(zone, node)).ShouldBe(5);
        (await SweepAsync(zone, node)).ShouldBe(0);
        await zone.TodayAsync("2020-09-07");
        (await SweepAsync(zone, node)).ShouldBe(0);
        await zone.ImportAugustAsync(1, 2);
        await zone.TodayAsync("2020-09-08");
        (await SweepAsync(zone, node)).ShouldBe(3);
        (await SweepAsync(zone, node)).ShouldBe(0);
        // 商务局 on the tenth: reminded on the ninth, and once it is over.
        await zone.TodayAsync("2020-09-09");
        (await SweepAsync(zone, node)).ShouldBe(1);
        await zone.TodayAsync("2020-09-15");
        (await SweepAsync(zone, node)).ShouldBe(1);
        (await SweepAsync(zone, node)).ShouldBe(0);
        (await zone.NoticesAsync(zone.Contact)).Count.ShouldBe(3);
        (await zone.NoticesAsync(zone.Unit)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Clock_of_a_task_stops_with_its_last_confirmation_and_runs_on_when_one_is_undone()
    {
        using var zone = await ReportingZone.OpenAsync(Server, firms: 2, today: "2020-09-03");
        await zone.PlanAsync();
        await zone.OpenMonthAsync();
        async Task<IReadOnlyList<string>> Clocks(string state) =>
            [.. (await ReportingZone.GetAsync(zone.Economy, zone.At($"clocks?limit=report.monthly&state={state}"))).Items().Select(c => $"{c.Text("due")} {c.GetProperty("managed").GetBoolean()}").Order(StringComparer.Ordinal)];
        (await Clocks("running")).ShouldBe(["2020-09-07T17:30:00 True", "2020-09-10T17:30:00 True"]);
        (await ReportingZone.GetAsync(zone.Economy, zone.At("clocks"))).Items().ShouldAllBe(c => c.Text("limitName") == "月度报表报送");
        await zone.ImportAugustAsync(0, 1);
        await Json(await zone.MoveAsync(zone.Second, await zone.DutyAsync(0), "confirm"));
        (await Clocks("running")).Count.ShouldBe(2);
        await Json(await zone.MoveAsync(zone.Second, await zone.DutyAsync(1), "confirm"));
        ((await Clocks("running")).Single(), (await Clocks("stopped")).Single()).ShouldBe(("2020-09-10T17:30:00 True", "2020-09-07T17:30:00 True"));
        // A correction of what was confirmed, then its return, then new days: the clock runs and follows.
        (await zone.Second.PatchAsync(zone.At($"enterprise-reports/{zone.Firms[0].Code}/2020-08"), new JsonObject { ["indicator"] = "IND_GOV", ["value"] = 111, ["reason"] = "核实" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Clocks("running")).Count.ShouldBe(2);
        (await zone.Economy.PutAsJsonAsync(zone.At("calendar/days/2020-09-04"), new { worked = false, name = "台风停工" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Clocks("running")).ShouldBe(["2020-09-08T17:30:00 True", "2020-09-11T17:30:00 True"]);
        var moved = await zone.Economy.PostAsJsonAsync(zone.At($"clocks/{(await ReportingZone.GetAsync(zone.Economy, zone.At("clocks"))).Items()[0].Text("id")}/moves"), new { move = "pause", reason = "等" });
        (await Code(moved)).ShouldBe("clock-managed");
        await zone.TodayAsync("2020-09-12");
        await zone.LockAsync(despite: true);
        ((await Clocks("running")).Count, (await Clocks("stopped")).Count).ShouldBe((0, 2));
        await zone.UnlockAsync();
        (await Clocks("running")).Count.ShouldBe(2);
        // Who opened the tasks is told with the leaders what is missing: one duty of the unit; what is only to be confirmed is nobody's delay.
        (await SweepAsync(zone, null)).ShouldBe(1);
        (await zone.NoticesAsync(zone.Economy)).ShouldContain(n => n.Text("title")!.StartsWith("已逾期，1项未报", StringComparison.Ordinal));
        (await zone.NoticesAsync(zone.Leader)).ShouldContain(n => n.Text("title")!.StartsWith("已逾期，1项未报", StringComparison.Ordinal));
    }

    /// <summary>Several sweeps at the same moment, on PostgreSQL in two processes; how many reminders they sent together.</summary>
    private async Task<int> SweepAsync(ReportingZone zone, SecondNode? node)
    {
        async Task In(IServiceProvider services)
        {
            await using var scope = services.CreateAsyncScope();
            services.GetRequiredService<ZoneDirectory>().Forget();
            var info = (await services.GetRequiredService<ZoneDirectory>().FindAsync(zone.Zone))!;
            scope.ServiceProvider.GetRequiredService<Actor>().ActAsSystem(info.Id, info.Code, services.GetRequiredService<IZoneCalendar>().Today(info), "test");
            await scope.ServiceProvider.GetRequiredService<ClockSweep>().RunAsync();
        }

        Task<int> Sent() => Server.InZone(zone.Zone, s => s.GetRequiredService<JingkaiDbContext>().Set<DutyReminder>().CountAsync());
        var (before, both) = (await Sent(), new[] { Server.Services, node?.Services ?? Server.Services });
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => In(both[i % 2]))));
        return await Sent() - before;
    }

    [Theory]
    [InlineData("enterprises", "everyone", null, 5, "unknown-subject")]
    [InlineData("enterprises", "above-scale", null, 0, "bad-workday")]
    [InlineData("office", null, "NO_SUCH", 5, "unknown-indicator")]
    [InlineData("press", null, null, 5, "unknown-kind")]
    public async Task Line_of_the_plan_that_makes_no_sense_is_refused(string kind, string? set, string? indicator, int workday, string code)
    {
        using var zone = await ReportingZone.OpenAsync(Server);
        var refused = await zone.Economy.PostAsJsonAsync(zone.At("report-plans"), new { kind, set, indicator, unit = "商务局", dueWorkday = workday });
        (await Code(refused)).ShouldBe(code);
    }

    [Fact]
    public async Task Task_may_ask_an_industry_or_a_park_only()
    {
        using var zone = await ReportingZone.OpenAsync(Server);
        foreach (var (set, expected) in ((string, int)[])[("industry:36", 3), ("park:东区", 2), ("all", 5)])
        {
            (await zone.Economy.PostAsJsonAsync(zone.At("report-plans"), new { kind = "enterprises", set, measures = new[] { "TAX" }, dueWorkday = 5 })).StatusCode.ShouldBe(HttpStatusCode.Created);
            var opened = await zone.OpenMonthAsync();
            opened.GetProperty("duties").GetInt32().ShouldBe(expected, set);
        }

        (await Code(await zone.Economy.PostAsJsonAsync(zone.At("report-plans"), new { kind = "enterprises", set = "行业:36" }))).ShouldBe("plan-line-taken");
    }
}

public sealed class Duties_on_sqlite(SqliteEmpty server) : DutyTests(server);

public sealed class Duties_on_postgres(PostgresEmpty server) : DutyTests(server);

/// <summary>The due day and what a day is to it: rules without a database.</summary>
public sealed class DueDayTests
{
    [Theory]
    [InlineData(202008, 5, "2020-09-07")]
    [InlineData(202009, 1, "2020-10-09")]
    [InlineData(202009, 2, "2020-10-10")]
    [InlineData(202012, 1, "2021-01-04")]
    [InlineData(202001, 5, "2020-02-07")]
    public void Due_day_is_the_nth_working_day_of_the_next_month(int month, int workday, string due)
    {
        var (day, provisional) = TaskOpener.DueOn(new(WorkCalendar.Default, OfficeHours.Usual), month, workday);
        (day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), provisional).ShouldBe((due, false));
    }

    [Theory]
    [InlineData(202009, 5, "2020-10-13")]
    [InlineData(202008, 5, "2020-09-04")]
    [InlineData(202008, 8, "2020-09-09")]
    [InlineData(202009, 1, "2020-10-09")]
    [InlineData(202009, 2, "2020-10-10")]
    public void Reminder_before_the_due_day_comes_when_the_office_opens_on_the_day_that_uses_eight_tenths(int month, int workday, string day) =>
        new Deadline(WorkCalendar.Default, OfficeHours.Usual).Warning(TimeLimit.Of(workday, LimitUnit.WorkingDays).Value, 80, MonthKey.LastDay(month).ToDateTime(TimeOnly.MinValue)).At
            .ShouldBe(DateTime.Parse($"{day}T08:30:00", System.Globalization.CultureInfo.InvariantCulture));
}
