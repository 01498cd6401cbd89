using Jingkai.Economy.Indicators;
using Jingkai.Kernel;

namespace Jingkai.Economy.Figures;

/// <summary>Which periods an indicator has, and which names mean the same figure.</summary>
internal static class FigurePeriods
{
    /// <summary>Reads a period for an indicator: refuses what the indicator does not have, and gives the name its figures are
    /// stored under.</summary>
    public static Result<Period> Read(Indicator indicator, string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return FigureErrors.Missing("period");
        var period = Period.Parse(text.Trim());
        return period.IsOk ? Check(indicator, period.Value) : period.Error!;
    }

    /// <summary>The same for a period already read.</summary>
    public static Result<Period> Check(Indicator indicator, Period period)
    {
        if (period.IsMergedForbidden(indicator.Merged)) return FigureErrors.MergedPeriod;
        if (indicator.Frequency == "Q" && period.Kind is PeriodKind.Month or PeriodKind.YearToDate && (period.Kind == PeriodKind.Month || period.Index % 3 != 0)) return FigureErrors.NoSuchPeriod("Q");
        if (indicator.Frequency == "Y" && period.Kind is not (PeriodKind.Range or PeriodKind.UpTo) && period.Canonical() != Period.YearToDate(period.Year, 12)) return FigureErrors.NoSuchPeriod("Y");
        return Canonical(indicator, period);
    }

    /// <summary>The name a figure is stored under: cumulative names for what adds up, the month of its end for a stock.</summary>
    public static Period Canonical(Indicator indicator, Period period) =>
        indicator.Stock && period.Kind is not (PeriodKind.Range or PeriodKind.UpTo) ? Period.MonthOf(period.End) : period.Canonical();

    /// <summary>The newest period that has something to count on a day: its month, or its year up to the month.</summary>
    public static Period Running(Indicator indicator, DateOnly today) => indicator.Stock ? Period.MonthOf(today) : Period.YearToDateOf(today);

    /// <summary>The same up to the last month that is over, as time progress is told in months; in January the running one.</summary>
    public static Period LastFull(Indicator indicator, DateOnly today)
    {
        var last = today.AddDays(1).AddMonths(-1);
        return Running(indicator, last.Year < today.Year ? today : last);
    }

    /// <summary>The value in per cent of a year's target, two decimals; none where the period does not begin with the year.</summary>
    public static decimal? Completion(Indicator indicator, Period period, decimal? aim, decimal? value) =>
        aim is > 0 && value is { } v && FromJanuary(indicator, period) ? Rounding.Display(v / aim.Value * 100m, 2) : null;

    /// <summary>Months of the year elapsed at the end of a period; a period that ends within a month has that month before it.</summary>
    public static int Elapsed(Period period) =>
        period.Kind == PeriodKind.Range && period.End.AddDays(1).Day != 1 ? period.End.Month - 1 : period.End.Month;

    /// <summary>Whether a period counts from the beginning of its year, so that it can be held against a yearly target.</summary>
    public static bool FromJanuary(Indicator indicator, Period period) => period.Kind switch
    {
        PeriodKind.YearToDate or PeriodKind.UpTo => true,
        PeriodKind.Range => period.Start is { Month: 1, Day: 1 } && period.Start.Year == period.End.Year,
        PeriodKind.Month => indicator.Stock || period.Index == 1,
        _ => false,
    };
}
