using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Jingkai.Kernel;

namespace Jingkai.Platform.Api;

/// <summary>Reads days of JSON bodies: those outside <see cref="DayBounds"/> are refused where they come in.</summary>
internal sealed class DayJson : JsonConverter<DateOnly>
{
    private static readonly JsonConverter<DateOnly> Plain = JsonMetadataServices.DateOnlyConverter;

    private static readonly Error Outside = Error.Invalid("bad-date", $"日期应在{DayBounds.FirstYear}年至{DayBounds.LastYear}年之间。", $"A day lies between the years {DayBounds.FirstYear} and {DayBounds.LastYear}.");

    public override DateOnly Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        var day = Plain.Read(ref reader, type, options);
        return DayBounds.Has(day) ? day : throw new RefusedJsonException(Outside);
    }

    public override void Write(Utf8JsonWriter writer, DateOnly value, JsonSerializerOptions options) => Plain.Write(writer, value, options);

    public override DateOnly ReadAsPropertyName(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => Plain.ReadAsPropertyName(ref reader, type, options);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, DateOnly value, JsonSerializerOptions options) => Plain.WriteAsPropertyName(writer, value, options);
}
