using System.Globalization;
using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;

namespace Jingkai.IntegrationTests.Contract;

/// <summary>Growth, prior, share and their rounding, on data of no demo.</summary>
public abstract class ComparisonTests(TestServer server) : ServerTests(server)
{
    private const string Observed = "指标代码,报告期,对象,数值,单位,同比(%),同比口径,来源\n";

    [Theory]
    [InlineData(1000.5, 1000, 0.1)]
    [InlineData(999.5, 1000, -0.1)]
    [InlineData(1002.5, 1000, 0.3)]
    [InlineData(1142.49, 1000, 14.2)]
    [InlineData(1142.5, 1000, 14.3)]
    [InlineData(5, 3, 66.7)]
    [InlineData(0, 10, -100)]
    public async Task Computed_growth_is_rounded_once_and_half_away_from_zero(decimal value, decimal prior, decimal growth)
    {
        using var office = await With([new Firm("甲", "3611") { Code = Code1 }], new Report(Code1, "2020-07", value, prior, value, prior));
        var figure = await Figure(office, "IND_GOV", "2020-07");
        (figure.Number("computedGrowth"), figure.Number("growth"), figure.Text("growthBasis"), figure.Text("origin"), figure.Text("status")).ShouldBe((growth, null, "computed", "rolledUp", "computed"));
        (figure.Number("value"), figure.Number("prior")).ShouldBe((value / 10_000m, prior / 10_000m));
        figure.At("rolledUp").Number("growth").ShouldBe(growth);
    }

    [Theory]
    [InlineData(10, -5, "扭亏为盈")]
    [InlineData(-10, -5, "增亏")]
    [InlineData(-2, -5, "减亏")]
    [InlineData(5, 0, "—")]
    public async Task Base_that_is_not_above_zero_gives_a_word_and_no_growth(decimal value, decimal prior, string word)
    {
        using var office = await With([new Firm("甲", "3611") { Code = Code1 }], new Report(Code1, "2020-07", value, prior, value, prior), "税收(万元)");
        var figure = await Figure(office, "TAX", "2020-07");
        (figure.Number("computedGrowth"), figure.Text("growthBasis"), figure.Text("turn")).ShouldBe((null, null, word));
        (figure.At("rolledUp").Number("growth"), figure.Number("value")).ShouldBe((null, value / 10_000m));
    }

    [Fact]
    public async Task Profit_that_became_a_loss_is_called_so()
    {
        using var office = await With([new Firm("甲", "3611") { Code = Code1 }], new Report(Code1, "2020-07", -10, 5, -10, 5), "税收(万元)");
        (await Figure(office, "TAX", "2020-07")).Text("turn").ShouldBe("由盈转亏");
    }

    [Fact]
    public async Task Unknown_prior_is_left_out_above_and_below()
    {
        var firms = Enumerable.Range(0, 4).Select(i => new Firm($"企{i}", "3611")).ToList();
        using var office = await With(firms, [new(firms[0].Code, "2020-07", 100, 80, 100, 80), new(firms[1].Code, "2020-07", 50, null, 50), new(firms[2].Code, "2020-07", 0, 0, 0, 0)]);
        var figure = await Figure(office, "IND_GOV", "2020-07");
        (figure.Number("value"), figure.Number("prior"), figure.Number("computedGrowth")).ShouldBe((0.015m, 0.008m, 25m));
        var sum = figure.GetProperty("rolledUp");
        (sum.At("reporting.received").GetInt32(), sum.At("reporting.expected").GetInt32(), sum.Number("comparable")).ShouldBe((3, 4, 2m));
    }

    [Fact]
    public async Task Shares_come_from_unrounded_sums_and_change_in_points()
    {
        (string Industry, decimal Value, decimal Prior)[] rows =
            [("3611", 3.3333m, 3m), ("3612", 2.2222m, 2.5m), ("3720", 4.4444m, 4m), ("2710", 10.00005m, 11m), ("C", 1m, 1m), ("0610", 2m, 2.2m), ("4411", 3m, 3.1m), ("5171", 100m, 90m), ("36", 5m, 4m)];
        var firms = rows.Select((r, i) => new Firm($"企{i}", r.Industry, i % 2 == 0 ? "甲园" : "乙园")).ToList();
        using var office = await With(firms, [.. rows.Select((r, i) => new Report(firms[i].Code, "2020-07", r.Value, r.Prior, r.Value, r.Prior))]);
        var industrial = Enumerable.Range(0, rows.Length).Where(i => rows[i].Industry != "5171").ToList();
        var (all, before) = (industrial.Sum(i => rows[i].Value), industrial.Sum(i => rows[i].Prior));
        (await Figure(office, "IND_GOV", "2020-07")).Number("value").ShouldBe(all / 10_000m, "sections B, C and D only");
        (string Subject, Func<int, bool> Part)[] subjects =
        [
            ("industry:36", i => rows[i].Industry.StartsWith("36", StringComparison.Ordinal)), ("industry:361", i => rows[i].Industry.StartsWith("361", StringComparison.Ordinal)), ("industry:3611", i => i == 0),
            ("industry:C", i => i is not (5 or 6)), ("industry:B", i => i == 5), ("industry:D", i => i == 6), ("park:甲园", i => i % 2 == 0), ("行业:37", i => i == 2), ("园区:乙园", i => i % 2 == 1),
        ];
        foreach (var (subject, part) in subjects)
        {
            var (value, prior) = (industrial.Where(part).Sum(i => rows[i].Value), industrial.Where(part).Sum(i => rows[i].Prior));
            var figure = await Figure(office, "IND_GOV", "2020-07", subject);
            (figure.Number("value"), figure.Number("share")).ShouldBe((value / 10_000m, Math.Round(value / all * 100, 2, MidpointRounding.AwayFromZero)), subject);
            figure.Number("shareChangePoints").ShouldBe(Math.Round(((value / all) - (prior / before)) * 100, 1, MidpointRounding.AwayFromZero), subject);
        }
    }

