using System.Globalization;

namespace Jingkai.Kernel;

public readonly partial record struct Period
{
    private static readonly string[] QuarterNames = ["一", "二", "三", "四"];

    /// <summary>The form of the interface for programs; <see cref="Parse"/> reads it back.</summary>
    public override string ToString() => Kind switch
    {
        PeriodKind.Month => Invariant($"{Year:0000}-{Index:00}"),
        PeriodKind.YearToDate => Invariant($"{Year:0000}-01/{Year:0000}-{Index:00}"),
        PeriodKind.Quarter => Invariant($"{Year:0000}-Q{Index}"),
        PeriodKind.Half => Invariant($"{Year:0000}-H{Index}"),
        PeriodKind.Year => Invariant($"{Year:0000}"),
        PeriodKind.UpTo => Invariant($"../{Year:0000}-{Index:00}"),
        _ => Invariant($"{Start:yyyy-MM-dd}/{End:yyyy-MM-dd}"),
    };

    /// <summary>
    /// The form of Chinese official papers: <c>2024年7月</c>, <c>2024年1-7月</c>, <c>2024年一季度</c>, <c>2024年上半年</c>,
    /// <c>2024年</c>, <c>2020年1月1日至9月9日</c>, <c>截至2022年4月</c>. <see cref="ParseAny"/> reads it back.
    /// </summary>
    public string ToChinese() => Kind switch
    {
        PeriodKind.Month => Invariant($"{Year}年{Index}月"),
        // 1-1月 is said by nobody; without 累计 it would be read back as the single month.
        PeriodKind.YearToDate when Index == 1 => Invariant($"{Year}年1月累计"),
        PeriodKind.YearToDate => Invariant($"{Year}年1-{Index}月"),
        PeriodKind.Quarter => Invariant($"{Year}年{QuarterNames[Index - 1]}季度"),
        PeriodKind.Half => Invariant($"{Year}年{(Index == 1 ? '上' : '下')}半年"),
        PeriodKind.Year => Invariant($"{Year}年"),
        PeriodKind.UpTo => Invariant($"截至{Year}年{Index}月"),
        _ when Start.Year == End.Year =>
            Invariant($"{Start.Year}年{Start.Month}月{Start.Day}日至{End.Month}月{End.Day}日"),
        _ => Invariant($"{Start.Year}年{Start.Month}月{Start.Day}日至{End.Year}年{End.Month}月{End.Day}日"),
    };

    /// <summary>
    /// The English form: <c>July 2024</c>, <c>January–July 2024</c>, <c>Q1 2024</c>, <c>first half of 2024</c>, <c>2024</c>,
    /// <c>1 January – 9 September 2020</c>, <c>up to April 2022</c>.
    /// </summary>
    public string ToEnglish() => Kind switch
    {
        PeriodKind.Month => Invariant($"{End:MMMM} {Year}"),
        PeriodKind.YearToDate when Index == 1 => Invariant($"January {Year} (year to date)"),
        PeriodKind.YearToDate => Invariant($"January–{End:MMMM} {Year}"),
        PeriodKind.Quarter => Invariant($"Q{Index} {Year}"),
        PeriodKind.Half => Invariant($"{(Index == 1 ? "first" : "second")} half of {Year}"),
        PeriodKind.Year => Invariant($"{Year}"),
        PeriodKind.UpTo => Invariant($"up to {End:MMMM} {Year}"),
        _ when Start.Year == End.Year => Invariant($"{Start:d MMMM} – {End:d MMMM yyyy}"),
        _ => Invariant($"{Start:d MMMM yyyy} – {End:d MMMM yyyy}"),
    };

    /// <summary>Both wordings.</summary>
    public Text ToText() => new(ToChinese(), ToEnglish());

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
