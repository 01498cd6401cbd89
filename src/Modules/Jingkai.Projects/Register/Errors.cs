using Jingkai.Kernel;
using Jingkai.Projects.LifeCycle;

namespace Jingkai.Projects.Register;

/// <summary>Refusals of the ledger of projects.</summary>
internal static class Errors
{
    public static Error UnknownKind(string? word) => Error.Invalid("unknown-kind", $"没有“{word}”这类项目，可用：{string.Join("、", Ladder.Kinds.Select(k => k.Zh))}", $"there is no kind of project \"{word}\"; use one of: {string.Join(", ", Ladder.Kinds.Select(k => k.Code))}", "kind");

    public static Error UnknownStage(string? word) => Error.Invalid("unknown-stage", $"没有“{word}”这个阶段，可用：{string.Join("、", Ladder.Stages.Select(s => s.Zh))}", $"there is no stage \"{word}\"; use one of: {string.Join(", ", Ladder.Stages.Select(s => s.Code))}", "stage");

    public static Error StageOfOtherKind(ProjectKind kind, Stage stage) => Error.Invalid("stage-of-other-kind", $"{kind.Zh}没有“{stage.Zh}”阶段", $"a project of the kind {kind.En} has no stage \"{stage.En}\"", "stage");

    public static Error KindFixed { get; } = Error.Conflict("kind-fixed", "项目已过起始阶段，类型不能再改；请新建项目", "the project has left its first stage; its kind changes no more", "kind");

    public static Error BadNationalCode { get; } = Error.Invalid("bad-project-code", "项目代码为24位，形如 2101-330402-04-01-123456（GB/T 40058）", "a project code has 24 characters like 2101-330402-04-01-123456 (GB/T 40058)", "nationalCode");

    public static Error NationalCodeTaken(string code, string project) => Error.Conflict("project-code-taken", $"项目代码 {code} 已属于 {project}", $"the project code {code} belongs to {project}", "nationalCode");

    public static Error UnknownProject(string? key) => Error.Invalid("unknown-project", $"没有编号为“{key}”的项目，或当前账号看不到它", $"there is no project \"{key}\", or this account may not see it", "code");

    public static Error AmbiguousProject(string name) => Error.Invalid("ambiguous-project", $"有多个项目叫“{name}”，请填项目编号", $"several projects are called \"{name}\"; give the code", "name");

    public static Error NameTaken(string name, string code) => Error.Conflict("name-taken", $"已有项目“{name}”（{code}）；如确是另一项目，请用能区分的名称", $"there is a project \"{name}\" already ({code}); if it is another one, give it a name of its own", "name");

    public static Error UnknownUnit(string? text) => Error.Invalid("unknown-unit", $"没有单位“{text}”", $"there is no unit \"{text}\"", "unit");

    public static Error UnknownPark(string? text) => Error.Invalid("unknown-park", $"没有园区“{text}”", $"there is no park \"{text}\"", "park");

    public static Error UnknownEnterprise(string? text) => Error.Invalid("unknown-enterprise", $"登记簿中没有“{text}”；尚未登记的公司请填在投资方", $"\"{text}\" is not in the register; a company not registered yet is written as investor", "enterprise");

    public static Error AmbiguousEnterprise(string? text) => Error.Invalid("ambiguous-enterprise", $"有多家企业叫“{text}”，请填统一社会信用代码或企业编号", $"several enterprises bear the name \"{text}\"; give a code", "enterprise");

    public static Error UnknownIndustry(string? text) => Error.Invalid("unknown-industry", $"没有行业代码“{text}”（GB/T 4754-2017）", $"there is no industry \"{text}\" (GB/T 4754-2017)", "industryCode");

    public static Error UnknownMember(string? text, string field) => Error.Invalid("unknown-member", $"没有在岗人员“{text}”", $"there is no active member \"{text}\"", field);

    public static Error AmbiguousMember(string? text, string field) => Error.Invalid("ambiguous-member", $"有多人叫“{text}”，请填登录名", $"several members are called \"{text}\"; give the sign-in name", field);

    public static Error UnknownBound(string? text, string field) => Error.Invalid("unknown-bound", $"“{text}”不在可选值中：约、超、不少于、不超过、近", $"\"{text}\" is not one of: about, more-than, at-least, at-most, nearly", field);

    public static Error NotPositive(string field) => Error.Invalid("bad-number", "应大于0", "must be above 0", field);

