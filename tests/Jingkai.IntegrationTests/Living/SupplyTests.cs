using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Accounts;

namespace Jingkai.IntegrationTests.Living;

/// <summary>Who supplies what to whom.</summary>
public abstract class SupplyTests(TestServer server) : ServerTests(server)
{
    [Fact]
    public async Task Link_is_one_record_seen_from_both_ends_with_the_share_of_each()
    {
        using var office = await Office.OpenAsync(Server);
        var (motor, lift) = (await Enter(office, "卧龙电机有限公司"), await Enter(office, "西奥电梯有限公司"));
        var made = await Json(await Post(office.Economy, office, motor, new { direction = "supplies", product = "曳引电机", counterpart = "西奥电梯有限公司", share = 30.5m, source = "走访", asOf = "2020-06-30" }), HttpStatusCode.Created);
        (made.At("supplier").Text("code"), made.At("buyer").Text("code"), made.Text("direction"), made.Number("salesShare"), made.Text("confirmedBy")).ShouldBe((motor, lift, "supplies", 30.5m, null));

        var seen = (await Of(office.Economy, office, lift)).Single();
        (seen.Text("id"), seen.Text("direction"), seen.At("supplier").Text("name")).ShouldBe((made.Text("id"), "buys", "卧龙电机有限公司"));
        (await Code(await Post(office.Economy, office, lift, new { direction = "buys", product = "曳引 电机", counterpart = motor }))).ShouldBe("already-linked");
        var put = await Json(await office.Economy.PutAsJsonAsync(office.At($"enterprises/{lift}/supply-links/{made.Text("id")}"), new { product = "曳引电机", share = 80 }));
        (put.Number("salesShare"), put.Number("purchaseShare")).ShouldBe((30.5m, 80m));
        var sure = await Json(await office.Economy.PostAsJsonAsync(office.At($"enterprises/{motor}/supply-links/{made.Text("id")}/confirmation"), new { }));
        sure.Text("confirmedBy").ShouldBe("economy");
        (await Code(await Move(office.Economy, office, motor, made, "voiding", new { reason = " " }))).ShouldBe("reason-required");
        (await Json(await Move(office.Economy, office, motor, made, "voiding", new { reason = "已停产" }))).At("voided").Text("reason").ShouldBe("已停产");
        (await Code(await Move(office.Economy, office, motor, made, "confirmation", new { }))).ShouldBe("voided");
        (await Of(office.Economy, office, lift)).ShouldBeEmpty();
        (await Of(office.Economy, office, lift, "?voided=true")).Count.ShouldBe(1);
        // What is void stands in nobody's way.
        await Json(await Post(office.Economy, office, lift, new { direction = "buys", product = "曳引电机", counterpart = motor }), HttpStatusCode.Created);
    }

    [Fact]
    public async Task What_is_wrong_is_told_together_and_counterparts_are_found_by_any_name()
    {
        using var office = await Office.OpenAsync(Server);
        var motor = await Enter(office, "卧龙电机有限公司");
        await Enter(office, "老板电器股份有限公司", ["老板"]);
        await Enter(office, "同名公司");
        await Enter(office, "同名公司");
        var refused = await Json(await Post(office.Economy, office, motor, new { direction = "supplies", counterpart = "", share = 100.005m, asOf = "2999-01-01" }), HttpStatusCode.UnprocessableEntity);
        refused.Items("errors").Select(e => e.Text("field")).Order().ShouldBe(["asOf", "counterpart", "product", "share"]);
        (await Try("同名公司")).ShouldBe("ambiguous-enterprise");
        (await Try(motor)).ShouldBe("same-file");
        (await Try("E2020-9999")).ShouldBe("unknown-enterprise");
        (await Try(Office.CreditCode())).ShouldBe("unknown-enterprise");
        (await Code(await Post(office.Economy, office, motor, new { direction = "gives", product = "电机", counterpart = "甲" }))).ShouldBe("unknown-direction");
        var known = await Json(await Post(office.Economy, office, motor, new { direction = "supplies", product = "电机", counterpart = "老板" }), HttpStatusCode.Created);
        known.At("buyer").Text("name").ShouldBe("老板电器股份有限公司");
        var outside = await Json(await Post(office.Economy, office, motor, new { direction = "buys", product = "硅钢片", counterpart = "宝山钢铁股份有限公司", place = "上海" }), HttpStatusCode.Created);
        (outside.At("supplier").Text("name"), outside.At("supplier").Text("place"), outside.At("supplier").Text("code")).ShouldBe(("宝山钢铁股份有限公司", "上海", null));

        async Task<string?> Try(string counterpart) => await Code(await Post(office.Economy, office, motor, new { direction = "supplies", product = "电机", counterpart }));
    }

