using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Jingkai.Kernel;

namespace Jingkai.UnitTests.Kernel;

public class UnitTests
{
    [Theory]
    [InlineData("1", "亿元", "万元", "10000")]
    [InlineData("401.87", "亿元", "元", "40187000000")]
    [InlineData("1", "百万元", "万元", "100")]
    [InlineData("1", "千元", "元", "1000")]
    [InlineData("3", "元", "分", "300")]
    [InlineData("1", "亿美元", "万美元", "10000")]
    [InlineData("3", "亩", "平方米", "2000")]
    [InlineData("1", "公顷", "亩", "15")]
    [InlineData("1", "平方公里", "亩", "1500")]
    [InlineData("1", "km²", "公顷", "100")]
    [InlineData("1", "万平方米", "亩", "15")]
    [InlineData("1", "亿千瓦时", "万千瓦时", "10000")]
    [InlineData("5", "度", "千瓦时", "5")]
    [InlineData("2", "万吨标准煤", "吨标煤", "20000")]
    [InlineData("1", "万人", "人", "10000")]
    [InlineData("1", "万元/亩", "元/平方米", "15")]
    [InlineData("1", "亿元/平方公里", "万元/公顷", "100")]
    [InlineData("2", "吨/万元", "千克/万元", "2000")]
    [InlineData("90", "分钟", "小时", "1.5")]
    public void Conversions_are_exact(string value, string from, string to, string expected) =>
        new Quantity(Dec(value), U(from)).In(U(to)).Value.ShouldBe(new Quantity(Dec(expected), U(to)));

    [Theory]
    [InlineData("㎡", "平方米")]
    [InlineData("m2", "平方米")]
    [InlineData("m²", "平方米")]
    [InlineData("km2", "平方公里")]
    [InlineData("平方千米", "平方公里")]
    [InlineData("度", "千瓦时")]
    [InlineData("kWh", "千瓦时")]
    [InlineData("万kWh", "万千瓦时")]
    [InlineData("％", "%")]
    [InlineData("百分点", "个百分点")]
    [InlineData("pp", "个百分点")]
    [InlineData("万元／亩", "万元/亩")]
    [InlineData(" 万 元 ", "万元")]
    [InlineData("µg/m³", "微克/立方米")]
    [InlineData("㎎", "毫克")]
    public void Synonyms_share_one_unit(string synonym, string symbol)
    {
        U(synonym).Symbol.ShouldBe(symbol);
        U(synonym).ShouldBe(U(symbol));
    }

    [Theory]
    [InlineData("元", "美元")]
    [InlineData("%", "个百分点")]
    [InlineData("家", "个")]
    [InlineData("家", "户")]
    [InlineData("人", "家")]
    [InlineData("亩", "元")]
    [InlineData("万元/亩", "万元/人")]
    [InlineData("天", "工作日")]
    [InlineData("千瓦", "千瓦时")]
    [InlineData("吨", "吨标准煤")]
    [InlineData("箱", "桶")]
    public void Different_things_do_not_convert(string from, string to)
    {
        U(from).ToScaled(1, U(to), 2).Error!.Code.ShouldBe("unit-mismatch");
        new Quantity(1, U(from)).In(U(to)).Error!.Code.ShouldBe("unit-mismatch");
        Should.Throw<ArgumentException>(() => Unit.FromScaled(1, 0, U(from), U(to)));
    }

    [Fact]
    public void Any_other_text_is_a_unit_of_its_own()
    {
        U("箱").Symbol.ShouldBe("箱");
        U("箱").ToScaled(1.5m, U("箱"), 1).Value.ShouldBe(15);
        U("元/箱").ToScaled(2, U("分/箱"), 0).Value.ShouldBe(200);
        U("/").Symbol.ShouldBe("/");
        U("万箱").Fits(U("箱")).ShouldBeFalse();
    }

    [Fact]
    public void A_text_of_strokes_is_one_opaque_unit()
    {
        var text = string.Join('/', Enumerable.Repeat("元", 100_000));
        U(text).Symbol.ShouldBe(text);
        U("元/平方米/月").Dimension.Code.ShouldBe("money.cny/area/time.month");
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(null)]
    public void Only_an_empty_unit_is_unknown(string? symbol) =>
        Unit.Find(symbol).Error!.Code.ShouldBe("unknown-unit");

    [Fact]
    public void Every_unit_of_the_indicator_catalogue_keeps_its_symbol()
    {
        string[] symbols =
        [
            "亿元", "%", "家", "个", "人", "万元/亩", "万美元", "亩", "件", "万千瓦时", "户", "万平方米", "万元/人", "万元/吨标煤",
            "万元/吨", "-", "万吨标准煤", "吨/万元", "立方米/万元", "微克/立方米", "起", "工作日",
        ];

        symbols.Select(s => U(s).Symbol).ShouldBe(symbols);
        symbols.ShouldAllBe(s => !U(s).Dimension.Code.Contains("other:"));
    }

