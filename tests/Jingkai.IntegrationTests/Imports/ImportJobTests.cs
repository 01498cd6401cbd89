using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Data;
using Jingkai.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests.Imports;

/// <summary>An import is a job: it tells how far it is, can be stopped, and is its asker's alone.</summary>
public abstract class ImportJobTests(ImportServer server) : ServerTests(server)
{
    // Enterprises are written a thousand at a time; the gate stops each thousand.
    private const int Many = 3_000;

    [Fact]
    public async Task Progress_rises_while_the_rows_are_written()
    {
        using var office = await Office.OpenAsync(Server);
        var gate = Gate.Before(Server.Provider, await office.IdAsync());
        var job = await StartAsync(office, "enterprises", Ledger(Many));
        var seen = new List<decimal>();
        for (var batch = 0; batch < Many / 1000; batch++)
        {
            await gate.ReachedAsync();
            var view = await office.Economy.GetFromJsonAsync<JsonElement>(job);
            (view.Text("kind"), view.Text("state")).ShouldBe(("import", "running"));
            view.GetProperty("result").ValueKind.ShouldBe(JsonValueKind.Null);
            seen.Add(view.Number("progress")!.Value);
            gate.Open();
        }

        var done = await office.Economy.WaitAsync(job);
        done.Counts.ShouldBe((Many, Many, 0, 0, 0), done.ToString());
        seen[0].ShouldBeGreaterThanOrEqualTo(0.5m, "reading is done");
        seen.ShouldBe([.. seen.Distinct().Order()], "each look shows more than the one before");
        seen[^1].ShouldBeLessThan(1m);
        (await office.Economy.GetFromJsonAsync<JsonElement>(job)).Number("progress").ShouldBe(1m);
    }

    [Fact]
    public async Task Stopped_import_leaves_nothing()
    {
        using var office = await Office.OpenAsync(Server);
        var before = await ZoneState.ReadAsync(Server, office.Zone);
        var trail = await ZoneState.TrailAsync(Server, office.Zone);
        var gate = Gate.Before(Server.Provider, await office.IdAsync());
        var job = await StartAsync(office, "enterprises", Ledger(Many));
        await gate.ReachedAsync();
        gate.Open();
        await gate.ReachedAsync();

        var stopped = await office.Economy.DeleteAsync(job);
        stopped.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await stopped.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        var ended = await office.Economy.WaitAsync(job);
        ended.State.ShouldBe("cancelled");
        (await ZoneState.ReadAsync(Server, office.Zone)).ShouldEqual(before);
        (await ZoneState.TrailAsync(Server, office.Zone)).ShouldBe(trail);

        // What has ended cannot be stopped, and the same file goes in afterwards.
        (await office.Economy.DeleteAsync(job)).StatusCode.ShouldBe(HttpStatusCode.NoContent, "asking twice is no mistake");
        gate.TakeAway();
        var second = await office.Economy.ImportAsync(office.Zone, "enterprises", Ledger(Many), "台账.csv", "?mode=all");
        second.Counts.ShouldBe((Many, Many, 0, 0, 0));
        var finished = await office.Economy.DeleteAsync(await LatestAsync(office));
        (finished.StatusCode, await Code(finished)).ShouldBe((HttpStatusCode.Conflict, "job-finished"));
    }

    [Fact]
    public async Task Import_that_waits_is_stopped_before_it_begins()
    {
        using var office = await Office.OpenAsync(Server);
        var first = await EnqueueGateAsync(office);
        await Gate.Of(first).ReachedAsync();
        var job = await StartAsync(office, "enterprises", Ledger(3));
        var view = await office.Economy.GetFromJsonAsync<JsonElement>(job);
        (view.Text("state"), view.Number("progress")).ShouldBe(("queued", 0m));
        (await office.Economy.DeleteAsync(job)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await office.Economy.GetFromJsonAsync<JsonElement>(job)).Text("state").ShouldBe("cancelled");
        Gate.Of(first).Open();

        // Jobs run in order of asking: when a later one has ended, the stopped one would have run.
        (await office.Economy.ImportAsync(office.Zone, "enterprises", Ledger(5), "台账.csv")).Counts.ShouldBe((5, 5, 0, 0, 0));
        (await office.Economy.GetFromJsonAsync<JsonElement>(job)).Text("state").ShouldBe("cancelled");
    }

