using Jingkai.Economy.Domain;
using Jingkai.Economy.Figures;
using Jingkai.Economy.Indicators;
using Jingkai.Kernel;
using Jingkai.Platform.Counting;

namespace Jingkai.UnitTests.Economy;

/// <summary>Counts over spans, and what a figure makes of them.</summary>
public class CountedTests
{
    private static readonly DateOnly Today = new(2020, 9, 9);
    private static readonly Indicator Plain = Of(new("T_N", new("件数", "Number"), "件", new("定义", "Definition")));
    private static readonly Indicator Rate = Of(new("T_RATE", new("比率", "Rate"), "%", new("定义", "Definition")) { InPoints = true });
    private static readonly Indicator Stand = Of(new("T_END", new("存量", "Stock"), "家", new("定义", "Definition")) { AtEnd = true });

    [Theory]
    [InlineData("2020-07", "2020-07-01", "2020-07-31", "2019-07-01", "2019-07-31")]
    [InlineData("2020-01/2020-07", "2020-01-01", "2020-07-31", "2019-01-01", "2019-07-31")]
    [InlineData("2020-Q2", "2020-04-01", "2020-06-30", "2019-04-01", "2019-06-30")]
    [InlineData("2020-H1", "2020-01-01", "2020-06-30", "2019-01-01", "2019-06-30")]
    [InlineData("2019", "2019-01-01", "2019-12-31", "2018-01-01", "2018-12-31")]
    [InlineData("2020-01-01/2020-09-09", "2020-01-01", "2020-09-09", "2019-01-01", "2019-09-09")]
    [InlineData("2020-02-29/2020-03-05", "2020-02-29", "2020-03-05", "2019-02-28", "2019-03-05")]
    [InlineData("2020-02", "2020-02-01", "2020-02-29", "2019-02-01", "2019-02-28")]
    [InlineData("2019-02", "2019-02-01", "2019-02-28", "2018-02-01", "2018-02-28")]
    [InlineData("../2020-04", null, "2020-04-30", null, "2019-04-30")]
    public void Period_is_counted_over_its_days_and_compared_with_those_of_the_year_before(string period, string? from, string until, string? priorFrom, string priorUntil)
    {
        var spans = CountedSpans.Of(Plain, Period.Parse(period).Value, Today);
        spans.Whole.ShouldBe(Span(from, until));
        spans.Compared.ShouldBe(spans.Whole);
        spans.Prior.ShouldBe(Span(priorFrom, priorUntil));
        spans.Running.ShouldBeFalse();
    }

    [Theory]
    [InlineData("2020-09", "2020-09-01", "2020-09-30", "2020-09-09", "2019-09-01", "2019-09-09")]
    [InlineData("2020", "2020-01-01", "2020-12-31", "2020-09-09", "2019-01-01", "2019-09-09")]
    [InlineData("../2022-04", null, "2022-04-30", "2020-09-09", null, "2019-09-09")]
    public void Running_period_is_compared_over_the_days_that_have_passed(string period, string? from, string until, string compared, string? priorFrom, string priorUntil)
    {
        var spans = CountedSpans.Of(Plain, Period.Parse(period).Value, Today);
        (spans.Whole, spans.Compared, spans.Prior, spans.Running).ShouldBe((Span(from, until), Span(from, compared), Span(priorFrom, priorUntil), true));
        CountedSpans.Of(Stand, Period.Parse(period).Value, Today).Whole.ShouldBe(Span(from, compared), "what stands at the end of a running period stands so today");
    }

    [Fact]
    public void Period_that_has_not_begun_is_compared_with_nothing()
    {
        var spans = CountedSpans.Of(Plain, Period.Parse("2020-10").Value, Today);
        (spans.Whole, spans.Compared, spans.Prior).ShouldBe((Span("2020-10-01", "2020-10-31"), null, null));
    }

