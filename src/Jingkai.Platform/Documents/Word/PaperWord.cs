using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Jingkai.Platform.Documents.Composing;
using Jingkai.Platform.Documents.Templates;
using Jingkai.Platform.Outbox;
using M = Jingkai.Platform.Documents.Word.PaperMeasures;

namespace Jingkai.Platform.Documents.Word;

/// <summary>Writes papers as Word files, laid out after GB/T 9704-2012.</summary>
public sealed class PaperWord
{
    /// <summary>What a browser is told the file is.</summary>
    public const string ContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private readonly Uri? site;

    internal PaperWord(OutboxSettings settings) => site = settings.Site;

    /// <summary>The file.</summary>
    /// <param name="paper">The paper.</param>
    /// <param name="zone">Code of its zone, for the links of its figures; where members open the platform is a setting, and without it there are none.</param>
    public byte[] Write(Paper paper, string zone)
    {
        using var stream = new MemoryStream();
        using (var file = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = file.AddMainDocumentPart();
            var text = new WordText(main, path => site is null ? null : new Uri(site, $"/z/{zone}/{path}"));
            var section = WordParts.Add(main, paper, paper.Voided ? "已作废" : paper.Draft ? "草　稿" : null);
            main.Document = new DocumentFormat.OpenXml.Wordprocessing.Document(new Body(Content(paper, text).Append(section)));
            file.PackageProperties.Title = WordText.Safe(paper.Title);
            file.PackageProperties.Creator = WordText.Safe(paper.Organ);
            if (paper.Date is { } date) file.PackageProperties.Created = file.PackageProperties.Modified = date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        }

        return stream.ToArray();
    }

    /// <summary>What the file is called: number, or code, and title.</summary>
    public static string FileName(Paper paper, string code) =>
        string.Concat($"{paper.Number ?? code} {paper.Title}".Select(c => c is '/' or '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|' ? '_' : c)) + ".docx";

    private static IEnumerable<OpenXmlElement> Content(Paper paper, WordText text)
    {
        foreach (var line in paper.Layout == PaperLayout.Letter ? LetterTop(paper) : Head(paper)) yield return line;
        yield return Blank();
        yield return Blank();
        yield return WordText.Paragraph(Centred(WordText.Lines(640)), WordText.Run(paper.Title, new(PaperFonts.XiaoBiaoSong, M.Size2)));
        yield return Blank();
        if (paper.To is { } to) yield return WordText.Paragraph(WordText.Lines(), WordText.Run(to.TrimEnd('：', ':') + "：", Look.Body));
        foreach (var block in paper.Body) yield return Block(block, text);
        foreach (var line in Attachments(paper)) yield return line;
        foreach (var line in Signature(paper)) yield return line;
        foreach (var line in Record(paper)) yield return line;
    }

    /// <summary>7.2: urgency, 发文机关标志, number, for papers that go upwards who signed it, the red rule.</summary>
    private static IEnumerable<Paragraph> Head(Paper paper)
    {
        var above = M.MarkBelow;
        if (paper.Urgency is { } urgency)
        {
            yield return WordText.Paragraph(WordText.Lines(), WordText.Run(urgency, new(PaperFonts.HeiTi, M.Size3)));
            above -= M.LinePitch;
        }

        var mark = paper.Organ + (paper.Layout == PaperLayout.Minutes ? "会议纪要" : "文件");
        var size = M.MarkSize(mark.Length);
        var large = Centred(WordText.Lines(size * 10 * 6 / 5));
        large.SpacingBetweenLines!.Before = WordText.Text(above);
        large.SnapToGrid = new() { Val = false };
        yield return WordText.Paragraph(large, WordText.Run(mark, new(PaperFonts.XiaoBiaoSong, size) { Color = M.Red }));
        yield return Blank();
        yield return Blank();
        var rule = WordText.Lines();
        rule.ParagraphBorders = new() { BottomBorder = new() { Val = BorderValues.Single, Size = 12, Space = 11, Color = M.Red } };
        if (paper.Signatory is { } signatory)
        {
            // 7.2.6: number and signer stand on one line, each one character from its edge.
            rule.Indentation = new() { Left = "0", Right = "0" };
            rule.Tabs = new(new TabStop { Val = TabStopValues.Left, Position = M.Character }, new TabStop { Val = TabStopValues.Right, Position = M.TextWidth - M.Character });
            yield return WordText.Paragraph(rule, Tab(), WordText.Run(paper.Number ?? "", Look.Body), Tab(), WordText.Run("签发人：", Look.Body), WordText.Run(signatory, new(PaperFonts.KaiTi, M.Size3)));
        }
        else yield return WordText.Paragraph(Centred(rule), WordText.Run(paper.Number ?? "", Look.Body));
    }

