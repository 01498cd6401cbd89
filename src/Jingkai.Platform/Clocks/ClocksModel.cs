using Jingkai.Platform.Accounts;
using Jingkai.Platform.Calendars;
using Jingkai.Platform.Data;
using Jingkai.Platform.Events;
using Jingkai.Platform.Inboxes;
using Jingkai.Platform.Outbox;
using Jingkai.Platform.SignOffs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Platform.Clocks;

/// <summary>Tables and services of time limits and clocks.</summary>
internal static class ClocksModel
{
    /// <summary>Who reads clocks; how far, says the scope.</summary>
    public const string ReadPermission = "platform.clocks";

    public static void Configure(ModelBuilder model, JingkaiDbContext db)
    {
        model.Entity<TimeLimitRule>(rule =>
        {
            rule.ToTable("platform_time_limits").HasKey(r => new { r.ZoneId, r.Id });
            rule.HasIndex(r => new { r.ZoneId, r.Code, r.FromOn }).IsUnique();
        });
        model.Entity<Clock>(clock =>
        {
            clock.ToTable("platform_clocks").HasKey(c => new { c.ZoneId, c.Id });
            clock.HasIndex(c => new { c.ZoneId, c.SubjectKind, c.SubjectId, c.LimitCode, c.Run }).IsUnique();
            // What the sweep looks for, and what lists show first.
            clock.HasIndex(c => new { c.ZoneId, c.NextPointAt });
            clock.HasIndex(c => new { c.ZoneId, c.State, c.DueAt });
            clock.HasIndex(c => new { c.ZoneId, c.OwnerId, c.State });
            clock.HasOne<Member>().WithMany().HasForeignKey(c => new { c.ZoneId, c.OwnerId });
            clock.HasOne<Unit>().WithMany().HasForeignKey(c => new { c.ZoneId, c.UnitId });
            clock.HasQueryFilter(JingkaiDbContext.ScopeFilter, c =>
                db.SeesAll(ReadPermission)
                || (c.OwnerId != null && c.OwnerId == db.MemberId)
                || (db.SeesBy(ReadPermission, Scope.Unit) && c.UnitId != null && (c.UnitId == db.UnitId || db.Set<Unit>().Any(u => u.ZoneId == c.ZoneId && u.Id == c.UnitId && u.ParentId == db.UnitId))));
        });
        model.Entity<ClockStandstill>(pause =>
        {
            pause.ToTable("platform_clock_pauses").HasKey(p => new { p.ZoneId, p.Id });
            pause.HasIndex(p => new { p.ZoneId, p.ClockId });
            pause.HasOne<Clock>().WithMany().HasForeignKey(p => new { p.ZoneId, p.ClockId });
        });
        model.Entity<ClockExtension>(extension =>
        {
            extension.ToTable("platform_clock_extensions").HasKey(e => new { e.ZoneId, e.Id });
            extension.HasIndex(e => new { e.ZoneId, e.ClockId });
            extension.HasOne<Clock>().WithMany().HasForeignKey(e => new { e.ZoneId, e.ClockId });
        });
        model.Entity<ClockPoint>(point =>
        {
            point.ToTable("platform_clock_points").HasKey(p => new { p.ZoneId, p.ClockId, p.Point, p.Generation });
            point.HasOne<Clock>().WithMany().HasForeignKey(p => new { p.ZoneId, p.ClockId });
        });
        model.Entity<ClockMove>(move =>
        {
            move.ToTable("platform_clock_moves").HasKey(m => new { m.ZoneId, m.Id });
            move.HasIndex(m => new { m.ZoneId, m.ClockId });
            move.HasOne<Clock>().WithMany().HasForeignKey(m => new { m.ZoneId, m.ClockId });
        });
    }

    public static IServiceCollection AddClocks(this IServiceCollection services)
    {
        services.AddScoped<LimitReader>().AddScoped<ClockReader>();
        // Constructors that take internal parts are internal too, so the container is told how.
        services.AddScoped(p => new LimitKeeper(p.GetRequiredService<JingkaiDbContext>(), p.GetRequiredService<LimitReader>(), p.GetRequiredService<Clocks>(), p.GetRequiredService<TimeProvider>()));
        services.AddScoped(p => new ClockKeeper(p.GetRequiredService<JingkaiDbContext>(), p.GetRequiredService<IClocks>(), p.GetRequiredService<TimeProvider>()));
        services.AddScoped<Clocks>().AddScoped<IClocks>(p => p.GetRequiredService<Clocks>()).AddScoped<ClockPeople>().AddScoped<ClockSweep>();
        services.AddScoped<IEventHandler<WorkDaysChanged>, ClockFollower>().AddScoped<ISignOffKind, ClockExtensionKind>().AddScoped<IInboxSource, ClockInbox>();
        services.AddHostedService<ClockSweeper>();
        services.AddSingleton(new NoticeTopic(ClockPeople.Topic, new("办理时限", "Time limits")));
        return services;
    }
}
