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
public record SignOffSummary
{
    /// <summary>What people call it.</summary>
    public required string Code { get; init; }

    /// <summary>Code of its kind.</summary>
    public required string Kind { get; init; }

    /// <summary>What the kind is called.</summary>
    public required string KindName { get; init; }

    /// <summary>What is asked for.</summary>
    public required string Title { get; init; }

    /// <summary><see cref="SignOffState"/>.</summary>
    public required string State { get; init; }

    /// <summary>1, and one more each time it was handed in again.</summary>
    public required int Round { get; init; }

    /// <summary>Who handed it in.</summary>
    public required PersonView Starter { get; init; }

    /// <summary>When it was started.</summary>
    public required DateTime StartedAt { get; init; }

    /// <summary>When this round was handed in.</summary>
    public required DateTime SubmittedAt { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTime? ClosedAt { get; init; }

    /// <summary>Who has to act now.</summary>
    public required IReadOnlyList<PersonView> Holders { get; init; }

    /// <summary>An open place, or the returned sign-off, is nobody's.</summary>
    public required bool Orphaned { get; init; }

    /// <summary>Urged since it was handed in.</summary>
    public required bool Urged { get; init; }
}

/// <summary>A sign-off with everything that its reader may know.</summary>
public sealed record SignOffView : SignOffSummary
{
    /// <summary>From its line in a list.</summary>
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public SignOffView(SignOffSummary summary) : base(summary)
    {
    }

    /// <summary>Kind of the subject.</summary>
    public string SubjectKind { get; init; } = "";

    /// <summary>The subject's id or code.</summary>
    public string SubjectId { get; init; } = "";

    /// <summary>Where the subject opens, from the root.</summary>
    public string? Path { get; init; }

    /// <summary>Why, in the starter's words.</summary>
    public string? Reason { get; init; }

    /// <summary>Whose matter it is.</summary>
    public PersonView Owner { get; init; } = null!;

    /// <summary>Grows with every move; send it back as <c>If-Match</c>.</summary>
    public int Version { get; init; }

    /// <summary>The moves open to the reader now.</summary>
    public IReadOnlyList<string> Allowed { get; init; } = [];

    /// <summary>Steps of all rounds.</summary>
    public IReadOnlyList<StepView> Steps { get; init; } = [];

    /// <summary>Every move, in order of time.</summary>
    public IReadOnlyList<MoveView> Moves { get; init; } = [];

    /// <summary>抄送.</summary>
    public IReadOnlyList<PersonView> Copies { get; init; } = [];

    /// <summary>For whom the reader would act.</summary>
    public string? StandsInFor { get; init; }
}
