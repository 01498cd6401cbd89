using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Kernel;
using Jingkai.Platform.Clocks;
using Jingkai.Platform.Data;
using Jingkai.Projects.Rating;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests.Projects;

/// <summary>Days of a project are put off once, in time, by another's decision, and not while a limit is in force.</summary>
public abstract class ExtensionTests(ExtensionServer server) : ServerTests(server)
{
    [Fact]
    public async Task Start_is_put_off_once_by_another_and_both_days_stay_on_record()
    {
        using var zone = await ProjectZone.OpenAsync(Server);
        var code = await zone.EnterAsync("works", new { name = "延期项目", kind = "industrial", unit = "项目中心", plannedStartOn = "2026-06-30", attendant = "walker" });
        (await zone.PostAsync("works", "promises", new { project = code, side = "investor", item = "start", dueOn = "2026-06-30" })).EnsureSuccessStatusCode();
        (await Code(await zone.PostAsync("works", $"projects/{code}/extensions", new { what = "moon", until = "2026-12-31", reason = "x" }))).ShouldBe("unknown-extension");
        (await Code(await zone.PostAsync("works", $"projects/{code}/extensions", new { what = "start", until = "2026-06-30", reason = "x" }))).ShouldBe("not-later");
        (await Code(await zone.PostAsync("works", $"projects/{code}/extensions", new { what = "start", until = "2027-07-01", reason = "x" }))).ShouldBe("too-far");
        (await Code(await zone.PostAsync("works", $"projects/{code}/extensions", new { what = "land", until = "2027-07-01", reason = "x" }))).ShouldBe("no-day");
        (await Code(await zone.PostAsync("fire", $"projects/{code}/extensions", new { what = "start", until = "2026-12-31", reason = "x" }))).ShouldBe("not-permitted");
        (await zone.PostAsync("works", $"projects/{code}/extensions", new { what = "start", until = "2026-12-31", reason = "图纸调整" })).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await Code(await zone.PostAsync("works", $"projects/{code}/extensions", new { what = "start", until = "2026-12-31", reason = "x" }))).ShouldBe("extension-pending");
        var asked = (await zone.GetAsync("boss", $"projects/{code}/extensions")).Items().Single();
        // Twenty working days after 5 March, with the Qingming holiday not yet begun.
        (asked.Text("state"), asked.Text("expires"), asked.Text("answerBy"), asked.GetProperty("late").GetBoolean()).ShouldBe(("asked", "2026-06-30", "2026-04-02", false));
        (await zone.SignAsync("econ", asked.Text("signOff")!, "approve")).EnsureSuccessStatusCode();
        var granted = (await zone.GetAsync("boss", $"projects/{code}/extensions")).Items().Single();
        (granted.Text("state"), granted.Text("decidedBy"), granted.Text("wasPlanned"), granted.Text("wasPromised"), granted.Text("until")).ShouldBe(("granted", "econ", "2026-06-30", "2026-06-30", "2026-12-31"));
        var start = (await zone.GetAsync("boss", $"projects/{code}")).Items("milestones").Single(m => m.Text("code") == "started");
        (start.Text("plannedOn"), start.Text("promisedOn")).ShouldBe(("2026-12-31", "2026-12-31"));
        (await zone.GetAsync("boss", $"promises?project={code}")).Items().Single().Text("ends").ShouldBe("2026-12-31");
        (await Code(await zone.PostAsync("works", $"projects/{code}/extensions", new { what = "start", until = "2027-06-30", reason = "再延" }))).ShouldBe("extended-already");
        (await zone.InAsync(s => s.GetRequiredService<JingkaiDbContext>().Set<Clock>().Where(c => c.SubjectKind == "project-extension").Select(c => c.State).ToListAsync())).ShouldBe(["stopped"]);
    }

    [Fact]
    public async Task Late_request_is_refused_for_a_start_and_marked_for_a_completion_and_an_approval_runs_out_by_itself()
    {
        using var zone = await ProjectZone.OpenAsync(Server);
        var late = await zone.EnterAsync("works", new { name = "临期项目", kind = "industrial", unit = "项目中心", plannedStartOn = "2026-04-01", plannedCompletionOn = "2026-04-10" });
        (await Code(await zone.PostAsync("works", $"projects/{late}/extensions", new { what = "start", until = "2026-12-31", reason = "x" }))).ShouldBe("asked-late");
        (await zone.PostAsync("works", $"projects/{late}/extensions", new { what = "completion", until = "2026-12-31", reason = "雨季" })).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var marked = (await zone.GetAsync("boss", $"projects/{late}/extensions")).Items().Single();
        marked.GetProperty("late").GetBoolean().ShouldBeTrue();
        (await zone.SignAsync("boss", marked.Text("signOff")!, "return", "理由不足")).EnsureSuccessStatusCode();
        (await zone.GetAsync("boss", $"projects/{late}/extensions")).Items().Single().Text("state").ShouldBe("refused");
        (await zone.GetAsync("boss", $"projects/{late}")).Items("milestones").Single(m => m.Text("code") == "completed").Text("plannedOn").ShouldBe("2026-04-10");
        // Filed two years ago less three months, without a planned start: the approval holds until June.
        var filed = await zone.EnterAsync("econ", new { name = "已备案项目", kind = "upgrade", stage = "filed", stageOn = "2024-06-15" });
        (await zone.PostAsync("econ", $"projects/{filed}/extensions", new { what = "start", until = "2027-06-15", reason = "设备到货晚" })).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await zone.GetAsync("boss", $"projects/{filed}/extensions")).Items().Single().Text("expires").ShouldBe("2026-06-15");
        // A later plan does not make the approval hold longer.
        var planned = await zone.EnterAsync("econ", new { name = "计划很晚的", kind = "upgrade", stage = "filed", stageOn = "2024-03-20", plannedStartOn = "2026-12-31" });
        (await Code(await zone.PostAsync("econ", $"projects/{planned}/extensions", new { what = "start", until = "2027-03-01", reason = "x" }))).ShouldBe("asked-late");
    }

    [Fact]
    public async Task What_is_still_to_come_of_a_planned_course_is_stretched_to_the_new_completion()
    {
        using var zone = await ProjectZone.OpenAsync(Server);
        var code = await zone.EnterAsync("works", new { name = "分段计划的", kind = "industrial", unit = "项目中心", stage = "started", stageOn = "2026-01-01", plannedStartOn = "2026-01-01", plannedCompletionOn = "2026-07-03" });
        (await zone.As("works").PutAsJsonAsync(zone.Office.At($"projects/{code}/course"), new { points = new[] { new { on = "2026-01-01", percent = 0 }, new { on = "2026-03-05", percent = 20 }, new { on = "2026-05-04", percent = 60 }, new { on = "2026-07-03", percent = 100 } } })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await zone.PostAsync("works", $"projects/{code}/extensions", new { what = "completion", until = "2026-10-31", reason = "雨季" })).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await zone.SignAsync("boss", (await zone.GetAsync("boss", $"projects/{code}/extensions")).Items().Single().Text("signOff")!, "approve")).EnsureSuccessStatusCode();
        var course = await zone.GetAsync("boss", $"projects/{code}/course");
        // 120 days became 240: what was due by today stays, the rest takes twice as long.
        course.Items("points").Select(p => (p.Text("on"), p.Number("percent"))).ShouldBe([("2026-01-01", 0m), ("2026-03-05", 20m), ("2026-07-03", 60m), ("2026-10-31", 100m)]);
        course.Number("planned").ShouldBe(20m);
    }

    [Fact]
    public async Task Constrained_project_is_refused_with_reason_and_release_when_it_asks_and_again_when_it_is_decided()
    {
        using var zone = await ProjectZone.OpenAsync(Server);
        var code = await zone.EnterAsync("works", new { name = "受约束项目", kind = "industrial", unit = "项目中心", plannedStartOn = "2026-09-30" });
        var id = (await zone.GetAsync("boss", $"projects/{code}")).GetProperty("id").GetGuid();
        FakeLimits.On(id);
        var refused = await zone.PostAsync("works", $"projects/{code}/extensions", new { what = "start", until = "2026-12-31", reason = "x" });
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var body = JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement;
        body.Text("code").ShouldBe("constrained");
        body.GetRawText().ShouldContain("蜗牛");
        body.GetRawText().ShouldContain("连续两期");
        FakeLimits.Off(id);
        (await zone.PostAsync("works", $"projects/{code}/extensions", new { what = "start", until = "2026-12-31", reason = "图纸调整" })).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var signOff = (await zone.GetAsync("boss", $"projects/{code}/extensions")).Items().Single().Text("signOff")!;
        // The limit comes into force while the request waits.
        FakeLimits.On(id);
        (await Code(await zone.SignAsync("boss", signOff, "approve"))).ShouldBe("constrained");
        (await zone.GetAsync("boss", $"projects/{code}")).Items("milestones").Single().Text("plannedOn").ShouldBe("2026-09-30");
        FakeLimits.Off(id);
        (await zone.SignAsync("boss", signOff, "approve")).EnsureSuccessStatusCode();
        (await zone.GetAsync("boss", $"projects/{code}")).Items("milestones").Single().Text("plannedOn").ShouldBe("2026-12-31");
    }

    [Fact]
    public async Task Landing_clocks_count_what_ended_and_what_runs()
    {
        using var zone = await ProjectZone.OpenAsync(Server);
        await EnterAsync("快", new { signedOn = "2025-01-01", landOn = "2025-02-01", startedOn = "2025-02-26", completedOn = "2025-12-31" });
        await EnterAsync("慢", new { signedOn = "2025-01-01", landOn = "2025-03-01", startedOn = "2025-07-01" });
        await EnterAsync("未供地", new { signedOn = "2026-01-04" });
        var ended = await EnterAsync("终止", new { signedOn = "2025-01-01" });
        (await zone.PostAsync("econ", $"projects/{ended}/end", new { on = "2026-01-01", reason = "放弃" })).EnsureSuccessStatusCode();
        await zone.EnterAsync("econ", new { name = "在谈", kind = "industrial" });
        var view = await zone.GetAsync("boss", "landing");
        var lines = view.Items().ToDictionary(l => l.Text("name")!);
        lines.Keys.Order(StringComparer.Ordinal).ShouldBe(new[] { "快", "慢", "未供地", "终止" }.Order(StringComparer.Ordinal));
        (Days("快", "toLand"), Days("快", "landToStart"), Days("快", "toStart"), Days("快", "toCompletion")).ShouldBe(("31", "25", "56", "364"));
        (Days("慢", "toStart"), Days("慢", "toCompletion"), Days("未供地", "toLand"), Days("未供地", "toStart"), Days("终止", "toStart")).ShouldBe(("181", "428 running", "60 running", "60 running", null));
        var clocks = view.GetProperty("clocks").EnumerateArray().ToDictionary(c => c.Text("code")!);
        (clocks["to-start"].Number("median"), clocks["to-start"].Number("best"), clocks["to-start"].Text("bestName"), clocks["to-start"].Number("running")).ShouldBe((118.5m, 56m, "快", 1m));
        view.Number("onLand").ShouldBe(1);
        (await zone.GetAsync("boss", "landing?q=未供地")).Items().Count.ShouldBe(1);

        Task<string> EnterAsync(string name, object days)
        {
            var body = JsonSerializer.SerializeToNode(days)!.AsObject();
            (body["name"], body["kind"], body["stage"]) = (name, "industrial", body.ContainsKey("completedOn") ? "completed" : body.ContainsKey("startedOn") ? "started" : "signed");
            return zone.EnterAsync("econ", body);
        }

        string? Days(string name, string clock) => lines[name].GetProperty(clock) is { ValueKind: JsonValueKind.Object } time ? time.GetProperty("days").GetInt32() + (time.GetProperty("running").GetBoolean() ? " running" : "") : null;
    }
}

