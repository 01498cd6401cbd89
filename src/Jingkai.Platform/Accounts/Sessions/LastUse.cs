using System.Collections.Concurrent;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Jingkai.Platform.Accounts;

/// <summary>Knows when sign-ins and tokens were last used without a write for every request: uses are noted in memory and written
/// from time to time, each at most every few minutes. Reading a page never waits for the one writer of SQLite.</summary>
public sealed class LastUse(IServiceScopeFactory scopes, TimeProvider clock, ILogger<LastUse> log) : BackgroundService
{
    /// <summary>How far what is stored may lag behind.</summary>
    public static readonly TimeSpan Resolution = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan KeptAfterEnd = TimeSpan.FromDays(90);

    private readonly ConcurrentDictionary<Guid, DateTime> sessions = new();
    private readonly ConcurrentDictionary<Guid, DateTime> tokens = new();
    private DateTime tidied;

    /// <summary>Notes the use of a sign-in.</summary>
    internal void Note(SessionInfo session) => Note(sessions, session.Id, session.LastSeenAt);

    /// <summary>Notes the use of a token.</summary>
    internal void Note(TokenInfo token) => Note(tokens, token.Id, token.LastUsedAt);

    /// <summary>The last use of a sign-in or a token that is noted and perhaps not written yet.</summary>
    internal DateTime? Of(Guid id) => sessions.TryGetValue(id, out var seen) || tokens.TryGetValue(id, out seen) ? seen : null;

    /// <summary>Writes what is noted.</summary>
    internal async Task WriteAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JingkaiDbContext>();
        foreach (var (id, at) in sessions.ToArray())
        {
            await db.Set<AccountSession>().Where(s => s.Id == id && s.LastSeenAt < at).ExecuteUpdateAsync(s => s.SetProperty(x => x.LastSeenAt, at), cancel);
            sessions.TryRemove(KeyValuePair.Create(id, at));
        }

        foreach (var (id, at) in tokens.ToArray())
        {
            await db.Set<AccessToken>().Where(t => t.Id == id && (t.LastUsedAt == null || t.LastUsedAt < at)).ExecuteUpdateAsync(t => t.SetProperty(x => x.LastUsedAt, at), cancel);
            tokens.TryRemove(KeyValuePair.Create(id, at));
        }

        await TidyAsync(db, cancel);
    }

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryWriteAsync(cancellationToken);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Beat, clock, stoppingToken);
                await TryWriteAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The last write is StopAsync's.
        }
    }

    private async Task TryWriteAsync(CancellationToken cancel)
    {
        try
        {
            await WriteAsync(cancel);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.LogWarning(error, "The last uses of sign-ins and tokens could not be written; they are tried again");
        }
    }

    private void Note(ConcurrentDictionary<Guid, DateTime> notes, Guid id, DateTime? stored)
    {
        var now = clock.Now();
        if (!(now - stored < Resolution)) notes[id] = now;
    }

    /// <summary>Once a day: sign-ins that ended long ago help nobody any more.</summary>
    private async Task TidyAsync(JingkaiDbContext db, CancellationToken cancel)
    {
        var now = clock.Now();
        if (now - tidied < TimeSpan.FromDays(1)) return;
        var before = now - KeptAfterEnd;
        await db.Set<AccountSession>().Where(s => s.EndedAt < before || s.ExpiresAt < before).ExecuteDeleteAsync(cancel);
        tidied = now;
    }
}
