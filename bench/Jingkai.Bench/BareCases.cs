using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Jingkai.Platform.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Jingkai.Bench;

/// <summary>The least that could answer the same load: a token is looked up, a state is changed, an entry is written. No rules, no scope, no clocks, no
/// notices, no trail.</summary>
internal static class BareCases
{
    private static readonly string[] Path = ["registered", "assigned", "accepted", "in-hand", "answered", "confirmed", "closed"];

    public static async Task<WebApplication> StartAsync(DatabaseLocation location)
    {
        Func<DbConnection> open = location.Provider == Provider.Sqlite ? () => new SqliteConnection(location.ConnectionString) : () => new NpgsqlConnection(location.ConnectionString);
        await ExecuteAsync(open, "CREATE TABLE bare_cases (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, state TEXT NOT NULL, title TEXT NOT NULL)", "CREATE TABLE bare_events (id INTEGER PRIMARY KEY, code TEXT NOT NULL, verb TEXT NOT NULL)", "CREATE INDEX ix_bare_state ON bare_cases (state, id)");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var (cases, events) = (0, 0);
        app.MapGet("/cases", async (HttpContext http, string whose) =>
        {
            await using var db = await SignedInAsync(open, http);
            if (db is null) return Results.Unauthorized();
            await using var command = db.CreateCommand();
            command.CommandText = $"SELECT code, state, title FROM bare_cases WHERE {(whose == "desk" ? "state IN ('registered', 'confirmed')" : "state IN ('assigned', 'accepted', 'in-hand', 'answered')")} ORDER BY id LIMIT 20";
            var items = new List<object>();
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync()) items.Add(new { code = reader.GetString(0), state = reader.GetString(1), title = reader.GetString(2) });
            return Results.Ok(new { items });
        });
        app.MapPost("/cases", async (HttpContext http) =>
        {
            await using var db = await SignedInAsync(open, http);
            if (db is null) return Results.Unauthorized();
            var body = await http.Request.ReadFromJsonAsync<Dictionary<string, object>>();
            var number = Interlocked.Increment(ref cases);
            await WriteAsync(db, $"INSERT INTO bare_cases (id, code, state, title) VALUES ({number}, 'C{number}', 'registered', @title)", $"INSERT INTO bare_events (id, code, verb) VALUES ({Interlocked.Increment(ref events)}, 'C{number}', 'raise')", body!["title"].ToString()!);
            return Results.Created($"/cases/C{number}", new { code = $"C{number}" });
        });
        app.MapPost("/cases/{code}/moves", async (HttpContext http, string code) =>
        {
            await using var db = await SignedInAsync(open, http);
            if (db is null) return Results.Unauthorized();
            var body = await http.Request.ReadFromJsonAsync<Dictionary<string, object>>();
            var to = body!["move"].ToString() switch { "assign" => 1, "accept" => 2, "progress" => 3, "answer" => 4, "confirm" => 5, _ => 6 };
            await WriteAsync(db, $"UPDATE bare_cases SET state = '{Path[to]}' WHERE code = @title AND state = '{Path[to - 1]}'", $"INSERT INTO bare_events (id, code, verb) VALUES ({Interlocked.Increment(ref events)}, @title, 'move')", code);
            return Results.Ok(new { code });
        });
        await app.StartAsync();
        return app;
    }

    private static async Task<DbConnection?> SignedInAsync(Func<DbConnection> open, HttpContext http)
    {
        var db = open();
        await db.OpenAsync();
        await using var command = db.CreateCommand();
        command.CommandText = "SELECT account_id FROM platform_access_tokens WHERE hash = @title AND revoked_at IS NULL";
        Add(command, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(http.Request.Headers.Authorization.ToString()[7..]))));
        if (await command.ExecuteScalarAsync() is not null) return db;
        await db.DisposeAsync();
        return null;
    }

    private static async Task WriteAsync(DbConnection db, string first, string second, string value)
    {
        // SQLite has one writer at a time: an immediate transaction waits for its turn.
        await using var transaction = db is SqliteConnection sqlite ? sqlite.BeginTransaction(deferred: false) : await db.BeginTransactionAsync();
        foreach (var sql in (string[])[first, second])
        {
            await using var command = db.CreateCommand();
            (command.CommandText, command.Transaction) = (sql, transaction);
            Add(command, value);
            await command.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }

    private static void Add(DbCommand command, string value)
    {
        if (!command.CommandText.Contains("@title", StringComparison.Ordinal)) return;
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@title", value);
        command.Parameters.Add(parameter);
    }

    private static async Task ExecuteAsync(Func<DbConnection> open, params string[] statements)
    {
        await using var db = open();
        await db.OpenAsync();
        foreach (var sql in statements)
        {
            await using var command = db.CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync();
        }
    }
}
