using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Jingkai.IntegrationTests.Fixture;

namespace Jingkai.IntegrationTests.Access;

/// <summary>Addresses that nobody writes in good faith: each is answered in words, none with a failure of the program.</summary>
public abstract class HostileAddressTests(TestServer server) : ServerTests(server)
{
    /// <summary>Parameters of the addresses below a zone that are read, of the interface and of the pages.</summary>
    private static readonly (string Path, string[] Names)[] Api =
    [
        ("enterprises", ["q", "industry", "park", "stage", "presence", "kind", "aboveScale", "qualification", "liaison", "staleOn", "voided", "sort", "page", "size"]),
        ("ledgers/enterprises/export", ["q", "industry", "park", "stage", "aboveScale", "liaison", "staleOn", "sort", "format"]),
        ("ledgers/enterprise-reports/export", ["period", "from", "to", "indicator", "enterprise", "q", "format"]),
        ("ledgers/observations/export", ["indicator", "format"]),
        ("ledgers/targets/export", ["indicator", "format"]),
        ("ledgers/enterprises/template", ["format"]),
        ("enterprise-reports", ["period", "from", "to", "indicator", "enterprise", "q", "sort", "page", "size"]),
        ("figures", ["indicator", "period", "subject", "asOf"]),
        ("figures/series", ["indicator", "subject", "from", "to", "kind"]),
        ("figures/formula", ["expression"]),
        ("figures/consistency", ["period"]),
        ("audit", ["q", "actor", "action", "entity", "from", "to", "page", "size"]),
        ("industries", ["q"]),
        ("indicators", ["q"]),
        ("supply-links", ["q", "product", "ends", "confirmed", "voided", "sort", "page", "size"]),
        ("supply-gaps", ["kind", "product", "page", "size"]),
        ("ledgers/supply-links/export", ["q", "product", "ends", "sort", "format"]),
        ("enterprise-duplicates/marks", ["withdrawn"]),
    ];

    private static readonly (string Path, string[] Names)[] Pages =
    [
        ("", ["period"]),
        ("/enterprises", ["q", "industry", "park", "aboveScale", "liaison", "staleOn", "sort", "page", "size", "columns"]),
        ("/indicators", ["q", "page", "sort"]),
        ("/indicators/IND_GOV", ["subject", "period", "kind", "from", "to"]),
        ("/reports", ["period", "from", "to", "indicator", "enterprise", "q", "sort", "page", "size"]),
        ("/observations", ["q", "period", "sort", "page"]),
        ("/targets", ["q", "year", "sort", "page"]),
        ("/supply-links", ["q", "product", "ends", "confirmed", "voided", "sort", "page", "size"]),
        ("/supply-gaps", ["kind", "product"]),
        ("/consistency", ["period"]),
        ("/audit", ["q", "actor", "action", "entity", "from", "to", "page", "size"]),
    ];

    /// <summary>What a parameter can be given; the longest comes last.</summary>
    private static readonly string[] Absurd =
    [
        "", "0", "-1", "1e9", "999999999999999999999", "10000000", "201", "text", "true", "null", "NaN", "2020-13", "2020-00", "9999-12", "0001-01", "2020-02-30", "yesterday", "2020-01/2020-13", "../2999-12", "2999-12",
        "1900-01/1900-12", "1900-01-01/2999-12-31", "9999-12-31", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z", "-", "--name", "-name", "name;drop table", "' OR 1=1 --", "%", "_", "\\", "\"", "<script>alert(1)</script>",
        "../../etc/passwd", "industry:36", "industry:99", "industry:", "group:", "park:nowhere", "行业：３６", "𠀀𠀀", "\u202Eabc", "\uFFFE", "\uFFFF", "\t\r\n", "a,b;c", "IND_GOV", "GDP@2020", "((((((((((", "1/0", "2**99999", "IND_GOV@2020-07.prior",
        new('(', 2000), new('名', 800),
    ];

    private static readonly ParallelOptions Together = new() { MaxDegreeOfParallelism = 4 };

