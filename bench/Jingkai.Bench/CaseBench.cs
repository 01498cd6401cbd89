using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Jingkai.Enterprises.Contracts;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Cases;
using Jingkai.Platform.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Bench;

/// <summary>Fifty people at cases for two minutes, from a process of its own, beside the same people at a bare endpoint: no error, no move lost or doubled.</summary>
internal static class CaseBench
{
    private const int Askers = 24, Desks = 6, Officers = 20;
    private static readonly string[] Units = ["规划局", "建设局", "环保局", "人社局"];

    private static int Seconds => Environment.GetEnvironmentVariable("JINGKAI_BENCH_SECONDS") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : 120;

    public static async Task RunAsync(ResultTable table)
    {
        await OneAsync(table, "SQLite", null);
        if (ScratchPostgres.Server is null) return;
        await ScratchPostgres.WithDatabaseAsync(database => OneAsync(table, "PostgreSQL", new DatabaseLocation(Provider.Postgres, database)));
    }

    private static async Task OneAsync(ResultTable table, string engine, DatabaseLocation? location)
    {
        await using var server = await BenchServer.StartAsync(location);
        var zone = await server.ZoneAsync("cases");
        var users = await PeopleAsync(server, zone);
        var ours = await LoadAsync(new(server.Address.ToString(), $"/api/v1/zones/{zone}/cases", Seconds, users, Units));
        await using var bare = await BareCases.StartAsync(location ?? DatabaseLocation.File(server.DatabasePath));
        var floor = await LoadAsync(new(bare.Urls.First(), "/cases", Math.Max(Seconds / 4, 5), users, Units));
        var (lost, doubled, cases) = await CheckAsync(server, zone, ours);
        var sound = ours.Errors.Count == 0 && lost == 0 && doubled == 0;
        foreach (var error in ours.Errors.Concat(floor.Errors).Take(10)) Console.Error.WriteLine(error);
        foreach (var (kind, name) in (ReadOnlySpan<(string, string)>)[("read", "reading a list"), ("raise", "raising a case"), ("move", "moving a case")])
        {
            var (mine, theirs) = (ours.Times[kind], floor.Times[kind]);
            var ratio = theirs.Count == 0 ? 0 : At(mine, 50) / Math.Max(At(theirs, 50), 0.01m);
            table.Add($"50 users at cases, {Seconds} s ({engine}): {name}, {mine.Count:#,0} times", $"p50 {At(mine, 50):0.0} ms, p99 {At(mine, 99):0.0} ms", $"bare endpoint, same load: p50 {At(theirs, 50):0.0} ms, p99 {At(theirs, 99):0.0} ms", ratio, "none", kept: true);
        }

        table.Add($"… errors, moves lost, moves doubled ({engine}, {cases:#,0} cases, {ours.Moves.Values.Sum(m => m.Count):#,0} moves, {ours.Refused} met another's)", $"{ours.Errors.Count}, {lost}, {doubled}", "0, 0, 0", sound ? 0 : 1, "none at all", sound);
    }

    private static decimal At(IReadOnlyList<decimal> values, int percent) => values.Count == 0 ? 0 : values.Order().ElementAt(Math.Min(values.Count - 1, values.Count * percent / 100));

    /// <summary>Fifty accounts with their tokens, an enterprise for each asker.</summary>
    private static async Task<IReadOnlyList<LoadUser>> PeopleAsync(BenchServer server, string zone)
    {
        using var client = server.Client();
        await ImportBench.RegisterAsync(client, zone, Askers);
        var users = new List<LoadUser>();
        await server.InZone(zone, async services =>
        {
            var (keeper, db) = (services.GetRequiredService<AccountService>(), services.GetRequiredService<JingkaiDbContext>());
            foreach (var unit in Units.Append("服务中心")) Must(await keeper.AddUnitAsync(unit, null));
            var firms = await services.GetRequiredService<IEnterpriseDirectory>().SuggestAsync("", Askers);
            for (var n = 0; n < Askers + Desks + Officers; n++)
            {
                var (role, kind, unit) = n < Askers ? (Roles.Enterprise, "asker", "") : n < Askers + Desks ? (Roles.Projects, "desk", "服务中心") : (Roles.Department, "officer", Units[n % Units.Length]);
                Must(await keeper.AddMemberAsync(new($"user{n}", $"用户{n}", "correct horse battery", [role], unit.Length == 0 ? null : unit, null, n < Askers ? firms[n].Id : null)));
                var account = await db.Users.Where(a => a.UserName == $"user{n}").Select(a => a.Id).SingleAsync();
                users.Add(new(Tokens.Issue(db, account, "load", TimeProvider.System.Now(), null), kind, unit));
            }

            await db.SaveChangesAsync();
        });
        return users;
    }

    private static async Task<LoadResult> LoadAsync(LoadOrder order)
    {
        var path = Path.Combine(Path.GetTempPath(), $"jingkai-load-{Guid.CreateVersion7():N}.json");
        try
        {
            await File.WriteAllTextAsync(path, JsonSerializer.Serialize(order, JsonSerializerOptions.Web));
            using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(CaseBench).Assembly.Location, "--load", path]))!;
            await process.WaitForExitAsync();
            return JsonSerializer.Deserialize<LoadResult>(await File.ReadAllTextAsync(path + ".result"), JsonSerializerOptions.Web)!;
        }
        finally
        {
            File.Delete(path);
            File.Delete(path + ".result");
        }
    }

    /// <summary>Every accepted move stands in the timeline once and in its order, and nothing else does.</summary>
    private static async Task<(int Lost, int Doubled, int Cases)> CheckAsync(BenchServer server, string zone, LoadResult load)
    {
        var (lost, doubled, cases) = (0, 0, 0);
        await server.InZone(zone, async services =>
        {
            var db = services.GetRequiredService<JingkaiDbContext>();
            var stored = await (from c in db.Set<Case>() join e in db.Set<CaseEvent>() on c.Id equals e.CaseId orderby e.Number select new { c.Code, e.Number, e.Verb }).ToListAsync();
            var byCase = stored.GroupBy(s => s.Code).ToDictionary(g => g.Key, g => g.ToList());
            cases = byCase.Count;
            lost += load.Raised.Count(code => !byCase.ContainsKey(code));
            doubled += byCase.Keys.Except(load.Raised).Count();
            foreach (var (code, rows) in byCase)
            {
                var told = load.Moves.TryGetValue(code, out var done) ? done : [];
                // The load notes a move when its answer comes: two of one case are never under way at once but by two people, and of these one is refused.
                lost += told.Except(rows.Select(r => r.Verb)).Count();
                doubled += rows.Count - 1 - told.Count > 0 ? rows.Count - 1 - told.Count : 0;
                if (!rows.Select(r => r.Number).SequenceEqual(Enumerable.Range(1, rows.Count))) doubled++;
            }
        });
        return (lost, doubled, cases);
    }

    private static void Must<T>(Result<T> result)
    {
        if (!result.IsOk) throw new InvalidOperationException(result.Error.Code);
    }
}
