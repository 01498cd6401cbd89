using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
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

/// <summary>A zone in which clocks run: the economy office, a leader of the zone, an office with its own head and an officer, another office.
/// The business date is what the test says; it stands still at noon.</summary>
internal sealed class ClockZone : IDisposable
{
    private readonly TestServer server;

    private ClockZone(TestServer server, Office office) => (this.server, Office) = (server, office);

    public Office Office { get; }

    public HttpClient Economy => Office.Economy;

    public HttpClient Leader { get; private set; } = null!;

    /// <summary>The head of 审批局.</summary>
    public HttpClient Head { get; private set; } = null!;

    /// <summary>Its officer, who holds what tests start.</summary>
    public HttpClient Officer { get; private set; } = null!;

    /// <summary>An officer of another unit.</summary>
    public HttpClient Other { get; private set; } = null!;

    public Dictionary<string, Guid> Members { get; private set; } = [];

    public static async Task<ClockZone> OpenAsync(TestServer server, string today)
    {
        var zone = new ClockZone(server, await Office.OpenAsync(server));
        await zone.TodayAsync(today);
        await zone.InAsync(async services =>
        {
            var keeper = services.GetRequiredService<AccountService>();
            foreach (var unit in (string[])["审批局", "建设局"]) (await keeper.AddUnitAsync(unit, null)).IsOk.ShouldBeTrue();
            foreach (var (name, role, unit) in ((string, string, string)[])[("head", Roles.Leader, "审批局"), ("officer", Roles.Department, "审批局"), ("other", Roles.Department, "建设局")])
                (await keeper.AddMemberAsync(new($"{zone.Office.Zone}.{name}", name, "correct horse battery", [role], unit))).IsOk.ShouldBeTrue();
            return true;
        });
        zone.Leader = await zone.Office.HireAsync("leader", Roles.Leader);
        (zone.Head, zone.Officer, zone.Other) = (await server.As($"{zone.Office.Zone}.head"), await server.As($"{zone.Office.Zone}.officer"), await server.As($"{zone.Office.Zone}.other"));
        zone.Members = await zone.InAsync(s => s.GetRequiredService<JingkaiDbContext>().Set<Member>().ToDictionaryAsync(m => m.Name, m => m.Id));
        return zone;
    }

    public void Dispose()
    {
        foreach (var client in (HttpClient?[])[Head, Officer, Other]) client?.Dispose();
        Office.Dispose();
    }

    public string At(string path) => Office.At(path);

    /// <summary>Turns the zone's calendar.</summary>
    public async Task TodayAsync(string date)
    {
        var day = DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        await server.InZone(Office.Zone, s => s.GetRequiredService<JingkaiDbContext>().Set<Zone>().Where(z => z.Code == Office.Zone).ExecuteUpdateAsync(z => z.SetProperty(x => x.DemoToday, day)));
        server.Services.GetRequiredService<ZoneDirectory>().Forget();
    }

    public Task<T> InAsync<T>(Func<IServiceProvider, Task<T>> work) => server.InZone(Office.Zone, work);

    /// <summary>Starts a clock of the officer with a limit of its own.</summary>
    public Task<Clock> StartAsync(int amount, LimitUnit unit, string start, string subject = "1", string owner = "officer", string points = "50,80,100") => DoAsync(c => c.StartAsync(new(new("test", subject), new($"事项{subject}", $"Matter {subject}"), "test.limit")
    {
        Limit = TimeLimit.Of(amount, unit).Value, Start = DateTime.ParseExact(start, ["yyyy-MM-dd", "yyyy-MM-dd HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None), Owner = Members[owner], Points = points,
    }));

    /// <summary>Calls the clocks as a module does, in a transaction of its own.</summary>
    public async Task<T> DoAsync<T>(Func<IClocks, Task<Result<T>>> call)
    {
        var result = await InAsync(s => s.GetRequiredService<JingkaiDbContext>().InTransactionAsync(() => call(s.GetRequiredService<IClocks>())));
        result.IsOk.ShouldBeTrue(result.IsOk ? "" : result.Error.Code);
        return result.Value;
    }

    /// <summary>The end of a clock on the wall clock, and whether it is provisional.</summary>
    public Task<(string? Due, bool Provisional)> DueAsync(Clock clock) => InAsync(async s =>
    {
        var stored = await s.GetRequiredService<JingkaiDbContext>().Set<Clock>().AsNoTracking().SingleAsync(c => c.Id == clock.Id);
        return (ClockTime.Text(stored.DueAt), stored.Provisional);
    });

    /// <summary>One sweep on this server; how many points it gave.</summary>
    public Task<int> SweepAsync() => InAsync(s => s.GetRequiredService<ClockSweep>().RunAsync());

    /// <summary>Points given of a clock in order, with how many were told.</summary>
    public Task<List<(int Point, int Told)>> PointsAsync(Clock clock) => InAsync(async s =>
        (await s.GetRequiredService<JingkaiDbContext>().Set<ClockPoint>().AsNoTracking().Where(p => p.ClockId == clock.Id).OrderBy(p => p.Generation).ThenBy(p => p.Point).ToListAsync()).Select(p => (p.Point, p.Told)).ToList());

    /// <summary>Titles of the notices of clocks that a member got, oldest first.</summary>
    public Task<List<string>> ToldAsync(string member) => InAsync(s =>
        s.GetRequiredService<JingkaiDbContext>().Set<Notice>().AsNoTracking().Where(n => n.MemberId == Members[member] && n.Topic == "clock").OrderBy(n => n.Id).Select(n => n.TitleZh).ToListAsync());

    public async Task DayAsync(string date, bool worked, string name) =>
        (await Economy.PutAsJsonAsync(At($"calendar/days/{date}"), new { worked, name })).IsSuccessStatusCode.ShouldBeTrue();

    public static async Task<JsonElement> GetAsync(HttpClient client, string address)
    {
        var answer = await client.GetAsync(address);
        var body = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{address}: {(int)answer.StatusCode} {body}");
        return JsonDocument.Parse(body).RootElement.Clone();
    }
}
