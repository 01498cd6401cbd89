using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Data;
using Jingkai.Platform.Outbox;
using Jingkai.Platform.Outbox.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.BrowserTests.Fixture;

/// <summary>Messages as a zone has them after a while: delivered, waiting, tried again, given up.</summary>
internal static class OutboxRecords
{
    public static Task AddAsync(TestServer server) => server.InZone("linping", async services =>
    {
        var db = services.GetRequiredService<JingkaiDbContext>();
        var now = services.GetRequiredService<TimeProvider>().Now();
        db.Add(new Webhook { ZoneId = db.ZoneId, Name = "区数据中台", Url = "https://hooks.example.cn/jingkai", Host = "hooks.example.cn", Topics = "figure.corrected import.done", Secret = "kept elsewhere", CreatedAt = now });
        (string Channel, string Topic, string Host, string State, int Attempts, string? Error)[] lines =
        [
            (OutboxChannels.Webhook, "import.done", "hooks.example.cn", OutboxState.Sent, 1, null),
            (OutboxChannels.Webhook, "figure.corrected", "hooks.example.cn", OutboxState.Sent, 2, null),
            (OutboxChannels.Email, "sign-off", "mail.example.cn", OutboxState.Sent, 1, null),
            (OutboxChannels.Sms, "sign-off", "sms.example.cn", OutboxState.Dead, 12, "rejected {\"code\":\"isv.BUSINESS_LIMIT_CONTROL\",\"message\":\"触发天级流控\"}"),
            (OutboxChannels.Webhook, "enterprise.changed", "hooks.example.cn", OutboxState.Dead, 12, "status 500 internal server error"),
            (OutboxChannels.DingTalk, "sign-off", "oapi.dingtalk.com", OutboxState.Waiting, 3, "timed-out"),
            (OutboxChannels.WeCom, "sign-off", "qyapi.weixin.qq.com", OutboxState.Waiting, 0, null),
            (OutboxChannels.Webhook, "sign-off.approved", "hooks.example.cn", OutboxState.Waiting, 1, "not-reached"),
        ];
        foreach (var (n, line) in lines.Index())
        {
            var at = now.AddMinutes(-40 + (n * 5));
            db.Add(new OutboxMessage
            {
                ZoneId = db.ZoneId, Id = Guid.CreateVersion7(), Channel = line.Channel, Topic = line.Topic, Host = line.Host, Target = "someone", Key = $"seen-{n}", State = line.State, Attempts = line.Attempts,
                LastError = line.Error, CreatedAt = at, NextAt = now.AddMinutes(9), SentAt = line.State == OutboxState.Sent ? at.AddSeconds(2) : null,
            });
        }

        return await db.SaveChangesAsync();
    });
}
