using System.Globalization;
using System.Text.RegularExpressions;

namespace Jingkai.Platform.Ledgers.Sheets;

/// <summary>The words under which offices write the four values of a monthly report.</summary>
internal static partial class MeasureParts
{
    public static readonly IReadOnlyList<MeasurePart> All =
        [MeasurePart.Month, MeasurePart.PriorMonth, MeasurePart.YearToDate, MeasurePart.PriorYearToDate];

    /// <summary>What a heading says, before its neighbours are looked at.</summary>
    /// <param name="IsPrior">It speaks of the year before.</param>
    /// <param name="IsYearToDate">It speaks of January up to the month.</param>
    /// <param name="IsOpen">It says 上年同期 only, which can be of the month or of the year to date.</param>
    /// <param name="Year">The year it names.</param>
    public readonly record struct Words(bool IsPrior, bool IsYearToDate, bool IsOpen, int? Year);

    public static string Heading(MeasurePart part) => part switch
    {
        MeasurePart.Month => "本月",
        MeasurePart.PriorMonth => "上年同期",
        MeasurePart.YearToDate => "1-本月",
        _ => "上年同期(累计)",
    };

    /// <summary>The word after the measure where there is no heading above: 工业总产值(万元)_累计.</summary>
    public static string Flat(MeasurePart part) => part switch
    {
        MeasurePart.YearToDate => "累计",
        MeasurePart.PriorYearToDate => "上年同期累计",
        _ => Heading(part),
    };

    public static string Key(MeasurePart part) => part switch
    {
        MeasurePart.Month => "month",
        MeasurePart.PriorMonth => "prior",
        MeasurePart.YearToDate => "ytd",
        _ => "prior-ytd",
    };

    /// <summary>Reads a heading without blanks, brackets and units, e.g. <c>2020年1-7月</c>, <c>去年同期累计</c>.</summary>
    public static bool TryRead(string plain, out Words words)
    {
        words = default;
        var match = Form().Match(Dashes().Replace(plain, "-"));
        if (!match.Success)
        {
            return false;
        }

        bool Has(string group) => match.Groups[group].Success;
        var (prior, same, ytd, month) = (Has("prior") || Has("same"), Has("same"), Has("ytd"), Has("month"));
        int? year = Has("year") ? int.Parse(match.Groups["year"].ValueSpan, CultureInfo.InvariantCulture) : null;
        words = new Words(prior, ytd, same && !ytd && !month, year);

        // 上年 or 本年 alone can be the whole year; a bare year too.
        return same || ytd || month;
    }

    /// <summary>
    /// Decides the parts of one measure's columns, given in their order; null where two readings are possible. Under one
    /// heading the second 上年同期 is the year to date's; where there is one only, its left neighbour decides.
    /// </summary>
    /// <param name="columns">What the headings say.</param>
    /// <param name="merged">Whether they stand under a common heading; a flat 工业总产值_上年同期 is always the month's.</param>
    public static MeasurePart?[] Resolve(IReadOnlyList<Words> columns, bool merged)
    {
        var current = columns.Max(c => c.Year);
        var said = columns.Select(c => c.Year < current ? c with { IsPrior = true } : c).ToList();
        var open = said.Count(c => c.IsOpen);
        var parts = new MeasurePart?[said.Count];
        var seen = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = said[i] switch
            {
                { IsOpen: true } when !merged => seen++ == 0 ? MeasurePart.PriorMonth : MeasurePart.PriorYearToDate,
                { IsOpen: true } when open > 1 => seen++ == 1 ? MeasurePart.PriorYearToDate : MeasurePart.PriorMonth,
                { IsOpen: true } => OnlyOpen(said, i),
                { IsPrior: true, IsYearToDate: true } => MeasurePart.PriorYearToDate,
                { IsPrior: true } => MeasurePart.PriorMonth,
                { IsYearToDate: true } => MeasurePart.YearToDate,
                _ => MeasurePart.Month,
            };
        }

        return parts;
    }

    private static MeasurePart? OnlyOpen(List<Words> said, int at)
    {
        if (said.Exists(c => c is { IsOpen: false, IsPrior: true }))
        {
            return said.Exists(c => c is { IsOpen: false, IsPrior: true, IsYearToDate: true })
                ? MeasurePart.PriorMonth
                : MeasurePart.PriorYearToDate;
        }

        var before = said.Take(at).ToList();
        var (month, ytd) = (before.Exists(c => !c.IsYearToDate), before.Exists(c => c.IsYearToDate));
        return month && ytd ? null : ytd ? MeasurePart.PriorYearToDate : MeasurePart.PriorMonth;
    }

    // 1—本月, 1至7月, 1~7月, 1月-7月
    [GeneratedRegex("(?<=[0-9月])[-~至到—–―－]+(?=[本当0-9])")]
    private static partial Regex Dashes();

    [GeneratedRegex(
        "^(?:(?<ytd>本年累计|累计|1月?-(?:本|当|[0-9]{1,2})月|1-本期|自?年初(?:以来|至今)?)|(?<year>(?:19|20)[0-9]{2})年?"
        + "|(?<prior>上年|去年|上一年)|(?<same>同期)|(?<month>同月|本月|当月|本期|[0-9]{1,2}月份?)"
        + "|本年|今年|实际|完成|可比|数值|数|值|止|末|-)+$")]
    private static partial Regex Form();
}
