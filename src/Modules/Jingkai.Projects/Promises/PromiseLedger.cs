using System.Runtime.CompilerServices;
using Jingkai.Platform.Clocks;
using Jingkai.Platform.Data;
using Jingkai.Platform.Ledgers;
using Jingkai.Projects.Exchange;
using Jingkai.Projects.Rating;
using Jingkai.Projects.Register;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Promises;

/// <summary>Promises of both sides in and out of Excel.</summary>
internal sealed class PromiseLedger(JingkaiDbContext db, ProjectReader reader, PromiseClock clock, FactorLimits limits, TimeProvider time) : ILedger
{
    public const string LedgerCode = "promises";

    public string Code => LedgerCode;

    public string TitleKey => "projects.promises";

    public string ReadPermission => ProjectsPermissions.Read;

    public string WritePermission => ProjectsPermissions.Import;

    public IReadOnlyList<LedgerColumn> Columns => PromiseColumns.All;

    public async Task<IImportSession> BeginImportAsync(CancellationToken cancel) =>
        new PromiseImport(db, clock, time, await reader.BookAsync(cancel), await KnownProjects.LoadAsync(db, cancel), await db.Set<ProjectPromise>().AsNoTracking().Where(p => p.VoidedAt == null).OrderBy(p => p.Id).ToListAsync(cancel), await limits.AllAsync(Factors.Extension, null, cancel));

    public async IAsyncEnumerable<IReadOnlyList<object?>> ExportAsync(IQueryCollection filters, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (!PromiseFilter.Parse(filters).Try(out var filter, out var error)) throw new LedgerRefusal(error);
        var views = new PromiseReader(db, reader);
        var rows = await filter.Order(db, filter.Apply(db, await reader.BookAsync(cancel))).ToListAsync(cancel);
        foreach (var chunk in rows.Chunk(500))
            foreach (var view in await views.ViewsAsync(chunk, cancel))
                yield return
                [
                    view.Code, view.Project, view.ProjectName, PromiseSide.NameOf(view.Side).Zh, PromiseItems.Find(view.Item)?.Zh, view.Text, view.Value, view.ValueUnit, view.AgreedOn, view.DueOn, view.Unit, view.Owner, view.Agreement, view.Source,
                    view.Result is { } result ? PromiseItems.ResultNamed(result)?.Zh : null, view.Achieved, view.ResultOn, view.Remedy is { } remedy ? PromiseItems.RemedyNamed(remedy)?.Zh : null, view.ResultNote,
                ];
    }
}
