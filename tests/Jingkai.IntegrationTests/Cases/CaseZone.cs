using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Cases;
using Jingkai.Platform.Clocks;
using Jingkai.Platform.Data;
using Jingkai.Platform.Zones;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Case = Jingkai.Platform.Cases.Case;

namespace Jingkai.IntegrationTests.Cases;

/// <summary>A zone that serves enterprises: two at the desk, three offices, a liaison, a leader, two enterprises of which one has an account. The business
/// date is what the test says.</summary>
internal sealed class CaseZone : IDisposable
{
    /// <summary>Name, role and office of everyone.</summary>
    public static readonly (string Name, string Role, string Unit)[] People =
    [
        ("econ", Roles.Economy, "经发局"), ("centre", Roles.Projects, "项目中心"), ("plan", Roles.Department, "规划局"), ("build", Roles.Department, "规划局"), ("fire", Roles.Department, "消防"), ("liaison", Roles.Liaison, "服务站"), ("boss", Roles.Leader, "管委会"),
    ];

    private readonly TestServer server;
    private readonly Dictionary<string, HttpClient> clients = [];

    private CaseZone(TestServer server, Office office) => (this.server, Office) = (server, office);

    public Office Office { get; }

    public string Code => Office.Zone;

    /// <summary>The enterprise with an account, and the one without.</summary>
    public string Firm { get; private set; } = "";

    public string Quiet { get; private set; } = "";

    public DateOnly Today { get; private set; }

    public Dictionary<string, Guid> Members { get; private set; } = [];

    public Dictionary<string, Guid> Units { get; private set; } = [];

    public static async Task<CaseZone> OpenAsync(TestServer server, string today = "2025-09-22")
    {
        var zone = new CaseZone(server, await Office.OpenAsync(server));
        await zone.TodayAsync(today);
        await server.InZone(zone.Code, async services =>
        {
            var keeper = services.GetRequiredService<AccountService>();
            foreach (var unit in People.Select(p => p.Unit).Distinct()) (await keeper.AddUnitAsync(unit, null)).IsOk.ShouldBeTrue();
            foreach (var (name, role, unit) in People) (await keeper.AddMemberAsync(new($"{zone.Code}.{name}", name, "correct horse battery", [role], unit))).IsOk.ShouldBeTrue();
            return true;
        });
        var (firm, quiet) = (new Firm("有账号公司", "3612", Liaison: "liaison"), new Firm("无账号公司", "3612", Liaison: "liaison"));
        await zone.Office.Economy.MustImportAsync(zone.Code, "enterprises", Fixture.Firm.Ledger([firm, quiet]));
        (zone.Firm, zone.Quiet) = (firm.Code, quiet.Code);
        await zone.Office.HireAsync("firm", Roles.Enterprise, firm.Code);
        (zone.Members, zone.Units) = await server.InZone(zone.Code, async s => (await s.GetRequiredService<JingkaiDbContext>().Set<Member>().ToDictionaryAsync(m => m.Name, m => m.Id), await s.GetRequiredService<JingkaiDbContext>().Set<Platform.Accounts.Unit>().ToDictionaryAsync(u => u.Name, u => u.Id)));
        return zone;
    }

    public void Dispose()
    {
        foreach (var client in clients.Values) client.Dispose();
        Office.Dispose();
    }

    public string At(string path) => Office.At(path);

    /// <summary>A client that acts as somebody.</summary>
    public async Task<HttpClient> AsAsync(string name) => clients.TryGetValue(name, out var known) ? known : clients[name] = await server.As($"{Code}.{name}");

    /// <summary>Turns the zone's calendar.</summary>
    public async Task TodayAsync(string date)
    {
        Today = DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        await server.InZone(Code, s => s.GetRequiredService<JingkaiDbContext>().Set<Zone>().Where(z => z.Code == Code).ExecuteUpdateAsync(z => z.SetProperty(x => x.DemoToday, Today)));
        server.Services.GetRequiredService<ZoneDirectory>().Forget();
    }

    /// <summary>Does something as a member would, without the way over the network.</summary>
    public async Task<T> DoAsync<T>(string name, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var info = (await server.Services.GetRequiredService<ZoneDirectory>().FindAsync(Code))!;
        var account = await scope.ServiceProvider.GetRequiredService<JingkaiDbContext>().Users.AsNoTracking().FirstAsync(a => a.UserName == $"{Code}.{name}");
        var place = (await scope.ServiceProvider.GetRequiredService<AccessReader>().PlaceAsync(account.Id, null, info.Id, CancellationToken.None))!;
        var actor = scope.ServiceProvider.GetRequiredService<Actor>();
        actor.SignIn(account.Id, account.UserName!, account.DisplayName, null, "test", null);
        actor.Enter(info.Id, info.Code, Today);
        actor.Hold(place.Member, place.Unit, place.Enterprise, place.Roles, place.Grants);
        return await work(scope.ServiceProvider);
    }

    public Task<T> InAsync<T>(Func<IServiceProvider, Task<T>> work) => server.InZone(Code, work);

    public Task<Result<Case>> RaiseAsync(string who, string? enterprise, string level = "simple", string title = "门口道路积水") =>
        DoAsync(who, s => s.GetRequiredService<CaseService>().RaiseAsync(new(title) { Enterprise = enterprise, Category = "logistics", Class = level }));

    public Task<Result<Case>> MoveAsync(string who, string code, CaseMoveInput move) => DoAsync(who, s => s.GetRequiredService<CaseService>().MoveAsync(code, move));

    /// <summary>Moves what must move.</summary>
    public async Task<Case> MustAsync(string who, string code, string move, string? note = null, string? to = null, int? grade = null)
    {
        var moved = await MoveAsync(who, code, new(move, note, to) { Grade = grade });
        moved.IsOk.ShouldBeTrue(moved.IsOk ? "" : $"{who} {move}: {moved.Error.Code} {string.Join(',', moved.Error.Allowed ?? [])}");
        return moved.Value;
    }

    /// <summary>A case of the firm that an office has accepted.</summary>
    public async Task<string> AcceptedAsync(string who = "firm", string? enterprise = null, string level = "simple")
    {
        var raised = await RaiseAsync(who, enterprise, level);
        raised.IsOk.ShouldBeTrue(raised.IsOk ? "" : raised.Error.Code);
        await MustAsync("econ", raised.Value.Code, "assign", to: "规划局");
        await MustAsync("plan", raised.Value.Code, "accept");
        return raised.Value.Code;
    }

    public Task<int> SweepAsync() => InAsync(s => s.GetRequiredService<ClockSweep>().RunAsync());

    public Task<Case> RowAsync(string code) => InAsync(s => s.GetRequiredService<JingkaiDbContext>().Set<Case>().AsNoTracking().SingleAsync(c => c.Code == code));

    public async Task<JsonElement> GetAsync(string who, string path)
    {
        var answer = await (await AsAsync(who)).GetAsync(At(path));
        var body = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{path}: {(int)answer.StatusCode} {body}");
        return JsonDocument.Parse(body).RootElement.Clone();
    }

    public async Task<HttpResponseMessage> PostAsync(string who, string path, object body) => await (await AsAsync(who)).PostAsJsonAsync(At(path), body);
}
