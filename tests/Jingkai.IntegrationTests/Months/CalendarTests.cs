using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests.Months;

/// <summary>The zone's days and hours, and that what was counted by them follows.</summary>
public abstract class CalendarTests(TestServer server) : ServerTests(server)
{
    [Fact]
    public async Task Day_of_the_zone_moves_the_due_day_of_an_open_month_and_taken_back_moves_it_again()
    {
        using var zone = await ReportingZone.OpenAsync(Server, firms: 2, today: "2020-09-01");
        await zone.PlanAsync();
        (await zone.OpenMonthAsync()).Items().Single(t => t.Text("kind") == "enterprises").Text("dueOn").ShouldBe("2020-09-07");
        await Put(zone, "days/2020-09-03", new { worked = false, name = "台风停工", source = "防指〔2020〕3号" });
        (await DueOn(zone)).ShouldBe("2020-09-08");
        // A Saturday worked instead.
        await Put(zone, "days/2020-09-05", new { worked = true, name = "补班" });
        (await DueOn(zone)).ShouldBe("2020-09-07");
        (await zone.Economy.DeleteAsync(zone.At("calendar/days/2020-09-03"))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await DueOn(zone)).ShouldBe("2020-09-05");
        (await Code(await zone.Economy.DeleteAsync(zone.At("calendar/days/2020-09-03")))).ShouldBe("not-found");
        var year = await ReportingZone.GetAsync(zone.Contact, zone.At("calendar?year=2020"));
        (year.GetProperty("workdays").GetInt32(), year.Items("days").Single(d => d.GetProperty("own").GetBoolean()).Text("date")).ShouldBe((250, "2020-09-05"));
    }

    [Fact]
    public async Task Provisional_due_day_is_counted_anew_when_the_notice_is_imported()
    {
        using var zone = await ReportingZone.OpenAsync(Server, firms: 2, today: "2039-10-01");
        await zone.PlanAsync();
        var opened = await zone.OpenMonthAsync("2039-09");
        var task = opened.Items().Single(t => t.Text("kind") == "enterprises");
        (task.Text("dueOn"), task.GetProperty("provisional").GetBoolean()).ShouldBe(("2039-10-07", true));
        const string Notice = """
            日期,安排,名称,依据
            2039-01-01,放假,元旦,国办发明电〔2038〕9号
            2039年5月1日,放假,劳动节,
            2039-10-01,放假,国庆节,
            2039-10-03,放假,国庆节,
            2039-10-04,放假,国庆节,
            2039-10-05,放假,国庆节,
            2039-10-08,上班,国庆节,
            """;
        var refused = await zone.Economy.ImportAsync(zone.Zone, "work-days", Notice.Replace("2039-10-08,上班", "2039-10-08,加班", StringComparison.Ordinal), "?mode=all");
        refused.Reasons.ShouldNotBeEmpty();
        (await DueOn(zone, "2039-09")).ShouldBe("2039-10-07");
        (await zone.Economy.MustImportAsync(zone.Zone, "work-days", Notice)).Counts.ShouldBe((7, 7, 0, 0, 0));
        (await zone.Economy.ImportAsync(zone.Zone, "work-days", Notice)).Counts.ShouldBe((7, 0, 0, 7, 0));
        // 6, 7, 8 (a Saturday, worked), 10 and 11.
        (await DueOn(zone, "2039-09")).ShouldBe("2039-10-11");
        (await ReportingZone.GetAsync(zone.Economy, zone.At("report-tasks?month=2039-09"))).Items().ShouldAllBe(t => !t.GetProperty("provisional").GetBoolean());
        // What a later notice says otherwise is kept beside what was said before.
        await zone.Economy.MustImportAsync(zone.Zone, "work-days", Notice.Replace("2039-10-08,上班,国庆节", "2039-10-08,上班,国庆", StringComparison.Ordinal));
        await zone.Economy.MustImportAsync(zone.Zone, "work-days", Notice);
        var changes = await Server.InZone(zone.Zone, s => s.GetRequiredService<JingkaiDbContext>().Set<AuditEntry>().AsNoTracking().Where(e => e.EntityType == "WorkDay" && e.Before != null).OrderBy(e => e.Id).ToListAsync());
        changes.Select(c => (c.Before!.Contains("国庆节", StringComparison.Ordinal), c.After!.Contains("国庆节", StringComparison.Ordinal))).ShouldBe([(true, false), (false, true)]);
        var year = await ReportingZone.GetAsync(zone.Economy, zone.At("calendar?year=2039"));
        (year.GetProperty("published").GetBoolean(), year.Items("days").Count).ShouldBe((true, 7));
        var export = await zone.Economy.GetStringAsync(zone.At("ledgers/work-days/export?format=csv"));
        export.ShouldContain("2039-10-08,上班,国庆节");
    }

