using System.Net;
using System.Net.Http.Json;
using Jingkai.IntegrationTests.Fixture;

namespace Jingkai.IntegrationTests.Documents;

/// <summary>Who reads which papers, and how much of them.</summary>
public abstract class DocumentAccessTests(DocumentServer server) : ServerTests(server)
{
    [Fact]
    public async Task Draft_exists_for_its_office_and_the_zones_leaders_and_an_issued_paper_for_those_it_is_sent_to()
    {
        using var zone = await DocumentZone.OpenAsync(Server);
        await zone.FirmsAsync();
        var code = await zone.NewAsync();
        async Task Seen(params (string Who, HttpStatusCode Status)[] expected)
        {
            foreach (var (who, status) in expected) (await zone[who].GetAsync(zone.At($"documents/{code}"))).StatusCode.ShouldBe(status, who);
        }

        await Seen(("author", HttpStatusCode.OK), ("colleague", HttpStatusCode.OK), ("leader", HttpStatusCode.OK), ("economy", HttpStatusCode.OK), ("builder", HttpStatusCode.NotFound), ("liaison", HttpStatusCode.NotFound), ("firm", HttpStatusCode.NotFound));
        (await Code(await zone.TryAsync("builder", $"documents/{code}/void", new { reason = "x" }))).ShouldBe("not-found");
        (await zone["builder"].GetAsync(zone.At($"attachments?subject=document:{code}"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await zone.TryAsync("liaison", "documents", new { template = "notice" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await zone.TryAsync("firm", "documents", new { template = "notice" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await zone.SendAsync("leader", HttpMethod.Post, $"documents/{code}/issue", new { });
        await Seen(("builder", HttpStatusCode.OK), ("liaison", HttpStatusCode.NotFound), ("firm", HttpStatusCode.NotFound));
        // Whoever it was sent to reads the paper, not how it came about.
        var sent = await zone.GetAsync("builder", $"documents/{code}");
        (sent.GetProperty("moves").GetArrayLength(), sent.GetProperty("fields").ValueKind, sent.GetProperty("author").ValueKind, sent.GetProperty("allowed").GetArrayLength())
            .ShouldBe((0, System.Text.Json.JsonValueKind.Null, System.Text.Json.JsonValueKind.Null, 0));
        sent.At("paper.title").GetString().ShouldBe("关于做好安全生产检查工作的通知");
        (await zone.GetAsync("builder", "documents")).GetProperty("total").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Enterprise_reads_what_was_issued_to_it_and_nothing_else()
    {
        using var zone = await DocumentZone.OpenAsync(Server);
        await zone.FirmsAsync();
        await zone.IssuedAsync();
        var drafted = await zone.SendAsync("author", HttpMethod.Post, "documents", new
        {
            template = "talk-notice", enterprise = zone.Enterprises.Firm,
            fields = new { project = "二期厂房", reason = "连续两轮进度滞后。", day = "2026-03-12", place = "管委会三楼会议室", demands = new[] { "倒排工期" }, within = "收到本单之日起10个工作日内" },
        });
        var code = drafted.Text("code")!;
        drafted.Text("to").ShouldBe("浙江firm有限公司");
        (await zone["firm"].GetAsync(zone.At($"documents/{code}"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await zone.GetAsync("firm", "documents")).GetProperty("total").GetInt32().ShouldBe(0);
        (await zone.SendAsync("leader", HttpMethod.Post, $"documents/{code}/issue", new { })).Text("number").ShouldBe("临经开约〔2026〕1号");
        (await zone.GetAsync("firm", "documents")).Items().Select(d => d.Text("code")).ShouldBe([code]);
        (await zone.GetAsync("rival", "documents")).GetProperty("total").GetInt32().ShouldBe(0);
        (await zone["rival"].GetAsync(zone.At($"documents/{code}"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var read = await zone.GetAsync("firm", $"documents/{code}");
        (read.GetProperty("moves").GetArrayLength(), read.GetProperty("signOff").ValueKind).ShouldBe((0, System.Text.Json.JsonValueKind.Null));
        (await zone.ToldAsync("firm")).Count.ShouldBe(1);
        // What was taken back stays visible to whom it went, with the reason.
        await zone.SendAsync("leader", HttpMethod.Post, $"documents/{code}/void", new { reason = "项目已复工" });
        (await zone.GetAsync("firm", $"documents/{code}")).Text("voidReason").ShouldBe("项目已复工");
        foreach (var path in (string[])["document-templates", "document-series"]) (await zone["firm"].GetAsync(zone.At(path))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await zone["firm"].PostAsJsonAsync(zone.At($"documents/{code}/void"), new { reason = "x" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }
}

public sealed class DocumentAccess_on_sqlite(SqliteDocuments server) : DocumentAccessTests(server), IClassFixture<SqliteDocuments>;

public sealed class DocumentAccess_on_postgres(PostgresDocuments server) : DocumentAccessTests(server), IClassFixture<PostgresDocuments>;
