using Jingkai.Kernel;
using Jingkai.Platform.Data;

namespace Jingkai.Enterprises.Domain;

/// <summary>供需链: who supplies a product to whom. One row stands for both ends, so that what one side recorded is seen on the other's page
/// and is never there twice; each end has its own share. At least one end is a file of the register, the other may be a name.</summary>
internal sealed class SupplyLink : ZoneEntity, IAudited
{
    /// <summary>The file that supplies; null: the outside name does.</summary>
    public Guid? SupplierId { get; set; }

    /// <summary>The file that buys; null: the outside name does.</summary>
    public Guid? BuyerId { get; set; }

    /// <summary>The end that is no file of the register.</summary>
    public string? OutsideName { get; set; }

    /// <summary>Its name normalised; empty when both ends are files.</summary>
    public string OutsideKey { get; set; } = "";

    /// <summary>Where that one is.</summary>
    public string? OutsidePlace { get; set; }

    public string Product { get; set; } = "";

    /// <summary>Normalised: blanks, width, case and punctuation do not make another product.</summary>
    public string ProductKey { get; set; } = "";

    /// <summary>Pinyin order of the product.</summary>
    public string SortKey { get; set; } = "";

    /// <summary>Share of the supplier's sales in 1/100 per cent.</summary>
    public int? SalesE2 { get; set; }

    /// <summary>Share of the buyer's purchases in 1/100 per cent.</summary>
    public int? PurchasesE2 { get; set; }

    public string? Source { get; set; }

    /// <summary>The day it describes.</summary>
    public DateOnly? AsOf { get; set; }

    /// <summary>Who confirmed it; null: not confirmed yet.</summary>
    public string? ConfirmedBy { get; set; }

    /// <summary>Both ends and the product as one text: no two live rows have the same.</summary>
    public string PairKey { get; set; } = "";

    public Guid? ById { get; set; }

    public string ByName { get; set; } = "";

    public DateTime At { get; set; }

    public DateTime? VoidedAt { get; set; }

    public string? VoidedBy { get; set; }

    public string? VoidReason { get; set; }

    public string AuditLabel => Product;

    /// <summary>The end that a file is; null: it is none of them.</summary>
    public LinkDirection? DirectionOf(Guid file) => SupplierId == file ? LinkDirection.Supplies : BuyerId == file ? LinkDirection.Buys : null;

    /// <summary>Brings the keys up to date with ends and product.</summary>
    public void Index()
    {
        (ProductKey, SortKey, OutsideKey) = (TextNormal.SearchKey(Product), TextNormal.SortKey(Product), TextNormal.SearchKey(OutsideName));
        PairKey = KeyOf(SupplierId, BuyerId, OutsideKey, ProductKey);
    }

    // A line break is in no key, so that two rows have one key only when all three parts are the same.
    public static string KeyOf(Guid? supplier, Guid? buyer, string outsideKey, string productKey) => $"{End(supplier, outsideKey)}\n{End(buyer, outsideKey)}\n{productKey}";

    private static string End(Guid? file, string outsideKey) => file is { } id ? id.ToString("N") : "~" + outsideKey;
}

/// <summary>Which end of a link an enterprise is.</summary>
internal enum LinkDirection
{
    Supplies,
    Buys,
}
