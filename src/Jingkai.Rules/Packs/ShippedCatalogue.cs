using Jingkai.Kernel;
using Jingkai.Rules.Language;

namespace Jingkai.Rules;

/// <summary>The facts every zone can give for a kind of subject, whether a pack declares them or not.</summary>
public static class ShippedCatalogue
{
    private static readonly Dictionary<string, FactCatalogue> Known = new(StringComparer.Ordinal)
    {
        ["enterprise"] = new("enterprise",
        [
            Text("name", "企业名称", "name"), Text("credit_code", "统一社会信用代码", "credit code"), Text("industry", "行业代码", "industry code"),
            new("founded", ValueType.Date, Zh: "成立日期", En: "founded"), new("tags", ValueType.List, Zh: "资质", En: "qualifications"),
            Number("revenue", "营业收入", "revenue", "元"), Number("tax", "实缴税金", "tax paid", "元"), Number("output", "工业总产值", "industrial output", "元"),
            Number("staff", "从业人员", "staff", "人"), Number("land", "用地面积", "land used", "平方米"), Number("rd_intensity", "研发费用占比", "R&D share of revenue", "%"),
        ]),
        ["project"] = new("project",
        [
            Text("name", "项目名称", "name"), Text("code", "项目代码", "project code"), Number("investment", "总投资", "total investment", "元"),
            Number("progress", "形象进度", "progress", "%"), Number("planned_progress", "计划进度", "planned progress", "%"),
            Number("start_overdue_months", "开工逾期月数", "months start is overdue", "月"), Number("finish_overdue_months", "竣工逾期月数", "months finish is overdue", "月"),
        ]),
        ["carrier"] = new("carrier",
        [
            Text("name", "载体名称", "name"), Number("area", "建筑面积", "floor area", "平方米"), Text("land_kind", "用地性质", "kind of land"), Number("occupancy", "入驻率", "occupancy", "%"),
        ]),
    };

    /// <summary>The facts of a subject; none where nothing is shipped for it.</summary>
    public static FactCatalogue Of(string subject) => Known.GetValueOrDefault(subject) ?? FactCatalogue.Empty(subject);

    private static FactDeclaration Text(string code, string zh, string en) => new(code, ValueType.Text, Zh: zh, En: en);

    private static FactDeclaration Number(string code, string zh, string en, string unit) => new(code, ValueType.Number, RuleUnits.Find(unit), Zh: zh, En: en);
}
