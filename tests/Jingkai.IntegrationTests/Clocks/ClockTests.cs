using System.Net.Http.Json;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Kernel;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Clocks;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests.Clocks;

/// <summary>Clocks over time: start, pauses, more time, new holidays, other hands.</summary>
public abstract class ClockTests(TestServer server) : ServerTests(server)
{
    [Fact]
    public async Task Clock_ends_with_the_office_on_its_last_working_day_and_a_second_start_is_refused()
    {
        using var zone = await ClockZone.OpenAsync(Server, "2025-09-26");
        var clock = await zone.StartAsync(5, LimitUnit.WorkingDays, "2025-09-26");
        (await zone.DueAsync(clock)).ShouldBe(("2025-10-10T17:30:00", false));
        var again = await zone.InAsync(s => s.GetRequiredService<IClocks>().StartAsync(new(new("test", "1"), new("x", "x"), "test.limit") { Limit = TimeLimit.Of(1, LimitUnit.Hours).Value }));
        (again.IsOk, again.IsOk ? "" : again.Error!.Code).ShouldBe((false, "clock-runs"));
        var unknown = await zone.InAsync(s => s.GetRequiredService<IClocks>().StartAsync(new(new("test", "2"), new("x", "x"), "no.such")));
        unknown.Error!.Code.ShouldBe("unknown-limit");
        await zone.DoAsync(c => c.StopAsync(clock.Id));
        (await zone.StartAsync(5, LimitUnit.WorkingDays, "2025-09-26")).Run.ShouldBe(2);
    }

    [Fact]
    public async Task Pause_over_the_national_holiday_leaves_whole_days_out_and_has_no_end_while_it_lasts()
    {
        using var zone = await ClockZone.OpenAsync(Server, "2025-09-28");
        var clock = await zone.StartAsync(5, LimitUnit.WorkingDays, "2025-09-26");
        // Sunday the 28th is worked: the day a pause begins counts, the days up to and including 9 October do not.
        await zone.DoAsync(c => c.PauseAsync(clock.Id, "专家评审"));
        (await zone.DueAsync(clock)).ShouldBe((null, false));
        (await zone.SweepAsync()).ShouldBe(0);
        await zone.TodayAsync("2025-10-09");
        await zone.DoAsync(c => c.ResumeAsync(clock.Id));
        // One day used on the 28th; 10, 11 (a Saturday, worked), 13 and 14 October are the other four.
        (await zone.DueAsync(clock)).ShouldBe(("2025-10-14T17:30:00", false));
        // A pause survives new days: the 13th becomes free.
        await zone.DayAsync("2025-10-13", worked: false, "台风停工");
        (await zone.DueAsync(clock)).ShouldBe(("2025-10-15T17:30:00", false));
    }

    [Fact]
    public async Task Later_notice_moves_the_end_as_in_the_spring_of_2020()
    {
        using var zone = await ClockZone.OpenAsync(Server, "2020-01-22");
        // As the first notice had it: off to 30 January, worked again on the 31st; the shipped calendar knows the change to 2 February.
        await zone.DayAsync("2020-01-31", worked: true, "春节");
        await zone.DayAsync("2020-02-01", worked: true, "春节补班");
        var clock = await zone.StartAsync(5, LimitUnit.WorkingDays, "2020-01-22");
        (await zone.DueAsync(clock)).ShouldBe(("2020-02-04T17:30:00", false));
        // 国办发明电〔2020〕1号: the holiday lasts to 2 February.
        (await zone.Economy.DeleteAsync(zone.At("calendar/days/2020-01-31"))).IsSuccessStatusCode.ShouldBeTrue();
        (await zone.Economy.DeleteAsync(zone.At("calendar/days/2020-02-01"))).IsSuccessStatusCode.ShouldBeTrue();
        (await zone.DueAsync(clock)).ShouldBe(("2020-02-06T17:30:00", false));
        // And the zone itself begins on the tenth.
        foreach (var day in Enumerable.Range(3, 5)) await zone.DayAsync($"2020-02-0{day}", worked: false, "延迟复工");
        (await zone.DueAsync(clock)).ShouldBe(("2020-02-13T17:30:00", false));
        var moves = await zone.InAsync(s => s.GetRequiredService<JingkaiDbContext>().Set<ClockMove>().Where(m => m.ClockId == clock.Id && m.Verb == ClockVerb.Recount).CountAsync());
        moves.ShouldBe(7);
    }

