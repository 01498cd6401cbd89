using System.Globalization;
using Jingkai.Enterprises.Contracts;
using Jingkai.Enterprises.Domain;
using Jingkai.Kernel;
using Jingkai.Platform.Audit;
using Jingkai.Platform.Data;
using Jingkai.Platform.Ledgers;
using Jingkai.Platform.Numbering;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Supply;

/// <summary>The enterprises of the register by code and by every name, for a file whose rows name them.</summary>
internal sealed class LinkBook
{
    private readonly Dictionary<string, EnterpriseRef> byCode = new(StringComparer.Ordinal);
    private readonly ILookup<string, EnterpriseRef> byName;

    private LinkBook(ILookup<string, EnterpriseRef> byName) => this.byName = byName;

    public static async Task<LinkBook> LoadAsync(JingkaiDbContext db, IEnterpriseDirectory directory, CancellationToken cancel)
    {
        var files = await db.Set<Enterprise>().AsNoTracking().Where(e => e.VoidedAt == null).Select(e => new EnterpriseRef(e.Id, e.Code, e.CreditCode, e.Name)).ToListAsync(cancel);
        var names = await db.Set<EnterpriseName>().AsNoTracking().Select(n => new { n.EnterpriseId, n.NameKey }).ToListAsync(cancel);
        var byId = files.ToDictionary(f => f.Id);
        // A name of today means its bearer, whoever else bore it once.
        var today = files.ToLookup(f => TextNormal.SearchKey(f.Name), StringComparer.Ordinal);
        var other = names.Where(n => !today.Contains(n.NameKey) && byId.ContainsKey(n.EnterpriseId)).Select(n => (n.NameKey, File: byId[n.EnterpriseId]));
        var book = new LinkBook(today.SelectMany(g => g.Select(f => (NameKey: g.Key, File: f))).Concat(other).Distinct().ToLookup(n => n.NameKey, n => n.File, StringComparer.Ordinal));
        foreach (var file in files)
        {
            book.byCode[file.Code] = file;
            if (file.CreditCode is { } credit) book.byCode[credit] = file;
        }

        foreach (var gone in await directory.MergedAsync(cancel))
        {
            book.byCode.TryAdd(gone.Code, gone.Into);
            if (gone.CreditCode is { } credit) book.byCode.TryAdd(credit, gone.Into);
        }

        return book;
    }

    public EnterpriseRef? Coded(string code) => byCode.GetValueOrDefault(CreditCode.Parse(code).Try(out var credit, out _) ? credit.Value : TextNormal.HalfWidth(code).Trim().ToUpperInvariant());

    public IReadOnlyList<EnterpriseRef> Named(string name) => [.. byName[TextNormal.SearchKey(name)]];
}

/// <summary>One import of links. What a cell leaves empty stays as it is stored.</summary>
internal sealed class LinkImport(JingkaiDbContext db, TimeProvider clock, LinkBook book, string fileName) : IImportSession
{
    private readonly List<Staged> staged = [];

    public void Judge(LedgerRow row)
    {
        var own = Own(row);
        var direction = row[LinkColumns.Direction] is { HasValue: true, Text: { } word } ? LinkService.Direction(word) : null;
        if (direction is null && row[LinkColumns.Direction].HasValue) row.Reject(LinkColumns.Direction, Errors.BadDirection(row[LinkColumns.Direction].Text));
        var product = row[LinkColumns.Product].Text ?? "";
        if (row[LinkColumns.Product].HasValue && TextNormal.SearchKey(product).Length == 0) row.Reject(LinkColumns.Product, Platform.Api.ApiErrors.Required("product"));
        var (other, name) = Other(row);
        if (own is not null && other?.Id == own.Id) row.Reject(LinkColumns.Counterpart, Errors.SameEnterprise);
        int? share = null;
        if (row[LinkColumns.Share].HasValue && (share = Share.E2(row[LinkColumns.Share].Number)) is null) row.Reject(LinkColumns.Share, Errors.BadShare);
        if (row[LinkColumns.AsOf] is { HasValue: true, Date: var day } && day > db.Today) row.Reject(LinkColumns.AsOf, Errors.InFuture);
        if (row.IsBad || own is null || direction is not { } side) return;
        var (supplier, buyer) = side == LinkDirection.Supplies ? ((Guid?)own.Id, other?.Id) : (other?.Id, own.Id);
        var key = SupplyLink.KeyOf(supplier, buyer, other is null ? TextNormal.SearchKey(name) : "", TextNormal.SearchKey(product));
        row.Identity = $"{side}\n{key}";
        staged.Add(new(row.Number, side, supplier, buyer, other is null ? name : null, product, key, share,
            row[LinkColumns.Place].Text, row[LinkColumns.Source].Text, row[LinkColumns.AsOf].HasValue ? row[LinkColumns.AsOf].Date : null, row[LinkColumns.ConfirmedBy].Text,
            LinkColumns.All.Where(c => row[c.Key].State is CellState.Value or CellState.Clear).Select(c => c.Key).ToHashSet(StringComparer.Ordinal)));
    }

