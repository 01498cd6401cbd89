using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Jingkai.Kernel;
using Jingkai.Platform.Documents.Templates;

namespace Jingkai.Platform.Documents.Composing;

/// <summary>What a template and its values come to.</summary>
/// <param name="Body">The body as printed.</param>
/// <param name="Unresolved">Figures that cannot be quoted, each with its place.</param>
internal sealed record Composed(IReadOnlyList<PaperBlock> Body, IReadOnlyList<Error> Unresolved);

/// <summary>Puts values into a template. It knows no database: names of members and figures are handed to it.</summary>
internal sealed partial class DocumentComposer(DocumentTemplate template, JsonObject fields, Func<Guid, string?> nameOf, IReadOnlyDictionary<string, Result<FigureQuote>>? quotes)
{
    private const int LongestHeading = 40;

    private readonly List<PaperBlock> body = [];
    private readonly List<Error> unresolved = [];
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);
    private readonly int[] numbers = new int[4];

    /// <summary>Every figure that the paper names.</summary>
    public static IReadOnlySet<string> References(DocumentTemplate template, JsonObject fields)
    {
        var composer = new DocumentComposer(template, fields, _ => "", null);
        composer.Compose();
        return composer.asked;
    }

    /// <summary>A line of the template with its values, without figures: title, 主送机关.</summary>
    public string Line(string text) => TextNormal.Clean(string.Concat(Runs(text, "title", null, null).Select(r => r.Text)));

    /// <summary>Composes the body.</summary>
    public Composed Compose()
    {
        foreach (var (block, n) in template.Body.Select((block, n) => (block, n)))
        {
            if (block.When is { } when && !fields.ContainsKey(when)) continue;
            var place = $"body[{n}]";
            var of = template.FieldOf(block.Of);
            if (block.Kind == "table") Table(block, of!, place);
            else if (of is null) Print(block, block.Text, place, null, null);
            else
            {
                var items = Items(of);
                foreach (var (item, i) in items.Select((item, i) => (item, i)))
                    Print(block, block.Kind == "list" && items.Count > 1 ? $"{i + 1}. {TextOf(block)}" : TextOf(block), $"fields.{of.Code}[{i}]", of, item);
                if (items.Count == 0 && of.Required) body.Add(new(PaperBlock.Paragraph) { Runs = [Gap(of)] });
            }
        }

        return new(body, unresolved);
    }

    private static string TextOf(TemplateBlock block) => block.Text.Length > 0 ? block.Text : "{item}";

    private IReadOnlyList<JsonNode> Items(TemplateField field) => fields[field.Code] is JsonArray items ? [.. items.OfType<JsonNode>()] : [];

    private void Print(TemplateBlock block, string text, string place, TemplateField? of, JsonNode? item)
    {
        var runs = Runs(text, place, of, item);
        if (block.Kind == "heading")
        {
            if (runs.Count > 0) body.Add(new(PaperBlock.Heading) { Level = block.Level, Runs = [new(Numbered(block.Level)), .. runs] });
            return;
        }

        foreach (var line in Lines(runs))
        {
            var level = HeadingOf(line);
            body.Add(level > 0 ? new(PaperBlock.Heading) { Level = level, Runs = line } : new(PaperBlock.Paragraph) { Flush = block.Flush, Runs = line });
        }
    }

    private void Table(TemplateBlock block, TemplateField of, string place)
    {
        var rows = Items(of);
        if (rows.Count == 0)
        {
            if (of.Required) body.Add(new(PaperBlock.Paragraph) { Runs = [Gap(of)] });
            return;
        }

        body.Add(new(PaperBlock.Table)
        {
            Columns = [.. block.Columns.Select(c => new PaperColumn(c.Title, c.Right, c.Width))],
            Rows = [.. rows.Select((row, i) => (IReadOnlyList<IReadOnlyList<PaperRun>>)[.. block.Columns.Select(c => Runs(c.Text, $"fields.{of.Code}[{i}]", of, row))])],
        });
    }

    private List<PaperRun> Runs(string text, string place, TemplateField? of, JsonNode? item)
    {
        var runs = new List<PaperRun>();
        foreach (var piece in PaperText.Read(text))
        {
            switch (piece)
            {
                case PaperText.Words words: runs.Add(new(words.Text)); break;
                case PaperText.Quote quote: runs.Add(Quoted(quote.Reference, quote.Part, place)); break;
                case PaperText.Place { Field: PaperText.Item } at when of is not null:
                    if (of.Type == FieldType.Table) Value(runs, of.Columns.First(c => c.Code == at.Column), (item as JsonObject)?[at.Column!], at.Part, $"{place}.{at.Column}");
                    else Text(runs, item!.GetValue<string>(), place);
                    break;
                case PaperText.Place at:
                    var field = template.FieldOf(at.Field)!;
                    Value(runs, field, fields[at.Field], at.Part, $"fields.{at.Field}");
                    break;
            }
        }

        return [.. runs.Where(r => r.Text.Length > 0)];
    }

    private void Value(List<PaperRun> runs, TemplateField field, JsonNode? value, string? part, string place)
    {
        if (value is null)
        {
            if (field.Required) runs.Add(Gap(field));
            return;
        }

        switch (field.Type)
        {
            case FieldType.Date: runs.Add(new(Paper.Day(DateOnly.ParseExact(value.GetValue<string>(), "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)))); break;
            case FieldType.Figure: runs.Add(Quoted(value.GetValue<string>(), part, place)); break;
            case FieldType.Members: runs.Add(new(string.Join('、', value.AsArray().Select(m => nameOf(Guid.Parse(m!.GetValue<string>())) ?? "—")))); break;
            default: Text(runs, value.GetValue<string>(), place); break;
        }
    }

    /// <summary>A text that somebody put in: only figures in it are read.</summary>
    private void Text(List<PaperRun> runs, string text, string place)
    {
        foreach (var piece in PaperText.ReadValue(text)) runs.Add(piece is PaperText.Quote quote ? Quoted(quote.Reference, quote.Part, place) : new(((PaperText.Words)piece).Text));
    }

    private PaperRun Quoted(string reference, string? part, string place)
    {
        asked.Add(reference);
        if (quotes is null || !quotes.TryGetValue(reference, out var found)) return new($"【{reference}】") { Missing = true };
        if (!found.Try(out var quote, out var error))
        {
            unresolved.Add(DocumentErrors.FigureUnresolved(reference, error.Message, place));
            return new($"【{reference}：{error.Message.Zh}】") { Missing = true };
        }

        var said = part switch { null or FigurePart.Value => quote.Value, FigurePart.Unit => quote.Unit, _ => quote.Parts.GetValueOrDefault(part) };
        if (said is null)
        {
            unresolved.Add(DocumentErrors.FigurePartMissing(reference, part!, place));
            return new($"【{reference}|{part}】") { Missing = true };
        }

        return part is null || FigurePart.Numbers.Contains(part) ? new(said) { Ref = quote.Ref, Path = quote.Path } : new(said);
    }

    private static PaperRun Gap(TemplateField field) => new($"【{field.Label.Zh}】") { Missing = true };

    /// <summary>Values of several lines are several paragraphs.</summary>
    private static IEnumerable<List<PaperRun>> Lines(List<PaperRun> runs)
    {
        var line = new List<PaperRun>();
        foreach (var run in runs)
        {
            foreach (var (text, n) in run.Text.Split('\n').Select((text, n) => (text, n)))
            {
                if (n > 0)
                {
                    if (line.Count > 0) yield return line;
                    line = [];
                }

                if (text.Length > 0) line.Add(run with { Text = text });
            }
        }

        if (line.Count > 0) yield return line;
    }

    /// <summary>Headings as people type them: 一、…, （一）…, on a line of their own.</summary>
    private static int HeadingOf(List<PaperRun> line)
    {
        var text = string.Concat(line.Select(r => r.Text));
        if (text.Length > LongestHeading || text[^1] is '。' or '；' or '：' or '，') return 0;
        return First().IsMatch(text) ? 1 : Second().IsMatch(text) ? 2 : 0;
    }

    private string Numbered(int level)
    {
        var number = ++numbers[level - 1];
        for (var below = level; below < numbers.Length; below++) numbers[below] = 0;
        return level switch
        {
            1 => $"{Chinese(number)}、",
            2 => $"（{Chinese(number)}）",
            3 => FormattableString.Invariant($"{number}. "),
            _ => FormattableString.Invariant($"（{number}）"),
        };
    }

    /// <summary>1 to 99 in Chinese.</summary>
    internal static string Chinese(int number)
    {
        const string Digits = "〇一二三四五六七八九";
        var (tens, ones) = Math.DivRem(number, 10);
        return (tens switch { 0 => "", 1 => "十", _ => $"{Digits[tens]}十" }) + (ones > 0 ? Digits[ones].ToString() : "");
    }

    [GeneratedRegex("^[一二三四五六七八九十]{1,3}、.")]
    private static partial Regex First();

    [GeneratedRegex("^（[一二三四五六七八九十]{1,3}）.")]
    private static partial Regex Second();
}
