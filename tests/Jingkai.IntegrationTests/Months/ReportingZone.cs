using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Jingkai.Platform.Zones;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests.Months;

/// <summary>A zone in which a month is reported: two officers of the economy, a leader, a unit that delivers a figure, enterprises of which
/// the first has an account. The business date is what the test says.</summary>
internal sealed class ReportingZone : IDisposable
{
    public const string August = "2020-08";
    public const string ToAugust = "2020-01/2020-08";

    private readonly TestServer server;
    private readonly Office office;

    private ReportingZone(TestServer server, Office office) => (this.server, this.office) = (server, office);

    public string Zone => office.Zone;

    public Office Office => office;

    public HttpClient Economy => office.Economy;

    /// <summary>The second officer of the economy.</summary>
    public HttpClient Second { get; private set; } = null!;

    public HttpClient Leader { get; private set; } = null!;

    /// <summary>The first enterprise's account.</summary>
    public HttpClient Contact { get; private set; } = null!;

    /// <summary>A member of 商务局.</summary>
    public HttpClient Unit { get; private set; } = null!;

    public IReadOnlyList<Firm> Firms { get; private set; } = [];

    public static async Task<ReportingZone> OpenAsync(TestServer server, int firms = 5, string today = "2020-09-09")
    {
        var zone = new ReportingZone(server, await Office.OpenAsync(server));
        await zone.TodayAsync(today);
        zone.Firms = [.. Enumerable.Range(0, firms).Select(i => new Firm($"测试企业{i:00}", i % 2 == 0 ? "3612" : "2710", i % 3 == 0 ? "东区" : "西区"))];
        await zone.Economy.MustImportAsync(zone.Zone, "enterprises", Firm.Ledger(zone.Firms));
        await server.InZone(zone.Zone, async services =>
        {
            var keeper = services.GetRequiredService<AccountService>();
            (await keeper.AddUnitAsync("商务局", null)).IsOk.ShouldBeTrue();
            (await keeper.AddMemberAsync(new($"{zone.Zone}.unit", "unit", "correct horse battery", [Roles.Department], "商务局"))).IsOk.ShouldBeTrue();
            return true;
        });
        zone.Second = await zone.office.HireAsync("second", Roles.Economy);
        zone.Leader = await zone.office.HireAsync("leader", Roles.Leader);
        zone.Contact = await zone.office.HireAsync("contact", Roles.Enterprise, zone.Firms[0].Code);
        zone.Unit = await server.As($"{zone.Zone}.unit");
        return zone;
    }

    public void Dispose()
    {
        Unit?.Dispose();
        office.Dispose();
    }

    public string At(string path) => office.At(path);

    /// <summary>Turns the zone's calendar.</summary>
    public async Task TodayAsync(string date)
    {
        var day = DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        await server.InZone(Zone, s => s.GetRequiredService<JingkaiDbContext>().Set<Zone>().Where(z => z.Code == Zone).ExecuteUpdateAsync(z => z.SetProperty(x => x.DemoToday, day)));
        server.Services.GetRequiredService<ZoneDirectory>().Forget();
    }

    /// <summary>A plan of two lines: output of the above-scale industry by the fifth working day, foreign investment of 商务局 by the eighth.</summary>
    public async Task PlanAsync()
    {
        (await Economy.PostAsJsonAsync(At("report-plans"), new { kind = "enterprises", set = "above-scale", measures = new[] { "IND_GOV" }, dueWorkday = 5 })).StatusCode.ShouldBe(System.Net.HttpStatusCode.Created);
        (await Economy.PostAsJsonAsync(At("report-plans"), new { kind = "office", indicator = "FDI", unit = "商务局", dueWorkday = 8 })).StatusCode.ShouldBe(System.Net.HttpStatusCode.Created);
    }

    /// <summary>Reports of July, 100 for the month and 700 up to it times the number of the firm.</summary>
    public Task<Imported> JulyAsync() => Economy.MustImportAsync(Zone, "enterprise-reports", Report.Ledger(Firms.Select((f, i) => new Report(f.Code, "2020-07", 100 * (i + 1), 90 * (i + 1), 700 * (i + 1), 650 * (i + 1)))));

