using System.Runtime.CompilerServices;
using Jingkai.Enterprises.Contracts;
using Jingkai.Platform.Data;
using Jingkai.Platform.Ledgers;
using Jingkai.Projects.Rating;
using Jingkai.Projects.Register;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Exchange;

/// <summary>The ledger of projects in and out of Excel.</summary>
internal sealed class ProjectLedger(JingkaiDbContext db, ProjectReader reader, IEnterpriseDirectory directory, FactorLimits limits, TimeProvider clock) : ILedger
{
    public const string LedgerCode = "projects";

    public string Code => LedgerCode;

    public string TitleKey => "projects.ledger";

    public string ReadPermission => ProjectsPermissions.Read;

    public string WritePermission => ProjectsPermissions.Import;

    public IReadOnlyList<LedgerColumn> Columns => ProjectColumns.All;

    public async Task<IImportSession> BeginImportAsync(CancellationToken cancel) => new ProjectImport(db, clock, await reader.BookAsync(cancel), await KnownProjects.LoadAsync(db, cancel), await CompanyNames.LoadAsync(directory, cancel), await limits.AllAsync(Factors.Extension, null, cancel));

    public async IAsyncEnumerable<IReadOnlyList<object?>> ExportAsync(IQueryCollection filters, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (!ProjectFilter.Parse(filters).Try(out var filter, out var error)) throw new LedgerRefusal(error);
        var words = await reader.BookAsync(cancel);
        var ids = await filter.Order(await filter.ApplyAsync(db, words, cancel)).Select(p => p.Id).ToListAsync(cancel);
        foreach (var chunk in ids.Chunk(500))
        {
            var files = await ProjectFile.LoadAsync(db, chunk, track: false, cancel);
            var companies = await directory.ByIdsAsync([.. files.Select(f => f.Project.EnterpriseId).OfType<Guid>().Distinct()], cancel);
            foreach (var file in files) yield return ProjectRow.Of(file, words, file.Project.EnterpriseId is { } company ? companies.GetValueOrDefault(company)?.Name : null, db.Today.Year);
        }
    }
}
