using Jingkai.Platform.Attachments;
using Jingkai.Platform.Data;
using Jingkai.Projects.Domain;
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
}
