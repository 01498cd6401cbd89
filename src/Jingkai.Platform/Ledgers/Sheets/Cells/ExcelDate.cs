using System.Globalization;

namespace Jingkai.Platform.Ledgers.Sheets;

/// <summary>Dates as spreadsheets number them: days since the end of 1899, the fraction being the time of day.</summary>
internal static class ExcelDate
{
    /// <summary>The first number that is no longer a date: 10000-01-01.</summary>
    public const decimal End = 2_958_466m;

    /// <summary>What the calendar of old Macintosh workbooks lacks against ours.</summary>
    public const decimal Days1904 = 1462m;

    private const decimal MillisecondsOfDay = 86_400_000m;

    // Excel counts a 29 February 1900 that never was, so numbers below 60 stand one day later than the rest.
    private const decimal FirstSoundSerial = 61m;
    private static readonly DateTime Epoch = new(1899, 12, 30);

    public static bool IsDate(decimal serial) => serial >= 0 && serial < End;

    public static DateTime FromSerial(decimal serial)
    {
        var days = decimal.Truncate(serial);
        var milliseconds = decimal.Truncate(((serial - days) * MillisecondsOfDay) + 0.5m);
        var epoch = days < FirstSoundSerial - 1 ? Epoch.AddDays(1) : Epoch;
        return epoch.AddDays((int)days).AddMilliseconds((long)milliseconds);
    }

    public static bool TryToSerial(DateTime instant, out decimal serial)
    {
        var since = instant - Epoch;
        serial = since.Days + CellNumber.Cut(since.Ticks % TimeSpan.TicksPerDay / (decimal)TimeSpan.TicksPerDay, 10);
        return serial >= FirstSoundSerial;
    }

    public static string ToText(decimal serial)
    {
        var date = FromSerial(serial);
        var format = serial < 1 ? "HH:mm:ss" : date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss";
        return date.ToString(format, CultureInfo.InvariantCulture);
    }
}
