namespace Jingkai.Kernel;

/// <summary>
/// The span of time a figure speaks of. A value: two periods are equal when kind and days are equal, so
/// <c>2020-H1</c> and <c>2020-01/2020-06</c> differ until <see cref="Canonical"/> is taken of both.
/// </summary>
public readonly partial record struct Period : IComparable<Period>
{
    private Period(PeriodKind kind, int year, int index, DateOnly start, DateOnly end)
    {
        Kind = kind;
        Year = year;
        Index = index;
        Start = start;
        End = end;
    }

    /// <summary>The shape of the period.</summary>
    public PeriodKind Kind { get; }

    /// <summary>The calendar year, 1 to 9999; of a <see cref="PeriodKind.Range"/> the year of its last day.</summary>
    public int Year { get; }

    /// <summary>
    /// Month 1–12; last month of a year to date or of an up-to; quarter 1–4; half 1–2; 0 for a year and a range.
    /// </summary>
    public int Index { get; }

    /// <summary>The first day; <see cref="DateOnly.MinValue"/> for <see cref="PeriodKind.UpTo"/>.</summary>
    public DateOnly Start { get; }

    /// <summary>The last day, included.</summary>
    public DateOnly End { get; }

    /// <summary>The last calendar month, 1–12; null for a range, which ends on a day.</summary>
    public int? LastMonth => Kind == PeriodKind.Range ? null : End.Month;

    /// <summary>Months from January to the month of <see cref="End"/>, 1–12, a begun month counted. Pace is this ÷ 12.</summary>
    public int MonthsElapsed => End.Month;

    /// <summary>Year and month of <see cref="End"/> as one number, <c>202007</c>; sorts as the months do.</summary>
    public int YearMonth => (End.Year * 100) + End.Month;

    /// <summary>True for the periods that begin on 1 January and end with a month, under whatever name.</summary>
    public bool IsYearToDate => Canonical().Kind == PeriodKind.YearToDate;

    /// <summary>One month.</summary>
    /// <param name="year">1 to 9999.</param>
    /// <param name="month">1 to 12.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static Period Month(int year, int month) => OfMonths(PeriodKind.Month, year, month, month, month);

    /// <summary>January to the given month of a year.</summary>
    /// <param name="year">1 to 9999.</param>
    /// <param name="month">The last month, 1 to 12.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static Period YearToDate(int year, int month) => OfMonths(PeriodKind.YearToDate, year, month, 1, month);

    /// <summary>One quarter.</summary>
    /// <param name="year">1 to 9999.</param>
    /// <param name="quarter">1 to 4.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static Period Quarter(int year, int quarter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quarter, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quarter, 4);
        return OfMonths(PeriodKind.Quarter, year, quarter, (quarter * 3) - 2, quarter * 3);
    }

    /// <summary>One half of a year.</summary>
    /// <param name="year">1 to 9999.</param>
    /// <param name="half">1 or 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static Period Half(int year, int half)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(half, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(half, 2);
        return OfMonths(PeriodKind.Half, year, half, (half * 6) - 5, half * 6);
    }

    /// <summary>A whole calendar year.</summary>
    /// <param name="year">1 to 9999.</param>
    /// <exception cref="ArgumentOutOfRangeException">The year is out of range.</exception>
    public static Period WholeYear(int year) => OfMonths(PeriodKind.Year, year, 0, 1, 12);

    /// <summary>From one day to another, both included.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The last day is before the first.</exception>
    public static Period Range(DateOnly start, DateOnly end)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(end, start);
        return new Period(PeriodKind.Range, end.Year, 0, start, end);
    }

    /// <summary>Everything up to the end of a month.</summary>
    /// <param name="year">1 to 9999.</param>
    /// <param name="month">1 to 12.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static Period UpTo(int year, int month) =>
        new(PeriodKind.UpTo, year, month, DateOnly.MinValue, Month(year, month).End);

    /// <summary>The month a day lies in.</summary>
    public static Period MonthOf(DateOnly day) => Month(day.Year, day.Month);

    /// <summary>The month of a <see cref="YearMonth"/> number, <c>202007</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It names no month.</exception>
    public static Period FromYearMonth(int yearMonth) => Month(yearMonth / 100, yearMonth % 100);

    /// <summary>The year to date that ends with the month a day lies in.</summary>
    public static Period YearToDateOf(DateOnly day) => YearToDate(day.Year, day.Month);

    /// <summary>
    /// One name for one cumulative figure: <c>2020-Q1</c>, <c>2020-H1</c> and <c>2020</c> become the year to date
    /// with the same end. All other periods are returned as they are: later quarters and the second half are
    /// differences of levels, not cumulative figures.
    /// </summary>
    public Period Canonical() => Kind switch
    {
        PeriodKind.Quarter when Index == 1 => YearToDate(Year, 3),
        PeriodKind.Half when Index == 1 => YearToDate(Year, 6),
        PeriodKind.Year => YearToDate(Year, 12),
        _ => this,
    };

    /// <summary>
    /// The same period one year earlier. The last day of February goes to the last day of February; of a range,
    /// 29 February goes to 28 February.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no year before year 1.</exception>
    public Period PriorYear() => Kind switch
    {
        PeriodKind.Month => Month(Year - 1, Index),
        PeriodKind.YearToDate => YearToDate(Year - 1, Index),
        PeriodKind.Quarter => Quarter(Year - 1, Index),
        PeriodKind.Half => Half(Year - 1, Index),
        PeriodKind.Year => WholeYear(Year - 1),
        PeriodKind.UpTo => UpTo(Year - 1, Index),
        _ => Range(Start.AddYears(-1), End.AddYears(-1)),
    };

    /// <summary>
    /// The period as a year to date that ends with the same month; for a month that is the cumulative figure it
    /// belongs to. Null for ranges and up-to periods.
    /// </summary>
    public Period? Cumulative() =>
        Kind is PeriodKind.Range or PeriodKind.UpTo ? null : YearToDate(End.Year, End.Month);

    /// <summary>
    /// True when the period does not exist for an indicator that is published for January and February together
    /// (春节移动, 国家统计局自2012年起1—2月合并发布): January, February alone, and the year to date of January.
    /// </summary>
    /// <param name="janFebMerged">Whether the indicator merges the two months; when false the answer is false.</param>
    public bool IsMergedForbidden(bool janFebMerged) => janFebMerged && Kind switch
    {
        PeriodKind.Month => Index <= 2,
        PeriodKind.YearToDate => Index == 1,
        _ => false,
    };

    /// <summary>
    /// The points of a month series, in order. For a merged indicator the first point of a year is January and
    /// February together (<c>2020-01/2020-02</c>), then March to December: 11 points.
    /// </summary>
    /// <param name="from">The series starts with the month this begins in. A merged point that this cuts is included.</param>
    /// <param name="to">The series ends with the month this ends in. A merged point that ends later is left out.</param>
    /// <param name="merged">Whether the indicator merges January and February.</param>
    /// <exception cref="ArgumentException"><paramref name="from"/> is an up-to period, which has no beginning.</exception>
    public static IEnumerable<Period> Months(Period from, Period to, bool merged) =>
        Series(from, to, merged, merged ? static (y, m) => m == 2 ? YearToDate(y, 2) : Month(y, m) : Month);

    /// <summary>
    /// The points of a cumulative series, in order: 1月, 1–2月, … 1–12月 of each year; for a merged indicator
    /// without the first.
    /// </summary>
    /// <inheritdoc cref="Months"/>
    public static IEnumerable<Period> YearToDates(Period from, Period to, bool merged) =>
        Series(from, to, merged, YearToDate);

    /// <summary>By last day, then the shorter first, then by kind: a month stands before the year to date it ends.</summary>
    public int CompareTo(Period other)
    {
        var byEnd = End.CompareTo(other.End);
        if (byEnd != 0)
        {
            return byEnd;
        }

        var byLength = other.Start.CompareTo(Start);
        return byLength != 0 ? byLength : Kind.CompareTo(other.Kind);
    }

    /// <summary>Earlier in the order of <see cref="CompareTo"/>.</summary>
    public static bool operator <(Period left, Period right) => left.CompareTo(right) < 0;

    /// <summary>Later in the order of <see cref="CompareTo"/>.</summary>
    public static bool operator >(Period left, Period right) => left.CompareTo(right) > 0;

    /// <summary>Earlier or equal in the order of <see cref="CompareTo"/>.</summary>
    public static bool operator <=(Period left, Period right) => left.CompareTo(right) <= 0;

    /// <summary>Later or equal in the order of <see cref="CompareTo"/>.</summary>
    public static bool operator >=(Period left, Period right) => left.CompareTo(right) >= 0;

    private static Period OfMonths(PeriodKind kind, int year, int index, int first, int last)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, 9999);
        ArgumentOutOfRangeException.ThrowIfLessThan(last, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(last, 12);
        var end = new DateOnly(year, last, DateTime.DaysInMonth(year, last));
        return new Period(kind, year, index, new DateOnly(year, first, 1), end);
    }

    private static IEnumerable<Period> Series(Period from, Period to, bool merged, Func<int, int, Period> point)
    {
        if (from.Kind == PeriodKind.UpTo)
        {
            throw new ArgumentException("A series cannot begin with a period that has no beginning.", nameof(from));
        }

        return Walk(from, to, merged, point);
    }

    private static IEnumerable<Period> Walk(Period from, Period to, bool merged, Func<int, int, Period> point)
    {
        // Months are counted from year 0 so that the walk crosses years without special cases.
        var last = (to.End.Year * 12) + to.End.Month - 1;
        for (var n = (from.Start.Year * 12) + from.Start.Month - 1; n <= last; n++)
        {
            var month = (n % 12) + 1;
            if (!(merged && month == 1))
            {
                yield return point(n / 12, month);
            }
        }
    }
}
