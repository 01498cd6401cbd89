using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Jingkai.Enterprises.Copies;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Jingkai.Platform.Zones;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests.Living;

/// <summary>The register of a year is kept as it was.</summary>
public abstract class YearTests(TestServer server) : ServerTests(server)
{
    [Fact]
    public async Task Copy_of_a_year_is_the_ledger_of_that_day_and_nothing_changes_it()
    {
        using var office = await Office.OpenAsync(Server);
        var liaison = await office.HireAsync("xuping", Roles.Liaison);
        var (mine, other) = (Office.CreditCode(), Office.CreditCode());
        const string headings = "统一社会信用代码,企业名称,行业代码,所属园区,规上入库日期,占地面积(亩),联系人,联系电话,联企干部,经营地址,职工人数";
        await office.Economy.MustImportAsync(office.Zone, "enterprises", $"{headings}\n{mine},甲公司,3612,东区,2019-01-01,12.5,程子英,13800138000,xuping,老路1号,30\n{other},乙公司,,,,,,,,,\n");
        var ledger = await Export("ledgers/enterprises/export?format=csv");
        var last = DateTime.UtcNow.Year - 1;
        (await Code(await Freeze(office.Economy, last + 3))).ShouldBe("year-not-over");
        (await Code(await Freeze(office.Economy, null))).ShouldBe("required");
        (await Freeze(liaison, last)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var made = await Json(await Freeze(office.Economy, last));
        (made.GetProperty("files").GetInt32(), made.Text("by")).ShouldBe((2, "economy"));
        (await Code(await Freeze(office.Economy, last))).ShouldBe("already-frozen");

        (await office.Economy.PatchAsync(office.At($"enterprises/{mine}"), new JsonObject { ["name"] = "甲集团", ["address"] = "新路8号", ["contacts"] = new JsonArray() })).StatusCode.ShouldBe(HttpStatusCode.OK);
        await office.Economy.MustImportAsync(office.Zone, "enterprises", $"统一社会信用代码,企业名称\n{Office.CreditCode()},丙公司\n");
        var copy = $"ledgers/enterprise-years/export?format=csv&year={last}";
        Lines(await Export(copy)).ShouldBe(Lines(ledger), ignoreOrder: true);
        (await office.Economy.GetAsync(office.At("ledgers/enterprise-years/export?format=csv"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        // A reader sees the copies of the files in scope, people masked.
        var seen = (await Json(await liaison.GetAsync(office.At($"enterprises/{mine}/years")))).Items().Single();
        (seen.GetProperty("year").GetInt32(), seen.At("fields").Text("name"), seen.At("fields").Text("address"), seen.At("fields").Text("contactPhone")).ShouldBe((last, "甲公司", "老路1号", "138****8000"));
        (await liaison.GetAsync(office.At($"enterprises/{other}/years"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var part = await liaison.GetStringAsync(office.At(copy));
        Lines(part).Count.ShouldBe(2);
        part.ShouldNotContain("13800138000");

        async Task<string> Export(string path) => await office.Economy.GetStringAsync(office.At(path));
        static List<string> Lines(string csv) => [.. csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.TrimEnd('\r'))];
        Task<HttpResponseMessage> Freeze(HttpClient client, int? year) => client.PostAsJsonAsync(office.At("register-years"), new { year });
    }

    [Fact]
    public async Task Year_that_ended_is_kept_once_whoever_sweeps_and_none_before_the_zone_had_files()
    {
        using var office = await Office.OpenAsync(Server);
        await using var node = Server.Provider == Provider.Postgres ? await SecondNode.StartAsync(Server) : null;
        await office.Economy.MustImportAsync(office.Zone, "enterprises", $"统一社会信用代码,企业名称\n{Office.CreditCode()},甲公司\n");
        var year = DateTime.UtcNow.AddHours(8).Year;
        (await SweepAsync(new(year, 1, 2))).ShouldBe(0, "there was no file at the end of last year");
        (await SweepAsync(new(year, 12, 31))).ShouldBe(0, "the year is not over");
        (await SweepAsync(new(year + 1, 2, 1))).ShouldBe(0, "the register of today is not that of the end of the year");
        (await SweepAsync(new(year + 1, 1, 1))).ShouldBe(1);
        (await SweepAsync(new(year + 1, 1, 5))).ShouldBe(0);
        var kept = (await Json(await office.Economy.GetAsync(office.At("register-years")))).Items().Single();
        (kept.GetProperty("year").GetInt32(), kept.Text("asOn"), kept.GetProperty("files").GetInt32(), kept.Text("by")).ShouldBe((year, $"{year + 1}-01-01", 1, "system"));
        (await Code(await office.Economy.PostAsJsonAsync(office.At("register-years"), new { year }))).ShouldBe("already-frozen");

        async Task<int> SweepAsync(DateOnly today)
        {
            await Server.InZone(office.Zone, async services =>
            {
                var db = services.GetRequiredService<JingkaiDbContext>();
                return await db.Set<Zone>().Where(z => z.Code == office.Zone).ExecuteUpdateAsync(z => z.SetProperty(x => x.DemoToday, today));
            });
            var both = new[] { Server.Services, node?.Services ?? Server.Services };
            return (await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => In(both[i % 2]))))).Count(made => made);
        }

        async Task<bool> In(IServiceProvider services)
        {
            await using var scope = services.CreateAsyncScope();
            services.GetRequiredService<ZoneDirectory>().Forget();
            var zone = (await services.GetRequiredService<ZoneDirectory>().FindAsync(office.Zone))!;
            scope.ServiceProvider.GetRequiredService<Actor>().ActAsSystem(zone.Id, zone.Code, services.GetRequiredService<IZoneCalendar>().Today(zone), "test");
            return await scope.ServiceProvider.GetRequiredService<YearCopies>().SweepAsync(default);
        }
    }
}

/// <summary>On SQLite.</summary>
public sealed class Year_copy_on_sqlite(SqliteEmpty server) : YearTests(server);

/// <summary>On PostgreSQL.</summary>
public sealed class Year_copy_on_postgres(PostgresEmpty server) : YearTests(server);
