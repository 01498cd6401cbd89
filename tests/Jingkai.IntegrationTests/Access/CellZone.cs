using System.Globalization;
using System.Net.Http.Json;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Kernel;

namespace Jingkai.IntegrationTests.Access;

/// <summary>An enterprise of the zone, with what it reported.</summary>
internal sealed record CellFirm(string Name, string Industry, string Park, string Listed, string Code)
{
    /// <summary>Industry and park from a day on, where they changed.</summary>
    public (int From, string Park)? Moved { get; init; }

    public string ParkIn(int month) => Moved is { } moved && month >= moved.From ? moved.Park : Park;

    public bool ListedIn(int month) => string.CompareOrdinal(Listed[..7], $"{month / 100}-{month % 100:00}") <= 0;
}

/// <summary>A zone made for somebody who wants to know too much: an industry of three of which two are readable, a section of one,
/// a park that is an industry and one more, somebody who joins, somebody who is missing, somebody without a prior.</summary>
internal sealed class CellZone : IDisposable
{
    public const string Third = "第三厂";

    private static readonly int[] Months = [202302, 202303, 202304, 202402, 202403, 202404, 202405, 202406];

    private readonly Dictionary<(string Firm, int Month), decimal> levels = [];
    private readonly Dictionary<string, CellFirm> firms = [];

    private CellZone(Office office) => Office = office;

    public Office Office { get; }

    public IReadOnlyCollection<CellFirm> Firms => firms.Values;

    /// <summary>Months of all levels, those that only priors speak of included.</summary>
    public static IReadOnlyList<int> AllMonths { get; } = [202202, 202203, 202204, 202302, 202303, 202304, 202305, 202306, 202402, 202403, 202404, 202405, 202406];

    public static IReadOnlyList<string> Periods { get; } =
    [
        "2023-01/2023-02", "2023-03", "2023-01/2023-03", "2023-04", "2023-01/2023-04", "2024-01/2024-02", "2024-03", "2024-01/2024-03", "2024-04", "2024-01/2024-04",
        "2024-05", "2024-01/2024-05", "2024-06", "2024-01/2024-06", "2024-Q2",
    ];

    public static async Task<CellZone> BuildAsync(TestServer server)
    {
        var zone = new CellZone(await Office.OpenAsync(server));
        await zone.FillAsync();
        return zone;
    }

    public void Dispose() => Office.Dispose();

    /// <summary>Every subject anyone could ask for.</summary>
    public IReadOnlyList<string> Subjects()
    {
        var industries = Firms.SelectMany(f => IndustryCode.AncestorsAndSelf(f.Industry)).Distinct().Select(c => "industry:" + c);
        return ["zone", "group:装备", "group:医化", "group:主导产业", .. industries, .. Firms.Select(f => "park:" + f.Park).Distinct()];
    }

    /// <summary>Who stands in a subject at the end of a month.</summary>
    public IEnumerable<CellFirm> Members(string subject, int month) => Firms.Where(f => f.ListedIn(month) && (subject.Split(':') switch
    {
        ["zone"] => true,
        ["industry", var code] => IndustryCode.AncestorsAndSelf(f.Industry).Contains(code),
        ["park", var park] => f.ParkIn(month) == park,
        [_, "装备"] => Machinery(f, month),
        [_, "医化"] => Chemistry(f, month),
        _ => Machinery(f, month) || Chemistry(f, month),
    }));

    /// <summary>The year-to-date value at the end of a month, in 万元.</summary>
    public decimal Level(string firm, int month) => levels[(firm, month)];

    /// <summary>The numbers of a report: value, prior, level, prior of the level; null where not reported, all null without a report.</summary>
    public (decimal? Value, decimal? Prior, decimal? Ytd, decimal? YtdPrior) Report(CellFirm firm, int month)
    {
        if (!Reports(firm, month)) return default;
        var (level, prior) = (Level(firm.Name, month), month % 100 == 2 ? 0 : Level(firm.Name, month - 1));
        var (levelBefore, priorBefore) = (Level(firm.Name, month - 100), month % 100 == 2 ? 0 : Level(firm.Name, month - 101));
        var known = firm.Name != "己化" || month < 202400;
        return (level - prior, known ? levelBefore - priorBefore : null, firm.Name == "戊电" && month == 202404 ? null : level, known && !(firm.Name == "戊电" && month == 202404) ? levelBefore : null);
    }

    public CellFirm Firm(string name) => firms[name];

    private static bool Reports(CellFirm firm, int month) => Months.Contains(month) && firm.ListedIn(month) && !(firm.Name == "乙药" && month == 202405);

    private static bool Machinery(CellFirm f, int month) => f.Industry[..2] is "36" or "38" && !(month >= 202405 && f.Name == "戊电");

