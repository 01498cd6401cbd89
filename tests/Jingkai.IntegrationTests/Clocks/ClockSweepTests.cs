using Jingkai.IntegrationTests.Fixture;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Clocks;
using Jingkai.Platform.Data;
using Jingkai.Platform.Notices;
using Jingkai.Platform.Zones;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests.Clocks;

/// <summary>Reminders and escalations: each once, whoever sweeps and whatever breaks.</summary>
public abstract class ClockSweepTests(TestServer server) : ServerTests(server)
{
    [Fact]
    public async Task Points_come_in_their_order_and_the_end_goes_to_the_head_of_the_office_too()
    {
        using var zone = await ClockZone.OpenAsync(Server, "2025-09-15");
        // Ten working days from Monday the 15th: half is used on the 22nd, eight on the 25th, all on Sunday the 28th, which is worked.
        var clock = await zone.StartAsync(10, LimitUnit.WorkingDays, "2025-09-15");
        foreach (var (day, points) in ((string, int)[])[("2025-09-19", 0), ("2025-09-22", 1), ("2025-09-22", 0), ("2025-09-24", 0), ("2025-09-25", 1), ("2025-09-28", 0), ("2025-09-29", 1), ("2025-10-09", 0)])
        {
            await zone.TodayAsync(day);
            (await zone.SweepAsync()).ShouldBe(points, day);
        }

        (await zone.ToldAsync("officer")).ShouldBe(["时限已用50%（09-28到期）：事项1", "时限已用80%（09-28到期）：事项1", "已超时限（09-28到期）：事项1"]);
        (await zone.ToldAsync("head")).ShouldBe(["已超时限（09-28到期）：事项1（officer负责）"]);
        (await zone.ToldAsync("leader")).ShouldBeEmpty();
        (await zone.PointsAsync(clock)).ShouldBe([(50, 1), (80, 1), (100, 2)]);
    }

    [Fact]
    public async Task Office_without_a_head_escalates_to_the_leaders_and_missed_points_are_told_as_the_last_of_them()
    {
        using var zone = await ClockZone.OpenAsync(Server, "2025-09-15");
        var clock = await zone.StartAsync(10, LimitUnit.WorkingDays, "2025-09-15", owner: "other");
        await zone.TodayAsync("2025-10-15");
        (await zone.SweepAsync()).ShouldBe(3);
        (await zone.ToldAsync("other")).ShouldBe(["已超时限（09-28到期）：事项1"]);
        (await zone.ToldAsync("leader")).Count.ShouldBe(1);
        (await zone.PointsAsync(clock)).ShouldBe([(50, 0), (80, 0), (100, 3)]);
    }

    [Fact]
    public async Task Point_that_lies_ahead_again_after_more_time_is_given_again_and_one_that_is_past_is_not()
    {
        using var zone = await ClockZone.OpenAsync(Server, "2025-09-15");
        var clock = await zone.StartAsync(10, LimitUnit.WorkingDays, "2025-09-15");
        await zone.TodayAsync("2025-09-25");
        (await zone.SweepAsync()).ShouldBe(2);
        // The end moves by two weeks of days off: half is still past, eight tenths is ahead again.
        foreach (var day in (string[])["2025-09-26", "2025-09-28", "2025-09-29", "2025-09-30"]) await zone.DayAsync(day, worked: false, "台风停工");
        (await zone.SweepAsync()).ShouldBe(0);
        (await zone.PointsAsync(clock)).Count.ShouldBe(2);
        foreach (var day in (string[])["2025-09-23", "2025-09-24", "2025-09-25"]) await zone.DayAsync(day, worked: false, "台风停工");
        (await zone.SweepAsync()).ShouldBe(0);
        await zone.TodayAsync("2025-10-11");
        (await zone.SweepAsync()).ShouldBe(1);
        (await zone.ToldAsync("officer")).Count.ShouldBe(2);
        (await zone.PointsAsync(clock)).Select(p => p.Point).ShouldBe([50, 80, 80]);
    }

