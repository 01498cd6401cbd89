using Jingkai.Projects.Domain;
using Jingkai.Ui;

namespace Jingkai.Projects.Wall;

/// <summary>Nodes planned against reached, as rows of a Gantt chart.</summary>
internal static class WallGantt
{
    /// <summary>Milestones that a bar begins or ends with, or that paper alone moves: a row of a whole project does not mark them. A start that is still to come it does.</summary>
    private static readonly HashSet<string> Unmarked = ["contacted", "reviewed", "registered", "coded", "land-permit", "design-permit", "started", "main-works", "completed", "accepted", "assessed"];

    /// <summary>One row a project: the planned and the real time from start to completion, and the nodes that count.</summary>
    public static GanttRow Row(WallLine line, string href)
    {
        var (started, completed) = (Milestone(line.Nodes, "started"), Milestone(line.Nodes, "completed"));
        return new(line.Name)
        {
            Href = href, Note = string.Join(" · ", ((string?[])[line.StageName, line.Unit]).Where(t => t is not null)),
            PlannedFrom = started?.PlannedOn, PlannedUntil = completed?.PlannedOn, Promised = completed?.PromisedOn, ActualFrom = started?.ReachedOn, ActualUntil = completed?.ReachedOn,
            Milestones = [.. line.Nodes.Where(n => n.Milestone is null || !Unmarked.Contains(n.Milestone) || (n == started && n.ReachedOn is null)).Select(Mark).OfType<GanttMilestone>()],
        };
    }

    /// <summary>One row a node of a project, in the order of their days.</summary>
    public static IReadOnlyList<GanttRow> Rows(IEnumerable<ProjectNode> nodes, bool ended) =>
        [.. nodes.Where(n => (n.PlannedOn ?? n.PromisedOn ?? n.ReachedOn ?? n.BegunOn ?? n.StartOn) is not null).OrderBy(n => n.PlannedOn ?? n.ReachedOn ?? n.PromisedOn).ThenBy(n => n.Position).Select(n => new GanttRow(WallReader.NameOf(n))
        {
            PlannedFrom = n.StartOn, PlannedUntil = n.PlannedOn, Promised = n.PromisedOn, ActualFrom = n.BegunOn ?? n.ReachedOn, ActualUntil = n.ReachedOn, Milestones = Mark(n) is { } mark ? [mark] : [], Dropped = ended && n.ReachedOn is null,
        })];

    private static ProjectNode? Milestone(IReadOnlyList<ProjectNode> nodes, string code) => nodes.FirstOrDefault(n => n.Milestone == code);

    private static GanttMilestone? Mark(ProjectNode node) =>
        node.ReachedOn is { } reached ? new(WallReader.NameOf(node), reached, Done: true) : node.PlannedOn is { } planned ? new(WallReader.NameOf(node), planned) : null;
}
