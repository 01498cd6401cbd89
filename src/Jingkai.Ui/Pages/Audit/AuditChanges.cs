using System.Text.Json;
using System.Text.Json.Nodes;

namespace Jingkai.Ui.Pages.Audit;

/// <summary>A value before and after; null where there is none.</summary>
internal sealed record AuditChange(string Field, string? Before, string? After);

/// <summary>Makes the stored values of an entry readable, one line a field.</summary>
internal static class AuditChanges
{
    private const string PersonalReference = "personal:";

    public static IReadOnlyList<AuditChange> Of(string? before, string? after, string personal)
    {
        var (old, now) = (Parse(before), Parse(after));
        return [.. old.Keys.Union(now.Keys).Order(StringComparer.Ordinal)
            .Select(field => new AuditChange(field, Text(old.GetValueOrDefault(field), personal), Text(now.GetValueOrDefault(field), personal)))];
    }

    private static Dictionary<string, JsonNode?> Parse(string? json)
    {
        if (json is null) return [];
        try
        {
            return JsonNode.Parse(json) is JsonObject found ? found.ToDictionary(p => p.Key, p => p.Value) : new() { [""] = JsonNode.Parse(json) };
        }
        catch (JsonException)
        {
            return new() { [""] = JsonValue.Create(json) };
        }
    }

    private static string? Text(JsonNode? value, string personal) => value switch
    {
        null => null,
        JsonValue text when text.TryGetValue<string>(out var plain) => plain.StartsWith(PersonalReference, StringComparison.Ordinal) ? personal : plain,
        JsonArray list => string.Join("; ", list.Select(item => Text(item, personal))),
        _ => value.ToJsonString(Readable),
    };

    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
