using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingkai.IntegrationTests.Fixture;

namespace Jingkai.IntegrationTests.Contract;

/// <summary>Enterprises and zones over the interface: every field, merge patch, credit codes, filters.</summary>
public abstract class RegisterTests(TestServer server) : ServerTests(server)
{
    [Theory]
    [InlineData("上海市", "浦东新区")]
    [InlineData("重庆市", "重庆市")]
    [InlineData("新疆维吾尔自治区", "石河子市")]
    [InlineData("云南省", "大理白族自治州")]
    public async Task Zone_lies_where_the_division_list_says(string province, string city)
    {
        using var client = Server.Client();
        var code = "z" + Guid.CreateVersion7().ToString("N")[^12..];
        var made = await Json(await client.PostAsJsonAsync("/api/v1/zones", new { code, name = "某区", level = "国家级", province, city }));
        (made.Text("code"), made.Text("level"), made.Text("province"), made.Text("city"), made.Items("names")[0].Text("name")).ShouldBe((code, "国家级", province, city, "某区"));
        (await client.PostAsJsonAsync("/api/v1/zones", new { code, name = "又一区", level = "国家级", province, city })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("level", "县级")]
    [InlineData("province", "浙江")]
    [InlineData("city", "苏州市")]
    [InlineData("city", "杭州")]
    [InlineData("code", "A B")]
    [InlineData("name", " ")]
    public async Task Zone_is_refused_by_field(string field, string value)
    {
        using var client = Server.Client();
        var zone = new JsonObject { ["code"] = "z" + Guid.CreateVersion7().ToString("N")[^12..], ["name"] = "某区", ["level"] = "省级", ["province"] = "浙江省", ["city"] = "杭州市" };
        zone[field] = value;
        (await Refused(await client.PostAsJsonAsync("/api/v1/zones", zone))).ShouldContain(field);
    }

    [Fact]
    public async Task Every_field_is_taken_and_given_back_and_a_patch_replaces_lists_whole()
    {
        using var office = await Office.OpenAsync(Server);
        var code = Office.CreditCode();
        const string Body = """
            { "creditCode": "CODE", "kinds": ["enterprise", "investor"], "stage": "operating", "presence": "both", "name": "甲机械有限公司", "formerNames": ["甲机械厂"], "shortNames": ["甲机", "甲"],
              "industryCode": "3611", "park": "东区", "registeredOn": "2015-02-28", "movedInOn": "2016-02-29", "movedOutOn": null, "landMu": 33.33,
              "aboveScale": [{ "since": "2017-01-01", "until": "2019-01-01", "kind": "工业" }, { "since": "2020-01-01", "until": null, "kind": "工业" }],
              "qualifications": [{ "kind": "高新技术企业", "level": "国家级", "issuer": "科技部", "from": "2024-12-01", "to": "2027-11-30" }],
              "contacts": [{ "name": "张三丰", "phone": "13800138000" }], "liaisons": ["李四"],
              "provenance": { "landMu": { "source": "不动产证", "asOf": "2020-01-01", "confirmedBy": "王五", "dueOn": "2021-01-01" } } }
            """;
        var sent = JsonNode.Parse(Body.Replace("CODE", code, StringComparison.Ordinal))!.AsObject();
        var made = JsonNode.Parse((await Json(await office.Economy.PostAsJsonAsync(office.At("enterprises"), sent))).GetRawText())!.AsObject();
        foreach (var (field, value) in sent.Where(f => f.Key is not ("contacts" or "liaisons" or "qualifications" or "provenance")))
            JsonNode.DeepEquals(made[field], value).ShouldBeTrue($"{field} {made[field]}");
        foreach (var (field, value) in sent["qualifications"]![0]!.AsObject()) JsonNode.DeepEquals(made["qualifications"]![0]![field], value).ShouldBeTrue(field);
        JsonNode.DeepEquals(made["provenance"]!["landMu"], sent["provenance"]!["landMu"]).ShouldBeTrue();
        made["contacts"]!.ToJsonString().ShouldNotContain("13800138000");
        made["creditCodeWarning"].ShouldBeNull();

        var at = office.At($"enterprises/{code.ToLowerInvariant()}");
        var patched = await office.Economy.PatchAsync(at, new JsonObject { ["qualifications"] = new JsonArray(new JsonObject { ["kind"] = "上市" }), ["landMu"] = null });
        var now = await Json(patched);
        (now.Items("qualifications").Select(q => q.Text("kind")).Single(), now.Number("landMu"), now.Items("shortNames").Count, now.Text("code")).ShouldBe(("上市", null, 2, made["code"]!.GetValue<string>()));
        var tag = patched.Headers.ETag!.ToString();
        (await office.Economy.PatchAsync(at, new JsonObject { ["landMu"] = 1 }, tag)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await office.Economy.PatchAsync(at, new JsonObject { ["landMu"] = 2 }, tag)).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await Json(await office.Economy.GetAsync(at))).Number("landMu").ShouldBe(1m);
    }

