using Jingkai.Enterprises.Domain;
using Jingkai.Platform.Ledgers;

namespace Jingkai.Enterprises.Exchange;

/// <summary>The columns of the enterprise ledger, as zone offices head them.</summary>
internal static class EnterpriseColumns
{
    public const string CreditCode = "creditCode";
    public const string Name = "name";
    public const string FormerNames = "formerNames";
    public const string IndustryCode = "industryCode";
    public const string Park = "park";
    public const string RegisteredOn = "registeredOn";
    public const string ListedSince = "listedSince";
    public const string ListedUntil = "listedUntil";
    public const string Qualifications = "qualifications";
    public const string Land = "landMu";
    public const string ContactName = "contactName";
    public const string ContactPhone = "contactPhone";
    public const string Liaisons = "liaisons";
    public const string ShortNames = "shortNames";
    public const string MovedInOn = "movedInOn";
    public const string MovedOutOn = "movedOutOn";
    public const string Address = "address";
    public const string Products = "products";
    public const string MarketPosition = "marketPosition";
    public const string Floor = "floorAreaM2";
    public const string Staff = "staff";
    public const string Energy = "energyTce";

    public static IReadOnlyList<LedgerColumn> All { get; } =
    [
        new(CreditCode, "统一社会信用代码", ColumnKind.Code) { Required = true, IsKey = true, MaxLength = 40, Aliases = ["信用代码", "社会信用代码", "统一信用代码", "社会统一信用代码", "统一社会信用代码/组织机构代码"] },
        new(Name, "企业名称", ColumnKind.Text) { Required = true, MaxLength = 200, Aliases = ["单位名称", "单位详细名称", "公司名称", "企业全称", "企业"] },
        new(FormerNames, "曾用名", ColumnKind.List) { Aliases = ["曾用名称", "企业曾用名", "原名称"] },
        new(IndustryCode, "行业代码", ColumnKind.Code) { MaxLength = 20, Aliases = ["国民经济行业代码", "行业小类代码", "行业小类", "国标行业代码"] },
        new(Park, "所属园区", ColumnKind.Text) { MaxLength = 100, Aliases = ["园区", "所在园区", "园区名称", "所属载体"] },
        new(RegisteredOn, "注册日期", ColumnKind.Date) { Aliases = ["成立日期", "注册时间", "成立时间", "注册登记日期"] },
        new(ListedSince, "规上入库日期", ColumnKind.Date) { Aliases = ["入库日期", "规上入库时间", "入规日期", "入统日期", "上规日期"] },
        new(ListedUntil, "规上退出日期", ColumnKind.Date) { Aliases = ["退出日期", "退库日期", "规上退库日期", "退规日期"] },
        new(Qualifications, "资质", ColumnKind.List) { Aliases = ["企业资质", "资质荣誉", "资质称号"] },
        new(Land, "占地面积", ColumnKind.Number) { Unit = "亩", Aliases = ["用地面积", "土地面积", "占地"] },
        new(ContactName, "联系人", ColumnKind.Text) { MaxLength = 50, Aliases = ["企业联系人", "联系人姓名"] },
        new(ContactPhone, "联系电话", ColumnKind.Code) { MaxLength = 100, Aliases = ["电话", "手机", "手机号", "联系方式", "联系人电话"] },
        new(Liaisons, "联企干部", ColumnKind.List) { Aliases = ["驻企服务员", "联系干部", "服务专员", "驻企干部", "助企干部"] },
        new(ShortNames, "简称", ColumnKind.List) { Aliases = ["企业简称", "单位简称"] },
        new(MovedInOn, "迁入日期", ColumnKind.Date) { Aliases = ["入驻日期", "入驻时间", "迁入时间", "入园日期"] },
        new(MovedOutOn, "迁出日期", ColumnKind.Date) { Aliases = ["迁出时间", "搬离日期"] },
        new(Address, "经营地址", ColumnKind.Text) { MaxLength = 200, Aliases = ["地址", "企业地址", "单位地址", "详细地址", "生产经营地址", "通讯地址"] },
        new(Products, "主导产品", ColumnKind.Text) { MaxLength = 500, Aliases = ["主要产品", "主营产品", "主营业务"] },
        new(MarketPosition, "市场地位", ColumnKind.Text) { MaxLength = 500, Aliases = ["行业地位", "行业竞争优势", "竞争优势"] },
        new(Floor, "厂房面积", ColumnKind.Number) { Unit = "平方米", Aliases = ["厂房建筑面积", "建筑面积"] },
        new(Staff, "职工人数", ColumnKind.Number) { Unit = "人", Aliases = ["员工人数", "员工数", "用工人数"] },
        new(Energy, "年综合能耗", ColumnKind.Number) { Unit = "吨标准煤", Aliases = ["综合能耗", "年能耗", "能源消费总量"] },
        .. PlainFields.All.Select(f => new LedgerColumn(f.Name, f.Heading, f.Kind switch
        {
            PlainKind.Percent => ColumnKind.Percent,
            PlainKind.Whole or PlainKind.Area => ColumnKind.Number,
            PlainKind.Date => ColumnKind.Date,
            _ => ColumnKind.Text,
        })
        { MaxLength = f.Longest, Aliases = f.Aliases, Unit = f.Kind == PlainKind.Area ? "平方米" : null }),
    ];
}
