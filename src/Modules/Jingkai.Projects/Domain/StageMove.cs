namespace Jingkai.Projects.Domain;

/// <summary>Where a claimed move stands.</summary>
internal static class StageMoveState
{
    /// <summary>待确认.</summary>
    public const string Claimed = "claimed";

    /// <summary>已确认: the project stands there.</summary>
    public const string Confirmed = "confirmed";

    /// <summary>未确认: returned or taken back.</summary>
    public const string Refused = "refused";

    /// <summary>承接: the stage a project had when it was first entered.</summary>
    public const string TakenOver = "taken-over";
}

/// <summary>A move to another stage: claimed by one, confirmed by another.</summary>
internal sealed class StageMove : ProjectPart
{
    public string? FromStage { get; set; }

    public string ToStage { get; set; } = "";

    /// <summary>The day on which the stage was reached; null: not known of a project taken over.</summary>
    public DateOnly? ReachedOn { get; set; }

    public string? Note { get; set; }

    public Guid? ClaimedById { get; set; }

    public DateTime ClaimedAt { get; set; }

    /// <summary>Code of the sign-off.</summary>
    public string? SignOff { get; set; }

    /// <summary><see cref="StageMoveState"/>.</summary>
    public string State { get; set; } = StageMoveState.Claimed;

    public Guid? DecidedById { get; set; }

    public DateTime? DecidedAt { get; set; }
}

/// <summary>佐证: a file of the project that proves something a gate asks for.</summary>
internal sealed class ProjectEvidence : ProjectPart
{
    /// <summary>Code of a kind of the <see cref="LifeCycle.Ladder"/>.</summary>
    public string Kind { get; set; } = "";

    public Guid AttachmentId { get; set; }

    public string? Note { get; set; }

    public Guid? ById { get; set; }

    public DateTime At { get; set; }

    /// <summary>The claim it was brought for; one that was refused gives it back.</summary>
    public Guid? MoveId { get; set; }
}
