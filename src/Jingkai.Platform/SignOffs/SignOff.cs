using Jingkai.Platform.Data;

namespace Jingkai.Platform.SignOffs;

/// <summary>Where a sign-off stands.</summary>
public static class SignOffState
{
    /// <summary>Waits for the signers of its step.</summary>
    public const string Pending = "pending";

    /// <summary>退回: waits for its starter, who mends it and hands it in again, or withdraws it.</summary>
    public const string Returned = "returned";

    /// <summary>Every step agreed; what was asked for has happened in the same transaction.</summary>
    public const string Approved = "approved";

    /// <summary>撤回 by its starter; nothing happened.</summary>
    public const string Withdrawn = "withdrawn";
}

/// <summary>How the signers of a step decide.</summary>
public static class SignOffMode
{
    /// <summary>One named person decides.</summary>
    public const string One = "one";

    /// <summary>会签: everyone must agree.</summary>
    public const string All = "all";

    /// <summary>或签: the first who decides, decides.</summary>
    public const string Any = "any";
}

/// <summary>Where one signer stands.</summary>
public static class SignerState
{
    /// <summary>Earlier steps are not done.</summary>
    public const string Waiting = "waiting";

    /// <summary>It is this signer's turn.</summary>
    public const string Open = "open";

    /// <summary>同意.</summary>
    public const string Approved = "approved";

    /// <summary>退回.</summary>
    public const string Returned = "returned";

    /// <summary>转办: another signer stands in this one's place for good.</summary>
    public const string HandedOver = "handed-over";

    /// <summary>No longer asked: another decided, or the sign-off was returned or withdrawn.</summary>
    public const string Lapsed = "lapsed";
}

/// <summary>Something that takes effect only after others than its owner have agreed (审批). Its subject belongs to a module;
/// the sign-off knows only how it is called and where it opens.</summary>
public sealed class SignOff : ZoneEntity
{
    /// <summary>What people call it: <c>S2026-0001</c>.</summary>
    public string Code { get; set; } = "";

    /// <summary>Which <see cref="ISignOffKind"/> started it and will carry it out.</summary>
    public string Kind { get; set; } = "";

    /// <summary>Kind of the subject: <c>month</c>, <c>enterprise</c> …</summary>
    public string SubjectKind { get; set; } = "";

    /// <summary>The subject's id or code.</summary>
    public string SubjectId { get; set; } = "";

    /// <summary>What is asked for, in Chinese.</summary>
    public string TitleZh { get; set; } = "";

    /// <summary>What is asked for, in English.</summary>
    public string TitleEn { get; set; } = "";

    /// <summary>Why, in the starter's words.</summary>
    public string? Reason { get; set; }

    /// <summary>Where the subject opens, below <c>/z/{zone}/</c>; null when it has no page.</summary>
    public string? Path { get; set; }

    /// <summary>What the kind needs to carry it out, as JSON.</summary>
    public string Payload { get; set; } = "{}";

    /// <summary>Who handed it in.</summary>
    public Guid StarterId { get; set; }

    /// <summary>Whose matter it is; neither the owner nor the starter ever decides.</summary>
    public Guid OwnerId { get; set; }

    /// <summary><see cref="SignOffState"/>.</summary>
    public string State { get; set; } = SignOffState.Pending;

    /// <summary>1, and one more each time it is handed in again.</summary>
    public int Round { get; set; } = 1;

    /// <summary>Number of the step that decides now, from 1.</summary>
    public int Step { get; set; } = 1;

    /// <summary>When it was started.</summary>
    public DateTime StartedAt { get; set; }

    /// <summary>When this round was handed in.</summary>
    public DateTime SubmittedAt { get; set; }

    /// <summary>When it was approved or withdrawn.</summary>
    public DateTime? ClosedAt { get; set; }

    /// <summary>When it was last urged.</summary>
    public DateTime? UrgedAt { get; set; }
}

/// <summary>One step of a round.</summary>
public sealed class SignOffStep : IZoned
{
    /// <inheritdoc />
    public int ZoneId { get; set; }

    /// <summary>The sign-off.</summary>
    public Guid SignOffId { get; set; }

    /// <summary>The round.</summary>
    public int Round { get; set; }

    /// <summary>1, 2, 3 … in the round.</summary>
    public int Number { get; set; }

    /// <summary><see cref="SignOffMode"/>.</summary>
    public string Mode { get; set; } = SignOffMode.One;

    /// <summary>What the step decides, in Chinese.</summary>
    public string TitleZh { get; set; } = "";

    /// <summary>What the step decides, in English.</summary>
    public string TitleEn { get; set; } = "";

