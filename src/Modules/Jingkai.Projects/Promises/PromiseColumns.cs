using Jingkai.Platform.Ledgers;

namespace Jingkai.Projects.Promises;

/// <summary>The fields of a promise as columns of its ledger: page, interface and file are read and judged by the same ones.</summary>
internal static class PromiseColumns
{
    public const string Code = "code", Project = "project", ProjectName = "projectName", Side = "side", Item = "item", Text = "text", Value = "value", ValueUnit = "valueUnit", AgreedOn = "agreedOn", DueOn = "dueOn",
        Unit = "unit", Owner = "owner", Agreement = "agreement", Source = "source", Result = "result", Achieved = "achieved", ResultOn = "resultOn", Remedy = "remedy", ResultNote = "resultNote";

    /// <summary>What is entered with a promise; the rest comes with its result.</summary>
    public static IReadOnlyList<string> Entered { get; } = [Project, Side, Item, Text, Value, ValueUnit, AgreedOn, DueOn, Unit, Owner, Agreement, Source];

    public static IReadOnlyList<LedgerColumn> All { get; } =
    [
        new(Code, "承诺编号", ColumnKind.Code) { MaxLength = 20 },
        new(Project, "项目编号", ColumnKind.Code) { Required = true, IsKey = true, Alternative = "project", MaxLength = 40, Aliases = ["项目代码"] },
        new(ProjectName, "项目名称", ColumnKind.Text) { Required = true, IsKey = true, Alternative = "project", MaxLength = 100, Aliases = ["项目"] },
        new(Side, "承诺方", ColumnKind.Text) { Required = true, IsIdentity = true, MaxLength = 10, Aliases = ["承诺主体"] },
        new(Item, "承诺事项", ColumnKind.Text) { Required = true, IsIdentity = true, MaxLength = 30, Aliases = ["事项", "指标"] },
        new(Text, "承诺内容", ColumnKind.Text) { IsIdentity = true, MaxLength = 500, Aliases = ["内容"] },
        new(Value, "承诺值", ColumnKind.Number) { Aliases = ["约定值", "目标值"] },
        new(ValueUnit, "计量单位", ColumnKind.Text) { MaxLength = 20, Aliases = ["单位"] },
        new(AgreedOn, "承诺日期", ColumnKind.Date) { Aliases = ["签订日期"] },
        new(DueOn, "到期日期", ColumnKind.Date) { Aliases = ["履约期限", "完成期限", "截止日期"] },
        new(Unit, "责任单位", ColumnKind.Text) { MaxLength = 100, Aliases = ["责任部门"] },
        new(Owner, "责任人", ColumnKind.Text) { MaxLength = 50 },
        new(Agreement, "协议依据", ColumnKind.Text) { MaxLength = 200, Aliases = ["依据", "协议条款"] },
        new(Source, "来源", ColumnKind.Text) { MaxLength = 200, Aliases = ["数据来源"] },
        new(Result, "履约结果", ColumnKind.Text) { MaxLength = 20, Aliases = ["结果", "履约情况"] },
        new(Achieved, "完成值", ColumnKind.Number) { Aliases = ["实际值"] },
        new(ResultOn, "完成日期", ColumnKind.Date) { Aliases = ["履约日期"] },
        new(Remedy, "处理方式", ColumnKind.Text) { MaxLength = 20, Aliases = ["处置"] },
        new(ResultNote, "履约说明", ColumnKind.Text) { MaxLength = 500, Aliases = ["说明"] },
    ];
}
