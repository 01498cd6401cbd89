using Jingkai.Platform.Attachments;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Cases;

/// <summary>Evidence on a case: whoever may read it reads its files; who asks, holds or assigns it adds to them until it is over.</summary>
internal sealed class CaseAttachments(CasePeople people) : IAttachmentSubject
{
    public string Kind => CaseTimes.Subject;

    public async Task<AttachmentSubject?> FindAsync(JingkaiDbContext db, string key, CancellationToken cancel)
    {
        var id = Guid.TryParse(key, out var parsed) ? parsed : Guid.Empty;
        if (await db.Set<Case>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == id || c.Code == key, cancel) is not { } row) return null;
        var actor = await people.ActorAsync(row, cancel);
        var part = await db.Set<CasePart>().AsNoTracking().Where(p => p.CaseId == row.Id).ToListAsync(cancel);
        var concerned = actor.Asks || actor.Desk || actor.Is(row.RaisedById) || actor.Is(row.ResponsibleId) || actor.Is(row.AssignedId) || actor.IsOf(row.AssignedUnitId) || part.Exists(p => actor.Is(p.MemberId) || actor.IsOf(p.UnitId));
        var adds = concerned && !CaseState.IsOver(row.State);
        return new(row.Id.ToString(), row.Code, $"cases/{row.Code}")
        {
            MayAdd = adds,
            // What was answered on stays as it was.
            Voiding = adds && CaseState.Unanswered.Contains(row.State) ? AttachmentVoiding.Own : AttachmentVoiding.None,
            SeesVoided = actor.Desk || db.SeesAll(CasePermissions.Read),
        };
    }
}
