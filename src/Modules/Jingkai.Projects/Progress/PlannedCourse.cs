using Jingkai.Projects.Domain;

namespace Jingkai.Projects.Progress;

/// <summary>The planned course of a project: so much of the whole by each day. Pure and exact: nothing is rounded here.</summary>
internal static class PlannedCourse
{
    private const decimal Whole = 100;

    /// <summary>Planned progress on a day in per cent.</summary>
    /// <param name="points">Points of the plan; without any, the course is even from start to completion.</param>
    /// <param name="start">Planned start; the actual one where none was planned.</param>
    /// <param name="completion">Planned completion.</param>
    /// <param name="day">The day.</param>
    /// <returns>Per cent; null where nothing was planned.</returns>
    public static decimal? On(IReadOnlyList<PlanPoint> points, DateOnly? start, DateOnly? completion, DateOnly day)
    {
        var course = points.OrderBy(p => p.Day).Select(p => (p.Day, Percent: p.PercentE4 / 10_000m)).ToList();
        if (course.Count == 0)
        {
            // Before its planned start nothing is due, whether or not anybody knows when it is to be completed.
            if (day < start && !(completion <= start)) return 0;
            if (start is not { } first || completion is not { } last || last <= first) return null;
            course = [(first, 0), (last, Whole)];
        }

        if (day < course[0].Day) return 0;
        if (day >= course[^1].Day) return course[^1].Percent;
        var at = course.FindLastIndex(p => p.Day <= day);
        var (from, to) = (course[at], course[at + 1]);
        return from.Percent + ((to.Percent - from.Percent) * (day.DayNumber - from.Day.DayNumber) / (to.Day.DayNumber - from.Day.DayNumber));
    }
}
