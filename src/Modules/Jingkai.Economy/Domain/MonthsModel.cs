using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Domain;

/// <summary>Tables of the monthly cycle: plan, tasks and duties; months with their frozen versions; papers that cite figures.</summary>
internal static class MonthsModel
{
    /// <summary>Who reads which duty: all for the offices that keep the figures, assigned enterprises' for liaisons, the park's for
    /// operators, one's own for enterprises, and what one's unit delivers.</summary>
    public const string DutyPermission = "duties.read";

    public static void Configure(ModelBuilder model, JingkaiDbContext db)
    {
        Months(model);
        Duties(model);
        model.Entity<Citation>(citation =>
        {
            citation.ToTable("economy_citations").HasKey(c => new { c.ZoneId, c.Id });
            citation.HasIndex(c => new { c.ZoneId, c.Indicator, c.Period });
            citation.HasOne<Member>().WithMany().HasForeignKey(c => new { c.ZoneId, c.RecordedById });
        });
        model.Entity<ReportDuty>().HasQueryFilter(JingkaiDbContext.ScopeFilter, d =>
            db.SeesAll(DutyPermission)
            || (db.SeesBy(DutyPermission, Scope.Unit) && d.UnitId != null && (d.UnitId == db.UnitId || db.Set<Unit>().Any(u => u.ZoneId == d.ZoneId && u.Id == d.UnitId && u.ParentId == db.UnitId)))
            || (db.SeesBy(DutyPermission, Scope.Enterprise) && d.EnterpriseId == db.EnterpriseId)
            || (db.SeesBy(DutyPermission, Scope.Assigned) && db.Set<Assignment>().Any(a => a.ZoneId == d.ZoneId && a.MemberId == db.MemberId
                && a.SubjectKind == "enterprise" && a.SubjectId == d.EnterpriseId && a.FromOn <= db.Today && (a.UntilOn == null || a.UntilOn > db.Today)))
            || (db.SeesBy(DutyPermission, Scope.Park) && db.Set<EnterpriseSpan>().Any(s => s.ZoneId == d.ZoneId && s.EnterpriseId == d.EnterpriseId
                && s.FromOn <= db.Today && (s.UntilOn == null || s.UntilOn > db.Today) && db.Set<Assignment>().Any(a => a.ZoneId == d.ZoneId && a.MemberId == db.MemberId
                && a.SubjectKind == "park" && a.SubjectId == s.ParkId && a.FromOn <= db.Today && (a.UntilOn == null || a.UntilOn > db.Today)))));
    }

    private static void Months(ModelBuilder model)
    {
        model.Entity<ReportMonth>(month =>
        {
            month.ToTable("economy_months").HasKey(m => new { m.ZoneId, m.Month });
            month.Property(m => m.Month).ValueGeneratedNever();
        });
        model.Entity<MonthVersion>(version =>
        {
            version.ToTable("economy_month_versions").HasKey(v => new { v.ZoneId, v.Month, v.Number });
            version.HasOne<ReportMonth>().WithMany().HasForeignKey(v => new { v.ZoneId, v.Month });
        });
        model.Entity<FrozenSum>(sum =>
        {
            sum.ToTable("economy_frozen_sums").HasKey(s => new { s.ZoneId, s.Month, s.Number, s.Measure, s.Subject });
            sum.HasOne<MonthVersion>().WithMany().HasForeignKey(s => new { s.ZoneId, s.Month, s.Number });
        });
    }

    private static void Duties(ModelBuilder model)
    {
        model.Entity<ReportPlanLine>(line =>
        {
            line.ToTable("economy_report_plans").HasKey(l => new { l.ZoneId, l.Id });
            line.HasIndex(l => new { l.ZoneId, l.Line }).IsUnique();
            line.HasOne<Unit>().WithMany().HasForeignKey(l => new { l.ZoneId, l.UnitId });
        });
        model.Entity<ReportTask>(task =>
        {
            task.ToTable("economy_report_tasks").HasKey(t => new { t.ZoneId, t.Id });
            task.HasIndex(t => new { t.ZoneId, t.Code }).IsUnique();
            task.HasIndex(t => new { t.ZoneId, t.Month, t.Line }).IsUnique();
            task.HasOne<ReportMonth>().WithMany().HasForeignKey(t => new { t.ZoneId, t.Month });
            task.HasOne<Unit>().WithMany().HasForeignKey(t => new { t.ZoneId, t.UnitId });
            task.HasOne<Member>().WithMany().HasForeignKey(t => new { t.ZoneId, t.OpenedById });
            task.Ignore(t => t.AskedMeasures);
        });
        model.Entity<ReportDuty>(duty =>
        {
            duty.ToTable("economy_report_duties").HasKey(d => new { d.ZoneId, d.Id });
            duty.HasIndex(d => new { d.ZoneId, d.TaskId, d.EnterpriseId }).IsUnique();
            duty.HasIndex(d => new { d.ZoneId, d.Month, d.State });
            duty.HasIndex(d => new { d.ZoneId, d.EnterpriseId });
            duty.HasIndex(d => new { d.ZoneId, d.UnitId });
            duty.HasOne<ReportTask>().WithMany().HasForeignKey(d => new { d.ZoneId, d.TaskId });
            duty.HasOne<EnterpriseCopy>().WithMany().HasForeignKey(d => new { d.ZoneId, d.EnterpriseId });
            duty.HasOne<Unit>().WithMany().HasForeignKey(d => new { d.ZoneId, d.UnitId });
            duty.HasOne<Member>().WithMany().HasForeignKey(d => new { d.ZoneId, d.SubmittedById });
            duty.HasOne<Member>().WithMany().HasForeignKey(d => new { d.ZoneId, d.ConfirmedById });
        });
        model.Entity<DutyMove>(move =>
        {
            move.ToTable("economy_duty_moves").HasKey(m => new { m.ZoneId, m.Id });
            move.HasIndex(m => new { m.ZoneId, m.DutyId });
            move.HasIndex(m => new { m.ZoneId, m.MemberId });
            move.HasOne<ReportDuty>().WithMany().HasForeignKey(m => new { m.ZoneId, m.DutyId });
        });
        model.Entity<DutyReminder>(reminder =>
        {
            reminder.ToTable("economy_duty_reminders").HasKey(r => new { r.ZoneId, r.DutyId, r.Point });
            reminder.HasOne<ReportDuty>().WithMany().HasForeignKey(r => new { r.ZoneId, r.DutyId });
        });
    }
}
