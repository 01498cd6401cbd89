using System.Diagnostics;
using System.Globalization;
using Jingkai.Economy.Contracts;
using Jingkai.Economy.Domain;
using Jingkai.Enterprises.Contracts;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Jingkai.Platform.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Bench;

/// <summary>Reading a cockpit and a figure must cost the same with 300 enterprises as with 100 000.</summary>
internal static class FigureBench
{
    private static readonly int[] Sizes = [300, 10_000, 100_000];

    public static async Task RunAsync(ResultTable table)
    {
        await using var server = await BenchServer.StartAsync();
        foreach (var size in Sizes) await FillAsync(server, await server.ZoneAsync($"n{size}"), size);
        using var client = server.Client();
        foreach (var (name, path) in new[] { ("figure endpoint", "/api/v1/zones/{0}/figures?indicator=IND_GOV&period=2026-01/2026-07"), ("cockpit page", "/z/{0}") })
        {
            var medians = await MediansAsync(client, path);
            var ratio = medians[^1] / medians[0];
            table.Add($"{name}: median with 100 000 enterprises × 24 months", Text(medians[^1]), $"300 enterprises: {Text(medians[0])} (10 000: {Text(medians[1])})", ratio, "at most 1.3", ratio <= 1.3m);
        }
    }

    private static string Text(decimal milliseconds) => milliseconds.ToString("0.00 ms", CultureInfo.InvariantCulture);

    /// <summary>Sizes in turn, so that a noisy moment touches all of them.</summary>
    private static async Task<List<decimal>> MediansAsync(HttpClient client, string path)
    {
        var samples = Sizes.ToDictionary(s => s, _ => new List<decimal>());
        for (var round = 0; round < 330; round++)
        {
            foreach (var size in Sizes)
            {
                var start = Stopwatch.GetTimestamp();
                using var answer = await client.GetAsync(string.Format(CultureInfo.InvariantCulture, path, $"n{size}"));
                await answer.Content.ReadAsByteArrayAsync();
                answer.EnsureSuccessStatusCode();
                if (round >= 30) samples[size].Add(Sample.Milliseconds(Stopwatch.GetElapsedTime(start)));
            }
        }

        return [.. Sizes.Select(s => Sample.Median(samples[s]))];
    }

    /// <summary>Enterprises by the register's event, reports in bulk, roll-ups by the rebuild that must agree with them.</summary>
    private static Task FillAsync(BenchServer server, string zone, int size) => server.InZone(zone, async services =>
    {
        var db = services.GetRequiredService<JingkaiDbContext>();
        var hub = services.GetRequiredService<EventHub>();
        var industries = IndustryCode.All.Where(i => i is { Level: 4, Section: "C" }).Select(i => i.Code).ToList();
        var ids = Enumerable.Range(0, size).Select(_ => Guid.CreateVersion7()).Order().ToList();
        await using var transaction = await db.Database.BeginTransactionAsync();
        foreach (var batch in ids.Index().Chunk(1000))
        {
            await hub.PublishAsync(db, new EnterpriseChanged([.. batch.Select(b => new EnterpriseSnapshot(
                b.Item, $"E2025-{b.Index:000000}", null, $"企业{b.Index}", $"{b.Index:000000}", [new(new(2020, 1, 1), null, industries[b.Index % industries.Count], null, true, true)]))]));
        }

        await BulkWriter.InsertAsync(db, ids.SelectMany((id, n) => Enumerable.Range(0, 24).Select(m => Value(db.ZoneId, id, n, m))));
        await transaction.CommitAsync();
        await services.GetRequiredService<IRollupMaintenance>().RebuildAsync(CancellationToken.None);
    });

    private static ReportValue Value(int zone, Guid enterprise, int n, int m)
    {
        var month = MonthKey.Of(2025 + (m / 12), (m % 12) + 1);
        long value = (1000 + n % 977) * 10_000L * (m + 1);
        return new() { ZoneId = zone, EnterpriseId = enterprise, Measure = 1, Month = month, MonthE4 = value, MonthPriorE4 = value - 10_000, YtdE4 = value * 3, YtdPriorE4 = (value * 3) - 30_000, RecordedAt = TimeProvider.System.Now() };
    }
}
