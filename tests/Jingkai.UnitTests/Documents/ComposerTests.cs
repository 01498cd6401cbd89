using System.Text.Json.Nodes;
using Jingkai.Kernel;
using Jingkai.Platform.Documents;
using Jingkai.Platform.Documents.Composing;
using Jingkai.Platform.Documents.Templates;

namespace Jingkai.UnitTests.Documents;

/// <summary>What a template and its values come to.</summary>
public sealed class ComposerTests
{
    private static readonly Guid Member = Guid.CreateVersion7();

    private static readonly DocumentPeople People = new([new(Member, "zone.wang", "王五", "局长", null, Reads: true, Issues: false)], new Dictionary<Guid, string>());

    [Fact]
    public void Every_shipped_template_is_sound_and_has_a_kind_of_its_own()
    {
        var catalog = new TemplateCatalog([new PlatformTemplates()]);
        catalog.All.Select(t => (t.Code, t.Kind)).ShouldBe([("bulletin", "通报"), ("letter", "函"), ("notice", "通知"), ("report", "报告"), ("supervision", "督办单"), ("talk-notice", "约谈单")]);
    }

    [Fact]
    public void Faults_of_a_template_are_found_with_their_place()
    {
        var broken = Template("关于{nothing}的通知", [Field("rows", FieldType.Table) with { Columns = [Field("a", FieldType.Text)] }, Field("unused", FieldType.Text), Field("bad", "colour")],
            [new("paragraph") { Text = "{rows} {bad|growth}" }, new("table") { Of = "rows", Columns = [new("列", "{item.b}")] }, new("list") { Of = "unused" }, new("poem") { Text = "诗" }]) with
        { Layout = "poster" };
        TemplateCheck.Faults(broken).ShouldBe([
            "t: layout: no layout 'poster'",
            "t: fields.bad: no type 'colour'",
            "t: title: no field 'nothing'",
            "t: body[0]: 'rows' is printed by a block, not within a text",
            "t: body[0]: 'bad' has no part 'growth'",
            "t: body[1]: no column 'b'",
            "t: body[2]: 'unused' is no list or table",
            "t: body[2]: there is no text",
            "t: body[3]: no kind of block 'poem'",
        ]);
        Should.Throw<InvalidOperationException>(() => new TemplateCatalog([new Source(broken)])).Message.ShouldContain("no layout 'poster'");
    }

    [Fact]
    public void Placeholders_dates_members_and_lists_are_printed_and_headings_are_numbered()
    {
        var template = Template("关于{matter}的通知", [Field("matter", FieldType.Text), Field("day", FieldType.Date), Field("who", FieldType.Members), Field("points", FieldType.List)],
        [
            new("heading") { Text = "时间" },
            new("paragraph") { Text = "{day}，由{who}召集。" },
            new("heading") { Text = "要求" },
            new("heading") { Text = "进度", Level = 2 },
            new("heading") { Text = "质量", Level = 2 },
            new("list") { Of = "points" },
            new("heading") { Text = "其他" },
            new("heading") { Text = "附则", Level = 2 },
        ]);
        var fields = Read(template, """{"matter":"安全检查","day":"2026-03-05","who":["zone.wang"],"points":["一周一报","专人负责"]}""");
        Texts(template, fields).ShouldBe(["一、时间", "2026年3月5日，由王五召集。", "二、要求", "（一）进度", "（二）质量", "1. 一周一报", "2. 专人负责", "三、其他", "（一）附则"]);
        Composer(template, fields).Line(template.Title).ShouldBe("关于安全检查的通知");
    }

    [Fact]
    public void Text_of_several_lines_becomes_paragraphs_and_typed_headings_are_headings()
    {
        var template = Template("题", [Field("text", FieldType.Multiline)], [new("paragraph") { Text = "{text}" }]);
        var body = Composer(template, Read(template, """{"text":"各单位：\n一、提高认识\n（一）压实责任\n要紧盯节点。\n\n二、有困难的，请及时报告。"}""")).Compose().Body;
        body.Select(b => (b.Kind, b.Level)).ShouldBe([("paragraph", 0), ("heading", 1), ("heading", 2), ("paragraph", 0), ("paragraph", 0)]);
    }

