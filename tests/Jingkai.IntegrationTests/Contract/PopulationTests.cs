using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingkai.IntegrationTests.Fixture;

namespace Jingkai.IntegrationTests.Contract;

/// <summary>Who is summed, and when: listings, presence, moving, changes of industry, dated groups.</summary>
public abstract class PopulationTests(TestServer server) : ServerTests(server)
{
    private readonly string[] codes = [.. Enumerable.Range(0, 10).Select(_ => Office.CreditCode())];

    [Fact]
    public async Task Listing_presence_and_stay_on_the_last_day_of_the_month_decide()
    {
        using var office = await Office.OpenAsync(Server);
        await office.Economy.MustImportAsync(office.Zone, "enterprises", "统一社会信用代码,企业名称,行业代码,规上入库日期,规上退出日期\n"
            + $"{codes[0]},全年,3611,2010-01-01,\n{codes[1]},年中入库,3611,2020-06-01,\n{codes[2]},年中退库,3611,2010-01-01,2020-06-01\n{codes[3]},从未入库,3611,,\n");
        await Add(office, codes[4], new JsonObject { ["presence"] = "registered-only" });
        await Add(office, codes[5], new JsonObject { ["presence"] = "operating-only" });
        await Add(office, codes[6], new JsonObject { ["movedOutOn"] = "2020-06-15" });
        await Add(office, codes[7], new JsonObject { ["movedInOn"] = "2020-06-15" });
        await Add(office, codes[8], new JsonObject { ["industryCode"] = "5171" });
        await Add(office, codes[9], new JsonObject { ["aboveScale"] = new JsonArray(new JsonObject { ["since"] = "2010-01-01", ["kind"] = "服务业" }) });
        await Report(office, "工业总产值(万元)", "2020-05", "2020-06");
        await Report(office, "税收(万元)", "2020-05");

        (await Counted(office, "IND_GOV", "2020-05")).ShouldBe([0, 2, 5, 6]);
        (await Counted(office, "IND_GOV", "2020-06")).ShouldBe([0, 1, 5, 7]);
        (await Counted(office, "TAX", "2020-05")).ShouldBe([0, 1, 2, 3, 5, 6, 8, 9], "all that operate in the zone report tax");
        await Server.RollupsEqualRebuild(office.Zone);
    }

    [Fact]
    public async Task Change_of_industry_moves_reports_from_its_day_on()
    {
        using var office = await Office.OpenAsync(Server);
        await Add(office, codes[0], []);
        await Add(office, codes[1], []);
        await Report(office, "工业总产值(万元)", "2020-05", "2020-06");
        await Json(await office.Economy.PatchAsync(office.At($"enterprises/{codes[0]}"), new JsonObject { ["industryCode"] = "2710", ["effectiveOn"] = "2020-06-10" }));
        (await Counted(office, "IND_GOV", "2020-05", "industry:36")).ShouldBe([0, 1]);
        (await Counted(office, "IND_GOV", "2020-06", "industry:36")).ShouldBe([1]);
        (await Counted(office, "IND_GOV", "2020-06", "industry:27")).ShouldBe([0]);
        (await Counted(office, "IND_GOV", "2020-06", "industry:C")).ShouldBe([0, 1]);
        await Server.RollupsEqualRebuild(office.Zone);
    }

