using Jingkai.Economy.Domain;
using Jingkai.Enterprises.Contracts;
using Jingkai.Platform.Data;
using Jingkai.Platform.Events;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Rollups;

/// <summary>Keeps the economy's dated copy of enterprises, and moves their reports between subjects when the
/// classification changed, also back-dated. Runs in the transaction of the change.</summary>
internal sealed class EnterpriseFollower(EconomyLocks locks) : IEventHandler<EnterpriseChanged>
{
    public async Task HandleAsync(JingkaiDbContext db, EnterpriseChanged happened, CancellationToken cancel)
    {
        foreach (var batch in happened.Enterprises.OrderBy(e => e.Id).Chunk(1000)) await Follow(db, batch, cancel);
    }

    private async Task Follow(JingkaiDbContext db, EnterpriseSnapshot[] batch, CancellationToken cancel)
    {
        var ids = batch.Select(e => e.Id).ToList();
        await locks.EnterAsync(db, cancel);
        await CopyAsync(db, batch, cancel);
        await locks.LockAsync(db, ids, cancel);
        var old = await locks.SpansAsync(db, ids, cancel);
        var moved = batch.Where(e => !Same(old[e.Id], e.Spans)).ToList();
        if (moved.Count == 0) return;

        var sets = await locks.GroupSetsAsync(db, cancel);
        var before = moved.ToDictionary(e => e.Id, e => old[e.Id]);
        var after = moved.ToDictionary(e => e.Id, e => e.Spans.Select(s => Span(db.ZoneId, e.Id, s)).ToList());
        var deltas = RollupDeltas.Of(db);
        // Each with a memory of its own: another classification of the same enterprise and first day must not be served from it.
        Classification was = new(sets), becomes = new(sets);
        Populations(deltas, was, before, -1);
        Populations(deltas, becomes, after, 1);
        await Reports(db, deltas, was, before, becomes, after, cancel);

        var changed = moved.Select(e => e.Id).ToList();
        foreach (var chunk in changed.Chunk(EconomyLocks.Chunk))
            await db.Set<EnterpriseSpan>().Where(s => chunk.Contains(s.EnterpriseId)).ExecuteDeleteAsync(cancel);
        await BulkWriter.InsertAsync(db, after.Values.SelectMany(s => s), cancel);
        foreach (var chunk in changed.Where(id => old[id].Count > 0).Chunk(EconomyLocks.Chunk))
            await db.Set<EnterpriseCopy>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).Where(c => chunk.Contains(c.EnterpriseId)).ExecuteUpdateAsync(c => c.SetProperty(x => x.Version, x => x.Version + 1), cancel);
    }

    private static async Task CopyAsync(JingkaiDbContext db, EnterpriseSnapshot[] batch, CancellationToken cancel)
    {
        var copies = batch.Select(e => new EnterpriseCopy { ZoneId = db.ZoneId, EnterpriseId = e.Id, Code = e.Code, CreditCode = e.CreditCode, Name = e.Name, SortKey = e.SortKey });
        await BulkWriter.UpsertAsync(db, copies, [nameof(EnterpriseCopy.Code), nameof(EnterpriseCopy.CreditCode), nameof(EnterpriseCopy.Name), nameof(EnterpriseCopy.SortKey)], cancel: cancel);
    }

    private static void Populations(RollupDeltas deltas, Classification classification, Dictionary<Guid, List<EnterpriseSpan>> spans, int sign)
    {
        foreach (var span in spans.Values.SelectMany(s => s))
            foreach (var population in Enum.GetValues<Population>())
                foreach (var (subject, month, delta) in classification.PopulationOf(span, population)) deltas.Add(population, subject, month, sign * delta);
    }

    private static async Task Reports(
        JingkaiDbContext db, RollupDeltas deltas, Classification was, Dictionary<Guid, List<EnterpriseSpan>> before, Classification becomes, Dictionary<Guid, List<EnterpriseSpan>> after,
        CancellationToken cancel)
    {
        foreach (var chunk in before.Keys.Chunk(EconomyLocks.Chunk))
        {
            foreach (var value in await db.Set<ReportValue>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsNoTracking().Where(v => chunk.Contains(v.EnterpriseId)).ToListAsync(cancel))
            {
                var population = Measures.ById(value.Measure).Population;
                deltas.Add(was.SubjectsOf(before[value.EnterpriseId], value.Month, population), value.Measure, value.Month, Figures4.Of(value), -1);
                deltas.Add(becomes.SubjectsOf(after[value.EnterpriseId], value.Month, population), value.Measure, value.Month, Figures4.Of(value), 1);
            }
        }
    }

    private static EnterpriseSpan Span(int zone, Guid enterprise, ClassificationSpan s) => new()
    {
        ZoneId = zone,
        EnterpriseId = enterprise,
        FromOn = s.From,
        UntilOn = s.Until,
        Industry = s.Industry,
        ParkId = s.ParkId,
        AboveScale = s.AboveScaleIndustry,
        Operating = s.Operating,
    };

    private static bool Same(List<EnterpriseSpan> old, IReadOnlyList<ClassificationSpan> spans) =>
        old.Count == spans.Count && old.Zip(spans).All(p =>
            p.First.FromOn == p.Second.From && p.First.UntilOn == p.Second.Until && p.First.Industry == p.Second.Industry
            && p.First.ParkId == p.Second.ParkId && p.First.AboveScale == p.Second.AboveScaleIndustry && p.First.Operating == p.Second.Operating);
}
