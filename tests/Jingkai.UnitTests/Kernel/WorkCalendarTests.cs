using FsCheck;
using FsCheck.Fluent;
using Jingkai.Kernel;

namespace Jingkai.UnitTests.Kernel;

public class WorkCalendarTests
{
    private static readonly WorkCalendar Calendar = WorkCalendar.Default;

    [Theory]
    [InlineData(2018, 250)]
    [InlineData(2019, 250)]
    [InlineData(2020, 249)]
    [InlineData(2021, 250)]
    [InlineData(2022, 249)]
    [InlineData(2023, 249)]
    [InlineData(2024, 251)]
    [InlineData(2025, 248)]
    [InlineData(2026, 248)]
    public void Years_have_the_working_days_of_their_notice(int year, int workdays) =>
        Calendar.CountWorkdays(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31)).Value.ShouldBe(workdays);

    [Theory]
    [InlineData("2020-01-31", DayAnswer.DayOff)] // 春节 prolonged to 2 February
    [InlineData("2020-02-02", DayAnswer.DayOff)]
    [InlineData("2020-02-03", DayAnswer.Workday)]
    [InlineData("2019-05-03", DayAnswer.DayOff)] // 劳动节 enlarged in March 2019
    [InlineData("2018-02-11", DayAnswer.Workday)] // a worked Sunday
    [InlineData("2020-09-09", DayAnswer.Workday)]
    [InlineData("2020-09-12", DayAnswer.DayOff)]
    [InlineData("2017-12-29", DayAnswer.Unpublished)]
    [InlineData("2027-01-01", DayAnswer.Unpublished)]
    [InlineData("2027-01-02", DayAnswer.Unpublished)]
    public void Days_are_answered_from_the_notice_or_not_at_all(string day, DayAnswer answer) =>
        Calendar.Answer(DateOnly.ParseExact(day, "yyyy-MM-dd")).ShouldBe(answer);

    [Fact]
    public void Nine_years_are_published() =>
        Calendar.PublishedYears.ShouldBe(Enumerable.Range(2018, 9));

    [Fact]
    public void Make_up_days_are_weekends()
    {
        var named = Enumerable.Range(new DateOnly(2018, 1, 1).DayNumber, 9 * 365).Select(DateOnly.FromDayNumber)
            .Where(day => Calendar.NameOf(day) is not null && Calendar.Answer(day) == DayAnswer.Workday).ToList();

        named.Count.ShouldBe(59);
        named.ShouldAllBe(day => day.DayOfWeek == DayOfWeek.Saturday || day.DayOfWeek == DayOfWeek.Sunday);
    }

    [Fact]
    public void Counting_starts_on_the_day_after_the_event()
    {
        // Friday + 1 is Monday; Friday + 5 is the next Friday.
        Calendar.AddWorkdays(new DateOnly(2020, 9, 4), 1).Value.ShouldBe(new DateOnly(2020, 9, 7));
        Calendar.AddWorkdays(new DateOnly(2020, 9, 4), 5).Value.ShouldBe(new DateOnly(2020, 9, 11));
        Calendar.AddWorkdays(new DateOnly(2020, 9, 5), 0).Value.ShouldBe(new DateOnly(2020, 9, 5));
    }

    [Fact]
    public void National_Day_of_2025_is_counted_with_its_make_up_days()
    {
        // Off 1 to 8 October; worked Sunday 28 September and Saturday 11 October.
        Calendar.AddWorkdays(new DateOnly(2025, 9, 26), 3).Value.ShouldBe(new DateOnly(2025, 9, 30));
        Calendar.AddWorkdays(new DateOnly(2025, 9, 30), 1).Value.ShouldBe(new DateOnly(2025, 10, 9));
        Calendar.AddWorkdays(new DateOnly(2025, 9, 30), 3).Value.ShouldBe(new DateOnly(2025, 10, 11));
        Calendar.NameOf(new DateOnly(2025, 10, 11))!.ShouldContain("国庆");
    }

    [Fact]
    public void Counting_back_gives_the_last_day_to_ask()
    {
        Calendar.AddWorkdays(new DateOnly(2020, 9, 7), -1).Value.ShouldBe(new DateOnly(2020, 9, 4));
        Calendar.AddWorkdays(new DateOnly(2018, 1, 2), -1).Error!.Code.ShouldBe("calendar-missing");
    }

    [Fact]
    public void A_limit_that_reaches_an_unpublished_year_says_so()
    {
        var last = new DateOnly(2026, 12, 31);

        Calendar.AddWorkdays(last, 1).Error!.Code.ShouldBe("calendar-missing");
        Calendar.CountWorkdays(last, last.AddDays(1)).Error!.Message.Zh.ShouldContain("2027");
        Calendar.WorkdayOnOrAfter(last.AddDays(1)).IsOk.ShouldBeFalse();
        Calendar.AddWorkdays(DateOnly.MaxValue, 1).IsOk.ShouldBeFalse();
        Calendar.AddWorkdays(DateOnly.MinValue, -1).IsOk.ShouldBeFalse();
    }

    [Fact]
    public void A_provisional_due_day_is_counted_by_the_week()
    {
        Calendar.AddWorkdaysProvisionally(new DateOnly(2026, 12, 31), 1).ShouldBe((new DateOnly(2027, 1, 1), true));
        Calendar.AddWorkdaysProvisionally(new DateOnly(2026, 12, 31), 2).ShouldBe((new DateOnly(2027, 1, 4), true));
        Calendar.AddWorkdaysProvisionally(new DateOnly(2020, 9, 4), 1).ShouldBe((new DateOnly(2020, 9, 7), false));
    }

    [Fact]
    public void A_limit_ending_on_a_day_off_ends_on_the_next_working_day()
    {
        Calendar.WorkdayOnOrAfter(new DateOnly(2025, 10, 1)).Value.ShouldBe(new DateOnly(2025, 10, 9));
        Calendar.WorkdayOnOrAfter(new DateOnly(2025, 10, 9)).Value.ShouldBe(new DateOnly(2025, 10, 9));
    }

    [Fact]
    public void Zone_days_lie_over_the_notice_and_leave_the_original_alone()
    {
        var day = new DateOnly(2020, 2, 3);
        var zone = Calendar.With([new DayOverride(day, false, "延迟复工")]);

        zone.Answer(day).ShouldBe(DayAnswer.DayOff);
        zone.NameOf(day).ShouldBe("延迟复工");
        zone.CountWorkdays(new DateOnly(2020, 1, 1), new DateOnly(2020, 12, 31)).Value.ShouldBe(248);
        Calendar.Answer(day).ShouldBe(DayAnswer.Workday);
    }

    [Fact]
    public void A_zone_day_does_not_publish_its_year()
    {
        var zone = Calendar.With([new DayOverride(new DateOnly(2027, 1, 1), false, "元旦")]);

        zone.Answer(new DateOnly(2027, 1, 1)).ShouldBe(DayAnswer.DayOff);
        zone.Answer(new DateOnly(2027, 1, 4)).ShouldBe(DayAnswer.Unpublished);
        zone.IsPublished(2027).ShouldBeFalse();
    }

    [Fact]
    public void A_new_notice_publishes_its_year()
    {
        var next = Calendar.WithYear(2027, [new DayOverride(new DateOnly(2027, 1, 1), false, "元旦")]);

        next.IsPublished(2027).ShouldBeTrue();
        next.AddWorkdays(new DateOnly(2026, 12, 31), 1).Value.ShouldBe(new DateOnly(2027, 1, 4));
        Calendar.IsPublished(2027).ShouldBeFalse();
    }

    [Fact]
    public void A_corrected_notice_replaces_the_days_of_its_year()
    {
        var corrected = Calendar.WithYear(2020, []);

        corrected.Answer(new DateOnly(2020, 1, 1)).ShouldBe(DayAnswer.Workday);
        corrected.Answer(new DateOnly(2021, 1, 1)).ShouldBe(DayAnswer.DayOff);
    }

    [Fact]
    public void An_interval_that_ends_before_it_begins_has_no_working_days() =>
        Calendar.CountWorkdays(new DateOnly(2020, 9, 9), new DateOnly(2020, 9, 8)).Value.ShouldBe(0);

    [Fact]
    public void Adding_and_counting_are_inverse() =>
        Prop.ForAll(Days(), Gen.Choose(1, 300).ToArbitrary(), (from, n) =>
        {
            var end = Calendar.AddWorkdays(from, n).Value;
            return Calendar.Answer(end) == DayAnswer.Workday
                && Calendar.CountWorkdays(from.AddDays(1), end).Value == n
                && Calendar.AddWorkdaysProvisionally(from, n) == (end, false);
        }).Holds();

    [Fact]
    public void Adding_in_two_steps_is_adding_at_once() =>
        Prop.ForAll(Days(), Gen.Choose(0, 120).ToArbitrary(), Gen.Choose(0, 120).ToArbitrary(), (from, a, b) =>
            Calendar.AddWorkdays(Calendar.AddWorkdays(from, a).Value, b) == Calendar.AddWorkdays(from, a + b))
            .Holds();

    private static Arbitrary<DateOnly> Days() =>
        Gen.Choose(new DateOnly(2018, 1, 1).DayNumber, new DateOnly(2025, 6, 30).DayNumber)
            .Select(DateOnly.FromDayNumber).ToArbitrary();
}
