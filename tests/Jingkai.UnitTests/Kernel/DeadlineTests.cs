using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Jingkai.Kernel;

namespace Jingkai.UnitTests.Kernel;

/// <summary>Due dates worked out by hand on the State Council's notices, and properties against plain counting.</summary>
public sealed class DeadlineTests
{
    private static readonly Deadline Rules = new(WorkCalendar.Default, OfficeHours.Usual);

    [Theory]
    // 国庆 2025: 1 to 8 October off, Sunday 28 September and Saturday 11 October worked.
    [InlineData("2025-09-30 10:00", 1, LimitUnit.WorkingDays, "2025-10-09 17:30")]
    [InlineData("2025-09-26 10:00", 3, LimitUnit.WorkingDays, "2025-09-30 17:30")]
    [InlineData("2025-09-26 10:00", 5, LimitUnit.WorkingDays, "2025-10-10 17:30")]
    [InlineData("2025-09-26 10:00", 6, LimitUnit.WorkingDays, "2025-10-11 17:30")]
    [InlineData("2025-09-26 10:00", 7, LimitUnit.WorkingDays, "2025-10-13 17:30")]
    [InlineData("2025-09-01 23:59", 20, LimitUnit.WorkingDays, "2025-09-28 17:30")]
    [InlineData("2025-09-28 08:00", 5, LimitUnit.CalendarDays, "2025-10-09 17:30")]
    [InlineData("2025-09-26 08:00", 1, LimitUnit.CalendarDays, "2025-09-28 17:30")]
    [InlineData("2025-09-10 08:00", 30, LimitUnit.CalendarDays, "2025-10-10 17:30")]
    [InlineData("2025-08-06 08:00", 60, LimitUnit.CalendarDays, "2025-10-09 17:30")]
    [InlineData("2025-04-24 08:00", 7, LimitUnit.CalendarDays, "2025-05-06 17:30")]
    [InlineData("2025-09-01 08:00", 1, LimitUnit.Months, "2025-10-09 17:30")]
    // Months' ends.
    [InlineData("2025-01-31 08:00", 1, LimitUnit.Months, "2025-02-28 17:30")]
    [InlineData("2024-01-31 08:00", 1, LimitUnit.Months, "2024-02-29 17:30")]
    [InlineData("2025-08-31 08:00", 3, LimitUnit.Months, "2025-12-01 17:30")]
    [InlineData("2024-02-29 08:00", 12, LimitUnit.Months, "2025-02-28 17:30")]
    [InlineData("2025-12-31 08:00", 1, LimitUnit.Months, "2026-02-02 17:30")]
    // 春节 2020 with its prolongation to 2 February.
    [InlineData("2020-01-22 09:00", 3, LimitUnit.WorkingDays, "2020-02-04 17:30")]
    [InlineData("2020-01-16 09:00", 10, LimitUnit.WorkingDays, "2020-02-06 17:30")]
    [InlineData("2020-01-22 09:00", 7, LimitUnit.CalendarDays, "2020-02-03 17:30")]
    // Hours of the clock end when they end; office hours wait for the office, over lunch and over days off.
    [InlineData("2025-09-30 16:00", 24, LimitUnit.Hours, "2025-10-01 16:00")]
    [InlineData("2025-12-31 23:30", 48, LimitUnit.Hours, "2026-01-02 23:30")]
    [InlineData("2025-09-30 16:00", 4, LimitUnit.WorkingHours, "2025-10-09 11:00")]
    [InlineData("2025-09-29 12:30", 1, LimitUnit.WorkingHours, "2025-09-29 14:30")]
    [InlineData("2025-09-29 18:00", 7, LimitUnit.WorkingHours, "2025-09-30 17:00")]
    [InlineData("2025-09-27 10:00", 8, LimitUnit.WorkingHours, "2025-09-29 09:00")]
    [InlineData("2025-09-29 08:30", 15, LimitUnit.WorkingHours, "2025-09-30 17:30")]
    // 56 days from signing to start, and the hundred that are promised.
    [InlineData("2020-03-10 15:00", 56, LimitUnit.CalendarDays, "2020-05-06 17:30")]
    [InlineData("2025-06-20 15:00", 100, LimitUnit.CalendarDays, "2025-09-28 17:30")]
    public void Limit_ends(string start, int amount, LimitUnit unit, string due)
    {
        var found = Rules.Due(TimeLimit.Of(amount, unit).Value, At(start));
        (found.At, found.Provisional).ShouldBe((At(due), false));
    }

