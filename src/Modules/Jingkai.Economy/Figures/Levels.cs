using System.Numerics;
using Jingkai.Economy.Domain;
using Jingkai.Kernel;

namespace Jingkai.Economy.Figures;

/// <summary>A sum over enterprises for one period: all who reported, and beside it those whose comparable prior is known too.</summary>
internal readonly record struct Level(BigInteger Sum, long Count, BigInteger Both, BigInteger Prior, long BothCount)
{
    /// <summary>The in-month sums of a roll-up.</summary>
    public static Level Month(Rollup r) => new(r.MonthSumE4, r.MonthCount, r.MonthBothE4, r.MonthPriorE4, r.MonthBothCount);

    /// <summary>The year-to-date sums of a roll-up.</summary>
    public static Level Ytd(Rollup r) => new(r.YtdSumE4, r.YtdCount, r.YtdBothE4, r.YtdPriorE4, r.YtdBothCount);

    /// <summary>The quarter or half between two year-to-date levels.</summary>
    public Level Minus(Level earlier) => new(Sum - earlier.Sum, Count, Both - earlier.Both, Prior - earlier.Prior, Math.Min(BothCount, earlier.BothCount));

    /// <summary>Growth over the enterprises that have both values, one decimal; none over a base that is not above zero.</summary>
    public decimal? Growth => BothCount > 0 ? Kernel.Growth.Percent(Both, Prior) : null;
}

/// <summary>Which roll-ups a period is made of.</summary>
/// <param name="Month">Month whose roll-up is read.</param>
/// <param name="InMonth">In-month values instead of year-to-date ones.</param>
/// <param name="Less">Month whose year-to-date level is taken off, for quarters and halves.</param>
internal readonly record struct LevelKey(int Month, bool InMonth, int? Less)
{
    /// <summary>The key of a period, or null when roll-ups cannot give it.</summary>
    public static LevelKey? Of(Period period, Measure measure, bool merged)
    {
        var end = period.YearMonth;
        if (measure.Stock) return period.Kind is PeriodKind.Range or PeriodKind.UpTo ? null : new(end, true, null);
        return period.Kind switch
        {
            PeriodKind.Month => new(end, !(merged && MonthKey.Month(end) == 2), null),
            PeriodKind.YearToDate => new(end, false, null),
            PeriodKind.Quarter or PeriodKind.Half => new(end, false, MonthKey.Of(period.Start) - 1),
            _ => null,
        };
    }
}
