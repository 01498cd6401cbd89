using System.Globalization;
using System.Text.Json;

namespace Jingkai.Host.Transfer;

/// <summary>Values as an archive holds them: the same text whichever database they came from.</summary>
internal static class TransferValue
{
    private const string InstantPattern = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    /// <summary>The kinds of values a model may have; everything else goes as what its converter makes of it.</summary>
    private static readonly HashSet<Type> Known =
    [
        typeof(string), typeof(bool), typeof(byte), typeof(short), typeof(int), typeof(long), typeof(Guid),
        typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(byte[]),
    ];

    public static bool Knows(Type type) => Known.Contains(type);

    public static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case Guid id: json.WriteStringValue(id); break;
            case DateTime instant: json.WriteStringValue(instant.ToString(InstantPattern, CultureInfo.InvariantCulture)); break;
            case DateTimeOffset instant: json.WriteStringValue(instant.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)); break;
            case DateOnly date: json.WriteStringValue(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); break;
            case TimeOnly time: json.WriteStringValue(time.ToString("O", CultureInfo.InvariantCulture)); break;
            case byte[] bytes: json.WriteBase64StringValue(bytes); break;
            default: json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture)); break;
        }
    }

    /// <exception cref="FormatException">The text is not a value of that type.</exception>
    public static object? Read(JsonElement json, Type type)
    {
        if (json.ValueKind == JsonValueKind.Null) return null;
        if (type == typeof(string)) return json.GetString();
        if (type == typeof(bool)) return json.GetBoolean();
        if (type == typeof(long)) return json.GetInt64();
        if (type == typeof(int)) return json.GetInt32();
        if (type == typeof(short)) return json.GetInt16();
        if (type == typeof(byte)) return json.GetByte();
        if (type == typeof(Guid)) return json.GetGuid();
        if (type == typeof(byte[])) return json.GetBytesFromBase64();
        var text = json.GetString()!;
        if (type == typeof(DateOnly)) return DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (type == typeof(TimeOnly)) return TimeOnly.ParseExact(text, "O", CultureInfo.InvariantCulture);
        if (type == typeof(DateTimeOffset)) return DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
        return DateTime.ParseExact(text, InstantPattern, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
    }
}
