using static Jingkai.Rules.FactDeclaration;

namespace Jingkai.Rules;

/// <summary>The facts every zone can give for a kind of subject, whether a pack declares them or not.</summary>
public static class ShippedCatalogue
{
    private static readonly Dictionary<string, FactCatalogue> Known = new(StringComparer.Ordinal)
    {
        ["enterprise"] = new("enterprise",
        [
            Text("name", "企业名称", "name"), Text("credit_code", "统一社会信用代码", "credit code"), Text("industry", "行业代码", "industry code"),
            Date("founded", "成立日期", "founded"), List("tags", "资质", "qualifications"),
            Number("revenue", "元", "营业收入", "revenue"), Number("tax", "元", "实缴税金", "tax paid"), Number("output", "元", "工业总产值", "industrial output"),
            Number("staff", "人", "从业人员", "staff"), Number("land", "平方米", "用地面积", "land used"), Number("rd_intensity", "%", "研发费用占比", "R&D share of revenue"),
        ]),
        ["project"] = new("project",
        [
            Text("name", "项目名称", "name"), Text("code", "项目代码", "project code"), Number("investment", "元", "总投资", "total investment"),
            Number("progress", "%", "形象进度", "progress"), Number("planned_progress", "%", "计划进度", "planned progress"),
            Number("start_overdue_months", "月", "开工逾期月数", "months start is overdue"), Number("finish_overdue_months", "月", "竣工逾期月数", "months finish is overdue"),
        ]),
        ["carrier"] = new("carrier",
        [
            Text("name", "载体名称", "name"), Number("area", "平方米", "建筑面积", "floor area"), Text("land_kind", "用地性质", "kind of land"), Number("occupancy", "%", "入驻率", "occupancy"),
        ]),
    };

    /// <summary>The facts of a subject; none where nothing is shipped for it.</summary>
    public static FactCatalogue Of(string subject) => Known.GetValueOrDefault(subject) ?? FactCatalogue.Empty(subject);
}
