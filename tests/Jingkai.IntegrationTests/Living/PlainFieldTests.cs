using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Accounts;

namespace Jingkai.IntegrationTests.Living;

/// <summary>Competitive edge and factory: each field with its source, confirmed, corrected, surveyed, merged and copied like the others.</summary>
public abstract class PlainFieldTests(TestServer server) : ServerTests(server)
{
    [Fact]
    public async Task Fields_are_written_exactly_read_back_and_cleared()
    {
        using var office = await Office.OpenAsync(Server);
        var file = await Enter(office, new()
        {
            ["name"] = "甲公司", ["brands"] = "西奥", ["technologies"] = "数字孪生", ["rdSharePercent"] = 4.25m, ["premises"] = "leased", ["landlord"] = "联东U谷", ["leaseEndsOn"] = "2027-06-30",
            ["idleAreaM2"] = 1200.5m, ["productionLines"] = 3, ["equipment"] = "加工中心", ["takt"] = "120秒/台", ["automationPercent"] = 85, ["capacity"] = "年产10万台", ["utilisationPercent"] = 92.5m,
        });
        var read = await File(office, file);
        (read.Text("premises"), read.Text("leaseEndsOn"), read.Number("idleAreaM2"), read.Number("productionLines"), read.Number("utilisationPercent"), read.Number("rdSharePercent")).ShouldBe(("leased", "2027-06-30", 1200.5m, 3m, 92.5m, 4.25m));
        read.At("provenance.landlord").Text("source").ShouldBe("接口写入");
        // An answer can be sent back: nothing changes.
        var again = await Json(await office.Economy.PatchAsync(office.At($"enterprises/{file}"), JsonNode.Parse(read.GetRawText())!));
        again.GetProperty("version").GetInt32().ShouldBe(read.GetProperty("version").GetInt32());
        var refused = await office.Economy.PatchAsync(office.At($"enterprises/{file}"), new JsonObject { ["premises"] = "rented", ["automationPercent"] = 100.5m, ["utilisationPercent"] = 1.001m, ["productionLines"] = -1, ["idleAreaM2"] = -1, ["brands"] = new string('品', 201) });
        JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement.Items("errors").Select(e => $"{e.Text("field")} {e.Text("code")}").Order(StringComparer.Ordinal)
            .ShouldBe(["automationPercent bad-number", "brands too-long", "idleAreaM2 negative", "premises unknown-premises", "productionLines negative", "utilisationPercent bad-number"]);
        (await Json(await office.Economy.PatchAsync(office.At($"enterprises/{file}"), new JsonObject { ["landlord"] = null, ["premises"] = "own", ["leaseEndsOn"] = null }))).Text("landlord").ShouldBeNull();
    }

