using System.Globalization;
using Jingkai.Kernel;

namespace Jingkai.Ui;

/// <summary>
/// Numbers, percentages, dates and instants as a reader of the current language sees them. Rounding is half away from zero and
/// only for display. Nothing to show is an em dash.
/// </summary>
public static class Format
{
    /// <summary>What stands for a value that is not there.</summary>
    public const string None = "—";

    // The business time of every zone (DESIGN: instants are UTC, shown in Asia/Shanghai).
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    private static bool Chinese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";

    /// <summary>With exactly <paramref name="digits"/> decimals and thousands separators: <c>1,234.50</c>.</summary>
    public static string Number(decimal? value, int digits = 2) =>
        value is { } v ? Rounding.Display(v, digits).ToString("N" + digits, CultureInfo.InvariantCulture) : None;

    /// <summary>With at most <paramref name="digits"/> decimals, trailing zeros dropped: <c>1,234.5</c>.</summary>
    public static string Trimmed(decimal? value, int digits = 4) =>
        value is { } v ? Rounding.Display(v, digits).ToString("#,##0." + new string('#', digits), CultureInfo.InvariantCulture) : None;

    /// <summary>A whole number with thousands separators.</summary>
    public static string Count(long? value) => value is { } v ? v.ToString("N0", CultureInfo.InvariantCulture) : None;

    /// <summary>A percentage, given in per cent: 14.2 is <c>14.2%</c>.</summary>
    public static string Percent(decimal? value, int digits = 1) => value is null ? None : Number(value, digits) + "%";

    /// <summary>A percentage with its sign: <c>+14.2%</c>, <c>-3.1%</c>, <c>0.0%</c>.</summary>
    public static string SignedPercent(decimal? value, int digits = 1) => value is null ? None : Signed(value.Value, digits) + "%";

    /// <summary>Percentage points with sign: <c>+5.7个百分点</c>, <c>+5.7 points</c>.</summary>
    public static string SignedPoints(decimal? value, int digits = 1) => value is null ? None : Signed(value.Value, digits) + PointsWord;

    /// <summary>Percentage points without sign, for a sentence that has the direction in its verb.</summary>
    public static string Points(decimal? value, int digits = 1) => value is null ? None : Number(Math.Abs(value.Value), digits) + PointsWord;

    /// <summary>A number with its sign; zero has none.</summary>
    public static string Signed(decimal value, int digits = 1)
    {
        var rounded = Rounding.Display(value, digits);
        return (rounded > 0 ? "+" : "") + rounded.ToString("N" + digits, CultureInfo.InvariantCulture);
    }

    /// <summary>A civil date in words: <c>2020年7月31日</c>, <c>31 July 2020</c>.</summary>
    public static string LongDate(DateOnly? date) =>
        date is not { } d ? None : Chinese ? $"{d.Year}年{d.Month}月{d.Day}日" : d.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("en"));

    /// <summary>A civil date for tables: <c>2020-07-31</c>.</summary>
    public static string Date(DateOnly? date) => date is { } d ? d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : None;

    /// <summary>A UTC instant as date and minute in Asia/Shanghai: <c>2020-07-31 16:05</c>.</summary>
    public static string Instant(DateTime? utc) => utc is { } u
        ? TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(u, DateTimeKind.Utc), Shanghai).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
        : None;

    /// <summary>A UTC instant for the <c>datetime</c> attribute of <c>time</c>.</summary>
    public static string Machine(DateTime utc) => DateTime.SpecifyKind(utc, DateTimeKind.Utc).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The size of a file: <c>812 B</c>, <c>1.3 MB</c>.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1024 => $"{bytes} B",
        < 1024 * 1024 => $"{Number(bytes / 1024m, 0)} KB",
        < 1024L * 1024 * 1024 => $"{Number(bytes / (1024m * 1024), 1)} MB",
        _ => $"{Number(bytes / (1024m * 1024 * 1024), 1)} GB",
    };

    /// <summary>A period in words: <c>2020年1-7月</c>, <c>January–July 2020</c>.</summary>
    public static string Period(Period? period) => period is not { } p ? None : Chinese ? p.ToChinese() : p.ToEnglish();

    /// <summary>The word for a result that went through zero or stayed below; null where a growth can be given instead.</summary>
    public static string? Turn(Turn turn) => turn switch
    {
        Kernel.Turn.TurnedToProfit => Chinese ? "扭亏为盈" : "turned to profit",
        Kernel.Turn.TurnedToLoss => Chinese ? "由盈转亏" : "turned to loss",
        Kernel.Turn.LossWidened => Chinese ? "增亏" : "loss widened",
        Kernel.Turn.LossNarrowed => Chinese ? "减亏" : "loss narrowed",
        _ => null,
    };

    /// <summary>A heading in which no line ends within <c>1-2月</c>: the letter after the hyphen that forbids it is not seen.</summary>
    public static string Whole(string text)
    {
        for (var at = text.IndexOf('-', 1); at > 0 && at < text.Length - 1; at = text.IndexOf('-', at + 1))
            if (char.IsAsciiDigit(text[at - 1]) && char.IsAsciiDigit(text[at + 1])) text = text.Insert(at + 1, "\u2060");
        return text;
    }

    private static string PointsWord => Chinese ? "个百分点" : " points";
}
