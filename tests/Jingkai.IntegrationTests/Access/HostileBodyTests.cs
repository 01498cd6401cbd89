using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingkai.IntegrationTests.Fixture;

namespace Jingkai.IntegrationTests.Access;

/// <summary>Bodies that are malformed, oversized, or right JSON with wrong content. None leaves half a record behind.</summary>
public abstract class HostileBodyTests(TestServer server) : ServerTests(server)
{
    /// <summary>Every address that takes JSON, with a body that would do no harm.</summary>
    private static readonly (string Method, string Path)[] Takers =
    [
        ("POST", "/api/v1/zones"), ("POST", "/api/v1/account/tokens"), ("POST", "units"), ("POST", "members"), ("PUT", "members/0198a000-0000-7000-8000-000000000000/roles"),
        ("PUT", "members/0198a000-0000-7000-8000-000000000000/active"), ("POST", "enterprises"), ("PATCH", "enterprises/E2024-0001"), ("POST", "enterprises/E2024-0001/voiding"),
        ("PATCH", "enterprise-reports/E2024-0001/2024-03"), ("POST", "indicators"), ("POST", "industry-groups"),
    ];

    private static readonly string[] Malformed =
        ["", "{", "}", "nonsense", "{\"name\":}", "{\"name\":1,}", "[1,2", "\"text", "{'name':'x'}", "\uFEFF{", "{\"a\":\"\u0001\"}", new string('[', 100_000), string.Concat(Enumerable.Repeat("{\"a\":", 5000)), "{\"a\":1e99999}x"];

