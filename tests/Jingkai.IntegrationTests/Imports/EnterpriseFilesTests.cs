using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.UnitTests.Sheets;

namespace Jingkai.IntegrationTests.Imports;

/// <summary>The register of enterprises as an office that nobody has met keeps it.</summary>
public abstract class EnterpriseFilesTests(TestServer server) : ServerTests(server)
{
    private static readonly string[] Codes = [.. Enumerable.Range(0, 8).Select(_ => Office.CreditCode())];

    [Fact]
    public async Task Every_field_an_office_keeps_goes_in_and_comes_out()
    {
        using var office = await Office.OpenAsync(Server);
        var (a, b) = (Office.CreditCode(), Office.CreditCode());
        const string headings = "统一社会信用代码,企业名称,简称,入驻日期,迁出日期,企业地址,主要产品,行业地位,厂房建筑面积(平方米),用工人数,综合能耗(吨标煤)";
        await office.Economy.MustImportAsync(office.Zone, "enterprises", $"{headings}\n{a},甲公司,甲甲、小甲,2015-03-01,,新洲路8号,减速机,国内前四（2019年）,12000.5,320,1500.25\n");
        var file = await Enterprise(office, a);
        (file.GetProperty("shortNames").GetArrayLength(), file.Text("movedInOn"), file.Text("address"), file.Text("products"), file.Text("marketPosition")).ShouldBe((2, "2015-03-01", "新洲路8号", "减速机", "国内前四（2019年）"));
        (file.Number("floorAreaM2"), file.Number("staff"), file.Number("energyTce"), file.At("provenance.address").Text("source")).ShouldBe((12000.5m, 320m, 1500.25m, "enterprises.csv"));

        var bad = await office.Economy.ImportAsync(office.Zone, "enterprises", $"{headings}\n{a},甲公司,,,2015-03-01,,,,,,\n{b},乙公司,,,,,,,-1,3.5,200000000\n", "?mode=good");
        bad.Reasons.Select(r => (r.Row, r.Code)).ShouldBe([(2, "date-order"), (3, "negative"), (3, "too-precise"), (3, "bad-number")]);
        await office.Economy.MustImportAsync(office.Zone, "enterprises", $"统一社会信用代码,企业名称,地址,职工人数\n{a},甲公司,清空,\n");
        file = await Enterprise(office, a);
        (file.Text("address"), file.Number("staff")).ShouldBe((null, 320m), "a cleared cell clears, a blank one leaves what is stored");
    }

    [Fact]
    public async Task Strangers_workbook_is_read_as_its_office_meant_it()
    {
        using var office = await Office.OpenAsync(Server);
        var read = await office.Economy.ImportAsync(office.Zone, "enterprises", Ledger(Codes), "企业台账.xlsx", "?mode=all");
        read.State.ShouldBe("done", read.ToString());
        read.Counts.ShouldBe((6, 6, 0, 0, 0), read.ToString());
        read.Result.Text("sheet").ShouldBe("2024年台账");
        read.Result.GetProperty("headingRow").GetInt32().ShouldBe(4);
        (read.Count("hiddenRows"), read.Count("skipped")).ShouldBe((1, 4), read.ToString());
        read.Warnings.ShouldContain((0, "", "序号", "unknown-column"));
        read.Warnings.ShouldContain((0, "", "备注", "unknown-column"));
        read.Warnings.ShouldContain(w => w.Row == 0 && w.Code == "hidden-rows");
        read.Warnings.ShouldContain(w => w.Row == 15 && w.Code == "note-row");
        read.Warnings.Count.ShouldBe(4, read.ToString());
        read.Result.GetProperty("unknownColumns").EnumerateArray().Select(c => c.GetString()).ShouldBe(["序号", "备注"]);

        var machines = await Enterprise(office, Codes[0]);
        (machines.Text("name"), machines.Text("industryCode"), machines.Text("park"), machines.Number("landMu"))
            .ShouldBe(("青湖启明精密机械有限公司", "3484", "东湖产业园", 30m), "20 000 square metres are 30 mu");
        machines.Text("registeredOn").ShouldBe("2012-03-15");
        machines.GetProperty("aboveScale")[0].Text("since").ShouldBe("2019-01-01");
        machines.GetProperty("formerNames").EnumerateArray().Select(n => n.GetString()).ShouldBe(["青湖启明机械厂"]);
        machines.Items("qualifications").Select(q => q.Text("kind")).ShouldBe(["高新技术企业", "专精特新“小巨人”企业"], ignoreOrder: true);
        machines.Items("liaisons").Select(l => l.Text("name")).ShouldBe(["张三", "李四"], ignoreOrder: true);
        string[] registered = ["2012-03-15", "2013-04-06", "2014-05-07", "2015-06-08", "2016-07-09", "2017-08-10"];
        for (var i = 0; i < registered.Length; i++) (await Enterprise(office, Codes[i])).Text("registeredOn").ShouldBe(registered[i], $"enterprise {i}");
        var medicine = await Enterprise(office, Codes[1]);
        (medicine.Text("name"), medicine.Text("industryCode"), medicine.Number("landMu")).ShouldBe(("青湖澄波生物医药（集团）有限公司", "2710", 1.5m));
        (await Enterprise(office, Codes[2])).Number("landMu").ShouldBe(20.001m, "1,234,... with full-width figures");
    }

