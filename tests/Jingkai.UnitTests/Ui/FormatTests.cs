using System.Globalization;
using System.Text.Json;
using Jingkai.Kernel;
using Jingkai.Ui;

namespace Jingkai.UnitTests.Ui;

public sealed class FormatTests
{
    public FormatTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");

    [Fact]
    public void Numbers_round_half_away_from_zero_with_separators()
    {
        Format.Number(1234.565m).ShouldBe("1,234.57");
        Format.Number(-0.125m).ShouldBe("-0.13");
        Format.Number(2.5m, 0).ShouldBe("3");
        Format.Number(null).ShouldBe("—");
        Format.Trimmed(126.40m).ShouldBe("126.4");
        Format.Count(100000).ShouldBe("100,000");
    }

    [Fact]
    public void Per_cent_and_points_carry_sign_and_word()
    {
        Format.SignedPercent(14.2m).ShouldBe("+14.2%");
        Format.SignedPercent(-3.05m).ShouldBe("-3.1%");
        Format.SignedPercent(-0.04m).ShouldBe("0.0%");
        Format.SignedPoints(5.7m).ShouldBe("+5.7个百分点");
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        Format.SignedPoints(5.7m).ShouldBe("+5.7 points");
    }

    [Fact]
    public void Dates_and_periods_read_as_the_language_writes_them()
    {
        Format.LongDate(new DateOnly(2020, 9, 9)).ShouldBe("2020年9月9日");
        Format.Date(new DateOnly(2020, 9, 9)).ShouldBe("2020-09-09");
        Format.Period(Period.YearToDate(2020, 7)).ShouldBe("2020年1-7月");
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        Format.LongDate(new DateOnly(2020, 9, 9)).ShouldBe("9 September 2020");
    }

    [Fact]
    public void Instants_are_shown_in_the_zones_time() =>
        Format.Instant(new DateTime(2020, 7, 31, 16, 5, 9, DateTimeKind.Utc)).ShouldBe("2020-08-01 00:05");

    [Fact]
    public void An_address_drops_empty_values_and_keeps_the_rest_in_order()
    {
        var address = Address.Parse("/x?q=&park=a&park=b,c&sort=-output");
        address.ToString().ShouldBe("/x?park=a&park=b%2Cc&sort=-output");
        address.All("park").ShouldBe(["a", "b", "c"]);
        address.With("page", "2").Without("park").ToString().ShouldBe("/x?sort=-output&page=2");
        address.With("sort", null).At("/y").ToString().ShouldBe("/y?park=a&park=b%2Cc");
        address["PARK"].ShouldBe("a");
        address["q"].ShouldBeNull();
    }

    [Fact]
    public void Every_kind_of_chart_gives_valid_json_with_exact_numbers()
    {
        var data = new ChartData(["一季度", "二季度"], [new("装备\"制造", [282.19m, null], "亿元"), new("医药", [52.82m, 0.1m], "亿元")]);
        var percent = new ChartData(["产值", "投资", "外资"], new ChartSeries("完成率", [51.52m, 4m, 130m], "%"));
        string[] options =
        [
            ChartOptions.Line(data), ChartOptions.Bar(data, horizontal: true), ChartOptions.StackedBar(data), ChartOptions.Donut(data),
            ChartOptions.Progress(percent, 58.33m, "序时进度"), ChartOptions.LevelAndGrowth(data, [new("同比", [-18.6m, null], "%", 1)]),
        ];
        foreach (var option in options)
        {
            using var json = JsonDocument.Parse(option);
            json.RootElement.GetProperty("series").GetArrayLength().ShouldBeGreaterThan(0);
            option.ShouldNotContain("E+");
        }

        options[0].ShouldContain("282.19");
        // An axis that ended at 130 would leave its last step uneven.
        options[4].ShouldContain("\"max\":140");
    }

    [Fact]
    public void A_sparkline_leaves_gaps_and_needs_two_points()
    {
        SparkPath.Of([1m]).Line.ShouldBe("");
        SparkPath.Of([1m, null, 3m, 4m]).Line.ShouldBe("M0 29M66.7 11.7L100 3");
        SparkPath.Of([5m, 5m]).Line.ShouldBe("M0 16L100 16");
    }
}
