using System.Net;
using System.Net.Http.Json;
using Jingkai.IntegrationTests.Fixture;

namespace Jingkai.IntegrationTests.Figures;

/// <summary>The assessment with peers by import, its simulation and its scheme.</summary>
public abstract class AssessmentTests(TestServer server) : ServerTests(server)
{
    [Fact]
    public async Task Peers_come_by_import_and_a_value_tried_out_moves_the_rank()
    {
        using var office = await Office.OpenAsync(Server);
        var alone = await Json(await office.Economy.GetAsync(office.At("assessment?year=2019")));
        (alone.GetProperty("rank").ValueKind, alone.GetProperty("score").ValueKind, alone.Number("covered")).ShouldBe((System.Text.Json.JsonValueKind.Null, System.Text.Json.JsonValueKind.Null, 0m), "nothing known is no zero");
        alone.GetProperty("dimensions").EnumerateArray().ShouldAllBe(d => d.GetProperty("points").ValueKind == System.Text.Json.JsonValueKind.Null);

        const string Rows = "年度,参评开发区,指标,数值,来源\n2019,,实际使用外资金额,8000,统计\n2019,甲区,FDI,10000,年报\n2019,乙区,FDI,6000,年报\n2019,,省级及以上研发机构数量,20,\n2019,甲区,省级及以上研发机构数量,10,\n2019,乙区,省级及以上研发机构数量,30,";
        (await office.Economy.MustImportAsync(office.Zone, "assessment-values", Rows)).Counts.ShouldBe((6, 6, 0, 0, 0));
        (await office.Economy.MustImportAsync(office.Zone, "assessment-values", Rows)).Counts.ShouldBe((6, 0, 0, 6, 0));
        // FDI weighs 15 (half of 30), institutions 3.75 (a quarter of 15): own 7.5 + 1.875, 甲 15 + 0, 乙 0 + 3.75.
        var view = await Json(await office.Economy.GetAsync(office.At("assessment?year=2019")));
        (view.Number("score"), view.Number("covered"), view.GetProperty("rank").GetInt32(), view.GetProperty("participants").GetInt32()).ShouldBe((9.38m, 18.75m, 2, 3));
        view.GetProperty("ranking").EnumerateArray().Select(p => p.Number("score")).ShouldBe([15m, 9.38m, 3.75m]);
        var tried = await Json(await office.Economy.GetAsync(office.At("assessment?year=2019&set=FDI%3D12000")));
        // The own value is now the best: 15 + 1.875; 甲 (10000−6000)/6000 × 15 = 10.
        (tried.Number("score"), tried.Number("scoreBefore"), tried.GetProperty("rank").GetInt32(), tried.GetProperty("rankBefore").GetInt32()).ShouldBe((16.88m, 9.38m, 1, 2));
        (await Json(await office.Economy.GetAsync(office.At("assessment?year=2019")))).Number("score").ShouldBe(9.38m, "a simulation stores nothing");
        ((int)(await office.Economy.GetAsync(office.At("assessment?set=NOTHING%3D1"))).StatusCode).ShouldBe(400);
    }

    [Fact]
    public async Task Row_of_an_unknown_item_is_refused_and_the_export_reads_back()
    {
        using var office = await Office.OpenAsync(Server);
        var bad = await office.Economy.ImportAsync(office.Zone, "assessment-values", "年度,参评开发区,指标,数值\n2019,甲区,没有这项,1\n20x,甲区,FDI,1\n2019,甲区,FDI,1.23456", "?mode=good");
        bad.Reasons.Select(r => r.Code).ShouldBe(["unknown-word", "bad-year", "too-precise"], bad.ToString());
        await office.Economy.MustImportAsync(office.Zone, "assessment-values", "年度,参评开发区,指标,数值,来源\n2019,甲区,FDI,1.5,年报");
        var csv = await office.Economy.GetStringAsync(office.At("ledgers/assessment-values/export?format=csv"));
        csv.ShouldContain("2019,甲区,FDI,1.5,年报");
    }

    [Fact]
    public async Task Scheme_of_the_zone_holds_from_its_year()
    {
        using var office = await Office.OpenAsync(Server);
        var scheme = new { name = "省级考核", dimensions = new[] { new { name = "规模", weight = 100, items = new[] { new { code = "X", name = "产值", unit = "亿元", indicator = "IND_GOV", better = "up" } } } } };
        (await office.Economy.PutAsJsonAsync(office.At("assessment-scheme"), new { from = 2020, scheme })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Json(await office.Economy.GetAsync(office.At("assessment?year=2020")))).Text("scheme").ShouldBe("省级考核");
        (await Json(await office.Economy.GetAsync(office.At("assessment?year=2019")))).Text("scheme")!.ShouldNotBe("省级考核");
        var wrong = new { name = "省级考核", dimensions = new[] { new { name = "规模", weight = 90, items = scheme.dimensions[0].items } } };
        using var refused = await office.Economy.PutAsJsonAsync(office.At("assessment-scheme"), new { from = 2021, scheme = wrong });
        ((int)refused.StatusCode).ShouldBe(422);
        (await Json(await office.Economy.GetAsync(office.At("assessment-scheme?year=2020")))).GetProperty("version").GetInt32().ShouldBe(1);
        foreach (var (tag, status) in new[] { ("\"7\"", 412), ("\"0\"", 412), ("\"1\"", 200) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, office.At("assessment-scheme")) { Content = JsonContent.Create(new { from = 2020, scheme = new { name = $"省级考核 {tag}", scheme.dimensions } }) };
            request.Headers.TryAddWithoutValidation("If-Match", tag);
            using var answer = await office.Economy.SendAsync(request);
            ((int)answer.StatusCode).ShouldBe(status, tag);
        }
    }
}

/// <summary>Assessment on SQLite.</summary>
public sealed class SqliteAssessmentTests(SqliteEmpty server) : AssessmentTests(server);

/// <summary>Assessment on PostgreSQL.</summary>
public sealed class PostgresAssessmentTests(PostgresEmpty server) : AssessmentTests(server);
