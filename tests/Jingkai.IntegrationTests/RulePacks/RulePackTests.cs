using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Accounts;

namespace Jingkai.IntegrationTests.RulePacks;

/// <summary>Packs of a zone: adopted by a second person, tried, compared, recorded and come to again.</summary>
public abstract class RulePackTests(TestServer server) : ServerTests(server)
{
    private const string Ladder = "shengzhou-first-revenue-2022";

    /// <summary>Revenue of two years decides; the second version asks for more.</summary>
    private const string Growth = """
        pack: growth-reward
        kind: eligibility
        subject: enterprise
        title: { zh: 增长奖励, en: Reward for growth }
        versions:
          - from: 2020-01-01
            params: { floor: FLOOR }
            conditions:
              - { id: size, when: revenue >= 2000万元 }
              - { id: growth, text: { zh: "营业收入增长不低于{floor}", en: "Revenue grows by at least {floor}" }, when: "percent(revenue - revenue_prior, revenue_prior) >= floor" }
            amount: min(revenue * 1%, 50万元)
        tests:
          - { given: { revenue: 30000000, revenue_prior: 20000000 }, expect: { verdict: yes, amount: 300000 } }
        """;

    [Fact]
    public async Task Shipped_packs_are_offered_and_one_is_adopted_by_another_than_who_proposed_it()
    {
        using var office = await Office.OpenAsync(Server);
        using var leader = await office.HireAsync("leader", Roles.Leader);
        var offered = (await Get(office.Economy, office, "rule-packs")).Items();
        offered.Count.ShouldBe(22);
        offered.ShouldAllBe(p => p.Text("state") == "shipped");

        var proposed = await Json(await office.Economy.PostAsJsonAsync(office.At("rule-packs"), new { shipped = Ladder, reason = "按2022年政策执行" }));
        var (hash, signOff) = (proposed.Text("hash")!, proposed.Text("signOff")!);
        proposed.Text("from").ShouldBe("2022-01-01", "the first text of a pack is in force as long as its versions are");
        var listed = (await Get(office.Economy, office, "rule-packs")).Items().Single(p => p.Text("name") == Ladder);
        (listed.Text("state"), listed.Text("pending")).ShouldBe(("proposed", signOff));
        (await Code(await office.Economy.PostAsJsonAsync(office.At("rule-packs"), new { shipped = Ladder }))).ShouldBe("sign-off-pending");
        (await Code(await office.Economy.PostAsJsonAsync(office.At($"rule-packs/{Ladder}/verdicts"), new { on = "2022-06-30" }))).ShouldBe("pack-not-in-force");
        (await Code(await office.Economy.PostAsJsonAsync(office.At($"sign-offs/{signOff}/moves"), new { move = "approve" }))).ShouldBe("move-not-allowed");

        await Approve(leader, office, signOff);
        var pack = await Get(office.Economy, office, $"rule-packs/{Ladder}");
        (pack.Text("state"), pack.Text("hash"), pack.Text("title")).ShouldBe(("adopted", hash, "嵊州首次突破营业收入台阶奖励（2022）"));
        var text = pack.GetProperty("texts").EnumerateArray().Single();
        (text.Text("proposedBy"), text.Text("adoptedBy"), text.Text("reason")).ShouldBe(("economy", "leader", "按2022年政策执行"));
        var version = pack.GetProperty("versions").EnumerateArray().Single();
        version.GetProperty("conditions").EnumerateArray().Single().Text("says").ShouldBe("首次达到更高的台阶");
        version.GetProperty("conditions").EnumerateArray().Single().Text("sentence")!.ShouldContain("营业收入按阶梯");
        (await Code(await office.Economy.PostAsJsonAsync(office.At("rule-packs"), new { shipped = Ladder }))).ShouldBe("pack-unchanged");
    }

