using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Jingkai.Platform.Meetings;
using Jingkai.Platform.Notices;
using Jingkai.Platform.Zones;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests.Meetings;

/// <summary>A kind of subject that keeps what it heard, and fails when a test wants it to.</summary>
internal sealed class ListeningSubject(ListeningSubject.Heard heard) : IMeetingSubject
{
    public string Kind => "test-matter";

    public Task MinutedAsync(JingkaiDbContext db, MeetingNews news, CancellationToken cancel)
    {
        if (news.Item.SubjectId == "fails") throw new InvalidOperationException("The subject fails.");
        heard.Lines.Enqueue($"{news.Item.SubjectId}: minuted, {news.Decisions.Count}");
        return Task.CompletedTask;
    }

    public Task TaskDoneAsync(JingkaiDbContext db, MeetingDecision decision, CancellationToken cancel)
    {
        heard.Lines.Enqueue($"done: {decision.Text}");
        return Task.CompletedTask;
    }

    public Task DroppedAsync(JingkaiDbContext db, Meeting meeting, AgendaItem item, string? reason, CancellationToken cancel)
    {
        heard.Lines.Enqueue($"{item.SubjectId}: dropped, {reason}");
        return Task.CompletedTask;
    }

    internal sealed class Heard
    {
        public ConcurrentQueue<string> Lines { get; } = new();
    }
}

/// <summary>The program with a kind of subject that listens.</summary>
public abstract class MeetingServer(Provider provider) : TestServer(provider, demo: false)
{
    protected override void Configure(WebApplicationBuilder builder) => builder.Services.AddSingleton<ListeningSubject.Heard>().AddScoped<IMeetingSubject, ListeningSubject>();
}

public sealed class SqliteMeetings() : MeetingServer(Provider.Sqlite);

public sealed class PostgresMeetings() : MeetingServer(Provider.Postgres);

/// <summary>A zone in which meetings are held: a leader who chairs, another leader, an office that records, an office with two officers who do
/// what is decided, an officer who has no part in anything, and the economy office. The business date stands still at noon.</summary>
internal sealed class MeetingZone : IDisposable
{
    private readonly TestServer server;
    private readonly Dictionary<string, HttpClient> clients = [];

    private MeetingZone(TestServer server, Office office) => (this.server, Office) = (server, office);

    public Office Office { get; }

    public HttpClient this[string name] => clients[name];

    public Dictionary<string, Guid> Members { get; private set; } = [];

    public static async Task<MeetingZone> OpenAsync(TestServer server, string today = "2026-03-05")
    {
        var zone = new MeetingZone(server, await Office.OpenAsync(server));
        await zone.TodayAsync(today);
        await zone.InAsync(async services =>
        {
            var keeper = services.GetRequiredService<AccountService>();
            foreach (var unit in (string[])["办公室", "建设局"]) (await keeper.AddUnitAsync(unit, null)).IsOk.ShouldBeTrue();
            foreach (var (name, role, unit) in ((string, string, string?)[])
                [("chair", Roles.Leader, null), ("leader", Roles.Leader, null), ("recorder", Roles.Department, "办公室"), ("owner", Roles.Department, "建设局"), ("colleague", Roles.Department, "建设局"), ("stranger", Roles.Department, "办公室"), ("liaison", Roles.Liaison, null), ("firm", Roles.Enterprise, null)])
                (await keeper.AddMemberAsync(new($"{zone.Office.Zone}.{name}", name, "correct horse battery", [role], unit))).IsOk.ShouldBeTrue();
            return true;
        });
        foreach (var name in (string[])["chair", "leader", "recorder", "owner", "colleague", "stranger", "liaison", "firm"]) zone.clients[name] = await server.As($"{zone.Office.Zone}.{name}");
        zone.clients["economy"] = zone.Office.Economy;
        zone.Members = await zone.InAsync(s => s.GetRequiredService<JingkaiDbContext>().Set<Member>().ToDictionaryAsync(m => m.Name, m => m.Id));
        return zone;
    }

    public void Dispose()
    {
        foreach (var (name, client) in clients)
            if (name != "economy") client.Dispose();
        Office.Dispose();
    }

    public string At(string path) => Office.At(path);

    /// <summary>Sign-in name of a member.</summary>
    public string Who(string name) => $"{Office.Zone}.{name}";

    public async Task TodayAsync(string date)
    {
        var day = DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        await InAsync(s => s.GetRequiredService<JingkaiDbContext>().Set<Zone>().Where(z => z.Code == Office.Zone).ExecuteUpdateAsync(z => z.SetProperty(x => x.DemoToday, day)));
        server.Services.GetRequiredService<ZoneDirectory>().Forget();
    }

    public Task<T> InAsync<T>(Func<IServiceProvider, Task<T>> work) => server.InZone(Office.Zone, work);

