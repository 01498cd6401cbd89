using Jingkai.Kernel;
using Jingkai.Projects.Rating;

namespace Jingkai.Projects.Extensions;

/// <summary>Refusals of extensions.</summary>
internal static class Errors
{
    public static Error UnknownWhat(string? what) => Error.Invalid("unknown-extension", $"没有“{what}”这种延期，可用：{string.Join("、", ExtensionRules.All.Select(r => r.Zh))}", $"\"{what}\" cannot be put off; use one of: {string.Join(", ", ExtensionRules.All.Select(r => r.Code))}", "what");

    public static Error Constrained(LimitInForce limit) => Error.Conflict("constrained", $"项目自 {limit.Since:yyyy-MM-dd} 起受要素约束（{limit.Code}），不予延期。原因：{limit.Reason.Zh}。解除条件：{limit.Release.Zh}", $"the project is constrained since {limit.Since:yyyy-MM-dd} ({limit.Code}) and gets no extension. Reason: {limit.Reason.En}. Release: {limit.Release.En}");

    public static Error Reached { get; } = Error.Conflict("already-reached", "该节点已经到达，不需要延期", "the milestone is reached already");

    public static Error NoDay { get; } = Error.Conflict("no-day", "该节点还没有计划或承诺日期，也没有批准有效期，没有可延的期限", "the milestone has neither a planned nor a promised day, nor an approval that runs out");

    public static Error NotLater(DateOnly expires) => Error.Invalid("not-later", $"新日期应晚于现在的 {expires:yyyy-MM-dd}", $"the new day is after {expires:yyyy-MM-dd}, the day now", "until");

    public static Error TooFar(DateOnly last, int months) => Error.Invalid("too-far", $"一次最多延长 {months} 个月，至 {last:yyyy-MM-dd}", $"at most {months} months at once, until {last:yyyy-MM-dd}", "until");

    public static Error Extended(int most) => Error.Conflict("extended-already", $"最多延期 {most} 次，该项目已经延过", $"at most {most} may be granted, and the project had that");

    public static Error AskedLate(DateOnly expires, int days, DateOnly last) => Error.Conflict("asked-late", $"应在到期（{expires:yyyy-MM-dd}）前 {days} 个工作日提出，最迟今天起算为 {last:yyyy-MM-dd} 到期的事项", $"it must be asked for {days} working days before {expires:yyyy-MM-dd}; today that holds for days from {last:yyyy-MM-dd} on");

    public static Error Pending(string signOff) => Error.Conflict("extension-pending", $"已有同类延期申请待审批（{signOff}）", $"a request of the kind waits already ({signOff})");

    public static Error NoSuchFile(string? id) => Error.Invalid("unknown-attachment", $"项目资料中没有“{id}”，或已作废；请先上传到本项目", $"the project has no file \"{id}\", or it was voided; upload it to the project first", "file");

    public static Error Changed { get; } = Error.Conflict("project-changed", "项目在审批期间有变，请退回后重新提交", "the project changed meanwhile; return it and hand it in again");
}
