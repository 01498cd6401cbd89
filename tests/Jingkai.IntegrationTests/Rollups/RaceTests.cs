using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Jingkai.Economy.Rollups;
using Jingkai.Enterprises.Domain;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Jingkai.Platform.Jobs;
using Jingkai.Platform.Numbering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests;

/// <summary>Two do the same at the same moment: one of them does it, the other is told.</summary>
public abstract class RaceTests(TestServer server) : ServerTests(server)
{
    private static readonly string[] Ledgers = ["enterprises", "enterprise-reports", "observations", "targets"];

    [Fact]
    public async Task Same_file_sent_twice_at_the_same_moment_goes_in_once()
    {
        using var office = await Office.OpenAsync(Server);
        // Two nodes, so that both imports really run at once; on SQLite there is one worker, and they follow each other.
        await using var node = Server.Provider == Provider.Postgres ? await SecondNode.StartAsync(Server) : null;
        using var other = node?.Like(office.Economy) ?? await Server.As($"{office.Zone}.economy");
        var firms = Enumerable.Range(0, 40).Select(i => new Firm($"企业{i}", i % 2 == 0 ? "3612" : "2710", $"园区{i % 3}")).ToList();
        var round = 0;
        foreach (var ledger in Ledgers.Concat(Ledgers))
        {
            var (csv, rows) = File(ledger, firms, round++ / Ledgers.Length);
            var content = Encoding.UTF8.GetBytes(csv);
            var imports = await Task.WhenAll(office.Economy.ImportAsync(office.Zone, ledger, content, "a.csv"), other.ImportAsync(office.Zone, ledger, content, "b.csv"));
            foreach (var import in imports)
            {
                import.State.ShouldBe("done", import.ToString());
                import.Reasons.ShouldBeEmpty();
                (import.Count("inserted") + import.Count("updated") + import.Count("unchanged")).ShouldBe(rows, import.ToString());
            }

            imports.Sum(i => i.Count("inserted") + i.Count("updated")).ShouldBe(rows, $"{ledger}: {imports[0]} {imports[1]}");
            imports.Select(i => i.Count("unchanged")).Max().ShouldBe(rows, ledger);
        }

        await Server.SumsEqualRebuild(office.Zone);
    }

    [Fact]
    public async Task Enterprise_entered_by_two_accounts_at_once_exists_once()
    {
        using var office = await Office.OpenAsync(Server);
        using var second = await office.HireAsync("second", Roles.Economy);
        for (var round = 0; round < 6; round++)
        {
            var body = new { creditCode = Office.CreditCode(), name = $"同时录入{round}", industryCode = "3612", park = $"新园区{round}", movedInOn = "2019-01-01", aboveScale = new[] { new { since = "2019-01-01" } } };
            var answers = await Task.WhenAll(office.Economy.PostAsJsonAsync(office.At("enterprises"), body), second.PostAsJsonAsync(office.At("enterprises"), body));
            answers.Select(a => a.StatusCode).ShouldBe([HttpStatusCode.Created, HttpStatusCode.Conflict], ignoreOrder: true);
            (await Code(answers.Single(a => a.StatusCode == HttpStatusCode.Conflict))).ShouldBe("credit-code-taken");
        }

        (await Json(await office.Economy.GetAsync(office.At("enterprises")))).GetProperty("total").GetInt32().ShouldBe(6);
        await Server.SumsEqualRebuild(office.Zone);
    }

    [Fact]
    public async Task Credit_code_given_back_is_taken_by_one()
    {
        using var office = await Office.OpenAsync(Server);
        using var second = await office.HireAsync("second", Roles.Economy);
        var firm = new Firm("将作废", "3612", "东区");
        await office.Economy.MustImportAsync(office.Zone, "enterprises", Firm.Ledger([firm]));
        var stored = await Json(await office.Economy.GetAsync(office.At($"enterprises/{firm.Code}")));
        var answers = await Task.WhenAll(
            office.Economy.PostAsJsonAsync(office.At($"enterprises/{stored.Text("code")}/voiding"), new { reason = "重复建档" }),
            second.SendFileAsync(office.Zone, "enterprises", Encoding.UTF8.GetBytes(Firm.Ledger([firm with { Name = "改了名" }])), "a.csv"));
        answers[0].StatusCode.ShouldBe(HttpStatusCode.OK);
        var import = await second.WaitAsync((await Json(answers[1])).Text("job")!);
        import.State.ShouldBe("done", import.ToString());
        var now = await Json(await office.Economy.GetAsync(office.At("enterprises")));
        now.GetProperty("total").GetInt32().ShouldBeLessThanOrEqualTo(1);
        await Server.SumsEqualRebuild(office.Zone);
    }