/// <summary>Limits as the test sets them.</summary>
internal sealed class FakeLimits(JingkaiDbContext db) : FactorLimits(db)
{
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<Guid, bool> Limited = new();

    public static void On(Guid project) => Limited[project] = true;

    public static void Off(Guid project) => Limited.TryRemove(project, out _);

    public override Task<LimitInForce?> OnAsync(Guid project, string factor, CancellationToken cancel) =>
        Task.FromResult(factor == Factors.Extension && Limited.ContainsKey(project) ? new LimitInForce("C2026-0001", new(2026, 2, 1), new("第4期评为蜗牛", "snail in round 4"), new("连续两期达到计划", "two rounds in a row on plan")) : null);
}

public abstract class ExtensionServer(Provider provider) : TestServer(provider, demo: false)
{
    // After the program's own: the last one registered is the one that answers.
    protected override void Configure(WebApplicationBuilder builder) => builder.Host.UseServiceProviderFactory(new LastWord());

    private sealed class LastWord : IServiceProviderFactory<IServiceCollection>
    {
        public IServiceCollection CreateBuilder(IServiceCollection services) => services;

        public IServiceProvider CreateServiceProvider(IServiceCollection containerBuilder) => containerBuilder.AddScoped<FactorLimits, FakeLimits>().BuildServiceProvider(validateScopes: true);
    }
}

public sealed class SqliteExtensions() : ExtensionServer(Provider.Sqlite);

public sealed class PostgresExtensions() : ExtensionServer(Provider.Postgres);

public sealed class Extensions_on_sqlite(SqliteExtensions server) : ExtensionTests(server), IClassFixture<SqliteExtensions>;

public sealed class Extensions_on_postgres(PostgresExtensions server) : ExtensionTests(server), IClassFixture<PostgresExtensions>;
