using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Accounts;

namespace Jingkai.IntegrationTests.Access;

/// <summary>Nobody learns an enterprise's number that he may not read: not by asking, not by adding up and taking off all that he is
/// told. The attacker here reads every figure there is and solves the equations.</summary>
public abstract class SmallCellTests(TestServer server) : ServerTests(server)
{
    private static readonly ParallelOptions Together = new() { MaxDegreeOfParallelism = 4 };

    [Theory]
    [InlineData("liaison", 2)]
    [InlineData("operator", 2)]
    [InlineData("contact", 1)]
    [InlineData("office", 0)]
    public async Task No_figure_gives_an_enterprise_away_nor_do_all_of_them_together(string reader, int reads)
    {
        using var zone = await CellZone.BuildAsync(Server);
        using var client = await ReaderAsync(zone, reader);
        string[] readable = [.. ((string[])["甲车", "乙车"]).Take(reads)];
        var attacker = new Attacker(zone.Firms.Select(f => f.Name).Except(readable), CellZone.AllMonths);
        var (told, withheld) = await LearnAsync(zone, client, attacker);
        var (divided, kept) = await LearnContributionsAsync(zone, client, attacker);
        divided.ShouldBeGreaterThan(20);
        kept.ShouldBeGreaterThan(20);
        attacker.GivenAway().ShouldBeEmpty($"{divided} parts of a growth, {told} numbers told, {withheld} withheld, {attacker.Known} equations");
        // Not by telling nothing: the large sums are there.
        told.ShouldBeGreaterThan(150);
        withheld.ShouldBeGreaterThan(150);
        foreach (var (subject, period) in ((string, string)[])[("zone", "2024-01/2024-06"), ("zone", "2024-01/2024-03"), ("industry:27", "2024-01/2024-06"), ("group:装备", "2024-01/2024-03"), ("group:主导产业", "2024-01/2024-02")])
            (await Json(await client.FigureAsync(zone.Office.Zone, "IND_GOV", period, subject))).Number("value").ShouldNotBeNull($"{subject} {period}");
        await NothingAboutTheThird(zone, client, reads > 0 ? "industry:36" : "industry:367");
        Server.Errors.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task Leaders_see_every_sum()
    {
        using var zone = await CellZone.BuildAsync(Server);
        using var leader = await zone.Office.HireAsync("leader", Roles.Leader);
        var attacker = new Attacker(zone.Firms.Select(f => f.Name), CellZone.AllMonths);
        var (_, withheld) = await LearnAsync(zone, leader, attacker);
        withheld.ShouldBe(0);
        (await LearnContributionsAsync(zone, leader, new(zone.Firms.Select(f => f.Name), CellZone.AllMonths))).Withheld.ShouldBe(0);
        // The attacker is no straw man: from all sums he knows who is who.
        attacker.GivenAway().Count.ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task No_page_export_trace_or_message_shows_a_number_of_the_third()
    {
        using var zone = await CellZone.BuildAsync(Server);
        using var liaison = await ReaderAsync(zone, "liaison");
        var seen = new List<(string Address, string Body)>();
        foreach (var address in await AddressesAsync(zone, liaison)) seen.Add((address, await ReadAsync(liaison, address)));
        seen.Count.ShouldBeGreaterThan(200);
        Search(zone, seen, Forbidden(zone));

        // A correction of the third: neither what it was nor what it became, nor the difference.
        var third = zone.Firm(CellZone.Third);
        var before = zone.Report(third, 202405).Value!.Value;
        (await zone.Office.Economy.PatchAsync(zone.Office.At($"enterprise-reports/{third.Code}/2024-05"), JsonNode.Parse($$"""{"indicator":"IND_GOV","value":77777.31,"carry":true,"reason":"抄错"}""")!)).EnsureSuccessStatusCode();
        var after = new List<(string Address, string Body)>();
        // The zone's own code is drawn by lot and says nothing about what an address asks for.
        foreach (var (address, _) in seen.Where(s => s.Address.Replace(zone.Office.Zone, "", StringComparison.Ordinal) is var asked && (asked.Contains("36", StringComparison.Ordinal) || asked.Contains("2024-05", StringComparison.Ordinal) || !asked.Contains('?', StringComparison.Ordinal))))
            after.Add((address, await ReadAsync(liaison, address)));
        Search(zone, after, [.. Forbidden(zone), 77777.31m, 77777.31m - before, zone.Level(CellZone.Third, 202405) + 77777.31m - before, zone.Level(CellZone.Third, 202406) + 77777.31m - before]);
        Server.Errors.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_arrives_later_takes_back_nothing_and_gives_nobody_away()
    {
        using var zone = await CellZone.BuildAsync(Server);
        using var liaison = await ReaderAsync(zone, "liaison");
        async Task<List<string>> ToldAsync()
        {
            var told = new List<string>();
            foreach (var subject in zone.Subjects())
                foreach (var period in CellZone.Periods.Where(p => p.StartsWith("2023", StringComparison.Ordinal)))
                    if (await FigureAsync(zone, liaison, subject, period) is { } figure && figure.Number("value") is not null) told.Add($"{subject} {period}");
            return told;
        }

        var first = await ToldAsync();
        // A further month of the following year, with one enterprise fewer.
        var firms = zone.Firms.Where(f => f.Name != "丁药").ToList();
        await zone.Office.Economy.MustImportAsync(zone.Office.Zone, "enterprise-reports", Report.Ledger(firms.Select((f, i) => new Report(f.Code, "2024-07", 1000 + i, 900 + i, zone.Level(f.Name, 202406) + 1000 + i, 5000 + i))));
        (await ToldAsync()).ShouldBe(first);
    }

    /// <summary>Reads every figure of every subject and period and writes down what it says.</summary>
    private static async Task<(int Told, int Withheld)> LearnAsync(CellZone zone, HttpClient client, Attacker attacker)
    {
        var figures = new List<(string Subject, string Period, JsonElement Figure, decimal? Others)>();
        var asked = zone.Subjects().SelectMany(s => CellZone.Periods.Select(p => (Subject: s, Period: p))).ToList();
        await Parallel.ForEachAsync(asked, Together, async (ask, _) =>
        {
            if (await FigureAsync(zone, client, ask.Subject, ask.Period) is not { } figure) return;
            var trace = await Json(await client.GetAsync(figure.Text("trace")));
            var others = trace.At("records.others") is { ValueKind: JsonValueKind.Object } line ? line.Number("sum") : null;
            lock (figures) figures.Add((ask.Subject, ask.Period, figure, others));
        });
        var (told, withheld) = (0, 0);
        foreach (var (subject, period, figure, others) in figures)
        {
            var value = figure.Number("value") is not null || figure.Number("share") is not null || others is not null || (figure.GetProperty("rolledUp") is { ValueKind: JsonValueKind.Object } sum && sum.Number("value") is not null);
            var growth = figure.Number("computedGrowth") is not null || figure.Number("prior") is not null || figure.Number("shareChangePoints") is not null || figure.Text("turn") is not null
                || (figure.GetProperty("rolledUp") is { ValueKind: JsonValueKind.Object } up && up.Number("growth") is not null);
            if (value) attacker.Learn(Terms(zone, subject, period, prior: false, both: false));
            // Prior and growth together give the sum over those that have both.
            if (growth) attacker.Learn(Terms(zone, subject, period, prior: false, both: true));
            if (growth) attacker.Learn(Terms(zone, subject, period, prior: true, both: true));
            told += (value ? 1 : 0) + (growth ? 1 : 0);
            withheld += figure.GetProperty("withheld").GetBoolean() ? 1 : 0;
            if (figure.GetProperty("withheld").GetBoolean()) (value || growth).ShouldBeFalse($"{subject} {period} {figure}");
        }

        return (told, withheld);
    }

    /// <summary>Reads every division of a growth: value and prior of each part, over those that have both, and of the whole.</summary>
    private static async Task<(int Told, int Withheld)> LearnContributionsAsync(CellZone zone, HttpClient client, Attacker attacker)
    {
        var views = new List<(string Subject, string Period, JsonElement View)>();
        var asked = zone.Subjects().Where(s => s == "zone" || s.StartsWith("industry:", StringComparison.Ordinal)).SelectMany(s => (s == "zone" ? (string[])["industry", "group", "park"] : ["industry"]).Select(by => (Subject: s, By: by)))
            .SelectMany(a => CellZone.Periods.Where(p => !p.Contains('Q', StringComparison.Ordinal)).Select(p => (a.Subject, a.By, Period: p))).ToList();
        await Parallel.ForEachAsync(asked, Together, async (ask, _) =>
        {
            using var answer = await client.GetAsync(zone.Office.At($"figures/contributions?indicator=IND_GOV&subject={Uri.EscapeDataString(ask.Subject)}&period={ask.Period}&by={ask.By}"));
            if (answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity) return;
            var view = await Json(answer);
            lock (views) views.Add((ask.Subject, ask.Period, view));
        });
        var (told, withheld) = (0, 0);
        foreach (var (subject, period, view) in views)
        {
            // What the parts leave is a difference of what is learnt here.
            foreach (var (about, line) in view.Items().Where(l => l.Text("kind") == "part").Select(l => (About: l.Text("subject")!, Line: l)).Append((subject, view)))
            {
                if (line.GetProperty("withheld").GetBoolean())
                {
                    withheld++;
                    ((string[])["value", "prior", "delta", "growth", "pull", "rate"]).Where(n => line.TryGetProperty(n, out var number) && number.ValueKind == JsonValueKind.Number).ShouldBeEmpty($"{about} {period} {line}");
                    continue;
                }

                told++;
                // A park is asked for by its name and answered by its number.
                var known = about.StartsWith("park:", StringComparison.Ordinal) ? "park:" + line.Text("name") : about;
                attacker.Learn(Terms(zone, known, period, prior: false, both: true));
                attacker.Learn(Terms(zone, known, period, prior: true, both: true));
            }
        }

        return (told, withheld);
    }

    /// <summary>The levels a number of a figure is the sum of.</summary>
    private static IEnumerable<(string, int, int)> Terms(CellZone zone, string subject, string period, bool prior, bool both)
    {
        var year = int.Parse(period[..4], CultureInfo.InvariantCulture);
        if (period.EndsWith("Q2", StringComparison.Ordinal)) return Of((year * 100) + 6, false, 1).Concat(Of((year * 100) + 3, false, -1));
        var end = (year * 100) + int.Parse(period[^2..], CultureInfo.InvariantCulture);
        return Of(end, period.Length == 7, 1);

        IEnumerable<(string, int, int)> Of(int month, bool inMonth, int times)
        {
            foreach (var firm in zone.Members(subject, month))
            {
                var report = zone.Report(firm, month);
                if ((inMonth ? report.Value : report.Ytd) is null || (both && (inMonth ? report.Prior : report.YtdPrior) is null)) continue;
                var at = prior ? month - 100 : month;
                yield return (firm.Name, at, times);
                if (inMonth && month % 100 != 2) yield return (firm.Name, at - 1, -times);
            }
        }
    }

    private static async Task<JsonElement?> FigureAsync(CellZone zone, HttpClient client, string subject, string period)
    {
        using var answer = await client.FigureAsync(zone.Office.Zone, "IND_GOV", period, subject);
        if (answer.StatusCode == HttpStatusCode.NotFound) return null;
        return await Json(answer);
    }

    /// <summary>The third enterprise and its industry, asked for in every other way.</summary>
    private static async Task NothingAboutTheThird(CellZone zone, HttpClient client, string industry)
    {
        var third = zone.Firm(CellZone.Third);
        foreach (var subject in (string[])[industry, "industry:367", "industry:3670", "汽车零部件及配件制造"])
        {
            foreach (var period in CellZone.Periods)
            {
                if (await FigureAsync(zone, client, subject.Contains(':', StringComparison.Ordinal) ? subject : "行业:" + subject, period) is not { } figure) continue;
                (figure.GetProperty("withheld").GetBoolean(), figure.Number("value"), figure.Number("prior"), figure.Number("share"), figure.Number("computedGrowth"), figure.Text("wording")).ShouldBe((true, null, null, null, null, null), $"{subject} {period}");
            }

            var series = (await Json(await client.GetAsync(zone.Office.At($"figures/series?indicator=IND_GOV&subject={Uri.EscapeDataString(subject.Contains(':', StringComparison.Ordinal) ? subject : "行业:" + subject)}&from=2023-02&to=2024-06&kind=ytd")))).Items("points");
            series.ShouldAllBe(p => p.Number("value") == null && p.Number("growth") == null);
        }

        foreach (var expression in (string[])["IND_GOV[行业:CODE]@2024-01/2024-06", "IND_GOV@2024-01/2024-06 - IND_GOV[行业:CODE]@2024-01/2024-06", "IND_GOV[行业:CODE]@2024-01/2024-06.share", "IND_GOV[行业:CODE]@2024-01/2024-06.prior"])
            (await Code(await client.GetAsync(zone.Office.At("figures/formula?expression=" + Uri.EscapeDataString(expression.Replace("CODE", industry[9..], StringComparison.Ordinal)))))).ShouldBe("withheld", expression);
        // The offices read the register, which has no figures in it; the reports nobody but the leaders and the economy office.
        string[] files = industry == "industry:36" ? [$"enterprises/{third.Code}"] : [];
        foreach (var path in (string[])[.. files, $"enterprise-reports/{third.Code}/2024-06", $"enterprise-reports/{third.Code}/2024-06/IND_GOV/versions"])
            ((int)(await client.GetAsync(zone.Office.At(path))).StatusCode).ShouldBeOneOf([403, 404], path);
        foreach (var page in (string[])[.. files, $"reports/{third.Code}/2024-06"])
            ((int)(await client.GetAsync($"/z/{zone.Office.Zone}/{page}")).StatusCode).ShouldBeOneOf([403, 404], page);
    }

    private async Task<HttpClient> ReaderAsync(CellZone zone, string reader)
    {
        switch (reader)
        {
            case "liaison":
                var liaison = await zone.Office.HireAsync("liaison", Roles.Liaison);
                foreach (var name in (string[])["甲车", "乙车"])
                    (await zone.Office.Economy.PatchAsync(zone.Office.At($"enterprises/{zone.Firm(name).Code}"), JsonNode.Parse("""{"liaisons":["liaison"]}""")!)).EnsureSuccessStatusCode();
                return liaison;
            case "operator":
                var keeper = await zone.Office.HireAsync("keeper", Roles.Operator);
                await zone.Office.AssignParkAsync("keeper", "甲园");
                return keeper;
            case "contact":
                return await zone.Office.HireAsync("contact", Roles.Enterprise, zone.Firm("甲车").Code);
            default:
                return await zone.Office.HireAsync("promotion", Roles.Promotion);
        }
    }

    /// <summary>Every address below the zone that this reader can ask for figures, traces, lists and files.</summary>
    private static async Task<IReadOnlyList<string>> AddressesAsync(CellZone zone, HttpClient client)
    {
        var (at, code) = (zone.Office, zone.Office.Zone);
        List<string> addresses =
        [
            "/openapi/v1.json", "/compare?indicator=IND_GOV", "/compare?indicator=IND_GOV&period=2024-01/2024-06", "/api/v1/compare?indicator=IND_GOV&period=2024-01/2024-06", "/api/v1/zones", "/zones", "/account",
            at.At("industry-groups"), at.At("indicators"), at.At("ledgers"), at.At("units"), at.At("members"), at.At("audit"), at.At("audit?q=" + CellZone.Third), at.At("enterprises?size=200"), at.At($"enterprises?q={Uri.EscapeDataString(CellZone.Third)}"),
            at.At("enterprise-reports?size=200"), at.At("enterprise-reports?size=200&sort=-value"), at.At($"enterprise-reports?enterprise={zone.Firm(CellZone.Third).Code}"), $"/z/{code}/enterprises", $"/z/{code}/reports?size=200", $"/z/{code}/reports?sort=-ytd",
            $"/z/{code}/observations?size=200", $"/z/{code}/targets", $"/z/{code}/indicators", $"/z/{code}/imports", $"/z/{code}/audit",
            .. ((string[])["enterprises", "enterprise-reports", "observations", "targets"]).Select(l => at.At($"ledgers/{l}/export?format=csv")),
        ];
        foreach (var period in CellZone.Periods)
        {
            addresses.Add($"/z/{code}?period={period}");
            addresses.Add($"/z/{code}/consistency?period={period}");
            addresses.Add(at.At($"figures/consistency?period={period}"));
            addresses.Add($"/z/{code}/observations?period={period}");
        }

        foreach (var subject in zone.Subjects())
        {
            var about = Uri.EscapeDataString(subject);
            foreach (var period in (string[])["2023-01/2023-04", "2024-05", "2024-01/2024-05", "2024-01/2024-06"])
            {
                addresses.Add($"/z/{code}/indicators/IND_GOV?subject={about}&period={period}");
                addresses.Add(at.At($"figures?indicator=IND_GOV&subject={about}&period={period}"));
                if (await FigureAsync(zone, client, subject, period) is not { } figure) continue;
                addresses.Add($"/z/{code}/trace/{figure.Text("ref")}");
                addresses.Add(figure.Text("trace") + "?size=200");
            }

            foreach (var kind in (string[])["month", "ytd"]) addresses.Add(at.At($"figures/series?indicator=IND_GOV&subject={about}&from=2023-02&to=2024-12&kind={kind}"));
            addresses.Add($"/z/{code}/indicators/IND_GOV?subject={about}&kind=ytd&from=2023-02&to=2024-06");
        }

        return addresses;
    }

    private static async Task<string> ReadAsync(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(address);
        ((int)answer.StatusCode).ShouldBeLessThan(500, address);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The third's numbers, alone, with those that the liaison reads, and as differences of months; and the sums of its
    /// industry, from which it would follow.</summary>
    private static List<decimal> Forbidden(CellZone zone)
    {
        var found = new HashSet<decimal>();
        void Add(string[] with)
        {
            foreach (var month in CellZone.AllMonths)
            {
                var level = with.Sum(f => zone.Level(f, month));
                found.Add(level);
                if (month % 100 != 2) found.Add(level - with.Sum(f => zone.Level(f, month - 1)));
                if (month % 100 > 4) found.Add(level - with.Sum(f => zone.Level(f, (month / 100 * 100) + 3)));
            }
        }

        Add([CellZone.Third]);
        Add([CellZone.Third, "甲车"]);
        Add([CellZone.Third, "乙车"]);
        Add([CellZone.Third, "甲车", "乙车"]);
        return [.. found];
    }

    /// <summary>Looks for numbers as interface, files and pages write them: in 万元 and 亿元, whole and rounded.</summary>
    private static void Search(CellZone zone, IEnumerable<(string Address, string Body)> answers, IReadOnlyList<decimal> forbidden)
    {
        var texts = forbidden.SelectMany(n => new[]
        {
            n.ToString("0.####", CultureInfo.InvariantCulture), n.ToString("#,0.####", CultureInfo.InvariantCulture), n.ToString("#,0.00", CultureInfo.InvariantCulture),
            (n / 10_000).ToString("0.########", CultureInfo.InvariantCulture), (n / 10_000).ToString("0.0000", CultureInfo.InvariantCulture), (n * 10_000).ToString("0", CultureInfo.InvariantCulture),
        }).Distinct().ToList();
        var complaints = new List<string>();
        foreach (var (address, body) in answers)
        {
            if (body.Contains(CellZone.Third, StringComparison.Ordinal) && !address.Contains(Uri.EscapeDataString(CellZone.Third), StringComparison.Ordinal)) complaints.Add($"{address} names the third");
            if (body.Contains(zone.Firm(CellZone.Third).Code, StringComparison.Ordinal) && !address.Contains(zone.Firm(CellZone.Third).Code, StringComparison.Ordinal)) complaints.Add($"{address} has the third's credit code");
            complaints.AddRange(texts.Where(t => Shows(body, t)).Select(t => $"{address} shows {t}"));
        }

        complaints.ShouldBeEmpty();
    }

    /// <summary>Whether a text shows a number: as a number of its own, not as the last digits of a longer one.</summary>
    private static bool Shows(string body, string number)
    {
        for (var at = body.IndexOf(number, StringComparison.Ordinal); at >= 0; at = body.IndexOf(number, at + 1, StringComparison.Ordinal))
        {
            var end = at + number.Length;
            if ((at == 0 || !char.IsAsciiDigit(body[at - 1])) && (end == body.Length || !char.IsAsciiDigit(body[end]))) return true;
        }

        return false;
    }
}

public sealed class Small_cells_on_sqlite(SqliteHostile server) : SmallCellTests(server);

public sealed class Small_cells_on_postgres(PostgresHostile server) : SmallCellTests(server);