    [Fact]
    public async Task Sheet_is_taken_by_name_or_number_when_somebody_says_which()
    {
        using var office = await Office.OpenAsync(Server);
        foreach (var sheet in new[] { "旧台账", "3" })
        {
            var read = await office.Economy.ImportAsync(office.Zone, "enterprises", Ledger(Codes), "企业台账.xlsx", $"?dryRun=true&sheet={Uri.EscapeDataString(sheet)}");
            (read.Result.Text("sheet"), read.Count("inserted")).ShouldBe(("旧台账", 1), read.ToString());
            read.Result.Items("sheets").Select(s => (s.Text("name"), s.GetProperty("hidden").GetBoolean())).ShouldBe([("封面", false), ("2024年台账", false), ("旧台账", true)]);
        }

        foreach (var sheet in new[] { "没有的表", "0", "4" })
        {
            var refused = await office.Economy.ImportAsync(office.Zone, "enterprises", Ledger(Codes), "企业台账.xlsx", $"?sheet={Uri.EscapeDataString(sheet)}");
            refused.State.ShouldBe("failed");
            refused.Errors.Single().Code.ShouldBe("no-such-sheet");
        }
    }

    [Fact]
    public async Task Blank_leaves_what_is_stored_and_the_word_clears_it()
    {
        using var office = await Office.OpenAsync(Server);
        await office.Economy.MustImportAsync(office.Zone, "enterprises", $"""
            统一社会信用代码,企业名称,曾用名,行业代码,所属园区,注册日期,规上入库日期,规上退出日期,资质,占地面积(亩),联系人,联系电话,联企干部
            {Codes[0]},甲公司,甲厂,3484,东园,2012-03-15,2019-01-01,2022-01-01,高新技术企业,12.5,王明,13900000001,张三
            {Codes[1]},乙公司,乙厂,3484,东园,2012-03-15,2019-01-01,2022-01-01,高新技术企业,12.5,王明,13900000001,张三
            """);
        var before = await Enterprise(office, Codes[0]);

        // Columns in another order, most of them missing, the rest blank or not reported.
        var kept = await office.Economy.ImportAsync(office.Zone, "enterprises", $"占地面积(亩),联系人,企业名称,行业代码,注册日期,统一社会信用代码\n,,甲公司,,-,{Codes[0]}\n—,/,乙公司,…,,{Codes[1]}\n");
        kept.Counts.ShouldBe((2, 0, 0, 2, 0), kept.ToString());
        (await Enterprise(office, Codes[0])).ToString().ShouldBe(before.ToString());

        var cleared = await office.Economy.ImportAsync(office.Zone, "enterprises", $"""
            统一社会信用代码,企业名称,行业代码,所属园区,注册日期,规上退出日期,资质,占地面积(亩),联系人,联系电话,联企干部
            {Codes[0]},甲公司,清空,清空,清空,清空,清空,清空,清空,清空,清空
            {Codes[1]},乙公司,,,,清空,,0,,,
            """);
        cleared.Counts.ShouldBe((2, 0, 2, 0, 0), cleared.ToString());
        var bare = await Enterprise(office, Codes[0]);
        foreach (var field in new[] { "industryCode", "park", "registeredOn", "landMu" }) bare.GetProperty(field).ValueKind.ShouldBe(JsonValueKind.Null, field);
        bare.GetProperty("contacts").GetArrayLength().ShouldBe(0);
        bare.GetProperty("liaisons").GetArrayLength().ShouldBe(0);
        bare.GetProperty("aboveScale")[0].Text("since").ShouldBe("2019-01-01");
        bare.GetProperty("aboveScale")[0].GetProperty("until").ValueKind.ShouldBe(JsonValueKind.Null);
        var other = await Enterprise(office, Codes[1]);
        (other.Text("industryCode"), other.Number("landMu")).ShouldBe(("3484", 0m), "zero is zero, not nothing");
    }

