using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Kernel;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Jingkai.Platform.Documents;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests.Documents;

/// <summary>Papers from the draft to the issued paper, and what is refused on the way.</summary>
public abstract class DocumentTests(DocumentServer server) : ServerTests(server)
{
    [Fact]
    public async Task Paper_is_drafted_signed_by_another_and_issued_with_its_number()
    {
        using var zone = await DocumentZone.OpenAsync(Server);
        var draft = await zone.DraftAsync();
        (draft.Text("title"), draft.Text("state"), draft.Text("number"), draft.Text("to"), draft.Text("unit")).ShouldBe(("关于做好安全生产检查工作的通知", "draft", null, "建设局、各园区", "办公室"));
        draft.Text("code")!.ShouldStartWith("D2026-");
        draft.GetProperty("faults").GetArrayLength().ShouldBe(0);
        string.Join(',', draft.GetProperty("allowed").EnumerateArray().Select(m => m.GetString())).ShouldBe("change,submit,void,delete");
        var code = draft.Text("code")!;
        var handed = await zone.SendAsync("author", HttpMethod.Post, $"documents/{code}/submit", new { to = zone.Who("leader"), cosign = new[] { zone.Who("builder") }, note = "请审定" });
        (handed.Text("state"), handed.GetProperty("allowed").GetArrayLength()).ShouldBe(("signing", 1));
        var signOff = handed.Text("signOff")!;
        // Who agrees before reads it, though of another office.
        (await zone.GetAsync("builder", $"documents/{code}")).Text("state").ShouldBe("signing");
        (await zone["leader"].GetAsync(zone.At("inbox?box=todo"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await zone.DecideAsync("builder", signOff, "approve")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await zone.GetAsync("author", $"documents/{code}")).Text("number").ShouldBeNull();
        (await zone.DecideAsync("leader", signOff, "approve", "同意印发")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var issued = await zone.GetAsync("author", $"documents/{code}");
        (issued.Text("state"), issued.Text("number"), issued.Text("issuedOn"), issued.Text("signatory")).ShouldBe(("issued", "临经开发〔2026〕1号", "2026-03-05", "leader"));
        issued.Items("moves").Select(m => m.Text("verb")).ShouldBe(["draft", "submit", "issue"]);
        issued.At("paper.draft").GetBoolean().ShouldBeFalse();
        issued.At("paper").Items("body").Select(b => string.Concat(b.Items("runs").Select(r => r.Text("text")))).ShouldBe(["各单位要立即开展自查。", "特此通知。"]);
        // The office it is addressed to reads it now and is told, without how it came about.
        (await zone.ToldAsync("builder")).ShouldBe(["公文已印发：临经开发〔2026〕1号 关于做好安全生产检查工作的通知"]);
        (await zone.PatchAsync("author", code, new() { ["title"] = "别的" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var trail = await zone.InAsync(s => s.GetRequiredService<JingkaiDbContext>().Set<AuditEntry>().Where(e => e.EntityType == nameof(Document) && e.Label == code).Select(e => e.Action).ToListAsync());
        trail.Count.ShouldBeGreaterThan(2);
    }

    [Fact]
    public async Task Whoever_wrote_of_a_paper_does_not_issue_it()
    {
        using var zone = await DocumentZone.OpenAsync(Server);
        // A leader drafts for the office and is not its second person.
        var own = await zone.NewAsync("leader");
        (await Code(await zone.TryAsync("leader", $"documents/{own}/issue", new { }))).ShouldBe("two-persons");
        (await Code(await zone.TryAsync("leader", $"documents/{own}/submit", new { to = zone.Who("leader") }))).ShouldBe("cannot-sign");
        (await zone.SendAsync("deputy", HttpMethod.Post, $"documents/{own}/issue", new { note = "同意" })).Text("signatory").ShouldBe("deputy");
        var code = await zone.NewAsync();
        (await Code(await zone.TryAsync("colleague", $"documents/{code}/issue", new { }))).ShouldBe("not-permitted");
        (await Code(await zone.TryAsync("author", $"documents/{code}/submit", new { to = zone.Who("colleague") }))).ShouldBe("cannot-sign");
        (await Code(await zone.TryAsync("author", $"documents/{code}/submit", new { }))).ShouldBe("to-required");
        (await Code(await zone.TryAsync("author", $"documents/{code}/submit", new { to = "nobody" }))).ShouldBe("unknown-member");
        (await Code(await zone.TryAsync("author", $"documents/{code}/submit", new { to = zone.Who("leader"), cosign = new[] { zone.Who("leader") } }))).ShouldBe("signer-twice");
        // A colleague of the same office mends it and hands it in.
        (await zone.PatchAsync("colleague", code, new() { ["fields"] = new JsonObject { ["matter"] = "加强防汛工作" } })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await zone.GetAsync("author", $"documents/{code}")).Text("title").ShouldBe("关于加强防汛工作的通知");
        (await zone.SendAsync("colleague", HttpMethod.Post, $"documents/{code}/submit", new { to = zone.Who("leader") })).Text("state").ShouldBe("signing");
    }

    [Fact]
    public async Task Returned_paper_is_a_draft_again_and_goes_round_anew_from_either_side()
    {
        using var zone = await DocumentZone.OpenAsync(Server);
        var code = await zone.NewAsync();
        var first = (await zone.SendAsync("author", HttpMethod.Post, $"documents/{code}/submit", new { to = zone.Who("leader") })).Text("signOff")!;
        (await Code(await zone.TryAsync("deputy", $"documents/{code}/issue", new { }))).ShouldBe("move-not-allowed");
        (await Code(await zone.PatchAsync("author", code, new() { ["title"] = "改题" }))).ShouldBe("move-not-allowed");
        (await zone.DecideAsync("leader", first, "return", "补充依据")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await zone.GetAsync("author", $"documents/{code}")).Text("state").ShouldBe("draft");
        // From the sign-off itself: the same signers, a new round.
        (await zone.DecideAsync("author", first, "submit")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await zone.GetAsync("author", $"documents/{code}")).Text("state").ShouldBe("signing");
        (await zone.DecideAsync("leader", first, "return", "再改")).StatusCode.ShouldBe(HttpStatusCode.OK);
        // From the paper: another signer, and the old sign-off waits for nobody.
        var second = (await zone.SendAsync("author", HttpMethod.Post, $"documents/{code}/submit", new { to = zone.Who("deputy") })).Text("signOff")!;
        second.ShouldNotBe(first);
        (await zone.GetAsync("author", $"sign-offs/{first}")).Text("state").ShouldBe("withdrawn");
        (await zone.DecideAsync("author", second, "withdraw")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await zone.GetAsync("author", $"documents/{code}")).Text("state").ShouldBe("draft");
        (await zone.SendAsync("leader", HttpMethod.Post, $"documents/{code}/issue", new { })).Text("number").ShouldBe("临经开发〔2026〕1号");
    }

    [Fact]
    public async Task Issued_paper_keeps_its_number_when_it_is_voided_and_a_draft_vanishes_or_is_voided()
    {
        using var zone = await DocumentZone.OpenAsync(Server);
        var issued = (await zone.IssuedAsync(subject: null)).Text("code")!;
        (await Code(await zone.TryAsync("leader", $"documents/{issued}/void", new { }))).ShouldBe("reason-required");
        (await Code(await zone.TryAsync("author", $"documents/{issued}/void", new { reason = "错发" }))).ShouldBe("move-not-allowed");
        (await Code(await zone["author"].DeleteAsync(zone.At($"documents/{issued}")))).ShouldBe("move-not-allowed");
        var voided = await zone.SendAsync("leader", HttpMethod.Post, $"documents/{issued}/void", new { reason = "依据已失效" });
        (voided.Text("state"), voided.Text("number"), voided.Text("voidReason"), voided.At("paper.voided").GetBoolean()).ShouldBe(("voided", "临经开发〔2026〕1号", "依据已失效", true));
        (await zone.ToldAsync("author"))[^1].ShouldStartWith("公文已作废");
        (await zone.IssuedAsync()).Text("number").ShouldBe("临经开发〔2026〕2号");

        var waiting = await zone.NewAsync();
        var signOff = (await zone.SendAsync("author", HttpMethod.Post, $"documents/{waiting}/submit", new { to = zone.Who("leader") })).Text("signOff")!;
        (await zone.SendAsync("author", HttpMethod.Post, $"documents/{waiting}/void", new { reason = "不发了" })).Text("state").ShouldBe("voided");
        (await zone.GetAsync("author", $"sign-offs/{signOff}")).Text("state").ShouldBe("withdrawn");
        (await zone.DecideAsync("leader", signOff, "approve")).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        var draft = await zone.NewAsync();
        (await Code(await zone["colleague"].DeleteAsync(zone.At($"documents/{draft}")))).ShouldBe("move-not-allowed");
        (await zone["author"].DeleteAsync(zone.At($"documents/{draft}"))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await zone["author"].GetAsync(zone.At($"documents/{draft}"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Draft_may_have_gaps_and_is_handed_in_without_any()
    {
        using var zone = await DocumentZone.OpenAsync(Server);
        var draft = await zone.SendAsync("author", HttpMethod.Post, "documents", new { template = "talk-notice", fields = new { project = "二期厂房" } });
        var code = draft.Text("code")!;
        draft.Items("faults").Select(f => $"{f.Text("field")} {f.Text("code")}").ShouldBe(["fields.reason required", "fields.day required", "fields.place required", "fields.demands required", "fields.within required", "to required", "enterprise required"]);
        (await Fields(await zone.TryAsync("author", $"documents/{code}/submit", new { to = zone.Who("leader") }))).ShouldContain("enterprise required");
        (await Fields(await zone.TryAsync("author", "documents", new { template = "talk-notice", urgency = "很急", enterprise = "E1", fields = new { day = "明天", other = 1 } }))).ShouldBe(["fields.day bad-date", "fields.other unknown-field"]);
        (await Fields(await zone.TryAsync("author", "documents", new { template = "notice", urgency = "很急", enterprise = "E1", title = "{{figure:A@2020}}", word = "临经开函" }))).ShouldBe(["enterprise unknown-enterprise", "word unknown-word", "urgency bad-urgency", "title figure-in-title"]);
        (await Fields(await zone.TryAsync("author", "documents", new { template = "poem" }))).ShouldBe(["template unknown-template"]);
        (await Fields(await zone.TryAsync("author", "documents", new { template = "notice", unit = "建设局" }))).ShouldBe(["unit other-unit"]);
        (await Fields(await zone.TryAsync("author", "documents", new { template = "notice", subject = "test-matter:secret" }))).ShouldBe(["subject unknown-subject"]);
        var stale = await zone.PatchAsync("author", code, new() { ["to"] = "某公司" }, "\"99\"");
        stale.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await zone.PatchAsync("author", code, new() { ["template"] = "notice" })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        // A word of one's own is kept while the fields go on.
        (await zone.PatchAsync("author", code, new() { ["title"] = "约谈提醒" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await zone.PatchAsync("author", code, new() { ["fields"] = new JsonObject { ["project"] = "三期" } })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await zone.GetAsync("author", $"documents/{code}")).Text("title").ShouldBe("约谈提醒");
    }

    [Fact]
    public async Task Subject_hears_of_its_papers_and_modules_draft_and_find_them()
    {
        using var zone = await DocumentZone.OpenAsync(Server);
        var issued = await zone.IssuedAsync(subject: "test-matter:42");
        zone.Heard.ShouldContain("42: issued 临经开发〔2026〕1号");
        await zone.SendAsync("leader", HttpMethod.Post, $"documents/{issued.Text("code")}/void", new { reason = "重发" });
        zone.Heard.ShouldContain("42: voided 临经开发〔2026〕1号");
        // If the subject fails, there is no paper and no number.
        var failing = await zone.NewAsync(subject: "test-matter:fails");
        (await zone.TryAsync("leader", $"documents/{failing}/issue", new { })).StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await zone.GetAsync("author", $"documents/{failing}")).Text("state").ShouldBe("draft");
        (await zone.IssuedAsync()).Text("number").ShouldBe("临经开发〔2026〕2号");

        var drafted = await zone.InAsync(s => s.GetRequiredService<JingkaiDbContext>().InTransactionAsync(() => s.GetRequiredService<IDocuments>().DraftAsync(new("supervision", new JsonObject { ["matter"] = "用电增容" })
        {
            To = "建设局", About = new("test-matter", "7", "cases/C1"),
        })));
        drafted.IsOk.ShouldBeTrue();
        var papers = await zone.InAsync(s => s.GetRequiredService<IDocuments>().OfAsync("test-matter", "7"));
        papers.Select(p => (p.Title, p.State, p.Path)).ShouldBe([("关于用电增容的督办单", "draft", $"documents/{drafted.Value.Code}")]);
        (await zone.GetAsync("leader", "documents?subject=test-matter:7")).GetProperty("total").GetInt32().ShouldBe(1);
        (await zone.InAsync(s => s.GetRequiredService<IDocuments>().FindAsync(drafted.Value.Code)))!.Template.ShouldBe("supervision");
    }

    [Fact]
    public async Task List_is_filtered_and_templates_are_offered()
    {
        using var zone = await DocumentZone.OpenAsync(Server);
        await zone.IssuedAsync();
        var letter = await zone.SendAsync("author", HttpMethod.Post, "documents", new { template = "letter", to = "市生态环境局", fields = new { matter = "支持环评审批", text = "请予支持。", closing = "盼复" } });
        async Task<string> List(string query) => string.Join(',', (await zone.GetAsync("author", $"documents{query}")).Items().Select(d => d.Text("template")));
        (await List("")).ShouldBe("letter,notice");
        (await List("?state=draft")).ShouldBe("letter");
        (await List("?template=notice&year=2026")).ShouldBe("notice");
        (await List("?year=2025")).ShouldBe("");
        (await List("?q=" + Uri.EscapeDataString("临经开发〔2026〕1号"))).ShouldBe("notice");
        (await List("?q=" + Uri.EscapeDataString("环评"))).ShouldBe("letter");
        (await List("?sort=issuedOn")).ShouldBe("notice,letter");
        foreach (var (query, code) in ((string, string)[])[("?state=lost", "bad-filter"), ("?year=now", "bad-filter"), ("?subject=x", "bad-filter"), ("?sort=title", "bad-sort")])
            (await Code(await zone["author"].GetAsync(zone.At("documents" + query)))).ShouldBe(code);
        (await zone.GetAsync("author", "document-templates")).Items().Select(t => t.Text("code")).ShouldBe(["bulletin", "letter", "notice", "report", "supervision", "talk-notice", "rating-bulletin", "rating-talk"]);
        (await zone.GetAsync("author", "document-templates/report")).Items("fields").First(f => f.Text("code") == "figures").Items("columns").Count.ShouldBe(3);
        letter.At("paper.layout").GetString().ShouldBe("letter");
    }

    private static async Task<IReadOnlyList<string>> Fields(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, await answer.Content.ReadAsStringAsync());
        return [.. JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("errors").EnumerateArray().Select(e => $"{e.Text("field")} {e.Text("code")}")];
    }
}

public sealed class Documents_on_sqlite(SqliteDocuments server) : DocumentTests(server), IClassFixture<SqliteDocuments>;

public sealed class Documents_on_postgres(PostgresDocuments server) : DocumentTests(server), IClassFixture<PostgresDocuments>;
