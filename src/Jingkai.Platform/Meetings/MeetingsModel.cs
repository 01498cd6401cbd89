using Jingkai.Platform.Accounts;
using Jingkai.Platform.Clocks;
using Jingkai.Platform.Data;
using Jingkai.Platform.Notices;
using Jingkai.Platform.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Platform.Meetings;

/// <summary>Tables and services of meetings.</summary>
internal static class MeetingsModel
{
    /// <summary>Who reads meetings and has tasks from them; how far, says the scope.</summary>
    public const string ReadPermission = "platform.meetings";

    /// <summary>Who calls meetings and puts things on agendas.</summary>
    public const string CallPermission = "platform.meetings.call";

    public static void Configure(ModelBuilder model, JingkaiDbContext db)
    {
        model.Entity<Meeting>(meeting =>
        {
            meeting.ToTable("platform_meetings").HasKey(m => new { m.ZoneId, m.Id });
            meeting.HasIndex(m => new { m.ZoneId, m.Code }).IsUnique();
            meeting.HasIndex(m => new { m.ZoneId, m.MinutesYear, m.MinutesNumber }).IsUnique();
            meeting.HasIndex(m => new { m.ZoneId, m.State, m.StartsAt });
            meeting.HasOne<Member>().WithMany().HasForeignKey(m => new { m.ZoneId, m.ChairId });
            meeting.HasOne<Member>().WithMany().HasForeignKey(m => new { m.ZoneId, m.RecorderId });
            meeting.HasOne<Member>().WithMany().HasForeignKey(m => new { m.ZoneId, m.CallerId });
            meeting.HasOne<Member>().WithMany().HasForeignKey(m => new { m.ZoneId, m.ConfirmerId });
        });
        model.Entity<AgendaItem>(item =>
        {
            item.ToTable("platform_meeting_items").HasKey(i => new { i.ZoneId, i.Id });
            item.HasIndex(i => new { i.ZoneId, i.MeetingId, i.Number }).IsUnique();
            // The same subject once a meeting; items of words alone have none.
            item.HasIndex(i => new { i.ZoneId, i.SubjectKind, i.SubjectId, i.MeetingId }).IsUnique();
            item.Ignore(i => i.Label);
            item.HasOne<Meeting>().WithMany().HasForeignKey(i => new { i.ZoneId, i.MeetingId });
            item.HasOne<Unit>().WithMany().HasForeignKey(i => new { i.ZoneId, i.UnitId });
            item.HasOne<Member>().WithMany().HasForeignKey(i => new { i.ZoneId, i.ReporterId });
        });
        model.Entity<Attendee>(attendee =>
        {
            attendee.ToTable("platform_meeting_attendees").HasKey(a => new { a.ZoneId, a.Id });
            attendee.HasIndex(a => new { a.ZoneId, a.MeetingId, a.MemberId }).IsUnique();
            attendee.HasOne<Meeting>().WithMany().HasForeignKey(a => new { a.ZoneId, a.MeetingId });
            attendee.HasOne<Member>().WithMany().HasForeignKey(a => new { a.ZoneId, a.MemberId });
        });
        model.Entity<MeetingDecision>(decision =>
        {
            decision.ToTable("platform_meeting_decisions").HasKey(d => new { d.ZoneId, d.Id });
            decision.HasIndex(d => new { d.ZoneId, d.MeetingId, d.Number });
            decision.HasIndex(d => new { d.ZoneId, d.ItemId });
            decision.HasIndex(d => new { d.ZoneId, d.OwnerId, d.State });
            decision.HasIndex(d => new { d.ZoneId, d.AcceptorId, d.State });
            decision.HasIndex(d => new { d.ZoneId, d.UnitId, d.State });
            decision.Ignore(d => d.Limit);
            decision.HasOne<Meeting>().WithMany().HasForeignKey(d => new { d.ZoneId, d.MeetingId });
            decision.HasOne<AgendaItem>().WithMany().HasForeignKey(d => new { d.ZoneId, d.ItemId });
            decision.HasOne<Member>().WithMany().HasForeignKey(d => new { d.ZoneId, d.OwnerId });
            decision.HasOne<Unit>().WithMany().HasForeignKey(d => new { d.ZoneId, d.UnitId });
            decision.HasOne<Clock>().WithMany().HasForeignKey(d => new { d.ZoneId, d.ClockId });
        });
        model.Entity<MeetingMove>(move =>
        {
            move.ToTable("platform_meeting_moves").HasKey(m => new { m.ZoneId, m.Id });
            move.HasIndex(m => new { m.ZoneId, m.MeetingId });
            move.HasIndex(m => new { m.ZoneId, m.DecisionId });
            move.HasIndex(m => new { m.ZoneId, m.MemberId });
            move.HasOne<Meeting>().WithMany().HasForeignKey(m => new { m.ZoneId, m.MeetingId });
        });
        model.Entity<MeetingPart>(part =>
        {
            part.ToTable("platform_meeting_parts").HasKey(p => new { p.ZoneId, p.MeetingId, p.MemberId });
            part.HasIndex(p => new { p.ZoneId, p.MemberId });
            part.HasOne<Meeting>().WithMany().HasForeignKey(p => new { p.ZoneId, p.MeetingId });
            part.HasOne<Member>().WithMany().HasForeignKey(p => new { p.ZoneId, p.MemberId });
        });
        MeetingScope.Configure(model, db);
    }

    public static IServiceCollection AddMeetings(this IServiceCollection services)
    {
        services.AddScoped<MeetingStore>().AddScoped<MeetingTrail>();
        services.AddScoped<MeetingBook>().AddScoped<IMeetings>(p => p.GetRequiredService<MeetingBook>());
        services.AddSingleton(new NoticeTopic(MeetingTrail.Topic, new("会议", "Meetings")));
        foreach (var topic in MeetingTopics.All) services.AddSingleton(topic);
        return services;
    }
}