    [Fact]
    public async Task Every_bad_row_is_named_by_row_column_value_and_reason_and_comes_back_beside_it()
    {
        using var office = await Office.OpenAsync(Server);
        var failing = Codes[2][..17] + (Codes[2][17] == '0' ? '1' : '0');
        var workbook = new Workbook();
        var sheet = workbook.Sheet("台账");
        sheet.Row("企业台账");
        var headings = sheet.Row("统一社会信用代码", "企业名称", "行业代码", "注册日期", "规上入库日期", "规上退出日期", "占地面积(亩)", "联系电话", "备注");
        var good = sheet.Row(Codes[0], "甲公司", "3484", "2012-03-15", null, null, 12.5m, "13900000001", "好");
        sheet.Gap(2);
        var shortCode = sheet.Row(Codes[1][..17], "乙公司", "3484", "2012-03-15");
        var check = sheet.Row(failing, "丙公司");
        var lost = sheet.Row(new Stored("913304990000000000"), "丁公司");
        var scientific = sheet.Row("9.1330499E+17", "丁公司");
        var industry = sheet.Row(Codes[3], "戊公司", "9999", "2014年13月1日", "2020-01-01", "2019-01-01", -1);
        var nameless = sheet.Row(Codes[4], null, null, null, null, null, "十亩");
        var precise = sheet.Row(Codes[5], "己公司", null, 45474, null, "2020-01-01", new Stored("0.00000001"));
        var broken = sheet.Row(Codes[6], "庚公司", new Broken("#N/A"), null, null, null, new Formula("A1*2", null));
        var cleared = sheet.Row("清空", "清空");
        var content = workbook.ToArray();

        var before = await ZoneState.ReadAsync(Server, office.Zone);
        var refused = await office.Economy.ImportAsync(office.Zone, "enterprises", content, "错误台账.xlsx", "?mode=all");
        refused.State.ShouldBe("done", refused.ToString());
        refused.Committed.ShouldBeFalse();
        refused.Counts.ShouldBe((10, 0, 0, 0, 9), refused.ToString());
        (int, string, string, string)[] expected =
        [
            (shortCode, "统一社会信用代码", Codes[1][..17], "credit-code-length"),
            (check, "统一社会信用代码", failing, "credit-code-check"),
            (lost, "统一社会信用代码", "913304990000000000", "digits-lost"),
            (scientific, "统一社会信用代码", "9.1330499E+17", "digits-lost"),
            (industry, "行业代码", "9999", "unknown-industry"),
            (industry, "注册日期", "2014年13月1日", "bad-date"),
            (industry, "规上退出日期", "2019-01-01", "listing-order"),
            (industry, "占地面积(亩)", "-1", "negative"),
            (nameless, "企业名称", "", "required"),
            (nameless, "占地面积(亩)", "十亩", "bad-number"),
            (precise, "注册日期", "45474", "bad-date"),
            (precise, "规上退出日期", "2020-01-01", "listing-without-start"),
            (precise, "占地面积(亩)", "0.00000001", "too-precise"),
            (broken, "行业代码", "#N/A", "cell-error"),
            (broken, "占地面积(亩)", "=A1*2", "formula-not-calculated"),
            (cleared, "统一社会信用代码", "清空", "required"),
            (cleared, "企业名称", "清空", "required"),
        ];
        refused.Errors.ShouldBe(expected, refused.ToString());
        (await ZoneState.ReadAsync(Server, office.Zone)).ShouldEqual(before);

        // The same file comes back: every cell where it stood, the reasons at the end of their rows.
        var report = await office.Economy.GetByteArrayAsync(refused.Result.Text("reportUrl")!);
        var (original, returned) = (Workbook.Read(content), Workbook.Read(report));
        returned.Keys.ShouldBe(original.Keys);
        returned[headings][^1].ShouldStartWith("错误原因");
        foreach (var (row, cells) in original)
        {
            returned[row].Take(cells.Length).ShouldBe(cells, $"row {row}");
            var reason = returned[row].Length > 9 ? returned[row][9] : "";
            (reason.Length > 0).ShouldBe(row == headings || expected.Any(e => e.Item1 == row), $"row {row}: {reason}");
        }

        returned[industry][9].ShouldContain("行业代码：");
        returned[industry][9].ShouldContain("占地面积(亩)：");

        // Mended rows go in from that very file; the reason column is passed over without a word.
        var again = await office.Economy.ImportAsync(office.Zone, "enterprises", report, "错误台账-错误原因.xlsx", "?mode=good");
        again.Counts.ShouldBe((10, 1, 0, 0, 9), again.ToString());
        // A file of ours carries no formula: what was one came back as its text.
        again.Errors.Select(e => (e.Row, e.Code)).ShouldBe(expected.Select(e => (e.Item1, e.Item4 == "formula-not-calculated" ? "bad-number" : e.Item4)));
        again.Result.GetProperty("unknownColumns").EnumerateArray().Select(c => c.GetString()).ShouldBe(["备注"]);
        (await Enterprise(office, Codes[0])).Text("name").ShouldBe("甲公司");
        good.ShouldBe(3);
    }

