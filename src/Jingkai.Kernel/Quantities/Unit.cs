using System.Collections.Concurrent;
using System.Globalization;
using System.Numerics;

namespace Jingkai.Kernel;

/// <summary>
/// A unit of measure with its exact factor to the base unit of its dimension
/// (1 亩 = 2000/3 平方米; 1 亿元 = 100 000 000 元). Two units are equal when symbol, dimension and factor are.
/// </summary>
public sealed record Unit
{
    private static readonly ConcurrentDictionary<string, Unit> Known = new(StringComparer.Ordinal);

    // Text of strangers must not fill the memory: only so many spellings, and short ones, are remembered.
    private const int MostRemembered = 2000;

    internal Unit(string symbol, Dimension dimension, BigInteger numerator, BigInteger denominator)
    {
        var common = BigInteger.GreatestCommonDivisor(numerator, denominator);
        Symbol = symbol;
        Dimension = dimension;
        Numerator = numerator / common;
        Denominator = denominator / common;
    }

    /// <summary>The symbol as it is shown, <c>万元</c>; synonyms share one (<c>km²</c> is <c>平方公里</c>).</summary>
    public string Symbol { get; }

    /// <summary>What it measures.</summary>
    public Dimension Dimension { get; }

    /// <summary>The factor to the base unit is Numerator ÷ Denominator, in lowest terms, both positive.</summary>
    public BigInteger Numerator { get; }

    /// <inheritdoc cref="Numerator"/>
    public BigInteger Denominator { get; }

    /// <summary>元.</summary>
    public static Unit Yuan => UnitSymbols.Resolve("元");

    /// <summary>分, the unit in which money is stored.</summary>
    public static Unit Fen => UnitSymbols.Resolve("分");

    /// <summary>平方米.</summary>
    public static Unit SquareMetre => UnitSymbols.Resolve("平方米");

    /// <summary>亩, 2000/3 m².</summary>
    public static Unit Mu => UnitSymbols.Resolve("亩");

    /// <summary>
    /// 1/30 000 m², the unit in which area is stored: 1 亩 is 20 000 000 and 1 m² is 30 000 of it, both exact.
    /// </summary>
    public static Unit StoredArea { get; } = new("1/30000平方米", Dimension.Area, 1, 30_000);

    /// <summary>%.</summary>
    public static Unit Percent => UnitSymbols.Resolve("%");

    /// <summary>个百分点.</summary>
    public static Unit Points => UnitSymbols.Resolve("个百分点");

    /// <summary>
    /// The unit of a symbol: money, area, energy, weight, length, time, counts, % and 个百分点, with 十 百 千 万 亿 before
    /// any of them, and quotients of them (<c>万元/亩</c>). Synonyms, full width and blanks are understood. Any other text
    /// is an opaque unit with a dimension of its own, which converts only into itself.
    /// </summary>
    /// <returns>The unit, or the error <c>unknown-unit</c> (422) for an empty symbol.</returns>
    public static Result<Unit> Find(string? symbol)
    {
        var plain = UnitSymbols.Normalise(symbol);
        if (plain.Length == 0)
        {
            return Error.Invalid("unknown-unit", "缺少计量单位", "the unit is missing");
        }

        if (Known.TryGetValue(plain, out var unit))
        {
            return unit;
        }

        unit = UnitSymbols.Resolve(plain);
        if (plain.Length <= UnitSymbols.LongestKnown && Known.Count < MostRemembered)
        {
            Known.TryAdd(plain, unit);
        }

        return unit;
    }

    /// <summary>Whether numbers in this unit can be expressed in the other.</summary>
    public bool Fits(Unit other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Dimension == other.Dimension;
    }

    /// <summary>
    /// A number in this unit as an integer of 10^-<paramref name="decimals"/> of another unit; exact or refused, never rounded.
    /// </summary>
    /// <param name="value">The number as delivered.</param>
    /// <param name="to">The unit of storage.</param>
    /// <param name="decimals">Decimals of the storage, 0 to 28: 4 for a column named …E4.</param>
    /// <returns>
    /// The integer; or an error (422): <c>unit-mismatch</c> (another dimension), <c>too-precise</c> (the storage holds fewer
    /// decimals), <c>out-of-range</c> (does not fit 64 bits).
    /// </returns>
    public Result<long> ToScaled(decimal value, Unit to, int decimals)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentOutOfRangeException.ThrowIfNegative(decimals);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(decimals, 28);
        if (!Fits(to))
        {
            return Mismatch(this, to);
        }

        if (UnitFactor.TryScale(value, this, to, decimals, out var quick))
        {
            return quick;
        }

        var (mantissa, scale) = Fraction.Parts(value);
        var scaled = BigInteger.DivRem(
            mantissa * Numerator * to.Denominator * BigInteger.Pow(10, decimals),
            Denominator * to.Numerator * BigInteger.Pow(10, scale),
            out var remainder);
        if (!remainder.IsZero)
        {
            var shown = value.ToString(CultureInfo.InvariantCulture);
            return Error.Invalid("too-precise",
                $"{shown}{Symbol}的小数位数超过可保存的精度（{to.Symbol}，{decimals}位小数）",
                $"{shown} {Symbol} has more decimals than can be stored ({decimals} decimals of {to.Symbol})");
        }

        return scaled < long.MinValue || scaled > long.MaxValue ? TooLarge(value, this) : (long)scaled;
    }

    /// <inheritdoc cref="FromScaled(BigInteger, int, Unit, Unit)"/>
    public static decimal FromScaled(long scaled, int decimals, Unit from, Unit to) =>
        FromScaled((BigInteger)scaled, decimals, from, to);

    /// <summary>
    /// A stored integer, or a sum of such, as a number in another unit: exact where it has a finite decimal form,
    /// otherwise to 28 significant digits (100 000 000 m² ÷ 亩 has none).
    /// </summary>
    /// <param name="scaled">The integer.</param>
    /// <param name="decimals">It counts 10^-decimals of <paramref name="from"/>, 0 to 28.</param>
    /// <param name="from">The unit of storage.</param>
    /// <param name="to">The unit asked for.</param>
    /// <exception cref="ArgumentException">The units measure different things.</exception>
    /// <exception cref="OverflowException">The number does not fit a decimal.</exception>
    public static decimal FromScaled(BigInteger scaled, int decimals, Unit from, Unit to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        ArgumentOutOfRangeException.ThrowIfNegative(decimals);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(decimals, 28);
        return from.Fits(to)
            ? Fraction.ToDecimal(scaled * from.Numerator * to.Denominator, from.Denominator * to.Numerator * BigInteger.Pow(10, decimals))
            : throw new ArgumentException($"{from.Symbol} cannot be expressed in {to.Symbol}.", nameof(to));
    }

    /// <summary>The symbol.</summary>
    public override string ToString() => Symbol;

    internal static Error TooLarge(decimal value, Unit unit)
    {
        var shown = value.ToString(CultureInfo.InvariantCulture);
        return Error.Invalid("out-of-range",
            $"{shown}{unit.Symbol}超出可表示的范围", $"{shown} {unit.Symbol} is too large to be represented");
    }

    internal static Error Mismatch(Unit from, Unit to) => Error.Invalid("unit-mismatch",
        $"单位“{from.Symbol}”不能换算为“{to.Symbol}”", $"{from.Symbol} cannot be converted to {to.Symbol}");
}
