using Jingkai.Enterprises.Contracts;
using Jingkai.Platform.Data;
using Jingkai.Platform.Events;
using Jingkai.Platform.Outbox;

namespace Jingkai.Enterprises.Register;

/// <summary>Tells programs outside which enterprises changed: their codes, by which they ask for the rest.</summary>
internal sealed class EnterpriseNews(IOutbox outbox) : IEventHandler<EnterpriseChanged>
{
    public static OutboxTopic Topic { get; } = new("enterprise.changed", new("企业档案变更（新增、名称、代码、分类、作废）", "Enterprises changed (entered, name, code, classification, voided)"));

    public async Task HandleAsync(JingkaiDbContext db, EnterpriseChanged happened, CancellationToken cancel)
    {
        // The publisher has saved already and commits next.
        if (await outbox.PublishAsync(db, Topic.Code, new { enterprises = happened.Enterprises.Select(e => e.Code) }, cancel) > 0) await db.SaveChangesAsync(cancel);
    }
}
