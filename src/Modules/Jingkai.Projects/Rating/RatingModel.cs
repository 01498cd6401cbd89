using Jingkai.Platform.Data;
using Jingkai.Projects.Domain;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Projects.Rating;

/// <summary>The tables of the contest.</summary>
internal static class RatingModel
{
    public static void Configure(ModelBuilder model, JingkaiDbContext db)
    {
        model.Entity<RatingRound>(round =>
        {
            round.ToTable("projects_rounds").HasKey(r => new { r.ZoneId, r.Id });
            round.HasIndex(r => new { r.ZoneId, r.Code }).IsUnique();
            round.HasIndex(r => new { r.ZoneId, r.Pack, r.EndsOn });
        });
        ProjectsModel.Part<RatingLine>(model, db, "projects_round_lines", line =>
        {
            line.HasIndex(l => new { l.ZoneId, l.RoundId, l.ProjectId }).IsUnique();
            line.HasIndex(l => new { l.ZoneId, l.ProjectId });
            line.HasOne<RatingRound>().WithMany().HasForeignKey(l => new { l.ZoneId, l.RoundId });
        });
        ProjectsModel.Part<ProgressPhoto>(model, db, "projects_progress_photos", photo => photo.HasIndex(p => new { p.ZoneId, p.EntryId, p.AttachmentId }).IsUnique());
        ProjectsModel.Part<Consequence>(model, db, "projects_consequences", consequence =>
        {
            consequence.HasIndex(c => new { c.ZoneId, c.Code }).IsUnique();
            consequence.HasIndex(c => new { c.ZoneId, c.RoundId });
            consequence.HasIndex(c => new { c.ZoneId, c.ProjectId, c.State });
        });
        ProjectsModel.Part<RatingAppeal>(model, db, "projects_appeals", appeal =>
        {
            appeal.HasIndex(a => new { a.ZoneId, a.ProjectId });
            // Of appeals that wait, one a project and round.
            appeal.HasIndex(a => new { a.ZoneId, a.RoundId, a.ProjectId }, "ix_projects_appeals_open").IsUnique().HasFilter("state = 'open'");
        });
    }
}
