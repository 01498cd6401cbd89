using System.IO.Compression;
using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Jingkai.IntegrationTests.Fixture;

namespace Jingkai.IntegrationTests.Documents;

/// <summary>Figures in papers: today's value in a draft, the version of that moment in an issued one, and a correction that names the paper.</summary>
public abstract class DocumentFigureTests(DocumentServer server) : ServerTests(server)
{
    private const string Heading = "指标代码,报告期,数值,单位,同比(%),来源\n";

    [Fact]
    public async Task Draft_shows_todays_value_and_an_issued_paper_keeps_the_one_it_was_issued_with()
    {
        using var zone = await DocumentZone.OpenAsync(Server);
        await DeliverAsync(zone, "395.2", "13.1");
        var code = await BulletinAsync(zone, "IND_GOV@2020-01/2020-07");
        Printed(await zone.GetAsync("author", $"documents/{code}")).ShouldBe(["1—7月，规上工业总产值395.2亿元，同比增长13.1%。", "一、主要数据", "395.2亿元"]);
        await DeliverAsync(zone, "401.87", "14.2");
        Printed(await zone.GetAsync("author", $"documents/{code}")).ShouldBe(["1—7月，规上工业总产值401.87亿元，同比增长14.2%。", "一、主要数据", "401.87亿元"]);
        var issued = await zone.SendAsync("leader", HttpMethod.Post, $"documents/{code}/issue", new { });
        var figure = issued.Items("figures").Single();
        var reference = figure.Text("ref")!;
        (figure.Text("printed"), figure.Text("path")).ShouldBe(("401.87亿元", $"/z/{zone.Office.Zone}/trace/{reference}"));
        (await Json(await zone["author"].GetAsync(zone.At($"figures/{reference}/trace")))).At("figure").Number("value").ShouldBe(401.87m);

        // The correction names the paper, and the paper does not change.
        var cited = (await zone.GetAsync("economy", "citations")).Items();
        cited.Select(c => (c.Text("document"), c.Text("printed"), c.Text("indicator"), c.Number("value"))).ShouldBe([("关于规上工业运行情况的通报（临经开发〔2026〕1号）", "401.87亿元", "IND_GOV", 401.87m)]);
        await DeliverAsync(zone, "402.5", "14.4");
        Printed(await zone.GetAsync("author", $"documents/{code}"))[0].ShouldBe("1—7月，规上工业总产值401.87亿元，同比增长14.2%。");

        // A permanent reference names its version for ever, also in a new draft.
        var later = await zone.GetAsync("author", $"documents/{await BulletinAsync(zone, reference)}");
        Printed(later)[^1].ShouldBe("401.87亿元");
        later.Items("figures").Single().Text("ref").ShouldBe(reference);
        Printed(await zone.GetAsync("author", $"documents/{await BulletinAsync(zone, "IND_GOV@2020-01/2020-07")}"))[^1].ShouldBe("402.5亿元");

        // What was voided cites nothing.
        await zone.SendAsync("leader", HttpMethod.Post, $"documents/{code}/void", new { reason = "数据更正后重发" });
        (await zone.GetAsync("economy", "citations")).GetProperty("total").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task Figure_that_cannot_be_quoted_refuses_the_issue_with_its_place()
    {
        using var zone = await DocumentZone.OpenAsync(Server);
        await DeliverAsync(zone, "401.87", null);
        var code = await BulletinAsync(zone, "IND_GOV@2020-01/2020-08");
        var draft = await zone.GetAsync("author", $"documents/{code}");
        draft.Items("faults").Select(f => $"{f.Text("field")} {f.Text("code")}").ShouldBe(["fields.opening figure-unresolved", "fields.opening figure-unresolved", "fields.figures[0].figure figure-unresolved"]);
        foreach (var (who, path, body) in ((string, string, object)[])[("leader", "issue", new { }), ("author", "submit", new { to = zone.Who("leader") })])
        {
            var refused = await zone.TryAsync(who, $"documents/{code}/{path}", body);
            refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await Json(refused, problem: true)).GetProperty("errors").EnumerateArray().Select(e => e.Text("field")).ShouldContain("fields.figures[0].figure");
        }

        // A figure without growth cannot say how it grew; after the issue that fails, the number is the next one's.
        var grown = await BulletinAsync(zone, "IND_GOV@2020-01/2020-07");
        (await zone.GetAsync("author", $"documents/{grown}")).Items("faults").Select(f => $"{f.Text("field")} {f.Text("code")}").ShouldBe(["fields.opening figure-part-missing"]);
        foreach (var (reference, fault) in ((string, string)[])[("NOTHING@2020", "没有指标"), ("nonsense", "没有这个数据引用"), ("IND_GOV@2020-01/2020-07@行业:99", "没有对象")])
            (await zone.GetAsync("author", $"documents/{await BulletinAsync(zone, reference)}")).Items("faults")[0].Text("message")!.ShouldContain(fault);
        (await zone.IssuedAsync()).Text("number").ShouldBe("临经开发〔2026〕1号");
    }

