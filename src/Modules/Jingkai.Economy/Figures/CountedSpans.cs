using Jingkai.Economy.Indicators;
using Jingkai.Kernel;
using Jingkai.Platform.Counting;

namespace Jingkai.Economy.Figures;

/// <summary>The spans that a counted figure of a period needs. Pure.</summary>
/// <param name="Whole">What is counted.</param>
/// <param name="Compared">What is compared: the days of it that have passed; null when none has.</param>
/// <param name="Prior">The same days of the year before.</param>
/// <param name="Running">True while the period is not over.</param>
internal readonly record struct CountedSpans(CountSpan Whole, CountSpan? Compared, CountSpan? Prior, bool Running)
{
    /// <summary>The spans of a period on a business date. A running period is held against as many days of the year before, never
    /// against days that have no counterpart yet.</summary>
    public static CountedSpans Of(Indicator indicator, Period period, DateOnly today)
    {
        DateOnly? from = period.Kind == PeriodKind.UpTo ? null : period.Start;
        // What stands at the end of a running period stands so today.
        var running = (from is null || from <= today) && today < period.End;
        var until = running ? today : period.End;
        var whole = new CountSpan(from, running && indicator.Stock ? today : period.End);
        if (!running && period.End > today) return new(whole, null, null, false);
        return new(whole, new(from, until), new(from is { } first ? Before(first) : null, running ? Before(until) : period.PriorYear().End), running);
    }

    private static DateOnly Before(DateOnly day) => day.AddYears(-1);
}
