namespace Jingkai.Kernel;

/// <summary>
/// A time that does not count: a hearing, an expert review, papers that are missing. For limits in days whole days are left out: the day
/// it begins on still counts, the days after it up to and including the day it ends on do not. For limits in hours the time itself is left out.
/// </summary>
/// <param name="From">When it begins, on the zone's wall clock.</param>
/// <param name="Until">When it ends; null: it has not ended.</param>
public readonly record struct ClockPause(DateTime From, DateTime? Until)
{
    /// <summary>Whether a day is left out.</summary>
    public bool Covers(DateOnly day) => day > DateOnly.FromDateTime(From) && (Until is not { } end || day <= DateOnly.FromDateTime(end));
}
