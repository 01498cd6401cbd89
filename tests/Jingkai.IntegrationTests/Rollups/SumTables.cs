using Jingkai.Economy.Contracts;
using Jingkai.Economy.Domain;
using Jingkai.Enterprises.Contracts;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests;

/// <summary>The kept sums of a zone as text, one line a row, so that two states are compared exactly. A row of nothing but zeros
/// says the same as no row.</summary>
internal static class SumTables
{
    public static Task<IReadOnlyList<string>> SumsAsync(this TestServer server, string zone) => server.InZone(zone, async services =>
    {
        var db = services.GetRequiredService<JingkaiDbContext>();
        var rows = new List<string>();
        foreach (var r in await db.Set<Rollup>().AsNoTracking().ToListAsync())
        {
            long[] numbers = [r.MonthSumE4, r.MonthCount, r.MonthBothE4, r.MonthPriorE4, r.MonthBothCount, r.YtdSumE4, r.YtdCount, r.YtdBothE4, r.YtdPriorE4, r.YtdBothCount];
            if (numbers.Any(n => n != 0)) rows.Add($"{r.Measure} {r.Month} {r.Subject}: {string.Join(' ', numbers)}");
        }

        foreach (var p in await db.Set<PopulationChange>().AsNoTracking().Where(p => p.Delta != 0).ToListAsync()) rows.Add($"population {p.Population} {p.Subject} {p.Month}: {p.Delta}");
        rows.Sort(StringComparer.Ordinal);
        return (IReadOnlyList<string>)rows;
    });

    /// <summary>Fails unless what was kept along the way is, row for row, what a rebuild from nothing gives, and the economy's copy
    /// of every enterprise is what the register says.</summary>
    public static async Task SumsEqualRebuild(this TestServer server, string zone, string when = "")
    {
        await server.CopiesEqualRegister(zone, when);
        (await server.InZone(zone, Rollups.RebuildAsync)).Changed.ShouldBe(0, when);
        var kept = await server.SumsAsync(zone);
        var rebuilt = await server.InZone(zone, async services =>
        {
            var db = services.GetRequiredService<JingkaiDbContext>();
            await db.Set<Rollup>().ExecuteDeleteAsync();
            await db.Set<PopulationChange>().ExecuteDeleteAsync();
            return await services.GetRequiredService<IRollupMaintenance>().RebuildAsync(CancellationToken.None);
        });
        (rebuilt.Changed > 0).ShouldBe(kept.Count > 0, when);
        var fresh = await server.SumsAsync(zone);
        kept.Except(fresh).ShouldBeEmpty($"kept, but not rebuilt {when}");
        fresh.Except(kept).ShouldBeEmpty($"rebuilt, but not kept {when}");
    }

    private static Task<int> CopiesEqualRegister(this TestServer server, string zone, string when) => server.InZone(zone, async services =>
    {
        var db = services.GetRequiredService<JingkaiDbContext>();
        var copies = await db.Set<EnterpriseCopy>().AsNoTracking().ToDictionaryAsync(c => c.EnterpriseId);
        var spans = (await db.Set<EnterpriseSpan>().AsNoTracking().OrderBy(s => s.FromOn).ToListAsync()).ToLookup(s => s.EnterpriseId);
        var seen = 0;
        await foreach (var batch in services.GetRequiredService<IEnterpriseDirectory>().SnapshotsAsync())
        {
            foreach (var file in batch)
            {
                seen++;
                var copy = copies[file.Id];
                (copy.Code, copy.CreditCode, copy.Name, copy.SortKey).ShouldBe((file.Code, file.CreditCode, file.Name, file.SortKey), when);
                spans[file.Id].Select(s => (s.FromOn, s.UntilOn, s.Industry, s.ParkId, s.AboveScale, s.Operating))
                    .ShouldBe(file.Spans.Select(s => (s.From, s.Until, s.Industry, s.ParkId, s.AboveScaleIndustry, s.Operating)), $"{file.Code} {when}");
            }
        }

        copies.Count.ShouldBe(seen, when);
        return seen;
    });
}
