using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Accounts;

namespace Jingkai.IntegrationTests;

/// <summary>One enterprise's figure is corrected: everything above it follows at once, and nothing is forgotten.</summary>
public abstract class CorrectionTests(TestServer server) : ServerTests(server)
{
    private const string July = "2020-07";
    private const string ToJuly = "2020-01/2020-07";
    private const string ToAugust = "2020-01/2020-08";

    // Everything the first firm belongs to, and everything it does not.
    private static readonly string[] Above = ["zone", "industry:C", "industry:36", "industry:361", "industry:3612", "group:装备制造", "group:主导产业", "park:东区"];
    private static readonly string[] Beside = ["industry:34", "industry:27", "industry:367", "group:生物医药", "park:西区"];

    [Fact]
    public async Task Correction_of_july_changes_every_figure_above_it_at_once_and_keeps_the_old_version()
    {
        var (office, firms) = await OpenAsync();
        using var _ = office;
        string[] periods = ["2020-06", July, "2020-08", "2020-01/2020-06", ToJuly, ToAugust];
        var before = await FiguresAsync(office, periods);

        var answer = (await Json(await CorrectAsync(office, firms[0], July, new() { ["value"] = 1250.5m, ["carry"] = true, ["reason"] = "企业漏报一个车间" }))).Items().Single(i => i.Text("indicator") == "IND_GOV");
        (answer.Number("value"), answer.Number("ytd"), answer.GetProperty("version").GetInt32()).ShouldBe((1250.5m, 7250.5m, 2));

        var after = await FiguresAsync(office, periods);
        // 250.5 万元 more, in 亿元.
        foreach (var subject in Above)
        {
            foreach (var period in periods)
                (after[(subject, period)].Value - before[(subject, period)].Value).ShouldBe(period is July or ToJuly or ToAugust ? 0.02505m : 0m, $"{subject} {period}");
            foreach (var period in (string[])[July, ToJuly, ToAugust])
                after[(subject, period)].Growth.ShouldNotBeNull().ShouldBeGreaterThan(before[(subject, period)].Growth!.Value, $"{subject} {period}");
        }

        foreach (var subject in Beside)
            foreach (var period in periods) after[(subject, period)].ShouldBe(before[(subject, period)], $"{subject} {period}");

        // The share of the group is that of the new sums.
        var (group, zone) = (after[("group:装备制造", July)].Value, after[("zone", July)].Value);
        (await FigureAsync(office, July, "group:装备制造")).Number("share").ShouldBe(Math.Round(group!.Value / zone!.Value * 100, 2, MidpointRounding.AwayFromZero));

        await VersionsTellAsync(office, firms[0]);
        await TraceTellsAsync(office, firms[0]);
        await TrailTellsAsync(office, firms[0]);
        await Server.SumsEqualRebuild(office.Zone);
    }

    [Fact]
    public async Task Correction_without_carry_leaves_the_year_to_date_alone()
    {
        var (office, firms) = await OpenAsync();
        using var _ = office;
        var before = await FiguresAsync(office, [July, ToJuly, ToAugust]);
        await Json(await CorrectAsync(office, firms[0], July, new() { ["value"] = 900m, ["reason"] = "笔误" }));
        var after = await FiguresAsync(office, [July, ToJuly, ToAugust]);
        foreach (var subject in Above)
        {
            (after[(subject, July)].Value - before[(subject, July)].Value).ShouldBe(-0.01m);
            after[(subject, ToJuly)].ShouldBe(before[(subject, ToJuly)]);
            after[(subject, ToAugust)].ShouldBe(before[(subject, ToAugust)]);
        }
    }

