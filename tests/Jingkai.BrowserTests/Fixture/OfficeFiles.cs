using System.Globalization;
using System.Text;
using Jingkai.Platform.Ledgers.Sheets;

namespace Jingkai.BrowserTests.Fixture;

/// <summary>
/// The two workbooks of a zone office: its register and a month of reports, with the titles, merged headings, totals, full-width
/// digits and date forms such files have, and with three mistakes each until they are mended.
/// </summary>
internal static class OfficeFiles
{
    private static readonly string[] RegisterHeadings =
        ["统一社会信用代码", "企业名称", "行业代码", "所属园区", "注册日期", "规上入库日期", "资质", "占地面积(亩)", "联系人", "联系电话"];

    private static readonly string[] Measured = ["工业总产值(万元)", "营业收入(万元)", "税收(万元)", "用电量(万千瓦时)"];

    private static readonly string[] Parts = ["本月", "上年同期", "1-本月", "上年同期(累计)"];

    // In one line the parts are called as the contract of the ledger calls them.
    private static readonly string[] FlatParts = ["本月", "上年同期", "累计", "上年同期累计"];

    private static readonly Firm[] Firms =
    [
        new("青湖启明精密机械有限公司", "3484", "2010年1月15日", "2010-01-15", "高新技术企业"),
        new("青湖澄波生物医药有限公司", "2710", "2011-02-15", "2011-02-15", "高新技术企业、专精特新中小企业"),
        new("青湖云岭电子有限公司", "3982", "2012/3/15", "2012-03-15", ""),
        new("青湖泰禾家纺有限公司", "1771", "20130415", "2013-04-15", ""),
        new("青湖远川电梯有限公司", "3435", "２０１４年５月１５日", "2014-05-15", "专精特新中小企业"),
        new("青湖明德食品有限公司", "1432", "2015.6.15", "2015-06-15", ""),
    ];

    private sealed record Firm(string Name, string Industry, string RegisteredAs, string Registered, string Qualifications);