    [Theory]
    [InlineData(147, 130, 13.1)]
    [InlineData(130, 147, -11.6)]
    [InlineData(5, 5, 0.0)]
    public void Count_grows_in_per_cent(int now, int before, double growth)
    {
        var figure = Figure(Plain, new(now), new(before));
        (figure.Value, figure.Prior, figure.ComputedGrowth, figure.ChangePoints).ShouldBe((now, before, (decimal)growth, null));
        (figure.Growth, figure.GrowthBasis, figure.Origin, figure.Status).ShouldBe((null, "computed", "counted", "computed"));
    }

    [Fact]
    public void Count_has_no_growth_over_nothing()
    {
        Figure(Plain, new(5), new(0)).ComputedGrowth.ShouldBeNull();
        Figure(Plain, new(5), Counted.Nothing).ComputedGrowth.ShouldBeNull();
        Figure(Plain, new(5), Counted.Nothing).PriorBasis.ShouldBeNull();
    }

    [Fact]
    public void Rate_changes_in_points_rounded_once_from_what_it_is_made_of()
    {
        // 98 % − 96.6666… % = 1.3333… points; rounded rates (96.7) would also give 1.3, but 1/3 − 1/6 would not.
        var figure = Figure(Rate, Counted.Rate(147, 150), Counted.Rate(145, 150));
        (figure.Value, figure.ChangePoints, figure.ComputedGrowth, figure.Part, figure.Base).ShouldBe((98m, 1.3m, null, 147m, 150m));
        Figure(Rate, Counted.Rate(2, 3), Counted.Rate(1, 8)).ChangePoints.ShouldBe(54.2m);
        Figure(Rate, Counted.Rate(0, 0), Counted.Rate(1, 8)).ShouldSatisfyAllConditions(f => f.Value.ShouldBeNull(), f => f.ChangePoints.ShouldBeNull(), f => f.Base.ShouldBe(0m));
    }

    [Fact]
    public void Where_nothing_was_recorded_there_is_no_figure() =>
        new CountedComposer(Plain, "z", true).Compose(Period.Month(2020, 7), "2020-07", new(CountedSpans.Of(Plain, Period.Month(2020, 7), Today), Counted.Nothing, null, null), null, Today).ShouldBeNull();

    [Fact]
    public void Target_of_the_year_is_held_against_the_count_from_January()
    {
        var target = new Target { ValueE4 = 200 * 10_000L, Year = 2020 };
        var period = Period.YearToDate(2020, 9);
        var figure = new CountedComposer(Plain, "z", false).Compose(period, "x", new(CountedSpans.Of(Plain, period, Today), new(150), new(147), new(140)), target, Today)!;
        // September is running: eight months have passed.
        (figure.Completion, figure.Pace, figure.Behind, figure.Scope, figure.ComparedTo).ShouldBe((75m, 66.67m, false, "own", Today));
        figure.ComputedGrowth.ShouldBe(5.0m, "147 against 140: the days that have passed");
        new CountedComposer(Plain, "z", true).Compose(Period.Month(2020, 7), "x", new(CountedSpans.Of(Plain, Period.Month(2020, 7), Today), new(15), new(15), null), target, Today)!.Completion.ShouldBeNull();
    }

    [Fact]
    public void Reference_names_the_figure_as_it_was_counted()
    {
        var reference = FigureRef.Decode(Figure(Plain, new(147), null).Ref).Value;
        (reference.Indicator, reference.Subject, reference.Period, reference.Version, reference.CountedValue, reference.At).ShouldBe(("T_N", "zone", "2020-07", 0, 147m, null));
        Figure(Rate, new(98.0m, 147, 150), null).Ref.ShouldBe(Figure(Rate, Counted.Rate(98, 100), null).Ref, "98.0 and 98 are one");
        FigureRef.Decode(Figure(Rate, Counted.Rate(0, 0), null).Ref).Value.ShouldSatisfyAllConditions(r => r.Counted.ShouldBe(""), r => r.CountedValue.ShouldBeNull());
        FigureRef.Decode(System.Buffers.Text.Base64Url.EncodeToString("A\nzone\n2020\n0\n=x"u8)).IsOk.ShouldBeFalse();
    }

