using Jingkai.Kernel;

namespace Jingkai.Enterprises.Register;

/// <summary>The rules of the register, as refusals.</summary>
internal static class Errors
{
    public static Error NameRequired { get; } = Error.Invalid("required", "企业名称必填", "the name is required", "name");

    public static Error TooLong(string field, int most) => Error.Invalid("too-long", $"不能超过{most}个字符", $"at most {most} characters", field);

    public static Error TooMany(string field, int most) => Error.Invalid("too-many", $"不能超过{most}项", $"at most {most} items", field);

    public static Error BadType(string field, string zh, string en) => Error.Invalid("bad-type", $"应为{zh}", $"{en} is expected", field);

    public static Error BadDate(string field, string value) => Error.Invalid("bad-date", $"“{value}”不是日期，应如 2020-07-31", $"\"{value}\" is not a date such as 2020-07-31", field);

    public static Error NotOfList(string field, string code, string value, IEnumerable<string> known) =>
        Error.Invalid(code, $"“{value}”不在可选值中：{string.Join("、", known)}", $"\"{value}\" is not one of: {string.Join(", ", known)}", field);

    // 企业登记以后才有统一社会信用代码（GB 32100-2015）；在谈、签约阶段可以没有。
    public static Error CreditCodeRequired { get; } = Error.Invalid("credit-code-required",
        "自“注册”阶段起须填统一社会信用代码；尚未注册的，阶段请选“在谈”或“签约”",
        "a credit code is required from the stage registered on; an enterprise not registered yet has the stage invited or signed", "creditCode");

    public static Error CreditCodeCheck(char expected, string field = "creditCode") => Error.Invalid("credit-code-check",
        $"统一社会信用代码校验位不符，按前17位应为“{expected}”；核对无误确需保留的，请说明理由",
        $"the check character of the credit code fails, the first 17 characters give \"{expected}\"; if the code is right, accept the warning and give a reason", field);

    public static Error ReasonRequired { get; } = Error.Invalid("reason-required", "请说明理由", "give a reason", "reason");

    public static Error CreditCodeTaken(string code, string name) => Error.Conflict("credit-code-taken",
        $"该统一社会信用代码已登记为 {code} {name}", $"this credit code belongs to {code} {name}", "creditCode");

    public static Error CreditCodeTakenUnseen { get; } = Error.Conflict("credit-code-taken",
        "该统一社会信用代码已被本区另一家企业登记", "this credit code belongs to another enterprise of the zone", "creditCode");

    public static Error DateOrder(string field, string earlier, string earlierEn) => Error.Invalid("date-order", $"不能早于{earlier}", $"must not be before the {earlierEn}", field);

    public static Error MovedOutNeedsDate { get; } = Error.Invalid("moved-out-date-required", "阶段为“迁出”时须填迁出日期", "the stage moved-out needs the day of moving out", "movedOutOn");

    public static Error Negative(string field) => Error.Invalid("negative", "不能为负数", "must not be negative", field);

    public static Error EnergyShape { get; } = Error.Invalid("bad-number", "应为不超过1亿、至多四位小数的吨标准煤数", "up to 100 million tonnes of coal equivalent with at most four decimals", "energyTce");

    public static Error BadPercent(string field, int most) => Error.Invalid("bad-number", $"应为0到{most}之间、至多两位小数的百分数", $"a per cent from 0 to {most} with at most two decimals is expected", field);

    public static Error BadWhole(string field, int most) => Error.Invalid("bad-number", $"应为0到{most}之间的整数", $"a whole number from 0 to {most} is expected", field);

    public static Error EffectiveInFuture { get; } = Error.Invalid("effective-in-future", "生效日期不能晚于今天", "the effective day must not be after today", "effectiveOn");

    public static Error HistoryOrder(string field) => Error.Invalid("history-order", "变更历史的起止日期须首尾相接、由早到晚，最后一段没有终止日期", "the spans of a history follow one another without gaps, and the last has no end", field);

    public static Error ListingOrder(string field) => Error.Invalid("listing-order", "规上退出日期须晚于入库日期", "a listing ends after it begins", field);

    public static Error ListingOverlap(string field) => Error.Invalid("listing-overlap", "与同一类别的另一段规上入库时间重叠", "overlaps another listing of the same kind", field);

    public static Error ListingWithoutStart(string field) => Error.Invalid("listing-without-start", "没有入库日期，不能填退出日期", "an end of a listing needs its beginning", field);

    public static Error ContactEmpty(string field) => Error.Invalid("contact-empty", "联系人姓名和电话至少填一项", "a contact has a name or a number", field);

    public static Error MaskedValue(string field) => Error.Invalid("masked-value", "含有脱敏星号，与已存的联系人不符，请填完整内容", "this masked value fits no stored contact; give it in full", field);

    public static Error LiaisonUnknown(string field, string value) => Error.Invalid("unknown-member", $"本区没有成员“{value}”", $"there is no member \"{value}\" in this zone", field);

    public static Error NothingToConfirm { get; } = Error.Invalid("required", "请至少选一个字段", "choose at least one field", "fields");

    public static Error EmptyField(string field) => Error.Invalid("empty-field", $"{field} 没有内容，无法核实；请直接更正", $"{field} holds nothing that could be confirmed; correct it instead", "fields");

    public static Error Voided { get; } = Error.Conflict("voided", "该企业档案已作废，不能再改", "this file is voided and cannot be changed");

    public static Error OnlyContacts { get; } = new(ErrorKind.Forbidden, "only-contacts", new("企业账号只能修改本企业的联系人", "an enterprise's account may change only its contacts"));

    /// <summary>A field that somebody else changed in the meantime, with both values.</summary>
    public static Error StaleField(string field, string now, string wanted) => new(ErrorKind.Stale, "stale",
        new($"现为“{now}”，提交的是“{wanted}”", $"is now \"{now}\", submitted was \"{wanted}\""), field);
}
