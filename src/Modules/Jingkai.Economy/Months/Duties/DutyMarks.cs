using Jingkai.Economy.Domain;
using Jingkai.Economy.Reports;
using Jingkai.Economy.Rollups;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Months.Duties;

/// <summary>A duty that is being submitted while its values are written.</summary>
/// <param name="Duty">The duty.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Collected">How its values were collected; null: as before.</param>
/// <param name="Note">What the submitter has to say.</param>
internal sealed record Submission(Guid Duty, string Label, Collected? Collected, string? Note);

/// <summary>Follows what is written into figures: whatever way values come in, by form, by import or by a correction, the duties they
/// answer are marked in the same transaction. A value that changes after it was confirmed has to be confirmed again.</summary>
internal sealed class DutyMarks(JingkaiDbContext db, TimeProvider clock)
{
    /// <summary>Set while one duty is submitted; otherwise values come from a file or a correction.</summary>
    public Submission? Submission { get; set; }

    /// <summary>Enterprises' values were written.</summary>
    /// <param name="entries">What was given, changed or not.</param>
    /// <param name="outcome">What of it changed.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="verb">How: <see cref="DutyVerb.Import"/>, <see cref="DutyVerb.Correct"/>, <see cref="DutyVerb.Merge"/> or <see cref="DutyVerb.Unmerge"/>. A correction and the
    /// undoing of a merge answer no duty; they only undo a confirmation.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task WrittenAsync(IReadOnlyList<ReportEntry> entries, WriteOutcome outcome, Guid batch, string verb, CancellationToken cancel)
    {
        var months = entries.Select(e => e.Month).Distinct().ToList();
        if (months.Count == 0) return;
        foreach (var task in await db.Set<ReportTask>().AsNoTracking().Where(t => t.Kind == TaskKind.Enterprises && t.State == TaskState.Open && months.Contains(t.Month)).OrderBy(t => t.Id).ToListAsync(cancel))
        {
            var measures = task.AskedMeasures.Select(m => m.Id).ToHashSet();
            var given = entries.Where(e => e.Month == task.Month && measures.Contains(e.Measure)).Select(e => e.Enterprise).ToHashSet();
            if (given.Count == 0) continue;
            var duties = await LockedAsync(task, given, cancel);
            await MarkAsync(task, [.. duties.Select(d => (d, outcome.InsertedKeys.Contains((d.EnterpriseId!.Value, task.Month)) || outcome.UpdatedKeys.Contains((d.EnterpriseId!.Value, task.Month))))], batch, verb, cancel);
        }
    }

    /// <summary>Figures of offices were delivered; each with whether it changed.</summary>
    public async Task DeliveredAsync(IReadOnlyList<(Observation Figure, bool Changed)> delivered, Guid batch, CancellationToken cancel)
    {
        var zone = delivered.Where(d => d.Figure.Subject == Subjects.Zone).ToList();
        var indicators = zone.Select(d => d.Figure.Indicator).Distinct().ToList();
        if (indicators.Count == 0) return;
        var tasks = await db.Set<ReportTask>().AsNoTracking().Where(t => t.Kind == TaskKind.Office && t.State == TaskState.Open && indicators.Contains(t.Indicator!)).OrderBy(t => t.Id).ToListAsync(cancel);
        foreach (var task in tasks)
        {
            var mine = zone.Where(d => d.Figure.Indicator == task.Indicator && d.Figure.Period == task.Period).ToList();
            if (mine.Count == 0) continue;
            await MarkAsync(task, [.. (await LockedAsync(task, null, cancel)).Select(d => (d, mine.Any(m => m.Changed)))], batch, DutyVerb.Import, cancel);
        }
    }

    /// <summary>The duties of a task, locked in order of id until the transaction ends; those of some enterprises only, when named.</summary>
    private async Task<List<ReportDuty>> LockedAsync(ReportTask task, HashSet<Guid>? enterprises, CancellationToken cancel)
    {
        var few = enterprises is { Count: <= EconomyLocks.Chunk } ? enterprises.ToArray() : null;
        if (db.Provider == Provider.Postgres)
        {
            if (few is not null) await db.Database.ExecuteSqlAsync($"SELECT 1 FROM economy_report_duties WHERE zone_id = {db.ZoneId} AND task_id = {task.Id} AND enterprise_id = ANY({few}) ORDER BY id FOR UPDATE", cancel);
            else await db.Database.ExecuteSqlAsync($"SELECT 1 FROM economy_report_duties WHERE zone_id = {db.ZoneId} AND task_id = {task.Id} ORDER BY id FOR UPDATE", cancel);
        }

        var all = db.Set<ReportDuty>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsNoTracking().Where(d => d.TaskId == task.Id);
        if (few is not null) all = all.Where(d => few.Contains(d.EnterpriseId!.Value));
        var duties = await all.ToListAsync(cancel);
        return enterprises is null ? duties : [.. duties.Where(d => enterprises.Contains(d.EnterpriseId!.Value))];
    }

    private async Task MarkAsync(ReportTask task, IReadOnlyList<(ReportDuty Duty, bool Changed)> duties, Guid batch, string verb, CancellationToken cancel)
    {
        var submitted = duties.Where(d => Submission is { } one ? d.Duty.Id == one.Duty : Answers(d.Duty, d.Changed, verb)).Select(d => d.Duty).ToList();
        if (submitted.Count == 0) return;
        var (now, member, late) = (clock.Now(), db.Actor.MemberId, db.Today > task.DueOn);
        var (silent, note) = (Submission is null, Submission?.Note);
        // Whether it was late is decided once, by the first values that came.
        foreach (var first in new[] { true, false })
            foreach (var ids in submitted.Where(d => (d.SubmittedAt is null) == first).Select(d => d.Id).Chunk(EconomyLocks.Chunk))
                await db.Set<ReportDuty>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).Where(d => ids.Contains(d.Id)).ExecuteUpdateAsync(d => d
                    .SetProperty(x => x.State, DutyState.Submitted).SetProperty(x => x.SubmittedAt, now).SetProperty(x => x.SubmittedById, member).SetProperty(x => x.BatchId, batch)
                    .SetProperty(x => x.ConfirmedAt, (DateTime?)null).SetProperty(x => x.ConfirmedById, (Guid?)null)
                    .SetProperty(x => x.Draft, (string?)null).SetProperty(x => x.DraftAt, (DateTime?)null)
                    .SetProperty(x => x.Note, x => silent ? x.Note : note)
                    .SetProperty(x => x.Late, x => first ? late : x.Late).SetProperty(x => x.Version, x => x.Version + 1), cancel);

        if (Submission is not null) verb = DutyVerb.Submit;
        await BulkWriter.InsertAsync(db, submitted.Select(d => new DutyMove { ZoneId = db.ZoneId, DutyId = d.Id, At = now, MemberId = member, Verb = verb, Note = note }).ToList(), cancel);
        AuditTrail.Record(db, now, "submitted", nameof(ReportDuty), submitted.Count == 1 ? submitted[0].Id.ToString() : batch.ToString(), submitted.Count == 1 ? submitted[0].Label : task.Code,
            after: new { how = verb, batch, duties = submitted.Select(d => d.Label) });
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Whether values answer a duty: what was owed is in; what was in and has changed is to be looked at again.</summary>
    private static bool Answers(ReportDuty duty, bool changed, string verb) =>
        DutyState.Owed.Contains(duty.State) ? verb is not (DutyVerb.Correct or DutyVerb.Unmerge) : changed;
}
