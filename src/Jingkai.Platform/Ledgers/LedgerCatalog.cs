using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;

namespace Jingkai.Platform.Ledgers;

/// <summary>The ledgers of all modules, by code, for the actor at hand.</summary>
public sealed class LedgerCatalog(IEnumerable<ILedger> ledgers, Actor actor)
{
    private readonly IReadOnlyList<ILedger> all = [.. ledgers];

    /// <summary>Ledgers the actor may export.</summary>
    public IEnumerable<ILedger> Readable => all.Where(l => actor.May(l.ReadPermission));

    /// <summary>Ledgers the actor may import into.</summary>
    public IEnumerable<ILedger> Writable => all.Where(l => l.WritePermission is { } permission && actor.May(permission));

    /// <summary>The ledger for reading, or <c>unknown-ledger</c> or <c>not-permitted</c>.</summary>
    public Result<ILedger> ToRead(string code) => Find(code, l => l.ReadPermission);

    /// <summary>The ledger for importing, or <c>unknown-ledger</c> or <c>not-permitted</c>.</summary>
    public Result<ILedger> ToWrite(string code) => Find(code, l => l.WritePermission);

    private Result<ILedger> Find(string code, Func<ILedger, string?> permission)
    {
        if (all.FirstOrDefault(l => l.Code == code) is not { } ledger) return LedgerErrors.UnknownLedger(code);
        return permission(ledger) is { } needed && actor.May(needed) ? Result.Ok(ledger) : ApiErrors.NotPermitted;
    }
}
