using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;

namespace Jingkai.IntegrationTests.Imports;

/// <summary>All rows or the good ones, once or twice: what an import may leave behind.</summary>
public abstract class ImportModeTests(TestServer server) : ServerTests(server)
{
    private static readonly string[] Codes = [.. Enumerable.Range(0, 4).Select(_ => Office.CreditCode())];

    /// <summary>Three good rows with a park that is new, a bad one, by ledger; what the bad one is called.</summary>
    private static readonly Dictionary<string, (string Headings, string[] Good, string Bad, string Code)> Files = new()
    {
        ["enterprises"] = ("统一社会信用代码,企业名称,行业代码,所属园区,规上入库日期,资质,占地面积(亩),联系人,联系电话,联企干部",
            [$"{Codes[0]},甲公司,3484,新园,2020-01-01,高新技术企业,12.5,王明,13900000001,张三", $"{Codes[1]},乙公司,2710,新园,,,,,,", $"{Codes[2]},丙公司,,,,,,,,"], $"{Codes[3]},丁公司,9999,另园,,,,,,", "unknown-industry"),
        ["enterprise-reports"] = ("统一社会信用代码,报告期,工业总产值(万元)_本月,工业总产值(万元)_上年同期,工业总产值(万元)_累计,从业人员(人)",
            [$"{Codes[0]},2024-06,100,90,600,12", $"{Codes[0]},2024-07,110,95,710,12", $"{Codes[1]},2024-07,50,,,"], $"{Codes[2]},2024-01,5,,,", "merged-period"),
        ["observations"] = ("指标代码,报告期,对象,数值,单位,同比(%),来源",
            ["IND_GOV,2024-01/2024-06,,401.87,亿元,14.2,报告", "IND_VA,2024-01/2024-06,,,亿元,16.1,报告", "IND_ENT,2024-06,,385,家,,报告"], "IND_GOV,2024-01,,12,亿元,,报告", "merged-period"),
        ["targets"] = ("指标代码,年度,目标值,单位,目标增速(%),来源", ["IND_GOV,2024,1000,亿元,12,报告", "IND_VA,2024,,,8.5,", "FDI,2024,15000,万美元,,报告"], "FDI,24,15000,万美元,,报告", "bad-year"),
    };

    public static TheoryData<string> Ledgers => [.. Files.Keys];

    [Theory]
    [MemberData(nameof(Ledgers))]
    public async Task Same_file_again_changes_nothing(string ledger)
    {
        using var office = await OpenAsync(ledger);
        var content = File(ledger, bad: false);
        (await office.Economy.ImportAsync(office.Zone, ledger, content, "一.csv", "?mode=all")).Counts.ShouldBe((3, 3, 0, 0, 0));
        var (before, trail) = (await ZoneState.ReadAsync(Server, office.Zone), await ZoneState.TrailAsync(Server, office.Zone));
        foreach (var (query, committed) in new[] { ("?mode=all", true), ("?mode=good", true), ("?mode=all&dryRun=true", false) })
        {
            var again = await office.Economy.ImportAsync(office.Zone, ledger, content, "二.csv", query);
            again.State.ShouldBe("done");
            again.Counts.ShouldBe((3, 0, 0, 3, 0), again.ToString());
            again.Committed.ShouldBe(committed);
        }

        (await ZoneState.ReadAsync(Server, office.Zone)).ShouldEqual(before);
        var added = (await ZoneState.TrailAsync(Server, office.Zone))[trail.Count..];
        added.Select(e => (e.Action, e.Entity)).ShouldBe([("imported", "Upload"), ("imported", "Upload")], "that the file came is noted, no change is");
        foreach (var entry in added) entry.After.ShouldNotBeNull().ShouldContain("\"inserted\":0,\"updated\":0,\"unchanged\":3");
    }

    [Theory]
    [MemberData(nameof(Ledgers))]
    public async Task One_bad_row_keeps_all_of_them_out_unless_the_good_ones_are_asked_for(string ledger)
    {
        using var office = await OpenAsync(ledger);
        var (before, trail) = (await ZoneState.ReadAsync(Server, office.Zone), await ZoneState.TrailAsync(Server, office.Zone));
        foreach (var query in new[] { "?mode=all", "", "?mode=all&dryRun=true" })
        {
            var refused = await office.Economy.ImportAsync(office.Zone, ledger, File(ledger, bad: true), "台账.csv", query);
            (refused.State, refused.Committed).ShouldBe(("done", false));
            refused.Counts.ShouldBe((4, 0, 0, 0, 1), refused.ToString());
            refused.Reasons.Single().ShouldBe((4, refused.Reasons[0].Column, Files[ledger].Code));
            (await ZoneState.ReadAsync(Server, office.Zone)).ShouldEqual(before);
            (await ZoneState.TrailAsync(Server, office.Zone)).ShouldBe(trail);
        }

        var looked = await office.Economy.ImportAsync(office.Zone, ledger, File(ledger, bad: true), "台账.csv", "?mode=good&dryRun=true");
        (looked.Counts, looked.Committed).ShouldBe(((4, 3, 0, 0, 1), false));
        (await ZoneState.ReadAsync(Server, office.Zone)).ShouldEqual(before);
        (await ZoneState.TrailAsync(Server, office.Zone)).ShouldBe(trail);

        var good = await office.Economy.ImportAsync(office.Zone, ledger, File(ledger, bad: true), "台账.csv", "?mode=good");
        (good.Counts, good.Committed).ShouldBe(((4, 3, 0, 0, 1), true), good.ToString());
        good.Reasons.ShouldBe(looked.Reasons);
        (await office.Economy.ImportAsync(office.Zone, ledger, File(ledger, bad: false), "台账.csv", "?mode=all")).Counts.ShouldBe((3, 0, 0, 3, 0));
        if (ledger == "enterprises") (await ZoneState.ReadAsync(Server, office.Zone)).Count("enterprises_parks").ShouldBe(1, "the park of the bad row alone was not made");
        if (ledger is "enterprises" or "enterprise-reports") await Server.RollupsEqualRebuild(office.Zone, mayBeEmpty: ledger == "enterprises");
    }

