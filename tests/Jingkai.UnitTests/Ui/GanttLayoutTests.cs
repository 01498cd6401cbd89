using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Jingkai.Ui;

namespace Jingkai.UnitTests.Ui;

public class GanttLayoutTests
{
    private static readonly DateOnly Today = new(2026, 3, 5);

    [Fact]
    public void Without_rows_the_present_weeks_are_drawn()
    {
        var layout = GanttLayout.Of([], Today);

        layout.Lines.ShouldBeEmpty();
        (layout.From, layout.Until, layout.Scale).ShouldBe((Day("2026-03-02"), Day("2026-03-09"), GanttScale.Week));
        layout.Height.ShouldBe(GanttLayout.AxisHeight);
        layout.Today.ShouldNotBeNull();
    }

    [Fact]
    public void One_day_is_as_wide_as_a_day()
    {
        var layout = GanttLayout.Of([Planned("2026-03-05", "2026-03-05")], Today);
        var bar = layout.Lines[0].Planned!.Value;

        bar.Width.ShouldBeInRange(GanttLayout.Narrowest / 7, (GanttLayout.Narrowest / 7) + 1);
        bar.X.ShouldBe(layout.Today!.Value);
        layout.Lines[0].Overdue.ShouldBeNull();
    }

    [Theory]
    [InlineData("2026-03-01", "2026-03-31", GanttScale.Week)]
    [InlineData("2026-01-01", "2027-03-31", GanttScale.Month)]
    [InlineData("2020-01-01", "2029-12-31", GanttScale.Quarter)]
    public void Axis_counts_what_fits_the_span(string from, string until, GanttScale scale)
    {
        var layout = GanttLayout.Of([Planned(from, until)], Day(from));

        layout.Scale.ShouldBe(scale);
        layout.Width.ShouldBeInRange(GanttLayout.Narrowest, GanttLayout.Widest);
        foreach (var ticks in (IReadOnlyList<GanttTick>[])[layout.Major, layout.Minor])
        {
            // They tile the axis: each begins where the one before ends.
            ticks[0].X.ShouldBe(0);
            ticks.Zip(ticks.Skip(1)).ShouldAllBe(pair => pair.First.X + pair.First.Width == pair.Second.X);
            (ticks[^1].X + ticks[^1].Width).ShouldBe(layout.Width);
        }
    }

    [Fact]
    public void Ten_years_have_forty_quarters_and_years_that_can_be_read()
    {
        var layout = GanttLayout.Of([Planned("2020-01-01", "2029-12-31")], Today);

        layout.Minor.Count.ShouldBe(40);
        layout.Major.Select(t => t.From.Year).ShouldBe(Enumerable.Range(2020, 10));
        layout.Major.ShouldAllBe(t => t.Labelled);
        layout.Minor.ShouldAllBe(t => t.Labelled);
    }

    [Theory]
    [InlineData("2024-02-01", "2024-02-29", 29)]
    [InlineData("2025-02-01", "2025-02-28", 28)]
    [InlineData("2024-02-29", "2024-02-29", 1)]
    public void Leap_days_count(string from, string until, int days)
    {
        var layout = GanttLayout.Of([Planned(from, until)], Day(until));
        var total = layout.Until.DayNumber - layout.From.DayNumber;

        layout.Lines[0].Planned!.Value.Width.ShouldBeInRange(days * layout.Width / total, (days * layout.Width / total) + 1);
    }

    [Fact]
    public void A_running_bar_ends_today_with_an_open_end()
    {
        var line = Line(new("厂房") { PlannedFrom = Day("2026-01-01"), PlannedUntil = Day("2026-06-30"), ActualFrom = Day("2026-01-10") }, out var layout);

        line.Open.ShouldBeTrue();
        line.Overdue.ShouldBeNull();
        line.Actual!.Value.X.ShouldBeLessThan(layout.Today!.Value);
        line.Actual.Value.End.ShouldBeGreaterThanOrEqualTo(layout.Today.Value);
    }

    [Theory]
    [InlineData("2026-02-28", null, null, 5)] // not begun: late until today
    [InlineData("2026-02-28", "2026-01-01", null, 5)] // still running
    [InlineData("2026-02-28", "2026-01-01", "2026-03-02", 2)] // ended late
    [InlineData("2026-02-28", "2026-01-01", "2026-02-28", 0)] // in time
    [InlineData("2026-03-05", null, null, 0)] // today is still in time
    public void Days_beyond_the_plan_are_hatched(string until, string? began, string? ended, int days)
    {
        var line = Line(new("厂房") { PlannedFrom = Day("2026-01-01"), PlannedUntil = Day(until), ActualFrom = DayOrNone(began), ActualUntil = DayOrNone(ended) }, out _);

        line.OverdueDays.ShouldBe(days);
        (line.Overdue is not null).ShouldBe(days > 0);
        if (line.Overdue is { } overdue) overdue.X.ShouldBe(line.Planned!.Value.End);
    }

