using Jingkai.Platform.Accounts;
using Jingkai.Platform.Attachments;
using Jingkai.Platform.Cases.Groups;
using Jingkai.Platform.Cases.Kinds;
using Jingkai.Platform.Cases.Reading;
using Jingkai.Platform.Clocks;
using Jingkai.Platform.Data;
using Jingkai.Platform.Inboxes;
using Jingkai.Platform.Meetings;
using Jingkai.Platform.Outbox;
using Jingkai.Platform.SignOffs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Platform.Cases;

/// <summary>Tables and services of cases.</summary>
internal static class CasesModel
{
    public static void Configure(ModelBuilder model, JingkaiDbContext db)
    {
        model.Entity<CaseKindRow>(kind =>
        {
            kind.ToTable("platform_case_kinds").HasKey(k => new { k.ZoneId, k.Id });
            kind.HasIndex(k => new { k.ZoneId, k.Code }).IsUnique();
        });
        model.Entity<Case>(row =>
        {
            row.ToTable("platform_cases").HasKey(c => new { c.ZoneId, c.Id });
            row.HasIndex(c => new { c.ZoneId, c.Code }).IsUnique();
            row.HasIndex(c => new { c.ZoneId, c.State, c.RaisedAt });
            row.HasIndex(c => new { c.ZoneId, c.RaisedAt });
            row.HasIndex(c => new { c.ZoneId, c.TurnMemberId });
            row.HasIndex(c => new { c.ZoneId, c.Turn, c.TurnUnitId });
            row.HasIndex(c => new { c.ZoneId, c.ResponsibleId, c.State });
            row.HasIndex(c => new { c.ZoneId, c.SubjectKind, c.SubjectId });
            row.HasIndex(c => new { c.ZoneId, c.GroupId });
            row.HasIndex(c => new { c.ZoneId, c.DuplicateOfId });
            foreach (var member in (string[])[nameof(Case.RaisedById), nameof(Case.ResponsibleId), nameof(Case.AssignedId), nameof(Case.TurnMemberId)])
                row.HasOne(typeof(Member)).WithMany().HasForeignKey(nameof(Case.ZoneId), member);
            foreach (var unit in (string[])[nameof(Case.ResponsibleUnitId), nameof(Case.AssignedUnitId), nameof(Case.ProposedUnitId), nameof(Case.TurnUnitId)])
                row.HasOne(typeof(Unit)).WithMany().HasForeignKey(nameof(Case.ZoneId), unit);
            row.HasOne<CaseGroup>().WithMany().HasForeignKey(c => new { c.ZoneId, c.GroupId });
            row.HasOne<Case>().WithMany().HasForeignKey(c => new { c.ZoneId, c.DuplicateOfId });
            row.HasQueryFilter(JingkaiDbContext.ScopeFilter, CaseScope.Filter(db));
        });
        model.Entity<CasePart>(part =>
        {
            part.ToTable("platform_case_parts").HasKey(p => new { p.ZoneId, p.Id });
            part.HasIndex(p => new { p.ZoneId, p.CaseId, p.Number }).IsUnique();
            part.HasIndex(p => new { p.ZoneId, p.UnitId, p.State });
            part.HasIndex(p => new { p.ZoneId, p.MemberId, p.State });
            part.HasOne<Case>().WithMany().HasForeignKey(p => new { p.ZoneId, p.CaseId });
            part.HasOne<Unit>().WithMany().HasForeignKey(p => new { p.ZoneId, p.UnitId });
            part.HasOne<Member>().WithMany().HasForeignKey(p => new { p.ZoneId, p.MemberId });
        });
        model.Entity<CaseEvent>(entry =>
        {
            entry.ToTable("platform_case_events").HasKey(e => new { e.ZoneId, e.Id });
            entry.HasIndex(e => new { e.ZoneId, e.CaseId, e.Number }).IsUnique();
            entry.HasIndex(e => new { e.ZoneId, e.MemberId, e.At });
            entry.HasOne<Case>().WithMany().HasForeignKey(e => new { e.ZoneId, e.CaseId });
        });
        model.Entity<CaseGroup>(group =>
        {
            group.ToTable("platform_case_groups").HasKey(g => new { g.ZoneId, g.Id });
            group.HasIndex(g => new { g.ZoneId, g.Code }).IsUnique();
        });
        model.Entity<ClockEnds>(ends => ends.ToView("platform_clocks").HasKey(c => new { c.ZoneId, c.Id }));
    }

    public static IServiceCollection AddCases(this IServiceCollection services)
    {
        services.AddScoped<CaseKinds>().AddScoped<CaseKindKeeper>();
        services.AddScoped<CasePeople>().AddScoped<CaseStore>().AddScoped<CaseTimes>().AddScoped<CaseNews>().AddScoped<CaseTargets>().AddScoped<CaseInputReader>();
        // Constructors that take internal parts are internal too, so the container is told how.
        services.AddScoped<CaseMover>().AddScoped(p => new CaseService(
            p.GetRequiredService<JingkaiDbContext>(), p.GetRequiredService<CaseStore>(), p.GetRequiredService<CasePeople>(), p.GetRequiredService<CaseInputReader>(), p.GetRequiredService<CaseMover>(), p.GetRequiredService<CaseTimes>(), p.GetRequiredService<CaseNews>(), p.GetRequiredService<CaseKinds>()));
        services.AddScoped(p => new CaseReader(p.GetRequiredService<JingkaiDbContext>(), p.GetRequiredService<CaseKinds>(), p.GetRequiredService<CaseStore>(), p.GetRequiredService<CasePeople>(), p.GetServices<ICaseSubject>(), p.GetRequiredService<TimeProvider>()));
        services.AddScoped(p => new CaseGroups(p.GetRequiredService<JingkaiDbContext>(), p.GetRequiredService<IMeetings>(), p.GetRequiredService<CaseService>(), p.GetRequiredService<TimeProvider>()));
        services.AddScoped<IInboxSource, CaseInbox>().AddScoped<IAttachmentSubject, CaseAttachments>().AddScoped<IClockSubject, CaseSilence>();
        services.AddScoped<IMeetingSubject, CaseMeetings>().AddScoped<IMeetingSubject, CaseGroupMeetings>();
        services.AddSingleton(new NoticeTopic(CaseNews.Topic, new("企业诉求与事项", "Requests and cases")));
        foreach (var topic in CaseNews.Topics) services.AddSingleton(topic);
        return services;
    }
}
