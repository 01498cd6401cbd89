using System.Text.Json;
using System.Text.Json.Serialization;
using Jingkai.Kernel;
using Microsoft.AspNetCore.Http;

namespace Jingkai.Platform.Api;

/// <summary>Texts that no database of ours can keep, a NUL above all: SQLite takes it, PostgreSQL does not. Refused where a request
/// comes in, so that neither a handler nor a query has to think of them.</summary>
public static class PlainText
{
    internal static Error Refusal { get; } = new(ErrorKind.Malformed, "bad-text", new("请求中含有不可用的字符（NUL）。", "The request contains a character that cannot be used (NUL)."));

    /// <summary>Whether the address asks with such a text.</summary>
    internal static bool IsBroken(HttpRequest request) =>
        request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) == true && request.Query.Any(p => Has(p.Key) || p.Value.Any(Has));

    /// <summary>Whether a form holds one.</summary>
    internal static bool IsBroken(IFormCollection form) => form.Any(p => Has(p.Key) || p.Value.Any(Has));

    /// <summary>Whether JSON that is read by hand holds one, or half a surrogate pair, in a name or a text.</summary>
    public static bool IsBroken(JsonElement json)
    {
        try
        {
            return json.ValueKind switch
            {
                JsonValueKind.String => Has(json.GetString()),
                JsonValueKind.Array => json.EnumerateArray().Any(IsBroken),
                JsonValueKind.Object => json.EnumerateObject().Any(p => Has(p.Name) || IsBroken(p.Value)),
                _ => false,
            };
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    internal static bool Has(string? text) => text?.Contains('\0', StringComparison.Ordinal) == true;
}

/// <summary>Reads texts of JSON bodies: a NUL or half a surrogate pair makes the body malformed.</summary>
internal sealed class PlainTextJson : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => Check(ref reader);

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => Check(ref reader)!;

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);

    private static string? Check(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName)) throw new JsonException();
        try
        {
            var text = reader.GetString();
            return PlainText.Has(text) ? throw new JsonException() : text;
        }
        catch (InvalidOperationException broken)
        {
            throw new JsonException(null, broken);
        }
    }
}
