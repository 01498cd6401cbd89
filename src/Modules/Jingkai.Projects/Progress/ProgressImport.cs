using Jingkai.Kernel;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Counting;
using Jingkai.Platform.Data;
using Jingkai.Platform.Ledgers;
using Jingkai.Platform.Numbering;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Exchange;
using Jingkai.Projects.Register;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Progress;

/// <summary>One import of progress. A row that repeats what stands for its day changes nothing; one that says otherwise is a new entry, and the old one stays on record.</summary>
internal sealed class ProgressImport(JingkaiDbContext db, TimeProvider clock, KnownProjects known, ProgressGround ground) : IImportSession
{
    private static readonly HashSet<string> Yes = new(["是", "有", "√", "1", "yes", "true"], StringComparer.OrdinalIgnoreCase), No = new(["否", "无", "没有", "×", "0", "no", "false"], StringComparer.OrdinalIgnoreCase);

    private readonly List<Staged> staged = [];

    public void Judge(LedgerRow row)
    {
        var project = known.Of(row, ProgressLedger.Project, ProgressLedger.Name);
        if (project is { } found && known.File(found).Project.EndedOn is not null) row.Reject(ProgressLedger.Name, LifeCycle.Errors.Ended);
        var (day, percent) = (row[ProgressLedger.On], row[ProgressLedger.Percent]);
        if (day.HasValue && day.Date > db.Today) row.Reject(ProgressLedger.On, LifeCycle.Errors.InFuture);
        if (percent.HasValue && ProgressService.E4(percent.Number) is null) row.Reject(ProgressLedger.Percent, Errors.BadPercent);
        var (accident, funds) = (Truth(row, ProgressLedger.Accident), Truth(row, ProgressLedger.Funds));
        if (row.IsBad || project is not { } id) return;
        if (ground.Refuses(id, day.Date, percent.Number, photo: false) is { } refused) row.Reject(ProgressLedger.Percent, refused);
        if (row.IsBad) return;
        row.Identity = $"{id}\n{day.Date:yyyy-MM-dd}";
        staged.Add(new(row.Number, id, day.Date, ProgressService.E4(percent.Number)!.Value, TextNormal.Clean(row[ProgressLedger.Words].Text) is { Length: > 0 } words ? words : null, accident, funds));
    }

    public async Task<ImportCounts> ApplyAsync(IReadOnlySet<int> excludedRows, bool write, Action<decimal> progress, CancellationToken cancel)
    {
        if (write) await NumberSeries.HoldAsync(db, ProjectService.Series, cancel);
        var rows = staged.Where(s => !excludedRows.Contains(s.Row)).ToList();
        // What was judged may have been overtaken: a round that wants photos was opened meanwhile.
        var now = write ? await ProgressGround.LoadAsync(db, null, cancel) : ground;
        if (rows.Exists(r => now.Refuses(r.Project, r.Day, r.PercentE4 / 10_000m, photo: false) is not null)) throw new ImportOvertakenException("A project or a round changed while its row waited to be written.");
        var stands = await StandsAsync(rows, cancel);
        int inserted = 0, updated = 0, unchanged = 0;
        List<object> told = [];
        foreach (var row in rows)
        {
            var before = stands.GetValueOrDefault((row.Project, row.Day));
            if (before is not null && row.Repeats(before))
            {
                unchanged++;
                continue;
            }

            if (before is null) inserted++;
            else updated++;
            told.Add(new { code = known.File(row.Project).Project.Code, values = new { day = row.Day, percent = row.PercentE4 / 10_000m, words = row.Words, accident = row.Accident, fundsBelowRule = row.Funds } });
            if (write)
                db.Add(new ProgressEntry
                {
                    ZoneId = db.ZoneId, ProjectId = row.Project, Day = row.Day, PercentE4 = row.PercentE4, Words = row.Words ?? before?.Words, Accident = row.Accident ?? before?.Accident, FundsBelowRule = row.Funds ?? before?.FundsBelowRule,
                    ById = db.Actor.MemberId, At = Tally.Moment(db, clock),
                });
        }

        if (write && told.Count > 0)
        {
            AuditTrail.Record(db, clock.Now(), "imported", nameof(InvestmentProject), Guid.CreateVersion7().ToString(), ProgressLedger.LedgerCode, null, new { inserted, updated, rows = told });
            using (db.SuppressAudit()) await db.SaveChangesAsync(cancel);
        }

        db.ChangeTracker.Clear();
        progress(1);
        return new(inserted, updated, unchanged);
    }

    /// <summary>What stands for each project and day: the latest that was not returned.</summary>
    private async Task<Dictionary<(Guid Project, DateOnly Day), ProgressEntry>> StandsAsync(IReadOnlyList<Staged> rows, CancellationToken cancel)
    {
        var stands = new Dictionary<(Guid, DateOnly), ProgressEntry>();
        if (rows.Count == 0) return stands;
        var (first, last) = (rows.Min(r => r.Day), rows.Max(r => r.Day));
        foreach (var chunk in rows.Select(r => r.Project).Distinct().Chunk(1000))
            foreach (var entry in (await db.Set<ProgressEntry>().AsNoTracking().Where(e => chunk.Contains(e.ProjectId) && e.RefusedAt == null && e.Day >= first && e.Day <= last).ToListAsync(cancel)).OrderBy(e => e.Id)) stands[(entry.ProjectId, entry.Day)] = entry;
        return stands;
    }

    private static bool? Truth(LedgerRow row, string column)
    {
        if (row[column] is not { HasValue: true, Text: { } text }) return null;
        var said = TextNormal.HalfWidth(text).Trim();
        if (Yes.Contains(said)) return true;
        if (!No.Contains(said)) row.Reject(column, Errors.NeitherYesNorNo(text));
        return false;
    }

    private sealed record Staged(int Row, Guid Project, DateOnly Day, int PercentE4, string? Words, bool? Accident, bool? Funds)
    {
        public bool Repeats(ProgressEntry entry) => entry.PercentE4 == PercentE4 && (Words is null || Words == entry.Words) && (Accident is null || Accident == entry.Accident) && (Funds is null || Funds == entry.FundsBelowRule);
    }
}
