using Jingkai.Enterprises.Contracts;
using Jingkai.Kernel;

namespace Jingkai.Enterprises.Exchange;

/// <summary>Refusals and remarks on rows of the ledger, beside those of the register.</summary>
internal static class Errors
{
    public static Error CreditCodeCheck(char expected) => Error.Invalid("credit-code-check",
        $"统一社会信用代码校验位不符，按前17位应为“{expected}”；核对无误的，请在页面逐户登记并说明理由",
        $"the check character of the credit code fails, the first 17 characters give \"{expected}\"; if the code is right, enter this enterprise on its page and give a reason");

    public static Error Merged(EnterpriseRef kept) => Error.Invalid("merged",
        $"该代码的档案已并入 {kept.Code} {kept.Name}，请改用其代码 {kept.CreditCode}",
        $"the file of this code was merged into {kept.Code} {kept.Name}; use its code {kept.CreditCode}");

    public static Error Masked { get; } = Error.Invalid("masked-value", "含有脱敏星号，未导入此单元格，原内容不变", "masked values are not imported; what is stored stays");

    public static Error PhoneShape { get; } = Error.Invalid("phone-shape", "不像手机或固定电话号码，已按原样保存", "does not look like a phone number; kept as it is");
}
