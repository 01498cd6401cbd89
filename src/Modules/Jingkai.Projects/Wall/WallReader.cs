using Jingkai.Platform.Cases;
using Jingkai.Platform.Data;
using Jingkai.Projects.Domain;
using Jingkai.Projects.LifeCycle;
using Jingkai.Projects.Progress;
using Jingkai.Projects.Register;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Wall;

/// <summary>Reads the wall within the reader's scope, in a fixed number of queries a thousand projects.</summary>
internal sealed class WallReader(JingkaiDbContext db, ProjectReader reader)
{
    // Points against the plan that are still called on time.
    private const decimal Tolerance = 10;

    public async Task<WallView> ReadAsync(ProjectFilter filter, CancellationToken cancel)
    {
        var words = await reader.BookAsync(cancel);
        var ids = await (await (filter with { Wall = true }).ApplyAsync(db, words, cancel)).Where(p => p.EndedOn == null).OrderBy(p => p.SortKey).ThenBy(p => p.Id).Select(p => p.Id).ToListAsync(cancel);
        var lines = new List<WallLine>(ids.Count);
        foreach (var chunk in ids.Chunk(1000))
        {
            var files = await ProjectFile.LoadAsync(db, chunk, track: false, cancel);
            var points = (await db.Set<PlanPoint>().AsNoTracking().Where(p => chunk.Contains(p.ProjectId)).ToListAsync(cancel)).ToLookup(p => p.ProjectId);
            var progress = (await db.Set<ProgressEntry>().AsNoTracking().Where(p => chunk.Contains(p.ProjectId) && p.RefusedAt == null && p.Day <= db.Today).ToListAsync(cancel)).ToLookup(p => p.ProjectId);
            var problems = (await db.Set<Case>().AsNoTracking().Where(c => c.SubjectKind == ProjectScope.Kind && c.SubjectId != null && chunk.Contains(c.SubjectId.Value) && CaseState.Open.Contains(c.State))
                .OrderBy(c => c.Id).Select(c => new { Project = c.SubjectId!.Value, c.Code, c.Title }).ToListAsync(cancel)).ToLookup(c => c.Project);
            lines.AddRange(files.Select(f => Line(f, words, [.. points[f.Project.Id]], progress[f.Project.Id].OrderBy(p => p.Day).ThenBy(p => p.Id).LastOrDefault(), [.. problems[f.Project.Id].Select(p => new WallProblem(p.Code, p.Title))])));
        }

        return new(db.Today, lines, lines.Count, lines.Sum(l => l.TotalInvestment ?? 0), lines.Sum(l => l.YearPlan ?? 0), lines.Sum(l => l.YearCompleted ?? 0), lines.Count(l => l.Standing == "behind"), lines.Count(l => l.Problems.Count > 0));
    }

    private WallLine Line(ProjectFile file, ProjectBook words, IReadOnlyList<PlanPoint> points, ProgressEntry? progress, IReadOnlyList<WallProblem> problems)
    {
        var (view, p) = (ProjectReader.Of(file, words, null, db.Today), file.Project);
        var (started, completed) = (file.Milestone("started"), file.Milestone("completed"));
        decimal? actual = completed?.ReachedOn is not null ? 100 : progress is not null ? progress.PercentE4 / 10_000m : started?.ReachedOn is null ? 0 : null;
        var planned = PlannedCourse.On(points, started?.PlannedOn ?? started?.ReachedOn, completed?.PlannedOn, db.Today);
        var current = file.Nodes.Where(n => n.ReachedOn is not null).OrderBy(n => n.ReachedOn).ThenBy(n => n.Position).LastOrDefault();
        var next = file.Nodes.Where(n => n.ReachedOn is null && n.PlannedOn is not null).OrderBy(n => n.PlannedOn).ThenBy(n => n.Position).FirstOrDefault();
        var late = next?.PlannedOn is { } due && due < db.Today ? db.Today.DayNumber - due.DayNumber : (int?)null;
        var gap = actual - planned;
        return new(view.Code, view.Name, view.Kind, view.KindName, view.Stage, view.StageName)
        {
            Chain = p.Chain, Park = view.Park, Unit = view.Unit, Sponsor = view.Sponsor, Attendant = view.Attendant, TotalInvestment = view.TotalInvestment, InvestmentBound = p.InvestmentBound, YearPlan = view.YearPlan,
            YearCompleted = view.YearCompleted, Completed = view.Completed, Progress = actual, Planned = planned, Gap = gap, ProgressWords = progress?.Words, ProgressOn = progress?.Day, ProgressChecked = progress?.ConfirmedAt is not null,
            TimeLimit = completed?.PlannedOn, Current = current is null ? null : new(Name(current), current.ReachedOn, null), Next = next is null ? null : new(Name(next), next.PlannedOn, late), Problems = problems,
            Longitude = view.Longitude, Latitude = view.Latitude,
            Standing = completed?.ReachedOn is not null ? "on-time" : late is not null || gap < -Tolerance ? "behind" : gap > 0 ? "early" : gap is null ? next is null ? "unknown" : "on-time" : "on-time",
        };
    }

    private static string Name(ProjectNode node) => node.Milestone is { } code ? Ladder.MilestoneName(code)!.Value.Current : node.Name ?? "";
}
