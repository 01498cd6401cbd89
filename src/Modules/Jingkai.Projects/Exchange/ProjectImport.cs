using Jingkai.Enterprises.Contracts;
using Jingkai.Kernel;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Jingkai.Platform.Ledgers;
using Jingkai.Platform.Numbering;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Register;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Exchange;

/// <summary>One import of projects. A row is a project that is there (by its code, project code or name) or a new one; what a cell leaves empty stays.</summary>
internal sealed class ProjectImport(JingkaiDbContext db, TimeProvider clock, ProjectBook book, KnownProjects known, IReadOnlyDictionary<string, IReadOnlyList<EnterpriseRef>> companies, IReadOnlyDictionary<Guid, Rating.LimitInForce> limits) : IImportSession
{
    private const int Batch = 500;

    private readonly ProjectJudge judge = new(book, companies, known.Whole, db.Today);
    private readonly Dictionary<Guid, Guid> wholes = known.Parts();
    private readonly ProjectWriter writer = new(db, limits);
    private readonly List<Staged> staged = [];

    public void Judge(LedgerRow row)
    {
        var change = judge.Read(row);
        var id = Find(row, change);
        if (!row.IsBad)
        {
            var file = id is { } there ? known.File(there) : writer.New(clock.Now());
            foreach (var (column, error) in writer.Apply(file, change, isNew: id is null)) row.Reject(column, error);
            Part(row, id, file);
        }

        row.Identity = id?.ToString() ?? $"new\n{TextNormal.SearchKey(row[ProjectColumns.Name].Text)}";
        if (!row.IsBad) staged.Add(new(row.Number, id, change));
    }

    public async Task<ImportCounts> ApplyAsync(IReadOnlySet<int> excludedRows, bool write, Action<decimal> progress, CancellationToken cancel)
    {
        if (write) await NumberSeries.HoldAsync(db, ProjectService.Series, cancel);
        var rows = staged.Where(s => !excludedRows.Contains(s.Row)).ToList();
        int inserted = 0, updated = 0, unchanged = 0, done = 0;
        List<object> before = [], after = [];
        var (now, year) = (clock.Now(), db.Today.Year);
        foreach (var chunk in rows.Chunk(Batch))
        {
            var files = (await ProjectFile.LoadAsync(db, [.. chunk.Select(s => s.Id).OfType<Guid>().Distinct()], track: write, cancel)).ToDictionary(f => f.Project.Id);
            foreach (var row in chunk)
            {
                if (row.Id is { } id && files.TryGetValue(id, out var file))
                {
                    var was = ProjectRow.Of(file, book, file.Project.EnterpriseId?.ToString(), year);
                    if (writer.Apply(file, row.Change, isNew: false).Count > 0) throw new ImportOvertakenException("A project changed while its row waited to be written.");
                    if (ProjectRow.Differences(was, ProjectRow.Of(file, book, file.Project.EnterpriseId?.ToString(), year)) is not { } told)
                    {
                        unchanged++;
                        continue;
                    }

                    updated++;
                    before.Add(new { code = file.Project.Code, values = told.Before });
                    after.Add(new { code = file.Project.Code, values = told.After });
                    if (write) ProjectService.Track(db, file);
                }
                else
                {
                    inserted++;
                    if (!write) continue;
                    file = writer.New(now);
                    if (writer.Apply(file, row.Change, isNew: true).Count > 0) throw new ImportOvertakenException("A project changed while its row waited to be written.");
                    await ProjectService.AddAsync(db, file, now, cancel);
                    after.Add(new { code = file.Project.Code, name = file.Project.Name, stage = file.Project.Stage });
                }
            }

            if (write)
            {
                using (db.SuppressAudit()) await db.SaveChangesAsync(cancel);
            }

            db.ChangeTracker.Clear();
            progress((done += chunk.Length) / (decimal)rows.Count);
        }

        if (write && inserted + updated > 0)
        {
            AuditTrail.Record(db, now, "imported", nameof(InvestmentProject), Guid.CreateVersion7().ToString(), ProjectLedger.LedgerCode, before.Count == 0 ? null : new { rows = before }, new { inserted, updated, rows = after });
            await db.SaveChangesAsync(cancel);
        }

        return new(inserted, updated, unchanged);
    }

    /// <summary>One level of sub-projects, also among the rows of one file.</summary>
    private void Part(LedgerRow row, Guid? id, ProjectFile file)
    {
        if (file.Parent is not { } parent || row.IsBad) return;
        if (wholes.ContainsKey(parent.Id)) row.Reject(ProjectColumns.Parent, Errors.PartOfPart(parent.Code));
        else if (id is { } part && wholes.ContainsValue(part)) row.Reject(ProjectColumns.Parent, Errors.HasParts);
        else wholes[id ?? file.Project.Id] = parent.Id;
    }

    private Guid? Find(LedgerRow row, ProjectChange change)
    {
        if (row[ProjectColumns.Code] is { HasValue: true, Text: { } code })
        {
            if (known.Coded(code) is { } coded) return coded;
            row.Reject(ProjectColumns.Code, Errors.UnknownProject(code));
            return null;
        }

        if (known.National(change.Or<string>(ProjectColumns.NationalCode, null)) is { } national) return national;
        if (row[ProjectColumns.Name] is not { HasValue: true, Text: { } name }) return null;
        switch (known.Named(name))
        {
            case []: return null;
            case [var only]: return only;
            default:
                row.Reject(ProjectColumns.Name, Errors.AmbiguousProject(name));
                return null;
        }
    }

    /// <summary>A row as it is kept until the whole file is read.</summary>
    private sealed record Staged(int Row, Guid? Id, ProjectChange Change);
}
