using Jingkai.Kernel;

namespace Jingkai.Platform.Clocks;

/// <summary>Counts a clock: its ends and the moments of its points. Pure; the same rows and calendar always give the same answer.</summary>
internal sealed class ClockCount
{
    private readonly List<(int Point, DateTime At)> points = [];

    private ClockCount(DueMoment due, DueMoment? legal) => (Due, Legal) = (due, legal);

    public DueMoment Due { get; }

    public DueMoment? Legal { get; }

    public bool Provisional => Due.Provisional || Legal is { Provisional: true };

    /// <summary>Points in order of time, on the wall clock; none while a pause lasts.</summary>
    public IReadOnlyList<(int Point, DateTime At)> Points => points;

    public static ClockCount Of(Deadline rules, Clock clock, IEnumerable<ClockStandstill> standstills, IEnumerable<ClockExtension> extensions)
    {
        var start = ClockTime.Local(clock.StartedAt);
        var pauses = standstills.Select(p => new ClockPause(ClockTime.Local(p.FromAt), p.UntilAt is { } end ? ClockTime.Local(end) : null)).ToList();
        var granted = extensions.Where(e => e.State == ExtensionState.Granted).OrderBy(e => e.DecidedAt).ToList();
        var limit = clock.Limit;
        var legal = clock.Legal;
        var count = new ClockCount(
            rules.Due(limit, start, pauses, [.. granted.Select(e => TimeLimit.Of(e.Amount, limit.Unit).Value)]),
            // The law gives its own extension in its own unit: 20 and 10 working days.
            legal is { } law ? rules.Due(law, start, pauses, [.. granted.Where(e => e.Legal).Select(e => TimeLimit.Of(e.Amount, law.Unit).Value)]) : null);
        if (count.Due.At is not { } end) return count;
        // Shares are shares of the whole time, extensions with it.
        var whole = TimeLimit.Of(limit.Amount + granted.Sum(e => e.Amount), limit.Unit).Value;
        foreach (var percent in clock.PointList)
            count.points.Add((percent, percent == 100 ? end : rules.Warning(whole, percent, start, pauses).At ?? end));
        if (count.Legal?.At is { } last && last > end) count.points.Add((ClockPoint.Legal, last));
        return count;
    }

    /// <summary>The first point that is still to be given: one never given, or one whose moment, since the end moved, lies after it was.</summary>
    public (int Point, DateTime At)? Next(IReadOnlyCollection<ClockPoint> given)
    {
        foreach (var (point, at) in points)
            if (given.All(g => g.Point != point || ClockTime.Local(g.GivenAt) < at)) return (point, at);
        return null;
    }
}