    [Fact]
    public async Task Create_repeated_with_its_key_at_the_same_moment_happens_once()
    {
        using var office = await Office.OpenAsync(Server);
        var body = JsonSerializer.Serialize(new { creditCode = Office.CreditCode(), name = "只此一家", industryCode = "3612" });
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, office.At("enterprises")) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            request.Headers.Add("Idempotency-Key", "draft-1");
            return office.Economy.SendAsync(request);
        }));
        var made = new HashSet<string?>();
        foreach (var answer in answers)
        {
            if (answer.StatusCode == HttpStatusCode.Created) made.Add((await Json(answer)).Text("code"));
            else (await Code(answer)).ShouldBe("idempotency-in-progress");
        }

        made.Count.ShouldBe(1);
        (await Json(await office.Economy.GetAsync(office.At("enterprises")))).GetProperty("total").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Job_is_ended_by_one_worker_and_no_other()
    {
        using var office = await Office.OpenAsync(Server);
        await Server.InZone(office.Zone, async services =>
        {
            var (db, queue) = (services.GetRequiredService<JingkaiDbContext>(), services.GetRequiredService<JobQueue>());
            // A lease far in the future: no runner takes it.
            var job = new Job { ZoneId = db.ZoneId, Kind = "none", State = JobState.Running, LeaseUntil = DateTime.UtcNow.AddDays(1), CreatedAt = DateTime.UtcNow };
            db.Add(job);
            await db.SaveChangesAsync();
            (await queue.CloseAsync(db, job.Id, new { worker = 1 })).ShouldBeTrue();
            (await queue.CloseAsync(db, job.Id, new { worker = 2 })).ShouldBeFalse();
            (await db.Set<Job>().AsNoTracking().SingleAsync(j => j.Id == job.Id)).Result.ShouldBe("""{"worker":1}""");
            return 0;
        });
    }

    [Fact]
    public async Task Job_whose_workers_died_three_times_is_given_up_and_says_so()
    {
        using var office = await Office.OpenAsync(Server);
        var id = await Server.InZone(office.Zone, async services =>
        {
            var db = services.GetRequiredService<JingkaiDbContext>();
            var job = new Job { ZoneId = db.ZoneId, Kind = "none", State = JobState.Running, Attempts = 3, UniqueKey = "one", LeaseUntil = DateTime.UtcNow.AddMinutes(-1), CreatedAt = DateTime.UtcNow };
            db.Add(job);
            await db.SaveChangesAsync();
            return job.Id;
        });
        Job found;
        do found = await Server.InZone(office.Zone, services => services.GetRequiredService<JingkaiDbContext>().Set<Job>().AsNoTracking().SingleAsync(j => j.Id == id));
        while (found.State != JobState.Failed);
        found.Result.ShouldNotBeNull().ShouldContain("job-given-up");
        found.UniqueKey.ShouldBeNull();
    }

    [Fact]
    public async Task Names_that_must_differ_are_given_once_whoever_asks_at_the_same_moment()
    {
        using var administrator = Server.Client();
        using var office = await Office.OpenAsync(Server);
        var code = office.Zone + "b";
        var zone = new { code, name = code, level = "省级", province = "浙江省", city = "嘉兴市" };
        var unit = new { name = "同名科室" };
        var indicator = new { code = "OWN_ONE", name = "自有指标", unit = "个" };
        var member = new { userName = $"{office.Zone}.twin", name = "twin", password = "correct horse battery", roles = new[] { Roles.Leader } };
        foreach (var (address, body) in new (string, object)[] { ("/api/v1/zones", zone), (office.At("indicators"), indicator), (office.At("members"), member) })
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => administrator.PostAsJsonAsync(address, body)));
            answers.Count(a => a.IsSuccessStatusCode).ShouldBe(1, address);
            foreach (var refused in answers.Where(a => !a.IsSuccessStatusCode)) ((int)refused.StatusCode).ShouldBeOneOf(409, 422);
        }
    }

    private static (string Csv, int Rows) File(string ledger, List<Firm> firms, int round)
    {
        switch (ledger)
        {
            case "enterprises":
                return (Firm.Ledger(firms.Select(f => f with { Name = f.Name + round, Park = $"园区{round}" })), firms.Count);
            case "enterprise-reports":
                var reports = firms.SelectMany(f => Enumerable.Range(3, 4).Select(m => new Report(f.Code, string.Create(CultureInfo.InvariantCulture, $"2020-{m:00}"), (m * 10) + round, m * 9, m * 30, m * 27))).ToList();
                return (Report.Ledger(reports), reports.Count);
            case "observations":
                return ("指标代码,报告期,数值,单位,来源\n" + string.Concat(Enumerable.Range(3, 10).Select(m => string.Create(CultureInfo.InvariantCulture, $"IND_GOV,2020-01/2020-{m:00},{(m * 10) + round},亿元,统计局\n"))), 10);
            default:
                return ("指标代码,年度,目标值,单位\n" + string.Concat(Enumerable.Range(2020, 10).Select(y => string.Create(CultureInfo.InvariantCulture, $"IND_GOV,{y},{y + round},亿元\n"))), 10);
        }
    }
}

