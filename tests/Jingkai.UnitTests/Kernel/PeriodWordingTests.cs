using Jingkai.Kernel;

namespace Jingkai.UnitTests.Kernel;

public class PeriodWordingTests
{
    [Theory]
    [InlineData("2024年7月", "2024-07")]
    [InlineData("2024年07月", "2024-07")]
    [InlineData("2024年7月份", "2024-07")]
    [InlineData("2024 年 7 月", "2024-07")]
    [InlineData("２０２４年７月", "2024-07")]
    [InlineData("二〇二四年七月", "2024-07")]
    [InlineData("二○二四年十二月", "2024-12")]
    [InlineData("2024年十月", "2024-10")]
    [InlineData("2024年7月底", "2024-07")]
    [InlineData("2024年度7月", "2024-07")]
    [InlineData("202407", "2024-07")]
    [InlineData("２０２４０７", "2024-07")]
    [InlineData("2024/7", "2024-07")]
    [InlineData("2024/07", "2024-07")]
    [InlineData("2024-7", "2024-07")]
    [InlineData("2024-07", "2024-07")]
    [InlineData("2024.07", "2024-07")]
    [InlineData("2024.10", "2024-10")]
    [InlineData("2024.7月", "2024-07")]
    [InlineData("2024-07-31", "2024-07")]
    [InlineData("2024/7/31", "2024-07")]
    [InlineData("2024.7.31", "2024-07")]
    [InlineData("20240731", "2024-07")]
    [InlineData("2024-1-1", "2024-01")]
    [InlineData("2024-1-31", "2024-01")]
    [InlineData("2024-01-07", "2024-01")]
    [InlineData("2024年7月31日", "2024-07")]
    [InlineData("2024-07-31 00:00:00", "2024-07")]
    [InlineData("2024-07-31T00:00:00", "2024-07")]
    [InlineData("2024年1-7月", "2024-01/2024-07")]
    [InlineData("2024年1—7月", "2024-01/2024-07")]
    [InlineData("2024年1——7月", "2024-01/2024-07")]
    [InlineData("2024年1–7月", "2024-01/2024-07")]
    [InlineData("2024年1~7月", "2024-01/2024-07")]
    [InlineData("2024年1－7月", "2024-01/2024-07")]
    [InlineData("2024年1至9月", "2024-01/2024-09")]
    [InlineData("2024年1到9月", "2024-01/2024-09")]
    [InlineData("2024年1-9月份", "2024-01/2024-09")]
    [InlineData("2024年1月-7月", "2024-01/2024-07")]
    [InlineData("2024年1月至2024年7月", "2024-01/2024-07")]
    [InlineData("2024年01-07月", "2024-01/2024-07")]
    [InlineData("2024年一至七月", "2024-01/2024-07")]
    [InlineData("2024年1-7", "2024-01/2024-07")]
    [InlineData("2024.1-7月", "2024-01/2024-07")]
    [InlineData("2024年1-7月累计", "2024-01/2024-07")]
    [InlineData("2024年7月累计", "2024-01/2024-07")]
    [InlineData("2024年前7个月", "2024-01/2024-07")]
    [InlineData("2024年前七个月", "2024-01/2024-07")]
    [InlineData("2024年前两个月", "2024-01/2024-02")]
    [InlineData("2024年1-2月", "2024-01/2024-02")]
    [InlineData("2024年前三季度", "2024-01/2024-09")]
    [InlineData("2024年前3季度", "2024-01/2024-09")]
    [InlineData("2024年1-3季度", "2024-01/2024-09")]
    [InlineData("2024年一至三季度", "2024-01/2024-09")]
    [InlineData("2024年前三个季度", "2024-01/2024-09")]
    [InlineData("2024年一季度", "2024-Q1")]
    [InlineData("2024年第一季度", "2024-Q1")]
    [InlineData("2024年1季度", "2024-Q1")]
    [InlineData("2024一季度", "2024-Q1")]
    [InlineData("2024Q1", "2024-Q1")]
    [InlineData("2024-q1", "2024-Q1")]
    [InlineData("2024年四季度", "2024-Q4")]
    [InlineData("2024年上半年", "2024-H1")]
    [InlineData("2024上半年", "2024-H1")]
    [InlineData("2024年下半年", "2024-H2")]
    [InlineData("2024H1", "2024-H1")]
    [InlineData("2024年", "2024")]
    [InlineData("2024", "2024")]
    [InlineData("2024年度", "2024")]
    [InlineData("2024年全年", "2024")]
    [InlineData("2024全年", "2024")]
    [InlineData("截至2022年4月", "../2022-04")]
    [InlineData("截至2022年4月底", "../2022-04")]
    [InlineData("截止到2022年4月末", "../2022-04")]
    [InlineData("../2022-04", "../2022-04")]
    [InlineData("2020-01-01/2020-09-09", "2020-01-01/2020-09-09")]
    [InlineData("2020年1月1日至9月9日", "2020-01-01/2020-09-09")]
    [InlineData("2020年1月1日—2020年9月9日", "2020-01-01/2020-09-09")]
    [InlineData("2020.1.1-2020.9.9", "2020-01-01/2020-09-09")]
    public void Office_wordings_are_read(string text, string period)
    {
        Period.ParseAny(text).Value.ToString().ShouldBe(period);
        Period.ParseAny(text, 1999).Value.ToString().ShouldBe(period);
    }

