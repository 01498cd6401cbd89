using System.Globalization;
using Jingkai.Enterprises.Contracts;
using Jingkai.Enterprises.Domain;
using Jingkai.Enterprises.Register;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Jingkai.Platform.Numbering;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Supply;

/// <summary>A link as it is handed in, seen from the enterprise in the address. When one is changed, direction and counterpart stay.</summary>
/// <param name="Direction">supplies or buys.</param>
/// <param name="Product">The product.</param>
/// <param name="Counterpart">Code or name of an enterprise of the register, or the name of one outside.</param>
/// <param name="Place">Where one outside is.</param>
/// <param name="Share">Per cent of the sales or purchases of the enterprise in the address.</param>
/// <param name="Source">Where it comes from; the way of entry when absent.</param>
/// <param name="AsOf">The day it describes; today when absent.</param>
internal sealed record NewLink(string? Direction, string? Product, string? Counterpart, string? Place = null, decimal? Share = null, string? Source = null, DateOnly? AsOf = null);

/// <summary>Writes links. The office writes all, a liaison those of the enterprises looked after, an enterprise its own, which wait for one
/// of the others to confirm them.</summary>
internal sealed class LinkService(JingkaiDbContext db, IEnterpriseDirectory directory, LinkReader reader, TimeProvider clock)
{
    /// <summary>Held by whoever writes links, so that of two who record the same one sees the other.</summary>
    public const string Series = "supply-links";

    private const int LongestProduct = 100, LongestName = 200, LongestPlace = 100, LongestSource = 200, LongestReason = 500;

    public Task<Result<SupplyLinkView>> CreateAsync(string key, NewLink wanted, CancellationToken cancel) => WriteAsync(key, async file =>
    {
        if (Direction(wanted.Direction) is not { } direction) return Errors.BadDirection(wanted.Direction);
        var link = new SupplyLink { ZoneId = db.ZoneId, ById = db.Actor.MemberId, ByName = Me, At = clock.Now() };
        var wrong = new List<Error>();
        Guid? other = null;
        if ((await PartnerAsync(wanted.Counterpart, cancel)).Try(out var partner, out var error)) (other, link.OutsideName) = (partner?.Id, partner is null ? TextNormal.Clean(wanted.Counterpart) : null);
        else wrong.Add(error);
        if (other == file.Id) wrong.Add(Errors.SameEnterprise);
        (link.SupplierId, link.BuyerId) = direction == LinkDirection.Supplies ? ((Guid?)file.Id, other) : (other, file.Id);
        if (await FillAsync(link, direction, wanted, wrong, cancel) is { } refusal) return refusal;
        db.Add(link);
        await SaveAsync(link, new Dictionary<Guid, (Enterprise File, string Line)>(), cancel);
        return link;
    }, cancel);

    /// <summary>Changes product, place, share, source and day. An enterprise's own account sets its share on any link of its own.</summary>
    public Task<Result<SupplyLinkView>> ChangeAsync(string key, Guid id, NewLink wanted, int? version, CancellationToken cancel) => ChangeAsync(key, id, version, async (link, direction) =>
    {
        if (Restricted && !Mine(link) && (TextNormal.SearchKey(wanted.Product) != link.ProductKey || (link.OutsideName is not null && TextNormal.Clean(wanted.Place) != (link.OutsidePlace ?? "")))) return Errors.NotYours;
        return await FillAsync(link, direction, wanted, [], cancel);
    }, cancel);

    /// <summary>Says that a link is still true, as of today.</summary>
    public Task<Result<SupplyLinkView>> ConfirmAsync(string key, Guid id, int? version, CancellationToken cancel) => ChangeAsync(key, id, version, (link, _) =>
    {
        if (Restricted) return Task.FromResult<Error?>(ApiErrors.NotPermitted);
        (link.AsOf, link.ConfirmedBy) = (db.Today, Me);
        return Task.FromResult<Error?>(null);
    }, cancel);

    public Task<Result<SupplyLinkView>> VoidAsync(string key, Guid id, string? why, int? version, CancellationToken cancel) => ChangeAsync(key, id, version, (link, _) =>
    {
        var reason = TextNormal.Clean(why);
        Error? refusal = Restricted && !Mine(link) ? Errors.NotYours : reason.Length == 0 ? Register.Errors.ReasonRequired : reason.Length > LongestReason ? Register.Errors.TooLong("reason", LongestReason) : null;
        if (refusal is null) (link.VoidedAt, link.VoidedBy, link.VoidReason) = (clock.Now(), Me, reason);
        return Task.FromResult(refusal);
    }, cancel);