    [Fact]
    public async Task Csv_in_the_encoding_of_chinese_excel_is_read()
    {
        using var office = await Office.OpenAsync(Server);
        var csv = $"青湖经济开发区企业台账,,,\r\n单位：公顷,,,\r\n企业名称,社会信用代码,用地面积,成立日期\r\n\"龘靐(青湖)有限公司\",{Codes[0].ToLowerInvariant()},\"１，２３４．５\",2012.3.15\r\n,,,\r\n合　计,,1234.5,\r\n";
        var read = await office.Economy.ImportAsync(office.Zone, "enterprises", Gb18030.GetBytes(csv), "台账.csv", "?mode=all");
        read.Counts.ShouldBe((1, 1, 0, 0, 0), read.ToString());
        var enterprise = await Enterprise(office, Codes[0]);
        (enterprise.Text("name"), enterprise.Number("landMu"), enterprise.Text("registeredOn")).ShouldBe(("龘靐(青湖)有限公司", 18517.5m, "2012-03-15"));
    }

    [Fact]
    public async Task Workbook_of_the_nineties_is_read()
    {
        using var office = await Office.OpenAsync(Server);
        var fixture = new XlsFixture().Sheet("台账").Text(0, 0, "企业台账").Text(1, 0, "统一社会信用代码").Text(1, 1, "企业名称").Text(1, 2, "占地面积(亩)").Text(1, 3, "注册日期")
            .Text(2, 0, Codes[0]).Text(2, 1, "甲公司").Number(2, 2, 12.5m).Number(2, 3, 40983m, XlsFixture.Date)
            .Text(3, 0, Codes[1]).Text(3, 1, "乙公司").Number(3, 2, -1m);
        var read = await office.Economy.ImportAsync(office.Zone, "enterprises", fixture.ToArray(), "台账.xls", "?mode=good");
        read.Counts.ShouldBe((2, 1, 0, 0, 1), read.ToString());
        read.Errors.ShouldBe([(4, "占地面积(亩)", "-1", "negative")]);
        var enterprise = await Enterprise(office, Codes[0]);
        (enterprise.Number("landMu"), enterprise.Text("registeredOn")).ShouldBe((12.5m, "2012-03-15"));
    }

