using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests.Access;

/// <summary>Headers, tokens and passwords of people who mean ill.</summary>
public abstract partial class HostileRequestTests(TestServer server) : ServerTests(server)
{
    [Fact]
    public async Task Expired_and_withdrawn_tokens_and_those_invented_are_401()
    {
        using var office = await Office.OpenAsync(Server);
        var made = await Json(await office.Economy.PostAsJsonAsync("/api/v1/account/tokens", new { name = "一次", days = 1 }));
        using var once = Server.Client(made.Text("token"));
        (await once.GetAsync(office.At("enterprises"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await office.Economy.DeleteAsync($"/api/v1/account/tokens/{made.Text("id")}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var old = Server.Client(await ExpiredAsync($"{office.Zone}.economy"));
        using var invented = Server.Client("jk_" + new string('A', 43));
        using var endless = Server.Client(new string('A', 20_000));
        foreach (var client in (HttpClient[])[once, old, invented, endless])
        {
            foreach (var (method, path) in ((string, string)[])[("GET", "enterprises"), ("POST", "enterprises"), ("GET", "figures?indicator=IND_GOV&period=2024-03")])
            {
                using var answer = await client.SendAsync(new(new(method), office.At(path)));
                (answer.StatusCode, await Code(answer), answer.Headers.WwwAuthenticate.ToString()).ShouldBe((HttpStatusCode.Unauthorized, "bad-token", "Bearer"), $"{method} {path}");
            }
        }

        foreach (var header in (string[])["Bearer", "Bearer ", "Basic cm9vdDpyb290", "Bearer a b", "Negotiate xxx", "bearer\tx", "Bearer ~~~"])
        {
            using var nobody = Server.Anonymous();
            nobody.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);
            (await nobody.GetAsync(office.At("enterprises"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, header);
        }

        Server.Errors.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task Wrong_passwords_lock_an_account_and_every_refusal_reads_alike()
    {
        using var office = await Office.OpenAsync(Server);
        var name = $"{office.Zone}.economy";
        using var session = new Session(Server.Address);
        var unknown = await Refusal(await session.SignInAsync($"{office.Zone}.nobody", "wrong wrong wrong"));
        for (var i = 0; i < 8; i++) (await Refusal(await session.SignInAsync(name, "wrong wrong wrong"))).ShouldBe(unknown);
        // Locked: not even with the right one, and nothing tells it apart.
        (await Refusal(await session.SignInAsync(name, "correct horse battery"))).ShouldBe(unknown);
        (await Refusal(await session.SignInAsync(new string('a', 5000), new string('b', 5000)))).ShouldBe(unknown);
        // A token is no password and goes on working.
        (await office.Economy.GetAsync(office.At("enterprises"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        Server.Errors.Entries.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("\\\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("/\r\nSet-Cookie: a=b")]
    [InlineData("javascript:alert(1)")]
    [InlineData(" //evil.example")]
    [InlineData("evil.example")]
    [InlineData("http:evil.example")]
    [InlineData("/%0d%0aSet-Cookie:a=b")]
    public async Task Signing_in_never_leads_away_from_the_site(string url)
    {
        using var office = await Office.OpenAsync(Server);
        using var session = new Session(Server.Address);
        var answer = await session.SignInAsync($"{office.Zone}.economy", "correct horse battery", url);
        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        var to = new Uri(Server.Address, answer.Headers.Location!.OriginalString);
        (to.Host, to.Port).ShouldBe((Server.Address.Host, Server.Address.Port), answer.Headers.Location.OriginalString);
        answer.Headers.Location.OriginalString.ShouldNotStartWith("/\\");
        answer.Headers.TryGetValues("Set-Cookie", out var cookies).ShouldBeTrue();
        cookies!.ShouldAllBe(c => c.StartsWith("jingkai", StringComparison.Ordinal));
        using var expired = await session.Client.GetAsync("/status/expired?back=" + Uri.EscapeDataString(url));
        var links = Links().Matches(await expired.Content.ReadAsStringAsync()).Select(l => WebUtility.HtmlDecode(l.Groups[1].Value)).ToList();
        links.ShouldAllBe(l => l.StartsWith('/') && !l.StartsWith("//", StringComparison.Ordinal) && !l.StartsWith("/\\", StringComparison.Ordinal) || l.StartsWith('#'), string.Join(' ', links));
    }

    [Fact]
    public async Task If_Match_that_is_malformed_or_stale_is_412_and_changes_nothing()
    {
        using var office = await Office.OpenAsync(Server);
        var firm = new Firm("甲厂", "3612");
        await office.Economy.MustImportAsync(office.Zone, "enterprises", Firm.Ledger([firm]));
        await office.Economy.MustImportAsync(office.Zone, "enterprise-reports", Report.Ledger([new Report(firm.Code, "2024-03", 100, 90, 300, 270)]));
        var before = await (await office.Economy.GetAsync(office.At($"enterprises/{firm.Code}"))).Content.ReadAsStringAsync();
        foreach (var tag in (string[])["\"77\"", "\"-1\"", "\"x\"", "\"1", "1\"", "\"\"", "\"99999999999999999999\"", "\"77\", \"78\"", "W/\"77\"", "w/\"1\"", "\"1\";drop", new string('"', 3000)])
        {
            var file = await office.Economy.PatchAsync(office.At($"enterprises/{firm.Code}"), JsonNode.Parse("""{"park":"三号园"}""")!, tag);
            ((int)file.StatusCode, await Code(file)).ShouldBe((412, "stale"), tag);
            var report = await office.Economy.PatchAsync(office.At($"enterprise-reports/{firm.Code}/2024-03"), JsonNode.Parse("""{"indicator":"IND_GOV","value":1,"reason":"x"}""")!, tag);
            ((int)report.StatusCode).ShouldBe(412, $"{tag} {await report.Content.ReadAsStringAsync()}");
        }

        (await (await office.Economy.GetAsync(office.At($"enterprises/{firm.Code}"))).Content.ReadAsStringAsync()).ShouldBe(before);
        (await Json(await office.Economy.GetAsync(office.At($"enterprise-reports/{firm.Code}/2024-03")))).Items().Single().GetProperty("version").GetInt32().ShouldBe(1);
        Server.Errors.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_idempotency_key_answers_again_and_refuses_another_body()
    {
        using var office = await Office.OpenAsync(Server);
        using var root = Server.Client();
        async Task<HttpResponseMessage> PostAsync(string key, object body)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, office.At("units")) { Content = JsonContent.Create(body) };
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
            return await root.SendAsync(request);
        }

        var first = await PostAsync("key-1", new { name = "一科" });
        first.StatusCode.ShouldBe(HttpStatusCode.Created);
        var again = await PostAsync("key-1", new { name = "一科" });
        (again.StatusCode, await again.Content.ReadAsStringAsync()).ShouldBe((HttpStatusCode.Created, await first.Content.ReadAsStringAsync()));
        var other = await PostAsync("key-1", new { name = "二科" });
        ((int)other.StatusCode, await Code(other)).ShouldBe((422, "idempotency-key-reused"));
        foreach (var key in (string[])["", "a b", new string('k', 300)])
            ((int)(await PostAsync(key, new { name = "三科" })).StatusCode).ShouldBe(400, key);
        (await Json(await root.GetAsync(office.At("units")))).Items().Select(u => u.Text("name")).ShouldBe(["一科"]);
        Server.Errors.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task Host_and_forwarded_headers_lead_nowhere()
    {
        using var office = await Office.OpenAsync(Server);
        foreach (var header in (string[])["X-Forwarded-Host", "Forwarded", "X-Original-URL", "X-Rewrite-URL", "X-Forwarded-Proto", "X-Forwarded-Prefix", "X-HTTP-Method-Override", "Host"])
        {
            using var nobody = Server.Anonymous();
            using var page = new HttpRequestMessage(HttpMethod.Get, $"/z/{office.Zone}");
            page.Headers.TryAddWithoutValidation(header, header switch { "Forwarded" => "for=10.0.0.1;host=evil.example;proto=https", "X-Original-URL" or "X-Rewrite-URL" => "/healthz", "X-HTTP-Method-Override" => "DELETE", _ => "evil.example" });
            using var answer = await nobody.SendAsync(page);
            if (header == "Host" && answer.StatusCode == HttpStatusCode.BadRequest) continue;
            answer.StatusCode.ShouldBe(HttpStatusCode.Found, header);
            // Where it leads to follows the address of the site, so a made-up host can only come back to who made it up; nothing is kept of it.
            answer.Headers.Location!.OriginalString.ShouldStartWith("/sign-in", Case.Sensitive, header);
            using var call = new HttpRequestMessage(HttpMethod.Post, office.At("enterprises")) { Content = JsonContent.Create(new { creditCode = Office.CreditCode(), name = "厂" + header, stage = "operating" }) };
            if (header != "Host") call.Headers.TryAddWithoutValidation(header, "evil.example");
            using var made = await office.Economy.SendAsync(call);
            made.StatusCode.ShouldBe(HttpStatusCode.Created, header);
            made.Headers.Location!.OriginalString.ShouldStartWith("/api/v1/", Case.Sensitive, header);
        }

        Server.Errors.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task Huge_headers_are_refused_and_the_server_goes_on()
    {
        using var office = await Office.OpenAsync(Server);
        using var request = new HttpRequestMessage(HttpMethod.Get, office.At("enterprises"));
        request.Headers.TryAddWithoutValidation("X-Long", new string('x', 60_000));
        ((int)(await office.Economy.SendAsync(request)).StatusCode).ShouldBe(431);
        using var many = new HttpRequestMessage(HttpMethod.Get, office.At("enterprises"));
        for (var i = 0; i < 300; i++) many.Headers.TryAddWithoutValidation($"X-{i}", "x");
        ((int)(await office.Economy.SendAsync(many)).StatusCode).ShouldBe(431);
        using var strange = new HttpRequestMessage(HttpMethod.Get, $"/z/{office.Zone}/enterprises");
        strange.Headers.TryAddWithoutValidation("Accept-Language", "zz-ZZ;q=9,*;q=x,,,;");
        strange.Headers.TryAddWithoutValidation("Cookie", "jingkai-lang=../../x; jingkai=abc; jingkai-csrf=%%%; a=" + new string('b', 3000));
        strange.Headers.TryAddWithoutValidation("Accept", "text/vnd.turbo-stream.html, nonsense//");
        strange.Headers.TryAddWithoutValidation("Turbo-Frame", "\"><script>alert(1)</script>");
        using var nobody = Server.Anonymous();
        var answer = await nobody.SendAsync(strange);
        ((int)answer.StatusCode).ShouldBe(302);
        (await office.Economy.GetAsync(office.At("enterprises"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        Server.Errors.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_answer_has_its_security_headers_and_no_page_has_inline_script_or_style()
    {
        using var office = await Office.OpenAsync(Server);
        using var root = await Session.OfAsync(Server, "root");
        using var economy = await Session.OfAsync(Server, $"{office.Zone}.economy", "correct horse battery");
        using var nobody = new Session(Server.Address);
        var addresses = Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") ?? true)
            .Select(e => Parameters().Replace("/" + e.RoutePattern.RawText!.Trim('/'), m => string.Equals(m.Groups[1].Value, "zone", StringComparison.OrdinalIgnoreCase) ? office.Zone : m.Groups[1].Value == "ledger" ? "enterprises" : "1"))
            .Where(a => !a.Contains('*', StringComparison.Ordinal)).Distinct()
            .Concat(["/nothing/there", "/z/no-such-zone", "/status/404", "/status/403", "/status/500", "/status/expired", $"/z/{office.Zone}/nothing", "/api/v1/nothing", $"/z/{office.Zone}/enterprises?page=-1", "/sign-in?a=%00"]).ToList();
        addresses.Count.ShouldBeGreaterThan(50);
        var complaints = new List<string>();
        foreach (var address in addresses)
        {
            foreach (var (who, session) in ((string, Session)[])[("root", root), ("economy", economy), ("nobody", nobody)])
            {
                using var answer = await session.Client.GetAsync(address);
                var where = $"{who} {address} {(int)answer.StatusCode}";
                foreach (var (name, value) in ((string, string)[])[("Content-Security-Policy", PlatformPipeline.ContentSecurityPolicy), ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin")])
                    if (!answer.Headers.TryGetValues(name, out var set) || set.Single() != value) complaints.Add($"{where} has no {name}");
                if ((int)answer.StatusCode >= 500) complaints.Add(where);
                if (answer.Headers.Contains("Server") || answer.Headers.Contains("X-Powered-By")) complaints.Add($"{where} says what it runs on");
                if (answer.Content.Headers.ContentType?.MediaType != "text/html") continue;
                var html = await answer.Content.ReadAsStringAsync();
                if (Inline().Match(html) is { Success: true } inline) complaints.Add($"{where} has {inline.Value}");
                if (!html.Contains("<h1", StringComparison.Ordinal)) complaints.Add($"{where} has no heading");
            }
        }

        complaints.ShouldBeEmpty();
        Server.Errors.Entries.ShouldBeEmpty();
    }

    private static async Task<string> Refusal(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Headers.TryGetValues("Set-Cookie", out var cookies);
        (cookies ?? []).ShouldAllBe(c => !c.StartsWith("jingkai=", StringComparison.Ordinal));
        return Alert().Match(await answer.Content.ReadAsStringAsync()).Groups[1].Value.ShouldNotBeEmptyText();
    }

    private async Task<string> ExpiredAsync(string account)
    {
        await using var scope = Server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JingkaiDbContext>();
        var now = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var token = Tokens.Issue(db, db.Users.Where(u => u.UserName == account).Select(u => u.Id).Single(), "old", now.AddDays(-2), now.AddDays(-1));
        await db.SaveChangesAsync();
        return token;
    }

    [GeneratedRegex("""\{([a-zA-Z]+)[^}]*\}""", RegexOptions.None, 1000)]
    private static partial Regex Parameters();

    [GeneratedRegex("""<script(?![^>]* src=)(?![^>]*type="(application|text)/)[^>]*>|<style[ >]|<[^>]* style="|<[^>]* on[a-z]+="|href="javascript:""", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Inline();

    [GeneratedRegex("""<a [^>]*href="([^"]*)""", RegexOptions.None, 1000)]
    private static partial Regex Links();

    [GeneratedRegex("""role="alert"[^>]*>(.*?)</div>""", RegexOptions.Singleline, 1000)]
    private static partial Regex Alert();
}

internal static class RefusalText
{
    public static string ShouldNotBeEmptyText(this string text)
    {
        text.Trim().ShouldNotBeEmpty();
        return text;
    }
}

public sealed class Hostile_requests_on_sqlite(SqliteHostile server) : HostileRequestTests(server);

public sealed class Hostile_requests_on_postgres(PostgresHostile server) : HostileRequestTests(server);