    [Theory]
    [InlineData("2020-01-22 09:00", 3, LimitUnit.WorkingDays, "2020-02-01 17:30")]
    [InlineData("2020-01-22 09:00", 7, LimitUnit.CalendarDays, "2020-01-31 17:30")]
    public void Limit_ended_earlier_by_the_first_notice_of_2020(string start, int amount, LimitUnit unit, string due)
    {
        // 24 to 30 January off, Saturday 1 February worked; changed on 26 January.
        var first = WorkCalendar.Default.WithYear(2020, [.. Enumerable.Range(24, 7).Select(d => new DayOverride(new(2020, 1, d), false, "春节")), new(new(2020, 2, 1), true, "春节")]);
        new Deadline(first, OfficeHours.Usual).Due(TimeLimit.Of(amount, unit).Value, At(start)).At.ShouldBe(At(due));
    }

    [Theory]
    // The day a pause begins counts; the days after it up to and including its end do not.
    [InlineData("2025-09-26 10:00", 5, LimitUnit.WorkingDays, "2025-09-29 09:00/2025-10-09 16:00", "2025-10-13 17:30")]
    [InlineData("2025-09-26 10:00", 5, LimitUnit.WorkingDays, "2025-09-29 09:00/2025-09-29 16:00", "2025-10-10 17:30")]
    [InlineData("2025-09-20 10:00", 10, LimitUnit.CalendarDays, "2025-09-22 09:00/2025-09-25 16:00", "2025-10-09 17:30")]
    [InlineData("2025-06-10 10:00", 1, LimitUnit.Months, "2025-06-20 09:00/2025-06-25 16:00", "2025-07-15 17:30")]
    [InlineData("2025-11-03 10:00", 3, LimitUnit.WorkingDays, "2025-11-04 09:00/2025-11-06 16:00;2025-11-05 09:00/2025-11-07 16:00", "2025-11-11 17:30")]
    // A pause over the holiday costs the working days in it only.
    [InlineData("2025-09-29 10:00", 2, LimitUnit.WorkingDays, "2025-09-30 09:00/2025-10-08 16:00", "2025-10-09 17:30")]
    [InlineData("2025-11-03 09:00", 24, LimitUnit.Hours, "2025-11-03 12:00/2025-11-04 12:00", "2025-11-05 09:00")]
    [InlineData("2025-11-03 09:00", 6, LimitUnit.WorkingHours, "2025-11-03 11:00/2025-11-03 15:00", "2025-11-04 10:00")]
    [InlineData("2025-11-03 09:00", 1, LimitUnit.WorkingDays, "2025-11-04 10:00/", "2025-11-04 17:30")]
    [InlineData("2025-11-03 09:00", 2, LimitUnit.WorkingDays, "2025-11-04 10:00/", null)]
    [InlineData("2025-11-03 09:00", 5, LimitUnit.CalendarDays, "2025-11-08 10:00/", null)]
    [InlineData("2025-11-03 09:00", 9, LimitUnit.Hours, "2025-11-03 12:00/", null)]
    [InlineData("2025-11-03 09:00", 9, LimitUnit.WorkingHours, "2025-11-03 12:00/", null)]
    public void Pause_moves_the_end(string start, int amount, LimitUnit unit, string pauses, string? due) =>
        Rules.Due(TimeLimit.Of(amount, unit).Value, At(start), Pauses(pauses)).At.ShouldBe(due is null ? null : At(due));

    [Fact]
    public void Year_without_a_notice_is_provisional_until_the_notice_comes()
    {
        var limit = TimeLimit.Of(5, LimitUnit.WorkingDays).Value;
        Rules.Due(limit, At("2027-03-01 09:00")).ShouldBe(new DueMoment(At("2027-03-08 17:30"), true));
        Rules.Due(TimeLimit.Of(3, LimitUnit.WorkingDays).Value, At("2026-12-30 09:00")).ShouldBe(new DueMoment(At("2027-01-04 17:30"), true));
        Rules.Due(TimeLimit.Of(1, LimitUnit.WorkingDays).Value, At("2026-12-30 09:00")).ShouldBe(new DueMoment(At("2026-12-31 17:30"), false));
        var known = WorkCalendar.Default.WithYear(2027, [new(new(2027, 3, 5), false, "试")]);
        new Deadline(known, OfficeHours.Usual).Due(limit, At("2027-03-01 09:00")).ShouldBe(new DueMoment(At("2027-03-09 17:30"), false));
    }

