using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Jingkai.IntegrationTests;

/// <summary>Sign-ins and tokens of one's own.</summary>
public abstract class SessionTests(TestServer server) : ServerTests(server)
{
    private const string Password = "correct horse battery";
    private const string Edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Safari/537.36 Edg/128.0.0.0";
    private const string WeChat = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.49";

    private Task<WebVisit> In(Office office, string name, string userAgent = Edge) => WebVisit.SignInAsync(Server, $"{office.Zone}.{name}", Password, userAgent);

    private static async Task<IReadOnlyList<JsonElement>> SessionsAsync(WebVisit visit) => (await Json(await visit.GetAsync("/api/v1/account/sessions"))).Items();

    [Fact]
    public async Task Sign_ins_are_listed_in_words_and_one_that_is_ended_is_over_at_once()
    {
        using var office = await Office.OpenAsync(Server);
        using var here = await In(office, "economy");
        using var phone = await In(office, "economy", WeChat);
        using var third = await In(office, "economy");
        var mine = await SessionsAsync(here);
        mine.Select(s => (s.Text("browser"), s.Text("system"), s.Text("address"), s.At("handheld").GetBoolean(), s.At("current").GetBoolean())).ShouldBe(
            [("Edge", "Windows", "127.0.0.1", false, true), ("Edge", "Windows", "127.0.0.1", false, false), ("微信", "iPhone", "127.0.0.1", true, false)], ignoreOrder: true);
        mine[0].At("current").GetBoolean().ShouldBeTrue();

        var other = mine.Single(s => s.Text("browser") == "微信").Text("id");
        (await here.SendAsync(HttpMethod.Delete, $"/api/v1/account/sessions/{other}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await phone.IsSignedInAsync()).ShouldBeFalse();
        (await phone.GetAsync($"/z/{office.Zone}")).Headers.Location!.ToString().ShouldContain("/sign-in");
        (await Code(await here.SendAsync(HttpMethod.Delete, $"/api/v1/account/sessions/{other}"))).ShouldBe("not-found");
        (await third.IsSignedInAsync()).ShouldBeTrue();

        (await Json(await here.SendAsync(HttpMethod.Delete, "/api/v1/account/sessions"))).At("ended").GetInt32().ShouldBe(1);
        (await third.IsSignedInAsync()).ShouldBeFalse();
        (await here.IsSignedInAsync()).ShouldBeTrue();
        (await SessionsAsync(here)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_sees_or_ends_anothers_sign_in()
    {
        using var office = await Office.OpenAsync(Server);
        using var leader = await office.HireAsync("leader", Roles.Leader);
        using var here = await In(office, "economy");
        using var other = await In(office, "leader");
        var theirs = (await SessionsAsync(other)).Single().Text("id");
        (await SessionsAsync(here)).ShouldHaveSingleItem().Text("id").ShouldNotBe(theirs);
        (await Code(await here.SendAsync(HttpMethod.Delete, $"/api/v1/account/sessions/{theirs}"))).ShouldBe("not-found");
        (await Json(await here.SendAsync(HttpMethod.Delete, "/api/v1/account/sessions"))).At("ended").GetInt32().ShouldBe(0);
        (await other.IsSignedInAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Signing_out_ends_it_on_the_server_too()
    {
        using var office = await Office.OpenAsync(Server);
        using var here = await In(office, "economy");
        using var copy = here.Copy();
        (await copy.IsSignedInAsync()).ShouldBeTrue();
        using var left = await here.PostAsync("/account", "", [], to: "/sign-out");
        left.StatusCode.ShouldBe(HttpStatusCode.Found);
        (await copy.IsSignedInAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Changing_the_password_ends_the_others_and_signing_in_again_replaces()
    {
        using var office = await Office.OpenAsync(Server);
        using var here = await In(office, "economy");
        using var other = await In(office, "economy");
        var id = (await SessionsAsync(here)).Single(s => s.At("current").GetBoolean()).Text("id");
        using var changed = await here.PostAsync("/account", "password", new() { ["Secret.Current"] = Password, ["Secret.Password"] = "another horse battery" });
        changed.StatusCode.ShouldBe(HttpStatusCode.Found);
        (await other.IsSignedInAsync()).ShouldBeFalse();
        (await SessionsAsync(here)).ShouldHaveSingleItem().Text("id").ShouldBe(id);

        using var copy = here.Copy();
        using var again = await here.PostAsync("/sign-in", "sign-in", new() { ["Model.UserName"] = $"{office.Zone}.economy", ["Model.Password"] = "another horse battery" });
        again.StatusCode.ShouldBe(HttpStatusCode.Found);
        (await copy.IsSignedInAsync()).ShouldBeFalse();
        (await SessionsAsync(here)).ShouldHaveSingleItem().Text("id").ShouldNotBe(id);
        (await RowsAsync(office)).Select(s => s.EndedBy).Order().ShouldBe([null, SessionEnd.Password, SessionEnd.Replaced]);
    }

    [Fact]
    public async Task Cookie_without_a_session_or_of_anothers_session_is_nobody()
    {
        using var office = await Office.OpenAsync(Server);
        using var leader = await office.HireAsync("leader", Roles.Leader);
        using var theirs = await In(office, "leader");
        await using var scope = Server.Services.CreateAsyncScope();
        var account = await scope.ServiceProvider.GetRequiredService<UserManager<Account>>().FindByNameAsync($"{office.Zone}.economy");
        var principal = await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<Account>>().CreateAsync(account!);
        var format = Server.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme).TicketDataFormat;
        async Task<HttpStatusCode> Ask(ClaimsPrincipal who)
        {
            using var client = Server.Anonymous();
            client.DefaultRequestHeaders.Add("Cookie", $"jingkai={format.Protect(new AuthenticationTicket(who, IdentityConstants.ApplicationScheme))}");
            return (await client.GetAsync("/api/v1/session")).StatusCode;
        }

        (await Ask(principal)).ShouldBe(HttpStatusCode.Unauthorized);
        var stolen = format.Unprotect(theirs.Cookie("jingkai"))!.Principal.FindFirst("jingkai:session")!;
        ((ClaimsIdentity)principal.Identity!).AddClaim(stolen);
        (await Ask(principal)).ShouldBe(HttpStatusCode.Unauthorized);
        (await theirs.IsSignedInAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Sign_in_ends_by_itself_when_it_is_old_or_idle()
    {
        using var office = await Office.OpenAsync(Server);
        using var old = await In(office, "economy");
        using var idle = await In(office, "economy");
        var ids = (await SessionsAsync(old)).Select(s => (s.At("id").GetGuid(), s.At("current").GetBoolean())).ToList();
        var now = Server.Services.GetRequiredService<TimeProvider>().Now();
        await ChangeAsync(ids.Single(i => i.Item2).Item1, s => s.ExpiresAt = now);
        await ChangeAsync(ids.Single(i => !i.Item2).Item1, s => s.LastSeenAt = now - SessionInfo.Idle - (3 * LastUse.Resolution));
        (await old.IsSignedInAsync()).ShouldBeFalse();
        (await idle.IsSignedInAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Last_use_is_known_without_a_write_for_every_request()
    {
        using var office = await Office.OpenAsync(Server);
        using var here = await In(office, "economy");
        var row = (await RowsAsync(office)).Single();
        for (var i = 0; i < 5; i++) await here.IsSignedInAsync();
        await Server.Services.GetRequiredService<LastUse>().WriteAsync(default);
        (await RowsAsync(office)).Single().LastSeenAt.ShouldBe(row.LastSeenAt);

        var earlier = row.LastSeenAt - TimeSpan.FromMinutes(10);
        await ChangeAsync(row.Id, s => s.LastSeenAt = earlier);
        await here.IsSignedInAsync();
        // The page knows already what the database will be told.
        (await SessionsAsync(here)).Single().At("lastSeenAt").GetDateTime().ShouldBeGreaterThan(earlier);
        await Server.Services.GetRequiredService<LastUse>().WriteAsync(default);
        (await RowsAsync(office)).Single().LastSeenAt.ShouldBeGreaterThan(earlier);

        var token = await Json(await office.Economy.PostAsJsonAsync("/api/v1/account/tokens", new { name = "每月导入" }));
        JsonElement Listed(JsonElement list) => list.Items().Single(t => t.Text("id") == token.Text("id"));
        Listed(await Json(await office.Economy.GetAsync("/api/v1/account/tokens"))).GetProperty("lastUsedAt").ValueKind.ShouldBe(JsonValueKind.Null);
        using var program = Server.Client(token.Text("token"));
        await Json(await program.GetAsync(office.At("enterprises")));
        Listed(await Json(await office.Economy.GetAsync("/api/v1/account/tokens"))).GetProperty("lastUsedAt").ValueKind.ShouldBe(JsonValueKind.String);
    }

    [Fact]
    public async Task Another_node_follows_within_seconds()
    {
        using var office = await Office.OpenAsync(Server);
        using var here = await In(office, "economy");
        var format = Server.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme).TicketDataFormat;
        var key = format.Unprotect(here.Cookie("jingkai"))!.Principal.FindFirst("jingkai:session")!.Value;
        var node = ActivatorUtilities.CreateInstance<AccessReader>(Server.Services);
        (await node.SessionAsync(key, default)).ShouldNotBeNull();
        await here.SendAsync(HttpMethod.Delete, $"/api/v1/account/sessions/{(await SessionsAsync(here)).Single().Text("id")}");
        (await here.IsSignedInAsync()).ShouldBeFalse();
        AccessReader.Freshness.ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(5));
        while (await node.SessionAsync(key, default) is not null) await Task.Delay(50);
    }

    [Fact]
    public async Task Sign_in_from_a_device_not_seen_before_is_told_to_the_person()
    {
        using var office = await Office.OpenAsync(Server);
        using var first = await In(office, "economy");
        using var again = await In(office, "economy");
        (await Json(await first.GetAsync(office.At("notices")))).At("total").GetInt32().ShouldBe(0);
        using var phone = await In(office, "economy", WeChat);
        var notice = (await Json(await first.GetAsync(office.At("notices")))).Items().ShouldHaveSingleItem();
        (notice.Text("topic"), notice.Text("title"), notice.Text("path")).ShouldBe(("sign-in", "新的登录：微信 · iPhone，地址 127.0.0.1", "/account"));

        await using var scope = Server.Services.CreateAsyncScope();
        var trail = await scope.ServiceProvider.GetRequiredService<JingkaiDbContext>().Set<AuditEntry>().IgnoreQueryFilters().AsNoTracking()
            .Where(e => e.EntityType == nameof(AccountSession) && e.Label == $"{office.Zone}.economy").Select(e => new { e.ZoneId, e.Action, e.After }).ToListAsync();
        trail.Select(e => (e.ZoneId, e.Action)).ShouldBe(Enumerable.Repeat((AuditEntry.Installation, "signed-in"), 3));
        trail.ShouldContain(e => e.After!.Contains("iPhone", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Token_that_may_only_read_is_refused_every_change()
    {
        using var office = await Office.OpenAsync(Server);
        (await Code(await office.Economy.PostAsJsonAsync("/api/v1/account/tokens", new { name = "x", scope = "some" }))).ShouldBe("bad-scope");
        var made = await Json(await office.Economy.PostAsJsonAsync("/api/v1/account/tokens", new { name = "看板", scope = "read-only", days = 30 }));
        made.Text("scope").ShouldBe("read-only");
        using var reader = Server.Client(made.Text("token"));
        await Json(await reader.GetAsync(office.At("enterprises")));
        foreach (var (method, path) in new[] { ("POST", "enterprises"), ("PATCH", "enterprises/E2020-0001"), ("PUT", $"members/{Guid.Empty}/roles"), ("DELETE", $"absences/{Guid.Empty}"), ("POST", "imports/enterprises"), ("POST", "notices/read") })
        {
            using var answer = await reader.SendAsync(new(new HttpMethod(method), office.At(path)) { Content = new StringContent("{}", Encoding.UTF8, "application/json") });
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
            (await Code(answer)).ShouldBe("token-read-only", path);
        }

        (await Code(await reader.PostAsJsonAsync("/api/v1/account/tokens", new { name = "escape" }))).ShouldBe("token-read-only");
        (await Code(await reader.DeleteAsync($"/api/v1/account/tokens/{made.Text("id")}"))).ShouldBe("token-read-only");
        var full = await Json(await office.Economy.PostAsJsonAsync("/api/v1/account/tokens", new { name = "导入" }));
        full.Text("scope").ShouldBe("full");
        using var writer = Server.Client(full.Text("token"));
        await writer.MustImportAsync(office.Zone, "enterprises", Firm.Ledger([new("令牌测试公司", "3612")]));
    }

    [Fact]
    public async Task Page_of_the_account_lists_and_ends_sign_ins()
    {
        using var office = await Office.OpenAsync(Server);
        using var here = await In(office, "economy");
        using var phone = await In(office, "economy", WeChat);
        var page = WebUtility.HtmlDecode(await here.PageAsync("/account"));
        page.ShouldContain("微信 · iPhone");
        page.ShouldContain("Edge · Windows");
        var id = (await SessionsAsync(phone)).Single(s => s.At("current").GetBoolean()).Text("id")!;
        (await here.PostAsync("/account", "session-end", new() { ["End.Id"] = id })).StatusCode.ShouldBe(HttpStatusCode.Found);
        (await phone.IsSignedInAsync()).ShouldBeFalse();
        using var back = await In(office, "economy", WeChat);
        (await here.PostAsync("/account", "sessions-end", [])).StatusCode.ShouldBe(HttpStatusCode.Found);
        (await back.IsSignedInAsync()).ShouldBeFalse();
        (await here.IsSignedInAsync()).ShouldBeTrue();
    }

    private async Task<List<AccountSession>> RowsAsync(Office office)
    {
        await using var scope = Server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JingkaiDbContext>();
        return await db.Set<AccountSession>().AsNoTracking().Where(s => db.Users.Any(a => a.Id == s.AccountId && a.UserName == $"{office.Zone}.economy")).OrderBy(s => s.Id).ToListAsync();
    }

    private async Task ChangeAsync(Guid id, Action<AccountSession> change)
    {
        await using var scope = Server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JingkaiDbContext>();
        change(await db.Set<AccountSession>().AsTracking().SingleAsync(s => s.Id == id));
        await db.SaveChangesAsync();
        Server.Services.GetRequiredService<AccessReader>().Forget();
    }
}

public sealed class Sessions_on_sqlite(SqliteEmpty server) : SessionTests(server);

public sealed class Sessions_on_postgres(PostgresEmpty server) : SessionTests(server);