    /// <summary>What the actor may do with a live link of an enterprise in reach.</summary>
    internal static IReadOnlyList<string> MovesOf(JingkaiDbContext db, SupplyLink link) =>
        !RestrictedIn(db) ? ["change", "confirm", "void"] : Mine(db, link) ? ["change", "void"] : ["change"];

    /// <summary>The direction meant by a word of the interface or of a ledger.</summary>
    internal static LinkDirection? Direction(string? text) => TextNormal.HalfWidth(text).Trim() switch
    {
        "supplies" or "供应" or "供货" or "销售" or "供" or "供给" => LinkDirection.Supplies,
        "buys" or "采购" or "购买" or "需求" or "需" or "采" => LinkDirection.Buys,
        _ => null,
    };

    /// <summary>How the trail of one end writes a link: what concerns the other end alone is left out.</summary>
    internal static string Line(SupplyLink link, LinkDirection side, string counterpart)
    {
        var share = Share.Percent(side == LinkDirection.Supplies ? link.SalesE2 : link.PurchasesE2);
        var text = side == LinkDirection.Supplies ? $"供应 {link.Product} → {counterpart}" : $"采购 {link.Product} ← {counterpart}";
        return share is { } percent ? $"{text} {percent.ToString("0.##", CultureInfo.InvariantCulture)}%" : text;
    }

    private Task<Result<SupplyLinkView>> ChangeAsync(string key, Guid id, int? version, Func<SupplyLink, LinkDirection, Task<Error?>> change, CancellationToken cancel) => WriteAsync(key, async file =>
    {
        var link = await db.Set<SupplyLink>().AsTracking().FirstOrDefaultAsync(l => l.Id == id && (l.SupplierId == file.Id || l.BuyerId == file.Id), cancel);
        if (link is null) return ApiErrors.NotFound;
        if (link.VoidedAt is not null) return Errors.VoidedLink;
        if (version is { } seen && seen != link.Version) return ApiErrors.Stale;
        var before = await LinesAsync(link, cancel);
        if (await change(link, link.DirectionOf(file.Id)!.Value) is { } refusal) return refusal;
        await SaveAsync(link, before, cancel);
        return link;
    }, cancel);

    private Task<Result<SupplyLinkView>> WriteAsync(string key, Func<Enterprise, Task<Result<SupplyLink>>> write, CancellationToken cancel) => db.InTransactionAsync<SupplyLinkView>(async () =>
    {
        await NumberSeries.HoldAsync(db, Series, cancel);
        var file = await EnterpriseKey.Find(db, key).AsNoTracking().FirstOrDefaultAsync(cancel) ?? await EnterpriseKey.GoneAsync(db, key, cancel);
        if (file is null) return ApiErrors.NotFound;
        if (file.MergedIntoId is not null) return Merging.Errors.MergedInto(await RegisterService.FollowAsync(db, file, cancel));
        if (file.VoidedAt is not null) return Register.Errors.Voided;
        if (!await db.Set<Enterprise>().AsNoTracking().Where(RegisterScope.Of(db, EnterprisesPermissions.Confirm)).AnyAsync(e => e.Id == file.Id, cancel)) return ApiErrors.NotPermitted;
        if (!(await write(file)).Try(out var link, out var error)) return error;
        return (await reader.OneAsync(file.Id, link.Id, cancel))!;
    }, cancel);

