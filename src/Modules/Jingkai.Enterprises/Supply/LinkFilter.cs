using Jingkai.Enterprises.Domain;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Microsoft.AspNetCore.Http;

namespace Jingkai.Enterprises.Supply;

/// <summary>Filter and order of the links as they stand in an address; one for list, page and export.</summary>
internal sealed record LinkFilter
{
    public static IReadOnlyList<string> Names { get; } = ["q", "product", "ends", "confirmed", "voided"];

    public static IReadOnlyList<string> Sorts { get; } = ["product", "asOf", "at"];

    /// <summary>What one of the ends is called, or its code.</summary>
    public string? Text { get; private init; }

    /// <summary>Part of the product.</summary>
    public string? Product { get; private init; }

    /// <summary>inside: both ends are in the register; outside: one is not.</summary>
    public string? Ends { get; private init; }

    public bool? Confirmed { get; private init; }

    public bool Voided { get; private init; }

    public string Sort { get; private init; } = "product";

    public bool Descending { get; private init; }

    public static Result<LinkFilter> Parse(IQueryCollection query)
    {
        string? Value(string name) => query[name].FirstOrDefault() is { Length: > 0 } text ? text : null;
        static bool? Truth(string? text) => text switch { "true" => true, "false" => false, _ => null };
        var sort = Value("sort") ?? "product";
        var key = sort.StartsWith('-') ? sort[1..] : sort;
        if (!Sorts.Contains(key)) return ApiErrors.BadSort(Shown(sort), Sorts);
        if (Value("ends") is { } ends and not ("inside" or "outside")) return ApiErrors.BadFilter("ends", Shown(ends));
        foreach (var name in (string[])["confirmed", "voided"])
            if (Value(name) is { } text && Truth(text) is null) return ApiErrors.BadFilter(name, Shown(text));
        return new LinkFilter
        {
            Text = TextNormal.SearchKey(Value("q")) is { Length: > 0 } wanted ? wanted : null,
            Product = TextNormal.SearchKey(Value("product")) is { Length: > 0 } product ? product : null,
            Ends = Value("ends"),
            Confirmed = Truth(Value("confirmed")),
            Voided = Truth(Value("voided")) ?? false,
            Sort = key,
            Descending = sort.StartsWith('-'),
        };
    }

    /// <summary>All but the names of the ends, which a reader below the zone's scope is answered from what is shown.</summary>
    public IQueryable<SupplyLink> Apply(IQueryable<SupplyLink> links)
    {
        links = Voided ? links.Where(l => l.VoidedAt != null) : links.Where(l => l.VoidedAt == null);
        if (Product is { } product) links = links.Where(l => l.ProductKey.Contains(product));
        if (Ends == "inside") links = links.Where(l => l.SupplierId != null && l.BuyerId != null);
        if (Ends == "outside") links = links.Where(l => l.SupplierId == null || l.BuyerId == null);
        if (Confirmed is { } confirmed) links = links.Where(l => (l.ConfirmedBy != null) == confirmed);
        return links;
    }

    public IOrderedQueryable<SupplyLink> Order(IQueryable<SupplyLink> links) => (Sort, Descending) switch
    {
        ("asOf", false) => links.OrderBy(l => l.AsOf == null).ThenBy(l => l.AsOf).ThenBy(l => l.Id),
        ("asOf", true) => links.OrderBy(l => l.AsOf == null).ThenByDescending(l => l.AsOf).ThenByDescending(l => l.Id),
        ("at", false) => links.OrderBy(l => l.At).ThenBy(l => l.Id),
        ("at", true) => links.OrderByDescending(l => l.At).ThenByDescending(l => l.Id),
        (_, false) => links.OrderBy(l => l.SortKey).ThenBy(l => l.Id),
        _ => links.OrderByDescending(l => l.SortKey).ThenByDescending(l => l.Id),
    };

    private static string Shown(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