public sealed class Race_on_sqlite(SqliteEmpty server) : RaceTests(server);

public sealed class Race_on_postgres(PostgresEmpty server) : RaceTests(server)
{
    // On SQLite whoever changes an enterprise is the one writer, and no job begins meanwhile.
    [Fact]
    public async Task Row_whose_enterprise_changed_after_it_was_judged_is_judged_again()
    {
        using var office = await Office.OpenAsync(Server);
        var firm = new Firm("先改后导", "3612", "东区", "2019-01-01");
        await office.Economy.MustImportAsync(office.Zone, "enterprises", Firm.Ledger([firm]));
        var job = await Server.InZone(office.Zone, async services =>
        {
            var db = services.GetRequiredService<JingkaiDbContext>();
            return await db.InTransactionAsync<string>(async () =>
            {
                // The import judges its row by the listing of 2019 and waits here to write.
                await NumberSeries.HoldAsync(db, "enterprises");
                var csv = Encoding.UTF8.GetBytes($"统一社会信用代码,企业名称,规上退出日期\n{firm.Code},{firm.Name},2020-06-01\n");
                var address = (await Json(await office.Economy.SendFileAsync(office.Zone, "enterprises", csv, "exit.csv", "?mode=good"))).Text("job")!;
                while ((await office.Economy.GetFromJsonAsync<JsonElement>(address)).Number("progress") < 0.5m) await Task.Delay(5);
                await db.Set<AboveScaleListing>().ExecuteUpdateAsync(l => l.SetProperty(x => x.Since, new DateOnly(2020, 12, 1)));
                return address;
            });
        });
        var imported = await office.Economy.WaitAsync(job.Value);
        imported.State.ShouldBe("done", imported.ToString());
        (imported.Count("rejected"), imported.Reasons.Single().Code).ShouldBe((1, "listing-order"));
    }

    [Fact]
    public async Task Zone_whose_sums_are_made_anew_holds_up_its_own_writers_and_no_others()
    {
        using Office here = await Office.OpenAsync(Server), there = await Office.OpenAsync(Server);
        Task<HttpResponseMessage>? waiting = null;
        await Server.InZone(here.Zone, async services =>
        {
            var db = services.GetRequiredService<JingkaiDbContext>();
            return await db.InTransactionAsync<int>(async () =>
            {
                await services.GetRequiredService<EconomyLocks>().LockAllAsync(db, CancellationToken.None);
                waiting = here.Economy.PostAsJsonAsync(here.At("enterprises"), Body("等候"));
                (await there.Economy.PostAsJsonAsync(there.At("enterprises"), Body("不等"))).StatusCode.ShouldBe(HttpStatusCode.Created);
                // The writer of the same zone stands at the lock.
                while (await db.Database.SqlQuery<int>($"SELECT count(*)::int AS \"Value\" FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = {db.ZoneId}::oid").SingleAsync() == 0) await Task.Delay(5);
                waiting.IsCompleted.ShouldBeFalse();
                return 0;
            });
        });
        (await waiting.ShouldNotBeNull()).StatusCode.ShouldBe(HttpStatusCode.Created);

        static object Body(string name) => new { creditCode = Office.CreditCode(), name, industryCode = "3612" };
    }
}
