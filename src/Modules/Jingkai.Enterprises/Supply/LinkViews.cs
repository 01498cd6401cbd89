using Jingkai.Enterprises.Domain;
using Jingkai.Enterprises.Register;

namespace Jingkai.Enterprises.Supply;

/// <summary>One end of a link.</summary>
/// <param name="Name">Name now.</param>
/// <param name="Code">Permanent code; null: no file of the register, or none that the reader may see. The two look alike.</param>
/// <param name="Place">Where an outside end is, when somebody said so.</param>
internal sealed record LinkParty(string Name, string? Code, string? Place);

/// <summary>A link as a reader sees it.</summary>
/// <param name="Direction">supplies or buys, seen from the enterprise asked about; null in lists.</param>
/// <param name="SalesShare">Per cent of the supplier's sales; told only to those who may see the supplier's file.</param>
/// <param name="PurchaseShare">Per cent of the buyer's purchases; likewise of the buyer's.</param>
/// <param name="Moves">What the reader may do with it: change, confirm, void.</param>
internal sealed record SupplyLinkView(
    Guid Id, string? Direction, LinkParty Supplier, LinkParty Buyer, string Product, decimal? SalesShare, decimal? PurchaseShare, string? Source, DateOnly? AsOf, string? ConfirmedBy,
    string By, DateTime At, int Version, VoidedView? Voided, IReadOnlyList<string> Moves)
{
    /// <summary>The other end.</summary>
    internal LinkParty Counterpart => Direction == Kebab.Of(LinkDirection.Buys) ? Supplier : Buyer;

    /// <summary>The share of the enterprise asked about.</summary>
    internal decimal? Share => Direction == Kebab.Of(LinkDirection.Buys) ? PurchaseShare : SalesShare;

    /// <summary>The end whose page it is opened on.</summary>
    internal LinkParty Home => Supplier.Code is not null ? Supplier : Buyer;
}

/// <summary>A product of which the zone lacks one side, or whose two sides in the zone do not deal with each other.</summary>
/// <param name="Product">As most rows write it.</param>
/// <param name="Kind">no-supplier, no-buyer or unmatched.</param>
/// <param name="Enterprises">The enterprises of the zone that buy it, or of no-buyer that supply it.</param>
/// <param name="Outside">With whom they deal instead.</param>
/// <param name="Candidates">Enterprises of the zone that may fill the gap: those that supply it, or name it among their leading products.</param>
internal sealed record SupplyGap(string Product, string Kind, IReadOnlyList<LinkParty> Enterprises, IReadOnlyList<string> Outside, IReadOnlyList<LinkParty> Candidates);

/// <summary>Per cents with two decimals.</summary>
internal static class Share
{
    public static decimal? Percent(int? e2) => e2 / 100m;

    /// <summary>The stored number, or null when the share is none.</summary>
    public static int? E2(decimal percent) => percent is > 0 and <= 100 && percent * 100 == decimal.Truncate(percent * 100) ? decimal.ToInt32(percent * 100) : null;
}