    [Fact]
    public async Task Credit_codes_of_the_standard_are_taken_and_wrong_ones_named()
    {
        using var office = await Office.OpenAsync(Server);
        Task<HttpResponseMessage> Post(string code, object? more = null) => office.Economy.PostAsJsonAsync(office.At("enterprises"), more ?? new { name = "公司" + code, creditCode = code });
        foreach (var good in "9144030071526726XG 91330100799655058B 914403001922038216 91110000802100433B 91110108551385082Q 91440300192317458F 91350900587527783P 91330000733796106P 91440606722473344C 91100000100003962T 911000001000013428".Split(' '))
            (await Post(good)).StatusCode.ShouldBe(HttpStatusCode.Created, good);
        (await Refused(await Post("914403001922038216"), HttpStatusCode.Conflict)).ShouldContain("creditCode");
        foreach (var (bad, expected) in ((string, string)[])[("914403001922038217", "6"), ("91330100799655085B", "5"), ("911100001000039620", "Y"), ("91350211M0000XUF46", "R"), ("9133O100799655058B", "91330100799655058B"), ("9144030071526726XO", "G"), ("9133010079965505B", "18")])
        {
            var refused = await Refused(await Post(bad));
            refused.ShouldContain("creditCode");
            refused.ShouldContain(expected);
        }

        await Refused(await Post("", new { name = "例外", creditCode = "91350211M0000XUF46", acceptWarning = true }));
        await Refused(await Post("", new { name = "例外", creditCode = "9133O100799655058B", acceptWarning = true, reason = "已核" }));
        (await Json(await Post("", new { name = "例外", creditCode = "91350211M0000XUF46", acceptWarning = true, reason = "已核" }))).GetProperty("creditCodeWarning").ValueKind.ShouldBe(JsonValueKind.Object);
        var plain = Office.CreditCode();
        (await Json(await Post($" {plain.ToLowerInvariant()[..8]}-{plain[8..]} "))).Text("creditCode").ShouldBe(plain);
        var wide = Office.CreditCode();
        (await Json(await Post(string.Concat(wide.Select(c => (char)(c + 0xFEE0)))))).Text("creditCode").ShouldBe(wide);
        (await Refused(await Post("", new { name = "丙", stage = "registered" }))).ShouldContain("creditCode");
        (await Post("", new { name = "丙", stage = "signed" })).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Filters_narrow_the_list()
    {
        using var office = await Office.OpenAsync(Server);
        async Task Add(object file) => await Json(await office.Economy.PostAsJsonAsync(office.At("enterprises"), file));
        await Add(new { name = "一", creditCode = Office.CreditCode(), industryCode = "3611", park = "西区", aboveScale = new[] { new { since = "2020-01-01" } }, qualifications = new[] { new { kind = "高新技术企业" } }, liaisons = new[] { "赵六" } });
        await Add(new { name = "二", creditCode = Office.CreditCode(), industryCode = "3612", park = "西区", aboveScale = new[] { new { since = "2019-01-01", until = "2020-01-01" } }, qualifications = new[] { new { kind = "高新技术企业", to = "2019-12-31" } } });
        await Add(new { name = "三", creditCode = Office.CreditCode(), industryCode = "3711", park = "北区" });
        await Add(new { name = "四", creditCode = Office.CreditCode(), industryCode = "C" });
        await Add(new { name = "五", creditCode = Office.CreditCode(), industryCode = "5171" });
        async Task<string> Names(string query) => string.Concat((await Json(await office.Economy.GetAsync(office.At($"enterprises?sort=code&{query}")))).Items().Select(e => e.Text("name")));
        foreach (var (query, names) in ((string, string)[])[("industry=36", "一二"), ("industry=3611", "一"), ("industry=3", "一二三"), ("industry=C", "一二三四"), ("industry=C36", "一二"), ("industry=F", "五"), ("park=西区", "一二"),
            ("aboveScale=true", "一"), ("aboveScale=false", "二三四五"), ("qualification=高新技术企业", "一"), ("liaison=赵六", "一"), ("staleOn=2999-01-01", "一二三四五"), ("staleOn=2000-01-01", ""), ("q=三", "三"), ("page=2&size=2", "三四")])
            (await Names(query)).ShouldBe(names, query);
        foreach (var (query, code) in ((string, string)[])[("page=0", "bad-page"), ("size=201", "bad-page"), ("sort=bogus", "bad-sort"), ("aboveScale=maybe", "bad-filter"), ("staleOn=2020-13-01", "bad-filter")])
        {
            var answer = await office.Economy.GetAsync(office.At($"enterprises?{query}"));
            (answer.StatusCode, await Code(answer)).ShouldBe((HttpStatusCode.BadRequest, code), query);
        }
    }

    [Fact]
    public async Task Land_is_exact_in_every_unit()
    {
        using var office = await Office.OpenAsync(Server);
        foreach (var (heading, value, mu) in ((string, string, decimal)[])[("占地面积(亩)", "33.3333", 33.3333m), ("占地面积（公顷）", "0.0001", 0.0015m), ("用地面积(平方米)", "2000", 3m), ("用地面积(平方米)", "66666.67", 100.000005m)])
        {
            var code = Office.CreditCode();
            await office.Economy.MustImportAsync(office.Zone, "enterprises", $"统一社会信用代码,企业名称,{heading}\n{code},公司{code},{value}\n");
            (await Json(await office.Economy.GetAsync(office.At($"enterprises/{code}")))).Number("landMu").ShouldBe(mu, heading);
        }
    }

    private static async Task<string> Refused(HttpResponseMessage answer, HttpStatusCode expected = HttpStatusCode.UnprocessableEntity)
    {
        var body = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(expected, body);
        var problem = JsonDocument.Parse(body).RootElement;
        foreach (var part in (string[])["type", "title", "code", "detail"]) problem.Text(part).ShouldNotBeNullOrEmpty();
        problem.GetProperty("status").GetInt32().ShouldBe((int)expected);
        var said = new StringBuilder();
        foreach (var error in problem.Items("errors")) said.Append(error.Text("field")).Append(' ').Append(error.Text("code")).Append(' ').Append(error.Text("message")).Append('\n');
        return said.ToString();
    }
}

public sealed class Register_on_sqlite(SqliteEmpty server) : RegisterTests(server);

public sealed class Register_on_postgres(PostgresEmpty server) : RegisterTests(server);