    [Fact]
    public async Task Malformed_json_is_told_apart_from_wrong_json()
    {
        using var office = await Office.OpenAsync(Server);
        using var root = Server.Client();
        foreach (var (method, path) in Takers)
        {
            foreach (var body in Malformed)
            {
                using var answer = await SendAsync(root, office, method, path, body);
                (answer.StatusCode, await Code(answer)).ShouldBe((HttpStatusCode.BadRequest, "bad-json"), $"{method} {path} {Short(body)}");
            }

            // Right JSON of a kind that no endpoint takes.
            foreach (var body in (string[])["1", "\"text\"", "null", "true", "[[]]", "[{\"a\":[{}]}]"])
                ((int)(await SendAsync(root, office, method, path, body)).StatusCode).ShouldBeOneOf([400, 404, 422], $"{method} {path} {body}");
        }

        Server.Errors.Entries.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("application/xml")]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/octet-stream")]
    public async Task Content_of_another_type_is_415(string type)
    {
        using var office = await Office.OpenAsync(Server);
        using var root = Server.Client();
        foreach (var (method, path) in Takers)
        {
            var content = new StringContent("{}");
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            using var answer = await root.SendAsync(new(new(method), Address(office, path)) { Content = content });
            (answer.StatusCode, await Code(answer)).ShouldBe((HttpStatusCode.UnsupportedMediaType, "unsupported-media-type"), $"{method} {path}");
        }

        var import = await office.Economy.PostAsync(office.At("imports/enterprises"), new StringContent("{}", Encoding.UTF8, "application/json"));
        (import.StatusCode, await Code(import)).ShouldBe((HttpStatusCode.BadRequest, "no-file"));
        Server.Errors.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task Bodies_of_thirty_megabytes_are_refused_before_they_are_read()
    {
        using var office = await Office.OpenAsync(Server);
        using var root = Server.Client();
        var huge = new byte[30 << 20];
        Array.Fill(huge, (byte)' ');
        foreach (var (method, path) in Takers)
        {
            try
            {
                using var request = new HttpRequestMessage(new(method), Address(office, path)) { Content = new ByteArrayContent(huge) };
                request.Content.Headers.ContentType = new("application/json");
                // A client that waits for leave sees the refusal; one that does not may see the connection close.
                request.Headers.ExpectContinue = true;
                using var answer = await root.SendAsync(request);
                (answer.StatusCode, await Code(answer)).ShouldBe((HttpStatusCode.RequestEntityTooLarge, "too-large"), $"{method} {path}");
            }
            catch (HttpRequestException)
            {
                // Closed while sending: refused all the same.
            }
        }

        using (var session = await Session.OfAsync(Server, "root"))
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/zones/new") { Content = new ByteArrayContent(huge) };
            request.Content.Headers.ContentType = new("application/x-www-form-urlencoded");
            request.Headers.ExpectContinue = true;
            using var answer = await session.Client.SendAsync(request);
            answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
            (await answer.Content.ReadAsStringAsync()).ShouldContain("<h1");
        }

        // A file of that size is a file: it is read, and what is no table is refused for that.
        using var import = await office.Economy.SendFileAsync(office.Zone, "enterprises", huge, "leer.csv");
        ((int)import.StatusCode).ShouldBeOneOf(202, 415, 422);
        Server.Errors.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task Half_surrogates_and_nul_in_json_are_refused()
    {
        using var office = await Office.OpenAsync(Server);
        using var root = Server.Client();
        foreach (var text in (string[])["\\ud800", "\\udc00x", "a\\u0000b"])
        {
            (await StatusOf(SendAsync(root, office, "POST", "/api/v1/zones", """{"code":"TEXT","name":"TEXT","level":"省级","province":"TEXT","city":"TEXT"}""".Replace("TEXT", text, StringComparison.Ordinal)))).ShouldBeOneOf(400, 422);
            (await StatusOf(SendAsync(root, office, "POST", "/api/v1/account/tokens", """{"name":"TEXT"}""".Replace("TEXT", text, StringComparison.Ordinal)))).ShouldBe(400);
            (await StatusOf(SendAsync(root, office, "POST", "units", """{"name":"TEXT","parent":"TEXT"}""".Replace("TEXT", text, StringComparison.Ordinal)))).ShouldBe(400);
            (await StatusOf(SendAsync(root, office, "POST", "members", """{"userName":"TEXT","name":"TEXT","password":"TEXTTEXTTEXT","unit":"TEXT","post":"TEXT"}""".Replace("TEXT", text, StringComparison.Ordinal)))).ShouldBe(400);
            (await StatusOf(SendAsync(root, office, "POST", "enterprises", """{"name":"TEXT","park":"TEXT","contacts":[{"name":"TEXT"}],"provenance":{"TEXT":{"source":"TEXT"}}}""".Replace("TEXT", text, StringComparison.Ordinal)))).ShouldBeOneOf(400, 422);
            (await StatusOf(SendAsync(root, office, "POST", "indicators", """{"code":"X1","name":"TEXT","unit":"TEXT","aliases":["TEXT"]}""".Replace("TEXT", text, StringComparison.Ordinal)))).ShouldBe(400);
            (await StatusOf(SendAsync(root, office, "POST", "industry-groups", """{"from":"2024-01-01","groups":[{"name":"TEXT","plus":["TEXT"]}]}""".Replace("TEXT", text, StringComparison.Ordinal)))).ShouldBe(400);
            (await StatusOf(SendAsync(root, office, "PATCH", "enterprise-reports/E2024-0001/2024-03", """{"indicator":"TEXT","value":1,"unit":"TEXT","reason":"TEXT"}""".Replace("TEXT", text, StringComparison.Ordinal)))).ShouldBe(400);
            (await StatusOf(SendAsync(root, office, "PUT", "members/0198a000-0000-7000-8000-000000000000/roles", """["TEXT"]""".Replace("TEXT", text, StringComparison.Ordinal)))).ShouldBe(400);
        }

        Server.Errors.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nul_in_a_form_is_refused_with_a_page()
    {
        using var office = await Office.OpenAsync(Server);
        using var session = await Session.OfAsync(Server, "root");
        foreach (var (page, form, field) in ((string, string, string)[])[("/zones/new", "zone-new", "Input.Name"), ($"/z/{office.Zone}/admin/units", "unit-add", "Input.Parent"), ($"/z/{office.Zone}/admin/members", "member-add", "Input.UserName")])
        {
            using var answer = await session.PostAsync(page, form, new() { [field] = "a\0b" });
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, $"{page} {answer.Headers.Location}");
            (await answer.Content.ReadAsStringAsync()).ShouldContain("<h1", Case.Sensitive, page);
        }

        using var stranger = new Session(Server.Address);
        (await stranger.SignInAsync("ro\0ot", "pass\0word")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        Server.Errors.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task Overlong_texts_are_refused_and_unknown_fields_passed_over()
    {
        using var office = await Office.OpenAsync(Server);
        using var root = Server.Client();
        var text = new string('长', 20_000);
        async Task Refused(string method, string path, object body, params string[] codes) =>
            (await Code(await SendAsync(root, office, method, path, JsonSerializer.Serialize(body)))).ShouldBeOneOf(codes, path);

        await Refused("POST", "/api/v1/zones", new { code = "long", name = text, shortName = text, level = "省级", province = "浙江省", city = "杭州市" }, "invalid");
        await Refused("POST", "/api/v1/account/tokens", new { name = text }, "too-long");
        await Refused("POST", "units", new { name = text }, "too-long");
        await Refused("POST", "members", new { userName = "fine", name = text, password = "correct horse battery" }, "too-long");
        await Refused("POST", "members", new { userName = text, name = "x", password = "correct horse battery" }, "bad-user-name");
        await Refused("POST", "members", new { userName = "fine", name = "x", password = text }, "too-long");
        await Refused("POST", "members", new { userName = "fine", name = "x", password = "correct horse battery", post = text }, "too-long");
        await Refused("POST", "enterprises", new { name = text }, "invalid", "too-long");
        await Refused("POST", "indicators", new { code = "LONG", name = text, unit = "个" }, "too-long");
        await Refused("POST", "indicators", new { code = "STRANGE", name = "怪指标", unit = text }, "too-long");
        await Refused("POST", "industry-groups", new { from = "0001-01-01", groups = Array.Empty<object>() }, "bad-date");
        await Refused("POST", "industry-groups", new { }, "required");

        var made = await SendAsync(root, office, "POST", "units", """{"name":"一科","nothing":{"such":["as","this"]},"zoneId":1,"id":"0198a000-0000-7000-8000-000000000000"}""");
        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await Json(made)).GetProperty("id").GetString().ShouldNotBe("0198a000-0000-7000-8000-000000000000");
        var enterprise = await SendAsync(root, office, "POST", "enterprises", JsonSerializer.Serialize(new { creditCode = Office.CreditCode(), name = "一厂", stage = "operating", zoneId = 1, code = "E1999-0001", version = 77, voided = new { reason = "x" } }));
        enterprise.StatusCode.ShouldBe(HttpStatusCode.Created, await enterprise.Content.ReadAsStringAsync());
        var view = await Json(enterprise);
        (view.Text("code") == "E1999-0001", view.GetProperty("version").GetInt32()).ShouldBe((false, 1));
        Server.Errors.Entries.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"name":"","creditCode":"91330499MA2GLYX12P"}""")]
    [InlineData("""{"name":"厂","creditCode":"12345"}""")]
    [InlineData("""{"name":"厂","creditCode":"91330499MA00000000"}""")]
    [InlineData("""{"name":"厂","creditCode":"９１３３０４９９ＭＡ"}""")]
    [InlineData("""{"name":"厂","industryCode":"9999"}""")]
    [InlineData("""{"name":"厂","industryCode":"Z"}""")]
    [InlineData("""{"name":"厂","registeredOn":"2024-13-01"}""")]
    [InlineData("""{"name":"厂","registeredOn":"2024-02-30"}""")]
    [InlineData("""{"name":"厂","registeredOn":20240101}""")]
    [InlineData("""{"name":"厂","landMu":-1}""")]
    [InlineData("""{"name":"厂","landMu":79228162514264337593543950335}""")]
    [InlineData("""{"name":"厂","landMu":1e400}""")]
    [InlineData("""{"name":"厂","landMu":0.00000000001}""")]
    [InlineData("""{"name":"厂","landMu":"12"}""")]
    [InlineData("""{"name":"厂","stage":"flying"}""")]
    [InlineData("""{"name":"厂","kinds":["castle"]}""")]
    [InlineData("""{"name":"厂","aboveScale":[{"since":"2024-05-01","until":"2024-01-01"}]}""")]
    [InlineData("""{"name":"厂","aboveScale":"yes"}""")]
    [InlineData("""{"name":"厂","contacts":[{}]}""")]
    [InlineData("""{"name":"厂","contacts":[[]]}""")]
    [InlineData("""{"name":"厂","liaisons":[{"member":"nobody"}]}""")]
    [InlineData("""{"name":"厂","provenance":[]}""")]
    [InlineData("""{"name":"厂","effectiveOn":"9999-12-31"}""")]
    public async Task Wrong_files_of_enterprises_are_refused_by_field(string body)
    {
        using var office = await Office.OpenAsync(Server);
        using var answer = await SendAsync(office.Economy, office, "POST", "enterprises", body);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, await answer.Content.ReadAsStringAsync());
        (await Code(answer)).ShouldNotBeNullOrEmpty();
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("errors").GetArrayLength().ShouldBeGreaterThan(0);
        (await Json(await office.Economy.GetAsync(office.At("enterprises")))).GetProperty("total").GetInt32().ShouldBe(0);
        Server.Errors.Entries.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("2024-13", """{"indicator":"IND_GOV","value":1,"reason":"x"}""", 400, "bad-period")]
    [InlineData("2024-01", """{"indicator":"IND_GOV","value":1,"reason":"x"}""", 422, "merged-period")]
    [InlineData("2024-Q1", """{"indicator":"IND_GOV","value":1,"reason":"x"}""", 422, "bad-period")]
    [InlineData("2024-03", """{"indicator":"GDP","value":1,"reason":"x"}""", 422, "not-a-measure")]
    [InlineData("2024-03", """{"indicator":"IND_GOV","value":1}""", 422, "reason-required")]
    [InlineData("2024-03", """{"indicator":"IND_GOV","reason":"x"}""", 422, "nothing-to-correct")]
    [InlineData("2024-03", """{"indicator":"IND_GOV","value":-1,"reason":"x"}""", 422, "negative-value")]
    [InlineData("2024-03", """{"indicator":"IND_GOV","value":79228162514264337593543950335,"reason":"x"}""", 422, "out-of-range")]
    [InlineData("2024-03", """{"indicator":"IND_GOV","value":0.000000001,"reason":"x"}""", 422, "too-precise")]
    [InlineData("2024-03", """{"indicator":"IND_GOV","value":1,"unit":"亩","reason":"x"}""", 422, "")]
    [InlineData("2024-03", """{"indicator":"IND_GOV","value":1e999,"reason":"x"}""", 400, "bad-json")]
    [InlineData("2024-03", """{"indicator":"IND_GOV","value":"one","reason":"x"}""", 400, "bad-json")]
    public async Task Wrong_corrections_are_refused_and_change_nothing(string period, string body, int status, string code)
    {
        using var office = await Office.OpenAsync(Server);
        var firm = new Firm("甲厂", "3612");
        await office.Economy.MustImportAsync(office.Zone, "enterprises", Firm.Ledger([firm]));
        await office.Economy.MustImportAsync(office.Zone, "enterprise-reports", Report.Ledger([new Report(firm.Code, "2024-03", 100, 90, 300, 270)]));
        using var answer = await SendAsync(office.Economy, office, "PATCH", $"enterprise-reports/{firm.Code}/{period}", body);
        ((int)answer.StatusCode).ShouldBe(status, await answer.Content.ReadAsStringAsync());
        if (code.Length > 0) (await Code(answer)).ShouldBe(code);
        var stored = (await Json(await office.Economy.GetAsync(office.At($"enterprise-reports/{firm.Code}/2024-03")))).Items().Single();
        (stored.Number("value"), stored.GetProperty("version").GetInt32()).ShouldBe((100m, 1));
        Server.Errors.Entries.ShouldBeEmpty();
    }

    private static string Address(Office office, string path) => path[0] == '/' ? path : office.At(path);

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, Office office, string method, string path, string body) =>
        client.SendAsync(new(new(method), Address(office, path)) { Content = new StringContent(body, Encoding.UTF8, "application/json") });

    private static async Task<int> StatusOf(Task<HttpResponseMessage> call)
    {
        using var answer = await call;
        if (!answer.IsSuccessStatusCode) (await Code(answer)).ShouldNotBe("unexpected");
        return (int)answer.StatusCode;
    }

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}

public sealed class Hostile_bodies_on_sqlite(SqliteHostile server) : HostileBodyTests(server);

public sealed class Hostile_bodies_on_postgres(PostgresHostile server) : HostileBodyTests(server);
