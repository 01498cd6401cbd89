using Jingkai.Platform.Data;
using Jingkai.Platform.Outbox;

namespace Jingkai.Economy.Domain;

/// <summary>Tells programs outside that stored figures were replaced by others: which indicators and periods, not how much.</summary>
internal sealed class FigureNews(IOutbox outbox)
{
    public static OutboxTopic Corrected { get; } = new("figure.corrected", new("数据更正（原值保留为旧版本）", "Figures were corrected (the old value is kept)"));

    /// <summary>Adds the messages to the context; the caller saves.</summary>
    /// <param name="db">The context of the correction.</param>
    /// <param name="ledger">Where the figures stand: <c>enterprise-reports</c> or <c>observations</c>.</param>
    /// <param name="batch">The batch that replaced them.</param>
    /// <param name="values">How many values.</param>
    /// <param name="replaced">Their indicators and periods.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task TellAsync(JingkaiDbContext db, string ledger, Guid batch, int values, IReadOnlyCollection<(string Indicator, string Period)> replaced, CancellationToken cancel)
    {
        if (values == 0) return;
        await outbox.PublishAsync(db, Corrected.Code, new
        {
            ledger, batch, values,
            indicators = replaced.Select(r => r.Indicator).Distinct().Order(StringComparer.Ordinal),
            periods = replaced.Select(r => r.Period).Distinct().Order(StringComparer.Ordinal),
        }, cancel);
    }
}
