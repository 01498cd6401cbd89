using System.Text.Json;
using System.Text.Json.Nodes;
using Jingkai.Kernel;
using Jingkai.Rules.Evaluating;
using Jingkai.Rules.Packs;

namespace Jingkai.Rules;

/// <summary>
/// Facts as programs send them: <c>{ code: value }</c>, numbers in the declared unit, dates as text, lists as arrays; null or
/// absent is unknown. A value may stand in <c>{ value, source, asOf }</c>. Facts that the pack does not know are passed over.
/// </summary>
public static class FactsJson
{
    /// <summary>Reads the facts of a subject.</summary>
    /// <returns>The facts; or <c>bad-json</c> (400) or <c>bad-fact</c> (422, each wrong fact in the details).</returns>
    public static Result<FactSet> Read(RulePack pack, string json)
    {
        ArgumentNullException.ThrowIfNull(pack);
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(pack, document.RootElement);
        }
        catch (JsonException)
        {
            return Error.Malformed("bad-json", "不是有效的 JSON", "not valid JSON");
        }
    }

    /// <inheritdoc cref="Read(RulePack, string)"/>
    public static Result<FactSet> Read(RulePack pack, JsonElement json)
    {
        ArgumentNullException.ThrowIfNull(pack);
        if (json.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return new FactSet(pack);
        if (json.ValueKind != JsonValueKind.Object) return Error.Invalid("bad-fact", "事实应当是对象", "facts are an object", "facts");
        var facts = new FactSet(pack);
        var wrong = new List<Error>();
        foreach (var property in json.EnumerateObject())
        {
            if (pack.Fact(property.Name) is not { } fact) continue;
            var (value, note) = Unwrapped(property.Value);
            if (value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined) continue;
            if (Cell(fact, value) is { } cell) facts.Set(fact, cell, note);
            else wrong.Add(Error.Invalid("bad-fact", $"“{fact.Code}”应当是{fact.RuleType.Name.Zh}", $"{fact.Code} is {fact.RuleType.Name.En}", $"facts.{fact.Code}"));
        }

        return wrong.Count == 0 ? facts : new Error(ErrorKind.Invalid, "bad-fact", wrong[0].Message, wrong[0].Field, wrong);
    }

    /// <summary>What is known of a subject, as <see cref="Read(RulePack, JsonElement)"/> reads it: <c>{ code: { value, source, asOf } }</c>.</summary>
    public static JsonObject Write(RulePack pack, FactSet facts)
    {
        ArgumentNullException.ThrowIfNull(pack);
        ArgumentNullException.ThrowIfNull(facts);
        var json = new JsonObject();
        foreach (var fact in pack.Facts.Where(facts.Knows)) json[fact.Code] = RulesJson.Fact(fact, facts[fact], facts.NoteOf(fact));
        return json;
    }

    private static (JsonElement Value, FactNote Note) Unwrapped(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object) return (value, default);
        var source = value.TryGetProperty("source", out var s) && s.ValueKind == JsonValueKind.String ? s.GetString() : null;
        DateOnly? asOf = value.TryGetProperty("asOf", out var a) && a.ValueKind == JsonValueKind.String && DateOnly.TryParseExact(a.GetString(), "yyyy-MM-dd", out var day) ? day : null;
        return (value.TryGetProperty("value", out var inner) ? inner : default, new(source, asOf));
    }

    private static Cell? Cell(FactDeclaration fact, JsonElement value)
    {
        if (fact.Type != ValueType.List) return Single(fact.Type, fact.Unit, value);
        if (value.ValueKind != JsonValueKind.Array) return null;
        var items = new List<Cell>();
        foreach (var item in value.EnumerateArray())
        {
            if (Single(fact.Of, fact.Unit, item) is not { } cell) return null;
            items.Add(cell);
        }

        return Evaluating.Cell.Of([.. items]);
    }

    private static Cell? Single(ValueType type, Unit? unit, JsonElement value) => (type, value.ValueKind) switch
    {
        (ValueType.Number, JsonValueKind.Number) => value.TryGetDecimal(out var number) ? ValueReader.Number(number, unit) : null,
        (ValueType.Bool, JsonValueKind.True or JsonValueKind.False) => Evaluating.Cell.Of(value.GetBoolean()),
        (ValueType.Text or ValueType.Date, JsonValueKind.String) => ValueReader.Read(type, unit, value.GetString()!),
        _ => null,
    };
}
