using System.Globalization;
using Jingkai.Economy.Domain;
using Jingkai.Economy.Pages.Shared;
using Jingkai.Economy.Reports;
using Jingkai.Kernel;
using Jingkai.Ui;

namespace Jingkai.Economy.Pages.Reports;

/// <summary>How an enterprise's report is written on a page.</summary>
internal static class ReportText
{
    /// <summary>As delivered, every decimal; amounts with two at least, so that a column stands in line.</summary>
    public static string Number(decimal? value, string unit) => Format.Number(value, Math.Max(Show.Digits(value, 4), unit == "人" ? 0 : 2));

    /// <summary>Growth over a comparable prior value; none over a base that is missing, zero or below.</summary>
    public static decimal? Growth(decimal? value, decimal? prior) => value is { } v && prior is { } p && p > 0 ? ((v / p) - 1) * 100 : null;

    /// <summary>The month; a merged measure's February is January and February.</summary>
    public static string Month(ReportView report) => Month(report.Indicator, Period.Parse(report.Period).Value.YearMonth);

    public static string Month(string indicator, int month) =>
        Show.Period(MonthKey.PeriodOf(month, Measures.Of(indicator)?.Population == Population.AboveScaleIndustry));

    /// <summary>A number as people type it: full width, thousands separators.</summary>
    /// <returns>Null when nothing was typed.</returns>
    public static Result<decimal?> Typed(string? text)
    {
        var clean = TextNormal.HalfWidth(text ?? "").Trim().Replace(",", "", StringComparison.Ordinal).Replace("，", "", StringComparison.Ordinal);
        if (clean.Length == 0) return (decimal?)null;
        return decimal.TryParse(clean, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? (decimal?)number : Error.Invalid("bad-number", $"“{text}”不是数字。", $"\"{text}\" is not a number.");
    }
}