    [Fact]
    public async Task Limit_is_counted_by_the_zones_days_and_hours()
    {
        using var zone = await ReportingZone.OpenAsync(Server, firms: 1);
        (await DueAsync(zone, "start=2025-09-26&amount=5")).ShouldBe(("2025-10-10T17:30:00", false));
        (await DueAsync(zone, "start=2025-09-30T16:00&amount=4&unit=working-hours")).ShouldBe(("2025-10-09T11:00:00", false));
        (await DueAsync(zone, "start=2031-03-03&amount=5")).ShouldBe(("2031-03-10T17:30:00", true));
        await Put(zone, "office-hours", new { hours = "９:00－11:30、13:00-16:30" });
        (await DueAsync(zone, "start=2025-09-26&amount=5")).ShouldBe(("2025-10-10T16:30:00", false));
        (await DueAsync(zone, "start=2025-09-30T16:00&amount=4&unit=working-hours")).ShouldBe(("2025-10-09T14:00:00", false));
        (await ReportingZone.GetAsync(zone.Contact, zone.At("calendar"))).Text("officeHours").ShouldBe("09:00-11:30,13:00-16:30");
    }

    [Theory]
    [InlineData("calendar/due?amount=x", 400, "bad-number")]
    [InlineData("calendar/due?amount=0", 422, "bad-limit")]
    [InlineData("calendar/due?amount=5&unit=weeks", 400, "bad-unit")]
    [InlineData("calendar/due?amount=5&start=2025-13-01", 400, "bad-date")]
    [InlineData("calendar?year=99999", 400, "bad-year")]
    public async Task What_cannot_be_counted_is_refused(string path, int status, string code)
    {
        using var zone = await Office.OpenAsync(Server);
        var answer = await zone.Economy.GetAsync(zone.At(path));
        ((int)answer.StatusCode, await Code(answer)).ShouldBe((status, code));
    }

    [Theory]
    [InlineData("days/2020-9-3", """{"worked":true,"name":"x"}""", 400, "bad-date")]
    [InlineData("days/1999-01-01", """{"worked":true,"name":"x"}""", 422, "date-out-of-range")]
    [InlineData("days/2020-09-03", """{"name":"x"}""", 422, "required")]
    [InlineData("days/2020-09-03", """{"worked":true,"name":" "}""", 422, "required")]
    [InlineData("office-hours", """{"hours":"nine to five"}""", 422, "bad-office-hours")]
    [InlineData("office-hours", """{"hours":"13:00-17:00,09:00-12:00"}""", 422, "bad-office-hours")]
    [InlineData("office-hours", """{}""", 422, "bad-office-hours")]
    public async Task Arrangement_that_is_none_is_refused(string path, string body, int status, string code)
    {
        using var zone = await Office.OpenAsync(Server);
        var answer = await zone.Economy.PutAsync(zone.At("calendar/" + path), JsonContent.Create(JsonDocument.Parse(body).RootElement));
        ((int)answer.StatusCode, await Code(answer)).ShouldBe((status, code));
        (await Json(await zone.Economy.GetAsync(zone.At("calendar?year=2020")))).Items("days").ShouldAllBe(d => !d.GetProperty("own").GetBoolean());
    }

    private static async Task Put(ReportingZone zone, string path, object body)
    {
        var answer = await zone.Economy.PutAsJsonAsync(zone.At("calendar/" + path), body);
        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<string?> DueOn(ReportingZone zone, string month = ReportingZone.August) =>
        (await ReportingZone.GetAsync(zone.Economy, zone.At($"report-tasks?month={month}"))).Items().Single(t => t.Text("kind") == "enterprises").Text("dueOn");

    private static async Task<(string?, bool)> DueAsync(ReportingZone zone, string query)
    {
        var due = await ReportingZone.GetAsync(zone.Contact, zone.At("calendar/due?" + query));
        return (due.Text("due"), due.GetProperty("provisional").GetBoolean());
    }
}

/// <summary>The calendar on SQLite.</summary>
public sealed class Calendar_on_sqlite(SqliteEmpty server) : CalendarTests(server);

/// <summary>The calendar on PostgreSQL.</summary>
public sealed class Calendar_on_postgres(PostgresEmpty server) : CalendarTests(server);
