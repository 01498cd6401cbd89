namespace Jingkai.Kernel;

/// <summary>The shape of a <see cref="Period"/>.</summary>
public enum PeriodKind
{
    /// <summary>One calendar month (当月), <c>2020-07</c>.</summary>
    Month,

    /// <summary>From 1 January to the end of a month (累计), <c>2020-01/2020-07</c>.</summary>
    YearToDate,

    /// <summary>One quarter, <c>2020-Q2</c>.</summary>
    Quarter,

    /// <summary>One half of a year, <c>2020-H1</c>.</summary>
    Half,

    /// <summary>A whole year, <c>2020</c>.</summary>
    Year,

    /// <summary>From one day to another, <c>2020-01-01/2020-09-09</c>; for counted and task figures.</summary>
    Range,

    /// <summary>From the beginning of records to the end of a month (截至), <c>../2022-04</c>.</summary>
    UpTo,
}
