using System.Net.Http.Json;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Jingkai.Platform.Zones;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.BrowserTests.Fixture;

/// <summary>A fresh zone on 9 September 2020 with four enterprises above scale, two of which have accounts, a second officer of the economy, and
/// a plan that asks for their output.</summary>
internal sealed class ReportedZone
{
    /// <summary>The enterprise that files by itself, and the one that does not.</summary>
    public const string ContactName = "云岭电子有限公司", LateName = "远川电梯有限公司";

    private static readonly string[] Names = [ContactName, "澄波生物医药有限公司", "泰禾家纺有限公司", LateName];
    private static int made;

    private readonly TestServer server;
    private readonly int from;

    private ReportedZone(TestServer server, FreshZone fresh, int from) => (this.server, Fresh, this.from) = (server, fresh, from);

    public FreshZone Fresh { get; }

    /// <summary>Account of the second officer.</summary>
    public string Second => $"second-{Fresh.Code}";

    /// <summary>Account of the enterprise that files.</summary>
    public string Contact => $"contact-{Fresh.Code}";

    /// <summary>Account of the enterprise that is late.</summary>
    public string Late => $"late-{Fresh.Code}";

    /// <summary>Credit code of an enterprise whose report came on paper.</summary>
    public string Imported => Workbooks.Code(from + 1);

    public static async Task<ReportedZone> Make(TestServer server)
    {
        var zone = new ReportedZone(server, await FreshZone.Make(server), 7000 + (10 * Interlocked.Increment(ref made)));
        await server.InZone(zone.Fresh.Code, s => s.GetRequiredService<JingkaiDbContext>().Set<Zone>().Where(z => z.Code == zone.Fresh.Code).ExecuteUpdateAsync(z => z.SetProperty(x => x.DemoToday, new DateOnly(2020, 9, 9))));
        server.Services.GetRequiredService<ZoneDirectory>().Forget();
        await zone.Fresh.SendAsync(server, "enterprises", "统一社会信用代码,企业名称,行业代码,规上入库日期\n" + string.Join('\n', Names.Select((n, i) => $"{Workbooks.Code(zone.from + i)},{n},3612,2020-01-01")));
        using (var root = server.Client())
        {
            var planned = await root.PostAsJsonAsync($"/api/v1/zones/{zone.Fresh.Code}/report-plans", new { kind = "enterprises", set = "above-scale", measures = new[] { "IND_GOV" }, dueWorkday = 5 });
            planned.IsSuccessStatusCode.ShouldBeTrue(await planned.Content.ReadAsStringAsync());
        }

        await zone.Fresh.HireAsync(server, zone.Second, "沈工", Roles.Economy, null);
        await zone.Fresh.HireAsync(server, zone.Contact, "王明", Roles.Enterprise, Workbooks.Code(zone.from));
        await zone.Fresh.HireAsync(server, zone.Late, "李强", Roles.Enterprise, Workbooks.Code(zone.from + 3));
        return zone;
    }

    /// <summary>August of the second and the third enterprise: 220 and 330.</summary>
    public Task ImportAsync() => Fresh.SendAsync(server, "enterprise-reports", "统一社会信用代码,报告期,工业总产值(万元)_本月,工业总产值(万元)_上年同期,工业总产值(万元)_累计,工业总产值(万元)_上年同期累计\n"
        + string.Join('\n', Enumerable.Range(2, 2).Select(n => $"{Workbooks.Code(from + n - 1)},2020-08,{110 * n},{95 * n},{810 * n},{745 * n}")));

    /// <summary>Revenue of 2019: one hundred and fifty million of the enterprise that files, three and five hundred of two others, fifty of the last.</summary>
    public Task RevenueAsync() => Fresh.SendAsync(server, "enterprise-reports", "统一社会信用代码,报告期,营业收入(万元)_本月,营业收入(万元)_上年同期,营业收入(万元)_累计,营业收入(万元)_上年同期累计\n"
        + string.Join('\n', new[] { 15000, 30000, 50000, 5000 }.Select((revenue, i) => $"{Workbooks.Code(from + i)},2019-12,{revenue / 10},{revenue / 12},{revenue},{revenue - 1000}")));

    /// <summary>A paper that prints the month's output.</summary>
    public async Task CiteAsync(string document)
    {
        using var root = server.Client();
        var answer = await root.PostAsJsonAsync($"/api/v1/zones/{Fresh.Code}/citations", new { document, on = "2020-09-12", figures = new[] { new { indicator = "IND_GOV", period = "2020-08", printed = "658万元" } } });
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }
}
