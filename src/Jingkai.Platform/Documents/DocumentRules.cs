namespace Jingkai.Platform.Documents;

/// <summary>The actor as the rules of papers need to know it.</summary>
/// <param name="Id">The member; null: none of the zone, who reads at most.</param>
/// <param name="UnitId">The office.</param>
/// <param name="Drafts">May draft.</param>
/// <param name="Issues">May issue.</param>
internal sealed record DocumentActor(Guid? Id, Guid? UnitId, bool Drafts, bool Issues);

/// <summary>Who may do what with a paper. It knows no database.</summary>
/// <remarks>Whoever wrote of a paper never issues it: it takes two persons to speak for the zone.</remarks>
internal sealed class DocumentRules(Document document, IReadOnlySet<Guid> writers, DocumentActor actor)
{
    /// <summary>The actor's own, or of the actor's office; what a program drafted without an office is for every drafter who reads it.</summary>
    private bool Keeps => actor.Id is { } me && actor.Drafts
        && (document.AuthorId == me || (document.UnitId is { } unit ? unit == actor.UnitId : document.AuthorId is null));

    /// <summary>May write of it.</summary>
    public bool MayChange => document.State == DocumentState.Draft && Keeps;

    /// <summary>May hand it in to be signed.</summary>
    public bool MaySubmit => MayChange;

    /// <summary>May issue it directly.</summary>
    public bool MayIssue => document.State == DocumentState.Draft && actor is { Id: { } me, Issues: true } && !writers.Contains(me);

    /// <summary>May void it: an issued one only who could have issued it.</summary>
    public bool MayVoid => actor.Id is not null && document.State switch
    {
        DocumentState.Draft or DocumentState.Signing => Keeps || actor.Issues,
        DocumentState.Issued => actor.Issues,
        _ => false,
    };

    /// <summary>May make it vanish: a draft of one's own, or that a program left.</summary>
    public bool MayDelete => document is { State: DocumentState.Draft, Serial: null } && Keeps && (document.AuthorId is null || document.AuthorId == actor.Id);

    /// <summary>May tie files to it, also the scanned copy once it is issued.</summary>
    public bool MayAttach => document.State != DocumentState.Voided && (Keeps || actor is { Id: not null, Issues: true });

    /// <summary>The moves open now.</summary>
    public IReadOnlyList<string> Allowed =>
        [.. new (bool May, string Verb)[] { (MayChange, DocumentVerb.Change), (MaySubmit, DocumentVerb.Submit), (MayIssue, DocumentVerb.Issue), (MayVoid, DocumentVerb.Void), (MayDelete, DocumentVerb.Delete) }.Where(m => m.May).Select(m => m.Verb)];

    /// <summary>Whether a member may sign it.</summary>
    public bool MaySign(DocumentPerson person) => person.Issues && !writers.Contains(person.Id);
}