    [Fact]
    public async Task Verdict_tells_each_fact_with_its_source_and_day_and_what_is_lacking()
    {
        using var zone = await GrowingAsync();
        await AdoptAsync(zone, Text("10%"));
        var tried = (await Json(await zone.Office.Economy.PostAsJsonAsync(zone.At("rule-packs/growth-reward/trials"), new { on = "2020-06-30", subjects = zone.Codes }))).Items();
        tried.Select(t => t.Text("verdict")).ShouldBe(["yes", "no", "unknown", "no"]);
        tried[0].Number("amount").ShouldBe(500_000m);
        var revenue = tried[0].GetProperty("conditions").EnumerateArray().First().GetProperty("values").GetProperty("revenue");
        (revenue.Number("value"), revenue.Text("source"), revenue.Text("asOf")).ShouldBe((80_000_000m, "企业月报 2019年", "2019-12-31"));
        tried[1].GetProperty("conditions").EnumerateArray().Last().Text("lacking").ShouldBe("5 pp");
        tried[2].GetProperty("unknown").EnumerateArray().Select(u => u.GetString()).ShouldBe(["revenue", "revenue_prior"]);
        tried[3].GetProperty("conditions").EnumerateArray().First().Text("lacking").ShouldBe("500万元");

        var all = await Json(await zone.Office.Economy.PostAsJsonAsync(zone.At("rule-packs/growth-reward/trials"), new { on = "2020-06-30" }));
        all.GetProperty("counts").ToString().ShouldBe("""{"no":2,"unknown":1,"yes":1}""");
        all.Items().ToDictionary(i => i.Text("code")!, i => i.Text("verdict")).ShouldBe(zone.Codes.Zip(["yes", "no", "unknown", "no"]).ToDictionary(z => z.First, z => (string?)z.Second), ignoreOrder: true);
        (await Code(await zone.Office.Economy.PostAsJsonAsync(zone.At("rule-packs/growth-reward/trials"), new { subjects = new[] { "E1999-0001" } }))).ShouldBe("unknown-subject");
        (await Code(await zone.Office.Economy.PostAsJsonAsync(zone.At("rule-packs/huizhou-incubator/trials"), new { on = "2020-06-30" }))).ShouldBe("no-such-subject");
    }

    [Fact]
    public async Task Newer_text_shows_who_changes_verdict_before_it_is_adopted_and_days_before_it_go_by_the_old()
    {
        using var zone = await GrowingAsync();
        var old = await AdoptAsync(zone, Text("10%"));
        var proposed = await Json(await zone.Office.Economy.PostAsJsonAsync(zone.At("rule-packs"), new { pack = Text("3%"), from = "2020-07-01", reason = "放宽" }));
        var newer = proposed.Text("hash")!;
        var changes = (await Get(zone.Office.Economy, zone.Office, $"rule-packs/growth-reward/changes?before={old}&after={newer}&beforeOn=2020-06-30&afterOn=2020-06-30")).Items();
        var change = changes.ShouldHaveSingleItem();
        (change.Text("code"), change.At("before").Text("verdict"), change.At("after").Text("verdict"), change.Text("why")).ShouldBe((zone.Codes[1], "no", "yes", "营业收入增长不低于3%：成立"));
        await Approve(zone.Leader, zone.Office, proposed.Text("signOff")!);
        foreach (var (on, verdict) in new[] { ("2020-06-30", "no"), ("2020-07-01", "yes") })
        {
            var run = await Json(await zone.Office.Economy.PostAsJsonAsync(zone.At("rule-packs/growth-reward/verdicts"), new { on, subjects = new[] { zone.Codes[1] } }));
            run.Text("hash").ShouldBe(on == "2020-07-01" ? newer : old);
            (await Get(zone.Office.Economy, zone.Office, $"rule-verdicts?run={run.Text("run")}")).Items().Single().Text("value").ShouldBe(verdict);
        }

        (await Code(await zone.Office.Economy.PostAsJsonAsync(zone.At("rule-packs"), new { pack = Text("5%"), from = "2020-06-01" }))).ShouldBe("from-before-in-force");
        (await Code(await zone.Office.Economy.PostAsJsonAsync(zone.At("rule-packs"), new { pack = "pack: growth-reward\nkind: alert\nsubject: enterprise\ntitle: { zh: 甲, en: A }\nversions:\n  - { from: 2020-01-01, when: revenue < 1万元 }\n" }))).ShouldBe("pack-changed-kind");
        (await Code(await zone.Office.Economy.PostAsJsonAsync(zone.At("rule-packs/growth-reward/verdicts"), new { on = "2019-12-31" }))).ShouldBe("pack-not-in-force");
    }

