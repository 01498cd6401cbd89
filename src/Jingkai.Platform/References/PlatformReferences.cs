using System.Text.Json;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Attachments;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.References;

/// <summary>What the platform itself keeps about a record: accounts that speak for it, assignments to it, files attached to it. None of
/// them can conflict, and what is added to the kept record later stays there.</summary>
internal sealed class PlatformReferences : IReferenceHolder
{
    public string Code => "platform";

    public Task<IReadOnlyList<ReferenceConflict>> ConflictsAsync(JingkaiDbContext db, ReferenceMove move, CancellationToken cancel) => Task.FromResult<IReadOnlyList<ReferenceConflict>>([]);

    public async Task<Result<MovedReferences>> MoveAsync(JingkaiDbContext db, ReferenceMove move, CancellationToken cancel)
    {
        var members = move.Kind == ReferenceKinds.Enterprise ? await db.Set<Member>().AsTracking().Where(m => m.EnterpriseId == move.Gone).ToListAsync(cancel) : [];
        // Liaisons are a field of the file, about which whoever merges decides.
        var assignments = await db.Set<Assignment>().AsTracking()
            .Where(a => a.SubjectKind == move.Kind && a.SubjectId == move.Gone && a.Role != AssignmentRoles.Liaison).ToListAsync(cancel);
        var (gone, kept) = (move.Gone.ToString(), move.Kept.ToString());
        var attachments = await db.Set<Attachment>().AsTracking().Where(a => a.SubjectKind == move.Kind && a.SubjectId == gone).ToListAsync(cancel);
        foreach (var member in members) member.EnterpriseId = move.Kept;
        foreach (var assignment in assignments) assignment.SubjectId = move.Kept;
        foreach (var attachment in attachments) attachment.SubjectId = kept;
        await db.SaveChangesAsync(cancel);
        var record = new Moved([.. members.Select(m => m.Id)], [.. assignments.Select(a => a.Id)], [.. attachments.Select(a => a.Id)]);
        return new MovedReferences(JsonSerializer.Serialize(record, JsonSerializerOptions.Web), [.. new ReferenceCount[]
        {
            new(new("企业账号", "accounts of the enterprise"), members.Count),
            new(new("人员分工", "assignments"), assignments.Count),
            new(new("附件", "attachments"), attachments.Count),
        }.Where(c => c.Count > 0)]);
    }

    public Task<IReadOnlyList<Text>> ObstaclesAsync(JingkaiDbContext db, ReferenceMove move, string record, CancellationToken cancel) => Task.FromResult<IReadOnlyList<Text>>([]);

    public async Task MoveBackAsync(JingkaiDbContext db, ReferenceMove move, string record, CancellationToken cancel)
    {
        var moved = JsonSerializer.Deserialize<Moved>(record, JsonSerializerOptions.Web)!;
        var (gone, kept) = (move.Gone.ToString(), move.Kept.ToString());
        foreach (var member in await db.Set<Member>().AsTracking().Where(m => moved.Members.Contains(m.Id) && m.EnterpriseId == move.Kept).ToListAsync(cancel)) member.EnterpriseId = move.Gone;
        foreach (var assignment in await db.Set<Assignment>().AsTracking().Where(a => moved.Assignments.Contains(a.Id) && a.SubjectId == move.Kept).ToListAsync(cancel)) assignment.SubjectId = move.Gone;
        foreach (var attachment in await db.Set<Attachment>().AsTracking().Where(a => moved.Attachments.Contains(a.Id) && a.SubjectId == kept).ToListAsync(cancel)) attachment.SubjectId = gone;
        await db.SaveChangesAsync(cancel);
    }

    private sealed record Moved(IReadOnlyList<Guid> Members, IReadOnlyList<Guid> Assignments, IReadOnlyList<Guid> Attachments);
}
