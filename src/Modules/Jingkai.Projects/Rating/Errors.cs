using Jingkai.Kernel;

namespace Jingkai.Projects.Rating;

/// <summary>Refusals of rounds, consequences and appeals.</summary>
internal static class Errors
{
    public static Error UnknownCadence(string? given) => Error.Invalid("unknown-cadence", $"没有“{given}”这种周期，可用：{string.Join("、", Cadence.All)}", $"there is no cadence \"{given}\"; use one of {string.Join(", ", Cadence.All)}", "cadence");

    public static Error NotARating(string pack) => Error.Invalid("not-a-project-rating", $"规则包“{pack}”不是项目评级", $"the rule pack \"{pack}\" does not rate projects", "pack");

    public static Error UnknownKind(string? kind) => Error.Invalid("unknown-kind", $"没有“{kind}”这种项目类型", $"there is no kind of project \"{kind}\"", "kind");

    public static Error Overlaps(string code) => Error.Conflict("round-overlaps", $"与同一规则的评比周期 {code} 重叠或早于它；同一规则的周期须依次进行", $"overlaps, or comes before, the round {code} of the same pack; rounds of a pack follow one another");

    public static Error NothingToRate { get; } = Error.Conflict("nothing-to-rate", "作战图上没有可评的项目；先把项目列入作战图", "no project on the wall can be rated; put projects on the wall first");

    public static Error TooMany(int most) => Error.Conflict("too-many-projects", $"一个周期最多评{most}个项目", $"a round rates at most {most} projects");

    public static Error NotOpen(string state) => Error.Conflict("round-not-open", $"评比周期现为“{RoundWords.State(state).Zh}”，不能再填报", $"the round is {RoundWords.State(state).En}; it takes no more entries");

    public static Error NotToFreeze(string state) => Error.Conflict("round-not-open", $"评比周期{RoundWords.State(state).Zh}，不能再冻结", $"the round is {RoundWords.State(state).En} and is not frozen again");

    public static Error DueBeforeStart(DateOnly start) => Error.Invalid("bad-order", $"填报截止日期不能早于周期开始的 {start:yyyy-MM-dd}", $"progress cannot be due before the round begins on {start:yyyy-MM-dd}", "dueOn");

    public static Error BeforeConsequence(DateOnly day) => Error.Invalid("before-consequence", $"日期不能早于作出处理的 {day:yyyy-MM-dd}", $"the day must not be before {day:yyyy-MM-dd}, when it followed from the round", "on");

    public static Error BeforeTalk(DateOnly day) => Error.Invalid("before-talk", $"整改确认日期不能早于约谈或说明的 {day:yyyy-MM-dd}", $"the day must not be before {day:yyyy-MM-dd}, when the talk was held", "on");

    public static Error NotFrozen { get; } = Error.Conflict("round-not-frozen", "先冻结评比周期，再公布", "freeze the round before it is published");

    public static Error NotPublished { get; } = Error.Conflict("round-not-published", "评比结果还没有公布", "the round is not published");

    public static Error AlreadyPublished { get; } = Error.Conflict("round-published", "评比结果已公布，不能作废", "the round is published and cannot be voided");

    public static Error NotInRound { get; } = Error.Invalid("not-in-round", "项目不在本评比周期内", "the project is not part of the round", "project");

    public static Error IsExcused { get; } = Error.Conflict("excused", "项目本轮不参评", "the project is not rated in this round");

    public static Error OutsideRound(DateOnly start, DateOnly end) => Error.Invalid("outside-round", $"日期应在{start:yyyy-MM-dd}至{end:yyyy-MM-dd}之间", $"the day lies between {start:yyyy-MM-dd} and {end:yyyy-MM-dd}", "on");

    public static Error Missing(IReadOnlyList<string> projects, int more) => new Error(ErrorKind.Conflict, "progress-missing",
        new($"还缺进度或复核：{string.Join("、", projects)}{(more > 0 ? $" 等{projects.Count + more}个项目" : "")}", $"progress or its check is missing: {string.Join(", ", projects)}{(more > 0 ? $" and {more} more" : "")}")) with
    { Allowed = projects };

    public static Error NotOver(DateOnly end) => Error.Conflict("round-not-over", $"评比周期到{end:yyyy-MM-dd}才结束", $"the round ends on {end:yyyy-MM-dd}");

    public static Error EarlierFirst(string code) => Error.Conflict("earlier-round-first", $"同一规则的上一周期 {code} 还没有公布", $"the round {code} of the same pack before it is not published");

    public static Error AppealsWait(int n, string code) => Error.Conflict("appeals-wait", $"上一周期 {code} 还有{n}件申诉没有处理", $"{n} appeals of the round {code} before it wait to be decided");

    public static Error AppealLate { get; } = Error.Conflict("appeal-late", "同一规则的下一周期已冻结，本轮不再受理申诉", "the next round of the pack is frozen; this one takes no more appeals");

    public static Error AppealOpen { get; } = Error.Conflict("appeal-open", "本轮已有一件申诉待处理", "an appeal of this round waits already");

    public static Error NoFlag { get; } = Error.Conflict("no-flag", "项目本轮没有评定结果", "the project has no flag in this round");

    public static Error OwnAppeal { get; } = Error.Conflict("own-appeal", "提出申诉的人不能处理自己的申诉", "whoever appealed does not decide it");

    public static Error AppealDecided { get; } = Error.Conflict("appeal-decided", "申诉已经处理", "the appeal is decided");

    public static Error UnknownDecision(string? given) => Error.Invalid("unknown-decision", $"没有“{given}”这种处理，可用：rejudge、excuse、reject", $"there is no decision \"{given}\"; use rejudge, excuse or reject", "decision");

    public static Error NothingChanged { get; } = Error.Conflict("appeal-nothing-changed", "按现有记录重评，结果不变；请先更正进度或节点并复核，或驳回", "the records give the same flag; correct and check progress or milestones first, or reject the appeal");

    public static Error AppealWorse(Text flag) => Error.Conflict("appeal-worse", $"按现有记录重评为“{flag.Zh}”，比原结果差；申诉不使结果变差", $"the records give \"{flag.En}\", which is worse; an appeal never makes it worse");

    public static Error WrongState(string state) => Error.Conflict("wrong-state", $"现为“{RoundWords.State(state).Zh}”，不能这样办理", $"it is {RoundWords.State(state).En}; this cannot be done now");

    public static Error OwnTalk { get; } = Error.Conflict("own-talk", "由约谈记录人以外的人确认整改", "another than who recorded the talk confirms the rectification");

    public static Error DayRequired(string field) => Error.Invalid("required", "请填写日期", "give the day", field);

    public static Error Required(string field) => Error.Invalid("required", "必填", "required", field);

    public static Error ConstraintGone { get; } = Error.Conflict("constraint-gone", "这项约束已撤销或已处理，请撤回审批", "the constraint was withdrawn or handled meanwhile; take the request back");
}