    /// <summary>What the register says, by heading, one dictionary an enterprise.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Register(int from) => [.. Firms.Select((f, i) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["统一社会信用代码"] = Workbooks.Code(from + i), ["企业名称"] = f.Name, ["行业代码"] = f.Industry, ["所属园区"] = "东湖产业园", ["注册日期"] = f.Registered,
        ["规上入库日期"] = "2018-01-01", ["资质"] = f.Qualifications, ["占地面积(亩)"] = Text(12.5m + i), ["联系人"] = "王明", ["联系电话"] = $"1390000000{i}",
    })];

    /// <summary>What the reports say, by heading, one dictionary an enterprise.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Reports(int from) => [.. Firms.Select((f, i) =>
    {
        var row = new Dictionary<string, string>(StringComparer.Ordinal) { ["统一社会信用代码"] = Workbooks.Code(from + i), ["企业名称"] = f.Name, ["报告期"] = "2025-07" };
        for (var m = 0; m < Measured.Length; m++)
            foreach (var (part, value) in FlatParts.Zip(Values(i, m))) row[$"{Measured[m]}_{part}"] = Text(value);
        row["从业人员(人)"] = Text(Staff(i));
        return row;
    })];

    /// <summary>Sum of the year to date of the output, in 亿元, and its growth in per cent: 7000 × 21 and 6300 × 21 万元.</summary>
    public const string Output = "14.7", Growth = "11.1";

    /// <summary>The register as a workbook: two title lines, dates as people write them, a total at the end.</summary>
    public static FilePayload RegisterFile(int from, bool mistakes)
    {
        var rows = Register(from).Select((r, i) => RegisterHeadings.Select(h => h switch
        {
            "注册日期" => Cell.Of(Firms[i].RegisteredAs),
            "占地面积(亩)" => Cell.Of(12.5m + i),
            _ => Cell.Of(r[h]),
        }).ToArray()).ToList();
        if (mistakes)
        {
            rows[1][0] = Cell.Of(Workbooks.Code(from + 1)[..17]);
            rows[2][2] = Cell.Of("9999");
            rows[4][4] = Cell.Of("2014年13月1日");
        }

        rows.Add([Cell.Of("合计"), Cell.Of(""), Cell.Of(""), Cell.Of(""), Cell.Of(""), Cell.Of(""), Cell.Of(""), Cell.Of(90m), Cell.Of(""), Cell.Of("")]);
        return Workbooks.Of("企业台账.xlsx", "企业台账", RegisterHeadings, rows, ["青湖经济开发区企业台账", "填报单位：经济发展局"]);
    }

    /// <summary>The reports as a workbook with merged headings in two rows, numbers with thousands separators as text, full-width digits.</summary>
    public static FilePayload ReportsWorkbook(int from, bool mistakes)
    {
        using var stream = new MemoryStream();
        using (var writer = new XlsxWriter(stream))
        {
            List<SheetColumn> columns = [new("统一社会信用代码"), new("企业名称"), new("报告期")];
            foreach (var measure in Measured) columns.AddRange(Parts.Select(part => new SheetColumn(part) { Group = measure }));
            columns.Add(new("从业人员(人)"));
            writer.Begin(new("7月", columns) { Titles = ["青湖经济开发区规上工业企业月报", "2025年7月"] });
            foreach (var line in ReportLines(from, mistakes)) writer.Row([.. line.Select(Cell.Of)]);
            writer.Finish();
        }

        return new() { Name = "企业月报.xlsx", MimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Buffer = stream.ToArray() };
    }

    /// <summary>The same as separated text in GB18030, with merged headings in two rows.</summary>
    public static FilePayload ReportsText(int from, bool mistakes)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        string[] above = ["统一社会信用代码", "企业名称", "报告期", .. Measured.SelectMany(m => new[] { m, "", "", "" }), "从业人员(人)"];
        string[] below = ["", "", "", .. Measured.SelectMany(_ => Parts), ""];
        IEnumerable<string[]> lines = [["青湖经济开发区规上工业企业月报"], ["2025年7月"], above, below, .. ReportLines(from, mistakes)];
        var text = string.Concat(lines.Select(line => string.Join(',', line.Select(cell => cell.Contains(',', StringComparison.Ordinal) ? $"\"{cell}\"" : cell)) + "\r\n"));
        return new() { Name = "企业月报.csv", MimeType = "text/csv", Buffer = Encoding.GetEncoding("GB18030").GetBytes(text) };
    }

    /// <summary>Row of the first report: two titles and two rows of headings stand above.</summary>
    public const int FirstReport = 5;

    private static IEnumerable<string[]> ReportLines(int from, bool mistakes)
    {
        for (var i = 0; i < Firms.Length; i++)
        {
            string[] line = [Workbooks.Code(from + i), Firms[i].Name, i % 3 == 0 ? "2025年7月" : i % 3 == 1 ? "202507" : "２０２５年７月",
                .. Enumerable.Range(0, Measured.Length).SelectMany(m => Values(i, m)).Select(v => v.ToString("#,##0.####", CultureInfo.InvariantCulture)), Text(Staff(i))];
            if (mistakes && i == 1) line[0] = Workbooks.Code(from + 90);
            if (mistakes && i == 3) line[2] = "2025年13月";
            if (mistakes && i == 5) line[3] = "三百万";
            yield return line;
        }

        yield return ["合计", "", "", "21,010.5"];
    }

    private static decimal[] Values(int firm, int measure)
    {
        decimal[] sizes = [1000, 900, 30, 12.5m];
        var scale = (firm + 1) * sizes[measure] / 1000m;
        return [scale * 1000.5m, scale * 900, scale * 7000, scale * 6300];
    }

    private static decimal Staff(int firm) => 100 + (10 * firm);

    private static string Text(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