    [Fact]
    public void Nobodys_text_becomes_a_placeholder_or_a_field()
    {
        var template = Template("关于{matter}的通知", [Field("matter", FieldType.Text), Field("secret", FieldType.Text), Field("points", FieldType.List)], [new("paragraph") { Text = "{matter}" }, new("list") { Of = "points", Text = "{item}" }, new("paragraph") { Text = "{secret}" }]);
        var fields = Read(template, """{"matter":"{secret}{item}{{secret}} \u0013 MERGEFIELD \u0007=1+1","secret":"密","points":["{matter|growth}"]}""");
        Texts(template, fields).ShouldBe(["{secret}{item}{{secret}} MERGEFIELD =1+1", "{matter|growth}", "密"]);
    }

    [Fact]
    public void Figures_are_quoted_with_their_reference_in_texts_fields_and_cells()
    {
        var template = Template("题", [Field("opening", FieldType.Multiline), Field("figure", FieldType.Figure), Field("rows", FieldType.Table) with { Columns = [Field("f", FieldType.Figure)] }],
            [new("paragraph") { Text = "{opening}" }, new("paragraph") { Text = "产值{figure}，增长{figure|growth}。" }, new("table") { Of = "rows", Columns = [new("指标", "{item.f|name}"), new("数值", "{item.f|number}")] }]);
        var fields = Read(template, """{"opening":"实现{{figure:IND_GOV@2020-01/2020-07}}。","figure":"{{figure:IND_GOV@2020-01/2020-07}}","rows":[{"f":"IND_GOV@2020-07"}]}""");
        DocumentComposer.References(template, fields).ShouldBe(["IND_GOV@2020-01/2020-07", "IND_GOV@2020-07"], ignoreOrder: true);
        var quote = new FigureQuote("ref1", "401.87亿元", "亿元", null, "figures/ref1/trace") { Parts = new Dictionary<string, string> { ["growth"] = "14.2%", ["number"] = "401.87", ["name"] = "规上工业总产值" } };
        var composed = Composer(template, fields, new() { ["IND_GOV@2020-01/2020-07"] = quote, ["IND_GOV@2020-07"] = quote }).Compose();
        composed.Unresolved.ShouldBeEmpty();
        composed.Body.Take(2).Select(b => string.Concat(b.Runs.Select(r => r.Text))).ShouldBe(["实现401.87亿元。", "产值401.87亿元，增长14.2%。"]);
        composed.Body[0].Runs.Select(r => r.Ref).ShouldBe([null, "ref1", null]);
        var row = composed.Body[2].Rows.Single();
        // A name is no number, so it leads nowhere.
        row.Select(c => (c.Single().Text, c.Single().Ref)).ShouldBe([("规上工业总产值", null), ("401.87", "ref1")]);
    }

    [Fact]
    public void Figure_that_cannot_be_quoted_is_told_with_its_place()
    {
        var template = Template("题", [Field("opening", FieldType.Multiline), Field("rows", FieldType.Table) with { Columns = [Field("f", FieldType.Figure)] }], [new("paragraph") { Text = "{opening}" }, new("table") { Of = "rows", Columns = [new("数值", "{item.f|growth}")] }]);
        var fields = Read(template, """{"opening":"实现{{figure:NO@2020}}。","rows":[{"f":"IND@2020"},{"f":"IND@2020"}]}""");
        var composed = Composer(template, fields, new() { ["NO@2020"] = Error.Invalid("unknown-indicator", "没有这个指标", "No such indicator"), ["IND@2020"] = new FigureQuote("r", "1亿元", "亿元", null, "p") }).Compose();
        composed.Unresolved.Select(e => (e.Code, e.Field)).ShouldBe([("figure-unresolved", "fields.opening"), ("figure-part-missing", "fields.rows[0].f"), ("figure-part-missing", "fields.rows[1].f")]);
        composed.Body[0].Runs.Single(r => r.Missing).Text.ShouldBe("【NO@2020：没有这个指标】");
    }

