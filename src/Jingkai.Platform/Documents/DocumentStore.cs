using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Documents;

/// <summary>Reads papers with what their rules need. A paper's row is taken before anything is read that a writer decides by.</summary>
internal sealed class DocumentStore(JingkaiDbContext db, PermissionCatalog permissions)
{
    private DocumentPeople? people;

    /// <summary>Takes a paper until the transaction ends.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="beyond">Also one that the actor may not read: for programs that were told by a sign-off.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Document?> TakeAsync(string code, bool beyond, CancellationToken cancel)
    {
        if (db.Provider == Provider.Postgres) await db.Database.ExecuteSqlAsync($"SELECT 1 FROM platform_documents WHERE zone_id = {db.ZoneId} AND code = {code} FOR UPDATE", cancel);
        var query = db.Set<Document>().AsTracking();
        if (beyond) query = query.IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]);
        var document = await query.FirstOrDefaultAsync(d => d.Code == code, cancel);
        // A row that this context tracked before it was taken may be older than what another writer left.
        if (document is not null && db.Entry(document).State == EntityState.Unchanged) await db.Entry(document).ReloadAsync(cancel);
        return document;
    }

    /// <summary>The sign-off that a paper was handed in with last, to be taken before the paper.</summary>
    public Task<string?> SignOffOfAsync(string code, CancellationToken cancel) => db.Set<Document>().AsNoTracking().Where(d => d.Code == code).Select(d => d.SignOffCode).FirstOrDefaultAsync(cancel);

    /// <summary>The rules of a paper for the actor.</summary>
    public async Task<DocumentRules> RulesAsync(Document document, CancellationToken cancel) => new(document, await WritersAsync(document.Id, cancel), Actor);

    /// <summary>Whoever wrote of a paper.</summary>
    public async Task<IReadOnlySet<Guid>> WritersAsync(Guid document, CancellationToken cancel) =>
        (await db.Set<DocumentMove>().AsNoTracking().Where(m => m.DocumentId == document && m.MemberId != null && (m.Verb == DocumentVerb.Draft || m.Verb == DocumentVerb.Change))
            .Select(m => m.MemberId!.Value).Distinct().ToListAsync(cancel)).ToHashSet();

    /// <summary>The members and units of the zone.</summary>
    public async Task<DocumentPeople> PeopleAsync(CancellationToken cancel) => people ??= await DocumentPeople.ReadAsync(db, permissions, cancel);

    /// <summary>The actor, to the rules.</summary>
    public DocumentActor Actor => new(db.Actor.MemberId, db.Actor.UnitId, db.Actor.May(DocumentsModel.DraftPermission), db.Actor.May(DocumentsModel.IssuePermission));
}
