using System.Globalization;
using System.Net;
using System.Text.Json;
using Jingkai.Economy.Domain;
using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests;

/// <summary>Whatever an office does, in whatever order: the kept sums are those of a rebuild, and the figures are those that plain
/// addition of the raw records gives. <c>JINGKAI_ROLLUP_SEQUENCES</c> sets the number of sequences, <c>JINGKAI_ROLLUP_SEED</c> repeats one.</summary>
public abstract class RollupPropertyTests(TestServer server) : ServerTests(server)
{
    private const int Steps = 7;

    // Base units of the measures in the unit of the figure: 亿元 for output and revenue and tax, 万千瓦时 for power, 人 for people.
    private static readonly (string Indicator, decimal Scale)[] Shown = [("IND_GOV", 1e12m), ("IND_REV", 1e12m), ("TAX", 1e12m), ("POWER_IND", 0), ("EMP_END", 0)];

    public static TheoryData<int> Seeds
    {
        get
        {
            if (Number("JINGKAI_ROLLUP_SEED") is { } seed) return [seed];
            var sequences = Number("JINGKAI_ROLLUP_SEQUENCES") ?? 32;
            return [.. Enumerable.Range(1, Math.Max(1, (sequences + SequencesPerZone - 1) / SequencesPerZone))];
        }
    }

    private const int SequencesPerZone = 8;

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Kept_sums_equal_a_rebuild_and_plain_addition_after_random_changes(int seed)
    {
        using var office = await Office.OpenAsync(Server);
        var random = new Random(seed);
        var zone = new RandomZone(office, random);
        for (var sequence = 1; sequence <= SequencesPerZone; sequence++)
        {
            for (var step = 0; step < Steps; step++) await zone.StepAsync();
            var where = $"seed {seed}, sequence {sequence}\n{zone}";
            await Server.SumsEqualRebuild(office.Zone, where);
            var model = await ZoneModel.ReadAsync(Server, office.Zone, zone.Groups);
            await SumsArePlainAdditionAsync(office, model, where);
            await FiguresArePlainAdditionAsync(office, model, random, where);
        }
    }

    private async Task SumsArePlainAdditionAsync(Office office, ZoneModel model, string where)
    {
        var (rollups, changes) = await Server.InZone(office.Zone, async services =>
        {
            var db = services.GetRequiredService<JingkaiDbContext>();
            return (await db.Set<Rollup>().AsNoTracking().ToListAsync(), await db.Set<PopulationChange>().AsNoTracking().ToListAsync());
        });
        var kept = rollups.Where(r => r.MonthCount != 0 || r.YtdCount != 0).Select(r =>
            $"{r.Measure} {r.Month} {r.Subject} {r.MonthSumE4} {r.MonthCount} {r.MonthBothE4} {r.MonthPriorE4} {r.MonthBothCount} {r.YtdSumE4} {r.YtdCount} {r.YtdBothE4} {r.YtdPriorE4} {r.YtdBothCount}");
        var plain = model.Sums().Where(s => s.Value.Month.Count != 0 || s.Value.Ytd.Count != 0).Select(s =>
            $"{s.Key.Measure} {s.Key.Month} {s.Key.Subject} {Text(s.Value.Month)} {Text(s.Value.Ytd)}");
        kept.Order(StringComparer.Ordinal).ShouldBe(plain.Order(StringComparer.Ordinal), where);

        foreach (var aboveScale in (bool[])[true, false])
        {
            // Every month in which something may turn, and the two ends of time.
            foreach (var month in Enumerable.Range(2018, 4).SelectMany(y => Enumerable.Range(1, 12).Select(m => (y * 100) + m)).Prepend(190001).Append(209912))
            {
                var counted = changes.Where(c => c.Population == (aboveScale ? 1 : 2) && c.Month <= month).GroupBy(c => c.Subject).Select(g => (Subject: g.Key, Count: g.Sum(c => c.Delta)))
                    .Where(c => c.Count != 0).ToDictionary(c => c.Subject, c => c.Count);
                var expected = model.Expected(month, aboveScale);
                counted.Count.ShouldBe(expected.Count, $"{month} {where}");
                foreach (var (subject, count) in expected) counted.GetValueOrDefault(subject).ShouldBe(count, $"{subject} {month} {where}");
            }
        }

        static string Text(PlainSum s) => $"{s.Sum} {s.Count} {s.Both} {s.Prior} {s.BothCount}";
    }

    /// <summary>A handful of figures as a reader gets them.</summary>
    private static async Task FiguresArePlainAdditionAsync(Office office, ZoneModel model, Random random, string where)
    {
        var sums = model.Sums();
        foreach (var (key, sum) in sums.Where(s => s.Value.Month.Count + s.Value.Ytd.Count > 0).OrderBy(_ => random.Next()).Take(5))
        {
            var (indicator, merged) = (Shown[key.Measure - 1].Indicator, ZoneModel.IsAboveScale(key.Measure));
            // A group is asked for by name; its sums lie under the set in force in that month.
            var asked = key.Subject.StartsWith("group:", StringComparison.Ordinal) ? "group:" + key.Subject.Split(':')[2] : key.Subject;
            foreach (var ytd in key.Measure == 5 ? (bool[])[false] : [false, true])
            {
                if (merged && key.Month % 100 == 2 && !ytd) continue;
                var period = ytd ? $"{key.Month / 100}-01/{key.Month / 100}-{key.Month % 100:00}" : $"{key.Month / 100}-{key.Month % 100:00}";
                if (merged && key.Month % 100 == 1) continue;
                var part = ytd && key.Month % 100 != 1 ? sum.Ytd : ytd ? sum.Ytd : sum.Month;
                var whole = sums.TryGetValue((key.Measure, key.Month, "zone"), out var z) ? ytd ? z.Ytd : z.Month : new PlainSum();
                var answer = await office.Economy.FigureAsync(office.Zone, indicator, period, asked);
                var context = $"{indicator} {period} {asked}: {await answer.Content.ReadAsStringAsync()} {where}";
                if (part.Count == 0)
                {
                    answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, context);
                    continue;
                }

                Check((await Json(answer)), key.Measure, part, whole, model.Expected(key.Month, merged).GetValueOrDefault(key.Subject), asked == "zone", context);
            }
        }
    }

    private static void Check(JsonElement figure, int measure, PlainSum part, PlainSum whole, long expected, bool isZone, string context)
    {
        if (Shown[measure - 1].Scale is > 0 and var scale) figure.Number("value").ShouldBe(part.Sum / scale, context);
        figure.At("rolledUp.reporting.received").GetInt64().ShouldBe(part.Count, context);
        figure.At("rolledUp.reporting.expected").GetInt64().ShouldBe(expected, context);
        var growth = part.BothCount > 0 && part.Prior > 0 ? Rounded((part.Both - part.Prior) * 100m / part.Prior, 1) : null;
        figure.Number("computedGrowth").ShouldBe(growth, context);
        figure.Number("share").ShouldBe(isZone || measure == 5 && whole.Sum == 0 || whole.Sum == 0 ? null : Rounded(part.Sum * 100m / whole.Sum, 2), context);
    }

    private static decimal? Rounded(decimal value, int digits) => Math.Round(value, digits, MidpointRounding.AwayFromZero);

    private static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

public sealed class Rollup_property_on_sqlite(SqliteEmpty server) : RollupPropertyTests(server);

public sealed class Rollup_property_on_postgres(PostgresEmpty server) : RollupPropertyTests(server);
