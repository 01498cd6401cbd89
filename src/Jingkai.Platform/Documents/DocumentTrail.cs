using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Jingkai.Platform.Events;
using Jingkai.Platform.Notices;
using Jingkai.Platform.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Platform.Documents;

/// <summary>What follows from every change of a paper: its trail, who may read it now, who is told, and what others hear.</summary>
internal sealed class DocumentTrail(JingkaiDbContext db, NoticeWriter notices, IOutbox outbox, EventHub events, IServiceProvider services, TimeProvider clock)
{
    public const string Topic = "document";

    private static readonly char[] Between = ['、', '，', ',', '；', ';', '\n', '。', '：'];

    /// <summary>Where a paper opens.</summary>
    public static string PathOf(Document document) => $"documents/{document.Code}";

    /// <summary>Adds a move of the actor, who reads the paper from now on.</summary>
    public async Task AddAsync(Document document, string verb, string? note, IReadOnlyCollection<Guid> to, CancellationToken cancel)
    {
        var now = clock.Now();
        db.Add(new DocumentMove { ZoneId = db.ZoneId, DocumentId = document.Id, At = now, Day = db.Today, MemberId = db.Actor.MemberId, Verb = verb, Note = note, ToId = to.Count == 0 ? null : to.First() });
        var parts = new HashSet<Guid>(to);
        if (db.Actor.MemberId is { } me) parts.Add(me);
        parts.ExceptWith(await db.Set<DocumentPart>().AsNoTracking().Where(p => p.DocumentId == document.Id).Select(p => p.MemberId).ToListAsync(cancel));
        parts.ExceptWith(db.ChangeTracker.Entries<DocumentPart>().Where(e => e.Entity.DocumentId == document.Id).Select(e => e.Entity.MemberId));
        db.AddRange(parts.Select(m => new DocumentPart { ZoneId = db.ZoneId, DocumentId = document.Id, MemberId = m }));
    }

    /// <summary>Lets the units that read it follow from its addresses.</summary>
    public async Task CopyAsync(Document document, DocumentPeople people, CancellationToken cancel)
    {
        var named = $"{document.Recipients}\n{document.CopyTo}".Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToHashSet(StringComparer.Ordinal);
        var units = people.Units.Where(u => named.Contains(u.Value)).Select(u => u.Key).ToHashSet();
        var stored = await db.Set<DocumentCopy>().AsTracking().Where(c => c.DocumentId == document.Id).ToListAsync(cancel);
        db.RemoveRange(stored.Where(c => !units.Contains(c.UnitId)));
        db.AddRange(units.Except(stored.Select(c => c.UnitId)).Select(u => new DocumentCopy { ZoneId = db.ZoneId, DocumentId = document.Id, UnitId = u }));
    }

    /// <summary>Tells members, but for the actor.</summary>
    public void Tell(IEnumerable<Guid?> members, Text title, Document document, string? text = null)
    {
        foreach (var member in members.OfType<Guid>().Distinct().Where(m => m != db.MemberId)) notices.Add(db, new(member, Topic, title, PathOf(document)) { At = clock.Now(), Text = text });
    }

    /// <summary>Everyone to whom an issued paper goes: who had a part in it, and the units it is addressed and copied to.</summary>
    public async Task<IReadOnlyList<Guid?>> ReadersAsync(Document document, CancellationToken cancel)
    {
        var parts = await db.Set<DocumentPart>().AsNoTracking().Where(p => p.DocumentId == document.Id).Select(p => p.MemberId).ToListAsync(cancel);
        var copied = await db.Set<Member>().AsNoTracking().Where(m => m.Active && db.Set<DocumentCopy>().Any(c => c.ZoneId == m.ZoneId && c.DocumentId == document.Id && c.UnitId == m.UnitId)).Select(m => m.Id).ToListAsync(cancel);
        var enterprise = document.EnterpriseId is { } firm ? await db.Set<Member>().AsNoTracking().Where(m => m.Active && m.EnterpriseId == firm).Select(m => m.Id).ToListAsync(cancel) : [];
        return [.. parts.Concat(copied).Concat(enterprise).Distinct().Select(m => (Guid?)m)];
    }

    /// <summary>What others hear of an issue, in its transaction.</summary>
    public async Task IssuedAsync(Document document, IReadOnlyList<PrintedFigure> figures, CancellationToken cancel)
    {
        if (SubjectOf(document) is { } subject) await subject.IssuedAsync(db, document, cancel);
        await events.PublishAsync(db, new DocumentIssued(document, figures), cancel);
        await PublishAsync(DocumentTopics.Issued, document, cancel);
    }

    /// <summary>The same when an issued paper is voided.</summary>
    public async Task VoidedAsync(Document document, string reason, CancellationToken cancel)
    {
        if (SubjectOf(document) is { } subject) await subject.VoidedAsync(db, document, cancel);
        await events.PublishAsync(db, new DocumentVoided(document, reason), cancel);
        await PublishAsync(DocumentTopics.Voided, document, cancel);
    }

    /// <summary>The kind of what a paper is about; asked for late, since kinds draft papers themselves.</summary>
    public IDocumentSubject? SubjectOf(string? kind) => kind is null ? null : services.GetServices<IDocumentSubject>().FirstOrDefault(s => s.Kind == kind);

    private IDocumentSubject? SubjectOf(Document document) => SubjectOf(document.SubjectKind);

    private Task PublishAsync(string topic, Document document, CancellationToken cancel) => outbox.PublishAsync(db, topic, new
    {
        code = document.Code, template = document.Template, number = document.Number, title = document.Title, issuedOn = document.IssuedOn, state = document.State,
        subject = document.SubjectKind is null ? null : $"{document.SubjectKind}:{document.SubjectId}",
    }, cancel);
}
