using System.Net;
using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;

namespace Jingkai.IntegrationTests.Documents;

/// <summary>Numbers have no gap and no double, whatever fails and whoever issues at the same time.</summary>
public abstract class DocumentNumberTests(DocumentServer server) : ServerTests(server)
{
    [Fact]
    public async Task Twenty_issues_at_once_of_which_some_fail_after_their_number_leave_no_gap()
    {
        using var zone = await DocumentZone.OpenAsync(Server);
        var drafts = new List<string>();
        // Every third has a subject that fails when it hears of the issue: after the number was taken.
        for (var i = 0; i < 20; i++) drafts.Add(await zone.NewAsync(subject: i % 3 == 2 ? "test-matter:fails" : null));
        var answers = await Task.WhenAll(drafts.Select((code, i) => zone.TryAsync(i % 2 == 0 ? "leader" : "deputy", $"documents/{code}/issue", new { })));
        answers.Count(a => a.IsSuccessStatusCode).ShouldBe(14);
        var numbers = new List<string?>();
        foreach (var answer in answers.Where(a => a.IsSuccessStatusCode)) numbers.Add((await Json(answer)).Text("number"));
        numbers.Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(1, 14).Select(n => $"临经开发〔2026〕{n}号").Order(StringComparer.Ordinal));
        (await zone.GetAsync("economy", "document-series")).Items().First(s => s.Text("word") == "临经开发").GetProperty("last").GetInt32().ShouldBe(14);
        (await zone.IssuedAsync()).Text("number").ShouldBe("临经开发〔2026〕15号");
    }

    [Fact]
    public async Task Numbers_begin_anew_each_year_and_each_series_has_its_own()
    {
        using var zone = await DocumentZone.OpenAsync(Server, "2026-12-31");
        (await zone.IssuedAsync()).Text("number").ShouldBe("临经开发〔2026〕1号");
        (await zone.IssuedAsync()).Text("number").ShouldBe("临经开发〔2026〕2号");
        var letter = await zone.SendAsync("author", HttpMethod.Post, "documents", new { template = "letter", to = "市生态环境局", fields = new { matter = "支持环评审批", text = "请予支持。", closing = "盼复" } });
        (await zone.SendAsync("leader", HttpMethod.Post, $"documents/{letter.Text("code")}/issue", new { })).Text("number").ShouldBe("临经开函〔2026〕1号");
        await zone.TodayAsync("2027-01-04");
        (await zone.IssuedAsync()).Text("number").ShouldBe("临经开发〔2027〕1号");
    }

    [Fact]
    public async Task Office_that_joins_in_mid_year_goes_on_from_its_last_number_and_not_behind_what_is_used()
    {
        using var zone = await DocumentZone.OpenAsync(Server, words: false);
        var draft = await zone.DraftAsync();
        draft.Items("faults").Select(f => f.Text("code")).ShouldBe(["no-word"]);
        (await Code(await zone.TryAsync("leader", $"documents/{draft.Text("code")}/issue", new { }))).ShouldBe("no-word");
        var set = await zone.SendAsync("economy", HttpMethod.Put, "document-series/临经开发", new { series = "document", next = 42 });
        (set.Text("nextNumber"), set.GetProperty("used").GetBoolean()).ShouldBe(("临经开发〔2026〕42号", false));
        // A slip is mended while no number was given.
        (await zone.SendAsync("economy", HttpMethod.Put, "document-series/临经开发", new { next = 43 })).GetProperty("last").GetInt32().ShouldBe(42);
        (await zone.SendAsync("leader", HttpMethod.Post, $"documents/{draft.Text("code")}/issue", new { })).Text("number").ShouldBe("临经开发〔2026〕43号");
        foreach (var next in (int[])[1, 43, 50])
        {
            var refused = await PutAsync(zone, "economy", "临经开发", new { next });
            refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
            (await Code(refused)).ShouldBe("serial-used");
        }

        // The same again changes nothing, and the coming year is free.
        (await zone.SendAsync("economy", HttpMethod.Put, "document-series/临经开发", new { next = 44 })).GetProperty("used").GetBoolean().ShouldBeTrue();
        (await zone.SendAsync("economy", HttpMethod.Put, "document-series/临经开发", new { next = 5, year = 2027 })).Text("nextNumber").ShouldBe("临经开发〔2027〕5号");
        (await Code(await PutAsync(zone, "economy", "临经开发", new { series = "letter" }))).ShouldBe("word-used");
        (await Code(await PutAsync(zone, "economy", "临经开〔发〕", new { series = "document" }))).ShouldBe("bad-word");
        (await Code(await PutAsync(zone, "economy", "临经开办", new { series = "poems" }))).ShouldBe("unknown-series");
        (await Code(await PutAsync(zone, "economy", "临经开办", new { series = "document", next = 0 }))).ShouldBe("bad-serial");
        (await PutAsync(zone, "leader", "临经开办", new { series = "document" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        // A second word of the series is chosen by the paper.
        await zone.SendAsync("economy", HttpMethod.Put, "document-series/临经开办", new { series = "document" });
        var chosen = await zone.SendAsync("author", HttpMethod.Post, "documents", new { template = "notice", to = "各园区", word = "临经开办", fields = new { matter = "放假安排", text = "放假三天。" } });
        (await zone.SendAsync("leader", HttpMethod.Post, $"documents/{chosen.Text("code")}/issue", new { })).Text("number").ShouldBe("临经开办〔2026〕1号");
    }

    private static Task<HttpResponseMessage> PutAsync(DocumentZone zone, string who, string word, object body) => zone[who].PutAsync(zone.At($"document-series/{word}"), new StringContent(JsonSerializer.Serialize(body), System.Text.Encoding.UTF8, "application/json"));
}

public sealed class DocumentNumbers_on_sqlite(SqliteDocuments server) : DocumentNumberTests(server), IClassFixture<SqliteDocuments>;

public sealed class DocumentNumbers_on_postgres(PostgresDocuments server) : DocumentNumberTests(server), IClassFixture<PostgresDocuments>;