    [Fact]
    public async Task Groups_are_those_of_their_day()
    {
        using var office = await Office.OpenAsync(Server);
        await Add(office, codes[0], []);
        await Add(office, codes[1], []);
        await Add(office, codes[2], new JsonObject { ["industryCode"] = "2710" });
        await Add(office, codes[3], new JsonObject { ["industryCode"] = "1311" });
        await Report(office, "工业总产值(万元)", "2020-05", "2021-05");
        using var administrator = Server.Client();
        async Task Define(object set) => (await administrator.PostAsJsonAsync(office.At("industry-groups"), set)).IsSuccessStatusCode.ShouldBeTrue();
        await Define(new { from = "2019-01-01", groups = new object[] { new { name = "装备", prefixes = new[] { "36" }, minus = new[] { codes[1] } }, new { name = "医药", prefixes = new[] { "27" }, plus = new[] { codes[3] } } } });
        await Define(new { from = "2021-01-01", groups = new object[] { new { name = "装备", prefixes = new[] { "36" } } } });

        (await Counted(office, "IND_GOV", "2020-05", "group:装备")).ShouldBe([0]);
        (await Counted(office, "IND_GOV", "2020-05", "主导产业:医药")).ShouldBe([2, 3]);
        (await Counted(office, "IND_GOV", "2020-05", "group:主导产业")).ShouldBe([0, 2, 3]);
        (await Counted(office, "IND_GOV", "2021-05", "group:装备")).ShouldBe([0, 1]);
        (await Counted(office, "IND_GOV", "2021-05", "group:主导产业")).ShouldBe([0, 1]);
        (await Code(await office.Economy.FigureAsync(office.Zone, "IND_GOV", "2021-05", "group:医药"))).ShouldBe("no-figure");
        await Server.RollupsEqualRebuild(office.Zone);
    }

    [Fact]
    public async Task Leap_days_old_years_and_the_turn_of_the_year_are_periods_like_others()
    {
        using var office = await Office.OpenAsync(Server);
        await Add(office, codes[0], new JsonObject { ["aboveScale"] = new JsonArray(new JsonObject { ["since"] = "2010-02-28" }) });
        await Add(office, codes[1], new JsonObject { ["aboveScale"] = new JsonArray(new JsonObject { ["since"] = "2012-02-29" }) });
        await Report(office, "工业总产值(万元)", "2010-12", "2011-02", "2012-02");
        (await Counted(office, "IND_GOV", "2010-12")).ShouldBe([0]);
        (await Counted(office, "IND_GOV", "2012-01/2012-02")).ShouldBe([0, 1], "listed on the leap day");
        var points = (await Json(await office.Economy.GetAsync(office.At("figures/series?indicator=IND_GOV&from=2010-12&to=2012-02&kind=month")))).Items("points");
        points.Select(p => p.Text("period")).ShouldBe(["2010-12", "2011-01/2011-02", "2012-01/2012-02"]);
    }

    private static async Task Add(Office office, string code, JsonObject more)
    {
        var file = new JsonObject { ["name"] = "企业" + code, ["creditCode"] = code, ["industryCode"] = "3611", ["aboveScale"] = new JsonArray(new JsonObject { ["since"] = "2010-01-01" }) };
        foreach (var (name, value) in more) file[name] = value?.DeepClone();
        (await Json(await office.Economy.PostAsJsonAsync(office.At("enterprises"), file))).Text("creditCode").ShouldBe(code);
    }

    /// <summary>Every enterprise of the zone reports a power of two, so that a sum tells who is in it.</summary>
    private async Task Report(Office office, string measure, params string[] months)
    {
        var known = (await Json(await office.Economy.GetAsync(office.At("enterprises?size=200")))).Items().Select(e => e.Text("creditCode")).ToHashSet();
        await office.Economy.MustImportAsync(office.Zone, "enterprise-reports", Fixture.Report.Ledger(
            from month in months from i in Enumerable.Range(0, codes.Length) where known.Contains(codes[i]) select new Report(codes[i], month, 1 << i, 1, 1 << i, 1), measure));
    }

    private static async Task<IReadOnlyList<int>> Counted(Office office, string indicator, string period, string? subject = null)
    {
        var figure = await Json(await office.Economy.FigureAsync(office.Zone, indicator, period, subject));
        var sum = (int)(figure.Number("value")!.Value * 10_000m);
        IReadOnlyList<int> counted = [.. Enumerable.Range(0, 10).Where(i => (sum >> i & 1) == 1)];
        figure.At("rolledUp.reporting.received").GetInt32().ShouldBe(counted.Count);
        return counted;
    }
}

public sealed class Population_on_sqlite(SqliteEmpty server) : PopulationTests(server);

public sealed class Population_on_postgres(PostgresEmpty server) : PopulationTests(server);
