using System.Globalization;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Jingkai.Platform.Data;

/// <summary>Half the size of text, and ordered as the UUID is ordered (version 7: by time).</summary>
internal sealed class GuidToBigEndianBytes() : ValueConverter<Guid, byte[]>(
    id => id.ToByteArray(true), bytes => new Guid(bytes, true));

/// <summary>An instant on SQLite: UTC, microseconds, sortable as text.</summary>
internal sealed class InstantToText() : ValueConverter<DateTime, string>(
    instant => Write(instant), text => Read(text))
{
    private const string Pattern = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public static string Write(DateTime instant) => instant.ToString(Pattern, CultureInfo.InvariantCulture);

    public static DateTime Read(string text) =>
        DateTime.ParseExact(text, Pattern, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}

/// <summary>An instant on PostgreSQL: <c>timestamptz</c> keeps microseconds, so ticks below are cut before, not by the server.</summary>
internal sealed class InstantToTimestamp() : ValueConverter<DateTime, DateTime>(
    instant => Instants.Cut(instant), instant => DateTime.SpecifyKind(instant, DateTimeKind.Utc));

/// <summary>Instants as the databases keep them.</summary>
public static class Instants
{
    /// <summary>The present instant of the real clock, cut to microseconds.</summary>
    public static DateTime Now(this TimeProvider clock) => Cut(clock.GetUtcNow().UtcDateTime);

    /// <summary>Cuts to whole microseconds, the precision both databases keep.</summary>
    public static DateTime Cut(DateTime instant) =>
        new(instant.Ticks - (instant.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
}
