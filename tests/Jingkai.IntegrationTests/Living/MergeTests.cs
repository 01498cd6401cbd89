using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.IntegrationTests.Months;
using Jingkai.Platform.Accounts;

namespace Jingkai.IntegrationTests.Living;

/// <summary>Two files of one enterprise become one, with all that belongs to them, and two again.</summary>
public abstract class MergeTests(TestServer server) : ServerTests(server)
{
    [Fact]
    public async Task Files_that_look_like_one_enterprise_are_listed_with_the_signs()
    {
        using var office = await Office.OpenAsync(Server);
        var a = await Enter(office, "临平精工机械有限公司", phone: "0571-86240001");
        var b = await Enter(office, "临平精工机械有限责任公司", phone: "13900001111");
        var c = await Enter(office, "新工减速机有限公司", phone: "0571 8624 0001", former: "临平精工机械有限公司");
        await Enter(office, "别的有限公司", phone: "13900002222");
        var pairs = (await Get(office, "enterprise-duplicates")).Items().Select(p => (p.At("first").Text("code"), p.At("second").Text("code"), string.Join(' ', p.GetProperty("signs").EnumerateArray().Select(s => s.GetString())))).ToList();
        pairs.ShouldBe([(a, c, "former-name same-address-phone"), (a, b, "same-name"), (b, c, "former-name")]);
    }

