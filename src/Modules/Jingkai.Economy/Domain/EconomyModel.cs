using Jingkai.Economy.Analysis;
using Jingkai.Platform.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Domain;

/// <summary>The economy's tables.</summary>
internal static class EconomyModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<EnterpriseCopy>(copy =>
        {
            copy.ToTable("economy_enterprises").HasKey(c => new { c.ZoneId, c.EnterpriseId });
            copy.HasIndex(c => new { c.ZoneId, c.CreditCode }).IsUnique();
        });
        model.Entity<EnterpriseSpan>(span =>
        {
            span.ToTable("economy_enterprise_spans").HasKey(s => new { s.ZoneId, s.EnterpriseId, s.FromOn });
            span.HasOne<EnterpriseCopy>().WithMany().HasForeignKey(s => new { s.ZoneId, s.EnterpriseId });
        });
        model.Entity<ReportValue>(value =>
        {
            value.ToTable("economy_reports").HasKey(v => new { v.ZoneId, v.EnterpriseId, v.Measure, v.Month });
            value.HasIndex(v => new { v.ZoneId, v.Measure, v.Month });
            value.HasOne<EnterpriseCopy>().WithMany().HasForeignKey(v => new { v.ZoneId, v.EnterpriseId });
        });
        model.Entity<ReportVersion>(version => version.ToTable("economy_report_versions").HasKey(v => new { v.ZoneId, v.EnterpriseId, v.Measure, v.Month, v.Version }));
        model.Entity<Rollup>(rollup => rollup.ToTable("economy_rollups").HasKey(r => new { r.ZoneId, r.Measure, r.Month, r.Subject }));
        model.Entity<PopulationChange>(change => change.ToTable("economy_populations").HasKey(c => new { c.ZoneId, c.Population, c.Subject, c.Month }));
        model.Entity<GroupSet>(set =>
        {
            set.ToTable("economy_group_sets").HasKey(s => new { s.ZoneId, s.Id });
            set.HasIndex(s => new { s.ZoneId, s.Number }).IsUnique();
        });
        model.Entity<Observation>(observation =>
        {
            observation.ToTable("economy_observations").HasKey(o => new { o.ZoneId, o.Id });
            observation.HasIndex(o => new { o.ZoneId, o.Indicator, o.Subject, o.Period, o.Number }).IsUnique();
        });
        model.Entity<Target>(target =>
        {
            target.ToTable("economy_targets").HasKey(t => new { t.ZoneId, t.Id });
            target.HasIndex(t => new { t.ZoneId, t.Indicator, t.Subject, t.Year, t.Number }).IsUnique();
        });
        model.Entity<ZoneIndicator>(indicator =>
        {
            indicator.ToTable("economy_indicators").HasKey(i => new { i.ZoneId, i.Id });
            indicator.HasIndex(i => new { i.ZoneId, i.Code }).IsUnique();
        });
        model.Entity<AnalysisSetting>(setting =>
        {
            setting.ToTable("economy_analysis_settings").HasKey(s => new { s.ZoneId, s.Id });
            setting.HasIndex(s => new { s.ZoneId, s.FromOn }).IsUnique();
        });
        model.Entity<AssessmentSetting>(setting =>
        {
            setting.ToTable("economy_assessment_settings").HasKey(s => new { s.ZoneId, s.Id });
            setting.HasIndex(s => new { s.ZoneId, s.FromYear }).IsUnique();
        });
        model.Entity<AssessmentValue>(value =>
        {
            value.ToTable("economy_assessment_values").HasKey(v => new { v.ZoneId, v.Id });
            value.HasIndex(v => new { v.ZoneId, v.Year, v.Participant, v.Item }).IsUnique();
        });
        model.Entity<AlertNote>(note =>
        {
            note.ToTable("economy_alert_notes").HasKey(n => new { n.ZoneId, n.Id });
            note.HasIndex(n => new { n.ZoneId, n.Alert });
            note.HasOne<Member>().WithMany().HasForeignKey(n => new { n.ZoneId, n.MemberId });
        });
    }
}
