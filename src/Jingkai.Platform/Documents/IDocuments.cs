using System.Text.Json.Nodes;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Jingkai.Platform.Events;

namespace Jingkai.Platform.Documents;

/// <summary>What a paper is about.</summary>
/// <param name="Kind">Kind of the subject: <c>case</c>, <c>meeting</c> …</param>
/// <param name="Id">Its id or code.</param>
/// <param name="Path">Where it opens, below <c>/z/{zone}/</c>.</param>
public sealed record DocumentAbout(string Kind, string Id, string? Path = null);

/// <summary>A paper to draft.</summary>
/// <param name="Template">Code of its template.</param>
/// <param name="Fields">The values put in, by field; what is missing can be written later.</param>
public sealed record NewDocument(string Template, JsonObject Fields)
{
    /// <summary>The title; null: the template's.</summary>
    public string? Title { get; init; }

    /// <summary>What it is about.</summary>
    public DocumentAbout? About { get; init; }

    /// <summary>The office that drafts it; null: the actor's.</summary>
    public Guid? Unit { get; init; }

    /// <summary>主送机关, as printed.</summary>
    public string? To { get; init; }

    /// <summary>抄送, as printed.</summary>
    public string? CopyTo { get; init; }

    /// <summary>Code of the enterprise that it goes to, where it goes to one.</summary>
    public string? Enterprise { get; init; }

    /// <summary>平急, 加急 or 特急.</summary>
    public string? Urgency { get; init; }

    /// <summary>Names of what is attached, one a line.</summary>
    public string? Attachments { get; init; }

    /// <summary>机关代字, where the template's series has several.</summary>
    public string? Word { get; init; }
}

/// <summary>A paper about a subject, for a reader of that subject.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Template">Code of its template.</param>
/// <param name="Title">Its title.</param>
/// <param name="Number">Its number.</param>
/// <param name="State"><see cref="DocumentState"/>.</param>
/// <param name="IssuedOn">The day of issue.</param>
/// <param name="Path">Where it opens, below <c>/z/{zone}/</c>; null: the reader may not open it.</param>
public sealed record SubjectPaper(string Code, string Template, string Title, string? Number, string State, DateOnly? IssuedOn, string? Path);

/// <summary>Papers for modules. Every call works within the caller's transaction; whether the actor may do it is for the caller to know.</summary>
public interface IDocuments
{
    /// <summary>Drafts a paper.</summary>
    /// <returns>It; or what is wrong with its fields.</returns>
    Task<Result<Document>> DraftAsync(NewDocument what, CancellationToken cancel = default);

    /// <summary>The paper of a code that the actor may read, or null.</summary>
    Task<Document?> FindAsync(string code, CancellationToken cancel = default);

    /// <summary>Papers about a subject, newest first. Whoever may read the subject may know that they were issued; drafts are shown to those who
    /// may read them.</summary>
    Task<IReadOnlyList<SubjectPaper>> OfAsync(string subjectKind, string subjectId, CancellationToken cancel = default);
}

/// <summary>A kind of subject that papers are about. Hears of its papers in the transaction of what happened: if it fails, nothing of it remains,
/// also not the number.</summary>
public interface IDocumentSubject
{
    /// <summary>Kind of the subject.</summary>
    string Kind { get; }

    /// <summary>Whether the actor may read the subject, and so may draft papers about it.</summary>
    Task<bool> MayReadAsync(JingkaiDbContext db, string id, CancellationToken cancel);

    /// <summary>A paper about it was issued.</summary>
    Task IssuedAsync(JingkaiDbContext db, Document document, CancellationToken cancel);

    /// <summary>An issued paper about it was voided.</summary>
    Task VoidedAsync(JingkaiDbContext db, Document document, CancellationToken cancel) => Task.CompletedTask;
}

/// <summary>An enterprise that a paper goes to.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
public sealed record DocumentRecipient(Guid Id, string Code, string Name);

/// <summary>Finds the enterprises that papers go to, within what the actor may read. Implemented by the module that keeps them.</summary>
public interface IDocumentRecipients
{
    /// <summary>By code.</summary>
    Task<DocumentRecipient?> FindAsync(string code, CancellationToken cancel = default);

    /// <summary>By id.</summary>
    Task<DocumentRecipient?> FindAsync(Guid id, CancellationToken cancel = default);
}

/// <summary>A figure in an issued paper.</summary>
/// <param name="Ref">The permanent reference.</param>
/// <param name="Printed">As printed.</param>
public sealed record PrintedFigure(string Ref, string Printed);

/// <summary>A paper was issued; published in the transaction of its issue.</summary>
/// <param name="Document">The paper.</param>
/// <param name="Figures">The figures it prints.</param>
public sealed record DocumentIssued(Document Document, IReadOnlyList<PrintedFigure> Figures) : IEvent;

/// <summary>An issued paper was voided; published in the same transaction.</summary>
/// <param name="Document">The paper.</param>
/// <param name="Reason">Why.</param>
public sealed record DocumentVoided(Document Document, string Reason) : IEvent;
