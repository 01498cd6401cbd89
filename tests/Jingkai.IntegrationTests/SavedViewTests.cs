using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Jingkai.Platform.Ledgers.Views;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests;

/// <summary>The state of a list under a name: for oneself, one's unit or the zone.</summary>
public abstract class SavedViewTests(TestServer server) : ServerTests(server)
{
    private const string Password = "correct horse battery";

    private static async Task<JsonElement> KeepAsync(HttpClient client, Office office, object view, string ledger = "enterprises") =>
        await Json(await client.PostAsJsonAsync(office.At($"views?ledger={ledger}"), view));

    private static async Task<IReadOnlyList<string?>> NamesAsync(HttpClient client, Office office, string ledger = "enterprises") =>
        [.. (await Json(await client.GetAsync(office.At($"views?ledger={ledger}")))).Items().Select(v => v.Text("name"))];

    /// <summary>A client of a member of a unit, which comes into being with its first member.</summary>
    private async Task<HttpClient> HireIntoAsync(Office office, string name, string role, string unit)
    {
        var client = await office.HireAsync(name, role);
        await Server.InZone(office.Zone, async services =>
        {
            var db = services.GetRequiredService<JingkaiDbContext>();
            var of = await db.Set<Unit>().FirstOrDefaultAsync(u => u.Name == unit);
            if (of is null) db.Add(of = new Unit { ZoneId = db.ZoneId, Name = unit });
            (await db.Set<Member>().AsTracking().SingleAsync(m => m.Name == name)).UnitId = of.Id;
            return await db.SaveChangesAsync();
        });
        Server.Services.GetRequiredService<AccessReader>().Forget();
        return client;
    }

