using System.Globalization;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Jingkai.Platform.Numbering;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Register;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Plan;

/// <summary>A node of a project's own plan as it is entered and answered, in the order of the list.</summary>
internal sealed record PlanNode(string? Name, DateOnly? StartOn = null, DateOnly? PlannedOn = null, DateOnly? PromisedOn = null, DateOnly? BegunOn = null, DateOnly? ReachedOn = null);

/// <summary>The nodes of a project's own plan, beside the milestones every project may have; written as a whole.</summary>
internal sealed class NodeService(JingkaiDbContext db, ProjectReader reader, TimeProvider time)
{
    /// <summary>Most nodes of a plan.</summary>
    public const int Most = 50;

    private const int LongestName = 100;

    public async Task<Result<IReadOnlyList<PlanNode>>> ReadAsync(string code, CancellationToken cancel) =>
        await reader.IdOfAsync(code, cancel) is { } id ? Result.Ok<IReadOnlyList<PlanNode>>([.. (await OwnAsync(db.Set<ProjectNode>().AsNoTracking(), id, cancel)).Select(Of)]) : ApiErrors.NotFound;

    /// <summary>Sets the nodes; what is not among them is gone.</summary>
    public Task<Result<string>> SetAsync(string code, IReadOnlyList<PlanNode>? nodes, CancellationToken cancel) => db.InTransactionAsync<string>(async () =>
    {
        if (db.Actor.MemberId is null) return LifeCycle.Errors.MembersOnly;
        await NumberSeries.HoldAsync(db, ProjectService.Series, cancel);
        if (await reader.IdOfAsync(code, cancel) is not { } id) return ApiErrors.NotFound;
        if (await db.Set<InvestmentProject>().AsNoTracking().Where(ProjectScope.Of(db, ProjectsPermissions.Write)).FirstOrDefaultAsync(p => p.Id == id, cancel) is not { } project) return ApiErrors.NotPermitted;
        if (project.VoidedAt is not null) return LifeCycle.Errors.Voided;
        if (nodes is null) return ApiErrors.Invalid([ApiErrors.Required("nodes")]);
        if (nodes.Count > Most) return ApiErrors.Invalid([Errors.TooMany("nodes", Most)]);
        var (wrong, names) = (new List<Error>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var (node, at) in nodes.Select((n, at) => (n, at))) Judge(node, at, names, wrong);
        if (wrong.Count > 0) return ApiErrors.Invalid(wrong);
        var before = await OwnAsync(db.Set<ProjectNode>().AsTracking(), id, cancel);
        var (was, now) = (Told(before.Select(Of)), Told(nodes.Select(n => n with { Name = TextNormal.Clean(n.Name) })));
        if (was == now) return project.Code;
        var left = before.ToList();
        foreach (var (node, at) in nodes.Select((n, at) => (n, at)))
        {
            // A node keeps its row as long as it keeps its name.
            var row = left.Find(r => r.Name == TextNormal.Clean(node.Name));
            if (row is null) db.Add(row = new() { ZoneId = db.ZoneId, ProjectId = id, Name = TextNormal.Clean(node.Name) });
            else left.Remove(row);
            (row.Position, row.StartOn, row.PlannedOn, row.PromisedOn, row.BegunOn, row.ReachedOn) = (at + 1, node.StartOn, node.PlannedOn, node.PromisedOn, node.BegunOn, node.ReachedOn);
        }

        db.RemoveRange(left);
        AuditTrail.Record(db, time.Now(), "planned-nodes", nameof(InvestmentProject), id.ToString(), project.Code, was.Length == 0 ? null : new { nodes = was }, new { nodes = now });
        await db.SaveChangesAsync(cancel);
        return project.Code;
    }, cancel);

    private void Judge(PlanNode node, int at, HashSet<string> names, List<Error> wrong)
    {
        string Field(string name) => string.Create(CultureInfo.InvariantCulture, $"nodes[{at}].{name}");
        var name = TextNormal.Clean(node.Name);
        if (name.Length == 0) wrong.Add(ApiErrors.Required(Field("name")));
        else if (name.Length > LongestName) wrong.Add(ApiErrors.TooLong(Field("name"), LongestName));
        else if (!names.Add(name)) wrong.Add(Error.Invalid("name-twice", $"“{name}”重复", $"\"{name}\" stands there twice", Field("name")));
        if (node.PlannedOn < node.StartOn) wrong.Add(Error.Invalid("bad-order", "计划完成不能早于计划开始", "it is planned to be reached before it begins", Field("plannedOn")));
        if (node.ReachedOn < node.BegunOn) wrong.Add(Error.Invalid("bad-order", "实际完成不能早于实际开始", "it was reached before it began", Field("reachedOn")));
        if (node.BegunOn > db.Today) wrong.Add(Errors.FutureDay(Field("begunOn")));
        if (node.ReachedOn > db.Today) wrong.Add(Errors.FutureDay(Field("reachedOn")));
    }

    private static Task<List<ProjectNode>> OwnAsync(IQueryable<ProjectNode> nodes, Guid project, CancellationToken cancel) =>
        nodes.Where(n => n.ProjectId == project && n.Milestone == null).OrderBy(n => n.Position).ThenBy(n => n.Id).ToListAsync(cancel);

    private static PlanNode Of(ProjectNode n) => new(n.Name, n.StartOn, n.PlannedOn, n.PromisedOn, n.BegunOn, n.ReachedOn);

    private static string Told(IEnumerable<PlanNode> nodes) => string.Join('；', nodes.Select(n => string.Join(' ', ((string?[])
        [n.Name, Day("计划", n.PlannedOn, n.StartOn), Day("承诺", n.PromisedOn), Day("实际", n.ReachedOn, n.BegunOn)]).Where(t => t is not null))));

    private static string? Day(string word, DateOnly? day, DateOnly? from = null) => day is null && from is null ? null : from is null ? $"{word}{day:yyyy-MM-dd}" : $"{word}{from:yyyy-MM-dd}至{day:yyyy-MM-dd}";
}
