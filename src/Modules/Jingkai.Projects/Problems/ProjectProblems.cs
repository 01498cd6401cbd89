using System.Text.Json;
using Jingkai.Kernel;
using Jingkai.Platform.Cases.Kinds;
using Jingkai.Platform.Data;
using Jingkai.Projects.Domain;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Problems;

/// <summary>项目问题 as a kind of case: what blocks a project gets an owner, a clock and an end like every request.</summary>
internal sealed class ProjectProblems : ICaseKindSource
{
    public const string Problem = "project-problem";

    private static readonly IReadOnlyList<CaseKindDefinition> Shipped = [Read(Problem)];

    public IEnumerable<CaseKindDefinition> Kinds => Shipped;

    private static CaseKindDefinition Read(string name)
    {
        using var stream = typeof(ProjectProblems).Assembly.GetManifestResourceStream($"Jingkai.Projects.{name}.json")!;
        return JsonSerializer.Deserialize<CaseKindDefinition>(stream, JsonSerializerOptions.Web)!;
    }
}

/// <summary>Projects as what cases are about.</summary>
internal sealed class ProjectSubject(JingkaiDbContext db) : ICaseSubject
{
    public string Kind => ProjectScope.Kind;

    public async Task<CaseSubject?> FindAsync(string? key, CancellationToken cancel = default)
    {
        if (key is null) return null;
        var id = Guid.TryParse(key, out var parsed) ? parsed : Guid.Empty;
        var found = await Live.Where(p => p.Id == id || p.Code == key).FirstOrDefaultAsync(cancel);
        found ??= await Live.Where(p => p.Name == key).Take(2).ToListAsync(cancel) is [var only] ? only : null;
        return found is null ? null : Of(found);
    }

    public async Task<IReadOnlyList<CaseSubject>> SuggestAsync(string text, int most, CancellationToken cancel = default)
    {
        var key = TextNormal.SearchKey(text);
        return [.. (await Live.Where(p => p.SearchKey.Contains(key)).OrderBy(p => p.SortKey).ThenBy(p => p.Id).Take(most).ToListAsync(cancel)).Select(Of)];
    }

    private IQueryable<InvestmentProject> Live => db.Set<InvestmentProject>().AsNoTracking().Where(p => p.VoidedAt == null);

    private static CaseSubject Of(InvestmentProject project) => new(project.Id, project.Code, project.Name, $"projects/{project.Code}");
}
