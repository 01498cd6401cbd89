using Jingkai.Kernel;
using Jingkai.Platform.Ledgers.Sheets;

namespace Jingkai.BrowserTests.Fixture;

/// <summary>Workbooks as an office hands them in.</summary>
internal static class Workbooks
{
    private static readonly string[] Headings =
        ["统一社会信用代码", "企业名称", "行业代码", "所属园区", "注册日期", "占地面积(亩)", "联系人", "联系电话"];

    private static readonly (string Name, string Industry)[] Enterprises =
    [
        ("青湖启明精密机械有限公司", "3484"), ("青湖澄波生物医药有限公司", "2710"), ("青湖云岭电子有限公司", "3982"),
        ("青湖泰禾家纺有限公司", "1771"), ("青湖远川电梯有限公司", "3435"), ("青湖明德食品有限公司", "1432"),
    ];

    /// <summary>The row of the sheet in which the first enterprise stands: a title, a date, the headings before it.</summary>
    public const int FirstRow = 4;

    /// <summary>A valid credit code; equal numbers give equal codes.</summary>
    public static string Code(int number) => CreditCode.Build($"91330499MA{number:D7}");

    /// <summary>Six enterprises; with mistakes in the code, the industry and the date of three of them.</summary>
    public static FilePayload EnterpriseLedger(bool mistakes, int from = 1)
    {
        var rows = Enterprises.Select((e, i) => new[]
        {
            Cell.Of(Code(from + i)), Cell.Of(e.Name), Cell.Of(e.Industry), Cell.Of("东湖产业园"),
            Cell.Of($"20{10 + i}-0{i + 1}-15"), Cell.Of(12.5m + i), Cell.Of("王明"), Cell.Of($"1390000000{i}"),
        }).ToArray();
        if (mistakes)
        {
            rows[1][0] = Cell.Of(Code(from + 1)[..17]);
            rows[2][2] = Cell.Of("9999");
            rows[4][4] = Cell.Of("2014年13月1日");
        }

        return Of("企业台账.xlsx", "企业台账", Headings, rows, ["青湖经济开发区企业台账", "填报单位：经济发展局"]);
    }

    /// <summary>Any sheet.</summary>
    public static FilePayload Of(string file, string sheet, IEnumerable<string> headings, IEnumerable<Cell[]> rows, IReadOnlyList<string>? titles = null)
    {
        using var stream = new MemoryStream();
        using (var writer = new XlsxWriter(stream))
        {
            writer.Begin(new(sheet, [.. headings.Select(h => new SheetColumn(h))]) { Titles = titles ?? [] });
            foreach (var row in rows) writer.Row(row);
            writer.Finish();
        }

        return new() { Name = file, MimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Buffer = stream.ToArray() };
    }

    /// <summary>The cells of the first sheet of a file, as text.</summary>
    public static IReadOnlyList<string[]> Read(string path)
    {
        var opened = SheetFile.Open(path);
        opened.IsOk.ShouldBeTrue(opened.IsOk ? "" : opened.Error.Message.En);
        using var file = opened.Value;
        return [.. file.Rows().Select(row => Enumerable.Range(0, row.Count).Select(i => row[i].Raw).ToArray())];
    }
}
