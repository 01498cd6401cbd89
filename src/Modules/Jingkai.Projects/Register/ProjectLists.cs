using Jingkai.Projects.Domain;

namespace Jingkai.Projects.Register;

/// <summary>三张清单 of one project by its nodes and its pace; <see cref="ProjectFilter"/> says the same to the database.</summary>
internal static class ProjectLists
{
    /// <summary>The lists a project that goes on stands in.</summary>
    /// <param name="nodes">Its milestones and nodes.</param>
    /// <param name="slow">It lags behind its planned course by more than is tolerated.</param>
    /// <param name="today">The business day.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<ProjectNode> nodes, bool slow, DateOnly today)
    {
        bool Reached(string milestone) => nodes.Any(n => n.Milestone == milestone && n.ReachedOn is not null);
        var (land, started) = (Reached("land"), Reached("started"));
        if (started) return !Reached("completed") && (slow || nodes.Any(n => n.ReachedOn is null && n.PlannedOn < today)) ? ["overdue"] : [];
        return land ? ["not-started"] : Reached("signed") ? ["no-land"] : [];
    }
}
