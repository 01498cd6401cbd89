using Jingkai.Enterprises.Contracts;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Cases.Kinds;

namespace Jingkai.Services.Requests;

/// <summary>Enterprises as what cases are about.</summary>
internal sealed class EnterpriseSubject(IEnterpriseDirectory enterprises, Actor actor) : ICaseSubject
{
    public string Kind => "enterprise";

    public async Task<CaseSubject?> FindAsync(string? key, CancellationToken cancel = default)
    {
        // An account of an enterprise speaks for that one only, whatever it writes.
        if (actor.EnterpriseId is { } own) key ??= own.ToString();
        if (key is null) return null;
        var found = Guid.TryParse(key, out var id) ? (await enterprises.ByIdsAsync([id], cancel)).GetValueOrDefault(id)
            : await enterprises.FindAsync(key, cancel) ?? (await enterprises.ByNameAsync(key, cancel) is [var only] ? only : null);
        return found is null || (actor.EnterpriseId is { } mine && mine != found.Id) ? null : Of(found);
    }

    public async Task<IReadOnlyList<CaseSubject>> SuggestAsync(string text, int most, CancellationToken cancel = default) => [.. (await enterprises.SuggestAsync(text, most, cancel)).Select(Of)];

    private static CaseSubject Of(EnterpriseRef found) => new(found.Id, found.Code, found.Name, $"enterprises/{found.Code}");
}