    [Fact]
    public async Task Absurd_parameters_of_the_interface_are_refused_in_words()
    {
        using var office = await SmallOfficeAsync();
        using var root = Server.Client();
        var calls = Api.SelectMany(a => a.Names.SelectMany(n => Absurd.Select(v => (a.Path, Name: n, Value: v)))).ToList();
        var complaints = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(calls, Together, async (call, _) =>
        {
            using var answer = await root.GetAsync(office.At($"{call.Path}?{Good(call.Path, call.Name)}{call.Name}={Uri.EscapeDataString(call.Value)}"));
            var problem = answer.Content.Headers.ContentType?.MediaType == "application/problem+json";
            if (!answer.IsSuccessStatusCode && (!problem || (int)answer.StatusCode is not (400 or 404 or 422))) complaints.Add(Said(call, answer));
        });
        complaints.ShouldBeEmpty();
        calls.Count.ShouldBeGreaterThan(3000);
        Server.Errors.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task Absurd_parameters_of_pages_are_answered_with_a_page()
    {
        using var office = await SmallOfficeAsync();
        using var root = Server.Client();
        var calls = Pages.SelectMany(a => a.Names.SelectMany(n => Absurd.Select(v => (a.Path, Name: n, Value: v)))).ToList();
        var complaints = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(calls, Together, async (call, _) =>
        {
            using var answer = await root.GetAsync($"/z/{office.Zone}{call.Path}?{call.Name}={Uri.EscapeDataString(call.Value)}");
            var body = await answer.Content.ReadAsStringAsync();
            // Whatever was asked for comes back as text, never as markup.
            if ((int)answer.StatusCode is not (200 or 400 or 404 or 422) || !body.Contains("<h1", StringComparison.Ordinal) || body.Contains("<script>alert", StringComparison.OrdinalIgnoreCase))
                complaints.Add(Said(call, answer));
        });
        complaints.ShouldBeEmpty();
        Server.Errors.Entries.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("page=0", "bad-page")]
    [InlineData("page=-1", "bad-page")]
    [InlineData("page=1e9", "bad-page")]
    [InlineData("page=text", "bad-page")]
    [InlineData("page=99999999999", "bad-page")]
    [InlineData("size=0", "bad-page")]
    [InlineData("size=201", "bad-page")]
    [InlineData("size=-1", "bad-page")]
    [InlineData("size=text", "bad-page")]
    [InlineData("sort=nothing", "bad-sort")]
    [InlineData("sort=--name", "bad-sort")]
    [InlineData("sort=name%3Bdrop", "bad-sort")]
    [InlineData("staleOn=yesterday", "bad-filter")]
    [InlineData("staleOn=2020-02-30", "bad-filter")]
    [InlineData("aboveScale=perhaps", "bad-filter")]
    [InlineData("industry=36%27--", "bad-filter")]
    [InlineData("stage=nowhere", "bad-filter")]
    public async Task Malformed_parameters_of_a_list_have_their_code(string query, string code)
    {
        using var office = await Office.OpenAsync(Server);
        foreach (var path in (string[])["enterprises", "ledgers/enterprises/export"])
        {
            if (path != "enterprises" && query.StartsWith("page", StringComparison.Ordinal) || path != "enterprises" && query.StartsWith("size", StringComparison.Ordinal)) continue;
            var answer = await office.Economy.GetAsync(office.At($"{path}?{query}"));
            (answer.StatusCode, await Code(answer)).ShouldBe((HttpStatusCode.BadRequest, code), path);
        }
    }

    [Theory]
    [InlineData("indicator=IND_GOV&period=2020-13", HttpStatusCode.BadRequest, "bad-period")]
    [InlineData("indicator=IND_GOV&period=2020-01", HttpStatusCode.UnprocessableEntity, "merged-period")]
    [InlineData("indicator=IND_GOV&period=2020-02", HttpStatusCode.UnprocessableEntity, "merged-period")]
    [InlineData("indicator=GDP&period=2020-05", HttpStatusCode.UnprocessableEntity, "no-such-period")]
    [InlineData("indicator=NOTHING&period=2020-05", HttpStatusCode.NotFound, "unknown-indicator")]
    [InlineData("indicator=IND_GOV&period=2020-05&subject=industry:99", HttpStatusCode.NotFound, "unknown-subject")]
    [InlineData("indicator=IND_GOV&period=2020-05&subject=park:nowhere", HttpStatusCode.NotFound, "unknown-subject")]
    [InlineData("indicator=IND_GOV&period=2020-05&asOf=soon", HttpStatusCode.BadRequest, "bad-instant")]
    [InlineData("indicator=IND_GOV", HttpStatusCode.BadRequest, "missing-parameter")]
    [InlineData("period=2020-05", HttpStatusCode.BadRequest, "missing-parameter")]
    public async Task Malformed_questions_for_a_figure_have_their_code(string query, HttpStatusCode status, string code)
    {
        using var office = await Office.OpenAsync(Server);
        var answer = await office.Economy.GetAsync(office.At("figures?" + query));
        (answer.StatusCode, await Code(answer)).ShouldBe((status, code));
    }

    [Fact]
    public async Task Nul_in_an_address_is_refused_everywhere()
    {
        using var office = await Office.OpenAsync(Server);
        using var root = Server.Client();
        foreach (var (path, names) in Api)
        {
            var answer = await root.GetAsync(office.At($"{path}?{names[0]}=a%00b"));
            (answer.StatusCode, await Code(answer)).ShouldBe((HttpStatusCode.BadRequest, "bad-text"), path);
        }

        foreach (var (path, names) in Pages)
        {
            var answer = await root.GetAsync($"/z/{office.Zone}{path}?{names[0]}=a%00b");
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, path);
            (await answer.Content.ReadAsStringAsync()).ShouldContain("<h1", Case.Sensitive, path);
        }

        foreach (var path in (string[])["enterprises/a%00b", "enterprise-reports/a%00b/2020-07", "jobs/%00", "imports/%00"])
            (await root.GetAsync(office.At(path))).StatusCode.ShouldBeOneOf(HttpStatusCode.BadRequest, HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed);
        // Halves of surrogate pairs, as bytes that are no UTF-8.
        foreach (var path in (string[])["enterprises?q=%ED%A0%80", "enterprises/%ED%A0%80", "figures?indicator=%FF%FE&period=2020-05"])
            ((int)(await root.GetAsync(office.At(path))).StatusCode).ShouldBeLessThan(500, path);
        Server.Errors.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task Addresses_that_are_too_long_are_refused_and_long_ones_are_answered()
    {
        using var office = await Office.OpenAsync(Server);
        ((int)(await office.Economy.GetAsync(office.At("enterprises?q=" + new string('a', 7000)))).StatusCode).ShouldBe(200);
        ((int)(await office.Economy.GetAsync(office.At("enterprises?q=" + new string('a', 40_000)))).StatusCode).ShouldBe(414);
        ((int)(await office.Economy.GetAsync(office.At("enterprises/" + new string('a', 7000)))).StatusCode).ShouldBe(404);
        var many = string.Join('&', Enumerable.Range(0, 1500).Select(i => $"a{i}=1"));
        ((int)(await office.Economy.GetAsync(office.At("enterprises?" + many[..7900]))).StatusCode).ShouldBeLessThan(500);
        Server.Errors.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task Other_methods_are_refused_with_those_that_are_there()
    {
        using var office = await Office.OpenAsync(Server);
        foreach (var method in (string[])["HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "BREW"])
        {
            foreach (var path in (string[])["enterprises", "figures", "audit", "ledgers/enterprises/export"])
            {
                if (method == "TRACE" && path != "figures") continue;
                using var answer = await office.Economy.SendAsync(new(new(method), office.At(path)));
                answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed, $"{method} {path}");
                answer.Content.Headers.Allow.ShouldContain("GET", $"{method} {path}");
                if (method != "HEAD") (await Code(answer)).ShouldBe("method-not-allowed", $"{method} {path}");
            }

            foreach (var page in (string[])["", "/enterprises", "/audit"])
                ((int)(await office.Economy.SendAsync(new(new(method), $"/z/{office.Zone}{page}"))).StatusCode).ShouldBeOneOf([403, 404, 405], $"{method} {page}");
        }

        var nothing = await office.Economy.GetAsync("/api/v1/nothing");
        (nothing.StatusCode, await Code(nothing)).ShouldBe((HttpStatusCode.NotFound, "no-endpoint"));
        nothing = await office.Economy.PostAsync("/api/nothing.at.all", new StringContent("{}", Encoding.UTF8, "application/json"));
        (nothing.StatusCode, await Code(nothing)).ShouldBe((HttpStatusCode.NotFound, "no-endpoint"));
        Server.Errors.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_strangers_zone_and_one_that_does_not_exist_answer_alike()
    {
        using var mine = await Office.OpenAsync(Server);
        using var other = await Office.OpenAsync(Server);
        await other.Economy.MustImportAsync(other.Zone, "enterprises", Firm.Ledger([new("别人的厂", "3612", "一号园")]));
        var theirs = (await Json(await other.Economy.GetAsync(other.At("enterprises")))).Items()[0];
        var job = await other.Economy.ImportAsync(other.Zone, "enterprises", "统一社会信用代码,企业名称\nxyz,没有\n", "?dryRun=true");
        var id = job.Result.GetProperty("reportUrl").GetString()!.Split('/')[^2];
        foreach (var path in (string[])["", "/enterprises", "/figures?indicator=IND_GOV&period=2020-07", $"/enterprises/{theirs.Text("code")}", $"/jobs/{id}", "/nothing"])
        {
            var (strange, none) = (await mine.Economy.GetAsync($"/api/v1/zones/{other.Zone}{path}"), await mine.Economy.GetAsync($"/api/v1/zones/no-such-zone{path}"));
            (strange.StatusCode, none.StatusCode).ShouldBe((HttpStatusCode.NotFound, HttpStatusCode.NotFound), path);
            (await strange.Content.ReadAsStringAsync()).ShouldBe(await none.Content.ReadAsStringAsync(), path);
        }

        // Ids of the other zone, guessed or remembered, in one's own.
        foreach (var path in (string[])[$"enterprises/{theirs.Text("code")}x", $"enterprises/{theirs.Text("creditCode")}", $"jobs/{id}", $"jobs/{id}/report", $"enterprise-reports/{theirs.Text("creditCode")}/2020-07"])
            (await mine.Economy.GetAsync(mine.At(path))).StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        (await Code(await mine.Economy.PostAsync(mine.At($"imports/enterprises?upload={job.Result.GetProperty("upload").GetGuid()}"), null))).ShouldBe("upload-gone");
        (await mine.Economy.DeleteAsync(mine.At($"jobs/{id}"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        foreach (var page in (string[])[$"jobs/{id}", $"enterprises/{theirs.Text("creditCode")}", $"enterprises/{theirs.Text("creditCode")}/edit", $"reports/{theirs.Text("creditCode")}/2020-07"])
            (await mine.Economy.GetAsync($"/z/{mine.Zone}/{page}")).StatusCode.ShouldBe(HttpStatusCode.NotFound, page);
    }

    private static string Said((string Path, string Name, string Value) call, HttpResponseMessage answer) =>
        $"{call.Path}?{call.Name}={(call.Value.Length > 60 ? call.Value[..60] + "…" : call.Value)} {(int)answer.StatusCode}";

    /// <summary>The other parameters an address needs before it looks at the one in question.</summary>
    private static string Good(string path, string name) => path switch
    {
        "figures" when name != "indicator" && name != "period" => "indicator=IND_GOV&period=2024-03&",
        "figures" when name == "indicator" => "period=2024-03&",
        "figures" => "indicator=IND_GOV&",
        "figures/series" => string.Concat(((string[])["indicator=IND_GOV&", "from=2024-02&", "to=2024-12&"]).Where(p => !p.StartsWith(name + "=", StringComparison.Ordinal))),
        _ => "",
    };

    private async Task<Office> SmallOfficeAsync()
    {
        var office = await Office.OpenAsync(Server);
        Firm[] firms = [new("甲厂", "3612", "一号园"), new("乙厂", "3620", "一号园"), new("丙厂", "2710", "二号园"), new("丁厂", "2710", "二号园")];
        await office.Economy.MustImportAsync(office.Zone, "enterprises", Firm.Ledger(firms));
        await office.Economy.MustImportAsync(office.Zone, "enterprise-reports", Report.Ledger(firms.Select((f, i) => new Report(f.Code, "2024-03", 100 + i, 90 + i, 300 + i, 270 + i))));
        await office.Economy.MustImportAsync(office.Zone, "observations", "指标代码,报告期,数值,单位,来源\nGDP,2023,12.5,亿元,统计快报\n");
        await office.Economy.MustImportAsync(office.Zone, "targets", "指标代码,年度,目标值,单位,来源\nIND_GOV,2024,5,亿元,工作报告\n");
        return office;
    }
}

public sealed class Hostile_addresses_on_sqlite(SqliteHostile server) : HostileAddressTests(server);

public sealed class Hostile_addresses_on_postgres(PostgresHostile server) : HostileAddressTests(server);
