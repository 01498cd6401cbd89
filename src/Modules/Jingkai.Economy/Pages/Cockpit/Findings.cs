using Jingkai.Economy.Pages.Shared;
using Jingkai.Kernel;
using Jingkai.Platform.Localization;
using Jingkai.Ui;

namespace Jingkai.Economy.Pages.Cockpit;

/// <summary>States in one sentence what a series shows: computed from its points, never written by hand.</summary>
internal static class Findings
{
    /// <summary>The latest change of sign; without one, whether the last point rose or fell against the one before.</summary>
    public static string Turn(Localizer l, string name, IReadOnlyList<(Period Period, decimal? Growth)> points)
    {
        var known = points.Where(p => p.Growth is not null).Select(p => (p.Period, Growth: p.Growth!.Value)).ToList();
        if (known.Count < 2) return name;
        for (var i = known.Count - 1; i > 0; i--)
        {
            var (before, after) = (known[i - 1], known[i]);
            if (before.Growth < 0 && after.Growth > 0) return l["economy.finding.turned-up", name, At(before, after), At(after, null)];
            if (before.Growth > 0 && after.Growth < 0) return l["economy.finding.turned-down", name, At(before, after), At(after, null)];
        }

        var (previous, last) = (known[^2], known[^1]);
        var key = last.Growth == previous.Growth ? "even" : last.Growth > previous.Growth ? "faster" : "slower";
        return l["economy.finding." + key, name, At(previous, last), At(last, null)];
    }

    private static string At((Period Period, decimal Growth) point, (Period Period, decimal Growth)? next)
    {
        var named = next is { } n && n.Period.Year != point.Period.Year ? Show.Period(point.Period) : Show.Short(point.Period);
        // Kept together, with a true minus: "3月-1.6%" would read as a span.
        return named + "\u00a0" + Format.SignedPercent(point.Growth).Replace('-', '\u2212');
    }
}
