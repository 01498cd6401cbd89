using System.Text.Json;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Jingkai.Platform.References;
using Jingkai.Projects.Domain;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Register;

/// <summary>Projects follow their company's file into the one it is merged with, and back.</summary>
internal sealed class ProjectReferences : IReferenceHolder
{
    public string Code => "projects-companies";

    public Task<IReadOnlyList<ReferenceConflict>> ConflictsAsync(JingkaiDbContext db, ReferenceMove move, CancellationToken cancel) => Task.FromResult<IReadOnlyList<ReferenceConflict>>([]);

    public async Task<Result<MovedReferences>> MoveAsync(JingkaiDbContext db, ReferenceMove move, CancellationToken cancel)
    {
        if (move.Kind != ReferenceKinds.Enterprise) return new MovedReferences("null", []);
        var moved = await PointAsync(db, All(db).Where(p => p.EnterpriseId == move.Gone), move.Kept, cancel);
        return new MovedReferences(JsonSerializer.Serialize(moved, JsonSerializerOptions.Web), moved.Count == 0 ? [] : [new(new("个项目", "projects"), moved.Count)]);
    }

    public Task<IReadOnlyList<Text>> ObstaclesAsync(JingkaiDbContext db, ReferenceMove move, string record, CancellationToken cancel) => Task.FromResult<IReadOnlyList<Text>>([]);

    public async Task MoveBackAsync(JingkaiDbContext db, ReferenceMove move, string record, CancellationToken cancel)
    {
        if (JsonSerializer.Deserialize<List<Guid>>(record, JsonSerializerOptions.Web) is not { } moved) return;
        await PointAsync(db, All(db).Where(p => moved.Contains(p.Id)), move.Gone, cancel);
    }

    private static async Task<List<Guid>> PointAsync(JingkaiDbContext db, IQueryable<InvestmentProject> query, Guid to, CancellationToken cancel)
    {
        var projects = await query.OrderBy(p => p.Id).ToListAsync(cancel);
        using (db.SuppressAudit())
        {
            foreach (var project in projects) project.EnterpriseId = to;
            await db.SaveChangesAsync(cancel);
        }

        return projects.ConvertAll(p => p.Id);
    }

    // Whatever the writer's scope: all of them belong to the two files.
    private static IQueryable<InvestmentProject> All(JingkaiDbContext db) => db.Set<InvestmentProject>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsTracking();
}
