using System.Text.Json;
using Jingkai.Kernel;
using Jingkai.Platform.Calendars;
using Jingkai.Platform.Data;
using Jingkai.Platform.Outbox.Preferences;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Platform.Outbox.Delivery;

/// <summary>Takes due messages under a lease and writes down how they ended. Several processes may do so at once: on PostgreSQL
/// rows are taken with <c>FOR UPDATE SKIP LOCKED</c>, on SQLite the one writer keeps them apart.</summary>
internal sealed class OutboxQueue(IServiceScopeFactory scopes, OutboxSettings settings, TimeProvider clock)
{
    /// <summary>How long a message is its dispatcher's: the attempt, and the wait for SQLite's one writer to note its end.</summary>
    public TimeSpan Lease { get; } = settings.Timeout + TimeSpan.FromMinutes(2);

    // Of each target the first that is due, unless an earlier one is on its way, or is tried again and holds the others.
    private const string Due = """
        SELECT m.* FROM (SELECT DISTINCT zone_id, channel, target FROM platform_outbox WHERE state = 'waiting') t
        JOIN platform_outbox m ON m.zone_id = t.zone_id AND m.id = (
            SELECT e.id FROM platform_outbox e
            WHERE e.zone_id = t.zone_id AND e.state = 'waiting' AND e.channel = t.channel AND e.target = t.target
            AND (e.next_at <= {0} OR (e.holds AND e.attempts > 0))
            ORDER BY e.id LIMIT 1)
        WHERE m.state = 'waiting' AND m.next_at <= {0} AND (m.lease_until IS NULL OR m.lease_until < {0}) AND HOSTS
        ORDER BY m.id LIMIT {2}
        """;

    private static readonly string OnPostgres = Due.Replace("HOSTS", "m.host <> ALL ({1})", StringComparison.Ordinal) + " FOR UPDATE OF m SKIP LOCKED";
    private static readonly string OnSqlite = Due.Replace("HOSTS", "m.host NOT IN (SELECT value FROM json_each({1}))", StringComparison.Ordinal);

    /// <summary>Takes messages that are due.</summary>
    /// <param name="most">At most so many.</param>
    /// <param name="room">How many more a host may have; asked for each message in turn.</param>
    /// <param name="full">Hosts that may have none.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>The messages, and whether it is worth asking again at once.</returns>
    public async Task<(IReadOnlyList<OutboxMessage> Taken, bool More)> TakeAsync(int most, Func<string, bool> room, IReadOnlyCollection<string> full, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JingkaiDbContext>();
        // On SQLite a transaction is the one writer's: it is begun only when there is something to take.
        if (db.Provider == Provider.Sqlite && (await Candidates(db, 1, full, cancel)).Count == 0) return ([], false);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var found = await Candidates(db, most, full, cancel);
        if (found.Count == 0) return ([], false);
        var quiet = await QuietAsync(db, found, cancel);
        var taken = new List<OutboxMessage>(found.Count);
        var changed = false;
        foreach (var message in found)
        {
            var (verdict, until) = Judge(message, quiet);
            if (verdict == Verdict.Take && !room(message.Host)) continue;
            changed = true;
            await SettleAsync(db, message, verdict, until, cancel);
            if (verdict == Verdict.Take) taken.Add(message);
        }

        await transaction.CommitAsync(CancellationToken.None);
        return (taken, changed);
    }

    /// <summary>Writes down how an attempt ended; nothing when another has taken the message since.</summary>
    public async Task<bool> EndAsync(OutboxMessage message, DeliveryOutcome outcome, CancellationToken cancel)
    {
        var now = clock.Now();
        if (outcome.IsSent)
        {
            return await UpdateAsync(message, m => m.SetProperty(x => x.State, OutboxState.Sent).SetProperty(x => x.SentAt, now).SetProperty(x => x.LastError, (string?)null)
                .SetProperty(x => x.LeaseUntil, (DateTime?)null).SetProperty(x => x.LeaseId, (Guid?)null), cancel);
        }

        var dead = outcome.IsFinal || message.Attempts >= settings.MostAttempts;
        var (state, next) = (dead ? OutboxState.Dead : OutboxState.Waiting, now + Backoff.After(message.Attempts, outcome.After));
        return await UpdateAsync(message, m => m.SetProperty(x => x.State, state).SetProperty(x => x.NextAt, next).SetProperty(x => x.Holds, outcome.Holds).SetProperty(x => x.LastError, outcome.Error)
            .SetProperty(x => x.LeaseUntil, (DateTime?)null).SetProperty(x => x.LeaseId, (Guid?)null), cancel);
    }

