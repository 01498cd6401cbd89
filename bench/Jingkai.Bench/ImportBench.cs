using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Jingkai.Economy.Exchange;
using Jingkai.Kernel;
using Jingkai.Platform.Ledgers.Sheets;

namespace Jingkai.Bench;

/// <summary>Importing 100 000 report rows, with versions, audit and roll-ups, against bare reading plus bare inserting.</summary>
internal static class ImportBench
{
    private const int Enterprises = 5_000;
    private const int Months = 20;

    public static async Task RunAsync(ResultTable table)
    {
        await RunAsync(table, "SQLite", null);
        if (ScratchPostgres.Server is null) table.Note("import on PostgreSQL", "not measured: set JINGKAI_TEST_POSTGRES to a server");
        else await ScratchPostgres.WithDatabaseAsync(database => RunAsync(table, "PostgreSQL", database));
    }

    private static async Task RunAsync(ResultTable table, string engine, string? database)
    {
        const string zone = "imports";
        using var server = await ChildServer.StartAsync(database);
        await server.ZoneAsync(zone);
        await RegisterAsync(server.Client, zone, Enterprises);
        var workbook = Reports();
        var job = await Timed(() => Post(server.Client, zone, EnterpriseReportsLedger.LedgerCode, workbook));
        var again = await Timed(() => Post(server.Client, zone, EnterpriseReportsLedger.LedgerCode, workbook));
        var peak = server.PeakResident;
        server.Stop();
        var (read, cells) = Read(workbook);
        var (insert, bare, rows) = database is null ? BareInsert.Sqlite(server.DatabasePath) : await BareInsert.PostgresAsync(database);
        var ratio = Sample.Milliseconds(job) / Sample.Milliseconds(read + insert);
        table.Add($"import of {Enterprises * Months:N0} report rows ({rows:N0} values, {engine}), versions, audit and roll-ups on", string.Create(CultureInfo.InvariantCulture, $"{job.TotalSeconds:0.0} s"),
            string.Create(CultureInfo.InvariantCulture, $"reading {cells:N0} cells {read.TotalSeconds:0.0} s + inserting the same values {insert.TotalSeconds:0.0} s"), ratio, "at most 3", ratio <= 3);
        if (bare != insert) table.Note($"… against inserting without the foreign key ({engine})", string.Create(CultureInfo.InvariantCulture, $"{bare.TotalSeconds:0.0} s, ratio {Sample.Milliseconds(job) / Sample.Milliseconds(read + bare):0.00}"));
        table.Add($"peak resident memory of the server, both imports ({engine})", $"{peak >> 20} MiB", "600 MiB", (peak >> 20) / 600m, "at most 1", peak >> 20 <= 600);
        table.Note($"the same file again, nothing changes ({engine})", string.Create(CultureInfo.InvariantCulture, $"{again.TotalSeconds:0.0} s"));
    }

    private static async Task<TimeSpan> Timed(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start);
    }

    public static async Task Post(HttpClient client, string zone, string ledger, byte[] file, string name = "月报.xlsx")
    {
        using var form = new MultipartFormDataContent();
        var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(content, "file", name);
        using var answer = await client.PostAsync($"/api/v1/zones/{zone}/imports/{ledger}?mode=all", form);
        var body = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException(body);
        var job = JsonDocument.Parse(body).RootElement.GetProperty("job").GetString();
        while (true)
        {
            var state = JsonDocument.Parse(await client.GetStringAsync(job)).RootElement;
            var at = state.GetProperty("state").GetString();
            if (at == "done" && state.GetProperty("result").GetProperty("rejected").GetInt32() == 0) return;
            if (at is not ("queued" or "running")) throw new InvalidOperationException(state.ToString());
            await Task.Delay(20);
        }
    }

    private static string CodeOf(int n) => CreditCode.Build("91330499MA" + n.ToString("0000000", CultureInfo.InvariantCulture));

    public static Task RegisterAsync(HttpClient client, string zone, int enterprises) => Post(client, zone, "enterprises", Register(enterprises));

    private static byte[] Register(int enterprises)
    {
        var industries = IndustryCode.All.Where(i => i is { Level: 4, Section: "C" }).Select(i => i.Code).ToList();
        return Write(["统一社会信用代码", "企业名称", "行业代码", "所属园区", "规上入库日期"], Enumerable.Range(0, enterprises).Select(n =>
            new[] { Cell.Of(CodeOf(n)), Cell.Of($"测量企业{n}"), Cell.Of(industries[n % industries.Count]), Cell.Of($"园区{n % 12}"), Cell.Of(new DateOnly(2020, 1, 1)) }));
    }

    private static byte[] Reports()
    {
        var columns = EnterpriseReportsLedger.AllColumns.Select(c => c.FlatHeading ?? c.Heading).ToArray();
        return Write(columns, Enumerable.Range(0, Enterprises * Months).Select(i => Row(i % Enterprises, i / Enterprises, columns.Length)));
    }

    private static Cell[] Row(int enterprise, int month, int columns)
    {
        var (year, m) = (2024 + (month / 12), (month % 12) + 1);
        var row = new Cell[columns];
        (row[0], row[1], row[2]) = (Cell.Of(CodeOf(enterprise)), Cell.Of($"测量企业{enterprise}"), Cell.Of(FormattableString.Invariant($"{year}-{m:00}")));
        for (var c = 3; c < columns; c++)
        {
            var merged = c < 11;
            if (merged && m == 1) continue;
            var value = 100m + (enterprise % 991) + (c * 7);
            // 本月, 上年同期, 累计, 上年同期累计; February of a merged measure is its year to date.
            var level = (c - 3) % 4 >= 2;
            row[c] = Cell.Of(c == columns - 1 ? 50 + (enterprise % 300) : level || (merged && m == 2) ? value * m : value);
        }

        return row;
    }

    private static byte[] Write(IReadOnlyList<string> headings, IEnumerable<Cell[]> rows)
    {
        using var stream = new MemoryStream();
        using (var writer = new XlsxWriter(stream))
        {
            writer.Begin(new SheetLayout("数据", [.. headings.Select(h => new SheetColumn(h))]));
            foreach (var row in rows) writer.Row(row);
            writer.Finish();
        }

        return stream.ToArray();
    }

    private static (TimeSpan, long) Read(byte[] workbook)
    {
        var start = Stopwatch.GetTimestamp();
        var cells = 0L;
        using var stream = new MemoryStream(workbook);
        using var file = SheetFile.Open(stream, "月报.xlsx").Value;
        foreach (var row in file.Rows()) cells += row.Count;
        return (Stopwatch.GetElapsedTime(start), cells);
    }
}
