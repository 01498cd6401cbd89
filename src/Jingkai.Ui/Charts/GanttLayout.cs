namespace Jingkai.Ui;

/// <summary>A bar in whole pixels.</summary>
/// <param name="X">Left edge.</param>
/// <param name="Width">At least one.</param>
public readonly record struct GanttBar(int X, int Width)
{
    /// <summary>Right edge.</summary>
    public int End => X + Width;
}

/// <summary>A part of the axis.</summary>
/// <param name="X">Left edge.</param>
/// <param name="Width">Width.</param>
/// <param name="From">Its first day.</param>
/// <param name="Labelled">There is room for its label.</param>
public sealed record GanttTick(int X, int Width, DateOnly From, bool Labelled);

/// <summary>A milestone at its place.</summary>
/// <param name="X">The middle of its day.</param>
/// <param name="Milestone">What it is.</param>
/// <param name="Late">Its day is past and it was not reached.</param>
public sealed record GanttDiamond(int X, GanttMilestone Milestone, bool Late);

/// <summary>A row at its place.</summary>
/// <param name="Row">What it is.</param>
/// <param name="Planned">The plan.</param>
/// <param name="Actual">What happened; it ends today while it runs.</param>
/// <param name="Open">The actual bar has no end yet.</param>
/// <param name="Overdue">Days beyond the plan: until it ended, or until today.</param>
/// <param name="OverdueDays">How many.</param>
/// <param name="Promised">The end of the promised day.</param>
/// <param name="Milestones">Milestones, the earliest first.</param>
/// <param name="Reversed">A pair of days stands the wrong way round; it is drawn as it must have been meant.</param>
public sealed record GanttLine(GanttRow Row, GanttBar? Planned, GanttBar? Actual, bool Open, GanttBar? Overdue, int OverdueDays, int? Promised, IReadOnlyList<GanttDiamond> Milestones, bool Reversed);

/// <summary>
/// Where everything of a Gantt chart stands, in whole pixels from days: pure, the same on every machine, and monotone, so that what is later
/// never stands further left.
/// </summary>
public sealed record GanttLayout
{
    /// <summary>Width of the drawing without labels: enough for a few days, and no more than an A3 page holds for years.</summary>
    public const int Narrowest = 640, Widest = 1200;

    /// <summary>Height of a row and of the axis.</summary>
    public const int RowHeight = 40, AxisHeight = 44;

    /// <summary>A day is never wider than this.</summary>
    private const int WidestDay = 24;

    /// <summary>Pixels that the label of a part of the axis needs.</summary>
    private const int LabelRoom = 26, YearRoom = 34, DayRoom = 22;

    private GanttLayout()
    {
    }

    /// <summary>First day drawn.</summary>
    public DateOnly From { get; private init; }

    /// <summary>The day after the last one drawn.</summary>
    public DateOnly Until { get; private init; }

    /// <summary>Width of the drawing.</summary>
    public int Width { get; private init; }

    /// <summary>Height with the axis.</summary>
    public int Height { get; private init; }

    /// <summary>What the lower line of the axis counts.</summary>
    public GanttScale Scale { get; private init; }

    /// <summary>Upper line of the axis: years, or months above weeks.</summary>
    public IReadOnlyList<GanttTick> Major { get; private init; } = [];

    /// <summary>Lower line: weeks, months or quarters.</summary>
    public IReadOnlyList<GanttTick> Minor { get; private init; } = [];

    /// <summary>Where today is; null when it is not drawn.</summary>
    public int? Today { get; private init; }

    /// <summary>The rows.</summary>
    public IReadOnlyList<GanttLine> Lines { get; private init; } = [];

    /// <summary>Lays rows out.</summary>
    /// <param name="rows">Rows in their order; none gives an empty drawing of the present month.</param>
    /// <param name="today">The business date.</param>
    /// <param name="widest">Most pixels of the drawing.</param>
    public static GanttLayout Of(IReadOnlyList<GanttRow> rows, DateOnly today, int widest = Widest)
    {
        var days = rows.SelectMany(Days).ToList();
        // What runs or is late reaches until today; what is over may lie wholly in the past.
        if (days.Count == 0 || rows.Any(r => IsOpen(r, today) || IsLate(r, today))) days.Add(today);
        var (first, last) = (days.Min(), days.Max());
        var span = last.DayNumber - first.DayNumber + 1;
        var scale = span <= 92 ? GanttScale.Week : span <= 800 ? GanttScale.Month : GanttScale.Quarter;
        var (from, until) = (Start(first, scale), Next(Start(last, scale), scale));
        var total = until.DayNumber - from.DayNumber;
        var width = Math.Clamp(total * WidestDay, Narrowest, Math.Max(widest, Narrowest));
        var axis = new Axis(from, total, width);
        return new()
        {
            From = from,
            Until = until,
            Width = width,
            Height = AxisHeight + (rows.Count * RowHeight),
            Scale = scale,
            Major = Ticks(axis, until, scale == GanttScale.Week ? GanttScale.Month : null, scale == GanttScale.Week ? 52 : YearRoom),
            Minor = Ticks(axis, until, scale, scale == GanttScale.Week ? DayRoom : LabelRoom),
            Today = today >= from && today < until ? axis.At(today) : null,
            Lines = [.. rows.Select(row => Line(row, today, axis))],
        };
    }