    [Fact]
    public async Task Liaison_and_enterprise_write_their_own_and_learn_nothing_of_others()
    {
        using var office = await Office.OpenAsync(Server);
        var liaison = await office.HireAsync("xuping", Roles.Liaison);
        var (mine, other, third) = (await Enter(office, "甲公司", liaison: "xuping"), await Enter(office, "乙公司"), await Enter(office, "丙公司"));
        var firm = await office.HireAsync("firm", Roles.Enterprise, mine);
        var leader = await office.HireAsync("leader", Roles.Leader);
        var theirs = await Json(await Post(office.Economy, office, other, new { direction = "buys", product = "减速机", counterpart = mine, share = 40 }), HttpStatusCode.Created);
        await Json(await Post(office.Economy, office, other, new { direction = "buys", product = "轴承", counterpart = third }), HttpStatusCode.Created);

        foreach (var client in (HttpClient[])[firm, liaison])
        {
            // The end outside the scope is a name and nothing more, just like one that is no file at all.
            var seen = (await Json(await client.GetAsync(office.At("supply-links")))).Items().Single();
            (seen.At("buyer").Text("name"), seen.At("buyer").Text("code"), seen.Number("purchaseShare")).ShouldBe(("乙公司", null, null));
            (await client.GetAsync(office.At($"enterprises/{other}/supply-links"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await client.GetAsync(office.At("supply-gaps"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await Post(client, office, other, new { direction = "buys", product = "铜线", counterpart = "某厂" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await Code(await Post(client, office, mine, new { direction = "supplies", product = "电机", counterpart = third }))).ShouldBe("unknown-enterprise");
            (await Json(await client.GetAsync(office.At("supply-links?q=" + Uri.EscapeDataString("乙公司"))))).Items().Count.ShouldBe(1);
        }

        (await Post(leader, office, mine, new { direction = "buys", product = "铜线", counterpart = "某厂" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var own = await Json(await Post(firm, office, mine, new { direction = "buys", product = "铜线", counterpart = "某铜业", share = 12.34m }), HttpStatusCode.Created);
        (own.Text("source"), own.GetProperty("moves").GetArrayLength()).ShouldBe(("企业自报（firm）", 2));
        // Of what others recorded an enterprise sets its own share only.
        (await Json(await firm.PutAsJsonAsync(office.At($"enterprises/{mine}/supply-links/{theirs.Text("id")}"), new { product = "减速机", share = 5 }))).Number("salesShare").ShouldBe(5m);
        (await Code(await firm.PutAsJsonAsync(office.At($"enterprises/{mine}/supply-links/{theirs.Text("id")}"), new { product = "蜗杆", share = 5 }))).ShouldBe("not-yours");
        (await Code(await Move(firm, office, mine, theirs, "voiding", new { reason = "不实" }))).ShouldBe("not-yours");
        (await Move(firm, office, mine, own, "confirmation", new { })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Json(await Move(liaison, office, mine, own, "confirmation", new { }))).Text("confirmedBy").ShouldBe("xuping");
        (await Code(await Move(firm, office, mine, own, "voiding", new { reason = "不实" }))).ShouldBe("not-yours", "a liaison has confirmed it");
        (await Json(await Move(liaison, office, mine, own, "voiding", new { reason = "合同终止" }))).At("voided").Text("by").ShouldBe("xuping");
    }

    [Fact]
    public async Task Missing_links_name_who_lacks_what_and_who_could_supply_it()
    {
        using var office = await Office.OpenAsync(Server);
        var (motor, lift, gear) = (await Enter(office, "电机公司"), await Enter(office, "电梯公司"), await Enter(office, "减速机公司", products: "精密减速机、轴承座"));
        await Link(lift, "buys", "轴承", "人本轴承");
        await Link(lift, "buys", "减速机", "苏州某厂");
        await Link(motor, "supplies", "电机", "外地客户");
        await Link(lift, "buys", "钢板", "宝钢");
        await Link(gear, "supplies", "钢板", "外地客户");
        await Link(motor, "supplies", "线圈", lift);
        var gaps = (await Json(await office.Economy.GetAsync(office.At("supply-gaps")))).Items().Select(g =>
            $"{g.Text("kind")} {g.Text("product")} {Names(g, "enterprises")} {string.Join('+', g.GetProperty("outside").EnumerateArray().Select(o => o.GetString()))} {Names(g, "candidates")}").ToList();
        gaps.ShouldBe(["no-supplier 减速机 电梯公司 苏州某厂 减速机公司", "no-supplier 轴承 电梯公司 人本轴承 减速机公司", "unmatched 钢板 电梯公司 宝钢 减速机公司", "no-buyer 电机 电机公司 外地客户 "]);
        (await Json(await office.Economy.GetAsync(office.At("supply-gaps?kind=no-buyer")))).GetProperty("total").GetInt32().ShouldBe(1);
        (await office.Economy.GetAsync(office.At("supply-gaps?kind=all"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        Task Link(string file, string direction, string product, string counterpart) => Json(Post(office.Economy, office, file, new { direction, product, counterpart }), HttpStatusCode.Created);
        static string Names(JsonElement gap, string name) => string.Join('+', gap.GetProperty(name).EnumerateArray().Select(p => p.Text("name")));
    }

    [Fact]
    public async Task Merge_takes_links_along_and_undoing_it_brings_them_back()
    {
        using var office = await Office.OpenAsync(Server);
        var (kept, gone, lift) = (await Enter(office, "电机有限公司"), await Enter(office, "电机厂"), await Enter(office, "电梯公司"));
        await Link(gone, "supplies", "电机", lift);
        await Link(gone, "buys", "铜线", "铜业公司");
        await Link(gone, "supplies", "定子", kept);
        await Link(kept, "buys", "铜线", "铜业公司");
        var before = (await State(kept), await State(gone), await State(lift));
        var done = await Json(await office.Economy.PostAsJsonAsync(office.At($"enterprises/{kept}/merges"), new { merged = gone, reason = "同一家" }), HttpStatusCode.Created);
        (await State(kept)).ShouldBe("buys 铜线 铜业公司\nsupplies 电机 电梯公司");
        (await State(lift)).ShouldBe("buys 电机 电机有限公司");
        (await Of(office.Economy, office, kept, "?voided=true")).Count(l => l.GetProperty("voided").ValueKind != JsonValueKind.Null).ShouldBe(1, "the two were one all along");
        await Json(await office.Economy.PostAsJsonAsync(office.At($"enterprises/{kept}/merges/{done.Text("id")}/undo"), new { reason = "并错了" }));
        (await State(kept), await State(gone), await State(lift)).ShouldBe(before);

        Task Link(string file, string direction, string product, string counterpart) => Json(Post(office.Economy, office, file, new { direction, product, counterpart }), HttpStatusCode.Created);
        async Task<string> State(string file) => string.Join('\n', (await Of(office.Economy, office, file)).Select(Say).Order(StringComparer.Ordinal));
        static string Say(JsonElement l) => $"{l.Text("direction")} {l.Text("product")} {l.At(l.Text("direction") == "buys" ? "supplier" : "buyer").Text("name")}";
    }

    [Fact]
    public async Task Ledger_goes_out_and_comes_in_as_it_was()
    {
        using var office = await Office.OpenAsync(Server);
        var (motor, lift) = (Office.CreditCode(), Office.CreditCode());
        await office.Economy.MustImportAsync(office.Zone, "enterprises", $"统一社会信用代码,企业名称,简称\n{motor},电机公司,\n{lift},电梯公司,西奥\n");
        const string headings = "统一社会信用代码,企业名称,方向,产品,往来单位,往来单位所在地,占比(%),来源,数据日期,核实人";
        var first = await office.Economy.MustImportAsync(office.Zone, "supply-links",
            $"{headings}\n{motor},,供应,电机,西奥,,30.25,走访,2020-06-30,徐平\n,电梯公司,采购,电机,电机公司,,75,,,\n{motor},,采购,铜线,江铜,江西贵溪,,,2020-05-31,\n");
        (first.Count("inserted"), first.Count("updated")).ShouldBe((2, 1));
        var csv = await office.Economy.GetStringAsync(office.At("ledgers/supply-links/export?format=csv"));
        csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(4, csv);
        csv.ShouldContain("30.25");
        var again = await office.Economy.MustImportAsync(office.Zone, "supply-links", csv);
        (again.Count("inserted"), again.Count("updated"), again.Count("unchanged")).ShouldBe((0, 0, 3));
        using var empty = await Office.OpenAsync(Server);
        await empty.Economy.MustImportAsync(empty.Zone, "enterprises", $"统一社会信用代码,企业名称,简称\n{motor},电机公司,\n{lift},电梯公司,西奥\n");
        await empty.Economy.MustImportAsync(empty.Zone, "supply-links", csv);
        (await empty.Economy.GetStringAsync(empty.At("ledgers/supply-links/export?format=csv"))).ShouldBe(csv);

        var bad = await office.Economy.ImportAsync(office.Zone, "supply-links", $"{headings}\n{Office.CreditCode()},,供应,电机,西奥,,,,,\n{motor},,给,电机,西奥,,120,,2999-01-01,\n{motor},,供应,电机,电机公司,,,,,\n,没有这家,供应,电机,甲,,,,,\n", "?mode=good");
        bad.Reasons.ShouldBe([(2, "统一社会信用代码", "unknown-enterprise"), (3, "供需方向", "unknown-direction"), (3, "占比(%)", "bad-number"), (3, "数据日期", "effective-in-future"), (4, "往来单位", "same-file"), (5, "企业名称", "unknown-enterprise")]);
    }

    private static async Task<string> Enter(Office office, string name, string[]? shortNames = null, string? liaison = null, string? products = null) => (await Json(
        await office.Economy.PostAsJsonAsync(office.At("enterprises"), new { name, creditCode = Office.CreditCode(), shortNames = shortNames ?? [], liaisons = liaison is null ? Array.Empty<string>() : [liaison], products }), HttpStatusCode.Created)).Text("code")!;

    private static Task<HttpResponseMessage> Post(HttpClient client, Office office, string file, object body) => client.PostAsJsonAsync(office.At($"enterprises/{file}/supply-links"), body);

    private static Task<HttpResponseMessage> Move(HttpClient client, Office office, string file, JsonElement link, string move, object body) =>
        client.PostAsJsonAsync(office.At($"enterprises/{file}/supply-links/{link.Text("id")}/{move}"), body);

    private static async Task<IReadOnlyList<JsonElement>> Of(HttpClient client, Office office, string file, string query = "") => (await Json(await client.GetAsync(office.At($"enterprises/{file}/supply-links{query}")))).Items();

    private static async Task<JsonElement> Json(Task<HttpResponseMessage> answer, HttpStatusCode status) => await Json(await answer, status);

    private static async Task<JsonElement> Json(HttpResponseMessage answer, HttpStatusCode status)
    {
        var body = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(status, body);
        return JsonDocument.Parse(body).RootElement;
    }
}

/// <summary>On SQLite.</summary>
public sealed class Supply_on_sqlite(SqliteEmpty server) : SupplyTests(server);

/// <summary>On PostgreSQL.</summary>
public sealed class Supply_on_postgres(PostgresEmpty server) : SupplyTests(server);
