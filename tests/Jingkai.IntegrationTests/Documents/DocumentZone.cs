using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Jingkai.Platform.Documents;
using Jingkai.Platform.Notices;
using Jingkai.Platform.Zones;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests.Documents;

/// <summary>A kind of subject that keeps what it heard, and fails when a test wants it to.</summary>
internal sealed class ListeningSubject(ListeningSubject.Heard heard) : IDocumentSubject
{
    public string Kind => "test-matter";

    public Task<bool> MayReadAsync(JingkaiDbContext db, string id, CancellationToken cancel) => Task.FromResult(id != "secret");

    public Task IssuedAsync(JingkaiDbContext db, Document document, CancellationToken cancel)
    {
        if (document.SubjectId == "fails") throw new InvalidOperationException("The subject fails.");
        heard.Lines.Enqueue($"{document.SubjectId}: issued {document.Number}");
        return Task.CompletedTask;
    }

    public Task VoidedAsync(JingkaiDbContext db, Document document, CancellationToken cancel)
    {
        heard.Lines.Enqueue($"{document.SubjectId}: voided {document.Number}");
        return Task.CompletedTask;
    }

    internal sealed class Heard
    {
        public ConcurrentQueue<string> Lines { get; } = new();
    }
}

/// <summary>The program with a kind of subject that listens.</summary>
public abstract class DocumentServer(Provider provider) : TestServer(provider, demo: false)
{
    protected override void Configure(WebApplicationBuilder builder)
    {
        builder.Configuration["Outbox:Site"] = "https://jingkai.example.cn";
        builder.Services.AddSingleton<ListeningSubject.Heard>().AddScoped<IDocumentSubject, ListeningSubject>();
    }
}

public sealed class SqliteDocuments() : DocumentServer(Provider.Sqlite);

public sealed class PostgresDocuments() : DocumentServer(Provider.Postgres);

/// <summary>A zone that issues papers: two leaders, the economy office, two offices with an officer who drafts and a colleague, a liaison, an
/// enterprise and another. The business date stands still.</summary>
internal sealed class DocumentZone : IDisposable
{
    private readonly TestServer server;
    private readonly Dictionary<string, HttpClient> clients = [];

    private DocumentZone(TestServer server, Office office) => (this.server, Office) = (server, office);

    public Office Office { get; }

    public HttpClient this[string name] => clients[name];

    /// <summary>Codes of the enterprises of the accounts firm and rival.</summary>
    public (string Firm, string Rival) Enterprises { get; private set; }

    public static async Task<DocumentZone> OpenAsync(TestServer server, string today = "2026-03-05", bool words = true)
    {
        var zone = new DocumentZone(server, await Office.OpenAsync(server));
        await zone.TodayAsync(today);
        await zone.InAsync(async services =>
        {
            var keeper = services.GetRequiredService<AccountService>();
            foreach (var unit in (string[])["办公室", "建设局"]) (await keeper.AddUnitAsync(unit, null)).IsOk.ShouldBeTrue();
            foreach (var (name, role, unit) in ((string, string, string?)[])
                [("leader", Roles.Leader, null), ("deputy", Roles.Leader, null), ("author", Roles.Department, "办公室"), ("colleague", Roles.Department, "办公室"), ("builder", Roles.Department, "建设局"), ("liaison", Roles.Liaison, null)])
                (await keeper.AddMemberAsync(new($"{zone.Office.Zone}.{name}", name, "correct horse battery", [role], unit))).IsOk.ShouldBeTrue();
            return true;
        });
        foreach (var name in (string[])["leader", "deputy", "author", "colleague", "builder", "liaison"]) zone.clients[name] = await server.As($"{zone.Office.Zone}.{name}");
        zone.clients["economy"] = zone.Office.Economy;
        if (words) foreach (var (word, series) in ((string, string)[])[("临经开发", "document"), ("临经开函", "letter"), ("临经开督", "supervision"), ("临经开约", "talk")]) await zone.SendAsync("economy", HttpMethod.Put, $"document-series/{word}", new { series });
        return zone;
    }

