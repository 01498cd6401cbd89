namespace Jingkai.Projects.LifeCycle;

/// <summary>A file that proves something.</summary>
/// <param name="Id">Its id here.</param>
/// <param name="Kind">Kind of evidence.</param>
/// <param name="KindName">Its name.</param>
/// <param name="Attachment">The attachment.</param>
/// <param name="File">Its name.</param>
/// <param name="Note">What it shows.</param>
/// <param name="TakenAt">When a photo was taken, as its camera says.</param>
/// <param name="By">Who brought it.</param>
/// <param name="At">When.</param>
/// <param name="Stage">The stage it was claimed with; null: free.</param>
internal sealed record EvidenceView(Guid Id, string Kind, string KindName, Guid Attachment, string File, string? Note, DateTime? TakenAt, string? By, DateTime At, string? Stage)
{
    /// <summary>The file was voided after a stage had been confirmed on it.</summary>
    public bool Voided { get; init; }
}

/// <summary>A move from stage to stage.</summary>
internal sealed record StageMoveView(string? From, string? FromName, string To, string ToName, DateOnly? On, string? Note, string? By, DateTime At, string State, string? SignOff, string? DecidedBy, DateTime? DecidedAt)
{
    public IReadOnlyList<EvidenceView> Evidence { get; init; } = [];
}

/// <summary>Something a gate asks for.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Present">It is there.</param>
internal sealed record GateItem(string Code, string Name, bool Present);

/// <summary>The gate before a project.</summary>
/// <param name="Stage">Where it stands.</param>
/// <param name="StageName">Its name.</param>
/// <param name="To">The stage behind the gate; null after the last.</param>
/// <param name="ToName">Its name.</param>
/// <param name="Facts">Facts it asks for.</param>
/// <param name="Evidence">Evidence it asks for; what an earlier stage used does not count again.</param>
/// <param name="Open">Everything is there and nothing waits: it may be claimed.</param>
/// <param name="Pending">Code of the sign-off of a claim that waits.</param>
internal sealed record GateView(string Stage, string StageName, string? To, string? ToName, IReadOnlyList<GateItem> Facts, IReadOnlyList<GateItem> Evidence, bool Open, string? Pending);

/// <summary>A claim that a project reached a stage.</summary>
/// <param name="To">Code of the stage.</param>
/// <param name="On">The day.</param>
/// <param name="Note">What the confirmer should know.</param>
/// <param name="Evidence">Evidence brought with the claim, beside what is on file: kind and attachment.</param>
internal sealed record StageClaim(string? To, DateOnly? On, string? Note = null, IReadOnlyList<EvidenceInput>? Evidence = null);

/// <summary>A file of the project and what it proves.</summary>
internal sealed record EvidenceInput(string? Kind, string? Attachment, string? Note = null);
