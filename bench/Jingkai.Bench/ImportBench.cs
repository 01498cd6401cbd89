using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Jingkai.Economy.Domain;
using Jingkai.Economy.Exchange;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Jingkai.Platform.Ledgers.Sheets;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Bench;

/// <summary>Importing 100 000 report rows, with versions, audit and roll-ups, against bare reading plus bare inserting.</summary>
internal static class ImportBench
{
    private const int Enterprises = 5_000;
    private const int Months = 20;

    public static async Task RunAsync(ResultTable table)
    {
        await using var server = await BenchServer.StartAsync();
        var zone = await server.ZoneAsync("imports");
        using var client = server.Client();
        await RegisterAsync(client, zone, Enterprises);
        var workbook = Reports();
        var (read, cells) = Read(workbook);
        var (job, peak) = await Timed(() => Post(client, zone, EnterpriseReportsLedger.LedgerCode, workbook));
        var rows = await Stored(server, zone);
        var insert = Insert(rows);
        var bare = read + insert;
        var ratio = Sample.Milliseconds(job) / Sample.Milliseconds(bare);
        table.Add($"import of {Enterprises * Months:N0} report rows ({rows.Count:N0} values, SQLite)", $"{job.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s, peak {peak >> 20} MiB resident",
            string.Create(CultureInfo.InvariantCulture, $"reading {cells:N0} cells {read.TotalSeconds:0.0} s + inserting the same values {insert.TotalSeconds:0.0} s"), ratio, "at most 3", ratio <= 3);
        var (again, _) = await Timed(() => Post(client, zone, EnterpriseReportsLedger.LedgerCode, workbook));
        table.Note("the same file again (nothing changes)", string.Create(CultureInfo.InvariantCulture, $"{again.TotalSeconds:0.0} s"));
    }

    private static async Task<(TimeSpan, long)> Timed(Func<Task> work)
    {
        var peak = 0L;
        using var stop = new CancellationTokenSource();
        var watch = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                peak = Math.Max(peak, Environment.WorkingSet);
                await Task.Delay(50);
            }
        });
        var start = Stopwatch.GetTimestamp();
        await work();
        var elapsed = Stopwatch.GetElapsedTime(start);
        await stop.CancelAsync();
        await watch;
        return (elapsed, peak);
    }

    private static async Task Post(HttpClient client, string zone, string ledger, byte[] file)
    {
        using var form = new MultipartFormDataContent();
        var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(content, "file", "月报.xlsx");
        using var answer = await client.PostAsync($"/api/v1/zones/{zone}/imports/{ledger}?mode=all", form);
        var body = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException(body);
        var job = JsonDocument.Parse(body).RootElement.GetProperty("job").GetString();
        while (true)
        {
            var state = JsonDocument.Parse(await client.GetStringAsync(job)).RootElement;
            var name = state.GetProperty("state").GetString();
            if (name == "done" && state.GetProperty("result").GetProperty("rejected").GetInt32() == 0) return;
            if (name is not ("queued" or "running")) throw new InvalidOperationException(state.ToString());
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

    private static async Task<List<ReportValue>> Stored(BenchServer server, string zone)
    {
        List<ReportValue> rows = [];
        await server.InZone(zone, async services => rows = await services.GetRequiredService<JingkaiDbContext>().Set<ReportValue>().AsNoTracking().ToListAsync());
        return rows;
    }

    /// <summary>The same values into an equal table with one prepared statement and one transaction, nothing else.</summary>
    private static TimeSpan Insert(List<ReportValue> rows)
    {
        var path = Path.GetTempFileName();
        try
        {
            using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = """
                PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
                CREATE TABLE r (zone_id INTEGER NOT NULL, enterprise_id BLOB NOT NULL, measure INTEGER NOT NULL, month INTEGER NOT NULL, a INTEGER, b INTEGER, c INTEGER, d INTEGER,
                    version INTEGER NOT NULL, collected INTEGER NOT NULL, batch_id BLOB NOT NULL, recorded_at TEXT NOT NULL, PRIMARY KEY (zone_id, enterprise_id, measure, month)) WITHOUT ROWID;
                CREATE INDEX i ON r (zone_id, measure, month);
                """;
            command.ExecuteNonQuery();
            var start = Stopwatch.GetTimestamp();
            using var transaction = connection.BeginTransaction();
            command.Transaction = transaction;
            command.CommandText = "INSERT INTO r VALUES (@z, @e, @m, @p, @a, @b, @c, @d, 1, 2, @g, @t)";
            var parameters = "zempabcdgt".Select(n => command.Parameters.Add(new SqliteParameter("@" + n, null))).ToArray();
            foreach (var r in rows)
            {
                parameters[0].Value = r.ZoneId;
                parameters[1].Value = r.EnterpriseId.ToByteArray(true);
                parameters[2].Value = r.Measure;
                parameters[3].Value = r.Month;
                parameters[4].Value = (object?)r.MonthE4 ?? DBNull.Value;
                parameters[5].Value = (object?)r.MonthPriorE4 ?? DBNull.Value;
                parameters[6].Value = (object?)r.YtdE4 ?? DBNull.Value;
                parameters[7].Value = (object?)r.YtdPriorE4 ?? DBNull.Value;
                parameters[8].Value = r.BatchId.ToByteArray(true);
                parameters[9].Value = "2026-01-01T00:00:00.000000Z";
                command.ExecuteNonQuery();
            }

            transaction.Commit();
            return Stopwatch.GetElapsedTime(start);
        }
        finally
        {
            File.Delete(path);
            File.Delete(path + "-wal");
            File.Delete(path + "-shm");
        }
    }
}
