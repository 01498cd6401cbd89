using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Accounts;

namespace Jingkai.IntegrationTests.Access;

/// <summary>三员分立: three persons keep a zone, none of them above the others, and none of them in another zone.</summary>
public abstract class AdministratorTests(TestServer server) : ServerTests(server)
{
    private static readonly string[] BusinessPages = ["", "/indicators", "/enterprises", "/reports", "/observations", "/targets", "/consistency"];

    private static readonly string[] BusinessData =
        ["enterprises", "enterprise-reports", "indicators", "figures?indicator=IND_GOV&period=2020-07", "ledgers/enterprises/export", "ledgers/observations/export", "industry-groups", "industries"];

    [Theory]
    [InlineData(Roles.SystemAdministrator)]
    [InlineData(Roles.SecurityAdministrator)]
    [InlineData(Roles.Auditor)]
    public async Task None_of_the_three_sees_business_data(string role)
    {
        using var office = await Office.OpenAsync(Server);
        using var keeper = await office.HireAsync("keeper", role);
        foreach (var path in BusinessData) (await Code(await keeper.GetAsync(office.At(path)))).ShouldBe("not-permitted", path);
        foreach (var page in BusinessPages)
        {
            var answer = await keeper.GetAsync($"/z/{office.Zone}{page}");
            // The front page leads to where the keeper has something to do.
            if (page.Length == 0) (answer.StatusCode, answer.Headers.Location!.OriginalString.StartsWith($"/z/{office.Zone}/", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.Found, true));
            else answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, page);
        }
    }

    [Fact]
    public async Task System_administrator_makes_accounts_and_grants_nothing()
    {
        using var office = await Office.OpenAsync(Server);
        using var system = await office.HireAsync("system", Roles.SystemAdministrator);
        (await system.PostAsJsonAsync(office.At("units"), new { name = "经济运行科" })).StatusCode.ShouldBe(HttpStatusCode.Created);
        var made = await Json(await AddAsync(system, office, "newcomer"));
        (await Code(await AddAsync(system, office, "favourite", Roles.Leader))).ShouldBe("roles-need-security-administrator");
        (await Code(await RolesAsync(system, office, made.GetProperty("id").GetGuid(), Roles.Leader))).ShouldBe("not-permitted");
        (await Code(await system.GetAsync(office.At("audit")))).ShouldBe("not-permitted");
        using var newcomer = await Server.As($"{office.Zone}.newcomer");
        (await Code(await newcomer.GetAsync(office.At("enterprises")))).ShouldBe("not-permitted");
    }

    [Fact]
    public async Task Security_administrator_grants_roles_and_makes_no_accounts()
    {
        using var office = await Office.OpenAsync(Server);
        using var system = await office.HireAsync("system", Roles.SystemAdministrator);
        using var security = await office.HireAsync("security", Roles.SecurityAdministrator);
        var newcomer = (await Json(await AddAsync(system, office, "newcomer"))).GetProperty("id").GetGuid();
        (await RolesAsync(security, office, newcomer, Roles.Department)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using (var client = await Server.As($"{office.Zone}.newcomer")) (await client.GetAsync(office.At("enterprises"))).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await Code(await AddAsync(security, office, "friend"))).ShouldBe("not-permitted");
        (await Code(await AddAsync(security, office, "friend", Roles.Leader))).ShouldBe("not-permitted");
        (await Code(await security.PostAsJsonAsync(office.At("units"), new { name = "安全科" }))).ShouldBe("not-permitted");
        (await Code(await security.PutAsJsonAsync(office.At($"members/{newcomer}/active"), false))).ShouldBe("not-permitted");
        (await Code(await security.GetAsync(office.At("audit")))).ShouldBe("not-permitted");
    }

    [Fact]
    public async Task Auditor_reads_the_trail_and_changes_nothing()
    {
        using var office = await Office.OpenAsync(Server);
        using var auditor = await office.HireAsync("auditor", Roles.Auditor);
        var trail = await Json(await auditor.GetAsync(office.At("audit?entity=Member")));
        trail.Items().Select(e => e.Text("label")).ShouldContain("auditor");
        (await Json(await auditor.GetAsync(office.At("audit/chain")))).GetProperty("sealed").GetInt64().ShouldBeGreaterThanOrEqualTo(0);
        (await Json(await auditor.PostAsync(office.At("audit/verify"), null))).GetProperty("broken").GetArrayLength().ShouldBe(0);
        (await Code(await auditor.GetAsync(office.At("members")))).ShouldBe("not-permitted");
        (await Code(await RolesAsync(auditor, office, await IdAsync(office, "auditor"), Roles.SecurityAdministrator))).ShouldBe("not-permitted");
        (await Code(await AddAsync(auditor, office, "friend"))).ShouldBe("not-permitted");
    }

    [Fact]
    public async Task Nobody_raises_his_own_rights()
    {
        using var office = await Office.OpenAsync(Server);
        using var security = await office.HireAsync("security", Roles.SecurityAdministrator);
        using var second = await office.HireAsync("second", Roles.SecurityAdministrator);
        var me = await IdAsync(office, "security");
        (await Code(await RolesAsync(security, office, me, Roles.SecurityAdministrator, Roles.Leader))).ShouldBe("own-roles");
        (await Code(await RolesAsync(security, office, me, Roles.Economy))).ShouldBe("own-roles");
        // On the page it is the same service.
        using (var session = await Session.OfAsync(Server, $"{office.Zone}.security", "correct horse battery"))
        {
            var page = $"/z/{office.Zone}/admin/members/{me}";
            (await session.PostAsync(page, "member-roles", new() { ["Input.Roles[0]"] = Roles.Leader, ["Input.Roles[1]"] = Roles.SecurityAdministrator })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        }

        (await RolesOf(office, "security")).ShouldBe([Roles.SecurityAdministrator]);
        // Another one may, and one may step down.
        (await RolesAsync(second, office, me, Roles.SecurityAdministrator, Roles.Department)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await RolesAsync(security, office, me, Roles.Department)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Code(await RolesAsync(security, office, me, Roles.SecurityAdministrator))).ShouldBe("not-permitted");
    }

    [Fact]
    public async Task Auditor_is_no_administrator_at_the_same_time()
    {
        using var office = await Office.OpenAsync(Server);
        using var security = await office.HireAsync("security", Roles.SecurityAdministrator);
        using var root = Server.Client();
        var keeper = (await Json(await AddAsync(root, office, "keeper"))).GetProperty("id").GetGuid();
        (await Code(await RolesAsync(security, office, keeper, Roles.Auditor, Roles.SystemAdministrator))).ShouldBe("roles-exclude");
        (await Code(await RolesAsync(security, office, keeper, Roles.SecurityAdministrator, Roles.Auditor))).ShouldBe("roles-exclude");
        (await Code(await AddAsync(root, office, "both", Roles.Auditor, Roles.SystemAdministrator))).ShouldBe("roles-exclude");
        (await Code(await RolesAsync(security, office, keeper, "emperor"))).ShouldBe("unknown-role");
        (await RolesAsync(security, office, keeper, Roles.Auditor)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Last_administrator_cannot_lock_the_zone_out()
    {
        using var office = await Office.OpenAsync(Server);
        using var system = await office.HireAsync("system", Roles.SystemAdministrator);
        using var security = await office.HireAsync("security", Roles.SecurityAdministrator);
        var (first, other) = (await IdAsync(office, "security"), await IdAsync(office, "system"));
        (await Code(await RolesAsync(security, office, first))).ShouldBe("last-administrator");
        (await Code(await RolesAsync(security, office, other))).ShouldBe("last-administrator");
        (await Code(await system.PutAsJsonAsync(office.At($"members/{first}/active"), false))).ShouldBe("last-administrator");
        (await Code(await system.PutAsJsonAsync(office.At($"members/{other}/active"), false))).ShouldBe("last-administrator");

        using var second = await office.HireAsync("second", Roles.SecurityAdministrator);
        var next = await IdAsync(office, "second");
        // Two who remove each other at once: one of them stays.
        var answers = await Task.WhenAll(RolesAsync(security, office, next), RolesAsync(second, office, first));
        answers.Count(a => a.IsSuccessStatusCode).ShouldBe(1);
        (await RolesOf(office, "security")).Concat(await RolesOf(office, "second")).ShouldBe([Roles.SecurityAdministrator]);
        using var root = Server.Client();
        (await RolesAsync(root, office, first)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await RolesAsync(root, office, next)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Administrators_are_nobody_in_another_zone()
    {
        using var mine = await Office.OpenAsync(Server);
        using var other = await Office.OpenAsync(Server);
        using var system = await mine.HireAsync("system", Roles.SystemAdministrator);
        using var security = await mine.HireAsync("security", Roles.SecurityAdministrator);
        var stranger = await IdAsync(other, "economy");
        foreach (var client in (HttpClient[])[system, security])
        {
            (await Code(await client.GetAsync(other.At("members")))).ShouldBe("no-zone");
            (await Code(await AddAsync(client, other, "spy"))).ShouldBe("no-zone");
            (await Code(await RolesAsync(client, other, stranger, Roles.Leader))).ShouldBe("no-zone");
            (await client.GetAsync($"/z/{other.Zone}/admin/members")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await Code(await client.PostAsJsonAsync("/api/v1/zones", new { code = "mine", name = "我的开发区", level = "省级", province = "浙江省", city = "杭州市" }))).ShouldBe("not-permitted");
        }

        // An id of another zone, guessed, names nothing here.
        (await Code(await RolesAsync(security, mine, stranger, Roles.Leader))).ShouldBe("not-found");
        (await Code(await system.PutAsJsonAsync(mine.At($"members/{stranger}/active"), false))).ShouldBe("not-found");
        (await RolesOf(other, "economy")).ShouldBe([Roles.Economy]);
    }

    [Fact]
    public async Task Who_leaves_the_zone_loses_it_at_once_and_comes_back_without_roles()
    {
        using var office = await Office.OpenAsync(Server);
        using var system = await office.HireAsync("system", Roles.SystemAdministrator);
        using var leader = await office.HireAsync("leader", Roles.Leader);
        using var session = await Session.OfAsync(Server, $"{office.Zone}.leader", "correct horse battery");
        var id = await IdAsync(office, "leader");
        (await leader.GetAsync(office.At("enterprises"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await session.Client.GetAsync($"/z/{office.Zone}")).StatusCode.ShouldBe(HttpStatusCode.OK);

        using (var keeper = await Session.OfAsync(Server, $"{office.Zone}.system", "correct horse battery"))
            (await keeper.PostAsync($"/z/{office.Zone}/admin/members/{id}", "member-active", [])).StatusCode.ShouldBe(HttpStatusCode.Found);
        (await Code(await leader.GetAsync(office.At("enterprises")))).ShouldBe("no-zone");
        (await session.Client.GetAsync($"/z/{office.Zone}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Json(await leader.GetAsync("/api/v1/zones"))).GetProperty("total").GetInt32().ShouldBe(0);

        (await system.PutAsJsonAsync(office.At($"members/{id}/active"), true)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await RolesOf(office, "leader")).ShouldBeEmpty();
        (await Code(await leader.GetAsync(office.At("enterprises")))).ShouldBe("not-permitted");
    }

    [Fact]
    public async Task Every_grant_stands_in_the_trail()
    {
        using var office = await Office.OpenAsync(Server);
        using var security = await office.HireAsync("security", Roles.SecurityAdministrator);
        using var auditor = await office.HireAsync("auditor", Roles.Auditor);
        (await RolesAsync(security, office, await IdAsync(office, "economy"), Roles.Economy, Roles.Leader)).EnsureSuccessStatusCode();
        var entry = (await Json(await auditor.GetAsync(office.At("audit?entity=MemberRole&action=created&actor=security")))).Items().ShouldHaveSingleItem();
        (entry.Text("label"), entry.Text("actor"), entry.Text("via")).ShouldBe((Roles.Leader, "security", "api"));
    }

    private static Task<HttpResponseMessage> AddAsync(HttpClient client, Office office, string name, params string[] roles) =>
        client.PostAsJsonAsync(office.At("members"), new { userName = $"{office.Zone}.{name}", name, password = "correct horse battery", roles });

    private static Task<HttpResponseMessage> RolesAsync(HttpClient client, Office office, Guid member, params string[] roles) =>
        client.PutAsJsonAsync(office.At($"members/{member}/roles"), roles);

    private async Task<JsonElement> MemberAsync(Office office, string name)
    {
        using var root = Server.Client();
        return (await Json(await root.GetAsync(office.At("members")))).Items().Single(m => m.Text("name") == name);
    }

    private async Task<Guid> IdAsync(Office office, string name) => (await MemberAsync(office, name)).GetProperty("id").GetGuid();

    private async Task<IReadOnlyList<string>> RolesOf(Office office, string name) => [.. (await MemberAsync(office, name)).GetProperty("roles").EnumerateArray().Select(r => r.GetString()!)];
}

public sealed class Administrators_on_sqlite(SqliteEmpty server) : AdministratorTests(server);

public sealed class Administrators_on_postgres(PostgresEmpty server) : AdministratorTests(server);
