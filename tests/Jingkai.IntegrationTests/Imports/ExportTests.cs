using System.Net;
using System.Text;
using Jingkai.IntegrationTests.Fixture;

namespace Jingkai.IntegrationTests.Imports;

/// <summary>What was imported comes back cell by cell, and goes in again without a change.</summary>
public abstract class ExportTests(TestServer server) : ServerTests(server)
{
    private static readonly string[] Codes = [.. Enumerable.Range(0, 4).Select(_ => Office.CreditCode())];

    private static readonly Dictionary<string, string[]> Files = new()
    {
        ["enterprises"] =
        [
            "统一社会信用代码,企业名称,曾用名,行业代码,所属园区,注册日期,规上入库日期,规上退出日期,资质,占地面积(亩),联系人,联系电话,联企干部,简称,迁入日期,迁出日期,经营地址,主导产品,市场地位,厂房面积(平方米),职工人数(人),年综合能耗(吨标准煤),品牌,研发投入占比(%),关键技术,厂房权属,出租方,租赁到期日,闲置厂房面积(平方米),生产线数,主要设备,生产节拍,自动化率(%),年产能,产能利用率(%)",
            $"{Codes[0]},青湖启明精密机械有限公司,启明厂、启明机械厂,3484,东湖园,2012-03-15,2019-01-01,2022-12-31,高新技术企业、专精特新,12.5,王明,13900000001,张三、李四,启明、小启,2015-03-01,,\"新洲路8号,2幢\",减速机,国内前四（2019年）,12000.5,320,1500.25,启明,4.25,数字孪生,自有和租赁,某某产业园,2027-06-30,1200.5,3,加工中心,95秒/台,86.5,年产1万台,91.25",
            $"{Codes[1]},\"澄波,\"\"生物\"\"医药\",,2710,云岭园,,2020-01-01,,,0.00000005,,0571-86200001,,,,2031-05-06,,,,,0,0,,0,,,,,0,0,,,0,,0",
            $"{Codes[2]},\"'=HYPERLINK(\"\"http://x\"\")\",,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,",
            $"{Codes[3]},𠮷祥𝄞食品,,,东湖园,1900-03-01,,,,99999999.9999,李𠮷,,,,,,,,,,,,,,,,,,,,,,,,",
        ],
        ["enterprise-reports"] =
        [
            "统一社会信用代码,企业名称,报告期,工业总产值(万元)_本月,工业总产值(万元)_上年同期,工业总产值(万元)_累计,工业总产值(万元)_上年同期累计,营业收入(万元)_本月,营业收入(万元)_上年同期,营业收入(万元)_累计,营业收入(万元)_上年同期累计,税收(万元)_本月,税收(万元)_上年同期,税收(万元)_累计,税收(万元)_上年同期累计,用电量(万千瓦时)_本月,用电量(万千瓦时)_上年同期,用电量(万千瓦时)_累计,用电量(万千瓦时)_上年同期累计,从业人员(人)",
            $"{Codes[0]},青湖启明精密机械有限公司,2024-02,200,180.5,200,180.5,,,,,20,,30,,,,,,120",
            $"{Codes[0]},青湖启明精密机械有限公司,2024-03,0,,200,,0.00000001,,,,-3.5,,26.5,,5.25,,,,0",
            $"{Codes[1]},\"澄波,\"\"生物\"\"医药\",2024-02,1234567.89123456,,1234567.89123456,,,,,,,,,,,,,,",
        ],
        ["observations"] =
        [
            "指标代码,指标名称,报告期,对象,数值,限定词,单位,同比(%),增减(百分点),同比口径,状态,来源,发布日期,原文",
            "IND_GOV,规上工业总产值,2024-01/2024-06,,401.87,约,亿元,14.2,,可比口径,快报,半年度报告,2024-07-20,\"产值约401.87亿元，\"\"增长\"\"14.2%\"",
            "IND_GOV,规上工业总产值,2024-01/2024-06,行业:38,1234567,,万元,,,,定报,=来源,,",
            "IND_VA,规上工业增加值,2024-01/2024-06,,,,亿元,16.1,,可比价,修订,报告,,",
            "HT_OUT_SHARE,高新技术产业产值占规上工业比重,2024-01/2024-06,,83.36,,%,,5.7,,定报,报告,,",
            "IND_ENT,规上工业企业数,2024-05,园区:东湖园,385,,家,,,,定报,报告,,",
        ],
        ["targets"] =
        [
            "指标代码,指标名称,年度,对象,目标值,限定词,单位,目标增速(%),来源",
            "IND_GOV,规上工业总产值,2024,,1000.5,力争,亿元,12,人大报告",
            "IND_GOV,规上工业总产值,2024,园区:东湖园,5000000,,万元,,",
            "IND_VA,规上工业增加值,2025,,,,亿元,8.5,",
        ],
    };

