using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Attachments;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Calendars;
using Jingkai.Platform.Cases;
using Jingkai.Platform.Clocks;
using Jingkai.Platform.Data;
using Jingkai.Platform.Documents;
using Jingkai.Platform.Jobs;
using Jingkai.Platform.Ledgers.Views;
using Jingkai.Platform.Maps;
using Jingkai.Platform.Meetings;
using Jingkai.Platform.Numbering;
using Jingkai.Platform.Outbox;
using Jingkai.Platform.RulePacks;
using Jingkai.Platform.SignOffs;
using Jingkai.Platform.Uploads;
using Jingkai.Platform.Zones;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform;

/// <summary>The platform's own tables.</summary>
internal static class PlatformModel
{
    public static void Configure(ModelBuilder model, JingkaiDbContext db)
    {
        Installation(model);
        Zone(model);
        SignOffModel.Configure(model, db);
        AttachmentModel.Configure(model);
        OutboxModel.Configure(model, db);
        SavedViewModel.Configure(model);
        ClocksModel.Configure(model, db);
        RulePackModel.Configure(model);
        CasesModel.Configure(model, db);
        MeetingsModel.Configure(model, db);
        MapsModel.Configure(model);
        DocumentsModel.Configure(model, db);
    }

    private static void Installation(ModelBuilder model)
    {
        model.Entity<Account>().ToTable("platform_accounts");
        model.Entity<IdentityUserClaim<Guid>>().ToTable("platform_account_claims");
        model.Entity<IdentityUserLogin<Guid>>().ToTable("platform_account_logins");
        model.Entity<IdentityUserToken<Guid>>().ToTable("platform_account_tokens");
        model.Entity<AccessToken>(token =>
        {
            token.ToTable("platform_access_tokens").HasKey(t => t.Id);
            token.HasIndex(t => t.Hash).IsUnique();
            token.HasOne<Account>().WithMany().HasForeignKey(t => t.AccountId);
        });
        model.Entity<AccountSession>(session =>
        {
            session.ToTable("platform_sessions").HasKey(s => s.Id);
            session.HasIndex(s => s.Hash).IsUnique();
            session.HasIndex(s => new { s.AccountId, s.CreatedAt });
            session.HasOne<Account>().WithMany().HasForeignKey(s => s.AccountId);
        });
        model.Entity<Zones.Zone>(zone =>
        {
            zone.ToTable("platform_zones").HasKey(z => z.Id);
            zone.Property(z => z.Id).ValueGeneratedNever();
            zone.HasIndex(z => z.Code).IsUnique();
        });
    }

    private static void Zone(ModelBuilder model)
    {
        model.Entity<ZoneFact>(fact =>
        {
            fact.ToTable("platform_zone_facts").HasKey(f => new { f.ZoneId, f.Id });
            fact.HasIndex(f => new { f.ZoneId, f.Kind });
        });
        model.Entity<WorkDay>(day =>
        {
            day.ToTable("platform_work_days").HasKey(d => new { d.ZoneId, d.Id });
            day.HasIndex(d => new { d.ZoneId, d.Date }).IsUnique();
        });
        // One timetable a zone.
        model.Entity<OfficeTimetable>(table => table.ToTable("platform_office_timetables").HasKey(t => t.ZoneId));
        model.Entity<ZoneName>(name => name.ToTable("platform_zone_names").HasKey(n => new { n.ZoneId, n.Id }));
        model.Entity<Unit>(unit =>
        {
            unit.ToTable("platform_units").HasKey(u => new { u.ZoneId, u.Id });
            unit.HasIndex(u => new { u.ZoneId, u.Name }).IsUnique();
            unit.HasOne<Unit>().WithMany().HasForeignKey(u => new { u.ZoneId, u.ParentId });
        });
        model.Entity<Member>(member =>
        {
            member.ToTable("platform_members").HasKey(m => new { m.ZoneId, m.Id });
            member.HasIndex(m => new { m.ZoneId, m.AccountId }).IsUnique();
            member.HasOne<Unit>().WithMany().HasForeignKey(m => new { m.ZoneId, m.UnitId });
            member.HasOne<Account>().WithMany().HasForeignKey(m => m.AccountId);
        });
        model.Entity<MemberRole>(role =>
        {
            role.ToTable("platform_member_roles").HasKey(r => new { r.ZoneId, r.Id });
            role.HasIndex(r => new { r.ZoneId, r.MemberId, r.Role }).IsUnique();
            role.HasOne<Member>().WithMany().HasForeignKey(r => new { r.ZoneId, r.MemberId });
        });
        model.Entity<Assignment>(assignment =>
        {
            assignment.ToTable("platform_assignments").HasKey(a => new { a.ZoneId, a.Id });
            assignment.HasIndex(a => new { a.ZoneId, a.SubjectKind, a.SubjectId });
            assignment.HasIndex(a => new { a.ZoneId, a.MemberId });
            assignment.HasOne<Member>().WithMany().HasForeignKey(a => new { a.ZoneId, a.MemberId });
        });
        model.Entity<AuditEntry>(entry =>
        {
            entry.ToTable("platform_audit").HasKey(e => new { e.ZoneId, e.Id });
            entry.HasIndex(e => new { e.ZoneId, e.Sequence });
            entry.HasIndex(e => new { e.ZoneId, e.EntityType, e.EntityId });
        });
        model.Entity<AuditHead>(head =>
        {
            head.ToTable("platform_audit_heads").HasKey(h => h.ZoneId);
            head.Property(h => h.ZoneId).ValueGeneratedNever();
        });
        model.Entity<PersonalValue>(value => value.ToTable("platform_personal_values").HasKey(v => new { v.ZoneId, v.Id }));
        model.Entity<Sequence>(sequence => sequence.ToTable("platform_sequences").HasKey(s => new { s.ZoneId, s.Name }));
        model.Entity<IdempotentRequest>(request => request.ToTable("platform_idempotent_requests").HasKey(r => new { r.ZoneId, r.AccountId, r.Key }));
        model.Entity<Job>(job =>
        {
            job.ToTable("platform_jobs").HasKey(j => new { j.ZoneId, j.Id });
            job.HasIndex(j => new { j.ZoneId, j.State });
            job.HasIndex(j => new { j.ZoneId, j.UniqueKey }).IsUnique();
        });
        model.Entity<Upload>(upload => upload.ToTable("platform_uploads").HasKey(u => new { u.ZoneId, u.Id }));
    }
}