    public async Task<ImportCounts> ApplyAsync(IReadOnlySet<int> excludedRows, bool write, Action<decimal> progress, CancellationToken cancel)
    {
        if (write) await NumberSeries.HoldAsync(db, LinkService.Series, cancel);
        var rows = db.Set<SupplyLink>().Where(l => l.VoidedAt == null);
        var stored = (await (write ? rows.AsTracking() : rows.AsNoTracking()).ToListAsync(cancel)).ToDictionary(l => l.PairKey, StringComparer.Ordinal);
        var (batch, now) = (Guid.CreateVersion7(), clock.Now());
        int inserted = 0, updated = 0, unchanged = 0;
        List<object> before = [], after = [];
        foreach (var row in staged.Where(s => !excludedRows.Contains(s.Row)))
        {
            var isNew = !stored.TryGetValue(row.Key, out var link);
            if (isNew) stored[row.Key] = link = Made(row, now);
            var was = Told(link!);
            Fill(link!, row, isNew);
            var told = Told(link!);
            if (isNew) inserted++;
            else if (was.Equals(told)) unchanged++;
            else updated++;
            if (!isNew && was.Equals(told)) continue;
            if (!isNew) before.Add(was);
            after.Add(told);
            if (write && isNew) db.Add(link!);
        }

        if (write && inserted + updated > 0)
        {
            AuditTrail.Record(db, now, "imported", nameof(SupplyLink), batch.ToString(), LinkLedger.LedgerCode, before.Count == 0 ? null : new { rows = before }, new { inserted, updated, rows = after });
            using (db.SuppressAudit()) await db.SaveChangesAsync(cancel);
        }

        db.ChangeTracker.Clear();
        progress(1);
        return new(inserted, updated, unchanged);
    }

    private EnterpriseRef? Own(LedgerRow row)
    {
        if (row[LinkColumns.Code] is { HasValue: true, Text: { } code })
        {
            if (book.Coded(code) is { } coded) return coded;
            row.Reject(LinkColumns.Code, Errors.UnknownEnterprise(code));
            return null;
        }

        if (row[LinkColumns.Name] is not { HasValue: true, Text: { } name }) return null;
        if (book.Named(name) is [var only]) return only;
        row.Reject(LinkColumns.Name, book.Named(name).Count == 0 ? Errors.UnknownEnterprise(name) : Errors.AmbiguousCounterpart(name));
        return null;
    }

    private (EnterpriseRef? File, string Name) Other(LedgerRow row)
    {
        var name = row[LinkColumns.Counterpart].Text ?? "";
        if (row[LinkColumns.Counterpart].HasValue && TextNormal.SearchKey(name).Length == 0) row.Reject(LinkColumns.Counterpart, Platform.Api.ApiErrors.Required("counterpart"));
        if (row[LinkColumns.CounterpartCode] is { HasValue: true, Text: { } code })
        {
            if (book.Coded(code) is { } coded) return (coded, coded.Name);
            row.Reject(LinkColumns.CounterpartCode, Errors.UnknownCounterpart(code));
            return (null, name);
        }

        switch (book.Named(name))
        {
            case []: return (null, name);
            case [var only]: return (only, only.Name);
            default:
                row.Reject(LinkColumns.Counterpart, Errors.AmbiguousCounterpart(name));
                return (null, name);
        }
    }

    private SupplyLink Made(Staged row, DateTime now)
    {
        var link = new SupplyLink
        {
            ZoneId = db.ZoneId,
            SupplierId = row.Supplier,
            BuyerId = row.Buyer,
            OutsideName = row.Outside,
            Product = row.Product,
            Source = fileName,
            AsOf = db.Today,
            ById = db.Actor.MemberId,
            ByName = db.Actor.DisplayName.Length > 0 ? db.Actor.DisplayName : db.Actor.UserName,
            At = now,
        };
        link.Index();
        return link;
    }

    private void Fill(SupplyLink link, Staged row, bool isNew)
    {
        var was = Told(link);
        bool Says(string column) => row.Said.Contains(column);
        if (Says(LinkColumns.Place)) link.OutsidePlace = link.OutsideName is null ? null : row.Place;
        if (Says(LinkColumns.Share) && row.Side == LinkDirection.Supplies) link.SalesE2 = row.Share;
        if (Says(LinkColumns.Share) && row.Side == LinkDirection.Buys) link.PurchasesE2 = row.Share;
        if (Says(LinkColumns.Source)) link.Source = row.Source;
        if (Says(LinkColumns.AsOf)) link.AsOf = row.AsOf;
        if (Says(LinkColumns.ConfirmedBy)) link.ConfirmedBy = row.ConfirmedBy;
        // What a file changes without naming anybody waits to be confirmed, and describes the day it came in.
        if (isNew || was.Equals(Told(link))) return;
        if (!Says(LinkColumns.ConfirmedBy)) link.ConfirmedBy = null;
        if (!Says(LinkColumns.Source)) link.Source = fileName;
        if (!Says(LinkColumns.AsOf)) link.AsOf = db.Today;
    }

    private static Line Told(SupplyLink l) => new(l.PairKey.Replace('\n', ' '), l.Product, l.OutsideName, l.OutsidePlace, Say(l.SalesE2), Say(l.PurchasesE2), l.Source, l.AsOf, l.ConfirmedBy);

    private static string? Say(int? e2) => Share.Percent(e2)?.ToString(CultureInfo.InvariantCulture);

    /// <summary>A row as it is kept until the whole file is read.</summary>
    private sealed record Staged(
        int Row, LinkDirection Side, Guid? Supplier, Guid? Buyer, string? Outside, string Product, string Key, int? Share, string? Place, string? Source, DateOnly? AsOf, string? ConfirmedBy,
        IReadOnlySet<string> Said);

    /// <summary>A link as the trail of an import tells it.</summary>
    private sealed record Line(string Ends, string Product, string? Outside, string? Place, string? SalesShare, string? PurchaseShare, string? Source, DateOnly? AsOf, string? ConfirmedBy);
}
