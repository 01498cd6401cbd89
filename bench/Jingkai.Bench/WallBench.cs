using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Jingkai.Platform.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Jingkai.Bench;

/// <summary>The first load of a wall of 2,000 projects against reading the same rows bare and sending as many bytes.</summary>
internal static class WallBench
{
    private const int Projects = 2000, Months = 18, Rounds = 12, Warm = 3, RatedRounds = 6;

    // What the wall shows comes from these rows; money is summed by the database there too.
    private static readonly string[] Rows =
    [
        "SELECT id, code, name, kind, stage, chain, park_id, unit_id, investment_fen, investment_bound, longitude_e7, latitude_e7, entered_datum, address FROM projects_projects WHERE zone_id = 1 AND voided_at IS NULL AND ended_on IS NULL ORDER BY sort_key, id",
        "SELECT project_id, milestone, name, position, start_on, planned_on, promised_on, begun_on, reached_on FROM projects_nodes WHERE zone_id = 1",
        "SELECT project_id, day, percent_e4 FROM projects_plan_points WHERE zone_id = 1",
        "SELECT project_id, planned_fen FROM projects_year_plans WHERE zone_id = 1 AND year = 2026",
        "SELECT project_id, sum(completed_fen), sum(CASE WHEN month >= 202600 THEN completed_fen ELSE 0 END) FROM projects_month_investments WHERE zone_id = 1 GROUP BY project_id",
        "SELECT project_id, day, percent_e4, words, confirmed_at FROM projects_progress WHERE zone_id = 1 AND refused_at IS NULL",
        "SELECT id, code, pack, pack_hash, ends_on FROM projects_rounds WHERE zone_id = 1 AND state = 'published' ORDER BY ends_on DESC, id DESC",
        "SELECT project_id, round_id, flag FROM projects_round_lines WHERE zone_id = 1 AND flag IS NOT NULL",
    ];

    public static async Task RunAsync(ResultTable table)
    {
        await OnAsync(table, "SQLite", null);
        if (ScratchPostgres.Server is null) table.Note("the wall on PostgreSQL", "not measured: JINGKAI_TEST_POSTGRES is not set");
        else await ScratchPostgres.WithDatabaseAsync(database => OnAsync(table, "PostgreSQL", database));
    }

    private static async Task OnAsync(ResultTable table, string engine, string? database)
    {
        await using var server = await BenchServer.StartAsync(database is null ? null : DatabaseLocation.Parse(database));
        var zone = await server.ZoneAsync("wall");
        using var client = server.Client();
        Func<DbConnection> open = database is null ? () => new SqliteConnection($"Data Source={server.DatabasePath}") : () => new NpgsqlConnection(database);
        await FillAsync(client, zone, open);
        foreach (var (what, path, promise) in ((string, string, bool)[])
            [
                ("board", $"/z/{zone}/wall", true), ("map", $"/z/{zone}/wall?view=map", true), ("timeline", $"/z/{zone}/wall?view=gantt", true), ("meeting", $"/z/{zone}/wall?live=1", true),
                ("GET /wall, all lines", $"/api/v1/zones/{zone}/wall", false), ("GET /wall/points", $"/api/v1/zones/{zone}/wall/points", false),
            ])
        {
            var body = await client.GetByteArrayAsync(path);
            await using var bare = await BareAsync(open, body);
            var floor = new Uri(new Uri(bare.Urls.First()), "/wall");
            List<decimal> ours = [], theirs = [];
            for (var round = 0; round < Rounds + Warm; round++)
            {
                var (a, b) = (await TimeAsync(client, path), await TimeAsync(client, floor.ToString()));
                if (round < Warm) continue;
                ours.Add(a);
                theirs.Add(b);
            }

            var (own, least, sent, packed) = (Sample.Median(ours), Sample.Median(theirs), body.Length / 1024m, Packed(body) / 1024m);
            table.Add($"wall of 2 000 projects, first load ({engine}): {what}", string.Create(CultureInfo.InvariantCulture, $"{own:0} ms, {sent:#,0} KiB, gzip {packed:#,0} KiB"),
                string.Create(CultureInfo.InvariantCulture, $"the same rows read bare, as many bytes sent: {least:0} ms"), own / least, promise ? "below 1 s and 300 KiB gzip" : "none", !promise || (own < 1000 && packed < 300));
        }
    }

    private static async Task<decimal> TimeAsync(HttpClient client, string path)
    {
        var start = Stopwatch.GetTimestamp();
        using var answer = await client.GetAsync(path);
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync();
        return Sample.Milliseconds(Stopwatch.GetElapsedTime(start));
    }

    private static long Packed(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(body);
        return packed.Length;
    }

