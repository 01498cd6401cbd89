using Jingkai.Enterprises.Contracts;
using Jingkai.Enterprises.Domain;
using Jingkai.Enterprises.Register;
using Jingkai.Platform.Data;
using Jingkai.Platform.Events;
using Jingkai.Platform.Ledgers;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Exchange;

/// <summary>One import of the enterprise ledger: new enterprises are written in bulk, stored ones compared in batches; memory
/// holds the staged rows and one batch.</summary>
internal sealed class EnterpriseImport(JingkaiDbContext db, EventHub events, TimeProvider clock, string source, EnterpriseJudge judge) : IImportSession
{
    private const int Batch = 1000;

    private readonly Guid batch = Guid.CreateVersion7();

    public void Judge(LedgerRow row) => judge.Judge(row);

    public async Task<ImportCounts> ApplyAsync(IReadOnlySet<int> excludedRows, bool write, Action<decimal> progress, CancellationToken cancel)
    {
        // Whoever enters enterprises waits here, so what is not stored now is new until the transaction ends.
        if (write) await RegisterLock.TakeAsync(db, cancel);
        var context = await RuleContext.LoadAsync(db, cancel) with { Source = source };
        var rows = judge.Staged.Where(r => !excludedRows.Contains(r.Number)).ToList();
        var stored = await StoredAsync(rows, cancel);
        var created = rows.Where(r => !stored.ContainsKey(r.CreditCode)).ToList();
        if (write && created.Count > 0)
        {
            var gone = (await db.Set<Enterprise>().AsNoTracking().Where(e => e.MergedIntoId != null && e.CreditCode != null).Select(e => e.CreditCode!).ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
            if (created.Find(r => gone.Contains(r.CreditCode)) is { } overtaken) throw new ImportOvertakenException($"The enterprise of row {overtaken.Number} has been merged into another.");
        }

        // In order of id over the whole file, as everyone locks enterprises: batches in another order would meet other writers crosswise.
        var compared = rows.Where(r => stored.ContainsKey(r.CreditCode)).OrderBy(r => stored[r.CreditCode]).ToList();

        var done = 0;
        void Done(int count) => progress((done += count) / (decimal)Math.Max(rows.Count, 1));
        if (write && created.Count > 0)
        {
            var codes = await RegisterCodes.ReserveAsync(db, created.Count, cancel);
            for (var i = 0; i < created.Count; i += Batch)
            {
                await CreateAsync(context, created.GetRange(i, Math.Min(Batch, created.Count - i)), codes, i, cancel);
                Done(Math.Min(Batch, created.Count - i));
            }
        }

        var updated = 0;
        foreach (var chunk in compared.Chunk(Batch))
        {
            updated += await CompareAsync(context, chunk, write, cancel);
            Done(chunk.Length);
        }

        progress(1);
        return new(created.Count, updated, compared.Count - updated);
    }

    private async Task<Dictionary<string, Guid>> StoredAsync(List<StagedRow> rows, CancellationToken cancel)
    {
        var stored = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var chunk in rows.Select(r => r.CreditCode).Chunk(Batch))
        {
            foreach (var e in await db.Set<Enterprise>().AsNoTracking()
                .Where(e => e.VoidedAt == null && chunk.Contains(e.CreditCode!)).Select(e => new { e.CreditCode, e.Id }).ToListAsync(cancel)) stored[e.CreditCode!] = e.Id;
        }

        return stored;
    }