    [Fact]
    public async Task Year_without_a_notice_gives_a_provisional_end_that_the_notice_settles()
    {
        using var zone = await ClockZone.OpenAsync(Server, "2039-09-30");
        var clock = await zone.StartAsync(5, LimitUnit.WorkingDays, "2039-09-30");
        (await zone.DueAsync(clock)).ShouldBe(("2039-10-07T17:30:00", true));
        foreach (var day in (string[])["2039-01-01", "2039-05-01", "2039-10-01", "2039-10-03", "2039-10-04"]) await zone.DayAsync(day, worked: false, "假日");
        (await zone.DueAsync(clock)).ShouldBe(("2039-10-11T17:30:00", false));
    }

    [Fact]
    public async Task Office_hours_move_ends_and_hours_run_day_and_night()
    {
        using var zone = await ClockZone.OpenAsync(Server, "2025-09-25");
        var (days, hours, open) = (await zone.StartAsync(1, LimitUnit.WorkingDays, "2025-09-25"), await zone.StartAsync(24, LimitUnit.Hours, "2025-09-25 10:00", "2"), await zone.StartAsync(8, LimitUnit.WorkingHours, "2025-09-25 16:30", "3"));
        (await zone.DueAsync(days)).Due.ShouldBe("2025-09-26T17:30:00");
        (await zone.DueAsync(hours)).Due.ShouldBe("2025-09-26T10:00:00");
        (await zone.DueAsync(open)).Due.ShouldBe("2025-09-26T17:00:00");
        (await zone.Economy.PutAsJsonAsync(zone.At("calendar/office-hours"), new { hours = "09:00-12:00,13:00-17:00" })).IsSuccessStatusCode.ShouldBeTrue();
        (await zone.DueAsync(days)).Due.ShouldBe("2025-09-26T17:00:00");
        (await zone.DueAsync(hours)).Due.ShouldBe("2025-09-26T10:00:00");
        (await zone.DueAsync(open)).Due.ShouldBe("2025-09-28T09:30:00");
    }

    [Fact]
    public async Task More_time_counts_once_a_second_person_agrees_and_never_by_the_owner()
    {
        using var zone = await ClockZone.OpenAsync(Server, "2025-09-26");
        // The head of the office holds it: as a leader of the zone the head might sign, but not for a matter of one's own.
        var clock = await zone.StartAsync(5, LimitUnit.WorkingDays, "2025-09-26", owner: "head");
        var asked = await Json(await zone.Economy.PostAsJsonAsync(zone.At($"clocks/{clock.Id}/moves"), new { move = "ask", amount = 3, reason = "等待专家意见" }));
        var code = asked.GetProperty("extensions")[0].Text("signOff");
        (await zone.DueAsync(clock)).Due.ShouldBe("2025-10-10T17:30:00");
        (await Code(await zone.Head.PostAsJsonAsync(zone.At($"sign-offs/{code}/moves"), new { move = "approve" }))).ShouldBe("move-not-allowed");
        (await Code(await zone.Economy.PostAsJsonAsync(zone.At($"clocks/{clock.Id}/moves"), new { move = "ask", amount = 1, reason = "再延" }))).ShouldBe("extension-pending");
        await Json(await zone.Leader.PostAsJsonAsync(zone.At($"sign-offs/{code}/moves"), new { move = "approve", note = "同意" }));
        (await zone.DueAsync(clock)).Due.ShouldBe("2025-10-14T17:30:00");
        var view = await ClockZone.GetAsync(zone.Leader, zone.At($"clocks/{clock.Id}"));
        (view.GetProperty("extensions")[0].Text("state"), view.GetProperty("extensions")[0].Text("decidedBy")).ShouldBe(("granted", "leader"));
    }

