using System.Collections;
using System.Runtime.CompilerServices;
using Jingkai.Economy.Domain;
using Jingkai.Economy.Months;
using Jingkai.Economy.Months.Duties;
using Jingkai.Economy.Rollups;
using Jingkai.Kernel;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Reports;

/// <summary>What a write did.</summary>
internal sealed record WriteOutcome(int Inserted, int Updated, int Unchanged)
{
    /// <summary>Keys that were new.</summary>
    public HashSet<(Guid Enterprise, int Month)> InsertedKeys { get; } = [];

    /// <summary>Keys of which something stored before was changed.</summary>
    public HashSet<(Guid Enterprise, int Month)> UpdatedKeys { get; } = [];
}

/// <summary>What a correction says beside its numbers.</summary>
/// <param name="Reason">Why; kept with the replaced version.</param>
/// <param name="Label">What people call the value, for the trail.</param>
internal sealed record CorrectionNote(string Reason, string Label);

/// <summary>Writes reports with their versions, keeps the roll-ups in the same transaction, and records one audit entry for
/// the batch. The order is always: hold the months, lock the enterprises in order of id, write, mark the duties, apply the summed
/// changes when all is written. Nothing enters a locked month; a merge of files moves values by itself, in the same order and by the
/// same gate and marks.</summary>
internal sealed class ReportWriter(JingkaiDbContext db, EconomyLocks locks, MonthGate gate, DutyMarks duties, FigureNews news, TimeProvider clock)
{
    private readonly JingkaiDbContext db = db;
    private readonly TimeProvider clock = clock;

    /// <summary>Writes entries (or, with <paramref name="write"/> false, only finds out what they would do).</summary>
    /// <remarks>Must run in an open transaction when writing. Entries have distinct keys.</remarks>
    /// <returns>What was done, or <c>period-locked</c>, and then nothing was.</returns>
    public async Task<Result<WriteOutcome>> WriteAsync(
        IReadOnlyList<ReportEntry> entries, Guid batch, CorrectionNote? note, bool write, CancellationToken cancel)
    {
        var held = write ? await gate.HoldAsync(db, entries.Select(e => e.Month), cancel) : HeldMonths.None;
        if (held.Locked.Count > 0) return MonthErrors.Locked(held.Locked);
        var index = new EntryIndex(entries);
        if (write) await locks.LockAsync(db, index.Enterprises, cancel);
        var spans = await locks.SpansAsync(db, index.Enterprises, cancel);
        var classification = new Classification(await locks.GroupSetsAsync(db, cancel));
        var pass = new Pass(this, entries, index, spans, classification, write ? RollupDeltas.Of(db) : new(db.ZoneId), new(batch, note?.Reason, duties.Submission?.Collected, held));
        await pass.CompareAsync(StoredAsync(entries, index.Enterprises, cancel));

        // New rows go to the database as they are found, so that a large file is never held twice.
        if (write) await BulkWriter.InsertAsync(db, pass.Inserts(), cancel);
        else pass.Inserts().Count();
        if (write) await duties.WrittenAsync(entries, pass.Outcome, batch, note is null ? DutyVerb.Import : DutyVerb.Correct, cancel);
        if (!write || pass.Outcome.Inserted + pass.Outcome.Updated == 0) return pass.Outcome;
        await BulkWriter.UpsertAsync(db, pass.Updates, UpdateColumns, cancel: cancel);
        await BulkWriter.InsertAsync(db, pass.Versions, cancel);
        Record(batch, note, duties.Submission?.Label, pass.Outcome.Inserted, pass.Updates, pass.Versions, pass.Now);
        await news.TellAsync(db, "enterprise-reports", batch, pass.Versions.Count, [.. pass.Versions.Select(v => (v.Measure, v.Month)).Distinct().Select(Named)], cancel);
        await db.SaveChangesAsync(cancel);
        return pass.Outcome;
    }

    private static (string Indicator, string Period) Named((int Measure, int Month) key)
    {
        var measure = Measures.ById(key.Measure);
        return (measure.Indicator, MonthKey.PeriodOf(key.Month, measure.Population == Population.AboveScaleIndustry).ToString());
    }

