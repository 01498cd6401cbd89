using Jingkai.Kernel;

namespace Jingkai.Platform.SignOffs;

/// <summary>Refusals of sign-off.</summary>
internal static class SignOffErrors
{
    public static Error MembersOnly { get; } = new(ErrorKind.Forbidden, "members-only", new("审批须由本区成员办理，当前账号不是本区成员。", "Sign-offs are for members of the zone; this account is not one."));

    public static Error UnknownMove(string? move) => Error.Invalid("unknown-move", $"没有“{move}”这个操作，可用：{string.Join("、", SignOffVerb.Moves)}。", $"There is no move \"{move}\"; use one of: {string.Join(", ", SignOffVerb.Moves)}.", "move");

    public static Error NotAllowed(string move, IReadOnlyList<string> allowed) => Error.Conflict("move-not-allowed",
        $"当前不能“{move}”。现在可以：{(allowed.Count == 0 ? "无" : string.Join("、", allowed))}。",
        $"\"{move}\" is not possible now. Possible: {(allowed.Count == 0 ? "nothing" : string.Join(", ", allowed))}.") with
    { Allowed = allowed };

    public static Error NoteRequired { get; } = Error.Invalid("note-required", "请写明意见或原因。", "Give the opinion or the reason.", "note");

    public static Error NoteTooLong { get; } = Error.Invalid("note-too-long", "意见不超过 2000 字。", "An opinion has at most 2,000 characters.", "note");

    public static Error ToRequired { get; } = Error.Invalid("to-required", "请选择人员。", "Choose a person.", "to");

    public static Error CannotSign { get; } = Error.Invalid("cannot-sign", "此人不能签这一步：可能是发起人或本人事项、已在本轮中、没有相应权限或已离岗。", "This person cannot sign here: the starter or owner, already part of this round, not entitled, or has left.", "to");

    public static Error NoSigner(Text step) => Error.Invalid("no-signer", $"“{step.Zh}”没有可以签的人：发起人和本人不能签自己的事项，请联系安全管理员授予他人权限。", $"Nobody can sign \"{step.En}\": the starter and the owner may not; ask the security administrator to grant the right to someone else.", "steps");

    public static Error NoSteps { get; } = Error.Invalid("no-steps", "至少要有一个步骤，每步至少一人。", "At least one step is needed, each with at least one person.", "steps");

    public static Error SignerTwice { get; } = Error.Invalid("signer-twice", "同一人在一轮中只能签一次。", "A person signs once in a round.", "steps");

    public static Error UrgedRecently { get; } = Error.Conflict("urged-recently", "一小时内已催办过，请稍后再催。", "It was urged within the last hour; try again later.");

    public static Error UnknownMember(string? name, string field) => Error.Invalid("unknown-member", $"没有成员“{name}”。", $"There is no member \"{name}\".", field);

    public static Error BadDates { get; } = Error.Invalid("bad-dates", "返岗日期须晚于开始日期。", "The first day back comes after the first day away.", "until");

    public static Error OverlappingAbsence { get; } = Error.Conflict("absence-overlaps", "与已登记的离岗日期重叠。", "It overlaps an absence on record.", "from");

    public static Error OwnStandIn { get; } = Error.Invalid("own-stand-in", "代理人不能是本人。", "A person cannot stand in for themselves.", "standIn");
}