    public static TheoryData<string, string> LedgersAndFormats => new(Files.Keys.SelectMany(_ => new[] { "xlsx", "csv" }, (ledger, format) => (ledger, format)));

    [Theory]
    [MemberData(nameof(LedgersAndFormats))]
    public async Task Exported_cells_are_the_imported_ones_and_go_in_again_without_a_change(string ledger, string format)
    {
        using var office = await FilledAsync();
        var before = await ZoneState.ReadAsync(Server, office.Zone);
        var (content, name) = await ExportAsync(office, ledger, format);
        name.ShouldEndWith("." + format);
        var given = Rows(Encoding.UTF8.GetBytes(string.Join("\r\n", Files[ledger])), "given.csv");
        var got = Rows(content, name);
        got[0].ShouldBe(given[0], "headings of the contract");
        got.Skip(1).ShouldBe(given.Skip(1), ignoreOrder: true);

        var again = await office.Economy.ImportAsync(office.Zone, ledger, content, name, "?mode=all");
        again.Errors.ShouldBeEmpty(again.ToString());
        again.Warnings.ShouldBeEmpty(again.ToString());
        again.Counts.ShouldBe((given.Count - 1, 0, 0, given.Count - 1, 0), again.ToString());
        (await ZoneState.ReadAsync(Server, office.Zone)).ShouldEqual(before);

        // Another office that gets the file has the same afterwards.
        if (ledger != "enterprises") return;
        using var other = await Office.OpenAsync(Server);
        (await other.Economy.ImportAsync(other.Zone, ledger, content, name, "?mode=all")).Counts.ShouldBe((4, 4, 0, 0, 0));
        Rows((await ExportAsync(other, ledger, format)).Content, name).Skip(1).ShouldBe(given.Skip(1), ignoreOrder: true);
    }