    /// <summary>10.1: the organ's name stands in the header of the first page; the number at the right below the rule, urgency at the left.</summary>
    private static IEnumerable<Paragraph> LetterTop(Paper paper)
    {
        var line = WordText.Lines();
        line.Tabs = new(new TabStop { Val = TabStopValues.Right, Position = M.TextWidth });
        yield return WordText.Paragraph(line, WordText.Run(paper.Urgency ?? "", new(PaperFonts.HeiTi, M.Size3)), Tab(), WordText.Run(paper.Number ?? "", Look.Body));
    }

    private static OpenXmlElement Block(PaperBlock block, WordText text)
    {
        if (block.Kind == PaperBlock.Table) return WordTable.Of(block, text);
        var properties = WordText.Lines();
        if (!block.Flush) properties.Indentation = Indented();
        if (block.Kind != PaperBlock.Heading) return WordText.Paragraph(properties, [.. text.Runs(block.Runs, Look.Body)]);
        properties.ParagraphStyleId = new() { Val = $"Heading{block.Level}" };
        properties.KeepNext = new();
        // 7.3.3: the first level in 黑体, the second in 楷体, below them 仿宋; the third stands out by its weight.
        return WordText.Paragraph(properties, [.. text.Runs(block.Runs, block.Level switch
        {
            1 => new(PaperFonts.HeiTi, M.Size3),
            2 => new(PaperFonts.KaiTi, M.Size3),
            3 => Look.Body with { Bold = true },
            _ => Look.Body,
        })]);
    }

    /// <summary>7.3.4: one line below the body, two characters from the edge, several numbered and aligned.</summary>
    private static IEnumerable<Paragraph> Attachments(Paper paper)
    {
        if (paper.Attachments.Count == 0) yield break;
        yield return Blank();
        foreach (var (name, n) in paper.Attachments.Select((name, n) => (name, n)))
        {
            var properties = WordText.Lines();
            // 附件： and the number hang, so that a long name goes on below its beginning.
            var hang = paper.Attachments.Count > 1 ? M.Character * 4 : M.Character * 3;
            properties.Tabs = new(new TabStop { Val = TabStopValues.Left, Position = M.Character * 5 }, new TabStop { Val = TabStopValues.Left, Position = M.Character * 2 + hang });
            properties.Indentation = new() { Left = WordText.Text(M.Character * 2 + hang), Hanging = WordText.Text(hang) };
            var number = paper.Attachments.Count > 1 ? FormattableString.Invariant($"{n + 1}.") : "";
            yield return n == 0
                ? WordText.Paragraph(properties, WordText.Run("附件：", Look.Body), WordText.Run(number, Look.Body), number.Length > 0 ? Tab() : WordText.Run("", Look.Body), WordText.Run(name, Look.Body))
                : WordText.Paragraph(properties, Tab(), WordText.Run(number, Look.Body), Tab(), WordText.Run(name, Look.Body));
        }
    }

    /// <summary>7.3.5: the organ over the date, in its middle; the date four characters from the edge; above it room for the seal.</summary>
    private static IEnumerable<Paragraph> Signature(Paper paper)
    {
        var date = paper.Date is { } day ? Paper.Day(day) : "　　年　月　日";
        var middle = M.Character * 4 + (Width(date) / 2);
        for (var i = 0; i < 2; i++) yield return Blank(keep: true);
        foreach (var (line, right) in ((string, int)[])[(paper.Organ, Math.Max(0, middle - (Width(paper.Organ) / 2))), (date, M.Character * 4)])
        {
            var properties = WordText.Lines();
            properties.KeepNext = line == date ? null : new();
            properties.Indentation = new() { Right = WordText.Text(right) };
            properties.Justification = new() { Val = JustificationValues.Right };
            yield return WordText.Paragraph(properties, WordText.Run(line, Look.Body));
        }
    }

    /// <summary>7.4: 版记 at the end of the last page: copies, who printed it and when. A letter has neither rules nor printer.</summary>
    private static IEnumerable<OpenXmlElement> Record(Paper paper)
    {
        var letter = paper.Layout == PaperLayout.Letter;
        if (letter && paper.CopyTo is null) yield break;
        yield return Blank();
        yield return WordTable.Record(paper.CopyTo, letter ? null : paper.PrintedBy, letter ? null : (paper.Date is { } day ? Paper.Day(day) : "　　年　月　日") + "印发");
        // Word wants a paragraph after a table; this one takes no room.
        yield return WordText.Paragraph(WordText.Lines(20), WordText.Run("", new(PaperFonts.FangSong, 2)));
    }

    private static Run Tab() => new(new TabChar());

    private static Paragraph Blank(bool keep = false)
    {
        var properties = WordText.Lines();
        if (keep) properties.KeepNext = new();
        return WordText.Paragraph(properties);
    }

    private static ParagraphProperties Centred(ParagraphProperties properties)
    {
        properties.Justification = new() { Val = JustificationValues.Center };
        return properties;
    }

    private static Indentation Indented() => new() { FirstLine = WordText.Text(M.Character * 2), FirstLineChars = 200 };

    /// <summary>How wide a line is: digits and letters take half a character.</summary>
    private static int Width(string text) => text.Sum(c => c < 0x2E80 ? M.Character / 2 : M.Character);
}
