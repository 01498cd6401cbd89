using System.Text.Json;
using Jingkai.Kernel;

namespace Jingkai.Platform.Maps;

/// <summary>What is kept of a feature's properties: words, numbers and yes or no, a few of them.</summary>
internal sealed class GeoJsonProperties(Utf8JsonWriter writer)
{
    private const int Most = 20, LongestKey = 40, LongestText = 200, LongestId = 80;

    /// <summary>How many were not kept.</summary>
    public int Dropped { get; private set; }

    /// <summary>What a feature is called, for messages.</summary>
    public static string? NameOf(JsonElement feature)
    {
        if (feature.ValueKind != JsonValueKind.Object || !feature.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object
            || !properties.TryGetProperty("name", out var name) || name.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        var text = TextNormal.Clean(name.GetString());
        return text.Length is 0 or > LongestText ? null : text.Length <= 30 ? text : text[..30] + "…";
    }

    /// <summary>Writes the id, where there is one that can be kept.</summary>
    public void Id(JsonElement feature)
    {
        if (!feature.TryGetProperty("id", out var id)) return;
        if (id.ValueKind == JsonValueKind.String && TextNormal.Clean(id.GetString()) is { Length: > 0 and <= LongestId } text) writer.WriteString("id", text);
        else if (id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out var number)) writer.WriteNumber("id", number);
    }

    /// <summary>Writes the properties.</summary>
    public void Write(JsonElement feature, GeoJsonSpot spot, List<Error> faults)
    {
        writer.WriteStartObject("properties");
        if (feature.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
        {
            var kept = 0;
            foreach (var property in properties.EnumerateObject())
            {
                var key = TextNormal.Clean(property.Name);
                if (kept < Most && key.Length is > 0 and <= LongestKey && key == property.Name && Value(key, property.Value, spot, faults)) kept++;
                else if (property.Value.ValueKind != JsonValueKind.Null) Dropped++;
            }
        }

        writer.WriteEndObject();
    }

    private bool Value(string key, JsonElement value, GeoJsonSpot spot, List<Error> faults)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                var text = TextNormal.Clean(value.GetString());
                if (text.Length > LongestText)
                {
                    if (faults.Count < GeoJsonReader.MostFaults) faults.Add(spot.Fault("too-long", $"属性“{key}”超过 {LongestText} 个字。", $"the property \"{key}\" has more than {LongestText} characters."));
                    return true;
                }

                writer.WriteString(key, text);
                return true;
            case JsonValueKind.Number when value.TryGetDecimal(out var number):
                writer.WriteNumber(key, number);
                return true;
            case JsonValueKind.True or JsonValueKind.False:
                writer.WriteBoolean(key, value.GetBoolean());
                return true;
            default:
                return false;
        }
    }
}
