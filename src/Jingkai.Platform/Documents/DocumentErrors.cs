using Jingkai.Kernel;
using Jingkai.Platform.Documents.Templates;

namespace Jingkai.Platform.Documents;

/// <summary>Refusals of papers and their numbers.</summary>
internal static class DocumentErrors
{
    public static Error MembersOnly { get; } = new(ErrorKind.Forbidden, "members-only", new("公文须由本区成员办理，当前账号不是本区成员。", "Papers are for members of the zone; this account is not one."));

    public static Error UnknownTemplate(string? code, IEnumerable<string> known) => Error.Invalid("unknown-template", $"没有模板“{code}”，可用：{string.Join("、", known)}。", $"There is no template \"{code}\"; use one of: {string.Join(", ", known)}.", "template");

    public static Error TemplateFixed { get; } = Error.Invalid("template-fixed", "模板不能更换，请另拟一份。", "The template cannot be changed; draft another paper.", "template");

    public static Error UnknownField(string field, IEnumerable<string> known) => Error.Invalid("unknown-field", $"模板没有字段“{field}”，可用：{string.Join("、", known)}。", $"The template has no field \"{field}\"; use: {string.Join(", ", known)}.", $"fields.{field}");

    public static Error BadValue(string field, string type) => type switch
    {
        FieldType.Date => Error.Invalid("bad-date", "日期写作 2026-03-05。", "Write the day as 2026-03-05.", field),
        FieldType.Number => Error.Invalid("bad-number", "请填写数字。", "A number is expected.", field),
        FieldType.Figure => Error.Invalid("bad-figure", "请填写数据引用，或“指标@期间”，如 IND_GOV@2020-01/2020-07。", "Give a reference of a figure, or INDICATOR@PERIOD as in IND_GOV@2020-01/2020-07.", field),
        FieldType.List => Error.Invalid("bad-list", "应为列表。", "A list is expected.", field),
        FieldType.Table => Error.Invalid("bad-row", "应为表格的一行。", "A row of the table is expected.", field),
        _ => Error.Invalid("bad-text", "应为文字。", "A text is expected.", field),
    };

    public static Error TooMany(string field, int most) => Error.Invalid("too-many", $"最多 {most} 项。", $"At most {most}.", field);

    public static Error UnknownMember(string? who, string field) => Error.Invalid("unknown-member", $"没有成员“{who}”。", $"There is no member \"{who}\".", field);

    public static Error UnknownUnit(string? unit) => Error.Invalid("unknown-unit", $"没有单位“{unit}”。", $"There is no unit \"{unit}\".", "unit");

    public static Error OtherUnit { get; } = Error.Invalid("other-unit", "只能以本单位名义拟稿。", "Papers are drafted for one's own unit.", "unit");

    public static Error UnknownEnterprise(string? code) => Error.Invalid("unknown-enterprise", $"没有企业“{code}”。", $"There is no enterprise \"{code}\".", "enterprise");

    public static Error UnknownSubject(string? subject) => Error.Invalid("unknown-subject", $"没有事项“{subject}”，或当前账号看不到它。", $"There is no subject \"{subject}\", or this account may not see it.", "subject");

    public static Error BadUrgency(string? urgency) => Error.Invalid("bad-urgency", $"紧急程度“{urgency}”不可用，应为：{string.Join("、", DocumentLimits.Urgencies)}。", $"\"{urgency}\" is no urgency; use one of: {string.Join(", ", DocumentLimits.Urgencies)}.", "urgency");

    public static Error FigureInTitle(string field) => Error.Invalid("figure-in-title", "标题和主送、抄送中不能引用数据，请写在正文里。", "Title and addresses quote no figures; put them into the body.", field);

    public static Error FigureUnresolved(string reference, Text why, string place) => Error.Invalid("figure-unresolved", $"数据“{reference}”无法引用：{why.Zh}", $"The figure \"{reference}\" cannot be quoted: {why.En}", place);

