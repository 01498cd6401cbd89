using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Jingkai.Platform.Documents.Composing;
using Jingkai.Platform.Documents.Templates;
using M = Jingkai.Platform.Documents.Word.PaperMeasures;

namespace Jingkai.Platform.Documents.Word;

/// <summary>What stands around the body: styles, settings, typefaces, headers, page numbers, the section.</summary>
internal static class WordParts
{
    /// <summary>Adds everything but the body.</summary>
    /// <returns>The section, to stand at the end of the body.</returns>
    public static SectionProperties Add(MainDocumentPart main, Paper paper, string? mark)
    {
        Styles(main);
        Settings(main);
        FontTable(main);
        var letter = paper.Layout == PaperLayout.Letter;
        var (odd, even) = (Header(main, [Mark(mark)]), Header(main, [Mark(mark)]));
        var (right, left) = (Footer(main, [PageNumber(JustificationValues.Right)]), Footer(main, [PageNumber(JustificationValues.Left)]));
        var section = new SectionProperties();
        section.Append(new HeaderReference { Type = HeaderFooterValues.Default, Id = odd }, new HeaderReference { Type = HeaderFooterValues.Even, Id = even });
        if (letter) section.Append(new HeaderReference { Type = HeaderFooterValues.First, Id = Header(main, LetterHead(paper, mark)) });
        section.Append(new FooterReference { Type = HeaderFooterValues.Default, Id = right }, new FooterReference { Type = HeaderFooterValues.Even, Id = left });
        if (letter) section.Append(new FooterReference { Type = HeaderFooterValues.First, Id = Footer(main, [LetterFoot()]) });
        section.Append(
            new PageSize { Width = M.PageWidth, Height = M.PageHeight },
            new PageMargin
            {
                Top = M.Top, Right = M.Right, Bottom = M.Bottom, Left = M.Left, Header = (uint)(letter ? M.LetterHeader : M.Header), Footer = (uint)(letter ? M.LetterFooter : M.Footer), Gutter = 0,
            });
        if (letter) section.Append(new TitlePage());
        section.Append(new DocGrid { Type = DocGridValues.Lines, LinePitch = M.LinePitch });
        return section;
    }

    private static Paragraph Mark(string? mark) => WordText.Paragraph(
        new() { Justification = new() { Val = JustificationValues.Center } },
        mark is null ? [] : [WordText.Run(mark, new(PaperFonts.HeiTi, M.Size4) { Color = "808080" })]);

    /// <summary>10.1: the organ's name in red over a double rule, thick above thin.</summary>
    private static Paragraph[] LetterHead(Paper paper, string? mark)
    {
        var head = WordText.Paragraph(
            new()
            {
                ParagraphBorders = new() { BottomBorder = new() { Val = BorderValues.ThickThinSmallGap, Size = 24, Space = 11, Color = M.Red } },
                Indentation = new() { Left = WordText.Text(M.LetterRuleLeft), Right = WordText.Text(M.LetterRuleRight) },
                Justification = new() { Val = JustificationValues.Center },
            },
            WordText.Run(paper.Organ, new(PaperFonts.XiaoBiaoSong, M.MarkSize(paper.Organ.Length)) { Color = M.Red }));
        return mark is null ? [head] : [Mark(mark), head];
    }

    /// <summary>The rule at the end of a letter's first page, thin above thick; that page shows no number.</summary>
    private static Paragraph LetterFoot() => WordText.Paragraph(new()
    {
        ParagraphBorders = new() { BottomBorder = new() { Val = BorderValues.ThinThickSmallGap, Size = 24, Space = 1, Color = M.Red } },
        Indentation = new() { Left = WordText.Text(M.LetterRuleLeft), Right = WordText.Text(M.LetterRuleRight) },
    });

