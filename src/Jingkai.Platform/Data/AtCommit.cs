using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Jingkai.Platform.Data;

/// <summary>What a transaction does last, right before it commits. Rows at which all writers meet are touched here, however
/// many steps the transaction has: held shortest, and by nobody who still waits for another row.</summary>
public interface IAtCommit
{
    /// <summary>Does it, in the transaction.</summary>
    Task RunAsync(JingkaiDbContext db, CancellationToken cancel);
}

/// <summary>Runs what was left for the end of a transaction; what belongs to one that never committed is forgotten when the next begins.</summary>
internal sealed class AtCommitInterceptor : DbTransactionInterceptor
{
    public override DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData data, DbTransaction result)
    {
        (data.Context as JingkaiDbContext)?.ForgetAtCommit();
        return result;
    }

    public override ValueTask<DbTransaction> TransactionStartedAsync(DbConnection connection, TransactionEndEventData data, DbTransaction result, CancellationToken cancel = default) =>
        ValueTask.FromResult(TransactionStarted(connection, data, result));

    public override InterceptionResult TransactionCommitting(DbTransaction transaction, TransactionEventData data, InterceptionResult result)
    {
        if (data.Context is JingkaiDbContext { HasAtCommit: true }) throw new InvalidOperationException("This transaction has work to do at its end: commit it with CommitAsync.");
        return result;
    }

    public override async ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction, TransactionEventData data, InterceptionResult result, CancellationToken cancel = default)
    {
        if (data.Context is JingkaiDbContext { HasAtCommit: true } db) await db.RunAtCommitAsync(cancel);
        return result;
    }
}
