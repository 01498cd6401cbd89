namespace Jingkai.Economy.Analysis;

/// <summary>Schemes that come with the product.</summary>
internal static class ShippedSchemes
{
    /// <summary>The national assessment of 2021 as far as it is public: the five dimensions and their weights are; of the 30 second-level
    /// indicators those below. Their single weights are not, so each has an equal share of its dimension.</summary>
    public static AssessmentScheme National2021 { get; } = new(
        "国家级经开区综合发展水平考核评价（2021版）", "National assessment of economic and technological development zones (2021)",
        "五个一级指标及权重已公开；二级指标只列已查到的项，其单项权重未公开，按一级指标内平均分配。年度办法印发后请按实际修改。",
        "The five dimensions and weights are public; of the second-level indicators only those found are listed. Their single weights are not public, so each has an equal share. Change it once the year's rules are issued.",
        [
            new("对外开放", "Openness", 30, 7, [new("FDI", "实际使用外资金额", "Foreign investment used", "万美元", "FDI"), new("TRADE", "进出口总额", "Imports and exports", "亿元", "TRADE")]),
            new("发展质量", "Quality of development", 30, null, [new("GDP", "地区生产总值", "Regional GDP", "亿元", "GDP"), new("LISTED", "上市企业数", "Listed companies", "家", "LISTED")]),
            new("科技创新", "Innovation", 15, 6,
            [
                new("RD_INT", "企业R&D经费投入强度", "Enterprises' R&D intensity", "%", "RD_IND_INT"), new("RD_INST", "省级及以上研发机构数量", "R&D institutions, provincial and above", "家", "RD_INST"),
                new("HT_ENT", "高新技术企业数量", "High-tech enterprises", "家", "HT_ENT"), new("INCUBATOR", "国家级孵化器和众创空间", "National incubators and makerspaces", "个", null),
            ]),
            new("绿色发展", "Green development", 15, 5,
            [
                new("ENERGY", "规上工业单位增加值能耗", "Energy per unit of industrial value added", "吨标煤/万元", null, "down"), new("CO2", "规上工业单位增加值二氧化碳排放量", "CO2 per unit of value added", "吨/万元", "CO2_INT", "down"),
                new("CO2_GROWTH", "园区二氧化碳排放量增长率", "Growth of CO2 emissions", "%", null, "down"), new("WATER", "单位增加值水耗", "Water per unit of value added", "立方米/万元", null, "down"),
                new("SOLID", "固废综合利用率", "Solid-waste utilisation", "%", "SOLID_UTIL"),
            ]),
            new("统筹协调", "Coordination", 10, 4, [new("JOBS", "城镇新增就业人数", "New urban jobs", "人", "EMP_NEW"), new("PAIRED", "合作共建园区数量", "Parks built in partnership", "个", null)]),
        ]);
}