    [Fact]
    public async Task Equal_rows_count_once_and_unequal_ones_are_both_bad()
    {
        using var office = await OpenAsync("enterprise-reports");
        const string Headings = "统一社会信用代码,报告期,工业总产值(万元)_本月,备注\n";
        var equal = await office.Economy.ImportAsync(office.Zone, "enterprise-reports", $"{Headings}{Codes[0]},2024-07,1.50,一\n{Codes[0].ToLowerInvariant()},2024年7月,1.5,二\n{Codes[1]},2024-07,2,\n");
        equal.Counts.ShouldBe((2, 2, 0, 0, 0), equal.ToString());
        equal.Count("duplicates").ShouldBe(1);
        equal.Warnings.ShouldContain((3, "", "", "duplicate-row"));

        const string Code = "统一社会信用代码";
        var unequal = await office.Economy.ImportAsync(office.Zone, "enterprise-reports",
            $"{Headings}{Codes[0]},2024-08,1,\n{Codes[1]},2024-08,2,\n{Codes[0]},2024-08,1.1,\n{Codes[0]},2024-08,1,\n{Codes[0]},2024-08,,\n", "?mode=good");
        unequal.Errors.ShouldBe([(2, Code, Codes[0], "duplicate-in-file"), (4, Code, Codes[0], "duplicate-in-file"), (6, Code, Codes[0], "duplicate-in-file")], unequal.ToString());
        unequal.Counts.ShouldBe((4, 1, 0, 0, 3), unequal.ToString());
        (await office.Economy.GetAsync(office.At($"enterprise-reports/{Codes[0]}/2024-08"))).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound, "of rows that contradict one another none is taken");

        var register = await office.Economy.ImportAsync(office.Zone, "enterprises", $"统一社会信用代码,企业名称\n{Codes[0]},甲公司\n{Codes[0]},甲公司 \n{Codes[1]},乙公司\n{Codes[1]},乙厂\n", "?mode=good");
        register.Errors.Select(e => (e.Row, e.Code)).ShouldBe([(4, "duplicate-in-file"), (5, "duplicate-in-file")], register.ToString());
        register.Count("duplicates").ShouldBe(1);

        var figures = await office.Economy.ImportAsync(office.Zone, "observations", "指标名称,报告期,数值,单位,来源\n规上工业总产值,2024-H1,1,亿元,报告\n规模以上工业总产值,2024-01/2024-06,1,亿元,报告\n规上工业总产值,2024年上半年,10000,万元,报告\n", "?mode=good");
        figures.Errors.ShouldBe([(2, "指标名称", "规上工业总产值", "duplicate-in-file"), (4, "指标名称", "规上工业总产值", "duplicate-in-file")], figures.ToString());
        figures.Warnings.ShouldBe([(3, "", "", "duplicate-row")], "another name of the indicator and of the period says the same");
    }

    [Fact]
    public async Task Formula_in_a_name_is_kept_as_typed()
    {
        using var office = await Office.OpenAsync(Server);
        string[] names = ["=HYPERLINK(\"http://evil.example\",\"点我\")", "+1+1", "-2+3", "@SUM(A1)", "＝1+1", "'=1", "=cmd|' /C calc'!A0"];
        var rows = names.Select((name, i) => (object?[])[i < Codes.Length ? Codes[i] : Office.CreditCode(), name]).ToList();
        var read = await office.Economy.ImportAsync(office.Zone, "enterprises", Workbook.Of([["统一社会信用代码", "企业名称"], .. rows]), "台账.xlsx", "?mode=all");
        read.Counts.ShouldBe((names.Length, names.Length, 0, 0, 0), read.ToString());
        foreach (var row in rows)
            (await office.Economy.GetFromJsonAsync<JsonElement>(office.At($"enterprises/{row[0]}"))).Text("name").ShouldBe((string)row[1]!);
        foreach (var format in new[] { "xlsx", "csv" })
        {
            var content = await office.Economy.GetByteArrayAsync(office.At($"ledgers/enterprises/export?format={format}"));
            if (format == "csv")
                foreach (var line in Encoding.UTF8.GetString(content).Split("\r\n")[1..^1]) line.Split(',')[1].TrimStart('"')[0].ShouldBe('\'', line);
            var again = await office.Economy.ImportAsync(office.Zone, "enterprises", content, "台账." + format, "?mode=all");
            again.Counts.ShouldBe((names.Length, 0, 0, names.Length, 0), again.ToString());
        }
    }

    private static byte[] File(string ledger, bool bad)
    {
        var (headings, good, wrong, _) = Files[ledger];
        return Encoding.UTF8.GetBytes(string.Join('\n', bad ? [headings, good[0], good[1], wrong, good[2]] : [headings, .. good]) + "\n");
    }

    private async Task<Office> OpenAsync(string ledger)
    {
        var office = await Office.OpenAsync(Server);
        if (ledger == "enterprise-reports") await office.Economy.MustImportAsync(office.Zone, "enterprises", Firm.Ledger(Codes.Select((code, i) => new Firm($"企业{i}", "3484", "东园") { Code = code })));
        return office;
    }
}

public sealed class Import_modes_on_sqlite(SqliteEmpty server) : ImportModeTests(server);

public sealed class Import_modes_on_postgres(PostgresEmpty server) : ImportModeTests(server);
