using Jingkai.Kernel;

namespace Jingkai.Platform.Clocks;

/// <summary>Refusals of limits and clocks.</summary>
internal static class ClockErrors
{
    public static Error BadPoints { get; } = Error.Invalid("bad-points", "提醒点是1至100的百分数，用逗号分开，最多10个。", "Warning points are percentages from 1 to 100 with commas between, ten at most.", "points");

    public static Error UnknownLimit(string code) => Error.Invalid("unknown-limit", $"本区没有时限“{code}”。", $"The zone has no time limit \"{code}\".", "limit");

    public static Error KnownExample(string code) => Error.Invalid("unknown-limit", $"没有示例时限“{code}”。", $"There is no example of a time limit \"{code}\".", "code");

    public static Error BadCode { get; } = Error.Invalid("bad-code", "编码用小写字母、数字、点和短横，最长40个字符。", "A code is of lower-case letters, digits, dots and dashes, at most 40 characters.", "code");

    public static Error NotLater(DateOnly last) => Error.Invalid("not-later", $"新时限应自{last:yyyy-MM-dd}之后的一天起执行。", $"A change begins on a day after {last:yyyy-MM-dd}.", "from");

    public static Error UnknownRole(string role) => Error.Invalid("unknown-role", $"没有角色“{role}”。", $"There is no role \"{role}\".", "ownerRole");

    public static Error Runs { get; } = new(ErrorKind.Conflict, "clock-runs", new("这件事的这个时限已在计时。", "This limit runs for the matter already."));

    public static Error NotAllowed(string move, string state, IReadOnlyList<string> allowed) =>
        new(ErrorKind.Conflict, "move-not-allowed", new($"现在不能这样办理（{move}，{state}）。", $"This cannot be done now ({move}, {state}).")) { Allowed = allowed };

    public static Error Managed { get; } = new(ErrorKind.Conflict, "clock-managed", new("这个计时随所办事项走，不能单独操作。", "This clock follows what it runs for and is not moved by hand."));

    public static Error UnknownMember(string? to) => Error.Invalid("unknown-member", $"本区没有成员“{to}”，或已离开。", $"The zone has no active member \"{to}\".", "to");

    public static Error Same { get; } = Error.Invalid("same-owner", "已由该成员负责。", "This member holds it already.", "to");

    public static Error TooLong { get; } = Error.Invalid("bad-limit", "延期后的时限太长。", "The limit would be too long with the extension.", "amount");

    public static Error Pending { get; } = new(ErrorKind.Conflict, "extension-pending", new("已有一个延期申请等待审批。", "An extension is asked for already and not decided."));

    public static Error OwnExtension { get; } = new(ErrorKind.Conflict, "own-extension", new("负责人不能批准自己的延期。", "Whoever holds a matter does not grant its extension."));

    public static Error Future { get; } = Error.Invalid("start-in-the-future", "起算时间不能晚于现在。", "The start lies in the future.", "start");
}
