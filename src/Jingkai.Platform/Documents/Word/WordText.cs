using System.Globalization;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Jingkai.Platform.Documents.Composing;

namespace Jingkai.Platform.Documents.Word;

/// <summary>How a stretch of text looks.</summary>
/// <param name="Font">One of <see cref="PaperFonts"/>.</param>
/// <param name="Size">In half points.</param>
internal sealed record Look(string Font, int Size)
{
    public static readonly Look Body = new(PaperFonts.FangSong, PaperMeasures.Size3);

    public string? Color { get; init; }

    public bool Bold { get; init; }
}

/// <summary>Paragraphs and runs. Text is only ever put into text elements, so nobody's words become a field, a formula or markup.</summary>
internal sealed class WordText(MainDocumentPart part, Func<string, Uri?> addressOf)
{
    private readonly Dictionary<string, string> links = new(StringComparer.Ordinal);

    /// <summary>A paragraph. Not of an enumeration: an element is one of its children.</summary>
    public static Paragraph Paragraph(ParagraphProperties? properties, params OpenXmlElement[] content)
    {
        var paragraph = new Paragraph();
        if (properties is not null) paragraph.Append(properties);
        paragraph.Append(content);
        return paragraph;
    }

    /// <summary>A run of words.</summary>
    public static Run Run(string text, Look look)
    {
        var properties = new RunProperties
        {
            RunFonts = new() { Ascii = look.Font, HighAnsi = look.Font, EastAsia = look.Font, ComplexScript = look.Font, Hint = FontTypeHintValues.EastAsia },
            FontSize = new() { Val = Text(look.Size) },
            FontSizeComplexScript = new() { Val = Text(look.Size) },
        };
        if (look.Size == PaperMeasures.Size3) properties.Spacing = new() { Val = PaperMeasures.CharacterSpace };
        if (look.Bold) properties.Bold = new();
        if (look.Color is { } color) properties.Color = new() { Val = color };
        return new Run(properties, new Text(Safe(text)) { Space = SpaceProcessingModeValues.Preserve });
    }

    /// <summary>Runs of a paper: every figure leads to its records, and looks as the words around it.</summary>
    public IEnumerable<OpenXmlElement> Runs(IEnumerable<PaperRun> runs, Look look)
    {
        foreach (var run in runs)
        {
            var words = Run(run.Text, run.Missing ? look with { Color = "C00000" } : look);
            if (run.Path is { } path && addressOf(path) is { } address) yield return new Hyperlink(words) { Id = LinkTo(address), History = true };
            else yield return words;
        }
    }

    /// <summary>Properties of a paragraph in the grid of the paper.</summary>
    public static ParagraphProperties Lines(int? line = null) => new() { SpacingBetweenLines = new() { Before = "0", After = "0", Line = Text(line ?? PaperMeasures.LinePitch), LineRule = LineSpacingRuleValues.Exact } };

    /// <summary>A number as markup writes it.</summary>
    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Characters that XML takes; what was stored before is clean, and this keeps the file whole whatever it was.</summary>
    internal static string Safe(string text)
    {
        var safe = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) safe.Append(text[i]).Append(text[++i]);
            else safe.Append(XmlConvert.IsXmlChar(text[i]) ? text[i] : '\uFFFD');
        }

        return safe.ToString();
    }

    private string LinkTo(Uri address)
    {
        if (!links.TryGetValue(address.AbsoluteUri, out var id)) links.Add(address.AbsoluteUri, id = part.AddHyperlinkRelationship(address, isExternal: true).Id);
        return id;
    }
}