    [Fact]
    public async Task Columns_a_person_names_are_read_as_named()
    {
        using var office = await Office.OpenAsync(Server);
        var content = Encoding.UTF8.GetBytes($"代号,主体,园,面积\n{Codes[0]},甲公司,东园,12.5\n");
        var lost = await office.Economy.ImportAsync(office.Zone, "enterprises", content, "台账.csv");
        lost.State.ShouldBe("failed");
        lost.Errors.Select(e => e.Code).ShouldContain("missing-column");
        var read = await office.Economy.ImportAsync(office.Zone, "enterprises", content, "台账.csv", "?headingRow=1&map=A:creditCode&map=B:name&map=C:park&map=D:");
        read.Counts.ShouldBe((1, 1, 0, 0, 0), read.ToString());
        read.Warnings.ShouldBe([(0, "", "面积", "column-left-out")]);
        var enterprise = await Enterprise(office, Codes[0]);
        (enterprise.Text("name"), enterprise.Text("park"), enterprise.Number("landMu")).ShouldBe(("甲公司", "东园", (decimal?)null));
    }

    private static Encoding Gb18030 => CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    private static Task<JsonElement> Enterprise(Office office, string code) => office.Economy.GetFromJsonAsync<JsonElement>(office.At($"enterprises/{code}"))!;

    /// <summary>A cover, the ledger with titles and merged headings, an old ledger that is hidden.</summary>
    private static byte[] Ledger(string[] codes)
    {
        var workbook = new Workbook();
        workbook.Sheet("封面").Row("青湖经济开发区");
        var sheet = workbook.Sheet("2024年台账").Merge("A1:O1", "A3:A4", "B3:F3", "G3:H3", "I3:I4", "J3:J4", "K3:L3", "M3:M4", "N3:N4", "O3:O4");
        sheet.Row("青湖经济开发区企业基本情况一览表");
        sheet.Row("填报单位：经济发展局", null, null, null, null, null, "2024年7月");
        sheet.Row("序号", "企业基本情况", null, null, null, null, "规上情况", null, "占地面积（平方米）", "资质\n（可多填）", "联络", null, "联企干部", "曾用名", "备注");
        sheet.Row(null, "企业名称*", "统一社会信用代码*", "行业\n代码", "注册日期", "所属园区", "规上入库日期", "规上退出日期", null, null, "联系人", "联系电话");
        sheet.Row(1, "青湖启明精密机械有限公司", codes[0], 3484, new DateOnly(2012, 3, 15), "东湖产业园", "2019年1月1日", null, 20000, "高新技术企业、专精特新“小巨人”企业", "王明", 13900000001, "张三；李四", "青湖启明机械厂", "重点");
        sheet.Gap();
        sheet.Row(2, " 青湖澄波生物医药（集团）有限公司 ", new Inline(Wide(codes[1].ToLowerInvariant())), "2710", "2013/4/6", "东湖产业园", "2020.1.1", "2022年12月31日", "１，０００");
        sheet.Row(null, "小计", null, null, null, null, null, null, new Formula("SUM(I5:I7)", 21000));
        sheet.HiddenRow(3, "青湖云岭电子有限公司", codes[2], "C39", "2014.5.7", "云岭园", null, null, "13,334");
        sheet.Row(4, "青湖泰禾家纺有限公司", codes[3], "１７７１", "2015年6月8日", "云岭园");
        sheet.Row(5, "青湖远川电梯有限公司", codes[4], null, "20160709", "云岭园", "-", "-", "-");
        sheet.Row(6, "青湖合计食品有限公司", codes[5], null, "２０１７－０８－１０", "/");
        sheet.Row("合　计", "6家", null, null, null, null, null, null, new Formula("SUM(I5:I12)", 34334));
        sheet.Row("注：本表由经济发展局填报，不含规下企业。");
        sheet.Row(null, "填表人：王明", "审核人：李四");
        var old = workbook.Sheet("旧台账", hidden: true);
        old.Row("统一社会信用代码", "企业名称");
        old.Row(codes[6], "青湖旧时有限公司");
        return workbook.ToArray();
    }

    private static string Wide(string text) => string.Concat(text.Select(c => (char)(c + 0xFEE0)));
}

public sealed class Enterprise_files_on_sqlite(SqliteEmpty server) : EnterpriseFilesTests(server);

public sealed class Enterprise_files_on_postgres(PostgresEmpty server) : EnterpriseFilesTests(server);
