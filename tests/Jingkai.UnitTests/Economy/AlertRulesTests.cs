using System.Numerics;
using Jingkai.Economy.Analysis;

namespace Jingkai.UnitTests.Economy;

/// <summary>What is an alert, with cases computed by hand.</summary>
public sealed class AlertRulesTests
{
    private static readonly AlertRules Shipped = new(new());

    [Fact]
    public void Packs_that_ship_judge_by_the_standard_thresholds_where_the_zone_set_none()
    {
        var standard = new AlertRules(new(), isSet: false);
        standard.Growth(-0.1m).ShouldBe(Shipped.Growth(-0.1m));
        standard.Growth(0).ShouldBeNull();
        standard.Behind(55.33m, 58.33m).ShouldBe(Shipped.Behind(55.33m, 58.33m));
        standard.Behind(55.34m, 58.33m).ShouldBeNull();
        standard.Below(5.0m, 5.1m).ShouldBe(Shipped.Below(5.0m, 5.1m));
        foreach (var value in (long[])[154, 153, 51, 52]) standard.Outlier(value, History(90, 95, 100, 105, 110, 130), 1).ShouldBe(Shipped.Outlier(value, History(90, 95, 100, 105, 110, 130), 1));
        foreach (var least in (long[])[9, 10]) standard.Outlier(least, History(0, 0, 0, 0, 0, 0), 1).ShouldBe(Shipped.Outlier(least, History(0, 0, 0, 0, 0, 0), 1));
        standard.Outlier(500, History(100, 100, 100, 100, 100), 1).ShouldBeNull("five months are too few");
    }

    [Fact]
    public void Report_is_late_after_its_due_day_or_when_the_month_before_tells()
    {
        Shipped.Late(asked: true).ShouldBeTrue();
        Shipped.Late(asked: false).ShouldBeTrue();
    }

    [Theory]
    [InlineData(-0.1, true)]
    [InlineData(0.0, false)]
    [InlineData(3.2, false)]
    public void Growth_below_zero_is_an_alert(decimal growth, bool alert) => (Shipped.Growth(growth) is not null).ShouldBe(alert);

    [Fact]
    public void Unknown_growth_is_no_alert()
    {
        Shipped.Growth(null).ShouldBeNull();
        Shipped.Below(null, 3).ShouldBeNull();
        Shipped.Below(3, null).ShouldBeNull();
    }

    [Theory]
    [InlineData(55.33, 58.33, true)]   // 3.00 behind
    [InlineData(55.34, 58.33, false)]  // 2.99 behind
    [InlineData(60.00, 58.33, false)]
    public void Behind_time_by_three_points_is_an_alert(decimal completion, decimal time, bool alert) => (Shipped.Behind(completion, time) is not null).ShouldBe(alert);

    [Fact]
    public void Without_a_margin_being_on_time_is_still_no_alert()
    {
        var strict = new AlertRules(new(BehindPoints: 0));
        strict.Behind(50, 50).ShouldBeNull();
        strict.Behind(49.99m, 50).ShouldNotBeNull();
    }

    [Fact]
    public void Growth_below_the_comparison_zone_is_an_alert_beyond_the_margin()
    {
        Shipped.Below(5.0m, 5.1m).ShouldBe(new(5.0m, 5.1m, 5.1m));
        Shipped.Below(5.1m, 5.1m).ShouldBeNull();
        new AlertRules(new(BelowPoints: 2)).Below(3.1m, 5.1m).ShouldBeNull();
        new AlertRules(new(BelowPoints: 2)).Below(3.0m, 5.1m).ShouldBe(new(3.0m, 3.1m, 5.1m));
    }

    [Theory]
    // 90 95 100 105 110 130: median 102.5; deviations 12.5 7.5 2.5 2.5 7.5 27.5, their median 7.5; five of them are 37.5, the floor of 50 % is 51.25.
    [InlineData(154, true)]   // 51.5 away
    [InlineData(153, false)]  // 50.5: beyond 37.5, below the floor
    [InlineData(51, true)]    // 51.5 below
    [InlineData(52, false)]
    public void Month_is_an_outlier_beyond_five_deviations_and_half_of_the_median(long value, bool alert)
    {
        var judged = Shipped.Outlier(value, History(90, 95, 100, 105, 110, 130), 1);
        (judged is not null).ShouldBe(alert);
        if (judged is not null) judged.Reference.ShouldBe(102.5m);
    }

    [Fact]
    public void Wild_history_needs_more_than_the_floor()
    {
        // Median 100, deviations 90 80 0 0 80 90, their median 80; five of them are 400.
        var six = History(10, 20, 100, 100, 180, 190);
        Shipped.Outlier(500, six, 1).ShouldBeNull();
        Shipped.Outlier(501, six, 1).ShouldNotBeNull();
    }

    [Fact]
    public void Steady_history_has_no_deviation_and_only_the_floor_decides()
    {
        Shipped.Outlier(149, History(100, 100, 100, 100, 100, 100), 1).ShouldBeNull();
        Shipped.Outlier(150, History(100, 100, 100, 100, 100, 100), 1).ShouldNotBeNull();
        Shipped.Outlier(100, History(100, 100, 100, 100, 100, 100), 1).ShouldBeNull();
        Shipped.Outlier(0, History(0, 0, 0, 0, 0, 0), 1).ShouldBeNull();
        Shipped.Outlier(10, History(0, 0, 0, 0, 0, 0), 1).ShouldNotBeNull("something after months of nothing");
    }

    [Theory]
    [InlineData(10, true)]  // 10 units of the report above a median of nothing
    [InlineData(9, false)]
    public void Outlier_of_next_to_nothing_is_left_alone(int units, bool alert) =>
        (Shipped.Outlier(units * 2000, History(0, 0, 0, 0, 0, 0), 2000) is not null).ShouldBe(alert);

    [Fact]
    public void Short_history_is_not_judged() => Shipped.Outlier(1_000_000, History(1, 1, 1, 1, 1), 1).ShouldBeNull();

    [Theory]
    [InlineData("3412", 2000)]
    [InlineData("C", 2000)]
    [InlineData("5137", 2000)]
    [InlineData("5211", 500)]
    [InlineData("6210", 200)]
    [InlineData("5431", 2000)]
    [InlineData("7211", 1000)]
    [InlineData("8411", 2000)]
    [InlineData("8511", 500)]
    [InlineData("7020", 1000)]
    [InlineData("8011", 500)]
    public void Threshold_follows_the_sector(string industry, decimal wanYuan) => Shipped.SectorOf(industry)!.WanYuan.ShouldBe(wanYuan);

    [Fact]
    public void Where_turnover_does_not_decide_there_is_no_threshold()
    {
        Shipped.SectorOf("4710")!.WanYuan.ShouldBeNull("building needs a qualification");
        Shipped.SectorOf("7010")!.WanYuan.ShouldBeNull("developers are all counted");
        Shipped.SectorOf("0111").ShouldBeNull();
        Shipped.SectorOf(null).ShouldBeNull();
    }

    [Theory]
    [InlineData(1600, true)]
    [InlineData(1599.9999, false)]
    [InlineData(2500, true)]
    public void Candidate_begins_at_four_fifths_of_the_threshold(decimal turnover, bool candidate) => Shipped.Candidate(turnover, 2000).ShouldBe(candidate);

    private static IReadOnlyList<BigInteger> History(params int[] values) => [.. values.Select(v => (BigInteger)v)];
}