    [Fact]
    public async Task Pair_said_to_be_no_duplicates_is_proposed_no_more_until_that_is_taken_back()
    {
        using var office = await Office.OpenAsync(Server);
        var (a, b) = (await Enter(office, "临平精工机械有限公司", phone: "13900000001"), await Enter(office, "临平精工机械有限责任公司", phone: "13900000002"));
        var leader = await office.HireAsync("leader", Roles.Leader);
        (await leader.PostAsJsonAsync(office.At("enterprise-duplicates/marks"), new { first = a, second = b, reason = "两家" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var refused = await office.Economy.PostAsJsonAsync(office.At("enterprise-duplicates/marks"), new { first = a });
        JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement.Items("errors").Select(e => e.Text("field")).Order().ShouldBe(["reason", "second"]);
        (await Code(await Mark(a, a))).ShouldBe("same-file");
        (await Code(await Mark(a, "E2020-9999"))).ShouldBe("unknown-enterprise");
        // In whichever order the two are named.
        var mark = await Json(await Mark(b, a));
        (mark.Text("by"), mark.Text("reason")).ShouldBe(("economy", "注册地址不同，执照为证"));
        (await Code(await Mark(a, b))).ShouldBe("already-marked");
        (await Get(office, "enterprise-duplicates")).Items().ShouldBeEmpty();
        (await Get(office, "enterprise-duplicates/marks")).Items().Count.ShouldBe(1);
        (await Code(await Withdraw(" "))).ShouldBe("reason-required");
        (await Withdraw("原件有误")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Code(await Withdraw("又一次"))).ShouldBe("already-withdrawn");
        (await Get(office, "enterprise-duplicates")).Items().Count.ShouldBe(1);
        (await Get(office, "enterprise-duplicates/marks?withdrawn=true")).Items().Single().Text("withdrawReason").ShouldBe("原件有误");
        await Json(await Mark(a, b));

        Task<HttpResponseMessage> Mark(string first, string second) => office.Economy.PostAsJsonAsync(office.At("enterprise-duplicates/marks"), new { first, second, reason = "注册地址不同，执照为证" });
        Task<HttpResponseMessage> Withdraw(string reason) => office.Economy.PostAsJsonAsync(office.At($"enterprise-duplicates/marks/{mark.Text("id")}/withdrawal"), new { reason });
    }

    [Fact]
    public async Task Tombstone_leads_the_account_of_its_enterprise_on_and_nobody_else_from_outside()
    {
        using var office = await Office.OpenAsync(Server);
        var code = Office.CreditCode();
        var (kept, middle, gone, other) = (await Enter(office, "甲集团"), await Enter(office, "甲公司", phone: "13900000011"), await Enter(office, "甲厂", code: code, phone: "13900000012"), await Enter(office, "乙公司", phone: "13900000013"));
        var (firm, stranger, liaison) = (await office.HireAsync("firm", Roles.Enterprise, gone), await office.HireAsync("stranger", Roles.Enterprise, other), await office.HireAsync("xuping", Roles.Liaison));
        await Json(await Merge(office, middle, gone));
        var last = await Json(await Merge(office, kept, middle));
        foreach (var key in (string[])[gone, code, middle])
        {
            var led = await firm.GetAsync(office.At($"enterprises/{key}"));
            led.StatusCode.ShouldBe(HttpStatusCode.TemporaryRedirect, key);
            led.Headers.Location!.OriginalString.ShouldBe(office.At($"enterprises/{kept}"));
            (await stranger.GetAsync(office.At($"enterprises/{key}"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await liaison.GetAsync(office.At($"enterprises/{key}"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        (await firm.GetAsync(office.At($"enterprises/{other}"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        // Undone, the account speaks for the middle file again and finds nothing at the one it was part of.
        (await Undo(office, kept, last)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await firm.GetAsync(office.At($"enterprises/{gone}"))).Headers.Location!.OriginalString.ShouldBe(office.At($"enterprises/{middle}"));
        (await firm.GetAsync(office.At($"enterprises/{kept}"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Tombstone_leads_to_the_kept_file_by_every_name_and_code_it_had()
    {
        using var office = await Office.OpenAsync(Server);
        var (keptCode, goneCode) = (Office.CreditCode(), Office.CreditCode());
        var kept = await Enter(office, "精工机械有限公司", code: keptCode, former: "精工厂");
        var gone = await Enter(office, "精工机械股份有限公司", code: goneCode, former: "余杭精工", products: "减速机");
        (await Merge(office, kept, gone, new { products = "merged", contacts = "both" })).StatusCode.ShouldBe(HttpStatusCode.Created);

        var file = await File(office, kept);
        file.GetProperty("formerNames").EnumerateArray().Select(n => n.GetString()).ShouldBe(["精工厂", "余杭精工", "精工机械股份有限公司"]);
        (file.Text("products"), file.Text("address"), file.At("provenance.products").Text("source")).ShouldBe(("减速机", "老路1号", "接口写入"));
        foreach (var key in (string[])[gone, goneCode])
        {
            var tombstone = await File(office, key);
            (tombstone.Text("code"), tombstone.At("mergedInto").Text("code"), tombstone.Text("products")).ShouldBe((gone, kept, "减速机"));
            var refused = await office.Economy.PatchAsync(office.At($"enterprises/{key}"), new JsonObject { ["address"] = "新路" });
            (await Code(refused)).ShouldBe("merged");
        }

        foreach (var name in (string[])["精工机械股份", "余杭精工", "精工厂"])
            (await Get(office, $"enterprises?q={Uri.EscapeDataString(name)}")).Items().Select(i => i.Text("code")).ShouldBe([kept], name);
        (await Code(await office.Economy.PostAsJsonAsync(office.At("enterprises"), new { name = "又一家", creditCode = goneCode }))).ShouldBe("credit-code-taken");
        var ledger = await office.Economy.ImportAsync(office.Zone, "enterprises", Firm.Ledger([new Firm("精工", "3612") { Code = goneCode }]), "?mode=good");
        ledger.Reasons.Select(r => r.Code).ShouldBe(["merged"]);
        // A file of reports goes on naming the enterprise by its old code.
        await office.Economy.MustImportAsync(office.Zone, "enterprise-reports", Report.Ledger([new(goneCode, "2020-07", 10)]));
        (await Get(office, $"enterprise-reports/{kept}/2020-07")).Items().Single().Number("value").ShouldBe(10m);
        await Json(await office.Economy.PatchAsync(office.At($"enterprise-reports/{goneCode}/2020-07"), new JsonObject { ["indicator"] = "IND_GOV", ["value"] = 12, ["reason"] = "笔误" }));
        (await Get(office, $"enterprise-reports/{kept}/2020-07")).Items().Single().Number("value").ShouldBe(12m);
        (await Get(office, "enterprises?voided=true")).Items().Select(i => i.Text("code")).ShouldBe([gone]);

        // Over as many merges as there were.
        var third = await Enter(office, "精工集团有限公司");
        (await Merge(office, third, kept)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await File(office, goneCode)).At("mergedInto").Text("code").ShouldBe(third);
        (await Code(await Merge(office, third, gone))).ShouldBe("merged");
        (await Code(await Merge(office, gone, third))).ShouldBe("merged");
        await Server.SumsEqualRebuild(office.Zone);
    }

    [Fact]
    public async Task Everything_follows_a_merge_and_undoing_it_brings_back_exactly_what_was()
    {
        using var office = await Office.OpenAsync(Server);
        var (keptCode, goneCode) = (Office.CreditCode(), Office.CreditCode());
        var kept = await Enter(office, "精工机械有限公司", code: keptCode, listed: true);
        var gone = await Enter(office, "精工机械厂", code: goneCode, listed: true, products: "减速机", phone: "13900001111");
        await Enter(office, "无关企业", listed: true);
        var (firm, liaison) = (await office.HireAsync("firm", Roles.Enterprise, gone), await office.HireAsync("xuping", Roles.Liaison));
        await office.Economy.MustImportAsync(office.Zone, "enterprise-reports", Report.Ledger(
            [new(keptCode, "2020-05", 100, 90, 500, 450), new(keptCode, "2020-06", 110, 95, 610, 545), new(goneCode, "2020-06", 7, 6, 50, 40), new(goneCode, "2020-07", 8, 6, 58, 46), new(keptCode, "2020-08", 1, 1, 1, 1), new(goneCode, "2020-08", 1, 1, 1, 1)]));
        (await office.Economy.PostAsJsonAsync(office.At("industry-groups"), new { from = "2019-01-01", groups = new[] { new { name = "装备", prefixes = new[] { "27" }, plus = new[] { goneCode }, minus = Array.Empty<string>() } } })).IsSuccessStatusCode.ShouldBeTrue();
        (await AttachmentCalls.Attach(office.Economy, office, $"enterprise:{gone}", Encoding.UTF8.GetBytes("%PDF-1.4\n%%EOF\n"), "执照.pdf")).IsSuccessStatusCode.ShouldBeTrue();
        (await firm.PostAsJsonAsync(office.At($"enterprises/{gone}/corrections"), new { field = "products", value = "伺服电机", reason = "新品" })).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await office.Economy.PatchAsync(office.At($"enterprise-reports/{gone}/2020-07"), new JsonObject { ["indicator"] = "IND_GOV", ["value"] = 9, ["reason"] = "补报" })).IsSuccessStatusCode.ShouldBeTrue();
        var before = await StateAsync(office, kept, gone);

        var conflicts = (await Get(office, $"enterprises/{kept}/merge-preview?with={gone}")).Items("conflicts");
        conflicts.Select(c => c.Text("key")).ShouldBe(["reports:2020-06"], "equal values of August are no conflict");
        var undecided = await Merge(office, kept, gone);
        undecided.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await undecided.Content.ReadAsStringAsync()).ShouldContain("decisions.reports:2020-06");
        (await StateAsync(office, kept, gone)).ShouldBe(before, "a refused merge leaves nothing behind");

        var done = await Json(await Merge(office, kept, gone, new { creditCode = "merged" }, new Dictionary<string, string> { ["reports:2020-06"] = "merged" }));
        (await File(office, kept)).Text("creditCode").ShouldBe(goneCode);
        (await Values(office, kept)).ShouldBe(["2020-05 100 90 500 450", "2020-06 7 6 50 40", "2020-07 9 6 58 46", "2020-08 1 1 1 1"]);
        (await Get(office, $"enterprise-reports/{kept}/2020-06/IND_GOV/versions")).Items().Single().Number("value").ShouldBe(110m);
        (await Get(office, $"enterprise-reports/{kept}/2020-07/IND_GOV/versions")).Items().Single().Number("value").ShouldBe(8m);
        (await AttachmentCalls.ListAsync(office.Economy, office, kept)).Count.ShouldBe(1);
        (await Get(office, $"enterprises/{kept}/corrections")).Items().Single().Text("value").ShouldBe("伺服电机");
        (await firm.GetAsync(office.At($"enterprises/{kept}"))).StatusCode.ShouldBe(HttpStatusCode.OK, "the account speaks for the kept enterprise");
        (await office.Economy.FigureAsync(office.Zone, "IND_GOV", "2020-07", "group:装备")).IsSuccessStatusCode.ShouldBeTrue("the group names the kept enterprise");
        var merges = (await Get(office, $"enterprises/{gone}/merges")).Items();
        (merges.Single().At("kept").Text("code"), merges.Single().GetProperty("undoneAt").ValueKind, merges.Single().GetProperty("moved").GetArrayLength()).ShouldBe((kept, JsonValueKind.Null, 5));
        await Server.SumsEqualRebuild(office.Zone);

        (await Undo(office, kept, done)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await StateAsync(office, kept, gone)).ShouldBe(before);
        await Server.SumsEqualRebuild(office.Zone);
        (await Code(await Undo(office, kept, done))).ShouldBe("already-undone");
        (await firm.GetAsync(office.At($"enterprises/{kept}"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        // And again: what was done and undone does not stand in the way.
        done = await Json(await Merge(office, kept, gone, null, new Dictionary<string, string> { ["reports:2020-06"] = "kept" }));
        (await Values(office, kept)).ShouldBe(["2020-05 100 90 500 450", "2020-06 110 95 610 545", "2020-07 9 6 58 46", "2020-08 1 1 1 1"]);
        (await Undo(office, gone, done)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await StateAsync(office, kept, gone)).ShouldBe(before);
        (await liaison.GetAsync(office.At($"enterprises/{kept}/merges"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_the_merge_moved_and_somebody_changed_stands_in_the_way_and_everything_else_stays()
    {
        using var office = await Office.OpenAsync(Server);
        var (kept, gone) = (await Enter(office, "精工机械有限公司", listed: true), await Enter(office, "精工机械厂", listed: true, products: "减速机"));
        var (keptCode, goneCode) = ((await File(office, kept)).Text("creditCode")!, (await File(office, gone)).Text("creditCode")!);
        await office.Economy.MustImportAsync(office.Zone, "enterprise-reports", Report.Ledger([new(keptCode, "2020-06", 110), new(goneCode, "2020-07", 8)]));
        var done = await Json(await Merge(office, kept, gone, new { products = "merged" }));
        await Correct("2020-07", 9);
        await Correct("2020-06", 120);
        (await office.Economy.PatchAsync(office.At($"enterprises/{kept}"), new JsonObject { ["products"] = "机器人", ["address"] = "新路8号", ["shortNames"] = new JsonArray("精工") })).StatusCode.ShouldBe(HttpStatusCode.OK);

        var refused = await Undo(office, kept, done);
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement;
        problem.Text("code").ShouldBe("merge-in-use");
        var listed = problem.Items("errors").Select(e => e.Text("message")!).ToList();
        listed.Count.ShouldBe(2, string.Join('\n', listed));
        listed[0].ShouldContain("主导产品");
        listed[1].ShouldContain("2020-07");

        await Correct("2020-07", 8);
        (await office.Economy.PatchAsync(office.At($"enterprises/{kept}"), new JsonObject { ["products"] = "减速机" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Undo(office, kept, done)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var file = await File(office, kept);
        (file.Text("products"), file.Text("address"), file.GetProperty("formerNames").GetArrayLength(), file.GetProperty("shortNames").GetArrayLength()).ShouldBe(("电机", "新路8号", 0, 1));
        ((await Values(office, kept)).Single(), (await Values(office, gone)).Single()).ShouldBe(("2020-06 120   ", "2020-07 8   "));
        await Server.SumsEqualRebuild(office.Zone);

        // A later merge into the same file is undone first.
        var third = await Enter(office, "又一份档案");
        var (first, second) = (await Json(await Merge(office, kept, gone)), await Json(await Merge(office, kept, third)));
        (await (await Undo(office, kept, first)).Content.ReadAsStringAsync()).ShouldContain(third);
        (await Undo(office, kept, second)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Undo(office, kept, first)).StatusCode.ShouldBe(HttpStatusCode.OK);

        async Task Correct(string month, decimal value) =>
            await Json(await office.Economy.PatchAsync(office.At($"enterprise-reports/{kept}/{month}"), new JsonObject { ["indicator"] = "IND_GOV", ["value"] = value, ["reason"] = "更正" }));
    }

    [Fact]
    public async Task Locked_month_keeps_its_values_and_what_is_still_owed_follows()
    {
        using var zone = await ReportingZone.OpenAsync(Server, firms: 3);
        await zone.PlanAsync();
        await zone.JulyAsync();
        await zone.OpenMonthAsync();
        await zone.LockAsync("2020-07", despite: true);
        var (first, second, third) = (zone.Firms[0].Code, zone.Firms[1].Code, zone.Firms[2].Code);
        var july = await zone.FigureAsync("2020-07");
        (await Code(await Join(first, second, "merged"))).ShouldBe("period-locked");
        var done = await Json(await Join(first, second, "kept"));
        var after = await zone.FigureAsync("2020-07");
        (after.Number("value"), after.Text("status")).ShouldBe((july.Number("value"), "locked"), "a locked month is told as it was locked");
        (await Undo(zone.Office, done.Text("kept")!, done)).StatusCode.ShouldBe(HttpStatusCode.OK);

        // A file made after the month was opened takes over what the other still owes.
        var fresh = await Enter(zone.Office, "新建档案");
        done = await Json(await Join(fresh, third, "kept"));
        (await zone.DutiesAsync(zone.Economy, $"&month={ReportingZone.August}&enterprise={fresh}")).Count.ShouldBe(1);
        (await Undo(zone.Office, fresh, done)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await zone.DutyAsync(2)).Text("state").ShouldBe("waiting");
        await Server.SumsEqualRebuild(zone.Zone);

        Task<HttpResponseMessage> Join(string kept, string gone, string side) => Merge(zone.Office, kept, gone, null, new Dictionary<string, string> { ["reports:2020-07"] = side });
    }

    [Fact]
    public async Task Values_that_a_merge_brings_or_changes_are_confirmed_anew_and_undoing_it_gives_back_what_was_confirmed()
    {
        using var zone = await ReportingZone.OpenAsync(Server, firms: 3);
        (await zone.Economy.PostAsJsonAsync(zone.At("report-plans"), new { kind = "enterprises", set = "above-scale", measures = new[] { "IND_GOV", "POWER_IND" }, dueWorkday = 5 })).StatusCode.ShouldBe(HttpStatusCode.Created);
        await zone.OpenMonthAsync();
        await zone.ImportAugustAsync(0, 1);
        foreach (var firm in (int[])[0, 1]) await Json(await zone.MoveAsync(zone.Second, await zone.DutyAsync(firm), "confirm"));
        var (first, second, third) = (zone.Firms[0].Code, zone.Firms[1].Code, zone.Firms[2].Code);

        // Another value: what was confirmed is to be looked at again, by another than who merged.
        var done = await Json(await Join(first, "merged"));
        var duty = await zone.DutyAsync(0);
        (duty.Text("state"), duty.Text("submittedBy")).ShouldBe(("submitted", "economy"));
        (await Code(await zone.MoveAsync(zone.Economy, duty, "confirm"))).ShouldBe("own-submission");
        (await Undo(zone.Office, done.Text("kept")!, done)).StatusCode.ShouldBe(HttpStatusCode.OK);
        duty = await zone.DutyAsync(0);
        (duty.Text("state"), duty.Text("submittedBy"), duty.Text("confirmedBy")).ShouldBe(("confirmed", "economy", "second"));
        (await Verbs(duty)).ShouldBe(["unmerge", "merge", "confirm", "import"]);

        // The kept file's own value stands: nothing is to be looked at.
        done = await Json(await Join(first, "kept"));
        (await zone.DutyAsync(0)).Text("state").ShouldBe("confirmed");
        (await Undo(zone.Office, done.Text("kept")!, done)).StatusCode.ShouldBe(HttpStatusCode.OK);

        // A file that owed its report has one now, and owes it again.
        done = await Json(await Join(third, "kept"));
        (await zone.DutyAsync(2)).Text("state").ShouldBe("submitted");
        (await Undo(zone.Office, done.Text("kept")!, done)).StatusCode.ShouldBe(HttpStatusCode.OK);
        ((await zone.DutyAsync(2)).Text("state"), (await zone.DutyAsync(1)).Text("state")).ShouldBe(("waiting", "confirmed"));

        // Something else of the same duty was reported since: the whole is to be looked at.
        done = await Json(await Join(first, "merged"));
        await zone.Second.MustImportAsync(zone.Zone, "enterprise-reports", Report.Ledger([new(first, ReportingZone.August, 110, 95, 810, 745)], "用电量(万千瓦时)"));
        await Json(await zone.MoveAsync(zone.Economy, await zone.DutyAsync(0), "confirm"));
        (await Undo(zone.Office, done.Text("kept")!, done)).StatusCode.ShouldBe(HttpStatusCode.OK);
        duty = await zone.DutyAsync(0);
        (duty.Text("state"), duty.Text("submittedBy")).ShouldBe(("submitted", "economy"));
        await Server.SumsEqualRebuild(zone.Zone);

        Task<HttpResponseMessage> Join(string kept, string side) => Merge(zone.Office, kept, second, null, new Dictionary<string, string> { [$"reports:{ReportingZone.August}"] = side });
        async Task<List<string?>> Verbs(JsonElement of) =>
            [.. (await ReportingZone.GetAsync(zone.Economy, zone.At($"report-duties/{of.Text("id")}"))).GetProperty("moves").EnumerateArray().Select(m => m.Text("verb"))];
    }

    [Fact]
    public async Task Only_those_who_keep_the_register_merge_and_only_what_they_have_seen()
    {
        using var office = await Office.OpenAsync(Server);
        var (kept, gone) = (await Enter(office, "甲厂"), await Enter(office, "甲"));
        var (firm, liaison, leader) = (await office.HireAsync("firm", Roles.Enterprise, kept), await office.HireAsync("xuping", Roles.Liaison), await office.HireAsync("leader", Roles.Leader));
        foreach (var client in (HttpClient[])[firm, liaison, leader])
        {
            (await client.PostAsJsonAsync(office.At($"enterprises/{kept}/merges"), new { merged = gone, reason = "重复" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await client.GetAsync(office.At("enterprise-duplicates"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }

        using var other = await Office.OpenAsync(Server);
        var foreign = await Enter(other, "外区");
        (await Code(await Merge(office, kept, foreign[..^1] + "99"))).ShouldBe("unknown-enterprise");
        (await other.Economy.PostAsJsonAsync(office.At($"enterprises/{kept}/merges"), new { merged = gone, reason = "重复" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Code(await office.Economy.PostAsJsonAsync(office.At($"enterprises/{kept}/merges"), new { merged = gone }))).ShouldBe("reason-required");
        (await Code(await Merge(office, kept, kept))).ShouldBe("same-file");
        (await Code(await Merge(office, kept, gone, new { nothing = "kept" }))).ShouldBe("unknown-field");
        (await Code(await Merge(office, kept, gone, new { address = "both" }))).ShouldBe("unknown-side");
        (await Send("\"7\"", null)).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await Send("\"1\"", 7)).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await Send("\"1\"", 1)).StatusCode.ShouldBe(HttpStatusCode.Created);

        Task<HttpResponseMessage> Send(string tag, int? merged)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, office.At($"enterprises/{kept}/merges")) { Content = JsonContent.Create(new { merged = gone, reason = "重复", mergedVersion = merged }) };
            request.Headers.TryAddWithoutValidation("If-Match", tag);
            return office.Economy.SendAsync(request);
        }
    }

    /// <summary>What both files, their reports and their belongings say, without what only counts changes.</summary>
    private async Task<string> StateAsync(Office office, string kept, string gone)
    {
        var state = new StringBuilder();
        foreach (var code in (string[])[kept, gone])
        {
            var file = JsonNode.Parse((await File(office, code)).GetRawText())!.AsObject();
            file.Remove("version");
            file.Remove("updatedAt");
            foreach (var contact in file["contacts"]!.AsArray()) contact!.AsObject().Remove("id");
            state.AppendLine(file.ToJsonString()).AppendJoin('\n', await Values(office, code)).AppendLine();
            state.AppendJoin('\n', (await AttachmentCalls.ListAsync(office.Economy, office, code)).Select(a => a.Text("id"))).AppendLine();
            state.AppendJoin('\n', (await Get(office, $"enterprises/{code}/corrections")).Items().Select(c => c.Text("id"))).AppendLine();
        }

        return state.AppendJoin('\n', await Server.SumsAsync(office.Zone)).ToString();
    }

    private static async Task<IReadOnlyList<string>> Values(Office office, string code) =>
        [.. (await Get(office, $"enterprise-reports?enterprise={code}&sort=period&size=200")).Items().Where(r => r.Text("indicator") == "IND_GOV").OrderBy(r => r.Text("period"), StringComparer.Ordinal)
            .Select(r => $"{r.Text("period")} {r.Number("value")} {r.Number("prior")} {r.Number("ytd")} {r.Number("ytdPrior")}")];

    private static async Task<string> Enter(Office office, string name, string? code = null, string? former = null, string products = "电机", string phone = "13800138000", bool listed = false)
    {
        var made = await office.Economy.PostAsJsonAsync(office.At("enterprises"), new
        {
            name, creditCode = code ?? Office.CreditCode(), address = "老路1号", products, formerNames = former is null ? Array.Empty<string>() : [former], contacts = new[] { new { name = "程子英", phone } },
            industryCode = "3612", park = "东区", movedInOn = "2015-01-01", aboveScale = listed ? [new { since = "2016-01-01" }] : Array.Empty<object>(),
        });
        made.StatusCode.ShouldBe(HttpStatusCode.Created, await made.Content.ReadAsStringAsync());
        return (await Json(made)).Text("code")!;
    }

    private static Task<HttpResponseMessage> Merge(Office office, string kept, string gone, object? fields = null, Dictionary<string, string>? decisions = null) =>
        office.Economy.PostAsJsonAsync(office.At($"enterprises/{kept}/merges"), new { merged = gone, fields, decisions, reason = "同一家企业" });

    private static Task<HttpResponseMessage> Undo(Office office, string key, JsonElement done) =>
        office.Economy.PostAsJsonAsync(office.At($"enterprises/{key}/merges/{done.Text("id")}/undo"), new { reason = "并错了" });

    private static Task<JsonElement> File(Office office, string key) => Get(office, $"enterprises/{key}");

    private static async Task<JsonElement> Get(Office office, string path) => await Json(await office.Economy.GetAsync(office.At(path)));
}

/// <summary>On SQLite.</summary>
public sealed class Merge_on_sqlite(SqliteEmpty server) : MergeTests(server);

/// <summary>On PostgreSQL.</summary>
public sealed class Merge_on_postgres(PostgresEmpty server) : MergeTests(server);
