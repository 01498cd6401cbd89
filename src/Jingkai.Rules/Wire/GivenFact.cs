using System.Text.Json;
using System.Text.Json.Nodes;
using Jingkai.Kernel;
using Jingkai.Rules.Evaluating;
using Jingkai.Rules.Language;
using Jingkai.Rules.Packs;
using Jingkai.Rules.Typing;

namespace Jingkai.Rules;

/// <summary>A fact as a source gives it, before a pack says in which unit it wants it.</summary>
public sealed class GivenFact
{
    private readonly Cell cell;
    private readonly Unit? unit;
    private readonly FactNote note;

    private GivenFact(Cell cell, Unit? unit, FactNote note) => (this.cell, this.unit, this.note) = (cell, unit, note);

    /// <summary>A number in a unit; null: a pure number.</summary>
    public static GivenFact Of(decimal value, Unit? unit, FactNote note = default) => new(Cell.Of(value), unit, note);

    /// <summary>A text.</summary>
    public static GivenFact Of(string value, FactNote note = default) => new(Cell.Of(value), null, note);

    /// <summary>A day.</summary>
    public static GivenFact Of(DateOnly value, FactNote note = default) => new(Cell.Of(value), null, note);

    /// <summary>Yes or no.</summary>
    public static GivenFact Of(bool value, FactNote note = default) => new(Cell.Of(value), null, note);

    /// <summary>A list of texts.</summary>
    public static GivenFact Of(IReadOnlyList<string> values, FactNote note = default) => new(Cell.Of([.. values.Select(Cell.Of)]), null, note);

    /// <summary>The facts of a subject as a pack reads them. What the pack does not know is passed over; what is of another type or
    /// dimension than the pack declares stays unknown.</summary>
    public static FactSet Read(RulePack pack, IReadOnlyDictionary<string, GivenFact> given)
    {
        ArgumentNullException.ThrowIfNull(pack);
        ArgumentNullException.ThrowIfNull(given);
        var facts = new FactSet(pack);
        foreach (var fact in pack.Facts)
        {
            if ((given.GetValueOrDefault(fact.Code) ?? (fact.Zh is { } zh ? given.GetValueOrDefault(zh) : null)) is not { } found) continue;
            if (found.As(fact) is { } value) facts.Set(fact, value, found.note);
        }

        return facts;
    }

    /// <summary>As it can be kept: <c>{ value, unit, source, asOf }</c>. <see cref="Kept"/> reads it again.</summary>
    public JsonObject Keep()
    {
        var json = new JsonObject
        {
            ["value"] = cell.Kind switch
            {
                ValueType.Number => JsonValue.Create(cell.Number),
                ValueType.Date => JsonValue.Create(cell.Date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
                ValueType.Bool => JsonValue.Create(cell.IsTrue),
                ValueType.List => new JsonArray([.. cell.Items.Select(i => (JsonNode)JsonValue.Create(i.Text))]),
                _ => JsonValue.Create(cell.Text),
            },
        };
        if (cell.Kind == ValueType.Date) json["type"] = "date";
        if (unit is not null) json["unit"] = unit.Symbol;
        if (note.Source is { } source) json["source"] = source;
        if (note.AsOf is { } day) json["asOf"] = day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        return json;
    }

    /// <summary>Reads what <see cref="Keep"/> wrote.</summary>
    public static GivenFact Kept(JsonElement json)
    {
        var note = new FactNote(json.TryGetProperty("source", out var source) ? source.GetString() : null,
            json.TryGetProperty("asOf", out var day) ? DateOnly.ParseExact(day.GetString()!, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : null);
        var unit = json.TryGetProperty("unit", out var symbol) && Unit.Find(symbol.GetString()!).Try(out var found, out _) ? found : null;
        var value = json.GetProperty("value");
        return value.ValueKind switch
        {
            JsonValueKind.Number => Of(value.GetDecimal(), unit, note),
            JsonValueKind.True or JsonValueKind.False => Of(value.GetBoolean(), note),
            JsonValueKind.Array => Of([.. value.EnumerateArray().Select(i => i.GetString()!)], note),
            _ when json.TryGetProperty("type", out _) => Of(DateOnly.ParseExact(value.GetString()!, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), note),
            _ => Of(value.GetString()!, note),
        };
    }

    /// <summary>The value and its unit as a reader of pages reads it.</summary>
    public string Show(bool chinese) => cell.Kind == ValueType.Number
        ? Telling.Printing.Show(ValueReader.Number(cell.Number, unit) ?? cell, unit is null ? RuleType.Bare : RuleType.Number(unit), chinese)
        : Telling.Printing.Show(cell, new RuleType(cell.Kind, Of: ValueType.Text), chinese);

    /// <summary>The number, in its unit; null: it is none.</summary>
    public decimal? Number => cell.Kind == ValueType.Number ? cell.Number : null;

    /// <summary>Where it comes from and as of when.</summary>
    public FactNote Note => note;

    /// <summary>Whether two facts say the same, wherever they come from.</summary>
    public bool SameValue(GivenFact? other) => other is not null && cell.Equals(other.cell) && unit?.Symbol == other.unit?.Symbol;

    private Cell? As(FactDeclaration fact)
    {
        if (cell.Kind != fact.Type) return null;
        if (fact.Type != ValueType.Number) return cell;
        if (unit is null || fact.Unit is null) return unit is null == fact.Unit is null ? ValueReader.Number(cell.Number, fact.Unit) : null;
        if (unit.Symbol == fact.Unit.Symbol) return ValueReader.Number(cell.Number, fact.Unit);
        if (unit.Dimension != fact.Unit.Dimension) return null;
        try
        {
            var inBase = RuleUnits.ToBase(cell.Number, unit);
            return Cell.Of(Measure.Of(fact.Unit).Held is null ? inBase : RuleUnits.FromBase(inBase, fact.Unit));
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
