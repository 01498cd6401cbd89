using Microsoft.Data.Sqlite;
using Npgsql;
using SQLitePCL;

namespace Jingkai.Platform.Data;

/// <summary>What the databases say when two writers meet.</summary>
public static class Conflicts
{
    /// <summary>The database broke a command off because another one stood in its way; repeated from the beginning it will pass.</summary>
    public static bool IsDeadlock(Exception? error) => error switch
    {
        null => false,
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure,
        _ => IsDeadlock(error.InnerException),
    };

    /// <summary>The database could not serve now: a deadlock again and again, or a writer that held it longer than anyone waits.</summary>
    public static bool IsBusy(Exception? error) => error switch
    {
        null => false,
        SqliteException sqlite => sqlite.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED,
        PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.QueryCanceled } => true,
        _ => IsDeadlock(error) || IsBusy(error.InnerException),
    };

    /// <summary>Another row has the key already.</summary>
    public static bool IsDuplicate(Exception? error) => error switch
    {
        null => false,
        PostgresException postgres => postgres.SqlState == PostgresErrorCodes.UniqueViolation,
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is raw.SQLITE_CONSTRAINT_UNIQUE or raw.SQLITE_CONSTRAINT_PRIMARYKEY,
        _ => IsDuplicate(error.InnerException),
    };
}