    [Fact]
    public void Missing_required_field_stands_as_a_gap_and_a_missing_optional_one_leaves_nothing()
    {
        var template = Template("题", [Field("must", FieldType.Text) with { Required = true }, Field("may", FieldType.Text), Field("rows", FieldType.Table) with { Columns = [Field("a", FieldType.Text)] }],
            [new("paragraph") { Text = "{must}" }, new("paragraph") { Text = "{may}" }, new("paragraph") { Text = "联系人：{may}", When = "may" }, new("table") { Of = "rows", Columns = [new("列", "{item.a}")] }]);
        Texts(template, []).ShouldBe(["【must】"]);
        FieldReader.Missing(template, []).Select(e => (e.Code, e.Field)).ShouldBe([("required", "fields.must")]);
    }

    [Fact]
    public void Values_are_read_by_type_and_each_wrong_one_is_named()
    {
        var template = Template("题", [Field("n", FieldType.Number), Field("d", FieldType.Date), Field("who", FieldType.Members), Field("f", FieldType.Figure), Field("rows", FieldType.Table) with { Columns = [Field("a", FieldType.Number) with { Required = true }] }], []);
        var reader = new FieldReader(template, People);
        reader.Read([], (JsonObject)JsonNode.Parse("""{"n":"many","d":"2026-02-30","who":["nobody"],"f":"{{x}}","rows":[{"a":"1"},{"b":"2"},7],"other":"1"}""")!);
        reader.Errors.Select(e => (e.Code, e.Field)).ShouldBe([
            ("bad-number", "fields.n"), ("bad-date", "fields.d"), ("unknown-member", "fields.who[0]"), ("bad-figure", "fields.f"), ("unknown-field", "fields.rows[1].b"), ("bad-row", "fields.rows[2]"), ("unknown-field", "fields.other"),
        ]);
        var kept = Read(template, """{"n":1234.50,"d":"2026-02-28","rows":[{"a":"1,200"}]}""");
        kept.ToJsonString().ShouldBe("""{"n":"1234.50","d":"2026-02-28","rows":[{"a":"1200"}]}""");
        new FieldReader(template, People).Read(kept, (JsonObject)JsonNode.Parse("""{"n":null,"d":""}""")!).Select(f => f.Key).ShouldBe(["rows"]);
    }

    [Theory, InlineData(1, "一"), InlineData(10, "十"), InlineData(11, "十一"), InlineData(20, "二十"), InlineData(99, "九十九")]
    public void Numbers_of_headings_are_Chinese(int number, string words) => DocumentComposer.Chinese(number).ShouldBe(words);

    [Fact]
    public void Number_of_a_paper_is_written_as_the_standard_says()
    {
        DocumentNumber.Write("临经开发", 2026, 42).ShouldBe("临经开发〔2026〕42号");
        Paper.Day(new(2026, 11, 6)).ShouldBe("2026年11月6日");
    }

    private static DocumentTemplate Template(string title, IReadOnlyList<TemplateField> fields, IReadOnlyList<TemplateBlock> body) =>
        new() { Code = "t", Name = new("样", "t"), Kind = "通知", Layout = "document", Series = "document", Title = title, Fields = fields, Body = body };

    private static TemplateField Field(string code, string type) => new(code, new(code, code), type);

    private static JsonObject Read(DocumentTemplate template, string json)
    {
        var reader = new FieldReader(template, People);
        var read = reader.Read([], (JsonObject)JsonNode.Parse(json)!);
        reader.Errors.ShouldBeEmpty();
        return read;
    }

    private static DocumentComposer Composer(DocumentTemplate template, JsonObject fields, Dictionary<string, Result<FigureQuote>>? quotes = null) => new(template, fields, id => People.NameOf(id), quotes ?? []);

    private static IEnumerable<string> Texts(DocumentTemplate template, JsonObject fields) => Composer(template, fields).Compose().Body.Select(b => string.Concat(b.AllRuns.Select(r => r.Text)));

    private sealed class Source(DocumentTemplate template) : IDocumentTemplateSource
    {
        public IEnumerable<DocumentTemplate> Templates => [template];
    }
}