    [Fact]
    public async Task Comparable_prior_is_carried_like_the_value_and_a_stated_level_wins()
    {
        var (office, firms) = await OpenAsync();
        using var _ = office;
        await Json(await CorrectAsync(office, firms[0], July, new() { ["prior"] = 700m, ["ytd"] = 9999m, ["carry"] = true, ["reason"] = "去年同期口径调整" }));
        var july = await ReportAsync(office, firms[0], July);
        (july.Number("value"), july.Number("prior"), july.Number("ytd"), july.Number("ytdPrior")).ShouldBe((1000m, 700m, 9999m, 5500m));
        var august = await ReportAsync(office, firms[0], "2020-08");
        (august.Number("prior"), august.Number("ytd"), august.Number("ytdPrior")).ShouldBe((800m, 8000m, 6300m));
        await Server.SumsEqualRebuild(office.Zone);
    }

    [Fact]
    public async Task January_and_february_are_corrected_together()
    {
        var (office, firms) = await OpenAsync();
        using var _ = office;
        await Json(await CorrectAsync(office, firms[0], "2020-02", new() { ["value"] = 2100m, ["carry"] = true, ["reason"] = "合并补报" }));
        var february = await ReportAsync(office, firms[0], "2020-02");
        (february.Number("value"), february.Number("ytd")).ShouldBe((2100m, 2100m));
        (await ReportAsync(office, firms[0], "2020-08")).Number("ytd").ShouldBe(8100m);
        await Server.SumsEqualRebuild(office.Zone);
    }

    [Theory]
    [InlineData("""{"value":1}""", 422, "reason-required")]
    [InlineData("""{"value":1,"reason":"   "}""", 422, "reason-required")]
    [InlineData("""{"reason":"为什么"}""", 422, "nothing-to-correct")]
    [InlineData("""{"value":-1,"reason":"负数"}""", 422, "negative-value")]
    [InlineData("""{"value":0.000000000001,"reason":"太细"}""", 422, "too-precise")]
    [InlineData("""{"value":1,"carry":true,"reason":"累计将为负","indicator":"IND_REV"}""", 422, "negative-value")]
    [InlineData("""{"value":1,"reason":"口径","indicator":"GDP"}""", 422, "not-a-measure")]
    [InlineData("""{"value":1,"reason":"旧版本","seenVersion":0}""", 412, "stale")]
    [InlineData("""{"value":1,"reason":"没有的版本","seenVersion":7}""", 412, "stale")]
    public async Task Refused_correction_leaves_nothing_behind(string input, int status, string code)
    {
        var (office, firms) = await OpenAsync();
        using var _ = office;
        var (sums, trail) = (await Server.SumsAsync(office.Zone), await TrailAsync(office, "action=corrected"));
        var answer = await CorrectAsync(office, firms[0], July, JsonNode.Parse(input)!.AsObject());
        (await Code(answer)).ShouldBe(code);
        ((int)answer.StatusCode).ShouldBe(status);
        (await Server.SumsAsync(office.Zone)).ShouldBe(sums);
        (await TrailAsync(office, "action=corrected")).Count.ShouldBe(trail.Count);
        (await ReportAsync(office, firms[0], July)).GetProperty("version").GetInt32().ShouldBe(1);
        (await Versions(office, firms[0])).ShouldBeEmpty();
    }

    [Fact]
    public async Task Stale_version_is_answered_with_both_values()
    {
        var (office, firms) = await OpenAsync();
        using var _ = office;
        await Json(await CorrectAsync(office, firms[0], July, new() { ["value"] = 1111m, ["reason"] = "先到的更正" }, ifMatch: "\"1\""));
        var late = await CorrectAsync(office, firms[0], July, new() { ["value"] = 1222.5m, ["ytd"] = 8m, ["reason"] = "迟到的更正" }, ifMatch: "\"1\"");
        late.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        var problem = JsonDocument.Parse(await late.Content.ReadAsStringAsync()).RootElement;
        problem.Text("code").ShouldBe("stale");
        var fields = problem.Items("errors").ToDictionary(e => e.Text("field")!, e => e.Text("message")!);
        fields.Keys.ShouldBe(["value", "ytd"], ignoreOrder: true);
        fields["value"].ShouldContain("1111");
        fields["value"].ShouldContain("1222.5");
        fields["ytd"].ShouldContain("7000");
        (await ReportAsync(office, firms[0], July)).Number("value").ShouldBe(1111m);
        (await Versions(office, firms[0])).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Of_many_who_saw_the_same_version_one_corrects_it()
    {
        var (office, firms) = await OpenAsync();
        using var _ = office;
        for (var round = 1; round <= 3; round++)
        {
            var tag = $"\"{round}\"";
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => CorrectAsync(office, firms[0], July, new() { ["value"] = (1000m * (round + 1)) + i, ["reason"] = $"同时更正{i}" }, tag)));
            answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBe(1);
            answers.Count(a => a.StatusCode == HttpStatusCode.PreconditionFailed).ShouldBe(7);
            (await ReportAsync(office, firms[0], July)).GetProperty("version").GetInt32().ShouldBe(round + 1);
        }

