using System.Text.Json;
using Jingkai.Kernel;
using Jingkai.Platform.Cases;
using Jingkai.Platform.Data;
using Jingkai.Platform.References;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Services.Requests;

/// <summary>What an enterprise asked follows its file into the one it is merged with, and back.</summary>
internal sealed class RequestReferences : IReferenceHolder
{
    public string Code => "services-requests";

    public Task<IReadOnlyList<ReferenceConflict>> ConflictsAsync(JingkaiDbContext db, ReferenceMove move, CancellationToken cancel) => Task.FromResult<IReadOnlyList<ReferenceConflict>>([]);

    public async Task<Result<MovedReferences>> MoveAsync(JingkaiDbContext db, ReferenceMove move, CancellationToken cancel)
    {
        if (move.Kind != ReferenceKinds.Enterprise) return new MovedReferences("null", []);
        var moved = await PointAsync(db, All(db).Where(c => c.SubjectId == move.Gone), move.Kept, cancel);
        return new MovedReferences(JsonSerializer.Serialize(moved, JsonSerializerOptions.Web), moved.Count == 0 ? [] : [new(new("件诉求", "requests"), moved.Count)]);
    }

    public Task<IReadOnlyList<Text>> ObstaclesAsync(JingkaiDbContext db, ReferenceMove move, string record, CancellationToken cancel) => Task.FromResult<IReadOnlyList<Text>>([]);

    public async Task MoveBackAsync(JingkaiDbContext db, ReferenceMove move, string record, CancellationToken cancel)
    {
        if (JsonSerializer.Deserialize<List<Guid>>(record, JsonSerializerOptions.Web) is { } moved) await PointAsync(db, All(db).Where(c => moved.Contains(c.Id)), move.Gone, cancel);
    }

    private static async Task<IReadOnlyList<Guid>> PointAsync(JingkaiDbContext db, IQueryable<Case> query, Guid to, CancellationToken cancel)
    {
        var cases = await query.OrderBy(c => c.Id).ToListAsync(cancel);
        using (db.SuppressAudit())
        {
            foreach (var row in cases) row.SubjectId = to;
            await db.SaveChangesAsync(cancel);
        }

        return [.. cases.Select(c => c.Id)];
    }

    // Whatever the writer's scope: all of them belong to the two files.
    private static IQueryable<Case> All(JingkaiDbContext db) => db.Set<Case>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsTracking().Where(c => c.SubjectKind == "enterprise");
}
