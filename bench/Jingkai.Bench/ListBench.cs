using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Jingkai.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Jingkai.Bench;

/// <summary>The enterprise list against a bare endpoint on raw SQLite that checks the same token and returns the same bytes.</summary>
internal static class ListBench
{
    private const int Clients = 8;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(4);

    public static async Task RunAsync(ResultTable table)
    {
        await using var server = await BenchServer.StartAsync();
        var zone = await server.ZoneAsync("list");
        using var client = server.Client();
        await ImportBench.RegisterAsync(client, zone, 10_000);
        await using var bare = await BareAsync(server.DatabasePath);
        var (product, floor) = (new Uri(server.Address, $"/api/v1/zones/{zone}/enterprises?page=3&size=20"), new Uri(new Uri(bare.Urls.First()), "/enterprises?page=3&size=20"));
        var (a, b) = (await client.GetStringAsync(product), await client.GetStringAsync(floor));
        if (a != b) throw new InvalidOperationException($"the bare endpoint does not answer alike:\n{a}\n{b}");

        List<decimal> ours = [], theirs = [];
        for (var round = 0; round < 5; round++)
        {
            ours.Add(await PerSecondAsync(client, product));
            theirs.Add(await PerSecondAsync(client, floor));
        }

        var ratio = Sample.Median(ours.Skip(1)) / Sample.Median(theirs.Skip(1));
        table.Add($"enterprise list, 10 000 enterprises, {Clients} clients", Text(Sample.Median(ours.Skip(1))), $"bare endpoint, same token, same bytes: {Text(Sample.Median(theirs.Skip(1)))}", ratio, "at least 0.5", ratio >= 0.5m);
    }

    private static string Text(decimal perSecond) => perSecond.ToString("#,0 requests/s", CultureInfo.InvariantCulture);

    private static async Task<decimal> PerSecondAsync(HttpClient client, Uri address)
    {
        var start = Stopwatch.GetTimestamp();
        var done = 0;
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(start) < Round)
            {
                using var answer = await client.GetAsync(address);
                answer.EnsureSuccessStatusCode();
                await answer.Content.ReadAsByteArrayAsync();
                Interlocked.Increment(ref done);
            }
        })));
        return done * 1000m / Sample.Milliseconds(Stopwatch.GetElapsedTime(start));
    }

    private static async Task<WebApplication> BareAsync(string database)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/enterprises", async (HttpContext http, int page, int size) =>
        {
            await using var connection = new SqliteConnection($"Data Source={database}");
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT account_id FROM platform_access_tokens WHERE hash = @hash AND revoked_at IS NULL";
            var token = http.Request.Headers.Authorization.ToString()[7..];
            command.Parameters.AddWithValue("@hash", Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(token))));
            if (command.ExecuteScalar() is null)
            {
                http.Response.StatusCode = 401;
                return;
            }

            command.CommandText = "SELECT count(*) FROM enterprises_enterprises WHERE zone_id = 1 AND voided_at IS NULL";
            var total = (long)command.ExecuteScalar()!;
            command.CommandText = """
                SELECT e.code, e.credit_code, e.name, e.stage, e.presence, e.industry_code, p.name,
                       EXISTS (SELECT 1 FROM enterprises_listings l WHERE l.zone_id = 1 AND l.enterprise_id = e.id AND l.since <= '2026-01-01' AND (l.until_on IS NULL OR l.until_on > '2026-01-01')),
                       e.land_units, e.registered_on, e.moved_in_on, e.moved_out_on
                FROM enterprises_enterprises e LEFT JOIN enterprises_parks p ON p.zone_id = 1 AND p.id = e.park_id
                WHERE e.zone_id = 1 AND e.voided_at IS NULL ORDER BY e.sort_key, e.id LIMIT @size OFFSET @skip
                """;
            command.Parameters.AddWithValue("@size", size);
            command.Parameters.AddWithValue("@skip", (page - 1) * size);
            http.Response.ContentType = "application/json; charset=utf-8";
            await using var json = new Utf8JsonWriter(http.Response.BodyWriter, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
            json.WriteStartObject();
            json.WriteStartArray("items");
            await using (var reader = command.ExecuteReader())
                while (reader.Read()) Write(json, reader);
            json.WriteEndArray();
            json.WriteNumber("total", total);
            json.WriteNumber("page", page);
            json.WriteNumber("size", size);
            json.WriteEndObject();
        });
        await app.StartAsync();
        return app;
    }

    private static void Write(Utf8JsonWriter json, SqliteDataReader row)
    {
        json.WriteStartObject();
        json.WriteString("code", row.GetString(0));
        Text("creditCode", 1);
        json.WriteString("name", row.GetString(2));
        json.WriteString("stage", "operating");
        json.WriteString("presence", "both");
        Text("industryCode", 5);
        json.WriteString("industryName", row.IsDBNull(5) ? null : IndustryCode.Find(row.GetString(5)).Value.Name);
        Text("park", 6);
        json.WriteBoolean("aboveScale", row.GetInt64(7) == 1);
        json.WriteNull("landMu");
        Text("registeredOn", 9);
        Text("movedInOn", 10);
        Text("movedOutOn", 11);
        json.WriteEndObject();

        void Text(string name, int column)
        {
            if (row.IsDBNull(column)) json.WriteNull(name);
            else json.WriteString(name, row.GetString(column));
        }
    }
}