    /// <summary>Permission that signers, those they hand over to and those who stand in for them must hold; null: any member.</summary>
    public string? Permission { get; set; }
}

/// <summary>One person asked in one step.</summary>
public sealed class SignOffSigner : IZoned
{
    /// <inheritdoc />
    public int ZoneId { get; set; }

    /// <summary>Version 7 UUID.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>The sign-off.</summary>
    public Guid SignOffId { get; set; }

    /// <summary>The round.</summary>
    public int Round { get; set; }

    /// <summary>The step.</summary>
    public int Step { get; set; }

    /// <summary>Who is asked.</summary>
    public Guid MemberId { get; set; }

    /// <summary>加签: asked besides the plan; the step does not end without this one's agreement, whatever its mode.</summary>
    public bool Added { get; set; }

    /// <summary><see cref="SignerState"/>.</summary>
    public string State { get; set; } = SignerState.Waiting;

    /// <summary>The opinion, kept for ever.</summary>
    public string? Opinion { get; set; }

    /// <summary>When it was decided.</summary>
    public DateTime? DecidedAt { get; set; }

    /// <summary>Who decided: the member, or the one who stood in.</summary>
    public Guid? DecidedById { get; set; }
}

/// <summary>One move of a sign-off: the paper trail that everyone who may see it reads.</summary>
public sealed class SignOffMove : IZoned
{
    /// <inheritdoc />
    public int ZoneId { get; set; }

    /// <summary>Version 7 UUID: moves sort by time.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>The sign-off.</summary>
    public Guid SignOffId { get; set; }

    /// <summary>The round.</summary>
    public int Round { get; set; }

    /// <summary>The step it belongs to; 0 for moves of the starter.</summary>
    public int Step { get; set; }

    /// <summary>When.</summary>
    public DateTime At { get; set; }

    /// <summary>Who moved.</summary>
    public Guid MemberId { get; set; }

    /// <summary>For whom, when the mover stood in.</summary>
    public Guid? ForId { get; set; }

    /// <summary><see cref="SignOffVerb"/>.</summary>
    public string Verb { get; set; } = "";

    /// <summary>The opinion or the reason.</summary>
    public string? Note { get; set; }

    /// <summary>To whom it was handed over, or who was added.</summary>
    public Guid? ToId { get; set; }
}

/// <summary>抄送: a member who is told how it ends and may read it.</summary>
public sealed class SignOffCopy : IZoned
{
    /// <inheritdoc />
    public int ZoneId { get; set; }

    /// <summary>The sign-off.</summary>
    public Guid SignOffId { get; set; }

    /// <summary>Who is told.</summary>
    public Guid MemberId { get; set; }

    /// <summary>When it was copied.</summary>
    public DateTime At { get; set; }
}

/// <summary>A member's absence with the one who stands in (代理) on its days.</summary>
public sealed class Absence : ZoneEntity, IAudited
{
    /// <summary>Who is away.</summary>
    public Guid MemberId { get; set; }

    /// <summary>Who stands in; null: nobody, what comes waits for the return.</summary>
    public Guid? StandInId { get; set; }

    /// <summary>First day away.</summary>
    public DateOnly FromOn { get; set; }

    /// <summary>First day back.</summary>
    public DateOnly UntilOn { get; set; }

    /// <summary>Business trip, leave …</summary>
    public string? Note { get; set; }

    /// <summary>When it was taken back; it counts no longer.</summary>
    public DateTime? VoidedAt { get; set; }

    /// <inheritdoc />
    public string AuditLabel => FormattableString.Invariant($"{FromOn:yyyy-MM-dd}/{UntilOn:yyyy-MM-dd}");
}

/// <summary>What can be done with a sign-off.</summary>
public static class SignOffVerb
{
    /// <summary>送审.</summary>
    public const string Submit = "submit";

    /// <summary>同意.</summary>
    public const string Approve = "approve";

    /// <summary>退回.</summary>
    public const string Return = "return";

    /// <summary>转办.</summary>
    public const string HandOver = "hand-over";

    /// <summary>加签.</summary>
    public const string AddSigner = "add-signer";

    /// <summary>撤回.</summary>
    public const string Withdraw = "withdraw";

    /// <summary>催办.</summary>
    public const string Urge = "urge";

    /// <summary>改派: of a place that nobody holds.</summary>
    public const string Reassign = "reassign";

    /// <summary>All verbs but the first, in the order in which they are offered.</summary>
    public static IReadOnlyList<string> Moves { get; } = [Approve, Return, HandOver, AddSigner, Submit, Withdraw, Urge, Reassign];
}
