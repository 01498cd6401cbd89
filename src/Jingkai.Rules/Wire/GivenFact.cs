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
