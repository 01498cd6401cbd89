using System.Text.Json.Nodes;
using Jingkai.Kernel;
using Jingkai.Platform.Documents;
using Jingkai.Platform.Documents.Templates;
using Microsoft.AspNetCore.Http;

namespace Jingkai.Ui;

/// <summary>How pages speak of papers, and how they take what is posted.</summary>
internal static class DocumentWords
{
    /// <summary>Rows of a table that are offered when it is empty.</summary>
    public const int FewestRows = 3;

    public static Tone ToneOf(string state) => state switch
    {
        DocumentState.Issued => Tone.Success,
        DocumentState.Signing => Tone.Warning,
        DocumentState.Draft => Tone.Info,
        _ => Tone.Neutral,
    };

    public static Tone ToneOfMove(string verb) => verb switch
    {
        DocumentVerb.Issue => Tone.Success,
        DocumentVerb.Return or DocumentVerb.Void => Tone.Warning,
        DocumentVerb.Submit => Tone.Info,
        _ => Tone.Neutral,
    };

    /// <summary>Name and post.</summary>
    public static string? Person(DocumentPersonView? person) => person is null ? null : person.Post is null ? person.Name : new Text($"{person.Name}（{person.Post}）", $"{person.Name} ({person.Post})").Current;

    /// <summary>A choice of members, each under their office.</summary>
    public static IReadOnlyList<SelectOption> Choices(IEnumerable<DocumentPersonView> people) =>
        [.. people.OrderBy(p => p.Unit is null).ThenBy(p => p.Unit, StringComparer.Ordinal).ThenBy(p => p.Name, StringComparer.Ordinal).Select(p => new SelectOption(p.Id.ToString(), Person(p)!, p.Unit))];

    /// <summary>What a form posts, as the service takes it: what is empty is cleared.</summary>
    public static DocumentInput Read(IFormCollection form, TemplateView template)
    {
        string Posted(string name) => form[$"Input.{name}"].ToString();
        var fields = new JsonObject();
        foreach (var field in template.Fields) fields[field.Code] = Value(form, field);
        return new(template.Code, Posted("Title"), fields, Posted("To"), Posted("CopyTo"), Posted("Enterprise"), null, Posted("Urgency"), Posted("Attachments"), Posted("Word"));
    }

    /// <summary>How many rows of a table a form posts.</summary>
    public static int Rows(IFormCollection? form, TemplateFieldView field, JsonArray? stored)
    {
        var rows = Math.Max(FewestRows, (stored?.Count ?? 0) + 1);
        while (form is not null && field.Columns.Any(c => form.ContainsKey(Cell(field, rows, c)))) rows++;
        return rows;
    }

    /// <summary>Name of a cell of a table.</summary>
    public static string Cell(TemplateFieldView field, int row, TemplateFieldView column) => FormattableString.Invariant($"Input.Fields.{field.Code}[{row}].{column.Code}");

    /// <summary>An objection of the service in the words of the form: lines and members stand in one field there, empty rows are not sent, and labels come
    /// with the template.</summary>
    public static Error Told(Error error, TemplateView template) => error with
    {
        Details = [.. (error.Details is { Count: > 0 } details ? details : [error]).Select(d =>
        {
            if (d.Field is not { } place || !place.StartsWith("fields.", StringComparison.Ordinal)) return d;
            var code = place[7..].Split('[', '.')[0];
            if (template.Fields.FirstOrDefault(f => f.Code == code) is not { } field) return d;
            var said = d with { Message = new($"{field.Label}：{d.Message.Zh}", $"{field.Label}: {d.Message.En}") };
            return field.Type is FieldType.List or FieldType.Members ? said.At($"fields.{code}") : said;
        })],
    };

    private static JsonNode? Value(IFormCollection form, TemplateFieldView field)
    {
        var name = $"Input.Fields.{field.Code}";
        switch (field.Type)
        {
            case FieldType.List:
                return new JsonArray([.. form[name].ToString().ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(l => (JsonNode)l)]);
            case FieldType.Members:
                return new JsonArray([.. form[name].Where(m => !string.IsNullOrWhiteSpace(m)).Select(m => (JsonNode)m!)]);
            case FieldType.Table:
                var rows = new JsonArray();
                for (var row = 0; field.Columns.Any(c => form.ContainsKey(Cell(field, row, c))); row++)
                {
                    var cells = field.Columns.Select(c => (c.Code, Text: form[Cell(field, row, c)].ToString())).Where(c => !string.IsNullOrWhiteSpace(c.Text)).ToList();
                    if (cells.Count > 0) rows.Add(new JsonObject(cells.Select(c => KeyValuePair.Create<string, JsonNode?>(c.Code, c.Text))));
                }

                return rows;
            default:
                return form[name].ToString();
        }
    }
}
