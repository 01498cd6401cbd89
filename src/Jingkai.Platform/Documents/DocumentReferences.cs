using System.Text.Json;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Jingkai.Platform.References;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Documents;

/// <summary>Papers that went to an enterprise whose file became part of another: the account of the kept one reads them. What is printed on
/// them stays.</summary>
internal sealed class DocumentReferences : IReferenceHolder
{
    public string Code => "documents";

    public Task<IReadOnlyList<ReferenceConflict>> ConflictsAsync(JingkaiDbContext db, ReferenceMove move, CancellationToken cancel) => Task.FromResult<IReadOnlyList<ReferenceConflict>>([]);

    public async Task<Result<MovedReferences>> MoveAsync(JingkaiDbContext db, ReferenceMove move, CancellationToken cancel)
    {
        if (move.Kind != ReferenceKinds.Enterprise) return new MovedReferences("[]", []);
        var papers = await Of(db).Where(d => d.EnterpriseId == move.Gone).ToListAsync(cancel);
        foreach (var paper in papers) paper.EnterpriseId = move.Kept;
        await db.SaveChangesAsync(cancel);
        return new MovedReferences(JsonSerializer.Serialize(papers.Select(p => p.Id)), papers.Count == 0 ? [] : [new(new("公文", "papers"), papers.Count)]);
    }

    public Task<IReadOnlyList<Text>> ObstaclesAsync(JingkaiDbContext db, ReferenceMove move, string record, CancellationToken cancel) => Task.FromResult<IReadOnlyList<Text>>([]);

    public async Task MoveBackAsync(JingkaiDbContext db, ReferenceMove move, string record, CancellationToken cancel)
    {
        var moved = JsonSerializer.Deserialize<List<Guid>>(record)!;
        foreach (var paper in await Of(db).Where(d => moved.Contains(d.Id) && d.EnterpriseId == move.Kept).ToListAsync(cancel)) paper.EnterpriseId = move.Gone;
        await db.SaveChangesAsync(cancel);
    }

    private static IQueryable<Document> Of(JingkaiDbContext db) => db.Set<Document>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsTracking();
}