    /// <summary>Two walks: over what is stored, keeping what changes, and over the entries, giving new rows as it goes.</summary>
    private sealed class Pass(
        ReportWriter writer, IReadOnlyList<ReportEntry> entries, EntryIndex index,
        Dictionary<Guid, List<EnterpriseSpan>> spans, Classification classification, RollupDeltas deltas, Origin origin)
    {
        private readonly BitArray known = new(entries.Count);

        public DateTime Now { get; } = writer.clock.Now();

        public WriteOutcome Outcome { get; private set; } = new(0, 0, 0);

        public List<ReportValue> Updates { get; } = [];

        public List<ReportVersion> Versions { get; } = [];

        public async Task CompareAsync(IAsyncEnumerable<ReportValue> stored)
        {
            var unchanged = 0;
            await foreach (var old in stored)
            {
                var position = index.Find(old.EnterpriseId, old.Measure, old.Month);
                if (position < 0) continue;
                known[position] = true;
                var entry = entries[index[position]];
                var before = Figures4.Of(old);
                var after = entry.Over(before);
                if (after == before)
                {
                    unchanged++;
                    continue;
                }

                var subjects = SubjectsOf(entry);
                deltas.Add(subjects, entry.Measure, entry.Month, before, -1);
                deltas.Add(subjects, entry.Measure, entry.Month, after, 1);
                Updates.Add(writer.Row(entry, after, origin, Now, old));
                Versions.Add(writer.Replaced(old, Now, origin));
                Outcome.UpdatedKeys.Add((entry.Enterprise, entry.Month));
            }

            Outcome = Outcome with { Updated = Updates.Count, Unchanged = unchanged };
        }

        public IEnumerable<ReportValue> Inserts()
        {
            int inserted = 0, empty = 0;
            for (var position = 0; position < index.Count; position++)
            {
                if (known[position]) continue;
                var entry = entries[index[position]];
                var after = entry.Over(default);
                if (after.IsEmpty)
                {
                    empty++;
                    continue;
                }

                deltas.Add(SubjectsOf(entry), entry.Measure, entry.Month, after, 1);
                inserted++;
                Outcome.InsertedKeys.Add((entry.Enterprise, entry.Month));
                yield return writer.Row(entry, after, origin, Now, old: null);
            }

            Outcome = Outcome with { Inserted = inserted, Unchanged = Outcome.Unchanged + empty };
        }

        private string[] SubjectsOf(in ReportEntry entry) =>
            classification.SubjectsOf(spans[entry.Enterprise], entry.Month, Measures.ById(entry.Measure).Population);
    }

    /// <summary>Where values come from: the batch, why, how they were collected (null: as before), and what allowed it.</summary>
    private sealed record Origin(Guid Batch, string? Reason, Collected? Collected, HeldMonths Held);

    private static readonly string[] UpdateColumns =
    [
        nameof(ReportValue.MonthE4), nameof(ReportValue.MonthPriorE4), nameof(ReportValue.YtdE4), nameof(ReportValue.YtdPriorE4),
        nameof(ReportValue.Version), nameof(ReportValue.Collected), nameof(ReportValue.BatchId), nameof(ReportValue.RecordedAt),
    ];

    private ReportValue Row(ReportEntry entry, Figures4 after, Origin origin, DateTime now, ReportValue? old) => new()
    {
        ZoneId = db.ZoneId,
        EnterpriseId = entry.Enterprise,
        Measure = entry.Measure,
        Month = entry.Month,
        MonthE4 = after.Month,
        MonthPriorE4 = after.MonthPrior,
        YtdE4 = after.Ytd,
        YtdPriorE4 = after.YtdPrior,
        Version = (old?.Version ?? 0) + 1,
        Collected = (int?)origin.Collected ?? old?.Collected ?? (int)Collected.Department,
        BatchId = origin.Batch,
        RecordedAt = now,
    };

    private ReportVersion Replaced(ReportValue old, DateTime now, Origin origin) => new()
    {
        ZoneId = db.ZoneId,
        EnterpriseId = old.EnterpriseId,
        Measure = old.Measure,
        Month = old.Month,
        Version = old.Version,
        MonthE4 = old.MonthE4,
        MonthPriorE4 = old.MonthPriorE4,
        YtdE4 = old.YtdE4,
        YtdPriorE4 = old.YtdPriorE4,
        BatchId = old.BatchId,
        RecordedAt = old.RecordedAt,
        ReplacedAt = now,
        ReplacedBy = db.Actor.AccountId,
        Reason = origin.Reason,
        SignOff = origin.Held.SignOffOf(old.Month),
    };

    private void Record(Guid batch, CorrectionNote? note, string? label, int inserted, List<ReportValue> updates, List<ReportVersion> versions, DateTime now)
    {
        // New rows are named by their number only: the rows themselves carry the batch. Changed rows are kept with both values.
        object? before = versions.Count == 0 ? null : versions.Select(v => new { v.EnterpriseId, v.Measure, v.Month, v.Version, v.MonthE4, v.MonthPriorE4, v.YtdE4, v.YtdPriorE4 });
        var after = new
        {
            inserted,
            updated = updates.Count,
            reason = note?.Reason,
            rows = updates.Select(v => new { v.EnterpriseId, v.Measure, v.Month, v.Version, v.MonthE4, v.MonthPriorE4, v.YtdE4, v.YtdPriorE4 }),
        };
        AuditTrail.Record(db, now, note is not null ? "corrected" : label is not null ? "submitted" : "imported", "EnterpriseReport", batch.ToString(), note?.Label ?? label ?? "enterprise-reports", before, after);
    }

    private async IAsyncEnumerable<ReportValue> StoredAsync(
        IReadOnlyList<ReportEntry> entries, IReadOnlyList<Guid> enterprises, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (first, last) = entries.Count == 0 ? (0, 0) : (entries.Min(e => e.Month), entries.Max(e => e.Month));
        var values = db.Set<ReportValue>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsNoTracking().Where(v => v.Month >= first && v.Month <= last);
        if (enterprises.Count > EconomyLocks.Chunk * 4)
        {
            // A whole zone's file: one read is faster than thousands of keys.
            await foreach (var value in values.AsAsyncEnumerable().WithCancellation(cancel)) yield return value;
            yield break;
        }

        foreach (var chunk in enterprises.Chunk(EconomyLocks.Chunk))
            await foreach (var value in values.Where(v => chunk.Contains(v.EnterpriseId)).AsAsyncEnumerable().WithCancellation(cancel)) yield return value;
    }
}
