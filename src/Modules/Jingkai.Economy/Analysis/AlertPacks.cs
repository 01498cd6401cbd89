using Jingkai.Platform.RulePacks.Keeping;
using Jingkai.Rules;

namespace Jingkai.Economy.Analysis;

/// <summary>The packs that decide what is an alert: of each the text the zone adopted, else the one that ships.</summary>
internal sealed class AlertPacks
{
    public const string Growth = "growth-negative";
    public const string Behind = "behind-time-progress";
    public const string Below = "below-comparison";
    public const string Outlier = "outlier-month";
    public const string Late = "late-report";

    public static IReadOnlyList<string> Names { get; } = [Growth, Behind, Below, Outlier, Late];

    private static readonly Lazy<AlertPacks> Standard = new(() =>
    {
        var shelf = new PackShelf();
        return new(Names.ToDictionary(n => n, n => shelf.Check(shelf.Shipped[n]).Pack!, StringComparer.Ordinal), null);
    });

    private readonly IReadOnlyDictionary<string, RulePack> packs;
    private readonly AlertPacks? shipped;

    private AlertPacks(IReadOnlyDictionary<string, RulePack> packs, AlertPacks? shipped) => (this.packs, this.shipped) = (packs, shipped);

    /// <summary>Those that ship.</summary>
    public static AlertPacks Shipped => Standard.Value;

    /// <summary>The pack of a name.</summary>
    public RulePack this[string name] => packs.GetValueOrDefault(name) ?? Shipped.packs[name];

    /// <summary>Whether the zone's own words decide, and not those that ship.</summary>
    public bool IsOwn(string name) => shipped is not null && this[name].Hash != Shipped.packs[name].Hash;

    /// <summary>The texts in force in the zone on a day.</summary>
    public static async Task<AlertPacks> ReadAsync(PackLibrary library, DateOnly on, CancellationToken cancel) => new(await library.InForceAsync(Names, on, cancel), Shipped);
}
