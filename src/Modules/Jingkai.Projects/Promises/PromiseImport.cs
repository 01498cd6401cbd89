using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Jingkai.Platform.Ledgers;
using Jingkai.Platform.Numbering;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Exchange;
using Jingkai.Projects.Rating;
using Jingkai.Projects.Register;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Promises;

/// <summary>One import of promises. A row is a promise that is there (by its code, or by project, side, item and words) or a new one; what a cell leaves
/// empty stays. Results that take a second person do not come in by file.</summary>
internal sealed class PromiseImport(JingkaiDbContext db, PromiseClock clock, TimeProvider time, ProjectBook book, KnownProjects known, IReadOnlyList<ProjectPromise> there, IReadOnlyDictionary<Guid, LimitInForce> limits) : IImportSession
{
    private readonly PromiseJudge judge = new(book, db.Today);
    private readonly Dictionary<string, ProjectPromise> byCode = there.ToDictionary(p => p.Code, StringComparer.Ordinal);
    private readonly ILookup<string, ProjectPromise> byWords = there.ToLookup(p => KeyOf(p.ProjectId, p.Side, p.Item, p.Text), StringComparer.Ordinal);
    private readonly List<Staged> staged = [];

    public void Judge(LedgerRow row)
    {
        var (change, project) = (judge.Read(row), known.Of(row, PromiseColumns.Project, PromiseColumns.ProjectName));
        ProjectPromise? now = null;
        if (row[PromiseColumns.Code] is { HasValue: true, Text: { } code } && !byCode.TryGetValue(TextNormal.HalfWidth(code).Trim().ToUpperInvariant(), out now)) row.Reject(PromiseColumns.Code, Error.Invalid("unknown-promise", $"没有编号为“{code}”的承诺", $"there is no promise \"{code}\"", PromiseColumns.Code));
        if (now is not null && project is { } other && now.ProjectId != other) row.Reject(PromiseColumns.Project, Errors.ProjectFixed);
        if (row.IsBad || project is not { } id) return;
        var text = change.Or(PromiseColumns.Text, PromiseItems.Find(change.Or<string>(PromiseColumns.Item, null))?.Zh) ?? "";
        var key = KeyOf(id, change.Or<string>(PromiseColumns.Side, null) ?? "", change.Or<string>(PromiseColumns.Item, null) ?? "", text);
        now ??= byWords[key].FirstOrDefault();
        row.Identity = now?.Id.ToString() ?? key;
        var copy = now is null ? PromiseService.New(db, id, default) : Copy(now);
        foreach (var (column, error) in Change(copy, change)) row.Reject(column, error);
        if (!row.IsBad) staged.Add(new(row.Number, id, now?.Id, change));
    }

    public async Task<ImportCounts> ApplyAsync(IReadOnlySet<int> excludedRows, bool write, Action<decimal> progress, CancellationToken cancel)
    {
        if (write) await NumberSeries.HoldAsync(db, ProjectService.Series, cancel);
        var rows = staged.Where(s => !excludedRows.Contains(s.Row)).ToList();
        int inserted = 0, updated = 0, unchanged = 0, done = 0;
        List<object> before = [], after = [];
        var now = time.Now();
        foreach (var row in rows)
        {
            var promise = row.Promise is not { } id ? PromiseService.New(db, row.Project, now)
                : write ? await db.Set<ProjectPromise>().AsTracking().FirstAsync(p => p.Id == id, cancel) : Copy(there.First(p => p.Id == id));
            var was = Told(promise);
            if (Change(promise, row.Change).Count > 0) throw new ImportOvertakenException("A promise changed while its row waited to be written.");
            progress(++done / (decimal)rows.Count);
            if (row.Promise is not null && was.SequenceEqual(Told(promise)))
            {
                unchanged++;
                continue;
            }

            if (row.Promise is null) inserted++;
            else updated++;
            if (!write) continue;
            if (row.Promise is null) await PromiseService.AddAsync(db, promise, cancel);
            promise.Index();
            if (promise.Result is not null) (promise.EnteredById, promise.JudgedById, promise.JudgedAt) = (db.Actor.MemberId, db.Actor.MemberId, promise.JudgedAt ?? now);
            var project = known.File(row.Project).Project;
            if (row.Promise is not null) before.Add(new { code = promise.Code, values = was });
            after.Add(new { code = promise.Code, project = project.Code, values = Told(promise) });
            using (db.SuppressAudit())
            {
                await db.SaveChangesAsync(cancel);
                var followed = await clock.FollowAsync(promise, project, changed: true, cancel);
                if (!followed.IsOk) throw new InvalidOperationException($"The clock of a promise: {followed.Error.Code}");
                await PromisedDay.FollowAsync(db, promise, project, now, cancel);
                await db.SaveChangesAsync(cancel);
            }

            db.ChangeTracker.Clear();
        }

        if (write && inserted + updated > 0)
        {
            AuditTrail.Record(db, now, "imported", nameof(ProjectPromise), Guid.CreateVersion7().ToString(), PromiseLedger.LedgerCode, before.Count == 0 ? null : new { rows = before }, new { inserted, updated, rows = after });
            await db.SaveChangesAsync(cancel);
        }

        db.ChangeTracker.Clear();
        return new(inserted, updated, unchanged);
    }

