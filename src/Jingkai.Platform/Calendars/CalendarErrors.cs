using Jingkai.Kernel;

namespace Jingkai.Platform.Calendars;

/// <summary>Refusals of the calendar.</summary>
internal static class CalendarErrors
{
    public static Error BadDate { get; } = new(ErrorKind.Malformed, "bad-date", new("应为 2026-10-01 这样的日期。", "A date such as 2026-10-01 is expected."), "date");

    public static Error BadYear { get; } = new(ErrorKind.Malformed, "bad-year", new("应为 2018 至 2100 之间的年份。", "A year from 2018 to 2100 is expected."), "year");

    public static Error BadStart { get; } = new(ErrorKind.Malformed, "bad-date", new("应为 2026-09-26 或 2026-09-26T10:00 这样的时间。", "A time such as 2026-09-26 or 2026-09-26T10:00 is expected."), "start");

    public static Error BadNumber { get; } = new(ErrorKind.Malformed, "bad-number", new("应为整数。", "A whole number is expected."), "amount");

    public static Error BadUnit(string? unit) => new(ErrorKind.Malformed, "bad-unit",
        new($"没有“{unit}”这种时限，可用：{string.Join("、", LimitUnits.All)}。", $"There is no limit in \"{unit}\"; use {string.Join(", ", LimitUnits.All)}."), "unit");

    public static Error OutOfRange { get; } = Error.Invalid("date-out-of-range", "日期应在2018年至2100年之间。", "The day lies between 2018 and 2100.", "date");

    public static Error BadArrangement(string text) => Error.Invalid("unknown-arrangement", $"“{text}”应为 放假 或 上班。", $"\"{text}\" should be 放假 (off) or 上班 (worked).", "arrangement");

    public static Error NothingKnown { get; } = new(ErrorKind.NotFound, "not-found", new("这一天没有本区的安排。", "The zone has arranged nothing for this day."), "date");
}