    [Fact]
    public async Task View_holds_the_filters_order_and_columns_of_its_list_and_nothing_else()
    {
        using var office = await Office.OpenAsync(Server);
        var kept = await KeepAsync(office.Economy, office, new { name = "  东湖园 ", query = "?page=3&sort=-name&park=东湖园&cols=name&cols=park&size=50&q=" });
        kept.Text("name").ShouldBe("东湖园");
        Uri.UnescapeDataString(kept.Text("query")!).ShouldBe("park=东湖园&sort=-name&cols=name&cols=park&size=50");
        kept.Text("path").ShouldBe($"/z/{office.Zone}/enterprises?{kept.Text("query")}&view={kept.Text("id")}");
        (kept.Text("audience"), kept.At("isDefault").GetBoolean(), kept.At("mine").GetBoolean()).ShouldBe(("own", false, true));
        (await NamesAsync(office.Economy, office)).ShouldBe(["东湖园"]);
        (await NamesAsync(office.Economy, office, "targets")).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_no_view_is_refused_with_its_reason()
    {
        using var office = await Office.OpenAsync(Server);
        async Task<string> Refused(object view, string ledger = "enterprises") => await Code(await office.Economy.PostAsJsonAsync(office.At($"views?ledger={ledger}"), view));
        (await Refused(new { name = " ", query = "" })).ShouldBe("required");
        (await Refused(new { name = new string('长', 41) })).ShouldBe("too-long");
        (await Refused(new { name = "长", query = $"q={new string('x', 1600)}" })).ShouldBe("too-long");
        (await Refused(new { name = "甲", query = "colour=red" })).ShouldBe("unknown-parameter");
        (await Refused(new { name = "甲", audience = "world" })).ShouldBe("bad-audience");
        (await Refused(new { name = "甲", audience = "unit" })).ShouldBe("no-unit");
        (await Refused(new { name = "甲" }, "nothing")).ShouldBe("unknown-ledger");
        (await Refused(new { name = "甲" }, "audit")).ShouldBe("not-permitted");
        using var root = Server.Client();
        (await Code(await root.PostAsJsonAsync(office.At("views?ledger=enterprises"), new { name = "甲" }))).ShouldBe("members-only");
        await KeepAsync(office.Economy, office, new { name = "甲" });
        (await Refused(new { name = "甲" })).ShouldBe("view-name-taken");
        await KeepAsync(office.Economy, office, new { name = "甲" }, "targets");
    }

    [Fact]
    public async Task View_is_seen_by_its_owner_by_the_unit_or_by_the_officers_of_the_zone_as_its_owner_says()
    {
        using var office = await Office.OpenAsync(Server);
        var owner = await HireIntoAsync(office, "owner", Roles.Projects, "项目科");
        var mate = await HireIntoAsync(office, "mate", Roles.Department, "项目科");
        var other = await HireIntoAsync(office, "other", Roles.Department, "招商科");
        var firm = new Firm("澄波生物医药有限公司", "2710");
        await office.Economy.MustImportAsync(office.Zone, "enterprises", Firm.Ledger([firm]));
        var outside = await office.HireAsync("firm", Roles.Enterprise, firm.Code);
        var view = await KeepAsync(owner, office, new { name = "在建", query = "q=有限" });
        var address = office.At($"views/{view.Text("id")}");
        async Task<int[]> Seen() => [.. await Task.WhenAll(new[] { owner, mate, other, outside }.Select(async c => (await NamesAsync(c, office)).Count))];
        (await Seen()).ShouldBe([1, 0, 0, 0]);
        (await Code(await mate.PatchAsJsonAsync(address, new { isDefault = true }))).ShouldBe("not-found");

        await Json(await owner.PatchAsJsonAsync(address, new { audience = "unit" }));
        (await Seen()).ShouldBe([1, 1, 0, 0]);
        await Json(await owner.PatchAsJsonAsync(address, new { audience = "zone" }));
        (await Seen()).ShouldBe([1, 1, 1, 0]);

        // Others open their list with it; they do not change it.
        (await Json(await other.PatchAsJsonAsync(address, new { isDefault = true }))).At("isDefault").GetBoolean().ShouldBeTrue();
        (await Code(await other.PatchAsJsonAsync(address, new { name = "别名" }))).ShouldBe("not-your-view");
        (await Code(await other.DeleteAsync(address))).ShouldBe("not-your-view");

        await Json(await owner.PatchAsJsonAsync(address, new { audience = "own" }));
        (await Seen()).ShouldBe([1, 0, 0, 0]);
        (await owner.DeleteAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Seen()).ShouldBe([0, 0, 0, 0]);
    }

    [Fact]
    public async Task Liaison_keeps_views_and_shares_none()
    {
        using var office = await Office.OpenAsync(Server);
        var liaison = await office.HireAsync("liaison", Roles.Liaison);
        var mine = await KeepAsync(liaison, office, new { name = "我的企业" });
        (await Code(await liaison.PostAsJsonAsync(office.At("views?ledger=enterprises"), new { name = "乙", audience = "zone" }))).ShouldBe("may-not-share");
        (await Code(await liaison.PatchAsJsonAsync(office.At($"views/{mine.Text("id")}"), new { audience = "zone" }))).ShouldBe("may-not-share");
    }

    [Fact]
    public async Task View_of_another_zone_does_not_exist()
    {
        using var office = await Office.OpenAsync(Server);
        using var elsewhere = await Office.OpenAsync(Server);
        var view = await KeepAsync(office.Economy, office, new { name = "甲", audience = "zone" });
        (await NamesAsync(elsewhere.Economy, elsewhere)).ShouldBeEmpty();
        (await Code(await elsewhere.Economy.PatchAsJsonAsync(elsewhere.At($"views/{view.Text("id")}"), new { name = "乙" }))).ShouldBe("not-found");
        (await Code(await elsewhere.Economy.GetAsync(elsewhere.At($"ledgers/enterprises/export?format=csv&view={view.Text("id")}")))).ShouldBe("not-found");
    }

    [Fact]
    public async Task Changes_of_an_older_version_are_refused()
    {
        using var office = await Office.OpenAsync(Server);
        var view = await KeepAsync(office.Economy, office, new { name = "甲" });
        async Task<HttpResponseMessage> Rename(string name)
        {
            using var request = new HttpRequestMessage(HttpMethod.Patch, office.At($"views/{view.Text("id")}")) { Content = JsonContent.Create(new { name }) };
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{view.At("version").GetInt32()}\"");
            return await office.Economy.SendAsync(request);
        }

        (await Json(await Rename("乙"))).Text("name").ShouldBe("乙");
        (await Code(await Rename("丙"))).ShouldBe("stale");
        (await NamesAsync(office.Economy, office)).ShouldBe(["乙"]);
    }

