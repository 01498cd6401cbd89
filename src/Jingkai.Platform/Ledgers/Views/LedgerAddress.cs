namespace Jingkai.Platform.Ledgers.Views;

/// <summary>A page with a list whose state stands in its address, so that readers can keep it under a name. Registered by the
/// module that has the page; whoever keeps and offers views knows no module.</summary>
/// <param name="Code">Stable code, that of the ledger where there is one.</param>
/// <param name="TitleKey">Resource key of what the list is called.</param>
/// <param name="Path">Path of the page below <c>/z/{zone}</c>.</param>
/// <param name="Permission">Who may open it.</param>
/// <param name="Filters">Names of its filters in the address.</param>
public sealed record LedgerAddress(string Code, string TitleKey, string Path, string Permission, params string[] Filters)
{
    private static readonly string[] Arrangement = ["sort", "cols", "size"];

    /// <summary>Resource keys of what the filters are called, by name; a filter without one shows as it stands in the address.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Beginnings of resource keys of what the values are called, by name of the filter: the value follows.</summary>
    public IReadOnlyDictionary<string, string> ValueKeys { get; init; } = new Dictionary<string, string>();

    /// <summary>Says a value in words no resource holds (a code of a classification), from filter and value; null where it has none.</summary>
    public Func<string, string, string?>? Spoken { get; init; }

    /// <summary>The names that a view may hold: filters, order, columns and page size; never the page number.</summary>
    public IReadOnlyList<string> Names { get; } = [.. Filters, .. Arrangement];
}
