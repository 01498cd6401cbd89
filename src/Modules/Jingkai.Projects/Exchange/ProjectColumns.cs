using Jingkai.Platform.Ledgers;

namespace Jingkai.Projects.Exchange;

/// <summary>The fields of a project as columns of its ledger. Page, interface and file are read and judged by the same columns; their keys are
/// the names of the interface.</summary>
internal static class ProjectColumns
{
    public const string Code = "code", Name = "name", Aliases = "aliases", Kind = "kind", Stage = "stage", StageOn = "stageOn", NationalCode = "nationalCode", Investor = "investor", Enterprise = "enterprise",
        Industry = "industryCode", Park = "park", Chain = "chain", Unit = "unit", Investment = "totalInvestment", InvestmentBound = "investmentBound", Land = "landMu", LandBound = "landBound",
        YearPlan = "yearPlan", Content = "content", Capacity = "capacity", Address = "address", Longitude = "longitude", Latitude = "latitude", Datum = "datum", Tags = "tags", Sponsor = "sponsor", Attendant = "attendant",
        WallFrom = "wallFrom", WallUntil = "wallUntil", Source = "source", Parent = "parent";

    private const string Any = "project";

    /// <summary>Columns that are days of milestones: which, and which day of it.</summary>
    public static IReadOnlyDictionary<string, (string Milestone, NodeDay Day)> Days { get; } = new Dictionary<string, (string, NodeDay)>(StringComparer.Ordinal)
    {
        ["plannedSignOn"] = ("signed", NodeDay.Planned), ["signedOn"] = ("signed", NodeDay.Reached), ["filedOn"] = ("filed", NodeDay.Reached), ["landOn"] = ("land", NodeDay.Reached), ["permitOn"] = ("building-permit", NodeDay.Reached),
        ["plannedStartOn"] = ("started", NodeDay.Planned), ["promisedStartOn"] = ("started", NodeDay.Promised), ["startedOn"] = ("started", NodeDay.Reached),
        ["plannedLibraryOn"] = ("library", NodeDay.Planned), ["libraryOn"] = ("library", NodeDay.Reached),
        ["plannedCompletionOn"] = ("completed", NodeDay.Planned), ["promisedCompletionOn"] = ("completed", NodeDay.Promised), ["completedOn"] = ("completed", NodeDay.Reached),
        ["plannedProductionOn"] = ("production", NodeDay.Planned), ["productionOn"] = ("production", NodeDay.Reached), ["capacityOn"] = ("capacity", NodeDay.Reached),
    };

