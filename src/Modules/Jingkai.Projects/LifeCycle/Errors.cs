using Jingkai.Kernel;

namespace Jingkai.Projects.LifeCycle;

/// <summary>Refusals of stages and gates.</summary>
internal static class Errors
{
    public static Error UnknownStage(string? stage) => Error.Invalid("unknown-stage", $"没有“{stage}”这个阶段，可用：{string.Join("、", Ladder.Stages.Select(s => s.Code))}", $"there is no stage \"{stage}\"; use one of: {string.Join(", ", Ladder.Stages.Select(s => s.Code))}", "to");

    public static Error UnknownEvidence(string? kind) => Error.Invalid("unknown-evidence", $"没有“{kind}”这种佐证，可用：{string.Join("、", Ladder.Evidence.Select(e => e.Code))}", $"there is no kind of evidence \"{kind}\"; use one of: {string.Join(", ", Ladder.Evidence.Select(e => e.Code))}", "evidence");

    public static Error NoSuchFile(string? id) => Error.Invalid("unknown-attachment", $"项目附件中没有“{id}”，或已作废；请先上传到本项目", $"the project has no file \"{id}\", or it was voided; upload it to the project first", "evidence");

    public static Error Voided { get; } = Error.Conflict("voided", "项目已作废，不能再改", "the project is voided and changes no more");

    public static Error Ended { get; } = Error.Conflict("ended", "项目已终止；如恢复推进，请先撤销终止", "the project was given up; take that back first");

    public static Error NotEnded { get; } = Error.Conflict("not-ended", "项目没有终止", "the project was not given up");

    public static Error LastStage { get; } = Error.Conflict("last-stage", "已是这类项目的最后阶段", "this is the last stage of projects of this kind");

    public static Error OutOfOrder(Stage asked, Stage now, Stage next) => Error.Conflict("out-of-order", $"现处“{now.Zh}”阶段，下一阶段是“{next.Zh}”，不能直接到“{asked.Zh}”", $"the project stands at \"{now.En}\"; the next stage is \"{next.En}\", not \"{asked.En}\"", "to");

    public static Error DayRequired { get; } = Error.Invalid("day-required", "请填写到达该阶段的日期", "give the day on which the stage was reached", "on");

    public static Error InFuture { get; } = Error.Invalid("in-future", "日期不能晚于今天", "the day must not be after today", "on");

    public static Error BeforeStage(DateOnly day) => Error.Invalid("before-stage", $"日期不能早于现阶段的 {day:yyyy-MM-dd}", $"the day must not be before {day:yyyy-MM-dd}, when the present stage was reached", "on");

    public static Error MissingFacts(IReadOnlyList<string> facts) => Error.Invalid("missing-facts", $"还缺：{string.Join("、", facts.Select(f => Ladder.FactName(f).Zh))}", $"missing: {string.Join(", ", facts.Select(f => Ladder.FactName(f).En))}", "facts") with { Allowed = facts };

    public static Error MissingEvidence(IReadOnlyList<string> kinds) => Error.Invalid("missing-evidence", $"还缺佐证：{string.Join("、", kinds.Select(k => Ladder.EvidenceName(k)!.Value.Zh))}", $"missing evidence: {string.Join(", ", kinds.Select(k => Ladder.EvidenceName(k)!.Value.En))}", "evidence") with { Allowed = kinds };

    public static Error Pending(string signOff) => Error.Conflict("stage-pending", $"已有一次阶段变更待确认（{signOff}）", $"a move to another stage waits to be confirmed already ({signOff})");

    public static Error Changed { get; } = Error.Conflict("project-changed", "项目在待确认期间有变，请退回后重新提交", "the project changed meanwhile; return it and hand it in again");

    public static Error StageByGate { get; } = Error.Conflict("stage-by-gate", "阶段只能通过关口变更：提交事实和佐证，由另一人确认", "a stage is reached through its gate: with facts, evidence and another person's confirmation", "stage");

    public static Error MembersOnly { get; } = new(ErrorKind.Forbidden, "members-only", new("项目须由本区成员办理，当前账号不是本区成员", "projects are handled by members of the zone; this account is not one"));
}
