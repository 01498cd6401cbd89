using System.Text.Json;
using Jingkai.Enterprises.Domain;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Jingkai.Platform.References;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Merging;

/// <summary>Corrections and answers to survey rounds follow a file into the one it is merged with. A round that asks both of one field goes
/// on asking the kept one.</summary>
internal sealed class FileReferences : IReferenceHolder
{
    public string Code => "enterprises";

    public Task<IReadOnlyList<ReferenceConflict>> ConflictsAsync(JingkaiDbContext db, ReferenceMove move, CancellationToken cancel) => Task.FromResult<IReadOnlyList<ReferenceConflict>>([]);

    public async Task<Result<MovedReferences>> MoveAsync(JingkaiDbContext db, ReferenceMove move, CancellationToken cancel)
    {
        if (move.Kind != ReferenceKinds.Enterprise) return new MovedReferences("null", []);
        var corrections = await Of<Correction>(db, move.Gone).ToListAsync(cancel);
        var asked = (await Of<SurveyItem>(db, move.Kept).Select(i => new { i.RoundId, i.Field }).ToListAsync(cancel)).ToHashSet();
        var items = (await Of<SurveyItem>(db, move.Gone).ToListAsync(cancel)).Where(i => !asked.Contains(new { i.RoundId, i.Field })).ToList();
        foreach (var correction in corrections) correction.EnterpriseId = move.Kept;
        foreach (var item in items) item.EnterpriseId = move.Kept;
        using (db.SuppressAudit()) await db.SaveChangesAsync(cancel);
        return new MovedReferences(JsonSerializer.Serialize(new Moved([.. corrections.Select(c => c.Id)], [.. items.Select(i => i.Id)]), JsonSerializerOptions.Web), [.. new ReferenceCount[]
        {
            new(new("条更正", "corrections"), corrections.Count),
            new(new("项摸底答复", "answers to survey rounds"), items.Count),
        }.Where(c => c.Count > 0)]);
    }

    public Task<IReadOnlyList<Text>> ObstaclesAsync(JingkaiDbContext db, ReferenceMove move, string record, CancellationToken cancel) => Task.FromResult<IReadOnlyList<Text>>([]);

    public async Task MoveBackAsync(JingkaiDbContext db, ReferenceMove move, string record, CancellationToken cancel)
    {
        if (JsonSerializer.Deserialize<Moved>(record, JsonSerializerOptions.Web) is not { } moved) return;
        foreach (var correction in await Of<Correction>(db, move.Kept).Where(c => moved.Corrections.Contains(c.Id)).ToListAsync(cancel)) correction.EnterpriseId = move.Gone;
        foreach (var item in await Of<SurveyItem>(db, move.Kept).Where(i => moved.Items.Contains(i.Id)).ToListAsync(cancel)) item.EnterpriseId = move.Gone;
        using (db.SuppressAudit()) await db.SaveChangesAsync(cancel);
    }

    // Whatever the writer's scope: all of them belong to the two files.
    private static IQueryable<T> Of<T>(JingkaiDbContext db, Guid enterprise) where T : EnterprisePart =>
        db.Set<T>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsTracking().Where(p => p.EnterpriseId == enterprise);

    private sealed record Moved(IReadOnlyList<Guid> Corrections, IReadOnlyList<Guid> Items);
}
