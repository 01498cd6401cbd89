using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Kernel;
using Jingkai.Platform.Ledgers.Sheets;

namespace Jingkai.IntegrationTests.Imports;

/// <summary>Whatever valid rows a file has, they are stored, come out cell by cell, and go in again without a change.</summary>
public abstract class RoundTripTests(TestServer server) : ServerTests(server)
{
    private const int Cases = 6;

    private static readonly string[] Codes = [.. Enumerable.Range(0, 12).Select(_ => Office.CreditCode())];

    private static readonly string[] Pieces =
        ["=", "'", "＝", "+", "@", "名", "公司", " ", "　", "\"", ",", ";", "，", "\n", "\r\n", "\t", "😀", "𠮷", "é", "e\u0301", "&amp;", "<b>", "]]>", "_x000D_", "1E5", "0012", "%", "\\", "合计", "\u200B", "\u0001"];

    /// <summary>Text of at least one real character, never one of the words that say nothing.</summary>
    private static readonly Gen<string?> Texts = Gen.NonEmptyListOf(Gen.Elements(Pieces)).Select(all => (string?)(string.Concat(all.Take(12)) + "号"));

    private static readonly Gen<string?> Lists = Gen.Elements("高新技术企业", "专精特新“小巨人”", "=张三", "李四", "王 五").ListOf().Select(all => all.Count == 0 ? null : (string?)string.Join('、', all.Distinct()));

