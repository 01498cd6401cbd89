using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Accounts;

namespace Jingkai.IntegrationTests.Contract;

/// <summary>Versions of figures: <c>ref</c>, <c>asOf</c> and what a trace shows of what was replaced.</summary>
public abstract class VersionsTests(TestServer server) : ServerTests(server)
{
    private const string Observed = "指标代码,报告期,数值,单位,同比(%),状态,来源\n";

    [Fact]
    public async Task Reference_names_a_delivered_version_for_ever()
    {
        using var office = await Office.OpenAsync(Server);
        await office.Economy.MustImportAsync(office.Zone, "observations", Observed + "RETAIL,2021-05,10,亿元,5,快报,统计局\n");
        var first = await Figure(office, "RETAIL", "2021-05");
        var between = Now();
        await office.Economy.MustImportAsync(office.Zone, "observations", Observed + "RETAIL,2021-05,10.5,亿元,5.5,定报,统计局\n");
        await office.Economy.MustImportAsync(office.Zone, "observations", Observed + "RETAIL,2021-05,10.6,亿元,,修订,统计局\n");

        var last = await Figure(office, "RETAIL", "2021-05");
        (last.Number("value"), last.Number("version"), last.Text("status"), last.Number("growth")).ShouldBe((10.6m, 3m, "revised", 5.5m));
        last.Text("ref").ShouldNotBe(first.Text("ref"));
        var traced = await Json(await office.Economy.GetAsync(first.Text("trace")));
        (traced.At("figure").Number("value"), traced.At("figure").Text("status"), traced.At("figure").Text("ref")).ShouldBe((10m, "flash", first.Text("ref")));
        traced.Items("inputs")[0].Number("value").ShouldBe(10m);
        foreach (var (language, name) in new[] { ("en", "Retail sales of consumer goods"), ("zh-CN", "社会消费品零售总额") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, first.Text("trace"));
            request.Headers.TryAddWithoutValidation("Accept-Language", language);
            (await Json(await office.Economy.SendAsync(request))).Items("inputs")[0].Text("name").ShouldBe(name);
        }

        traced.Items("versions").Select(v => v.Number("value")).ShouldBe([10.6m, 10.5m, 10m]);

        var then = await Figure(office, "RETAIL", "2021-05", $"&asOf={between}");
        (then.Number("value"), then.Number("version"), then.Number("growth")).ShouldBe((10m, 1m, 5m));
    }

    [Fact]
    public async Task Reference_names_a_sum_for_ever()
    {
        using var office = await Office.OpenAsync(Server);
        Firm[] firms = [new("甲", "3611"), new("乙", "3611")];
        await office.Economy.MustImportAsync(office.Zone, "enterprises", Firm.Ledger(firms));
        await office.Economy.MustImportAsync(office.Zone, "enterprise-reports", Report.Ledger(firms.Select((f, i) => new Report(f.Code, "2020-07", 100 + i, 90, 700, 600))));
        var before = await Figure(office, "IND_GOV", "2020-07");
        before.Number("value").ShouldBe(0.0201m);
        var between = Now();

        await Json(await office.Economy.PatchAsync(office.At($"enterprise-reports/{firms[0].Code}/2020-07"), new JsonObject { ["indicator"] = "IND_GOV", ["value"] = 150, ["reason"] = "漏报" }));
        var after = await Figure(office, "IND_GOV", "2020-07");
        after.Number("value").ShouldBe(0.0251m);
        after.Text("ref").ShouldNotBe(before.Text("ref"));
        (await Figure(office, "IND_GOV", "2020-07")).Text("ref").ShouldBe(after.Text("ref"), "nothing changed in between");

        var traced = await Json(await office.Economy.GetAsync(before.Text("trace")));
        (traced.At("figure").Number("value"), traced.At("figure").Text("ref")).ShouldBe((0.0201m, before.Text("ref")));
        traced.GetProperty("records").Items().Select(r => (r.Number("value"), r.Number("version"))).ShouldBe([(0.0101m, 1m), (0.0100m, 1m)]);
        (await Json(await office.Economy.GetAsync(after.Text("trace")))).GetProperty("records").Items().Select(r => r.Number("value")).ShouldBe([0.0150m, 0.0101m]);
        (await Figure(office, "IND_GOV", "2020-07", $"&asOf={between}")).Number("value").ShouldBe(0.0201m);
        (await Figure(office, "IND_GOV", "2020-Q1", "", HttpStatusCode.NotFound)).Text("code").ShouldBe("no-figure");
        await Server.RollupsEqualRebuild(office.Zone);
    }

    [Fact]
    public async Task Before_anything_was_stored_there_is_no_figure()
    {
        using var office = await Office.OpenAsync(Server);
        await office.Economy.MustImportAsync(office.Zone, "observations", Observed + "RETAIL,2021-05,10,亿元,5,快报,统计局\n");
        (await Figure(office, "RETAIL", "2021-05", "&asOf=2020-01-01T00:00:00Z", HttpStatusCode.NotFound)).Text("code").ShouldBe("no-figure");
        (await Figure(office, "RETAIL", "2021-05", "&asOf=gestern", HttpStatusCode.BadRequest)).Text("code").ShouldBe("bad-instant");
    }

    [Fact]
    public async Task Earlier_sums_are_only_for_those_who_read_every_enterprise()
    {
        using var office = await Office.OpenAsync(Server);
        var firms = Enumerable.Range(0, 5).Select(i => new Firm($"企{i}", "3611", Liaison: i < 2 ? "liaison" : "")).ToList();
        using var liaison = await office.HireAsync("liaison", Roles.Liaison);
        await office.Economy.MustImportAsync(office.Zone, "enterprises", Firm.Ledger(firms));
        foreach (var firm in firms) await office.Economy.MustImportAsync(office.Zone, "enterprise-reports", Report.Ledger([new Report(firm.Code, "2020-07", 100, 90, 700, 600)]));
        var then = Now();
        var shown = await Json(await liaison.FigureAsync(office.Zone, "IND_GOV", "2020-07"));
        shown.Number("value").ShouldBe(0.05m);
        (await liaison.FigureAsync(office.Zone, "IND_GOV", "2020-07", more: $"&asOf={then}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await Json(await office.Economy.PatchAsync(office.At($"enterprise-reports/{firms[4].Code}/2020-07"), new JsonObject { ["indicator"] = "IND_GOV", ["value"] = 150, ["reason"] = "漏报" }));
        (await Json(await liaison.GetAsync(shown.Text("trace")))).At("figure").Number("value").ShouldBe(0.055m, "an earlier sum beside this one would give the corrected report away");
    }

    [Fact]
    public async Task Broken_reference_is_not_found()
    {
        using var office = await Office.OpenAsync(Server);
        foreach (var reference in (string[])["abc", "SU5EX0dPVg", "UkVUQUlMCnpvbmUKMjAyMS0wNQo5"])
            (await Code(await office.Economy.GetAsync(office.At($"figures/{reference}/trace")))).ShouldBe("unknown-figure", reference);
    }

    private static async Task<JsonElement> Figure(Office office, string indicator, string period, string more = "", HttpStatusCode expected = HttpStatusCode.OK)
    {
        var answer = await office.Economy.FigureAsync(office.Zone, indicator, period, more: more);
        var body = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(expected, body);
        return JsonDocument.Parse(body).RootElement;
    }

    private static string Now() => DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}

public sealed class Versions_on_sqlite(SqliteEmpty server) : VersionsTests(server);

public sealed class Versions_on_postgres(PostgresEmpty server) : VersionsTests(server);
