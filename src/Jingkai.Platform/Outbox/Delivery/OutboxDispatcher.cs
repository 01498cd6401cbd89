using System.Collections.Concurrent;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Jingkai.Platform.Jobs;
using Jingkai.Platform.Zones;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Jingkai.Platform.Outbox.Delivery;

/// <summary>Wakes the dispatcher of this process.</summary>
internal sealed class OutboxSignal
{
    private readonly JobSignal signal = new();

    /// <summary>Something was written and committed.</summary>
    public void Set() => signal.Set();

    public Task WaitAsync(TimeSpan atMost, TimeProvider clock, CancellationToken cancel) => signal.WaitAsync(atMost, clock, cancel);
}

/// <summary>Delivers what is due, each target by itself: a slow or absent one keeps one place busy and lets the others through.</summary>
internal sealed class OutboxDispatcher(IServiceScopeFactory scopes, OutboxQueue queue, OutboxSettings settings, ILogger<OutboxDispatcher> log)
{
    private readonly ConcurrentDictionary<Guid, (string Host, Task Work)> running = new();

    // A host that does not answer must not take all places; several of its targets may still be tried at once.
    private int MostOfAHost => Math.Max(1, settings.Parallel / 4);

    /// <summary>Starts what is due and there is room for.</summary>
    /// <param name="cancel">Stops taking.</param>
    /// <param name="kill">Breaks off what is on its way, as a crash would.</param>
    /// <returns>Whether it is worth asking again at once.</returns>
    public async Task<bool> StartDueAsync(CancellationToken cancel, CancellationToken kill = default)
    {
        var free = settings.Parallel - running.Count;
        if (free <= 0) return false;
        var busy = running.Values.GroupBy(r => r.Host, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        bool Room(string host) => (busy[host] = busy.GetValueOrDefault(host) + 1) <= MostOfAHost;
        var (taken, more) = await queue.TakeAsync(free, Room, [.. busy.Where(b => b.Value >= MostOfAHost).Select(b => b.Key)], cancel);
        foreach (var message in taken)
        {
            var work = DeliverAsync(message, kill);
            running[message.Id] = (message.Host, work);
            _ = work.ContinueWith(_ => running.TryRemove(message.Id, out var _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        return more;
    }

    /// <summary>Waits until one of those on their way has ended; at once when there is none.</summary>
    public Task NextEndAsync()
    {
        var work = running.Values.Select(r => r.Work).ToArray();
        return work.Length == 0 ? Task.CompletedTask : Task.WhenAny(work);
    }

    /// <summary>Waits until all of them have ended.</summary>
    public Task AllEndAsync() => Task.WhenAll(running.Values.Select(r => r.Work));

    /// <summary>Whether something is on its way.</summary>
    public bool IsBusy => !running.IsEmpty;

    /// <summary>Delivers everything that is due now.</summary>
    public async Task DrainAsync(CancellationToken cancel, CancellationToken kill = default)
    {
        while (true)
        {
            var busy = IsBusy;
            if (await StartDueAsync(cancel, kill)) continue;
            // What ended during the look may have held the next of its target.
            if (!busy && !IsBusy) return;
            await NextEndAsync();
        }
    }

    private async Task DeliverAsync(OutboxMessage message, CancellationToken kill)
    {
        // Off the taker's thread: on SQLite everything up to the network runs without a pause.
        await Task.Yield();
        DeliveryOutcome outcome;
        try
        {
            outcome = await SendAsync(message, kill);
        }
        catch (Exception) when (kill.IsCancellationRequested)
        {
            return;
        }
        catch (Exception error)
        {
            // Only the kind: a message of an exception may repeat an address.
            log.LogError("Delivering message {Message} by {Channel} ended with {Error}", message.Id, message.Channel, error.GetType().Name);
            outcome = DeliveryOutcome.Failed(DeliveryErrors.Internal, error.GetType().Name);
        }

        try
        {
            if (!await queue.EndAsync(message, outcome, kill)) log.LogWarning("Message {Message} was taken by another before its attempt ended", message.Id);
        }
        catch (Exception error) when (error is not OperationCanceledException || !kill.IsCancellationRequested)
        {
            // Its lease runs out and it is sent again, with the same key.
            log.LogError(error, "Could not note how the attempt of message {Message} ended", message.Id);
        }
        catch (OperationCanceledException)
        {
            // Killed between sending and noting: the next one sends it again, with the same key.
        }
    }

    private async Task<DeliveryOutcome> SendAsync(OutboxMessage message, CancellationToken kill)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JingkaiDbContext>();
        var zone = await db.Set<Zone>().AsNoTracking().Where(z => z.Id == message.ZoneId).Select(z => z.Code).FirstAsync(kill);
        scope.ServiceProvider.GetRequiredService<Actor>().ActAsSystem(message.ZoneId, zone, default, "outbox");
        var channel = scope.ServiceProvider.GetServices<IOutboxChannel>().FirstOrDefault(c => c.Code == message.Channel);
        if (channel is null) return DeliveryOutcome.Refused(DeliveryErrors.NotSetUp);
        return await channel.SendAsync(new(message.Id, zone, message.Target, message.Topic, message.Key, message.Payload), kill);
    }
}

/// <summary>Runs the dispatcher while the server runs; what is on its way when it stops is let end.</summary>
internal sealed class OutboxService(OutboxDispatcher dispatcher, OutboxQueue queue, OutboxSignal signal, OutboxSettings settings, TimeProvider clock, ILogger<OutboxService> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Sweep = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        if (!settings.Dispatch) return;
        var swept = DateTime.MinValue;
        Task? wait = null;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (clock.Now() - swept > Sweep)
                {
                    await queue.SweepAsync(stopping);
                    swept = clock.Now();
                }

                var busy = dispatcher.IsBusy;
                if (await dispatcher.StartDueAsync(stopping)) continue;
                // What ended during the look may have held the next of its target.
                if (busy && !dispatcher.IsBusy) continue;
                // One wait at a time: one left behind would swallow the next call.
                if (wait is null or { IsCompleted: true }) wait = signal.WaitAsync(Look, clock, stopping);
                await (dispatcher.IsBusy ? Task.WhenAny(wait, dispatcher.NextEndAsync()) : wait);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (Exception error)
            {
                log.LogError(error, "The outbox could not look for messages; it tries again");
                await Task.Delay(Look, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await dispatcher.AllEndAsync();
    }
}
