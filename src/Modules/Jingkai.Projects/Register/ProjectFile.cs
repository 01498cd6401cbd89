using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Jingkai.Projects.Domain;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Register;

/// <summary>A project with what belongs to it.</summary>
internal sealed class ProjectFile(InvestmentProject project)
{
    public InvestmentProject Project { get; } = project;

    public List<ProjectNode> Nodes { get; } = [];

    public List<ProjectTag> Tags { get; } = [];

    public List<YearPlan> YearPlans { get; } = [];

    /// <summary>The project it is a part of.</summary>
    public ParentProject? Parent { get; set; }

    /// <summary>Completed investment by month, in order.</summary>
    public List<MonthInvestment> Months { get; } = [];

    /// <summary>People behind it, in force today.</summary>
    public List<Assignment> People { get; } = [];

    /// <summary>Rows that no longer belong to it, to be removed with the next save.</summary>
    public List<object> Gone { get; } = [];

    /// <summary>When a new one was entered.</summary>
    public DateTime Entered { get; init; }

    public ProjectNode? Milestone(string code) => Nodes.Find(n => n.Milestone == code);

    public long? InvestedIn(int year) => Months.Where(m => m.Month / 100 == year).ToList() is { Count: > 0 } of ? of.Sum(m => m.CompletedFen) : null;

    public long? Invested => Months.Count == 0 ? null : Months.Sum(m => m.CompletedFen);

    public Guid? Holder(string role) => People.Find(a => a.Role == role)?.MemberId;

    /// <summary>Reads projects with their parts in a fixed number of queries a thousand.</summary>
    /// <param name="db">The context.</param>
    /// <param name="ids">Which.</param>
    /// <param name="track">To be changed.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<IReadOnlyList<ProjectFile>> LoadAsync(JingkaiDbContext db, IReadOnlyCollection<Guid> ids, bool track, CancellationToken cancel)
    {
        var files = new List<ProjectFile>(ids.Count);
        foreach (var chunk in ids.Chunk(1000))
        {
            IQueryable<T> Of<T>() where T : class => track ? db.Set<T>().AsTracking() : db.Set<T>().AsNoTracking();
            var projects = await Of<InvestmentProject>().Where(p => chunk.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => new ProjectFile(p), cancel);
            foreach (var node in await Of<ProjectNode>().Where(n => chunk.Contains(n.ProjectId)).OrderBy(n => n.Position).ThenBy(n => n.Id).ToListAsync(cancel)) projects[node.ProjectId].Nodes.Add(node);
            foreach (var tag in await Of<ProjectTag>().Where(t => chunk.Contains(t.ProjectId)).OrderBy(t => t.Id).ToListAsync(cancel)) projects[tag.ProjectId].Tags.Add(tag);
            foreach (var plan in await Of<YearPlan>().Where(t => chunk.Contains(t.ProjectId)).OrderBy(t => t.Year).ToListAsync(cancel)) projects[plan.ProjectId].YearPlans.Add(plan);
            foreach (var month in await Of<MonthInvestment>().Where(t => chunk.Contains(t.ProjectId)).OrderBy(t => t.Month).ToListAsync(cancel)) projects[month.ProjectId].Months.Add(month);
            foreach (var person in await InForce(db, Of<Assignment>()).Where(a => chunk.Contains(a.SubjectId)).OrderBy(a => a.FromOn).ThenBy(a => a.Id).ToListAsync(cancel)) projects[person.SubjectId].People.Add(person);
            var wholes = projects.Values.Select(f => f.Project.ParentId).OfType<Guid>().Distinct().ToList();
            if (wholes.Count > 0)
            {
                // Whatever the reader's scope: the name of the whole is part of what a sub-project is.
                var parents = await db.Set<InvestmentProject>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsNoTracking().Where(p => wholes.Contains(p.Id)).Select(p => new ParentProject(p.Id, p.Code, p.Name)).ToDictionaryAsync(p => p.Id, cancel);
                foreach (var file in projects.Values.Where(f => f.Project.ParentId is not null)) file.Parent = parents.GetValueOrDefault(file.Project.ParentId!.Value);
            }

            files.AddRange(chunk.Where(projects.ContainsKey).Select(id => projects[id]));
        }

        return files;
    }

    /// <summary>Assignments to projects that hold today.</summary>
    public static IQueryable<Assignment> InForce(JingkaiDbContext db, IQueryable<Assignment> all) =>
        all.Where(a => a.SubjectKind == ProjectScope.Kind && a.FromOn <= db.Today && (a.UntilOn == null || a.UntilOn > db.Today));
}

/// <summary>The project that a sub-project is a part of.</summary>
internal sealed record ParentProject(Guid Id, string Code, string Name);