        await Server.SumsEqualRebuild(office.Zone);
    }

    [Fact]
    public async Task Differences_carried_at_the_same_moment_all_arrive()
    {
        var (office, firms) = await OpenAsync();
        using var _ = office;
        string[] months = ["2020-03", "2020-04", "2020-05", "2020-06", "2020-07", "2020-08"];
        await Task.WhenAll(months.Select(async (month, i) => await Json(await CorrectAsync(office, firms[0], month, new() { ["value"] = 1000m + (1 << i), ["carry"] = true, ["reason"] = "补报" }))));
        var level = 2000m;
        foreach (var (month, i) in months.Select((m, i) => (m, i)))
            (await ReportAsync(office, firms[0], month)).Number("ytd").ShouldBe(level += 1000m + (1 << i), month);
        await Server.SumsEqualRebuild(office.Zone);
    }

    private async Task VersionsTellAsync(Office office, Firm firm)
    {
        var versions = await Versions(office, firm);
        versions.Count.ShouldBe(1);
        (versions[0].GetProperty("version").GetInt32(), versions[0].Number("value"), versions[0].Number("prior"), versions[0].Number("ytd"), versions[0].Number("ytdPrior"))
            .ShouldBe((1, 1000m, 800m, 7000m, 5600m));
        (versions[0].Text("replacedBy"), versions[0].Text("reason")).ShouldBe(("economy", "企业漏报一个车间"));
        versions[0].GetProperty("replacedAt").GetDateTime().ShouldBeGreaterThan(versions[0].GetProperty("recordedAt").GetDateTime());
        var august = (await Json(await office.Economy.GetAsync(office.At($"enterprise-reports/{firm.Code}/2020-08/IND_GOV/versions")))).Items().Single();
        (august.Number("ytd"), august.Text("reason")).ShouldBe((8000m, "企业漏报一个车间"));
    }

    private static async Task TraceTellsAsync(Office office, Firm firm)
    {
        foreach (var subject in Above)
        {
            var figure = await FigureAsync(office, July, subject);
            var trace = await Json(await office.Economy.GetAsync(figure.Text("trace") + "?size=200"));
            var records = trace.GetProperty("records").Items();
            records.Sum(r => r.Number("value")).ShouldBe(figure.Number("value"), subject);
            var record = records.Single(r => r.Text("creditCode") == firm.Code);
            (record.Number("value"), record.GetProperty("version").GetInt32()).ShouldBe((0.12505m, 2));
        }
    }

    private async Task TrailTellsAsync(Office office, Firm firm)
    {
        using var auditor = await office.HireAsync("auditor", Roles.Auditor);
        var enterprise = await Json(await office.Economy.GetAsync(office.At($"enterprises/{firm.Code}")));
        var entry = (await Json(await auditor.GetAsync(office.At($"audit?entity=EnterpriseReport&action=corrected&q={enterprise.Text("code")}")))).Items().Single();
        (entry.Text("actor"), entry.Text("label"), entry.At("after").Text("reason")).ShouldBe(("economy", $"{enterprise.Text("code")} IND_GOV 2020-07", "企业漏报一个车间"));
        var (before, after) = (Row(entry.GetProperty("before")), Row(entry.At("after.rows")));
        (before.GetProperty("EnterpriseId").GetGuid(), before.Number("MonthE4"), after.Number("MonthE4")).ShouldBe((enterprise.GetProperty("id").GetGuid(), 100_000_000_000m, 125_050_000_000m));
        (before.Number("Version"), after.Number("Version")).ShouldBe((1, 2));
        static JsonElement Row(JsonElement rows) => rows.EnumerateArray().Single(r => r.Number("Month") == 202007);
    }

    private static Task<HttpResponseMessage> CorrectAsync(Office office, Firm firm, string month, JsonObject input, string? ifMatch = null)
    {
        input.TryAdd("indicator", "IND_GOV");
        return office.Economy.PatchAsync(office.At($"enterprise-reports/{firm.Code}/{month}"), input, ifMatch);
    }

    private static async Task<JsonElement> ReportAsync(Office office, Firm firm, string month) =>
        (await Json(await office.Economy.GetAsync(office.At($"enterprise-reports/{firm.Code}/{month}")))).Items().Single(i => i.Text("indicator") == "IND_GOV");

    private static async Task<IReadOnlyList<JsonElement>> Versions(Office office, Firm firm) =>
        (await Json(await office.Economy.GetAsync(office.At($"enterprise-reports/{firm.Code}/{July}/IND_GOV/versions")))).Items();

    private async Task<IReadOnlyList<JsonElement>> TrailAsync(Office office, string filter)
    {
        using var administrator = Server.Client();
        return (await Json(await administrator.GetAsync(office.At($"audit?{filter}&size=200")))).Items();
    }

    private static async Task<JsonElement> FigureAsync(Office office, string period, string subject) =>
        await Json(await office.Economy.FigureAsync(office.Zone, "IND_GOV", period, subject));

    private static async Task<Dictionary<(string Subject, string Period), (decimal? Value, decimal? Growth)>> FiguresAsync(Office office, string[] periods)
    {
        var figures = new Dictionary<(string, string), (decimal?, decimal?)>();
        foreach (var subject in Above.Concat(Beside))
        {
            foreach (var period in periods)
            {
                var figure = await FigureAsync(office, period, subject);
                figures.Add((subject, period), (figure.Number("value"), figure.Number("computedGrowth")));
            }
        }

        return figures;
    }

    /// <summary>Five firms with January and February together (2000) and 1000 万元 a month up to August; a year before four fifths of it.</summary>
    private async Task<(Office Office, Firm[] Firms)> OpenAsync()
    {
        var office = await Office.OpenAsync(Server);
        Firm[] firms = [new("甲机械", "3612", "东区"), new("乙机械", "3670", "西区"), new("丙装备", "3421", "西区"), new("丁医药", "2710", "东区"), new("戊食品", "1411", "东区")];
        await office.Economy.MustImportAsync(office.Zone, "enterprises", Firm.Ledger(firms));
        var reports = firms.SelectMany(f => Enumerable.Range(2, 7).Select(m =>
            new Report(f.Code, string.Create(CultureInfo.InvariantCulture, $"2020-{m:00}"), m == 2 ? 2000 : 1000, m == 2 ? 1600 : 800, m * 1000, m * 800)));
        await office.Economy.MustImportAsync(office.Zone, "enterprise-reports", Report.Ledger(reports));
        await office.Economy.MustImportAsync(office.Zone, "enterprise-reports", Report.Ledger([new(firms[0].Code, July, 1000, null, 3), new(firms[0].Code, "2020-08", 1000, null, 5)], "营业收入(万元)"));
        var groups = new { from = "2019-01-01", groups = new object[] { new { name = "装备制造", prefixes = new[] { "34", "36" } }, new { name = "生物医药", prefixes = new[] { "27" } } } };
        (await office.Economy.PostAsJsonAsync(office.At("industry-groups"), groups)).StatusCode.ShouldBe(HttpStatusCode.Created);
        return (office, firms);
    }
}

public sealed class Correction_on_sqlite(SqliteEmpty server) : CorrectionTests(server);

public sealed class Correction_on_postgres(PostgresEmpty server) : CorrectionTests(server);
