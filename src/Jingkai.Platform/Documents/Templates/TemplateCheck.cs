using System.Text.RegularExpressions;
using Jingkai.Platform.Documents.Composing;

namespace Jingkai.Platform.Documents.Templates;

/// <summary>Finds what is wrong with a template before a paper is made of it.</summary>
internal static partial class TemplateCheck
{
    /// <summary>The faults, each with its place; none: the template is sound.</summary>
    public static IReadOnlyList<string> Faults(DocumentTemplate template)
    {
        var faults = new List<string>();
        void Must(bool holds, string place, string fault)
        {
            if (!holds) faults.Add($"{template.Code}: {place}: {fault}");
        }

        void Name(TemplateText? text, string place) => Must(text is { Zh.Length: > 0, En.Length: > 0 }, place, "both languages are needed");
        void Words(string text, string place, TemplateField? repeated)
        {
            foreach (var piece in PaperText.Read(text))
            {
                if (piece is PaperText.Quote { Part: { } part }) Must(FigurePart.All.Contains(part), place, $"no part of a figure is called '{part}'");
                if (piece is not PaperText.Place at) continue;
                var field = at.Field == PaperText.Item ? repeated : template.FieldOf(at.Field);
                Must(field is not null, place, at.Field == PaperText.Item ? "nothing is repeated here" : $"no field '{at.Field}'");
                if (field is null) continue;
                if (at.Field != PaperText.Item)
                {
                    Must(field.Type is not (FieldType.List or FieldType.Table), place, $"'{at.Field}' is printed by a block, not within a text");
                    Must(at.Column is null, place, $"'{at.Field}' has no columns");
                }
                else if (field.Type == FieldType.Table)
                {
                    field = field.Columns.FirstOrDefault(c => c.Code == at.Column);
                    Must(field is not null, place, $"no column '{at.Column}'");
                }
                else Must(at.Column is null, place, "a list has no columns");

                if (at.Part is { } asked) Must(field?.Type == FieldType.Figure && FigurePart.All.Contains(asked), place, $"'{at.Field}' has no part '{asked}'");
            }
        }

        void Field(TemplateField field, string place, IReadOnlyList<string> types)
        {
            Must(CodePattern().IsMatch(field.Code) && field.Code != PaperText.Item, place, "a code is lower-case letters, digits and dashes");
            Must(types.Contains(field.Type), place, $"no type '{field.Type}'");
            Name(field.Label, place);
            if (field.Hint is not null) Name(field.Hint, place + ".hint");
            Must(field.Type == FieldType.Table == field.Columns.Count > 0, place, "tables and only tables have columns");
            Must(field.Columns.Select(c => c.Code).Distinct(StringComparer.Ordinal).Count() == field.Columns.Count, place, "a column is there twice");
            foreach (var column in field.Columns) Field(column, $"{place}.{column.Code}", FieldType.Cells);
        }

        Must(CodePattern().IsMatch(template.Code), "code", "a code is lower-case letters, digits and dashes");
        Must(CodePattern().IsMatch(template.Series), "series", "a series is lower-case letters, digits and dashes");
        Must(PaperLayout.All.Contains(template.Layout), "layout", $"no layout '{template.Layout}'");
        Must(template.Kind.Length > 0, "kind", "the kind of paper is needed");
        Must(template.Title.Length > 0, "title", "a title is needed");
        Must(template.Body.Count > 0, "body", "a body is needed");
        Must(template.Fields.Select(f => f.Code).Distinct(StringComparer.Ordinal).Count() == template.Fields.Count, "fields", "a field is there twice");
        Name(template.Name, "name");
        foreach (var field in template.Fields) Field(field, $"fields.{field.Code}", FieldType.All);
        Words(template.Title, "title", null);
        Words(template.To, "to", null);
        foreach (var (block, n) in template.Body.Select((block, n) => (block, n)))
        {
            var place = $"body[{n}]";
            var of = template.FieldOf(block.Of);
            Must(TemplateBlock.Kinds.Contains(block.Kind), place, $"no kind of block '{block.Kind}'");
            Must(block.Level is >= 1 and <= 4, place, "headings have levels 1 to 4");
            Must(block.When is null || template.FieldOf(block.When) is not null, place, $"no field '{block.When}'");
            Must(block.Of is null || of is { Type: FieldType.List or FieldType.Table }, place, $"'{block.Of}' is no list or table");
            if (block.Kind == "table")
            {
                Must(of?.Type == FieldType.Table && block.Columns.Count > 0, place, "a table prints the columns of a table field");
                foreach (var column in block.Columns)
                {
                    Must(column.Title.Length > 0 && column.Width > 0, place, "a column has a heading and a width");
                    Words(column.Text, place, of);
                }
            }
            else
            {
                Must(block.Kind != "list" || of is not null, place, "a list prints a list or table field");
                Must(block.Text.Length > 0 || (block.Kind == "list" && of?.Type == FieldType.List), place, "there is no text");
                Words(block.Text, place, of);
            }
        }

        foreach (var field in template.Fields)
            Must(Printed(template, field), $"fields.{field.Code}", "it is printed nowhere");
        return faults;
    }

    private static bool Printed(DocumentTemplate template, TemplateField field) =>
        template.Body.Any(b => b.Of == field.Code) || template.Body.Select(b => b.Text).Append(template.Title).Append(template.To).SelectMany(PaperText.Read).Any(p => p is PaperText.Place at && at.Field == field.Code);

    [GeneratedRegex("^[a-z][a-z0-9-]{0,39}$")]
    private static partial Regex CodePattern();
}
