using Jingkai.Platform.Accounts;
using Jingkai.Platform.Attachments;
using Jingkai.Platform.Data;
using Jingkai.Platform.Documents.Templates;
using Jingkai.Platform.Documents.Word;
using Jingkai.Platform.Notices;
using Jingkai.Platform.Outbox;
using Jingkai.Platform.References;
using Jingkai.Platform.SignOffs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Platform.Documents;

/// <summary>Tables and services of papers.</summary>
internal static class DocumentsModel
{
    /// <summary>Who reads papers; how far, says the scope.</summary>
    public const string ReadPermission = "platform.documents";

    /// <summary>Who drafts papers.</summary>
    public const string DraftPermission = "platform.documents.draft";

    /// <summary>Who issues them.</summary>
    public const string IssuePermission = "platform.documents.issue";

    /// <summary>Who keeps the words and where their numbers begin.</summary>
    public const string SeriesPermission = "platform.documents.series";

    public static void Configure(ModelBuilder model, JingkaiDbContext db)
    {
        model.Entity<Document>(document =>
        {
            document.ToTable("platform_documents").HasKey(d => new { d.ZoneId, d.Id });
            document.HasIndex(d => new { d.ZoneId, d.Code }).IsUnique();
            document.HasIndex(d => new { d.ZoneId, d.Word, d.Year, d.Serial }).IsUnique();
            document.HasIndex(d => new { d.ZoneId, d.State, d.Code });
            document.HasIndex(d => new { d.ZoneId, d.SubjectKind, d.SubjectId });
            document.HasIndex(d => new { d.ZoneId, d.UnitId });
            document.HasIndex(d => new { d.ZoneId, d.EnterpriseId });
            document.Ignore(d => d.Number);
            document.HasOne<Unit>().WithMany().HasForeignKey(d => new { d.ZoneId, d.UnitId });
            document.HasOne<Member>().WithMany().HasForeignKey(d => new { d.ZoneId, d.AuthorId });
            document.HasOne<Member>().WithMany().HasForeignKey(d => new { d.ZoneId, d.IssuedById });
        });
        model.Entity<DocumentWord>(word =>
        {
            word.ToTable("platform_document_words").HasKey(w => new { w.ZoneId, w.Id });
            word.HasIndex(w => new { w.ZoneId, w.Word }).IsUnique();
        });
        model.Entity<DocumentSeries>(series => series.ToTable("platform_document_series").HasKey(s => new { s.ZoneId, s.Word, s.Year }));
        model.Entity<DocumentMove>(move =>
        {
            move.ToTable("platform_document_moves").HasKey(m => new { m.ZoneId, m.Id });
            move.HasIndex(m => new { m.ZoneId, m.DocumentId });
            move.HasOne<Document>().WithMany().HasForeignKey(m => new { m.ZoneId, m.DocumentId });
        });
        model.Entity<DocumentPart>(part =>
        {
            part.ToTable("platform_document_parts").HasKey(p => new { p.ZoneId, p.DocumentId, p.MemberId });
            part.HasIndex(p => new { p.ZoneId, p.MemberId });
            part.HasOne<Document>().WithMany().HasForeignKey(p => new { p.ZoneId, p.DocumentId });
            part.HasOne<Member>().WithMany().HasForeignKey(p => new { p.ZoneId, p.MemberId });
        });
        model.Entity<DocumentCopy>(copy =>
        {
            copy.ToTable("platform_document_copies").HasKey(c => new { c.ZoneId, c.DocumentId, c.UnitId });
            copy.HasIndex(c => new { c.ZoneId, c.UnitId });
            copy.HasOne<Document>().WithMany().HasForeignKey(c => new { c.ZoneId, c.DocumentId });
            copy.HasOne<Unit>().WithMany().HasForeignKey(c => new { c.ZoneId, c.UnitId });
        });
        DocumentScope.Configure(model, db);
    }

    public static IServiceCollection AddDocuments(this IServiceCollection services)
    {
        services.AddSingleton<IDocumentTemplateSource, PlatformTemplates>().AddSingleton<TemplateCatalog>();
        services.AddScoped<DocumentStore>().AddScoped<DocumentTrail>().AddScoped<DocumentNumbers>().AddScoped<DocumentWriter>().AddScoped<DocumentIssuer>();
        services.AddScoped<DocumentBook>().AddScoped<IDocuments>(p => p.GetRequiredService<DocumentBook>());
        // Constructors that take internal parts are internal too, so the container is told how.
        services.AddScoped(p => new DocumentKeeper(
            p.GetRequiredService<JingkaiDbContext>(), p.GetRequiredService<DocumentStore>(), p.GetRequiredService<DocumentBook>(), p.GetRequiredService<DocumentWriter>(), p.GetRequiredService<DocumentTrail>(), p.GetRequiredService<SignOffService>()));
        services.AddScoped(p => new DocumentMover(
            p.GetRequiredService<JingkaiDbContext>(), p.GetRequiredService<DocumentStore>(), p.GetRequiredService<DocumentIssuer>(), p.GetRequiredService<DocumentWriter>(), p.GetRequiredService<DocumentTrail>(), p.GetRequiredService<SignOffService>()));
        services.AddScoped(p => new DocumentReader(
            p.GetRequiredService<JingkaiDbContext>(), p.GetRequiredService<DocumentStore>(), p.GetRequiredService<DocumentWriter>(), p.GetRequiredService<DocumentIssuer>(), p.GetRequiredService<DocumentTrail>(), p.GetRequiredService<TemplateCatalog>()));
        services.AddScoped(p => new SeriesKeeper(p.GetRequiredService<JingkaiDbContext>(), p.GetRequiredService<DocumentNumbers>(), p.GetRequiredService<TemplateCatalog>()));
        services.AddSingleton(p => new PaperWord(p.GetRequiredService<OutboxSettings>()));
        services.AddScoped<ISignOffKind, DocumentSignOff>().AddScoped<IAttachmentSubject, DocumentAttachments>().AddScoped<IReferenceHolder, DocumentReferences>();
        services.AddSingleton(new NoticeTopic(DocumentTrail.Topic, new("公文", "Papers")));
        foreach (var topic in DocumentTopics.All) services.AddSingleton(topic);
        return services;
    }
}