    [Theory]
    [InlineData("7月", "2024-07")]
    [InlineData("12月份", "2024-12")]
    [InlineData("1-7月", "2024-01/2024-07")]
    [InlineData("1—7月", "2024-01/2024-07")]
    [InlineData("上半年", "2024-H1")]
    [InlineData("前三季度", "2024-01/2024-09")]
    [InlineData("第一季度", "2024-Q1")]
    [InlineData("三季度", "2024-Q3")]
    [InlineData("全年", "2024")]
    [InlineData("前7个月", "2024-01/2024-07")]
    [InlineData("截至4月底", "../2024-04")]
    [InlineData("1月1日至9月9日", "2024-01-01/2024-09-09")]
    public void Wordings_without_a_year_need_the_year_of_the_paper(string text, string period)
    {
        Period.ParseAny(text, 2024).Value.ToString().ShouldBe(period);
        Period.ParseAny(text).Error!.Code.ShouldBe("bad-period");
    }

    [Theory]
    [InlineData("2020.1")]
    [InlineData("２０２０.１")]
    [InlineData("2020．1")]
    public void A_decimal_number_is_ambiguous_and_refused(string text)
    {
        var error = Period.ParseAny(text, 2020).Error!;

        error.Code.ShouldBe("bad-period");
        error.Message.Zh.ShouldContain("10月");
    }

    [Theory]
    [InlineData("2024-1-7")]
    [InlineData("2024-1-12")]
    [InlineData("2024—1—7")]
    public void A_day_that_may_be_a_year_to_date_is_refused(string text) =>
        Period.ParseAny(text).Error!.Message.En.ShouldContain("year to date");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("2024年13月")]
    [InlineData("2024年0月")]
    [InlineData("2024年1-13月")]
    [InlineData("2024年2-7月")]
    [InlineData("2024年五季度")]
    [InlineData("2024年中半年")]
    [InlineData("2024年1月至2025年7月")]
    [InlineData("24年7月")]
    [InlineData("202413")]
    [InlineData("2024-02-30")]
    [InlineData("20240230")]
    [InlineData("2024年2月30日")]
    [InlineData("45474")]
    [InlineData("2024年7月8月")]
    [InlineData("2020年9月9日至1月1日")]
    [InlineData("合计")]
    [InlineData("本月")]
    [InlineData("٢٠٢٤年7月")]
    [InlineData("1800年7月")]
    public void Everything_else_is_a_bad_period(string? text) =>
        Period.ParseAny(text, 2024).Error!.Code.ShouldBe("bad-period");

    [Fact]
    public void A_long_text_is_refused_without_being_repeated_in_full() =>
        Period.ParseAny(new string('7', 5000)).Error!.Message.Zh.Length.ShouldBeLessThan(150);
}