    [Fact]
    public async Task Job_of_another_zone_or_of_another_person_does_not_exist()
    {
        using var office = await Office.OpenAsync(Server);
        using var other = await Office.OpenAsync(Server);
        using var colleague = await office.HireAsync("promotion", Platform.Accounts.Roles.Economy);
        var imported = await office.Economy.ImportAsync(office.Zone, "enterprises", "统一社会信用代码,企业名称\n1,甲\n");
        var report = imported.Result.Text("reportUrl")!;
        var job = report[..^"/report".Length];
        (await office.Economy.GetAsync(job)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await office.Economy.GetAsync(report)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var elsewhere = job.Replace(office.Zone, other.Zone, StringComparison.Ordinal);
        var upload = imported.Result.Text("upload");
        foreach (var (client, address) in new[] { (other.Economy, job), (other.Economy, elsewhere), (office.Economy, elsewhere), (colleague, job) })
        {
            foreach (var answer in new[] { await client.GetAsync(address), await client.DeleteAsync(address), await client.GetAsync(address + "/report") })
                (answer.StatusCode, await Code(answer)).ShouldBe((HttpStatusCode.NotFound, await Code(await client.GetAsync(address))), address);
        }

        (await colleague.PostAsync(office.At($"imports/enterprises?upload={upload}"), null)).StatusCode.ShouldBe(HttpStatusCode.NotFound, "a file handed in is its sender's");
        (await other.Economy.PostAsync(other.At($"imports/enterprises?upload={upload}"), null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await office.Economy.GetAsync(office.At($"jobs/{Guid.CreateVersion7()}"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await office.Economy.GetAsync(office.At("jobs/nonsense"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Worker_that_lost_its_job_does_not_end_it()
    {
        using var office = await Office.OpenAsync(Server);
        var id = await EnqueueGateAsync(office);
        await Gate.Of(id).ReachedAsync();
        // Another worker took the job over while this one was thought dead: each taking over is one attempt more.
        await Server.InZone(office.Zone, services => services.GetRequiredService<JingkaiDbContext>().Set<Job>().Where(j => j.Id == id).ExecuteUpdateAsync(j => j.SetProperty(x => x.Attempts, 2)));
        Gate.Of(id).Open();
        // The runner takes one after another: when the next has come to its gate, the first is through with its end.
        var next = await EnqueueGateAsync(office);
        await Gate.Of(next).ReachedAsync();
        Gate.Of(next).TakeAway();
        var found = await Server.InZone(office.Zone, services => services.GetRequiredService<JingkaiDbContext>().Set<Job>().AsNoTracking().SingleAsync(j => j.Id == id));
        (found.State, found.Attempts, found.FinishedAt).ShouldBe((JobState.Running, 2, null));
        // Its owner's lease runs out in time; nobody waits for that here.
        await Server.InZone(office.Zone, services => services.GetRequiredService<JingkaiDbContext>().Set<Job>().Where(j => j.Id == id).ExecuteDeleteAsync());
    }

    [Fact]
    public async Task File_that_was_looked_at_is_imported_without_being_sent_again()
    {
        using var office = await Office.OpenAsync(Server);
        var looked = await office.Economy.ImportAsync(office.Zone, "enterprises", Ledger(3), "台账.csv", "?dryRun=true");
        looked.Counts.ShouldBe((3, 3, 0, 0, 0));
        looked.Result.Items("preview").Count.ShouldBe(3);
        var answer = await office.Economy.PostAsync(office.At($"imports/enterprises?upload={looked.Result.Text("upload")}&mode=all"), null);
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await office.Economy.WaitAsync((await Json(answer)).Text("job")!)).Counts.ShouldBe((3, 3, 0, 0, 0));
    }

    [Theory]
    [InlineData("enterprises", "统一社会信用代码,企业名称,行业代码\n91330499MA,甲厂,9999\n", "统一社会信用代码应为18位，现为10位", "a credit code has 18 characters, this has 10")]
    [InlineData("enterprise-reports", "统一社会信用代码,报告期,工业总产值(万元)_本月\n91330499MA2LMDQJ67,2020-07,1\n", "企业台账中没有", "91330499MA2LMDQJ67")]
    [InlineData("observations", "指标代码,报告期,数值,单位,来源\nNO_SUCH,2020,1,亿元,统计局\n", "NO_SUCH", "NO_SUCH")]
    [InlineData("targets", "指标代码,年度,目标值,单位,来源\nNO_SUCH,2020,1,亿元,统计局\n", "NO_SUCH", "NO_SUCH")]
    [InlineData("assessment-values", "年度,参评开发区,指标,数值\n2019,甲区,没有这项,1\n", "没有这项", "没有这项")]
    public async Task Refusals_are_told_in_the_language_of_whoever_reads_them(string ledger, string csv, string chinese, string english)
    {
        using var office = await Office.OpenAsync(Server);
        using var sent = await office.Economy.SendFileAsync(office.Zone, ledger, Encoding.UTF8.GetBytes(csv), "台账.csv", "?mode=good");
        var job = (await Json(sent)).Text("job")!;
        (await office.Economy.WaitAsync(job)).Reasons.ShouldNotBeEmpty();
        var (zh, en) = (await ReadAsync("zh-CN"), await ReadAsync("en"));
        zh[0].ShouldContain(chinese);
        en[0].ShouldContain(english);
        zh.ShouldAllBe(m => m.Any(c => c >= '\u4e00'));
        en.Zip(zh).ShouldAllBe(m => m.First != m.Second);

        // A job of an earlier version kept one message; it is still read.
        await Server.InZone(office.Zone, async services =>
        {
            var db = services.GetRequiredService<JingkaiDbContext>();
            var id = Guid.Parse(job[(job.LastIndexOf('/') + 1)..]);
            var stored = db.Set<Job>().Single(j => j.Id == id);
            stored.Result.ShouldNotBeNull().ShouldContain("\"said\"");
            stored.Result = stored.Result!.Replace("\"said\"", "\"once\"", StringComparison.Ordinal);
            return await db.SaveChangesAsync();
        });
        (await ReadAsync("en")).ShouldBe(zh);

        async Task<IReadOnlyList<string>> ReadAsync(string language)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, job);
            request.Headers.TryAddWithoutValidation("Accept-Language", language);
            var result = (await Json(await office.Economy.SendAsync(request))).GetProperty("result");
            result.ToString().ShouldNotContain("\"said\"");
            return [.. result.Items("errors").Select(e => e.Text("message")!)];
        }
    }

    [Theory]
    [InlineData("imports/houses", 404, "unknown-ledger")]
    [InlineData("imports/enterprises?mode=perhaps", 400, "bad-mode")]
    [InlineData("imports/enterprises?dryRun=perhaps", 400, "bad-flag")]
    [InlineData("imports/enterprises?headingRow=0", 400, "bad-number")]
    [InlineData("imports/enterprises?headingRow=99999999999999", 400, "bad-number")]
    [InlineData("imports/enterprises?map=A", 400, "bad-map")]
    [InlineData("imports/enterprises?map=A:colour", 400, "bad-map")]
    [InlineData("imports/enterprises?map=A:name&map=B:name", 400, "bad-map")]
    [InlineData("imports/enterprises?upload=nonsense", 404, "upload-gone")]
    [InlineData("imports/enterprises?upload=01a21450-b94d-75fd-b016-6d256cd1c763", 404, "upload-gone")]
    public async Task Import_that_is_asked_wrongly_is_refused(string address, int status, string code)
    {
        using var office = await Office.OpenAsync(Server);
        var answer = await office.Economy.PostAsync(office.At(address), new MultipartFormDataContent { { new ByteArrayContent(Ledger(1)), "file", "台账.csv" } });
        ((int)answer.StatusCode, await Code(answer)).ShouldBe((status, code));
    }

    private async Task<string> StartAsync(Office office, string ledger, byte[] content)
    {
        var answer = await office.Economy.SendFileAsync(office.Zone, ledger, content, "台账.csv", "?mode=all");
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        answer.Headers.Location!.ToString().ShouldBe((await Json(answer)).Text("job"));
        return answer.Headers.Location.ToString();
    }

    private Task<Guid> EnqueueGateAsync(Office office) => Server.InZone(office.Zone, async services =>
    {
        var db = services.GetRequiredService<JingkaiDbContext>();
        var job = services.GetRequiredService<JobQueue>().Enqueue(db, GateJob.JobKind, new { });
        await db.SaveChangesAsync();
        services.GetRequiredService<JobQueue>().Wake();
        return job.Id;
    });

    private Task<string> LatestAsync(Office office) => Server.InZone(office.Zone, services =>
    {
        var db = services.GetRequiredService<JingkaiDbContext>();
        return Task.FromResult(office.At($"jobs/{db.Set<Job>().OrderByDescending(j => j.Id).Select(j => j.Id).First()}"));
    });

    private static byte[] Ledger(int count) =>
        Encoding.UTF8.GetBytes(Firm.Ledger(Enumerable.Range(0, count).Select(i => new Firm($"企业{i}", "3484", $"园区{i % 7}"))));
}

public sealed class Import_jobs_on_sqlite(SqliteImports server) : ImportJobTests(server);

public sealed class Import_jobs_on_postgres(PostgresImports server) : ImportJobTests(server);
