using Jingkai.Projects.Domain;

namespace Jingkai.Projects.Register;

/// <summary>三张清单 of one project by its nodes; <see cref="ProjectFilter"/> says the same to the database.</summary>
internal static class ProjectLists
{
    /// <summary>The lists a project that goes on stands in.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<ProjectNode> nodes, DateOnly today)
    {
        bool Reached(string milestone) => nodes.Any(n => n.Milestone == milestone && n.ReachedOn is not null);
        var (land, started) = (Reached("land"), Reached("started"));
        if (started) return !Reached("completed") && nodes.Any(n => n.ReachedOn is null && n.PlannedOn < today) ? ["overdue"] : [];
        return land ? ["not-started"] : Reached("signed") ? ["no-land"] : [];
    }
}