    /// <summary>August of some firms as an import of the first officer.</summary>
    public Task<Imported> ImportAugustAsync(params int[] which) => Economy.MustImportAsync(Zone, "enterprise-reports",
        Report.Ledger(which.Select(i => new Report(Firms[i].Code, August, 110 * (i + 1), 95 * (i + 1), 810 * (i + 1), 745 * (i + 1)))));

    public async Task<JsonElement> OpenMonthAsync(string month = August)
    {
        var opened = await Economy.PostAsJsonAsync(At("report-tasks"), new { month });
        var body = await opened.Content.ReadAsStringAsync();
        opened.StatusCode.ShouldBe(System.Net.HttpStatusCode.Created, body);
        return JsonDocument.Parse(body).RootElement.Clone();
    }

    public static async Task<JsonElement> GetAsync(HttpClient client, string address)
    {
        var answer = await client.GetAsync(address);
        var body = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{address}: {(int)answer.StatusCode} {body}");
        return JsonDocument.Parse(body).RootElement.Clone();
    }

    /// <summary>Duties that a reader sees.</summary>
    public async Task<IReadOnlyList<JsonElement>> DutiesAsync(HttpClient client, string filter = "") => (await GetAsync(client, At($"report-duties?size=200{filter}"))).Items();

    /// <summary>The duty of a firm.</summary>
    public async Task<JsonElement> DutyAsync(int firm, string month = August) => (await DutiesAsync(Economy, $"&month={month}&enterprise={Firms[firm].Code}")).Single();

    /// <summary>The duty of the unit.</summary>
    public async Task<JsonElement> UnitDutyAsync(string month = August) => (await DutiesAsync(Economy, $"&month={month}")).Single(d => d.Text("kind") == "office");

    public Task<HttpResponseMessage> MoveAsync(HttpClient client, JsonElement duty, string verb, object? body = null) => client.PostAsJsonAsync(At($"report-duties/{duty.Text("id")}/{verb}"), body ?? new { });

    /// <summary>Values of one firm's August as a form sends them.</summary>
    public static object Form(decimal value, decimal ytd, decimal prior = 95, decimal ytdPrior = 745, string? note = null) => new { values = new Dictionary<string, object> { ["IND_GOV"] = new { value, prior, ytd, ytdPrior } }, note };

    /// <summary>Asks for a lock and has the leader agree.</summary>
    public async Task LockAsync(string month = August, bool despite = false)
    {
        var asked = await Economy.PostAsJsonAsync(At($"months/{month}/lock"), new { reason = "本月数据已核", despiteUnconfirmed = despite });
        var body = await asked.Content.ReadAsStringAsync();
        ((int)asked.StatusCode).ShouldBe(202, body);
        await SignAsync(JsonDocument.Parse(body).RootElement.GetProperty("signOff").GetString()!);
    }

    /// <summary>Asks to unlock and has the leader agree; returns the code of the sign-off.</summary>
    public async Task<string> UnlockAsync(string month = August, string reason = "企业补报")
    {
        var asked = await Economy.PostAsJsonAsync(At($"months/{month}/unlock"), new { reason });
        var body = await asked.Content.ReadAsStringAsync();
        ((int)asked.StatusCode).ShouldBe(202, body);
        var code = JsonDocument.Parse(body).RootElement.GetProperty("signOff").GetString()!;
        await SignAsync(code);
        return code;
    }

    public async Task SignAsync(string code)
    {
        var signed = await Leader.PostAsJsonAsync(At($"sign-offs/{code}/moves"), new { move = "approve" });
        signed.IsSuccessStatusCode.ShouldBeTrue(await signed.Content.ReadAsStringAsync());
    }

    public async Task<JsonElement> FigureAsync(string period = ToAugust, string? subject = null, string more = "", HttpClient? client = null)
    {
        var answer = await (client ?? Economy).FigureAsync(Zone, "IND_GOV", period, subject, more);
        var body = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(body);
        return JsonDocument.Parse(body).RootElement.Clone();
    }

    /// <summary>Titles of one's 待办 of this source.</summary>
    public async Task<IReadOnlyList<JsonElement>> ToDoAsync(HttpClient client) => [.. (await GetAsync(client, At("inbox?size=200"))).Items().Where(i => i.Text("source") == "report-task")];

    public async Task<IReadOnlyList<JsonElement>> NoticesAsync(HttpClient client) => (await GetAsync(client, At("notices?size=200"))).Items();
}
