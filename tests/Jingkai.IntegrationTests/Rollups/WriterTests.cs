using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingkai.Economy.Domain;
using Jingkai.Enterprises.Contracts;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Jingkai.IntegrationTests;

/// <summary>A server of its own for each engine: eight writers would keep other tests from their jobs.</summary>
public sealed class SqliteWriters() : TestServer(Provider.Sqlite, demo: false);

/// <inheritdoc cref="SqliteWriters"/>
public sealed class PostgresWriters() : TestServer(Provider.Postgres, demo: false);

/// <summary>Eight writers on the same fifty enterprises. <c>JINGKAI_SOAK_SECONDS</c> sets how long (8).</summary>
public abstract class WriterTests(TestServer server) : ServerTests(server)
{
    private static int Seconds => int.TryParse(Environment.GetEnvironmentVariable("JINGKAI_SOAK_SECONDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : 8;

    [Fact]
    public async Task Eight_writers_lose_nothing_that_was_answered_and_the_sums_equal_a_rebuild()
    {
        using var office = await Office.OpenAsync(Server);
        Firm[] firms = [.. Enumerable.Range(0, 50).Select(i => new Firm($"企业{i}", i % 2 == 0 ? "3612" : "2710", $"园区{i % 3}"))];
        await office.Economy.MustImportAsync(office.Zone, "enterprises", Firm.Ledger(firms));
        // Two nodes on PostgreSQL, so that imports run beside one another too; SQLite belongs to one process.
        await using var second = Server.Provider == Provider.Postgres ? await SecondNode.StartAsync(Server) : null;
        using var other = second?.Like(office.Economy) ?? Server.Client(office.Economy.DefaultRequestHeaders.Authorization!.Parameter);
        var deadlocks = await DeadlocksAsync();

        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(Seconds));
        var writers = new Writers(office, [office.Economy, other], firms, stop.Token);
        var reader = Task.Run(() => ReadAsync(office, other, stop.Token));
        var regrouping = Task.Run(() => RegroupAsync(office, stop.Token));
        await writers.RunAsync();
        var (reads, regroupings) = (await reader, await regrouping);

        TestContext.Current.TestOutputHelper?.WriteLine($"{Server.Provider}, {Seconds} s: {string.Join(", ", writers.Answers.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => $"{a.Value} {a.Key}"))}, "
            + $"{reads} readings, {regroupings} regroupings, {writers.Values.Count} values, {writers.Words.Count} file changes, {await DeadlocksAsync() - deadlocks} deadlocks in the database");
        writers.Wrong.ShouldBeEmpty();
        Server.Errors.Entries.ShouldBeEmpty();
        writers.Answers.Keys.ShouldBe(["correction 200", "import done", "move 200", "register done", "seen correction 200", "seen correction 412"], ignoreOrder: true);
        await EveryAnsweredValueIsKeptAsync(office, writers);
        await EveryAnsweredMoveIsKeptAsync(office, writers);
        await Server.SumsEqualRebuild(office.Zone);
        await TrailIsWholeAsync(office);
    }

    [Fact]
    public async Task Import_of_many_batches_passes_corrections_without_a_deadlock()
    {
        using var office = await Office.OpenAsync(Server);
        // Three batches; those that are corrected lie in all of them.
        Firm[] firms = [.. Enumerable.Range(0, 2500).Select(i => new Firm($"企业{i}", "3612", "东区"))];
        await office.Economy.MustImportAsync(office.Zone, "enterprises", Firm.Ledger(firms));
        await office.Economy.MustImportAsync(office.Zone, "enterprise-reports", Report.Ledger(firms.Select(f => new Report(f.Code, "2020-03", 1, 1, 3, 3))));
        var deadlocks = await DeadlocksAsync();
        var import = office.Economy.ImportAsync(office.Zone, "enterprises", Firm.Ledger(firms.Reverse().Select(f => f with { Park = "西区", Listed = "2019-06-01" })), "?mode=all");
        var corrected = 0;
        while (!import.IsCompleted)
        {
            var firm = firms[corrected * 379 % firms.Length];
            var answer = await office.Economy.PatchAsync(office.At($"enterprise-reports/{firm.Code}/2020-03"), new JsonObject { ["indicator"] = "IND_GOV", ["value"] = ++corrected, ["reason"] = "边导边改" });
            answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        }

        var imported = await import;
        (imported.State, imported.Count("updated")).ShouldBe(("done", firms.Length), imported.ToString());
        corrected.ShouldBeGreaterThan(1);
        (await DeadlocksAsync() - deadlocks).ShouldBe(0);
        Server.Errors.Entries.ShouldBeEmpty();
        await Server.SumsEqualRebuild(office.Zone);
    }

    /// <summary>Whoever reads meanwhile gets figures that agree with their records, and groups in one state or the other.</summary>
    private static async Task<int> ReadAsync(Office office, HttpClient client, CancellationToken stop)
    {
        string[] subjects = ["zone", "industry:C", "industry:36", "group:装备", "group:主导产业"];
        var count = 0;
        while (!stop.IsCancellationRequested)
        {
            var answer = await client.FigureAsync(office.Zone, "IND_GOV", "2020-04", subjects[count++ % subjects.Length]);
            // Before the first report there is nothing.
            if ((int)answer.StatusCode == 404) continue;
            var trace = await Json(await client.GetAsync((await Json(answer)).Text("trace") + "?size=200"));
            var (figure, records) = (trace.GetProperty("figure"), trace.GetProperty("records"));
            records.Items().Sum(r => r.Number("value")).ShouldBe(figure.At("rolledUp").Number("value"));
            records.GetProperty("total").GetInt64().ShouldBe(figure.At("rolledUp.reporting.received").GetInt64());
            figure.At("rolledUp.reporting.received").GetInt64().ShouldBeLessThanOrEqualTo(figure.At("rolledUp.reporting.expected").GetInt64());
        }

        return count;
    }

    private static async Task<int> RegroupAsync(Office office, CancellationToken stop)
    {
        for (var count = 0; ; count++)
        {
            var groups = new { from = count % 3 == 0 ? "2019-01-01" : "2020-04-10", groups = new object[] { new { name = "装备", prefixes = count % 2 == 0 ? new[] { "36" } : ["34", "36"] } } };
            (await office.Economy.PostAsJsonAsync(office.At("industry-groups"), groups, CancellationToken.None)).EnsureSuccessStatusCode();
            if (stop.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(400))) return count + 1;
        }
    }

