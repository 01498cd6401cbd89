using Jingkai.Platform.Accounts;
using Jingkai.Platform.Attachments;
using Jingkai.Platform.Counting;
using Jingkai.Platform.Data;
using Jingkai.Platform.Inboxes;
using Jingkai.Platform.Notices;
using Jingkai.Platform.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Platform.SignOffs;

/// <summary>Tables and services of sign-off.</summary>
internal static class SignOffModel
{
    public static void Configure(ModelBuilder model, JingkaiDbContext db)
    {
        model.Entity<SignOff>(signOff =>
        {
            signOff.ToTable("platform_sign_offs").HasKey(s => new { s.ZoneId, s.Id });
            signOff.HasIndex(s => new { s.ZoneId, s.Code }).IsUnique();
            signOff.HasIndex(s => new { s.ZoneId, s.State, s.SubmittedAt });
            signOff.HasIndex(s => new { s.ZoneId, s.StarterId });
            signOff.HasIndex(s => new { s.ZoneId, s.SubjectKind, s.SubjectId });
            signOff.HasOne<Member>().WithMany().HasForeignKey(s => new { s.ZoneId, s.StarterId });
            signOff.HasOne<Member>().WithMany().HasForeignKey(s => new { s.ZoneId, s.OwnerId });
        });
        model.Entity<SignOffStep>(step =>
        {
            step.ToTable("platform_sign_off_steps").HasKey(s => new { s.ZoneId, s.SignOffId, s.Round, s.Number });
            step.HasOne<SignOff>().WithMany().HasForeignKey(s => new { s.ZoneId, s.SignOffId });
        });
        model.Entity<SignOffSigner>(signer =>
        {
            signer.ToTable("platform_sign_off_signers").HasKey(s => new { s.ZoneId, s.Id });
            signer.HasIndex(s => new { s.ZoneId, s.SignOffId });
            signer.HasIndex(s => new { s.ZoneId, s.MemberId, s.State });
            signer.HasOne<SignOff>().WithMany().HasForeignKey(s => new { s.ZoneId, s.SignOffId });
            signer.HasOne<Member>().WithMany().HasForeignKey(s => new { s.ZoneId, s.MemberId });
        });
        model.Entity<SignOffMove>(move =>
        {
            move.ToTable("platform_sign_off_moves").HasKey(m => new { m.ZoneId, m.Id });
            move.HasIndex(m => new { m.ZoneId, m.SignOffId });
            move.HasIndex(m => new { m.ZoneId, m.MemberId });
            move.HasOne<SignOff>().WithMany().HasForeignKey(m => new { m.ZoneId, m.SignOffId });
        });
        model.Entity<SignOffCopy>(copy =>
        {
            copy.ToTable("platform_sign_off_copies").HasKey(c => new { c.ZoneId, c.SignOffId, c.MemberId });
            copy.HasIndex(c => new { c.ZoneId, c.MemberId });
            copy.HasOne<SignOff>().WithMany().HasForeignKey(c => new { c.ZoneId, c.SignOffId });
            copy.HasOne<Member>().WithMany().HasForeignKey(c => new { c.ZoneId, c.MemberId });
        });
        model.Entity<Absence>(absence =>
        {
            absence.ToTable("platform_absences").HasKey(a => new { a.ZoneId, a.Id });
            absence.HasIndex(a => new { a.ZoneId, a.MemberId });
            absence.HasOne<Member>().WithMany().HasForeignKey(a => new { a.ZoneId, a.MemberId });
            absence.HasOne<Member>().WithMany().HasForeignKey(a => new { a.ZoneId, a.StandInId });
        });
        model.Entity<Notice>(notice =>
        {
            notice.ToTable("platform_notices").HasKey(n => new { n.ZoneId, n.Id });
            notice.HasIndex(n => new { n.ZoneId, n.MemberId, n.At });
            notice.Ignore(n => n.Urgent);
            notice.HasOne<Member>().WithMany().HasForeignKey(n => new { n.ZoneId, n.MemberId });
        });
        SignOffScope.Configure(model, db);
    }

    public static IServiceCollection AddSignOffs(this IServiceCollection services)
    {
        services.AddScoped<SignOffStore>().AddScoped<AbsenceService>().AddSingleton<NoticeWriter>().AddScoped<NoticeBoard>().AddScoped<InboxReader>();
        // Constructors that take internal parts are internal too, so the container is told how.
        services.AddScoped(p => new SignOffService(p.GetRequiredService<JingkaiDbContext>(), p.GetRequiredService<SignOffStore>(), p.GetServices<ISignOffKind>(), p.GetRequiredService<NoticeWriter>(), p.GetRequiredService<IOutbox>(), p.GetRequiredService<TimeProvider>()));
        services.AddScoped(p => new SignOffReader(p.GetRequiredService<JingkaiDbContext>(), p.GetRequiredService<SignOffStore>(), p.GetServices<ISignOffKind>()));
        services.AddScoped(p => new Signatories(p.GetRequiredService<SignOffStore>()));
        services.AddScoped<ISignOffKind, GeneralSignOff>().AddScoped<GeneralSignOffs>().AddScoped<IAttachmentSubject, SignOffAttachments>();
        services.AddScoped<IInboxSource, SignOffInbox>().AddScoped<ICountedSource, SignOffCounts>();
        services.AddSingleton(new NoticeTopic("sign-off", new("审批", "Sign-offs")));
        foreach (var topic in SignOffTopics.All) services.AddSingleton(topic);
        return services;
    }
}
