using System.Text.Json;
using System.Text.Json.Nodes;
using Jingkai.Economy.Domain;
using Jingkai.Kernel;

namespace Jingkai.Economy.Months.Duties;

/// <summary>What is typed into a duty: texts by name. Of an enterprise <c>IND_GOV.value</c>, <c>.prior</c>, <c>.ytd</c>, <c>.ytdPrior</c> for each
/// measure; of an office the columns of its ledger, <c>value</c>, <c>unit</c>, <c>growth</c> …</summary>
internal sealed record DutyForm(IReadOnlyDictionary<string, string?> Values, string? Note)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The four parts of a measure: name in the interface, end of the column's key in the ledger.</summary>
    public static IReadOnlyList<(string Name, string Column)> Parts { get; } = [("value", ".month"), ("prior", ".monthPrior"), ("ytd", ".ytd"), ("ytdPrior", ".ytdPrior")];

    /// <summary>What an office fills in, in the order of its ledger.</summary>
    public static IReadOnlyList<string> OfficeFields { get; } = ["value", "bound", "unit", "growth", "change", "basis", "status", "source", "publishedOn", "wording"];

    public static DutyForm Empty { get; } = new(new Dictionary<string, string?>(StringComparer.Ordinal), null);

    public bool IsEmpty => Values.Values.All(string.IsNullOrWhiteSpace);

    public string? this[string name] => Values.GetValueOrDefault(name);

    public string Serialize() => JsonSerializer.Serialize(new { values = Values.Where(v => !string.IsNullOrWhiteSpace(v.Value)).ToDictionary(v => v.Key, v => v.Value), note = Note }, Json);

    public static DutyForm Parse(string? draft) =>
        draft is null ? Empty : JsonSerializer.Deserialize<Stored>(draft, Json) is { } stored ? new(stored.Values ?? [], stored.Note) : Empty;

    /// <summary>Reads the body of the interface: <c>{ "IND_GOV": { "value": 12.5, "ytd": "-" } }</c>, or for an office <c>{ "value": 12.5, "unit": "亿元" }</c>.</summary>
    public static Result<DutyForm> Read(JsonObject? values, string? note, ReportTask task)
    {
        var read = new Dictionary<string, string?>(StringComparer.Ordinal);
        var measures = task.AskedMeasures;
        foreach (var (name, node) in values ?? [])
        {
            if (task.Kind == TaskKind.Office)
            {
                if (!OfficeFields.Contains(name)) return DutyErrors.UnknownField(name);
                read[name] = TextOf(node);
                continue;
            }

            if (measures.FirstOrDefault(m => m.Indicator == name) is not { } measure || node is not JsonObject parts) return DutyErrors.UnknownField(name);
            foreach (var (part, number) in parts)
            {
                if (Parts.All(p => p.Name != part) || (measure.Stock && part != "value")) return DutyErrors.UnknownField($"{name}.{part}");
                read[$"{name}.{part}"] = TextOf(number);
            }
        }

        return new DutyForm(read, note);
    }

    /// <summary>The columns of the enterprises' ledger.</summary>
    public IReadOnlyDictionary<string, string?> Columns(IEnumerable<Measure> measures) =>
        measures.SelectMany(m => Parts.Where(p => !m.Stock || p.Name == "value").Select(p => (Key: m.Key + p.Column, Text: this[$"{m.Indicator}.{p.Name}"]))).ToDictionary(c => c.Key, c => c.Text, StringComparer.Ordinal);

    /// <summary>The name in the form of a column of the enterprises' ledger.</summary>
    public static string NameOf(string column)
    {
        var cut = column.IndexOf('.', StringComparison.Ordinal);
        if (cut < 0 || Measures.All.FirstOrDefault(m => m.Key == column[..cut]) is not { } measure) return column;
        return $"{measure.Indicator}.{Parts.FirstOrDefault(p => p.Column == column[cut..]).Name ?? column[(cut + 1)..]}";
    }

    private static string? TextOf(JsonNode? node) => node switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => node.ToJsonString(),
    };

    private sealed record Stored(Dictionary<string, string?>? Values, string? Note);
}