    [Theory]
    [InlineData("2020-Q2", 2020, 6, 3)]
    [InlineData("2020-Q3", 2020, 9, 6)]
    [InlineData("2020-Q4", 2020, 12, 9)]
    [InlineData("2020-H2", 2020, 12, 6)]
    public async Task Later_quarters_and_the_second_half_are_differences_of_levels(string period, int year, int last, int less)
    {
        var levels = new Dictionary<int, (decimal Value, decimal Prior)> { [0] = (0, 0) };
        var reports = new List<Report>();
        for (var (month, value, prior) = (2, 0m, 0m); month <= 12; month++)
        {
            (value, prior) = (value + (month * 10) + 3, prior + (month * 9) + 1);
            levels[month] = (value, prior);
            reports.Add(new(Code1, string.Create(CultureInfo.InvariantCulture, $"{year}-{month:00}"), (month * 10) + 3, (month * 9) + 1, value, prior));
        }

        using var office = await With([new Firm("甲", "3611") { Code = Code1 }], [.. reports]);
        var figure = await Figure(office, "IND_GOV", period);
        var (now, was) = (levels[last].Value - levels[less].Value, levels[last].Prior - levels[less].Prior);
        (figure.Number("value"), figure.Number("prior"), figure.Text("status"), figure.Number("growth")).ShouldBe((now / 10_000m, was / 10_000m, "computed", null));
        figure.Number("computedGrowth").ShouldBe(Math.Round((now - was) / was * 100, 1, MidpointRounding.AwayFromZero));
    }

    [Fact]
    public async Task Growth_at_constant_prices_implies_no_prior_whatever_the_indicator()
    {
        using var office = await Office.OpenAsync(Server);
        await office.Economy.MustImportAsync(office.Zone, "observations", Observed
            + "IND_VA,2020-H1,,90,亿元,10,,局\nIND_VA,2021-H1,,110,亿元,10,,局\nIND_GOV,2021-H1,,110,亿元,10,可比价,局\nIND_GOV,2022-H1,,110,亿元,10,,局\nGDP,2022-H1,,110,亿元,10,现价,局\nIND_GOV,2021-H1,行业:36,11,亿元,10,可比价,局\n");
        var real = await Figure(office, "IND_VA", "2021-H1");
        (real.Text("growthBasis"), real.Number("prior"), real.Number("computedGrowth")).ShouldBe(("real", null, null));
        var stated = await Figure(office, "IND_GOV", "2021-H1");
        (stated.Text("growthBasis"), stated.Number("prior"), stated.Number("growth")).ShouldBe(("real", null, 10m));
        var part = await Figure(office, "IND_GOV", "2021-H1", "industry:36");
        (part.Number("share"), part.Number("shareChangePoints")).ShouldBe((10m, null));
        var usual = await Figure(office, "IND_GOV", "2022-H1");
        (usual.Text("growthBasis"), usual.Number("prior"), usual.Text("priorBasis")).ShouldBe(("comparable", 100m, "implied"));
        var nominal = await Figure(office, "GDP", "2022-H1");
        (nominal.Text("growthBasis"), nominal.Number("prior")).ShouldBe(("nominal", null), "the basis is the delivered one, and an indicator with real growth is never computed back");
    }

    [Fact]
    public async Task What_enterprises_report_is_not_mixed_into_an_offices_figure_of_another_population()
    {
        using var office = await With([new Firm("甲", "3611") { Code = Code1 }], new Report(Code1, "2020-07", 100, 80, 100, 80), "税收(万元)");
        await office.Economy.MustImportAsync(office.Zone, "observations", Observed + "TAX,2020-07,,5.5,亿元,10,,税务\n");
        var figure = await Figure(office, "TAX", "2020-07");
        (figure.Number("value"), figure.Number("growth"), figure.Number("computedGrowth"), figure.Number("prior")).ShouldBe((5.5m, 10m, null, 5m));
        figure.GetProperty("rolledUp").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    // The office of a test has a zone of its own, so one code serves them all.
    private static readonly string Code1 = Office.CreditCode();

    private Task<Office> With(IReadOnlyList<Firm> firms, Report report, string measure = "工业总产值(万元)") => With(firms, [report], measure);

    private async Task<Office> With(IReadOnlyList<Firm> firms, IReadOnlyList<Report> reports, string measure = "工业总产值(万元)")
    {
        var office = await Office.OpenAsync(Server);
        await office.Economy.MustImportAsync(office.Zone, "enterprises", Firm.Ledger(firms));
        await office.Economy.MustImportAsync(office.Zone, "enterprise-reports", Report.Ledger(reports, measure));
        return office;
    }

    private static async Task<JsonElement> Figure(Office office, string indicator, string period, string? subject = null) =>
        await Json(await office.Economy.FigureAsync(office.Zone, indicator, period, subject));
}

public sealed class Comparison_on_sqlite(SqliteEmpty server) : ComparisonTests(server);

public sealed class Comparison_on_postgres(PostgresEmpty server) : ComparisonTests(server);
