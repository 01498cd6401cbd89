using System.Globalization;
using Jingkai.IntegrationTests.Fixture;

namespace Jingkai.IntegrationTests.Projects;

/// <summary>The counts of projects that the articles publish come out of the demo's records.</summary>
public abstract class DemoProjectTests(TestServer server) : ServerTests(server)
{
    /// <summary>The fact that published the number, and where it is counted.</summary>
    public static TheoryData<string, string, string, string, string> Published => new()
    {
        { "S2-28", "shangyu", "PRJ_ON_WALL_IND", "2022-06", "82" },
        { "S2-29", "shangyu", "PRJ_ON_WALL_GOV", "2022-06", "33" },
        { "S2-48", "shangyu", "PRJ_LIBRARY_RATE", "2022-01/2022-04", "100" },
        { "S3-13", "yangzhou", "PRJ_SIGNED_IND_1", "2023-H1", "41" },
        { "S3-14", "yangzhou", "PRJ_SIGNED_IND_1_INV", "2023-H1", "465" },
        { "S3-15", "yangzhou", "PRJ_SIGNED_IND_100", "2023-H1", "2" },
        { "S3-16", "yangzhou", "PRJ_SIGNED_IND_50", "2023-H1", "3" },
        { "S3-17", "yangzhou", "PRJ_SIGNED_SRV", "2023-H1", "90" },
        { "S3-18", "yangzhou", "PRJ_SIGNED_SRV_INV", "2023-H1", "120" },
        { "S3-19", "yangzhou", "PRJ_SIGNED_SRV_50", "2023-H1", "1" },
        { "S3-20", "yangzhou", "PRJ_STARTED_IND", "2023-H1", "35" },
        { "S3-21", "yangzhou", "PRJ_STARTED_UPG", "2023-H1", "93" },
        { "S3-22", "yangzhou", "PRJ_STARTED_URB", "2023-H1", "44" },
        { "S4-06", "qianjiang", "PRJ_BUILDING_IND", "2019", "12" },
        { "S4-07", "qianjiang", "PRJ_BUILDING_IND_INV", "2019", "114.18" },
        { "S4-09", "qianjiang", "PRJ_INVESTED", "2019", "10" },
        { "S4-10", "qianjiang", "PRJ_TO_LAND_IND", "2019", "9" },
        { "S4-11", "qianjiang", "PRJ_TO_LAND_IND_LAND", "2019", "345" },
        { "S4-12", "qianjiang", "PRJ_TO_LAND_IND_INV", "2019", "22.85" },
        { "S0-26", "linping", "PRJ_SIGNED", "2020-01/2020-09", "28" },
    };

    /// <summary>S2-66: 最快仅需要56天.</summary>
    [Fact]
    public async Task Fastest_start_after_an_agreement_is_the_published_one_and_its_project_stands_first()
    {
        using var client = Server.Client();
        var figure = await Json(await client.FigureAsync("shangyu", "PRJ_DAYS_START_BEST", "2021"));
        figure.Number("value").ShouldBe(56);
        var records = (await Json(await client.GetAsync(figure.Text("trace")))).At("records").Items();
        records[0].Number("value").ShouldBe(56);
        records.Count.ShouldBeGreaterThan(5);
    }

    [Theory]
    [MemberData(nameof(Published))]
    public async Task Published_count_of_projects_follows_from_the_ledger(string fact, string zone, string indicator, string period, string value)
    {
        var number = decimal.Parse(value, CultureInfo.InvariantCulture);
        // The table says what the article says; the ledger says what the table says.
        DemoFacts.Of(fact, "value").Stated.ShouldBe(number, fact);
        using var client = Server.Client();
        var figure = await Json(await client.FigureAsync(zone, indicator, period));
        figure.Number("value").ShouldBe(number, $"{fact} {indicator}");
        var trace = await Json(await client.GetAsync(figure.Text("trace")));
        trace.At("records").Items().ShouldNotBeEmpty();
    }
}

public sealed class Demo_projects_on_sqlite(SqliteDemo server) : DemoProjectTests(server);

public sealed class Demo_projects_on_postgres(PostgresDemo server) : DemoProjectTests(server);