    /// <summary>Two enterprises, each with its account.</summary>
    public async Task FirmsAsync()
    {
        var codes = new List<string>();
        foreach (var name in (string[])["firm", "rival"])
        {
            var made = await SendAsync("economy", HttpMethod.Post, "enterprises", new { name = $"浙江{name}有限公司", creditCode = Office.CreditCode(), industryCode = "3611" });
            codes.Add(made.Text("code")!);
            clients[name] = await Office.HireAsync(name, Roles.Enterprise, made.Text("code"));
        }

        Enterprises = (codes[0], codes[1]);
    }

    public void Dispose() => Office.Dispose();

    public string At(string path) => Office.At(path);

    public string Who(string name) => $"{Office.Zone}.{name}";

    public async Task TodayAsync(string date)
    {
        var day = DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        await InAsync(s => s.GetRequiredService<JingkaiDbContext>().Set<Zone>().Where(z => z.Code == Office.Zone).ExecuteUpdateAsync(z => z.SetProperty(x => x.DemoToday, day)));
        server.Services.GetRequiredService<ZoneDirectory>().Forget();
    }

    public Task<T> InAsync<T>(Func<IServiceProvider, Task<T>> work) => server.InZone(Office.Zone, work);

    /// <summary>What the listening subject heard.</summary>
    public IReadOnlyList<string> Heard => [.. server.Services.GetRequiredService<ListeningSubject.Heard>().Lines];

    /// <summary>Drafts a notice.</summary>
    public Task<JsonElement> DraftAsync(string who = "author", string matter = "做好安全生产检查工作", string? subject = null, string to = "建设局、各园区", string text = "各单位要立即开展自查。") =>
        SendAsync(who, HttpMethod.Post, "documents", new { template = "notice", to, copyTo = "区应急管理局", subject, fields = new { matter, text } });

    /// <summary>Drafts a notice and returns its code.</summary>
    public async Task<string> NewAsync(string who = "author", string matter = "做好安全生产检查工作", string? subject = null, string to = "建设局、各园区") => (await DraftAsync(who, matter, subject, to)).Text("code")!;

    /// <summary>A notice that was issued directly.</summary>
    public async Task<JsonElement> IssuedAsync(string who = "author", string issuer = "leader", string? subject = null) => await SendAsync(issuer, HttpMethod.Post, $"documents/{await NewAsync(who, subject: subject)}/issue", new { });

    public Task<JsonElement> GetAsync(string who, string address) => SendAsync(who, HttpMethod.Get, address, null);

    public Task<HttpResponseMessage> TryAsync(string who, string address, object body) => this[who].PostAsJsonAsync(At(address), body);

    public Task<HttpResponseMessage> PatchAsync(string who, string code, JsonObject body, string? ifMatch = null) => this[who].PatchAsync(At($"documents/{code}"), body, ifMatch);

    /// <summary>Decides a sign-off.</summary>
    public Task<HttpResponseMessage> DecideAsync(string who, string signOff, string verb, string? note = null) => TryAsync(who, $"sign-offs/{signOff}/moves", new { move = verb, note });

    /// <summary>Titles of the notices that a member got, oldest first.</summary>
    public Task<List<string>> ToldAsync(string member) => InAsync(async s =>
    {
        var db = s.GetRequiredService<JingkaiDbContext>();
        var id = await db.Set<Member>().Where(m => m.Name == member).Select(m => m.Id).SingleAsync();
        return await db.Set<Notice>().AsNoTracking().Where(n => n.MemberId == id && n.Topic == "document").OrderBy(n => n.Id).Select(n => n.TitleZh).ToListAsync();
    });

    public async Task<JsonElement> SendAsync(string who, HttpMethod method, string address, object? body)
    {
        using var request = new HttpRequestMessage(method, At(address)) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.AcceptLanguage.ParseAdd("zh-CN");
        using var answer = await this[who].SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{who} {method} {address}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement.Clone();
    }
}