    public static Error TooMuch(string field) => Error.Invalid("too-much", "金额不能超过1万亿元，请核对单位", "an amount is at most 1,000,000,000,000 yuan; check the unit", field);

    public static Error TooMuchLand(string field) => Error.Invalid("too-much", "面积不能超过1000万亩，请核对单位", "an area is at most 10,000,000 mu; check the unit", field);

    public static Error Negative(string field) => Error.Invalid("bad-number", "不能小于0", "must not be below 0", field);

    public static Error BadDegrees(string field) => Error.Invalid("bad-place", "经度73至136、纬度3至54，以十进制度数填写", "longitude 73 to 136, latitude 3 to 54, in decimal degrees", field);

    public static Error HalfPlace { get; } = Error.Invalid("half-place", "经度和纬度须同时填写", "longitude and latitude go together", "longitude");

    public static Error DatumAlone { get; } = Error.Invalid("half-place", "坐标系须与经度、纬度一并填写", "a datum is given together with longitude and latitude", "datum");

    public static Error FutureDay(string field) => Error.Invalid("in-future", "实际日期不能晚于今天", "a day on which something was reached must not be after today", field);

    public static Error NotReached(Stage stage, string field) => Error.Invalid("stage-by-gate", $"还没有到“{stage.Zh}”阶段；请通过关口提交，由另一人确认", $"the stage \"{stage.En}\" is not reached yet; claim it through its gate, another confirms", field);

    public static Error FileDecided(Text what) => Error.Conflict("file-is-evidence", $"该文件是{what.Zh}，本人不能作废；确有误传的，请有确认权限的另一人作废", $"the file is {what.En} and stays; one brought by mistake is voided by another who confirms");

    public static Error DayOfStage(string field) => Error.Invalid("day-of-stage", "已达到阶段的日期只能更正，不能清空", "the day of a stage that was reached is corrected, not taken away", field);

    public static Error DayOrder(string field, string earlier, string later) => Error.Invalid("bad-order", $"“{earlier}”不能晚于“{later}”", $"{earlier} is not later than {later}", field);

    public static Error ConfirmedDay(string field) => Error.Invalid("confirmed-day", "已确认阶段的日期只能由可确认阶段的人员更正", "the day of a confirmed stage is corrected only by those who confirm stages", field);

    public static Error StageOfExisting { get; } = Error.Invalid("stage-by-gate", "已有项目的阶段只能通过关口变更", "the stage of a project that is here already changes only through its gate", "stage");

    public static Error TakeOver { get; } = Error.Invalid("may-not-take-over", "新项目从第一个阶段开始；承接在后续阶段的项目须有导入权限", "a new project begins at its first stage; taking over a later one needs the permission to import", "stage");

    public static Error OwnPart { get; } = Error.Invalid("own-part", "项目不能是自己的子项目", "a project is no part of itself", "parent");

    public static Error PartOfPart(string parent) => Error.Conflict("part-of-part", $"{parent} 本身是子项目；子项目只有一级", $"{parent} is a sub-project itself; there is one level of them", "parent");

    public static Error HasParts { get; } = Error.Conflict("has-parts", "该项目下有子项目，不能再成为别的项目的子项目", "it has sub-projects and cannot be one itself", "parent");

    public static Error WallOrder { get; } = Error.Invalid("bad-order", "下图日期应晚于上图日期", "the day it leaves the wall is after the day it came there", "wallUntil");

    public static Error TooMany(string field, int most) => Error.Invalid("too-many", $"最多 {most} 项", $"at most {most}", field);

    public static Error TooLong(string field, int most) => Error.Invalid("too-long", $"最多 {most} 个字", $"at most {most} characters", field);

    public static Error ReasonRequired { get; } = Error.Invalid("required", "请写明原因", "give the reason", "reason");

    public static Error UnknownField(string field) => Error.Invalid("unknown-field", $"没有字段“{field}”", $"there is no field \"{field}\"", field);

    public static Error OutOfReach { get; } = new(ErrorKind.Forbidden, "out-of-reach", new("只能登记本单位负责的项目", "this account enters only projects of its own unit"), "unit");

    public static Error NotRatable(string code) => Error.Invalid("not-ratable", $"“{code}”不在作战图上，或已竣工、终止", $"\"{code}\" is not on the wall, or is completed or given up", "projects");
}
