using Jingkai.Enterprises.Domain;
using Jingkai.Platform.Attachments;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Register;

/// <summary>Licences, certificates, photos of a visit: the files of an enterprise.</summary>
internal sealed class EnterpriseAttachments : IAttachmentSubject
{
    public const string SubjectKind = "enterprise";

    public string Kind => SubjectKind;

    public async Task<AttachmentSubject?> FindAsync(JingkaiDbContext db, string key, CancellationToken cancel)
    {
        var named = Guid.TryParse(key, out var id) ? db.Set<Enterprise>().Where(e => e.Id == id) : EnterpriseKey.Find(db, key);
        if (await named.AsNoTracking().Where(RegisterScope.Of(db, EnterprisesPermissions.Files)).FirstOrDefaultAsync(cancel) is not { } file) return null;
        var adds = file.VoidedAt is null && await named.Where(RegisterScope.Of(db, EnterprisesPermissions.Attach)).AnyAsync(cancel);
        var keeps = db.SeesAll(EnterprisesPermissions.Write);
        return new(file.Id.ToString(), file.Name, $"enterprises/{file.Code}?tab=files")
        {
            MayAdd = adds,
            Voiding = keeps ? AttachmentVoiding.All : adds ? AttachmentVoiding.Own : AttachmentVoiding.None,
            SeesVoided = keeps,
        };
    }
}
