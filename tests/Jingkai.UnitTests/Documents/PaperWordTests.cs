using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Jingkai.Platform.Documents.Composing;
using Jingkai.Platform.Documents.Templates;
using Jingkai.Platform.Documents.Word;
using Jingkai.Platform.Outbox;

namespace Jingkai.UnitTests.Documents;

/// <summary>Papers as Word files: valid, laid out as GB/T 9704-2012 says, and nobody's text is more than text.</summary>
public sealed class PaperWordTests
{
    private static readonly Paper Issued = new()
    {
        Layout = PaperLayout.Document,
        Organ = "浙江临平经济技术开发区管理委员会",
        Number = "临经开发〔2026〕42号",
        Title = "关于1—7月规上工业运行情况的通报",
        To = "各园区、各部门",
        Body =
        [
            new(PaperBlock.Paragraph) { Runs = [new("1—7月，规上工业总产值"), new("401.87亿元") { Ref = "r1", Path = "trace/r1" }, new("。")] },
            new(PaperBlock.Heading) { Level = 1, Runs = [new("一、主要数据")] },
            new(PaperBlock.Heading) { Level = 2, Runs = [new("（一）产值")] },
            new(PaperBlock.Heading) { Level = 3, Runs = [new("1. 装备制造")] },
            new(PaperBlock.Heading) { Level = 4, Runs = [new("（1）新增企业")] },
            new(PaperBlock.Table) { Columns = [new("指标", false, 4), new("数值", true, 3)], Rows = [[[new("规上工业总产值")], [new("401.87亿元") { Ref = "r1", Path = "trace/r1" }]]] },
        ],
        Attachments = ["1—7月主要指标表", "企业名单"],
        Date = new(2026, 11, 26),
        CopyTo = "区政府办公室",
        PrintedBy = "浙江临平经济技术开发区管理委员会办公室",
    };