    [Theory]
    [InlineData("401.87", "亿元", "万元", 4, 40_187_000_000L)]
    [InlineData("0.0001", "万元", "元", 2, 100L)]
    [InlineData("1", "亩", "1/30000平方米", 0, 20_000_000L)]
    [InlineData("33.3333333", "亩", "1/30000平方米", 0, 666_666_666L)]
    [InlineData("-14.2", "%", "%", 4, -142_000L)]
    [InlineData("92233720368547758.07", "元", "分", 0, long.MaxValue)]
    [InlineData("-92233720368547758.08", "元", "分", 0, long.MinValue)]
    [InlineData("12.500000", "元", "元", 1, 125L)]
    public void Numbers_are_stored_as_whole_numbers(string value, string from, string to, int decimals, long scaled) =>
        U(from).ToScaled(Dec(value), U(to), decimals).Value.ShouldBe(scaled);

    [Theory]
    [InlineData("0.001", "元", "元", 2)]
    [InlineData("1.23456", "亿元", "亿元", 4)]
    [InlineData("1", "亩", "平方米", 10)]
    [InlineData("1", "平方米", "亩", 3)]
    public void More_decimals_than_the_storage_holds_are_too_precise(string value, string from, string to, int decimals)
    {
        var error = U(from).ToScaled(Dec(value), U(to), decimals).Error!;

        error.Code.ShouldBe("too-precise");
        error.Message.Zh.ShouldContain(value);
    }

    [Theory]
    [InlineData("92233720368547758.08")]
    [InlineData("-92233720368547758.09")]
    [InlineData("79228162514264337593543950335")]
    public void Numbers_beyond_64_bits_are_out_of_range(string value) =>
        U("元").ToScaled(Dec(value), U("分"), 0).Error!.Code.ShouldBe("out-of-range");

    [Fact]
    public void A_number_that_fits_no_decimal_is_out_of_range() =>
        new Quantity(decimal.MaxValue, U("亿元")).In(U("元")).Error!.Code.ShouldBe("out-of-range");

    [Fact]
    public void Mu_and_square_metres_are_both_exact_in_storage()
    {
        Unit.FromScaled(20_000_000, 0, Unit.StoredArea, Unit.Mu).ShouldBe(1m);
        Unit.FromScaled(30_000, 0, Unit.StoredArea, Unit.SquareMetre).ShouldBe(1m);
        Unit.Mu.ToScaled(100, Unit.StoredArea, 0).Value.ShouldBe(2_000_000_000L);
    }

    [Fact]
    public void What_has_no_finite_decimal_is_given_to_28_digits()
    {
        Unit.FromScaled(100, 0, Unit.Mu, Unit.SquareMetre).ShouldBe(66666.66666666666666666666667m);
        Unit.FromScaled(-1, 0, Unit.Mu, Unit.SquareMetre).ShouldBe(-666.6666666666666666666666667m);
        Unit.FromScaled(1, 4, Unit.SquareMetre, Unit.Mu).ShouldBe(0.00000015m);
        Unit.FromScaled(1, 0, U("立方米/亩"), U("立方米/平方米")).ShouldBe(0.0015m);
    }

    [Fact]
    public void Exact_results_carry_no_superfluous_zeros() =>
        Unit.FromScaled(40_187_0000, 4, U("万元"), U("亿元")).ToString(CultureInfo.InvariantCulture).ShouldBe("4.0187");

    [Fact]
    public void A_product_or_a_sum_beyond_64_bits_converts_too() =>
        Unit.FromScaled(new System.Numerics.BigInteger(long.MaxValue) * 100, 2, Unit.Yuan, Unit.Yuan).ShouldBe(9223372036854775807m);

    [Fact]
    public void Stored_numbers_come_back_exactly() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<long>(),
            Gen.Choose(0, 6).ToArbitrary(),
            Gen.Elements(("亿元", "元"), ("元", "分"), ("万元", "亿元"), ("公顷", "亩"), ("平方米", "平方公里"), ("万元/亩", "元/平方米")).ToArbitrary(),
            (scaled, decimals, pair) =>
            {
                var (store, show) = (U(pair.Item1), U(pair.Item2));
                return show.ToScaled(Unit.FromScaled(scaled, decimals, store, show), store, decimals) == scaled;
            }).Holds();

    [Fact]
    public void What_is_accepted_is_stored_without_loss() =>
        Prop.ForAll(Gen.Choose(-1_000_000_000, 1_000_000_000).ToArbitrary(), Gen.Choose(0, 9).ToArbitrary(), Gen.Choose(0, 9).ToArbitrary(), (n, scale, decimals) =>
        {
            var value = new decimal(Math.Abs(n), 0, 0, n < 0, (byte)scale);
            return U("万元").ToScaled(value, U("元"), decimals).Match(
                s => Unit.FromScaled(s, decimals, U("元"), U("万元")) == value,
                e => e.Code is "too-precise" or "out-of-range");
        }).Holds();

    [Fact]
    public void Units_may_be_found_by_many_threads_at_once()
    {
        var found = new Unit[200];
        Parallel.For(0, found.Length, i => found[i] = U(i % 2 == 0 ? "万元/亩" : "新单位"));
        found.Distinct().Count().ShouldBe(2);
    }

    private static Unit U(string? symbol) => symbol == Unit.StoredArea.Symbol ? Unit.StoredArea : Unit.Find(symbol).Value;

    private static decimal Dec(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
