using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Jingkai.Platform.Zones;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests.Fixture;

/// <summary>A fresh zone with its economy office, for tests that write.</summary>
internal sealed class Office : IDisposable
{
    private static int codes;

    private readonly TestServer server;
    private readonly List<HttpClient> clients = [];

    private Office(TestServer server, string zone) => (this.server, Zone) = (server, zone);

    /// <summary>Code of the zone.</summary>
    public string Zone { get; }

    /// <summary>The economy office.</summary>
    public HttpClient Economy { get; private set; } = null!;

    public static async Task<Office> OpenAsync(TestServer server)
    {
        var office = new Office(server, await server.NewZone());
        office.Economy = await office.HireAsync("economy", Roles.Economy);
        return office;
    }

    public void Dispose()
    {
        foreach (var client in clients) client.Dispose();
    }

    /// <summary>Address below the zone.</summary>
    public string At(string path) => $"/api/v1/zones/{Zone}/{path}";

    /// <summary>A credit code nobody else has.</summary>
    public static string CreditCode()
    {
        var number = Interlocked.Increment(ref codes);
        return Kernel.CreditCode.Build($"91330499MA{number.ToString("0000000", CultureInfo.InvariantCulture)}");
    }

    /// <summary>Adds a member with a role and returns a client that acts as the new account. Names of members are the role codes.</summary>
    public async Task<HttpClient> HireAsync(string name, string role, string? enterprise = null)
    {
        using var administrator = server.Client();
        Guid? speaksFor = enterprise is null ? null : (await administrator.GetFromJsonAsync<JsonElement>(At($"enterprises/{enterprise}"))).GetProperty("id").GetGuid();
        var made = await administrator.PostAsJsonAsync(At("members"), new { userName = $"{Zone}.{name}", name, password = "correct horse battery", roles = new[] { role }, enterpriseId = speaksFor });
        made.IsSuccessStatusCode.ShouldBeTrue(await made.Content.ReadAsStringAsync());
        var client = await server.As($"{Zone}.{name}");
        clients.Add(client);
        return client;
    }

    /// <summary>Ties an operator to a park, which has no interface yet.</summary>
    public Task AssignParkAsync(string member, string park) => server.InZone(Zone, async services =>
    {
        var db = services.GetRequiredService<JingkaiDbContext>();
        var id = await db.Set<Member>().Where(m => m.Name == member).Select(m => m.Id).SingleAsync();
        var found = await services.GetRequiredService<Enterprises.Contracts.IEnterpriseDirectory>().ParkAsync(park);
        db.Add(new Assignment { ZoneId = db.ZoneId, MemberId = id, Role = AssignmentRoles.Operator, SubjectKind = "park", SubjectId = found!.Id, FromOn = new(2020, 1, 1) });
        return await db.SaveChangesAsync();
    });

    /// <summary>The files that were handed in and kept.</summary>
    public Task<List<Guid>> UploadsAsync() => server.InZone(Zone, services => services.GetRequiredService<JingkaiDbContext>().Set<Platform.Uploads.Upload>().Select(u => u.Id).ToListAsync());

    /// <summary>Number of the zone.</summary>
    public async Task<int> IdAsync() => (await server.Services.GetRequiredService<ZoneDirectory>().FindAsync(Zone))!.Id;
}

/// <summary>An enterprise of a test, as a line of the ledger.</summary>
internal sealed record Firm(string Name, string Industry, string Park = "", string Listed = "2020-01-01", string Liaison = "")
{
    public const string Heading = "统一社会信用代码,企业名称,行业代码,所属园区,规上入库日期,联企干部";

    public string Code { get; init; } = Office.CreditCode();

    public override string ToString() => $"{Code},{Name},{Industry},{Park},{Listed},{Liaison}";

    public static string Ledger(IEnumerable<Firm> firms) => Heading + "\n" + string.Join('\n', firms) + "\n";
}

/// <summary>A month's report of one measure, as a line of the ledger with flat headings.</summary>
internal sealed record Report(string Code, string Month, decimal? Value = null, decimal? Prior = null, decimal? Ytd = null, decimal? YtdPrior = null)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Code},{Month},{Value},{Prior},{Ytd},{YtdPrior}");

    public static string Ledger(IEnumerable<Report> reports, string measure = "工业总产值(万元)") =>
        new StringBuilder($"统一社会信用代码,报告期,{measure}_本月,{measure}_上年同期,{measure}_累计,{measure}_上年同期累计\n").AppendJoin('\n', reports).Append('\n').ToString();
}
