using Jingkai.Economy.Analysis;
using Jingkai.Kernel;

namespace Jingkai.UnitTests.Economy;

/// <summary>Rules of analysis, with cases computed by hand.</summary>
public sealed class AnalysisTests
{
    [Theory]
    // part, its prior, whole, its prior: rate %, pull in points, growth %
    [InlineData(130, 100, 1100, 1000, 30.0, 3.00, 30.0)]      // 30/100; 30/1000
    [InlineData(90, 100, 1100, 1000, -10.0, -1.00, -10.0)]    // fell while the whole grew
    [InlineData(90, 100, 980, 1000, 50.0, -1.00, -10.0)]      // owes half of a fall
    [InlineData(110, 100, 980, 1000, -50.0, 1.00, 10.0)]      // held against a fall
    [InlineData(2821900, 2371345, 4018700, 3519002, 90.2, 12.80, 19.0)] // 450555/499698 = 90.165…; 450555/3519002 = 12.8035…
    public void Part_contributes_its_change_over_the_change_of_the_whole(long value, long prior, long whole, long wholePrior, decimal rate, decimal pull, decimal growth)
    {
        var c = Contribution.Of(new(value, prior, 3), new(whole, wholePrior, 9));
        (c.Rate, c.Pull, c.Growth).ShouldBe((rate, pull, growth));
    }

    [Fact]
    public void Nothing_is_divided_by_a_change_or_a_base_that_is_not_there()
    {
        Contribution.Of(new(12, 10, 1), new(100, 100, 5)).ShouldBe(new(null, 2.00m, 20.0m));
        Contribution.Of(new(12, 10, 1), new(20, -5, 5)).ShouldBe(new(8.0m, null, 20.0m));
        Contribution.Of(new(5, -10, 1), new(100, 50, 5)).Growth.ShouldBeNull("there is no growth over a loss");
        Contribution.Of(new(0, 0, 0), new(100, 50, 5)).ShouldBe(new(0.0m, 0.00m, null));
    }

    [Fact]
    public void Parts_and_rest_are_the_whole_before_rounding()
    {
        var (whole, a, b) = (new Change(1007, 903, 9), new Change(401, 377, 4), new Change(313, 290, 3));
        var rest = whole - a - b;
        rest.ShouldBe(new Change(293, 236, 2));
        (a.Delta + b.Delta + rest.Delta).ShouldBe(whole.Delta);
    }

    [Fact]
    public void Seven_twelfths_of_the_year_against_a_little_over_half_of_the_target()
    {
        // 7579 of 15000 after 6 months: 50.53 % against 50 %; 7421 left, 1236.83 a month against 1263.17 so far: −2.1 %.
        var half = RequiredPace.Of(new(15000, 7579, 6, null, null, false, true));
        (half.Completion, half.TimeProgress, half.Gap, half.Behind, half.MonthsLeft, half.AgainstAverage).ShouldBe((50.53m, 50.00m, 0.53m, false, 6, -2.1m));
        half.Remaining.ShouldBe(7421);
        // 400 of 840 after 7: 47.62 % against 58.33 %; 440 in 5 months = 88 against 57.142857 so far: +54.0 %; last year's rest 320: +37.5 %.
        var behind = RequiredPace.Of(new(840, 400, 7, 380, 700, false, true));
        (behind.Completion, behind.TimeProgress, behind.Gap, behind.Behind, behind.AgainstAverage, behind.RemainingGrowth).ShouldBe((47.62m, 58.33m, -10.71m, true, 54.0m, 37.5m));
        behind.LastRest!.Value.ShouldBe(320);
    }

    [Fact]
    public void Exactly_on_time_is_not_behind_though_both_sides_are_rounded()
    {
        var third = RequiredPace.Of(new(300, 100, 4, null, null, false, true));
        (third.Behind, third.Gap).ShouldBe((false, 0m));
        RequiredPace.Of(new(3000000, 999999, 4, null, null, false, true)).ShouldSatisfyAllConditions(a => a.Behind.ShouldBeTrue(), a => a.Gap.ShouldBe(0m));
    }

    [Fact]
    public void Quota_is_overdrawn_where_a_target_would_be_ahead()
    {
        var quota = RequiredPace.Of(new(120, 70, 6, null, null, true, true));
        (quota.Behind, quota.Gap, quota.MonthsLeft).ShouldBe((true, 8.33m, 6));
        quota.AgainstAverage.ShouldBe(-28.6m); // 50/6 against 70/6
    }

    [Fact]
    public void Growth_at_constant_prices_is_never_computed_and_a_reached_target_needs_nothing()
    {
        RequiredPace.Of(new(840, 400, 7, 380, 700, false, MayGrow: false)).RemainingGrowth.ShouldBeNull();
        var reached = RequiredPace.Of(new(100, 120, 9, 60, 90, false, true));
        (reached.Reached, reached.RemainingGrowth, reached.AgainstAverage).ShouldBe((true, null, null));
        var over = RequiredPace.Of(new(100, 90, 12, 60, 90, false, true));
        (over.MonthsLeft, over.AgainstAverage, over.LastRest).ShouldBe((0, null, null));
        RequiredPace.Of(new(100, 0, 3, 60, 60, false, true)).ShouldSatisfyAllConditions(a => a.AgainstAverage.ShouldBeNull(), a => a.RemainingGrowth.ShouldBeNull("last year's rest is nothing"));
    }

    [Fact]
    public void Fall_of_linping_in_2020_is_18_1_deep_and_recovers_in_two_months()
    {
        // The published months: 1–2月 −18.1, 3月 −1.6, 4月 +21.5 … 8月 +28.1.
        var fall = Recovery.Of([Point(2019, 12, 3.0m), Ytd(2020, 2, -18.1m), Point(2020, 3, -1.6m), Point(2020, 4, 21.5m), Point(2020, 5, 31.3m), Point(2020, 8, 28.1m)]);
        fall.ShouldNotBeNull();
        (fall.Trough.Growth, fall.FellAt.Growth, fall.MonthsDown, fall.MonthsUp).ShouldBe((-18.1m, -18.1m, 0, 2));
        (fall.Recovered!.Value.Growth, fall.Rebound, fall.FromZero, fall.FromBefore).ShouldBe((21.5m, 46.2m, 28.1m, 25.1m));
    }

    [Fact]
    public void Series_still_below_zero_has_not_recovered_and_one_that_begins_there_has_no_before()
    {
        var fall = Recovery.Of([Point(2020, 3, -2m), Point(2020, 4, -9m), new(Period.Month(2020, 5), null), Point(2020, 6, -9m), Point(2020, 7, -4m)]);
        fall.ShouldNotBeNull();
        (fall.Before, fall.Recovered, fall.MonthsUp, fall.FromBefore).ShouldBe((null, null, null, null));
        (fall.Trough.Period, fall.MonthsDown, fall.Rebound, fall.FromZero).ShouldBe((Period.Month(2020, 4), 1, 5m, -4m));
    }

    [Fact]
    public void Series_that_never_fell_below_zero_has_no_fall()
    {
        Recovery.Of([Point(2020, 3, 2m), Point(2020, 4, 0m)]).ShouldBeNull();
        Recovery.Of([new(Period.Month(2020, 5), null)]).ShouldBeNull();
        Recovery.Of([]).ShouldBeNull();
    }

    private static GrowthPoint Point(int year, int month, decimal growth) => new(Period.Month(year, month), growth);

    private static GrowthPoint Ytd(int year, int month, decimal growth) => new(Period.YearToDate(year, month), growth);
}
