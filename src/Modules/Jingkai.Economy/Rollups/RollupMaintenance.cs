using Jingkai.Economy.Contracts;
using Jingkai.Economy.Domain;
using Jingkai.Economy.Figures;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Rollups;

/// <summary>Rebuilds roll-ups from reports. Kept and rebuilt must agree exactly: the property tests and the command
/// <c>rollup rebuild</c> both stand on this.</summary>
internal sealed class RollupMaintenance(JingkaiDbContext db, EconomyLocks locks) : IRollupMaintenance
{
    public async Task<RebuildOutcome> RebuildAsync(CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await locks.LockAllAsync(db, cancel);
        var fresh = await ComputeAsync(cancel);
        var (changed, rows) = await CompareAsync(fresh, cancel);
        if (changed > 0)
        {
            await db.Set<Rollup>().ExecuteDeleteAsync(cancel);
            await db.Set<PopulationChange>().ExecuteDeleteAsync(cancel);
            await BulkWriter.InsertAsync(db, fresh.Rollups.Where(RollupDeltas.Changes), cancel);
            await BulkWriter.InsertAsync(db, fresh.Populations.Where(p => p.Delta != 0), cancel);
        }

        await transaction.CommitAsync(cancel);
        return new(rows, changed);
    }

    /// <summary>Fills the sums of all group sets anew, after a set was defined. Needs the lock over all enterprises.</summary>
    public async Task RefillGroupsAsync(CancellationToken cancel)
    {
        var fresh = await ComputeAsync(cancel);
        await db.Set<Rollup>().Where(r => r.Subject.StartsWith(GroupPrefix)).ExecuteDeleteAsync(cancel);
        await db.Set<PopulationChange>().Where(p => p.Subject.StartsWith(GroupPrefix)).ExecuteDeleteAsync(cancel);
        await BulkWriter.InsertAsync(db, fresh.Rollups.Where(r => r.Subject.StartsWith(GroupPrefix, StringComparison.Ordinal) && RollupDeltas.Changes(r)), cancel);
        await BulkWriter.InsertAsync(db, fresh.Populations.Where(p => p.Subject.StartsWith(GroupPrefix, StringComparison.Ordinal) && p.Delta != 0), cancel);
        await MembershipState.TouchAsync(db, cancel);
    }

    private const string GroupPrefix = "group:";

    private async Task<RollupDeltas> ComputeAsync(CancellationToken cancel)
    {
        var classification = new Classification(await locks.GroupSetsAsync(db, cancel));
        var deltas = new RollupDeltas(db.ZoneId);
        var spans = new Dictionary<Guid, List<EnterpriseSpan>>();
        await foreach (var span in db.Set<EnterpriseSpan>().AsNoTracking().OrderBy(s => s.FromOn).AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (!spans.TryGetValue(span.EnterpriseId, out var list)) spans.Add(span.EnterpriseId, list = new(1));
            list.Add(span);
            foreach (var population in Enum.GetValues<Population>())
                foreach (var (subject, month, delta) in classification.PopulationOf(span, population)) deltas.Add(population, subject, month, delta);
        }

        await foreach (var value in db.Set<ReportValue>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsNoTracking().AsAsyncEnumerable().WithCancellation(cancel))
        {
            var subjects = classification.SubjectsOf(spans.GetValueOrDefault(value.EnterpriseId) ?? [], value.Month, Measures.ById(value.Measure).Population);
            deltas.Add(subjects, value.Measure, value.Month, Figures4.Of(value), 1);
        }

        return deltas;
    }

    private async Task<(long Changed, long Rows)> CompareAsync(RollupDeltas fresh, CancellationToken cancel)
    {
        long changed = 0;
        var sums = fresh.Rollups.Where(RollupDeltas.Changes).ToDictionary(r => (r.Measure, r.Month, r.Subject));
        var rows = sums.Count;
        await foreach (var kept in db.Set<Rollup>().AsNoTracking().AsAsyncEnumerable().WithCancellation(cancel))
        {
            var found = sums.Remove((kept.Measure, kept.Month, kept.Subject), out var expected);
            if (found ? !Same(kept, expected!) : RollupDeltas.Changes(kept)) changed++;
        }

        var populations = fresh.Populations.Where(p => p.Delta != 0).ToDictionary(p => (p.Population, p.Subject, p.Month), p => p.Delta);
        await foreach (var kept in db.Set<PopulationChange>().AsNoTracking().AsAsyncEnumerable().WithCancellation(cancel))
        {
            var found = populations.Remove((kept.Population, kept.Subject, kept.Month), out var expected);
            if (found ? kept.Delta != expected : kept.Delta != 0) changed++;
        }

        return (changed + sums.Count + populations.Count, rows);
    }

    private static bool Same(Rollup a, Rollup b) =>
        (a.MonthSumE4, a.MonthCount, a.MonthBothE4, a.MonthPriorE4, a.MonthBothCount) == (b.MonthSumE4, b.MonthCount, b.MonthBothE4, b.MonthPriorE4, b.MonthBothCount)
        && (a.YtdSumE4, a.YtdCount, a.YtdBothE4, a.YtdPriorE4, a.YtdBothCount) == (b.YtdSumE4, b.YtdCount, b.YtdBothE4, b.YtdPriorE4, b.YtdBothCount);
}
