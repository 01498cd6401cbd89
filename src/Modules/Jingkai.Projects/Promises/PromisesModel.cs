using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Promises;

/// <summary>The tables of promises.</summary>
internal static class PromisesModel
{
    public static void Configure(ModelBuilder model, JingkaiDbContext db) => ProjectsModel.Part<ProjectPromise>(model, db, "projects_promises", promise =>
    {
        promise.HasIndex(p => new { p.ZoneId, p.Code }).IsUnique();
        promise.HasIndex(p => new { p.ZoneId, p.ProjectId, p.Side });
        promise.HasIndex(p => new { p.ZoneId, p.Result, p.DueOn });
        promise.HasIndex(p => new { p.ZoneId, p.OwnerId });
        promise.HasIndex(p => new { p.ZoneId, p.UnitId });
        promise.HasOne<Unit>().WithMany().HasForeignKey(p => new { p.ZoneId, p.UnitId });
    });
}
