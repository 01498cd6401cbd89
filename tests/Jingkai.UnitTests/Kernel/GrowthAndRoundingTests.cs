using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Jingkai.Kernel;

namespace Jingkai.UnitTests.Kernel;

public class GrowthAndRoundingTests
{
    [Theory]
    [InlineData("2.5", 0, "3")]
    [InlineData("3.5", 0, "4")]
    [InlineData("-2.5", 0, "-3")]
    [InlineData("0.125", 2, "0.13")]
    [InlineData("-0.125", 2, "-0.13")]
    [InlineData("1.005", 2, "1.01")]
    [InlineData("-0.04", 1, "0")]
    public void Display_rounds_half_away_from_zero(string value, int digits, string expected) =>
        Rounding.Display(Dec(value), digits).ShouldBe(Dec(expected));

    [Fact]
    public void A_number_rounded_to_nothing_has_no_sign()
    {
        Rounding.Display(-0.04m, 1).ToString(System.Globalization.CultureInfo.InvariantCulture).ShouldBe("0.0");
        Rounding.Ratio(-1, 100_000, 1)!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture).ShouldBe("0.0");
    }

    [Theory]
    [InlineData(1, 3, 2, 100, "33.33")]
    [InlineData(2, 3, 2, 100, "66.67")]
    [InlineData(1, 8, 2, 1, "0.13")]
    [InlineData(-1, 8, 2, 1, "-0.13")]
    [InlineData(1, -8, 2, 1, "-0.13")]
    [InlineData(-1, -8, 2, 1, "0.13")]
    [InlineData(0, 5, 1, 100, "0.0")]
    public void Ratio_is_rounded_once_away_from_zero(int num, int den, int digits, int factor, string expected) =>
        Rounding.Ratio(num, den, digits, factor).ShouldBe(Dec(expected));

    [Fact]
    public void Ratio_is_not_rounded_twice()
    {
        // By way of three decimals 0.44499 would become 0.445 and then 0.45.
        Rounding.Ratio(44_499, 100_000, 2).ShouldBe(0.44m);
    }

    [Fact]
    public void Ratio_over_zero_is_null() => Rounding.Ratio(5, 0, 2).ShouldBeNull();

    [Fact]
    public void Ratio_takes_sums_beyond_64_bits()
    {
        var sum = (Int128)long.MaxValue * 1000;
        Rounding.Ratio(sum, sum * 2, 2, 100).ShouldBe(50.00m);
    }

    [Fact]
    public void Ratio_that_fits_no_decimal_overflows() =>
        Should.Throw<OverflowException>(() => Rounding.Ratio(BigInteger.Pow(10, 40), 1, 2));

    [Fact]
    public void Growth_of_the_article_is_14_2_per_cent() =>
        // 401.87亿元 over a comparable 351.9亿元, in units of 10^-4 亿元.
        Growth.Percent(4_018_700, 3_519_000).ShouldBe(14.2m);

    [Theory]
    [InlineData(100, 0)]
    [InlineData(100, -50)]
    [InlineData(0, 0)]
    [InlineData(-5, -1)]
    public void Growth_over_a_base_of_zero_or_below_is_null(int value, int prior) =>
        Growth.Percent(value, prior).ShouldBeNull();

    [Fact]
    public void Growth_rounds_half_away_from_zero_on_both_sides()
    {
        Growth.Percent(10_025, 10_000).ShouldBe(0.3m);
        Growth.Percent(9_975, 10_000).ShouldBe(-0.3m);
        Growth.Percent(-50, 100).ShouldBe(-150.0m);
    }

    [Theory]
    [InlineData(10, -5, Turn.TurnedToProfit)]
    [InlineData(-5, 10, Turn.TurnedToLoss)]
    [InlineData(-10, -5, Turn.LossWidened)]
    [InlineData(-5, -10, Turn.LossNarrowed)]
    [InlineData(0, -10, Turn.LossNarrowed)]
    [InlineData(-5, -5, Turn.None)]
    [InlineData(5, 10, Turn.None)]
    [InlineData(5, 0, Turn.None)]
    [InlineData(-5, 0, Turn.None)]
    public void Turns_have_their_word(int value, int prior, Turn turn) =>
        Growth.Describe(value, prior).ShouldBe(turn);

    [Fact]
    public void Words_of_turns_are_the_official_ones() =>
        Enum.GetValues<Turn>().Select(t => Growth.Word(t).Zh).ShouldBe(["—", "扭亏为盈", "由盈转亏", "增亏", "减亏"]);

    [Theory]
    [InlineData("4.8", "8.3", "6.5")] // June 2020 and 2021, industrial value added
    [InlineData("-1.3", "15.9", "7.0")] // first halves 2020 and 2021
    [InlineData("10", "10", "10.0")]
    [InlineData("0", "0", "0.0")]
    [InlineData("-50", "-50", "-50.0")]
    [InlineData("-19", "0", "-10.0")]
    [InlineData("2.05", "2.05", "2.1")]
    [InlineData("-2.05", "-2.05", "-2.1")]
    public void Two_year_average_is_the_geometric_mean(string first, string second, string expected) =>
        Growth.TwoYearAverage(Dec(first), Dec(second)).ShouldBe(Dec(expected));

    [Fact]
    public void Two_year_average_after_a_total_loss_is_null() =>
        Growth.TwoYearAverage(-100, 50).ShouldBeNull();

    [Fact]
    public void Ratio_is_within_half_a_step_of_the_exact_quotient() =>
        Prop.ForAll<long, long, int>(
            ArbMap.Default.ArbFor<long>(),
            ArbMap.Default.ArbFor<long>().Filter(d => d != 0),
            Gen.Choose(0, 6).ToArbitrary(),
            (n, d, digits) =>
            {
                // |ratio·d − n| · 2 · 10^digits ≤ |d|, in whole numbers
                var step = BigInteger.Pow(10, digits);
                var ratio = new BigInteger(Rounding.Ratio(n, d, digits)!.Value * (decimal)step);
                return BigInteger.Abs((ratio * d) - (n * step)) * 2 <= BigInteger.Abs(d);
            }).Holds();

    [Fact]
    public void Ratio_of_opposite_sign_is_the_opposite() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), ArbMap.Default.ArbFor<int>().Filter(d => d != 0), (n, d) =>
            Rounding.Ratio(-(long)n, d, 2) == -Rounding.Ratio(n, d, 2)).Holds();

    private static decimal Dec(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
