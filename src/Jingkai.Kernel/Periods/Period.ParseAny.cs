using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Jingkai.Kernel;

public readonly partial record struct Period
{
    private const int LongestForm = 64;

    // After Normalise every dash, 至 and 到 is '-', every numeral is ASCII and there are no blanks.
    private const string YearPart = "(?:(?<y>[0-9]{4})年度?)?";

    /// <summary>
    /// Reads what stands in the cells and headings of office papers: the forms of <see cref="Parse"/>, Chinese forms
    /// (<c>2024年7月</c>, <c>1—7月</c>, <c>2024年1至9月</c>, <c>上半年</c>, <c>前三季度</c>, <c>第一季度</c>, <c>全年</c>,
    /// <c>前7个月</c>, <c>截至2022年4月底</c>), numbers (<c>202407</c>, <c>2024/7</c>, <c>2024.07</c>) and date cells
    /// (<c>2024-07-31</c>, which name their month). Full-width characters and Chinese numerals are read too.
    /// Refused as ambiguous are <c>2020.1</c>, which a number cell shows for January and for October, and
    /// <c>2024-1-7</c>, a day or January to July.
    /// </summary>
    /// <param name="text">The wording.</param>
    /// <param name="defaultYear">The year meant where the wording has none, 1 to 9999.</param>
    /// <returns>The period, or the error <c>bad-period</c> (400).</returns>
    public static Result<Period> ParseAny(string? text, int? defaultYear = null)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > LongestForm)
        {
            return Bad(text);
        }

        var plain = TextNormal.HalfWidth(text).Trim();
        if (TryParse(plain.ToUpperInvariant(), out var period))
        {
            return period;
        }

        var s = Normalise(plain);
        if (AmbiguousDecimal().IsMatch(s))
        {
            return Bad(text, "小数形式的时期无法区分1月与10月，请写成 2020-01 或 2020年1月",
                "a decimal number cannot tell January from October; write 2020-01");
        }

        if (AmbiguousDay().IsMatch(s))
        {
            return Bad(text, "可能是日期，也可能是1月起的累计，请写成 2024-01-07 或 2024年1-7月",
                "this is a day or a year to date; write 2024-01-07 or 2024-01/2024-07");
        }

        if (TryNumeric(s, out period) || TryRange(s, defaultYear, out period))
        {
            return period;
        }

        return ParseChinese(text, s, defaultYear);
    }

    private static Result<Period> ParseChinese(string text, string s, int? defaultYear)
    {
        var read = Read(s);
        if (read is not { } form)
        {
            return Bad(text);
        }

        if ((form.Year ?? defaultYear) is not { } year)
        {
            return Bad(text, "缺少年份", "the year is missing");
        }

        if (year is < FirstYear or > LastYear)
        {
            return Bad(text, "年份超出范围", "the year is out of range");
        }

        return form.Kind switch
        {
            PeriodKind.Month => Month(year, form.Index),
            PeriodKind.YearToDate => YearToDate(year, form.Index),
            PeriodKind.Quarter => Quarter(year, form.Index),
            PeriodKind.Half => Half(year, form.Index),
            PeriodKind.UpTo => UpTo(year, form.Index),
            _ => WholeYear(year),
        };
    }

    private static (int? Year, PeriodKind Kind, int Index)? Read(string s)
    {
        foreach (var (kind, pattern) in Forms)
        {
            var match = pattern().Match(s);
            if (!match.Success)
            {
                continue;
            }

            var index = match.Groups["n"] is { Success: true } n ? Number(n.ValueSpan) : 0;
            if (match.Groups["h"] is { Success: true } h)
            {
                index = h.Value is "上" or "1" ? 1 : 2;
            }

            if (match.Groups["qs"] is { Success: true } quarters)
            {
                index = Number(quarters.ValueSpan) * 3;
            }

            // 2024年1月-2024年7月 repeats the year; two different years are no year to date.
            var year = match.Groups["y"] is { Success: true } y ? Number(y.ValueSpan) : (int?)null;
            if (match.Groups["y2"] is { Success: true } again && Number(again.ValueSpan) != year)
            {
                return null;
            }

            var most = kind switch { PeriodKind.Quarter => 4, PeriodKind.Half => 2, PeriodKind.Year => 0, _ => 12 };
            return index > most || (most > 0 && index < 1) ? null : (year, kind, index);
        }

        return null;
    }

    private static readonly (PeriodKind Kind, Func<Regex> Pattern)[] Forms =
    [
        (PeriodKind.Year, YearForm),
        (PeriodKind.Month, MonthForm),
        (PeriodKind.YearToDate, YearToDateForm),
        (PeriodKind.YearToDate, QuartersForm),
        (PeriodKind.Quarter, QuarterForm),
        (PeriodKind.Half, HalfForm),
        (PeriodKind.UpTo, UpToForm),
    ];

    private static bool TryNumeric(string s, out Period period)
    {
        period = default;
        var match = NumericMonth().Match(s);
        if (match.Success)
        {
            return TryMonthParts(match, out period);
        }

        match = DateCell().Match(s);
        return match.Success && TryDayParts(match, "y", "m", "d", null, out var day) && Set(MonthOf(day), out period);
    }

    private static bool TryMonthParts(Match match, out Period period)
    {
        period = default;
        var (year, month) = (Number(match.Groups["y"].ValueSpan), Number(match.Groups["m"].ValueSpan));
        return year is >= FirstYear and <= LastYear && month is >= 1 and <= 12 && Set(Month(year, month), out period);
    }

    private static bool TryRange(string s, int? defaultYear, out Period period)
    {
        period = default;
        var match = DayRange().Match(s);
        if (!match.Success || !TryDayParts(match, "y", "m", "d", defaultYear, out var start)
            || !TryDayParts(match, "y2", "m2", "d2", start.Year, out var end))
        {
            return false;
        }

        return start <= end && Set(Range(start, end), out period);
    }

    private static bool TryDayParts(Match match, string y, string m, string d, int? defaultYear, out DateOnly day)
    {
        day = default;
        var year = match.Groups[y] is { Success: true } g ? Number(g.ValueSpan) : defaultYear ?? 0;
        var (month, date) = (Number(match.Groups[m].ValueSpan), Number(match.Groups[d].ValueSpan));
        if (year is < FirstYear or > LastYear || month is < 1 or > 12 || date < 1 || date > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        day = new DateOnly(year, month, date);
        return true;
    }

    private static int Number(ReadOnlySpan<char> digits) =>
        int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>No blanks, one dash, ASCII numerals: the forms below need only one spelling each.</summary>
    private static string Normalise(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var plain = c switch
            {
                '—' or '–' or '―' or '‐' or '‑' or '−' or '~' or '〜' or '至' or '到' => '-',
                _ => char.IsWhiteSpace(c) ? ' ' : char.ToUpperInvariant(c),
            };
            var repeated = plain is '-' or ' ' && result.Length > 0 && result[^1] == plain;
            if (!repeated)
            {
                result.Append(plain);
            }
        }

        // The blank between the date and the time of a date cell has to stay.
        var s = BlankNotBeforeTime().Replace(result.ToString(), string.Empty);
        return ChineseNumber().Replace(s, static m => Arabic(m.Value));
    }

    private static string Arabic(string numeral)
    {
        const string Digits = "〇一二三四五六七八九";
        var plain = numeral.Replace('○', '〇').Replace('零', '〇').Replace('两', '二');
        var ten = plain.IndexOf('十', StringComparison.Ordinal);
        if (ten < 0)
        {
            return string.Concat(plain.Select(c => (char)('0' + Digits.IndexOf(c, StringComparison.Ordinal))));
        }

        var tens = ten == 0 ? 1 : Digits.IndexOf(plain[0], StringComparison.Ordinal);
        var ones = ten == plain.Length - 1 ? 0 : Digits.IndexOf(plain[^1], StringComparison.Ordinal);
        return ((tens * 10) + ones).ToString(CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("[一二三四五六七八九]?十[一二三四五六七八九]?|[〇○零一二两三四五六七八九]+", RegexOptions.CultureInvariant)]
    private static partial Regex ChineseNumber();

    [GeneratedRegex(" (?![0-9]{1,2}:)", RegexOptions.CultureInvariant)]
    private static partial Regex BlankNotBeforeTime();

    // Digits are written [0-9]: \d would let numerals of other scripts through to the number parser.
    [GeneratedRegex("^[0-9]{4}[.][0-9]$", RegexOptions.CultureInvariant)]
    private static partial Regex AmbiguousDecimal();

    // 2024-1-7 is 7 January to one office and January to July to the next; 2024-1-1 and 2024-1-31 can only be days.
    [GeneratedRegex("^[0-9]{4}-1-(?:[2-9]|1[0-2])$", RegexOptions.CultureInvariant)]
    private static partial Regex AmbiguousDay();

    [GeneratedRegex(
        "^(?<y>[0-9]{4})(?:(?<m>[0-9]{2})月?|[.](?<m>[0-9]{2})|[/-](?<m>[0-9]{1,2})月?|[.](?<m>[0-9]{1,2})月)$",
        RegexOptions.CultureInvariant)]
    private static partial Regex NumericMonth();

    [GeneratedRegex(
        "^(?<y>[0-9]{4})(?:年(?<m>[0-9]{1,2})月(?<d>[0-9]{1,2})日|(?<s>[/.-])(?<m>[0-9]{1,2})\\k<s>(?<d>[0-9]{1,2})"
        + "|(?<m>[0-9]{2})(?<d>[0-9]{2}))(?:[T ]?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.][0-9]+)?)?Z?)?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex DateCell();

    [GeneratedRegex(
        "^(?:(?:(?<y>[0-9]{4})年)?(?<m>[0-9]{1,2})月(?<d>[0-9]{1,2})日?"
        + "-(?:(?<y2>[0-9]{4})年)?(?<m2>[0-9]{1,2})月(?<d2>[0-9]{1,2})日"
        + "|(?<y>[0-9]{4})(?<s>[/.-])(?<m>[0-9]{1,2})\\k<s>(?<d>[0-9]{1,2})"
        + "-(?<y2>[0-9]{4})\\k<s>(?<m2>[0-9]{1,2})\\k<s>(?<d2>[0-9]{1,2}))$",
        RegexOptions.CultureInvariant)]
    private static partial Regex DayRange();

    [GeneratedRegex("^(?:(?<y>[0-9]{4})年度?|(?:(?<y>[0-9]{4})年?)?全年度?)$", RegexOptions.CultureInvariant)]
    private static partial Regex YearForm();

    [GeneratedRegex("^" + YearPart + "(?<n>[0-9]{1,2})月份?[底末]?$", RegexOptions.CultureInvariant)]
    private static partial Regex MonthForm();

    [GeneratedRegex(
        "^(?:(?:(?<y>[0-9]{4})(?:年度?|[./-]))?0?1月?-(?:(?<y2>[0-9]{4})年)?(?<n>[0-9]{1,2})月份?(?:累计)?"
        + "|(?<y>[0-9]{4})年0?1-(?<n>[0-9]{1,2})"
        + "|" + YearPart + "前(?<n>[0-9]{1,2})个?月(?:累计)?"
        + "|" + YearPart + "(?<n>[0-9]{1,2})月份?累计)$",
        RegexOptions.CultureInvariant)]
    private static partial Regex YearToDateForm();

    [GeneratedRegex("^(?:(?<y>[0-9]{4})年?)?(?:前|1-)(?<qs>[1-4])个?季度?(?:累计)?$", RegexOptions.CultureInvariant)]
    private static partial Regex QuartersForm();

    [GeneratedRegex("^(?:(?<y>[0-9]{4})[年-]?)?(?:第?(?<n>[1-4])季度?|Q(?<n>[1-4]))$", RegexOptions.CultureInvariant)]
    private static partial Regex QuarterForm();

    [GeneratedRegex("^(?:(?<y>[0-9]{4})[年-]?)?(?:(?<h>[上下])半年|H(?<h>[12]))$", RegexOptions.CultureInvariant)]
    private static partial Regex HalfForm();

    [GeneratedRegex("^截(?:-|止-?)(?:(?<y>[0-9]{4})年)?(?<n>[0-9]{1,2})月份?[底末]?$", RegexOptions.CultureInvariant)]
    private static partial Regex UpToForm();
}
