using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests.Living;

/// <summary>Fields with their source and due day, what is stale, what is still true, and what somebody says is wrong.</summary>
public abstract class LivingFileTests(TestServer server) : ServerTests(server)
{
    [Fact]
    public async Task Each_field_is_due_after_its_own_term_and_a_new_term_holds_for_every_file_at_once()
    {
        using var office = await Office.OpenAsync(Server);
        var code = await Enter(office, "甲", asOf: "2020-01-31");
        var sources = (await File(office.Economy, office, code)).GetProperty("provenance");
        (sources.At("contacts").Text("dueOn"), sources.At("address").Text("dueOn"), sources.At("address").Text("asOf")).ShouldBe(("2020-07-31", "2021-01-31", "2020-01-31"));
        sources.TryGetProperty("park", out _).ShouldBeFalse("an empty field is not due");

        (await Put(office, new { address = 1 })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await File(office.Economy, office, code)).At("provenance.address").Text("dueOn").ShouldBe("2020-02-29");
        (await Code(await Put(office, new { address = 0 }))).ShouldBe("bad-number");
        (await Code(await Put(office, new { nothing = 3 }))).ShouldBe("unknown-field");
        (await Put(office, new { address = (int?)null })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await File(office.Economy, office, code)).At("provenance.address").Text("dueOn").ShouldBe("2021-01-31");
    }

