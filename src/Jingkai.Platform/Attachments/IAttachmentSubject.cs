using Jingkai.Kernel;
using Jingkai.Platform.Data;

namespace Jingkai.Platform.Attachments;

/// <summary>Lets files be tied to the records of a module. One per kind, registered as a scoped service; the mechanism knows no
/// module and asks here for everything that is about the record.</summary>
public interface IAttachmentSubject
{
    /// <summary>Kind of the record: <c>enterprise</c>, <c>sign-off</c> …</summary>
    string Kind { get; }

    /// <summary>The record and what the context's actor may do with its files.</summary>
    /// <param name="db">Context of the request.</param>
    /// <param name="key">What people or programs call the record, or the id that an earlier answer gave.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>Null when there is no such record, or the actor may not read its files: one answer for both.</returns>
    Task<AttachmentSubject?> FindAsync(JingkaiDbContext db, string key, CancellationToken cancel);

    /// <summary>Why a file must stay although the actor may void files: something was decided on it. Asked in the transaction that would void it;
    /// a subject whose decisions hold a lock takes it here, so that no decision rests on a file that goes at the same moment.</summary>
    /// <param name="db">Context of the request.</param>
    /// <param name="file">The file.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>The refusal (409); null: it may go.</returns>
    Task<Error?> KeepsAsync(JingkaiDbContext db, Attachment file, CancellationToken cancel) => Task.FromResult<Error?>(null);
}

/// <summary>Whose attachments somebody may void.</summary>
public enum AttachmentVoiding
{
    /// <summary>Nobody's.</summary>
    None,

    /// <summary>One's own.</summary>
    Own,

    /// <summary>Everybody's.</summary>
    All,
}

/// <summary>A record with files, as the actor at hand may use them. Whoever receives one may read the list.</summary>
/// <param name="Id">The record's id, always the same for the same record.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Path">Where it opens, below <c>/z/{zone}/</c>; null when it has no page.</param>
public sealed record AttachmentSubject(string Id, string Label, string? Path)
{
    /// <summary>Whether the actor may add files.</summary>
    public bool MayAdd { get; init; }

    /// <summary>Whose attachments the actor may void.</summary>
    public AttachmentVoiding Voiding { get; init; }

    /// <summary>Whether the actor may still open what was voided. For the others its line stays and its content is closed, so that
    /// what should never have been shown is no longer.</summary>
    public bool SeesVoided { get; init; }
}
