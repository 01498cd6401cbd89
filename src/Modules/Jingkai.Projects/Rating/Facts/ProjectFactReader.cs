using Jingkai.Platform.Data;
using Jingkai.Platform.RulePacks.Facts;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Register;
using Jingkai.Rules;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Rating.Facts;

/// <summary>Gathers the facts of projects on a day, in a fixed number of queries a thousand.</summary>
internal sealed class ProjectFactReader(JingkaiDbContext db, ProjectReader reader)
{
    /// <summary>The facts of each project in the order asked for, ranked among one another. Unknown projects have none.</summary>
    /// <param name="projects">Which.</param>
    /// <param name="on">The evaluation day.</param>
    /// <param name="since">Only progress of this day or later counts; null: the latest by the day.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<IReadOnlyList<Dictionary<string, GivenFact>>> ReadAsync(IReadOnlyList<Guid> projects, DateOnly on, DateOnly? since, CancellationToken cancel)
    {
        var book = await reader.BookAsync(cancel);
        var found = new Dictionary<Guid, Dictionary<string, GivenFact>>(projects.Count);
        foreach (var chunk in projects.Chunk(1000))
        {
            var files = await ProjectFile.LoadAsync(db, chunk, track: false, cancel);
            var points = (await db.Set<PlanPoint>().AsNoTracking().Where(p => chunk.Contains(p.ProjectId)).ToListAsync(cancel)).ToLookup(p => p.ProjectId);
            var entries = (await db.Set<ProgressEntry>().AsNoTracking().Where(p => chunk.Contains(p.ProjectId) && p.RefusedAt == null && p.Day <= on && (since == null || p.Day >= since)).ToListAsync(cancel)).ToLookup(p => p.ProjectId);
            foreach (var file in files)
            {
                var entry = entries[file.Project.Id].OrderBy(e => e.Day).ThenBy(e => e.Id).LastOrDefault();
                found[file.Project.Id] = ProjectFacts.Of(file, [.. points[file.Project.Id]], entry, Told(entry, book), on);
            }
        }

        var facts = projects.Select(p => found.GetValueOrDefault(p) ?? []).ToList();
        ProjectFacts.Rank(facts);
        return facts;
    }

    private static string? Told(ProgressEntry? entry, ProjectBook book) => entry is null ? null
        : book.NameOf(entry.ConfirmedById) is { } checker ? $"{book.NameOf(entry.ById) ?? "—"}填报，{checker}复核" : $"{book.NameOf(entry.ById) ?? "—"}填报，未复核";
}

/// <summary>Facts of projects for rule packs.</summary>
internal sealed class ProjectFactSource(ProjectFactReader reader) : IFactSource
{
    public string Subject => ProjectScope.Kind;

    public IReadOnlyList<string> Offers => ProjectFacts.Offers;

    public async Task TellAsync(FactQuestion question, Action<Guid, string, GivenFact> tell, CancellationToken cancel)
    {
        var facts = await reader.ReadAsync([.. question.Subjects.Select(s => s.Id)], question.On, null, cancel);
        foreach (var (subject, known) in question.Subjects.Zip(facts))
            foreach (var (code, value) in known.Where(f => question.Wanted.Contains(f.Key))) tell(subject.Id, code, value);
    }
}

/// <summary>Investment projects as subjects of rule packs: those on the wall, and any other by its code.</summary>
internal sealed class ProjectSubjects(JingkaiDbContext db) : ISubjectSource
{
    private IQueryable<InvestmentProject> Files => db.Set<InvestmentProject>().AsNoTracking().Where(p => p.VoidedAt == null);

    public string Subject => ProjectScope.Kind;

    public Kernel.Text Name { get; } = new("投资项目", "investment projects");

    public string Permission => ProjectsPermissions.Read;

    public async Task<IReadOnlyList<RuleSubject>> AllAsync(CancellationToken cancel) =>
        await Subjects(Files.Where(p => p.EndedOn == null && p.WallFrom <= db.Today && (p.WallUntil == null || p.WallUntil > db.Today))).ToListAsync(cancel);

    public async Task<IReadOnlyList<RuleSubject>> FindAsync(IReadOnlyCollection<string> codes, CancellationToken cancel)
    {
        var found = new List<RuleSubject>();
        foreach (var chunk in codes.Chunk(1000)) found.AddRange(await Subjects(Files.Where(p => chunk.Contains(p.Code))).ToListAsync(cancel));
        return found;
    }

    public async Task<IReadOnlyList<RuleSubject>> SuggestAsync(string text, int most, CancellationToken cancel)
    {
        var key = Kernel.TextNormal.SearchKey(text);
        return await Subjects(Files.Where(p => p.SearchKey.Contains(key))).Take(most).ToListAsync(cancel);
    }

    public string PathOf(RuleSubject subject) => $"projects/{subject.Code}";

    private static IQueryable<RuleSubject> Subjects(IQueryable<InvestmentProject> files) => files.OrderBy(p => p.SortKey).ThenBy(p => p.Id).Select(p => new RuleSubject(p.Id, p.Code, p.Name));
}