    [Fact]
    public async Task Export_of_a_view_holds_what_its_list_shows_and_what_is_asked_goes_before_the_view()
    {
        using var office = await Office.OpenAsync(Server);
        await office.Economy.MustImportAsync(office.Zone, "enterprises", Firm.Ledger([new("青湖精密机械有限公司", "3484"), new("澄波生物医药有限公司", "2710"), new("青湖食品有限公司", "1411")]));
        var view = await KeepAsync(office.Economy, office, new { name = "青湖", query = "q=青湖&sort=-name&cols=name&size=50" });
        async Task<string> Export(string query) => await (await office.Economy.GetAsync(office.At($"ledgers/enterprises/export?format=csv&{query}"))).Content.ReadAsStringAsync();
        var text = await Export($"view={view.Text("id")}");
        text.ShouldBe(await Export("q=青湖&sort=-name"));
        text.ShouldContain("青湖食品");
        text.ShouldNotContain("澄波");
        (await Export($"view={view.Text("id")}&q=澄波")).ShouldBe(await Export("q=澄波&sort=-name"));
        (await Export("view=all")).ShouldBe(await Export(""));
        (await Code(await office.Economy.GetAsync(office.At($"ledgers/targets/export?view={view.Text("id")}")))).ShouldBe("not-found");
        (await Code(await office.Economy.GetAsync(office.At("ledgers/enterprises/export?view=x")))).ShouldBe("not-found");
    }

    [Fact]
    public async Task List_opens_with_the_readers_default_and_with_everything_on_purpose()
    {
        using var office = await Office.OpenAsync(Server);
        using var visit = await WebVisit.SignInAsync(Server, $"{office.Zone}.economy", Password);
        var list = $"/z/{office.Zone}/enterprises";
        await visit.PageAsync(list);
        using (var saved = await visit.PostAsync($"/z/{office.Zone}/views/enterprises", "view-save", new() { ["Input.Name"] = "望山", ["Input.Query"] = "q=望山", ["Input.IsDefault"] = "true", ["Input.Audience"] = "zone" }))
            saved.StatusCode.ShouldBe(HttpStatusCode.Found, await saved.Content.ReadAsStringAsync());
        var view = (await Json(await office.Economy.GetAsync(office.At("views?ledger=enterprises")))).Items().Single();
        (view.Text("audience"), view.At("isDefault").GetBoolean()).ShouldBe(("zone", true));
        using (var opened = await visit.GetAsync(list))
            WebUtility.UrlDecode(opened.Headers.Location!.ToString()).ShouldBe(WebUtility.UrlDecode(view.Text("path")!));
        (await visit.PageAsync(view.Text("path")!)).ShouldContain("望山");
        await visit.PageAsync($"{list}?view=all");

        // A name that is taken comes back with what was entered.
        using (var again = await visit.PostAsync($"/z/{office.Zone}/views/enterprises", "view-save", new() { ["Input.Name"] = "望山", ["Input.Query"] = "q=x" }))
        {
            again.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            WebUtility.HtmlDecode(await again.Content.ReadAsStringAsync()).ShouldContain("您已有名为“望山”的视图");
        }

        using (var dropped = await visit.PostAsync($"/z/{office.Zone}/views/enterprises", "view-do", new() { ["Do.NoDefault"] = view.Text("id")! }))
            dropped.StatusCode.ShouldBe(HttpStatusCode.Found);
        await visit.PageAsync(list);
    }

    [Fact]
    public async Task Every_list_that_offers_views_has_its_page_with_their_menu()
    {
        using var office = await Office.OpenAsync(Server);
        await office.HireAsync("auditor", Roles.Auditor);
        using var economy = await WebVisit.SignInAsync(Server, $"{office.Zone}.economy", Password);
        using var auditor = await WebVisit.SignInAsync(Server, $"{office.Zone}.auditor", Password);
        foreach (var page in Server.Services.GetServices<LedgerAddress>())
        {
            var reader = page.Code == "audit" ? auditor : economy;
            var text = await reader.PageAsync($"/z/{office.Zone}/{page.Path}");
            text.ShouldContain($"/z/{office.Zone}/views/{page.Code}", customMessage: page.Code);
            await reader.PageAsync($"/z/{office.Zone}/views/{page.Code}");
        }
    }

    [Fact]
    public async Task One_person_keeps_a_name_once_however_often_it_is_sent_at_the_same_moment()
    {
        using var office = await Office.OpenAsync(Server);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => office.Economy.PostAsJsonAsync(office.At("views?ledger=enterprises"), new { name = "甲" })));
        answers.Count(a => a.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(a => a.StatusCode == HttpStatusCode.Conflict).ShouldBe(5);
        (await NamesAsync(office.Economy, office)).ShouldBe(["甲"]);
    }
}

public sealed class Saved_views_on_sqlite(SqliteEmpty server) : SavedViewTests(server);

public sealed class Saved_views_on_postgres(PostgresEmpty server) : SavedViewTests(server);
