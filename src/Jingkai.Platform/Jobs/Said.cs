using System.Globalization;
using System.Text.Json.Nodes;
using Jingkai.Kernel;

namespace Jingkai.Platform.Jobs;

/// <summary>A message of a job's result in both languages. Stored under <c>said</c> beside <c>message</c>; whoever reads the result
/// gets <c>message</c> in their own language and never sees <c>said</c>. Results that were stored with a <c>message</c> alone stay as they are.</summary>
/// <param name="Zh">Chinese.</param>
/// <param name="En">English.</param>
public sealed record Said(string Zh, string En)
{
    private const string Both = "said", One = "message";

    /// <summary>Both wordings of a text.</summary>
    public static Said Of(Text text) => new(text.Zh, text.En);

    /// <summary>The result as the reader of the present language gets it.</summary>
    internal static JsonNode? Read(JsonNode? result)
    {
        switch (result)
        {
            case JsonObject record:
                if (record[Both] is JsonObject said && said["zh"]?.GetValue<string>() is { } zh && said["en"]?.GetValue<string>() is { } en)
                {
                    record[One] = new Text(zh, en).For(CultureInfo.CurrentUICulture);
                    record.Remove(Both);
                }

                foreach (var (_, value) in record) Read(value);
                break;
            case JsonArray list:
                foreach (var item in list) Read(item);
                break;
        }

        return result;
    }
}