    /// <summary>7.5: — 1 —, on odd pages at the right, on even ones at the left, one character from the edge.</summary>
    private static Paragraph PageNumber(JustificationValues side)
    {
        var look = new Look(PaperFonts.Song, M.Size4);
        var number = new SimpleField(WordText.Run("1", look)) { Instruction = " PAGE " };
        return WordText.Paragraph(
            new()
            {
                Indentation = side == JustificationValues.Right ? new() { Right = WordText.Text(M.Size4 * 10) } : new() { Left = WordText.Text(M.Size4 * 10) },
                Justification = new() { Val = side },
            },
            WordText.Run("— ", look), number, WordText.Run(" —", look));
    }

    private static string Header(MainDocumentPart main, IEnumerable<OpenXmlElement> content)
    {
        var part = main.AddNewPart<HeaderPart>();
        part.Header = new Header(content);
        return main.GetIdOfPart(part);
    }

    private static string Footer(MainDocumentPart main, IEnumerable<OpenXmlElement> content)
    {
        var part = main.AddNewPart<FooterPart>();
        part.Footer = new Footer(content);
        return main.GetIdOfPart(part);
    }

    private static void Styles(MainDocumentPart main)
    {
        var fonts = new RunFonts { Ascii = PaperFonts.FangSong, HighAnsi = PaperFonts.FangSong, EastAsia = PaperFonts.FangSong, ComplexScript = PaperFonts.FangSong };
        var defaults = new DocDefaults(
            new RunPropertiesDefault(new RunPropertiesBaseStyle
            {
                RunFonts = fonts,
                FontSize = new() { Val = WordText.Text(M.Size3) },
                FontSizeComplexScript = new() { Val = WordText.Text(M.Size3) },
                Languages = new() { Val = "en-US", EastAsia = "zh-CN", Bidi = "ar-SA" },
            }),
            new ParagraphPropertiesDefault());
        var normal = new Style { Type = StyleValues.Paragraph, StyleId = "Normal", Default = true, StyleName = new() { Val = "Normal" }, PrimaryStyle = new() };
        normal.Append(new StyleParagraphProperties { WidowControl = new() { Val = false }, Justification = new() { Val = JustificationValues.Both } });
        var styles = new List<OpenXmlElement> { defaults, normal };
        // Outline only: whoever opens the paper finds its headings, whose look is set where they stand.
        for (var level = 1; level <= 4; level++)
        {
            var heading = new Style { Type = StyleValues.Paragraph, StyleId = $"Heading{level}", StyleName = new() { Val = $"heading {level}" }, BasedOn = new() { Val = "Normal" }, NextParagraphStyle = new() { Val = "Normal" }, PrimaryStyle = new() };
            heading.Append(new StyleParagraphProperties { KeepNext = new(), OutlineLevel = new() { Val = level - 1 } });
            styles.Add(heading);
        }

        main.AddNewPart<StyleDefinitionsPart>().Styles = new Styles(styles);
    }

    private static void Settings(MainDocumentPart main) => main.AddNewPart<DocumentSettingsPart>().Settings = new Settings(
        new EvenAndOddHeaders(),
        new DrawingGridVerticalSpacing { Val = WordText.Text(M.LinePitch) },
        new CharacterSpacingControl { Val = CharacterSpacingValues.CompressPunctuation },
        new Compatibility(
            new UseFarEastLayout(),
            new CompatibilitySetting { Name = CompatSettingNameValues.CompatibilityMode, Uri = "http://schemas.microsoft.com/office/word", Val = "15" }));

    private static void FontTable(MainDocumentPart main) => main.AddNewPart<FontTablePart>().Fonts = new Fonts(PaperFonts.All.Select(f => new Font(
        new AltName { Val = f.Alternative }, new FontCharSet { Val = "86" }, new FontFamily { Val = f.Family switch { "modern" => FontFamilyValues.Modern, "script" => FontFamilyValues.Script, _ => FontFamilyValues.Auto } })
    { Name = f.Name }));
}