    [Theory]
    [InlineData(new[] { 3 }, 3.0)]
    [InlineData(new[] { 9, 1, 4 }, 4.0)]
    [InlineData(new[] { 4, 1, 9, 2 }, 3.0)]
    [InlineData(new[] { 1, 2 }, 1.5)]
    public void Median_is_the_exact_middle(int[] values, double middle) => Counted.Median(values).ShouldBe(new Counted((decimal)middle, null, values.Length));

    [Fact]
    public void Days_are_counted_over_many_spans_at_once()
    {
        DateOnly[] days = [new(2020, 1, 1), new(2020, 1, 31), new(2020, 2, 1), new(2020, 2, 1)];
        Tally.Of(days, [Span("2020-01-01", "2020-01-31"), Span("2020-02-01", "2020-02-29"), Span(null, "2020-02-01"), Span("2020-03-01", "2020-03-31"), Span("2019-01-01", "2019-12-31")])
            .ShouldBe([new(2), new(2), new(4), new(0), Counted.Nothing]);
        Tally.AtEnd([(null, new(2020, 1, 31)), (new(2020, 1, 10), null)], [Span("2020-01-01", "2020-01-09"), Span("2020-01-01", "2020-01-30"), Span("2020-01-01", "2020-01-31")])
            .ShouldBe([new(1), new(2), new(1)]);
        Tally.AtEnd([(new(2020, 1, 10), null)], [Span("2020-01-01", "2020-01-09")]).ShouldBe([Counted.Nothing]);
    }

    [Fact]
    public void Days_begin_at_midnight_in_the_zone()
    {
        Tally.Day(new(2020, 7, 31, 16, 0, 0, DateTimeKind.Utc)).ShouldBe(new(2020, 8, 1));
        Tally.Day(new(2020, 7, 31, 15, 59, 59, DateTimeKind.Utc)).ShouldBe(new(2020, 7, 31));
        Tally.Instants(Span("2020-07-01", "2020-07-31")).ShouldBe((new(2020, 6, 30, 16, 0, 0, DateTimeKind.Utc), new(2020, 7, 31, 16, 0, 0, DateTimeKind.Utc)));
    }

    [Fact]
    public void Two_sources_cannot_use_one_code()
    {
        var one = new Fixed("A_ONE");
        new CountedFigures([one, new Fixed("A_TWO")]).All.Select(i => i.Code).ShouldBe(["A_ONE", "A_TWO"]);
        Should.Throw<InvalidOperationException>(() => new CountedFigures([one, new Fixed("A_ONE")]));
    }

    private static Indicator Of(CountedIndicator counted) => Indicator.Of(counted);

    private static CountSpan Span(string? from, string until) => new(from is null ? null : Day(from), Day(until));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static Figure Figure(Indicator indicator, Counted now, Counted? before)
    {
        var period = Period.Month(2020, 7);
        return new CountedComposer(indicator, "z", true).Compose(period, "2020-07", new(CountedSpans.Of(indicator, period, Today), now, now, before), null, Today)!;
    }

    // Only its indicators are asked for here; a count would be a mistake of the test.
    private sealed class Fixed(string code) : ICountedSource
    {
        public IReadOnlyList<CountedIndicator> Indicators { get; } = [new(code, new("甲", "A"), "件", new("甲", "A"))];

        public Task<IReadOnlyList<Counted>> CountAsync(string indicator, IReadOnlyList<CountSpan> spans, CancellationToken cancel) => throw new NotSupportedException();

        public Task<PagedList<CountedRecord>> RecordsAsync(string indicator, CountSpan span, PageRequest page, CancellationToken cancel) => throw new NotSupportedException();
    }
}