    private static bool Chemistry(CellFirm f, int month) => f.Industry[..2] == "27" || f.Name == "甲化" || (month >= 202405 && f.Industry[..2] == "26");

    private async Task FillAsync()
    {
        (string Name, string Industry, string Park, string Listed)[] all =
        [
            ("甲车", "3612", "甲园", "2020-01-01"), ("乙车", "3620", "甲园", "2020-01-01"), (Third, "3670", "乙园", "2020-01-01"),
            ("甲电", "3824", "乙园", "2020-01-01"), ("乙电", "3824", "乙园", "2020-01-01"), ("丙电", "3831", "丙园", "2020-01-01"), ("丁电", "3831", "丙园", "2020-01-01"), ("戊电", "3872", "乙园", "2020-01-01"),
            ("甲药", "2710", "丙园", "2020-01-01"), ("乙药", "2710", "丙园", "2020-01-01"), ("丙药", "2720", "丙园", "2020-01-01"), ("丁药", "2720", "丁园", "2020-01-01"),
            ("甲化", "2614", "丁园", "2020-01-01"), ("己化", "2614", "丁园", "2020-01-01"), ("丙化", "2614", "丙园", "2020-01-01"), ("新化", "2614", "丙园", "2024-05-10"),
            ("热电", "4411", "丁园", "2020-01-01"),
        ];
        var index = 0;
        foreach (var (name, industry, park, listed) in all)
        {
            var firm = new CellFirm(name, industry, park, listed, Office.CreditCode()) { Moved = name == "丙电" ? (202406, "乙园") : null };
            firms.Add(name, firm);
            // Numbers that no other number looks like.
            decimal level = 0;
            foreach (var month in AllMonths)
            {
                if (month % 100 == 2) level = 0;
                level += 10_007.13m + (index * 7_919.37m) + (month % 100 * 613.71m) + ((month / 100 - 2022) * 1_201.93m) + (index * month % 97 * 3.01m);
                levels[(name, month)] = level;
            }

            index++;
        }

        await Office.Economy.MustImportAsync(Office.Zone, "enterprises", Fixture.Firm.Ledger(Firms.Select(f => new Firm(f.Name, f.Industry, f.Park, f.Listed) { Code = f.Code })));
        var reports = Firms.SelectMany(f => Months.Where(m => Reports(f, m)).Select(m => (Firm: f, Month: m, Numbers: Report(f, m))));
        await Office.Economy.MustImportAsync(Office.Zone, "enterprise-reports", Fixture.Report.Ledger(reports.Select(r =>
            new Report(r.Firm.Code, string.Create(CultureInfo.InvariantCulture, $"{r.Month / 100}-{r.Month % 100:00}"), r.Numbers.Value, r.Numbers.Prior, r.Numbers.Ytd, r.Numbers.YtdPrior))));
        (await Office.Economy.PatchAsync(Office.At($"enterprises/{firms["丙电"].Code}"), System.Text.Json.Nodes.JsonNode.Parse("""{"park":"乙园","effectiveOn":"2024-06-01"}""")!)).EnsureSuccessStatusCode();
        await GroupsAsync("2023-01-01", [("装备", ["36", "38"], [], []), ("医化", ["27"], ["甲化"], [])]);
        await GroupsAsync("2024-05-01", [("装备", ["36", "38"], [], ["戊电"]), ("医化", ["27", "26"], [], [])]);
        // The offices publish the zone, and one of them an industry that it should not have.
        await Office.Economy.MustImportAsync(Office.Zone, "observations", "指标代码,报告期,对象,数值,单位,来源,原文\n"
            + Delivered("", "zone", 202406) + Delivered("行业:36", "industry:36", 202406) + Delivered("行业:27", "industry:27", 202406));
        await Office.Economy.MustImportAsync(Office.Zone, "targets", "指标代码,年度,目标值,单位,来源\nIND_GOV,2024,500,亿元,工作报告\n");
    }

    private string Delivered(string word, string subject, int month)
    {
        var sum = Members(subject, month).Sum(f => Report(f, month).Ytd ?? 0);
        return string.Create(CultureInfo.InvariantCulture, $"IND_GOV,{month / 100}-01/{month / 100}-{month % 100:00},{word},{sum},万元,统计月报,规上工业总产值{sum}万元\n");
    }

    private async Task GroupsAsync(string from, (string Name, string[] Prefixes, string[] Plus, string[] Minus)[] groups) =>
        (await Office.Economy.PostAsJsonAsync(Office.At("industry-groups"), new
        {
            from,
            groups = groups.Select(g => new { name = g.Name, prefixes = g.Prefixes, plus = g.Plus.Select(n => firms[n].Code), minus = g.Minus.Select(n => firms[n].Code) }),
        })).EnsureSuccessStatusCode();
}
