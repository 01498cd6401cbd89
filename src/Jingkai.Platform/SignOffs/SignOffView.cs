namespace Jingkai.Platform.SignOffs;

/// <summary>A person of a sign-off.</summary>
/// <param name="Id">The member.</param>
/// <param name="Name">The name in the zone.</param>
/// <param name="Post">The post, as printed.</param>
public sealed record PersonView(Guid Id, string Name, string? Post);

/// <summary>One place of a step.</summary>
public sealed record SignerView(PersonView Member, string State, bool Added, PersonView? Holder, PersonView? DecidedBy, string? Opinion, DateTime? DecidedAt);

/// <summary>One step of a round.</summary>
public sealed record StepView(int Round, int Number, string Mode, string Title, IReadOnlyList<SignerView> Signers);

/// <summary>One move, in order of time.</summary>
public sealed record MoveView(DateTime At, int Round, int Step, PersonView By, PersonView? For, string Verb, string? Note, PersonView? To);

/// <summary>A sign-off in a list.</summary>
public sealed record SignOffSummary(
    string Code, string Kind, string KindName, string Title, string State, int Round, PersonView Starter, DateTime StartedAt, DateTime SubmittedAt, DateTime? ClosedAt,
    IReadOnlyList<PersonView> Holders, bool Orphaned, bool Urged);

/// <summary>A sign-off with everything that its reader may know.</summary>
public sealed record SignOffView(
    SignOffSummary Summary, string SubjectKind, string SubjectId, string? Path, string? Reason, PersonView Owner, int Version, IReadOnlyList<string> Allowed,
    IReadOnlyList<StepView> Steps, IReadOnlyList<MoveView> Moves, IReadOnlyList<PersonView> Copies, string? StandsInFor);
