using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Jingkai.Platform.Api;

/// <summary>Reads parts of JSON bodies whose shape only the handler knows: the texts in them are held to the same as all others (<see cref="PlainText"/>).</summary>
internal sealed class PlainElementJson : JsonConverter<JsonElement>
{
    public override JsonElement Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        var element = JsonElement.ParseValue(ref reader);
        return PlainText.IsBroken(element) ? throw new JsonException() : element;
    }

    public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options) => value.WriteTo(writer);
}

/// <inheritdoc cref="PlainElementJson" />
internal sealed class PlainObjectJson : JsonConverter<JsonObject>
{
    public override JsonObject? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        var element = JsonElement.ParseValue(ref reader);
        if (element.ValueKind != JsonValueKind.Object || PlainText.IsBroken(element)) throw new JsonException();
        var read = JsonObject.Create(element);
        try
        {
            Open(read);
        }
        catch (ArgumentException twice)
        {
            throw new JsonException(null, twice);
        }

        return read;
    }

    public override void Write(Utf8JsonWriter writer, JsonObject value, JsonSerializerOptions options) => value.WriteTo(writer, options);

    /// <summary>An object notices a name that stands in it twice only when it is looked into.</summary>
    private static void Open(JsonNode? node)
    {
        if (node is JsonObject record) foreach (var (_, value) in record) Open(value);
        else if (node is JsonArray list) foreach (var item in list) Open(item);
    }
}