    private static readonly Gen<string?> Days = Gen.Choose(0, 50_000).Select(d => (string?)new DateOnly(1900, 3, 1).AddDays(d).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    private static readonly Gen<object?[]> Enterprise =
        from name in Texts
        from former in Optional(Lists)
        from industry in Optional(Gen.Elements<string?>("3484", "C", "27", "271", "6513"))
        from park in Optional(Gen.Elements<string?>("东湖园", "云岭园", "=西园"))
        from registered in Optional(Days)
        from since in Optional(Days)
        from qualifications in Optional(Lists)
        from land in Numbers(0, 7)
        from contact in Optional(Gen.Elements<string?>("王明", "欧阳 娜娜", "𠮷田"))
        from phone in Optional(Gen.Elements<string?>("13900000001", "0571-86200001", "4008001234"))
        from liaisons in Optional(Lists)
        from brief in Optional(Lists)
        from movedIn in Optional(Days)
        from address in Optional(Texts)
        from products in Optional(Texts)
        from market in Optional(Texts)
        from floor in Numbers(0, 4)
        from staff in Optional(Gen.Choose(0, 100_000).Select(n => (object?)(decimal)n))
        from energy in Numbers(0, 4)
        from brands in Optional(Texts)
        from technologies in Optional(Texts)
        from research in Percents(100_000)
        from premises in Gen.Elements<string?>(null, "自有", "租赁", "自有和租赁")
        from landlord in Optional(Texts)
        from lease in Optional(Days)
        from idle in Numbers(0, 4)
        from lines in Optional(Gen.Choose(0, 10_000).Select(n => (object?)(decimal)n))
        from equipment in Optional(Texts)
        from takt in Optional(Texts)
        from automation in Percents(10_000)
        from capacity in Optional(Texts)
        from use in Percents(100_000)
        select new object?[]
        {
            name, former, industry, park, registered, since, null, qualifications, land, contact, phone, liaisons, brief, movedIn, null, address, products, market, floor, staff, energy,
            brands, research, technologies, premises, landlord, lease, idle, lines, equipment, takt, automation, capacity, use,
        };

    private static readonly Gen<object?[]> Report =
        from output in Numbers(0, 8).ArrayOf(4)
        from revenue in Numbers(0, 8).ArrayOf(4)
        from tax in Numbers(-1_000_000, 8).ArrayOf(4)
        from power in Numbers(0, 8).ArrayOf(4)
        from staff in Optional(Gen.Choose(0, 100_000).Select(n => (object?)(decimal)n))
        select (object?[])[.. output, .. revenue, .. tax, .. power, staff];

    private static readonly Gen<object?[]> Figure =
        from unit in Gen.Elements("亿元", "万元", "元")
        from value in Numbers(-1_000_000, 4)
        from bound in Optional(Gen.Elements<string?>("约", "余", "近", "超", "不低于", "力争"))
        from growth in Numbers(-100, 4)
        from basis in Optional(Gen.Elements<string?>("可比价", "现价", "可比口径"))
        from status in Gen.Elements<string?>("快报", "定报", "修订")
        from source in Texts
        from published in Optional(Days)
        from wording in Optional(Texts)
        select new object?[] { value ?? 0m, bound, unit, growth, null, basis, status, source, published, wording };

    private static readonly Gen<Given> Givens =
        from enterprises in Enterprise.ArrayOf(Codes.Length)
        from reports in Report.ArrayOf(8)
        from figures in Figure.ArrayOf(8)
        select new Given(enterprises, reports, figures);

    [Theory]
    [InlineData("xlsx")]
    [InlineData("csv")]
    public void Random_rows_survive_import_and_export(string format) =>
        Prop.ForAll(Arb.From(Givens), given => RoundAsync(given, format)).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases).WithQuietOnSuccess(true));

    private async Task RoundAsync(Given given, string format)
    {
        using var office = await Office.OpenAsync(Server);
        foreach (var (ledger, rows) in given.Ledgers(Codes))
        {
            var headings = ColumnsOf(ledger);
            var read = await office.Economy.ImportAsync(office.Zone, ledger, Write(format, headings, rows), $"{ledger}.{format}", "?mode=all");
            read.Errors.ShouldBeEmpty(read.ToString());
            read.Count("inserted").ShouldBe(rows.Count(r => IsRecord(ledger, r)), read.ToString());
        }

        var state = await ZoneState.ReadAsync(Server, office.Zone);
        foreach (var (ledger, rows) in given.Ledgers(Codes))
        {
            var content = await office.Economy.GetByteArrayAsync(office.At($"ledgers/{ledger}/export?format={format}"));
            var cells = Workbook.Read(content, "x." + format).Values.Skip(format == "xlsx" && ledger == "enterprise-reports" ? 2 : 1).Select(Joined);
            cells.ShouldBe(rows.Where(r => IsRecord(ledger, r)).Select(r => Joined([.. r.Select(Shown)])), ignoreOrder: true);
            var again = await office.Economy.ImportAsync(office.Zone, ledger, content, $"{ledger}.{format}", "?mode=all");
            (again.Count("inserted"), again.Count("updated"), again.Count("rejected")).ShouldBe((0, 0, 0), again.ToString());
        }

        (await ZoneState.ReadAsync(Server, office.Zone)).ShouldEqual(state);
        await Server.RollupsEqualRebuild(office.Zone);
    }

    /// <summary>An enterprise is a record by its code and name alone; a report or figure without a value is none.</summary>
    private static bool IsRecord(string ledger, object?[] row) => ledger == "enterprises" || row.Skip(3).Any(cell => cell is not null);

    private static string Joined(string[] cells) => string.Join(" | ", cells).TrimEnd(' ', '|');

    private static string Shown(object? cell) => cell switch
    {
        null => "",
        string text => TextNormal.Clean(text),
        decimal number => number.ToString("0.##########", CultureInfo.InvariantCulture),
        _ => throw new ArgumentException(cell.ToString(), nameof(cell)),
    };

    private static byte[] Write(string format, string[] headings, IEnumerable<object?[]> rows)
    {
        using var stream = new MemoryStream();
        using (ISheetWriter writer = format == "csv" ? new CsvWriter(stream) : new XlsxWriter(stream))
        {
            writer.Begin(new("表", [.. headings.Select(h => new SheetColumn(h))]));
            foreach (var row in rows) writer.Row([.. row.Select(cell => cell is decimal number ? Cell.Of((decimal?)number) : Cell.Of((string?)cell))]);
            writer.Finish();
        }

        return stream.ToArray();
    }

    private static string[] ColumnsOf(string ledger) => ledger switch
    {
        "enterprises" => ["统一社会信用代码", "企业名称", "曾用名", "行业代码", "所属园区", "注册日期", "规上入库日期", "规上退出日期", "资质", "占地面积(亩)", "联系人", "联系电话", "联企干部", "简称", "迁入日期", "迁出日期", "经营地址", "主导产品", "市场地位", "厂房面积(平方米)", "职工人数(人)", "年综合能耗(吨标准煤)",
            "品牌", "研发投入占比(%)", "关键技术", "厂房权属", "出租方", "租赁到期日", "闲置厂房面积(平方米)", "生产线数", "主要设备", "生产节拍", "自动化率(%)", "年产能", "产能利用率(%)"],
        "observations" => ["指标代码", "指标名称", "报告期", "对象", "数值", "限定词", "单位", "同比(%)", "增减(百分点)", "同比口径", "状态", "来源", "发布日期", "原文"],
        _ => ["统一社会信用代码", "企业名称", "报告期",
            .. from measure in new[] { "工业总产值(万元)", "营业收入(万元)", "税收(万元)", "用电量(万千瓦时)" } from part in new[] { "本月", "上年同期", "累计", "上年同期累计" } select $"{measure}_{part}",
            "从业人员(人)"],
    };

    private static Gen<T?> Optional<T>(Gen<T?> some) => Gen.OneOf(Gen.Constant(default(T)), some, some);

    /// <summary>Per cents with two decimals.</summary>
    private static Gen<object?> Percents(int most) => Optional(Gen.Choose(0, most).Select(n => (object?)(n / 100m)));

    /// <summary>Numbers of so many decimals, exact in fifteen digits.</summary>
    private static Gen<object?> Numbers(int least, int decimals) => Optional(
        from whole in Gen.Choose(least, 9_000_000)
        from scale in Gen.Choose(0, decimals)
        from part in Gen.Choose(0, 99_999_999)
        select (object?)(whole + ((whole < 0 ? -1 : 1) * (part % Power(scale)) / Power(scale))));

    private static decimal Power(int exponent) => Enumerable.Repeat(10m, exponent).Aggregate(1m, (a, b) => a * b);

    public sealed record Given(object?[][] Enterprises, object?[][] Reports, object?[][] Figures)
    {
        /// <summary>The rows with their keys, in the order in which they must go in.</summary>
        internal IEnumerable<(string Ledger, List<object?[]> Rows)> Ledgers(string[] codes)
        {
            yield return ("enterprises", [.. Enterprises.Select((row, i) => (object?[])[codes[i], .. row])]);
            yield return ("enterprise-reports", [.. Reports.Select((row, i) => (object?[])[codes[i % 4], Enterprises[i % 4][0], $"2024-{3 + (i / 4):00}", .. row])]);
            yield return ("observations", [.. Figures.Select((row, i) => (object?[])["IND_GOV", "规上工业总产值", $"2024-01/2024-{2 + i:00}", (object?)null, .. row])]);
        }
    }
}

public sealed class Round_trips_on_sqlite(SqliteEmpty server) : RoundTripTests(server);

public sealed class Round_trips_on_postgres(PostgresEmpty server) : RoundTripTests(server);