    [Fact]
    public void Zones_own_days_and_hours_count()
    {
        var closed = WorkCalendar.Default.With([new(new(2025, 11, 5), false, "停电")]);
        var short_ = OfficeHours.Of([(new(9, 0), new(15, 0))]).Value;
        new Deadline(closed, short_).Due(TimeLimit.Of(3, LimitUnit.WorkingDays).Value, At("2025-11-03 09:00")).At.ShouldBe(At("2025-11-07 15:00"));
        new Deadline(closed, short_).Due(TimeLimit.Of(8, LimitUnit.WorkingHours).Value, At("2025-11-04 13:00")).At.ShouldBe(At("2025-11-06 15:00"));
    }

    [Fact]
    public void Extension_counts_on_from_the_end()
    {
        TimeLimit Days(int n) => TimeLimit.Of(n, LimitUnit.WorkingDays).Value;
        Rules.Due(Days(20), At("2025-09-01 09:00"), null, [Days(10)]).At.ShouldBe(At("2025-10-17 17:30"));
        // Only the last end is moved off a holiday: 5 and 3 calendar days are eight.
        Rules.Due(TimeLimit.Of(5, LimitUnit.CalendarDays).Value, At("2025-09-28 09:00"), null, [TimeLimit.Of(7, LimitUnit.CalendarDays).Value]).At.ShouldBe(At("2025-10-10 17:30"));
        Rules.Due(Days(5), At("2025-11-03 09:00"), null, [TimeLimit.Of(1, LimitUnit.Months).Value]).At.ShouldBe(At("2025-12-10 17:30"));
    }

    [Theory]
    [InlineData(20, LimitUnit.WorkingDays, 50, "2025-09-01 09:00", "2025-09-15 08:30")]
    [InlineData(20, LimitUnit.WorkingDays, 80, "2025-09-01 09:00", "2025-09-23 08:30")]
    [InlineData(20, LimitUnit.WorkingDays, 100, "2025-09-01 09:00", "2025-09-28 17:30")]
    [InlineData(3, LimitUnit.WorkingDays, 50, "2025-11-03 09:00", "2025-11-05 08:30")]
    [InlineData(24, LimitUnit.Hours, 50, "2025-11-03 09:00", "2025-11-03 21:00")]
    [InlineData(2, LimitUnit.Months, 50, "2025-03-10 09:00", "2025-04-10 08:30")]
    public void Warning_comes_when_its_share_is_used(int amount, LimitUnit unit, int percent, string start, string at) =>
        Rules.Warning(TimeLimit.Of(amount, unit).Value, percent, At(start)).At.ShouldBe(At(at));

    [Fact]
    public void Days_used_are_those_since_the_event()
    {
        Rules.Used(LimitUnit.WorkingDays, At("2025-09-26 10:00"), new(2025, 10, 11)).ShouldBe((6, false));
        Rules.Used(LimitUnit.CalendarDays, At("2025-09-26 10:00"), new(2025, 10, 11)).ShouldBe((15, false));
        Rules.Used(LimitUnit.WorkingDays, At("2025-09-26 10:00"), new(2025, 10, 11), Pauses("2025-09-29 09:00/2025-10-09 16:00")).ShouldBe((4, false));
        Rules.Used(LimitUnit.WorkingDays, At("2025-09-26 10:00"), new(2025, 9, 20)).ShouldBe((0, false));
        Rules.Used(LimitUnit.WorkingDays, At("2026-12-30 10:00"), new(2027, 1, 4)).ShouldBe((3, true));
    }

