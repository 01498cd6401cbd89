using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Jingkai.Economy.Contracts;
using Jingkai.Economy.Domain;
using Jingkai.Host.Commands;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests;

/// <summary>Upkeep beside a running server, and readers beside writers.</summary>
public abstract class RebuildTests(TestServer server) : ServerTests(server)
{
    [Fact]
    public async Task Rebuild_beside_a_running_server_finds_nothing_and_disturbs_nobody()
    {
        using var office = await Office.OpenAsync(Server);
        var firms = await FillAsync(office);
        using var done = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 3).Select(w => Task.Run(async () =>
        {
            // Each writes at least once, however soon the rebuilds are over.
            var count = 0;
            do
            {
                var firm = firms[(count + (w * 4)) % firms.Length];
                var answer = count % 3 == 2
                    ? await office.Economy.PatchAsync(office.At($"enterprises/{firm.Code}"), new JsonObject { ["industryCode"] = count % 2 == 0 ? "3612" : "2710", ["effectiveOn"] = $"2020-0{1 + (count % 6)}-15" })
                    : await office.Economy.PatchAsync(office.At($"enterprise-reports/{firm.Code}/2020-0{3 + (count % 4)}"), new JsonObject { ["indicator"] = "IND_GOV", ["value"] = count, ["carry"] = true, ["reason"] = "边改边算" });
                answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
                count++;
            }
            while (!done.IsCancellationRequested);
        })).ToList();
        try
        {
            for (var i = 0; i < 8; i++)
            {
                (await Server.InZone(office.Zone, Rollups.RebuildAsync)).Changed.ShouldBe(0);
                (await CommandAsync("rollup", "rebuild", "--zone", office.Zone)).ShouldBe(0);
                (await CommandAsync("audit", "verify")).ShouldBe(0);
            }
        }
        finally
        {
            // Nothing is asserted here: it would hide what a rebuild said.
            await done.CancelAsync();
            await Task.WhenAll(writers);
        }

        await Server.SumsEqualRebuild(office.Zone);
    }

    [Fact]
    public async Task Rebuild_mends_sums_that_somebody_spoiled_while_others_write()
    {
        using var office = await Office.OpenAsync(Server);
        var firms = await FillAsync(office);
        await Server.InZone(office.Zone, async services =>
        {
            var db = services.GetRequiredService<JingkaiDbContext>();
            await db.Set<Rollup>().Where(r => r.Subject == "zone").ExecuteUpdateAsync(r => r.SetProperty(x => x.MonthSumE4, x => x.MonthSumE4 + 1));
            await db.Set<Rollup>().Where(r => r.Subject == "industry:36" && r.Month == 202003).ExecuteDeleteAsync();
            return await db.Set<PopulationChange>().Where(p => p.Subject == "zone").ExecuteUpdateAsync(p => p.SetProperty(x => x.Delta, x => x.Delta + 1));
        });
        var mending = Enumerable.Range(0, 2).Select(_ => Task.Run(() => Server.InZone(office.Zone, s => s.GetRequiredService<IRollupMaintenance>().RebuildAsync(CancellationToken.None)))).ToList();
        var writing = firms.Select(f => office.Economy.PatchAsync(office.At($"enterprise-reports/{f.Code}/2020-03"), new JsonObject { ["indicator"] = "IND_GOV", ["value"] = 7, ["reason"] = "同时更正" })).ToList();
        foreach (var answer in await Task.WhenAll(writing)) answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Task.WhenAll(mending)).Max(o => o.Changed).ShouldBeGreaterThan(0);
        await Server.SumsEqualRebuild(office.Zone);
    }

    [Fact]
    public async Task Readers_see_the_old_groups_or_the_new_ones_and_never_half_of_either()
    {
        using var office = await Office.OpenAsync(Server);
        var firms = await FillAsync(office);
        // 装备 holds either division 36 alone or all of it with 27; nobody may see anything else.
        var (narrow, wide) = (Groups("36"), Groups("36", "27"));
        (await office.Economy.PostAsJsonAsync(office.At("industry-groups"), narrow)).StatusCode.ShouldBe(HttpStatusCode.Created);
        var (few, all) = ((Value: 0.012m, Count: 6L), (Value: 0.024m, Count: 12L));
        using var done = new CancellationTokenSource();
        var seenBoth = new System.Collections.Concurrent.ConcurrentBag<string>();
        var readers = ((string[])["group:装备制造", "group:主导产业"]).SelectMany(s => Enumerable.Repeat(s, 2)).Select(subject => Task.Run(async () =>
        {
            var seen = new HashSet<decimal?>();
            do
            {
                var figure = await Json(await office.Economy.FigureAsync(office.Zone, "IND_GOV", "2020-04", subject));
                var reporting = figure.At("rolledUp.reporting");
                var told = (figure.Number("value"), reporting.GetProperty("received").GetInt64(), reporting.GetProperty("expected").GetInt64(), figure.Number("share"));
                told.ShouldBeOneOf((few.Value, few.Count, few.Count, 50m), (all.Value, all.Count, all.Count, 100m));
                var trace = await Json(await office.Economy.GetAsync(figure.Text("trace") + "?size=50"));
                trace.GetProperty("records").Items().Sum(r => r.Number("value")).ShouldBe(trace.At("figure").Number("value"));
                if (seen.Add(told.Item1) && seen.Count == 2) seenBoth.Add(subject);
            }
            while (!done.IsCancellationRequested);
            return seen;
        })).ToList();
        try
        {
            // Until every reader has seen both: on a busy machine a reader may miss a set that stood for a moment only.
            for (var i = 0; i < 20 || (i < 400 && seenBoth.Count < readers.Count); i++)
                (await office.Economy.PostAsJsonAsync(office.At("industry-groups"), i % 2 == 0 ? wide : narrow)).StatusCode.ShouldBe(HttpStatusCode.Created);
        }
        finally
        {
            await done.CancelAsync();
            foreach (var reader in readers) (await reader).Count.ShouldBe(2);
        }

        await Server.SumsEqualRebuild(office.Zone);
        firms.Length.ShouldBe(12);
    }

    private static object Groups(params string[] prefixes) => new { from = "2019-01-01", groups = new[] { new { name = "装备制造", prefixes } } };

    private Task<int> CommandAsync(params string[] verb) =>
        CommandLine.RunAsync([.. verb, "--data", Server.Folder, .. Server.Provider == Provider.Postgres ? new[] { "--database", Server.Location.ConnectionString } : []]);

    /// <summary>Twelve firms, half in division 36 and half in 27, each with 20 万元 a month from March to August.</summary>
    private static async Task<Firm[]> FillAsync(Office office)
    {
        Firm[] firms = [.. Enumerable.Range(0, 12).Select(i => new Firm($"企业{i}", i % 2 == 0 ? "3612" : "2710", $"园区{i % 3}"))];
        await office.Economy.MustImportAsync(office.Zone, "enterprises", Firm.Ledger(firms));
        await office.Economy.MustImportAsync(office.Zone, "enterprise-reports", Report.Ledger(firms.SelectMany(f => Enumerable.Range(3, 6)
            .Select(m => new Report(f.Code, string.Create(CultureInfo.InvariantCulture, $"2020-{m:00}"), 20, 16, m * 20, m * 16)))));
        return firms;
    }
}

public sealed class Rebuild_on_sqlite(SqliteEmpty server) : RebuildTests(server);

public sealed class Rebuild_on_postgres(PostgresEmpty server) : RebuildTests(server);
