using Jingkai.Economy.Domain;
using Jingkai.Economy.Rollups;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Figures;

/// <summary>A report's value as it stood at an instant.</summary>
internal sealed class PastReport
{
    public required Guid EnterpriseId { get; init; }

    public required int Month { get; init; }

    public required long? MonthE4 { get; init; }

    public required long? MonthPriorE4 { get; init; }

    public required long? YtdE4 { get; init; }

    public required long? YtdPriorE4 { get; init; }

    public required int Version { get; init; }

    public required int Collected { get; init; }

    public required DateTime RecordedAt { get; init; }

    public required Guid BatchId { get; init; }
}

/// <summary>Reads enterprises' reports as of an instant, from the values kept now and the versions they replaced.</summary>
internal static class PastReports
{
    /// <summary>The values of a measure and months, one an enterprise and month.</summary>
    /// <param name="values">Values kept now, with the reader's scope or without.</param>
    /// <param name="versions">Replaced versions, likewise.</param>
    /// <param name="at">The instant; null: now.</param>
    public static IQueryable<PastReport> Read(IQueryable<ReportValue> values, IQueryable<ReportVersion> versions, DateTime? at)
    {
        var now = at is { } a ? values.Where(v => v.RecordedAt <= a) : values;
        var kept = now.Select(v => new PastReport
        {
            EnterpriseId = v.EnterpriseId, Month = v.Month, MonthE4 = v.MonthE4, MonthPriorE4 = v.MonthPriorE4, YtdE4 = v.YtdE4, YtdPriorE4 = v.YtdPriorE4,
            Version = v.Version, Collected = v.Collected, RecordedAt = v.RecordedAt, BatchId = v.BatchId,
        });
        if (at is not { } then) return kept;
        return kept.Concat(versions.Where(v => v.RecordedAt <= then && v.ReplacedAt > then).Select(v => new PastReport
        {
            EnterpriseId = v.EnterpriseId, Month = v.Month, MonthE4 = v.MonthE4, MonthPriorE4 = v.MonthPriorE4, YtdE4 = v.YtdE4, YtdPriorE4 = v.YtdPriorE4,
            Version = v.Version, Collected = (int)Domain.Collected.Department, RecordedAt = v.RecordedAt, BatchId = v.BatchId,
        }));
    }

    /// <summary>The sums of all subjects as of an instant, over all enterprises, whoever asks. Costs a walk over the reports of the
    /// months. Listings, industries and groups are dated facts of their own: they count as they are known now.</summary>
    public static async Task<IReadOnlyCollection<Rollup>> SumAsync(
        JingkaiDbContext db, IReadOnlyList<GroupSetView> sets, Measure measure, IReadOnlyList<int> months, DateTime at, CancellationToken cancel)
    {
        var spans = new Dictionary<Guid, List<EnterpriseSpan>>();
        await foreach (var span in db.Set<EnterpriseSpan>().AsNoTracking().OrderBy(s => s.FromOn).AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (!spans.TryGetValue(span.EnterpriseId, out var list)) spans.Add(span.EnterpriseId, list = new(1));
            list.Add(span);
        }

        var reports = Read(
            db.Set<ReportValue>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsNoTracking().Where(v => v.Measure == measure.Id && months.Contains(v.Month)),
            db.Set<ReportVersion>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsNoTracking().Where(v => v.Measure == measure.Id && months.Contains(v.Month)), at);
        var classification = new Classification(sets);
        var deltas = new RollupDeltas(db.ZoneId);
        await foreach (var r in reports.AsAsyncEnumerable().WithCancellation(cancel))
            deltas.Add(classification.SubjectsOf(spans.GetValueOrDefault(r.EnterpriseId) ?? [], r.Month, measure.Population), measure.Id, r.Month, new(r.MonthE4, r.MonthPriorE4, r.YtdE4, r.YtdPriorE4), 1);
        return deltas.Rollups;
    }
}
