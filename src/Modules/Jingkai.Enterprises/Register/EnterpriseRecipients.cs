using Jingkai.Enterprises.Contracts;
using Jingkai.Platform.Documents;

namespace Jingkai.Enterprises.Register;

/// <summary>Enterprises as what official papers go to.</summary>
internal sealed class EnterpriseRecipients(IEnterpriseDirectory enterprises) : IDocumentRecipients
{
    public async Task<DocumentRecipient?> FindAsync(string code, CancellationToken cancel = default) => Of(await enterprises.FindAsync(code, cancel));

    public async Task<DocumentRecipient?> FindAsync(Guid id, CancellationToken cancel = default) => Of((await enterprises.ByIdsAsync([id], cancel)).GetValueOrDefault(id));

    private static DocumentRecipient? Of(EnterpriseRef? found) => found is null ? null : new(found.Id, found.Code, found.Name);
}
