using System.Text.Json;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Cases;
using Jingkai.Platform.Data;
using Jingkai.Platform.References;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Services.Requests;

/// <summary>What an enterprise asked, and the leader behind it where the other file has none, follow its file into the one it is merged with, and back.</summary>
internal sealed class RequestReferences : IReferenceHolder
{
    public string Code => "services-requests";

    public Task<IReadOnlyList<ReferenceConflict>> ConflictsAsync(JingkaiDbContext db, ReferenceMove move, CancellationToken cancel) => Task.FromResult<IReadOnlyList<ReferenceConflict>>([]);

    public async Task<Result<MovedReferences>> MoveAsync(JingkaiDbContext db, ReferenceMove move, CancellationToken cancel)
    {
        if (move.Kind != ReferenceKinds.Enterprise) return new MovedReferences("null", []);
        var cases = await PointAsync(db, All(db).Where(c => c.SubjectId == move.Gone), move.Kept, cancel);
        var led = await Sponsors(db).AnyAsync(a => a.SubjectId == move.Kept, cancel);
        var sponsors = led ? [] : await PointAsync(db, Sponsors(db).Where(a => a.SubjectId == move.Gone), move.Kept, cancel);
        return new MovedReferences(JsonSerializer.Serialize(new Moved(cases, sponsors), JsonSerializerOptions.Web), [.. new ReferenceCount[] { new(new("件诉求", "requests"), cases.Count), new(new("位挂钩领导", "sponsors"), sponsors.Count) }.Where(c => c.Count > 0)]);
    }

    public Task<IReadOnlyList<Text>> ObstaclesAsync(JingkaiDbContext db, ReferenceMove move, string record, CancellationToken cancel) => Task.FromResult<IReadOnlyList<Text>>([]);

    public async Task MoveBackAsync(JingkaiDbContext db, ReferenceMove move, string record, CancellationToken cancel)
    {
        if (JsonSerializer.Deserialize<Moved>(record, JsonSerializerOptions.Web) is not { } moved) return;
        await PointAsync(db, All(db).Where(c => moved.Cases.Contains(c.Id)), move.Gone, cancel);
        await PointAsync(db, db.Set<Assignment>().AsTracking().Where(a => moved.Sponsors.Contains(a.Id)), move.Gone, cancel);
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

    private static async Task<IReadOnlyList<Guid>> PointAsync(JingkaiDbContext db, IQueryable<Assignment> query, Guid to, CancellationToken cancel)
    {
        var held = await query.OrderBy(a => a.Id).ToListAsync(cancel);
        foreach (var assignment in held) assignment.SubjectId = to;
        await db.SaveChangesAsync(cancel);
        return [.. held.Select(a => a.Id)];
    }

    private static IQueryable<Assignment> Sponsors(JingkaiDbContext db) =>
        db.Set<Assignment>().AsTracking().Where(a => a.SubjectKind == "enterprise" && a.Role == AssignmentRoles.Sponsor && a.FromOn <= db.Today && (a.UntilOn == null || a.UntilOn > db.Today));

    // Whatever the writer's scope: all of them belong to the two files.
    private static IQueryable<Case> All(JingkaiDbContext db) => db.Set<Case>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsTracking().Where(c => c.SubjectKind == "enterprise");

    private sealed record Moved(IReadOnlyList<Guid> Cases, IReadOnlyList<Guid> Sponsors);
}
