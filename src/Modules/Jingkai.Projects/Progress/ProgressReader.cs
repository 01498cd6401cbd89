using Jingkai.Platform.Data;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Register;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Progress;

/// <summary>An entry of progress as it is shown.</summary>
internal sealed record ProgressView(Guid Id, DateOnly Day, decimal Percent, string? Words, string? By, DateTime At, string? ConfirmedBy, DateTime? ConfirmedAt, DateTime? RefusedAt, string? RefuseReason, bool Mine);

/// <summary>Reads the progress of one project that the reader may see.</summary>
internal sealed class ProgressReader(JingkaiDbContext db, ProjectReader reader)
{
    /// <summary>Its entries, the newest first.</summary>
    public async Task<IReadOnlyList<ProgressView>> EntriesAsync(Guid project, CancellationToken cancel)
    {
        var book = await reader.BookAsync(cancel);
        var rows = await db.Set<ProgressEntry>().AsNoTracking().Where(p => p.ProjectId == project).OrderByDescending(p => p.Day).ThenByDescending(p => p.Id).ToListAsync(cancel);
        return [.. rows.Select(p => new ProgressView(p.Id, p.Day, p.PercentE4 / 10_000m, p.Words, book.NameOf(p.ById), p.At, book.NameOf(p.ConfirmedById), p.ConfirmedAt, p.RefusedAt, p.RefuseReason, p.ById is not null && p.ById == db.Actor.MemberId))];
    }

    /// <summary>Points of its planned course.</summary>
    public async Task<IReadOnlyList<CoursePoint>> CourseAsync(Guid project, CancellationToken cancel) =>
        [.. (await db.Set<PlanPoint>().AsNoTracking().Where(p => p.ProjectId == project).OrderBy(p => p.Day).ToListAsync(cancel)).Select(p => new CoursePoint(p.Day, p.PercentE4 / 10_000m))];

    /// <summary>Planned progress today in per cent.</summary>
    public async Task<decimal?> PlannedAsync(ProjectView view, CancellationToken cancel)
    {
        var points = await db.Set<PlanPoint>().AsNoTracking().Where(p => p.ProjectId == view.Id).ToListAsync(cancel);
        return PlannedCourse.On(points, view.Milestone("started")?.PlannedOn ?? view.Milestone("started")?.ReachedOn, view.Milestone("completed")?.PlannedOn, db.Today);
    }
}
