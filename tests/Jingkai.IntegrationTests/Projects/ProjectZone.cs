using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Jingkai.Platform.Zones;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests.Projects;

/// <summary>A zone that builds: a leader, the economy, promotion and project offices, two departments, a liaison and one enterprise.</summary>
internal sealed class ProjectZone : IDisposable
{
    private static readonly (string Name, string Role, string Unit)[] People =
    [
        ("boss", Roles.Leader, "管委会"), ("econ", Roles.Economy, "经发局"), ("promo", Roles.Promotion, "招商局"), ("works", Roles.Projects, "项目中心"), ("walker", Roles.Projects, "项目中心"),
        ("plan", Roles.Department, "规划局"), ("fire", Roles.Department, "消防"), ("liaison", Roles.Liaison, "服务站"),
    ];

    private static readonly byte[] Paper = Encoding.UTF8.GetBytes("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

    private readonly TestServer server;
    private readonly Dictionary<string, HttpClient> clients = [];
    private int papers;

    private ProjectZone(TestServer server, Office office) => (this.server, Office) = (server, office);

    public Office Office { get; }

    public string Code => Office.Zone;

    /// <summary>Credit code of the enterprise.</summary>
    public string Firm { get; private set; } = "";

    public static async Task<ProjectZone> OpenAsync(TestServer server, string today = "2026-03-05")
    {
        var zone = new ProjectZone(server, await Office.OpenAsync(server));
        await zone.TodayAsync(today);
        await server.InZone(zone.Code, async services =>
        {
            var keeper = services.GetRequiredService<AccountService>();
            foreach (var unit in People.Select(p => p.Unit).Distinct()) (await keeper.AddUnitAsync(unit, null)).IsOk.ShouldBeTrue();
            foreach (var (name, role, unit) in People) (await keeper.AddMemberAsync(new($"{zone.Code}.{name}", name, "correct horse battery", [role], unit))).IsOk.ShouldBeTrue();
            return true;
        });
        var firm = new Firm("项目公司甲", "3612", "东园", Liaison: "liaison");
        await zone.Office.Economy.MustImportAsync(zone.Code, "enterprises", Fixture.Firm.Ledger([firm]));
        zone.Firm = firm.Code;
        foreach (var (name, _, _) in People) zone.clients[name] = await server.As($"{zone.Code}.{name}");
        return zone;
    }

    public void Dispose()
    {
        foreach (var client in clients.Values) client.Dispose();
        Office.Dispose();
    }

    public HttpClient As(string name) => clients[name];

    public async Task TodayAsync(string day)
    {
        var today = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
        await server.InZone(Code, s => s.GetRequiredService<JingkaiDbContext>().Set<Zone>().Where(z => z.Code == Code).ExecuteUpdateAsync(z => z.SetProperty(x => x.DemoToday, today)));
        server.Services.GetRequiredService<ZoneDirectory>().Forget();
    }

    public Task<T> InAsync<T>(Func<IServiceProvider, Task<T>> read) => server.InZone(Code, read);

    /// <summary>Enters a project and gives its code.</summary>
    public async Task<string> EnterAsync(string who, object body)
    {
        var answer = await As(who).PostAsJsonAsync(Office.At("projects"), body);
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString()!;
    }

    public async Task<JsonElement> GetAsync(string who, string path)
    {
        var answer = await As(who).GetAsync(Office.At(path));
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{path}: {text}");
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    public Task<HttpResponseMessage> PostAsync(string who, string path, object body) => As(who).PostAsJsonAsync(Office.At(path), body);

    public Task<HttpResponseMessage> PatchAsync(string who, string code, object body) => As(who).PatchAsJsonAsync(Office.At($"projects/{code}"), body);

    /// <summary>Puts a paper into a project's file and gives its id.</summary>
    public async Task<string> PaperAsync(string who, string code)
    {
        var answer = await AttachmentCalls.Attach(As(who), Office, $"project:{code}", [.. Paper, .. Encoding.UTF8.GetBytes($"% {++papers}\n")], $"paper{papers}.pdf");
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()!;
    }

    /// <summary>Claims a stage with fresh evidence of the given kinds.</summary>
    public async Task<HttpResponseMessage> ClaimAsync(string who, string code, string to, string on, params string[] evidence)
    {
        var brought = new List<object>();
        foreach (var kind in evidence) brought.Add(new { kind, attachment = await PaperAsync(who, code) });
        return await PostAsync(who, $"projects/{code}/stage", new { to, on, evidence = brought });
    }

    /// <summary>The sign-off that a project's claim waits in.</summary>
    public async Task<string> PendingAsync(string code) => (await GetAsync("boss", $"projects/{code}/gate")).Text("pending")!;

    public Task<HttpResponseMessage> SignAsync(string who, string signOff, string move, string? note = null) => PostAsync(who, $"sign-offs/{signOff}/moves", new { move, note });
}