    [Fact]
    public async Task Liaison_writes_what_a_visit_settles_and_an_enterprise_proposes()
    {
        using var office = await Office.OpenAsync(Server);
        var liaison = await office.HireAsync("xuping", Roles.Liaison);
        var file = await Enter(office, new() { ["name"] = "甲公司", ["liaisons"] = new JsonArray("xuping"), ["capacity"] = "年产1万台", ["asOf"] = "2019-01-01" });
        var firm = await office.HireAsync("firm", Roles.Enterprise, file);
        (await Json(await liaison.GetAsync(office.At("enterprises/stale?field=capacity")))).GetProperty("total").GetInt32().ShouldBe(1);
        await Json(await liaison.PostAsJsonAsync(office.At($"enterprises/{file}/field-confirmations"), new { fields = new[] { "capacity" } }));
        (await Json(await liaison.GetAsync(office.At("enterprises/stale?field=capacity")))).GetProperty("total").GetInt32().ShouldBe(0);
        (await Correct(liaison, "utilisationPercent", "７5.5%", null)).GetProperty("written").GetBoolean().ShouldBeTrue();
        (await Correct(liaison, "premises", "租赁", null)).GetProperty("written").GetBoolean().ShouldBeTrue();
        (await Correct(liaison, "rdSharePercent", "4", "报表")).GetProperty("written").GetBoolean().ShouldBeFalse("what decides about figures is the office's");
        (await Code(await liaison.PostAsJsonAsync(office.At($"enterprises/{file}/corrections"), new { field = "automationPercent", value = "百分之五" }))).ShouldBe("bad-type");
        (await Correct(firm, "idleAreaM2", "1,500", "已腾空")).GetProperty("written").GetBoolean().ShouldBeFalse();
        var open = (await Json(await office.Economy.GetAsync(office.At($"enterprises/{file}/corrections")))).Items().Single(c => c.Text("field") == "idleAreaM2");
        (await liaison.PostAsJsonAsync(office.At($"enterprises/{file}/corrections/{open.Text("id")}/moves"), new { move = "accept" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        var read = await File(office, file);
        (read.Number("idleAreaM2"), read.Number("utilisationPercent"), read.Text("premises"), read.At("provenance.idleAreaM2").Text("confirmedBy")).ShouldBe((1500m, 75.5m, "leased", "xuping"));
        (await Json(await office.Economy.PostAsJsonAsync(office.At("surveys"), new { title = "厂房摸底", fields = new[] { "premises", "idleAreaM2" }, untilOn = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(30), askLiaisons = true, askEnterprises = false }))).ToString().ShouldContain("idleAreaM2");

        async Task<JsonElement> Correct(HttpClient client, string field, string value, string? reason)
        {
            var answer = await client.PostAsJsonAsync(office.At($"enterprises/{file}/corrections"), new { field, value, reason });
            var body = await answer.Content.ReadAsStringAsync();
            answer.StatusCode.ShouldBe(HttpStatusCode.Created, body);
            return JsonDocument.Parse(body).RootElement;
        }
    }

    [Fact]
    public async Task Merge_takes_the_chosen_side_exactly_and_undoing_brings_the_other_back()
    {
        using var office = await Office.OpenAsync(Server);
        var (one, two) = (Office.CreditCode(), Office.CreditCode());
        // 1 亩 is no finite number of square metres.
        await office.Economy.MustImportAsync(office.Zone, "enterprises", $"统一社会信用代码,企业名称,厂房权属,闲置面积（亩）,产能利用率(%),品牌\n{one},甲公司,自有,,80,\n{two},甲厂,租赁,1,90.55,老牌\n");
        var before = (await State(one), await State(two));
        before.Item2.ShouldStartWith("leased 666.666");
        var ledger = await office.Economy.GetStringAsync(office.At("ledgers/enterprises/export?format=csv"));
        var kept = (await File(office, one)).Text("code")!;
        var done = JsonDocument.Parse(await (await office.Economy.PostAsJsonAsync(office.At($"enterprises/{one}/merges"), new { merged = two, reason = "同一家", fields = new { premises = "merged" } })).Content.ReadAsStringAsync()).RootElement;
        (await State(one)).ShouldBe(before.Item2.Replace("90.55", "80", StringComparison.Ordinal));
        (await office.Economy.PostAsJsonAsync(office.At($"enterprises/{kept}/merges/{done.Text("id")}/undo"), new { reason = "并错了" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await State(one), await State(two)).ShouldBe(before);
        (await office.Economy.GetStringAsync(office.At("ledgers/enterprises/export?format=csv"))).Split('\n').Order().ShouldBe(ledger.Split('\n').Order());
        var bad = await office.Economy.ImportAsync(office.Zone, "enterprises", $"统一社会信用代码,企业名称,厂房权属,产能利用率(%),生产线数\n{one},甲公司,借用,1200,1.5\n", "?mode=good");
        bad.Reasons.Select(r => $"{r.Column} {r.Code}").ShouldBe(["厂房权属 unknown-premises", "生产线数 bad-number", "产能利用率(%) bad-number"], ignoreOrder: true);

        async Task<string> State(string key)
        {
            var file = await File(office, key);
            return $"{file.Text("premises")} {file.Number("idleAreaM2")} {file.Number("utilisationPercent")} {file.Text("brands")}";
        }
    }

    private static async Task<string> Enter(Office office, JsonObject body)
    {
        body["creditCode"] = Office.CreditCode();
        var made = await office.Economy.PostAsync(office.At("enterprises"), JsonContent.Create(body));
        made.StatusCode.ShouldBe(HttpStatusCode.Created, await made.Content.ReadAsStringAsync());
        return JsonDocument.Parse(await made.Content.ReadAsStringAsync()).RootElement.Text("code")!;
    }

    private static async Task<JsonElement> File(Office office, string key) => await Json(await office.Economy.GetAsync(office.At($"enterprises/{key}")));
}

/// <summary>On SQLite.</summary>
public sealed class Plain_fields_on_sqlite(SqliteEmpty server) : PlainFieldTests(server);

/// <summary>On PostgreSQL.</summary>
public sealed class Plain_fields_on_postgres(PostgresEmpty server) : PlainFieldTests(server);