    /// <summary>Every answered value stands where it was written: now, or in exactly one version of the past; and no version is missing.</summary>
    private async Task EveryAnsweredValueIsKeptAsync(Office office, Writers writers)
    {
        var (now, past, codes) = await Server.InZone(office.Zone, async services =>
        {
            var db = services.GetRequiredService<JingkaiDbContext>();
            return (await db.Set<ReportValue>().AsNoTracking().ToListAsync(), await db.Set<ReportVersion>().AsNoTracking().ToListAsync(),
                await db.Set<EnterpriseCopy>().AsNoTracking().ToDictionaryAsync(c => c.EnterpriseId, c => c.CreditCode!));
        });
        var kept = now.Select(v => (codes[v.EnterpriseId], v.Month, v.MonthE4)).Concat(past.Select(v => (codes[v.EnterpriseId], v.Month, v.MonthE4)))
            .GroupBy(v => v).ToDictionary(g => g.Key, g => g.Count());
        foreach (var answered in writers.Values)
        {
            var key = (answered.Firm, int.Parse(answered.Month.Replace("-", "", StringComparison.Ordinal), CultureInfo.InvariantCulture), (long?)(answered.Value * 100_000_000));
            kept.ContainsKey(key).ShouldBeTrue($"{answered} was answered and is not found");
        }

        var chains = past.ToLookup(v => (v.EnterpriseId, v.Measure, v.Month), v => v.Version);
        foreach (var value in now)
            chains[(value.EnterpriseId, value.Measure, value.Month)].Order().ShouldBe(Enumerable.Range(1, value.Version - 1));
    }

    /// <summary>Every answered change of a file is in the trail, and the file counted each once.</summary>
    private async Task EveryAnsweredMoveIsKeptAsync(Office office, Writers writers)
    {
        var (trail, versions) = await Server.InZone(office.Zone, async services =>
        {
            var db = services.GetRequiredService<JingkaiDbContext>();
            return (string.Join('\n', await db.Set<AuditEntry>().AsNoTracking().Where(e => e.After != null && (e.EntityType == "Enterprise" || e.EntityType == "EnterpriseImport")).Select(e => e.After!).ToListAsync()),
                await db.Set<Enterprises.Domain.Enterprise>().AsNoTracking().ToDictionaryAsync(e => e.CreditCode!, e => e.Version));
        });
        var words = trail.Split('"').ToHashSet(StringComparer.Ordinal);
        foreach (var (firm, word) in writers.Words) words.ShouldContain(word, $"{firm} {word} was answered and is not in the trail");
        foreach (var (firm, moves) in writers.Moves) versions[firm].ShouldBe(moves + 1, firm);
    }

    private async Task TrailIsWholeAsync(Office office)
    {
        using var administrator = Server.Client();
        var report = await Json(await administrator.PostAsJsonAsync(office.At("audit/verify"), new { }));
        report.Items("broken").ShouldBeEmpty();
    }

    private async Task<long> DeadlocksAsync()
    {
        if (Server.Provider != Provider.Postgres) return 0;
        await using var connection = new NpgsqlConnection(Server.Location.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}

public sealed class Writers_on_sqlite(SqliteWriters server) : WriterTests(server), IClassFixture<SqliteWriters>;

public sealed class Writers_on_postgres(PostgresWriters server) : WriterTests(server), IClassFixture<PostgresWriters>;
