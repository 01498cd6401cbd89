using System.Globalization;
using Jingkai.Kernel;
using Jingkai.Platform.Outbox.Preferences;

namespace Jingkai.UnitTests.Outbox;

public sealed class QuietHoursTests
{
    [Theory]
    [InlineData("2026-03-04 10:00", "2026-03-04 10:00")]
    [InlineData("2026-03-04 21:59", "2026-03-04 21:59")]
    [InlineData("2026-03-04 22:00", "2026-03-05 07:30")]
    [InlineData("2026-03-04 23:59", "2026-03-05 07:30")]
    [InlineData("2026-03-05 00:00", "2026-03-05 07:30")]
    [InlineData("2026-03-05 07:29", "2026-03-05 07:30")]
    [InlineData("2026-03-05 07:30", "2026-03-05 07:30")]
    [InlineData("2026-03-07 10:00", "2026-03-07 10:00")] // a Saturday, and days off are not quiet
    public void Night_waits_until_morning(string now, string allowed) => Check(new(), now, allowed);

    [Theory]
    [InlineData("2026-03-06 21:00", "2026-03-06 21:00")]
    [InlineData("2026-03-06 22:00", "2026-03-09 07:30")] // Friday evening: Monday
    [InlineData("2026-03-07 10:00", "2026-03-09 07:30")]
    [InlineData("2025-10-01 10:00", "2025-10-09 07:30")] // National Day and Mid-Autumn 2025: off 1 to 8 October
    [InlineData("2025-10-11 10:00", "2025-10-11 10:00")] // a Saturday that is worked
    [InlineData("2031-06-07 10:00", "2031-06-09 07:30")] // a year without a notice: the week decides
    public void Days_off_are_quiet_where_the_zone_says_so(string now, string allowed) => Check(new() { DaysOff = true }, now, allowed);

    [Theory]
    [InlineData("2026-03-04 12:00", "2026-03-04 13:30")]
    [InlineData("2026-03-04 13:30", "2026-03-04 13:30")]
    [InlineData("2026-03-04 11:59", "2026-03-04 11:59")]
    public void Quiet_time_within_a_day_is_kept(string now, string allowed) => Check(new() { FromMinute = 12 * 60, UntilMinute = (13 * 60) + 30 }, now, allowed);

    [Fact]
    public void Urgent_passes_where_the_zone_says_so_and_nothing_is_quiet_when_switched_off()
    {
        var night = Utc("2026-03-04 23:00");
        new QuietHours { UrgentPasses = true }.FirstAllowed(night, urgent: true, WorkCalendar.Default).ShouldBe(night);
        new QuietHours { UrgentPasses = true }.FirstAllowed(night, urgent: false, WorkCalendar.Default).ShouldBeGreaterThan(night);
        new QuietHours().FirstAllowed(night, urgent: true, WorkCalendar.Default).ShouldBeGreaterThan(night);
        new QuietHours { Active = false, DaysOff = true }.FirstAllowed(night, urgent: false, WorkCalendar.Default).ShouldBe(night);
        new QuietHours { FromMinute = 60, UntilMinute = 60 }.FirstAllowed(night, urgent: false, WorkCalendar.Default).ShouldBe(night);
    }

    private static void Check(QuietHours quiet, string now, string allowed) => quiet.FirstAllowed(Utc(now), urgent: false, WorkCalendar.Default).ShouldBe(Utc(allowed));

    /// <summary>What the clocks of China show, as UTC.</summary>
    private static DateTime Utc(string local) => DateTime.SpecifyKind(DateTime.ParseExact(local, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture).AddHours(-8), DateTimeKind.Utc);
}