    [Fact]
    public void What_was_given_up_is_late_no_more()
    {
        var line = Line(new("厂房") { PlannedFrom = Day("2025-01-01"), PlannedUntil = Day("2025-06-30"), Dropped = true }, out var layout);

        (line.Open, line.OverdueDays).ShouldBe((false, 0));
        layout.Today.ShouldBeNull();
    }

    [Fact]
    public void A_promise_alone_is_what_is_owed()
    {
        var line = Line(new("厂房") { Promised = Day("2026-03-01") }, out _);

        line.Promised.ShouldNotBeNull();
        line.OverdueDays.ShouldBe(4);
    }

    [Fact]
    public void Days_the_wrong_way_round_are_drawn_and_said()
    {
        var line = Line(new("厂房") { PlannedFrom = Day("2026-06-30"), PlannedUntil = Day("2026-01-01") }, out _);

        line.Reversed.ShouldBeTrue();
        line.Planned!.Value.Width.ShouldBe(Line(Planned("2026-01-01", "2026-06-30"), out _).Planned!.Value.Width);
    }

    [Fact]
    public void Milestones_stand_in_their_order_and_past_ones_are_late_unless_reached()
    {
        var line = Line(new("厂房") { Milestones = [new("竣工", Day("2026-09-01")), new("开工", Day("2026-01-01"), Done: true), new("封顶", Day("2026-02-01"))] }, out _);

        line.Milestones.Select(m => (m.Milestone.Label, m.Late)).ShouldBe([("开工", false), ("封顶", true), ("竣工", false)]);
        line.Milestones.Zip(line.Milestones.Skip(1)).ShouldAllBe(pair => pair.First.X < pair.Second.X);
    }

    [Theory]
    [InlineData("0001-01-01", "0001-01-02")]
    [InlineData("9999-12-30", "9999-12-31")]
    [InlineData("0001-01-01", "9999-12-31")]
    public void Ends_of_the_calendar_are_drawn(string from, string until)
    {
        var layout = GanttLayout.Of([Planned(from, until) with { ActualFrom = Day(from), ActualUntil = Day(until), Promised = Day(until), Milestones = [new("终", Day(until))] }], Day(from));

        layout.Lines[0].Planned!.Value.End.ShouldBeLessThanOrEqualTo(layout.Width);
    }

    [Fact]
    public void Everything_lies_within_the_drawing_and_later_is_never_further_left() => Prop.ForAll(Gen.ListOf(Row()).ToArbitrary(), DayOf().ToArbitrary(), (rows, today) =>
    {
        var layout = GanttLayout.Of([.. rows], today);
        bool Inside(GanttBar? bar) => bar is not { } b || (b.X >= 0 && b.Width >= 1 && b.End <= layout.Width);
        var starts = layout.Lines.Where(l => l.Row.PlannedFrom is not null && l.Row.PlannedUntil >= l.Row.PlannedFrom).OrderBy(l => l.Row.PlannedFrom).Select(l => l.Planned!.Value.X).ToList();
        return layout.Lines.Count == rows.Count
            && layout.Lines.All(l => Inside(l.Planned) && Inside(l.Actual) && Inside(l.Overdue) && (l.Promised ?? 0) <= layout.Width && l.Milestones.All(m => m.X >= 0 && m.X <= layout.Width))
            && starts.SequenceEqual(starts.Order());
    }).Holds();

    private static Gen<DateOnly> DayOf() => Gen.Choose(Day("2015-01-01").DayNumber, Day("2032-12-31").DayNumber).Select(DateOnly.FromDayNumber);

    private static Gen<GanttRow> Row() =>
        from days in Gen.ArrayOf(DayOf(), 6)
        from known in Gen.ArrayOf(Gen.Elements(true, false), 6)
        select new GanttRow("行")
        {
            PlannedFrom = known[0] ? days[0] : null,
            PlannedUntil = known[1] ? days[1] : null,
            Promised = known[2] ? days[2] : null,
            ActualFrom = known[3] ? days[3] : null,
            ActualUntil = known[4] ? days[4] : null,
            Milestones = known[5] ? [new("点", days[5])] : [],
        };

    private static GanttLine Line(GanttRow row, out GanttLayout layout) => (layout = GanttLayout.Of([row], Today)).Lines[0];

    private static GanttRow Planned(string from, string until) => new("厂房") { PlannedFrom = Day(from), PlannedUntil = Day(until) };

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly? DayOrNone(string? text) => text is null ? null : Day(text);
}
