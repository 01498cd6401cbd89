using FsCheck;
using FsCheck.Fluent;
using Jingkai.Kernel;

namespace Jingkai.UnitTests.Kernel;

public class PeriodTests
{
    [Theory]
    [InlineData("2020-07", PeriodKind.Month, "2020-07-01", "2020-07-31")]
    [InlineData("2020-02", PeriodKind.Month, "2020-02-01", "2020-02-29")]
    [InlineData("2020-01/2020-07", PeriodKind.YearToDate, "2020-01-01", "2020-07-31")]
    [InlineData("2020-Q2", PeriodKind.Quarter, "2020-04-01", "2020-06-30")]
    [InlineData("2020-H1", PeriodKind.Half, "2020-01-01", "2020-06-30")]
    [InlineData("2020-H2", PeriodKind.Half, "2020-07-01", "2020-12-31")]
    [InlineData("2020", PeriodKind.Year, "2020-01-01", "2020-12-31")]
    [InlineData("2020-01-01/2020-09-09", PeriodKind.Range, "2020-01-01", "2020-09-09")]
    [InlineData("2019-12-31/2020-01-01", PeriodKind.Range, "2019-12-31", "2020-01-01")]
    [InlineData("../2022-04", PeriodKind.UpTo, "0001-01-01", "2022-04-30")]
    public void Interface_forms_are_read_and_printed_alike(string text, PeriodKind kind, string start, string end)
    {
        var period = Period.Parse(text).Value;

        period.Kind.ShouldBe(kind);
        period.Start.ShouldBe(DateOnly.ParseExact(start, "yyyy-MM-dd"));
        period.End.ShouldBe(DateOnly.ParseExact(end, "yyyy-MM-dd"));
        period.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2020-13")]
    [InlineData("2020-00")]
    [InlineData("2020-7")]
    [InlineData("2020-Q5")]
    [InlineData("2020-Q0")]
    [InlineData("2020-H3")]
    [InlineData("2020-h1")]
    [InlineData("20")]
    [InlineData("202007")]
    [InlineData("0000")]
    [InlineData("1899-12")]
    [InlineData("3000-01")]
    [InlineData("2020-02/2020-07")]
    [InlineData("2020-01/2021-07")]
    [InlineData("2020-01/")]
    [InlineData("/2020-01")]
    [InlineData("2020-01/2020-07/2020-08")]
    [InlineData("2020-02-30/2020-03-01")]
    [InlineData("2020-09-10/2020-09-09")]
    [InlineData("2020-01-01")]
    [InlineData("../2022")]
    [InlineData("../2022-04-01")]
    [InlineData("2022-04/..")]
    [InlineData(" 2020-07")]
    [InlineData("2020年7月")]
    [InlineData("+020-07")]
    [InlineData("２０２０-07")]
    [InlineData("٢٠٢٠-07")]
    public void Everything_else_is_a_bad_period_for_programs(string? text)
    {
        var error = Period.Parse(text).Error!;

        error.Code.ShouldBe("bad-period");
        error.Kind.ShouldBe(ErrorKind.Malformed);
    }

    [Theory]
    [InlineData("2020-Q1", "2020-01/2020-03")]
    [InlineData("2020-H1", "2020-01/2020-06")]
    [InlineData("2020", "2020-01/2020-12")]
    [InlineData("2020-01/2020-07", "2020-01/2020-07")]
    [InlineData("2020-Q2", "2020-Q2")]
    [InlineData("2020-Q3", "2020-Q3")]
    [InlineData("2020-Q4", "2020-Q4")]
    [InlineData("2020-H2", "2020-H2")]
    [InlineData("2020-01", "2020-01")]
    [InlineData("2020-01-01/2020-06-30", "2020-01-01/2020-06-30")]
    [InlineData("../2022-04", "../2022-04")]
    public void Names_of_one_cumulative_figure_have_one_canonical_form(string text, string canonical)
    {
        Period.Parse(text).Value.Canonical().ShouldBe(Period.Parse(canonical).Value);
        Period.Parse(text).Value.IsYearToDate.ShouldBe(Period.Parse(canonical).Value.Kind == PeriodKind.YearToDate);
    }

    [Theory]
    [InlineData("2020-02", "2019-02")]
    [InlineData("2020-01/2020-07", "2019-01/2019-07")]
    [InlineData("2020-Q2", "2019-Q2")]
    [InlineData("2020-H1", "2019-H1")]
    [InlineData("2020", "2019")]
    [InlineData("2020-01-01/2020-02-29", "2019-01-01/2019-02-28")]
    [InlineData("../2022-04", "../2021-04")]
    public void Prior_year_keeps_the_shape(string text, string prior) =>
        Period.Parse(text).Value.PriorYear().ToString().ShouldBe(prior);

    [Fact]
    public void Prior_year_of_February_ends_with_its_own_last_day() =>
        Period.Month(2021, 2).PriorYear().End.ShouldBe(new DateOnly(2020, 2, 29));

    [Theory]
    [InlineData("2020-01", true)]
    [InlineData("2020-02", true)]
    [InlineData("2020-01/2020-01", true)]
    [InlineData("2020-01/2020-02", false)]
    [InlineData("2020-03", false)]
    [InlineData("2020-Q1", false)]
    [InlineData("2020", false)]
    public void Period_of_merged_indicator_has_no_January(string text, bool forbidden)
    {
        Period.Parse(text).Value.IsMergedForbidden(janFebMerged: true).ShouldBe(forbidden);
        Period.Parse(text).Value.IsMergedForbidden(janFebMerged: false).ShouldBeFalse();
    }

    [Fact]
    public void A_year_of_a_merged_indicator_has_eleven_points()
    {
        var points = Period.Months(Period.Month(2020, 1), Period.Month(2020, 12), merged: true).Select(p => p.ToString()).ToList();

        points.Count.ShouldBe(11);
        points[0].ShouldBe("2020-01/2020-02");
        points[1].ShouldBe("2020-03");
        points[^1].ShouldBe("2020-12");
    }

    [Fact]
    public void A_series_crosses_years()
    {
        Period.Months(Period.Month(2019, 11), Period.Month(2020, 3), merged: false).Select(p => p.ToString())
            .ShouldBe(["2019-11", "2019-12", "2020-01", "2020-02", "2020-03"]);
        Period.Months(Period.Month(2019, 11), Period.Month(2020, 3), merged: true).Select(p => p.ToString())
            .ShouldBe(["2019-11", "2019-12", "2020-01/2020-02", "2020-03"]);
    }

    [Fact]
    public void A_merged_point_belongs_to_the_series_that_reaches_its_end()
    {
        Period.Months(Period.Month(2020, 2), Period.Month(2020, 2), merged: true).Count().ShouldBe(1);
        Period.Months(Period.Month(2020, 1), Period.Month(2020, 1), merged: true).ShouldBeEmpty();
        Period.Months(Period.Month(2020, 5), Period.Month(2020, 4), merged: false).ShouldBeEmpty();
    }

    [Fact]
    public void A_cumulative_series_of_a_merged_indicator_starts_with_February() =>
        Period.YearToDates(Period.WholeYear(2020), Period.WholeYear(2020), merged: true).Select(p => p.LastMonth)
            .ShouldBe(Enumerable.Range(2, 11).Select(m => (int?)m));

    [Fact]
    public void A_series_needs_a_beginning() =>
        Should.Throw<ArgumentException>(() => Period.Months(Period.UpTo(2020, 1), Period.Month(2020, 2), false));

    [Theory]
    [InlineData("2020-07", 7, 7)]
    [InlineData("2020-01/2020-02", 2, 2)]
    [InlineData("2020-Q3", 9, 9)]
    [InlineData("2020-H1", 6, 6)]
    [InlineData("2020", 12, 12)]
    [InlineData("../2022-04", 4, 4)]
    [InlineData("2020-01-01/2020-09-09", null, 9)]
    public void Months_elapsed_count_from_January(string text, int? lastMonth, int elapsed)
    {
        Period.Parse(text).Value.LastMonth.ShouldBe(lastMonth);
        Period.Parse(text).Value.MonthsElapsed.ShouldBe(elapsed);
    }

    [Fact]
    public void A_month_stands_before_the_year_to_date_it_ends()
    {
        string[] order = ["2020-06", "2020-Q2", "2020-01/2020-06", "2020-H1", "../2020-06", "2020-07", "2020"];

        order.Reverse().Select(t => Period.Parse(t).Value).Order().Select(p => p.ToString()).ShouldBe(order);
        (Period.Month(2020, 6) < Period.Month(2020, 7)).ShouldBeTrue();
        Period.Month(2020, 6).YearMonth.ShouldBe(202006);
        Period.FromYearMonth(202006).ShouldBe(Period.Month(2020, 6));
    }

    [Theory]
    [InlineData("2024-07", "2024年7月", "July 2024")]
    [InlineData("2024-01/2024-07", "2024年1-7月", "January–July 2024")]
    [InlineData("2024-01/2024-01", "2024年1月累计", "January 2024 (year to date)")]
    [InlineData("2024-Q1", "2024年一季度", "Q1 2024")]
    [InlineData("2024-Q4", "2024年四季度", "Q4 2024")]
    [InlineData("2024-H1", "2024年上半年", "first half of 2024")]
    [InlineData("2024-H2", "2024年下半年", "second half of 2024")]
    [InlineData("2024", "2024年", "2024")]
    [InlineData("2020-01-01/2020-09-09", "2020年1月1日至9月9日", "1 January – 9 September 2020")]
    [InlineData("2019-12-01/2020-09-09", "2019年12月1日至2020年9月9日", "1 December 2019 – 9 September 2020")]
    [InlineData("../2022-04", "截至2022年4月", "up to April 2022")]
    public void Wordings_are_those_of_official_papers(string text, string zh, string en)
    {
        var period = Period.Parse(text).Value;

        period.ToChinese().ShouldBe(zh);
        period.ToEnglish().ShouldBe(en);
        period.ToText().ShouldBe(new Text(zh, en));
        Period.ParseAny(zh).Value.ShouldBe(period);
    }

    [Fact]
    public void Impossible_parts_are_bugs()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Period.Month(2020, 13));
        Should.Throw<ArgumentOutOfRangeException>(() => Period.YearToDate(2020, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => Period.Quarter(2020, 5));
        Should.Throw<ArgumentOutOfRangeException>(() => Period.Half(2020, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => Period.WholeYear(0));
        Should.Throw<ArgumentOutOfRangeException>(() => Period.Range(new DateOnly(2020, 2, 1), new DateOnly(2020, 1, 1)));
    }

    [Fact]
    public void Every_period_is_read_back_from_every_form_it_prints() =>
        Prop.ForAll(Periods.Any, p =>
            Period.Parse(p.ToString()) == p && Period.ParseAny(p.ToString()) == p && Period.ParseAny(p.ToChinese()) == p)
            .Holds();

    [Fact]
    public void Canonical_form_keeps_the_days_and_is_final() =>
        Prop.ForAll(Periods.Any, p =>
        {
            var canonical = p.Canonical();
            return canonical.Start == p.Start && canonical.End == p.End && canonical.Canonical() == canonical;
        }).Holds();

    [Fact]
    public void Order_is_total_and_agrees_with_equality() =>
        Prop.ForAll(Periods.Any, Periods.Any, (a, b) =>
            Math.Sign(a.CompareTo(b)) == -Math.Sign(b.CompareTo(a)) && (a.CompareTo(b) == 0) == (a == b))
            .Holds();

    [Fact]
    public void Months_of_a_series_adjoin_without_gap_or_overlap() =>
        Prop.ForAll(Gen.Choose(0, 60).ToArbitrary(), Gen.Choose(1, 40).ToArbitrary(), Gen.Elements(true, false).ToArbitrary(), (skip, length, merged) =>
        {
            var first = new DateOnly(2018, 1, 1).AddMonths(skip);
            var points = Period.Months(Period.MonthOf(first), Period.MonthOf(first.AddMonths(length)), merged).ToList();
            return points.Zip(points.Skip(1)).All(pair => pair.First.End.AddDays(1) == pair.Second.Start)
                && points.TrueForAll(p => !p.IsMergedForbidden(merged));
        }).Holds();

    [Fact]
    public void No_text_makes_the_readers_throw() =>
        Prop.ForAll(Periods.Noise, text =>
        {
            _ = Period.Parse(text);
            _ = Period.ParseAny(text, 2024);
            return true;
        }).Holds();
}