    /// <summary>Projects with a year and a half of money, a place, a plan, and progress of those that are built.</summary>
    private static async Task FillAsync(HttpClient client, string zone, Func<DbConnection> open)
    {
        var (kinds, stages) = ((string[])["产业项目", "政府投资项目", "服务业项目"], (string[])["立项", "开工", "在建", "在建", "竣工"]);
        var ledger = new StringBuilder("项目名称,项目类型,阶段,投资方,产业链,总投资(万元),年度计划投资(万元),经度,纬度,签约日期,取得用地日期,计划开工日期,开工日期,计划入库日期,计划竣工日期,竣工日期,上图日期\n");
        var money = new StringBuilder("项目名称,月份,当月完成投资(万元)\n");
        for (var n = 0; n < Projects; n++)
        {
            var stage = stages[n % stages.Length];
            var started = stage != "立项" ? "2024-09-01" : "";
            ledger.Append(CultureInfo.InvariantCulture, $"测量项目{n:0000}智能装备,{kinds[n % 3]},{stage},测量投资{n % 97},链{n % 7},{1000 + (n * 37)},{500 + n},{120.2m + (n % 50 * 0.003m):0.0000},{30.3m + (n / 50 * 0.003m):0.0000},2024-01-15,2024-06-20,2024-08-15,{started},2026-08-01,202{6 + (n % 3)}-05-30,{(stage == "竣工" ? "2025-12-20" : "")},2025-01-01\n");
            for (var m = 0; m < Months && started.Length > 0; m++) money.Append(CultureInfo.InvariantCulture, $"测量项目{n:0000}智能装备,{2024 + ((m + 8) / 12)}-{((m + 8) % 12) + 1:00},{10 + (n % 50)}\n");
        }

        await ImportBench.Post(client, zone, "projects", Encoding.UTF8.GetBytes(ledger.ToString()), "projects.csv");
        await ImportBench.Post(client, zone, "project-investments", Encoding.UTF8.GetBytes(money.ToString()), "money.csv");
        // Progress is entered by members of the zone, and the bench has none: two entries a built project, of which the later counts.
        await using var connection = open();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        foreach (var (day, percent) in ((string, int)[])[("2025-12-15", 305_000), ("2026-01-10", 405_000)])
        {
            command.CommandText = connection is SqliteConnection
                ? $"INSERT INTO projects_progress (zone_id, id, project_id, day, percent_e4, words, at, version) SELECT zone_id, randomblob(16), id, '{day}', {percent}, '主体结构施工', '{day}T08:00:00.000000Z', 1 FROM projects_projects WHERE stage = 'under-construction'"
                : $"INSERT INTO projects_progress (zone_id, id, project_id, day, percent_e4, words, at, version) SELECT zone_id, gen_random_uuid(), id, DATE '{day}', {percent}, '主体结构施工', TIMESTAMPTZ '{day} 08:00:00Z', 1 FROM projects_projects WHERE stage = 'under-construction'";
            await command.ExecuteNonQueryAsync();
        }

        await RateAsync(command, connection is SqliteConnection);
    }

    /// <summary>Published rounds by a shipped pack, as many as the wall shows beside one another: every project bears a flag and those before it. Rounds are for members too.</summary>
    private static async Task RateAsync(DbCommand command, bool sqlite)
    {
        var (id, no) = sqlite ? ("randomblob(16)", "0") : ("gen_random_uuid()", "false");
        string Date(string day) => sqlite ? $"'{day}'" : $"DATE '{day}'";
        string At(string day) => sqlite ? $"'{day}T08:00:00.000000Z'" : $"TIMESTAMPTZ '{day} 08:00:00Z'";
        for (var n = 1; n <= RatedRounds; n++)
        {
            var (from, until) = ($"2025-{n + 5:00}-01", $"2025-{n + 5:00}-15");
            command.CommandText = $"INSERT INTO projects_rounds (zone_id, id, code, title, pack, cadence, starts_on, ends_on, due_on, photo_required, state, opened_at, published_at, version) SELECT zone_id, {id}, 'R2025-{n:0000}', '测量评比{n}', 'progress-flags-shangyu', 'half-month', {Date(from)}, {Date(until)}, {Date(until)}, {no}, 'published', {At(until)}, {At(until)}, 1 FROM (SELECT zone_id FROM projects_projects LIMIT 1) AS zone";
            await command.ExecuteNonQueryAsync();
            command.CommandText = $"INSERT INTO projects_round_lines (zone_id, id, round_id, project_id, flag, version) SELECT p.zone_id, {id}, r.id, p.id, CASE (p.investment_fen / 100000 + {n}) % 5 WHEN 0 THEN 'red' WHEN 1 THEN 'yellow' WHEN 2 THEN 'snail' ELSE 'blue' END, 1 FROM projects_projects p JOIN projects_rounds r ON r.zone_id = p.zone_id AND r.code = 'R2025-{n:0000}'";
            await command.ExecuteNonQueryAsync();
        }
    }

    private static async Task<WebApplication> BareAsync(Func<DbConnection> open, byte[] body)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/wall", async (HttpContext http) =>
        {
            await using var connection = open();
            await connection.OpenAsync();
            foreach (var sql in Rows)
            {
                await using var command = connection.CreateCommand();
                command.CommandText = sql;
                await using var reader = await command.ExecuteReaderAsync();
                var values = new object[reader.FieldCount];
                while (reader.Read()) reader.GetValues(values);
            }

            await http.Response.Body.WriteAsync(body);
        });
        await app.StartAsync();
        return app;
    }
}
