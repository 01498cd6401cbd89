using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Accounts;

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
}

/// <summary>On SQLite.</summary>
public sealed class Year_copy_on_sqlite(SqliteEmpty server) : YearTests(server);

/// <summary>On PostgreSQL.</summary>
public sealed class Year_copy_on_postgres(PostgresEmpty server) : YearTests(server);
