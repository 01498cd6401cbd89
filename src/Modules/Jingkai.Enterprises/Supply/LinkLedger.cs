using System.Runtime.CompilerServices;
using Jingkai.Enterprises.Contracts;
using Jingkai.Enterprises.Domain;
using Jingkai.Enterprises.Register;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Jingkai.Platform.Ledgers;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Supply;

/// <summary>The links in and out of Excel. A row is a link seen from one enterprise: a link between two files of the register goes out as two
/// rows, each with the share of its own side, and both come in as one.</summary>
internal sealed class LinkLedger(JingkaiDbContext db, LinkReader reader, IEnterpriseDirectory directory, ImportContext import, TimeProvider clock) : ILedger
{
    public const string LedgerCode = "supply-links";

    public string Code => LedgerCode;

    public string TitleKey => "enterprises.supply.title";

    public string ReadPermission => EnterprisesPermissions.Read;

    public string WritePermission => EnterprisesPermissions.Import;

    public IReadOnlyList<LedgerColumn> Columns => LinkColumns.All;

    public async Task<IImportSession> BeginImportAsync(CancellationToken cancel) =>
        new LinkImport(db, clock, await LinkBook.LoadAsync(db, directory, cancel), import.FileName ?? RuleContext.SourceOf("job"));

    public async IAsyncEnumerable<IReadOnlyList<object?>> ExportAsync(IQueryCollection filters, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (!LinkFilter.Parse(filters).Try(out var filter, out var error)) throw new LedgerRefusal(error);
        var links = await reader.AllAsync(filter, cancel);
        var codes = links.SelectMany(l => new[] { l.Supplier.Code, l.Buyer.Code }).OfType<string>().Distinct().ToList();
        var credit = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var chunk in codes.Chunk(1000))
            foreach (var file in await db.Set<Enterprise>().AsNoTracking().Where(e => chunk.Contains(e.Code)).Select(e => new { e.Code, e.CreditCode }).ToListAsync(cancel)) credit[file.Code] = file.CreditCode;
        string? Credit(LinkParty party) => party.Code is { } code ? credit.GetValueOrDefault(code) ?? code : null;
        foreach (var link in links)
        {
            if (link.Supplier.Code is not null) yield return Row(link.Supplier, "供应", link.Buyer, link.SalesShare, link);
            if (link.Buyer.Code is not null) yield return Row(link.Buyer, "采购", link.Supplier, link.PurchaseShare, link);
        }

        object?[] Row(LinkParty own, string direction, LinkParty other, decimal? share, SupplyLinkView link) =>
            [Credit(own), own.Name, direction, link.Product, other.Name, Credit(other), other.Place, share, link.Source, link.AsOf, link.ConfirmedBy];
    }
}

/// <summary>The columns of the ledger of links.</summary>
internal static class LinkColumns
{
    public const string Code = "creditCode", Name = "name", Direction = "direction", Product = "product", Counterpart = "counterpart", CounterpartCode = "counterpartCode",
        Place = "place", Share = "share", Source = "source", AsOf = "asOf", ConfirmedBy = "confirmedBy";

    public static IReadOnlyList<LedgerColumn> All { get; } =
    [
        new(Code, "统一社会信用代码", ColumnKind.Code) { Required = true, IsKey = true, Alternative = "enterprise", MaxLength = 40, Aliases = ["信用代码", "企业编号"] },
        new(Name, "企业名称", ColumnKind.Text) { Required = true, IsKey = true, Alternative = "enterprise", MaxLength = 200, Aliases = ["单位名称", "公司名称", "企业"] },
        new(Direction, "供需方向", ColumnKind.Text) { Required = true, IsIdentity = true, MaxLength = 20, Aliases = ["方向", "供应或采购"] },
        new(Product, "产品", ColumnKind.Text) { Required = true, IsIdentity = true, MaxLength = 100, Aliases = ["产品名称", "供需产品", "物料", "配套产品"] },
        new(Counterpart, "往来单位", ColumnKind.Text) { Required = true, IsIdentity = true, MaxLength = 200, Aliases = ["对方单位", "上下游企业", "客户或供应商", "配套企业"] },
        new(CounterpartCode, "往来单位代码", ColumnKind.Code) { IsIdentity = true, MaxLength = 40, Aliases = ["往来单位统一社会信用代码", "对方单位代码"] },
        new(Place, "往来单位所在地", ColumnKind.Text) { MaxLength = 100, Aliases = ["对方所在地", "所在地"] },
        new(Share, "占比", ColumnKind.Percent) { Aliases = ["占采购或销售比重", "占采购比重", "占销售比重", "采购占比", "销售占比"] },
        new(Source, "来源", ColumnKind.Text) { MaxLength = 200, Aliases = ["数据来源"] },
        new(AsOf, "数据日期", ColumnKind.Date) { Aliases = ["截至日期", "时点"] },
        new(ConfirmedBy, "核实人", ColumnKind.Text) { MaxLength = 50, Aliases = ["核实人员", "确认人"] },
    ];
}
