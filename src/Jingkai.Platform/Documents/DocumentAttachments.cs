using Jingkai.Platform.Attachments;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Documents;

/// <summary>Files of a paper: whoever may read it reads them; who keeps or issues it adds to them, also the scanned copy with its seal after
/// the issue.</summary>
internal sealed class DocumentAttachments(DocumentStore store) : IAttachmentSubject
{
    public const string SubjectKind = "document";

    public string Kind => SubjectKind;

    public async Task<AttachmentSubject?> FindAsync(JingkaiDbContext db, string key, CancellationToken cancel)
    {
        var id = Guid.TryParse(key, out var parsed) ? parsed : Guid.Empty;
        if (await db.Set<Document>().AsNoTracking().FirstOrDefaultAsync(d => d.Id == id || d.Code == key, cancel) is not { } document) return null;
        var adds = (await store.RulesAsync(document, cancel)).MayAttach;
        return new(document.Id.ToString(), document.Code, DocumentTrail.PathOf(document)) { MayAdd = adds, Voiding = adds ? AttachmentVoiding.Own : AttachmentVoiding.None, SeesVoided = adds };
    }
}
