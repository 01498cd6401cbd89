using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingkai.Economy.Domain;
using Jingkai.Economy.Months;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests.Months;

/// <summary>A locked month: what was frozen, what is told of it, and that nothing slips in.</summary>
public abstract class LockTests(TestServer server) : ServerTests(server)
{
    [Fact]
    public async Task Frozen_sums_are_the_roll_ups_and_their_digests_those_of_the_reports()
    {
        using var zone = await ReportingZone.OpenAsync(Server);
        await zone.ImportAugustAsync(0, 1, 2, 3, 4);
        var live = await zone.FigureAsync(subject: "industry:36");
        await zone.LockAsync();
        var (sums, version, values, rollups) = await Server.InZone(zone.Zone, async services =>
        {
            var db = services.GetRequiredService<JingkaiDbContext>();
            return (await db.Set<FrozenSum>().ToListAsync(), await db.Set<MonthVersion>().SingleAsync(), await db.Set<ReportValue>().ToListAsync(), await db.Set<Rollup>().Where(r => r.Month == 202008).ToListAsync());
        });
        sums.Select(s => (s.Measure, s.Subject, s.MonthSumE4, s.YtdSumE4, s.YtdPriorE4, s.YtdCount)).ShouldBe(rollups.Select(r => (r.Measure, FrozenSum.SubjectOf(r.Subject), r.MonthSumE4, r.YtdSumE4, r.YtdPriorE4, r.YtdCount)), ignoreOrder: true);
        version.Records.ShouldBe(5);

        // The digest, computed here from its description alone.
        var lines = values.OrderBy(v => v.EnterpriseId.ToString("N"), StringComparer.Ordinal)
            .Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.EnterpriseId:N}|{v.Measure}|{v.Month}|{v.Version}|{v.MonthE4}|{v.MonthPriorE4}|{v.YtdE4}|{v.YtdPriorE4}\n"));
        sums.Single(s => s.Subject == "zone").Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines)))));
        version.Sha256.ShouldBe(Freezer.Digest([.. sums.OrderBy(s => s.Measure).ThenBy(s => s.Subject, StringComparer.Ordinal)]));

        // The figure is the same as before, and says that it is locked; its trace carries the digest.
        var locked = await zone.FigureAsync(subject: "industry:36");
        (locked.Number("value"), locked.Number("computedGrowth"), locked.Number("share"), locked.Text("status")).ShouldBe((live.Number("value"), live.Number("computedGrowth"), live.Number("share"), "locked"));
        var trace = await ReportingZone.GetAsync(zone.Economy, locked.Text("trace")!);
        trace.Items("frozen").Single().Text("sha256").ShouldBe(sums.Single(s => s.Subject == "industry:36").Sha256);
        trace.GetProperty("sinceLock").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task As_of_an_instant_a_sum_is_what_was_frozen_then()
    {
        using var zone = await ReportingZone.OpenAsync(Server);
        await zone.ImportAugustAsync(0, 1, 2);
        var live = await zone.FigureAsync(more: $"&asOf={DateTime.UtcNow.AddMinutes(1):yyyy-MM-dd'T'HH:mm:ss'Z'}");
        (live.Number("value"), live.Text("status")).ShouldBe((0.486m, "computed"));
        await zone.LockAsync();
        var frozen = await zone.FigureAsync(more: $"&asOf={DateTime.UtcNow.AddMinutes(1):yyyy-MM-dd'T'HH:mm:ss'Z'}");
        (frozen.Number("value"), frozen.Text("status"), frozen.At("rolledUp.reporting.received").GetInt32(), frozen.At("rolledUp.reporting.expected").GetInt32()).ShouldBe((0.486m, "locked", 3, 5));
        (await Code(await zone.Economy.FigureAsync(zone.Zone, "IND_GOV", ReportingZone.ToAugust, more: "&asOf=2020-08-01T00:00:00Z"))).ShouldBe("no-figure");
    }

    [Fact]
    public async Task Register_moved_after_the_lock_moves_no_locked_figure_and_is_listed()
    {
        using var zone = await ReportingZone.OpenAsync(Server);
        await zone.ImportAugustAsync(0, 1, 2, 3, 4);
        await zone.LockAsync();
        var before = (await zone.FigureAsync(subject: "industry:27"), await zone.FigureAsync(subject: "industry:36"));
        var firm = await ReportingZone.GetAsync(zone.Economy, zone.At($"enterprises/{zone.Firms[1].Code}"));
        (await zone.Economy.PatchAsync(zone.At($"enterprises/{firm.Text("code")}"), new JsonObject { ["industryCode"] = "3612", ["effectiveOn"] = "2020-08-01" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        var after = (await zone.FigureAsync(subject: "industry:27"), await zone.FigureAsync(subject: "industry:36"));
        (after.Item1.Number("value"), after.Item2.Number("value")).ShouldBe((before.Item1.Number("value"), before.Item2.Number("value")));
        var changes = await ReportingZone.GetAsync(zone.Leader, zone.At("months/2020-08/changes"));
        var moved = changes.Items("figures").Where(f => f.Text("period") == ReportingZone.ToAugust).ToDictionary(f => f.Text("subject")!);
        moved.Keys.ShouldContain("industry:27");
        moved["industry:36"].Text("because").ShouldNotBeNull().ShouldContain("行业");
        changes.Items("reports").ShouldBeEmpty();
        // The trace says that its records add up to what the sum is now.
        var trace = await ReportingZone.GetAsync(zone.Economy, after.Item2.Text("trace")!);
        trace.At("sinceLock").Number("difference").ShouldBe(moved["industry:36"].Number("new") - moved["industry:36"].Number("old"));
        await Server.RollupsEqualRebuild(zone.Zone);
    }

    [Fact]
    public async Task Carried_correction_that_reaches_a_locked_month_changes_nothing()
    {
        using var zone = await ReportingZone.OpenAsync(Server);
        await zone.JulyAsync();
        await zone.ImportAugustAsync(0, 1, 2);
        await zone.LockAsync();
        var body = new JsonObject { ["indicator"] = "IND_GOV", ["value"] = 150, ["carry"] = true, ["reason"] = "补报" };
        (await Code(await zone.Economy.PatchAsync(zone.At($"enterprise-reports/{zone.Firms[0].Code}/2020-07"), body))).ShouldBe("period-locked");
        body["carry"] = false;
        (await zone.Economy.PatchAsync(zone.At($"enterprise-reports/{zone.Firms[0].Code}/2020-07"), body)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await zone.FigureAsync()).Number("value").ShouldBe(0.486m);
    }

    [Theory]
    [InlineData("2020-13", "lock", "bad-period")]
    [InlineData("2020-01/2020-07", "lock", "bad-period")]
    [InlineData("2020-09", "lock", "month-not-over")]
    [InlineData("2020-06", "lock", "nothing-to-lock")]
    [InlineData("2020-08", "unlock", "move-not-allowed")]
    public async Task Lock_that_makes_no_sense_is_refused(string month, string move, string code)
    {
        using var zone = await ReportingZone.OpenAsync(Server);
        await zone.ImportAugustAsync(0);
        (await Code(await zone.Economy.PostAsJsonAsync(zone.At($"months/{Uri.EscapeDataString(month)}/{move}"), new { reason = "试" }))).ShouldBe(code);
    }

    [Fact]
    public async Task Duty_that_becomes_unconfirmed_after_the_request_keeps_the_lock_from_being_agreed()
    {
        using var zone = await ReportingZone.OpenAsync(Server);
        await zone.PlanAsync();
        await zone.OpenMonthAsync();
        await zone.ImportAugustAsync(0, 1, 2, 3, 4);
        var task = (await ReportingZone.GetAsync(zone.Economy, zone.At("report-tasks?month=2020-08"))).Items().Single(t => t.Text("kind") == "enterprises").Text("code");
        await Json(await zone.Second.PostAsJsonAsync(zone.At($"report-tasks/{task}/confirm"), new { }));
        var asked = await Json(await zone.Economy.PostAsJsonAsync(zone.At("months/2020-08/lock"), new { reason = "外资数下月补", despiteUnconfirmed = true }));
        (await zone.Economy.PatchAsync(zone.At($"enterprise-reports/{zone.Firms[0].Code}/2020-08"), new JsonObject { ["indicator"] = "IND_GOV", ["value"] = 111, ["reason"] = "改" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Code(await zone.Leader.PostAsJsonAsync(zone.At($"sign-offs/{asked.Text("signOff")}/moves"), new { move = "approve" }))).ShouldBe("duties-unconfirmed");
        (await zone.FigureAsync()).Text("status").ShouldBe("computed");
        await Json(await zone.Second.PostAsJsonAsync(zone.At($"report-tasks/{task}/confirm"), new { }));
        await zone.SignAsync(asked.Text("signOff")!);
        (await zone.FigureAsync()).Text("status").ShouldBe("locked");
    }

    [Fact]
    public async Task Nothing_slips_into_a_month_while_it_is_being_locked()
    {
        using var zone = await ReportingZone.OpenAsync(Server, firms: 12);
        await zone.ImportAugustAsync([.. Enumerable.Range(0, 12)]);
        await using var node = Server.Provider == Provider.Postgres ? await SecondNode.StartAsync(Server) : null;
        using var other = node?.Like(zone.Second) ?? await Server.As($"{zone.Zone}.second");
        for (var round = 1; round <= 3; round++)
        {
            var asked = await Json(await zone.Economy.PostAsJsonAsync(zone.At("months/2020-08/lock"), new { reason = "锁定" }));
            var code = asked.Text("signOff")!;
            using var stop = new CancellationTokenSource();
            var writers = Enumerable.Range(0, 4).Select(w => Task.Run(() => CorrectUntilAsync(zone, w % 2 == 0 ? zone.Economy : other, w, stop.Token)))
                .Append(Task.Run(() => ImportUntilAsync(zone, zone.Economy, 100, stop.Token))).Append(Task.Run(() => ImportUntilAsync(zone, other, 200, stop.Token))).ToList();
            // Every writer has been at it before the leader agrees, and meets the lock afterwards.
            await zone.SignAsync(code);
            var refused = await Task.WhenAll(writers);
            await stop.CancelAsync();
            refused.ShouldAllBe(r => r);
            await FrozenEqualsReports(zone, round);
            await zone.UnlockAsync();
        }

        await Server.RollupsEqualRebuild(zone.Zone);
    }

    /// <summary>Corrects until the month is locked.</summary>
    private static async Task<bool> CorrectUntilAsync(ReportingZone zone, HttpClient client, int writer, CancellationToken stop)
    {
        for (var n = 1; !stop.IsCancellationRequested; n++)
        {
            var answer = await client.PatchAsync(zone.At($"enterprise-reports/{zone.Firms[(writer + n) % zone.Firms.Count].Code}/2020-08"), new JsonObject { ["indicator"] = "IND_GOV", ["value"] = (writer * 1000) + n, ["carry"] = true, ["reason"] = $"{writer}-{n}" });
            if (answer.StatusCode == HttpStatusCode.OK) continue;
            (await Code(answer)).ShouldBe("period-locked");
            return true;
        }

        return false;
    }

    /// <summary>Imports the whole month until its rows are refused.</summary>
    private static async Task<bool> ImportUntilAsync(ReportingZone zone, HttpClient client, int start, CancellationToken stop)
    {
        for (var n = start; !stop.IsCancellationRequested; n++)
        {
            var imported = await client.ImportAsync(zone.Zone, "enterprise-reports", Report.Ledger(zone.Firms.Select(f => new Report(f.Code, "2020-08", n, 90, 700 + n, 650))), "?mode=all");
            imported.State.ShouldBe("done", imported.ToString());
            if (imported.Reasons.Count == 0) continue;
            imported.Reasons.ShouldAllBe(r => r.Code == "period-locked");
            return true;
        }

        return false;
    }

    private async Task FrozenEqualsReports(ReportingZone zone, int number) => await Server.InZone(zone.Zone, async services =>
    {
        var db = services.GetRequiredService<JingkaiDbContext>();
        var frozen = await db.Set<FrozenSum>().AsNoTracking().Where(f => f.Month == 202008 && f.Number == number).ToListAsync();
        var (now, _) = await services.GetRequiredService<Freezer>().SumsAsync(202008, CancellationToken.None);
        frozen.Count.ShouldBeGreaterThan(0);
        frozen.Select(f => (f.Measure, f.Subject, f.MonthSumE4, f.YtdSumE4, f.Sha256)).ShouldBe(now.Select(f => (f.Measure, f.Subject, f.MonthSumE4, f.YtdSumE4, f.Sha256)), ignoreOrder: true);
        return true;
    });
}

public sealed class Lock_on_sqlite(SqliteEmpty server) : LockTests(server);

public sealed class Lock_on_postgres(PostgresEmpty server) : LockTests(server);
