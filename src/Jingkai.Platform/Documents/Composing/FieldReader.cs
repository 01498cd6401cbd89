using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Documents.Templates;

namespace Jingkai.Platform.Documents.Composing;

/// <summary>Reads the values put into a template and keeps them clean. What is empty is left out.</summary>
internal sealed class FieldReader(DocumentTemplate template, DocumentPeople people)
{
    public const int LongestLine = 500, LongestText = 20_000, MostItems = 200;

    private readonly List<Error> errors = [];

    /// <summary>What is wrong with the values.</summary>
    public IReadOnlyList<Error> Errors => errors;

    /// <summary>The values as they are kept: those that stand, changed by those given; an empty value clears.</summary>
    public JsonObject Read(JsonObject stored, JsonObject? given)
    {
        var kept = (JsonObject)stored.DeepClone();
        foreach (var (code, value) in given ?? [])
        {
            if (template.FieldOf(code) is not { } field)
            {
                errors.Add(DocumentErrors.UnknownField(code, [.. template.Fields.Select(f => f.Code)]));
                continue;
            }

            var read = Field(field, value, $"fields.{code}");
            if (read is null) kept.Remove(code);
            else kept[code] = read;
        }

        return kept;
    }

    /// <summary>Fields without which a paper is not handed in.</summary>
    public static IEnumerable<Error> Missing(DocumentTemplate template, JsonObject fields) =>
        template.Fields.Where(f => f.Required && !fields.ContainsKey(f.Code)).Select(f => ApiErrors.Required($"fields.{f.Code}"));

    private JsonNode? Field(TemplateField field, JsonNode? value, string place)
    {
        if (value is null) return null;
        switch (field.Type)
        {
            case FieldType.List:
                var lines = Items(value, place)?.Select((item, n) => Text(item, $"{place}[{n}]", LongestText, lines: true)).OfType<JsonNode>().ToArray();
                return lines is { Length: > 0 } ? new JsonArray(lines) : null;
            case FieldType.Members:
                var members = Items(value, place)?.Select((item, n) => Member(item, $"{place}[{n}]")).OfType<JsonNode>().ToArray();
                return members is { Length: > 0 } ? new JsonArray(members) : null;
            case FieldType.Table:
                var rows = Items(value, place)?.Select((item, n) => Row(field, item, $"{place}[{n}]")).OfType<JsonNode>().ToArray();
                return rows is { Length: > 0 } ? new JsonArray(rows) : null;
            default:
                return Cell(field, value, place);
        }
    }

    private JsonNode? Row(TemplateField table, JsonNode? item, string place)
    {
        if (item is not JsonObject given) return Bad(DocumentErrors.BadValue(place, FieldType.Table));
        var row = new JsonObject();
        foreach (var (code, value) in given)
        {
            var column = table.Columns.FirstOrDefault(c => c.Code == code);
            if (column is null) Bad(DocumentErrors.UnknownField(code, [.. table.Columns.Select(c => c.Code)]) with { Field = $"{place}.{code}" });
            else if (value is not null && Cell(column, value, $"{place}.{code}") is { } read) row[code] = read;
        }

        if (row.Count == 0) return null;
        foreach (var missing in table.Columns.Where(c => c.Required && !row.ContainsKey(c.Code))) Bad(ApiErrors.Required($"{place}.{missing.Code}"));
        return row;
    }

    private JsonNode? Cell(TemplateField field, JsonNode value, string place) => field.Type switch
    {
        FieldType.Multiline => Text(value, place, LongestText, lines: true),
        FieldType.Date => Day(value, place),
        FieldType.Number => Number(value, place),
        FieldType.Figure => Figure(value, place),
        _ => Text(value, place, LongestLine, lines: false),
    };

    private List<JsonNode?>? Items(JsonNode value, string place)
    {
        if (value is not JsonArray items)
        {
            Bad(DocumentErrors.BadValue(place, FieldType.List));
            return null;
        }

        if (items.Count > MostItems) Bad(DocumentErrors.TooMany(place, MostItems));
        return [.. items.Take(MostItems)];
    }

    private JsonNode? Text(JsonNode? value, string place, int longest, bool lines)
    {
        if (value is null) return null;
        if (value.GetValueKind() != JsonValueKind.String) return Bad(DocumentErrors.BadValue(place, FieldType.Text));
        var text = lines ? TextNormal.CleanLines(value.GetValue<string>()) : TextNormal.Clean(value.GetValue<string>());
        if (text.Length > longest) return Bad(ApiErrors.TooLong(place, longest));
        return text.Length == 0 ? null : JsonValue.Create(text);
    }

    private JsonNode? Day(JsonNode value, string place)
    {
        if (Text(value, place, 40, lines: false)?.GetValue<string>() is not { } text) return null;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1900 and <= 2200
            ? JsonValue.Create(text) : Bad(DocumentErrors.BadValue(place, FieldType.Date));
    }

    /// <summary>Kept as text, so that no digit is lost or added.</summary>
    private JsonNode? Number(JsonNode value, string place)
    {
        var text = value.GetValueKind() == JsonValueKind.Number ? value.ToJsonString() : Text(value, place, 40, lines: false)?.GetValue<string>();
        if (text is null) return null;
        text = TextNormal.HalfWidth(text).Replace(",", "", StringComparison.Ordinal);
        return decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) ? JsonValue.Create(text) : Bad(DocumentErrors.BadValue(place, FieldType.Number));
    }

    /// <summary>Also as it stands within a text: <c>{{figure:…}}</c>.</summary>
    private JsonNode? Figure(JsonNode value, string place)
    {
        if (Text(value, place, LongestLine, lines: false)?.GetValue<string>() is not { } text) return null;
        var pieces = PaperText.ReadValue(text).ToList();
        if (pieces is [PaperText.Quote { Part: null } quote]) return JsonValue.Create(quote.Reference);
        return text.AsSpan().IndexOfAny('{', '}', '|') < 0 ? JsonValue.Create(text) : Bad(DocumentErrors.BadValue(place, FieldType.Figure));
    }

    private JsonNode? Member(JsonNode? value, string place)
    {
        if (value is null) return null;
        if (Text(value, place, 100, lines: false)?.GetValue<string>() is not { } who) return null;
        return people.Find(who) is { } person ? JsonValue.Create(person.Id.ToString()) : Bad(DocumentErrors.UnknownMember(who, place));
    }

    private JsonNode? Bad(Error error)
    {
        errors.Add(error);
        return null;
    }
}