    [Theory]
    [InlineData(0, LimitUnit.Hours)]
    [InlineData(-3, LimitUnit.WorkingDays)]
    [InlineData(TimeLimit.MostDays + 1, LimitUnit.CalendarDays)]
    [InlineData(TimeLimit.MostMonths + 1, LimitUnit.Months)]
    public void Limit_that_is_none_is_refused(int amount, LimitUnit unit) => TimeLimit.Of(amount, unit).Error!.Code.ShouldBe("bad-limit");

    [Fact]
    public void Office_hours_that_are_none_are_refused()
    {
        foreach (var bad in new[] { new (TimeOnly, TimeOnly)[] { }, [(new(9, 0), new(9, 0))], [(new(9, 0), new(12, 0)), (new(11, 0), new(15, 0))] })
            OfficeHours.Of(bad).Error!.Code.ShouldBe("bad-office-hours");
    }

    [Fact]
    public void Words_of_a_limit()
    {
        TimeLimit.Of(20, LimitUnit.WorkingDays).Value.InWords().ShouldBe(new Text("20个工作日", "20 working days"));
        TimeLimit.Of(1, LimitUnit.Months).Value.InWords().ShouldBe(new Text("1个月", "1 month"));
    }

    /// <summary>Plain counting says the same: between the event and the end lie exactly as many days that count, and the end is one of them.</summary>
    [Fact]
    public void Working_days_agree_with_plain_counting() => Prop.ForAll(Starts, Gen.Choose(1, 150).ToArbitrary(), PausesOf, (start, amount, pauses) =>
    {
        var due = Rules.Due(TimeLimit.Of(amount, LimitUnit.WorkingDays).Value, start, pauses);
        var end = due.Day!.Value;
        var counted = Rules.Used(LimitUnit.WorkingDays, start, end, pauses).Days;
        return counted == amount && WorkCalendar.Default.Answer(end) != DayAnswer.DayOff && !pauses.Any(p => p.Covers(end));
    }).Holds();

    [Fact]
    public void Office_hours_agree_with_counting_minutes() => Prop.ForAll(Starts, Gen.Choose(1, 40).ToArbitrary(), PausesOf, (start, amount, pauses) =>
    {
        var due = Rules.Due(TimeLimit.Of(amount, LimitUnit.WorkingHours).Value, start, pauses).At!.Value;
        var minutes = 0;
        for (var at = start; at < due; at = at.AddMinutes(1))
            if (WorkCalendar.Default.Answer(DateOnly.FromDateTime(at)) == DayAnswer.Workday && OfficeHours.Usual.Stretches.Any(s => TimeOnly.FromDateTime(at) >= s.From && TimeOnly.FromDateTime(at) < s.To)
                && !pauses.Any(p => at >= p.From && at < p.Until)) minutes++;
        return minutes == amount * 60;
    }).Holds();

    [Fact]
    public void Pause_never_brings_the_end_forward() => Prop.ForAll(Starts, Gen.Choose(1, 60).ToArbitrary(), PausesOf, (start, amount, pauses) =>
        Enum.GetValues<LimitUnit>().All(unit => TimeLimit.Of(amount, unit).Value is var limit && Rules.Due(limit, start, pauses).At >= Rules.Due(limit, start).At
            && Rules.Warning(limit, 50, start, pauses).At <= Rules.Due(limit, start, pauses).At)).Holds();

    private static Arbitrary<DateTime> Starts => Gen.Choose(0, 60 * 24 * 365 * 5).Select(m => new DateTime(2020, 1, 1).AddMinutes(m)).ToArbitrary();

    /// <summary>Up to three pauses of some minutes to some weeks that begin within two months of 2020 to 2025.</summary>
    private static Arbitrary<IReadOnlyList<ClockPause>> PausesOf => Gen.Choose(0, 60 * 24 * 365 * 5).SelectMany(m => Gen.Choose(1, 60 * 24 * 20).Select(l =>
        new ClockPause(new DateTime(2020, 1, 1).AddMinutes(m), new DateTime(2020, 1, 1).AddMinutes(m + l)))).ListOf(3).Select(l => (IReadOnlyList<ClockPause>)[.. l]).ToArbitrary();

    private static DateTime At(string text) => DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static IReadOnlyList<ClockPause> Pauses(string text) =>
        [.. text.Split(';').Select(p => p.Split('/')).Select(p => new ClockPause(At(p[0]), p[1].Length == 0 ? null : At(p[1])))];
}
