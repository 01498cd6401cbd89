using Jingkai.Kernel;

namespace Jingkai.Economy.Analysis;

/// <summary>Refusals of asking for an analysis.</summary>
internal static class AnalysisErrors
{
    public static Error NotSummed(string name) => new(ErrorKind.Invalid, "not-rolled-up",
        new($"“{name}”没有企业月报，贡献率和拉动只能按可比企业计算。", $"No enterprise reports \"{name}\"; contributions need the comparable values of enterprises."), "indicator");

    public static Error RealGrowth(string name) => new(ErrorKind.Invalid, "real-growth",
        new($"“{name}”的增速按可比价计算，由统计部门给出，不能由两期数值拆分。", $"Growth of \"{name}\" is at constant prices, given by the statistics office; it cannot be divided by two values."), "indicator");

    public static Error NotComparablePeriod { get; } = new(ErrorKind.Invalid, "no-comparable-period",
        new("请选择当月或累计（1-N月）：两个累计数之差在两端企业不同，不可比。", "Choose a month or a year to date: the difference of two levels stands on different enterprises at its two ends."), "period");

    public static Error OnlyZone(string by) => new(ErrorKind.Invalid, "zone-only",
        new($"按“{by}”拆分只适用于全区。", $"Only the zone can be divided by {by}."), "subject");

    public static Error NoTarget { get; } = new(ErrorKind.NotFound, "no-target", new("该年度没有目标。", "There is no target of that year."), "year");

    public static Error BadThresholds { get; } = new(ErrorKind.Invalid, "bad-thresholds",
        new("阈值超出范围：不能为负；入库比例为0至100；离群判断至少3个月，最多36个月。", "A threshold is out of range: none is negative, the candidates' share is 0 to 100, outliers need 3 to 36 months."), "thresholds");

    public static Error Negative(string field) => new(ErrorKind.Invalid, "out-of-range", new("不能为负数。", "May not be negative."), field);

    public static Error Outside(string field, int least, int most) => new(ErrorKind.Invalid, "out-of-range", new($"应在{least}至{most}之间。", $"Must lie between {least} and {most}."), field);

    public static Error NotANumber(string field) => new(ErrorKind.Invalid, "not-a-number", new("请填写数字，例如 12.5。", "Give a number, for example 12.5."), field);

    public static Error BadComparison { get; } = new(ErrorKind.Invalid, "unknown-zone",
        new("没有这个开发区，或者您不能查看它；对比区也不能是本区。", "There is no such zone, or you may not see it; a zone is not compared with itself."), "comparisonZone");

    public static Error BadSectors { get; } = new(ErrorKind.Invalid, "bad-sectors",
        new("行业标准须有国民经济行业代码、类别和大于零的金额（或不按金额）。", "A sector needs a GB/T 4754 code, a kind, and an amount above zero or none."), "thresholds");

    public static Error TooPrecise { get; } = new(ErrorKind.Invalid, "too-precise", new("数值最多四位小数。", "A value has at most four decimals."), "value");

    public static Error NoteMissing { get; } = new(ErrorKind.Invalid, "note-required", new("请写明处理意见。", "Say what was found or done."), "note");

    public static Error AlertChanged { get; } = new(ErrorKind.Conflict, "alert-changed", new("该预警的数值已变化，请看过新值后再确认。", "The alert's value has changed; look at the new one first."), "seen");
}