    public static IReadOnlyList<LedgerColumn> All { get; } =
    [
        new(Code, "项目编号", ColumnKind.Code) { IsKey = true, MaxLength = 20, Aliases = ["编号"] },
        new(Name, "项目名称", ColumnKind.Text) { Required = true, IsKey = true, MaxLength = 100, Alternative = Any, Aliases = ["项目", "名称"] },
        new(Aliases, "项目别名", ColumnKind.List) { Aliases = ["别名", "曾用名"] },
        new(Kind, "项目类型", ColumnKind.Text) { MaxLength = 20, Aliases = ["类别", "类型", "项目类别"] },
        new(Stage, "阶段", ColumnKind.Text) { MaxLength = 20, Aliases = ["项目阶段", "当前阶段", "进展阶段", "项目状态"] },
        new(StageOn, "到达日期", ColumnKind.Date) { Aliases = ["阶段日期"] },
        new(NationalCode, "项目代码", ColumnKind.Code) { MaxLength = 40, Aliases = ["赋码", "投资项目代码", "国家赋码"] },
        new(Investor, "投资方", ColumnKind.Text) { MaxLength = 200, Aliases = ["投资主体", "投资单位", "投资人"] },
        new(Enterprise, "项目公司", ColumnKind.Text) { MaxLength = 200, Aliases = ["项目单位", "建设单位", "承办企业", "业主单位"] },
        new(Industry, "行业代码", ColumnKind.Code) { MaxLength = 20, Aliases = ["国民经济行业代码"] },
        new(Park, "园区", ColumnKind.Text) { MaxLength = 100, Aliases = ["所在园区", "片区"] },
        new(Chain, "产业链", ColumnKind.Text) { MaxLength = 50, Aliases = ["所属产业链", "产业"] },
        new(Unit, "责任单位", ColumnKind.Text) { MaxLength = 100, Aliases = ["牵头单位", "责任部门"] },
        new(Investment, "总投资", ColumnKind.Number) { Unit = "万元", Aliases = ["计划总投资", "投资总额", "项目总投资"] },
        new(InvestmentBound, "总投资限定", ColumnKind.Text) { MaxLength = 10, Aliases = ["总投资口径"] },
        new(Land, "用地面积", ColumnKind.Number) { Unit = "亩", Aliases = ["占地面积", "总用地面积", "用地"] },
        new(LandBound, "用地限定", ColumnKind.Text) { MaxLength = 10 },
        new(YearPlan, "年度计划投资", ColumnKind.Number) { Unit = "万元", Aliases = ["年度计划", "今年计划投资", "本年计划投资"] },
        new(Content, "建设内容", ColumnKind.Text) { MaxLength = 2000, Aliases = ["建设规模及内容", "主要建设内容", "项目内容"] },
        new(Capacity, "产能", ColumnKind.Text) { MaxLength = 400, Aliases = ["设计产能", "建成后产能"] },
        new(Address, "建设地点", ColumnKind.Text) { MaxLength = 200, Aliases = ["项目地址", "地址"] },
        new(Longitude, "经度", ColumnKind.Number),
        new(Latitude, "纬度", ColumnKind.Number),
        new(Datum, "坐标系", ColumnKind.Text) { MaxLength = 20, Aliases = ["坐标系统", "坐标来源"] },
        new(Tags, "标签", ColumnKind.List) { Aliases = ["清单", "项目标签", "入选清单"] },
        new(Sponsor, "挂钩领导", ColumnKind.Text) { MaxLength = 50, Aliases = ["联系领导", "挂联领导"] },
        new(Attendant, "服务专员", ColumnKind.Text) { MaxLength = 50, Aliases = ["代办员", "店小二", "项目专员"] },
        new("plannedSignOn", "计划签约日期", ColumnKind.Date) { Aliases = ["拟签约日期", "拟签约时间"] },
        new("signedOn", "签约日期", ColumnKind.Date) { Aliases = ["签约时间"] },
        new("filedOn", "立项日期", ColumnKind.Date) { Aliases = ["备案日期", "立项时间"] },
        new("landOn", "取得用地日期", ColumnKind.Date) { Aliases = ["拿地日期", "供地日期", "拿地时间"] },
        new("permitOn", "施工许可日期", ColumnKind.Date) { Aliases = ["施工许可证日期"] },
        new("plannedStartOn", "计划开工日期", ColumnKind.Date) { Aliases = ["计划开工时间"] },
        new("promisedStartOn", "承诺开工日期", ColumnKind.Date),
        new("startedOn", "开工日期", ColumnKind.Date) { Aliases = ["实际开工日期", "开工时间", "实际开工时间"] },
        new("plannedLibraryOn", "计划入库日期", ColumnKind.Date),
        new("libraryOn", "入库日期", ColumnKind.Date) { Aliases = ["统计入库日期", "入库时间"] },
        new("plannedCompletionOn", "计划竣工日期", ColumnKind.Date) { Aliases = ["计划竣工时间", "建设时限", "计划建成时间"] },
        new("promisedCompletionOn", "承诺竣工日期", ColumnKind.Date),
        new("completedOn", "竣工日期", ColumnKind.Date) { Aliases = ["实际竣工日期", "竣工时间"] },
        new("plannedProductionOn", "计划投产日期", ColumnKind.Date) { Aliases = ["计划投产时间"] },
        new("productionOn", "投产日期", ColumnKind.Date) { Aliases = ["实际投产日期", "投产时间"] },
        new("capacityOn", "达产日期", ColumnKind.Date) { Aliases = ["达产时间"] },
        new(WallFrom, "上图日期", ColumnKind.Date) { Aliases = ["挂图日期"] },
        new(WallUntil, "下图日期", ColumnKind.Date),
        new(Source, "来源", ColumnKind.Text) { MaxLength = 400, Aliases = ["数据来源"] },
        new(Parent, "所属项目", ColumnKind.Text) { MaxLength = 100, Aliases = ["主体项目", "母项目"] },
    ];
}

/// <summary>Which day of a milestone a column holds.</summary>
internal enum NodeDay
{
    Planned,

    Promised,

    Reached,
}