    /// <summary>Removes messages sent long ago; what was given up stays until someone has decided.</summary>
    public async Task<int> SweepAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JingkaiDbContext>();
        var before = clock.Now() - settings.Keep;
        return await db.Set<OutboxMessage>().IgnoreQueryFilters().Where(m => m.State == OutboxState.Sent && m.SentAt < before).ExecuteDeleteAsync(cancel);
    }

    private enum Verdict
    {
        Take,
        Quiet,
        GiveUp,
    }

    private Task<List<OutboxMessage>> Candidates(JingkaiDbContext db, int most, IReadOnlyCollection<string> full, CancellationToken cancel)
    {
        var now = clock.Now();
        var query = db.Provider == Provider.Postgres
            ? db.Set<OutboxMessage>().FromSqlRaw(OnPostgres, now, full.ToArray(), most)
            : db.Set<OutboxMessage>().FromSqlRaw(OnSqlite, InstantToText.Write(now), JsonSerializer.Serialize(full), most);
        return query.IgnoreQueryFilters().AsNoTracking().ToListAsync(cancel);
    }

    private static async Task<Dictionary<int, (QuietHours Hours, WorkCalendar Calendar)>> QuietAsync(JingkaiDbContext db, List<OutboxMessage> found, CancellationToken cancel)
    {
        var zones = found.Where(m => OutboxChannels.Personal.Contains(m.Channel)).Select(m => m.ZoneId).Distinct().ToList();
        if (zones.Count == 0) return [];
        var set = await db.Set<QuietHours>().IgnoreQueryFilters().AsNoTracking().Where(q => zones.Contains(q.ZoneId)).ToDictionaryAsync(q => q.ZoneId, cancel);
        // Which days are off is the zone's own matter; read only where days off are quiet.
        var asking = set.Values.Where(q => q.DaysOff).Select(q => q.ZoneId).ToList();
        var days = asking.Count == 0 ? [] : await db.Set<WorkDay>().IgnoreQueryFilters().AsNoTracking().Where(d => asking.Contains(d.ZoneId)).ToListAsync(cancel);
        var calendars = days.GroupBy(d => d.ZoneId).ToDictionary(g => g.Key, g => WorkDays.Of([.. g.Select(d => new DayOverride(d.Date, d.Worked, d.Name))]));
        return zones.ToDictionary(z => z, z => (set.GetValueOrDefault(z) ?? new() { ZoneId = z }, calendars.GetValueOrDefault(z) ?? WorkCalendar.Default));
    }

    private (Verdict Verdict, DateTime Until) Judge(OutboxMessage message, Dictionary<int, (QuietHours Hours, WorkCalendar Calendar)> quiet)
    {
        var now = clock.Now();
        // Taken up as often as allowed and never ended: it takes its process down, or the machine is failing.
        if (message.Attempts >= settings.MostAttempts) return (Verdict.GiveUp, now);
        var until = OutboxChannels.Personal.Contains(message.Channel) && quiet[message.ZoneId] is var (hours, calendar) ? hours.FirstAllowed(now, message.Urgent, calendar) : now;
        return until > now ? (Verdict.Quiet, until) : (Verdict.Take, now + Lease);
    }

    private static async Task SettleAsync(JingkaiDbContext db, OutboxMessage message, Verdict verdict, DateTime until, CancellationToken cancel)
    {
        var row = db.Set<OutboxMessage>().IgnoreQueryFilters().Where(m => m.ZoneId == message.ZoneId && m.Id == message.Id);
        switch (verdict)
        {
            case Verdict.Take:
                (message.Attempts, message.LeaseId, message.LeaseUntil) = (message.Attempts + 1, Guid.CreateVersion7(), until);
                await row.ExecuteUpdateAsync(m => m.SetProperty(x => x.Attempts, message.Attempts).SetProperty(x => x.LeaseId, message.LeaseId).SetProperty(x => x.LeaseUntil, until), cancel);
                break;
            case Verdict.Quiet:
                // What waits for the morning holds nobody: an urgent message of the same target may pass.
                await row.ExecuteUpdateAsync(m => m.SetProperty(x => x.NextAt, until).SetProperty(x => x.Holds, false), cancel);
                break;
            default:
                await row.ExecuteUpdateAsync(m => m.SetProperty(x => x.State, OutboxState.Dead).SetProperty(x => x.LastError, DeliveryErrors.Crashed)
                    .SetProperty(x => x.LeaseUntil, (DateTime?)null).SetProperty(x => x.LeaseId, (Guid?)null), cancel);
                break;
        }
    }

    private async Task<bool> UpdateAsync(OutboxMessage message, Action<UpdateSettersBuilder<OutboxMessage>> set, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JingkaiDbContext>();
        return await db.Set<OutboxMessage>().IgnoreQueryFilters().Where(m => m.ZoneId == message.ZoneId && m.Id == message.Id && m.LeaseId == message.LeaseId).ExecuteUpdateAsync(set, cancel) > 0;
    }
}
