using Jingkai.Platform.Data;

namespace Jingkai.Platform.SignOffs;

/// <summary>Who may be asked, for the plans of <see cref="ISignOffKind"/>.</summary>
public sealed class Signatories
{
    private readonly SignOffStore store;

    internal Signatories(SignOffStore store) => this.store = store;

    /// <summary>Active members whose roles grant a permission, but for the owner and the starter of a sign-off.</summary>
    public Task<IReadOnlyList<Guid>> ForAsync(string permission, SignOff signOff, CancellationToken cancel) =>
        store.HoldersOfAsync(permission, [signOff.OwnerId, signOff.StarterId], cancel);
}
