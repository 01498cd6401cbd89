using static Jingkai.Rules.FactDeclaration;

namespace Jingkai.Rules;

/// <summary>The facts that a pack may name without declaring them, by kind of subject. Which of them a zone can look up, its modules say;
/// the others are unknown there.</summary>
public static class ShippedCatalogue
{
    private static readonly Dictionary<string, FactCatalogue> Known = new(StringComparer.Ordinal)
    {
        ["enterprise"] = new("enterprise",
        [
            Text("name", "企业名称", "name"), Text("credit_code", "统一社会信用代码", "credit code"), Text("industry", "行业代码", "industry code"), Text("section", "行业门类", "section of industry"),
            Text("park", "园区", "park"), Date("founded", "成立日期", "founded"), Date("moved_in", "入区日期", "moved into the zone"), List("tags", "资质", "qualifications"),
            Flag("above_scale", "规上", "listed above scale"), Date("listed_on", "入库日期", "listed on"), Flag("listed_before", "曾经入库", "listed before"),
            Number("staff", "人", "从业人员", "staff"), Number("land", "平方米", "用地面积", "land used"), Number("floor_area", "平方米", "厂房建筑面积", "floor of the factory"),
            Number("energy", "吨标准煤", "年综合能耗", "energy of a year"), Number("rd_intensity", "%", "研发费用占比", "R&D share of revenue"),
            // Of the last whole year before the evaluation day, and the comparable values of the year before it.
            Number("revenue", "元", "营业收入", "revenue"), Number("revenue_prior", "元", "上年营业收入", "revenue a year before"), Number("best_before", "元", "历年最高营业收入", "highest revenue before"),
            Number("output", "元", "工业总产值", "industrial output"), Number("output_prior", "元", "上年工业总产值", "industrial output a year before"),
            Number("tax", "元", "实缴税金", "tax paid"), Number("tax_prior", "元", "上年实缴税金", "tax paid a year before"),
            Number("power", "千瓦时", "用电量", "power used"), Number("power_prior", "千瓦时", "上年用电量", "power used a year before"),
        ]),
        ["project"] = new("project",
        [
            Text("name", "项目名称", "name"), Text("code", "项目代码", "project code"), Number("investment", "元", "总投资", "total investment"),
            Number("progress", "%", "形象进度", "progress"), Number("planned_progress", "%", "计划进度", "planned progress"),
            Number("start_overdue_months", "月", "开工逾期月数", "months start is overdue"), Number("finish_overdue_months", "月", "竣工逾期月数", "months finish is overdue"),
            Number("overdue_nodes", "个", "逾期节点数", "overdue milestones"), Number("longest_overdue", "天", "最长节点逾期", "longest delay of a milestone"),
            Number("months_not_in_library", "月", "开工后未入库月数", "months after start without statistics entry"),
            Flag("started", "已开工", "started"), Flag("preparation_late", "前期滞后", "preparation late"), Flag("progress_late", "建设进度滞后", "progress late"), Flag("major_behind", "计划内重大项目滞后", "planned major project behind"),
            Flag("accident", "发生安全质量问题", "safety or quality problem"), Flag("funds_below_rule", "资金低于规定", "funds below the rule"),
            Number("rank", null, "名次", "rank"), Number("ranked", null, "参评项目数", "projects ranked"),
        ]),
        ["carrier"] = new("carrier",
        [
            Text("name", "载体名称", "name"), Number("area", "平方米", "建筑面积", "floor area"), Text("land_kind", "用地性质", "kind of land"), Number("occupancy", "%", "入驻率", "occupancy"),
        ]),
    };

    /// <summary>The facts of a subject; none where nothing is shipped for it.</summary>
    public static FactCatalogue Of(string subject) => Known.GetValueOrDefault(subject) ?? FactCatalogue.Empty(subject);
}
