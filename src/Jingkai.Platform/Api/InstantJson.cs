using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Jingkai.Platform.Api;

/// <summary>Instants as <c>2020-07-31T08:00:00Z</c>, with a fraction only when there is one.</summary>
internal sealed class InstantJson : JsonConverter<DateTime>
{
    public override DateTime Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => reader.GetDateTime().ToUniversalTime();

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture));
}
