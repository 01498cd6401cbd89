using Jingkai.Kernel;
using Jingkai.Platform.Data;

namespace Jingkai.Platform.SignOffs;

/// <summary>Puts an officer's request to others; page and interface alike.</summary>
public sealed class GeneralSignOffs(JingkaiDbContext db, SignOffService signOffs)
{
    /// <summary>Starts it in a transaction of its own.</summary>
    /// <returns>The sign-off, or objections to title, steps and copies.</returns>
    public async Task<Result<SignOff>> StartAsync(NewSignOff input, CancellationToken cancel = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var request = await GeneralSignOff.RequestAsync(db, input, cancel);
        if (!request.IsOk) return request.Error;
        var started = await signOffs.StartAsync(request.Value, cancel);
        if (started.IsOk) await transaction.CommitAsync(CancellationToken.None);
        return started;
    }
}
