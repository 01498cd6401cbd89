using System.Text;
using Jingkai.Kernel;
using Jingkai.Platform.Ledgers.Sheets;

namespace Jingkai.UnitTests.Sheets;

public class CellReaderTests
{
    private static readonly Unit Wan = Unit.Find("万元").Value;

    [Theory]
    [InlineData("1234.5", "1234.5")]
    [InlineData("１，２３４．５", "1234.5")]
    [InlineData("1，234,567", "1234567")]
    [InlineData(" 1 234 567 ", "1234567")]
    [InlineData("-12.50", "-12.5")]
    [InlineData("－１２", "-12")]
    [InlineData("+3", "3")]
    [InlineData(".5", "0.5")]
    [InlineData("5.", "5")]
    [InlineData("007", "7")]
    [InlineData("0", "0")]
    [InlineData("12.5%", "12.5")]
    [InlineData("１２．５％", "12.5")]
    [InlineData("1234567890123456789.12", "1234567890123456789.12")]
    public void Numbers_as_people_type_them(string text, string expected) =>
        CellNumber.ToText(CellReader.Number(Cell.Of(text)).Value).ShouldBe(expected);

    [Theory]
    [InlineData("abc", "bad-number")]
    [InlineData("12abc", "bad-number")]
    [InlineData("1,23", "bad-number")]
    [InlineData("1,2345", "bad-number")]
    [InlineData("1,234 567", "bad-number")]
    [InlineData("(123)", "bad-number")]
    [InlineData("1.2.3", "bad-number")]
    [InlineData("--5", "bad-number")]
    [InlineData("约5", "bad-number")]
    [InlineData("5万元", "bad-number")]
    [InlineData("12345678901234567890123456789", "bad-number")]
    [InlineData("1.23457E+11", "digits-lost")]
    public void What_is_no_number_says_so_and_what_to_do(string text, string code)
    {
        var reading = CellReader.Number(Cell.Of(text));
        reading.IsBad.ShouldBeTrue();
        reading.Error!.Code.ShouldBe(code);
        reading.Error.Message.Zh.ShouldContain("请");
        reading.Error.Message.En.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void The_columns_unit_may_follow_the_number_and_no_other()
    {
        CellReader.Number(Cell.Of("1,234万元"), Wan).Value.ShouldBe(1234);
        CellReader.Number(Cell.Of("12 万元"), Wan).Value.ShouldBe(12);
        CellReader.Number(Cell.Of("1.2亿元"), Wan).Error!.Code.ShouldBe("bad-number");
        CellReader.Number(Cell.Of("12%"), Wan).Error!.Code.ShouldBe("bad-number");
        CellReader.Number(Cell.Of("12%"), Unit.Percent).Value.ShouldBe(12);
        CellReader.Quantity(Cell.Of("1.2亿元"), Wan).Value.ShouldBe(new Quantity(1.2m, Unit.Find("亿元").Value));
        CellReader.Quantity(Files.N(5), Wan).Value.ShouldBe(new Quantity(5, Wan));
        CellReader.Quantity(Cell.Of("5人"), Wan).Error!.Message.En.ShouldContain("人");
    }

    [Fact]
    public void A_number_in_a_per_cent_cell_is_taken_a_hundredfold()
    {
        CellReader.Number(Cell.OfPercent(12.5m)).Value.ShouldBe(12.5m);
        CellReader.Number(Cell.OfStored(0.142m, percent: true, null), Unit.Percent).Value.ShouldBe(14.2m);
        CellReader.Number(Cell.OfPercent(12.5m), Wan).IsBad.ShouldBeTrue();
    }

    [Theory]
    [InlineData("-")]
    [InlineData("－")]
    [InlineData("—")]
    [InlineData("——")]
    [InlineData("–")]
    [InlineData("/")]
    [InlineData("／")]
    [InlineData("…")]
    [InlineData("……")]
    [InlineData("...")]
    [InlineData(" - ")]
    public void Marks_of_not_reported_are_so_in_every_column(string text)
    {
        var cell = Cell.Of(text);
        CellReader.Number(cell).State.ShouldBe(CellState.NotReported);
        CellReader.Text(cell).State.ShouldBe(CellState.NotReported);
        CellReader.Date(cell).State.ShouldBe(CellState.NotReported);
        CellReader.Period(cell).State.ShouldBe(CellState.NotReported);
        CellReader.Identifier(cell).State.ShouldBe(CellState.NotReported);
        CellReader.List(cell).State.ShouldBe(CellState.NotReported);
    }

    [Fact]
    public void Blank_and_clear_are_answers_of_their_own()
    {
        foreach (var blank in (Cell[])[default, Cell.Of(" \t"), Cell.Of("　"), Cell.Of("\n")])
        {
            CellReader.Number(blank).State.ShouldBe(CellState.Blank);
            CellReader.Text(blank).State.ShouldBe(CellState.Blank);
        }

        CellReader.Number(Cell.Of(" 清空 ")).State.ShouldBe(CellState.Clear);
        CellReader.Date(Cell.Of("清空")).State.ShouldBe(CellState.Clear);
        CellReader.List(Cell.Of("清空")).State.ShouldBe(CellState.Clear);
        CellReader.Number(Files.N(0)).Value.ShouldBe(0);
    }

    [Fact]
    public void Errors_and_uncalculated_formulas_are_bad_in_every_column()
    {
        CellReader.Number(Cell.OfError("#DIV/0!")).Error!.Code.ShouldBe("cell-error");
        CellReader.Text(Cell.OfError("#N/A")).Error!.Message.Zh.ShouldContain("#N/A");
        CellReader.Date(Cell.OfUncachedFormula("A1")).Error!.Code.ShouldBe("formula-not-calculated");
        CellReader.List(Cell.OfUncachedFormula("A1")).IsBad.ShouldBeTrue();
        CellReader.Number(Cell.Of((bool?)true)).Error!.Code.ShouldBe("bad-number");
        CellReader.Number(Cell.Of((DateOnly?)new DateOnly(2020, 7, 31))).Error!.Code.ShouldBe("bad-number");
    }

    [Theory]
    [InlineData("2020-07-31")]
    [InlineData("2020/7/31")]
    [InlineData("2020.7.31")]
    [InlineData("2020年7月31日")]
    [InlineData("２０２０年７月３１日")]
    [InlineData("2020 年 7 月 31 日")]
    [InlineData("20200731")]
    [InlineData("2020-7-31 0:00:00")]
    [InlineData("2020-07-31T08:30:00Z")]
    public void Days_as_people_write_them(string text) => CellReader.Date(Cell.Of(text)).Value.ShouldBe(new DateOnly(2020, 7, 31));

    [Theory]
    [InlineData("2020-02-30")]
    [InlineData("2020-7/31")]
    [InlineData("2020-07")]
    [InlineData("20-7-31")]
    [InlineData("1820-07-31")]
    [InlineData("昨天")]
    public void What_is_no_day_is_bad(string text) => CellReader.Date(Cell.Of(text)).Error!.Code.ShouldBe("bad-date");

    [Fact]
    public void Cells_of_dates_and_numbers_as_days()
    {
        CellReader.Date(Cell.Of((DateTime?)new DateTime(2020, 7, 31, 8, 30, 0))).Value.ShouldBe(new DateOnly(2020, 7, 31));
        CellReader.Date(Files.N(20200731)).Value.ShouldBe(new DateOnly(2020, 7, 31));
        CellReader.Date(Files.N(44043)).Error!.Message.Zh.ShouldContain("日期");
        CellReader.Date(Cell.OfSerial(0.5m)).Error!.Code.ShouldBe("bad-date");
    }

    [Fact]
    public void Periods_as_text_number_and_date()
    {
        var july = Period.Month(2020, 7);
        foreach (var text in (string[])["2020-07", "2020年7月", "202007", "2020/7", "２０２０年７月"])
        {
            CellReader.Period(Cell.Of(text)).Value.ShouldBe(july, text);
        }

        CellReader.Period(Files.N(202007)).Value.ShouldBe(july);
        CellReader.Period(Cell.Of((DateOnly?)new DateOnly(2020, 7, 1))).Value.ShouldBe(july);
        CellReader.Period(Files.N(2020)).Value.ShouldBe(Period.WholeYear(2020));
        CellReader.Period(Cell.Of("2024年1-9月")).Value.ShouldBe(Period.YearToDate(2024, 9));
        CellReader.Period(Files.N(2020.1m)).Error!.Code.ShouldBe("bad-period");
        CellReader.Period(Cell.Of("2020.1")).Error!.Code.ShouldBe("bad-period");
        CellReader.Period(Cell.Of("7月")).Error!.Code.ShouldBe("bad-period");
        CellReader.Period(Cell.Of("7月"), 2020).Value.ShouldBe(july);
    }

    [Fact]
    public void Codes_keep_their_digits_or_say_that_they_lost_them()
    {
        CellReader.Identifier(Cell.Of(" ９１３３０１００ ７９９６５５０５８Ｂ ")).Value.ShouldBe("91330100799655058B");
        CellReader.Identifier(Files.N(13800138000)).Value.ShouldBe("13800138000");
        CellReader.Identifier(Cell.Of("913301007996550581")).Value.ShouldBe("913301007996550581");
        CellReader.Identifier(Cell.OfStored(913301007996551000m, false, "913301007996550581")).Error!.Code.ShouldBe("digits-lost");
        CellReader.Identifier(Cell.Of("9.13301E+17")).Error!.Code.ShouldBe("digits-lost");
        CellReader.Text(Cell.OfStored(913301007996551000m, false, null)).Error!.Code.ShouldBe("digits-lost");
        CellReader.Text(Files.N(3612)).Value.ShouldBe("3612");
    }

    [Fact]
    public void Text_is_clean_and_not_too_long()
    {
        CellReader.Text(Cell.Of(" 浙江\n中控\u0007  公司 ")).Value.ShouldBe("浙江 中控 公司");
        CellReader.Text(Cell.Of("=HYPERLINK(\"x\")")).Value.ShouldBe("=HYPERLINK(\"x\")");
        CellReader.Text(Cell.Of("一二三四"), 3).Error!.Code.ShouldBe("too-long");
        CellReader.Text(Cell.Of("𠮷𠮷𠮷"), 3).Value.ShouldBe("𠮷𠮷𠮷");
        CellReader.Text(Cell.Of((DateOnly?)new DateOnly(2020, 7, 31))).Value.ShouldBe("2020-07-31");
    }

    [Fact]
    public void Lists_are_split_at_every_separator_people_use()
    {
        CellReader.List(Cell.Of("高新技术企业、专精特新, 上市；规上;高新技术企业\n链主，")).Value
            .ShouldBe(["高新技术企业", "专精特新", "上市", "规上", "链主"]);
        CellReader.List(Cell.Of("、，")).State.ShouldBe(CellState.Blank);
        CellReader.List(Cell.Of("甲、乙乙乙乙"), 3).Error!.Code.ShouldBe("too-long");
    }

    [Theory]
    [InlineData("0.1", "0.1")]
    [InlineData("0.30000000000000004", "0.3")]
    [InlineData("1E-30", "0")]
    [InlineData("1.5E+3", "1500")]
    [InlineData("1e27", "1000000000000000000000000000")]
    [InlineData("999999999999999.9", "1000000000000000")]
    [InlineData("-0", "0")]
    [InlineData("123456789012345678", "123456789012346000")]
    [InlineData("0.000000000000000000000000000012345", "0")]
    [InlineData("1.4210854715202004E-14", "0.000000000000014210854715202")]
    public void Stored_numbers_at_fifteen_digits(string stored, string expected)
    {
        CellNumber.TryParse(Encoding.ASCII.GetBytes(stored), out var value).ShouldBeTrue();
        CellNumber.ToText(value).ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("1.2.3")]
    [InlineData("1E")]
    [InlineData("1E+")]
    [InlineData("1E99")]
    [InlineData("NaN")]
    [InlineData("1 ")]
    public void What_is_no_stored_number(string stored) => CellNumber.TryParse(Encoding.ASCII.GetBytes(stored), out _).ShouldBeFalse();

    [Theory]
    [InlineData(1, "1900-01-01")]
    [InlineData(59, "1900-02-28")]
    [InlineData(61, "1900-03-01")]
    [InlineData(44043, "2020-07-31")]
    [InlineData(2958465, "9999-12-31")]
    public void Serial_numbers_of_days(int serial, string day) => Cell.OfSerial(serial).Raw.ShouldBe(day);
}
