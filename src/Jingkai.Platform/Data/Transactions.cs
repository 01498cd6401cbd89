using System.Data;
using Jingkai.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Jingkai.Platform.Data;

/// <summary>Commands and readings as whole transactions.</summary>
public static class Transactions
{
    /// <summary>How often a command that met a deadlock is repeated.</summary>
    public const int MostRetries = 3;

    /// <summary>Runs a command as one transaction: all of it or, when it is refused or fails, nothing. A deadlock repeats the
    /// whole command, so it must read everything it decides by within itself.</summary>
    /// <param name="db">The context; no transaction is open on it.</param>
    /// <param name="command">The command. What it tracked is forgotten before it is repeated.</param>
    /// <param name="cancel">Cancels; not the commit itself, of which nobody would know whether it happened.</param>
    public static async Task<Result<T>> InTransactionAsync<T>(this JingkaiDbContext db, Func<Task<Result<T>>> command, CancellationToken cancel = default)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await using var transaction = await db.Database.BeginTransactionAsync(cancel);
                var result = await command();
                if (result.IsOk) await transaction.CommitAsync(CancellationToken.None);
                else db.ChangeTracker.Clear();
                return result;
            }
            catch (Exception error) when (attempt < MostRetries && Conflicts.IsDeadlock(error))
            {
                db.ChangeTracker.Clear();
                await PauseAsync(attempt, cancel);
            }
        }
    }

    /// <summary>Waits a little before a command is repeated, longer each time.</summary>
    internal static Task PauseAsync(int attempt, CancellationToken cancel) => Task.Delay(TimeSpan.FromMilliseconds(25 << attempt), TimeProvider.System, cancel);

    /// <summary>Lets everything read until the answer is disposed of stand at one moment, however many queries it takes and
    /// whoever writes meanwhile. Within an open transaction it changes nothing. Nothing may be written before it is disposed of.</summary>
    public static async Task<IAsyncDisposable> SnapshotAsync(this JingkaiDbContext db, CancellationToken cancel = default)
    {
        if (db.Database.CurrentTransaction is not null) return Nothing.Instance;
        // SQLite takes "read uncommitted" as a transaction that begins without the write lock; in its write-ahead log each such
        // transaction reads one moment, and uncommitted rows are only seen in shared-cache mode, which is off.
        return await db.Database.BeginTransactionAsync(db.Provider == Provider.Sqlite ? IsolationLevel.ReadUncommitted : IsolationLevel.RepeatableRead, cancel);
    }

    /// <summary>Which moment the context reads now; null outside of transactions. What was kept of one moment must not be mixed with another.</summary>
    public static Guid? MomentOf(this JingkaiDbContext db) => db.Database.CurrentTransaction?.TransactionId;

    private sealed class Nothing : IAsyncDisposable
    {
        public static readonly Nothing Instance = new();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