    [Fact]
    public async Task Contact_in_a_correction_is_masked_and_whoever_asks_for_it_is_logged()
    {
        using var office = await Office.OpenAsync(Server);
        var (liaison, leader) = (await office.HireAsync("xuping", Roles.Liaison), await office.HireAsync("leader", Roles.Leader));
        var code = await Enter(office, "甲", asOf: "2020-01-31", liaisons: ["xuping"]);
        await Json(await Correct(liaison, office, code, "contacts", "王芳 13900001111 厂长"));
        foreach (var client in (HttpClient[])[office.Economy, liaison, leader])
            (await Get(client, office.At($"enterprises/{code}/corrections"))).Items().Single().Text("value").ShouldBe("王* 139****1111 厂长");
        var id = (await Get(leader, office.At($"enterprises/{code}/corrections"))).Items().Single().Text("id");
        (await leader.PostAsJsonAsync(office.At($"enterprises/{code}/corrections/{id}/reveal"), new { })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Json(await office.Economy.PostAsJsonAsync(office.At($"enterprises/{code}/corrections/{id}/reveal"), new { }))).Text("value").ShouldBe("王芳 13900001111 厂长");
        await Server.InZone(office.Zone, async services =>
        {
            var entry = await services.GetRequiredService<JingkaiDbContext>().Set<AuditEntry>().OrderByDescending(e => e.Id).FirstAsync();
            (entry.Action, entry.Label, entry.ActorName).ShouldBe(("revealed", code, "economy"));
            return true;
        });
        await Json(await Correct(liaison, office, code, "address", "新路1号"));
        var other = (await Get(office.Economy, office.At($"enterprises/{code}/corrections"))).Items().First(c => c.Text("field") == "address").Text("id");
        (await office.Economy.PostAsJsonAsync(office.At($"enterprises/{code}/corrections/{other}/reveal"), new { })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Sending_back_what_was_shown_states_nothing_new()
    {
        using var office = await Office.OpenAsync(Server);
        var code = await Enter(office, "甲", asOf: "2020-01-31");
        var before = await File(office.Economy, office, code);
        var sent = await office.Economy.PatchAsync(office.At($"enterprises/{code}"), JsonContent.Create(before));
        sent.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await File(office.Economy, office, code)).GetProperty("version").GetInt32().ShouldBe(before.GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task Confirming_takes_fields_off_the_stale_list_and_keeps_where_they_came_from()
    {
        using var office = await Office.OpenAsync(Server);
        var (old, _) = (await Enter(office, "旧", asOf: "2020-01-31"), await Enter(office, "新", asOf: null));
        var stale = await Get(office.Economy, office.At("enterprises/stale"));
        stale.Items().Select(i => i.Text("code")).ShouldBe([old]);
        (await Get(office.Economy, office.At($"enterprises?staleOn={Today}"))).Items().Select(i => i.Text("code")).ShouldBe([old]);
        var due = Fields(stale);
        due.ShouldContain("address");
        stale.GetProperty("fields").GetInt32().ShouldBe(due.Count);
        stale.GetProperty("shares").EnumerateArray().Single().GetProperty("liaison").ValueKind.ShouldBe(JsonValueKind.Null);

        var view = await Json(await Confirm(office.Economy, office, old, "address", "contacts"));
        (view.At("provenance.address").Text("confirmedBy"), view.At("provenance.address").Text("source"), view.At("provenance.address").Text("asOf")).ShouldBe(("economy", "接口写入", Today));
        Fields(await Get(office.Economy, office.At("enterprises/stale"))).ShouldBe(due.Where(f => f is not ("address" or "contacts")));
        (await Code(await Confirm(office.Economy, office, old, "park"))).ShouldBe("empty-field");
        (await Code(await Confirm(office.Economy, office, old))).ShouldBe("required");
        (await Code(await Confirm(office.Economy, office, old, "nothing"))).ShouldBe("unknown-field");

        // The same filter for list and export.
        var file = await office.Economy.GetStringAsync(office.At("ledgers/stale-fields/export?format=csv&field=name"));
        file.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2, file);
        (await Code(await office.Economy.GetAsync(office.At("enterprises/stale?field=nothing")))).ShouldBe("bad-filter");
        (await Json(await office.Economy.PostAsync(office.At($"enterprises/{old}/confirmation"), null))).At("provenance.name").Text("asOf").ShouldBe(Today);
        (await Get(office.Economy, office.At("enterprises/stale"))).GetProperty("total").GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task Liaison_sees_and_confirms_the_enterprises_assigned_and_no_other()
    {
        using var office = await Office.OpenAsync(Server);
        var liaison = await office.HireAsync("xuping", Roles.Liaison);
        var (mine, other) = (await Enter(office, "甲", "2020-01-31", "xuping"), await Enter(office, "乙", "2020-01-31"));
        (await Get(liaison, office.At("enterprises/stale"))).Items().Select(i => i.Text("code")).ShouldBe([mine]);
        (await Get(office.Economy, office.At("enterprises/stale?liaison=xuping"))).Items().Select(i => i.Text("code")).ShouldBe([mine]);
        (await Get(office.Economy, office.At("enterprises/stale?liaison=none"))).Items().Select(i => i.Text("code")).ShouldBe([other]);
        (await Confirm(liaison, office, mine, "address")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Confirm(liaison, office, other, "address")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Correct(liaison, office, other, "address", "别处", "走访")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Liaison_writes_what_a_visit_settles_and_proposes_what_it_does_not()
    {
        using var office = await Office.OpenAsync(Server);
        var liaison = await office.HireAsync("xuping", Roles.Liaison);
        var code = await Enter(office, "甲", "2020-01-31", "xuping");
        (await Json(await Correct(liaison, office, code, "address", "新洲路8号"))).GetProperty("written").GetBoolean().ShouldBeTrue();
        (await Json(await Correct(liaison, office, code, "contacts", "王芳 13900001111 厂长"))).GetProperty("written").GetBoolean().ShouldBeTrue();
        var view = await File(office.Economy, office, code);
        (view.Text("address"), view.At("provenance.address").Text("source"), view.At("provenance.address").GetProperty("confirmedBy").ValueKind).ShouldBe(("新洲路8号", "联企干部走访（xuping）", JsonValueKind.Null));
        (view.GetProperty("contacts")[0].Text("phone"), view.GetProperty("contacts")[0].Text("post")).ShouldBe(("139****1111", "厂长"));

        (await Code(await Correct(liaison, office, code, "landMu", "12"))).ShouldBe("reason-required");
        (await Code(await Correct(liaison, office, code, "landMu", "many", "证"))).ShouldBe("bad-type");
        (await Code(await Correct(liaison, office, code, "address", "新洲路8号"))).ShouldBe("same-value");
        var proposed = await Json(await Correct(liaison, office, code, "landMu", "12", "土地证"));
        proposed.GetProperty("written").GetBoolean().ShouldBeFalse();
        (await Code(await Correct(liaison, office, code, "landMu", "13", "土地证"))).ShouldBe("already-open");
        (await Inbox(office.Economy, office)).ShouldBe(1);
        (await Inbox(liaison, office)).ShouldBe(0);
        (await Code(await Move(liaison, office, code, proposed, "accept"))).ShouldBe("own-proposal");
        (await Move(office.Economy, office, code, proposed, "accept")).StatusCode.ShouldBe(HttpStatusCode.OK);
        view = await File(office.Economy, office, code);
        (view.Number("landMu"), view.At("provenance.landMu").Text("confirmedBy"), view.At("provenance.landMu").Text("source")).ShouldBe((12m, "economy", "联企干部走访（xuping）"));
        (await Code(await Move(office.Economy, office, code, proposed, "refuse", "晚了"))).ShouldBe("move-not-allowed");
        (await Get(liaison, office.At("notices"))).Items()[0].Text("title").ShouldNotBeNull().ShouldContain("已采纳");
    }

    [Fact]
    public async Task What_an_enterprise_contests_waits_in_exactly_one_inbox_until_it_is_answered()
    {
        using var office = await Office.OpenAsync(Server);
        var (first, second) = (await office.HireAsync("xuping", Roles.Liaison), await office.HireAsync("wuyan", Roles.Liaison));
        var code = await Enter(office, "甲", "2020-01-31", "xuping");
        var firm = await office.HireAsync("firm", Roles.Enterprise, code);
        var contest = await Json(await Correct(firm, office, code, "products", "伺服电机", "档案写的是三年前的产品"));
        (await Inboxes()).ShouldBe((0, 1, 0));
        (await File(office.Economy, office, code)).Text("products").ShouldBe("电机", "nothing is written before the answer");

        // Whoever is liaison now has it; without a liaison the office has it.
        await Assign("wuyan");
        (await Inboxes()).ShouldBe((0, 0, 1));
        await Assign();
        (await Inboxes()).ShouldBe((1, 0, 0));
        await Assign("xuping");
        (await Inboxes()).ShouldBe((0, 1, 0));
        (await Code(await Move(first, office, code, contest, "hand-over", "出差", Guid.CreateVersion7()))).ShouldBe("cannot-answer");

        (await Code(await Move(first, office, code, contest, "refuse"))).ShouldBe("note-required");
        (await Code(await Move(firm, office, code, contest, "accept"))).ShouldBe("own-proposal");
        (await Move(first, office, code, contest, "refuse", "合同上仍是电机")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Inboxes()).ShouldBe((0, 0, 0));
        foreach (var side in (HttpClient[])[firm, first, office.Economy])
        {
            var seen = (await Get(side, office.At($"enterprises/{code}/corrections"))).Items().Single();
            (seen.Text("state"), seen.Text("seen"), seen.Text("value"), seen.Text("answer"), seen.Text("answeredBy")).ShouldBe(("refused", "电机", "伺服电机", "合同上仍是电机", "xuping"));
        }

        var again = await Json(await Correct(firm, office, code, "products", "伺服电机", "附新合同"));
        (await Move(first, office, code, again, "accept")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var view = await File(office.Economy, office, code);
        (view.Text("products"), view.At("provenance.products").Text("source"), view.At("provenance.products").Text("confirmedBy")).ShouldBe(("伺服电机", "企业自报（firm）", "xuping"));
        var taken = await Json(await Correct(firm, office, code, "staff", "120", "少写了"));
        (await Move(firm, office, code, taken, "withdraw")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Inboxes()).ShouldBe((0, 0, 0));

        async Task<(int, int, int)> Inboxes() => (await Inbox(office.Economy, office), await Inbox(first, office), await Inbox(second, office));
        async Task Assign(params string[] liaisons) =>
            (await office.Economy.PatchAsync(office.At($"enterprises/{code}"), JsonContent.Create(new { liaisons }))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_could_never_be_accepted_is_refused_to_its_proposer()
    {
        using var office = await Office.OpenAsync(Server);
        var code = await Enter(office, "甲", "2020-01-31");
        var firm = await office.HireAsync("firm", Roles.Enterprise, code);
        (await Code(await Correct(firm, office, code, "creditCode", "123", "错了"))).ShouldNotBe("");
        (await Code(await Correct(firm, office, code, "name", "", "错了"))).ShouldBe("required");
        (await Get(firm, office.At("corrections?state=open"))).GetProperty("total").GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task Survey_asks_liaisons_and_enterprises_and_counts_what_they_answer()
    {
        using var office = await Office.OpenAsync(Server);
        var liaison = await office.HireAsync("xuping", Roles.Liaison);
        var (a, b) = (await Enter(office, "甲", "2020-01-31", "xuping"), await Enter(office, "乙", "2020-01-31"));
        var firm = await office.HireAsync("firm", Roles.Enterprise, b);
        (await Code(await Survey(new { title = "摸底", fields = new[] { "address" }, untilOn = "2099-01-01" }))).ShouldBe("required");
        (await Code(await Survey(new { title = "摸底", fields = new[] { "address" }, untilOn = "2019-01-01", askLiaisons = true }))).ShouldBe("date-order");
        (await Code(await Survey(new { title = "摸底", fields = new[] { "address" }, untilOn = "2099-01-01", askLiaisons = true, enterprises = new[] { "E1999-0001" } }))).ShouldBe("unknown-enterprise");
        var round = await Json(await Survey(new { title = "三季度摸底", fields = new[] { "address", "products", "park" }, untilOn = "2099-01-01", askLiaisons = true, askEnterprises = true }));
        var code = round.Text("code")!;
        (round.At("progress.asked").GetInt32(), round.At("progress.open").GetInt32(), round.At("progress.enterprises").GetInt32()).ShouldBe((6, 6, 2));
        (await Inbox(liaison, office), await Inbox(firm, office), await Inbox(office.Economy, office)).ShouldBe((1, 1, 0));

        (await Confirm(liaison, office, a, "address")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Correct(liaison, office, a, "products", "减速机");
        await Correct(firm, office, b, "products", "轴承", "新产品");
        var progress = (await Get(office.Economy, office.At($"surveys/{code}"))).GetProperty("progress");
        (Whole("confirmed"), Whole("changed"), Whole("proposed"), Whole("open")).ShouldBe((1, 1, 1, 3));
        var shares = (await Get(office.Economy, office.At($"surveys/{code}"))).GetProperty("liaisons").EnumerateArray();
        shares.Select(s => (s.GetProperty("name").GetString(), s.At("progress.open").GetInt32())).ShouldBe([("xuping", 1), (null, 2)], ignoreOrder: true);
        // Each reader counts only what is in scope.
        (await Get(liaison, office.At($"surveys/{code}"))).At("progress.enterprises").GetInt32().ShouldBe(1);
        (await Get(liaison, office.At($"surveys/{code}/enterprises"))).Items().Select(i => i.Text("code")).ShouldBe([a]);

        (await Code(await office.Economy.PostAsJsonAsync(office.At($"surveys/{code}/closing"), new { }))).ShouldBe("reason-required");
        (await office.Economy.PostAsJsonAsync(office.At($"surveys/{code}/closing"), new { reason = "到期" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Inbox(liaison, office)).ShouldBe(0);
        // The office has the correction of the enterprise to answer: a closed round takes nothing away.
        (await Inbox(office.Economy, office)).ShouldBe(1);
        await Confirm(office.Economy, office, b, "address");
        (await Get(office.Economy, office.At($"surveys/{code}"))).At("progress.open").GetInt32().ShouldBe(3, "a closed round stays as it was");

        int Whole(string state) => progress.GetProperty(state).GetInt32();
        Task<HttpResponseMessage> Survey(object body) => office.Economy.PostAsJsonAsync(office.At("surveys"), body);
    }

    [Fact]
    public async Task Enterprises_go_to_another_liaison_all_or_none_with_what_waits_there()
    {
        using var office = await Office.OpenAsync(Server);
        var (first, second) = (await office.HireAsync("xuping", Roles.Liaison), await office.HireAsync("wuyan", Roles.Liaison));
        var (a, b) = (await Enter(office, "甲", "2020-01-31", "xuping"), await Enter(office, "乙", "2020-01-31", "xuping"));
        await Enter(office, "丙", null);
        var firm = await office.HireAsync("firm", Roles.Enterprise, a);
        await Correct(firm, office, a, "staff", "120", "少写了");
        var load = await Get(office.Economy, office.At("liaison-load"));
        (load.GetProperty("enterprises").GetInt32(), load.GetProperty("withoutLiaison").GetInt32()).ShouldBe((3, 1));
        Rows(load).ShouldBe([("xuping", 2, 1), ("wuyan", 0, 0)]);
        var (from, to) = (Member(load, "xuping"), Member(load, "wuyan"));

        (await Code(await Hand(new { from, to }))).ShouldBe("reason-required");
        (await Code(await Hand(new { from, to = from, reason = "轮岗" }))).ShouldBe("same-liaison");
        (await Code(await Hand(new { from, to = Guid.CreateVersion7(), reason = "轮岗" }))).ShouldBe("unknown-member");
        (await Code(await Hand(new { from, to, reason = "轮岗", enterprises = new[] { a, "E1999-0001" } }))).ShouldBe("unknown-enterprise");
        Rows(await Get(office.Economy, office.At("liaison-load"))).ShouldBe([("xuping", 2, 1), ("wuyan", 0, 0)]);
        (await Json(await Hand(new { from, to, reason = "轮岗", enterprises = new[] { a } }))).GetProperty("enterprises").GetInt32().ShouldBe(1);
        Rows(await Get(office.Economy, office.At("liaison-load"))).ShouldBe([("wuyan", 1, 1), ("xuping", 1, 0)], ignoreOrder: true);
        ((await Inbox(first, office)), (await Inbox(second, office))).ShouldBe((0, 1));
        (await Get(first, office.At("enterprises"))).Items().Select(i => i.Text("code")).ShouldBe([b]);
        (await Json(await Hand(new { to, reason = "补缺" }))).GetProperty("enterprises").GetInt32().ShouldBe(1);
        (await Get(office.Economy, office.At("liaison-load"))).GetProperty("withoutLiaison").GetInt32().ShouldBe(0);
        (await Code(await Hand(new { to, reason = "补缺" }))).ShouldBe("no-enterprises");

        Task<HttpResponseMessage> Hand(object body) => office.Economy.PostAsJsonAsync(office.At("liaison-reassignments"), body);
        static List<(string?, int, int)> Rows(JsonElement view) =>
            [.. view.GetProperty("liaisons").EnumerateArray().Select(l => (l.Text("name"), l.GetProperty("enterprises").GetInt32(), l.GetProperty("corrections").GetInt32()))];
        static Guid Member(JsonElement view, string name) => view.GetProperty("liaisons").EnumerateArray().Single(l => l.Text("name") == name).GetProperty("member").GetGuid();
    }

    [Fact]
    public async Task Zone_keeps_its_honours_with_two_dates_and_nobody_deletes_them()
    {
        using var office = await Office.OpenAsync(Server);
        var liaison = await office.HireAsync("xuping", Roles.Liaison);
        (await Code(await Fact(new { kind = "honour", title = "五星级园区" }))).ShouldBe("invalid");
        (await Code(await Fact(new { kind = "founded", title = "批准设立", source = "批复" }))).ShouldBe("required");
        (await Code(await Fact(new { kind = "medal", title = "一", source = "二" }))).ShouldBe("unknown-kind");
        (await Fact(new { kind = "founded", title = "批准设立", on = "1993-11-06", source = "批复" })).StatusCode.ShouldBe(HttpStatusCode.Created);
        var id = (await Json(await Fact(new { kind = "honour", title = "五星级园区", grade = "五星级", year = 2021, on = "2022-03-01", source = "通报" }))).GetProperty("id").GetGuid();
        var profile = await Get(liaison, office.At("profile"));
        profile.Text("founded").ShouldBe("1993-11-06");
        profile.GetProperty("age").GetInt32().ShouldBe(int.Parse(Today[..4], System.Globalization.CultureInfo.InvariantCulture) - 1993);
        var honour = profile.GetProperty("facts").EnumerateArray().Single(f => f.Text("kind") == "honour");
        (honour.GetProperty("year").GetInt32(), honour.Text("on"), honour.GetProperty("inForce").GetBoolean()).ShouldBe((2021, "2022-03-01", true));
        (await liaison.PostAsJsonAsync(office.At("profile/facts"), new { })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Code(await Void(new { }))).ShouldBe("reason-required");
        (await Void(new { reason = "重复登记" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Void(new { reason = "重复登记" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Get(liaison, office.At("profile"))).GetProperty("facts").EnumerateArray().Select(f => f.Text("kind")).ShouldBe(["founded"]);

        Task<HttpResponseMessage> Fact(object body) => office.Economy.PostAsJsonAsync(office.At("profile/facts"), body);
        Task<HttpResponseMessage> Void(object body) => office.Economy.PostAsJsonAsync(office.At($"profile/facts/{id}/voiding"), body);
    }

    private static string Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeBySystemTimeZoneId(DateTimeOffset.UtcNow, "Asia/Shanghai").DateTime).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<string> Enter(Office office, string name, string? asOf, params string[] liaisons)
    {
        var made = await office.Economy.PostAsJsonAsync(office.At("enterprises"), new
        {
            name, creditCode = Office.CreditCode(), address = "老路1号", products = "电机", contacts = new[] { new { name = "程子英", phone = "13800138000" } }, asOf, liaisons,
        });
        made.StatusCode.ShouldBe(HttpStatusCode.Created, await made.Content.ReadAsStringAsync());
        return (await Json(made)).Text("code")!;
    }

    private static Task<JsonElement> File(HttpClient client, Office office, string code) => Get(client, office.At($"enterprises/{code}"));

    private static async Task<JsonElement> Get(HttpClient client, string address) => await Json(await client.GetAsync(address));

    private static IReadOnlyList<string> Fields(JsonElement stale) => [.. stale.Items()[0].GetProperty("fields").EnumerateArray().Select(f => f.Text("field")!)];

    private static Task<HttpResponseMessage> Put(Office office, object body) => office.Economy.PutAsJsonAsync(office.At("field-terms"), body);

    private static Task<HttpResponseMessage> Confirm(HttpClient client, Office office, string code, params string[] fields) =>
        client.PostAsJsonAsync(office.At($"enterprises/{code}/field-confirmations"), new { fields });

    private static Task<HttpResponseMessage> Correct(HttpClient client, Office office, string code, string field, string value, string? reason = null) =>
        client.PostAsJsonAsync(office.At($"enterprises/{code}/corrections"), new { field, value, reason });

    private static Task<HttpResponseMessage> Move(HttpClient client, Office office, string code, JsonElement made, string move, string? note = null, Guid? to = null) =>
        client.PostAsJsonAsync(office.At($"enterprises/{code}/corrections/{made.Text("id")}/moves"), new { move, note, to });

    private static async Task<int> Inbox(HttpClient client, Office office) => (int)(await Get(client, office.At("inbox?box=todo"))).GetProperty("total").GetInt64();
}

/// <summary>On SQLite.</summary>
public sealed class Living_file_on_sqlite(SqliteEmpty server) : LivingFileTests(server);

/// <summary>On PostgreSQL.</summary>
public sealed class Living_file_on_postgres(PostgresEmpty server) : LivingFileTests(server);
