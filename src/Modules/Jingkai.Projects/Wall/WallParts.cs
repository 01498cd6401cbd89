using Jingkai.Platform.Cases;
using Jingkai.Platform.Data;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Register;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Wall;

/// <summary>Completed investment of a project in 分: in all, in the business year, and in how many of its months.</summary>
internal sealed record WallMoney(Guid Project, long Fen, long YearFen, int Months);

/// <summary>What lines of the wall need beside the projects, read in one query a kind: money is summed by the database, of progress only the latest comes.</summary>
internal sealed class WallParts
{
    private IReadOnlyDictionary<(Guid Project, string Role), Guid> people = new Dictionary<(Guid, string), Guid>();

    public required ILookup<Guid, ProjectNode> Nodes { get; init; }

    public required ILookup<Guid, PlanPoint> Points { get; init; }

    public required IReadOnlyDictionary<Guid, long> Plans { get; init; }

    public required IReadOnlyDictionary<Guid, WallMoney> Money { get; init; }

    public required IReadOnlyDictionary<Guid, ProgressEntry> Progress { get; init; }

    public required ILookup<Guid, WallProblem> Problems { get; init; }

    public Guid? Holder(Guid project, string role) => people.TryGetValue((project, role), out var member) ? member : null;

    public static async Task<WallParts> LoadAsync(JingkaiDbContext db, IReadOnlyList<Guid> projects, CancellationToken cancel)
    {
        // One parameter that holds them all: a list of thousands of parameters is slower to read than its rows.
        var (ids, today, year) = (projects.ToList(), db.Today, db.Today.Year);
        var nodes = await db.Set<ProjectNode>().AsNoTracking().Where(n => EF.Parameter(ids).Contains(n.ProjectId)).ToListAsync(cancel);
        var points = await db.Set<PlanPoint>().AsNoTracking().Where(p => EF.Parameter(ids).Contains(p.ProjectId)).ToListAsync(cancel);
        var plans = await db.Set<YearPlan>().AsNoTracking().Where(p => EF.Parameter(ids).Contains(p.ProjectId) && p.Year == year).Select(p => new { p.ProjectId, p.PlannedFen }).ToListAsync(cancel);
        var (first, last) = (year * 100, (year * 100) + 99);
        var money = await db.Set<MonthInvestment>().AsNoTracking().Where(m => EF.Parameter(ids).Contains(m.ProjectId)).GroupBy(m => m.ProjectId)
            .Select(g => new WallMoney(g.Key, g.Sum(m => m.CompletedFen), g.Sum(m => m.Month >= first && m.Month <= last ? m.CompletedFen : 0), g.Sum(m => m.Month >= first && m.Month <= last ? 1 : 0))).ToListAsync(cancel);
        var entered = db.Set<ProgressEntry>().AsNoTracking().Where(p => p.RefusedAt == null && p.Day <= today);
        var progress = await entered.Where(p => EF.Parameter(ids).Contains(p.ProjectId) && p.Day == entered.Where(e => e.ProjectId == p.ProjectId).Max(e => e.Day)).ToListAsync(cancel);
        var problems = await db.Set<Case>().AsNoTracking().Where(c => c.SubjectKind == ProjectScope.Kind && c.SubjectId != null && EF.Parameter(ids).Contains(c.SubjectId.Value) && CaseState.Open.Contains(c.State))
            .OrderBy(c => c.Id).Select(c => new { Project = c.SubjectId!.Value, c.Code, c.Title }).ToListAsync(cancel);
        var people = await ProjectFile.InForce(db, db.Set<Platform.Accounts.Assignment>().AsNoTracking()).Where(a => EF.Parameter(ids).Contains(a.SubjectId)).OrderBy(a => a.FromOn).ThenBy(a => a.Id)
            .Select(a => new { a.SubjectId, a.Role, a.MemberId }).ToListAsync(cancel);
        return new()
        {
            Nodes = nodes.ToLookup(n => n.ProjectId), Points = points.ToLookup(p => p.ProjectId), Plans = plans.ToDictionary(p => p.ProjectId, p => p.PlannedFen), Money = money.ToDictionary(m => m.Project),
            Progress = progress.GroupBy(p => p.ProjectId).ToDictionary(g => g.Key, g => g.OrderBy(p => p.Id).Last()), Problems = problems.ToLookup(p => p.Project, p => new WallProblem(p.Code, p.Title)),
            people = people.GroupBy(a => (a.SubjectId, a.Role)).ToDictionary(g => g.Key, g => g.First().MemberId),
        };
    }
}
