using Jingkai.Kernel;

namespace Jingkai.Economy.Analysis;

/// <summary>A growth of one period; null where none is known.</summary>
internal readonly record struct GrowthPoint(Period Period, decimal? Growth);

/// <summary>A fall below last year's level and the way back (“V”字型). Growth rates are taken as they are known and only compared,
/// never differenced into rates of other periods.</summary>
/// <param name="Before">The last point at or above zero before the fall; null when the series begins below zero.</param>
/// <param name="FellAt">The first point below zero.</param>
/// <param name="Trough">The deepest point.</param>
/// <param name="Recovered">The first point at or above zero after the trough; null while still below.</param>
/// <param name="MonthsDown">Months from the first point below zero to the deepest.</param>
/// <param name="MonthsUp">Months from the deepest to the recovery; null while still below.</param>
/// <param name="Latest">The last known point.</param>
/// <param name="Rebound">Points gained from the trough to the latest.</param>
/// <param name="FromZero">The latest growth: points above (or below) last year's level.</param>
/// <param name="FromBefore">Points between the latest and the point before the fall; null without one.</param>
internal sealed record RecoveryAnswer(
    GrowthPoint? Before, GrowthPoint FellAt, GrowthPoint Trough, GrowthPoint? Recovered, int MonthsDown, int? MonthsUp, GrowthPoint Latest, decimal Rebound, decimal FromZero, decimal? FromBefore);

/// <summary>Finds the deepest fall of a series.</summary>
internal static class Recovery
{
    /// <summary>The fall that holds the lowest point (of equals the first), or null when the series never went below zero.</summary>
    public static RecoveryAnswer? Of(IReadOnlyList<GrowthPoint> points)
    {
        var known = points.Where(p => p.Growth is not null).ToList();
        var lowest = known.FindIndex(p => p.Growth == known.Min(q => q.Growth));
        if (lowest < 0 || known[lowest].Growth >= 0) return null;
        var fell = lowest;
        while (fell > 0 && known[fell - 1].Growth < 0) fell--;
        var back = known.FindIndex(lowest, p => p.Growth >= 0);
        GrowthPoint? before = fell > 0 ? known[fell - 1] : null;
        GrowthPoint? recovered = back >= 0 ? known[back] : null;
        var (trough, latest) = (known[lowest], known[^1]);
        return new(
            before, known[fell], trough, recovered, Months(known[fell].Period, trough.Period), recovered is { } r ? Months(trough.Period, r.Period) : null,
            latest, latest.Growth!.Value - trough.Growth!.Value, latest.Growth.Value, latest.Growth - before?.Growth);
    }

    private static int Months(Period from, Period to) => ((to.End.Year - from.End.Year) * 12) + to.End.Month - from.End.Month;
}
