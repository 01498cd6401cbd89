using Jingkai.Kernel;

namespace Jingkai.Economy.Domain;

/// <summary>Who is summed into a rolled-up indicator.</summary>
internal enum Population
{
    /// <summary>Industrial enterprises (sections B, C, D) with an above-scale listing in force, operating in the zone.</summary>
    AboveScaleIndustry = 1,

    /// <summary>Every enterprise operating in the zone that reports: 企业上报口径, never set beside an office's figure.</summary>
    Reporting = 2,
}

/// <summary>A measure enterprises report month by month.</summary>
/// <param name="Id">Small number in keys; never reused.</param>
/// <param name="Indicator">The indicator it rolls up to.</param>
/// <param name="Key">Prefix of its columns in the ledger.</param>
/// <param name="Heading">Heading in the ledger.</param>
/// <param name="Unit">Unit in the ledger.</param>
/// <param name="Base">Unit of the stored integers, which are ten-thousandths of it.</param>
/// <param name="Population">Who is summed.</param>
/// <param name="Reconcilable">Whether the sum may be set beside a delivered figure.</param>
/// <param name="Stock">A state at the end of the month, with no year-to-date column of its own.</param>
/// <param name="MayBeNegative">Whether a value below zero can be right.</param>
internal sealed record Measure(
    int Id, string Indicator, string Key, string Heading, string Unit, string Base, Population Population, bool Reconcilable, bool Stock, bool MayBeNegative = false);

/// <summary>The measures of the monthly report.</summary>
internal static class Measures
{
    public static IReadOnlyList<Measure> All { get; } =
    [
        new(1, "IND_GOV", "output", "工业总产值", "万元", "元", Population.AboveScaleIndustry, true, false),
        new(2, "IND_REV", "revenue", "营业收入", "万元", "元", Population.AboveScaleIndustry, true, false),
        // Refunds can exceed what is paid in a month.
        new(3, "TAX", "tax", "税收", "万元", "元", Population.Reporting, false, false, MayBeNegative: true),
        new(4, "POWER_IND", "power", "用电量", "万千瓦时", "千瓦时", Population.Reporting, false, false),
        new(5, "EMP_END", "staff", "从业人员", "人", "人", Population.Reporting, false, true),
    ];

    public static Measure? Of(string indicator) => All.FirstOrDefault(m => m.Indicator == indicator);

    public static Measure ById(int id) => All[id - 1];
}

/// <summary>Months as integers <c>yyyymm</c>, the way reports and roll-ups are keyed.</summary>
internal static class MonthKey
{
    public static int Of(int year, int month) => (year * 100) + month;

    public static int Of(DateOnly date) => Of(date.Year, date.Month);

    public static int Year(int key) => key / 100;

    public static int Month(int key) => key % 100;

    public static DateOnly LastDay(int key) => new DateOnly(Year(key), Month(key), 1).AddMonths(1).AddDays(-1);

    public static int Next(int key) => Month(key) == 12 ? Of(Year(key) + 1, 1) : key + 1;

    /// <summary><c>2020-07</c>, as interface and addresses write it.</summary>
    public static string Text(int key) => FormattableString.Invariant($"{Year(key):0000}-{Month(key):00}");

    /// <summary>The period a report row is filed under: a merged measure's February is January and February together.</summary>
    public static Period PeriodOf(int key, bool merged) =>
        merged && Month(key) == 2 ? Period.YearToDate(Year(key), 2) : Period.Month(Year(key), Month(key));
}
