using Jingkai.Kernel;

namespace Jingkai.Economy.Months.Citations;

/// <summary>Refusals of recording citations.</summary>
internal static class CitationErrors
{
    public static Error NoFigures { get; } = Error.Invalid("required", "至少写一个引用的数据。", "Give at least one cited figure.", "figures");

    public static Error UnknownFigure(string text) => Error.Invalid("unknown-figure", $"没有数据引用“{text}”。", $"There is no figure \"{text}\".", "figures");

    public static Error PrintedRequired { get; } = Error.Invalid("required", "请照原样填写文件上的数值。", "Give the value as printed.", "figures");

    public static Error TooLong(string field, int most) => Error.Invalid("too-long", $"不超过{most}字。", $"At most {most} characters.", field);
}