    [Fact]
    public async Task Word_file_carries_the_paper_and_links_every_figure_to_its_records()
    {
        using var zone = await DocumentZone.OpenAsync(Server);
        await DeliverAsync(zone, "401.87", "14.2");
        var code = await BulletinAsync(zone, "IND_GOV@2020-01/2020-07");
        var (name, draft, _) = await WordAsync(zone, "author", code);
        name.ShouldBe($"{code} 关于规上工业运行情况的通报.docx");
        draft.ShouldNotContain("〔");
        await zone.SendAsync("leader", HttpMethod.Post, $"documents/{code}/issue", new { });
        var (issuedName, text, links) = await WordAsync(zone, "author", code);
        issuedName.ShouldBe("临经开发〔2026〕1号 关于规上工业运行情况的通报.docx");
        text.ShouldContain("管理委员会文件临经开发〔2026〕1号关于规上工业运行情况的通报各园区：1—7月，规上工业总产值401.87亿元，同比增长14.2%。一、主要数据");
        text.ShouldContain("2026年3月5日");
        var reference = (await zone.GetAsync("author", $"documents/{code}")).Items("figures").Single().Text("ref");
        links.ShouldBe([$"https://jingkai.example.cn/z/{zone.Office.Zone}/trace/{reference}"]);
        (await zone["builder"].GetAsync(zone.At($"documents/{code}/word"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static Task<Imported> DeliverAsync(DocumentZone zone, string value, string? growth) => zone["economy"].MustImportAsync(zone.Office.Zone, "observations", $"{Heading}IND_GOV,2020-01/2020-07,{value},亿元,{growth},统计快报\n");

    private static async Task<string> BulletinAsync(DocumentZone zone, string reference) => (await zone.SendAsync("author", HttpMethod.Post, "documents", new
    {
        template = "bulletin", to = "各园区",
        fields = new
        {
            matter = "规上工业运行情况",
            opening = $"1—7月，规上工业总产值{{{{figure:{reference}}}}}，同比增长{{{{figure:{reference}|growth}}}}。",
            figures = new[] { new { name = "规上工业总产值", figure = reference } },
        },
    })).Text("code")!;

    private static List<string> Printed(JsonElement view) =>
        [.. view.At("paper").Items("body").SelectMany(b => b.Text("kind") == "table" ? b.Items("rows").Select(r => string.Concat(r[1].EnumerateArray().Select(x => x.Text("text")))) : [string.Concat(b.Items("runs").Select(r => r.Text("text")))])];

    private static async Task<(string Name, string Text, IReadOnlyList<string> Links)> WordAsync(DocumentZone zone, string who, string code)
    {
        using var answer = await zone[who].GetAsync(zone.At($"documents/{code}/word"));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
        await using var zip = new ZipArchive(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()));
        XNamespace w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        var body = XDocument.Load(await zip.Entries.Single(e => e.Name == "document.xml").OpenAsync());
        var rels = zip.Entries.Single(e => e.Name == "document.xml.rels");
        var links = XDocument.Load(await rels.OpenAsync()).Root!.Elements().Where(e => e.Attribute("TargetMode")?.Value == "External").Select(e => e.Attribute("Target")!.Value).ToList();
        return (answer.Content.Headers.ContentDisposition!.FileNameStar!, string.Concat(body.Descendants(w + "t").Select(t => t.Value)), links);
    }

    private static async Task<JsonElement> Json(HttpResponseMessage answer, bool problem)
    {
        answer.IsSuccessStatusCode.ShouldBe(!problem);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.Clone();
    }
}

public sealed class DocumentFigures_on_sqlite(SqliteDocuments server) : DocumentFigureTests(server), IClassFixture<SqliteDocuments>;

public sealed class DocumentFigures_on_postgres(PostgresDocuments server) : DocumentFigureTests(server), IClassFixture<PostgresDocuments>;