    public static Error FigurePartMissing(string reference, string part, string place) => Error.Invalid("figure-part-missing", $"数据“{reference}”没有“{part}”。", $"The figure \"{reference}\" has no \"{part}\".", place);

    public static Error NoFigures { get; } = Error.Invalid("unknown-figure", "本系统没有可引用的数据。", "No figures can be quoted here.");

    public static Error NotAllowed(string move, IReadOnlyList<string> allowed) => Error.Conflict("move-not-allowed",
        $"当前不能“{move}”。现在可以：{(allowed.Count == 0 ? "无" : string.Join("、", allowed))}。",
        $"\"{move}\" is not possible now. Possible: {(allowed.Count == 0 ? "nothing" : string.Join(", ", allowed))}.") with
    { Allowed = allowed };

    public static Error WroteIt { get; } = Error.Conflict("two-persons", "拟稿、改稿的人不能签发，请送另一位有签发权限的人。", "Whoever wrote of a paper does not issue it; hand it to another who may.");

    public static Error SignerRequired { get; } = Error.Invalid("to-required", "请选择签发人。", "Choose who signs it.", "to");

    public static Error CannotSign(string field) => Error.Invalid("cannot-sign", "此人不能签这份公文：没有签发权限、已离岗，或写过这份公文。", "This person cannot sign this paper: may not issue, has left, or wrote of it.", field);

    public static Error SignerTwice { get; } = Error.Invalid("signer-twice", "同一人只能签一次。", "A person signs once.", "cosign");

    public static Error HandedInAnew { get; } = Error.Conflict("handed-in-anew", "公文已不在这次审批中，请打开公文查看。", "The paper is not part of this sign-off any more; open the paper.");

    public static Error ReasonRequired { get; } = Error.Invalid("reason-required", "请写明作废原因。", "Give the reason for voiding it.", "reason");

    public static Error HasFiles { get; } = Error.Conflict("has-files", "草稿带有附件，不能删除，请作废。", "Files are attached to the draft; void it instead.");

    public static Error NoWord(string series) => Error.Conflict("no-word", $"还没有“{series}”类公文的机关代字，请先在“文号”中设置。", $"No word is set for papers of the series \"{series}\"; set one under Numbers first.");

    public static Error UnknownWord(string? word, IEnumerable<string> known) => Error.Invalid("unknown-word", $"这类公文不能用机关代字“{word}”，可用：{string.Join("、", known)}。", $"Papers of this series do not bear the word \"{word}\"; use one of: {string.Join(", ", known)}.", "word");

    public static Error BadWord { get; } = Error.Invalid("bad-word", "机关代字为 1 至 20 个汉字、字母或数字，不含括号。", "A word has 1 to 20 Chinese characters, letters or digits, and no brackets.", "word");

    public static Error UnknownSeries(string? series, IEnumerable<string> known) => Error.Invalid("unknown-series", $"没有公文类别“{series}”，可用：{string.Join("、", known)}。", $"There is no series \"{series}\"; use one of: {string.Join(", ", known)}.", "series");

    public static Error BadSerial { get; } = Error.Invalid("bad-serial", "起始号为 1 至 99999 的整数。", "A number begins at 1 to 99999.", "next");

    public static Error SerialUsed(string number) => Error.Conflict("serial-used", $"本年度已编到 {number}，起始号不能再改。", $"{number} was given this year; where the year begins cannot be changed any more.");

    public static Error WordUsed { get; } = Error.Conflict("word-used", "这个机关代字已编过号，不能改作别的类别。", "This word has numbered papers; its series cannot be changed.");
}

/// <summary>How much a paper takes.</summary>
internal static class DocumentLimits
{
    public const int LongestTitle = 200, LongestAddress = 500, LongestNotes = 2000, LongestNote = 2000, LongestWord = 20;

    /// <summary>GB/T 9704-2012, 7.2.3.</summary>
    public static IReadOnlyList<string> Urgencies { get; } = ["平急", "加急", "特急"];
}