    private async Task CreateAsync(RuleContext context, List<StagedRow> rows, IReadOnlyList<string> codes, int first, CancellationToken cancel)
    {
        var now = clock.Now();
        var dossiers = new List<Dossier>(rows.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            var dossier = new Dossier(new Enterprise { ZoneId = db.ZoneId, Code = codes[first + i], CreatedAt = now, UpdatedAt = now }, true);
            Accept(EnterpriseRules.Apply(context, dossier, rows[i].ToInput(dossier, context.Today), describe: false), rows[i]);
            EnterpriseRules.Index(dossier);
            dossiers.Add(dossier);
        }

        await SaveParks(context.Parks, now, cancel);
        await BulkWriter.InsertAsync(db, dossiers.Select(d => d.File), cancel);
        await BulkWriter.InsertAsync(db, dossiers.SelectMany(d => d.Names), cancel);
        await BulkWriter.InsertAsync(db, dossiers.SelectMany(d => d.Listings), cancel);
        await BulkWriter.InsertAsync(db, dossiers.SelectMany(d => d.Qualifications), cancel);
        await BulkWriter.InsertAsync(db, dossiers.SelectMany(d => d.Contacts), cancel);
        await BulkWriter.InsertAsync(db, dossiers.SelectMany(d => d.NewLiaisons), cancel);
        RegisterTrail.RecordBatch(db, now, batch, dossiers.ConvertAll(d => d.File.Code), []);
        await FinishAsync(dossiers, cancel);
    }

    private async Task<int> CompareAsync(RuleContext context, StagedRow[] rows, bool write, CancellationToken cancel)
    {
        var now = clock.Now();
        var codes = rows.Select(r => r.CreditCode).ToArray();
        if (write && db.Provider == Provider.Postgres)
            await db.Database.ExecuteSqlAsync($"SELECT 1 FROM enterprises_enterprises WHERE zone_id = {db.ZoneId} AND credit_code = ANY({codes}) AND voided_at IS NULL ORDER BY id FOR UPDATE", cancel);
        var dossiers = (await Dossier.LoadAsync(db, db.Set<Enterprise>().Where(e => e.VoidedAt == null && codes.Contains(e.CreditCode!)), track: write, cancel))
            .ToDictionary(d => d.File.CreditCode!, StringComparer.Ordinal);
        var changed = new List<(string Code, Outcome Outcome)>();
        var published = new List<Dossier>();
        foreach (var row in rows)
        {
            if (!dossiers.TryGetValue(row.CreditCode, out var dossier)) throw new ImportOvertakenException($"The enterprise of row {row.Number} has another credit code now.");
            var was = dossier.Snapshot;
            var outcome = Accept(EnterpriseRules.Apply(context, dossier, row.ToInput(dossier, context.Today)), row);
            if (!outcome.Changed)
            {
                if (write) dossier.Forget(db);
                continue;
            }

            changed.Add((dossier.File.Code, outcome));
            if (!write) continue;
            EnterpriseRules.Index(dossier);
            dossier.File.UpdatedAt = now;
            dossier.Track(db);
            if (!RegisterService.Same(was, dossier.Snapshot)) published.Add(dossier);
        }

        if (!write) return changed.Count;
        await SaveParks(context.Parks, now, cancel);
        RegisterTrail.RecordBatch(db, now, batch, [], changed);
        await FinishAsync(published, cancel);
        return changed.Count;
    }

    private async Task SaveParks(ParkBook parks, DateTime now, CancellationToken cancel)
    {
        if (parks.Added.Count == 0) return;
        foreach (var park in parks.Added)
        {
            db.Add(park);
            RegisterTrail.RecordPark(db, now, park);
        }

        using (db.SuppressAudit()) await db.SaveChangesAsync(cancel);
        parks.Saved();
    }

    private async Task FinishAsync(List<Dossier> dossiers, CancellationToken cancel)
    {
        using (db.SuppressAudit()) await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        if (dossiers.Count == 0) return;
        await events.PublishAsync(db, new EnterpriseChanged([.. dossiers.Select(d => d.Snapshot).OrderBy(s => s.Id)]), cancel);
    }

    /// <summary>Rows were judged by the same rules; a refusal here means that somebody changed the file since.</summary>
    private static Outcome Accept(Outcome outcome, StagedRow row) => outcome.Errors.Count == 0 ? outcome
        : throw new ImportOvertakenException($"Row {row.Number} was good when it was judged and is refused now: {string.Join(", ", outcome.Errors.Select(e => $"{e.Field} {e.Code}"))}");
}
