using Jingkai.Kernel;

namespace Jingkai.Projects.Promises;

/// <summary>Refusals of the ledger of promises.</summary>
internal static class Errors
{
    public static Error UnknownSide(string? word) => Error.Invalid("unknown-side", $"没有“{word}”这一方，可用：投资方、开发区", $"there is no side \"{word}\"; use investor or zone", "side");

    public static Error UnknownItem(string? word) => Error.Invalid("unknown-item", $"没有“{word}”这个承诺事项，可用：{string.Join("、", PromiseItems.All.Select(i => i.Zh))}", $"nothing called \"{word}\" is promised; use one of: {string.Join(", ", PromiseItems.All.Select(i => i.Code))}", "item");

    public static Error OtherSide(PromiseItem item) => Error.Invalid("other-side", $"“{item.Zh}”由{PromiseSide.NameOf(item.Side!).Zh}承诺", $"\"{item.En}\" is promised by the {item.Side}", "item");

    public static Error UnknownResult(string? word) => Error.Invalid("unknown-result", $"没有“{word}”这种结果，可用：{string.Join("、", PromiseItems.Results.Select(r => r.Zh))}", $"there is no result \"{word}\"; use one of: {string.Join(", ", PromiseItems.Results.Select(r => r.Code))}", "result");

    public static Error UnknownRemedy(string? word) => Error.Invalid("unknown-remedy", $"没有“{word}”这种处理方式，可用：{string.Join("、", PromiseItems.Remedies.Select(r => r.Zh))}", $"there is no remedy \"{word}\"; use one of: {string.Join(", ", PromiseItems.Remedies.Select(r => r.Code))}", "remedy");

    public static Error IsADay { get; } = Error.Invalid("is-a-day", "这类承诺是一个日期，不填数值", "such a promise is a day and has no value", "value");

    public static Error UnitRequired { get; } = Error.Invalid("required", "有数值时须填计量单位", "a value needs its unit", "valueUnit");

    public static Error OtherUnit(string? unit, string own) => Error.Invalid("unit-mismatch", $"“{unit}”与该事项的计量单位“{own}”不是同一类", $"\"{unit}\" does not measure the same as \"{own}\"", "valueUnit");

    public static Error TooPrecise(string field) => Error.Invalid("too-precise", "最多四位小数", "at most four decimals", field);

    public static Error OutOfRange(string field) => Error.Invalid("bad-number", "数值应在0至1万亿之间", "a value lies between 0 and 10^12", field);

    public static Error BeforeAgreed { get; } = Error.Invalid("bad-order", "到期日期应晚于承诺日期", "the due day is after the day it was promised", "dueOn");

    public static Error Judged { get; } = Error.Conflict("judged", "承诺已有履约结果，不能再改；如有误，请由可确认人员撤销结果", "the promise has its result and changes no more; those who confirm may take the result back");

    public static Error Pending(string signOff) => Error.Conflict("result-pending", $"履约结果正在审批（{signOff}）", $"a result waits to be confirmed ({signOff})");

    public static Error Voided { get; } = Error.Conflict("voided", "承诺已作废", "the promise is voided");

    public static Error NotJudged { get; } = Error.Conflict("not-judged", "承诺还没有履约结果", "the promise has no result");

    public static Error InFuture { get; } = Error.Invalid("in-future", "日期不能晚于今天", "the day must not be after today", "on");

    public static Error Late(DateOnly due) => Error.Invalid("late", $"期限是 {due:yyyy-MM-dd}，此后兑现的是“逾期兑现”", $"it was due on {due:yyyy-MM-dd}; after that it is kept late", "result");

    public static Error InTime(DateOnly due) => Error.Invalid("in-time", $"期限是 {due:yyyy-MM-dd}，没有逾期", $"it was due on {due:yyyy-MM-dd} and is not late", "result");

    public static Error MilestoneNotReached(PromiseItem item) => Error.Invalid("milestone-not-reached", $"项目台账中“{item.Zh}”还没有确认到达；请先通过关口确认，再认定承诺", $"\"{item.En}\" is not confirmed as reached in the ledger of projects; have it confirmed at its gate first", "result");

    public static Error BeforeMilestone(PromiseItem item, DateOnly day) => Error.Invalid("before-milestone", $"日期不能早于项目台账中“{item.Zh}”的 {day:yyyy-MM-dd}", $"the day must not be before {day:yyyy-MM-dd}, when \"{item.En}\" was reached", "on");

    public static Error Short { get; } = Error.Invalid("short-of-promise", "完成值没有达到承诺值，应为“部分兑现”或“未兑现”", "the achieved value falls short; it is kept in part, or broken", "achieved");

    public static Error NotShort { get; } = Error.Invalid("not-short", "完成值已达到承诺值，应为“已兑现”或“逾期兑现”", "the achieved value meets the promise; it is kept, or kept late", "achieved");

    public static Error EvidenceRequired { get; } = Error.Invalid("missing-evidence", "请附上本项目的佐证资料", "bring a file of the project that shows it", "evidence");

    public static Error NoSuchFile(string? id) => Error.Invalid("unknown-attachment", $"项目资料中没有“{id}”，或已作废；请先上传到本项目", $"the project has no file \"{id}\", or it was voided; upload it to the project first", "evidence");

    public static Error OwnPromise { get; } = new(ErrorKind.Conflict, "own-promise", new("开发区的承诺由责任人以外的人认定", "a promise of the zone is judged by another than who answers for it"));

    public static Error RemedyRequired { get; } = Error.Invalid("required", "未兑现的承诺须写明处理方式", "a broken promise has its remedy", "remedy");

    public static Error NeedsSecond { get; } = Error.Invalid("takes-two", "未兑现和豁免须由另一人审批，不能随文件导入", "broken and waived take a second person and do not come in by file", "result");

    public static Error BadMove(string? move) => Error.Invalid("bad-move", $"没有“{move}”这种操作，可用：pause、resume", $"there is no move \"{move}\"; use pause or resume", "move");

    public static Error NoClock { get; } = Error.Conflict("no-clock", "承诺没有到期日期，没有时限在计", "the promise has no due day, so no clock runs");

    public static Error Changed { get; } = Error.Conflict("promise-changed", "承诺在审批期间有变，请退回后重新提交", "the promise changed meanwhile; return it and hand it in again");

    public static Error ProjectFixed { get; } = Error.Invalid("fixed", "承诺不能改到另一个项目", "a promise does not move to another project", "project");
}
