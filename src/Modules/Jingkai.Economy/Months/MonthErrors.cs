using Jingkai.Economy.Domain;
using Jingkai.Kernel;

namespace Jingkai.Economy.Months;

/// <summary>Refusals of locked months and of locking them.</summary>
internal static class MonthErrors
{
    public static Error Locked(params IReadOnlyList<int> months) => Error.Conflict("period-locked",
        $"{string.Join("、", months.Select(m => Period.FromYearMonth(m).ToChinese()))}的数据已锁定，不能再报送、导入或更正；确需更改的，请先申请解锁。",
        $"The figures of {string.Join(", ", months.Select(m => Period.FromYearMonth(m).ToEnglish()))} are locked: nothing is reported, imported or corrected. Ask to unlock the month first.", "period");

    public static Error NotAllowed(string move, IReadOnlyList<string> allowed) => Error.Conflict("move-not-allowed",
        $"当前不能“{move}”。现在可以：{(allowed.Count == 0 ? "无" : string.Join("、", allowed))}。",
        $"\"{move}\" is not possible now. Possible: {(allowed.Count == 0 ? "nothing" : string.Join(", ", allowed))}.") with
    { Allowed = allowed };

    public static Error BadMonth(string? text) => Error.Malformed("bad-period", $"“{text}”不是月份，例如 2020-07。", $"\"{text}\" is not a month, for example 2020-07.", "month");

    public static Error NotOver { get; } = Error.Invalid("month-not-over", "该月尚未结束。", "The month is not over yet.", "month");

    public static Error InTheFuture { get; } = Error.Invalid("month-in-the-future", "该月尚未开始。", "The month has not begun yet.", "month");

    public static Error Pending(string code) => Error.Conflict("sign-off-pending", $"已有待审批的申请 {code}。", $"A request is on its way already: {code}.");

    public static Error ReasonRequired { get; } = Error.Invalid("reason-required", "请写明原因。", "Give the reason.", "reason");

    public static Error Unconfirmed(IReadOnlyList<string> names, int all) => Error.Conflict("duties-unconfirmed",
        $"还有{all}项上报未确认：{Listed(names, all, "、", "等")}。确需锁定的，请在申请中写明并列出。",
        $"{all} duties are not confirmed: {Listed(names, all, ", ", " …")}. To lock all the same, say so in the request, which then lists them.", "despiteUnconfirmed");

    public static Error UnconfirmedSince(IReadOnlyList<string> names, int all) => Error.Conflict("duties-unconfirmed",
        $"申请之后又有{all}项上报变为未确认：{Listed(names, all, "、", "等")}。请确认后再同意，或退回重新申请。",
        $"Since the request {all} more duties are not confirmed: {Listed(names, all, ", ", " …")}. Confirm them before agreeing, or return the request.");

    public static Error NothingToLock { get; } = Error.Invalid("nothing-to-lock", "该月没有任何数据。", "Nothing is stored for the month.", "month");

    public static Error Changed { get; } = Error.Conflict("state-changed", "该月的状态已变化，请退回后重新申请。", "The month's state has changed; return the request.");

    /// <summary>Names in a row, cut where they become too many.</summary>
    public static string Listed(IReadOnlyList<string> names, int all, string separator, string more) => string.Join(separator, names) + (names.Count < all ? more : "");
}
