using Jingkai.Platform.Data;
using Jingkai.Projects.Domain;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Progress;

/// <summary>How far a project is beside its planned course. One reading for the wall and the lists.</summary>
/// <param name="Actual">What stands, per cent; null: nobody told.</param>
/// <param name="Planned">What should stand, per cent; null: nothing was planned.</param>
internal readonly record struct Pace(decimal? Actual, decimal? Planned)
{
    /// <summary>Percentage points a project may lag before it is called slow.</summary>
    public const decimal Tolerance = 10;

    /// <summary>Percentage points ahead of the plan; null: one of the two is not known.</summary>
    public decimal? Gap => Actual - Planned;

    /// <summary>It lags by more than is tolerated.</summary>
    public bool IsSlow => Gap < -Tolerance;

    /// <summary>The pace of a project on a day.</summary>
    /// <param name="nodes">Its milestones; those of start and completion count.</param>
    /// <param name="points">Points of its planned course.</param>
    /// <param name="latest">Its latest progress that was not returned.</param>
    /// <param name="day">The day.</param>
    public static Pace On(IReadOnlyList<ProjectNode> nodes, IReadOnlyList<PlanPoint> points, ProgressEntry? latest, DateOnly day)
    {
        var (started, completed) = (nodes.FirstOrDefault(n => n.Milestone == "started"), nodes.FirstOrDefault(n => n.Milestone == "completed"));
        decimal? actual = completed?.ReachedOn is not null ? 100 : latest is not null ? latest.PercentE4 / 10_000m : started?.ReachedOn is null ? 0 : null;
        return new(actual, PlannedCourse.On(points, started?.PlannedOn ?? started?.ReachedOn, completed?.PlannedOn, day));
    }

    /// <summary>Projects that have started, are not completed and are slow today.</summary>
    public static async Task<List<Guid>> SlowAsync(JingkaiDbContext db, CancellationToken cancel)
    {
        var today = db.Today;
        var nodes = (await db.Set<ProjectNode>().AsNoTracking().Where(n => n.Milestone == "started" || n.Milestone == "completed").ToListAsync(cancel)).GroupBy(n => n.ProjectId)
            .Where(g => g.Any(n => n.Milestone == "started" && n.ReachedOn is not null) && !g.Any(n => n.Milestone == "completed" && n.ReachedOn is not null)).ToDictionary(g => g.Key, g => g.ToList());
        var ids = nodes.Keys.ToList();
        var points = (await db.Set<PlanPoint>().AsNoTracking().Where(p => EF.Parameter(ids).Contains(p.ProjectId)).ToListAsync(cancel)).ToLookup(p => p.ProjectId);
        var entered = db.Set<ProgressEntry>().AsNoTracking().Where(p => p.RefusedAt == null && p.Day <= today);
        var latest = (await entered.Where(p => EF.Parameter(ids).Contains(p.ProjectId) && p.Day == entered.Where(e => e.ProjectId == p.ProjectId).Max(e => e.Day)).ToListAsync(cancel))
            .GroupBy(p => p.ProjectId).ToDictionary(g => g.Key, g => g.OrderBy(p => p.Id).Last());
        return [.. ids.Where(id => On(nodes[id], [.. points[id]], latest.GetValueOrDefault(id), today).IsSlow)];
    }
}