    /// <summary>The middle of a day, within the drawing.</summary>
    private static int Middle(Axis axis, DateOnly day) => (axis.At(day) + axis.At(Plus(day, 1))) / 2;

    private static GanttLine Line(GanttRow row, DateOnly today, Axis axis)
    {
        var reversed = row.PlannedUntil < row.PlannedFrom || row.ActualUntil < row.ActualFrom;
        var planned = Bar(axis, row.PlannedFrom, row.PlannedUntil);
        var open = IsOpen(row, today);
        var actual = Bar(axis, row.ActualFrom, open ? Later(row.ActualFrom, today) : row.ActualUntil);
        var (overdue, days) = ((GanttBar?)null, 0);
        if (Due(row) is { } due && LateUntil(row, today) is { } end && end > due)
            (overdue, days) = (axis.Bar(Plus(due, 1), end), end.DayNumber - due.DayNumber);
        return new(row, planned, actual, open, overdue, days, row.Promised is { } promised ? axis.At(Plus(promised, 1)) : null,
            [.. row.Milestones.OrderBy(m => m.Day).Select(m => new GanttDiamond(Middle(axis, m.Day), m, !m.Done && !row.Dropped && m.Day < today))], reversed);
    }

    /// <summary>From which day on it is late: the end of the plan, or else what was promised.</summary>
    private static DateOnly? Due(GanttRow row) => (row.PlannedFrom, row.PlannedUntil) switch
    {
        ({ } from, { } until) => from > until ? from : until,
        (_, { } until) => until,
        _ => row.Promised,
    };

    /// <summary>Until which day it was late, or is.</summary>
    private static DateOnly? LateUntil(GanttRow row, DateOnly today) => row.Dropped ? row.ActualUntil : row.ActualUntil is { } ended ? Later(row.ActualFrom, ended) : today;

    private static bool IsLate(GanttRow row, DateOnly today) => !row.Dropped && row.ActualUntil is null && Due(row) < today;

    private static bool IsOpen(GanttRow row, DateOnly today) => row is { ActualFrom: not null, ActualUntil: null, Dropped: false } && row.ActualFrom <= today;

    private static DateOnly Later(DateOnly? one, DateOnly other) => one > other ? one.Value : other;

    private static GanttBar? Bar(Axis axis, DateOnly? from, DateOnly? until) => (from, until) switch
    {
        ({ } a, { } b) => axis.Bar(a < b ? a : b, a < b ? b : a),
        // One end alone is a day.
        ({ } a, null) => axis.Bar(a, a),
        (null, { } b) => axis.Bar(b, b),
        _ => null,
    };

    private static IEnumerable<DateOnly> Days(GanttRow row) =>
        new[] { row.PlannedFrom, row.PlannedUntil, row.Promised, row.ActualFrom, row.ActualUntil }.OfType<DateOnly>().Concat(row.Milestones.Select(m => m.Day));

    private static List<GanttTick> Ticks(Axis axis, DateOnly until, GanttScale? scale, int room)
    {
        var ticks = new List<GanttTick>();
        for (var day = axis.From; day < until;)
        {
            var next = scale is { } s ? Next(Start(day, s), s) : NextYear(day);
            if (next > until) next = until;
            var (x, end) = (axis.At(day), axis.At(next));
            ticks.Add(new(x, end - x, day, end - x >= room));
            day = next;
        }

        return ticks;
    }

    private static DateOnly Start(DateOnly day, GanttScale scale) => scale switch
    {
        // Weeks begin on Monday; the first days of the calendar have none before them.
        GanttScale.Week => day.DayNumber < 7 ? DateOnly.MinValue : day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        GanttScale.Month => new(day.Year, day.Month, 1),
        _ => new(day.Year, (((day.Month - 1) / 3) * 3) + 1, 1),
    };

    private static DateOnly Next(DateOnly start, GanttScale scale)
    {
        var days = scale switch
        {
            GanttScale.Week => 7,
            GanttScale.Month => DateTime.DaysInMonth(start.Year, start.Month),
            _ => Enumerable.Range(start.Month, 3).Sum(month => DateTime.DaysInMonth(start.Year, month)),
        };
        return Plus(start, days);
    }

    private static DateOnly NextYear(DateOnly day) => day.Year == DateOnly.MaxValue.Year ? DateOnly.MaxValue : new(day.Year + 1, 1, 1);

    private static DateOnly Plus(DateOnly day, int days) => DateOnly.FromDayNumber(Math.Min(day.DayNumber + days, DateOnly.MaxValue.DayNumber));

    /// <summary>Days to pixels; rounded down, so that it is monotone and the last day ends at the edge.</summary>
    private readonly record struct Axis(DateOnly From, int Days, int Width)
    {
        public int At(DateOnly day) => (int)((long)Math.Clamp(day.DayNumber - From.DayNumber, 0, Days) * Width / Math.Max(Days, 1));

        public GanttBar Bar(DateOnly from, DateOnly until)
        {
            var x = At(from);
            return new(Math.Min(x, Width - 1), Math.Max(At(Plus(until, 1)) - x, 1));
        }
    }
}
