using Jingkai.Kernel;

namespace Jingkai.Enterprises.Supply;

/// <summary>Refusals of supply and demand.</summary>
internal static class Errors
{
    public static Error BadDirection(string? text) => Error.Invalid("unknown-direction", $"“{text}”不在可选值中：供应（supplies）、采购（buys）", $"\"{text}\" is not one of: supplies, buys", "direction");

    public static Error UnknownCounterpart(string key) => Error.Invalid("unknown-enterprise",
        $"没有代码为 {key} 的企业，或当前账号看不到它；区外企业请填名称", $"there is no enterprise with the code {key}, or this account may not see it; give the name of one outside", "counterpart");

    public static Error AmbiguousCounterpart(string name) => Error.Invalid("ambiguous-enterprise", $"本区有多家企业叫“{name}”，请填统一社会信用代码或企业编号", $"several enterprises bear the name \"{name}\"; give a code", "counterpart");

    public static Error OtherName(string code, string name) => Error.Invalid("name-differs", $"代码 {code} 的企业叫“{name}”，与所填名称不符", $"the enterprise of the code {code} is called \"{name}\"", "counterpart");

    public static Error SameEnterprise { get; } = Error.Invalid("same-file", "往来单位不能是企业自己", "an enterprise is not its own counterpart", "counterpart");

    public static Error BadShare { get; } = Error.Invalid("bad-number", "占比应大于0、不超过100%，至多两位小数", "a share is above 0 and at most 100 per cent, with at most two decimals", "share");

    public static Error AlreadyLinked { get; } = Error.Conflict("already-linked", "这条供需关系已经登记，请在原有的一条上修改", "this link is recorded already; change that one", "product");

    public static Error VoidedLink { get; } = Error.Conflict("voided", "这条供需关系已作废，不能再改", "this link is voided and cannot be changed");

    public static Error NotYours { get; } = new(ErrorKind.Forbidden, "not-yours", new(
        "企业账号只能改动、作废自己登记且尚未核实的供需关系", "an enterprise's account changes and voids only links it recorded itself and nobody confirmed yet"));

    public static Error InFuture { get; } = Error.Invalid("effective-in-future", "数据日期不能晚于今天", "the day described must not be after today", "asOf");

    public static Error UnknownEnterprise(string text) => Error.Invalid("unknown-enterprise", $"登记簿中没有“{text}”，或当前账号看不到它", $"\"{text}\" is not in the register, or this account may not see it");
}
