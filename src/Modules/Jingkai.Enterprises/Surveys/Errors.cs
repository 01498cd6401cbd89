using Jingkai.Kernel;

namespace Jingkai.Enterprises.Surveys;

/// <summary>Refusals of survey rounds.</summary>
internal static class Errors
{
    public static Error NobodyAsked { get; } = Error.Invalid("required", "请选择由谁核实：联企干部、企业，或两者", "say who is asked: liaisons, enterprises or both", "askLiaisons");

    public static Error NoFields { get; } = Error.Invalid("required", "请至少选一个要核实的字段", "choose at least one field", "fields");

    public static Error NoEnterprises { get; } = Error.Invalid("no-enterprises", "按此条件没有在区企业", "no enterprise of the zone passes this choice", "filter");

    public static Error UntilPast { get; } = Error.Invalid("date-order", "截止日期不能早于今天", "the last day must not be before today", "untilOn");

    public static Error UnknownEnterprise(string code) => Error.Invalid("unknown-enterprise", $"没有企业“{code}”", $"there is no enterprise \"{code}\"", "enterprises");

    public static Error Closed { get; } = Error.Conflict("move-not-allowed", "这一轮摸底已经结束", "this round is closed");
}
