using Jingkai.Economy.Domain;
using Jingkai.Economy.Months.Duties;
using Jingkai.Economy.Reports;
using Jingkai.Platform.Data;
using Jingkai.Platform.References;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Merging;

/// <summary>Reporting duties follow an enterprise into the file it is merged with, and the kept file's own are marked when the merge
/// brings or changes its values: nothing that was confirmed stays confirmed with other values.</summary>
internal sealed class DutyReferences(DutyMarks marks, TimeProvider clock)
{
    /// <summary>Marks the kept file's own duties after its values were written; before any duty moves, so that one which moves keeps its state.</summary>
    /// <returns>The duties that were marked, as they stood before.</returns>
    public async Task<List<MarkedDuty>> MarkAsync(JingkaiDbContext db, ReferenceMove move, MergePlan plan, CancellationToken cancel)
    {
        var outcome = new WriteOutcome(plan.Moved.Count, plan.Over.Count, 0);
        outcome.InsertedKeys.UnionWith(plan.Moved.Select(v => (move.Kept, v.Month)));
        outcome.UpdatedKeys.UnionWith(plan.Over.Select(o => (move.Kept, o.Kept.Month)));
        var before = await Duties(db, move.Kept).AsNoTracking().ToListAsync(cancel);
        await marks.WrittenAsync([.. plan.Moved.Concat(plan.Over.Select(o => o.Kept)).Select(v => Named(move.Kept, v.Measure, v.Month))], outcome, move.Batch, DutyVerb.Merge, cancel);
        var marked = await Duties(db, move.Kept).Where(d => d.BatchId == move.Batch).Select(d => d.Id).ToListAsync(cancel);
        return [.. before.Where(d => marked.Contains(d.Id)).Select(d => new MarkedDuty(d.Id, move.Batch, d.State, d.SubmittedById, d.SubmittedAt, d.BatchId, d.Late, d.ConfirmedById, d.ConfirmedAt, d.Draft, d.DraftAt))];
    }

    /// <summary>What the file that goes still owes, the kept one owes; where both owe the same, the kept one's duty stands for it.</summary>
    /// <returns>The duties that moved.</returns>
    public async Task<List<Guid>> MoveAsync(JingkaiDbContext db, ReferenceMove move, CancellationToken cancel)
    {
        var owed = (await Duties(db, move.Kept).Select(d => d.TaskId).ToListAsync(cancel)).ToHashSet();
        var duties = (await Duties(db, move.Gone).AsTracking().ToListAsync(cancel)).FindAll(d => !owed.Contains(d.TaskId));
        foreach (var duty in duties) duty.EnterpriseId = move.Kept;
        await db.SaveChangesAsync(cancel);
        return duties.ConvertAll(d => d.Id);
    }

    /// <summary>Moves duties back, and gives those that were marked the state they had: their values are again what they were then. One
    /// that was reported anew since the merge is to be looked at again.</summary>
    public async Task MoveBackAsync(JingkaiDbContext db, ReferenceMove move, MergedReports merged, CancellationToken cancel)
    {
        var now = clock.Now();
        var marked = (merged.Marked ?? []).ToDictionary(m => m.Id);
        var back = new HashSet<Guid>();
        foreach (var duty in await Duties(db, move.Kept).AsTracking().Where(d => merged.Duties.Contains(d.Id) || marked.Keys.Contains(d.Id)).ToListAsync(cancel))
        {
            if (!marked.TryGetValue(duty.Id, out var was)) duty.EnterpriseId = move.Gone;
            else if (duty.BatchId == was.By)
            {
                (duty.State, duty.SubmittedById, duty.SubmittedAt, duty.BatchId, duty.Late) = (was.State, was.SubmittedById, was.SubmittedAt, was.BatchId, was.Late);
                (duty.ConfirmedById, duty.ConfirmedAt, duty.Draft, duty.DraftAt) = (was.ConfirmedById, was.ConfirmedAt, was.Draft, was.DraftAt);
                db.Add(new DutyMove { ZoneId = db.ZoneId, DutyId = duty.Id, At = now, MemberId = db.Actor.MemberId, Verb = DutyVerb.Unmerge });
                back.Add(duty.TaskId);
            }
        }

        await db.SaveChangesAsync(cancel);
        var restored = await db.Set<ReportTask>().AsNoTracking().Where(t => back.Contains(t.Id)).ToListAsync(cancel);
        var changed = merged.Moved.Select(m => (m.Measure, m.Month)).Concat(merged.Over.Select(o => (o.Measure, o.Month)))
            .Where(v => !restored.Exists(t => t.Month == v.Month && t.AskedMeasures.Any(m => m.Id == v.Measure))).ToList();
        var outcome = new WriteOutcome(0, changed.Count, 0);
        outcome.UpdatedKeys.UnionWith(changed.Select(v => (move.Kept, v.Month)));
        await marks.WrittenAsync(changed.ConvertAll(v => Named(move.Kept, v.Measure, v.Month)), outcome, move.Batch, DutyVerb.Unmerge, cancel);
    }

    private static ReportEntry Named(Guid enterprise, int measure, int month) => new(enterprise, measure, month, Change.Keep, Change.Keep, Change.Keep, Change.Keep);

    private static IQueryable<ReportDuty> Duties(JingkaiDbContext db, Guid enterprise) =>
        db.Set<ReportDuty>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).Where(d => d.EnterpriseId == enterprise);
}