    [Fact]
    public void Every_layout_is_a_valid_file()
    {
        foreach (var layout in PaperLayout.All)
            foreach (var paper in (Paper[])[Issued with { Layout = layout }, Issued with { Layout = layout, Draft = true, Number = null, Date = null, Urgency = "特急", Signatory = "王五", CopyTo = null, Attachments = ["一份附件"] }, Issued with { Layout = layout, Voided = true, To = null, Attachments = [], Body = [] }])
            {
                using var file = Open(paper);
                new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2016).Validate(file).Select(e => $"{layout}: {e.Path?.XPath} {e.Description}").ShouldBeEmpty();
            }
    }

    [Fact]
    public void Page_and_grid_are_those_of_the_standard()
    {
        using var file = Open(Issued);
        var section = file.MainDocumentPart!.Document.Body!.Elements<SectionProperties>().Single();
        var (size, margin, grid) = (section.GetFirstChild<PageSize>()!, section.GetFirstChild<PageMargin>()!, section.GetFirstChild<DocGrid>()!);
        static decimal Millimetres(decimal twips) => Math.Round(twips * 25.4m / 1440, 1, MidpointRounding.AwayFromZero);
        (Millimetres(size.Width!.Value), Millimetres(size.Height!.Value)).ShouldBe((210.0m, 297.0m));
        (Millimetres(margin.Top!.Value), Millimetres(margin.Left!.Value), Millimetres(margin.Right!.Value), Millimetres(margin.Bottom!.Value)).ShouldBe((37.0m, 28.0m, 26.0m, 35.0m));
        var height = (int)size.Height.Value - margin.Top.Value - margin.Bottom.Value;
        (height / grid.LinePitch!.Value).ShouldBe(22);
        var width = (int)(size.Width.Value - margin.Left.Value - margin.Right.Value);
        // A character takes its 16 pt, less what it is drawn in.
        var body = file.MainDocumentPart.Document.Descendants<Run>().First(r => r.InnerText == "401.87亿元").RunProperties!;
        (body.FontSize!.Val!.Value, width / ((16 * 20) + body.Spacing!.Val!.Value)).ShouldBe(("32", 28));
        file.MainDocumentPart.DocumentSettingsPart!.Settings.GetFirstChild<EvenAndOddHeaders>().ShouldNotBeNull();
        file.MainDocumentPart.FooterParts.SelectMany(f => f.Footer.Descendants<SimpleField>()).Count().ShouldBe(2);
        file.MainDocumentPart.FooterParts.Select(f => f.Footer.InnerText).ShouldBe(["— 1 —", "— 1 —"]);
    }

    [Fact]
    public void Texts_stand_in_the_order_and_the_typefaces_of_the_standard()
    {
        using var file = Open(Issued);
        var lines = Lines(file);
        lines.ShouldBe([
            "浙江临平经济技术开发区管理委员会文件", "临经开发〔2026〕42号", "关于1—7月规上工业运行情况的通报", "各园区、各部门：", "1—7月，规上工业总产值401.87亿元。", "一、主要数据", "（一）产值", "1. 装备制造", "（1）新增企业",
            "指标", "数值", "规上工业总产值", "401.87亿元", "附件：1.1—7月主要指标表", "2.企业名单", "浙江临平经济技术开发区管理委员会", "2026年11月26日", "抄送：区政府办公室。", "浙江临平经济技术开发区管理委员会办公室", "2026年11月26日印发",
        ]);
        Look("浙江临平经济技术开发区管理委员会文件").ShouldBe(("方正小标宋简体", "FF0000"));
        Look("关于1—7月规上工业运行情况的通报").ShouldBe(("方正小标宋简体", null));
        Look("一、主要数据").ShouldBe(("黑体", null));
        Look("（一）产值").ShouldBe(("楷体_GB2312", null));
        Look("（1）新增企业").ShouldBe(("仿宋_GB2312", null));
        (string?, string?) Look(string text)
        {
            var run = file.MainDocumentPart!.Document.Descendants<Run>().First(r => r.InnerText == text).RunProperties!;
            return (run.RunFonts!.EastAsia!.Value, run.Color?.Val?.Value);
        }
    }

    [Fact]
    public void Every_figure_leads_to_its_records_and_looks_as_the_words_around_it()
    {
        using var file = Open(Issued);
        var links = file.MainDocumentPart!.Document.Descendants<Hyperlink>().ToList();
        links.Select(l => l.InnerText).ShouldBe(["401.87亿元", "401.87亿元"]);
        file.MainDocumentPart.HyperlinkRelationships.Select(r => r.Uri.AbsoluteUri).ShouldBe(["https://jingkai.example.cn/z/linping/trace/r1"]);
        links.SelectMany(l => l.Descendants<RunProperties>()).ShouldAllBe(p => p.Underline == null && p.Color == null && p.RunStyle == null);
        using var without = Open(Issued, site: null);
        without.MainDocumentPart!.Document.Descendants<Hyperlink>().ShouldBeEmpty();
    }

    [Fact]
    public void Draft_says_so_on_every_page_and_has_no_number()
    {
        using var file = Open(Issued with { Draft = true, Number = null, Date = null });
        file.MainDocumentPart!.HeaderParts.Select(h => h.Header.InnerText).ShouldAllBe(t => t == "草　稿");
        string.Concat(Lines(file)).ShouldNotContain("〔");
        using var letter = Open(Issued with { Layout = PaperLayout.Letter, Voided = true });
        letter.MainDocumentPart!.HeaderParts.Count().ShouldBe(3);
        letter.MainDocumentPart.HeaderParts.ShouldAllBe(h => h.Header.InnerText.StartsWith("已作废", StringComparison.Ordinal));
    }

    [Fact]
    public void Hostile_text_is_text_and_the_file_stays_whole()
    {
        const string Hostile = "</w:t><w:fldSimple w:instr=\"DDEAUTO c:\\\\calc\"/>{ HYPERLINK \"http://evil\" } =1+1 \u0013DDE\u0014\u0015 \uD800 \uFFFF 𠮷";
        using var file = Open(Issued with
        {
            Title = Hostile,
            To = Hostile,
            CopyTo = Hostile,
            Organ = Hostile,
            Attachments = [Hostile, Hostile],
            Urgency = Hostile,
            Signatory = Hostile,
            Body = [new(PaperBlock.Paragraph) { Runs = [new(Hostile)] }, new(PaperBlock.Table) { Columns = [new(Hostile, false, 1)], Rows = [[[new(Hostile)]]] }],
        });
        new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2016).Validate(file).ShouldBeEmpty();
        var body = file.MainDocumentPart!.Document;
        body.Descendants<SimpleField>().ShouldBeEmpty();
        body.Descendants<FieldCode>().ShouldBeEmpty();
        file.MainDocumentPart.HyperlinkRelationships.ShouldBeEmpty();
        Lines(file)[3].ShouldBe("</w:t><w:fldSimple w:instr=\"DDEAUTO c:\\\\calc\"/>{ HYPERLINK \"http://evil\" } =1+1 �DDE�� � � 𠮷");
        PaperWord.FileName(Issued with { Number = null, Title = "a/b:c" }, "D2026-0001").ShouldBe("D2026-0001 a_b_c.docx");
    }

    private static WordprocessingDocument Open(Paper paper, string? site = "https://jingkai.example.cn") =>
        WordprocessingDocument.Open(new MemoryStream(new PaperWord(new OutboxSettings { Site = site is null ? null : new(site) }).Write(paper, "linping")), isEditable: false);

    private static List<string> Lines(WordprocessingDocument file) => [.. file.MainDocumentPart!.Document.Body!.Descendants<Paragraph>().Select(p => p.InnerText).Where(t => t.Length > 0)];
}
