using Jingkai.Kernel;

namespace Jingkai.Rules.Language;

/// <summary>Which units a pack may write, and how they are printed.</summary>
internal static class RuleUnits
{
    /// <summary>The unit of a word behind a number, or of a declared fact; null when it is none.</summary>
    internal static Unit? Find(string word) =>
        word.Length is > 0 and <= 24 && Unit.Find(word).Try(out var unit, out _) && !unit.Dimension.Code.Contains("other:", StringComparison.Ordinal) ? unit : null;

    /// <summary>The symbol that is printed; percentage points as the language writes them.</summary>
    internal static string Symbol(Unit unit) => unit.Dimension == Dimension.Points ? "pp" : unit.Symbol;

    /// <summary>Whether numbers of this unit are held in the base unit of the dimension: money, area, % and pp. All others are
    /// held in the unit they are declared in, so that a bare number beside them counts in it.</summary>
    internal static bool IsHeldInBase(Unit unit) => unit.Dimension.Code is "money.cny" or "money.usd" or "area" or "percent" or "percentage-points" or "number";

    /// <summary>A number in its unit's base: multiplied before it is divided, so that 3 亩 is exactly 2000 平方米.</summary>
    internal static decimal ToBase(decimal value, Unit unit) => value * (decimal)unit.Numerator / (decimal)unit.Denominator;

    internal static decimal FromBase(decimal value, Unit unit) => value * (decimal)unit.Denominator / (decimal)unit.Numerator;
}