    [Fact]
    public async Task Whoever_took_a_matter_over_meanwhile_cannot_grant_its_extension()
    {
        using var zone = await ClockZone.OpenAsync(Server, "2025-09-26");
        var clock = await zone.StartAsync(5, LimitUnit.WorkingDays, "2025-09-26");
        var asked = await Json(await zone.Officer.PostAsJsonAsync(zone.At($"clocks/{clock.Id}/moves"), new { move = "ask", amount = 3, reason = "等待专家意见" }));
        await zone.DoAsync(c => c.HandOverAsync(clock.Id, zone.Members["leader"], "请牵头"));
        var code = asked.GetProperty("extensions")[0].Text("signOff");
        (await Code(await zone.Leader.PostAsJsonAsync(zone.At($"sign-offs/{code}/moves"), new { move = "approve" }))).ShouldBe("own-extension");
        (await zone.DueAsync(clock)).Due.ShouldBe("2025-10-10T17:30:00");
        await Json(await zone.Head.PostAsJsonAsync(zone.At($"sign-offs/{code}/moves"), new { move = "approve" }));
        (await zone.DueAsync(clock)).Due.ShouldBe("2025-10-14T17:30:00");
    }

    [Fact]
    public async Task Hand_over_gives_the_matter_and_its_next_reminder_to_another_and_is_on_the_trail()
    {
        using var zone = await ClockZone.OpenAsync(Server, "2025-09-15");
        var clock = await zone.StartAsync(5, LimitUnit.WorkingDays, "2025-09-15");
        (await Code(await zone.Other.PostAsJsonAsync(zone.At($"clocks/{clock.Id}/moves"), new { move = "hand-over", to = "other" }))).ShouldBe("not-found");
        var given = await zone.Officer.PostAsJsonAsync(zone.At($"clocks/{clock.Id}/moves"), new { move = "hand-over", to = $"{zone.Office.Zone}.other", reason = "转建设局" });
        // It left the officer's view, so there is nothing to show.
        given.StatusCode.ShouldBe(System.Net.HttpStatusCode.NoContent);
        (await zone.ToldAsync("other")).ShouldBe(["移交给您：事项1"]);
        await zone.TodayAsync("2025-09-18");
        await zone.SweepAsync();
        (await zone.ToldAsync("other")).Count.ShouldBe(2);
        (await zone.ToldAsync("officer")).ShouldBeEmpty();
        (await zone.Officer.GetAsync(zone.At($"clocks/{clock.Id}"))).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        (await ClockZone.GetAsync(zone.Other, zone.At($"clocks/{clock.Id}"))).At("clock.owner").GetString().ShouldBe("other");
        var entries = await zone.InAsync(s => s.GetRequiredService<JingkaiDbContext>().Set<AuditEntry>().Where(e => e.EntityType == nameof(Clock) && e.EntityId == clock.Id.ToString()).OrderBy(e => e.At).Select(e => e.Action).ToListAsync());
        entries.ShouldBe(["created", "changed"]);
    }

    [Fact]
    public async Task Stopped_clock_gives_no_more_points_and_runs_on_from_its_first_start_when_opened_again()
    {
        using var zone = await ClockZone.OpenAsync(Server, "2025-09-15");
        var clock = await zone.StartAsync(10, LimitUnit.WorkingDays, "2025-09-15");
        await zone.DoAsync(c => c.StopAsync(clock.Id));
        await zone.TodayAsync("2025-09-23");
        (await zone.SweepAsync()).ShouldBe(0);
        await zone.DoAsync(c => c.ReopenAsync(clock.Id));
        (await zone.DueAsync(clock)).Due.ShouldBe("2025-09-28T17:30:00");
        (await zone.SweepAsync()).ShouldBe(1);
        (await zone.PointsAsync(clock)).ShouldBe([(50, 1)]);
    }
}

public sealed class Clocks_on_sqlite(SqliteEmpty server) : ClockTests(server);

public sealed class Clocks_on_postgres(PostgresEmpty server) : ClockTests(server);
