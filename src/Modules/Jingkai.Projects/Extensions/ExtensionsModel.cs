using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Extensions;

/// <summary>The tables of extensions.</summary>
internal static class ExtensionsModel
{
    public static void Configure(ModelBuilder model, JingkaiDbContext db) => ProjectsModel.Part<ProjectExtension>(model, db, "projects_extensions", extension =>
    {
        extension.HasIndex(e => new { e.ZoneId, e.ProjectId });
        // Of requests that wait, one of a kind a project.
        extension.HasIndex(e => new { e.ZoneId, e.ProjectId, e.What }, "ix_projects_extensions_open").IsUnique().HasFilter("state = 'asked'");
    });
}