    [Fact]
    public async Task Each_reminder_is_given_once_however_many_sweep_at_once()
    {
        using var zone = await ClockZone.OpenAsync(Server, "2025-09-15");
        const int Clocks = 230;
        await zone.DoAsync<int>(async c =>
        {
            for (var i = 0; i < Clocks; i++)
                (await c.StartAsync(new(new("test", $"{i}"), new($"事项{i}", $"Matter {i}"), "test.limit") { Limit = TimeLimit.Of(10, LimitUnit.WorkingDays).Value, Start = new(2025, 9, 15), Owner = zone.Members["officer"] })).IsOk.ShouldBeTrue();
            return Clocks;
        });
        await using var node = Server.Provider == Provider.Postgres ? await SecondNode.StartAsync(Server) : null;
        var errors = Server.Errors.Entries.Count;
        foreach (var (day, points, officer, head) in ((string, int, int, int)[])[("2025-09-22", 1, 1, 0), ("2025-09-25", 1, 2, 0), ("2025-09-29", 1, 3, 1)])
        {
            await zone.TodayAsync(day);
            var both = new[] { Server.Services, node?.Services ?? Server.Services };
            // Meanwhile somebody changes the days: the same rows, in another order.
            var given = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => SweepAsync(both[i % 2], zone))).Append(Task.Run(async () =>
            {
                await zone.DayAsync("2026-01-05", worked: day == "2025-09-25", "试运行");
                return 0;
            })));
            (given.Sum() + await zone.SweepAsync()).ShouldBe(Clocks * points, day);
            ((await zone.ToldAsync("officer")).Count, (await zone.ToldAsync("head")).Count).ShouldBe((Clocks * officer, Clocks * head), day);
        }

        (await zone.ToldAsync("officer")).Distinct().Count().ShouldBe(Clocks * 3);
        Server.Errors.Entries.Skip(errors).ShouldBeEmpty();
    }

    [Fact]
    public async Task Sweep_that_breaks_between_point_and_notice_leaves_neither_and_the_next_gives_both()
    {
        using var zone = await ClockZone.OpenAsync(Server, "2025-09-15");
        var clock = await zone.StartAsync(10, LimitUnit.WorkingDays, "2025-09-15");
        await zone.TodayAsync("2025-09-22");
        // The whole of a sweep's transaction, broken off right before it commits: as a killed process leaves it.
        await zone.InAsync(async s =>
        {
            var db = s.GetRequiredService<JingkaiDbContext>();
            await using var transaction = await db.Database.BeginTransactionAsync();
            var sweep = s.GetRequiredService<ClockSweep>();
            (await sweep.BatchAsync([], ClockSweep.Batch, CancellationToken.None)).Points.ShouldBe(1);
            (await db.Set<Notice>().CountAsync(n => n.Topic == "clock")).ShouldBe(1);
            await transaction.RollbackAsync();
            return true;
        });
        (await zone.PointsAsync(clock)).ShouldBeEmpty();
        (await zone.ToldAsync("officer")).ShouldBeEmpty();
        (await zone.SweepAsync()).ShouldBe(1);
        (await zone.ToldAsync("officer")).Count.ShouldBe(1);
        (await zone.SweepAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Clock_that_cannot_be_told_does_not_keep_the_others_waiting()
    {
        using var zone = await ClockZone.OpenAsync(Server, "2025-09-15");
        var (bad, good) = (await zone.StartAsync(10, LimitUnit.WorkingDays, "2025-09-15", "bad"), await zone.StartAsync(10, LimitUnit.WorkingDays, "2025-09-15", "good"));
        // A row that no program wrote.
        await zone.InAsync(s => s.GetRequiredService<JingkaiDbContext>().Set<Clock>().Where(c => c.Id == bad.Id).ExecuteUpdateAsync(c => c.SetProperty(x => x.Points, "fifty")));
        await zone.TodayAsync("2025-09-22");
        (await zone.SweepAsync()).ShouldBe(1);
        (await zone.PointsAsync(good)).ShouldBe([(50, 1)]);
        (await zone.PointsAsync(bad)).ShouldBeEmpty();
        Server.Errors.Entries.ShouldContain(e => e.Contains(bad.Id.ToString(), StringComparison.Ordinal));
    }

    private static async Task<int> SweepAsync(IServiceProvider services, ClockZone zone)
    {
        await using var scope = services.CreateAsyncScope();
        services.GetRequiredService<ZoneDirectory>().Forget();
        var info = (await services.GetRequiredService<ZoneDirectory>().FindAsync(zone.Office.Zone))!;
        scope.ServiceProvider.GetRequiredService<Actor>().ActAsSystem(info.Id, info.Code, services.GetRequiredService<IZoneCalendar>().Today(info), "test");
        return await scope.ServiceProvider.GetRequiredService<ClockSweep>().RunAsync();
    }
}

public sealed class Clock_sweep_on_sqlite(SqliteEmpty server) : ClockSweepTests(server);

public sealed class Clock_sweep_on_postgres(PostgresEmpty server) : ClockSweepTests(server);
