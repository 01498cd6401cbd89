using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Jingkai.Platform.Outbox.Channels;
using Jingkai.Platform.Outbox.Delivery;
using Jingkai.Platform.Outbox.Preferences;
using Jingkai.Platform.Outbox.Targets;
using Jingkai.Platform.Outbox.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Platform.Outbox;

/// <summary>Tables and services of the outbox.</summary>
internal static class OutboxModel
{
    public static void Configure(ModelBuilder model, JingkaiDbContext db)
    {
        model.Entity<OutboxMessage>(message =>
        {
            message.ToTable("platform_outbox").HasKey(m => new { m.ZoneId, m.Id });
            message.HasIndex(m => new { m.ZoneId, m.Key }).IsUnique();
            // For the dispatcher, which looks after all zones at once …
            message.HasIndex(m => new { m.State, m.NextAt });
            // … and for what lies before a message at its target.
            message.HasIndex(m => new { m.ZoneId, m.State, m.Channel, m.Target, m.Id });
        });
        model.Entity<Webhook>(webhook => webhook.ToTable("platform_webhooks").HasKey(w => new { w.ZoneId, w.Id }));
        model.Entity<NoticePreference>(preference =>
        {
            preference.ToTable("platform_notice_preferences").HasKey(p => new { p.ZoneId, p.MemberId });
            preference.HasOne<Member>().WithMany().HasForeignKey(p => new { p.ZoneId, p.MemberId });
            preference.HasQueryFilter(JingkaiDbContext.ScopeFilter, p => p.MemberId == db.MemberId);
        });
        model.Entity<QuietHours>(quiet =>
        {
            quiet.ToTable("platform_quiet_hours").HasKey(q => q.ZoneId);
            quiet.Property(q => q.ZoneId).ValueGeneratedNever();
        });
    }

    public static IServiceCollection AddOutbox(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(OutboxSettings.Read(configuration));
        services.AddSingleton<OutboxWriter>().AddSingleton<IOutbox>(p => p.GetRequiredService<OutboxWriter>()).AddSingleton<OutboxTopics>();
        services.AddSingleton<NoticeFanOut>().AddSingleton<WebhookSecrets>();
        services.AddSingleton(p => new OutboxHttp(p.GetRequiredService<OutboxSettings>(), p.GetRequiredService<TimeProvider>()));
        services.AddSingleton<OutboxSignal>().AddSingleton<OutboxQueue>().AddSingleton<OutboxDispatcher>().AddHostedService<OutboxService>();
        services.AddScoped<LetterReader>();
        services.AddScoped<IOutboxChannel, WebhookChannel>().AddScoped<IOutboxChannel, EmailChannel>().AddScoped<IOutboxChannel, SmsChannel>()
            .AddScoped<IOutboxChannel, DingTalkChannel>().AddScoped<IOutboxChannel, WeComChannel>();
        // Constructors that take internal parts are internal too, so the container is told how.
        services.AddScoped(p => new OutboxBoard(p.GetRequiredService<JingkaiDbContext>(), p.GetRequiredService<OutboxSignal>(), p.GetRequiredService<TimeProvider>()));
        services.AddScoped(p => new WebhookService(p.GetRequiredService<JingkaiDbContext>(), p.GetRequiredService<OutboxWriter>(), p.GetRequiredService<OutboxTopics>(), p.GetRequiredService<OutboxSettings>(),
            p.GetRequiredService<WebhookSecrets>(), p.GetRequiredService<OutboxSignal>(), p.GetRequiredService<TimeProvider>()));
        services.AddScoped<PreferenceService>().AddScoped<QuietHoursService>();
        services.AddSingleton(new OutboxTopic("import.done", new("导入完成", "An import was committed")));
        return services;
    }
}
