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
}
