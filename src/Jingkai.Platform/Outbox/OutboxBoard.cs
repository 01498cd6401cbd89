using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Jingkai.Platform.Outbox.Delivery;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Outbox;

/// <summary>What to look for; empty parts do not filter.</summary>
public sealed record OutboxFilter(string? State = null, string? Channel = null, string? Topic = null);

/// <summary>A message as page and interface show it: how it fares, and nothing of what it says.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Channel">One of <see cref="OutboxChannels"/>.</param>
/// <param name="Topic">What it is about.</param>
/// <param name="Host">The host it leaves for.</param>
/// <param name="Key">Its key against doubles.</param>
/// <param name="State">One of <see cref="OutboxState"/>.</param>
/// <param name="Attempts">How often it was taken up.</param>
/// <param name="Urgent">Passes quiet hours where the zone allows it.</param>
/// <param name="CreatedAt">When it was written.</param>
/// <param name="NextAt">When it is tried again; null when it is not.</param>
/// <param name="SentAt">When its receiver took it.</param>
/// <param name="Error">Code of <see cref="DeliveryErrors"/> of the last attempt.</param>
/// <param name="Detail">Details of it: a status, the first words of the answer.</param>
public sealed record OutboxView(
    Guid Id, string Channel, string Topic, string Host, string Key, string State, int Attempts, bool Urgent, DateTime CreatedAt, DateTime? NextAt, DateTime? SentAt, string? Error, string? Detail);

/// <summary>How many messages there are in each state.</summary>
public sealed record OutboxCounts(long Waiting, long Sent, long Dead);

/// <summary>The outbox of the zone for those who keep it.</summary>
public sealed class OutboxBoard
{
    private readonly JingkaiDbContext db;
    private readonly OutboxSignal signal;
    private readonly TimeProvider clock;

    internal OutboxBoard(JingkaiDbContext db, OutboxSignal signal, TimeProvider clock) => (this.db, this.signal, this.clock) = (db, signal, clock);

    /// <summary>A page of messages, newest first; or <c>bad-filter</c>.</summary>
    public async Task<Result<PagedList<OutboxView>>> ListAsync(OutboxFilter filter, PageRequest page, CancellationToken cancel = default)
    {
        var messages = db.Set<OutboxMessage>().AsNoTracking();
        if (filter.State is { Length: > 0 } state)
        {
            if (!OutboxState.All.Contains(state)) return OutboxErrors.UnknownState(state);
            messages = messages.Where(m => m.State == state);
        }

        if (filter.Channel is { Length: > 0 } channel)
        {
            if (!OutboxChannels.All.Contains(channel)) return OutboxErrors.UnknownChannel(channel);
            messages = messages.Where(m => m.Channel == channel);
        }

        if (filter.Topic is { Length: > 0 } topic) messages = messages.Where(m => m.Topic == topic);
        var total = await messages.LongCountAsync(cancel);
        var rows = await messages.OrderByDescending(m => m.Id).Skip(page.Skip).Take(page.Size)
            .Select(m => new { m.Id, m.Channel, m.Topic, m.Host, m.Key, m.State, m.Attempts, m.Urgent, m.CreatedAt, m.NextAt, m.SentAt, m.LastError }).ToListAsync(cancel);
        return new PagedList<OutboxView>(
        [
            .. rows.Select(m =>
            {
                var (error, detail) = Words(m.LastError);
                return new OutboxView(m.Id, m.Channel, m.Topic, m.Host, m.Key, m.State, m.Attempts, m.Urgent, m.CreatedAt, m.State == OutboxState.Waiting ? m.NextAt : null, m.SentAt, error, detail);
            }),
        ], total, page.Page, page.Size);
    }

    /// <summary>How many there are in each state.</summary>
    public async Task<OutboxCounts> CountAsync(CancellationToken cancel = default)
    {
        var counts = await db.Set<OutboxMessage>().AsNoTracking().GroupBy(m => m.State).Select(g => new { g.Key, Count = g.LongCount() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        return new(counts.GetValueOrDefault(OutboxState.Waiting), counts.GetValueOrDefault(OutboxState.Sent), counts.GetValueOrDefault(OutboxState.Dead));
    }

    /// <summary>Sends a message that was given up once more, with the same key.</summary>
    /// <returns>Done, <c>not-found</c> or <c>not-dead</c>.</returns>
    public async Task<Result> ResendAsync(Guid id, CancellationToken cancel = default)
    {
        if (await db.Set<OutboxMessage>().AsNoTracking().Where(m => m.Id == id).Select(m => m.State).FirstOrDefaultAsync(cancel) is not { } state) return ApiErrors.NotFound;
        if (state != OutboxState.Dead) return OutboxErrors.NotDead;
        return await ResendAsync(db.Set<OutboxMessage>().Where(m => m.Id == id), id.ToString(), cancel) > 0 ? Result.Ok() : OutboxErrors.NotDead;
    }

    /// <summary>Sends everything that was given up once more.</summary>
    /// <returns>How many messages.</returns>
    public Task<int> ResendAllAsync(CancellationToken cancel = default) => ResendAsync(db.Set<OutboxMessage>(), "*", cancel);

    private async Task<int> ResendAsync(IQueryable<OutboxMessage> which, string label, CancellationToken cancel)
    {
        var now = clock.Now();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var count = await which.Where(m => m.State == OutboxState.Dead).ExecuteUpdateAsync(m => m.SetProperty(x => x.State, OutboxState.Waiting).SetProperty(x => x.Attempts, 0)
            .SetProperty(x => x.NextAt, now).SetProperty(x => x.Holds, true).SetProperty(x => x.LeaseUntil, (DateTime?)null).SetProperty(x => x.LeaseId, (Guid?)null), cancel);
        if (count > 0)
        {
            AuditTrail.Record(db, now, "resent", nameof(OutboxMessage), label, "outbox", after: new { count });
            await db.SaveChangesAsync(cancel);
        }

        await transaction.CommitAsync(CancellationToken.None);
        signal.Set();
        return count;
    }

    private static (string? Code, string? Detail) Words(string? error) =>
        error is null ? (null, null) : error.IndexOf(' ', StringComparison.Ordinal) is >= 0 and var at ? (error[..at], error[(at + 1)..]) : (error, null);
}
