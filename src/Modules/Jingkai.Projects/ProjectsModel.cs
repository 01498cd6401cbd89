using System.Linq.Expressions;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Jingkai.Projects.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jingkai.Projects;

/// <summary>The module's tables.</summary>
internal static class ProjectsModel
{
    public static void Configure(ModelBuilder model, JingkaiDbContext db)
    {
        model.Entity<InvestmentProject>(project =>
        {
            project.ToTable("projects_projects").HasKey(p => new { p.ZoneId, p.Id });
            project.Ignore(p => p.AliasList);
            project.HasIndex(p => new { p.ZoneId, p.Code }).IsUnique();
            // A voided project gives its national code back.
            project.HasIndex(p => new { p.ZoneId, p.NationalCode }).IsUnique().HasFilter("voided_at IS NULL");
            project.HasIndex(p => new { p.ZoneId, p.VoidedAt, p.SortKey, p.Id });
            project.HasIndex(p => new { p.ZoneId, p.Stage });
            project.HasIndex(p => new { p.ZoneId, p.UnitId });
            project.HasIndex(p => new { p.ZoneId, p.EnterpriseId });
            project.HasIndex(p => new { p.ZoneId, p.ParkId });
            project.HasIndex(p => new { p.ZoneId, p.ParentId });
            project.HasOne<Unit>().WithMany().HasForeignKey(p => new { p.ZoneId, p.UnitId });
            project.HasQueryFilter(JingkaiDbContext.ScopeFilter, ProjectScope.Of(db, ProjectsPermissions.Read));
        });
        Part<ProjectNode>(model, db, "projects_nodes", node =>
        {
            // One of each milestone; nodes of the project's own plan have none.
            node.HasIndex(n => new { n.ZoneId, n.ProjectId, n.Milestone }).IsUnique();
            node.HasIndex(n => new { n.ZoneId, n.Milestone, n.ReachedOn });
        });
        Part<ProjectPhase>(model, db, "projects_phases", phase => phase.HasIndex(p => new { p.ZoneId, p.ProjectId, p.Number }).IsUnique());
        Part<ProjectTag>(model, db, "projects_tags", tag =>
        {
            tag.HasIndex(t => new { t.ZoneId, t.ProjectId, t.Tag }).IsUnique();
            tag.HasIndex(t => new { t.ZoneId, t.Tag });
        });
        Part<YearPlan>(model, db, "projects_year_plans", plan => plan.HasIndex(p => new { p.ZoneId, p.ProjectId, p.Year }).IsUnique());
        Part<MonthInvestment>(model, db, "projects_month_investments", month =>
        {
            month.HasIndex(m => new { m.ZoneId, m.ProjectId, m.Month }).IsUnique();
            month.HasIndex(m => new { m.ZoneId, m.Month });
        });
        Part<PlanPoint>(model, db, "projects_plan_points", point => point.HasIndex(p => new { p.ZoneId, p.ProjectId, p.Day }).IsUnique());
        Part<StageMove>(model, db, "projects_stage_moves", move =>
        {
            move.HasIndex(m => new { m.ZoneId, m.ProjectId });
            // Of claims that wait, one a project.
            move.HasIndex(m => new { m.ZoneId, m.ProjectId, m.State }, "ix_projects_stage_moves_open").IsUnique().HasFilter("state = 'claimed'");
        });
        Part<ProgressEntry>(model, db, "projects_progress", progress => progress.HasIndex(p => new { p.ZoneId, p.ProjectId, p.Day }));
        Part<ProjectEvidence>(model, db, "projects_evidence", evidence =>
        {
            evidence.HasIndex(e => new { e.ZoneId, e.ProjectId, e.AttachmentId }).IsUnique();
            evidence.HasIndex(e => new { e.ZoneId, e.MoveId });
        });
        Rating.RatingModel.Configure(model, db);
        Promises.PromisesModel.Configure(model, db);
        Extensions.ExtensionsModel.Configure(model, db);
    }

    /// <summary>A part is read by whoever reads its project.</summary>
    internal static void Part<T>(ModelBuilder model, JingkaiDbContext db, string table, Action<EntityTypeBuilder<T>>? more = null) where T : ProjectPart =>
        model.Entity<T>(part =>
        {
            part.ToTable(table).HasKey(p => new { p.ZoneId, p.Id });
            part.HasOne<InvestmentProject>().WithMany().HasForeignKey(p => new { p.ZoneId, p.ProjectId });
            Expression<Func<T, bool>> seen = p => db.SeesAll(ProjectsPermissions.Read) || db.Set<InvestmentProject>().Any(e => e.ZoneId == p.ZoneId && e.Id == p.ProjectId);
            part.HasQueryFilter(JingkaiDbContext.ScopeFilter, seen);
            more?.Invoke(part);
        });
}
