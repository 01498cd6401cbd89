using System.Net;
using System.Net.Http.Json;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Cases;
using Jingkai.Platform.Clocks;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests.Cases;

/// <summary>Cases under many hands and before the wrong eyes.</summary>
public abstract class CaseSafetyTests(TestServer server) : ServerTests(server)
{
    [Fact]
    public async Task Enterprise_cannot_tell_that_another_asked_anything()
    {
        using var zone = await CaseZone.OpenAsync(Server);
        var own = (await zone.RaiseAsync("firm", null)).Value.Code;
        var other = (await zone.RaiseAsync("liaison", zone.Quiet, title: "别家的事")).Value.Code;
        var firm = await zone.AsAsync("firm");
        var (known, unknown) = (await firm.GetAsync(zone.At($"cases/{other}")), await firm.GetAsync(zone.At("cases/C1999-0001")));
        (known.StatusCode, await known.Content.ReadAsStringAsync()).ShouldBe((unknown.StatusCode, await unknown.Content.ReadAsStringAsync()));
        foreach (var move in CaseVerb.Moves)
            (await Code(await firm.PostAsJsonAsync(zone.At($"cases/{other}/moves"), new { move, note = "x", to = own, grade = 5, amount = 1, until = "2025-10-10" }))).ShouldBe("not-found", move);
        (await Code(await firm.PostAsJsonAsync(zone.At($"cases/{other}/parts/1/moves"), new { move = "done", note = "x" }))).ShouldBe("not-found");
        (await Code(await firm.GetAsync(zone.At($"attachments?subject=case:{other}")))).ShouldBe("unknown-subject");
        (await zone.GetAsync("firm", "cases")).Items().Select(c => c.Text("code")).ShouldBe([own]);
        (await zone.GetAsync("firm", $"cases?q={Uri.EscapeDataString("别家")}")).GetProperty("total").GetInt32().ShouldBe(0);
        // Nor raise something in another's name.
        (await Code(await firm.PostAsJsonAsync(zone.At("cases"), new { title = "冒名", category = "other", enterprise = zone.Quiet }))).ShouldBe("unknown-subject");
        (await zone.RowAsync(other)).Version.ShouldBe((await zone.RowAsync(other)).Version);
        // An office that has no part in it does not see it either, until it has.
        (await (await zone.AsAsync("fire")).GetAsync(zone.At($"cases/{other}"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await zone.MustAsync("econ", other, "assign", to: "消防");
        (await (await zone.AsAsync("fire")).GetAsync(zone.At($"cases/{other}"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Of_several_who_accept_at_once_exactly_one_does()
    {
        using var zone = await CaseZone.OpenAsync(Server);
        for (var n = 0; n < 6; n++)
        {
            var code = (await zone.RaiseAsync("firm", null, title: $"诉求{n}")).Value.Code;
            await zone.MustAsync("econ", code, "assign", to: "规划局");
            var answers = await Task.WhenAll(
                Task.Run(() => zone.MoveAsync("plan", code, new("accept"))), Task.Run(() => zone.MoveAsync("build", code, new("accept"))), Task.Run(() => zone.MoveAsync("plan", code, new("return", "不妥"))), Task.Run(() => zone.MoveAsync("build", code, new("return", "不妥"))));
            answers.Count(a => a.IsOk).ShouldBe(1);
            answers.Where(a => !a.IsOk).Select(a => a.Error!.Code).ShouldAllBe(c => c == "move-not-allowed" || c == "not-found");
            var events = await EventsAsync(zone, code);
            events.Select(e => e.Number).ShouldBe(Enumerable.Range(1, events.Count));
            events.Count.ShouldBe(3);
        }
    }

    [Fact]
    public async Task Many_raise_at_once_and_none_is_lost_or_numbered_twice()
    {
        using var zone = await CaseZone.OpenAsync(Server);
        var raised = await Task.WhenAll(Enumerable.Range(0, 24).Select(n => Task.Run(() => zone.RaiseAsync(n % 2 == 0 ? "firm" : "liaison", n % 2 == 0 ? null : zone.Quiet, title: $"诉求{n}"))));
        raised.ShouldAllBe(r => r.IsOk);
        raised.Select(r => r.Value.Code).Order().ShouldBe(Enumerable.Range(1, 24).Select(n => $"C2025-{n:0000}"));
        (await zone.InAsync(s => s.GetRequiredService<JingkaiDbContext>().Set<Clock>().CountAsync(c => c.SubjectKind == "case"))).ShouldBe(24);
    }

    [Fact]
    public async Task Request_sent_again_on_a_bad_line_raises_and_moves_once()
    {
        using var zone = await CaseZone.OpenAsync(Server);
        var firm = await zone.AsAsync("firm");
        async Task<HttpResponseMessage> Send(string path, object body, string key)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, zone.At(path)) { Content = JsonContent.Create(body) };
            request.Headers.Add("Idempotency-Key", key);
            return await firm.SendAsync(request);
        }

        var (one, two) = (await Json(await Send("cases", new { title = "停电", category = "utilities" }, "draft-1")), await Json(await Send("cases", new { title = "停电", category = "utilities" }, "draft-1")));
        one.Text("code").ShouldBe(two.Text("code"));
        (await zone.GetAsync("firm", "cases")).GetProperty("total").GetInt32().ShouldBe(1);
        var code = one.Text("code")!;
        await Json(await Send($"cases/{code}/moves", new { move = "urge", note = "急" }, "urge-1"));
        await Json(await Send($"cases/{code}/moves", new { move = "urge", note = "急" }, "urge-1"));
        (await EventsAsync(zone, code)).Count(e => e.Verb == "urge").ShouldBe(1);
    }

    [Fact]
    public async Task Move_that_breaks_off_leaves_nothing_half_done()
    {
        using var zone = await CaseZone.OpenAsync(Server);
        var code = await zone.AcceptedAsync();
        var before = await ZoneState.ReadAsync(Server, zone.Code);
        await Should.ThrowAsync<OperationCanceledException>(() => zone.DoAsync("plan", async s =>
        {
            using var cut = new CancellationTokenSource();
            var db = s.GetRequiredService<JingkaiDbContext>();
            // The connection is lost when everything is written and before it is committed.
            db.SavedChanges += (_, _) => cut.Cancel();
            return await s.GetRequiredService<CaseService>().MoveAsync(code, new("answer", "已办"), null, cut.Token);
        }));
        (await ZoneState.ReadAsync(Server, zone.Code)).ShouldEqual(before);
        (await zone.MustAsync("plan", code, "answer", "已办")).State.ShouldBe("answered");
    }

    [Fact]
    public async Task Silence_leaves_a_case_that_somebody_is_at_and_closes_it_later()
    {
        using var zone = await CaseZone.OpenAsync(Server);
        var code = await zone.AcceptedAsync();
        await zone.MustAsync("plan", code, "answer", "已办");
        for (var day = 0; day < 19; day++)
        {
            await zone.TodayAsync(zone.Today.AddDays(1).ToString("yyyy-MM-dd"));
            await zone.SweepAsync();
        }

        await zone.TodayAsync("2025-10-13");
        // SQLite has one writer at a time: there nobody can be at it while the sweep writes.
        if (Server.Provider == Provider.Postgres) await zone.InAsync(async s =>
        {
            var db = s.GetRequiredService<JingkaiDbContext>();
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.Database.ExecuteSqlAsync($"SELECT 1 FROM platform_cases WHERE zone_id = {db.ZoneId} AND code = {code} FOR UPDATE");
            (await zone.SweepAsync()).ShouldBe(0);
            return true;
        });
        (await zone.RowAsync(code)).State.ShouldBe("answered");
        await zone.SweepAsync();
        (await zone.RowAsync(code)).SettledBy.ShouldBe("silence");
    }

    [Fact]
    public async Task Requests_follow_a_file_into_the_one_it_is_merged_with_and_back()
    {
        using var zone = await CaseZone.OpenAsync(Server);
        var code = (await zone.RaiseAsync("liaison", zone.Quiet)).Value.Code;
        (await (await zone.AsAsync("econ")).PutAsJsonAsync(zone.At($"sponsors/{zone.Quiet}"), new { member = $"{zone.Code}.boss" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        async Task<string?> Sponsored() => (await zone.GetAsync("econ", "sponsors")).Items().Single().GetProperty("enterprises")[0].Text("creditCode");
        var merged = await Json(await zone.PostAsync("econ", $"enterprises/{zone.Firm}/merges", new { merged = zone.Quiet, reason = "同一家企业" }));
        (await zone.GetAsync("firm", $"cases/{code}")).At("subject.id").GetString().ShouldBe((await zone.GetAsync("econ", $"enterprises/{zone.Firm}")).Text("id"));
        (await Sponsored()).ShouldBe(zone.Firm);
        (await zone.PostAsync("econ", $"enterprises/{zone.Firm}/merges/{merged.Text("id")}/undo", new { reason = "两家" })).IsSuccessStatusCode.ShouldBeTrue();
        (await (await zone.AsAsync("firm")).GetAsync(zone.At($"cases/{code}"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Sponsored()).ShouldBe(zone.Quiet);
    }

    private static Task<List<CaseEvent>> EventsAsync(CaseZone zone, string code) => zone.InAsync(s =>
    {
        var db = s.GetRequiredService<JingkaiDbContext>();
        return db.Set<CaseEvent>().AsNoTracking().Where(e => db.Set<Platform.Cases.Case>().Any(c => c.Id == e.CaseId && c.Code == code)).OrderBy(e => e.Number).ToListAsync();
    });
}

public sealed class Case_safety_on_sqlite(SqliteEmpty server) : CaseSafetyTests(server);

public sealed class Case_safety_on_postgres(PostgresEmpty server) : CaseSafetyTests(server);
