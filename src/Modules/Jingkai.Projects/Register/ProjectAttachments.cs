using Jingkai.Kernel;
using Jingkai.Platform.Attachments;
using Jingkai.Platform.Data;
using Jingkai.Platform.Numbering;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Extensions;
using Jingkai.Projects.Promises;
using Jingkai.Projects.Rating;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Register;

/// <summary>Agreements, permits, photos of the site: the files of a project.</summary>
internal sealed class ProjectAttachments : IAttachmentSubject
{
    public string Kind => ProjectScope.Kind;

    public async Task<AttachmentSubject?> FindAsync(JingkaiDbContext db, string key, CancellationToken cancel)
    {
        var id = Guid.TryParse(key, out var parsed) ? parsed : Guid.Empty;
        var named = db.Set<InvestmentProject>().AsNoTracking().Where(p => p.Id == id || p.Code == key);
        if (await named.FirstOrDefaultAsync(cancel) is not { } project) return null;
        var adds = project.VoidedAt is null && await named.Where(ProjectScope.Of(db, ProjectsPermissions.Attach)).AnyAsync(cancel);
        var keeps = db.SeesAll(ProjectsPermissions.Write);
        return new(project.Id.ToString(), project.Name, $"projects/{project.Code}?tab=files")
        {
            MayAdd = adds, Voiding = keeps ? AttachmentVoiding.All : adds ? AttachmentVoiding.Own : AttachmentVoiding.None, SeesVoided = keeps,
        };
    }

    /// <summary>What was decided on a file keeps it. One that should never have been there goes by the hand of another than who brought it, of those who confirm; its line
    /// stays with what rests on it.</summary>
    public async Task<Error?> KeepsAsync(JingkaiDbContext db, Attachment file, CancellationToken cancel)
    {
        await NumberSeries.HoldAsync(db, ProjectService.Series, cancel);
        if (db.SeesAll(ProjectsPermissions.Confirm) && file.AddedById != db.Actor.AccountId) return null;
        var id = file.Id;
        if (await (from e in db.Set<ProjectEvidence>() join m in db.Set<StageMove>() on e.MoveId equals (Guid?)m.Id where e.AttachmentId == id && m.State == StageMoveState.Confirmed select e.Id).AnyAsync(cancel)) return Register.Errors.FileDecided(new("已确认阶段的佐证", "evidence of a confirmed stage"));
        if (await (from p in db.Set<ProgressPhoto>() join e in db.Set<ProgressEntry>() on p.EntryId equals e.Id where p.AttachmentId == id && e.ConfirmedAt != null && e.RefusedAt == null select p.Id).AnyAsync(cancel)) return Register.Errors.FileDecided(new("已复核进度的照片", "a photo of checked progress"));
        if (await db.Set<ProjectPromise>().AnyAsync(p => p.EvidenceId == id && p.Result != null && p.VoidedAt == null, cancel)) return Register.Errors.FileDecided(new("已认定承诺的佐证", "evidence of a promise that was judged"));
        return await db.Set<ProjectExtension>().AnyAsync(e => e.AttachmentId == id && e.State == ExtensionAnswer.Granted, cancel) ? Register.Errors.FileDecided(new("已批准延期的材料", "the paper of an extension that was granted")) : null;
    }
}
