using Jingkai.Kernel;

namespace Jingkai.Economy.Exchange;

/// <summary>Why a row of the economy's ledgers is refused.</summary>
internal static class EconomyImportErrors
{
    public static Error UnknownEnterprise(string code) => Error.Invalid("unknown-enterprise", $"企业台账中没有统一社会信用代码 {code}，请先导入企业台账。", $"No enterprise of the register has the credit code {code}; import the register first.");

    public static Error CreditCodeCheck(char expected) => Error.Invalid("credit-code-check", $"统一社会信用代码的校验码不符，末位应为 {expected}。", $"The check character of the credit code fails; it should be {expected}.");

    public static Error NotMonthly { get; } = Error.Invalid("bad-period", "月报的报告期须为月份，如 2020-07。", "A monthly report needs a month, for example 2020-07.");

    public static Error MergedPeriod(string measure) => Error.Invalid("merged-period", $"{measure}1、2月合并报送：1月行须留空，填在2月行。", $"January and February of this measure are reported together in the February row; leave January empty.");

    public static Error MergedDiffer(string measure) => Error.Invalid("merged-values-differ", $"{measure}的2月行为1-2月合计，本月应等于累计；已按累计记录。", "The February row carries January and February together, so month and year to date should be equal; the year to date was taken.");

    public static Error Negative(string measure) => Error.Invalid("negative-value", $"{measure}不能为负数。", "This measure cannot be negative.");

    public static Error Fraction(string measure) => Error.Invalid("not-whole", $"{measure}须为整数。", "This measure takes whole numbers.");

    public static Error DoesNotAddUp(string measure) => Error.Invalid("month-and-year-to-date", $"{measure}：上月累计加本月不等于本月累计，已照填报数记录。", "The earlier year-to-date value and the month do not add up; recorded as reported.");

    public static Error EmptyObservation { get; } = Error.Invalid("empty-observation", "数值、同比、增减至少填一项。", "Give at least one of value, growth and change.");

    public static Error EmptyTarget { get; } = Error.Invalid("empty-target", "目标值、目标增速至少填一项。", "Give at least one of target value and target growth.");

    public static Error GrowthInPoints { get; } = Error.Invalid("growth-in-points", "该指标的变动以百分点计，请填“增减(百分点)”。", "This indicator changes in percentage points; use 增减(百分点).");

    public static Error UnknownWord(string text, string known) => Error.Invalid("unknown-word", $"无法识别“{text}”，可用：{known}。", $"\"{text}\" is not known; use one of: {known}.");

    public static Error BadYear(string text) => Error.Invalid("bad-year", $"“{text}”不是年度，例如 2023。", $"\"{text}\" is not a year, for example 2023.");

    public static Error UnitMissing { get; } = Error.Invalid("required", "单位必填。", "The unit is required.");
}
