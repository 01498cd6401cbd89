namespace Jingkai.Enterprises.Contracts;

/// <summary>An enterprise as other modules name it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Code">Permanent code, <c>E2026-0001</c>.</param>
/// <param name="CreditCode">18 characters; null before the stage registered.</param>
/// <param name="Name">Name now.</param>
public sealed record EnterpriseRef(Guid Id, string Code, string? CreditCode, string Name);

/// <summary>A park of the zone.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Name, unique in the zone.</param>
public sealed record ParkRef(Guid Id, string Name);

/// <summary>A file that became part of another. Its codes still mean the enterprise it leads to.</summary>
/// <param name="Id">Its own id.</param>
/// <param name="Code">Its own permanent code.</param>
/// <param name="CreditCode">The credit code it had; null when it had none.</param>
/// <param name="Into">The file it leads to, over as many merges as there were.</param>
public sealed record MergedEnterprise(Guid Id, string Code, string? CreditCode, EnterpriseRef Into);

/// <summary>Finds enterprises and parks of the zone of the context, always within the data scope of the caller; voided
/// enterprises are not found, and the codes of merged ones lead to the file that was kept. Scoped service; works on the context of the request or job.</summary>
public interface IEnterpriseDirectory
{
    /// <summary>The enterprise of a permanent code or a credit code, or null.</summary>
    Task<EnterpriseRef?> FindAsync(string key, CancellationToken cancel = default);

    /// <summary>Enterprises by credit code (normalised, 18 characters); those not found are missing from the answer.</summary>
    Task<IReadOnlyDictionary<string, EnterpriseRef>> ByCreditCodesAsync(IReadOnlyCollection<string> creditCodes, CancellationToken cancel = default);

    /// <summary>Enterprises by id; those not found are missing from the answer.</summary>
    Task<IReadOnlyDictionary<Guid, EnterpriseRef>> ByIdsAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancel = default);

    /// <summary>Enterprises that bear, bore or are called by this very name (blanks, width, case and punctuation do not
    /// count). Several only when the name does not tell them apart.</summary>
    Task<IReadOnlyList<EnterpriseRef>> ByNameAsync(string name, CancellationToken cancel = default);

    /// <summary>Enterprises whose names, codes or pinyin initials contain the text, in order of name.</summary>
    Task<IReadOnlyList<EnterpriseRef>> SuggestAsync(string text, int most, CancellationToken cancel = default);

    /// <summary>Files that were merged into others the caller may read; few.</summary>
    Task<IReadOnlyList<MergedEnterprise>> MergedAsync(CancellationToken cancel = default);

    /// <summary>All enterprises of the zone in the shape of the event, in order of id, in batches of up to 1000; for rebuilding
    /// what was copied. Reads the whole zone whatever the caller's scope: for commands and jobs of the system.</summary>
    IAsyncEnumerable<IReadOnlyList<EnterpriseSnapshot>> SnapshotsAsync(CancellationToken cancel = default);

    /// <summary>Enterprises the caller may read with an above-scale listing of any kind in force on a day.</summary>
    Task<IReadOnlySet<Guid>> ListedAsync(DateOnly day, CancellationToken cancel = default);

    /// <summary>All parks of the zone, in order of name.</summary>
    Task<IReadOnlyList<ParkRef>> ParksAsync(CancellationToken cancel = default);

    /// <summary>The park of a name (blanks, width and case do not count), or null.</summary>
    Task<ParkRef?> ParkAsync(string name, CancellationToken cancel = default);
}
