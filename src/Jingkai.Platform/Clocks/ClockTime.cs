using System.Globalization;
using Jingkai.Platform.Data;

namespace Jingkai.Platform.Clocks;

/// <summary>Between instants, which are kept, and the wall clock of a zone, on which limits are counted. China keeps UTC+8 all year.</summary>
internal static class ClockTime
{
    private static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);

    /// <summary>The present moment on the zone's wall clock. Where the business date stands still, so does the time, at noon.</summary>
    public static DateTime Now(JingkaiDbContext db, TimeProvider clock)
    {
        var now = Local(clock.Now());
        return DateOnly.FromDateTime(now) == db.Today ? now : db.Today.ToDateTime(new(12, 0));
    }

    public static DateTime Local(DateTime instant) => DateTime.SpecifyKind(instant + Shanghai, DateTimeKind.Unspecified);

    public static DateTime Instant(DateTime local) => DateTime.SpecifyKind(local - Shanghai, DateTimeKind.Utc);

    public static DateTime? Instant(DateTime? local) => local is { } at ? Instant(at) : null;

    /// <summary>A moment of the wall clock as the interface writes it: no instant, so no Z.</summary>
    public static string? Text(DateTime? instant) => instant is { } at ? Local(at).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) : null;
}
