using Jingkai.Kernel;

namespace Jingkai.Platform.RulePacks;

/// <summary>Refusals of rule packs.</summary>
internal static class PackErrors
{
    public static Error Unknown { get; } = Error.NotFound("unknown-pack", "没有这个规则包。", "There is no such rule pack.", "pack");

    public static Error Broken { get; } = Error.Invalid("bad-pack", "规则包有错误，逐条见错误清单。", "The rule pack is broken; see the list of errors.", "pack");

    public static Error Unchanged { get; } = Error.Conflict("pack-unchanged", "与现行文本完全相同，无需再采用。", "The text is the one in force; there is nothing to adopt.", "pack");

    public static Error OtherSubject { get; } = Error.Invalid("pack-changed-kind", "同名规则包的类型和对象不能改变，请换一个名称。", "A pack keeps its kind and its subject; give the new one another name.", "pack");

    public static Error BeforeInForce(DateOnly from) => Error.Invalid("from-before-in-force", $"采用日不能早于现行文本的采用日（{from:yyyy-MM-dd}）。", $"It cannot be adopted from before the text in force ({from:yyyy-MM-dd}).", "from");

    public static Error Pending(string code) => Error.Conflict("sign-off-pending", $"已有一份文本在审批（{code}），请先办结或撤回。", $"Another text is being signed off ({code}); decide or withdraw it first.", "pack");

    public static Error Changed { get; } = Error.Conflict("pack-changed", "审批期间现行文本已变，请撤回后按新的现行文本重新提出。", "Another text came into force meanwhile; withdraw and propose against that one.");

    public static Error NotInForce { get; } = Error.Conflict("pack-not-in-force", "这一天没有采用的文本，不能记录裁定。", "No text is adopted on that day, so no verdict can be recorded.", "on");

    public static Error NoSubject(string subject) => Error.Invalid("no-such-subject", $"本系统还没有“{subject}”这类对象，无法逐个试用。", $"There are no subjects of the kind {subject} here, so it cannot be tried.", "pack");

    public static Error UnknownSubjects(IReadOnlyList<string> codes) =>
        Error.Invalid("unknown-subject", $"没有这些对象，或当前账号看不到：{string.Join("、", codes)}。", $"No such subjects, or this account may not see them: {string.Join(", ", codes)}.", "subjects");

    public static Error TooManySubjects(int most) => Error.Invalid("too-many-subjects", $"一次最多记录 {most} 个对象。", $"At most {most} subjects at once.", "subjects");

    public static Error BadDay { get; } = Error.Malformed("bad-date", "应为 2026-10-01 这样的日期。", "A date such as 2026-10-01 is expected.", "on");
}
