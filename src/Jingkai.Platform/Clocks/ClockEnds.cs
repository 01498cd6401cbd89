using Jingkai.Platform.Data;

namespace Jingkai.Platform.Clocks;

/// <summary>When a clock ends, for lists of what clocks run for: reached through a subject that the reader may see, whoever holds the clock.</summary>
public sealed class ClockEnds : IZoned
{
    /// <inheritdoc />
    public int ZoneId { get; set; }

    /// <summary>The clock.</summary>
    public Guid Id { get; set; }

    /// <summary>When it started.</summary>
    public DateTime StartedAt { get; set; }

    /// <summary>When it ends; null while it is paused.</summary>
    public DateTime? DueAt { get; set; }

    /// <summary>When it stopped.</summary>
    public DateTime? StoppedAt { get; set; }

    /// <summary><see cref="ClockState"/>.</summary>
    public string State { get; set; } = "";

    /// <summary>A year it reaches into has no holiday notice yet.</summary>
    public bool Provisional { get; set; }

    /// <summary>The last day in time on the zone's wall clock.</summary>
    public DateOnly? DueOn => DueAt is { } due ? DateOnly.FromDateTime(ClockTime.Local(due)) : null;

    /// <summary>The instant at which a day of the zone begins: what ends before it was due on an earlier day.</summary>
    public static DateTime Beginning(DateOnly day) => ClockTime.Instant(day.ToDateTime(TimeOnly.MinValue));
}
