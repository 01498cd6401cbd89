using Jingkai.Kernel;

namespace Jingkai.Enterprises.Living;

/// <summary>Refusals of corrections, terms and surveys.</summary>
internal static class Errors
{
    public static Error ReasonRequired { get; } = Error.Invalid("reason-required", "请说明哪里不对、依据是什么", "say what is wrong and how you know", "reason");

    public static Error NoteRequired { get; } = Error.Invalid("note-required", "请说明理由", "give a reason", "note");

    public static Error SameValue { get; } = Error.Invalid("same-value", "与现在的内容相同；若仍属实，请直接核实", "this is what the file says; confirm it instead", "value");

    public static Error AlreadyOpen { get; } = Error.Conflict("already-open", "这个字段已有一条您提出的更正在等待答复", "a correction of this field by you waits for its answer", "field");

    public static Error AlreadyAnswered { get; } = Error.Conflict("move-not-allowed", "这条更正已有结论", "this correction has been answered");

    public static Error OwnProposal { get; } = Error.Conflict("own-proposal", "提出更正的人不能自己采纳", "whoever proposes a correction does not decide it");

    public static Error UnknownMove(string? move) => Error.Malformed("unknown-move", $"没有“{move}”这个动作，可用：accept、refuse、withdraw、hand-over", $"there is no move \"{move}\"; use accept, refuse, withdraw or hand-over", "move");

    public static Error CannotAnswer { get; } = Error.Invalid("cannot-answer", "此人无权答复这条更正，或正是提出人", "this member may not answer the correction, or proposed it", "to");

    public static Error Months { get; } = Error.Invalid("bad-number", "应为1到60的月数", "months from 1 to 60 are expected", "months");

    public static Error NoLiaison { get; } = Error.Invalid("unknown-member", "请选择一位在岗的联企干部", "choose an active liaison", "to");

    public static Error SameLiaison { get; } = Error.Invalid("same-liaison", "移交人和接手人不能是同一人", "the two liaisons are the same", "to");

    public static Error NothingToReassign { get; } = Error.Invalid("no-enterprises", "没有可移交的企业", "there is no enterprise to hand over", "from");

    public static Error NotTheirs(string code) => Error.Invalid("unknown-enterprise", $"{code} 不由移交人联系", $"{code} is not looked after by the one who hands over", "enterprises");

    public static Error UnknownField(string field) => Error.Invalid("unknown-field", $"没有字段“{field}”", $"there is no field \"{field}\"", "field");

    public static Error TooLong(string field, int most) => Register.Errors.TooLong(field, most);
}