    [Fact]
    public async Task Nothing_exported_can_become_a_formula()
    {
        using var office = await FilledAsync();
        var text = Encoding.UTF8.GetString((await ExportAsync(office, "enterprises", "csv")).Content);
        text.ShouldContain(",\"'=HYPERLINK(\"\"http://x\"\")\",");
        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream((await ExportAsync(office, "enterprises", "xlsx")).Content));
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            var part = await reader.ReadToEndAsync();
            part.ShouldNotContain("<f>");
            if (entry.FullName.Contains("sheet1", StringComparison.Ordinal)) part.ShouldContain("=HYPERLINK(");
        }
    }

    [Theory]
    [InlineData("enterprises", "park=东湖园", 2)]
    [InlineData("enterprises", "industry=27", 1)]
    [InlineData("enterprises", "q=澄波&sort=-name", 1)]
    [InlineData("enterprises", "aboveScale=true", 1)]
    [InlineData("enterprise-reports", "period=2024-02", 2)]
    [InlineData("enterprise-reports", "from=2024-03&to=2024-12", 1)]
    [InlineData("enterprise-reports", "indicator=TAX", 2)]
    [InlineData("enterprise-reports", "q=启明&sort=-period", 2)]
    [InlineData("observations", "indicator=规上工业总产值", 2)]
    [InlineData("observations", "q=增加值", 1)]
    [InlineData("observations", "period=2024-05&sort=-published", 1)]
    [InlineData("targets", "year=2025", 1)]
    [InlineData("targets", "indicator=IND_GOV&sort=-year", 2)]
    public async Task Export_keeps_the_filters(string ledger, string filters, int rows)
    {
        using var office = await FilledAsync();
        foreach (var format in new[] { "xlsx", "csv" })
        {
            var (content, name) = await ExportAsync(office, ledger, format, "&" + filters);
            var got = Rows(content, name);
            (got.Count - 1).ShouldBe(rows, string.Join('\n', got.Select(r => string.Join(',', r))));
            var again = await office.Economy.ImportAsync(office.Zone, ledger, content, name, "?mode=all");
            again.Counts.ShouldBe((rows, 0, 0, rows, 0), again.ToString());
        }
    }

    [Theory]
    [InlineData("enterprises", "sort=colour", "bad-sort")]
    [InlineData("enterprises", "aboveScale=perhaps", "bad-filter")]
    [InlineData("enterprise-reports", "period=2024-13", "bad-period")]
    [InlineData("enterprise-reports", "from=gestern", "bad-period")]
    [InlineData("enterprise-reports", "indicator=HAPPINESS", "bad-filter")]
    [InlineData("enterprise-reports", "sort=colour", "bad-sort")]
    [InlineData("observations", "indicator=HAPPINESS", "unknown-indicator")]
    [InlineData("observations", "period=2024-13", "bad-period")]
    [InlineData("observations", "sort=colour", "bad-sort")]
    [InlineData("targets", "year=soon", "bad-filter")]
    [InlineData("targets", "sort=colour", "bad-sort")]
    [InlineData("targets", "format=pdf", "bad-format")]
    [InlineData("houses", "", "unknown-ledger")]
    public async Task Export_that_is_asked_wrongly_is_refused_instead_of_giving_everything(string ledger, string query, string code)
    {
        using var office = await Office.OpenAsync(Server);
        var answer = await office.Economy.GetAsync(office.At($"ledgers/{ledger}/export?{query}"));
        answer.StatusCode.ShouldBe(code.StartsWith("unknown", StringComparison.Ordinal) ? HttpStatusCode.NotFound : HttpStatusCode.BadRequest);
        (await Code(answer)).ShouldBe(code);
    }

    [Theory]
    [MemberData(nameof(LedgersAndFormats))]
    public async Task Template_has_the_headings_of_the_export_and_no_rows(string ledger, string format)
    {
        using var office = await Office.OpenAsync(Server);
        var answer = await office.Economy.GetAsync(office.At($"ledgers/{ledger}/template?format={format}"));
        answer.IsSuccessStatusCode.ShouldBeTrue();
        var name = answer.Content.Headers.ContentDisposition!.FileNameStar!;
        var rows = Rows(await answer.Content.ReadAsByteArrayAsync(), name);
        rows.ShouldHaveSingleItem().ShouldBe(Rows(Encoding.UTF8.GetBytes(Files[ledger][0]), "given.csv")[0]);
    }

    private async Task<Office> FilledAsync()
    {
        var office = await Office.OpenAsync(Server);
        foreach (var (ledger, lines) in Files) await office.Economy.MustImportAsync(office.Zone, ledger, string.Join("\r\n", lines));
        return office;
    }

    private static async Task<(byte[] Content, string Name)> ExportAsync(Office office, string ledger, string format, string filters = "")
    {
        var answer = await office.Economy.GetAsync(office.At($"ledgers/{ledger}/export?format={format}{filters}"));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadAsByteArrayAsync(), answer.Content.Headers.ContentDisposition!.FileNameStar!);
    }

    /// <summary>The cells, merged headings joined as separated text writes them, blank ends cut.</summary>
    private static List<string> Rows(byte[] content, string name)
    {
        var rows = Workbook.Read(content, name).Values.ToList();
        if (rows.Count > 1 && rows[1].Any(cell => cell == "1-本月"))
        {
            var (outer, inner) = (rows[0], rows[1]);
            rows[0] = [.. inner.Select((cell, i) => cell == outer[i] ? cell : $"{outer[i]}_{cell switch { "1-本月" => "累计", "上年同期(累计)" => "上年同期累计", _ => cell }}")];
            rows.RemoveAt(1);
        }

        return [.. rows.Select(r => string.Join('|', r).TrimEnd('|'))];
    }
}

public sealed class Export_on_sqlite(SqliteEmpty server) : ExportTests(server);

public sealed class Export_on_postgres(PostgresEmpty server) : ExportTests(server);