    /// <summary>Applies the row to a promise, its result with it.</summary>
    private List<(string Column, Error Error)> Change(ProjectPromise promise, ProjectChange change)
    {
        if (promise.SignOff is { } pending) return [(PromiseColumns.Code, Errors.Pending(pending))];
        var before = Told(promise);
        var due = promise.DueOn;
        var wrong = PromiseWriter.Apply(promise, change).ToList();
        if (PromisedDay.PutsOff(promise, due) && limits.GetValueOrDefault(promise.ProjectId) is { } limit) wrong.Add((PromiseColumns.DueOn, Extensions.Errors.Constrained(limit)));
        var result = change.Or<string>(PromiseColumns.Result, null);
        if (promise.Result is not null)
        {
            // A file that repeats what was judged says nothing new.
            var repeats = before.SequenceEqual(Told(promise)) && (result is null || result == promise.Result);
            return repeats ? [] : [(PromiseColumns.Result, Errors.Judged)];
        }

        if (result is null || wrong.Count > 0) return wrong;
        if (PromiseResult.TakesTwo(result)) return [(PromiseColumns.Result, Errors.NeedsSecond)];
        var said = new Conclusion(result, change.Or<decimal?>(PromiseColumns.Achieved, null), change.Or<DateOnly?>(PromiseColumns.ResultOn, null) ?? (promise.DueOn < db.Today ? promise.DueOn : db.Today), null, change.Or<string>(PromiseColumns.Remedy, null), change.Or<string>(PromiseColumns.ResultNote, null));
        return [.. PromiseWriter.Conclude(promise, said, promise.DueOn, PromiseItems.Find(promise.Item)?.Milestone is { } milestone ? known.File(promise.ProjectId).Milestone(milestone)?.ReachedOn : null, db.Today).Select(e => (ColumnOf(e.Field), e))];
    }

    private static string ColumnOf(string? field) => field switch { "achieved" => PromiseColumns.Achieved, "on" => PromiseColumns.ResultOn, "remedy" => PromiseColumns.Remedy, _ => PromiseColumns.Result };

    private static string KeyOf(Guid project, string side, string item, string text) => $"{project}\n{side}\n{item}\n{TextNormal.SearchKey(text)}";

    private static object?[] Told(ProjectPromise p) =>
        [p.Side, p.Item, p.Text, PromiseWriter.Number(p.ValueE4), p.ValueUnit, p.AgreedOn, p.DueOn, p.UnitId, p.OwnerId, p.Agreement, p.Source, p.Result, PromiseWriter.Number(p.AchievedE4), p.ResultOn, p.Remedy, p.ResultNote];

    private static ProjectPromise Copy(ProjectPromise p) => new()
    {
        ZoneId = p.ZoneId, Id = p.Id, ProjectId = p.ProjectId, Code = p.Code, Side = p.Side, Item = p.Item, Text = p.Text, ValueE4 = p.ValueE4, ValueUnit = p.ValueUnit, AgreedOn = p.AgreedOn, DueOn = p.DueOn, UnitId = p.UnitId, OwnerId = p.OwnerId,
        Agreement = p.Agreement, Source = p.Source, ClockId = p.ClockId, Result = p.Result, AchievedE4 = p.AchievedE4, ResultOn = p.ResultOn, EvidenceId = p.EvidenceId, Remedy = p.Remedy, ResultNote = p.ResultNote, SignOff = p.SignOff,
    };

    private sealed record Staged(int Row, Guid Project, Guid? Promise, ProjectChange Change);
}