    /// <summary>Reads what was handed in into a link; all that is wrong is told at once.</summary>
    private async Task<Error?> FillAsync(SupplyLink link, LinkDirection side, NewLink wanted, List<Error> wrong, CancellationToken cancel)
    {
        string? Text(string field, string? text, int longest)
        {
            var clean = TextNormal.Clean(text);
            if (clean.Length > longest) wrong.Add(Register.Errors.TooLong(field, longest));
            return clean.Length == 0 ? null : clean;
        }

        var product = Text("product", wanted.Product, LongestProduct);
        if (TextNormal.SearchKey(product).Length == 0) wrong.Add(ApiErrors.Required("product"));
        var place = Text("place", wanted.Place, LongestPlace);
        Text("counterpart", link.OutsideName, LongestName);
        int? share = null;
        if (wanted.Share is { } percent && (share = Share.E2(percent)) is null) wrong.Add(Errors.BadShare);
        if (wanted.AsOf > db.Today) wrong.Add(Errors.InFuture);
        var source = Text("source", wanted.Source, LongestSource) ?? (Restricted ? $"企业自报（{Me}）" : RuleContext.SourceOf(db.Actor.Via));
        if (wrong.Count > 0) return ApiErrors.Invalid(wrong);
        link.Product = product!;
        link.OutsidePlace = link.OutsideName is null ? null : place;
        if (side == LinkDirection.Supplies) link.SalesE2 = share;
        else link.PurchasesE2 = share;
        // What was written anew waits to be confirmed.
        (link.Source, link.AsOf, link.ConfirmedBy) = (source, wanted.AsOf ?? db.Today, null);
        link.Index();
        // Whoever sees one end may not see the other: that such a link is there is told all the same, for they know both ends.
        var taken = await db.Set<SupplyLink>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsNoTracking().AnyAsync(l => l.PairKey == link.PairKey && l.VoidedAt == null && l.Id != link.Id, cancel);
        return taken ? Errors.AlreadyLinked : null;
    }

    /// <summary>The enterprise of the register that is meant; null: one outside.</summary>
    private async Task<Result<EnterpriseRef?>> PartnerAsync(string? text, CancellationToken cancel)
    {
        var name = TextNormal.Clean(text);
        if (TextNormal.SearchKey(name).Length == 0) return ApiErrors.Required("counterpart");
        if (await directory.FindAsync(name, cancel) is { } coded) return coded;
        if (LooksLikeCode(name)) return Errors.UnknownCounterpart(name);
        return await directory.ByNameAsync(name, cancel) switch
        {
            [] => Result.Ok<EnterpriseRef?>(null),
            [var only] => only,
            _ => Errors.AmbiguousCounterpart(name),
        };
    }

    /// <summary>A text that can only be a code: taken for a name it would hide a mistake.</summary>
    internal static bool LooksLikeCode(string text)
    {
        var plain = TextNormal.HalfWidth(text).Trim();
        return plain.Length is >= 9 and <= 20 && plain.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && plain.Count(char.IsAsciiDigit) >= 5;
    }

    private async Task SaveAsync(SupplyLink link, IReadOnlyDictionary<Guid, (Enterprise File, string Line)> before, CancellationToken cancel)
    {
        var after = link.VoidedAt is null ? await LinesAsync(link, cancel) : new Dictionary<Guid, (Enterprise File, string Line)>();
        var now = clock.Now();
        foreach (var id in before.Keys.Union(after.Keys))
        {
            static FieldValues Values(IReadOnlyDictionary<Guid, (Enterprise File, string Line)> lines, Guid id) => lines.TryGetValue(id, out var end) ? new() { ["supplyLinks"] = new List<string> { end.Line } } : [];
            RegisterTrail.Record(db, now, "changed", (before.GetValueOrDefault(id).File ?? after[id].File), Values(before, id), Values(after, id));
        }

        await db.SaveChangesAsync(cancel);
    }

    /// <summary>The link as the trail of each of its files tells it.</summary>
    private async Task<Dictionary<Guid, (Enterprise File, string Line)>> LinesAsync(SupplyLink link, CancellationToken cancel)
    {
        var ids = new[] { link.SupplierId, link.BuyerId }.OfType<Guid>().ToList();
        var files = await db.Set<Enterprise>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).AsNoTracking().Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, cancel);
        string Name(Guid? id) => id is { } file ? files[file].Name : link.OutsideName ?? "";
        return files.ToDictionary(f => f.Key, f => (f.Value, Line(link, link.DirectionOf(f.Key)!.Value, Name(link.SupplierId == f.Key ? link.BuyerId : link.SupplierId))));
    }

    private bool Restricted => RestrictedIn(db);

    private static bool RestrictedIn(JingkaiDbContext db) => !db.SeesAll(EnterprisesPermissions.Confirm) && !db.SeesBy(EnterprisesPermissions.Confirm, Scope.Assigned);

    private bool Mine(SupplyLink link) => Mine(db, link);

    private static bool Mine(JingkaiDbContext db, SupplyLink link) => link.ById is { } by && by == db.Actor.MemberId && link.ConfirmedBy is null;

    private string Me => db.Actor.DisplayName.Length > 0 ? db.Actor.DisplayName : db.Actor.UserName;
}
