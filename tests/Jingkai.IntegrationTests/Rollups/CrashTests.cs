using System.Data.Common;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Data;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Jingkai.IntegrationTests;

/// <summary>The process dies in the middle of an import, and starts again.</summary>
public abstract class CrashTests(Provider provider) : IAsyncLifetime
{
    private const string Zone = "crash";
    private const int Firms = 1500;

    private readonly string folder = Directory.CreateTempSubdirectory("jingkai-crash").FullName;
    private readonly string? database = provider == Provider.Postgres ? "jk_" + Guid.CreateVersion7().ToString("N") : null;
    private DatabaseLocation location = null!;

    private static string? Postgres => Environment.GetEnvironmentVariable("JINGKAI_TEST_POSTGRES");

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(database is not null && string.IsNullOrEmpty(Postgres), "JINGKAI_TEST_POSTGRES is not set: PostgreSQL was not tried.");
        location = DatabaseLocation.File(Path.Combine(folder, "jingkai.db"));
        if (database is null) return;
        await using var connection = new NpgsqlConnection(Postgres);
        await ExecuteAsync(connection, $"CREATE DATABASE {database}");
        location = new(Provider.Postgres, new NpgsqlConnectionStringBuilder(Postgres) { Database = database, MaxPoolSize = 20 }.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        if (location?.Provider == Provider.Postgres)
        {
            await using var connection = new NpgsqlConnection(Postgres);
            await ExecuteAsync(connection, $"DROP DATABASE IF EXISTS {database} WITH (FORCE)");
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Killed_import_leaves_nothing_half_written_and_is_taken_up_again()
    {
        var server = await ChildServer.StartAsync(folder, location, first: true);
        var token = server.Token!;
        try
        {
            using (var client = server.Client(token)) await SetUpAsync(client);
            var (stored, cutOff) = (0L, 0);
            // While the file is judged, when writing begins, and somewhere in writing.
            foreach (var (round, killed) in new Func<JsonElement, int, bool>[] { (job, _) => Progress(job) > 0.05m, (job, _) => Progress(job) >= 0.5m, (job, looks) => Progress(job) >= 0.5m && looks > 12 }.Index())
            {
                string address;
                using (var client = server.Client(token)) address = await UntilAsync(client, round, killed);
                await server.KillAsync();
                await server.DisposeAsync();
                await AloneAsync();
                var (rows, waiting) = (await NumberAsync("SELECT count(*) FROM economy_reports"), await NumberAsync("SELECT count(*) FROM platform_jobs WHERE state = 'running'"));
                // All with the job's answer, or nothing with a job that goes on.
                (rows - stored, waiting).ShouldBeOneOf((Firms, 0), (0, 1));
                cutOff += (int)waiting;
                // As if the lease of the dead worker had run out.
                await ExecuteAsync("UPDATE platform_jobs SET lease_until = " + (location.Provider == Provider.Postgres ? "now() - interval '1 minute'" : "'2020-01-01T00:00:00.000000Z'") + " WHERE state = 'running'");

                server = await ChildServer.StartAsync(folder, location, first: false);
                using (var client = server.Client(token))
                {
                    var ended = await client.WaitAsync(address);
                    (ended.State, ended.Count("inserted"), ended.Count("rejected")).ShouldBe(("done", Firms, 0), ended.ToString());
                }

                TestContext.Current.TestOutputHelper?.WriteLine($"round {round}: {rows - stored} rows at the kill, {waiting} jobs to go on");
                stored += Firms;
                (await NumberAsync("SELECT count(*) FROM economy_reports")).ShouldBe(stored);
            }

            cutOff.ShouldBeGreaterThan(0, "every import was quicker than its killer");
            await AnsweredIsKeptAsync(server, token);
            await server.KillAsync();
            await server.DisposeAsync();
            server = await ChildServer.StartAsync(folder, location, first: false);
            using (var client = server.Client(token)) await FiguresAreWholeAsync(client);

            // One entry a file, beside the one for the register: nothing was done twice.
            (await NumberAsync("SELECT count(*) FROM platform_audit WHERE entity_type = 'Upload' AND action = 'imported'")).ShouldBe(4);
            var rebuilt = await ChildServer.CommandAsync(folder, location, "rollup", "rebuild");
            rebuilt.Output.ShouldContain(" 0 differed");
            rebuilt.Code.ShouldBe(0);
            var verified = await ChildServer.CommandAsync(folder, location, "audit", "verify");
            verified.Code.ShouldBe(0, verified.Output);
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    private static async Task SetUpAsync(HttpClient client)
    {
        (await client.PostAsJsonAsync("/api/v1/zones", new { code = Zone, name = "崩溃开发区", level = "省级", province = "浙江省", city = "嘉兴市" })).StatusCode.ShouldBe(HttpStatusCode.Created);
        await client.MustImportAsync(Zone, "enterprises", Firm.Ledger(Enumerable.Range(0, Firms).Select(i => new Firm($"企业{i}", "3612", "东区") { Code = Code(i) })));
    }

    /// <summary>Sends a month's reports and returns the job's address when it has come as far as wanted.</summary>
    private static async Task<string> UntilAsync(HttpClient client, int round, Func<JsonElement, int, bool> far)
    {
        var csv = Report.Ledger(Enumerable.Range(0, Firms).Select(i => new Report(Code(i), Month(round), i + 1, i, (i + 1) * (round + 1), i)));
        using var sent = await client.SendFileAsync(Zone, "enterprise-reports", Encoding.UTF8.GetBytes(csv), "reports.csv");
        var address = JsonDocument.Parse(await sent.Content.ReadAsStringAsync()).RootElement.Text("job")!;
        for (var looks = 0; ; looks++)
        {
            var job = await client.GetFromJsonAsync<JsonElement>(address);
            if (job.Text("state") == "done" || (job.Text("state") == "running" && far(job, looks))) return address;
        }
    }

    /// <summary>What was answered before the process died is there after it.</summary>
    private static async Task AnsweredIsKeptAsync(ChildServer server, string token)
    {
        using var client = server.Client(token);
        var body = new JsonObject { ["indicator"] = "IND_GOV", ["value"] = 9999, ["reason"] = "断电前的更正" };
        (await client.PatchAsync($"/api/v1/zones/{Zone}/enterprise-reports/{Code(0)}/{Month(0)}", body)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task FiguresAreWholeAsync(HttpClient client)
    {
        for (var round = 0; round < 3; round++)
        {
            var answer = await client.FigureAsync(Zone, "IND_GOV", Month(round));
            var figure = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
            var sum = (decimal)Firms * (Firms + 1) / 2 + (round == 0 ? 9998 : 0);
            figure.Number("value").ShouldBe(sum / 10_000);
        }
    }

    /// <summary>PostgreSQL notices a dead client by itself; until then its last statement may still run.</summary>
    private async Task AloneAsync()
    {
        if (location.Provider != Provider.Postgres) return;
        while (await NumberAsync("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()") > 0) await Task.Delay(20);
    }

    private async Task<long> NumberAsync(string sql)
    {
        await using var connection = Open();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = Open();
        await ExecuteAsync(connection, sql);
    }

    private static async Task ExecuteAsync(DbConnection connection, string sql)
    {
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private DbConnection Open() => location.Provider == Provider.Postgres
        ? new NpgsqlConnection(new NpgsqlConnectionStringBuilder(location.ConnectionString) { Pooling = false }.ConnectionString)
        : new SqliteConnection(location.ConnectionString + ";Pooling=False");

    private static decimal Progress(JsonElement job) => job.Number("progress") ?? 0;

    private static string Month(int round) => string.Create(CultureInfo.InvariantCulture, $"2020-{round + 3:00}");

    private static string Code(int i) => Kernel.CreditCode.Build($"91330477MA{i.ToString("0000000", CultureInfo.InvariantCulture)}");
}

public sealed class Crash_on_sqlite() : CrashTests(Provider.Sqlite);

public sealed class Crash_on_postgres() : CrashTests(Provider.Postgres);
