using Jingkai.Kernel;

namespace Jingkai.Economy.Figures;

/// <summary>Refusals of asking for figures.</summary>
internal static class FigureErrors
{
    public static Error UnknownIndicator(string text, IReadOnlyList<string> near) => new(ErrorKind.NotFound, "unknown-indicator",
        new($"没有指标“{text}”。{Hint(near)}", $"There is no indicator \"{text}\".{HintEn(near)}"), "indicator");

    public static Error UnknownSubject(string text, IReadOnlyList<string> near) => new(ErrorKind.NotFound, "unknown-subject",
        new($"没有对象“{text}”。{Hint(near)}", $"There is no subject \"{text}\".{HintEn(near)}"), "subject");

    public static Error NoFigure { get; } = new(ErrorKind.NotFound, "no-figure", new("该指标、对象和报告期没有数据。", "Nothing is stored for this indicator, subject and period."));

    public static Error MergedPeriod { get; } = new(ErrorKind.Invalid, "merged-period",
        new("该指标1、2月合并发布：请用 1-2月（如 2020-01/2020-02）。", "January and February of this indicator are published together: use 2020-01/2020-02."), "period");

    public static Error NoSuchPeriod(string frequency) => new(ErrorKind.Invalid, "no-such-period",
        new($"该指标按{(frequency == "Q" ? "季度" : "年度")}发布，没有这个报告期。", $"This indicator is published {(frequency == "Q" ? "quarterly" : "yearly")}; it has no such period."), "period");

    public static Error NoFigureThen { get; } = new(ErrorKind.NotFound, "no-figure", new("该指标、对象和报告期在该时点还没有数据。", "Nothing was stored for this indicator, subject and period as of that instant."), "asOf");

    public static Error BadInstant(string text) => new(ErrorKind.Malformed, "bad-instant", new($"“{text}”不是时间，例如 2020-09-01T00:00:00Z。", $"\"{text}\" is not an instant, for example 2020-09-01T00:00:00Z."), "asOf");

    public static Error Missing(string parameter) => new(ErrorKind.Malformed, "missing-parameter", new($"缺少参数 {parameter}。", $"The parameter {parameter} is missing."), parameter);

    public static Error Counted(string name) => new(ErrorKind.Invalid, "counted-indicator",
        new($"“{name}”由业务记录计数，不能另行报送。", $"\"{name}\" is counted from records and cannot be delivered."), "indicator");

    public static Error NotAsOf { get; } = new(ErrorKind.Invalid, "counted-as-of",
        new("计数由现有记录得出，不保留以前时点的数。", "A count is made from the records as they stand; what it was at an earlier instant is not kept."), "asOf");

    public static Error NotCounted { get; } = new(ErrorKind.Forbidden, "records-not-permitted",
        new("当前账号无权查看计数所用的记录。", "This account may not read the records that are counted."), "indicator");

    public static Error BadRef { get; } = new(ErrorKind.NotFound, "unknown-figure", new("没有这个数据引用。", "There is no figure of this reference."));

    private static string Hint(IReadOnlyList<string> near) => near.Count == 0 ? "" : $"是否指：{string.Join("、", near)}？";

    private static string HintEn(IReadOnlyList<string> near) => near.Count == 0 ? "" : $" Did you mean: {string.Join(", ", near)}?";
}
