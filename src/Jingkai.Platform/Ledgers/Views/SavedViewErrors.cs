using Jingkai.Kernel;

namespace Jingkai.Platform.Ledgers.Views;

/// <summary>Refusals of saved views.</summary>
internal static class SavedViewErrors
{
    public static Error MembersOnly { get; } = new(ErrorKind.Forbidden, "members-only", new("视图须由本区成员保存，当前账号不是本区成员。", "Views are kept by members of the zone; this account is not one."));

    public static Error MayNotShare { get; } = new(ErrorKind.Forbidden, "may-not-share", new("当前账号不能共享视图。", "This account may not share views."), "audience");

    public static Error NoUnit { get; } = Error.Invalid("no-unit", "您未分配部门，不能共享给本部门。", "You belong to no unit to share with.", "audience");

    public static Error BadAudience { get; } = Error.Invalid("bad-audience", "共享范围只能是 own、unit 或 zone。", "The audience is own, unit or zone.", "audience");

    public static Error NotYours { get; } = new(ErrorKind.Forbidden, "not-your-view", new("只有视图的所有者可以修改它；您可以另存一个。", "Only its owner changes a view; you may save your own."));

    public static Error NameTooLong { get; } = Error.Invalid("too-long", "名称不超过 40 字。", "A name has at most 40 characters.", "name");

    public static Error NameTaken(string name) => Error.Conflict("view-name-taken", $"您已有名为“{name}”的视图。", $"You have a view called \"{name}\" already.", "name");

    public static Error TooManyViews(int most) => Error.Conflict("too-many-views", $"每个台账最多保存 {most} 个视图。", $"A ledger has at most {most} views of one person.");

    public static Error TooLong { get; } = Error.Invalid("too-long", "筛选条件过长，无法保存。", "The filters are too long to be kept.", "query");

    public static Error UnknownParameter(string name, IEnumerable<string> known) => Error.Invalid(
        "unknown-parameter", $"这个台账没有参数“{name}”，可用：{string.Join("、", known)}。", $"This ledger has no parameter \"{name}\"; use: {string.Join(", ", known)}.", "query");
}
