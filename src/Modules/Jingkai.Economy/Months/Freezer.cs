using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Jingkai.Economy.Domain;
using Jingkai.Economy.Rollups;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Months;

/// <summary>Freezes a month: its sums over all measures and subjects, each with the digest of the reports behind it. The sums are added up
/// anew from the reports and must equal the roll-ups that were kept; only then are they what the readers saw.</summary>
internal sealed class Freezer(JingkaiDbContext db, EconomyLocks locks)
{
    private const int MostAttempts = 5;

    /// <summary>Adds the next version of a month to the context's transaction, which holds the month alone.</summary>
    public async Task<MonthVersion> FreezeAsync(ReportMonth month, string signOff, int unconfirmed, DateTime at, CancellationToken cancel)
    {
        var (sums, records) = await SumsAsync(month.Month, cancel);
        var version = new MonthVersion
        {
            ZoneId = db.ZoneId, Month = month.Month, Number = month.Frozen + 1, FrozenAt = at, SignOff = signOff, Records = records, Unconfirmed = unconfirmed, Sha256 = Digest(sums),
        };
        foreach (var sum in sums) sum.Number = version.Number;
        db.Add(version);
        await db.SaveChangesAsync(cancel);
        await BulkWriter.InsertAsync(db, sums, cancel);
        return version;
    }

    /// <summary>The sums of a month as they would be frozen now, in order of measure and subject, and how many values they stand on.</summary>
    public async Task<(IReadOnlyList<FrozenSum> Sums, long Records)> SumsAsync(int month, CancellationToken cancel)
    {
        // Nobody writes reports of the month, but an enterprise may still be moved: then sums and reports are read again.
        for (var attempt = 1; ; attempt++)
        {
            var (sums, records) = await ComputeAsync(month, cancel);
            if (await AgreeAsync(month, sums, cancel)) return (sums, records);
            if (attempt == MostAttempts) throw new InvalidOperationException($"The roll-ups of {month} differ from the reports; run jingkai rollup rebuild.");
        }
    }

    /// <summary>The digest of a version over its sums.</summary>
    public static string Digest(IReadOnlyList<FrozenSum> sums)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var s in sums)
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{s.Measure}|{s.Subject}|{s.MonthSumE4}|{s.MonthCount}|{s.MonthBothE4}|{s.MonthPriorE4}|{s.MonthBothCount}|{s.YtdSumE4}|{s.YtdCount}|{s.YtdBothE4}|{s.YtdPriorE4}|{s.YtdBothCount}|{s.Expected}|{s.Sha256}\n")));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>One report value in the canonical form that digests are made of.</summary>
    public static string Line(ReportValue v) => string.Create(CultureInfo.InvariantCulture, $"{v.EnterpriseId:N}|{v.Measure}|{v.Month}|{v.Version}|{v.MonthE4}|{v.MonthPriorE4}|{v.YtdE4}|{v.YtdPriorE4}\n");

    private async Task<(List<FrozenSum> Sums, long Records)> ComputeAsync(int month, CancellationToken cancel)
    {
        var classification = new Classification(await locks.GroupSetsAsync(db, cancel));
        var spans = (await db.Set<EnterpriseSpan>().AsNoTracking().OrderBy(s => s.FromOn).ToListAsync(cancel)).ToLookup(s => s.EnterpriseId);
        var expected = (await db.Set<PopulationChange>().AsNoTracking().Where(p => p.Month <= month).GroupBy(p => new { p.Population, p.Subject })
            .Select(g => new { g.Key.Population, g.Key.Subject, Sum = g.Sum(p => p.Delta) }).ToListAsync(cancel)).ToDictionary(p => (p.Population, p.Subject), p => p.Sum);
        var deltas = new RollupDeltas(db.ZoneId);
        var digests = new Dictionary<(int Measure, string Subject), IncrementalHash>();
        var records = 0L;
        // Both databases order ids by their bytes.
        await foreach (var value in db.Set<ReportValue>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsNoTracking().Where(v => v.Month == month)
            .OrderBy(v => v.EnterpriseId).ThenBy(v => v.Measure).AsAsyncEnumerable().WithCancellation(cancel))
        {
            var subjects = classification.SubjectsOf([.. spans[value.EnterpriseId]], month, Measures.ById(value.Measure).Population);
            if (subjects.Length == 0) continue;
            records++;
            deltas.Add(subjects, value.Measure, month, Figures4.Of(value), 1);
            var line = Encoding.UTF8.GetBytes(Line(value));
            foreach (var subject in subjects)
            {
                if (!digests.TryGetValue((value.Measure, subject), out var digest)) digests.Add((value.Measure, subject), digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256));
                digest.AppendData(line);
            }
        }

        var sums = deltas.Rollups.Where(RollupDeltas.Changes).Select(r =>
        {
            using var digest = digests[(r.Measure, r.Subject)];
            return Frozen(r, expected.GetValueOrDefault(((int)Measures.ById(r.Measure).Population, r.Subject)), Convert.ToHexStringLower(digest.GetHashAndReset()));
        });
        return ([.. sums.OrderBy(s => s.Measure).ThenBy(s => s.Subject, StringComparer.Ordinal)], records);
    }

    private FrozenSum Frozen(Rollup r, long expected, string digest) => new()
    {
        ZoneId = db.ZoneId, Month = r.Month, Measure = r.Measure, Subject = FrozenSum.SubjectOf(r.Subject),
        MonthSumE4 = r.MonthSumE4, MonthCount = r.MonthCount, MonthBothE4 = r.MonthBothE4, MonthPriorE4 = r.MonthPriorE4, MonthBothCount = r.MonthBothCount,
        YtdSumE4 = r.YtdSumE4, YtdCount = r.YtdCount, YtdBothE4 = r.YtdBothE4, YtdPriorE4 = r.YtdPriorE4, YtdBothCount = r.YtdBothCount,
        Expected = expected, Sha256 = digest,
    };

    private async Task<bool> AgreeAsync(int month, List<FrozenSum> sums, CancellationToken cancel)
    {
        var kept = (await db.Set<Rollup>().AsNoTracking().Where(r => r.Month == month).ToListAsync(cancel)).Where(RollupDeltas.Changes).ToDictionary(r => (r.Measure, FrozenSum.SubjectOf(r.Subject)));
        return kept.Count == sums.Count && sums.All(s => kept.TryGetValue((s.Measure, s.Subject), out var r) && Same(r, s.AsRollup()));
    }

    /// <summary>Whether two sums are the same in every number.</summary>
    public static bool Same(Rollup a, Rollup b) =>
        (a.MonthSumE4, a.MonthCount, a.MonthBothE4, a.MonthPriorE4, a.MonthBothCount) == (b.MonthSumE4, b.MonthCount, b.MonthBothE4, b.MonthPriorE4, b.MonthBothCount)
        && (a.YtdSumE4, a.YtdCount, a.YtdBothE4, a.YtdPriorE4, a.YtdBothCount) == (b.YtdSumE4, b.YtdCount, b.YtdBothE4, b.YtdPriorE4, b.YtdBothCount);
}
