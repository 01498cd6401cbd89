using Jingkai.Economy.Domain;
using Jingkai.Economy.Months;
using Jingkai.Economy.Months.Duties;
using Jingkai.Economy.Rollups;
using Jingkai.Kernel;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Reports;

/// <summary>What to do with one value of a report. Sixteen bytes, because an import keeps millions of them.</summary>
internal readonly record struct Change
{
    private readonly long number;
    private readonly State state;

    private Change(State state, long number) => (this.state, this.number) = (state, number);

    private enum State : byte
    {
        Keep,
        Clear,
        Set,
    }

    /// <summary>Leave what is stored.</summary>
    public static Change Keep => default;

    /// <summary>Whether what is stored is replaced.</summary>
    public bool Touches => state != State.Keep;

    /// <summary>What to store; null for "not reported".</summary>
    public long? Value => state == State.Set ? number : null;

    /// <summary>Store a value, or null for "not reported".</summary>
    public static Change To(long? value) => value is { } v ? new(State.Set, v) : new(State.Clear, 0);

    public long? Over(long? stored) => state == State.Keep ? stored : Value;
}

/// <summary>One measure of one enterprise and month, to be written.</summary>
internal readonly record struct ReportEntry(Guid Enterprise, int Measure, int Month, Change Value, Change Prior, Change Ytd, Change YtdPrior)
{
    public Figures4 Over(Figures4 stored) => new(Value.Over(stored.Month), Prior.Over(stored.MonthPrior), Ytd.Over(stored.Ytd), YtdPrior.Over(stored.YtdPrior));
}

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
/// changes when all is written. The one place that refuses to write into a locked month.</summary>
internal sealed class ReportWriter(JingkaiDbContext db, EconomyLocks locks, MonthGate gate, DutyMarks duties, TimeProvider clock)
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
        var enterprises = entries.Select(e => e.Enterprise).Distinct().Order().ToList();
        if (write) await locks.LockAsync(db, enterprises, cancel);
        var spans = await locks.SpansAsync(db, enterprises, cancel);
        var classification = new Classification(await locks.GroupSetsAsync(db, cancel));
        var stored = await StoredAsync(entries, enterprises, cancel);

        var pass = new Pass(this, entries, stored, spans, classification, write ? RollupDeltas.Of(db) : new(db.ZoneId), new(batch, note?.Reason, duties.Submission?.Collected, held));
        if (!write)
        {
            foreach (var _ in pass.Inserts())
            {
            }

            return pass.Outcome;
        }

        // New rows go to the database as they are found, so that a large file is never held twice.
        await BulkWriter.InsertAsync(db, pass.Inserts(), cancel);
        await duties.WrittenAsync(entries, pass.Outcome, batch, note is not null, cancel);
        if (pass.Outcome.Inserted + pass.Outcome.Updated == 0) return pass.Outcome;
        await BulkWriter.UpsertAsync(db, pass.Updates, UpdateColumns, cancel: cancel);
        await BulkWriter.InsertAsync(db, pass.Versions, cancel);
        Record(batch, note, duties.Submission?.Label, pass.Outcome.Inserted, pass.Updates, pass.Versions, pass.Now);
        await db.SaveChangesAsync(cancel);
        return pass.Outcome;
    }

    /// <summary>One walk over the entries: gives new rows as it goes and keeps what changes.</summary>
    private sealed class Pass(
        ReportWriter writer, IReadOnlyList<ReportEntry> entries, Dictionary<(Guid, int, int), ReportValue> stored,
        Dictionary<Guid, List<EnterpriseSpan>> spans, Classification classification, RollupDeltas deltas, Origin origin)
    {
        public DateTime Now { get; } = writer.clock.Now();

        public WriteOutcome Outcome { get; private set; } = new(0, 0, 0);

        public List<ReportValue> Updates { get; } = [];

        public List<ReportVersion> Versions { get; } = [];

        public IEnumerable<ReportValue> Inserts()
        {
            int inserted = 0, unchanged = 0;
            foreach (var entry in entries)
            {
                stored.TryGetValue((entry.Enterprise, entry.Measure, entry.Month), out var old);
                var before = old is null ? default : Figures4.Of(old);
                var after = entry.Over(before);
                if (after == before && (old is not null || after.IsEmpty))
                {
                    unchanged++;
                    continue;
                }

                Sum(entry, old is null ? null : before, after);
                var row = writer.Row(entry, after, origin, Now, old);
                if (old is null)
                {
                    inserted++;
                    Outcome.InsertedKeys.Add((entry.Enterprise, entry.Month));
                    yield return row;
                }
                else
                {
                    Updates.Add(row);
                    Versions.Add(writer.Replaced(old, Now, origin));
                    Outcome.UpdatedKeys.Add((entry.Enterprise, entry.Month));
                }
            }

            Outcome = Outcome with { Inserted = inserted, Updated = Updates.Count, Unchanged = unchanged };
        }

        private void Sum(in ReportEntry entry, Figures4? before, in Figures4 after)
        {
            var subjects = classification.SubjectsOf(spans[entry.Enterprise], entry.Month, Measures.ById(entry.Measure).Population);
            if (before is { } old) deltas.Add(subjects, entry.Measure, entry.Month, old, -1);
            deltas.Add(subjects, entry.Measure, entry.Month, after, 1);
        }
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

    private async Task<Dictionary<(Guid, int, int), ReportValue>> StoredAsync(IReadOnlyList<ReportEntry> entries, List<Guid> enterprises, CancellationToken cancel)
    {
        var (first, last) = entries.Count == 0 ? (0, 0) : (entries.Min(e => e.Month), entries.Max(e => e.Month));
        var values = db.Set<ReportValue>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsNoTracking().Where(v => v.Month >= first && v.Month <= last);
        var found = new Dictionary<(Guid, int, int), ReportValue>();
        if (enterprises.Count > EconomyLocks.Chunk * 4)
        {
            // A whole zone's file: one ordered read is faster than thousands of keys.
            var wanted = enterprises.ToHashSet();
            await foreach (var v in values.AsAsyncEnumerable().WithCancellation(cancel))
                if (wanted.Contains(v.EnterpriseId)) found.Add((v.EnterpriseId, v.Measure, v.Month), v);
            return found;
        }

        foreach (var chunk in enterprises.Chunk(EconomyLocks.Chunk))
        {
            foreach (var v in await values.Where(v => chunk.Contains(v.EnterpriseId)).ToListAsync(cancel))
                found.Add((v.EnterpriseId, v.Measure, v.Month), v);
        }

        return found;
    }
}