    [Fact]
    public async Task Recorded_verdict_is_come_to_again_whatever_was_corrected_since()
    {
        using var zone = await GrowingAsync();
        await AdoptAsync(zone, Text("10%"));
        var run = await Json(await zone.Office.Economy.PostAsJsonAsync(zone.At("rule-packs/growth-reward/verdicts"), new { on = "2020-06-30" }));
        var verdicts = (await Get(zone.Office.Economy, zone.Office, $"rule-verdicts?run={run.Text("run")}")).Items();
        verdicts.Count.ShouldBe(4);
        var first = verdicts.Single(v => v.Text("subject") == zone.Codes[0]);
        (await zone.Office.Economy.PatchAsync(zone.At($"enterprise-reports/{zone.Codes[0]}/2019-12"), new JsonObject { ["indicator"] = "IND_REV", ["ytd"] = 100, ["reason"] = "更正" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        var again = await Get(zone.Office.Economy, zone.Office, $"rule-verdicts/{first.Text("id")}/reproduction");
        (again.GetProperty("same").GetBoolean(), again.At("now").Text("verdict"), again.At("now").Number("amount")).ShouldBe((true, "yes", 500_000m));
        var kept = (await Get(zone.Office.Economy, zone.Office, $"rule-verdicts/{first.Text("id")}")).At("answer");
        (kept.Text("hash"), kept.GetProperty("conditions").EnumerateArray().First().At("values.revenue").Number("value")).ShouldBe((run.Text("hash"), 80_000_000m));
        (await Json(await zone.Office.Economy.PostAsJsonAsync(zone.At("rule-packs/growth-reward/trials"), new { on = "2020-06-30", subjects = new[] { zone.Codes[0] } }))).Items().Single().Text("verdict").ShouldBe("no", "a trial goes by what is known now");
    }

    [Fact]
    public async Task Score_by_quotas_over_the_group_is_come_to_again_too()
    {
        using var zone = await GrowingAsync();
        const string text = """
            pack: land-score
            kind: score
            subject: enterprise
            title: { zh: 用地评分, en: Score of land }
            versions:
              - from: 2020-01-01
                items:
                  - { id: revenue, score: "if(revenue > 0元, percent(revenue, 1亿元), 0)", missing: average }
                grades: [{ grade: A, top: 50% }, { grade: B }]
            """;
        await AdoptAsync(zone, text);
        await Json(await zone.Office.Economy.PostAsJsonAsync(zone.At("rule-packs/land-score/verdicts"), new { on = "2020-06-30" }));
        var verdicts = (await Get(zone.Office.Economy, zone.Office, "rule-verdicts?pack=land-score")).Items();
        verdicts.OrderBy(v => v.Text("subject"), StringComparer.Ordinal).Select(v => v.Text("value")).ShouldBe(["A", "B", "A", "B"], "who did not report counts the average of the others");
        foreach (var verdict in verdicts) (await Get(zone.Office.Economy, zone.Office, $"rule-verdicts/{verdict.Text("id")}/reproduction")).GetProperty("same").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Broken_text_is_refused_with_every_error_and_nothing_is_kept()
    {
        using var office = await Office.OpenAsync(Server);
        using var leader = await office.HireAsync("leader", Roles.Leader);
        var refused = await office.Economy.PostAsJsonAsync(office.At("rule-packs"), new { pack = Text("10%").Replace("revenue >= 2000万元", "revenu >= 2000万元", StringComparison.Ordinal).Replace("50万元", "50万块", StringComparison.Ordinal) });
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var errors = JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement.GetProperty("errors").EnumerateArray().ToList();
        errors.Select(e => (e.Text("code"), e.GetProperty("line").GetInt32())).ShouldBe([("unknown-fact", 9), ("bad-unit", 11)]);
        errors.ShouldAllBe(e => e.Text("remedy")!.Length > 0);
        var failing = await office.Economy.PostAsJsonAsync(office.At("rule-packs"), new { pack = Text("60%") });
        JsonDocument.Parse(await failing.Content.ReadAsStringAsync()).RootElement.GetProperty("errors").EnumerateArray().ShouldAllBe(e => e.Text("code") == "test-failed");
        (await Get(office.Economy, office, "rule-packs")).Items().ShouldAllBe(p => p.Text("state") == "shipped");
        (await Code(await office.Economy.PostAsJsonAsync(office.At("rule-packs"), new { shipped = "no-such-pack" }))).ShouldBe("unknown-pack");
        (await Code(await office.Economy.GetAsync(office.At("rule-packs/no-such-pack")))).ShouldBe("unknown-pack");
    }

    [Fact]
    public async Task Returned_text_waits_for_its_proposer_and_withdrawn_makes_room_for_another()
    {
        using var office = await Office.OpenAsync(Server);
        using var leader = await office.HireAsync("leader", Roles.Leader);
        var proposed = await Json(await office.Economy.PostAsJsonAsync(office.At("rule-packs"), new { pack = Text("10%") }));
        (await leader.PostAsJsonAsync(office.At($"sign-offs/{proposed.Text("signOff")}/moves"), new { move = "return", note = "门槛偏高" })).IsSuccessStatusCode.ShouldBeTrue();
        (await Code(await office.Economy.PostAsJsonAsync(office.At("rule-packs"), new { pack = Text("8%") }))).ShouldBe("sign-off-pending");
        (await office.Economy.PostAsJsonAsync(office.At($"sign-offs/{proposed.Text("signOff")}/moves"), new { move = "withdraw" })).IsSuccessStatusCode.ShouldBeTrue();
        var second = await Json(await office.Economy.PostAsJsonAsync(office.At("rule-packs"), new { pack = Text("8%") }));
        await Approve(leader, office, second.Text("signOff")!);
        var texts = (await Get(office.Economy, office, "rule-packs/growth-reward")).GetProperty("texts").EnumerateArray().Select(t => t.Text("state")).ToList();
        texts.ShouldBe(["adopted", "withdrawn"]);
    }

    [Fact]
    public async Task Of_two_who_propose_at_once_one_is_told_that_the_other_waits()
    {
        using var office = await Office.OpenAsync(Server);
        using var leader = await office.HireAsync("leader", Roles.Leader);
        using var second = await office.HireAsync("second", Roles.Economy);
        var answers = await Task.WhenAll(new[] { (office.Economy, "10%"), (second, "8%"), (office.Economy, "7%"), (second, "6%") }
            .Select(async p => (await p.Item1.PostAsJsonAsync(office.At("rule-packs"), new { pack = Text(p.Item2) })).StatusCode));
        answers.Order().ShouldBe([HttpStatusCode.Created, HttpStatusCode.Conflict, HttpStatusCode.Conflict, HttpStatusCode.Conflict]);
    }

    [Fact]
    public async Task Who_may_not_read_reports_is_told_nothing_of_them_by_a_verdict()
    {
        using var zone = await GrowingAsync();
        await AdoptAsync(zone, Text("10%"));
        using var promotion = await zone.Office.HireAsync("promotion", Roles.Promotion);
        var tried = (await Json(await promotion.PostAsJsonAsync(zone.At("rule-packs/growth-reward/trials"), new { on = "2020-06-30", subjects = zone.Codes }))).Items();
        tried.ShouldAllBe(t => t.Text("verdict") == "unknown");
        (await promotion.GetAsync(zone.At("rule-verdicts"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await promotion.PostAsJsonAsync(zone.At("rule-packs"), new { pack = Text("8%") })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var liaison = await zone.Office.HireAsync("liaison", Roles.Liaison);
        (await liaison.GetAsync(zone.At("rule-packs"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var other = await Office.OpenAsync(Server);
        (await other.Economy.GetAsync(zone.At("rule-packs"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await Json(await zone.Office.Economy.PostAsJsonAsync(zone.At("rule-packs/growth-reward/verdicts"), new { on = "2020-06-30", subjects = new[] { zone.Codes[0] } }));
        (await Get(other.Economy, other, "rule-verdicts")).Items().ShouldBeEmpty();
    }

    private static string Text(string floor) => Growth.Replace("FLOOR", floor, StringComparison.Ordinal);

    private static async Task<JsonElement> Get(HttpClient client, Office office, string path) => await Json(await client.GetAsync(office.At(path)));

    private static async Task Approve(HttpClient leader, Office office, string signOff)
    {
        var agreed = await leader.PostAsJsonAsync(office.At($"sign-offs/{signOff}/moves"), new { move = "approve" });
        agreed.IsSuccessStatusCode.ShouldBeTrue(await agreed.Content.ReadAsStringAsync());
    }

    private static async Task<string> AdoptAsync(GrowingZone zone, string text)
    {
        var proposed = await Json(await zone.Office.Economy.PostAsJsonAsync(zone.At("rule-packs"), new { pack = text }));
        await Approve(zone.Leader, zone.Office, proposed.Text("signOff")!);
        return proposed.Text("hash")!;
    }

    /// <summary>Four enterprises: one that grew by a third to 80 million, one by 5 %, one that did not report, one that is small.</summary>
    private async Task<GrowingZone> GrowingAsync()
    {
        var office = await Office.OpenAsync(Server);
        Firm[] firms = [.. Enumerable.Range(0, 4).Select(i => new Firm($"增长企业{i:00}", "3612"))];
        await office.Economy.MustImportAsync(office.Zone, "enterprises", Firm.Ledger(firms));
        await office.Economy.MustImportAsync(office.Zone, "enterprise-reports", Report.Ledger(
            [new(firms[0].Code, "2019-12", 700, 500, 8000, 6000), new(firms[1].Code, "2019-12", 200, 200, 2100, 2000), new(firms[3].Code, "2019-12", 150, 100, 1500, 1000)], "营业收入(万元)"));
        var listed = (await Get(office.Economy, office, "enterprises?sort=name&size=200")).Items().OrderBy(e => e.Text("name"), StringComparer.Ordinal).Select(e => e.Text("code")!).ToList();
        return new(office, await office.HireAsync("leader", Roles.Leader), listed);
    }

    private sealed record GrowingZone(Office Office, HttpClient Leader, IReadOnlyList<string> Codes) : IDisposable
    {
        public string At(string path) => Office.At(path);

        public void Dispose()
        {
            Leader.Dispose();
            Office.Dispose();
        }
    }
}

/// <summary>On SQLite.</summary>
public sealed class Rule_packs_on_sqlite(SqliteEmpty server) : RulePackTests(server);

/// <summary>On PostgreSQL.</summary>
public sealed class Rule_packs_on_postgres(PostgresEmpty server) : RulePackTests(server);