    /// <summary>Does something as a member, as a module does in a request of theirs.</summary>
    public Task<T> AsAsync<T>(string name, Func<IServiceProvider, Task<T>> work) => InAsync(async services =>
    {
        var actor = services.GetRequiredService<Actor>();
        var account = await services.GetRequiredService<JingkaiDbContext>().Set<Member>().Where(m => m.Name == name).Select(m => new { m.AccountId, m.UnitId }).SingleAsync();
        var roles = await services.GetRequiredService<JingkaiDbContext>().Set<MemberRole>().Where(r => r.MemberId == Members[name]).Select(r => r.Role).ToListAsync();
        actor.SignIn(account.AccountId, Who(name), name, null, "test", null);
        actor.Hold(Members[name], account.UnitId, null, roles, services.GetRequiredService<PermissionCatalog>().Union(roles));
        return await work(services);
    });

    /// <summary>What the listening subject heard.</summary>
    public IReadOnlyList<string> Heard => [.. server.Services.GetRequiredService<ListeningSubject.Heard>().Lines];

    /// <summary>Calls a meeting of today: chair, recorder and owner are asked, and somebody from outside.</summary>
    public async Task<string> CallAsync(string kind = "problem-solving", string caller = "recorder", string chair = "chair", string recorder = "recorder", params string[] items)
    {
        var made = await SendAsync(this[caller], HttpMethod.Post, "meetings", new
        {
            kind, title = "厂房用电增容协调解难会", startsAt = "2026-03-05T09:30", place = "管委会三楼会议室", chair = Who(chair), recorder = Who(recorder),
            attendees = new object[] { new { member = Who("owner") }, new { name = "王工", organisation = "供电公司" } },
            items = items.Select(i => new { title = i, question = "如何解决？" }),
        });
        return made.Text("code")!;
    }

    /// <summary>A meeting that was held with one item and its minutes handed in; the owner has five working days.</summary>
    public async Task<string> WrittenAsync(string chair = "chair", string recorder = "recorder")
    {
        var code = await CallAsync(chair: chair, recorder: recorder, items: "用电增容");
        await MoveAsync("recorder", code, new { move = "hold" });
        await WriteAsync("recorder", code, 1, "同意增容，分两步实施。", new { text = "协调供电公司提供方案", owner = Who("owner"), amount = 5 });
        await MoveAsync("recorder", code, new { move = "minute" });
        return code;
    }

    public Task<JsonElement> WriteAsync(string who, string code, int item, string outcome, params object[] decisions) =>
        SendAsync(this[who], HttpMethod.Put, $"meetings/{code}/minutes", new { items = new[] { new { number = item, outcome, decisions } } });

    public Task<JsonElement> MoveAsync(string who, string code, object move) => SendAsync(this[who], HttpMethod.Post, $"meetings/{code}/moves", move);

    public Task<JsonElement> TaskAsync(string who, Guid task, object move) => SendAsync(this[who], HttpMethod.Post, $"meeting-tasks/{task}/moves", move);

    public Task<HttpResponseMessage> TryAsync(string who, string address, object body) => this[who].PostAsJsonAsync(At(address), body);

    public Task<JsonElement> GetAsync(string who, string address) => SendAsync(this[who], HttpMethod.Get, address, null);

    /// <summary>The tasks of a meeting, in their order.</summary>
    public async Task<IReadOnlyList<Guid>> TasksAsync(string code) =>
        [.. (await GetAsync("leader", $"meetings/{code}")).Items().SelectMany(i => i.Items("decisions")).Select(d => d.GetProperty("id").GetGuid())];

    /// <summary>Everything of meetings that waits in 待办: who, and what for.</summary>
    public async Task<IReadOnlyList<string>> WaitingAsync()
    {
        var waiting = new List<string>();
        foreach (var name in Members.Keys.Where(n => n != "firm").Order(StringComparer.Ordinal))
            waiting.AddRange((await GetAsync(name, "inbox?box=todo")).Items().Where(i => i.Text("source") is "meeting" or "meeting-task").Select(i => $"{name}: {i.Text("state")}"));
        return waiting;
    }

    /// <summary>Titles of the notices that a member got, oldest first.</summary>
    public Task<List<string>> ToldAsync(string member) => InAsync(s =>
        s.GetRequiredService<JingkaiDbContext>().Set<Notice>().AsNoTracking().Where(n => n.MemberId == Members[member]).OrderBy(n => n.Id).Select(n => n.TitleZh).ToListAsync());

    private async Task<JsonElement> SendAsync(HttpClient client, HttpMethod method, string address, object? body)
    {
        using var request = new HttpRequestMessage(method, At(address)) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.AcceptLanguage.ParseAdd("zh-CN");
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{method} {address}: {(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement.Clone();
    }
}
